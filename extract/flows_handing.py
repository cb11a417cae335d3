"""Acts of handing public money out, with or without their sum, and the places that tell what they got of it."""

from dataclasses import dataclass, field
from decimal import Decimal

from extract.flows_base import GOVERNMENTS, PUBLIC, ids_of, others
from extract.flows_breakdown import GAP
from extract.flows_context import OTHERS_PAY
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention
from extract.scan_firsts import compiled

APART = 5  # paragraphs over which places tell their parts
# what is handed out, behind who does
HANDS = compiled(
    r"(?:把|将)[^，。；]{0,18}(?:资金|经费|补助|专款|款项)[^，。；]{0,6}(?:拨付|下达|分配|下拨|划拨|发放|拨|分|发)了?(?:至|到|给|下去)|"
    r"(?:提前|紧急|首批|已|将|再次|追加|及时|切块)*(?:下达|下拨|拨付|预拨|安排|分配|划拨|拨出|追加)(?:了)?[^，。；]{0,30}?(?:资金|经费|补助|投资|预算|转移支付|专款|拨款)"
)


@dataclass(slots=True)
class Handing:
    """An act of handing money out: who does, through what, to whom, how much where that is said, and in which paragraph."""

    paragraph: int
    start: int
    payers: list[Mention]
    via: list[Mention] = field(default_factory=list)
    above: list[Mention] = field(default_factory=list)
    amount: Decimal | None = None


def told(parties: Parties) -> list[Handing]:
    """Return the acts that clauses without a sum tell of, in text order."""
    state, found = parties.state, []
    for match in HANDS.finditer(parties.text):
        clause = state.clause_at(match.start())
        if clause is None or clause.speech or any(clause.start <= m.start < clause.end for m in state.money):
            continue
        acting = parties.those_at(clause.agents or clause.subject)
        acting = acting or parties.within(clause.start, match.start(), "Institution")[-1:]
        payers = [m for m in acting if m.kind in GOVERNMENTS and m.start < match.start()]
        if payers:
            inside = parties.within(clause.start, clause.end, "Fund", "Program")
            via = [m for m in inside if m.start >= match.start()]
            above = parties.within(match.start(), clause.end, "Place")
            found.append(Handing(clause.sentence.paragraph, match.start(), payers, via, above))
    return found


def of_frame(frame: Frame) -> Handing:
    """Return the act that a flow tells of."""
    own = frame.parties
    place = frame.clause.sentence.paragraph
    return Handing(place, frame.money.start, own["provider"], own["via"], own["recipient"], frame.money.amount)


def share_of(parties: Parties, frame: Frame, handings: list[Handing]) -> None:
    """Let a place that stands with a part of the money handed out before receive it from who did that (甲市占2亿元, 乙县1亿元)."""
    if frame.status == "rule" or frame.instrument not in PUBLIC | {"other"} or frame.money.per:
        return
    before = [h for h in handings if h.start < frame.money.start]
    if not before or not 0 <= frame.clause.sentence.paragraph - before[-1].paragraph <= APART:
        return
    given, own, verb, amount = before[-1], frame.parties, frame.verb, frame.money.amount
    if amount is None or (given.amount is not None and amount >= given.amount):
        return
    told_so = verb is None or verb.meaning.role == "get" or frame.base is not None
    here = [m for m in own["provider"] if m.type == "Place" and m.start >= frame.clause.sentence.start]
    beside = here and GAP.fullmatch(parties.text, here[-1].end, frame.money.outer_start)
    told_so = told_so or (beside is not None and bool(here) and verb is not None and verb.start < frame.clause.start)
    if not told_so or len(here) < len(own["provider"]):
        return
    if OTHERS_PAY.search(parties.text, frame.clause.start, frame.money.outer_start):
        return
    named = here or [m for m in own["recipient"] if m.type == "Place"]
    names = {m.name for m in given.above}
    payers = others(given.payers, ids_of(named))
    if not named or any(m.name in names for m in named) or not payers or any(m.kind not in GOVERNMENTS for m in payers):
        return
    own["provider"], own["recipient"] = payers, named
    own["via"] = own["via"] or others(given.via, ids_of(named + payers))
    frame.instrument = "grant" if frame.instrument == "other" else frame.instrument


def got_of(parties: Parties, frame: Frame, handings: list[Handing]) -> None:
    """Let who the sentence says hands money out pay what somebody got, of nobody else (某局把资金分了下去，31个项目共得480万元)."""
    own, verb = frame.parties, frame.verb
    if own["provider"] or not own["recipient"] or verb is None or verb.meaning.role != "get":
        return
    if frame.status == "rule" or frame.instrument not in PUBLIC | {"other"} or frame.money.per:
        return
    before = [h for h in handings if frame.clause.sentence.start <= h.start < frame.money.start]
    if not before or OTHERS_PAY.search(parties.text, frame.clause.start, frame.money.outer_start):
        return
    payers = others(before[-1].payers, ids_of(own["recipient"]))
    if payers and all(m.kind in GOVERNMENTS for m in payers):
        own["provider"] = payers
        own["via"] = own["via"] or others(before[-1].via, ids_of(own["recipient"] + payers))
        frame.instrument = "grant" if frame.instrument == "other" else frame.instrument
