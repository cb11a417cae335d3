"""Coordination: a flow for each payer of “各出资”, and lists that 分别 pairs in order."""

import dataclasses
import re

from extract.clauses import coordinated
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

ROLES = ("provider", "recipient", "via")


def expand(frames: list[Frame], parties: Parties) -> list[Frame]:
    """Return the frames with paired lists told apart and shared payers given a frame each."""
    flows = [f for f in frames if f.kind == "flow"]
    for number, first in enumerate(flows):
        if first.listed:
            continue
        group = [first]
        while number + len(group) < len(flows) and flows[number + len(group)].listed:
            group.append(flows[number + len(group)])
        if len(group) > 1:
            pair(group, parties)
    expanded: list[Frame] = []
    for frame in frames:
        expanded += each(frame, parties) if frame.kind == "flow" else [frame]
    return expanded


def pair(group: list[Frame], parties: Parties) -> None:
    """Give each sum of a list its own member of the party list of the same length (A、B分别出资1亿元、2亿元)."""
    first = group[0]
    sentence = first.clause.sentence
    lead = parties.text[max(sentence.start, first.money.start - 30) : first.money.start]
    if not parties.words.paired.search(lead):
        return
    for role in ROLES:
        members = first.parties.get(role, [])
        if len(members) != len(group):
            continue
        for frame, member in zip(group, members, strict=True):
            frame.parties = {**frame.parties, role: [member]}


def each(frame: Frame, parties: Parties) -> list[Frame]:
    """Return a frame for each payer where each pays the sum, or each fund that is so large, else the frame alone."""
    funds = frame.parties.get("recipient", [])
    if (
        frame.instrument == "fund_size"
        and len(funds) > 1
        and re.search("[均各]", parties.text[frame.money.start - 4 : frame.money.start])
    ):
        return [dataclasses.replace(frame, parties={**frame.parties, "recipient": [m]}) for m in funds]
    floor = max(frame.clause.start, frame.money.start - 16)
    if not parties.words.each.search(parties.text, floor, frame.money.start):
        return [frame]
    payers = frame.parties.get("provider", [])
    if len(payers) < 2:
        payers = counted(frame, parties)
    if len(payers) < 2:
        return [frame]
    yearly = re.search("每年", parties.text[frame.clause.sentence.start : frame.money.start])
    money = dataclasses.replace(frame.money, per="year" if yearly else None)
    return [dataclasses.replace(frame, money=money, parties={**frame.parties, "provider": [p]}) for p in payers]


def counted(frame: Frame, parties: Parties) -> list[Mention]:
    """Return the list that the sentence began with where the payers are only counted (四家单位各拿…)."""
    inside = parties.within(frame.clause.sentence.start, frame.money.start, "Institution", "Fund")
    for mention in inside:
        members = [m for m in coordinated(parties.state, mention).mentions if m.entity is not None]
        if len(members) > 1:
            return members
    return []
