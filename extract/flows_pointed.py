"""Parties that a sum's clause only points back to (将为其提供授信), and those whose support it was got with (在某银行支持下)."""

import re

from extract.flows_base import LENDING, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

POINTS = re.compile("(?:[为向对给与帮]|支持)其(?![他它余中实所间次是自一二三])")
SUPPORTED = re.compile(
    "(?:在|得益于|受益于|靠着?|有了|借助|依托)[^，。；]{2,30}?(?:等)?(?:[\\d一二两三四五六七八九十]+家银行)?的?"
    "(?:[^，。；、的]{0,6}的?)?(?:支持|帮助|帮扶|扶持|资助|助力)(?:下|，|和)"
)


def pointed(parties: Parties, frame: Frame) -> None:
    """Fill an empty recipient or payer by what such words point to.

    其 is who else the clauses before it speak of than the one who gives, the last of them that is no giver where there are several;
    who supports is a payer only where the clause says that somebody got money.
    """
    own = frame.parties
    if not own["recipient"]:
        own["recipient"] = _his(parties, frame)
    if not own["provider"] and frame.instrument in LENDING and frame.verb and frame.verb.meaning.role == "get":
        own["provider"] = _supporting(parties, frame)


def _his(parties: Parties, frame: Frame) -> list[Mention]:
    """Return who 其 stands for in the clause of the money."""
    clause, text = frame.clause, parties.text
    point = POINTS.search(text, clause.start, clause.end)
    if point is None or not frame.parties["provider"] or (frame.verb and frame.verb.meaning.role != "give"):
        return []
    payers = ids_of(frame.parties["provider"])
    for said in clause.sentence.clauses[: clause.index + 1][::-1]:
        end = min(said.end, point.start())
        named = others(parties.within(said.start, end, "Institution", "Category", "Program", "Zone"), payers)
        named = [m for m in named if m.start >= said.start and m not in frame.parties["via"]]
        plain = [m for m in named if not parties.gives(m)]
        if plain:
            return parties.listed(plain[-1])
        if any(m.kind in ("local_government", "central_government") for m in named):
            return []  # 与某厅签约，为其…: for whom is not clear
    return []


def _supporting(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the banks that the sentence says stood behind what was got."""
    sentence, text = frame.clause.sentence, parties.text
    match = SUPPORTED.search(text, sentence.start, frame.money.start)
    if match is None:
        return []
    named = [m for m in parties.within(match.start(), match.end(), "Institution") if m.kind in ("bank", "financial")]
    return others(named, ids_of(frame.parties["recipient"] + frame.parties["via"]))
