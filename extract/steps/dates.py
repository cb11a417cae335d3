"""Dates and periods, resolved against the dateline: fills `state.dates`."""

import re

from extract import dates_grammar
from extract.datelines import anchor_of
from extract.dates_grammar import number
from extract.dates_resolve import Anchor, Resolver, span
from extract.model import DateSpan, State

TITLE = re.compile(r"《[^《》\n]{1,80}》")
CLOSE = re.compile(r"[。！？\n]")
BETWEEN = re.compile(r"[^，。；、\n的增升降提扩减]{0,15}?(?:至|到|——|[\-－–—~～])\s?")
FROM = re.compile(r"[自从由]\s?$")

# how long something goes on from a year on: 2021年起五年内, 2017年开始，连续三年, 2018年起分3年
YEARS_FROM = re.compile(
    r"(?:起|开始)[，,]?\s?(?:的|在|用|连续|分|未来|今后)*(?P<count>\d{1,2}|[二三四五六七八九十两])年(?!前|后|多|来|期间?的|级|生)(?:内|间|期间)?"
)
OPENING = ("年初", "岁初", "开年")
SINCE = re.compile("[^，。；、0-9]{2,30}(?:以来|算起|起算)")  # 1999年国家启动某计划以来


def run(state: State) -> None:
    """Find the dates of the article; titles of documents are passed over, their years date nothing."""
    state.dates = joined(state, spans(state))


def spans(state: State) -> list[DateSpan]:
    """Return every date by itself, in text order."""
    text = state.folded
    table = state.lexicon.table("dates")
    grammar = state.lexicon.built("dates.pattern", dates_grammar.pattern)
    resolver = Resolver(state.lexicon, anchor_of(state))
    titles = [m.span() for m in TITLE.finditer(text)]
    as_of, since = tuple(table["as_of"]), tuple(sorted(table["since"], key=len, reverse=True))
    by = (*as_of, *table["by"])
    found: list[DateSpan] = []
    place = 0
    for match in grammar.finditer(text):
        start, end = match.span()
        while titles and titles[0][1] <= start:
            titles.pop(0)
        if titles and titles[0][0] < start:
            continue
        if CLOSE.search(text, place, start):
            resolver.forget_year()
        place = end
        before = text[max(0, start - 4) : start].rstrip()
        period = resolver.resolve(match, before.endswith(by), before.endswith(as_of))
        up_to = before.endswith(as_of) or (before.endswith(by) and match[0].endswith(("底", "末")))
        up_to = bool(match["total"]) or (up_to and not ahead(period, resolver.anchor))
        tail = None if any(match[g] for g in ("way", "come", "now", "total")) else starting(text, end, since)
        far = not tail and not any(match[g] for g in ("way", "come", "now", "total")) and SINCE.match(text, end)
        if tail or far:
            end += len(tail or "")
            if match["plan"] and period:
                period = span(period[:4], now(period[:4], resolver.anchor))  # “十四五”时期以来
            period = span(period, now(period, resolver.anchor)) if period and "/" not in period else period
        elif (years := YEARS_FROM.match(text, end)) and period and len(period) == 4 and not up_to:
            last = int(period) + number(years["count"]) - 1
            end, period = years.end(), span(period, str(last))  # 自2021年起五年内
        found.append(DateSpan(start, end, state.text[start:end], period, up_to, bool(match["recurring"])))
    return found


def starting(text: str, place: int, words: tuple[str, ...]) -> str | None:
    """Return the word that stands at the place, None where none does."""
    return next((w for w in words if text.startswith(w, place)), None)


def ahead(period: str | None, anchor: Anchor) -> bool:
    """Tell whether a period lies after the dateline: 到2027年底 is a goal, no running total."""
    return bool(period) and bool(str(anchor)) and str(period)[: len(str(anchor))] > str(anchor)


def now(period: str, anchor: Anchor) -> str | None:
    """Return the dateline as finely as the period is given."""
    if anchor.year is None:
        return None
    return str(anchor) if len(period) >= 7 and anchor.month else str(anchor.year)


def joined(state: State, found: list[DateSpan]) -> list[DateSpan]:
    """Join 2007年3月至2014年5月 and 自5月…至6月30日 into one period each."""
    text = state.folded
    kept: list[DateSpan] = []
    for date in found:
        last = kept[-1] if kept else None
        between = text[last.end : date.start] if last else ""
        if (
            last
            and BETWEEN.fullmatch(between)
            and (len(between) <= 2 or FROM.search(text, max(0, last.start - 2), last.start))
        ):
            first, until = last.period, date.period
            if first and until and len(first) == 4 and len(until) > 4 and last.text.endswith(OPENING):
                first = f"{first}-01"  # 年初到目前
            period = span(first, until) if "/" not in f"{first}{until}" else None
            if period:
                kept[-1] = DateSpan(last.start, date.end, state.text[last.start : date.end], period)
                continue
        kept.append(date)
    return kept
