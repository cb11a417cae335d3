"""Programmes that who gets public money has been chosen for, or that it is paid in the course of (入选“甲”工程的农户，每户补助3万元)."""

import re

from extract.flows_base import GOVERNMENTS, PAYING, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

CHOSEN = re.compile(
    "(?:入选|入围|列入|纳入|参与|参加|加入|获批|申报|承担|实施|开展|启动|推进|通过|依托|借助|作为|按照|依据|根据|围绕|落实|结合)了?(?:国家|全国|省|市|县|区)?级?[“《]?$"
)
COURSE = re.compile("[”》]?(?:实施|启动|开展|推行)(?:以来|后|至今|期间|过程中)")
# behind a programme or document that has been at work for a while: 实施三年来, 出台以来
AT_WORK = re.compile(
    "[”》]?(?:正式|全面|试点)?(?:实施|启动|开展|推行|出台|印发|施行|推出|运行|落地|执行)的?"
    r"(?:以来|后|至今|期间|过程中|中(?=[，,])|[近\d一二两三四五六七八九十半几]+个?[多余]?(?:年|月)[多余]?(?:以?来|里|间|多来))"
    "|[”》]?(?:的(?:启动|实施|开展|推行|推进|落地)|(?:带动|推动|牵引|支持|助力|扶持)下|推进(?:过程)?中)(?=[，,])"
)
NO_PURSE = ("平台", "系统", "机制", "体系", "战略", "模式")  # ends of names of what hands nothing out
BUILT = frozenset(("works", "invested", "local project", "listed", "series"))


def enrolled(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the programme of that sort that stands before the sum in its sentence, nothing where the money is a class's that runs it."""
    if frame.instrument not in PAYING and not public(frame):
        return []
    text, start = parties.text, frame.clause.sentence.start
    payers = frame.parties.get("provider", [])
    run = [m for m in payers if m.type == "Program" and COURSE.match(text, m.end)]
    if run:  # 甲工程实施以来，已发放补贴: it pays nothing itself
        frame.parties["provider"] = [m for m in payers if m not in run]
    start = max(start, text.rfind("；", start, frame.money.start) + 1)
    own = frame.parties
    taken = ids_of([*own.get("provider", []), *own.get("recipient", []), *own.get("via", [])])
    named = [m for m in parties.within(start, frame.money.start, "Program", "Policy") if m.rule not in BUILT]
    named = [m for m in named if not m.text.strip("“”").endswith(NO_PURSE)]
    told = [
        m
        for m in named
        if (m.type == "Program" and CHOSEN.search(text, max(start, m.start - 10), m.start))
        or AT_WORK.match(text, m.end)
        if not set(ids_of([m])) & set(taken)
    ]
    people = own.get("recipient") and all(m.type in ("Category", "Institution", "Place") for m in own["recipient"])
    return told[-1:] if people else []


def public(frame: Frame) -> bool:
    """Tell whether what is called an investment comes out of public budgets alone (某厅累计投入资金2亿元)."""
    payers = frame.parties.get("provider", [])
    return (
        frame.instrument == "investment"
        and bool(payers)
        and all(m.kind in GOVERNMENTS or m.type == "Place" for m in payers)
    )
