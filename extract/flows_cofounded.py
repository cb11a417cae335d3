"""What somebody puts in to found something with others (拟以自有资金6000万元与甲公司共同设立乙基金): it goes to what is founded, not to them."""

import re

from extract.flows_base import others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

FOUNDS = re.compile(
    r"[^。；]{0,8}?(?:与|和|同|联合|携手|会同)(?P<with>[^。；]{2,160}?)(?:共同|联合|合资|合作|一起|携手)*(?:投资|出资|发起|参与)*(?:设立|组建|成立|创立)(?:了)?(?:规模[^，。；]{1,10}的)?"
)
PUT_IN = {"other", "investment", "equity", "grant"}
NEAR = 2  # characters between the verb and what is founded
PAID = re.compile("已(?:经)?(?:实缴|缴付|缴纳|完成|到位|出资)|实缴")
MEANT = re.compile("拟")  # no 设计总规模 of a fund that has been founded
POOLED = {"investment", "fund_size"}


def cofounded(parties: Parties, frames: list[Frame]) -> None:
    """Let such a sum go to what is founded, and what partners pay into a fund that is only to be founded be planned."""
    planned: set[str] = set()
    for frame in (f for f in frames if f.kind == "flow"):
        got = _founded(parties, frame)
        if got:
            own = frame.parties
            own["recipient"] = others(got, [])
            frame.instrument = "investment" if got[0].type == "Fund" else "equity"
        ids = {m.entity.id for m in frame.parties.get("recipient", []) if m.type == "Fund" and m.entity}
        if frame.instrument not in POOLED or not ids:
            continue
        if frame.status == "planned":
            sentence = frame.clause.sentence
            planned |= ids if MEANT.search(parties.text, sentence.start, sentence.end) else set()
        elif frame.status == "committed" and ids <= planned:
            sentence = frame.clause.sentence
            if PAID.search(parties.text, sentence.start, sentence.end) is None:
                frame.status = "planned"


def _founded(parties: Parties, frame: Frame) -> list[Mention]:
    """Return what the words behind a sum say is founded with others."""
    if frame.instrument not in PUT_IN or not frame.money.text or not frame.parties.get("provider"):
        return []
    match = FOUNDS.match(parties.text, frame.money.outer_end, frame.clause.sentence.end)
    if match is None or any(match.start() <= m.start < match.end() for m in parties.state.money):
        return []
    near = [
        m
        for m in parties.within(match.end(), frame.clause.sentence.end, "Fund", "Institution")
        if m.start - match.end() <= NEAR
    ]
    whole = [m for m in near if m.type == "Fund" or m.kind in {"company", "financial", "research"}]
    return whole[:1]
