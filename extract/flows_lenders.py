"""Who lends: bodies that lend a bond's money on, banks that stand alone in a loan, and who gives the other loans of the article."""

import re

from extract.flows_base import GOVERNMENTS, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_payers import LENT, MANY_BANKS, said
from extract.model import Mention

ON_LENT = re.compile("转贷|转拨|转给|转下")  # 省财政厅代发债券，转贷甲市2亿元
BONDS = re.compile("债券|专项债|国债|一般债")
NEAR = 3  # characters between the verb of lending on and who gets it
BY_LAW = re.compile("规定|办法|政策")  # 按现行办法，最高可贷20万元: of whichever bank


def lenders(parties: Parties, frames: list[Frame]) -> None:
    """Put right who lends, and fill in who gives loans that nobody is said to give."""
    lent_on(parties, frames)
    turned(parties, frames)
    lent_through(parties, frames)


def lent_on(parties: Parties, frames: list[Frame]) -> None:
    """Let what a bond raised be of the public body that lends it on, to who stands behind that verb."""
    for frame in frames:
        own, sentence = frame.parties, frame.clause.sentence
        bonds = frame.instrument in LENT and BONDS.search(parties.text, sentence.start, sentence.end)
        if frame.kind != "flow" or not (frame.instrument == "bond" or bonds):
            continue
        verb = next(ON_LENT.finditer(parties.text, sentence.start, frame.money.start), None)
        if verb is None:
            continue
        named = parties.within(sentence.start, verb.start(), "Institution")
        issuers = [m for m in named if m.kind in GOVERNMENTS]
        got = parties.within(verb.end(), verb.end() + 24, "Place", "Institution", "Zone")[:1]
        if issuers and got and got[0].start - verb.end() <= NEAR:
            own["provider"], own["recipient"] = parties.listed(issuers[-1]), parties.listed(got[0])
            frame.instrument = "bond"


def turned(parties: Parties, frames: list[Frame]) -> None:
    """Let lenders that stand alone in a loan, as those who get it, give it: no bank is lent to by nobody."""
    for frame in frames:
        own = frame.parties
        if frame.kind != "flow" or frame.instrument not in LENT or own.get("provider"):
            continue
        got = own.get("recipient", [])
        if got and all(m.kind == "bank" or (m.type == "Category" and parties.gives(m)) for m in got):
            own["provider"], own["recipient"] = got, []


def lent_through(parties: Parties, frames: list[Frame]) -> None:
    """Fill in who gives loans that nobody is said to give, from what the other loans of the article say.

    A loan through a product is of the one who lends through that product elsewhere; where the sum is a whole town's, only of a
    class. A rule's loan is of the one who gives all the loans that are told, where its sentence names nobody else who gives.
    Neither holds of what a law allows.
    """
    loans = [f for f in frames if f.kind == "flow" and f.instrument in LENT]
    told = [f for f in loans if f.parties.get("provider")]
    for frame in loans:
        own = frame.parties
        if own.get("provider") or BY_LAW.search(said(parties, frame)):
            continue
        through = set(_products(frame))
        found = _one_of([f for f in told if through & set(_products(f))])
        if MANY_BANKS.search(parties.text, frame.clause.sentence.start, frame.money.end):
            found = [m for m in found if m.type == "Category"]
        if not found and frame.status == "rule":
            found = [m for m in _one_of(told) if not _others_give(parties, frame, m)]
        own["provider"] = others(found, ids_of(own.get("recipient", []) + own.get("via", [])))


def _products(frame: Frame) -> list[str]:
    """Return the ids of the programmes and funds that the money runs through, but for standing schemes: many lend by these."""
    return ids_of(m for m in frame.parties.get("via", []) if m.type != "Policy" and m.kind != "scheme")


def _one_of(told: list[Frame]) -> list[Mention]:
    """Return the one who gives all of the loans, nobody where there are several."""
    payers = {m.entity.id: m for f in told for m in f.parties["provider"] if m.entity}
    return list(payers.values()) if len(payers) == 1 else []


def _others_give(parties: Parties, frame: Frame, lender: Mention) -> bool:
    """Tell whether the sum's sentence names before it somebody else of a sort that gives."""
    named = parties.within(frame.clause.sentence.start, frame.money.start, "Institution", "Zone", "Fund")
    return any(parties.gives(m) and m.entity is not lender.entity for m in named)


def own_branch(frame: Frame, mention: Mention) -> bool:
    """Tell whether the mention is a branch that a bank lends through, not to (乙银行设立科技支行，授信30亿元)."""
    banks = frame.instrument in {"loan", "credit_line"} and any(m.kind == "bank" for m in frame.parties["provider"])
    return banks and mention.kind == "bank" and mention.text.endswith(("支行", "分行", "分理处"))
