"""Funds are cut at their names: what leads to one, who is named before it and what only describes a class of funds are no part."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State
from extract.names_rules import Grammar

COUNTED = re.compile("(?:等)?(?:[两二三四五六七八九十]|\\d{1,2})(?:省区市|省市|省区|省|市|县市|县|区县|区|州|地)")
FOUNDED = re.compile("(?:发起|设立|组建|成立|创设|新设|筹建|筹设|创立)了?$")
LONGEST = 12  # characters of a place's name
SHORTEST = 4  # characters of the name of money that somebody got


@dataclass(frozen=True, slots=True)
class Cuts:
    """The compiled part `cuts` of `suffixes.yaml`."""

    lead: re.Pattern[str]
    gained: re.Pattern[str]
    beside: re.Pattern[str]
    shared: re.Pattern[str]
    described: re.Pattern[str]
    round: re.Pattern[str]
    aid: re.Pattern[str]


def compile_cuts(lexicon: Lexicon) -> Cuts:
    """Compile the patterns of a lexicon."""
    return Cuts(**patterns(lexicon.table("suffixes")["cuts"]))


def cut(state: State) -> None:
    """Cut the funds of the grammar, and file descriptions of several as classes."""
    rules = state.lexicon.built("funds.cuts", compile_cuts)
    for fund in [m for m in state.mentions if m.type == "Fund" and m.rule.startswith("ending")]:
        text = fund.text
        if (gained := rules.gained.match(text)) is not None:
            _gained(state, fund, gained.end())
            continue
        lead = rules.lead.match(text)
        beside = None if rules.shared.search(text) else rules.beside.match(text)
        skip = lead.end() if lead else beside.end() if beside else 0
        skip = skip or _given_to(state, fund)
        founded = FOUNDED.search(text, 0, skip) is not None  # whatever name stands behind such a verb
        if skip and len(text) - skip >= 3 and (founded or names_words.starts_word(state, fund.start + skip)):
            _begin(state, fund, skip)
            if beside:
                _add_before(state, fund, beside)
        if rules.described.fullmatch(fund.text):
            fund.type, fund.kind, fund.name, fund.rule, fund.place, fund.parent = (
                "Category",
                None,
                fund.text,
                "class",
                None,
                None,
            )


def _gained(state: State, fund: Mention, skip: int) -> None:
    """Let a fund begin behind the verb by which somebody before it got its money (甲县争取乙资金); 专项资金 alone is no fund."""
    first = next((n for n in state.nested if n.start == fund.start and n.end <= fund.start + skip), None)
    if first is not None:
        state.nested.remove(first)
    _begin(state, fund, skip)
    if fund.text in state.lexicon.built("names.grammar", Grammar).not_names or len(fund.text) < SHORTEST:
        state.mentions.remove(fund)
    if first is not None:
        settle(state, [first])


def _given_to(state: State, fund: Mention) -> int:
    """Return how many characters at the beginning of a fund's name are the last of the places that are given its money (下达甲、乙两省救灾资金).

    That place becomes a mention of its own.
    """
    text, start = state.folded, fund.start
    first = next((n for n in state.nested if n.start == start and n.end < fund.end and n.type == "Place"), None)
    if first is None or start == 0 or text[start - 1] not in "、和及":
        return 0
    listed = state.ending_at(start - 1, "Place", within=LONGEST) is not None
    counted = COUNTED.match(text, first.end) if listed else None
    skip = counted.end() - start if counted else 0
    if skip:
        state.nested.remove(first)
        fund.start += skip
        settle(state, [first])
        fund.start -= skip
    return skip


def more(state: State) -> None:
    """Add the later rounds of funds and the money that regions send each other."""
    rules = state.lexicon.built("funds.cuts", compile_cuts)
    settle(state, [*rounds(state, rules), *aid(state, rules)])


def _begin(state: State, fund: Mention, skip: int) -> None:
    """Let a fund begin later by some characters; names that stood in what it loses are its own no more."""
    fund.start += skip
    fund.text = state.text[fund.start : fund.end]
    fund.name = state.folded[fund.start : fund.end]
    fund.parent = None
    first = next((n for n in state.nested if n.start == fund.start and n.type == "Place"), None)
    fund.place = first.place if first else None


def _add_before(state: State, fund: Mention, beside: re.Match[str]) -> None:
    """Add the body that stands before a fund, joined to it by a word, where nothing names it yet."""
    start, end = fund.start - beside.end(), fund.start - beside.end() + beside.end("body")
    if covering(state, start, end) is None and names_words.starts_word(state, start):
        settle(state, [make(state, start, end, "Institution", "company", rule="beside a fund")])


def rounds(state: State, rules: Cuts) -> list[Mention]:
    """Return the later rounds of a fund, each of which is a fund of its own (某产业投资基金二期)."""
    found = []
    for fund in state.mentions:
        match = rules.round.match(state.folded, fund.end) if fund.type == "Fund" and not fund.anaphor else None
        if match is not None and fund.text.endswith("基金"):
            name = fund.name + state.folded[fund.end : match.end()]
            found.append(make(state, fund.start, match.end(), "Fund", fund.kind, name, rule="round", place=fund.place))
    return found


def aid(state: State, rules: Cuts) -> list[Mention]:
    """Return the money that one region sends another, under the name that all such money has, with whose it is where that stands by."""
    found = []
    for match in state.scan(rules.aid):
        start, end = match.span("name")
        cover = covering(state, start, end)
        free = cover is None or (cover.type == "Fund" and (cover.start, cover.end) == (start, end))
        if free and names_words.starts_word(state, start):
            before = state.ending_at(start, "Place", within=8)
            start = before.start if before is not None and not before.anaphor else start
            found.append(make(state, start, end, "Fund", "fiscal", rule="aid"))
    return found
