"""Slips of the keyboard: in English words a letter wrong, missing, too many or two changed about, and spelling of either side of the ocean; in Chinese ones characters of the same sound."""

import functools
import re

from queries.question_words import table, vocabulary

SHORTEST = 5  # letters of a word in which two may be changed about; any other slip takes one more
LONGEST = 4  # characters of a Chinese word that may be written in others of its sound
SAYING = ("money", "relation", "role", "type", "asking", "aggregate", "status")
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
    if (several := _several(said)) is not None:
        return several
    if len(said) < SHORTEST or not said.isalpha() or said in table("slips")["real_words"]:
        return None
    from rapidfuzz.distance import OSA

    near = {w for w in _known() if (_a_slip(said, w) or _changed_about(said, w)) and OSA.distance(w, said) == 1}
    near = near if len(said) > SHORTEST else {w for w in near if sorted(w) == sorted(said)}
    return near.pop() if len(near) == 1 else None


def _a_slip(said: str, word: str) -> bool:
    """Whether two words begin and end alike, so that what differs is no ending (development, developments)."""
    return said[0] == word[0] and said[-1] == word[-1] and said[:-1] != word[:-1] and abs(len(word) - len(said)) < 2


def _changed_about(said: str, word: str) -> bool:
    """Whether two letters changed place somewhere in a longer word, its end too (anythign)."""
    return len(said) > SHORTEST and said[0] == word[0] and sorted(said) == sorted(word)


def _several(said: str) -> str | None:
    """Return the plural that is spelt as if its word did not end in y (companys), or None."""
    form = f"{said.removesuffix('ys')}ies" if said.endswith("ys") else ""
    return form if form in _known() else None


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


def sounding(text: str, start: int, stop: int) -> tuple[int, int, str] | None:
    """Return where around an unexplained stretch of a Chinese question a word of the vocabulary is written in other characters of its sound, and that word.

    None where there is none, or where it may be more than one (出姿: 出资, 出自 is settled for the word that says more).
    """
    from pypinyin import lazy_pinyin

    for size in range(LONGEST, 1, -1):
        for first in range(max(0, stop - size), min(start, len(text) - size) + 1):
            said = text[first : first + size]
            if not all("一" <= c <= "鿿" for c in said):
                continue
            words = _sounds().get(" ".join(lazy_pinyin(said)), ())
            if len(words) == 1 and sum(a == b for a, b in zip(said, words[0], strict=True)) >= size - 1 > 0:
                return first, first + size, words[0]
    return None


@functools.cache
def _sounds() -> dict[str, tuple[str, ...]]:
    """Return the words of the vocabulary that say something, by their sound; those that only tie a sentence together only where none else sounds so."""
    from pypinyin import lazy_pinyin

    found: dict[str, list[str]] = {}
    said = {w: readings for w, readings in vocabulary().items() if not w.isascii() and 2 <= len(w) <= LONGEST}
    for word, readings in said.items():
        if any(r.sort in SAYING for r in readings):
            found.setdefault(" ".join(lazy_pinyin(word)), []).append(word)
    return {sound: tuple(words) for sound, words in found.items()}
