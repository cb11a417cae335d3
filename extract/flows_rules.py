"""Whether a sum is what a text promises anyone who qualifies, and on what condition."""

import re

from extract.flows_frame import Frame
from extract.flows_times import Times

PARTED = re.compile(r"[；;]|[：:](?!(?<=\d.)\d)")  # marks before a condition; not the colon of a ratio (3:7)
PROMISED = {"subsidy", "reward", "interest_subsidy", "grant", "compensation", "tax_relief"}
LOOSE = {"other", "loan", "investment", "equity"}  # instruments that a rule's ceiling may have been misread as
SHARED = re.compile("各自?[出拿掏投认付凑垫]")
SETS_OUT = {"安排", "拨付", "下达", "投入", "统筹", "筹集", "统筹安排", "累计安排", "累计投入", "拿出"}
HEAD = re.compile("每[人家户个名项位]")
COUNTED = re.compile(
    r"(?:对|向|给|为)(?:全[国省市县区]|当地|辖内)?\d[\d,]*余?[家个户名位所](?!以上|以下)"
)  # 对27家机构
GOT_BY = re.compile(r"(?<![前第\d])\d[\d,]*余?[家个户名位所][^，。；可将能]{0,24}$")  # 甲公司等6家企业每家 + 获
ISSUED = re.compile(r"(?:出台|印发|发布|制定|公布|推出)了?[^。；《□]{0,6}(?:《[^》]*》|□+)[^。；，]{0,10}[，,]")
COUNTS = re.compile(r"[\d多余几数][家个户名位所]$")
GIVES = {
    "给予",
    "予以",
    "给",
    "奖励",
    "奖",
    "补助",
    "补贴",
    "补",
    "资助",
    "奖补",
    "一次性奖励",
    "再奖励",
    "重奖",
    "贴息",
    "提供",
}
TO_BE_GOT = "可能将享"
STANDARD = re.compile(
    "，(?:今年|明年|现在|目前|现)(?:的)?标准[^。；]{0,10}$|(?:奖励|补贴|补助|资助|奖补|津贴|贴息)(?:金额)?(?:标准|比例|额度|上限)[^。；]{0,30}$"
)
RAISED = re.compile("(?:提高|提升|上调|提|增加|调整|调高|增)(?:到|至|为)[^，。；]{0,6}$")
FROM = re.compile(r"[由从](?:原来?的?|每[家户人亩个])?(?:[\d.]+[万亿]*元、)*$")
TAKES = re.compile("将(?=[^，。；]{2,40}(?:标准|比例|额度|上限))")  # only takes its object
FILLER = re.compile(
    r"(?:（[^（）]{1,16}）)?的?[，,]?(?:(?:分别|依次|各|均|一律|再|另|直接|每[家个座户名人所间项][^，。；\d]{0,4})*)"
)
# behind a sum, a first part of it that has been paid: who gets it is somebody (分三年给予2000万元资助，首年600万元已拨)
BEGUN = re.compile(
    "[^，。；\\d]{0,12}[，,](?:其中)?(?:今年|去年)?(?:首|第一|头一|先)(?:[年笔期批]|(?=拨))[^，。；]{0,16}?(?:已|拨|到位|到账)"
)
PAID = re.compile("[^，。；\\d]{0,6}已(?:经)?(?:全部|全额|陆续|预|如期|足额)*(?:拨|发放|到位|到账|兑现|下达|支付)")
IN_ALL = re.compile("[^。；\\d]{0,4}[，,][^。；，]{0,14}共(?:计)?(?:发|补|奖|资助|支付|拨付|获|兑现|领|拿|得)")
REPORTS = re.compile("已(?:有|经|向|为|对|发|兑|拨|支|累)|去年|上年|前年|累计|截至|目前")
MAY_ASK = re.compile("(?<!认)可(?:以)?(?:申请|申领|享受|申报)[^，。；]{0,8}$")
LARGEST = re.compile("(?:单[家个户笔项]|每[家个户]|个别|其中)[^，。；]{0,6}(?:最高|最多|至多)[^，。；]{0,6}$")
EACH_UPTO = re.compile(
    "(?:单户|单家|单笔|每[户家个])[^，。；]{0,8}$|(?:单户|单家|单笔|每[户家个])[^，。；]{0,8}(?:不超过|最高|至多|上限)?[\\d.,]+[万亿]*元$"
)


