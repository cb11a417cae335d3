"""What differs between the stores in the language, and what a query may not do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$\w+)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d[\w.]*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_FILES = {
    "LOAD": "reads files",
    "COPY": "reads or writes files",
    "INSTALL": "fetches code from the network",
    "UNINSTALL": "removes code",
    "ATTACH": "opens another database",
    "EXPORT": "writes files",
    "IMPORT": "reads files",
    "USE": "changes the database",
}
_WRITES = {
    "CREATE",
    "MERGE",
    "SET",
    "DELETE",
    "REMOVE",
    "DROP",
    "ALTER",
    "COMMENT",
    "CHECKPOINT",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
}
_AFTER_RETURN = ("ORDER", "SKIP", "LIMIT", "UNION")


class Refused(ValueError):
    """A query that is not run; the message names the construct and its place."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query with its offset; comments and white space are left out."""

    kind: str
    text: str
    offset: int


def tokens(cypher: str) -> Iterator[Token]:
    """Yield the tokens of a query."""
    for found in _TOKEN.finditer(cypher):
        kind = found.lastgroup or "sign"
        if kind != "space":
            yield Token(kind, found.group(), found.start())


def check(cypher: str, write: bool) -> None:
    """Raise `Refused` for what touches files or the network, and for what writes unless `write`."""
    before = Token("sign", ";", 0)
    for token in tokens(cypher):
        clause = token.kind == "word" and before.text not in (".", ":", "AS", "as") and not _is_name(before)
        word = token.text.upper()
        if clause and word in _FILES:
            raise Refused(f"{word} at {place(cypher, token.offset)} {_FILES[word]}: a query here may not")
        if clause and word in _WRITES and not write:
            raise Refused(f"{word} at {place(cypher, token.offset)} writes: run it with --write if it shall")
        before = token


def columns(cypher: str) -> list[str] | None:
    """Return the names of a query's columns as Cypher gives them: the alias, or the expression as it is written.

    None where the query itself does not tell (`RETURN *`, `CALL` without `YIELD` and `RETURN`).
    """
    found: list[str] = []
    items: list[Token] = []
    depth, inside = 0, False

    def finish() -> None:
        if items:
            words = [t.text.upper() for t in items]
            alias = len(items) - 1 if len(items) > 2 and words[-2] == "AS" else None
            last = items[-1]
            found.append(last.text.strip("`") if alias else cypher[items[0].offset : last.offset + len(last.text)])
        items.clear()

    for token in tokens(cypher):
        word = token.text.upper() if token.kind == "word" and depth == 0 else ""
        if (inside and word in _AFTER_RETURN) or (inside and token.text == ";"):
            break
        if word == "RETURN":
            inside = True
        elif not inside or (word == "DISTINCT" and not items and not found):
            continue
        elif token.text == "," and depth == 0:
            finish()
        else:
            depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "sign" else 0
            items.append(token)
    finish()
    return None if not found or "*" in found else found


def _is_name(before: Token) -> bool:
    return before.text in ("(", "[", ",", "{")


def place(cypher: str, offset: int) -> str:
    """Return an offset as line and column, counted from 1."""
    line = cypher.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - cypher.rfind(chr(10), 0, offset)}"
