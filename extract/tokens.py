"""The dictionary's words over a text, with their classes; hints only, names are matched on the raw text."""

import bisect

import rjieba


class Tokens:
    """Words and classes (jieba's tags) by offset."""

    def __init__(self, text: str) -> None:
        self.starts: list[int] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        place = 0
        for word, tag in rjieba.tag(text):
            self.starts.append(place)
            self.words.append(word)
            self.tags.append(tag)
            place += len(word)

    def first(self, offset: int) -> int:
        """Return the number of the first token that starts at or behind the offset."""
        return bisect.bisect_left(self.starts, offset)

    def at(self, offset: int) -> tuple[str, str]:
        """Return word and class of the first token that starts at or behind the offset, empty at the end of the text."""
        number = self.first(offset)
        return (self.words[number], self.tags[number]) if number < len(self.starts) else ("", "")
