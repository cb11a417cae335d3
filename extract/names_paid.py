"""Companies that only money beside them shows: a made-up word and a trade before a verb of getting or a sum (融科储能拿到410万元)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_rules import Grammar

LONGEST = 6  # characters between a place, or the beginning, and the trade
SHORTEST = 2
FUNCTION = "pcurqydt"  # parts of speech of longer words that stand in no such name
LITTLE = frozenset(
    "的了在由向对与和为及等各每其该此已也还又再就将被把给从到于因按经以并且而则都均可能"
)  # single characters that do not
PROPER = ("nz", "nrt", "nr", "nt", "nrfg", "eng")  # parts of speech of names


@dataclass(frozen=True, slots=True)
class Paid:
    """The compiled part `paid` of `firms.yaml`."""

    trades: re.Pattern[str]
    houses: re.Pattern[str]
    given: re.Pattern[str]
    lead: re.Pattern[str]
    gets: re.Pattern[str]
    never: re.Pattern[str]


def compile_paid(lexicon: Lexicon) -> Paid:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("firms")["paid"]
    gets = re.compile(table["gets"])
    return Paid(
        trades=re.compile(f"(?:{any_of(table['trades'])})(?={gets.pattern})"),
        houses=re.compile(f"(?:{any_of(table['houses'])})(?={gets.pattern})"),
        given=re.compile(table["given"]),
        lead=re.compile(table["lead"]),
        gets=gets,
        never=re.compile(table["never"]),
    )


def find(state: State) -> list[Mention]:
    """Return the companies that stand before a verb of getting or paying or a sum, and those that a place begins behind a verb of giving."""
    rules = state.lexicon.built("names.paid", compile_paid)
    places = {m.start: m for m in state.mentions if m.type == "Place" and not m.anaphor}
    ends = {m.end: m for m in places.values()}
    found = []
    for match in state.scan(rules.trades):
        name = before(state, rules, ends, match.start(), match.end())
        if name is not None:
            found.append(made(state, *name, "company"))
    for match in state.scan(rules.houses):
        place = ends.get(match.start())
        if place is not None and led(state, rules, place.start) and free(state, place.end, match.end()):
            found.append(made(state, place.start, match.end(), "financial"))
    for match in state.scan(rules.given):
        start, end = match.span("name")
        place = places.get(start)
        if place is not None and place.end < end - 1 and brand_behind(state, rules, place.end, end):
            found.append(made(state, start, end, "company"))
    return found


def made(state: State, start: int, end: int, kind: str) -> Mention:
    """Return the mention, with the place that its name begins with."""
    place = next((m for m in state.mentions_in(start, end, "Place") if m.start == start), None)
    return make(state, start, end, "Institution", kind, rule="paid-firm", place=place.place if place else None)


def before(state: State, rules: Paid, ends: dict[int, Mention], trade: int, end: int) -> tuple[int, int] | None:
    """Return the span of the name that ends in the trade, None where what stands before it is no made-up word."""
    for start in candidates(state, ends, trade):
        place = ends.get(start)
        first = place.start if place is not None else start
        if not led(state, rules, first) or rules.never.search(state.folded[start:end]):
            continue
        if free(state, start, end) and brand(state, start, trade):
            return first, end
    return None


def candidates(state: State, ends: dict[int, Mention], trade: int) -> Iterator[int]:
    """Yield where the made-up word before a trade may begin, the longest first; nothing reaches into a place."""
    near = [at for at in ends if trade - LONGEST <= at <= trade - SHORTEST]
    floor = max(near, default=max(0, trade - LONGEST))
    yield from range(floor, trade - SHORTEST + 1)


def led(state: State, rules: Paid, start: int) -> bool:
    """Tell whether a name may begin at the offset."""
    return start == 0 or rules.lead.search(state.folded, max(0, start - 4), start) is not None


def free(state: State, start: int, end: int) -> bool:
    """Tell whether nothing that is known stands in the span."""
    return covering(state, start, end) is None


def brand(state: State, start: int, end: int) -> bool:
    """Tell whether only single characters, two at least, and words that are names stand in the span."""
    words = names_words.words_in(state, start, end)
    if words[0][0] != start or words[-1][1] != end or any(functional(state, *word) for word in words):
        return False
    singles = [f for a, b, f in words if b - a == 1]
    proper = [f for a, b, f in words if b - a > 1 and f in PROPER]
    return len(singles) + len(proper) == len(words) and (len(singles) > 1 or bool(proper))


def brand_behind(state: State, rules: Paid, start: int, end: int) -> bool:
    """Tell whether a short word with a made-up part stands behind a place, and nothing that is known."""
    words = names_words.words_in(state, start, end)
    if words[0][0] != start or words[-1][1] != end or any(functional(state, *word) for word in words):
        return False
    grammar = state.lexicon.built("names.grammar", Grammar)
    plain = all(b - a > 1 and f not in PROPER for a, b, f in words)
    known = any(state.folded[a:b] in grammar.stop for a, b, _ in words if b - a > 1)
    return not (plain or known or rules.never.search(state.folded[start:end])) and free(state, start, end)


def functional(state: State, start: int, end: int, flag: str) -> bool:
    """Tell whether a word of a sentence stands in no made-up name; what a single character is taken for says little of that."""
    return state.folded[start:end] in LITTLE if end - start == 1 else flag[0] in FUNCTION
