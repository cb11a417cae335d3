"""Which figures are measurements of something, and which only limit, number or repeat."""

import bisect
import itertools
import re
from dataclasses import dataclass
from decimal import Decimal

import rjieba

from extract.limits import describes
from extract.model import Clause, Entity, Money, Quantity, State
from extract.observations_words import Words, words
from graph import facts

UNITS = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑"}

PARTIES_IN = ("家", "个", "户", "项", "人", "名")  # what receivers are counted in
LONGEST_ROW = 24  # characters from a figure to the next one of its row
ROW_PARTIES = ("Place", "Institution", "Zone", "Fund")
LONGEST_NAME = 14  # characters that name whose a sum is that goes on with the one before
TRANCHE = re.compile(
    r"期(?:债券|品种)?[约近超]?[\d.]+[万亿]|期(?:的?[^，。；、\d]{0,6}利率)?(?:[为是达约]|分别)*[\d.]+%"
)  # 5年期4亿元, 5年期2.7%
COMPARED = re.compile(
    r"(?:同比|环比|[较比][^，。；\d]{1,8}?)(?:增加|多[一-鿿]{0,3}|减少|少[一-鿿]{0,3}|净增|新增|增长|提高)(?:了)?$"
)
OWN = re.compile("^(?:其中|[ 、，和及])+|[ 、，达为]+$")  # beside the name of a part
ROUNDED = {
    "over": (Decimal(1), Decimal("1.2")),
    "about": (Decimal("0.9"), Decimal("1.1")),
}  # what a headline may stand for
EACH = ("recipient", "year", "month")  # 每人每年1000元 is a rate of the year
LONGEST_EACH = 48  # characters from a count to what each of them gets
COUNT = re.compile(r"[\d.,]+[万千]?多?余?[家户人名个项位所只]")
HEADS = ("人", "名", "位")
PEOPLE = re.compile("[人名位]")
UNIT = re.compile("每|均|一")  # 各 and 分别 go with any
CLAUSES = re.compile("[，；：]")
RESTATED = re.compile(r"\d(?:[万亿]?[一-鿿]{1,4})[，,（(]?(?:即|合|折合|约合|相当于)$")  # 2平方公里，即3000亩
BOUNDS = ("over", "under", "up_to")
MANNER = 20  # above it a figure in digits counts in earnest (23条重点产业链)


