"""What the parts of the parser share: looking at tokens, taking them, and saying what was expected."""

from collections.abc import Callable
from typing import Any, NoReturn

from graph.cypher_tokens import CypherError, Token, place, tokens

# Words that end an expression or a pattern: no variable is called so unless it is quoted.
RESERVED = {
    *(
        "MATCH",
        "OPTIONAL",
        "WHERE",
        "RETURN",
        "WITH",
        "UNWIND",
        "CREATE",
        "MERGE",
        "SET",
        "DELETE",
        "DETACH",
        "REMOVE",
        "UNION",
    ),
    *(
        "ORDER",
        "SKIP",
        "LIMIT",
        "AS",
        "AND",
        "OR",
        "XOR",
        "NOT",
        "IN",
        "IS",
        "CONTAINS",
        "STARTS",
        "ENDS",
        "CASE",
        "WHEN",
        "THEN",
    ),
    *("ELSE", "END", "DISTINCT", "ON", "FOREACH", "CALL", "YIELD", "DESC", "ASC", "ASCENDING", "DESCENDING", "OFFSET"),
}


class Stream:
    """The tokens of a query and a place among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.farthest = 0
        self.expected: list[str] = []
        self.given: set[str] = set()  # names given with AS, which are variables though they are keywords

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.at]

    def peek(self, ahead: int = 1) -> Token:
        """Return a token further on."""
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Take a token."""
        token = self.tokens[self.at]
        if self.at < len(self.tokens) - 1:
            self.at += 1
        return token

    def words(self, *words: str) -> bool:
        """Whether these keywords come next."""
        return all(self.peek(i).word == word for i, word in enumerate(words))

    def accept(self, *words: str) -> bool:
        """Take these keywords where they come next."""
        if self.words(*words):
            self.at += len(words)
            return True
        self._note(" ".join(words))
        return False

    def signs(self, *signs: str) -> bool:
        """Whether these signs come next."""
        return all(self.peek(i).text == s and self.peek(i).kind == "sign" for i, s in enumerate(signs))

    def sign(self, *signs: str) -> bool:
        """Take these signs where they come next."""
        if self.signs(*signs):
            self.at += len(signs)
            return True
        self._note("".join(signs))
        return False

    def need(self, *words: str) -> Token:
        """Take these keywords or fail."""
        token = self.token
        if not self.accept(*words):
            self.fail()
        return token

    def need_sign(self, sign: str) -> Token:
        """Take this sign or fail."""
        token = self.token
        if not self.sign(sign):
            self.fail()
        return token

    def name(self, what: str, reserved: bool = False) -> str:
        """Take a name; keywords only where `reserved`, as for properties and labels."""
        token = self.token
        if token.kind == "quoted":
            self.next()
            return token.text[1:-1].replace("``", "`")
        if token.kind == "name" and (reserved or token.word not in RESERVED):
            self.next()
            return token.text
        self._note(what)
        return self.fail()

    def is_name(self) -> bool:
        """Whether a variable's name comes next."""
        return self.token.kind == "quoted" or (self.token.kind == "name" and self.token.word not in RESERVED)

    def bound_name(self) -> str | None:
        """Take the name that a pattern gives to a node or relationship, where there is one; it may be a keyword (`(end)`)."""
        if not self.is_name():
            after = self.peek()
            if self.token.kind != "name" or (
                after.text not in (")", "]", ":", "{", "*") and after.word not in ("WHERE", "IS")
            ):
                return None
        return self.given_name("a variable")

    def given_name(self, what: str) -> str:
        """Take a name that is given to something, which may be a keyword: where it comes again it is a variable."""
        found = self.name(what, reserved=True)
        self.given.add(found)
        return found

    def tentative(self, rule: Callable[[], Any]) -> Any:
        """Return what the rule reads, or None, and go back, where it does not apply."""
        start = self.at
        try:
            return rule()
        except CypherError:
            self.at = start
            return None

    def refuse(self, message: str, start: int) -> NoReturn:
        """Raise an error about a place."""
        raise CypherError(f"{message} (at {place(self.text, start)})")

    def fail(self) -> NoReturn:
        """Raise an error about the farthest token that could not be read."""
        token = self.tokens[max(self.farthest, self.at)]
        expected = list(dict.fromkeys(self.expected)) if self.farthest >= self.at else []
        found = "the query ends" if token.kind == "end" else f"{token.text!r} is not understood"
        shown = f"; expected {', '.join(expected[:12])}" if expected else ""
        begin = self.text.rfind("\n", 0, token.start) + 1
        line = self.text[begin:].partition("\n")[0]
        raise CypherError(
            f"{found} at {place(self.text, token.start)}{shown}\n  {line}\n  {' ' * (token.start - begin)}^"
        )

    def _note(self, what: str) -> None:
        if self.at > self.farthest:
            self.farthest, self.expected = self.at, []
        if self.at == self.farthest:
            self.expected.append(what)
