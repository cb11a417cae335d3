"""The dictionary's words over a text, with their classes; hints only, names are matched on the raw text."""

import bisect
from itertools import accumulate

import rjieba


class Tokens:
    """Words and classes (jieba's tags) by offset."""

    __slots__ = ("starts", "tags", "words")

    def __init__(self, text: str) -> None:
        pairs = rjieba.tag(text)
        self.words: list[str] = [word for word, _ in pairs]
        self.tags: list[str] = [tag for _, tag in pairs]
        self.starts: list[int] = list(accumulate(map(len, self.words), initial=0))[:-1]

    def first(self, offset: int) -> int:
        """Return the number of the first token that starts at or behind the offset."""
        return bisect.bisect_left(self.starts, offset)

    def at(self, offset: int) -> tuple[str, str]:
        """Return word and class of the first token that starts at or behind the offset, empty at the end of the text."""
        number = self.first(offset)
        return (self.words[number], self.tags[number]) if number < len(self.starts) else ("", "")
