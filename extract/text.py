"""Text as the steps read it: folded to simplified characters and half-width forms, cut into sentences and clauses."""

import functools
import unicodedata

import opencc


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Return `text` at the same length with traditional characters and full-width letters and digits folded.

    Punctuation stays as printed. Where folding would change the length of a line, that line keeps its characters.
    """
    lines = []
    for line in text.split("\n"):
        narrow = "".join(unicodedata.normalize("NFKC", c) if "０" <= c <= "９" or "Ａ" <= c <= "ｚ" else c for c in line)
        simple = _converter().convert(narrow)
        lines.append(simple if len(simple) == len(line) else line)
    return "\n".join(lines)
