"""Running totals and periods of flows, and the words that fields are read from."""

import bisect
import re
from dataclasses import dataclass

from extract.datelines import anchor_of
from extract.dates_grammar import COUNT, number
from extract.dates_resolve import span
from extract.flows_cues import unify
from extract.flows_frame import Frame
from extract.lexicon import Lexicon
from extract.model import DateSpan, Sentence, State
from extract.scan_firsts import compiled

CARRIED = 3  # sentences over which the time of a story is carried on
NOW = re.compile("目前|眼下|如今|现|当前|时下")
SCENE = re.compile(
    "(?:宣告|正式|注册|登记|挂牌)(?:成立|设立)|签|协议|仪式|对接会|落笔|揭牌|会上|认购|授信|合同"
)  # what was agreed then
EARLY = re.compile("提前下达|提前拨付|提前安排|预拨|预付")  # next year's money that has been handed out
YEAR = re.compile(r"(20\d\d)年度?(?!\d|[前第以]|底)")
NUMBERED = re.compile("；其?[二三四五六七八]是|；第?[二三四五六七八][、，]")
HANDED_ON = re.compile("(?:正式|全部|全额|顺利|成功|如期)*(?:投放|发放|到账|到位|拨付|下达|兑付|放款|支付)")
YEARLY = {"grant", "subsidy", "reward", "interest_subsidy", "credit_line", "bond"}  # money that is told by its year
GOES_ON = ("其中", "同时，")  # sentences that go on with the total of the one before
# 将 that only takes its object in front of the verb (将专项资金2亿元拨付至各县): nothing is still to come
TAKEN = re.compile(
    "(?<![即已现])将(?=(?!于|在|向|为|对|由|通过|继续|陆续|分|尽|按|根据|以|不|再|进一步|从|逐步|积极|加大|力争|全部|到位|[下本今明])"
    "[^，。；]{2,40}?(?:拨付|分配|下达|转贷|划拨|划转|发放|投放|分解|下拨|注入|返还|拨)(?:至|到(?!位)|给|往))"
)
NOTICE = re.compile("公示(?!结束|期满|无异议|后)")
# behind a date that is a thing's and not the sum's: 2016年牵头发起的基金, 上月动工的汇集站, 10日电
OF_THING = re.compile(
    r"电|讯|[^，。；、\d]{0,4}(?:设立|成立|组建|创立|创建|重组|印发|出台|开办|创办|启动|发布|动工|开工|奠基|开业|开张|投产|建成|通车|落成|举办|注册|揭牌)的(?![，。；])"
)
SHARE_OF = re.compile("占[^，。；、]{0,10}$")  # before the year that a share is of (占公司2020年度净利润的9%)
FORMER = re.compile("[由从](?:原先|原来|原|最初|此前|当初|过去)?的?$")  # before a sum from which something changed
RISES = re.compile(
    "(?:的规模)?[，,]?(?:进一步|再|大幅|一次性|逐步|直接)?(?:增|提|扩|升|上调|调[增减高低至到整]|下[调降]|降|减|压|缩|追加|翻)"
)
AHEAD = re.compile("提前|下达|预拨|预付|已")  # 提前下达明年的资金: next year's money has been handed out
PAID_OUT = re.compile("已(?:经)?(?:提前|紧急|预|全部)?(?:下达|拨付|安排)|提前下达")
OPENS = re.compile("起(?![草步动源])|开始|始，")
WITHIN = re.compile(rf"({COUNT})\s?年(?:之|以)?内")
NEAR = 8  # characters between a year and the sum that it alone dates (去年为2亿元)


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The compiled lists of `flow_status.yaml`."""

    planned: re.Pattern[str]
    committed: re.Pattern[str]
    actual: re.Pattern[str]
    cumulative: re.Pattern[str]
    not_cumulative: re.Pattern[str]
    rule: re.Pattern[str]
    not_rule: re.Pattern[str]
    agreed: re.Pattern[str]
    founding: re.Pattern[str]
    paid_in: re.Pattern[str]
    other_events: re.Pattern[str]
    paying: re.Pattern[str]
    paid: re.Pattern[str]
    promises: re.Pattern[str]
    loosened: re.Pattern[str]
    set_up: re.Pattern[str]
    earlier: re.Pattern[str]
    gatherings: re.Pattern[str]
    signed_behind: re.Pattern[str]
    just_now: re.Pattern[str]
    formalities: re.Pattern[str]


def status_words(lexicon: Lexicon) -> StatusWords:
    """Compile the status words of a lexicon."""
    data = lexicon.table("flow_status")
    return StatusWords(**{key: compiled("|".join(f"(?:{w})" for w in words)) for key, words in data.items()})


class Times:
    """Reads the running totals and periods of frames; what reads the other fields builds on it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words = state.lexicon.built("flows.status", status_words)
        self.text = self._masked()
        self.told: Frame | None = None  # the flow whose status was read last
        self.totalled: Frame | None = None  # the last flow that is a running total
        self.notice = self._is_notice()
        self.written = anchor_of(state).day_told  # the day, month or year of writing; empty where nothing tells it

    def _masked(self) -> str:
        """Return the folded text with the insides of names blotted out: a 计划 in a name plans nothing."""
        text = state_text = unify(self.state.folded)
        parts, place = [], 0
        for m in self.state.mentions:
            if m.start >= place and m.type in {"Program", "Policy", "Fund", "Institution"} and not m.implied:
                parts += [text[place : m.start], "□" * (m.end - m.start)]
                place = m.end
        return TAKEN.sub("□", "".join([*parts, state_text[place:]]))

    def _is_notice(self) -> bool:
        """Tell whether the article puts up for objections what is to be given: 拟 and 公示 in its head or its opening."""
        opening = self.text[: self.state.sentences[min(3, len(self.state.sentences) - 1)].end]
        said = (self.state.article.title or "") + opening
        return NOTICE.search(said) is not None and "拟" in said

    def cumulative(self, frame: Frame) -> bool:
        """Tell whether the figure is a running total, by its own words or as a part of one; frames are asked for in text order."""
        found = self._cumulative(frame)
        if found and not self.text.startswith("其中", frame.clause.sentence.start):
            self.totalled = frame
        return found

    def _cumulative(self, frame: Frame) -> bool:
        if frame.money.qualifier == "up_to" or frame.status in {"rule", "planned"}:
            return False
        if frame.instrument == "fund_size" and frame.fund and frame.fund.type == "Fund":
            return False  # the size of one fund adds nothing up
        start = frame.clause.sentence.start
        first = max(start, self.text.rfind("；", start, frame.money.start) + 1)
        lead = self.text[first : frame.money.start].replace(" ", "")
        framed = [d for d in self.state.dates if start <= d.start < first and self._frames(d, frame.money.start)]
        lead = (framed[-1].text if framed else "") + lead
        if self._of_one_year(frame, first) or (frame.money.per and "累计" not in lead):
            return False
        if self.words.cumulative.search(lead):
            return not self.words.not_cumulative.search(lead)
        told, opens = self.totalled, self.text.startswith(GOES_ON, frame.clause.sentence.start)
        return (
            opens
            and told is not None
            and told.clause.sentence.paragraph == frame.clause.sentence.paragraph
            and told.instrument == frame.instrument
        )

    def _of_one_year(self, frame: Frame, start: int) -> bool:
        """Tell whether the sum is that of one year, or of a closed span, although a total is spoken of before it (其中去年2亿元)."""
        dates = [d for d in self.state.dates if start <= d.start and d.end <= frame.money.start and d.period]
        if not dates or dates[-1].as_of:
            return False
        last = dates[-1]
        period, anchor = str(last.period), self.written[:4]
        between = self.text[last.end : frame.money.start]
        if "以来" in last.text + between[:3] or "起" in between[:2] or self.words.cumulative.search(between):
            return False
        if "/" in period:
            return (
                bool(anchor)
                and period.split("/")[1][:4] < anchor
                and "累计" not in self.text[start : frame.money.start]
            )
        before = self.text[start : last.start]
        told = len(between.strip()) <= NEAR and bool(self.words.cumulative.search(before))
        return len(period) == 4 and ("其中" in before[-3:] or told)

    def period(self, frame: Frame) -> str | None:
        """Return the date nearest before the sum that dates it, else the nearest behind it in its clause."""
        sentence, money = frame.clause.sentence, frame.money
        if FORMER.search(self.text, sentence.start, money.start) and RISES.match(self.text, money.end):
            return None  # 5月7日起额度由3亿元增加到5亿元: what it was until then
        dates = [d for d in self.state.dates if sentence.start <= d.start and d.end <= sentence.end and d.period]
        dates = [d for d in dates if not SHARE_OF.search(self.text, max(0, d.start - 12), d.start)]
        item = self.text.rfind(
            "；", sentence.start, money.start
        )  # a date before ； dates another item, but for one that opens the sentence
        before = [
            d
            for d in dates
            if (item < d.start or d.start - sentence.start <= 3 or d.as_of or self._frames(d, money.start))
            and d.end <= money.start
            and self._dates(d, frame)
        ]
        if not before and item >= 0:
            before = self._of_half_before(frame, dates, item)
        if before:
            return self._spanned(before, frame)
        behind = [d for d in dates if money.end <= d.start < frame.clause.end]
        if behind:
            return behind[0].period
        handed = [
            d
            for d in dates
            if d.start >= money.end and self.text[d.start - 1] in "于在" and HANDED_ON.match(self.text, d.end)
        ]
        if handed and frame.status == "actual":
            return handed[0].period  # 提供融资3亿元，款项已于6月7日投放
        part = self.text.startswith(GOES_ON, sentence.start)
        told = (frame.status == "actual" and (part or not self.cumulative(frame))) or frame.status == "committed"
        if frame.base and frame.verb is frame.base.verb and frame.status == frame.base.status:
            return self.period(frame.base)  # a part is of the time of its total
        if self.words.just_now.search(self.text, sentence.start, money.start):
            return None  # 近日 gives no time, and it is not that of the story before
        found = self._carried(sentence, frame.status == "actual") if told else self._reckoned(frame)
        return found or self._titled(frame)

    def _of_half_before(self, frame: Frame, dates: list[DateSpan], item: int) -> list[DateSpan]:
        """Return the date of the part before ； where the sum goes on about whom that part is about (甲公司上半年担保4亿元；代偿200万元)."""
        named = self.state.mentions_in(item, frame.money.start, "Institution", "Place", "Fund", "Zone")
        apart = (
            named
            or NUMBERED.match(self.text, item)
            or self.text[item + 1 : item + 2] in "对另"
            or "；" in self.text[frame.clause.sentence.start : item]
        )
        return [] if apart else [d for d in dates if d.end <= item and self._dates(d, frame)][-1:]

    def _frames(self, date: DateSpan, stop: int) -> bool:
        """Tell whether a date set off as a clause of its own before any sum is that of all items of its sentence (…，2019年以来，甲市投入3亿元；乙市…)."""
        clause = self.state.clause_at(date.start)
        if clause is None or self.text[clause.start : clause.end].strip("，, ").removesuffix("间") != date.text:
            return False
        place = bisect.bisect_left(self.state.money, clause.sentence.start, key=lambda m: m.start)
        return all(m.start > date.start for m in self.state.money[place : place + 1] if m.start < stop)

    def _spanned(self, before: list[DateSpan], frame: Frame) -> str | None:
        """Return the time of the nearest of the dates before a sum, taken together with what the others say of it."""
        last = before[-1]
        years = WITHIN.match(last.text)
        if years and last.period and (opening := [d for d in before[:-1] if d.period and self._opens(d)]):
            first = str(opening[-1].period).split("/")[0]  # 自2017年起实施，省财政三年内安排…
            return span(first, str(int(first[:4]) + number(years[1]) - 1))
        if last.as_of and last.period and "/" not in last.period:
            since = [str(d.period).split("/")[0] for d in before[:-1] if d.period and self._opens(d)]
            if since and since[-1] == last.period[:4] and len(last.period) > len(since[-1]):
                since[-1] += "-01"  # 今年以来…，截至4月末
            if since:
                return span(since[-1], last.period)  # 自2017年以来…，截至2020年9月末
        got = frame.verb is not None and frame.verb.meaning.role == "get" and frame.verb.start <= last.start
        if got and last.text.endswith("年度"):  # 于2024年2月6日收到某局2022年度奖励: the day it came
            days = [d for d in before[:-1] if len(str(d.period)) == 10 and d.start >= frame.clause.start]
            if days and not days[-1].as_of:
                return days[-1].period
        return last.period

    def _opens(self, date: DateSpan) -> bool:
        """Tell whether a date says from when on something has gone on (2017年以来, 2017年起)."""
        return date.text.endswith("以来") or OPENS.match(self.text, date.end) is not None

    def tells(self, date: DateSpan) -> bool:
        """Tell whether a date is that of what its sentence tells, and no other event's."""
        return not self._of_event(date) and OF_THING.match(self.text, date.end) is None

    def _titled(self, frame: Frame) -> str | None:
        """Return the year that an announcement of public money bears in its title (2024年度补助项目公示)."""
        said = YEAR.findall(self.state.article.title or "")
        return said[0] if len(said) == 1 and frame.instrument in YEARLY and frame.money.per is None else None

    def _reckoned(self, frame: Frame) -> str | None:
        """Return the date up to which a running total is reckoned that the sentence before tells of its own totals (截至11月末，…)."""
        sentence = frame.clause.sentence
        before = self.state.up_to(sentence, 1)[0]
        if frame.status != "actual" or before.heading or before.paragraph != sentence.paragraph:
            return None
        dates = [d for d in self.state.dates if before.start <= d.start and d.end <= before.end and d.period]
        return dates[-1].period if dates and dates[-1].as_of else None

    def _carried(self, sentence: Sentence, far: bool = True) -> str | None:
        """Return the time at which the story has arrived: what is told without a date happened at the one told before.

        Into another paragraph only a year or a part of one reaches, no day and no month, and that where `far`.
        """
        place = self.state.number_of(sentence)
        if self.words.earlier.search(self.text, sentence.start, sentence.end):
            return None
        for before in reversed(self.state.sentences[max(0, place - CARRIED) : place]):
            if before.heading:
                continue
            near = before.paragraph == sentence.paragraph
            dates = [d for d in self.state.dates if before.start <= d.start and d.end <= before.end]
            told = [
                d.period
                for d in dates
                if d.period
                and not (d.recurring or self._compared(d) or (NOW.match(d.text) and not d.as_of))
                and not self._of_event(d)
                and (far or SCENE.search(self.text, before.start, before.end))
                and (self._recent(d.period) or EARLY.search(self.text, before.start, before.end))
                and not (len(d.period) == 9 and d.period[4] == "/" and d.period[5:] >= (self.written[:4] or "0"))
                and (
                    near
                    or (
                        far and not d.as_of and self.written and len(d.period) != 7 and len(d.period.split("/")[0]) < 10
                    )
                )
            ]
            if told:
                return told[-1]
        return None

    def _recent(self, period: str) -> bool:
        """Tell whether a time is of the dateline's year or the one before it and has begun: others are what a story looks back on or ahead to."""
        date, start = self.written, period.split("/")[0]
        return not date or (int(period[:4]) >= int(date[:4]) - 1 and start[: len(date)] <= date[: len(start)])

    def _compared(self, date: DateSpan) -> bool:
        """Tell whether a date is only what a figure is compared with (比上年增长8%)."""
        return self.text[max(0, date.start - 1) : date.start] in {"比", "较", "占", "超"}

    def _dates(self, date: DateSpan, frame: Frame) -> bool:
        """Tell whether a date before the sum dates it, and not a noun, a document or another event."""
        if self._compared(date):
            return False
        if self.words.just_now.search(self.text, date.end, frame.money.start):
            return False
        if OF_THING.match(self.text, date.end) or (not date.as_of and self._named_by(date)):
            return False
        clause = self.state.clause_at(date.start)
        if clause is None or clause is frame.clause or date.as_of:
            return True
        past = str(date.period).split("/")[-1] <= (self.written or "9")
        if frame.status == "planned" and past and len(str(date.period).split("/")[0]) >= 7:
            return False  # 3月21日签订协议，拟投资16亿元
        return not self._of_event(date)

    def _named_by(self, date: DateSpan) -> bool:
        """Tell whether a date is a part of what a gathering is called, as another one that stands before it tells its day."""
        clause = self.state.clause_at(date.start)
        if clause is None or self.words.gatherings.match(self.text, date.end, clause.sentence.end) is None:
            return False
        return any(clause.sentence.start <= d.start < date.start and d.period for d in self.state.dates)

    def _of_event(self, date: DateSpan) -> bool:
        """Tell whether a day or a month is that of another event, as its clause tells it (11月6日，某行长在会上介绍)."""
        clause = self.state.clause_at(date.start)
        fine = len(str(date.period).split("/")[0]) >= 7 and not date.as_of
        if not fine or clause is None:
            return False
        alone = clause.end - clause.start <= date.end - date.start + 2  # 11月6日，某行长在会上介绍
        later = clause.sentence.clauses[clause.index + 1 : clause.index + 2] if alone else []
        end = later[0].end if later else clause.end
        return bool(self.words.other_events.search(self.text, clause.start, end))

    def to_come(self, frame: Frame, period: str | None) -> bool:
        """Tell whether a period begins after the article's date: what is told of it cannot have happened yet."""
        told = [f.clause for f in (frame, frame.total, frame.base, frame.base.total if frame.base else None) if f]
        if any(AHEAD.search(self.text, c.start, c.end) for c in told):
            return False
        if any(PAID_OUT.search(self.text, c.sentence.start, c.end) for c in told):
            return False
        start, date = (period or "").partition("/")[0], self.state.article.date or ""
        return bool(start and date) and start > date[: len(start)]
