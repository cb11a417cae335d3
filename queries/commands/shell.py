"""`jinmai shell`: Cypher, statement after statement."""

import sys
from pathlib import Path

import click

from queries.options import opened, parameters_option, store_options


@click.command("shell")
@parameters_option
@click.option("--json", "form", flag_value="json", help="Print JSON instead of tables.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--write", is_flag=True, help="Let statements change the graph.")
@click.option("--limit", type=click.IntRange(0), default=1000, show_default=True, help="Rows at most; 0 for all.")
@click.option("--timeout", type=click.FloatRange(0), default=60, show_default=True, help="Seconds at most; 0 for any.")
@store_options
def command(
    parameters: tuple[str, ...],
    form: str | None,
    write: bool,
    limit: int,
    timeout: float,
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """Run Cypher, statement after statement, reading only unless --write. A statement ends with ; and may take several lines.

    At a terminal there is a history, Tab completes labels, relations, properties and values, and Ctrl-C cancels a query and not
    the shell. From a pipe it is quiet: rows to stdout, errors to stderr, exit code 1 in the end where a statement failed.

    \b
    Examples:
      jinmai shell
      jinmai shell --csv < statements.cypher > rows.csv
      echo "MATCH (f:Fund {name: \\$who}) RETURN f;" | jinmai shell -p who=国家绿色发展基金 --json
    Inside: :help :params NAME=VALUE :table :json :csv :limit N :timeout N :schema :quit
    """
    from queries.parameters import parse
    from queries.shell import Shell, converse, script

    values = parse(parameters)
    with opened(url, decisions, wait, write=write) as store:
        shell = Shell(store, write, limit, timeout, form or "table", values)
        if sys.stdin.isatty() and sys.stdout.isatty():
            from queries.shell_terminal import greeting, reader

            shell.quiet = False
            click.echo(greeting(shell, url), err=True)
            converse(shell, reader(shell))
            return
        script(shell, sys.stdin)
    if shell.failed:
        sys.exit(1)
