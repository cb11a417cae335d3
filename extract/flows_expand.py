"""Coordination: a flow for each payer of “各出资”, and lists that 分别 pairs in order."""

import dataclasses
import itertools
import re

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

# between a rate and what it has become: 由6000元提到8000元
RISEN = re.compile(
    "(?:元|人民币)?(?:大幅|再|一次性|逐步|统一|进一步|直接)*(?:提高|提升|提|增加|增|加|上调|上浮|调整|调高|调|扩大|放宽|涨|降低|降|减少|减|下调)(?:到|至|为)了?[约近超逾]*"
)
ROLES = ("provider", "recipient", "via")
EVERY = re.compile("各|每|共|合计|合|均|等|至|到")  # what keeps several sums from being each of one party
SHARED = re.compile(
    "级?(?:财政)?(?:也|均|将|再|又|拟|已)?各自?(?!级|地|类|项|家|县|市|区|方)"
)  # behind payers: each pays the sum
SPLIT = re.compile("、|以及|和|及|与")


def expand(frames: list[Frame], parties: Parties) -> list[Frame]:
    """Return the frames with paired lists told apart and shared payers given a frame each."""
    flows = [f for f in frames if f.kind == "flow"]
    paired: list[Frame] = []
    told: list[Frame] = []  # all that were paired: none of their payers pays each sum
    for number, first in enumerate(flows):
        if first.listed:
            continue
        group = [first]
        while number + len(group) < len(flows) and flows[number + len(group)].listed:
            group.append(flows[number + len(group)])
        if len(group) > 1 and pair(group, parties, paired):
            paired = group
            told += group
    expanded: list[Frame] = []
    done = [id(f) for f in told]
    for frame in frames:
        expanded += each(frame, parties) if frame.kind == "flow" and id(frame) not in done else [frame]
    return expanded


def pair(group: list[Frame], parties: Parties, before: list[Frame]) -> bool:
    """Give each sum of a list its own member of the list of parties that 分别 pairs with it; tell whether that could be done.

    A list of the same length is paired member by member, one with members that are no parties by its items (甲、某物和乙分别…);
    a second list of sums in the sentence, with no list of its own, goes on with the pairs of `before`.
    """
    first = group[0]
    sentence = first.clause.sentence
    start = max(sentence.start, min(first.clause.start, first.money.start - 30))
    lead = parties.text[start : first.money.start]
    said = parties.words.paired.search(lead)
    behind = listed_behind(group, parties)
    if behind:
        for frame, member in zip(group, behind, strict=True):
            frame.parties = {**frame.parties, "recipient": [member]}
        return True
    roles = ROLES if said else [role for role in ROLES[:2] if parallel(first, role, len(group), lead)]
    if not roles and parties.words.paired.search(parties.text, sentence.start, start):
        roles = ["recipient"]  # 分别与甲、乙签约，授信80亿元、15亿元
    if not roles:
        return False
    paired = False
    items = itemised(first, parties)
    for role in roles:
        members = first.parties.get(role, [])
        if len(members) == 1 and within(members[0], items):  # 甲与乙分别: the second is called a partner
            whole = [m for start, end in items for m in parties.within(start, end) if m.end == end]
            members = whole if len(whole) == len(items) and members[0] in whole else members
            opens = [
                m
                for start, end in items
                for m in parties.within(start, end)
                if m.start == start and (m.end == end or parties.text.startswith("的", m.end))
            ]
            members = opens if len(opens) == len(items) == len(group) and members[0] in opens else members
        if len(members) == len(group):
            parts = [[m] for m in members]
        elif len(items) == len(group) and sum(within(m, items) for m in members) > (
            role != "recipient" or first.instrument not in PUBLIC
        ):  # of those who get public money one may be all that is known
            parts = [[m for m in members if within(m, [item]) or not within(m, items)] for item in items]
        else:
            continue
        paired = True
        for frame, part in zip(group, parts, strict=True):
            frame.parties = {**frame.parties, role: part}
        if role == "recipient" and first.instrument in PUBLIC | {"loan", "credit_line", "bond"}:
            same_payers(group, ids_of(m for part in parts for m in part))
    if not paired and not items and len(before) == len(group) and before[0].clause.sentence is sentence:
        for frame, earlier in zip(group, before, strict=True):
            frame.parties = dict(earlier.parties)
    return paired


