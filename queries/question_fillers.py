"""Fillers where they are none: 全部由财政出资 is paid by nobody else, 还了多少 was paid back, 这些基金 were said before."""

from typing import Any

from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import table


def meaning_something(tokens: list[Token]) -> None:
    """Refuse a question with a filler (data/fillers.yaml) that stands where leaving it out would change what is asked.

    Raises `NotUnderstood`.
    """
    for at, token in enumerate(tokens):
        for entry in table("fillers"):
            if token.text.lower() in entry["words"] and not _harmless(entry, tokens, at):
                raise NotUnderstood(entry.get("reason", "order"), token.text)


def _harmless(entry: dict[str, Any], tokens: list[Token], at: int) -> bool:
    others = [t for n, t in enumerate(tokens) if n != at]
    if any(_is(t, said) for t in others for said in entry.get("unless", ())):
        return True
    if "with" in entry:
        return not any(_is(t, said) for t in others for said in entry["with"])
    if entry.get("first"):
        return at > 0
    if "next" not in entry:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    apart = after is not None and not after.text.isascii() and after.start != tokens[at].stop
    if after is None or apart or not any(_is(after, said) for said in entry["next"]):
        return True
    behind = tokens[at + 2] if at + 2 < len(tokens) else None
    return behind is not None and any(_is(behind, said) for said in entry.get("follows", ()))


def _is(token: Token, said: str) -> bool:
    """Whether a token is of a sort of data/fillers.yaml, or of one entry of it, or this very word."""
    if said.startswith("="):
        return token.text == said[1:]
    sort, _, key = said.partition(":")
    if sort == "name":
        return token.found is not None
    return token.is_(sort, key) if key else token.sort == sort or token.is_(sort)
