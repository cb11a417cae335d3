"""Whom a verb of investing stands right before has the round, and is none of its investors (甲创投领投乙科技A轮融资2亿元)."""

import re

from extract.flows_base import STAKES, ids_of, others, smaller
from extract.flows_frame import Frame
from extract.flows_parties import Parties

INTO = re.compile("(?:领投|跟投|参投|独投)(?:了|完成)?$")
JOINS = re.compile("(?:等)?(?:参与|联合)?(?:跟投|参投|领投|投资)")  # 甲领投乙跟投
BEFORE = 6  # characters in which such a verb ends


def invested_in(parties: Parties, frames: list[Frame]) -> None:
    """Move from the payers of a round to its recipients who stands right behind the verb, where others stand before it."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in {"equity", "investment"}:
            continue
        own = frame.parties
        led = [
            m
            for m in own["provider"]
            if INTO.search(parties.text, max(0, m.start - BEFORE), m.start) and not JOINS.match(parties.text, m.end)
        ]
        rest = [m for m in own["provider"] if m not in led]
        if led and rest and min(m.start for m in rest) < led[0].start:
            own["provider"] = rest
            own["recipient"] += [m for m in led if m not in own["recipient"]]


def shares_of_round(parties: Parties, frames: list[Frame]) -> None:
    """Let what each investor of a round puts in, told behind it, go where the round goes (乙公司增资引入甲基金等，融资9亿元。甲基金出资2亿元，丁基金出资1亿元)."""
    whole: Frame | None = None
    for frame in (f for f in frames if f.kind == "flow" and f.money.text):
        if whole is not None and _part_of(parties, frame, whole):
            taken = ids_of(frame.parties["provider"])
            frame.parties["recipient"] = others(whole.parties["recipient"], taken) or frame.parties["recipient"]
            frame.instrument = "equity"
        elif frame.instrument == "equity" and len(frame.parties["recipient"]) == 1:
            whole = frame if len(frame.parties["provider"]) > 1 else None


def _part_of(parties: Parties, frame: Frame, whole: Frame) -> bool:
    """Tell whether one of the round's investors, or somebody in a sentence that one of them opens, puts a smaller sum in right behind it."""
    sentence, before = frame.clause.sentence, whole.clause.sentence
    place = parties.state.number_of
    if frame.instrument not in STAKES or not 0 <= place(sentence) - place(before) <= 1:
        return False
    if frame.verb is None or frame.verb.meaning.role not in {"into", "buy", "give"} or not frame.parties["provider"]:
        return False
    if not smaller(frame, whole):
        return False
    investors = set(ids_of(whole.parties["provider"]))
    opens = parties.within(sentence.start, frame.money.start, "Fund", "Institution")[:1]
    lists = {i for m in opens for i in ids_of(parties.listed(m))}
    own = set(ids_of(frame.parties["provider"]))
    return bool(investors & (own | lists)) and not own & set(ids_of(whole.parties["recipient"]))
