"""Slips of the keyboard in ordinary English words: one letter wrong, missing, too many or two changed about; and spelling of either side of the ocean."""

import functools
import re

from queries.question_words import table, vocabulary

SHORTEST = 5  # letters of a word in which two may be changed about; any other slip takes one more
SPELT = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("tre", "ter"),
    ("mme", "m"),
    ("que", "ck"),
    ("ll", "l"),
    ("ence", "ense"),
)


def mended(word: str) -> str | None:
    """Return the one word of the vocabulary that an unexplained word is a slip for, or None.

    A word that is another English word itself (`real_words` in data/slips.yaml) is none; nor is one that may be a slip for several.
    """
    said = word.lower()
    short: dict[str, list[str]] = table("slips")["short"]
    if (meant := next((meant for meant, slips in short.items() if said in slips), None)) is not None:
        return meant
    if (other := _spelt_otherwise(said)) is not None:
        return other
    if len(said) < SHORTEST or not said.isalpha() or said in table("slips")["real_words"]:
        return None
    from rapidfuzz.distance import OSA

    near = {w for w in _known() if _a_slip(said, w) and OSA.distance(w, said) == 1}
    near = near if len(said) > SHORTEST else {w for w in near if sorted(w) == sorted(said)}
    return near.pop() if len(near) == 1 else None


def _a_slip(said: str, word: str) -> bool:
    """Whether two words begin and end alike, so that what differs is no ending (development, developments)."""
    return said[0] == word[0] and said[-1] == word[-1] and said[:-1] != word[:-1] and abs(len(word) - len(said)) < 2


@functools.cache
def _phrased() -> frozenset[str]:
    """Return the words of which the phrases of the vocabulary are made."""
    return frozenset(word for phrase in vocabulary() if phrase.isascii() for word in phrase.split())


@functools.cache
def _known() -> frozenset[str]:
    """Return the single words of the vocabulary that are long enough."""
    words = (word for phrase in vocabulary() if phrase.isascii() for word in re.findall(r"[a-z]+", phrase))
    return frozenset(w for w in words if len(w) >= SHORTEST) - set(table("slips")["no_target"])


def _spelt_otherwise(said: str) -> str | None:
    known = _phrased() if len(said) > 3 else frozenset()
    forms = {said.replace(a, b, 1) for pair in SPELT for a, b in (pair, pair[::-1]) if a in said}
    found = [form for form in sorted(forms - {said}) if form in known]
    return found[0] if len(found) == 1 else None
