"""The shapes of money verbs: which one holds, and those of funds, rules and projects; each finds its parties its own way."""

import re
from dataclasses import replace

from extract.flows_base import GOVERNING, LENDING, PAYING, PROJECTS, PUBLIC, Found, ids_of
from extract.flows_credit import offered_to, offering
from extract.flows_frame import Frame
from extract.flows_levels import desks_among
from extract.flows_trading import Trading
from extract.flows_works import behind as work_behind
from extract.model import Mention

JOINT = re.compile("(?:共同|联合|合作)出资")
GETS = re.compile(
    "[^，。；]{0,10}?(?:分到|分得|获得?|得到|拿到|领到|争取|收到|享受)"
)  # 某县去年分到2亿元，按每亩40元补给…
REST = re.compile(r"(?:其余|余下|剩余|剩下)(?:的)?(?:部分)?\d")
BUILDS = re.compile(
    "(?:等)?(?:负责)?(?:承建|施工|代建|总承包|设计|监理|承担(?:施工|设计))"
)  # 由甲公司承建，总投资2亿元
INVESTS_IN = re.compile("(?:将|拟|计划|预计|共|累计|已|总|再|还|分期|合计)*")
GOES_ON = re.compile("(?:据悉|据了解|据介绍)?，?(?:该|此|本|这一|这个)?(?:项目|工程)(?!库|方|经理)")
LEVER = re.compile("(?:带动|撬动|拉动|吸引|引来)了?(?=[^，。；]{2,24}$)")


