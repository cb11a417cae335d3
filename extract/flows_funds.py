"""The fund that a size is told of where none stands beside the figure."""

import re

from extract.model import Clause, Mention, Money, State

POOLS = ("基金", "资金", "资金池", "准备金", "补偿金", "周转金")  # ends of the names of what is founded with a sum
FOUNDED = re.compile(
    "(?:设立|建立|新设|成立|组建|设有|筹建)了?(?:省级|市级|县级|区级|州级)?$"
)  # before a fund whose size stands behind it
HEDGES = "为达约超近共"
LED = re.compile("由[^，。；]{0,60}$")  # 该基金由某市与甲基金共同设立，规模…: those behind 由 found it
FOUNDS = re.compile("[^，。；]{0,24}?(?:发起|设立|组建|出资|成立|募集)")
PUTS_IN = re.compile(
    "(?:等)?(?:各|均|也|再|又|将|拟|已|还|则|分别|合计|共同|首期)*(?:认缴|出资|实缴|认购|获配|跟投|领投|投(?:入|了)?\\d)"
)


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
    """Return the funds, and the classes of funds, that are named in the span, without those that pay into others if any are left."""
    named = [m for m in state.mentions_in(start, end, "Fund", "Category") if m.type == "Fund" or "基金" in m.text]
    return [m for m in named if not pays_in(state.folded, m)] or named


def pays_in(text: str, fund: Mention) -> bool:
    """Tell whether a fund pays into another: it stands among those by whom that is set up, or right before what it puts in."""
    if PUTS_IN.match(text, fund.end):
        return True
    return LED.search(text, max(0, fund.start - 64), fund.start) is not None and bool(FOUNDS.match(text, fund.end))


def founded(state: State, money: Money) -> Mention | None:
    """Return the fund that is founded with the sum right behind its name (设立某引导基金4亿元): the sum is its size."""
    end = money.outer_start
    while end and state.folded[end - 1] in HEDGES:
        end -= 1
    fund = state.ending_at(end, "Fund", within=30)
    if fund is None or fund.end != end or not fund.text.endswith(POOLS):
        return None
    return fund if FOUNDED.search(state.folded, max(0, fund.start - 5), fund.start) else None
