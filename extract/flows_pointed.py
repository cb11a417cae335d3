"""Parties that a sum's clause only points back to (将为其提供授信), and those whose support it was got with (在某银行支持下)."""

import re

from extract.flows_base import GOVERNMENTS, LENDING, PROJECTS, PUBLIC, ids_of, others
from extract.flows_enrolled import COURSE
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.model import Mention

POINTS = re.compile("(?:[为向对给与帮]|支持)其(?![他它余中实所间次是自一二三])")
PARTED = {"分配", "切块", "下达", "安排", "拨付", "划拨", "分配下达", "切块下达", "支出", "分解下达", "预拨", "下拨"}
MOST = re.compile("[^，。；]{0,10}(?:最多|最高|最大|居首|第一)")  # 甲省分配额度最多，达2亿元
ANSWERS = re.compile("(?:以上|以下|左右)?的?(?:债券|资金|额度|补助)?(?:的?(?:是|有|为)|(?:拨|分|划)?给了?|归)")
ANSWER = 16  # characters behind a sum within which who gets it may begin
LED = re.compile("(?:其中)?(?:对于?|凡是?|针对)(?!此|接|比)")
SUPPORTED = re.compile(
    "(?:在|得益于|受益于|靠着?|有了|借助|依托)[^，。；]{2,30}?(?:等)?(?:[\\d一二两三四五六七八九十]+家银行)?的?"
    "(?:[^，。；、的]{0,6}的?)?(?:支持|帮助|帮扶|扶持|资助|助力)(?:下|，|和)"
)

UNKNOWN_ITEM = re.compile(
    "[）)]?[、；，](?!其中|另|其余|剩余|每)[一-鿿]{3,14}(?:村|社区|厂|店|合作社|公司|所|院|中心)[（(：:]?"
)
PASSED = re.compile("(?:通过)?了?.?")  # between a verb of lending and the work that it is for
# a name in other letters, or a quoted one, that money is led to
FOREIGN = re.compile(r"[向给]\s*[^，。；一-鿿]{0,6}[A-Za-z“][^，。；]{0,24}$")
SOMEBODY = re.compile(
    "(?:向|为|给|支持|帮助)[^，。；、]{0,10}某[^，。；、]{0,14}?(?:企业|公司|集团|厂|社|户|店|客户|项目|单位|园)"
)
THAT_ONE = re.compile("(?:该|此|这家|那家|这户|这一)$")


def nobody(parties: Parties, mention: Mention) -> bool:
    """Tell whether the text points to one firm that it does not name (某公司…，向该企业发放): nobody known gets the money."""
    before = parties.text[max(0, mention.start - 3) : mention.start]
    return mention.text in parties.words.bare_classes and THAT_ONE.search(before) is not None


def somebody(parties: Parties, frame: Frame) -> bool:
    """Tell whether the sum's clause gives it to one whom it does not name (向某模具企业发放贷款): nobody named elsewhere gets it."""
    match = SOMEBODY.search(parties.text, frame.clause.start, frame.clause.end)
    verb = frame.verb
    if match is None and verb is not None and frame.clause.start < verb.start < frame.money.start:
        match = FOREIGN.search(parties.text, frame.clause.start, verb.start)  # 向 Foo Bar Ltd. 发放贷款
        match = None if match is None or parties.within(match.start(), verb.start) else match
    return match is not None and not any(m.start >= match.start() for m in frame.parties["recipient"])


def apart(parties: Parties, frame: Frame, last: Frame) -> bool:
    """Tell whether the sum is that of a body nobody knows, the next of a list (甲镇3万元、某村2万元); who got the last one does not get it."""
    if UNKNOWN_ITEM.fullmatch(parties.text, last.money.outer_end, frame.money.outer_start) is None:
        return False
    own = frame.parties
    own["recipient"] = [m for m in own["recipient"] if m.start > last.money.start]
    frame.stranger = True
    return True


