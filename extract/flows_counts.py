"""How many receive: the count that stands at the recipients of a flow (274家科技企业, 等5家单位, 项目30项)."""

import re

from extract.flows_frame import Frame
from extract.model import Mention
from extract.money_numbers import NUMERALS, value

_NUMBER = rf"(?P<number>\d[\d, ]*(?:\.\d+)?|[{NUMERALS}]+)(?:余|多)?(?P<scale>[万千亿])?(?:余|多)? ?"
UNIT = r"(?:家|户|个|项|名|位|所|支|只|对|座|镇|县|市|区|村|省|州|盟|旗)"
AHEAD = re.compile(
    rf"(?<![\d第.年月名]){_NUMBER}{UNIT}(?!月|百分点|年)(?P<gap>(?!(?:（[^）]*）)?以?[前后上下内])[^，。；、与向给为对由同都\d]{{0,10}})$"
)
INSIDE = re.compile(rf"{_NUMBER}{UNIT}")
BEHIND = re.compile(rf"(?:等|共|已|达|有|超过|逾|立项|累计|合计|约|总数|，){{0,3}}{_NUMBER}{UNIT}(?!月|百分点|年)")
PROJECTS = re.compile(rf"{_NUMBER}(?:个|项)(?:重点|合作|签约|产业|科技)?项目")

REACHED = re.compile(
    rf"(?:惠及|支持|扶持|受益|资助|补助)(?:了)?[^，。；\d]{{0,10}}?{_NUMBER}(?:家|户|名|人)(?!月|百分点|年)"
)
# Those who get something, counted where they act: 213家企业领走…, 3400户贫困户从中受益
GETTERS = re.compile(rf"(?<![\d第.年月名前]){_NUMBER}(?:家|户|名|人)[^，。；、\d]{{0,12}}$")
BENEFIT = re.compile(rf"{_NUMBER}(?:家|户|名|人)[^，。；\d]{{0,10}}(?:受益|获益|享受|用上)")


def count_of(frame: Frame, text: str) -> int | None:
    """Return how many receive, None where no count stands at the recipients (or only one receives)."""
    members = frame.parties.get("recipient", [])
    found = None
    if frame.total is not None and (own := REACHED.search(text, frame.money.end, frame.clause.sentence.end)):
        return whole(own)
    if members:
        found = _at(members[0], members[-1], text)
    elif frame.instrument == "investment":
        found = PROJECTS.search(text, frame.clause.sentence.start, frame.money.start)
    if found is None and (not members or all(m.type == "Category" for m in members)):
        found = REACHED.search(text, frame.money.end, frame.clause.sentence.end)
    if found is None and (not members or all(m.type == "Category" for m in members)):
        verb, clause = frame.verb, frame.clause
        if verb is not None and verb.meaning.role == "get" and clause.start < verb.start <= frame.money.start:
            found = GETTERS.search(text, clause.start, verb.start)
        found = found or BENEFIT.search(text, frame.money.end, frame.clause.sentence.end)
    return whole(found) if found else None


def _at(first: Mention, last: Mention, text: str) -> re.Match[str] | None:
    before = AHEAD.search(text, max(0, first.start - 22), first.start)
    behind = BEHIND.match(text, last.end, last.end + 16)
    if first is last and first.type not in {"Category", "Program", "Fund", "Place"}:
        return behind if behind and behind[0].startswith("等") else None
    paired = first is last and first.type == "Place" and text[max(0, first.start - 1)] in "、和及与"
    if paired and behind and not behind[0].startswith("等"):
        behind = None  # 甲、乙两省分别…: each sum has one of them
    return INSIDE.match(text, first.start, first.end) or before or behind


def whole(match: re.Match[str]) -> int | None:
    """Return a matched count as a whole number above one."""
    number = value(match["number"] + (match["scale"] or ""))
    return int(number) if number is not None and number == int(number) and number > 1 else None
