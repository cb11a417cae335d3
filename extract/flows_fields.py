"""Status of a flow, from the words around its sum."""

import re

from extract.flows_base import PUBLIC, STAKES
from extract.flows_frame import Frame
from extract.flows_patterns import BREAKDOWN
from extract.flows_pledged import own_money, partly_paid, pledged
from extract.flows_purposes import SET_OUT
from extract.flows_rules import BEGUN, PROMISED, RuleReader
from extract.flows_times import NUMBERED
from extract.model import Sentence

# of a fund that is at work: 规模1亿元，至今投出37个项目; 规模扩至5000万元
AT_WORK = re.compile("[^。；]{0,16}(?:至今|迄今|已连续)[^，。；]{0,6}(?:投|支持|扶持|放)")
GROWN = re.compile("(?:扩|增|扩大|增加)(?:至|到)了?[约近超逾]?$")
HANDED = re.compile(
    r"[^，。；]{0,8}?(?:已(?:经)?(?:于[^，。；]{1,10}?|在[^，。；]{1,10}?)?|(?:当[天日场]|次日|随[即后]|很快)(?:便|就|即)?)(?:全部|陆续|如期|全额)?(?:发放|到位|到账|拨付|预拨|拨(?=[，。；]|$)|投放|兑现|下达|支付|放款|用于|用到)(?!的)"
)
CARRIED_TO = re.compile("[^，。；、\\d将拟可]{0,12}(?:拨付?到|打到|打进|划到|汇到|汇入|发到|送到|下达到)(?!位)")
TO_COME = re.compile(  # 甲省18亿元、乙省9亿元债券将于本周发行
    r"(?:[、和及][^，。；\d]{1,12}[\d.]+[万亿]?元){0,8}[^，。；\d]{0,10}(?:将|拟|计划|要|本月底?|下月|[年月]内|[年月]底前)(?:于|在|全部|全数|陆续|分)?[^，。；]{0,8}?"
    "(?:发行|招标|簿记|开标|下达|拨付|到位|发放|投放|上线|划付|划拨|支付|拨给|投向|投到|投入|投给|用于|用来|砸|注入|到账|缴付|缴足|付清|提款|兑付|兑现)"
)

# 将 that only puts the sum before its verb: 第二天就将200万元贷款发放到位
OBJECT = re.compile("(?:就|便|即|已|天|日|夜|时内|当场|及时|迅速|很快)将$")
RAISED = re.compile(
    r"(?<!拟|还|也|就)将(?=[^，。；\d]{2,24}[由从](?:[\d.]+[万亿]*元|$))"
)  # 将额度由5亿元提高到8亿元: is raised
PLACED = re.compile("[^，。；]{0,12}(?:发放|投放|拨付|下达|打|汇|转|送|划)(?:到位|到账|到了?|给了?|至|了|入)")
# directly behind a sum that is still sought: 14亿元缺口有两家银行在谈
PENDING = re.compile("[^，。；]{0,12}(?:在谈|洽谈|尚未|还没|未落实|待落实|尚待|有待|待[发拨放投](?!展)|待下达)")
# behind a sum that was set aside and spent: 拿出1000万元建了担保基金
DONE = re.compile(
    r"(?!.{0,3}将)[^，。；\d]{0,16}(?:(?:建|设立|设|买|购|办|投|修|用|发|支持|组建)(?:给|到)?了|建起|建成)"
)
MAY = re.compile("[可能将要拟]")
TOLD = re.compile("已|了|去年|前年|上年|建成|竣工")
TERMS = re.compile(r"(?:协议|合同|约定|意向书|备忘录)[^。；]{0,12}(?:写|讲|规定|明确|载明|列)[^。]{0,8}。?\s*$")
QUOTAS = {"relending", "loan", "guarantee"}
AIM = re.compile("将|力争|计划(?!总)|拟")
# verbs that go on with what is to be done (将设立基金10亿元，发放贷款60亿元), where nobody else is named
AIMED = {"发放", "投放", "争取", "发行", "下达", "拨付", "完成", "兑现", "支付", "发放贷款", "投放贷款", "新增", "落实"}
CLOSED = re.compile("完成|落实到位|兑现|到账")  # what has been done of what was planned
OPEN_CALL = re.compile("[^，。；\\d]{0,4}向社会[^，。；\\d]{0,4}(?:募集|筹集|募资)(?!到|了|完)")  # behind a sum
SO_FAR = re.compile(
    "[^。；]{0,12}[，,][^。；，]{0,6}(?:累计|共)已?(?:投|给|发|拨|补|安排|落实)"
)  # behind what is paid each year
IN_TIME = re.compile(
    "(?:今年|明年|下半年|年内|未来[^，。；]{1,4}年|今后)(?:还|也)?(?:将|计划|拟|力争)(?![^，。；]{0,30}(?:作为|列为|纳入|视为|放在|转为))"
)
ADDED = {"配套", "匹配", "认购"}  # verbs of those who give beside others
SET_ASIDE = {"relending", "grant", "subsidy", "reward", "interest_subsidy", "compensation"}
QUOTED = re.compile("额度|限额|配额")
ALLOWED = re.compile("(?:批准|批复|核准|同意|获批|获准)[^，。；]{0,24}发(?:行|债)")
ISSUED = re.compile("已(?:发行|完成)|发行了|成功发行|完成发行|招标")
QUOTA = 14  # characters behind a sum in which it may be called a quota (50亿元支农再贷款额度)

