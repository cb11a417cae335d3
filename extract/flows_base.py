"""What the shapes of flows share: the subject, who stands beside or behind a sum, and what money runs through."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator

from extract.flows_frame import Frame
from extract.flows_parties import CHANNELS, Parties
from extract.model import Clause, Mention, Sentence, State

Found = dict[str, list[Mention]]
CHANNELLED = {
    "subsidy",
    "reward",
    "grant",
    "interest_subsidy",
    "compensation",
    "tax_relief",
    "loan",
    "credit_line",
    "relending",
    "guarantee",
    "bond",
}
LED = re.compile("[向对给为][^，。；]{0,6}$")
MATCHES = re.compile("[^，。；]{0,8}按[^，。；]{0,12}配套")
CLEFT = re.compile("(?:自己|自行|独家)?(?:凑|出|掏|给|拨|投|捐|筹|垫)")  # 2000万元是甲集团自己凑的
WIDE = re.compile("全[国省市区县州]|各地")  # 全省三类企业共收到…，使用…: nobody named before acts
BEFORE_VERB = {"", "拟", "将", "已", "各", "共", "曾", "也", "还", "则", "再", "又", "先"}
PLANNED = {
    "subsidy",
    "reward",
    "grant",
    "interest_subsidy",
    "fund_size",
    "relending",
    "loan",
    "investment",
}  # what plans promise
LENDING = {"loan", "credit_line", "relending", "bond", "guarantee"}
GOVERNING = {"local_government", "central_government", "party_body"}
GOVERNMENTS = {"central_government", "local_government"}  # kinds of bodies that hand public money out
PUBLIC = {"subsidy", "reward", "grant", "interest_subsidy"}  # what one payer hands out under several names
STAKES = {"equity", "investment"}  # what is put into firms, funds and projects
PAYING = {"subsidy", "reward", "grant", "interest_subsidy", "compensation", "tax_relief"}

LENDERS = {"bank", "financial", "international"}  # kinds of bodies that lend
# ends of the names of money that is handed out, not of a pot that it is kept in
MONEY = ("资金", "经费", "专款", "补助", "投资", "公益金", "保障金")
PROJECTS = ("项目", "工程", "课题")  # what such names call gets money, it does not hand it out


def half_end(text: str, start: int, end: int) -> int:
    """Return where a part of a sentence ends: at the next ；, else at its end."""
    cut = text.find("；", start, end)
    return cut if cut >= 0 else end


def ids_of(mentions: Iterable[Mention]) -> list[str]:
    """Return the ids of the entities that are mentioned, each once."""
    return list(dict.fromkeys([m.entity.id for m in mentions if m.entity]))


def joined_by(frames: Iterable[Frame], instruments: Container[str] | None = None) -> set[tuple[str, str]]:
    """Return the ids of payer and payee of each pair that a flow joins, of the given instruments where any are given."""
    return {
        (i, j)
        for f in frames
        if f.kind == "flow" and (instruments is None or f.instrument in instruments)
        for i in ids_of(f.parties.get("provider", []))
        for j in ids_of(f.parties.get("recipient", []))
    }


def without_sums(
    state: State, matches: Iterable[re.Match[str]], before: int, behind: int
) -> Iterator[tuple[re.Match[str], Clause]]:
    """Yield the matches in the body of the text, each with its clause, but for those beside which a sum tells them.

    Such a sum begins in the clause of the match, at most `before` characters ahead of it, or `behind` ones behind it.
    """
    for match in matches:
        clause = state.clause_at(match.start())
        if clause is None or clause.sentence.heading:
            continue
        low, high = max(match.start() - before, clause.start), match.end() + behind
        if not any(low <= m.start < high for m in state.money):
            yield match, clause


def smaller(frame: Frame, whole: Frame) -> bool:
    """Tell whether a sum is smaller than another, so that it may be a part of it; a sum without a figure is not."""
    part, amount = frame.money.amount, whole.money.amount
    return part is not None and amount is not None and part < amount


def fills(frame: Frame, funds: list[Mention]) -> bool:
    """Tell whether fiscal funds get a sum that is set aside for them: pots always, money that is named by its use where it is promised.

    What has been handed out as such money (安排奖励资金2亿元) ran through it.
    """
    return bool(funds) and (
        frame.status != "actual" or frame.money.per == "year" or not all(m.text.endswith(MONEY) for m in funds)
    )


def others(mentions: Iterable[Mention], taken: Container[str]) -> list[Mention]:
    """Return the mentions of entities that are not among those taken."""
    return [m for m in mentions if m.entity and m.entity.id not in taken]


def of_central_bank(mention: Mention) -> bool:
    """Tell whether the mention is of the central bank or a branch of it."""
    name = mention.entity.name if mention.entity else mention.name or mention.text
    return name.startswith("中国人民银行")


def invests(mention: Mention) -> bool:
    """Tell whether the mention is of a sort that buys shares: a fund, a company, a financial body."""
    return mention.type == "Fund" or mention.kind in {"financial", "company"}


class Reading:
    """Looks around a sum for its parties; the shapes of the verbs build on it."""

    def __init__(self, state: State, parties: Parties) -> None:
        self.state, self.text, self.parties = state, parties.text, parties
        self.words = parties.words

    def _span(self, frame: Frame) -> tuple[int, int]:
        """Return the part of the sentence that speaks of the sum: from the last ； before it to the end of its clause."""
        start = frame.clause.sentence.start
        cut = max(self.text.rfind("；", start, frame.money.start), self.text.rfind(";", start, frame.money.start))
        return max(start, cut + 1), frame.clause.end

    def _half_end(self, frame: Frame) -> int:
        """Return where the part of the sentence that speaks of the sum ends: at the next ；, else with the sentence."""
        return half_end(self.text, frame.money.end, frame.clause.sentence.end)

    def _subject(self, frame: Frame, agents: bool = True) -> list[Mention]:
        """Return who acts in the clause of the sum, as known parties; the agent of a passive where `agents`."""
        clause = frame.clause
        behind = self._behind_sum(frame)
        if behind:
            return behind
        if clause.carried and not clause.agents:
            own = [m for m in self.parties.within(clause.start, frame.money.start) if m.start - clause.start <= 2]
            if own and frame.verb and clause.start <= frame.verb.start < own[0].start:
                own = []  # 下达某省资金: who stands behind the verb does not act
            if own and not self._placed(clause.start, own[0].start):
                return self.parties.listed(own[0])
        found = [m for m in ((agents and clause.agents) or clause.subject) if m.entity is not None]
        if not clause.carried and found and all(self._of_next_sum(frame, m) for m in found):
            found = []  # 某村3万元、甲镇2亿元: who stands before the next sum
        first = self.parties.within(clause.start, frame.money.start)[:1]
        if (
            not found
            and first
            and first[0].start - clause.start <= 1
            and not self._placed(clause.start, first[0].start)
        ):
            return self.parties.listed(first[0])
        if not found and not first:
            said = clause.sentence.clauses[: clause.index][::-1]
            said = list(itertools.takewhile(lambda c: c.subject or not WIDE.match(self.text, c.start), said))
            earlier = [c.subject for c in said if c.subject and not c.speech]
            found = [m for m in earlier[0] if m.entity is not None] if earlier else []
        known = self.parties.those_at(found)
        if known or not found:
            return known + self.parties.beyond(known[-1]) if known else []
        return [m for m in self.parties.all if m.start >= found[0].end and m.start - found[-1].end <= 12][:1]

    def _of_next_sum(self, frame: Frame, mention: Mention) -> bool:
        """Tell whether the mention stands behind the sum, right before another one."""
        return mention.start >= frame.money.end and any(0 <= m.outer_start - mention.end <= 1 for m in self.state.money)

    def _behind_sum(self, frame: Frame) -> list[Mention]:
        """Return who is named between the sum before and this one, whose own it is: 中央财政3亿元、省级财政配套6000万元."""
        floor = max((m.outer_end for m in self.state.money if m.end <= frame.money.start), default=0)
        if floor <= frame.clause.start:
            return []
        near = self.parties.within(floor, frame.money.start, "Institution", "Place", "Zone", "Category")
        budget = near and near[0].rule.startswith("budget") and near[0].start - floor <= 2
        joined = near and self.text[floor : near[0].start] in {"、", "和", "及", "，", "、和"}
        return near[:1] if budget or joined else []

    def _placed(self, start: int, end: int) -> bool:
        """Tell whether a preposition stands before a name that a clause begins with."""
        return any(c in "向对给为由从与同按以在" for c in self.text[start:end])

    def _served(self, mention: Mention) -> bool:
        return self.text[max(0, mention.start - 1) : mention.start] in {"为", "向", "由", "在", "与"}

    def _via(self, frame: Frame, inside: list[Mention], taken: list[Mention]) -> list[Mention]:
        """Return programmes, policies and funds that the money runs through."""
        named = [m for m in inside if m.type in CHANNELS and m not in taken and self._channel(m, frame)]
        return named if frame.listed else [m for m in named if not self._of_last_sum(m, frame)]

    def _of_last_sum(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether the programme or fund stands right before another sum: its name is that sum's (甲资金2亿元、乙资金3亿元)."""
        sums = [m for m in self.state.money if mention.end <= m.start and m.end <= frame.money.start]
        return bool(sums) and 0 <= sums[0].outer_start - mention.end <= 1

    def _channel(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether the text says that money runs through the mention: 通过…, …项下, or it names the money itself."""
        if mention.type not in CHANNELS or (mention.type == "Policy" and self.words.studies.search(mention.text)):
            return False
        if (
            frame.instrument != "tax_relief"
            and self.words.tax_schemes.search(mention.text)
            and mention.type == "Program"
        ):
            return False
        low, high = self._named_span(frame)
        before = self.text[max(frame.clause.sentence.start, mention.start - 12) : mention.start]
        marked = mention.text.endswith("”")  # 350万元的“雏鹰贷”: the noun is its last word
        named = low <= mention.start and mention.end - marked <= high
        return bool(named or self.words.via.search(before) or self.words.via_after.match(self.text, mention.end))

    def _named_span(self, frame: Frame) -> tuple[int, int]:
        """Return the span of the noun phrase that names the money: between figure and noun, or verb and figure."""
        if frame.noun and frame.noun.start >= frame.money.end:
            return frame.money.end, frame.noun.end
        if frame.noun:
            verb = frame.verb.end if frame.verb and frame.verb.start < frame.noun.start else 0
            return max(frame.clause.start, frame.noun.start - 20, verb), frame.money.start
        return frame.money.start, frame.money.start

    def _policy(self, frame: Frame) -> list[Mention]:
        """Return the policy that a rule belongs to: the last one named before the sum."""
        named = [m for m in self.parties.all if m.type == "Policy" and m.end <= frame.money.start]
        return [m for m in named if not self.words.studies.search(m.text)][-1:]

    def _beside(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return who stands right before the verb (甲市出资4亿元、乙公司出资6亿元): its list, as far as it reaches behind the last sum."""
        verb = frame.verb.start if frame.verb else frame.money.start
        for mention in inside:
            gap = self.text[mention.end : verb]
            led = self.text[max(0, mention.start - 1) : mention.start] in {"向", "对", "给", "为", "与", "同", "在"}
            if self.text[mention.end : frame.money.outer_start] in {"（", "（出资", "（认缴"}:
                return [mention]
            if (
                mention.type in {"Institution", "Fund", "Zone", "Place"}
                and not led
                and 0 <= verb - mention.end <= 2
                and gap in BEFORE_VERB
                and verb < frame.money.start
            ):
                floor = max((m.end for m in self.state.money if m.end <= mention.start), default=0)
                return [m for m in self.parties.listed(mention) if m.start >= floor]
        return []

    def _built(self, frame: Frame) -> list[Mention]:
        """Return the project, zone, fund or company that the sum builds: 投资30亿元建设产业园."""
        ahead = self.parties.within(frame.money.end, self._half_end(frame), "Program", "Zone", "Fund", "Institution")
        near = [m for m in ahead if m.start <= frame.clause.end + 24 and not self._acts_itself(m, frame)]
        if near and near[0].type == "Fund" and near[0].start - frame.money.end <= 1 and not frame.money.text:
            return near[:1]  # 参与出资某基金
        return self.parties.marked(near, self.words.builds, frame.money.end, frame.money.end)

    def _acts_itself(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether a mention is the subject of a later clause, where 的 ends what is said of its founding (…，去年组建的乙公司提供担保…)."""
        clause = self.state.clause_at(mention.start)
        own = clause is not None and clause is not frame.clause and mention.start in {m.start for m in clause.subject}
        return own and self.text[mention.start - 1] == "的"

    def _agreed(self, frame: Frame) -> tuple[list[Mention], list[Mention]]:
        """Return the two sides of an agreement in the sentence, the one that gives first (随着甲银行与乙公司签订协议)."""
        sentence = frame.clause.sentence
        named = self.parties.within(sentence.start, sentence.end, "Institution", "Zone", "Category")
        for one, two in itertools.pairwise(named):
            together = self.words.agree.fullmatch(self.text, one.end, two.start) and self.words.agree_after.match(
                self.text, two.end
            )
            if together and self.parties.gives(one) != self.parties.gives(two):
                return ([one], [two]) if self.parties.gives(one) else ([two], [one])
        return [], []

    def _chosen(self, named: list[Mention]) -> list[Mention]:
        """Return the list of places or bodies that the words behind it say were chosen (甲市、乙市3个城市入选，每市…)."""
        bodies = [m for m in named if m.type in {"Place", "Institution"}]
        return next((self.parties.listed(m) for m in bodies if self.words.benefits_after.match(self.text, m.end)), [])

    def _benefits(self, frame: Frame, payers: list[Mention]) -> list[Mention]:
        """Return who a later clause of the sentence says has the good of it: …，甲县等6个县受益."""
        sentence = frame.clause.sentence
        named = [m for m in self.parties.within(frame.money.end, sentence.end) if m not in payers]
        return next((self.parties.listed(m) for m in named if self.words.benefits_after.match(self.text, m.end)), [])

    def _cleft(self, frame: Frame) -> list[Mention]:
        """Return who pays by 是 right behind the sum (2000万元是甲集团自己凑的)."""
        behind = self.parties.within(frame.money.end, frame.clause.end)[:1]
        told = behind and self.text[frame.money.end : behind[0].start] in {"是", "则是", "都是", "全是"}
        return behind if told and CLEFT.match(self.text, behind[0].end) else []

    def _paid_by(self, frame: Frame) -> list[Mention]:
        """Return who pays by a clause behind the sum: …，由两级财政分担."""
        behind = self.parties.within(frame.money.end, frame.clause.sentence.end)
        payers = self.parties.marked(behind, self.words.source, frame.money.end, frame.money.end)
        for m in behind:
            if self.words.paying_is.search(self.text, frame.money.end, m.start):
                return self.parties.listed(m)
        if payers and MATCHES.match(self.text, payers[-1].end):
            return []  # 由所在区按1∶1配套: money of its own
        return payers if payers and self.words.pays_after.match(self.text, payers[-1].end) else []

    def _handed_by(self, frame: Frame) -> list[Mention]:
        """Return who a later clause, up to the next sum, says hands out what is got (…得到2亿元贷款，由甲银行发放)."""
        if frame.instrument not in LENDING | PUBLIC:
            return []
        end = min([m.start for m in self.state.money if m.start > frame.money.end], default=frame.clause.sentence.end)
        return [m for m in self._paid_by(frame) if m.end <= end]

    def investors(self, frame: Frame, told: Sentence | None = None) -> list[Mention]:
        """Return the investors of a round that its sentence, or the one where it is told, names: 由甲创投领投，乙资本跟投."""
        sentence = told or frame.clause.sentence
        start, end = (sentence.start, sentence.end) if told else (self._span(frame)[0], self._half_end(frame))
        named = self.parties.within(start, end, "Institution", "Fund")
        found: list[Mention] = []
        for m in named:
            if self.words.investor_after.match(self.text, m.end) or self.words.investor_before.search(
                self.text, max(0, m.start - 8), m.start
            ):
                found += [x for x in self.parties.listed(m) if x not in found]
        return found

    def _speaks(self, mention: Mention) -> bool:
        """Tell whether the mention only tells of the money or makes its rule (某厅负责人介绍，…; 某局统计，…): it is not said to pay."""
        clause = self.state.clause_at(mention.start)
        return clause is not None and (
            clause.speech
            or (mention.kind in GOVERNING and self.words.rules_only.match(self.text, mention.end) is not None)
            or self.words.speaks.search(self.text, mention.end, clause.end) is not None
        )

    def _active(self, frame: Frame) -> bool:
        """Tell whether a verb that is no noun too stands before the sum in its clause: an act of whoever is the subject."""
        verb = frame.verb
        return verb is not None and verb.meaning.noun is None and frame.clause.start <= verb.start < frame.money.start

    def _protagonist(self, *kinds: str) -> list[Mention]:
        """Return the body of these kinds that the article is about: the first one that its headline names."""
        head = next((s for s in self.state.sentences if s.heading), None)
        if head is None:
            return []
        return [m for m in self.parties.within(head.start, head.end, "Institution") if m.kind in kinds][:1]

    def _only_tells(self, frame: Frame, mention: Mention) -> bool:
        """Tell whether a public body that an earlier clause names only reports, counts or approves there, while the sum's clause has no act of its own for it."""
        said = self.state.clause_at(mention.start)
        if mention.kind not in GOVERNING or said is None or said is frame.clause:
            return False
        acts = self._active(frame) and not frame.clause.overt
        return not acts and self.words.reports.search(self.text, mention.end, said.end) is not None

    def donated(self, frame: Frame) -> bool:
        """Tell whether verb or noun call the money a gift: whoever is named with such a sum gives it."""
        return any("捐" in cue.word for cue in (frame.verb, frame.noun) if cue)

    def _lends(self, mention: Mention) -> bool:
        """Tell whether the party is of a sort that lends: bank, financial or international body, a class of such."""
        return mention.kind in LENDERS or (mention.type == "Category" and self.parties.gives(mention))
