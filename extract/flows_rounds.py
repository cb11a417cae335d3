"""Whom a verb of investing stands right before has the round, and is none of its investors (甲创投领投乙科技A轮融资2亿元)."""

import re

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
        others = [m for m in own["provider"] if m not in led]
        if led and others and min(m.start for m in others) < led[0].start:
            own["provider"] = others
            own["recipient"] += [m for m in led if m not in own["recipient"]]
