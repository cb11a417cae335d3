"""Firms called by how their full name begins: 上虞锐芯, 锐芯 and 锐芯电子 of 上虞锐芯电子材料有限公司."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract import names_words
from extract.model import Mention, State
from extract.names_rules import Grammar

MADE_UP = ("nz", "nrt", "nr", "eng")  # parts of speech of words that no ordinary phrase is made of
FUNCTION = ("p", "c", "u", "r", "m", "q", "y", "d", "f", "t", "v")
BRAND = 2  # characters at least


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm's full name: the length of the place that it begins with, the name without its legal form, whether it is nobody's daughter."""

    mention: Mention
    place: int
    core: str
    own: bool


def find(state: State, firms: list[Firm]) -> dict[str, Mention]:
    """Return the firms by the beginnings of their names that the text uses alone.

    A beginning without the place that two firms share is nobody's, and a daughter's is its mother's; two characters that begin a
    name without a place may be one.
    """
    found: dict[str, Mention] = {}
    shared: set[str] = set()
    for firm in firms:
        place, brand = firm.core[: firm.place], firm.core[firm.place :]
        for before in {place, place.rstrip("省市县区"), "" if firm.own else place}:
            for short in set(_used(state, before + brand, len(before) + BRAND + (not place))):
                if not _made_up(state, firm.mention.start + len(place), len(short) - len(before), bool(before)):
                    continue
                if not before and found.get(short, firm.mention).name != firm.mention.name:
                    shared.add(short)
                found.setdefault(short, firm.mention)
    return {short: firm for short, firm in found.items() if short not in shared}


def _used(state: State, whole: str, least: int) -> Iterator[str]:
    """Yield what the text has of the beginning of a name, up to the end of a word, where the name does not go on."""
    begin = whole[:least]
    if len(begin) < least:
        return
    text = state.folded
    at = text.find(begin)
    while at >= 0:
        length = least
        while length < len(whole) and text.startswith(whole[length], at + length):
            length += 1
        if length < len(whole):
            ends = [n for n in range(length, least - 1, -1) if names_words.ends_word(state, at + n)]
            if ends and names_words.starts_word(state, at):
                yield whole[: ends[0]]
        at = text.find(begin, at + 1)


def _made_up(state: State, start: int, length: int, placed: bool) -> bool:
    """Tell whether what begins a firm's name, at the offset in that name, is a brand: a word that is no ordinary one.

    Behind its place a name or a noun will do that is no trade, elsewhere only what the dictionary does not know.
    """
    grammar = state.lexicon.built("names.grammar", Grammar)
    words = names_words.words_in(state, start, start + length)
    texts = [state.folded[a:b] for a, b, _ in words]
    if any(flag[0] in FUNCTION and b - a > 1 for a, b, flag in words) or any(
        w in grammar.stop for w in texts if len(w) > 1
    ):
        return False
    if state.lexicon.gazetteer.place("".join(texts)):
        return False
    if sum(b - a == 1 for a, b, _ in words) >= 2 or any(flag in MADE_UP for _, _, flag in words):
        return True
    special = [w for (_, _, flag), w in zip(words, texts, strict=True) if flag != "ns" and w not in grammar.generic]
    return placed and any(w not in grammar.allowed for w in special)  # 甲省乙县 is a place
