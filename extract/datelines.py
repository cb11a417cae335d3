"""What day an article is of, as far as it can be told: its dateline, else what its text says of the year and the day."""

import re

from extract.dates_resolve import Anchor
from extract.model import State

DAY = r"(?:[12]\d|3[01]|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
YEAR = r"(?:19|20)\d\d"
# a year that the text names with a day, as a year of account, or as that of an issue
STATED = re.compile(rf"({YEAR})\s?年\s?({MONTH})\s?月\s?{DAY}\s?日|({YEAR})\s?年度|({YEAR})年?\s?第\s?\d+\s?期")
MONTHLY = re.compile(rf"({YEAR})\s?年\s?({MONTH})\s?月(?:份)?(?!\s?{DAY}\s?日)")
COMING = re.compile("(?:有效期|期限|截止|截至|至|到|于|自|将|拟|计划|预计|力争|目标|前)[^，。；]{0,6}$")
BYLINE = re.compile(
    rf"(?<!年)(?<!\d)({MONTH})月({DAY})日(?:[^\d，。；\n]{{0,6}})?(?:电|讯|消息)(?![话子])"
)  # 新华社某地10月19日电


def anchor_of(state: State) -> Anchor:
    """Return the dateline; without one, the latest year that the text names so that it is that of its writing, with the day of the byline."""
    if state.anchor is None:
        state.anchor = _anchor(state)
    return state.anchor


def _anchor(state: State) -> Anchor:
    if state.article.date:
        return Anchor.of(state.article.date)
    text = state.folded
    byline = next(state.scan(BYLINE), None)
    month, day = (int(byline[1]), int(byline[2])) if byline else (None, None)
    years = []
    found = [(told, pattern) for pattern in (STATED, MONTHLY) for told in state.scan(pattern)]
    for told, pattern in found:
        coming = COMING.search(text, max(0, told.start() - 8), told.start())
        if told[2] is None or (pattern is STATED and (month is None or coming)):
            years.append(int(next(filter(None, told.groups()))))
        elif month is not None and not coming:
            years.append(
                int(told[1]) + (int(told[2]) > month)
            )  # 2025年11月以来 in a piece of 7 January is of the year after
    return Anchor(max(years), month, day) if years else Anchor()