@dataclass(slots=True)
class Figure:
    """A value that may be observed: a quantity, or money that does not move."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    text: str
    value: Decimal
    unit: str | None
    qualifier: str
    kind: str  # of `Quantity`, or money
    clause: Clause
    low: Decimal | None = None


def figures(state: State) -> list[Figure]:
    """Return all figures of the article in text order, those that flows have taken left out."""
    found: list[Figure] = []
    taken = Flows(state)
    sources: list[Quantity | Money] = [*state.quantities, *state.money]
    for source in sorted(sources, key=lambda source: source.start):
        clause = state.clause_at(source.start)
        if clause is None:
            continue
        figure = made(source, clause)
        if figure is None:
            continue
        reason = taken.reason(state, figure) if isinstance(source, Money) else taken.counted(figure)
        if reason:
            state.reject("observation", figure.kind, reason, figure.start, figure.end, figure.text)
        else:
            found.append(figure)
    return found


def made(source: Quantity | Money, clause: Clause) -> Figure | None:
    """Return a quantity or sum as a figure, None where it has no value."""
    outer = (source.outer_start or source.start, source.outer_end or source.end)
    if isinstance(source, Money):
        if source.amount is None:
            return None
        unit = UNITS.get(source.currency, source.currency)
        return Figure(
            source.start, source.end, *outer, source.text, source.amount, unit, source.qualifier, "money", clause
        )
    return Figure(
        source.start,
        source.end,
        *outer,
        source.text,
        source.value,
        source.unit,
        source.qualifier,
        source.kind,
        clause,
        source.low,
    )


class Flows:
    """What the flows of the article have taken: their sums, and the number of those who receive."""

    def __init__(self, state: State) -> None:
        self.flows = state.flows
        self.text = state.folded
        self.words = words(state)
        self.amounts = {(f.amount, f.currency) for f in state.flows}
        self.sums = state.money
        self.each = {f.amount for f in state.flows if f.per in EACH and f.amount is not None}
        self.currency = {unit: code for code, unit in UNITS.items()}

    def reason(self, state: State, figure: Figure) -> str | None:
        """Tell why a sum is no observation: it is, or repeats, that of a flow; but one that another sentence says to be of something else only equals it."""
        code = self.currency.get(figure.unit or "", figure.unit)
        if (figure.value, code) not in self.amounts:
            return None
        sentence = figure.clause.sentence
        told = [f for f in self.flows if f.amount == figure.value]
        elsewhere = not sentence.heading and all(not f.evidence.start <= figure.start < f.evidence.end for f in told)
        named = self.words.measured.search(self.text, figure.clause.start, figure.outer_start) is not None
        equal = elsewhere and named and sum_rejected(state, figure, self.words) is None
        return None if equal else "the sum of a flow"

    def counted(self, figure: Figure) -> str | None:
        """Tell why a count is no observation: it is a flow's `recipient_count`, or how many a sum in its sentence reached."""
        if figure.kind != "count":
            return None
        if any(self.receives(flow, figure) for flow in self.flows) or self.reached(figure) or self.each_gets(figure):
            return "the number of those who receive a flow"
        return None

    def reached(self, figure: Figure) -> bool:
        """Tell whether the words by a count say that a sum told in its sentence reached so many."""
        sentence = figure.clause.sentence
        if not (
            self.words.reached.search(self.text, max(sentence.start, figure.start - 14), figure.outer_start)
            or self.words.given_to.search(self.text, figure.clause.start, figure.outer_start)
            or self.words.got.match(self.text, figure.end, figure.end + 20)
        ):
            return False
        return any(sentence.start <= f.evidence.start < sentence.end and f.amount is not None for f in self.flows)

    def each_gets(self, figure: Figure) -> bool:
        """Tell whether the sum of a flow right behind a count, or the list that it is in, is what each of them gets (资助学生62名，每人1500元)."""
        end = figure.clause.sentence.end
        place = bisect.bisect_left(self.sums, figure.end, key=lambda m: m.start)
        near = next((m for m in self.sums[place : place + 1] if m.start < min(end, figure.end + LONGEST_EACH)), None)
        if near is None or near.amount not in self.each:
            return False
        between = self.text[figure.end : near.start]
        counts = list(COUNT.finditer(between))
        behind = between[counts[-1].end() :] if counts else between
        listed = between[: counts[-1].start()] if counts else ""
        each = self.words.each_unit.search(behind)
        if each is None or CLAUSES.search(listed):
            return False
        return (figure.unit in HEADS) == bool(PEOPLE.search(each[0])) or not UNIT.search(each[0])

    def receives(self, flow: facts.Flow, figure: Figure) -> bool:
        inside = flow.evidence.start <= figure.start < flow.evidence.end
        return inside and flow.recipient_count is not None and flow.recipient_count == figure.value


def part_of_whole(state: State, figure: Figure, previous: Figure | None) -> Entity | None:
    """Return who has a sum as one of a list that splits the sum measured before it or goes on with it (其中，甲市15亿元、乙市6亿元)."""
    if previous is None or figure.kind != previous.kind or figure.unit != previous.unit:
        return None
    sentence = figure.clause.sentence
    if figure.kind != "money":
        return next_in_row(state, figure, previous)
    if previous.clause.sentence.paragraph != sentence.paragraph:
        return None
    inside = "其中" in state.folded[max(previous.end, sentence.start) : figure.start] or (
        previous.clause is figure.clause and "其中" in state.folded[sentence.start : previous.start]
    )
    if not inside and not goes_on(state, figure, previous, words(state)):
        return None
    start = max(figure.clause.start, previous.outer_end if previous.clause is figure.clause else 0)
    named = [
        m
        for m in state.mentions_in(start, figure.outer_start)
        if m.type in ("Place", "Institution", "Zone", "Category")
    ]
    own = OWN.sub("", state.folded[start : figure.outer_start])
    alone = len(named) == 1 and own == state.folded[named[0].start : named[0].end]
    return named[0].entity if alone else None


def next_in_row(state: State, figure: Figure, previous: Figure) -> Entity | None:
    """Return who stands alone between two figures of one row (工商银行17.3%、中国银行16.4%)."""
    if previous.clause.sentence is not figure.clause.sentence or figure.start - previous.end > LONGEST_ROW:
        return None
    between = state.folded[previous.end : figure.outer_start]
    own = OWN.sub("", between.lstrip("；;"))
    named = [m for m in state.mentions_in(previous.end, figure.outer_start) if m.type in ROW_PARTIES and m.text == own]
    return named[0].entity if named and between[:1] in ("、", "，", "；", "和", ",") else None


