"""How public money told before is parted: 从地区看，甲市12项，资金2亿元；乙市6项，1亿元, or 甲市2亿元，乙市1亿元，排在前两位."""

import re
from collections import Counter

from extract.flows_base import PUBLIC
from extract.flows_cues import SILENT, Cues
from extract.flows_frame import ITEMS, Frame, without_sum
from extract.flows_patterns import BREAKDOWN
from extract.model import Mention, State

PARTED = PUBLIC | {"bond", "compensation", "tax_relief"}  # money whose total a later sentence may part
APART = 2  # paragraphs over which a sentence that opens with 从…看 goes back to a total
LISTED = 2  # items at least in a sentence that no such words open
COUNT = r"[\d,.]+余?(?:项|个|家|笔|户|单|名|人)"
# between who or what gets a part and its sum
GAP = re.compile(
    r"[”》]?(?:等?\d*个?(?:省|市|县|区|州))?(?:各|均|合计|共)*(?:有)?(?:获批|获得|获|得到|分得|立项|项目)?"
    rf"(?:{COUNT})?(?:（[^（）]{{1,12}}）)?[、，和]?(?:合计|共|获批|获得|获|得到|拿到|分得|涉及|安排)*"
    r"(?:资助|补助|直接|立项|支持|奖补|财政|中央|省级|市级|上级|国家|预算内|专项|总)*(?:经费|费用|金额|资金|款项)?(?:总额|合计|共计|共|为|是|达到?|各|约|近|超过?|逾|：| )*"
)
COUNT_END = re.compile(rf"{COUNT}[，、]$")
OWN = frozenset(["资金", "经费", "金额", "款项", "直接费用", "直接经费", "资助经费", "总经费", "补助资金", "额度"])


MARK = re.compile(r"[ \t]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[☑●◆■▲△○◎•·✓*①-⑳-])?\s*")
NAMED = 36  # characters of a line that name who or what gets its sum
# a line of a list before its sum, and behind it: 甲县（某河）1850万元；, 甲公司——860万元！, 优秀（每家40万元）：甲园、乙中心。
ROW = re.compile(
    r"[ \t]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[☑●◆■▲△○◎•·✓*①-⑳-])?\s*"
    r"[^，。；：:！？\d（(—]{2,30}?(?:[（(][^（）()]{1,16}[）)])?\s*(?:[，,：:—-]{1,2}|[（(](?:每[家个户项]|各)?)?\s*[约共计为]*"
)
ROW_END = re.compile(r"\s*[）)]?(?:[；;。！!，,、]?\s*|[：:][^。；\d]{4,120}(?:等?\d+[家个户项])?[。；;]?\s*)")
TIER = re.compile("[）)][：:]")
TO_BE = re.compile("拟|公示|(?<!现)将")


def list_lines(state: State, frames: list[Frame], cues: Cues) -> list[Frame]:
    """Make the sums of lines that only name who or what gets them parts of the money told before the list (下达9150万元，具体如下：).

    Return the frames of money that only the words over a list name, without its sum (补助资金分配如下：): the lines are parts of that.
    """
    spans: dict[int, tuple[int, int]] = {}
    for said in state.sentences:
        start, end = spans.get(said.paragraph, (said.start, said.end))
        spans[said.paragraph] = (min(start, said.start), max(end, said.end))
    text, total, listed, seen = state.folded, None, -1, -1
    rows, named = _rows(state, frames, spans), []
    for frame in frames:
        own = frame.clause.sentence.paragraph
        first, seen = own != seen, own
        if total is not None and state.other_items(total.money.start, frame.money.start):
            total = None
        line = max(spans[own][0], text.rfind("\n", spans[own][0], frame.money.outer_start) + 1)
        words = [c.start for c in (frame.verb, frame.noun) if c]
        opens = own in rows and first and frame.kind == "flow" and bool(words) and max(words) < line
        row = own in rows and (frame.reason == SILENT or opens)
        before = max((p for p in spans if p < own), default=-1)
        if row and not frame.clause.sentence.heading and (total is None or before != listed):
            over = (spans[own][0], line) if line > spans[own][0] else spans.get(before)
            announced = _announced(state, over, cues, None if opens else total)
            named += [announced] if announced is not None else []
            total = announced or total
            row = row and not (opens and announced is None)
        if first and total is not None and (frame.reason == SILENT or row) and not frame.clause.sentence.heading:
            lead = text[spans[own][0] : frame.money.outer_start]
            mark = MARK.match(lead)
            name = lead[mark.end() if mark else 0 :].strip(" ，,：:—-")
            told = text[slice(*spans[before])].rstrip() if before >= 0 else ""
            opened = told.endswith(("：", ":")) or "如下" in told[-8:] or before == listed
            begun = mark is not None and mark[0].strip() and before == total.clause.sentence.paragraph
            if (row or (2 <= len(name) <= NAMED and "。" not in name)) and (opened or begun or row):
                item = _item(state, frame) or (_behind(state, frame) if row else None)
                _part([frame], [item], total)
                listed = own
                continue
        said = frame.clause.sentence
        announces = text[said.start : said.end].rstrip().endswith(("：", ":"))
        if frame.kind == "flow" and not frame.part and (announces or not said.heading):
            again = own in rows and total is not None and total.clause.sentence is said  # the first line of the list
            total = total if again else (frame if frame.instrument in PARTED else None)
    return named


