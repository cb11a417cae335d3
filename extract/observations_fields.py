"""Status and period of an observation."""

import bisect
import re

import rjieba

from extract.model import DateSpan, Sentence, State
from extract.observations_keep import Figure
from extract.observations_shared import year_in_turn
from extract.observations_words import Words, words
from graph import facts

YEAR = re.compile(r"20\d\d")
ALREADY = re.compile("[^，。；、\\d]{0,6}已(?!将)")
AIMS = ("target", "planned")
OTHERS = ("Place", "Person")  # whoever may be told of anew
TITLE = re.compile(r"《[^《》]{1,80}》")


def status_of(state: State, figure: Figure) -> str:
    """Return target where the words before the figure make it a goal or forecast, or its time is yet to come; else actual."""
    return "target" if to_come(state, figure) else told(state, figure)


def to_come(state: State, figure: Figure) -> bool:
    """Tell whether the year that the sentence says the figure is of comes after the article's."""
    sentence, year = figure.clause.sentence, (state.article.date or "")[:4]
    period = nearest(state, figure, dates_in(state, sentence.start, figure.start), words(state))
    return bool(period and year) and str(period)[:4] > year


def told(state: State, figure: Figure) -> str:
    """Return what the words of the sentence make of the figure."""
    lists = words(state)
    if started(state, figure, lists):
        return "actual"  # 要由去年的147亿元翻到350亿元
    if ALREADY.match(state.folded, figure.end):
        return "actual"  # 计划新建项目有15个已开工
    clause, sentence = figure.clause, figure.clause.sentence
    text = TITLE.sub(lambda m: "·" * len(m[0]), state.folded[sentence.start : figure.end])
    here = clause.start - sentence.start
    goals = [
        m.end()
        for m in lists.target.finditer(text)
        if (m[0] != "将" or intends(text, m.start(), lists)) and not over(state, m[0])
    ]
    if any(end > here for end in goals):
        return "target"
    if not goals:
        return "target" if aimed_before(state, figure, lists) else "actual"
    return "actual" if lists.done.search(text, goals[-1]) else "target"


