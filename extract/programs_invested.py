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
    for pattern in (rules.before, rules.behind):
        for match in pattern.finditer(state.folded):
            start, end = match.span("name")
            lead = rules.lead.match(state.folded, start, end)
            start = lead.end() if lead else start
            firms = [m for m in state.mentions if m.start == start and m.end < end and m.type == "Institution"]
            start = firms[0].end if firms else start
            name = state.folded[start:end]
            if len(name) - 2 < SHORTEST or rules.not_names.search(name):
                continue
            if any(m.start < start < m.end or m.start < end < m.end for m in state.mentions):
                continue
            found.setdefault(end, make(state, start, end, "Program", "program", name, rule="invested"))
    return list(found.values())
