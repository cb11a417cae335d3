"""What public money is set out for where no class and no known body gets it: deeds that it pays, in lists too (支持甲体系建设、乙技术攻关)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.flows_parties import Parties
from extract.flows_promised import described
from extract.lexicon import Lexicon
from extract.model import Mention
from extract.names_words import ends_word, starts_word

KINDS = ("Category", "Institution", "Zone", "Program")


@dataclass(frozen=True, slots=True)
class DeedWords:
    """The compiled part `deeds` of `flow_roles.yaml`."""

    leads: re.Pattern[str]
    list: re.Pattern[str]
    joins: re.Pattern[str]
    whole: re.Pattern[str]
    deed: re.Pattern[str]
    member: re.Pattern[str]
    built: re.Pattern[str]
    tail: re.Pattern[str]
    first: re.Pattern[str]
    run: re.Pattern[str]
    never: re.Pattern[str]


def deed_words(lexicon: Lexicon) -> DeedWords:
    """Compile the words of a lexicon that say what money pays for."""
    return DeedWords(**{name: re.compile(said) for name, said in lexicon.table("flow_roles")["deeds"].items()})


def deeds(parties: Parties, start: int, end: int) -> list[Mention]:
    """Return the deeds that the words right behind a sum, which end at `start`, say it is for; a programme is called by each."""
    words = parties.state.lexicon.built("flows.deeds", deed_words)
    lead = words.leads.match(parties.text, start, end)
    if lead is None:
        return []
    found: list[Mention] = []
    members = list(pieces(parties, words, lead.end(), end))
    if any(bought(parties, words, low, high) for low, high in members):
        return []  # 用于设备采购、团队建设: what is bought, and no programme
    for low, high in members:
        meant = piece(parties, words, low, high, found)
        found += [m for m in meant if all(m.entity is not f.entity for f in found)]
    return found


def beyond(parties: Parties, found: list[Mention], end: int) -> list[Mention]:
    """Return the members of a list of purposes, whose first are found, that stand behind those."""
    words = parties.state.lexicon.built("flows.deeds", deed_words)
    last = found[-1]
    join = words.joins.match(parties.text, last.end, end)
    more: list[Mention] = []
    for low, high in pieces(parties, words, join.end(), end) if join else ():
        meant = piece(parties, words, low, high, found)
        more += [m for m in meant if all(m.entity is not f.entity for f in [*found, *more])]
    return more


def pieces(parties: Parties, words: DeedWords, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the members of a list: parted by 、, and by 和 where what stands before it is whole."""
    listed = words.list.match(parties.text, start, end)
    low = start
    for join in words.joins.finditer(parties.text, start, listed.end()) if listed else ():
        if join.group() == "、" or words.whole.search(parties.text, low, join.start()):
            yield low, join.start()
            low = join.end()
    if listed and listed.end() > low:
        yield low, listed.end()


def bought(parties: Parties, words: DeedWords, low: int, high: int) -> bool:
    """Tell whether a member of the list is of a sort that is no deed and names nobody who is known."""
    return words.never.search(parties.text, low, high) is not None and not known_in(parties, words, low, high)


def known_in(parties: Parties, words: DeedWords, low: int, high: int) -> list[Mention]:
    """Return who or what a member of the list names that is known already and does not give."""
    known = [m for m in parties.within(low, high, *KINDS) if words.tail.fullmatch(parties.text, m.end, high)]
    return [m for m in known if m.type != "Institution" or not parties.gives(m)]


def piece(parties: Parties, words: DeedWords, low: int, high: int, before: list[Mention]) -> list[Mention]:
    """Return what a member of the list names: what is known, a deed or, beside a programme, one more."""
    text = parties.text
    first = words.first.match(text, low, high)
    low = first.end() if first else low
    known = known_in(parties, words, low, high)
    run = words.run.search(text, low, high) is not None and any(m.type == "Program" for m in before)
    if known and not (run and known[-1].type == "Category"):
        return known[-1:]
    deed = words.deed.fullmatch(text, low, high)
    high = built.start("what") if deed and (built := words.built.search(text, low, high)) else high
    named = deed is not None or (run and words.member.fullmatch(text, low, high) is not None)
    if (
        not named
        or words.never.search(text, low, high)
        or not (starts_word(parties.state, low) and ends_word(parties.state, high))
    ):
        return []
    if any(m.start < low or m.end > high for m in parties.within(low - 1, high + 1)):
        return []
    return [described(parties, (low, high), label="Program")]
