"""Figures that several share or split: 甲、乙、丙的余额均超1万亿元, 甲、乙余额分别为3亿元和2亿元, 2015至2017年分别为…"""

import re

from extract.clauses import group_at, outermost
from extract.model import Entity, Money, Quantity, State
from extract.observations_keep import Figure
from extract.observations_words import words

BETWEEN = re.compile(r"(?:亿|万)?(?:[、，,]|和|与|及|以及|至)?[约近超逾]?")
SEPARATOR = re.compile("、|以及|[和与及]")
NOUNS = re.compile(
    "(?P<nouns>[^、和与及的]{2,12}?(?:(?:、|以及|[和与及])[^、和与及的]{2,8}?)+)(?P<change>(?:(?:同比|环比|比上年|较上年|分别|依次)*(?:增长|下降|提高|上升|增加|减少|增)?))$"
)
PARTIES = ("Institution", "Zone", "Place")
LONGEST = 22  # characters of a noun in a list
SHORT = 3  # of a word that only says which of what the list shares
TURNS = ("分别", "依次")  # each its own figure
SPAN = re.compile(r"(\d{4})(?:-\d\d)?/(\d{4})(?:-\d\d)?")


def sharers(state: State, figure: Figure) -> list[Entity]:
    """Return who has the figure where a list does: all of the list behind 均, its member in turn behind 分别; else empty."""
    clause = figure.clause
    lists = words(state)
    mentions = [m for m in outermost(state.mentions_in(clause.start, figure.outer_start)) if m.entity]
    before = state.folded[clause.start : figure.outer_start]
    cues = lists.shared.finditer(before)
    cue = next((c for c in cues if not any(m.start <= clause.start + c.start() < m.end for m in mentions)), None)
    if cue is None and figure.kind != "percent":
        return []
    stop = clause.start + cue.start() if cue else figure.outer_start
    mentions = [m for m in mentions if m.start < stop]
    for first in mentions:
        if first.type not in ("Institution", "Zone", "Place", "Fund"):
            continue
        group = group_at(state, first, mentions)
        members = [m.entity for m in group.mentions if m.entity]
        if len(members) < 2 or (group.open and (cue is None or cue[0] in TURNS)):
            continue
        if cue is None and (
            first.start - clause.start > 2 or lists.together.match(state.folded, group.mentions[-1].end)
        ):
            return []
        if cue is None or cue[0] not in TURNS:
            return members
        place, count = turn(state, figure, clause.start + cue.end())
        return [members[place]] if count == len(members) else []
    if cue and cue[0] in TURNS and all(m.type == "Category" for m in mentions):
        return listed_before(state, figure, clause.start + cue.end())
    return []


def listed_before(state: State, figure: Figure, start: int) -> list[Entity]:
    """Return the member in turn of the list in an earlier clause of the sentence that is as long as the row of figures from `start` on."""
    place, count = turn(state, figure, start)
    sentence = figure.clause.sentence
    if count < 2:
        return []
    for earlier in reversed(sentence.clauses[: figure.clause.index]):
        mentions = [m for m in outermost(state.mentions_in(earlier.start, earlier.end)) if m.entity]
        for first in mentions:
            if first.type not in ("Institution", "Zone", "Place", "Fund"):
                continue
            members = [m.entity for m in group_at(state, first, mentions).mentions if m.entity]
            if len(members) == count:
                return [members[place]]
            if len(members) > 1:
                break
    return []


def noun_in_turn(state: State, figure: Figure, measure: str) -> str:
    """Return the noun of a list that the figure is of where a row behind 分别 has one for each (户数和余额分别为1200户和86亿元)."""
    cue = words(state).shared.search(state.folded[figure.clause.start : figure.outer_start])
    match = NOUNS.match(measure)
    if cue is None or cue[0] not in TURNS:
        return measure
    if match is None:
        return row_noun(state, figure, cue) or measure
    place, count = turn(state, figure, figure.clause.start + cue.end())
    nouns = SEPARATOR.split(match["nouns"])
    if len(nouns) != count:
        return row_noun(state, figure, cue) or measure
    lead = nouns[0][: -len(nouns[-1])] if place and len(nouns[0]) > len(nouns[-1]) + 1 else ""
    return lead + nouns[place] + match["change"].replace("分别", "").replace("依次", "")


def row_noun(state: State, figure: Figure, cue: re.Match[str]) -> str:
    """Return the noun in turn of the list before 分别, with the head that all share (国家级、省级园区产值分别为…), empty where the row is not as long."""
    clause, text = figure.clause, state.folded
    names = [m.end for m in state.mentions_in(clause.start, clause.start + cue.start()) if m.type in PARTIES]
    before = text[max([clause.start, *names]) : clause.start + cue.start()]
    place, count = turn(state, figure, clause.start + cue.end())
    nouns = [noun.strip() for noun in SEPARATOR.split(before[before.rfind("的") + 1 :])]
    if len(nouns) != count or count < 2 or not all(1 < len(noun) <= LONGEST for noun in nouns):
        return ""
    lists = words(state)
    own, last = nouns[place], nouns[-1]
    if place == 0 and (front := lists.front.match(own)) and front.end() < len(own) - 1:
        own = own[front.end() :]
    head = last.find(own[-2:])
    if place < count - 1 and len(own) > 3 and head > 0 and last[head + 2 :]:
        own += last[head + 2 :]  # 制造业贷款、科技贷款增速: each of its own
    elif len(last) > len(own) + SHORT:
        same = last.find(own[-1], 0, 2 * SHORT)
        if len(own) > SHORT or same < 0:
            return ""  # 技术开发、技术转让合同成交额: only a part of what the last is of
        own += last[same + 1 :]
    change = lists.grown.match(text, clause.start + cue.end())
    return own + (change[0] if change else "")


def turn(state: State, figure: Figure, start: int) -> tuple[int, int]:
    """Return which of the figures that stand in a row from `start` on this one is, and how many they are."""
    text = state.folded
    source: list[Money | Quantity] = [*state.money, *state.quantities]
    row = sorted((s for s in source if start <= s.start < figure.clause.end), key=lambda s: s.start)
    if row and row[0].start - start > 8:
        row = []
    kept = row[:1]
    for following in row[1:]:
        if not BETWEEN.fullmatch(text[kept[-1].end : following.start]):
            break
        kept.append(following)
    place = next((n for n, s in enumerate(kept) if s.start == figure.start), 0)
    return place, len(kept)


def year_in_turn(state: State, figure: Figure, period: str | None) -> str | None:
    """Return the year of a span that the figure is of, where a row behind 分别 has a figure for each; else the period as it is."""
    match = SPAN.fullmatch(period or "")
    start = figure.clause.start
    cue = max(state.folded.rfind(word, start, figure.outer_start) for word in TURNS)
    if match is None or cue < 0:
        return period
    years = range(int(match[1]), int(match[2]) + 1)
    place, count = turn(state, figure, cue + 2)
    return str(years[place]) if count == len(years) > 1 else period
