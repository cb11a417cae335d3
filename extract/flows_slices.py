"""Totals and their parts: 其中, 分别 and lists behind a total make the later sums slices of the first."""

import re

from extract.flows_frame import Frame
from extract.model import State
from graph import facts

OPENS = re.compile("其中|包括|分别为|含|构成")


def mark(state: State, kept: list[tuple[Frame, facts.Flow]]) -> None:
    """Set `slice_of` of the flows, which are in text order, to the place of the total that they are a part of."""
    total: int | None = None
    for place, (frame, flow) in enumerate(kept):
        if place == 0:
            continue
        if total is not None and not _goes_on(frame, kept[place - 1][0]):
            total = None
        if total is None and _opens(state, kept[place - 1][0], frame):
            total = place - 1
        if total is not None and part_of(flow, kept[total][1]):
            flow.slice_of = total
        else:
            total = None


def _opens(state: State, before: Frame, frame: Frame) -> bool:
    """Tell whether a word between two sums of one paragraph opens the parts of the first."""
    if before.clause.sentence.paragraph != frame.clause.sentence.paragraph or frame.money.start < before.money.end:
        return False
    between = state.folded[before.money.end : frame.money.start]
    return len(between) <= 60 and bool(OPENS.search(between))


def _goes_on(frame: Frame, before: Frame) -> bool:
    """Tell whether a sum stands in the sentence of the slice before it."""
    return frame.clause.sentence is before.clause.sentence


def part_of(flow: facts.Flow, total: facts.Flow) -> bool:
    """Tell whether a sum can be a part of another: of the same money and smaller, neither of them a rate."""
    if flow.amount is None or total.amount is None or flow.per or total.per or flow.currency != total.currency:
        return False
    return flow.amount < total.amount and "rule" not in (flow.status, total.status)
