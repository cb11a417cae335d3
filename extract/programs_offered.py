"""Programmes in marks that only what stands around the marks tells: a verb of offering, or a list of known ones (“甲e贷”“乙通宝”“丙快车”)."""

import re
from dataclasses import dataclass

from extract.entity_spans import make
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
    known = [m for q in row for m in state.mentions_in(q.start(), q.end() + 3, "Program")]
    kind = None
    if rules.sells.search(text, before, start):
        kind = "product"
    elif rules.runs.search(text, before, start) and rules.closed.match(text, end):
        kind = "program"
    elif len(row) > 1 and known:
        kind = known[0].kind
    elif len(row) > 1 and rules.ended.match(text, end):
        kind = "product"
    if kind is None:
        return []
    free = [q for q in row if not any(m.start < q.end() and q.start() < m.end for m in state.mentions)]
    return [
        make(state, q.start(), q.end(), "Program", kind, q.group(1), rule="offered")
        for q in free
        if not rules.not_names.search(q.group(1))
    ]