def same_payers(group: list[Frame], getting: list[str]) -> None:
    """Let all sums of a list that is paired with who gets them have the payers of the first, where they have none beside those."""
    given = others(group[0].parties.get("provider", []), getting)
    for frame in group[1:]:
        own = others(frame.parties.get("provider", []), getting)
        frame.parties = {**frame.parties, "provider": own or list(given)}


def listed_behind(group: list[Frame], parties: Parties) -> list[Mention]:
    """Return as many places or bodies as there are sums, listed behind them in their sentence with 分别 (30亿元、40亿元，分别给甲省、乙省)."""
    last = group[-1]
    if last.instrument not in PUBLIC | {"bond", "other", "loan"}:
        return []
    sums = [m.start for m in parties.state.money if m.start >= last.money.end]
    end = min([last.clause.sentence.end, *sums])
    named = parties.within(last.money.end, end, "Place", "Institution", "Zone")
    if not named or not parties.words.paired.search(parties.text, last.money.end, named[0].start):
        return []
    found = [m for m in parties.listed(named[0]) if m.type == named[0].type]
    return found if len(found) == len(group) and not any(parties.gives(m) for m in found) else []


def parallel(first: Frame, role: str, length: int, lead: str) -> bool:
    """Tell whether as many named parties as sums stand before these in their clause, so that each has its own without 分别."""
    members = first.parties.get(role, [])
    named = all(m.type in {"Place", "Institution"} and m.start >= first.clause.start for m in members)
    for mention in members:
        lead = lead.replace(mention.text, "")  # 甲合作社 says nothing of what is put together
    return len(members) == length and named and members[-1].end <= first.money.start and not EVERY.search(lead)


def itemised(frame: Frame, parties: Parties) -> list[tuple[int, int]]:
    """Return the spans of the items of the list that stands before 分别, in the clause of the first sum; none where there is no list."""
    start = frame.clause.start
    found = list(parties.words.paired.finditer(parties.text, start, frame.money.start))
    if not found:
        return []
    end, spans = found[-1].start(), []
    for join in [*SPLIT.finditer(parties.text, start, end), None]:
        spans.append((start, join.start() if join else end))
        start = join.end() if join else end
    return spans if len(spans) > 1 else []


def within(mention: Mention, spans: list[tuple[int, int]]) -> bool:
    """Tell whether the mention lies in one of the spans."""
    return any(start <= mention.start and mention.end <= end for start, end in spans)


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
    payers = frame.parties.get("provider", [])
    shared = bool(payers) and SHARED.match(parties.text, payers[-1].end, frame.money.start) is not None
    if not (shared or parties.words.each.search(parties.text, floor, frame.money.start)):
        return [frame]
    if len(payers) < 2 and not (shared and payers[0].type != "Category"):
        payers = counted(frame, parties)
    if len(payers) < 2:
        return [frame]
    yearly = re.search("每年", parties.text[frame.clause.sentence.start : frame.money.start])
    money = dataclasses.replace(frame.money, per="year" if yearly else None)
    return [dataclasses.replace(frame, money=money, parties={**frame.parties, "provider": [p]}) for p in payers]


def risen(text: str, frames: list[Frame]) -> None:
    """Let the sum that another has become be the same rate as that one (每人每年由6000元提到8000元)."""
    for before, after in itertools.pairwise(frames):
        same = before.clause is after.clause and after.money.per is None and before.money.per is not None
        if same and RISEN.fullmatch(text, before.money.outer_end, after.money.outer_start):
            after.money = dataclasses.replace(after.money, per=before.money.per)


def counted(frame: Frame, parties: Parties) -> list[Mention]:
    """Return the list that the sentence began with where the payers are only counted (四家单位各拿…)."""
    inside = parties.within(frame.clause.sentence.start, frame.money.start, "Institution", "Fund")
    for mention in inside:
        members = [m for m in parties.members(mention) if m.entity is not None]
        if len(members) > 1:
            return members
    return []
