"""The first part of money that was just told: 批了3亿元，首笔4000万元即刻到账."""

import re

from extract.flows_base import PUBLIC, smaller
from extract.flows_frame import Frame
from extract.flows_parties import Parties

FIRST = re.compile("(?:首笔|首批|首期|第一笔|第一批|头一笔|头一批)(?:的|资金|贷款|拨款|款项|款|补助|授信)*[约近超逾]?$")
PARTED = PUBLIC | {"bond", "loan", "credit_line", "compensation", "relending"}
NAMED = ("Institution", "Fund", "Zone", "Place", "Program")
DRAWN = {"credit_line": "loan"}  # what is drawn of a line is a loan


def first_parts(parties: Parties, frames: list[Frame]) -> None:
    """Let a first part whose clause names nobody be of the hands, and the sort, of the sum before it in its sentence."""
    last: Frame | None = None
    for frame in frames:
        if frame.kind != "flow" or not frame.money.text:
            continue
        if last is not None and _goes_on(parties, frame, last):
            frame.parties = {role: list(found) for role, found in last.parties.items()}
            frame.instrument = DRAWN.get(last.instrument, last.instrument)
        last = frame


def _goes_on(parties: Parties, frame: Frame, last: Frame) -> bool:
    """Tell whether the sum is called a first part, of the one before it in its half of the sentence, and its own clause names nobody."""
    clause, start = frame.clause, frame.money.start
    if last.clause.sentence is not clause.sentence or last.status == "rule" or last.instrument not in PARTED:
        return False
    if not smaller(frame, last) or "；" in parties.text[last.money.end : start]:
        return False
    called = FIRST.search(parties.text, clause.start, frame.money.outer_start) is not None
    return called and not parties.within(max(clause.start, last.money.end), clause.end, *NAMED)
