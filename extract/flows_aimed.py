"""Whom a product is said to be for, as those whom its loans may go to (推出“甲贷”，单户最高500万元，主要面向养老机构)."""

import re

from extract.flows_base import LENDING, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties

AIMED = re.compile(
    "(?:主要|重点|专门|专|优先|可|均|全面)*(?:面向|针对|服务于?|适用于|适用对象为|服务对象为|支持对象为|用于支持|惠及)(?:全[国省市县区]的?|辖内的?|符合条件的|本地的?|各类|广大)*"
)


def aimed(parties: Parties, frame: Frame) -> None:
    """Let what a product lends at most go to the classes that its sentence says it is for, where nobody is named otherwise."""
    if frame.status != "rule" or frame.instrument not in LENDING or frame.parties.get("recipient"):
        return
    text, sentence = parties.text, frame.clause.sentence
    for match in AIMED.finditer(text, sentence.start, sentence.end):
        classes = [m for m in parties.within(match.end(), sentence.end, "Category") if m.start - match.end() <= 24]
        free = [m for m in classes[:1] if not set(ids_of([m])) & set(ids_of(frame.parties.get("provider", [])))]
        if free and "，" not in text[match.end() : free[0].start]:
            frame.parties["recipient"] = parties.listed(free[0])
            return
