"""Turns of phrase of spoken Chinese, said in words and an order that are understood (data/spoken.yaml)."""

import functools
import re

from queries.question_tokens import Token
from queries.question_words import table

_PLACE_BEHIND = re.compile(r"(?P<head>[^，,]{4,})[，,](?P<place>[^，,。？?]{2,10})的[?？。]?")


def in_plain_order(text: str) -> str:
    """Return a question with the turns of phrase that are known said plainly, one after the other."""
    text = limits_plainly(text)
    for pattern, plain in _turns():
        text = pattern.sub(plain, text)
    return text


def limits_plainly(text: str) -> str:
    """Return a question with the limits of its sums (没超过1亿元, 顶多1亿元) in the words of the vocabulary."""
    for pattern, plain in _limits():
        text = pattern.sub(plain, text)
    return text


def place_first(text: str, found: list[Token]) -> str | None:
    """Return a question with the place that stands behind it (高企贷授信多少，上海的) before it, or None where none does."""
    said = _PLACE_BEHIND.fullmatch(text)
    if said is None:
        return None
    start, stop = said.span("place")
    placed = [t for t in found if t.start == start and t.stop == stop and t.found is not None]
    local = placed and placed[0].found is not None and placed[0].found.label in ("Place", "Zone")
    return f"{said['place']}的{said['head']}" if local else None


@functools.cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = table("spoken")
    return tuple((_pattern(said, data["words"]), plain) for group in data["groups"] for said, plain in group.items())


@functools.cache
def _limits() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = table("spoken")
    return tuple((_pattern(said, data["words"]), plain) for said, plain in data["limits"].items())


def _pattern(said: str, words: dict[str, str]) -> re.Pattern[str]:
    for key, parts in words.items():
        said = said.replace(f"<{key}>", parts)
    return re.compile(said)
