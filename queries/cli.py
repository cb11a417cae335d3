"""The command line: `jinmai COMMAND …`. Commands are imported only when they run, so that start-up stays light."""

import importlib
import sys
from typing import Any

import click

from queries import interruption

# name → one line for `jinmai --help`; the command itself is `command` in queries/commands/<name>.py
COMMANDS = {
    "build": "Read pages, extract their facts and build the graph.",
    "add": "Add articles to a graph.",
    "forget": "Remove an article or a source, as if it had never been read.",
    "extract": "Read pages and write their facts as JSON Lines.",
    "load": "Load facts from JSON Lines into a graph.",
    "export": "Write the graph in a format that other tools read.",
    "copy": "Copy a graph from one store to another.",
    "backup": "Write all that a graph is made from to a file.",
    "restore": "Make a graph again from a backup.",
    "upgrade": "Bring a graph that an older version wrote to this one.",
    "ask": "Answer a question in Chinese or English.",
    "chat": "Ask question after question, with follow-ups.",
    "cypher": "Run a Cypher query.",
    "shell": "Run Cypher, statement after statement.",
    "run": "Run a query of the catalog.",
    "queries": "List the catalog of named queries.",
    "show": "Show an entity or an article with its facts and sentences.",
    "why": "Tell why two names are one entity, or are kept apart.",
    "reject": "Reject a wrong fact for good.",
    "correct": "Correct a fact or an entity for good.",
    "stats": "Count what the graph holds.",
    "conflicts": "List figures that sources give differently.",
    "top": "List the most central entities.",
    "draw": "Draw the graph as a page that works without a network.",
    "eval": "Compare extracted facts with gold annotation.",
}
_KEPT = "Stopped. What is in the graph is whole; the same command again does what is left."
_PART = "Stopped. The graph holds a part; give the same command again, with --replace, to make it whole."
_CANCELLED = "Stopped: the query was cancelled."
STOPPED = {"build": _KEPT, "add": _KEPT, "load": _KEPT, "forget": _KEPT, "copy": _PART, "restore": _PART}
GOING_ON = ("shell", "chat")  # they go on after Ctrl-C: what fails later has nothing to do with it
STOPPED |= {"cypher": _CANCELLED, "run": _CANCELLED, "ask": _CANCELLED, "shell": _CANCELLED}


class Commands(click.Group):
    """A group that imports a command's module when the command is called; Ctrl-C ends it with a word and exit code 130."""

    _going_on = False

    def main(self, *args: Any, **extra: Any) -> Any:
        interruption.watch()
        try:
            return super().main(*args, **extra)
        except SystemExit:
            if interruption.pressed() and not self._going_on:  # before there was a command, or behind it
                raise SystemExit(interruption.CODE) from None
            raise
        finally:
            interruption.end()

    def invoke(self, ctx: click.Context) -> Any:
        try:
            done = super().invoke(ctx)
        except KeyboardInterrupt:
            self._stopped(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except (Exception, SystemExit):
            if not self._dropped(ctx):
                raise
            self._stopped(ctx)
        else:
            if self._dropped(ctx):
                self._stopped(ctx)
            return done

    def _dropped(self, ctx: click.Context) -> bool:
        """Tell whether the command was to stop, and something else came of it: a library may take that for its own failure."""
        self._going_on = ctx.invoked_subcommand in GOING_ON
        return interruption.pressed() and not self._going_on

    def _stopped(self, ctx: click.Context) -> None:
        click.echo(f"\n{STOPPED.get(ctx.invoked_subcommand or '', 'Stopped.')}", err=True)
        ctx.exit(interruption.CODE)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"queries.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jinmai", message="jinmai %(version)s")
def main() -> None:
    """Chinese policy and finance news in, a graph of who funds whom out.

    Example: jinmai build pages/ && jinmai ask "which funds link to which zones"
    """


if __name__ == "__main__":
    sys.exit(main())