class Shapes(Trading):
    """Finds the parties of a flow by the shape of its verb."""

    def _parties(self, frame: Frame) -> Found:
        if frame.instrument == "fund_size" or (frame.pool and frame.fund):
            return self._fund(frame)
        if frame.status == "rule" and frame.instrument in PAYING | {"other", "loan"}:
            return self._rule(frame)
        if frame.instrument == "investment" and frame.noun and self.words.project.search(frame.noun.word):
            return self._project(frame)
        self._levers(frame)
        role = frame.verb.meaning.role if frame.verb else None
        raised = frame.noun is not None and self.words.raised.search(frame.noun.word) and role not in ("give", "into")
        if frame.instrument == "bond" and role == "buy":
            return self._bought_bond(frame, self._buy(frame))
        if frame.instrument == "bond" and role in (None, "issue", "raise"):
            return self._bond(frame, self._give(frame) if role is None else self._get(frame))
        shared = frame.clause.subject and all(m.type == "Place" for m in frame.clause.subject)
        if frame.instrument == "bond" and role == "give" and shared:  # 甲、乙两省分别安排3亿元和2亿元, of bonds
            return self._bond(frame, self._get(frame))
        if raised:
            return self._get(frame)
        if frame.noun is not None and self.words.pays_in.search(frame.noun.word) and role in (None, "into"):
            return self._into(frame)
        shapes = {
            "get": self._get,
            "raise": self._get,
            "issue": self._get,
            "lever": self._lever,
            "into": self._into,
            "buy": self._buy,
            "sell": self._sell,
        }
        return shapes.get("give" if self._turned(frame) else role or "", self._give)(frame)

    def _turned(self, frame: Frame) -> bool:
        """Tell whether a public body stands with a word of getting that is not its own, or that may mean giving too (省财政厅拿了2亿元): it gives."""
        verb, clause, start = frame.verb, frame.clause, frame.clause.sentence.start
        if verb is None or verb.meaning.role != "get":
            return False
        arrives = verb.word in self.words.arrives and not self.words.applies.search(self.text, start, verb.start)
        if (clause.carried and not arrives) or frame.instrument not in PUBLIC | LENDING | {"other"}:
            return False
        acting = [m for m in clause.subject if m.start < frame.money.start]
        bodies = acting and all(m.kind in GOVERNING and self.parties.gives(m) for m in acting)
        if frame.instrument in LENDING:
            return arrives and bool(acting) and all(self._lends(m) or m.kind == "central_government" for m in acting)
        return bool(bodies) and (verb.end <= clause.start or arrives or verb.word in self.words.either)

    def _levers(self, frame: Frame) -> None:
        """Let the verb of leverage before one of paying rule the clause (带动社会资本出资21亿元)."""
        verb = frame.verb
        if (
            verb is None
            or verb.word not in {"出资", "投资", "投入", "跟投", "参投", "追投", "认缴", "认购", "募集"}
            or verb.end > frame.money.start
        ):
            return
        found = LEVER.search(self.text, frame.clause.start, verb.start)
        if found:
            meaning = replace(verb.meaning, role="lever", verb="investment", status=None)
            frame.verb = replace(verb, start=found.start(), end=found.end(), word=found[0], meaning=meaning)
            frame.instrument = "investment" if frame.instrument in {"equity", "grant", "other"} else frame.instrument

    def _fund(self, frame: Frame) -> Found:
        listed = self.parties.listed(frame.fund) if frame.fund and frame.fund.entity else []
        recipient = [m for m in listed if m.type == "Fund" or "基金" in m.text]  # no size is a founder's
        start, end = self._span(frame)
        payers = self.parties.marked(self.parties.within(start, end), self.words.source, start, frame.money.start)
        if payers and not self.words.funds_it.match(self.text, max(m.end for m in payers)):
            payers = []
        if not payers:
            rest = REST.search(self.text, frame.money.end, frame.clause.sentence.end)  # who pays the rest of it
            behind = self.parties.within(frame.money.end, rest.start() if rest else frame.clause.sentence.end)
            payers = self.parties.marked(behind, self.words.source, frame.money.end, frame.money.end)
            payers = [m for m in payers if self.words.pays_after.match(self.text, payers[-1].end)]
        if not payers and JOINT.search(self.text, frame.clause.start, frame.money.start):
            payers = self._subject(frame)  # 甲、乙共同出资设立规模5亿元的某基金
        lever = frame.verb is not None and frame.verb.meaning.role == "lever"
        via = [m for m in self._subject(frame) if lever and m not in recipient]
        return {"provider": [m for m in payers if m not in recipient], "via": via, "recipient": recipient}

    def _rule(self, frame: Frame) -> Found:
        """What a policy promises: the recipient is whom it is 对, else the class named last before the sum."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        before = [m for m in inside if m.end <= frame.money.start]
        recipient = self.parties.marked(before, self.words.beneficiary, start, frame.money.start)
        if not recipient:
            classes = [
                m
                for m in before
                if m.type in {"Category", "Program", "Zone"} and not self._served(m) and not self._channel(m, frame)
            ]
            recipient = self._class(classes) or self._chosen(before)
        provider = [
            m
            for m in self._subject(frame)
            if self.parties.gives(m)
            and m not in recipient
            and (m.type in {"Institution", "Fund"} or (m.type == "Zone" and m in frame.clause.subject))
            and not self._speaks(m)
        ]
        provider = [
            m for m in provider if m.start >= (frame.clause.start if self._policy(frame) else start)
        ]  # who issued the policy a sentence before pays nothing by that
        if not provider and frame.verb and frame.verb.meaning.role == "get":
            provider = [m for m in inside if m.start >= frame.verb.end and self.parties.gives(m) and m not in recipient]
        if not provider:  # 中央财政对采购国产仪器的高校给予贴息
            at = frame.clause.start
            first = [m for m in inside if 0 <= m.start - at <= 1 and self.text[m.end : m.end + 1] in set("对给为向按")]
            first = [m for m in first if m.type == "Place" or (m.type == "Institution" and self.parties.gives(m))]
            provider = [m for m in first if m not in recipient] or self._promising(frame, start, recipient)
        if not provider:  # 奖金由县财政发放，每人5万元
            told = self.parties.marked(before, self.words.source, start, frame.money.start)
            hands = [m for m in told if m.type == "Institution" and self.words.pays_after.match(self.text, m.end)]
            provider = [m for m in hands if m not in recipient]
        if not provider and frame.instrument == "loan":  # 甲银行“知惠贷”最高3000万元: whose product it is lends
            sold = {m.start for m in before if m.type == "Program"}
            provider = [m for m in before if m.kind == "bank" and {m.end, m.end + 1, m.end + 2} & sold][-1:]
        if frame.instrument == "loan":
            provider = provider or offering(self.parties, start, frame)
            recipient = recipient or offered_to(self.parties, frame)
        if frame.instrument == "loan":  # 财政局对…贷款给予贴息，额度最高20万元
            provider = [m for m in provider if m.type != "Place" and m.kind not in GOVERNING]
        provider = (
            []
            if frame.instrument == "tax_relief"
            else provider or self._paid_by(frame) or (self._desk(before) if frame.instrument != "loan" else [])
        )
        return {"provider": provider, "via": self._via(frame, inside, recipient), "recipient": recipient}

    def _promising(self, frame: Frame, start: int, recipient: list[Mention]) -> list[Mention]:
        """Return the place that acts in the sentence of a rule, where it does more than make it known (某市大力培育企业，对…给予补助)."""
        acting = [m for m in frame.clause.subject if m.type == "Place" and m.start >= start and m in self.parties.all]
        if (
            frame.verb is None
            or frame.verb.meaning.role != "give"
            or len(acting) != 1
            or acting[0] in recipient
            or acting[0].text.startswith("全")
        ):
            return []
        end = acting[0].end
        made = self.words.rules_only.match(self.text, end) or GETS.match(self.text, end)
        return [] if made else acting

    def _desk(self, before: list[Mention]) -> list[Mention]:
        """Return the finance department that an earlier clause of a rule names as who acts, and not as who tells or makes the rule (由县财政发奖，一家最多2万元)."""
        desks = [m for m in desks_among(before) if not self._speaks(m)]
        clause = self.state.clause_at(desks[-1].start) if desks else None
        if clause is None or self.words.makes_rules.search(self.text, clause.start, clause.end):
            return []
        return self.parties.listed(desks[-1])

    def _class(self, named: list[Mention]) -> list[Mention]:
        """Return the class that a rule speaks of: the first one of the nearest clause that names any, classes before programmes."""
        for labels in ({"Category"}, {"Zone", "Program"}):
            classes = [m for m in named if m.type in labels and m.kind not in {"product", "scheme"}]
            if classes:
                nearest = self.state.clause_at(classes[-1].start)
                first = next(m for m in classes if nearest is None or m.start >= nearest.start)
                return self.parties.listed(first)
        return []

    def _project(self, frame: Frame) -> Found:
        """A project with its total investment: the project gets, who builds it gives."""
        start, end = self._span(frame)
        before = [m for m in self.parties.within(start, end) if m.end <= frame.money.start]
        payers = self.parties.marked(before, self.words.source, start, frame.money.start)
        payers = [m for m in payers if not BUILDS.match(self.text, payers[-1].end)]
        things = [m for m in before if m.type in {"Program", "Zone", "Fund"} and m not in payers]
        bodies = [m for m in before if m.type == "Institution" and m not in payers]
        bodies = [m for m in bodies if not BUILDS.match(self.text, m.end)]
        whole = frame.noun is not None and "总投资" in frame.noun.word
        built = self._built(frame) if not things else []
        behind = [
            m
            for m in self.parties.within(frame.money.end, end, "Program", "Zone", "Institution")
            if self.text[frame.money.outer_end : m.start] == "的"
        ]
        told = work_behind(self.parties, frame)
        behind = [told] if told is not None else behind
        payers = payers or [m for m in self.investors(frame) if m not in behind]
        signing = frame.verb is not None and frame.verb.meaning.role == "raise"
        whole = whole and not signing
        acting = [m for c in frame.clause.sentence.clauses[: frame.clause.index + 1][::-1][:3] for m in c.subject]
        meant = [m for m in acting if m in things and m.type == "Program"]  # 甲项目是乙区的项目，总投资…
        owners = [m for m in bodies if m.kind not in GOVERNING]  # 某局下达项目，总投资…: none of its own
        works = [m for m in things if m.rule == "invested"]  # 甲项目落户乙区，总投资…: the project, and no place of it
        recipient = behind or meant[:1] or works[-1:] or things[-1:] or built or (owners[-1:] if whole else [])
        payers = payers or [m for m in self._paid_by(frame) if m not in recipient]
        if signing and not payers:  # 某区与甲、乙公司签约，总投资…: they invest, in the zone where no project is named
            partners = self.parties.marked(before, self.words.partner, start, frame.money.start)
            payers = [m for m in partners if m.kind in {"company", "financial", "bank"} and m not in recipient]
            hosts = [m for m in self._subject(frame) if m.type in {"Zone", "Place"} and m not in payers]
            recipient = recipient or (hosts if payers else [])
        if not recipient and not bodies:
            recipient = self._work_before(frame)
        if recipient and not payers:
            lent = recipient[0].text.startswith("贷款")  # 世界银行 + 贷款某项目: of the whole it lends a part
            payers = [m for m in before if m.end == recipient[0].start and m.type == "Institution" and not lent]
        if not recipient and bodies:
            payers = payers or [m for m in owners[:1] if not signing or m.kind == "company"]
        if not payers and not whole and frame.noun:  # 甲公司计划投资2亿元建设乙项目
            payers = [
                m for m in owners if m not in recipient and INVESTS_IN.fullmatch(self.text, m.end, frame.noun.start)
            ]
        return {"provider": payers, "via": [], "recipient": recipient}

    def _work_before(self, frame: Frame) -> list[Mention]:
        """Return the one work of the sentence before, where a sentence goes on about it by its kind alone (甲水库工程开工。项目总投资3亿元)."""
        sentence = frame.clause.sentence
        if GOES_ON.match(self.text, sentence.start, frame.money.start) is None:
            return []
        for said in self.state.up_to(sentence, 1)[:-1]:
            works = [m for m in self.parties.within(said.start, said.end, "Program") if m.text.endswith(PROJECTS)]
            if len(ids_of(works)) == 1 and said.paragraph == sentence.paragraph:
                return works[:1]
        return []
