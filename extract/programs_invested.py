"""Building projects: what is called a project right where its investment is told is a name (甲地乙项目，总投资3亿元)."""

import re
from dataclasses import dataclass

from extract.entity_spans import make
from extract.lexicon import Lexicon
from extract.model import Mention, State

SHORTEST = 4  # characters before 项目; a shorter one is a class (产业项目)


@dataclass(frozen=True, slots=True)
class Invested:
    """The compiled part `invested` of `programs.yaml`."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    founded: re.Pattern[str]
    built: re.Pattern[str]
    given: re.Pattern[str]
    gets: re.Pattern[str]
    lead: re.Pattern[str]
    not_names: re.Pattern[str]


def compile_invested(lexicon: Lexicon) -> Invested:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs")["invested"]
    return Invested(**{key: re.compile(pattern) for key, pattern in table.items()})


def invested(state: State) -> list[Mention]:
    """Return the projects whose investment the text tells, without the firm that stands before the name."""
    rules = state.lexicon.built("programs.invested", compile_invested)
    found: dict[int, Mention] = {}
    for pattern in (rules.before, rules.behind, rules.founded, rules.built, rules.given, rules.gets):
        for match in pattern.finditer(state.folded):
            start, end = match.span("name")
            lead = rules.lead.match(state.folded, start, end)
            start = lead.end() if lead else start
            firms = pattern in (rules.before, rules.behind) and [
                m for m in state.mentions if m.start == start and m.end < end and m.type == "Institution"
            ]
            start = firms[0].end if firms else start
            name = state.folded[start:end]
            own = start + max((m.end - start for m in state.mentions_in(start, end) if m.start == start), default=0)
            if end - own - 2 < SHORTEST - (own > start) or rules.not_names.search(state.folded[own:end]):
                continue
            if any(m.start < start < m.end or m.start < end < m.end for m in state.mentions):
                continue
            found.setdefault(end, make(state, start, end, "Program", "program", name, rule="invested"))
    return list(found.values())
