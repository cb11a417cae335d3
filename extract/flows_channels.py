"""What money runs through that its own clause does not say: the policy or programme spoken of, guarantors, who takes it over."""

import re

from extract.flows_base import CHANNELLED, LENDING, PAYING, PLANNED, PROJECTS, PUBLIC, STAKES, fills, ids_of, others
from extract.flows_corrected import Corrected
from extract.flows_credit import product_behind
from extract.flows_enrolled import enrolled
from extract.flows_frame import Frame
from extract.flows_patterns import TAKES
from extract.flows_topics import subject_of
from extract.model import Mention

BESIDE = ("联合", "携手", "会同", "联手", "协同", "与", "和", "、", "通过", "经", "引入")
HELPS_OUT = re.compile("[^，。；]{0,8}?(?:出具|担保|增信|帮助|助力|协助|合作|携手|联合|联手|推荐|提供)")
PAID = ("贴息", "补贴", "奖补", "补助")  # ends of names of what is paid and not lent


def levers(frame: Frame) -> bool:
    """Tell whether others' money is drawn in: no document hands that out."""
    return frame.verb is not None and frame.verb.meaning.role == "lever"


class Channels(Corrected):
    """Finds programmes, policies and go-betweens around a sum."""

    payers: dict[str, list[Mention]]  # who pays through a programme or fund, by its id

    def _channels(self, frame: Frame) -> None:
        self._lent(frame)
        if frame.status == "rule" and not any(m.type == "Policy" for m in frame.parties["via"]):
            frame.parties["via"] += self._policy(frame)
        elif frame.status in {"planned", "committed"} and frame.instrument in PLANNED and not levers(frame):
            sentence = frame.clause.sentence
            near = self._policy(frame)
            here = near and near[0].start >= min(
                s.start for s in self.state.sentences if s.paragraph == sentence.paragraph
            )
            if here and near[0] not in frame.parties["via"]:
                frame.parties["via"] += near
        if not any(m.type != "Policy" for m in frame.parties["via"]):
            frame.parties["via"] += enrolled(self.parties, frame)
        if frame.instrument in {"loan", "credit_line"}:
            frame.parties["via"] += self._guarantor(frame)
        if not frame.parties["via"] and frame.instrument in CHANNELLED | {"other"}:
            frame.parties["via"] = self._right_before(frame) or product_behind(self.parties, frame)
        self._works(frame)
        if not frame.parties["via"] and frame.instrument in CHANNELLED:
            frame.parties["via"] = self._topic(frame) or [
                m for m in subject_of(self.parties, frame) if not self._others_purse(m, frame)
            ]
            filled = [m for m in frame.parties["via"] if m.type == "Fund"]
            aside = frame.verb is not None and self.words.set_aside.search(frame.verb.word)
            if frame.instrument == "grant" and fills(frame, filled) and aside and not frame.parties["recipient"]:
                frame.parties["recipient"], frame.parties["via"] = filled, []  # 为风险池安排资金

    def _lent(self, frame: Frame) -> None:
        """Take what banks alone hand out, named by no noun, as lent: their products are what it runs through (甲银行推出乙贷，已发放2亿元)."""
        own = frame.parties
        banks = own["provider"] and all(m.kind == "bank" for m in own["provider"])
        plain = frame.instrument in {"grant", "other"} and frame.noun is None and frame.verb is not None
        if banks and plain and not (self.donated(frame) or any(m.type == "Fund" for m in own["recipient"])):
            frame.instrument = "loan"

    def _works(self, frame: Frame) -> None:
        """Let the works whose name stands as what a loan runs through have it, where nobody else does (对某项目2亿元贷款的审批)."""
        own = frame.parties
        works = [m for m in own["via"] if m.type == "Program" and m.text.endswith(PROJECTS)]
        if works and frame.instrument in {"loan", "credit_line"} and not own["recipient"]:
            own["recipient"], own["via"] = works, [m for m in own["via"] if m not in works]

    def _right_before(self, frame: Frame) -> list[Mention]:
        """Return the product or scheme that stands right before the sum, where somebody gives or gets it by that name (获得甲银行“乙贷”80万元)."""
        named = self.parties.within(frame.clause.start, frame.money.start, "Program")
        own = frame.parties
        if frame.verb is None or not (own["provider"] or own["recipient"]):
            return []
        return [
            m for m in others(named, ids_of(own["provider"] + own["recipient"])) if m.end == frame.money.outer_start
        ]

    def _guarantor(self, frame: Frame) -> list[Mention]:
        """Return who stands behind a loan that a bank gives: the guarantor named in its sentence, who pays nothing yet."""
        taken = ids_of(frame.parties["recipient"] + frame.parties["via"])
        start = self._span(frame)[0]
        named = [
            m
            for m in self.parties.within(start, frame.clause.end, "Institution")
            if self.words.guarantors.search(m.name or m.text)
        ]
        found = [m for m in others(named, taken) if self.words.guarantees_after.match(self.text, m.end)][:1]
        found = found or others(self._guarantor_behind(frame), taken)
        banks = frame.parties["provider"] and all(m.kind == "bank" for m in frame.parties["provider"])
        if not found and banks:  # 甲银行联合乙担保公司放款; 乙担保公司出具担保函，甲银行放款
            found = [m for m in others(named, taken) if m.end <= frame.money.start and self._stands_by(m)][:1]
        lenders = [m for m in frame.parties["provider"] if m not in found]
        acts = found and any(m.start == found[0].start for m in frame.clause.subject)
        if acts and not lenders:
            return []  # 甲担保公司为企业提供担保贷款: its own doing
        if found and (lenders or frame.parties["recipient"]):
            frame.parties["provider"] = lenders
            return found
        return []

    def _stands_by(self, guarantor: Mention) -> bool:
        """Tell whether the words around a guarantor say that it works together with whoever lends, or helps whoever borrows."""
        before = self.text[max(0, guarantor.start - 2) : guarantor.start]
        return before.endswith(BESIDE) or HELPS_OUT.match(self.text, guarantor.end) is not None

    def _fund_invests(self, frame: Frame) -> None:
        """Let the fund that the clauses before speak of invest where nobody else is said to (设立某基金，已投资企业46家、金额5亿元)."""
        own, verb, clause = frame.parties, frame.verb, frame.clause
        if frame.instrument not in STAKES or own["provider"] or verb is None or clause.agents:
            return
        if (
            verb.meaning.role != "give"
            or "投" not in verb.word
            or not all(m in own["recipient"] for m in clause.subject if not clause.carried)
        ):
            return
        funds = self.parties.within(clause.sentence.start, clause.start, "Fund")
        own["provider"] = others(funds[-1:], ids_of(own["recipient"]))

    def _taken_over(self, frame: Frame) -> None:
        """Take who a later clause says takes the money over: a fund receives it, a company passes a loan on (由甲公司统一承接)."""
        named = self.parties.within(frame.money.end, self._half_end(frame), "Fund", "Institution")
        taken = [m for m in named if TAKES.match(self.text, m.end) and self.text[m.start - 1] == "由"][:1]
        own = frame.parties
        if not taken or taken[0] in own["provider"]:
            return
        if taken[0].type == "Fund" and not own["recipient"]:
            own["recipient"] = taken
            frame.instrument = "investment" if frame.instrument in {"grant", "other"} else frame.instrument
        elif frame.instrument in {"loan", "bond", "grant"} and taken[0] not in own["via"]:
            own["via"] = own["via"] + taken

    def _of_another(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether a fund's name stands right before another sum of the sentence: it names that money, not this."""
        near = [m for m in self.state.money if 0 <= m.outer_start - mention.end <= 1]
        return (
            mention.type == "Fund"
            and bool(near)
            and near[0] is not frame.money
            and frame.noun is not None
            and mention.start >= frame.clause.sentence.start
        )

    def _topic(self, frame: Frame) -> list[Mention]:
        """Return the programme or fiscal fund that the text speaks of where it comes to the sum."""
        sentence = frame.clause.sentence
        taken = ids_of(m for ms in frame.parties.values() for m in ms)
        paragraph = self.state.paragraph_start(sentence)
        own = self._span(frame)[0] if frame.instrument in {"loan", "credit_line"} else sentence.start
        for start, end in (
            (own, frame.money.start),
            (paragraph, sentence.start),
            (0, self.state.sentences[0].end),
        ):
            named = [
                m
                for m in self.parties.within(start, end, "Program", "Fund")
                if (m.type == "Program" and self._suits(m, frame))
                or (
                    m.kind == "fiscal"
                    and not (start == paragraph and end == sentence.start)
                    and (m.rule != "matter" or m.start >= own)
                )
            ]  # a fund of an earlier sentence has paid what that one says
            named = [
                m
                for m in named
                if not m.text.endswith(("项目", "工程")) and (not m.text.endswith("国债") or m.start >= own)
            ]  # those get money, it does not run through them
            if frame.instrument in PAYING:
                named = [m for m in named if not m.text.strip("“”").endswith("平台")]
            if (
                frame.instrument in PAYING and end <= sentence.start
            ):  # loans are lent, what public money runs through is called otherwise
                named = [m for m in named if m.kind != "product" or self.words.paid_products.search(m.text)]
            if frame.instrument in LENDING:
                named = [
                    m
                    for m in named
                    if m.kind == "product"
                    or (m.kind == "scheme" and not m.text.strip("“”").endswith(("试点", "改革", "制度", "机制")))
                    or (
                        self.words.lending.search(m.text)
                        and not m.text.endswith(("行动", "活动", "战略", "试点", "改革"))
                    )
                ]
            free = [
                m
                for m in others(named, taken)
                if not (self._of_another(m, frame) or self._others_product(m, frame) or self._others_purse(m, frame))
            ]
            if free:
                return free[-1:]
        return []

    def _suits(self, programme: Mention, frame: Frame) -> bool:
        """Tell whether such money can run through the programme: tax schemes only relieve of taxes, subsidies are not lent, works get money."""
        if self.words.tax_schemes.search(programme.text):
            return frame.instrument == "tax_relief"
        if frame.instrument in {"loan", "credit_line"} and programme.text.endswith(PAID):
            return False
        return programme.rule != "works" or frame.instrument not in PUBLIC

    def _others_purse(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether others than those who pay the sum are said to pay through the programme or fund (甲厅的某专项…; 乙市再拿2亿元)."""
        paid = self.payers.get(mention.entity.id, []) if mention.entity and "再贷款" not in mention.text else []
        own = ids_of(m for m in frame.parties["provider"] if m.type != "Place")
        return bool(paid and own) and not set(ids_of(paid)) & set(own)

    def _others_product(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether another bank than the one that lends is who offers the product (甲银行推出某贷。乙银行向…放款)."""
        clause = self.state.clause_at(mention.start)
        lenders = [m.name or m.text for m in frame.parties["provider"] if m.kind in {"bank", "financial"}]
        if clause is None or not lenders or frame.instrument not in {"loan", "credit_line"}:
            return False
        offering = [m.name or m.text for m in (*clause.subject, *clause.agents, *clause.partners) if m.kind == "bank"]
        same = any(a.startswith(b) or b.startswith(a) for a in offering for b in lenders)
        return bool(offering) and not same
