"""What all flows of an article together say of their parties, when each has been read by itself."""

import itertools

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.flows_patterns import ADDS
from extract.model import Mention

DESKS = ("财政厅", "财政局")


def added_up(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum that another is added to come from who the sentence says gave both (加上5月下达的4亿元，甲部已累计安排12亿元)."""
    flows = [f for f in frames if f.kind == "flow"]
    for frame, following in itertools.pairwise(flows):
        same = frame.clause.sentence is following.clause.sentence and frame.instrument == following.instrument
        if not same or frame.parties["provider"]:
            continue
        if ADDS.search(parties.text[frame.clause.sentence.start : frame.money.start]):
            taken = ids_of(m for found in frame.parties.values() for m in found)
            for role in ("provider", "via"):
                frame.parties[role] = frame.parties[role] or others(following.parties[role], taken)


def relent(parties: Parties, frames: list[Frame]) -> None:
    """Let relending that nobody is said to pay come from the central bank, where the article names it."""
    banks = [m for m in parties.all if m.name == "中国人民银行"]
    for frame in frames:
        if frame.kind == "flow" and frame.instrument == "relending" and not frame.parties["provider"]:
            frame.parties["provider"] = others(banks[:1], ids_of(frame.parties["recipient"]))


def handed_over(frames: list[Frame]) -> None:
    """Let a place's part of bonds come from the finance department that the text said issued them (甲市分得债券21亿元)."""
    issuer: list[Mention] = []
    for frame in frames:
        if frame.kind != "flow" or frame.instrument != "bond":
            continue
        own = frame.parties
        desks = [m for m in own["recipient"] if m.kind == "local_government" and (m.name or "").endswith(DESKS)]
        if desks and len(desks) == len(own["recipient"]):
            issuer = desks
        elif issuer and own["recipient"] and all(m.type == "Place" for m in own["recipient"]):
            own["provider"] = own["provider"] or list(issuer)


def same_purse(frame: Frame, payers: dict[str, list[Mention]]) -> None:
    """Let public money through a programme or fund come from who paid through it before in the article; `payers` keeps them by channel."""
    if frame.instrument not in PUBLIC:
        return
    channels = [m.entity.id for m in frame.parties["via"] if m.entity and m.type != "Policy"]
    taken = ids_of(frame.parties["recipient"])
    for channel in channels:
        if frame.parties["provider"]:
            payers.setdefault(channel, frame.parties["provider"])
        elif channel in payers:
            frame.parties["provider"] = others(payers[channel], taken)
