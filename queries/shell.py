"""A shell for Cypher: statements over several lines, commands that begin with a colon, errors that do not end it."""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import click

from graph.cypher_tokens import CypherError, tokens
from graph.store import Store, StoreError
from queries.parameters import parse
from queries.printing import FORMS, counted, several, show

HELP = """A statement ends with ; and may take several lines. Tab completes labels, relations, properties and their values.
:params               show the parameters;  :params who=财政部 since=2023  sets some, for $who and $since
:table :json :csv     how rows are printed
:limit N :timeout N   rows and seconds at most; 0 for any
:schema [LABEL]       what the graph can hold
:help :quit           Ctrl-C cancels a query, or the line; Ctrl-D leaves"""
COMMANDS = (":help", ":params", ":table", ":json", ":csv", ":limit", ":timeout", ":schema", ":quit", ":exit")


def split(text: str) -> tuple[list[str], str]:
    """Return the statements that end with ; and the rest; a ; in a string or in a comment ends nothing."""
    statements, start = [], 0
    try:
        found = tokens(text)
    except CypherError:  # a string that is not closed yet
        return [], text
    for token in found:
        if token.kind == "sign" and token.text == ";":
            statements.append(text[start : token.start].strip())
            start = token.stop
        elif token.kind == "sign" and text.startswith("/*", token.start):  # a comment that is not closed yet
            break
    return [statement for statement in statements if statement], text[start:]


def assignments(text: str) -> list[str]:
    """Return each NAME=VALUE of a line; a value may hold spaces, and may stand in single quotes."""
    _, _, value = text.partition("=")
    try:
        json.loads(value)
        found = [text]
    except json.JSONDecodeError:
        found = re.split(r"\s+(?=\w+=)", text)
    return [re.sub(r"=\s*'(.*)'\Z", r"=\1", one, flags=re.DOTALL) for one in found]


def blank(text: str) -> bool:
    """Tell whether there is nothing but white space and comments."""
    try:
        return tokens(text)[0].kind == "end"
    except CypherError:
        return False


@dataclass(slots=True)
class Shell:
    """What the shell remembers: parameters, limits, how to print; `failed` counts what went wrong."""

    store: Store
    write: bool = False
    limit: int = 1000
    timeout: float = 60
    form: str = "table"
    parameters: dict[str, Any] = field(default_factory=dict)
    quiet: bool = True
    failed: int = 0

    def run(self, statement: str) -> None:
        """Run one statement and print its rows; an error is printed, and the shell goes on."""
        begun = time.monotonic()
        try:
            used = {t.text[1:].strip("`") for t in tokens(statement) if t.kind == "parameter"}
            values = {name: value for name, value in self.parameters.items() if name in used}
            timeout, limit = self.timeout or None, self.limit or None
            result = self.store.query(statement, values, write=self.write, timeout=timeout, limit=limit)
        except (StoreError, CypherError) as error:
            self.fail(str(error))
            return
        if not result.columns:
            if not self.quiet:
                click.echo("Done.", err=True)
            return
        show(result, self.form)
        if not self.quiet:
            took = f"{(time.monotonic() - begun) * 1000:.0f} ms"
            click.echo(f"{counted(result)}, {took}", err=True)
        if result.cut:
            click.echo(
                f"Only the first {several(self.limit, 'row')} {'is' if self.limit == 1 else 'are'} shown: `:limit 0` for all.",
                err=True,
            )

    def fail(self, message: str) -> None:
        """Print an error."""
        self.failed += 1
        click.echo(f"Error: {message}", err=True)

    def command(self, line: str) -> bool:
        """Do what a line that begins with a colon says; returns whether to go on."""
        name, _, rest = line.strip().rstrip(";").partition(" ")
        if name in (":quit", ":exit", ":q"):
            return False
        if name in (":params", ":param"):
            self._set_parameters(rest)
        elif name[1:] in FORMS:
            self.form = name[1:]
        elif name in (":limit", ":timeout"):
            self._set_limit(name[1:], rest.strip())
        elif name == ":schema":
            self._schema(rest.strip())
        elif name == ":help":
            click.echo(HELP)
        else:
            self.fail(f"there is no command {name}: `:help` lists them")
        return True

    def _set_parameters(self, rest: str) -> None:
        if not rest.strip():
            for name, value in sorted(self.parameters.items()):
                click.echo(f"{name} = {value!r}")
            return
        try:
            self.parameters |= parse(assignments(rest.strip()))
        except click.UsageError as error:
            self.fail(error.message)

    def _set_limit(self, name: str, given: str) -> None:
        try:
            value = int(given) if name == "limit" else float(given)
            if value < 0:
                raise ValueError
        except ValueError:
            self.fail(f"`:{name} {given}`: write a number, for example `:{name} {getattr(self, name):g}`")
        else:
            setattr(self, name, value)

    def _schema(self, label: str) -> None:
        from graph.ontology import load

        ontology = load()
        if label and label not in ontology.labels and label not in ontology.relations:
            self.fail(f"the graph has no label or relation {label}")
            return
        for name, known in ontology.labels.items():
            if label in ("", name):
                properties = " ".join(p.name for p in known.properties if not p.hidden)
                click.echo(f"(:{name})  {known.names.zh[0]}  {properties}")
        for name, relation in ontology.relations.items():
            if label in ("", name):
                ends = [sorted({pair[end] for pair in relation.pairs}) for end in (0, 1)]
                shown = ["|".join(end) if len(end) < 5 else "…" for end in ends]
                click.echo(f"({shown[0]})-[:{name}]->({shown[1]})  {relation.names.zh[0]}")


def script(shell: Shell, lines: Iterable[str]) -> bool:
    """Run statements and commands from lines, each as soon as it is complete; returns whether to go on."""
    for piece in pieces(lines):
        if not piece.startswith(":"):
            shell.run(piece)
        elif not shell.command(piece):
            return False
    return True


def pieces(lines: Iterable[str]) -> Iterator[str]:
    """Yield statements and commands from lines; the last statement may lack its ;."""
    text = ""
    for line in lines:
        if blank(text) and line.lstrip().startswith(":"):
            text = ""
            yield line.strip()
            continue
        text += line
        if ";" in line:
            statements, text = split(text)
            yield from statements
    if not blank(text):
        yield text.strip()


def converse(shell: Shell, read: Callable[[], str]) -> None:
    """Read and run until the input ends; Ctrl-C leaves a line or ends a query, and never the shell."""
    while True:
        try:
            text = read()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        try:
            if not script(shell, text.splitlines(keepends=True)):
                return
        except KeyboardInterrupt:
            click.echo("Cancelled.", err=True)