PAID_OUT = re.compile("(?:实际|已|累计)(?:发放|投放|放款)[^，。；]{0,6}$")
TO_SHARE = re.compile("，[^。；]{0,16}(?:拟|计划|准备)(?:出资|认缴|投|设|放|落)")  # 规模3亿元，引导基金拟出资6000万元
INTENDED = re.compile("拟|力争|计划(?!总)|预计|争取|打算|提出|即将")  # in the clause before a fund's size
SIZED = re.compile("(?:预算|目标|概算)[^，。；]{0,8}$")
FIRM = ("认", "各认", "分别认", "合计认", "签", "承诺")  # verbs that bind although a plan is told before them
SINCE = re.compile("[自从][^，。；]{2,24}以来")
PAST = re.compile(
    "先后|[\\d一二两三四五六七八九十多]年来(?!临)|[年月]下来|带动|撬动|拉动|去年|前年|上年|上一年|过去[^，。；]{0,3}年"
)
YEARS_AGO = re.compile("年下来|去年|前年|上年|上一年|过去[^，。；]{0,3}年")


class Fields(RuleReader):
    """Reads the fields of a frame."""

    def status(self, frame: Frame) -> str:
        """Return planned, committed, actual or rule; frames are asked for in text order."""
        found = self._status(frame)
        noticed = found in {"actual", "rule"} and self._noticed(frame)
        if noticed or (found in {"actual", "committed"} and self._planned_before(frame)):
            found = "planned"
        frame.status = found
        if frame.kind == "flow":
            self.told = frame
        return frame.status

    def _noticed(self, frame: Frame) -> bool:
        """Tell whether the sum stands in a notice of what is to be given, put up for objections (拟…，现予公示)."""
        if frame.instrument not in PROMISED or frame.money.qualifier == "up_to" or not self.notice:
            return False
        here = self.text[frame.clause.start : frame.money.start]
        told = self.told
        if told is not None and told.status == "planned" and self.text.startswith("其中", frame.clause.sentence.start):
            return True  # 其中甲大学获得2亿元: of what is put up for objections
        return not (self.words.actual.search(here) or YEARS_AGO.search(here))

    def _planned_before(self, frame: Frame) -> bool:
        """Tell whether a plan told before in the sentence goes on to the sum (拟由省里出资2亿元，市里出资1亿元)."""
        told, clause = self.told, frame.clause
        if told is None or told.status != "planned" or told.clause.sentence is not clause.sentence:
            return False
        if frame.instrument == "credit_line" or frame.part or frame.kind != "flow":
            return False
        if SIZED.search(self.text, told.clause.start, told.money.outer_start):
            return False  # 预算1350万元，某厅匹配500万元: what a thing is to cost says nothing of who has paid
        if frame.verb is not None and frame.verb.word.startswith(FIRM):
            return False
        between = self.text[told.money.end : max(told.money.end, frame.money.start)]
        said = between + self.text[frame.money.end : clause.end]
        own = frame.verb is not None and self.words.actual.search(frame.verb.word)
        if own and frame.verb is not None and self._aimed(told, frame):
            own, between = None, between.replace(frame.verb.word, "")
        apart = "；" in between and NUMBERED.search(between) is None  # items of one list of aims are alike
        return not (own or apart or self.words.actual.search(between) or TOLD.search(said))

    def _goes_on_ahead(self, frame: Frame, here: str) -> bool:
        """Tell whether a plain verb goes on with what the clause before says is to be done in a time (今年将新设基金8支，投放资金12亿元)."""
        verb, clause = frame.verb, frame.clause
        if verb is None or verb.word not in AIMED - {"完成"} or verb.start < clause.start or frame.money.per:
            return False
        named = self.state.mentions_in(clause.start, verb.start, "Institution", "Place", "Fund", "Zone")
        rest = here.replace(verb.word, "")
        ahead = IN_TIME.search(self.text, self._lead(frame), clause.start)
        return bool(ahead) and not named and not self.words.actual.search(rest) and not TOLD.search(rest)

    def _aimed(self, told: Frame, frame: Frame) -> bool:
        """Tell whether a plain verb goes on with what somebody is to do (将设立基金10亿元，发放贷款60亿元), as nobody else is named."""
        if frame.verb is None or frame.verb.word not in AIMED or frame.money.per:
            return False
        if not AIM.search(self.text, told.clause.sentence.start, told.money.start):
            return False
        return not self.state.mentions_in(told.money.end, frame.money.start, "Institution", "Place", "Fund", "Zone")

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
        part = part and HANDED.match(self.text, money.end, clause.end) is None
        if (
            base
            and part
            and money.qualifier != "up_to"
            and not (words.planned.search(own) or "已" in own or CLOSED.search(own))
        ):
            return base.status  # a part that no verb of its own tells of
        lead = RAISED.sub("", self.text[self._lead(frame) : money.start])
        coming = TO_COME.match(self.text, money.end, clause.end) or PENDING.match(self.text, money.end, clause.end)
        coming = coming or OPEN_CALL.match(self.text, money.end, clause.end)
        if coming and money.qualifier != "up_to":
            return "planned"  # 9亿元专项债券将于本周发行
        if self._is_rule(frame, lead):
            return "rule"
        if words.formalities.match(self.text, money.outer_end, clause.sentence.end):
            return "committed"  # 争取到投资4亿元，正在办理出资手续
        if frame.instrument == "credit_line":
            return "committed"
        here = RAISED.sub("", self.text[clause.start : money.start])
        if frame.instrument == "fund_size":
            return self._fund_status(frame, here)
        if OBJECT.search(here) and PLACED.match(self.text, money.end, clause.end):
            return "actual"
        begun = frame.instrument in PUBLIC and BEGUN.match(self.text, money.outer_end, clause.sentence.end)
        if begun and not (words.planned.search(here) or words.actual.search(here)):
            return "committed"  # 分三年给予2000万元，首年600万元已拨
        if partly_paid(self, frame, here) and not words.planned.search(here):
            return "committed"  # 3亿元贷款已到位1亿元
        handed = HANDED.match(self.text, money.end, clause.end) or CARRIED_TO.match(self.text, money.end, clause.end)
        if handed and not words.planned.search(here):
            return "actual"  # 首笔3亿元贷款已发放
        found = pledged(self, frame, here)
        if found == "committed" and frame.instrument in PUBLIC and self._years_back(frame):
            found = None  # what was granted years ago has been paid
        if found and not (found == "committed" and words.planned.search(here)):
            return found
        agreed = words.agreed.search(self.text, self._told_from(clause.sentence), money.start)
        looks_ahead = words.planned.search(lead) is not None
        if frame.instrument in STAKES and words.signed_behind.match(self.text, money.end, clause.sentence.end):
            return "committed"
        if not agreed and (
            words.planned.search(here) or ((looks_ahead or self._ahead(frame)) and not words.actual.search(here))
        ):
            return "planned"
        if looks_ahead and not agreed and self._goes_on_ahead(frame, here):
            return "planned"
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
        if frame.instrument in SET_ASIDE and money.per is None and words.set_up.search(here):
            return "committed"  # 设立2亿元风险补偿资金
        set_up = words.actual.search(here) or "实施" in here
        if frame.instrument == "relending" and frame.verb is None and not set_up:
            return "committed"  # 2000亿元再贷款: a facility is set up with its size
        role = frame.verb.meaning.role if frame.verb else None
        meant = frame.verb.meaning.status if frame.verb else None
        if meant == "planned" and not words.actual.search(here):
            return "planned"
        if meant == "committed" and self._beside_paid(frame):
            return "actual"
        if meant == "committed" and not words.actual.search(here):
            told = self.text[clause.sentence.start : money.start]
            before = PAST.search(here) or YEARS_AGO.search(told) or self._years_back(frame)
            past = before or DONE.match(self.text, money.end, clause.end)
            return "actual" if past else "committed"
        if role == "get" or words.actual.search(here) or (frame.verb and words.actual.search(frame.verb.word)):
            here_told = frame.verb is not None and frame.verb.end > clause.start  # but 133项申请获批，经费8000万元
            return "committed" if frame.verb and here_told and "批" in frame.verb.word else "actual"
        so_far = money.per == "year" and SO_FAR.match(self.text, money.end, clause.sentence.end)
        if so_far or (money.per == "year" and self._since(frame)):
            return "actual"
        if words.committed.search(self.text, clause.start, clause.end):
            return "committed"
        if money.per == "year":  # what is given each year, and not only set out for it
            habit = (
                not MAY.search(here) and frame.verb is not None and frame.verb.word.removesuffix("了") not in SET_OUT
            )
            return "actual" if habit and frame.verb and frame.verb.meaning.role in {"give", "into"} else "committed"
        if own_money(frame, here):
            return "planned"
        whole = (frame.noun is not None and "总投资" in frame.noun.word) or frame.rule.startswith("phase")
        if frame.instrument == "investment" and whole:
            return "committed"
        return "rule" if self._among_rules(frame) else "actual"

    def _beside_paid(self, frame: Frame) -> bool:
        """Tell whether the sum is added to one that its sentence has just told as paid (累计投入2亿元，地方配套4000万元)."""
        told, verb = self.told, frame.verb
        if told is None or verb is None or told.clause.sentence is not frame.clause.sentence or told.status != "actual":
            return False
        adds = verb.word in ADDED and told.instrument in PUBLIC | STAKES
        between = self.text[told.money.end : frame.money.start]
        round_of = told.instrument == "equity" and "其中" in between and verb.word in {"出资", "投资", "投", "认缴"}
        if round_of and frame.instrument in STAKES:
            frame.instrument, adds = "equity", True  # 完成100亿元增资，其中甲公司出资15亿元
        return adds and not re.search("[；将拟]", self.text[told.money.end : frame.money.start])

    def _told_from(self, sentence: Sentence) -> int:
        """Return where an agreement that binds the sum may be told: the sentence, and one before it that only announces its terms."""
        place = self.state.number_of(sentence)
        before = self.state.sentences[place - 1] if place else None
        if before is None or before.heading or before.paragraph != sentence.paragraph:
            return sentence.start
        return before.start if TERMS.search(self.text, before.start, before.end) else sentence.start

    def _years_back(self, frame: Frame) -> bool:
        """Tell whether the date nearest before the sum in its sentence is of a year before the dateline's (2017年，某厅出资5亿元)."""
        year = self.written[:4]
        dates = [
            d
            for d in self.state.dates
            if frame.clause.sentence.start <= d.start and d.end <= frame.money.start and d.period
        ]
        return bool(year and dates) and re.split("/", str(dates[-1].period))[-1][:4] < year

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
            opening = self.state.paragraph_start(clause.sentence)
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
        start = self.state.paragraph_start(sentence)
        head = self.state.sentences[0]
        founding = self.words.founding.search
        lead = self.text[self._lead(frame) : frame.money.start]
        if (
            self.words.planned.search(here)
            or (INTENDED.search(lead) and not self.words.actual.search(lead))
            or TO_SHARE.match(self.text, frame.money.end, frame.clause.sentence.end)
            or founding(self.text, start, frame.money.start)
            or (head.heading and founding(self.text, 0, head.end))
        ):
            return "planned"
        if PAID_OUT.search(here):
            return "actual"  # 实际发放总额达3亿元
        at_work = AT_WORK.match(self.text, frame.money.end, sentence.end) or GROWN.search(here)
        return "actual" if self.cumulative(frame) or at_work else "committed"

    def _ahead(self, frame: Frame) -> bool:
        """Tell whether the sum's clause names a time after the dateline."""
        date = self.written
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
        year = self.written[:4]
        dates = [d for d in self.state.dates if frame.clause.sentence.start <= d.start and d.end <= frame.money.start]
        past = [d for d in dates if d.period is not None and (not year or d.period[:4] < year)]
        if SINCE.search(self.text, frame.clause.sentence.start, frame.money.start):
            return True
        return any(d.text.endswith(("起", "以来")) or self.text[d.end : d.end + 1] in {"起", "开"} for d in past)

    def _lead(self, frame: Frame) -> int:
        """Return where the words begin that the sum hangs on: its clause, and the one before it."""
        clause = frame.clause
        start = clause.sentence.clauses[clause.index - 1].start if clause.index else clause.start
        return max(start, self.text.rfind("；", start, frame.money.start) + 1)
