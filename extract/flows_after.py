"""What all flows of an article together say of their parties, when each has been read by itself."""

import itertools
import re
from collections import Counter

from extract.flows_above import paid_above
from extract.flows_account import of_account
from extract.flows_allotted import allotted
from extract.flows_base import GOVERNMENTS, PUBLIC, ids_of, others
from extract.flows_chosen import to_chosen
from extract.flows_classes import told_before
from extract.flows_deals import (
    counted_stakes,
    follow,
    into_fund,
    partners,
    put_together,
    stakes_told,
    told_of,
    transfers,
)
from extract.flows_each import each
from extract.flows_first import first_parts
from extract.flows_frame import Frame
from extract.flows_handing import Handing
from extract.flows_issuers import place_issuers
from extract.flows_kin import called, with_kin
from extract.flows_levels import by_level, purse_at
from extract.flows_owned import by_unit, owned_works, to_works
from extract.flows_parties import Parties
from extract.flows_passed import passed
from extract.flows_patterns import ADDS, SUMS
from extract.flows_reached import reached
from extract.flows_relent import relent
from extract.flows_repaid import repaid
from extract.flows_works import works
from extract.model import Mention
from extract.names_own import is_university

LEVELS = re.compile(
    "(?P<levels>(?:(?:中央|自治区|省|市|州|县|区)(?:级)?(?:、|和|及|与)){1,3}(?:自治区|省|市|州|县|区|旗)级?)"
    "(?:(?:两|三|四)?级?财政(?!局|厅)|(?:两|三|四)级(?:资金|投入|补助|补贴|配套))"
)
PAIRED = re.compile(  # 中央财政和省级财政分别安排2亿元、1亿元
    r"((?:(?:中央|自治区|省|市|州|县|区)(?:本?级)?(?:财政)?(?:、|和|及|与)?){2,4})[^，。；\d]{0,10}分别[^，。；\d]{0,8}$"
)
EACH = re.compile("(?P<country>中央)|(?P<province>省|自治区)|(?P<city>市|州)|(?P<county>县|区)")
ISSUERS = ("财政厅", "财政局", "人民政府")
ABOVE = re.compile("国家|中央|上级")
IN_ALL = re.compile(
    "[，、,](?:总计|合计|累计|共计|总共|一共|总额|共)(?:为|达|将达|不超过)?[约近超逾]?"
)  # 每年3亿元、总计9亿元
SHARES_WORD = re.compile("[、和与及]$")  # between places that share a word
OFTEN = 3  # sums that make their payer the one whose money an article is about


def finish(parties: Parties, frames: list[Frame], acts: list[Handing]) -> None:
    """Fill in what only all flows together say of their parties."""
    each(parties, frames)
    works(parties, frames)
    owned_works(parties, frames)
    to_works(parties, frames)
    by_unit(parties, frames)
    budget_levels(parties, frames)
    paired_levels(parties, frames)
    allotted(parties, frames, acts)
    added_up(parties, frames)
    in_all(parties, frames)
    of_all_parts(parties, frames)
    of_parts_behind(frames)
    counted_school(parties, frames)
    relent(parties, frames)
    one_purse(parties, frames)
    one_promise(frames)
    told_before(parties, frames)
    to_chosen(parties, frames)
    place_issuers(parties, frames)
    of_government(parties, frames)
    handed_over(frames)
    reached(parties, frames)
    partners(parties, frames)
    into_fund(parties, frames)
    put_together(frames)
    stakes_told(parties, frames)
    transfers(parties, frames)
    counted_stakes(parties, frames)
    follow(parties, frames)
    called(parties, frames)
    told_of(parties, frames)
    with_kin(parties, frames)
    passed(parties, frames)
    repaid(parties, frames)
    of_account(parties, frames)
    first_parts(parties, frames)
    paid_above(parties, frames)


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


def in_all(parties: Parties, frames: list[Frame]) -> None:
    """Let a rate and what it comes to in all, told in one breath, be of the same hands (甲区每年得到4000万元，三年共计1.2亿元的省级补助)."""
    flows = [f for f in frames if f.kind == "flow"]
    for rate, whole in itertools.pairwise(flows):
        if IN_ALL.fullmatch(parties.text, rate.money.end, whole.money.outer_start) is None:
            continue
        one, two = rate.parties, whole.parties
        got = rate.verb is not None and rate.verb.meaning.role == "get"
        if got and one["recipient"]:
            two["provider"] = others(two["provider"], ids_of(one["recipient"]))
            two["recipient"] = list(one["recipient"])
            by_level(parties, [whole])  # 总计1.2亿元的省级资金: whoever got it is no payer
        for role in ("provider", "via", "recipient"):
            two[role] = two[role] or list(one[role])
            one[role] = one[role] or list(two[role])
        if rate.instrument == "other":
            rate.instrument = whole.instrument


