"""Classes of funds that a text counts or sizes and does not name (政府投资基金22只, 落户的QDLP基金有18只, 合作基金总规模…)."""

import re
from dataclasses import dataclass

from extract.entity_spans import covering, make, overlapping
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State

LONGEST = 24  # characters before the noun in which the name begins
SHORT = 10  # characters of a fund's name that may be none but a class


@dataclass(frozen=True, slots=True)
class FundWords:
    """The compiled part `funds` of `categories.yaml`."""

    noun: re.Pattern[str]
    counted: re.Pattern[str]
    sized: re.Pattern[str]
    behind: re.Pattern[str]
    never: re.Pattern[str]


def fund_words(lexicon: Lexicon) -> FundWords:
    """Compile the words of a lexicon that stand around such classes."""
    return FundWords(**patterns(lexicon.table("categories")["funds"]))


def find(state: State) -> list[Mention]:
    """Return the classes, and take from the mentions the short names of funds that only count."""
    words = state.lexicon.built("categories.funds", fund_words)
    text, found = state.folded, []
    for noun in words.noun.finditer(text):
        end = noun.end()
        counted = words.counted.match(text, end) is not None
        if not counted and words.sized.match(text, end) is None:
            continue
        start = _start(state, words, noun.start(), end)
        where = covering(state, start, start + 1)
        start = (
            where.end if where is not None and where.type in {"Place", "Zone"} and where.end < noun.start() else start
        )
        if end - start <= len(noun[0]) or words.never.search(text, start, end):
            continue
        cover = covering(state, start, end)
        if cover is not None and counted and _plain(cover, start, end):
            state.mentions.remove(cover)
            cover = covering(state, start, end)
        if cover is None or all(m.type == "Category" for m in overlapping(state, start, end)):
            found.append(make(state, start, end, "Category", rule="funds"))
    return found


def _start(state: State, words: FundWords, noun: int, end: int) -> int:
    """Return where the name begins: behind the last verb of founding and what counts or places, or where the clause does."""
    text = state.folded
    start = max(0, noun - LONGEST)
    for match in words.behind.finditer(text, start, noun):
        if not text.startswith(("的", "或"), match.end()):
            start = match.end()
    return start


def _plain(cover: Mention, start: int, end: int) -> bool:
    """Tell whether the mention is but the class that is counted: a fund without a place, of a short name that ends with the class."""
    return (
        cover.type in {"Fund", "Category"} and cover.end == end and cover.place is None and end - cover.start <= SHORT
    )
