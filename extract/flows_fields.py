"""Status, running totals, period and conditions of a flow, from the words around its sum."""

import re
from dataclasses import dataclass

from extract.flows_cues import unify
from extract.flows_frame import Frame
from extract.flows_patterns import BREAKDOWN
from extract.lexicon import Lexicon
from extract.model import DateSpan, Sentence, State

PROMISED = {"subsidy", "reward", "interest_subsidy", "grant", "compensation", "tax_relief"}
# of a fund that is at work: 规模1亿元，至今投出37个项目; 规模扩至5000万元
AT_WORK = re.compile("[^。；]{0,16}(?:至今|迄今|已连续)[^，。；]{0,6}(?:投|支持|扶持|放)")
GROWN = re.compile("(?:扩|增|扩大|增加)(?:至|到)了?[约近超逾]?$")
HANDED = re.compile(
    "[^，。；]{0,8}?已(?:经)?(?:全部|陆续|如期|全额)?(?:发放|到位|到账|拨付|投放|兑现|下达|支付|放款)(?!的)"
)
TO_COME = re.compile(  # 甲省18亿元、乙省9亿元债券将于本周发行
    r"(?:[、和及][^，。；\d]{1,12}[\d.]+[万亿]?元){0,8}[^，。；\d]{0,10}(?:将|拟|计划)(?:于|在)?[^，。；]{0,8}?(?:发行|招标|下达|拨付|到位|发放|投放)"
)
LOOSE = {"other", "loan", "investment", "equity"}  # instruments that a rule's ceiling may have been misread as

QUOTAS = {"relending", "loan", "guarantee"}
QUOTED = re.compile("额度|限额|配额")
ALLOWED = re.compile("(?:批准|批复|核准|同意|获批|获准)[^，。；]{0,24}发(?:行|债)")
ISSUED = re.compile("已(?:发行|完成)|发行了|成功发行|完成发行|招标")
QUOTA = 14  # characters behind a sum in which it may be called a quota (50亿元支农再贷款额度)
CARRIED = 3  # sentences over which the time of a story is carried on

INTENDED = re.compile("拟|力争|计划(?!总)|预计|争取|打算|提出|即将")  # in the clause before a fund's size
PAST = re.compile("先后|带动|撬动|拉动|去年|前年|上年|上一年|过去[^，。；]{0,3}年")
YEARS_AGO = re.compile("去年|前年|上年|上一年|过去[^，。；]{0,3}年")
NEAR = 8  # characters between a year and the sum that it alone dates (去年为2亿元)
SHARED = re.compile("各自?[出拿掏投认付凑垫]")
SETS_OUT = {"安排", "拨付", "下达", "投入", "统筹", "筹集", "统筹安排", "累计安排", "累计投入", "拿出"}
HEAD = re.compile("每[人家户个名项位]")
EACH_UPTO = re.compile(
    "(?:单户|单家|单笔|每[户家个])[^，。；]{0,8}$|(?:单户|单家|单笔|每[户家个])[^，。；]{0,8}(?:不超过|最高|至多|上限)?[\\d.,]+[万亿]*元$"
)


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


def status_words(lexicon: Lexicon) -> StatusWords:
    """Compile the status words of a lexicon."""
    data = lexicon.table("flow_status")
    return StatusWords(**{key: re.compile("|".join(f"(?:{w})" for w in words)) for key, words in data.items()})


