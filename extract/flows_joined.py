"""Lists of who gets money: classes that each have a description of their own (取得认证的…企业，以及…的企业), bodies named of a class."""

import re

from extract.flows_base import ids_of
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

JOIN = r"(?:，?(?:以及|及(?![时其格])|或者?|和(?!平|谐))|、)"
BEHIND = re.compile(rf"{JOIN}[^，。；、“”\n]{{2,44}}?的$")
OF_THEM = re.compile(
    r"等(?:在内的|共)?(?:\d+余?|[多数几]|数十|十几|[两二三四五六七八九十]+)[家个户名位所]$"
)  # 甲、乙 + 等6家
DESCRIBES = re.compile("(?:[^，。；、的]{1,16})的")  # behind the class that stands in the description of another
INNER = 20  # characters in which that ends
LED_BY = re.compile(r"[\s（）\d一二三四五六七八九十.、]*对(?!于?此)")
END = re.compile("(?:（[^（）]{1,16}）)?的?[，,]")
BY = re.compile("(?:根据|按照?|依据|视|参照|结合)[^，。；]{0,12}$")
REACH = 52  # characters between two classes that are joined so
LONGEST = 6  # members of such a list


def joined(parties: Parties, frame: Frame) -> None:
    """Let what goes to one class of such a list go to the others too, those before it and those before the sum behind it."""
    got = frame.parties.get("recipient", [])
    if not got or any(m.type != "Category" for m in got):
        return
    taken = ids_of([*frame.parties.get("provider", []), *frame.parties.get("via", [])])
    low = frame.clause.sentence.start
    found = list(got)
    while (before := _before(parties, found[0], low)) and len(found) < LONGEST:
        found = [*(m for m in before if m not in found), *found]
    high = frame.money.start
    while (behind := _behind(parties, found[-1], high)) and len(found) < LONGEST:
        found = [*found, *(m for m in behind if m not in found)]
    added = [m for m in found if m in got or not set(ids_of([m])) & set(taken)]
    frame.parties["recipient"] = added


def whole(parties: Parties, frame: Frame) -> None:
    """Let the class get the money that another one only describes (吸纳失业人员的车间可获得20万元: no 失业人员 gets it)."""
    got = frame.parties.get("recipient", [])
    if not got or any(m.type != "Category" for m in got):
        return
    last = got[-1]
    outer = [
        m
        for m in parties.within(last.end, min(last.end + INNER, frame.money.start), "Category")
        if DESCRIBES.fullmatch(parties.text, last.end, m.start) and not parties.gives(m)
    ]
    free = outer[:1] and not set(ids_of(outer[:1])) & set(ids_of(frame.parties.get("provider", [])))
    if free:
        frame.parties["recipient"] = parties.listed(outer[0])


def headed(parties: Parties, frame: Frame) -> None:
    """Let a promise go to the class that a clause led by 对 ends in, where only what it is reckoned by names one (对规上企业，根据企业产值给予奖励)."""
    got, sentence = frame.parties.get("recipient", []), frame.clause.sentence
    low = max(sentence.start, parties.text.rfind("；", sentence.start, frame.money.start) + 1)
    if any(m.text not in parties.words.bare_classes or not _reckons(parties, m, low) for m in got):
        return
    for clause in reversed(sentence.clauses[: frame.clause.index + 1]):
        if clause.start < low or not LED_BY.match(parties.text, clause.start):
            continue
        classes = parties.within(clause.start, clause.end, "Category")
        if classes and END.match(parties.text, classes[-1].end) and classes[-1] not in got:
            frame.parties["recipient"] = parties.listed(classes[-1])
        return


def _reckons(parties: Parties, mention: Mention, low: int) -> bool:
    """Tell whether the mention stands in words that only say by what a sum is reckoned."""
    return BY.search(parties.text, low, mention.start) is not None


def with_named(parties: Parties, frame: Frame) -> None:
    """Let the bodies that are named of a class that got money get it: those that are only counted add nobody (甲公司等6家企业)."""
    got = frame.parties.get("recipient", [])
    if frame.status == "rule" or len(got) != 1 or got[0].type != "Category":
        return
    counted = OF_THEM.search(parties.text, max(0, got[0].start - 12), got[0].start)
    last = parties.state.ending_at(counted.start(), "Institution", within=40) if counted else None
    if last is None or parties.gives(last):
        return
    named = parties.listed(last)
    if not set(ids_of(named)) & set(ids_of(frame.parties.get("provider", []))):
        frame.parties["recipient"] = named


def _before(parties: Parties, first: Mention, low: int) -> list[Mention]:
    """Return the list of classes that ends where the description of the class is joined to it."""
    start = max(low, first.start - REACH)
    for named in reversed(parties.within(start, first.start, "Category")):
        if BEHIND.fullmatch(parties.text, named.end, first.start):
            return parties.listed(named)
    return []


def _behind(parties: Parties, last: Mention, high: int) -> list[Mention]:
    """Return the list of classes whose description is joined to the class."""
    for named in parties.within(last.end, min(high, last.end + REACH), "Category"):
        if BEHIND.fullmatch(parties.text, last.end, named.start):
            return parties.listed(named)
    return []