def pointed(parties: Parties, frame: Frame) -> None:
    """Fill an empty recipient or payer by what such words point to.

    其 is who else the clauses before it speak of than the one who gives, the last of them that is no giver where there are several;
    who supports is a payer only where the clause says that somebody got money.
    """
    own = frame.parties
    works = [m for m in own["provider"] if m.type == "Program" and m.text.endswith(PROJECTS)]
    own["provider"] = [m for m in own["provider"] if m not in works]  # 该项目审批金额3亿元
    works = [
        m for m in works if not (own["recipient"] and COURSE.match(parties.text, m.end))
    ]  # 甲工程实施以来，向乙发放补贴
    meant = works or _behind_verb(parties, frame)
    if not meant and not own["recipient"] and own["provider"] and frame.instrument in {"loan", "credit_line"}:
        meant = _works_ahead(parties, frame)
    own["recipient"] = (
        meant or own["recipient"] or _led(parties, frame) or _his(parties, frame) or _named_behind(parties, frame)
    )
    own["via"] = others(own["via"], ids_of(meant))
    if not own["provider"] and frame.instrument in LENDING | PUBLIC and frame.verb and frame.verb.meaning.role == "get":
        own["provider"] = _supporting(parties, frame)


def paid_in_all(frame: Frame, base: Frame) -> bool:
    """Tell whether the item of a list is one of those who paid the whole that the list began with (甲、乙投资3亿元，其中甲2亿元).

    A budget is, where the whole has somebody who gets it (向担保公司拨付1亿元，其中中央财政8000万元).
    """
    item = frame.item
    if (
        item is not None
        and item.rule.startswith("budget")
        and base.parties.get("recipient")
        and frame.instrument in PUBLIC
    ):
        return True
    while base.base is not None:
        base = base.base
    payers = base.parties.get("provider", [])
    return frame.item is not None and len(payers) > 1 and any(m.entity is frame.item.entity for m in payers)


def parted(parties: Parties, frames: list[Frame]) -> None:
    """Let places that stand right before their sums in a clause without a verb receive what was said to be parted (资金分配上，甲市1亿元)."""
    for frame in frames:
        own, verb = frame.parties, frame.verb
        if frame.kind != "flow" or frame.instrument not in PUBLIC or verb is None or own["recipient"]:
            continue
        places = own["provider"]
        if not places or any(m.type != "Place" for m in places):
            continue
        before = verb.end <= frame.clause.start and verb.word in PARTED
        own_sums = before and all(m.start >= frame.clause.start for m in places)
        most = verb.word in PARTED and MOST.match(parties.text, places[-1].end)
        if own_sums or (most and places[-1].end <= frame.money.start):
            own["provider"], own["recipient"] = [], places


def answered(parties: Parties, frames: list[Frame]) -> None:
    """Let each sum of a list that names who gets it right behind it go there (3亿元的是甲省，4亿元的是乙省), not to who stands before it."""
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in PUBLIC | {"bond", "other"} or frame.status == "rule":
            continue
        near = parties.within(frame.money.end, frame.money.end + ANSWER, "Place", "Zone")[:1]
        if not near or ANSWERS.fullmatch(parties.text, frame.money.outer_end, near[0].start) is None:
            continue
        found = [m for m in parties.listed(near[0]) if m.type == near[0].type]
        if parties.text[found[-1].end : found[-1].end + 1] in set("，。；等"):
            frame.parties["recipient"] = found
            frame.parties["provider"] = others(frame.parties["provider"], ids_of(found))