def rejected(state: State, figure: Figure, previous: Figure | None = None) -> str | None:
    """Tell why a figure that is no part of a whole measures nothing, None where it does; `previous` is the sum measured before it."""
    lists = words(state)
    text = state.folded
    before = text[figure.clause.start : figure.outer_start]
    behind = text[figure.end : figure.end + 16]
    if before.endswith(lists.not_after):
        return "stands for each, the first or any"
    if figure.kind == "measure" and RESTATED.search(text, max(0, figure.outer_start - 12), figure.outer_start):
        return "the figure before it in another unit"
    if figure.kind == "percent" and lists.borne.search(before):
        return "a share of a cost that somebody bears"
    if figure.kind == "ratio" and lists.split_behind.match(behind):
        return "a share of a cost that somebody bears"
    if figure.kind == "percent" and of_another(state, figure, lists):
        return "a share of what another has"
    if figure.kind != "percent" and lists.thresholds.match(behind):
        return "a class by size"
    if figure.kind == "money" and figure.qualifier == "over" and lists.sized.match(behind):
        return "a class by size"
    if describes(state, figure, figure.clause):
        return "a class by size"
    if (figure.kind != "percent" and conditional(state, figure, lists)) or asked(state, figure, lists):
        return "what a rule asks for"
    if lists.distance.search(before) and lists.units.get(figure.unit or "") == "length":
        return "how far it is from somewhere"
    if figure.kind == "measure" and text.startswith("级", figure.end):
        return "a class by size"
    if figure.kind == "count" and points_back(state, figure, lists):
        return "those told of before"
    numerals = not any(c.isdigit() for c in figure.text)
    if (
        figure.kind == "count"
        and behind.startswith(lists.not_nouns)
        and (numerals or (figure.value <= MANNER and not lists.counting.search(before)))
    ):
        return "counted in a manner of speaking"
    if (
        figure.kind == "count"
        and numerals
        and figure.value <= 10
        and not lists.counting.search(before)
        and figure.low is None
    ):
        return "a small number in words that nobody counts"
    if figure.kind in ("count", "percent") and lists.one_of.match(state.folded, figure.end):
        return "a number of which the subject is one"
    if figure.kind == "count" and figure.text[0] in "万亿" and figure.outer_start == figure.start:
        return "a figure of speech"
    if figure.kind == "heads" and not behind.startswith(lists.heads):
        return "heads of what is no measure"
    if figure.kind == "duration" and TRANCHE.match(text, figure.end):
        return "the name of a part of a bond"
    if figure.kind == "duration" and not lists.duration.search(before[-12:] + figure.text + behind[:2]):
        return "a length of time of nothing named"
    if figure.kind == "rank" and figure.qualifier == "up_to" and several(state, figure):
        return "a place that several share"
    if figure.kind == "rank" and not lists.rank.search(before):
        return "a place in no ranking"
    if figure.kind == "money":
        return None if goes_on(state, figure, previous, lists) else sum_rejected(state, figure, lists)
    return None


