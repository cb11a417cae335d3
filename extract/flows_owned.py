"""Who gets money for works that are named with whom they are of: 甲公司的“某技术”、乙大学的“某工艺”摘得一等奖，每项奖励10万元."""

import re

from extract.flows_base import PUBLIC
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

WORK = re.compile("的?“[^“”，。；]{2,40}”(?:研究|开发)?(?:项目|课题|技术|成果|产品|平台|工艺)?")
JOINS = re.compile("(?:、|和|及|以及|与)")
GAINS = re.compile(
    "(?:等[\\d一二两三四五六七八九十]+[余多]?[个项]?(?:项目|课题|成果|作品)?)?[^，。；“”]{0,6}?(?:获|得到|摘得|夺得|夺取|捧得|斩获|拿下|领取|入选|列入)"
)
WORKS = ("works", "invested", "told", "local project")  # rules that find what is built
SET_OUT = re.compile("(?:安排|下达|拨付|落实|划拨|预拨|投入|拨给|补助|支持)了?$")
MONEY = re.compile("(?:建设|补助|补贴|专项)?(?:资金|经费|款)?(?:共计|共|合计|约|近|达)?")
UNIT = re.compile("(?:(?:项目|主要|第一)?(?:承担|牵头|申报|实施|依托|主持|完成)单位)(?:为|是|[:：])")
BEHIND = 24  # characters from the verb's clause to the sum: 摘得一等奖，每项奖励


def owned_works(parties: Parties, frames: list[Frame]) -> None:
    """Let those whose works won a sum get it; the work of a single owner is what it runs through."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in PUBLIC or not frame.money.text:
            continue
        owners, works = winners(parties, frame)
        got = frame.parties["recipient"]
        if not owners:
            others_work(parties, frame)
            continue
        if any(m.end <= owners[0].start or m.start > works[-1][1] for m in got):
            continue
        frame.parties["recipient"] = owners
        inside = [m for start, end in works for m in parties.within(start, end, "Program")]
        taken = {id(m.entity) for m in inside}
        frame.parties["via"] = [m for m in frame.parties["via"] if id(m.entity) not in taken]
        if len(owners) == 1:
            frame.parties["via"] = inside + frame.parties["via"]


def to_works(parties: Parties, frames: list[Frame]) -> None:
    """Let a work get the public money that is set out for it by its name, right behind the verb (安排某加工项目资金420万元)."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in PUBLIC or frame.parties["recipient"] or not frame.money.text:
            continue
        work = parties.within(frame.clause.start, frame.money.outer_start, "Program")[-1:]
        if (
            not work
            or work[0].rule not in WORKS
            or MONEY.fullmatch(parties.text, work[0].end, frame.money.outer_start) is None
        ):
            continue
        if SET_OUT.search(parties.text, frame.clause.start, work[0].start) is None:
            continue
        frame.parties["recipient"] = work
        frame.parties["via"] = [m for m in frame.parties["via"] if m.entity is not work[0].entity]


def by_unit(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum that a list sets out for a project go to who is named as its unit (某技术研发，承担单位为甲公司，拟资助1500万元)."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in PUBLIC or not frame.money.text:
            continue
        start = max(frame.clause.sentence.start, parties.text.rfind("；", 0, frame.money.start) + 1)
        told = list(UNIT.finditer(parties.text, start, frame.money.start))
        named = parties.within(told[0].end(), frame.money.start, "Institution")[:1] if told else []
        if named and named[0].start == told[0].end():
            frame.parties["recipient"] = [m for m in parties.listed(named[0]) if m.type == "Institution"]


def others_work(parties: Parties, frame: Frame) -> None:
    """Let no money run through the work of one who does not get it (甲公司的“某技术”获资助90万元，乙公司得到70万元)."""
    getting = {id(m.entity) for m in frame.parties["recipient"]}
    if not getting:
        return
    sentence = frame.clause.sentence
    bodies = parties.within(sentence.start, frame.money.start, "Institution")
    named = [(m, work) for m in bodies if (work := WORK.match(parties.text, m.end, frame.money.start)) is not None]
    strange = {
        id(work.entity)
        for owner, span in named
        if id(owner.entity) not in getting
        for work in parties.within(*span.span(), "Program")
    }
    frame.parties["via"] = [m for m in frame.parties["via"] if id(m.entity) not in strange]


def winners(parties: Parties, frame: Frame) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Return the owners and the spans of their works where a list of these leads to the frame's sum."""
    text, start = parties.text, frame.clause.sentence.start
    owners: list[Mention] = []
    works: list[tuple[int, int]] = []
    for mention in parties.within(start, frame.money.start, "Institution"):
        work = WORK.match(text, mention.end, frame.money.start)
        if work is None:
            continue
        if works and JOINS.fullmatch(text, works[-1][1], mention.start) is None:
            owners, works = [], []
        owners.append(mention)
        works.append(work.span())
    if not works:
        return [], []
    gains = GAINS.match(text, works[-1][1], frame.money.start)
    if gains is None or frame.money.start - gains.end() > BEHIND:
        return [], []
    if any(gains.end() <= m.start < frame.money.start for m in parties.state.money):
        return [], []
    return owners, works
