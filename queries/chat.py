"""A conversation with the graph: each question may go on from the one before."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from queries.answer import ask
from queries.answer_result import Answer
from queries.plan import Plan

HISTORY = Path.home() / ".cache" / "jinmai" / "chat_history"
HELP = """/evidence  the sentences behind the last answer
/explain   how the last question was read, its plan and Cypher
/save FILE keep the last answer: .csv, .xlsx or .md
/again     forget the question before
/quit      leave"""


class Chat:
    """The state of a conversation: the last plan that was understood, and the last answer."""

    def __init__(self, store: Any, *, evidence: bool = False) -> None:
        self.store = store
        self.evidence = evidence
        self.plan: Plan | None = None
        self.answer: Answer | None = None

    def ask(self, question: str) -> Answer:
        """Answer a question; where it is a fragment, it changes the question before. What is not understood changes nothing."""
        answer = ask(self.store, question, before=self.plan, evidence=True)
        if answer.understood:
            self.plan = answer.plan
        self.answer = answer
        return answer

    def command(self, line: str) -> bool:
        """Do what a line that begins with / says; returns whether to go on."""
        from queries.commands import answers

        name, _, argument = line[1:].partition(" ")
        if name in ("quit", "exit", "q"):
            return False
        if name == "again":
            self.plan = self.answer = None
        elif name in ("evidence", "explain", "cypher", "save") and self.answer is None:
            click.echo("There is no answer yet.", err=True)
        elif name == "evidence" and self.answer is not None:
            answers.show(self.answer, evidence=True)
        elif name in ("explain", "cypher") and self.answer is not None:
            answers.show(self.answer, explain=True)
        elif name == "save" and self.answer is not None:
            self._save(argument.strip())
        else:
            click.echo(HELP)
        return True

    def _save(self, path: str) -> None:
        assert self.answer is not None
        if not path:
            click.echo("Error: name the file: /save FILE", err=True)
            return
        try:
            self.answer.save(path)
        except (ValueError, OSError) as error:
            click.echo(f"Error: {error}", err=True)
        else:
            click.echo(path, err=True)


def loop(chat: Chat) -> None:
    """Read lines until the input ends; Ctrl-C leaves a line, Ctrl-D the chat."""
    from queries.commands import answers

    read = _reader()
    while True:
        try:
            line = read().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if not line:
            continue
        if line.startswith("/"):
            if not chat.command(line):
                return
            continue
        answers.show(chat.ask(line), evidence=chat.evidence)
        click.echo()


def _reader() -> Callable[[], str]:
    """Return what reads a line: with history and editing at a terminal, plainly from a pipe."""
    if not sys.stdin.isatty():
        return lambda: input()
    try:
        import atexit
        import readline

        HISTORY.parent.mkdir(parents=True, exist_ok=True)
        if HISTORY.exists():
            readline.read_history_file(HISTORY)
        readline.set_history_length(1000)
        atexit.register(readline.write_history_file, HISTORY)
    except (ImportError, OSError):
        pass
    return lambda: input("问 > ")
