"""Money that goes back to those who lent it: 其中6亿元偿还甲行、乙行的借款."""

import re

from extract.flows_base import ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

BACK = re.compile("[^，。；\\d]{0,4}(?:用于|用来|用以|将|拟|计划)*(?:提前)?(?:偿还|归还|偿付|置换|还给)了?(?:对|所欠)?")
OWED = re.compile("(?:的|等)?[^，。；\\d]{0,8}(?:借款|贷款|欠款|债务|融资|本息)")
LENDERS = ("Institution", "Fund")
NEAR = 6  # characters between the verb and the first of those who lent
FREE = {"loan", "other", "bond", "equity", "grant", "investment"}


def repaid(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum that is paid back come from who borrowed or raised it before, and go to the lenders that are named behind it."""
    last: Frame | None = None
    for frame in frames:
        if frame.kind != "flow":
            continue
        lenders = _lenders(parties, frame)
        if lenders:
            own = frame.parties
            before = _borrower(last) if last is not None else []
            acts = [m for m in frame.clause.subject if m.type in LENDERS and m in parties.all]
            frame.instrument = "other"
            own["recipient"], own["via"] = lenders, []
            own["provider"] = others(before or acts, ids_of(lenders))
        else:
            last = frame


def _lenders(parties: Parties, frame: Frame) -> list[Mention]:
    back = BACK.match(parties.text, frame.money.outer_end, frame.clause.end)
    if back is None or frame.instrument not in FREE:
        return []
    named = parties.within(back.end(), frame.clause.end, *LENDERS)
    if not named or named[0].start - back.end() > NEAR:
        return []
    listed = parties.listed(named[0])
    return listed if OWED.match(parties.text, max(m.end for m in listed)) else []


def _borrower(frame: Frame) -> list[Mention]:
    own = frame.parties
    raised = own["recipient"] if frame.instrument != "bond" else own["recipient"] or own["provider"]
    return [m for m in raised if m.type in LENDERS]
