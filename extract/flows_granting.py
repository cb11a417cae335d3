"""Funds that grants come from, where nobody else is said to pay: the one whose results are out, or which a headline says was won."""

import re

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

GRANTS = re.compile(
    "(?<!引导)(?<!投资)(?<!担保)基金$"
)  # pays itself; what is called 资金 is what a ministry's money runs through
RESULTS = re.compile(
    r"(?:项目|课题|立项|安排|评审|评选|资助|申报|集中|受理|年度|第[一二三四五]批)*(?:结果|名单|清单)(?:已|日前|近日|正式|今日|昨日)*(?:公布|揭晓|出炉|公示|发布|下发|印发|下达|出来)"
)
WON = re.compile(r"(?:入选|入围|获批|获得?|喜获|荣获|斩获|摘得|拿下|争取到?)了?(?:\d+项)?[^，。；、\d]{0,8}$")
AMONG = re.compile(  # goes on about what was granted before: 入选项目中，甲区有3个…; 单项最高的是…
    "(?:其中|在|这批|此次|本次|上述|这些)*(?:(?:入选|入围|获批|立项|获奖|获资助|受资助|获补助|获支持)的?(?:项目|企业|单位|课题)|这批项目|上述项目|这些项目)(?:中|里|当中|之中)，"
    "|(?:其中)?，?(?:[^，。；\\d]{0,4}最[高大多低小少]的)"
)


def granting(parties: Parties, frames: list[Frame]) -> None:
    """Let grants of nobody named come from the fund that they run through, whose results their sentence tells, or that the headline says was won."""
    won, last = _won(parties), None
    for frame in sorted((f for f in frames if f.kind == "flow"), key=lambda f: f.money.start):
        own, before, last = frame.parties, last, frame
        if frame.instrument in PUBLIC and _mixed(frames, frame):
            frame.instrument = "grant"
        if frame.instrument not in PUBLIC or frame.status == "rule" or own.get("provider"):
            continue
        payers = [m for m in own.get("via", []) if _grants(m)] or _told(parties, frame)
        payers = payers or _before(parties, frame, before) or [m for m in won if m.end <= frame.clause.sentence.start]
        own["provider"] = others(payers, ids_of(own.get("recipient", [])))
        own["via"] = others(own.get("via", []), ids_of(own["provider"]))


def _mixed(frames: list[Frame], frame: Frame) -> bool:
    """Tell whether the sum is that of the two or more before it in its sentence, which are public money of several sorts."""
    ahead = [
        f
        for f in frames
        if f.kind == "flow" and f.clause.sentence is frame.clause.sentence and f.money.start < frame.money.start
    ]
    sorts = {f.instrument for f in ahead}
    amounts = [f.money.amount for f in ahead if f.money.amount is not None]
    return len(sorts) > 1 and sorts <= PUBLIC and len(amounts) == len(ahead) and sum(amounts) == frame.money.amount


def _grants(mention: Mention) -> bool:
    return mention.type == "Fund" and GRANTS.search(mention.name or mention.text) is not None


def _before(parties: Parties, frame: Frame, before: Frame | None) -> list[Mention]:
    """Return who pays the grant told before, where the sentence goes on about those that got it."""
    if before is None or before.instrument not in PUBLIC or before.status == "rule":
        return []
    start = frame.clause.sentence.start
    goes_on = (
        before.clause.sentence.start == start or frame.clause.sentence.paragraph - before.clause.sentence.paragraph <= 1
    )
    return before.parties.get("provider", []) if goes_on and AMONG.match(parties.text, start) else []


def _told(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the fund whose results an earlier clause of the sentence says are out."""
    ahead = parties.within(frame.clause.sentence.start, frame.clause.start, "Fund")
    return [m for m in ahead if _grants(m) and RESULTS.match(parties.text, m.end)][-1:]


def _won(parties: Parties) -> list[Mention]:
    """Return the fund that the headline says was won or granted."""
    head = next((s for s in parties.state.sentences if s.heading), None)
    if head is None:
        return []
    funds = [m for m in parties.within(head.start, head.end, "Fund") if _grants(m)]
    return [m for m in funds if WON.search(parties.text, head.start, m.start)][:1]