def _behind_verb(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the project that stands between the verb of lending and its noun (审批该项目贷款2亿元)."""
    verb, noun = frame.verb, frame.noun
    if frame.instrument not in {"loan", "credit_line"} or verb is None or noun is None:
        return []
    near = parties.within(verb.end, noun.end + 1, "Program")
    return [m for m in near if m.text.endswith(PROJECTS) and PASSED.fullmatch(parties.text, verb.end, m.start)][:1]


def _works_ahead(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the project that the rest of the sentence says the money is for (获批贷款4亿元，用于支持某项目)."""
    clauses = frame.clause.sentence.clauses[frame.clause.index : frame.clause.index + 3]
    ahead = parties.within(frame.money.end, clauses[-1].end)
    sums = [m.start for m in parties.state.money if m.start > frame.money.start]
    found = parties.marked(ahead, parties.words.recipient, frame.money.end, frame.money.end)
    return [
        m for m in found if m.type == "Program" and m.text.endswith(PROJECTS) and not any(at < m.start for at in sums)
    ]


def _led(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the class that the clause before is about, where public money goes to it (对落户的企业，某区给予房租补贴)."""
    clause = frame.clause
    if frame.instrument not in PUBLIC or clause.index == 0 or (frame.verb and frame.verb.meaning.role != "give"):
        return []
    before = clause.sentence.clauses[clause.index - 1]
    if LED.match(parties.text, before.start) is None:
        return []
    return [m for m in parties.within(before.start, before.end, "Category") if before.end - m.end <= 1][-1:]


def _named_behind(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the places or bodies that the rest of the sentence, up to the next sum, names as those who get it (5亿元，涉及甲省、乙省)."""
    if frame.instrument not in PUBLIC | {"bond", "other"} or frame.status == "rule":
        return []
    words, text, sentence = parties.words, parties.text, frame.clause.sentence
    sums = [m.start for m in parties.state.money if frame.money.end <= m.start < sentence.end]
    named = parties.within(frame.money.end, min([sentence.end, *sums]), "Place", "Zone", "Institution")
    if not named or named[0] in frame.parties["provider"] or parties.gives(named[0]):
        return []
    found = [m for m in parties.listed(named[0]) if m.type == named[0].type]
    end = found[-1].end
    lead = text[max(frame.money.end, named[0].start - 24) : named[0].start] or "，"
    ends = text[end : end + 1] in set("，。；")
    bracketed = lead[-1] in "（(" and text[end : end + 1] in {"）", ")"}
    parted = not bracketed and any(0 <= at - end <= 4 for at in sums)  # 其中包括甲省2亿元: a part
    owned = ends and (lead[-1] in "：:" or lead.endswith("的"))  # 分到4亿元的甲省、乙省，…
    tried = words.tried_in.search(lead) and words.tries.match(text, end)
    told = bracketed or owned or tried or words.named_behind.search(lead) or words.among_them.match(text, end)
    return others(found, ids_of(m for ms in frame.parties.values() for m in ms)) if told and not parted else []


def _his(parties: Parties, frame: Frame) -> list[Mention]:
    """Return who 其 stands for in the clause of the money."""
    clause, text = frame.clause, parties.text
    point = POINTS.search(text, clause.start, clause.end)
    if point is None or not frame.parties["provider"] or (frame.verb and frame.verb.meaning.role != "give"):
        return []
    payers = ids_of(frame.parties["provider"])
    for said in clause.sentence.clauses[: clause.index + 1][::-1]:
        end = min(said.end, point.start())
        named = others(parties.within(said.start, end, "Institution", "Category", "Program", "Zone"), payers)
        named = [m for m in named if m.start >= said.start and m not in frame.parties["via"]]
        plain = [m for m in named if not parties.gives(m)]
        if plain:
            return parties.listed(plain[-1])
        if any(m.kind in ("local_government", "central_government") for m in named):
            return []  # 与某厅签约，为其…: for whom is not clear
    return []


def _supporting(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the banks, or the public bodies for public money, that the sentence says stood behind what was got."""
    sentence, text = frame.clause.sentence, parties.text
    match = SUPPORTED.search(text, sentence.start, frame.money.start)
    if match is None:
        return []
    kinds = GOVERNMENTS if frame.instrument in PUBLIC else {"bank", "financial"}
    named = [m for m in parties.within(match.start(), match.end(), "Institution") if m.kind in kinds]
    return others(named, ids_of(frame.parties["recipient"] + frame.parties["via"]))
