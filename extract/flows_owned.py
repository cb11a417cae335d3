"""Who gets money for works that are named with whom they are of: 甲公司的“某技术”、乙大学的“某工艺”摘得一等奖，每项奖励10万元."""

import re
from collections.abc import Iterator

from extract.flows_backed import JOINED
from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

WORK = re.compile(
    "(?:(?:牵头)?(?:承担|申报|实施|完成|主持|研发|负责|牵头|报送|建设|推荐))?的?“[^“”，。；]{2,40}”(?:研究|开发)?(?:项目|课题|技术|成果|产品|平台|工艺)?"
)
GAINS = re.compile(
    "(?:等[\\d一二两三四五六七八九十]+[余多]?[个项]?(?:项目|课题|成果|作品)?)?[^，。；“”]{0,6}?(?:获|得到|摘得|夺得|夺取|捧得|斩获|拿下|领取|入选|列入)"
)
WORKS = ("works", "invested", "told", "local project")  # rules that find what is built
SET_OUT = re.compile("(?:安排|下达|拨付|落实|划拨|预拨|投入|拨给|补助|支持)了?$")
MONEY = re.compile("(?:建设|补助|补贴|专项)?(?:资金|经费|款)?(?:共计|共|合计|约|近|达)?")
UNIT = re.compile("(?:(?:项目|主要|第一)?(?:承担|牵头|申报|实施|依托|主持|完成)单位)(?:为|是|[:：])")
AT_SUM = re.compile("[，：: ]?(?:资助|补助|经费|支持|共|各|分别)*$")  # between a work and its own sum
BEHIND = 24  # characters from the verb's clause to the sum: 摘得一等奖，每项奖励


def owned_works(parties: Parties, frames: list[Frame]) -> None:
    """Let those whose works won a sum get it; the work of a single owner is what it runs through, another's is none."""
    for frame in public_sums(frames):
        owned = owned_before(parties, frame)
        won = winners(parties, frame, owned)
        own, got = frame.parties, frame.parties["recipient"]
        if not won:
            strange = [
                work
                for owner, span in owned
                if got and owner.entity not in [m.entity for m in got]
                for work in parties.within(*span, "Program")
            ]
            own["via"] = others(own["via"], ids_of(strange))  # 甲公司的“某技术”获资助90万元，乙公司得到70万元
            continue
        owners, spans = [owner for owner, _ in won], [span for _, span in won]
        if any(m.end <= owners[0].start or m.start > spans[-1][1] for m in got):
            continue
        inside = [m for span in spans for m in parties.within(*span, "Program")]
        own["recipient"] = owners
        foreign = [work for _, span in owned_in(parties, frame) for work in parties.within(*span, "Program")]
        own["via"] = (inside if len(owners) == 1 else []) + others(own["via"], ids_of(inside + foreign))


def to_works(parties: Parties, frames: list[Frame]) -> None:
    """Let a work get the public money that is set out for it by its name, right behind the verb (安排某加工项目资金420万元)."""
    text = parties.text
    for frame in public_sums(frames):
        named = parties.within(frame.clause.start, frame.money.outer_start, "Program")[-1:]
        work = [m for m in named if m.rule in WORKS and MONEY.fullmatch(text, m.end, frame.money.outer_start)]
        if work and not frame.parties["recipient"] and SET_OUT.search(text, frame.clause.start, work[0].start):
            frame.parties["recipient"] = work
            frame.parties["via"] = others(frame.parties["via"], ids_of(work))


def by_unit(parties: Parties, frames: list[Frame]) -> None:
    """Let a sum that a list sets out for a project go to who is named as its unit (某技术研发，承担单位为甲公司，拟资助1500万元)."""
    for frame in public_sums(frames):
        start = max(frame.clause.sentence.start, parties.text.rfind("；", 0, frame.money.start) + 1)
        told = UNIT.search(parties.text, start, frame.money.start)
        named = parties.within(told.end(), frame.money.start, "Institution")[:1] if told else []
        if named and told and named[0].start == told.end():
            frame.parties["recipient"] = [m for m in parties.listed(named[0]) if m.type == "Institution"]


def public_sums(frames: list[Frame]) -> Iterator[Frame]:
    """Yield the frames of public money with a printed sum."""
    return (f for f in frames if f.kind == "flow" and f.instrument in PUBLIC and f.money.text)


def owned_before(parties: Parties, frame: Frame) -> list[tuple[Mention, tuple[int, int]]]:
    """Return the bodies of the sentence before the sum that a work is told of, each with the span of that."""
    return owned_in(parties, frame, frame.money.start)


def owned_in(parties: Parties, frame: Frame, end: int | None = None) -> list[tuple[Mention, tuple[int, int]]]:
    """Return the bodies of the sum's sentence, or of it up to `end`, that a work is told of, each with the span of that."""
    end = frame.clause.sentence.end if end is None else end
    bodies = parties.within(frame.clause.sentence.start, end, "Institution")
    works = ((m, WORK.match(parties.text, m.end, end)) for m in bodies)
    return [(m, work.span()) for m, work in works if work is not None]


def winners(
    parties: Parties, frame: Frame, owned: list[tuple[Mention, tuple[int, int]]]
) -> list[tuple[Mention, tuple[int, int]]]:
    """Return the last of them that make one list, where it leads to the frame's sum."""
    text, listed = parties.text, owned[-1:]
    for one in reversed(owned[:-1]):
        if JOINED.fullmatch(text, one[1][1], listed[0][0].start) is None:
            break
        listed.insert(0, one)
    if listed and AT_SUM.match(text, listed[-1][1][1], frame.money.outer_start):
        return listed[-1:] if listed[-1][1][1] >= frame.clause.start else []  # 甲公司“某技术”项目80万元
    gains = GAINS.match(text, listed[-1][1][1], frame.money.start) if listed else None
    if gains is None or frame.money.start - gains.end() > BEHIND:
        return []
    return [] if any(gains.end() <= m.start < frame.money.start for m in parties.state.money) else listed
