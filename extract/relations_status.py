"""Whether a relation is planned or actual, and when: read off the words and dates around its verb."""

import bisect
import re

from extract.lexicon import Lexicon
from extract.model import Clause, State

REACH = 14  # characters before the verb in which a word of intention governs it


class Status:
    """The words of intention of `status.yaml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        table: dict[str, list[str]] = lexicon.table("status")
        self.planned = _pattern(table["planned"])
        self.outlook = _pattern(table["outlook"])
        self.done = _pattern(table["done"])
        self.preparing = _pattern(table["preparing"])
        self.scene = _pattern(table["scene"])
        self.tells = _pattern(table["tells"])
        self.never = _pattern(table["never"])

    def of(self, state: State, clause: Clause, offset: int) -> str:
        """Return `planned` or `actual` for the verb at the offset."""
        text = state.folded
        begin = max(clause.start, offset - REACH)
        near = "".join(
            "把" if c == "将" and _takes(state, begin + n + 1) else c
            for n, c in enumerate(_without_names(state, begin, offset) + text[offset : offset + 2])
        )
        if self.preparing.match(text, offset):
            return "planned"
        if self.done.search(near):
            return "actual"
        if self.planned.search(self.never.sub("", near)):
            return "planned"
        opening = text[clause.sentence.start : clause.start] + text[clause.start : offset]
        return (
            "planned"
            if self.outlook.search(opening) and not self.done.search(text, clause.start, clause.end)
            else "actual"
        )


def _without_names(state: State, begin: int, end: int) -> str:
    """Return the text with names blanked, so that no word of a name is read as one of intention (甲计划由乙发起)."""
    chars = list(state.folded[begin:end])
    place = bisect.bisect_left(state.mentions, end, key=lambda m: m.start)
    for mention in reversed(state.mentions[max(0, place - 6) : place]):
        for at in range(max(begin, mention.start), min(end, mention.end)):
            chars[at - begin] = "〇"
    return "".join(chars)


def _takes(state: State, offset: int) -> bool:
    """Tell whether a mention starts at the offset, so that 将 before it only moves the object forward (将甲银行纳入试点)."""
    place = bisect.bisect_left(state.mentions, offset, key=lambda m: m.start)
    return place < len(state.mentions) and state.mentions[place].start == offset


def _pattern(listed: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(listed, key=len, reverse=True)))


def period_of(state: State, clause: Clause, offset: int, status: str = "actual") -> str | None:
    """Return the period of what the clause says: the nearest date before the verb in the clause, else one that opens the sentence.

    Dates that recur (每年) or that only bound a total (截至) date no relation.
    """
    words = state.lexicon.built("relations.status", Status)
    begin = clause.sentence.start
    dates = [
        d
        for d in state.dates
        if begin <= d.start and d.end <= clause.end and d.period and not d.as_of and not d.recurring
    ]
    dates = [d for d in dates if state.folded[d.end : d.end + 1] not in {"电", "讯"}]  # a dateline dates the report
    dates = [d for d in dates if "以来" not in state.folded[d.end : d.end + 6]]
    inside = [d for d in dates if clause.start <= d.start < offset]
    if inside:
        return inside[-1].period
    behind = [d for d in dates if clause.start <= d.start and d.start - offset <= 6]
    if behind:
        return behind[0].period
    if status == "planned":
        return None
    opening = [
        d for d in dates if _opens(state, clause, d.start) and not words.tells.search(state.folded, d.end, offset)
    ]
    if opening:
        return opening[-1].period
    return _of_scene(state, words, clause)


def _of_scene(state: State, words: Status, clause: Clause) -> str | None:
    """Return the day last spoken of where the sentence goes on with its scene (仪式现场，… 当天，…)."""
    begin = clause.sentence.start
    if not words.scene.match(state.folded, begin):
        return None
    days = [
        d.period
        for d in state.dates
        if d.end <= begin and d.period and len(d.period) == 10 and state.folded[d.end : d.end + 1] not in {"电", "讯"}
    ]
    return days[-1] if days else None


def _opens(state: State, clause: Clause, start: int) -> bool:
    """Tell whether a date stands alone at the start of an earlier clause, or right before this one."""
    for former in clause.sentence.clauses[: clause.index]:
        if former.start <= start < former.end:
            lead = state.folded[former.start : start].strip("，“（(）) \u3000")
            return len(lead) <= 3 or lead.endswith(("电", "讯", "记者")) or former.index == clause.index - 1
    return False
