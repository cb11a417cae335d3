"""Loans of nobody named: those through a product are of who lends through it, and what anyone may borrow is of the article's one lender."""

import re

from extract.flows_base import ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_payers import LENT, MANY_BANKS, said
from extract.model import Mention

BY_LAW = re.compile("规定|办法|政策")  # 按现行办法，最高可贷20万元: of whichever bank


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
