"""Figures that are a limit and say which class is meant (对进出口额超过1亿美元的外贸企业进行奖励)."""

import bisect
import re
from dataclasses import dataclass
from typing import Protocol

from extract.lexicon import Lexicon, any_of
from extract.model import Clause, State

OF = re.compile("[^，。；：\n]{0,36}?的")  # between a limit and its class (700万元以上并通过验收的民办学校)


class Figure(Protocol):
    """What stands as a figure in the text: its span, and that with its hedges."""

    start: int
    end: int
    outer_start: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The compiled `limits` of flow_cues.yaml."""

    marks: re.Pattern[str]
    joins: re.Pattern[str]
    reached: re.Pattern[str]
    led: re.Pattern[str]
    of: re.Pattern[str]
    ends: re.Pattern[str]
    measure: re.Pattern[str]
    bracket: re.Pattern[str]
    promised: re.Pattern[str]
    granted: re.Pattern[str]
    spread: re.Pattern[str]
    bare: re.Pattern[str]
    including: re.Pattern[str]


def compile_limits(lexicon: Lexicon) -> Limits:
    """Compile the words of a lexicon that make limits of figures."""
    data = lexicon.table("flow_cues")["limits"]
    nouns = any_of(data["classes"])
    marks = rf"(?:{data['marks']}|[（(](?:{data['including']})[^（()）]{{0,12}}[)）])"
    return Limits(  # possessive: a long row of marks can be taken in one way only
        marks=re.compile(f"{marks}*+"),
        joins=re.compile(f"{marks}*+(?:{data['spread']}|[、和或及与])|{marks}++[，,]?且?"),
        reached=re.compile(f"(?:{any_of(data['reached'])})(?:了|人民币|约)*$"),
        led=re.compile(data["led"]),
        of=re.compile(rf"[^，。；：\n]{{0,36}}?(?:{nouns})"),
        ends=re.compile(rf"(?:[（(][^（()）]{{1,16}}[)）])?(?:{data['ends']})"),
        measure=re.compile(rf"(?:{data['measures']})$"),
        bracket=re.compile(rf"(?:{nouns})[（(][^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*$"),
        promised=re.compile(data["promised"]),
        granted=re.compile(data["granted"]),
        spread=re.compile(data["spread"]),
        bare=re.compile(f"(?:{marks}|{data['spread']}|{any_of(data['reached'])}|[、和或及与了在为介于部分的])*+"),
        including=re.compile(rf"[（(](?:{data['including']})$"),
    )


def describes(state: State, figure: Figure, clause: Clause) -> bool:
    """Tell whether a figure is one from which on, or up to which, a class is meant.

    The class stands behind it and its 的, or before a bracket that holds it, or is all that meets the condition (5000万元以上的，奖励…).
    The words around the figure must say that it is a limit; of one that is only reached, a promise must lead to the class.
    """
    rules, text = state.lexicon.built("limits", compile_limits), state.folded
    if rules.including.search(text, max(clause.sentence.start, figure.start - 4), figure.start):  # 以上（含5000万元）
        return True
    start, end, limit = steps(state, rules, figure)
    reached = rules.reached.search(text, max(clause.start, start - 8), start) is not None
    if not (limit or reached):
        return False
    if rules.bracket.search(text, max(clause.sentence.start, start - 60), start):
        return True
    if rules.promised.match(text, end):
        return True
    led = limit or rules.led.search(text, clause.start, start) is not None
    sized = rules.measure.search(text, clause.start, start) is not None
    named = state.mentions_in(end, clause.end, "Category", "Program")
    classes = [m.end for m in named if OF.fullmatch(text, end, m.start)]
    plain = rules.of.match(text, end, clause.end) if text.startswith("的", end) else None
    behind = min([*classes, *([plain.end()] if plain else [])], default=None)
    if behind is None or not (led or rules.granted.match(text, behind)):
        return False
    return sized or rules.ends.match(text, behind) is not None


def steps(state: State, rules: Limits, figure: Figure) -> tuple[int, int, bool]:
    """Return where a range or list of limits begins and where it ends with its words, and whether they make limits of its figures.

    1亿元、5亿元和10亿元以上; 2000万元（含）至5000万元; of a figure that stands alone, its own start and end.
    """
    sums, text = state.money, state.folded
    first = last = bisect.bisect_left(sums, figure.start, key=lambda money: money.start)
    if first == len(sums) or sums[first].start != figure.start:
        return figure.start, _marked(rules, text, figure.end), _marked(rules, text, figure.end) > figure.end
    while first and rules.joins.fullmatch(text, sums[first - 1].end, sums[first].start):
        first -= 1
    while last + 1 < len(sums) and rules.joins.fullmatch(text, sums[last].end, sums[last + 1].start):
        last += 1
    told = any(
        _marked(rules, text, money.end) > money.end or rules.spread.search(text, money.start, money.end)
        for money in sums[first : last + 1]
    )
    return sums[first].start, _marked(rules, text, sums[last].end), told


def _marked(rules: Limits, text: str, end: int) -> int:
    match = rules.marks.match(text, end)
    return match.end() if match else end


def names_nothing(state: State, phrase: str) -> bool:
    """Tell whether a phrase without its sums is no more than that they are limits (超过5000万元的): who is meant stands before."""
    return state.lexicon.built("limits", compile_limits).bare.fullmatch(phrase) is not None
