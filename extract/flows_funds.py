"""The fund that a size is told of where none stands beside the figure."""

from extract.model import Clause, Mention, Money, State


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
