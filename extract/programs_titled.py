"""Programmes that only the title of a document names: 《关于实施“甲计划”的意见》, 《乙市2023年丙试点实施方案》."""

import re
from dataclasses import dataclass

from extract.entity_spans import make
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State


@dataclass(frozen=True, slots=True)
class Titled:
    """The compiled part `titled` of `programs.yaml`."""

    opening: re.Pattern[str]
    quoted: re.Pattern[str]
    plain: re.Pattern[str]
    not_names: re.Pattern[str]


def compile_titled(lexicon: Lexicon) -> Titled:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs")["titled"]
    return Titled(**patterns(table))


def titled(state: State, wholes: dict[str, str]) -> list[Mention]:
    """Return the programmes that titles name, inside them; of a trial of what is known by its whole name (`wholes`), that."""
    rules = state.lexicon.built("programs.titled", compile_titled)
    found = []
    for policy in [m for m in state.mentions if m.type == "Policy" and m.rule == "title"]:
        match = rules.opening.match(state.folded, policy.start, policy.end)
        match = match or rules.quoted.search(state.folded, policy.start, policy.end)
        match = match or rules.plain.match(state.folded, policy.start, policy.end)
        if match is None or rules.not_names.search(match["name"]):
            continue
        start, end = match.span("name")
        known = next((w for w in sorted(wholes, key=len, reverse=True) if w in match["name"]), None)
        if known is not None:
            start = match.start("name") + match["name"].index(known)
            end = start + len(known)
        name = state.folded[start:end]
        found.append(make(state, start, end, "Program", wholes.get(name, "program"), name, rule="titled"))
    return found