def handed_over(frames: list[Frame]) -> None:
    """Let a part of bonds come from the government that the text said issued them (甲市分得债券21亿元, 乙机场扩建拿走14亿元)."""
    issuer: list[Mention] = []
    for frame in frames:
        if frame.kind != "flow" or frame.instrument != "bond":
            continue
        own = frame.parties
        desks = [m for m in own["recipient"] if m.kind == "local_government" and (m.name or "").endswith(ISSUERS)]
        if desks and len(desks) == len(own["recipient"]):
            issuer = desks
        elif issuer and own["recipient"] and (_got(frame) or all(_below(m, issuer) for m in own["recipient"])):
            own["provider"] = own["provider"] or list(issuer)


def _below(mention: Mention, issuer: list[Mention]) -> bool:
    """Tell whether the mention is of a place, and not the one whose government issued."""
    return mention.type == "Place" and mention.name not in {m.place for m in issuer}


def of_government(parties: Parties, frames: list[Frame]) -> None:
    """Let a place that raises money by a bond of its government's name be that government (某省政府专项债券)."""
    for frame in frames:
        if frame.kind == "flow" and frame.instrument == "bond":
            named = "".join(m.name or m.text for m in frame.parties["via"])
            frame.parties["recipient"] = [
                parties.government(m) if m.type == "Place" and f"{m.name}政府" in named else m
                for m in frame.parties["recipient"]
            ]


def _got(frame: Frame) -> bool:
    """Tell whether works or bodies are said to have got the sum."""
    got = frame.verb is not None and frame.verb.meaning.role == "get"
    return got and all(m.type in {"Program", "Institution", "Zone"} for m in frame.parties["recipient"])


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


