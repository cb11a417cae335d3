"""Whom money goes to that is told without a figure: what partners found, whom words behind 对 or 向 describe, what is invested in."""

import re

from extract.flows_base import STAKES, ids_of, others
from extract.flows_cues import Cue
from extract.flows_frame import Frame, without_sum
from extract.flows_joined import joined
from extract.flows_parties import Parties
from extract.flows_promised import described, promised
from extract.model import Clause, Mention

FOUNDS = re.compile(
    "(?:设立|组建|成立|发起|参与|认购)*了?(?P<class>[^，。；、“”《》的了]{2,12}?(?<!引导)(?<!母)基金)(?=[，。；或和、]|的方式|等)"
)
DESCRIBED = re.compile(
    "(?:向|为|给|对|面向)(?:[\\d.,]+万?[余多]?(?:家|户|个|名|位|所|项))?(?P<what>[^，。；：、]{0,24}?(?:企业|公司|项目|工程|单位|机构|主体|农户|[户者]|[店业车船]主|[厂客]商|[渔牧]民|[茶果棉烟菜粮蔗林]农|教师|人员|群体|居民|农民|群众|学生|人才|团队|合作社|高校|院校|院所|园区|地区|市县|县|村))"
    "(?:等)?(?:先后|累计|已|新|共|又|还|再|直接|陆续|集中|优先|及时|持续|主动|专门)*$"
)  # whom money is led to, before the verb that hands it out
LED_TO = re.compile("(?:对|向|给|为)[^，。；]{0,24}$")
AS_NOUN = re.compile("政策|标准|资金|对象|范围|办法|方式|金额|机制|项目|制度|名单|的|等")
HANDED = 8  # characters between a verb of handing out and who gets
LED_BY = re.compile(r"[\s（）\d一二三四五六七八九十.、]*对(?!于?此)")
CLOSE = 12  # characters between a verb of investing and what it names


class Whom:
    """Puts right who gets the money of a frame that has no sum, once its shape has been read."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.text = parties, parties.state.folded

    def settle(self, frame: Frame) -> None:
        """Fill in who gets the money, and who pays into a fund together."""
        self._promised(frame)
        self._founded(frame)
        self._led(frame)
        self._invested(frame)
        self._behind(frame)
        if frame.status == "rule":
            joined(self.parties, frame)

    def _behind(self, frame: Frame) -> None:
        """Let what is handed out by a verb alone go to who stands right behind it (赔付了甲县受灾茶农)."""
        verb, parties = frame.verb, self.parties
        if (
            verb is None
            or frame.noun not in (None, verb)
            or verb.meaning.role != "give"
            or frame.parties.get("recipient")
        ):
            return
        got = [m for m in self._getters(verb.end, frame.clause.end) if m.start - verb.end <= HANDED]
        if got and frame.instrument not in STAKES:
            frame.parties["recipient"] = others(parties.listed(got[0]), ids_of(frame.parties.get("provider", [])))

    def _promised(self, frame: Frame) -> None:
        """Let a rule's money go to whom the words before its verb describe (对新认定的研发中心，给予补贴)."""
        if frame.verb is None or frame.verb.meaning.role != "give":
            return
        money, at = frame.money, frame.verb.end
        frame.money = without_sum(at)
        promised(self.parties, frame, None)
        frame.money = money
        self._headed(frame)

    def _headed(self, frame: Frame) -> None:
        """Let a rule's money go to the class that a clause led by 对 ends in (对业务占比不足八成的甲类机构，按总额给予补贴)."""
        text, parties = self.text, self.parties
        for clause in frame.clause.sentence.clauses[: frame.clause.index + 1][::-1]:
            led = LED_BY.match(text, clause.start)
            if led is None:
                continue
            classes = parties.within(led.end(), clause.end, "Category")
            if classes and text[classes[-1].end] in "，,按给予" and "的" in text[led.end() : classes[-1].start]:
                frame.parties["recipient"] = parties.listed(classes[-1])
            return

    def _founded(self, frame: Frame) -> None:
        """Let what is paid in go to the fund or class of funds that the words behind the verb found, and to nothing else."""
        verb, parties = frame.verb, self.parties
        if frame.instrument != "investment" or verb is None:
            return
        payers, end = frame.parties.get("provider", []), frame.clause.end
        if payers and frame.clause.start <= payers[0].start < verb.start:  # 由甲、某国资和乙共同出资: all of the list
            near = parties.within(payers[0].start, verb.start, "Institution", "Fund", "Category", "Zone", "Place")
            payers = frame.parties["provider"] = payers + others(near, ids_of(payers))
        funds = parties.within(verb.end, end, "Fund")
        founded = [] if funds else self._class_of_funds(verb.end, end)
        if funds or founded:
            got = parties.listed(funds[0]) if funds else founded
            frame.parties["recipient"] = [m for m in others(got, ids_of(payers)) if m.type in {"Fund", "Category"}]

    def _class_of_funds(self, start: int, end: int) -> list[Mention]:
        """Return the class of funds that is said to be founded (共同出资设立种业投资基金)."""
        match = FOUNDS.match(self.text, start, end)
        if match is None:
            return []
        span = match.span("class")
        known = [m for m in self.parties.within(*span, "Category") if m.end == span[1]]
        return known or [described(self.parties, span)]

    def _led(self, frame: Frame) -> None:
        """Let money that nobody named gets go to whom the words behind 向, 为 or 对 describe (向受灾的种粮大户发放贷款)."""
        verb = frame.verb
        if verb is None or frame.parties.get("recipient") or verb.meaning.role not in {"give", None}:
            return
        match = DESCRIBED.search(self.text, frame.clause.start, verb.start)
        if match is None:
            return
        span = match.span("what")
        known = [m for m in self.parties.within(*span) if m.end == span[1]]
        if not known and not self.parties.within(*span, "Institution", "Fund", "Program"):
            frame.parties["recipient"] = [described(self.parties, span)]

    def _invested(self, frame: Frame) -> None:
        """Let shares or a stake go to the company, work or class that stands close behind the verb (投资甲公司、乙项目)."""
        verb = frame.verb
        if verb is None or frame.parties.get("recipient") or frame.instrument not in STAKES:
            return
        parties = self.parties
        got = parties.within(verb.end, frame.clause.end, "Program", "Category", "Zone", "Fund", "Institution")
        if got and got[0].start - verb.end <= CLOSE:
            frame.parties["recipient"] = others(parties.listed(got[0]), ids_of(frame.parties.get("provider", [])))

    def handed(self, verb: Cue, clause: Clause) -> bool:
        """Tell whether a word that is noun and verb (补贴, 奖励) is the verb: who gets stands right behind it, or led by 对 or 向 before it."""
        text = self.text
        if any(0 <= m.start - verb.end <= HANDED for m in self._getters(verb.end, clause.end)):
            return AS_NOUN.match(text, verb.end) is None
        return any(LED_TO.search(text, clause.start, m.start) for m in self._getters(clause.start, verb.start))

    def _getters(self, start: int, end: int) -> list[Mention]:
        parties = self.parties
        return [m for m in parties.within(start, end, "Category", "Institution", "Zone") if not parties.gives(m)]