def _rows(state: State, frames: list[Frame], spans: dict[int, tuple[int, int]]) -> set[int]:
    """Return the paragraphs of runs of lines that each give one sum to who or what they name, and say nothing else."""
    sums = Counter(f.clause.sentence.paragraph for f in frames)
    found = set()
    for frame in frames:
        own = frame.clause.sentence.paragraph
        line = state.folded[slice(*spans[own])]
        at = frame.money.outer_start - spans[own][0]
        start = line.rfind("\n", 0, at) + 1  # below the words that announce the list, where they end with a colon
        if start or sums[own] == 1:
            line, at = line[start:], at - start
        else:
            continue
        lead, tail = line[:at], line[frame.money.outer_end - frame.money.outer_start + at :]
        if not (ROW.fullmatch(lead) and ROW_END.fullmatch(tail)):
            continue
        name_end = frame.money.outer_start
        if state.mentions_in(name_end - at, frame.money.outer_end + len(tail), *ITEMS):
            found.add(own)
    return {p for p in found if p - 1 in found or p + 1 in found}


def _behind(state: State, frame: Frame) -> Mention | None:
    """Return the first of those whom a line names behind the colon after its sum (优秀（每家40万元）：甲园、乙中心)."""
    tail = TIER.match(state.folded, frame.money.outer_end)
    near = state.mentions_in(tail.end(), frame.clause.sentence.end, *ITEMS) if tail else []
    return near[0] if near and tail and near[0].start - tail.end() <= 1 else None


def _announced(state: State, span: tuple[int, int] | None, cues: Cues, total: Frame | None) -> Frame | None:
    """Return the money that the paragraph over a list names without a sum, None where a flow with its sum was told there."""
    if span is None or any(span[0] <= m.start < span[1] for m in state.money):
        return None
    nouns = [c for c in cues.within(*span) if c.meaning.noun in PUBLIC]
    clause = state.clause_at(nouns[-1].start) if nouns else None
    if clause is None or (total is not None and total.clause.sentence.paragraph == clause.sentence.paragraph):
        return None
    frame = Frame(without_sum(nouns[-1].end), clause, noun=nouns[-1])
    frame.instrument, frame.rule = nouns[-1].meaning.noun or "grant", "named over a list"
    frame.status = "planned" if TO_BE.search(state.folded, *span) else "actual"
    return frame


def break_down(state: State, frames: list[Frame]) -> None:
    """Make the sums of such a sentence parts of the public money told last before it; frames are in text order."""
    total: Frame | None = None
    number = 0
    while number < len(frames):
        sentence = frames[number].clause.sentence
        group = [f for f in frames[number : number + 60] if f.clause.sentence is sentence]
        number += len(group)
        if total is not None and state.other_items(total.money.start, group[0].money.start):
            total = None
        opened = BREAKDOWN.match(state.folded[sentence.start : sentence.end].lstrip())
        if total is not None and not sentence.heading and _near(total, group[0], opened is not None):
            parts = [f for f in group if _bare(f)]
            items = [_item(state, f) for f in parts]
            listed = len(parts) == len(group) and sum(i is not None for i in items) == len(items) >= LISTED
            own = state.folded.find("其中", sentence.start + 2, group[0].money.start) >= 0  # the sentence's own total
            if not own and (opened or listed) and _fits(total, parts):
                _part(parts, items, total)
        flows = [f for f in group if f.kind == "flow" and f.base is None and not sentence.heading]
        if flows:
            total = flows[-1] if flows[-1].instrument in PARTED else None
        elif any(f.kind == "observation" for f in group):
            total = None


def _near(total: Frame, part: Frame, opened: bool) -> bool:
    """Tell whether a sentence stands near enough to the total to go on about it."""
    apart = part.clause.sentence.paragraph - total.clause.sentence.paragraph
    return 0 <= apart <= (APART if opened else 1)


def _fits(total: Frame, parts: list[Frame]) -> bool:
    """Tell whether none of the sums is larger than the total, as the next item of a round-up may be."""
    whole = total.money.amount
    return whole is None or all(f.money.amount is None or f.money.amount <= whole for f in parts)


def _bare(frame: Frame) -> bool:
    """Tell whether nothing but a count and a plain noun says what the sum is."""
    if frame.kind == "observation" or frame.fund or frame.pool:
        return False
    got = frame.verb is None or frame.verb.meaning.role == "get"
    return got and (frame.noun is None or frame.noun.word in OWN or frame.noun is frame.verb)


def _item(state: State, frame: Frame) -> Mention | None:
    """Return the party whose name stands before the sum with nothing but a count between."""
    start = frame.clause.sentence.start
    near = state.mentions_in(max(start, frame.money.outer_start - 48), frame.money.outer_start, *ITEMS)
    if not near or near[-1].implied:
        return None
    gap = state.folded[near[-1].end : frame.money.outer_start]
    if (
        len(near) > 1
        and near[-1].kind == "fiscal"
        and COUNT_END.search(state.folded, max(0, near[-1].start - 8), near[-1].start)
    ):
        gap = (
            state.folded[near[-2].end : near[-1].start] + gap
        )  # 公路项目9个，中央预算内资金1亿元: the money is only called so
        near = near[:-1]
    return near[-1] if GAP.fullmatch(gap) else None


def _part(parts: list[Frame], items: list[Mention | None], total: Frame) -> None:
    for frame, item in zip(parts, items, strict=True):
        frame.kind, frame.reason, frame.base, frame.item = "flow", "", total, item
        frame.instrument, frame.part = total.instrument, True
        frame.rule = frame.rule or "part of " + (total.rule or "a total")
