"""Relations that the words between two parties say, and those around them: 甲意见里写明了乙工程, 甲市成了乙试点的首站."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extract.lexicon import Lexicon
from extract.model import Clause, Mention, Sentence
from extract.relations_read import Reading
from extract.relations_verbs import frames_of

LONGEST = 24  # characters between the two
FARTHEST = 60  # likewise where other names may stand between them
JOINED = re.compile("与|同|和|联合|携手|会同|以及|联手")
LED = re.compile(
    "(?:牵头|发起|主导|倡议|领衔)，?(?:并)?(?:联合|会同|携手|联手|协同)$"
)  # 由甲牵头，联合 + 乙组建的丙联盟
AROUND = 16  # characters before the first that are looked at


@dataclass(frozen=True, slots=True)
class Pair:
    """One way to say a relation by what stands between its ends; see `pairs` in relations.yaml."""

    rule: str
    type: str
    first: frozenset[str]
    second: frozenset[str]
    first_kinds: frozenset[str]
    second_kinds: frozenset[str]
    first_name: re.Pattern[str] | None
    second_name: re.Pattern[str] | None
    between: re.Pattern[str]
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    inverse: bool
    dated: bool
    joint: bool
    planned: bool


class Pairs:
    """All pairs of a lexicon, by the labels of their ends; those apart that go over other names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.by_labels: dict[tuple[str, str], list[Pair]] = {}
        self.denied = re.compile(lexicon.table("relations")["undone_within"])
        self.over: list[Pair] = []
        self.carried: list[Pair] = []
        for item in lexicon.table("relations")["pairs"]:
            pair = Pair(
                item["rule"],
                item["type"],
                frozenset(item["first"]),
                frozenset(item["second"]),
                frozenset(item.get("first_kinds", ())),
                frozenset(item.get("second_kinds", ())),
                _pattern(item, "first_name"),
                _pattern(item, "second_name"),
                re.compile(item["between"]),
                _pattern(item, "before"),
                _pattern(item, "behind"),
                item.get("inverse", False),
                item.get("dated", True),
                item.get("joint", False),
                item.get("planned", False),
            )
            if item.get("carried"):
                self.carried.append(pair)
            if item.get("over"):
                self.over.append(pair)
                continue
            for labels in itertools.product(pair.first, pair.second):
                self.by_labels.setdefault(labels, []).append(pair)


