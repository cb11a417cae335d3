"""Programmes in marks that only what stands around the marks tells: a verb of offering, or a list of known ones (“甲e贷”“乙通宝”“丙快车”)."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make, only_places, overlapping
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State

REACH = 16  # characters in which a verb stands before the marks


@dataclass(frozen=True, slots=True)
class Offered:
    """The compiled part `offered` of `programs_meant.yaml`."""

    quoted: re.Pattern[str]
    joins: re.Pattern[str]
    sells: re.Pattern[str]
    runs: re.Pattern[str]
    closed: re.Pattern[str]
    pushes: re.Pattern[str]
    shared: re.Pattern[str]
    gets: re.Pattern[str]
    ended: re.Pattern[str]
    not_names: re.Pattern[str]


def compile_offered(lexicon: Lexicon) -> Offered:
    """Compile the patterns of a lexicon."""
    return Offered(**patterns(lexicon.table("programs_meant")["offered"]))


def offered(state: State) -> list[Mention]:
    """Return such programmes; of a list that one known programme or what stands behind it tells, all that are not known."""
    rules = state.lexicon.built("programs.offered", compile_offered)
    text = state.folded
    found: list[Mention] = []
    row: list[re.Match[str]] = []
    for match in state.scan(rules.quoted):
        if row and not rules.joins.fullmatch(text, row[-1].end(), match.start()):
            found += _named(state, rules, row)
            row = []
        row.append(match)
    return found + _named(state, rules, row) if row else found


def _named(state: State, rules: Offered, row: list[re.Match[str]]) -> list[Mention]:
    """Return the programmes of a row of marks."""
    text, start, end = state.folded, row[0].start(), row[-1].end()
    line = text.rfind("\n", 0, start) + 1
    before = max(line, start - REACH)
    shared = rules.shared.match(text, end)
    known = [m for q in row for m in state.mentions_in(q.start(), q.end() + 3, "Program")]
    kind = None
    if rules.sells.search(text, before, start):
        kind = "product"
    elif (
        (rules.runs.search(text, before, start) and rules.closed.match(text, end))
        or (shared and (len(row) > 1 or rules.pushes.search(text, before, start)))
        or rules.gets.match(text, end)
    ):
        kind = "program"
    elif len(row) > 1 and known:
        kind = known[0].kind
    elif len(row) > 1 and rules.ended.match(text, end):
        kind = "product"
    if kind is None:
        return []
    free = [q for q in row if not overlapping(state, *q.span())]
    return [
        make(
            state,
            q.start(),
            q.end(),
            "Program",
            kind,
            q.group() + shared.group() if shared else q.group(1),
            rule="offered",
        )
        for q in free
        if not rules.not_names.search(q.group(1))
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """The compiled part `listed` of `programs_meant.yaml`."""

    strategies: re.Pattern[str]
    products: re.Pattern[str]
    lead: re.Pattern[str]
    ends: re.Pattern[str]
    aided: re.Pattern[str]
    built: re.Pattern[str]


def compile_listed(lexicon: Lexicon) -> Listed:
    """Compile the patterns of a lexicon."""
    return Listed(**patterns(lexicon.table("programs_meant")["listed"]))


def listed(state: State) -> list[Mention]:
    """Return the strategies and products that what ends a list tells, the help of one place for another and what is built up as a policy."""
    rules = state.lexicon.built("programs.listed", compile_listed)
    text = state.folded
    spans: list[tuple[int, int, str]] = []
    for match in state.scan(rules.strategies):
        spans += [(*span, "program") for span in _items(text, rules, match)]
    for match in state.scan(rules.products):
        items = [span for span in _items(text, rules, match) if rules.ends.search(text[slice(*span)])]
        spans += [(*span, "product") for span in items] if len(items) > 1 else []
    for match in state.scan(rules.aided):
        if any(m.start == match.start("where") for m in state.mentions_in(*match.span("where"), "Place")):
            spans.append((*match.span("name"), "program"))
    for match in state.scan(rules.built):
        start, end = match.span("name")
        if any(m.start == start for m in state.mentions_in(start, end, "Place")):
            spans.append((start, end, "program"))
    return [
        make(state, start, end, "Program", kind, rule="listed")
        for start, end, kind in spans
        if names_words.starts_word(state, start) and only_places(state, start, end)
    ]


def _items(text: str, rules: Listed, match: re.Match[str]) -> list[tuple[int, int]]:
    start, end = match.span("items")
    lead = rules.lead.match(text[start : text.find("、", start)])
    start += lead.end() if lead else 0
    return [
        (start + piece.start(), start + piece.end())
        for piece in re.finditer("(?:(?!和|以及|及|、).)+", text[start:end])
        if piece.end() - piece.start() > 3
    ]