def aimed_before(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether the sentence goes on with the plan of the one before it in its paragraph (计划完成…。在效益方面，新增…)."""
    sentence = figure.clause.sentence
    number = state.number_of(sentence)
    before = state.sentences[number - 1] if number else None
    if (
        before is None
        or before.paragraph != sentence.paragraph
        or not lists.in_turn.match(state.folded, sentence.start)
    ):
        return False
    aims = [m.end() for m in lists.target.finditer(state.folded, before.start, before.end) if m[0] != "将"]
    if not aims or lists.done.search(state.folded, aims[-1], before.end):
        return False
    return not lists.done.search(state.folded, sentence.start, figure.start)


def over(state: State, cue: str) -> bool:
    """Tell whether a cue names a year that the dateline has left behind: 到2010年底 in 2011 is no goal."""
    year, anchor = YEAR.search(cue), (state.article.date or "")[:4]
    return year is not None and year[0] < anchor


def intends(text: str, place: int, lists: Words) -> bool:
    """Tell 将 before a verb (将达到) from 将 before the object that it brings forward (将成本压降至)."""
    if lists.not_future.search(text[max(0, place - 1) : place + 2]):
        return False
    following = rjieba.tag(text[place + 1 : place + 7])
    return bool(following) and following[0][1][0] in "vdptma"


def period_of(state: State, figure: Figure) -> str | None:
    """Return the period, the year in turn where a row of figures has one for each year of a span."""
    return year_in_turn(state, figure, stated(state, figure))


def stated(state: State, figure: Figure) -> str | None:
    """Return the period: of the date nearest before the figure in its sentence, else of the running total that it goes on with."""
    lists = words(state)
    own = state.folded[figure.clause.start : figure.start]
    sentence = figure.clause.sentence
    inside = dates_in(state, sentence.start, sentence.end)
    stands = any(d.as_of and d.end <= figure.start for d in inside)  # 截至3月末, …股权市值26亿元
    if figure.kind == "duration" or promised(state, figure, lists) or (lists.timeless.search(own) and not stands):
        return None
    found = nearest(state, figure, inside, lists)
    base = based(state, figure, inside, lists)
    if base == "from":
        return found
    if base:
        return joined(base, found)
    if found or any(d.end <= figure.start and not (passing(state, d) or compared(state, d, lists)) for d in inside):
        return found
    return carried(state, figure, lists)


def dates_in(state: State, start: int, end: int) -> list[DateSpan]:
    """Return the dates within the span."""
    first = bisect.bisect_left(state.dates, start, key=lambda d: d.start)
    last = bisect.bisect_left(state.dates, end, key=lambda d: d.start)
    return state.dates[first:last]


def passing(state: State, date: DateSpan) -> bool:
    """Tell whether a date gives no period by its nature (每年, 近日), not for want of a dateline."""
    table = state.lexicon.table("dates")
    return date.recurring or (date.period is None and date.text in table["vague"])


def nearest(state: State, figure: Figure, inside: list[DateSpan], lists: Words) -> str | None:
    """Return the period of the date nearest before the figure, or behind it in its clause; None where that one is not resolved."""
    dates = [d for d in inside if not passing(state, d) and not compared(state, d, lists)]
    before = [d for d in dates if d.end <= figure.start and not announces(state, d, figure, lists)]
    starts = [d for d in before if begins(state, d, lists)]
    if started(state, figure, lists):
        day = before[-1].period or "" if before else ""
        if starts or (len(day) >= 7 and "/" not in day):
            return starts[-1].period if starts else None  # 从5月7日起由1.75%降至1.5%: what it was until then
    later = [d for d in before if d not in starts]
    before = later or [d for d in before if "/" in (d.period or "") or not figure_between(state, d, figure)]
    firm = [d for d in before if d.text not in lists.now]
    if before:
        last = firm[-1] if firm and figure.clause.start <= firm[-1].start else before[-1]
        if last.text in lists.bare_now and last.start < figure.clause.start:
            return None  # 目前，全市有高校53所: only that it is so as it is told
        return last.period[:7] if last.period and of_telling(state, last) else standing(last)
    behind = [d for d in dates if figure.end <= d.start < figure.clause.end and not of_telling(state, d)]
    return behind[0].period if behind else None


def of_telling(state: State, date: DateSpan) -> bool:
    """Tell whether a date is the day on which somebody told what stands by it (某厅长9日介绍, 9日公告)."""
    clause = state.clause_at(date.start)
    return clause is not None and clause.speech and date.period is not None and len(date.period) == 10


def figure_between(state: State, date: DateSpan, figure: Figure) -> bool:
    """Tell whether another figure stands between a date and the figure."""
    place = bisect.bisect_left(state.quantities, date.end, key=lambda q: q.start)
    return any(q.start < figure.start for q in state.quantities[place : place + 1])


def promised(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether a share is what a rule gives anybody at any time (按投资额的10%给予补助)."""
    clause = figure.clause
    shared = figure.kind in ("percent", "points", "times")
    return shared and bool(lists.rule.search(state.folded, clause.start, min(clause.end, figure.end + 12)))


def announces(state: State, date: DateSpan, figure: Figure, lists: Words) -> bool:
    """Tell whether a day or month only says when something was told: of a report (5月6日讯), or before a colon (昨日公告：…)."""
    text = state.folded
    if lists.dateline.match(text, date.end):
        return True
    if date.as_of or date.period is None or "/" in date.period or len(date.period) == 4:
        return False
    return any(mark in text[date.end : figure.clause.start] for mark in "：:")


def standing(date: DateSpan) -> str | None:
    """Return the period of a date; the end of a year is its last month, what is measured then stands."""
    ends = date.period is not None and len(date.period) == 4 and date.text.endswith(("年底", "年末"))
    ends = ends and len(date.text) > len("年末")  # 2005年, …年末从业人员3万人: of the year
    return f"{date.period}-12" if ends else date.period


def started(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether the figure is where a change starts from: 由2012年的68.5%降到…"""
    return bool(lists.start_value.search(state.folded[max(figure.clause.start, figure.start - 14) : figure.start]))


def begins(state: State, date: DateSpan, lists: Words) -> bool:
    """Tell whether something changed from what it was at a date (由2012年的…), not since it (从5月1日起)."""
    since = "起" in date.text or state.folded.startswith("起", date.end)
    return not since and lists.start.search(state.folded, max(0, date.start - 2), date.start) is not None


def compared(state: State, date: DateSpan, lists: Words) -> bool:
    """Tell whether a date only says what is compared with (比2012年, 去年同期)."""
    before = state.folded[max(0, date.start - 8) : date.start]
    return bool(lists.compare.search(before)) or state.folded.startswith(("同期", "相比"), date.end)


def based(state: State, figure: Figure, dates: list[DateSpan], lists: Words) -> str | None:
    """Return the date that a change is reckoned from (比2012年提高, 由2012年的…), “from” where the figure is that start itself."""
    own = state.folded[figure.clause.start : figure.start]
    if started(state, figure, lists):
        return "from"
    if not lists.changing.search(own[-12:]) or lists.level.search(own) or "同比" in own[-8:]:
        return None
    found = [d for d in dates if d.end <= figure.start and not state.folded.startswith("同期", d.end)]
    found = [d for d in found if compared(state, d, lists) or begins(state, d, lists)]
    if not found:
        return None
    first = found[-1]
    return f"{first.period}-01" if first.period and len(first.period) == 4 and "初" in first.text else first.period


def joined(first: str, last: str | None) -> str | None:
    """Return the span from the date compared with to the date of the figure; growth over the year before is of the year itself."""
    if last is not None and len(first) == 4 and int(last[:4]) - int(first) == 1:
        return last
    if last is None or "/" in first or "/" in last or first[: len(last)] >= last[: len(first)]:
        return last
    return f"{first}/{last}"


def carried(state: State, figure: Figure, lists: Words) -> str | None:
    """Return the period of the sentence before in the paragraph, where this one goes on with its total, its parts or its account of a year; else the headline's."""
    sentence = figure.clause.sentence
    number = state.number_of(sentence)
    goes_on = bool(lists.goes_on.match(state.folded, sentence.start))
    by_kind = bool(lists.by_kind.match(state.folded, sentence.start))
    goes_on = goes_on or by_kind
    for previous in reversed(state.sentences[max(0, number - 2) : number]):
        if previous.heading or (previous.paragraph != sentence.paragraph and not by_kind):
            break
        dates = [d for d in dates_in(state, previous.start, previous.end) if d.period and not compared(state, d, lists)]
        if dates:
            period = str(dates[-1].period)
            if len(period) == 4:
                others = state.mentions_in(sentence.start, figure.start, *OTHERS)
                account = not (others or begins(state, dates[-1], lists))
                account = account and measured_then(state, previous, period, figure)
            else:
                account = "/" in period
            return period if goes_on or account or dates[-1].as_of else None
        goes_on = goes_on or bool(lists.goes_on.match(state.folded, previous.start))
    return headlined(state, lists)


def measured_then(state: State, sentence: Sentence, period: str, figure: Figure) -> bool:
    """Tell whether the text gives account of a year: a figure of the sentence is of it, a goal where this one is a goal."""
    aim = status_of(state, figure) == "target"
    told: list[facts.Observation | facts.Flow] = [*state.observations, *state.flows]
    return any(
        fact.period == period and fact.evidence.start == sentence.start and (fact.status in AIMS) == aim
        for fact in told
    )


def headlined(state: State, lists: Words) -> str | None:
    """Return the year or span that the headline says the article gives account of (某园区2022年成绩单)."""
    heading = state.sentences[0]
    if not heading.heading or not lists.account.search(state.folded, heading.start, heading.end):
        return None
    dates = [d for d in dates_in(state, heading.start, heading.end) if d.period and not compared(state, d, lists)]
    periods = {str(d.period) for d in dates}
    period = periods.pop() if len(periods) == 1 else ""
    return period if len(period) == 4 or "/" in period else None