def _pattern(item: dict[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(item[key]) if key in item else None


def find(reading: Reading) -> None:
    """State what stands between neighbouring parties of a sentence."""
    pairs = reading.state.lexicon.built("relations.pairs", Pairs)
    text = reading.state.folded
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        named = [m for m in outer if m.type != "Category"]  # 甲园企业乙公司: the class stands between
        for first, second in {
            (id(a), id(b)): (a, b) for a, b in (*itertools.pairwise(outer), *itertools.pairwise(named))
        }.values():
            if second.start - first.end > LONGEST or first.entity is None or second.entity is None:
                continue
            gap = text[first.end : second.start].strip('“”《》"')
            if pairs.denied.search(gap):
                continue
            for pair in pairs.by_labels.get((first.type, second.type), ()):
                if pair.between.fullmatch(gap) and _kinds(pair, first, second):
                    clause = reading.state.clause_at(second.start)
                    if clause is not None:
                        _state(reading, pair, clause, first, second)
        labels = {m.type for m in outer}
        for pair in pairs.over:
            if labels & pair.first and labels & pair.second:
                _over(reading, pairs, pair, outer)
        for pair in pairs.carried:
            if labels & pair.second and not labels & pair.first:
                _carried(reading, pair, sentence)


def _carried(reading: Reading, pair: Pair, sentence: Sentence) -> None:
    """State what a sentence says of the only party of its sort that the one before it names (甲基金完成备案。乙公司任管理人)."""
    place = reading.state.number_of(sentence)
    former = reading.state.sentences[place - 1] if place else None
    if former is None or former.paragraph != sentence.paragraph or former.heading:
        return
    firsts = [m for m in reading.outer(former) if m.type in pair.first and m.entity is not None]
    if len({id(m.entity) for m in firsts}) != 1:
        return
    for second in reading.outer(sentence):
        gap = "。" + reading.state.folded[sentence.start : second.start].strip("“”《》")
        if second.type in pair.second and second.entity is not None and pair.between.fullmatch(gap):
            clause = reading.state.clause_at(second.start)
            if clause is not None and _kinds(pair, firsts[0], second):
                _state(reading, pair, clause, firsts[0], second)


def _over(reading: Reading, pairs: Pairs, pair: Pair, outer: list[Mention]) -> None:
    """State what stands between two parties with other names between them (在甲计划基础上，乙局实施丙工程)."""
    for number, first in enumerate(outer):
        if first.type not in pair.first or first.entity is None:
            continue
        for second in outer[number + 1 :]:
            if second.start - first.end > FARTHEST:
                break
            gap = reading.state.folded[first.end : second.start].strip('“”《》"')
            if pairs.denied.search(gap):
                break
            if second.type in pair.second and second.entity is not None and pair.between.fullmatch(gap):
                clause = reading.state.clause_at(second.start)
                if clause is not None and _kinds(pair, first, second):
                    _state(reading, pair, clause, first, second)
            if second.type in pair.first and second.type not in pair.second:
                break  # that one is meant


def _kinds(pair: Pair, first: Mention, second: Mention) -> bool:
    """Tell whether the ends are of the kinds, and named in the ways, that the pair asks for."""
    return (
        (not pair.first_kinds or first.kind in pair.first_kinds)
        and (not pair.second_kinds or second.kind in pair.second_kinds)
        and (pair.first_name is None or pair.first_name.search(first.text) is not None)
        and (pair.second_name is None or pair.second_name.search(second.text) is not None)
    )


def _state(reading: Reading, pair: Pair, clause: Clause, first: Mention, second: Mention) -> None:
    """State the relation between the list that ends with the first and the one that begins with the second."""
    text, sentence = reading.state.folded, clause.sentence
    firsts = [m for m in reading.group_ending(sentence, first) if m.type in pair.first]
    group = reading.group(sentence, second)
    seconds = [m for m in group.mentions if m.type in pair.second]
    if pair.joint and pair.inverse:
        seconds += _with(reading, clause, seconds[-1:], pair.second, after=True)
    elif pair.joint:
        firsts = _with(reading, clause, firsts[:1], pair.first) + firsts
    if pair.type == "ESTABLISHES" and not pair.inverse and firsts:
        firsts = _leaders(reading, clause, firsts[0]) + firsts
    opening = text[max(sentence.start, firsts[0].start - AROUND) : firsts[0].start] if firsts else ""
    if pair.before is not None and pair.before.search(opening.rstrip("“《")) is None:
        return
    if pair.type == "RUNS" and frames_of(reading.state.lexicon).wished.search(opening):
        return  # 甲厅希望乙银行推出丙贷
    end = seconds[-1].end if pair.joint and pair.inverse and seconds else group.mentions[-1].end
    while text[end : end + 1] in {"”", "》"}:
        end += 1
    behind = pair.behind.match(text, end, sentence.end) if pair.behind is not None else None
    if pair.behind is not None and behind is None:
        return
    heads, tails = (seconds, firsts) if pair.inverse else (firsts, seconds)
    title = behind.groupdict().get("title") if behind is not None else None
    reading.add(
        pair.rule,
        pair.type,
        _acting(reading, pair, heads),
        tails,
        clause,
        second.start,
        title=title,
        dated=pair.dated,
        planned=pair.planned,
    )


def _leaders(reading: Reading, clause: Clause, partner: Mention) -> list[Mention]:
    """Return who leads those whom it is joined by: 甲 in 由甲牵头，联合乙组建的丙联盟."""
    led = LED.search(reading.state.folded, clause.sentence.start, partner.start)
    last = [m for m in reading.outer(clause.sentence) if led is not None and m.end == led.start()]
    return reading.group_ending(clause.sentence, last[0]) if last and last[0].type == "Institution" else []


def _with(
    reading: Reading, clause: Clause, end: list[Mention], labels: frozenset[str], after: bool = False
) -> list[Mention]:
    """Return the party that 与 or 联合 joins to the end of a list: 甲与乙合办的丙 is founded by both."""
    for mention in reading.outer(clause.sentence) if end else ():
        gap = (
            reading.state.folded[end[0].end : mention.start]
            if after
            else reading.state.folded[mention.end : end[0].start]
        )
        beside = mention.start > end[0].start if after else mention.end < end[0].start
        if beside and mention.type in labels and JOINED.fullmatch(gap):
            return (
                list(reading.group(clause.sentence, mention).mentions)
                if after
                else reading.group_ending(clause.sentence, mention)
            )
    return []


def _acting(reading: Reading, pair: Pair, heads: Iterable[Mention]) -> list[Mention]:
    """Return the heads, governments in the place of places that act."""
    if pair.type in {"LOCATED_IN", "APPLIES_TO", "BASED_ON", "PART_OF"}:
        return list(heads)
    return reading.acting(heads)
