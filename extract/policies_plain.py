"""Policies that no brackets mark: papers called by their number of articles (促消费十六条措施, “稳岗十五条”) and by what they end in (出台甲培育办法)."""

import re
from dataclasses import dataclass, replace

from extract import names_words
from extract.entity_spans import make, overlapping
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State
from extract.names_rules import Grammar

REACH = 8  # characters in which a verb stands before a name
SPECIAL = 4  # characters of words that say what a paper is about
COUNT = re.compile(r"(?:[一二三四五六七八九十]+|\d+)条")
FUNCTION = "pcurq"  # parts of speech that stand in no such name


@dataclass(frozen=True, slots=True)
class Plain:
    """The compiled part `plain` of `policies.yaml`."""

    counted: re.Pattern[str]
    marked: re.Pattern[str]
    ended: re.Pattern[str]
    lead: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    effective: re.Pattern[str]
    ordinary: re.Pattern[str]
    never: re.Pattern[str]


def compile_plain(lexicon: Lexicon) -> Plain:
    """Compile the patterns of a lexicon."""
    return Plain(**patterns(lexicon.table("policies")["plain"]))


def plain(state: State, titled: list[Mention]) -> list[Mention]:
    """Return such papers; one that is called by what it ends in wants a verb of issuing or going by before it.

    What is called by as many articles as a titled paper, or stands in the headline of a text that has one, is the titled one.
    """
    rules = state.lexicon.built("policies.plain", compile_plain)
    grammar = state.lexicon.built("names.grammar", Grammar)
    text = state.folded
    found: dict[int, Mention] = {}
    for match in state.scan(rules.marked):
        _add(state, found, match.start(), match.end(), match["name"])
    for pattern in (rules.counted, rules.ended):
        for match in state.scan(pattern):
            start, end = match.span("name")
            lead = rules.lead.match(text, start, end)
            start = lead.end() if lead else start
            name = text[start:end]
            issued = rules.before.search(text, max(0, start - REACH), start) is not None
            behind = rules.behind if pattern is rules.counted else rules.effective
            opens = pattern is rules.counted or start == 0 or text[start - 1] in "，。；：\n的"
            told = issued or (opens and behind.match(text, end) is not None)
            if told and not rules.never.search(name) and _tells(state, grammar, rules, start, end):
                _add(state, found, start, end, name)
    headline = text.find("\n") if titled else -1
    return [_titled(m, titled) for m in found.values() if m.start > headline or _titled(m, titled) is not m]


def _titled(mention: Mention, titled: list[Mention]) -> Mention:
    """Return the mention as one of the titled paper that has as many articles, the mention itself where none has."""
    number = COUNT.search(mention.text)
    whole = next((m for m in titled if number and number[0] in m.name), None)
    return mention if whole is None else replace(mention, name=whole.name, anaphor=True)


def _add(state: State, found: dict[int, Mention], start: int, end: int, name: str) -> None:
    """Keep a paper where no known name but a place's stands across its ends."""
    if not any(m.type != "Place" for m in overlapping(state, start, end)):
        found.setdefault(end, make(state, start, end, "Policy", name=name, rule="plain-title"))


def _tells(state: State, grammar: Grammar, rules: Plain, start: int, end: int) -> bool:
    """Tell whether the words of the span say what a paper is about."""
    if not names_words.starts_word(state, start):
        return False
    words = [(state.folded[a:b], flag) for a, b, flag in names_words.words_in(state, start, end)]
    if any(flag[0] in FUNCTION and word not in ("和", "与", "及", "条") for word, flag in words):
        return False
    return sum(len(word) for word, _ in words if not rules.ordinary.fullmatch(word)) >= SPECIAL
