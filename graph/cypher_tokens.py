"""The tokens of Cypher, and errors that say where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<parameter>\$(?:\w+|`[^`]*`))
    |(?P<number>0x[0-9a-fA-F]+|0o[0-7]+|(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>\.\.|<=|>=|<>|!=|=~|\+=|\|\||::|->|<-|.)""",
    re.VERBOSE | re.DOTALL,
)

_CONTROLS: Mapping[str, str] = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class CypherError(ValueError):
    """A query that is not run; the message names the construct, its place and what to write instead."""


class Misfit(CypherError):
    """Values that cannot be reckoned with as they are: what is the matter, and what to write instead."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what} cannot run on the embedded store: {instead}")
        self.what, self.instead = what, instead


class Unsupported(CypherError):
    """What the embedded engine cannot be asked; the rows that its patterns match may yet be reckoned with here."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its offset in the query; `word` is its upper case where it is an unquoted name."""

    kind: str
    text: str
    start: int
    word: str = ""

    @property
    def stop(self) -> int:
        """The offset behind the token."""
        return self.start + len(self.text)


def place(cypher: str, offset: int) -> str:
    """Return an offset as line and column, counted from 1."""
    line = cypher.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - cypher.rfind(chr(10), 0, offset)}"


def tokens(cypher: str) -> list[Token]:
    """Return the tokens of a query, without white space and comments, and an empty one of kind `end` at the end.

    Arrow heads are single signs: `<`, `-`, `>`. Raises `CypherError` for a string that is not closed.
    """
    found = []
    for match in _TOKEN.finditer(cypher):
        kind, text, start = match.lastgroup or "sign", match.group(), match.start()
        if kind == "space":
            continue
        if kind == "sign" and text in ("'", '"', "`"):
            raise CypherError(f"{text} at {place(cypher, start)} is not closed")
        if text in ("->", "<-"):
            found += [Token("sign", text[0], start), Token("sign", text[1], start + 1)]
        else:
            found.append(Token(kind, text, start, text.upper() if kind == "name" else ""))
    found.append(Token("end", "", len(cypher)))
    return found


def text_of(literal: str) -> str:
    """Return the text that a string literal of Cypher stands for; a backslash before what is no escape stays."""

    def one(found: "re.Match[str]") -> str:
        if found[1]:
            return chr(int(found[1], 16))
        return _CONTROLS.get(found[2]) or (found[2] if found[2] in "\\'\"" else found[0])

    text = re.sub(r"\\(?:u([0-9a-fA-F]{4})|(.))", one, literal[1:-1], flags=re.DOTALL)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def literal_of(text: str) -> str:
    """Return a text as a string literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    for letter, sign in _CONTROLS.items():
        escaped = escaped.replace(sign, f"\\{letter}")
    return f"'{escaped}'"