class RuleReader(Times):
    """Tells rules from sums that were given or set out."""

    def _among_rules(self, frame: Frame) -> bool:
        """Tell whether public money of nobody named goes on a list of promises (绿色工厂奖励20万元, behind what others may get)."""
        told, clause = self.told, frame.clause
        if told is None or told.status != "rule" or frame.instrument not in PROMISED:
            return False
        if told.clause.sentence.paragraph != clause.sentence.paragraph:
            return False
        own = [m for m in clause.subject if told.clause.sentence is not clause.sentence or not clause.carried]
        if any(m.type in {"Institution", "Zone", "Place", "Person"} for m in own):
            return False
        start, verb = clause.sentence.start, frame.verb
        if verb is not None and (
            not self.words.paying.search(verb.word) or "共" in self.text[start : frame.money.start]
        ):
            return False
        dated = any(start <= d.start < frame.money.end for d in self.state.dates)
        return not dated and not self.words.not_rule.search(self.text, start, clause.end)

    def _is_rule(self, frame: Frame, lead: str) -> bool:
        words, money = self.words, frame.money
        if self._standard(frame):
            return True
        if (issued := ISSUED.search(lead)) is not None:
            lead = lead[issued.end() :]  # 近日出台《…》，对…给予奖励: only the paper is new
        if money.qualifier == "up_to" and frame.instrument in PROMISED:
            lead = lead.replace("累计", "□□")  # 累计接待200人的，奖励上限10万元: only a condition
        if frame.instrument in {"fund_size", "bond", "relending"} or words.not_rule.search(lead):
            return False
        verb = frame.verb
        if verb is not None and "捐" in verb.word and money.per is None:
            return False  # 拟捐赠不超过5亿元
        set_out = verb is not None and verb.word in SETS_OUT and 0 <= money.start - verb.end <= 3
        if set_out and money.per is None and money.qualifier != "up_to":
            return False  # 安排3亿元对某类企业给予奖补: the sum itself is set out
        if money.qualifier != "up_to" and PAID.match(self.text, money.outer_end, frame.clause.end):
            return False
        if self._counted(frame) or BEGUN.match(self.text, money.outer_end, frame.clause.sentence.end):
            return False
        start = max(frame.clause.sentence.start, money.start - 120)
        half = self.text.rfind("；", start, money.start)
        if (
            half >= 0
            and self.state.mentions_in(half, money.start, "Institution")
            and frame.instrument == "compensation"
        ):
            start = half + 1  # what somebody else did, behind a promise
        said = self.text[start : money.outer_end]
        if money.qualifier == "up_to" and self._amid(frame, largest=True):
            return False
        if money.qualifier == "up_to" and (
            frame.instrument in PROMISED or (frame.instrument in LOOSE and words.paying.search(said))
        ):
            return True
        if money.qualifier == "up_to" and frame.instrument in LOOSE | {"guarantee"} and EACH_UPTO.search(said):
            return True  # 为企业提供单户最高2000万元的担保
        if (
            money.qualifier == "up_to"
            and frame.instrument in LOOSE | {"guarantee"}
            and money.per in ("recipient", "unit")
        ):
            return True
        if (
            money.qualifier == "up_to"
            and frame.instrument in LOOSE | {"guarantee"}
            and MAY_ASK.search(self.text, start, money.start)
        ):
            if frame.noun is not None and frame.noun.word.endswith("贷款"):
                frame.instrument = "loan"  # 可申请最高20万元担保贷款
            return True
        if self._goes_on_promising(frame):
            return True
        if frame.instrument in {"loan", "credit_line"} and self._loosened(frame, start):
            frame.instrument = "loan"
            return True  # 上限由6000元提到8000元
        if money.qualifier == "up_to" and self._product(frame):
            frame.instrument = "loan"
            return True
        if frame.instrument not in PROMISED or self._one_body_got(frame) or self._got_beside(frame):
            return False
        if self._reports_behind(frame):
            return False
        shared = (frame.verb is not None and frame.verb.word.startswith("各")) or SHARED.search(
            self.text, frame.clause.start, money.start
        )
        head = money.per in ("unit", "recipient") or (
            money.per == "year" and HEAD.search(self.text, money.outer_start - 6, money.start)
        )
        named = shared or self._each_named(frame)
        return (
            bool(head and not named and not self._reported(frame))
            or (bool(words.rule.search(said)) and not self._amid(frame))
            or self._of_class(frame)
        )

    def _reports_behind(self, frame: Frame) -> bool:
        """Tell whether words of doing stand between a rule and a sum in its sentence (单家上限200万元，已有38家企业用券1160万元)."""
        told = self.told
        if told is None or told.status != "rule" or told.clause.sentence is not frame.clause.sentence:
            return False
        between = self.text[told.money.outer_end : max(told.money.outer_end, frame.money.start)]
        return frame.money.qualifier != "up_to" and frame.money.per is None and REPORTS.search(between) is not None

    def _standard(self, frame: Frame) -> bool:
        """Tell whether the sum is the rate of a payment before it is raised, or after, where that is done (将补贴标准由5万元提高到8万元)."""
        start, at = frame.clause.sentence.start, frame.money.outer_start
        if frame.instrument not in PROMISED or not STANDARD.search(self.text, start, at):
            return False
        if FROM.search(self.text, start, at):
            return True
        planned = self.words.planned.search(TAKES.sub("", self.text[start:at]))
        return RAISED.search(self.text, start, at) is not None and planned is None

    def _counted(self, frame: Frame) -> bool:
        """Tell whether the sum is told of so many who got it (对27家机构补助2亿元, 甲公司等6家企业每家获奖励20万元)."""
        clause, money, verb = frame.clause, frame.money, frame.verb
        if frame.instrument not in PROMISED or money.qualifier == "up_to":
            return False
        if money.per is None and COUNTED.search(self.text, clause.start, money.start):
            return True
        got = verb is not None and verb.meaning.role == "get" and verb.end <= money.start
        if verb is None or not got or verb.word[0] in TO_BE_GOT or self.text[verb.start - 1] in TO_BE_GOT:
            return False
        return GOT_BY.search(self.text, clause.start, verb.start) is not None

    def _of_class(self, frame: Frame) -> bool:
        """Tell whether a class that nobody counts is said to be given the sum, and nobody to give it (省级示范社给予5万元奖励)."""
        clause, verb, text = frame.clause, frame.verb, self.text
        if verb is None or verb.word not in GIVES or verb.end > frame.money.start:
            return False
        whole = verb.start > clause.start or clause.index == 0
        start = clause.start if whole else clause.sentence.clauses[clause.index - 1].start
        named = self.state.mentions_in(start, verb.start)
        classes = [m for m in named if m.type == "Category"]
        if not classes or any(m.type in ("Institution", "Zone", "Fund", "Person", "Place") for m in named):
            return False
        last = classes[-1]
        told = "的" in text[start : last.end] or last.rule in ("unit", "grade")
        if not FILLER.fullmatch(text, last.end, verb.start) or not (told or last.start == start):
            return False
        counted = COUNTS.search(text, max(0, last.start - 3), last.start)
        return not counted and not self.words.actual.search(text, last.end, frame.money.start)

    def _loosened(self, frame: Frame, start: int) -> bool:
        """Tell whether the sum is an old or a new ceiling of what anyone may borrow (上限由6000元提到8000元)."""
        return self.words.loosened.search(self.text, start, frame.clause.end) is not None and self._product(frame)

    def _goes_on_promising(self, frame: Frame) -> bool:
        """Tell whether the sum is the next item of a promise: 一级户最多贷1万元，二级户5000元; 首轮不超过300万元，跟投最多600万元."""
        told, clause, money = self.told, frame.clause, frame.money
        if told is None or told.status != "rule" or told.clause.sentence is not clause.sentence:
            return False
        between = self.text[told.money.end : max(told.money.end, money.start)]
        if (
            self.words.actual.search(between)
            or self.words.not_rule.search(between)
            or self.words.planned.search(between)
        ):
            return False
        follows = frame.base is not None and frame.base.status == "rule" and frame.verb is frame.base.verb
        same = frame.instrument == told.instrument or frame.instrument in LOOSE
        return same and (follows or money.qualifier == "up_to") and "其中" not in between

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
        got = got and verb is not None and self.text[verb.start - 1] not in "对给向"  # 财政对获得…的项目奖励20万元
        bodies = bool(clause.subject) and all(m.type == "Institution" for m in clause.subject)
        return got and bodies and not clause.carried and frame.money.qualifier != "up_to" and frame.money.per is None

    def _got_beside(self, frame: Frame) -> bool:
        """Tell whether the sum is told as got in a sentence that has just told what others got (3人每人获奖励30万元，12名博士每人获安家费20万元)."""
        told, verb = self.told, frame.verb
        if told is None or verb is None or told.clause.sentence is not frame.clause.sentence:
            return False
        got = verb.meaning.role == "get" and verb.start < frame.money.start
        before = told.verb is not None and told.verb.meaning.role == "get" and told.status == "actual"
        return got and before and frame.money.qualifier != "up_to" and self.text[verb.start - 1] not in "可能将"

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
            between = self.text[told.money.end : frame.money.start]
            got = frame.verb is not None and frame.verb.meaning.role == "get" and "可" not in between
            if got and told.clause.sentence is sentence and LARGEST.search(between):
                return True  # 受惠企业400家，单家最高拿走1000万元
            return "其中" in between and self.text.endswith("达", start, frame.money.start)
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
        if IN_ALL.match(self.text, frame.money.outer_end, frame.clause.sentence.end):
            return True  # 人均4800元，共发3100万元
        if told is None or told.status != "actual":
            return False
        if frame.clause.sentence.paragraph - told.clause.sentence.paragraph not in (0, 1):
            return False
        between = self.text[max(frame.clause.sentence.start, told.money.end) : frame.money.start]
        parted = "；" in between and "其中" not in self.text[frame.clause.sentence.start : told.money.start]
        same = told.clause.sentence is frame.clause.sentence and not parted
        return "其中" in between or (same and told.money.per is None)

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

    def condition(self, frame: Frame) -> str | None:
        """Return the words of a rule that say who gets the money or how it is reckoned."""
        clause, money = frame.clause, frame.money
        start = clause.sentence.start
        cut = max((m.end() for m in PARTED.finditer(self.text, start, money.outer_start)), default=start)
        said = self.state.text[cut : money.outer_start].strip(" ，,、")
        return said or self.state.text[clause.start : clause.end].strip(" ，,、；。") or None
