"""Turns of phrase of spoken Chinese, said in words and an order that are understood (data/spoken.yaml)."""

import functools
import re

from queries.question_words import table


def in_plain_order(text: str) -> str:
    """Return a question with the turns of phrase that are known said plainly; one of each group at most."""
    for group in _groups():
        for pattern, plain in group:
            said, changed = pattern.subn(plain, text)
            if changed:
                text = said
                break
    return text


@functools.cache
def _groups() -> tuple[tuple[tuple[re.Pattern[str], str], ...], ...]:
    data = table("spoken")
    return tuple(
        tuple((_pattern(said, data["words"]), plain) for said, plain in group.items()) for group in data["groups"]
    )


def _pattern(said: str, words: dict[str, str]) -> re.Pattern[str]:
    for key, parts in words.items():
        said = said.replace(f"<{key}>", parts)
    return re.compile(said)