class Fields:
    """Reads the fields of a frame."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words = state.lexicon.built("flows.status", status_words)
        self.text = self._masked()
        self.told: Frame | None = None  # the flow whose status was read last
        self.totalled: Frame | None = None  # the last flow that is a running total

    def _masked(self) -> str:
        """Return the folded text with the insides of names blotted out: a 计划 in a name plans nothing."""
        text = state_text = unify(self.state.folded)
        parts, place = [], 0
        for m in self.state.mentions:
            if m.start >= place and m.type in {"Program", "Policy", "Fund", "Institution"} and not m.implied:
                parts += [text[place : m.start], "□" * (m.end - m.start)]
                place = m.end
        return "".join([*parts, state_text[place:]])

    def status(self, frame: Frame) -> str:
        """Return planned, committed, actual or rule; frames are asked for in text order."""
        frame.status = self._status(frame)
        if frame.kind == "flow":
            self.told = frame
        return frame.status

    def _status(self, frame: Frame) -> str:
        words, clause, money = self.words, frame.clause, frame.money
        base = frame.base
        if frame.part and base:
            return base.status
        if frame.item and base and base.kind == "flow":
            said = self.text[clause.sentence.start : money.start].lstrip()
            if base.clause.sentence is clause.sentence or BREAKDOWN.match(said):
                return base.status  # one of a list is as far as the list
        own = self.text[max(clause.start, base.money.end) : money.start] if base else ""
        part = base is not None and base.status in {"planned", "committed"} and frame.verb is base.verb
        if base and part and money.qualifier != "up_to" and not (words.planned.search(own) or "已" in own):
            return base.status  # a part that no verb of its own tells of
        lead = self.text[self._lead(frame) : money.start]
        if self._is_rule(frame, lead):
            return "rule"
        if frame.instrument == "credit_line":
            return "committed"
        here = self.text[clause.start : money.start]
        if frame.instrument == "fund_size":
            return self._fund_status(frame, here)
        if TO_COME.match(self.text, money.end, clause.end):
            return "planned"  # 9亿元专项债券将于本周发行
        if HANDED.match(self.text, money.end, clause.end) and not words.planned.search(here):
            return "actual"  # 首笔3亿元贷款已发放
        agreed = words.agreed.search(self.text, clause.sentence.start, money.start)
        if not agreed and (
            words.planned.search(here)
            or (self._ahead(frame) and not words.actual.search(here))
            or (words.planned.search(lead) and not words.actual.search(here))
        ):
            return "planned"
        looks_ahead = words.planned.search(lead) is not None
        if looks_ahead:
            here = here.replace("累计", "□□")  # 将力争累计提供: a total to come
        done = agreed and words.actual.search(
            self.text[agreed.end() : money.start].replace("累计", "□□" if looks_ahead else "累计")
        )
        if agreed and (words.planned.search(here) or not done):
            return "committed"
        vowed = frame.verb is not None and (frame.verb.word[0] == "签" or frame.verb.word in {"认了", "认下", "各认"})
        if vowed and not words.paid.search(here):
            return "committed"
        if told := self._of_quota(frame):
            return told
        quota = "额度" in here + self.text[money.end : min(money.end + QUOTA, clause.end)]
        if frame.instrument in QUOTAS and quota and not words.paid.search(here):
            return "committed"  # 下达再贷款额度, 给了再担保额度: granted, not yet used
        set_up = words.actual.search(here) or "设立" in here or "实施" in here
        if frame.instrument == "relending" and frame.verb is None and not set_up:
            return "committed"  # 2000亿元再贷款: a facility is set up with its size
        role = frame.verb.meaning.role if frame.verb else None
        if frame.verb and frame.verb.meaning.status == "committed" and not words.actual.search(here):
            told = self.text[clause.sentence.start : money.start]
            past = PAST.search(here) or YEARS_AGO.search(told) or self._years_back(frame)
            return "actual" if past else "committed"
        if role == "get" or words.actual.search(here) or (frame.verb and words.actual.search(frame.verb.word)):
            here_told = frame.verb is not None and frame.verb.end > clause.start  # but 133项申请获批，经费8000万元
            return "committed" if frame.verb and here_told and "批" in frame.verb.word else "actual"
        if money.per == "year" and self._since(frame):
            return "actual"
        if words.committed.search(self.text, clause.start, clause.end) or money.per == "year":
            return "committed"
        if frame.instrument == "investment" and frame.noun and "总投资" in frame.noun.word:
            return "committed"
        return "rule" if self._among_rules(frame) else "actual"

    def _years_back(self, frame: Frame) -> bool:
        """Tell whether the date nearest before the sum in its sentence is of a year before the dateline's (2017年，某厅出资5亿元)."""
        year = (self.state.article.date or "")[:4]
        dates = [
            d
            for d in self.state.dates
            if frame.clause.sentence.start <= d.start and d.end <= frame.money.start and d.period
        ]
        return bool(year and dates) and re.split("/", str(dates[-1].period))[-1][:4] < year

    def _among_rules(self, frame: Frame) -> bool:
        """Tell whether public money of nobody named goes on a list of promises (绿色工厂奖励20万元, behind what others may get)."""
        told, clause = self.told, frame.clause
        if told is None or told.status != "rule" or frame.instrument not in PROMISED:
            return False
        if told.clause.sentence.paragraph != clause.sentence.paragraph:
            return False
        if any(m.type in {"Institution", "Zone", "Place", "Person"} for m in clause.subject):
            return False
        start, verb = clause.sentence.start, frame.verb
        if verb is not None and (
            not self.words.paying.search(verb.word) or "共" in self.text[start : frame.money.start]
        ):
            return False
        dated = any(start <= d.start < frame.money.end for d in self.state.dates)
        return not dated and not self.words.not_rule.search(self.text, start, clause.end)

    def _of_quota(self, frame: Frame) -> str | None:
        """Return how far a bond is that the text tells as a quota, or as a part of a sum that is planned or promised; None for others."""
        told, clause = self.told, frame.clause
        here = self.text[clause.start : frame.money.start]
        if ISSUED.search(here) or self.words.planned.search(here):
            return None
        if frame.instrument == "bond" and ALLOWED.search(here):
            return "committed"  # 批准发行: not yet issued
        if frame.instrument == "bond" and QUOTED.search(
            self.text, max(clause.sentence.start, frame.money.start - 40), clause.end
        ):
            return "committed"
        got = frame.verb is not None and frame.verb.meaning.role == "get"
        if frame.instrument == "bond" and (
            got or (frame.item is not None and frame.base and frame.base.status == "committed")
        ):
            opening = min(s.start for s in self.state.sentences if s.paragraph == clause.sentence.paragraph)
            head = self.state.sentences[0]
            if QUOTED.search(self.text, opening, frame.money.start) or (
                head.heading and QUOTED.search(self.text, 0, head.end)
            ):
                return "committed"  # 分得的额度: who gets a part of a quota has not yet sold bonds
        goes_on = told is not None and told.clause.sentence is clause.sentence and told.instrument == frame.instrument
        if told is not None and goes_on and frame.instrument == "bond" and told.status == "planned":
            return "planned"  # 拟发行债券10亿元，首期发行2亿元
        part = (
            told is not None
            and goes_on
            and told.status in {"planned", "committed"}
            and "其中" in self.text[told.money.end : frame.money.start]
        )
        return told.status if told is not None and part and not self.words.actual.search(here) else None

    def _fund_status(self, frame: Frame, here: str) -> str:
        sentence = frame.clause.sentence
        start = min(s.start for s in self.state.sentences if s.paragraph == sentence.paragraph)
        head = self.state.sentences[0]
        founding = self.words.founding.search
        lead = self.text[self._lead(frame) : frame.money.start]
        if (
            self.words.planned.search(here)
            or (INTENDED.search(lead) and not self.words.actual.search(lead))
            or founding(self.text, start, frame.money.start)
            or (head.heading and founding(self.text, 0, head.end))
        ):
            return "planned"
        at_work = AT_WORK.match(self.text, frame.money.end, sentence.end) or GROWN.search(here)
        return "actual" if self.cumulative(frame) or at_work else "committed"

    def _ahead(self, frame: Frame) -> bool:
        """Tell whether the sum's clause names a time after the dateline."""
        date = self.state.article.date
        if not date:
            return False
        named = [
            d for d in self.state.dates if frame.clause.start <= d.start and d.end <= frame.money.start and d.period
        ]
        return any(
            str(d.period).split("/")[-1][: len(date)] > date[: len(str(d.period).split("/")[-1])]
            and str(d.period)[:4] > date[:4]
            for d in named
        ) or (frame.pool is not None and any(str(d.period).split("/")[-1][:4] > date[:4] for d in named))

    def _since(self, frame: Frame) -> bool:
        """Tell whether what is paid each year has been since a year before the dateline's (从2014年起每年拿出…)."""
        year = (self.state.article.date or "")[:4]
        dates = [d for d in self.state.dates if frame.clause.sentence.start <= d.start and d.end <= frame.money.start]
        past = [d for d in dates if d.period is not None and (not year or d.period[:4] < year)]
        return any(d.text.endswith(("起", "以来")) or self.text[d.end : d.end + 1] in {"起", "开"} for d in past)

    def _lead(self, frame: Frame) -> int:
        """Return where the words begin that the sum hangs on: its clause, and the one before it."""
        clause = frame.clause
        start = clause.sentence.clauses[clause.index - 1].start if clause.index else clause.start
        return max(start, self.text.rfind("；", start, frame.money.start) + 1)

    def _is_rule(self, frame: Frame, lead: str) -> bool:
        words, money = self.words, frame.money
        if frame.instrument in {"fund_size", "bond", "relending"} or words.not_rule.search(lead):
            return False
        verb = frame.verb
        set_out = verb is not None and verb.word in SETS_OUT and 0 <= money.start - verb.end <= 3
        if set_out and money.per is None and money.qualifier != "up_to":
            return False  # 安排3亿元对某类企业给予奖补: the sum itself is set out
        start = max(frame.clause.sentence.start, money.start - 120)
        said = self.text[start : money.outer_end]
        if money.qualifier == "up_to" and self._amid(frame, largest=True):
            return False
        if money.qualifier == "up_to" and (
            frame.instrument in PROMISED or (frame.instrument in LOOSE and words.paying.search(said))
        ):
            return True
        if money.qualifier == "up_to" and frame.instrument in LOOSE | {"guarantee"} and EACH_UPTO.search(said):
            return True  # 为企业提供单户最高2000万元的担保
        if money.qualifier == "up_to" and self._product(frame):
            frame.instrument = "loan"
            return True
        if frame.instrument not in PROMISED or self._one_body_got(frame):
            return False
        shared = (frame.verb is not None and frame.verb.word.startswith("各")) or SHARED.search(
            self.text, frame.clause.start, money.start
        )
        head = money.per in ("unit", "recipient") or (
            money.per == "year" and HEAD.search(self.text, money.outer_start - 6, money.start)
        )
        named = shared or self._each_named(frame)
        return bool(head and not named and not self._reported(frame)) or (
            bool(words.rule.search(said)) and not self._amid(frame)
        )

    def _each_named(self, frame: Frame) -> bool:
        """Tell whether so much went to each of a list of places or bodies (奖励甲市、乙市各2000万元)."""
        money = frame.money
        if "各" not in self.text[money.outer_start - 1 : money.start]:
            return False
        return len(self.state.mentions_in(frame.clause.start, money.start, "Place", "Institution")) > 1

    def _one_body_got(self, frame: Frame) -> bool:
        """Tell whether the sum's own clause says that a named body got it (对上规企业给予奖励，甲公司获奖励20万元)."""
        clause, verb = frame.clause, frame.verb
        got = verb is not None and verb.meaning.role == "get" and clause.start <= verb.start < frame.money.start
        bodies = bool(clause.subject) and all(m.type == "Institution" for m in clause.subject)
        return got and bodies and not clause.carried and frame.money.qualifier != "up_to" and frame.money.per is None

    def _amid(self, frame: Frame, largest: bool = False) -> bool:
        """Tell whether a sum that sounds like a rule's stands among sums that were given (…共2亿元，其中对甲类企业奖励5000万元).

        With `largest`, whether it is only the largest of them (其中单笔奖励最高达1000万元).
        """
        told = self.told
        sentence, start = frame.clause.sentence, frame.clause.sentence.start
        if told is None or told.status != "actual" or told.clause.sentence.paragraph != sentence.paragraph:
            return False
        if told.clause.sentence is not sentence and not self.text.startswith("其中", start):
            return False
        if largest:
            return "其中" in self.text[told.money.end : frame.money.start] and self.text.endswith(
                "达", start, frame.money.start
            )
        return (
            "其中" in self.text[start : frame.money.start]
            and frame.money.per is told.money.per is None
            and frame.money.qualifier != "up_to"
            and not self.words.promises.search(self.text, start, frame.money.start)
        )

    def _reported(self, frame: Frame) -> bool:
        """Tell whether a rate reports what each got: with a verb of getting, or as a part of money that was given (其中每县1000万元)."""
        verb, told = frame.verb, self.told
        if (
            verb is not None
            and verb.meaning.role == "get"
            and verb.end <= frame.money.start
            and verb.word[0] not in "可享"
        ):
            return self.text[verb.start - 1] not in "可能将"
        if told is None or told.status != "actual":
            return False
        if frame.clause.sentence.paragraph - told.clause.sentence.paragraph not in (0, 1):
            return False
        return "其中" in self.text[max(frame.clause.sentence.start, told.money.end) : frame.money.start] or (
            told.clause.sentence is frame.clause.sentence and told.money.per is None
        )

    def _product(self, frame: Frame) -> bool:
        """Tell whether a ceiling is that of a loan anyone may ask for: nobody is named who gets it, and no 授信 is granted."""
        if (
            frame.instrument not in {"loan", "credit_line"}
            or (frame.noun and "授信" in frame.noun.word)
            or (frame.verb and "授信" in frame.verb.word)
        ):
            return False
        start = frame.clause.sentence.start
        start = max(start, self.text.rfind("；", start, frame.money.start) + 1)
        named = self.state.mentions_in(start, frame.money.start, "Institution")
        return not any(m.kind in {"company", "university", "research"} for m in named)

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
        if self._of_one_year(frame, first):
            return False
        if self.words.cumulative.search(lead):
            return not self.words.not_cumulative.search(lead)
        told, opens = self.totalled, self.text.startswith("其中", frame.clause.sentence.start)
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
        period, anchor = str(last.period), (self.state.article.date or "")[:4]
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
        dates = [d for d in self.state.dates if sentence.start <= d.start and d.end <= sentence.end and d.period]
        item = self.text.rfind(
            "；", sentence.start, money.start
        )  # a date before ； dates another item, but for one that opens the sentence
        before = [
            d
            for d in dates
            if (item < d.start or d.start - sentence.start <= 3) and d.end <= money.start and self._dates(d, frame)
        ]
        if before:
            return before[-1].period
        behind = [d for d in dates if money.end <= d.start < frame.clause.end]
        if behind:
            return behind[0].period
        part = self.text.startswith("其中", sentence.start)
        told = frame.status == "actual" and (part or not self.cumulative(frame))
        if frame.base and frame.verb is frame.base.verb and frame.status == frame.base.status:
            return self.period(frame.base)  # a part is of the time of its total
        return self._carried(sentence) if told else None

    def _carried(self, sentence: Sentence) -> str | None:
        """Return the time at which the story has arrived: what is told without a date happened at the one told before."""
        place = self.state.number_of(sentence)
        for before in reversed(self.state.sentences[max(0, place - CARRIED) : place]):
            if before.heading:
                continue
            dates = [d for d in self.state.dates if before.start <= d.start and d.end <= before.end]
            told = [
                d.period
                for d in dates
                if d.period and not d.recurring and not self._compared(d) and self._recent(d.period)
            ]
            if told:
                return told[-1]
        return None

    def _recent(self, period: str) -> bool:
        """Tell whether a time is of the dateline's year or the one before it: others are what a story looks back on."""
        year = (self.state.article.date or "")[:4]
        return not year or int(period[:4]) >= int(year) - 1

    def _compared(self, date: DateSpan) -> bool:
        """Tell whether a date is only what a figure is compared with (比上年增长8%)."""
        return self.text[max(0, date.start - 1) : date.start] in {"比", "较", "占", "超"}

    def _dates(self, date: DateSpan, frame: Frame) -> bool:
        """Tell whether a date before the sum dates it, and not a noun, a document or another event."""
        if self._compared(date):
            return False
        if re.match(r"(?:设立|成立|印发|出台|开办|创办|启动|发布)的|电|讯", self.text[date.end : date.end + 4]):
            return False
        clause = self.state.clause_at(date.start)
        if clause is None or clause is frame.clause or date.as_of:
            return True
        day = len(str(date.period)) == 10
        return not (day and self.words.other_events.search(self.text, clause.start, clause.end))

    def condition(self, frame: Frame) -> str | None:
        """Return the words of a rule that say who gets the money or how it is reckoned."""
        clause, money = frame.clause, frame.money
        start = clause.sentence.start
        cut = max(self.text.rfind(mark, start, money.outer_start) for mark in "；：;:")
        said = self.state.text[max(cut + 1, start) : money.outer_start].strip(" ，,、")
        return said or self.state.text[clause.start : clause.end].strip(" ，,、；。") or None
