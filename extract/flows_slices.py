"""Totals and their parts: 其中, 分别 and lists behind a total make the later sums slices of the first."""

import re

from extract.flows_frame import Frame
from extract.flows_patterns import SUMS
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
    for place in range(len(kept)):
        _add_up(state, kept, place)


def _add_up(state: State, kept: list[tuple[Frame, facts.Flow]], place: int) -> None:
    """Let the sums before a total of their sentence be its parts where they add up to it: 甲出2亿元，乙出1亿元，合计3亿元."""
    frame, flow = kept[place]
    lead = state.folded[max(frame.clause.sentence.start, frame.money.start - 12) : frame.money.start]
    if flow.amount is None or not SUMS.search(lead):
        return
    parts: list[int] = []
    for earlier in range(place - 1, -1, -1):
        before, part = kept[earlier]
        if before.clause.sentence is not frame.clause.sentence or part.slice_of is not None:
            break
        if part.instrument == flow.instrument and part_of(part, flow):
            parts.append(earlier)
    if len(parts) > 1 and sum(kept[i][1].amount or 0 for i in parts) == flow.amount:
        for earlier in parts:
            kept[earlier][1].slice_of = place


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