def points_back(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether a count only takes up those that were told before (上述15家, 这5个项目), not those of a list right before it."""
    start = figure.clause.start
    back = lists.points_back.search(state.folded, start, figure.outer_start)
    return back is not None and not any(m.end == back.start() for m in state.mentions_in(start, back.start()))


def of_another(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether a share only compares somebody with whom it stands right behind (甲银行的规模不足乙银行的一半)."""
    beside = state.mentions_in(max(figure.clause.start, figure.outer_start - 30), figure.outer_start)
    named = [m for m in beside if m.type in ("Institution", "Zone", "Place")]
    if not named or state.folded[named[-1].end : figure.outer_start] not in ("", "的"):
        return False
    return lists.compares.search(state.folded, figure.clause.start, named[-1].start) is not None


def conditional(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether the figure is what a rule asks of who is to get something (满100人, 50人起, 奖…)."""
    clause = figure.clause
    row = lists.row.match(state.folded, figure.end)  # 突破1000万元、2000万元的，分别奖励…
    behind = lists.asks_behind.match(state.folded, row.end() if row else figure.end)
    asks = behind or (row is None and lists.asks_before.search(state.folded, clause.start, figure.outer_start))
    return bool(asks and lists.gives.search(state.folded, figure.end, clause.sentence.end))


def several(state: State, figure: Figure) -> bool:
    """Tell whether the first places of a ranking are only said to be those of a list (甲市、乙市、丙市位列前三, 居前三位的是…)."""
    clause = figure.clause
    named = [m for m in state.mentions_in(clause.start, figure.start) if m.entity and m.type in ROW_PARTIES]
    listed = any(state.folded[a.end : b.start] in ("、", "和", "与", "及") for a, b in itertools.pairwise(named))
    return listed or state.folded.startswith(("的是", "的有", "的为", "的依次", "的分别"), figure.end)


def asked(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether a sentence on who may apply bounds the figure (申报企业应成立满3年、研发人员占比不低于10%)."""
    clause = figure.clause
    if not lists.applicants.search(state.folded, clause.sentence.start, figure.outer_start):
        return False
    bounded = lists.bounds.search(state.folded, clause.start, figure.outer_start)
    return bool(
        bounded or figure.qualifier in BOUNDS or state.folded.startswith(("以上", "及以上", "以下", "以内"), figure.end)
    )


def goes_on(state: State, figure: Figure, previous: Figure | None, lists: Words) -> bool:
    """Tell whether a sum goes on with the one measured before it, with nothing but its own name or date: 甲市3亿元、乙市2亿元; 今年已达5亿元."""
    if previous is None or previous.unit != figure.unit:
        return False
    clause, text = figure.clause, state.folded
    here, there = clause.sentence, previous.clause.sentence
    if here.paragraph != there.paragraph or state.number_of(here) - state.number_of(there) > 1:
        return False
    following = bisect.bisect_left(state.money, previous.end, key=lambda m: m.start)
    if any(m.start < figure.start for m in state.money[following : following + 1]):
        return False  # a flow stands between
    start = max(clause.start, previous.outer_end) if previous.clause is clause else clause.start
    own = text[start : figure.outer_start]
    first = bisect.bisect_left(state.dates, start, key=lambda d: d.start)
    for date in state.dates[first : first + 3]:
        if date.end <= figure.outer_start:
            own = own.replace(text[date.start : date.end], "")
    own = lists.only_leads.sub("", own)
    if not own:
        return here is there or previous.clause is not clause
    if here is not there or len(own) > LONGEST_NAME:
        return False
    if any(own == text[m.start : m.end] for m in state.mentions_in(start, figure.outer_start)):
        return True
    return all(tag[0] in "njlbsg" for _, tag in rjieba.tag(own))


def sum_rejected(state: State, figure: Figure, lists: Words) -> str | None:
    """Tell why a sum that is no flow is no measurement either."""
    clause = figure.clause
    near = state.folded[clause.start : min(clause.end, figure.end + 12)]
    if lists.money_thresholds.match(state.folded, figure.outer_end):
        return "a class by size"
    earlier = state.folded[clause.sentence.start : clause.start]
    changed = lists.changing.search(state.folded[max(clause.start, figure.outer_start - 8) : figure.outer_start])
    moved = any(clause.sentence.start <= m.start < clause.start for m in state.money)
    if moved and COMPARED.search(state.folded, clause.start, figure.outer_start):
        return None  # 到位资金6亿元，较上年同期增加3000万元
    if topical(state, figure, lists) or reached_now(state, figure, lists) != "":
        return None
    if not lists.measured.search(near) and not (changed and lists.measured.search(earlier)):
        return "no word says what the sum is of"
    return None


def reached_now(state: State, figure: Figure, lists: Words) -> str:
    """Return the measure of the clause before where a sum is only what that has come to (净利润翻了一番，达到23亿元), else nothing."""
    clause = figure.clause
    before = clause.sentence.clauses[clause.index - 1] if clause.index else None
    if before is None or not lists.only_reached.fullmatch(state.folded, clause.start, figure.outer_start):
        return ""
    if any(before.start <= m.start < before.end for m in state.money):
        return ""
    told = list(lists.measured.finditer(state.folded, before.start, before.end))
    return state.text[before.start : told[-1].end()] if told else ""


def topical(state: State, figure: Figure, lists: Words) -> bool:
    """Tell whether the sum says how far somebody has come in what its sentence opens with (数字经济方面，甲市达50亿元)."""
    sentence, text = figure.clause.sentence, state.folded
    topic = lists.topic.match(text, sentence.start, figure.clause.start)
    return topic is not None and lists.reaches.search(text[figure.clause.start : figure.start]) is not None


def headline_repeats(state: State, found: list[Figure]) -> set[int]:
    """Return the places (offsets) of headline figures that the body repeats, as an observation or in a flow."""
    body = {(f.value, f.unit) for f in found if not f.clause.sentence.heading}
    counted = {Decimal(f.recipient_count) for f in state.flows if f.recipient_count is not None}
    body |= {(count, unit) for count in counted for unit in PARTIES_IN}
    heading = [f for f in found if f.clause.sentence.heading]
    sums = {(f.amount, UNITS.get(f.currency, f.currency)) for f in state.flows if f.amount is not None}
    return {f.start for f in heading if (f.value, f.unit) in body or rounded(f, body | sums)}


def rounded(figure: Figure, told: set[tuple[Decimal, str | None]]) -> bool:
    """Tell whether a headline only rounds what the body tells exactly (突破百亿元 for 108.88亿元, 近500家 for 486家)."""
    if figure.qualifier not in ROUNDED:
        return False
    least, most = (figure.value * part for part in ROUNDED[figure.qualifier])
    return any(unit == figure.unit and least <= value <= most for value, unit in told)
