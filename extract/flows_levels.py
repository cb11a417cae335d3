"""Money that is named by its level of budget: 中央补助资金 comes from the finance ministry, through whom it is handed on."""

import re
from collections.abc import Iterable

from extract.flows_base import GOVERNMENTS, PUBLIC, ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Entity, Mention
from extract.names_units import finance_department

LEVEL = re.compile(
    r"(?:(?<!的)|(?<=[到取得付达排助]的))(?:(?P<country>中央|国拨|国家(?=(?:财政)?(?:补助|补贴|贴息|拨款|奖补|拨付|下拨|安排|专项(?:资金|经费|补助))|补助)|国债(?=贴息))|(?P<province>省级|省本级|自治区级|自治区本级)|(?P<city>市级|市本级|州级)|(?P<county>县级|区级)(?!基本财力))"
)
BESIDE = re.compile("(?:财政)?(?:和|及|与|、)(?:(?P<province>省级?|自治区级?)|(?P<city>市级))")  # 中央和省级资金
TOLD = re.compile(
    "(?:获得?|得到|争取到?|拿到|享受|取得)了?(?:(?P<country>中央)|(?P<province>省级|自治区级)|(?P<city>市级|州级)|(?P<county>县级|区级))(?=[^，。；]{0,6}(?:资金|补助|经费|支持|奖补))"
)
SUMS_ONLY = {"金额", "总额", "资金", "额度", "款项", "资金总额"}
SUM = re.compile(r"(?:财政)?[^，。；、：\d“”]{0,12}$")
SORTS = {"Category", "Institution", "Zone", "Program", "Policy"}  # in their names a level only says what they are
HANDED_ON = re.compile("下达|拨付|下拨|分配|划拨|核拨|转拨|拨给|发放|分解")
RULE = "level of budget"
DESKS = ("财政厅", "财政局", "财政部")


