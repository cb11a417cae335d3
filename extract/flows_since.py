"""Clauses of money without a sum: what has been paid since of a rate, what goes on about the sum before it, and what is only spoken of."""

import bisect
import re

from extract.flows_frame import Frame
from extract.model import Clause, State

POINTS = re.compile(r"\d[\d.]*(?:[%‰]|个(?:百分)?点)")
PAID_SINCE = re.compile("(?:已经?|累计|截至|目前|去年|上年|共)(?:(?!不超|最高|最多|上限|封顶|至多)[^，。；]){0,12}$")
OUGHT = re.compile("(?:要|应当?|须|必须|需要?|务必)(?=[为向给对及积主加优按依])")
CALLED_FOR = re.compile("(?:支持|引导|鼓励|推动|促进|督促|要求|指导|倡导|号召)[^，。；]{0,6}$")
AT_VERB = 8  # characters of a clause before a verb that goes on about the sum before it


def paid_since(state: State, sums: list[int], clause: Clause) -> bool:
    """Tell whether the clause sets a rate, and the next says what has been paid of it (给予2个百分点的贴息，已兑付300万元).

    `sums` are the places of the sums that flows have been read of.
    """
    clauses = clause.sentence.clauses
    if clause.index + 1 >= len(clauses) or not POINTS.search(state.folded, clause.start, clause.end):
        return False
    behind = clauses[clause.index + 1]
    place = bisect.bisect_left(sums, clause.start)
    first = sums[place] if place < len(sums) else behind.end
    return behind.start <= first < behind.end and PAID_SINCE.search(state.folded, behind.start, first) is not None


def of_sum_before(state: State, frame: Frame) -> bool:
    """Tell whether the clause goes on with its verb about the sum that ends the one before it (余下2亿元，借给甲省修路)."""
    clause, verb = frame.clause, frame.verb
    if verb is None or frame.noun is not None or clause.index == 0 or verb.start - clause.start > AT_VERB:
        return False
    before = clause.sentence.clauses[clause.index - 1]
    near = [m for m in state.money if before.start <= m.start < clause.start]
    return bool(near) and clause.start - near[-1].outer_end <= 2


def spoken_of(text: str, frame: Frame) -> bool:
    """Tell whether a class only ought to pay, or is called on to (引导金融机构向企业提供优惠贷款)."""
    start = frame.clause.start
    if OUGHT.search(text, start, frame.money.end):
        return True
    return any(CALLED_FOR.search(text, start, m.start) for m in frame.parties["provider"] if m.start >= start)
