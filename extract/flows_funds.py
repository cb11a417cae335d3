"""The fund that a size is told of where none stands beside the figure."""

import re

from extract.model import Clause, Mention, Money, State

FOUNDED = re.compile(
    "(?:设立|建立|新设|成立|组建|设有|筹建)了?(?:省级|市级|县级|区级|州级)?$"
)  # before a fund whose size stands behind it
HEDGES = "为达约超近共"


def fund_near(state: State, clause: Clause, money: Money, pooled: bool) -> Mention | None:
    """Return the fund that a pool word speaks of: the last one named before it in the sentence, else in the paragraph.

    Without such a word, where `pooled` is false, only the sentence counts.
    """
    sentence = clause.sentence
    funds = _funds(state, sentence.start, money.start)
    if funds or not pooled:
        return funds[-1] if funds else None
    behind = state.mentions_in(money.end, clause.end, "Fund")
    if behind:
        return behind[0]
    start = state.paragraph_start(sentence)
    return next(iter(_funds(state, start, sentence.start)[::-1]), None)


def _funds(state: State, start: int, end: int) -> list[Mention]:
    """Return the funds, and the classes of funds, that are named in the span."""
    return [m for m in state.mentions_in(start, end, "Fund", "Category") if m.type == "Fund" or "基金" in m.text]


def founded(state: State, money: Money) -> Mention | None:
    """Return the fund that is founded with the sum right behind its name (设立某引导基金4亿元): the sum is its size."""
    end = money.outer_start
    while end and state.folded[end - 1] in HEDGES:
        end -= 1
    fund = state.ending_at(end, "Fund", within=30)
    if fund is None or fund.end != end or fund.kind == "fiscal" or not fund.text.endswith("基金"):
        return None
    return fund if FOUNDED.search(state.folded, max(0, fund.start - 5), fund.start) else None