def desks_among(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the finance departments among those mentioned."""
    return [m for m in mentions if (m.name or m.text).endswith(DESKS)]


def by_level(parties: Parties, frames: list[Frame]) -> None:
    """Let public money come from the level that its own name says; the finance department that hands it on is what it runs through.

    The parts of such a total come from where the total does.
    """
    for frame in frames:
        vague = frame.noun is not None and (frame.instrument == "other" or matches(frame))
        if frame.status == "rule" or frame.kind != "flow" or not (vague or frame.instrument in PUBLIC):
            continue
        level = level_of(parties, frame)
        if vague and level is None:
            continue
        frame.instrument = "grant" if vague else frame.instrument  # 中央水利资金累计达480亿元
        payer = purse_at(parties, level) if level else None
        if payer is not None and level is not None and by_desk(parties, frame, level):
            continue
        if payer is None and frame.total is not None and level is None:
            paid = frame.total.parties["provider"]
            payer = paid[0] if paid and paid[0].rule == RULE else None
        if payer is not None:
            pay(frame, payer)
            beside = BESIDE.match(parties.text, level.end()) if level and payer.name == "财政部" else None
            second = purse_at(parties, beside) if beside else None
            if beside and second is None:  # a place that the article does not settle: its desk is named
                second = next(iter(desks_among(frame.parties["via"])), None)
            if second is not None and payer in frame.parties["provider"]:
                frame.parties["provider"] = [payer, second]
                frame.parties["via"] = [m for m in frame.parties["via"] if m.entity is not second.entity]


def by_desk(parties: Parties, frame: Frame, level: re.Match[str]) -> bool:
    """Tell whether the level only begins the name of a fund of the state's that bodies of a place hand down: they pay by it (甲省财政厅下达中央水污染防治资金)."""
    before = frame.parties["provider"]
    if level.lastgroup != "country" or frame.verb is None or frame.verb.meaning.role != "give":
        return False
    if not HANDED_ON.search(frame.verb.word) and parties.text.startswith("财政", level.end()):
        return False  # 某县安排中央财政某资金2亿元: the budget's own
    named = any(
        m.type == "Fund" and (m.start <= level.start() < m.end or m.start == level.end()) for m in frame.parties["via"]
    )
    return named and bool(before) and all(m.kind == "local_government" and not m.implied for m in before)


def matches(frame: Frame) -> bool:
    """Tell whether a level adds the sum to public money of a total as its own part (补助5亿元，其中县级配套资金1亿元)."""
    noun, total = frame.noun, frame.total
    matching = noun is not None and noun.word.startswith("配套") and frame.instrument == "investment"
    return matching and total is not None and total.instrument in PUBLIC


def pay(frame: Frame, payer: Mention) -> None:
    """Put the finance department in as the payer of the sum, and one below it that hands the money on as what it runs through."""
    own = frame.parties
    if payer.entity is None or payer.entity.id in ids_of(own["recipient"]):
        return
    before = [m for m in own["provider"] if m.entity is not payer.entity]
    if len(before) < len(own["provider"]):  # it is among those who pay
        if before and len(desks_among(before)) == len(before) and all(m.start < frame.clause.start for m in before):
            own["provider"] = [payer]  # 中央和省级资金5亿元，其中中央资金3亿元
        return
    place = payer.entity.place
    own_level = [m for m in before if m.kind == "local_government" and m.entity and m.entity.place == place]
    if place and own_level and len(own_level) == len(before):
        return  # 省科技厅安排省级资金: a department of that level hands it out itself
    if payer.text == "国拨" and any(m.kind in GOVERNMENTS for m in before):
        return  # the state's money, by the ministry that the text names
    if payer.name == "财政部" and before and all(m.kind == "central_government" for m in before):
        return  # 某部安排中央预算内投资: the ministry that hands the state's money out itself
    verb = frame.verb.word if frame.verb else ""
    desks = desks_among(before)
    own["provider"] = [payer]
    if HANDED_ON.search(verb) and desks and payer.name == "财政部":
        own["via"] = own["via"] + [m for m in desks if m not in own["via"]]


def level_of(parties: Parties, frame: Frame) -> re.Match[str] | None:
    """Return the level in the noun phrase that names the sum: 省级资金2亿元, 2亿元中央补助."""
    floor = max((m.outer_end for m in parties.state.money if m.end <= frame.money.start), default=0)
    start = max(floor, frame.clause.start, frame.money.start - 24)
    found = [
        m
        for m in LEVEL.finditer(parties.text, start, frame.money.start)
        if SUM.match(parties.text[m.end() : frame.money.outer_start])
    ]
    if not found and frame.noun and frame.noun.start >= frame.money.end:
        found = list(LEVEL.finditer(parties.text, frame.money.end, frame.noun.start))
    if (
        not found and frame.noun and frame.noun.word in SUMS_ONLY and frame.clause.index
    ):  # 得到中央财政资金支持，金额为…
        before = frame.clause.sentence.clauses[frame.clause.index - 1]
        said = list(TOLD.finditer(parties.text, before.start, before.end))
        return said[-1] if said else None
    level = found[-1] if found else None
    if len(found) > 1 and found[-2].lastgroup == "country" and BESIDE.match(parties.text, found[-2].end()):
        level = found[-2]
    if level is not None and frame.noun is None and parties.text[level.end() : frame.money.outer_start] == "的":
        return level  # 省级的7200万元
    if level is None or frame.noun is None or (frame.noun.end > level.start() and frame.noun.start < level.start()):
        return None
    named = parties.state.mentions_in(max(0, level.start() - 30), level.end() + 30)
    inside = any(m.start <= level.start() and level.end() <= m.end for m in named if m.type in SORTS and not m.implied)
    return None if inside else level


def nearest(parties: Parties, level: re.Match[str], rank: str) -> str | None:
    """Return the one place of a rank that the paragraph of a level word names up to it, None where it names none or several."""
    sentence = parties.state.sentence_at(level.start())
    if sentence is None:
        return None
    start = parties.state.paragraph_start(sentence)
    found = {m.name for m in parties.state.mentions_in(start, level.start(), "Place") if m.kind == rank and m.name}
    return found.pop() if len(found) == 1 else None


def purse_at(parties: Parties, level: re.Match[str]) -> Mention | None:
    """Return the finance department of the level as a mention; None where the article does not settle its place."""
    state = parties.state
    rank = str(level.lastgroup)
    if rank == "country":
        place, name, kind = None, "财政部", "central_government"
    else:
        several = rank == "county" and len({m.name for m in state.mentions if m.kind == rank and m.type == "Place"}) > 2
        place = (None if several else state.levels.get(rank)) or nearest(parties, level, rank)
        if place is None:
            return None
        name = finance_department(place, rank == "province")
        kind = "local_government"
    body = next((e for e in state.entities if e.type == "Institution" and e.name == name), None)
    if body is None:
        body = Entity(f"Institution:{name}", name, "Institution", kind, place=place)
        state.entities.append(body)
    start, end = level.span()
    acting = Mention(start, end, state.text[start:end], "Institution", kind, name, RULE, implied=True, entity=body)
    if not any((m.start, m.end) == (start, end) for m in body.mentions):
        body.mentions.append(acting)
    return acting