def of_all_parts(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum that the sums before it in its sentence add up to come from all who pay those (甲部2亿元，乙省1亿元，合起来3亿元)."""
    flows = [f for f in frames if f.kind == "flow" and f.money.amount is not None]
    for number, frame in enumerate(flows):
        lead = parties.text[max(frame.clause.sentence.start, frame.money.start - 12) : frame.money.start]
        if not SUMS.search(lead):
            continue
        parts: list[Frame] = []
        for earlier in reversed(flows[:number]):
            if earlier.clause.sentence is not frame.clause.sentence:
                break
            parts.insert(0, earlier)
            if sum(p.money.amount or 0 for p in parts) == frame.money.amount and len(parts) > 1:
                for role in ("provider", "via", "recipient"):
                    union = {m.entity.id: m for p in parts for m in p.parties.get(role, []) if m.entity}
                    frame.parties[role] = list(union.values()) or frame.parties.get(role, [])
                break


def of_parts_behind(frames: list[Frame]) -> None:
    """Let a sum that nobody is said to get go to all who get the sums behind it in its sentence, where these add up to it."""
    flows = [f for f in frames if f.kind == "flow" and f.money.amount is not None]
    for number, frame in enumerate(flows):
        if frame.parties["recipient"] or frame.instrument not in PUBLIC | {"bond"}:
            continue
        behind = [f for f in flows[number + 1 :] if f.clause.sentence is frame.clause.sentence]
        for size in range(2, len(behind) + 1):
            parts = behind[:size]
            if sum(p.money.amount or 0 for p in parts) != frame.money.amount:
                continue
            if all(p.parties["recipient"] and p.instrument == frame.instrument for p in parts):
                union = {m.entity.id: m for p in parts for m in p.parties["recipient"] if m.entity}
                taken = ids_of(frame.parties["provider"] + frame.parties["via"])
                frame.parties["recipient"] = others(union.values(), taken)
            break


def counted_school(parties: Parties, frames: list[Frame]) -> None:
    """Let the one university that an article tells of receive research money of nobody named (全年到账经费2亿元，其中纵向经费1亿元)."""
    schools = {m.entity.id: m for m in reversed(parties.all) if m.entity and is_university(m)}
    first = parties.state.sentences[0]
    told = [m for m in parties.all if is_university(m) and m.start < first.end]
    if len(schools) != 1 and len({m.entity.id for m in told if m.entity}) != 1:
        return
    school = told[0] if told else next(iter(schools.values()))
    for frame in frames:
        if frame.kind != "flow" or frame.instrument != "grant" or frame.status == "rule":
            continue
        own, noun = frame.parties, frame.noun
        research = noun is not None and ("科研" in noun.word or "经费" in noun.word)
        if research and not own["recipient"] and school.entity and school.entity.id not in ids_of(own["provider"]):
            own["recipient"] = [school]


def budget_levels(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum of several budgets come from the finance departments of all the levels named (省、市、县三级财政补助8亿元)."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in PUBLIC:
            continue
        payers = purses_of(parties, frame.clause.start, frame.money.start)
        own = frame.parties["provider"]
        if len(payers) > 1:
            frame.parties["provider"] = payers
        elif sharing := sharing_budgets(parties, own):
            frame.parties["provider"] = sharing + own
            starts = {m.start for m in sharing}  # a place that only stands for its budget gets nothing by that
            frame.parties["recipient"] = [m for m in frame.parties["recipient"] if m.start not in starts]


def sharing_budgets(parties: Parties, payers: list[Mention]) -> list[Mention]:
    """Return the finance departments of the places that share the word for a budget with the first of the payers (甲省、乙市财政)."""
    found: list[Mention] = []
    start = payers[0].start if payers and payers[0].rule == "budget" else 0
    while joins := SHARES_WORD.search(parties.text, max(0, start - 1), start):
        places = parties.within(joins.start() - 20, joins.start(), "Place")
        if not places or places[-1].end != joins.start():
            break
        found.insert(0, parties.government(places[-1], budget=True))
        start = places[-1].start
    return found


def purses_of(parties: Parties, start: int, end: int) -> list[Mention]:
    """Return the finance departments of the levels that the span names together last (省、市、县三级财政)."""
    told = list(LEVELS.finditer(parties.text, start, end))
    return purses_in(parties, told[-1].start(), told[-1].end("levels")) if told else []


def purses_in(parties: Parties, start: int, end: int) -> list[Mention]:
    """Return the finance department of each level of budget in the span, each once."""
    found = [purse_at(parties, level) for level in EACH.finditer(parties.text, start, end)]
    return list({m.entity.id: m for m in found if m is not None and m.entity}.values())


def paired_levels(parties: Parties, frames: list[Frame]) -> None:
    """Let each sum of a list come from the budget that 分别 pairs with it (中央和省级财政分别补助2亿元、1亿元)."""
    flows = [f for f in frames if f.kind == "flow"]
    for number, first in enumerate(flows):
        told = PAIRED.search(parties.text[first.clause.start : first.money.outer_start])
        if first.listed or told is None or first.instrument not in PUBLIC:
            continue
        group = [first, *itertools.takewhile(lambda f: f.listed, flows[number + 1 :])]
        start = first.clause.start + told.start()
        levels = list(EACH.finditer(parties.text, start, first.clause.start + told.end(1)))
        for frame, level in zip(group, levels, strict=False) if len(group) == len(levels) else ():
            payer = purse_at(parties, level)
            frame.parties["provider"] = [payer] if payer is not None else []


def one_promise(frames: list[Frame]) -> None:
    """Let what rules promise come from the one government body that an article names for such promises, where it names none beside them."""
    rules = [f for f in frames if f.kind == "flow" and f.instrument in PUBLIC and f.status == "rule"]
    named = [f.parties["provider"] for f in rules if f.parties["provider"]]
    if len(named) < 2 or len({tuple(ids_of(n)) for n in named}) > 1 or named[0][0].kind not in GOVERNMENTS:
        return
    for frame in rules:
        own = frame.parties
        taken = ids_of(own["via"] + own["recipient"])
        if not own["provider"] and not set(ids_of(named[0])) & set(taken):
            own["provider"] = list(named[0])


def one_purse(parties: Parties, frames: list[Frame]) -> None:
    """Let public money of nobody named come from the one government body that pays most of what the article tells of such money.

    Not where somebody else spends in the sum's clause, nor the state's money from a body of a place.
    """
    flows = [f for f in frames if f.kind == "flow" and f.instrument in PUBLIC and f.status != "rule"]
    paid = Counter(i for f in flows for i in set(ids_of(f.parties["provider"])))
    often = [i for i, n in paid.items() if n >= OFTEN]
    named = [m for f in flows for m in f.parties["provider"] if m.entity and m.entity.id in often]
    if len(often) != 1 or named[0].kind not in GOVERNMENTS:
        return
    for frame in flows:
        own, clause, verb = frame.parties, frame.clause, frame.verb
        taken = ids_of(own["via"] + own["recipient"])
        acts = [m for m in clause.subject if not m.entity or m.entity.id not in {*taken, *often}]
        spends = verb is not None and verb.meaning.role == "give" and not clause.carried and bool(acts)
        got = verb is not None and verb.meaning.role == "get"  # of whom, the story of who got it may say elsewhere
        local = named[0].kind == "local_government"
        above = local and ABOVE.search(parties.text, clause.sentence.start, frame.money.start)
        if not own["provider"] and often[0] not in taken and not (spends or got or above):
            own["provider"] = named[:1]
