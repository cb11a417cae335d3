"""What the sentences around a sum tell of its parties: lender and borrower, the sides of an agreement, the investors of a round."""

import re

from extract.flows_base import LENDING, PUBLIC, ids_of, others
from extract.flows_credit import applied, borrows, insured, landed
from extract.flows_frame import Frame
from extract.flows_shapes import Shapes
from extract.model import Mention, Sentence

LAUNCHES = re.compile(
    "(?:等)?(?:[\\d二两三四五六七八九十]+家(?:银行|机构)?)?(?:共同|联合|率先|创新|已|还|先后|正式|在[^，。；]{2,8})*(?:推出|上线|开办|开发|研发|试点|落地|创设|打造|开展)了?"
)
AFTER_THAT = re.compile("(?:之|以)?后[，,]?$")
HOLDS = re.compile("(?:持有|取得|获得|换得|拿下|控有)(?:了)?$")
TOLD = 2  # sentences over which a loan's story names lender and borrower before its sum
AGREED = 4  # sentences over which an agreement is gone on about
OWN_ROUND = re.compile("(?:完成|获得?|宣布)[^，。；]{0,16}(?:轮|融资)")
ROUND = 2  # sentences behind a round of finance in which its investors may be named


class Told(Shapes):
    """Finds parties outside the sentence of the sum."""

    def _topic_place(self, frame: Frame) -> None:
        """Take the place, zone or school that acted last as who gets public money that a clause without a subject says was got (累计争取资金2亿元)."""
        verb, clause = frame.verb, frame.clause
        if frame.instrument not in PUBLIC or frame.status == "rule" or frame.parties["recipient"]:
            return
        if (
            verb is None
            or frame.stranger
            or verb.meaning.role != "get"
            or clause.overt
            or verb.word in {"惠及", "受益"}
        ):
            return
        for sentence in self.state.up_to(clause.sentence, AGREED)[::-1]:
            for earlier in sentence.clauses[::-1]:
                acting = [m for m in earlier.subject if not earlier.carried and earlier.start <= frame.money.start]
                if sentence.heading or all(m.type in {"Category", "Program"} for m in acting):
                    continue
                topic = [m for m in acting if m.type in {"Place", "Zone"} or m.kind in {"university", "research"}]
                taken = ids_of(frame.parties["provider"] + frame.parties["via"])
                frame.parties["recipient"] = others([m for m in topic if m in self.parties.all], taken)
                return

    def _told_before(self, frame: Frame) -> None:
        """Take borrower and lender of a loan that its sentence does not name from the sentences before it.

        The borrower is the company named last (…为甲公司犯了难。没多久，500万元贷款到位), the lender the bank that acted last.
        """
        self._topic_place(frame)
        applied(self.parties, frame)
        frame.parties["recipient"] = frame.parties["recipient"] or landed(self.parties, frame)
        if not frame.parties["recipient"] and frame.verb is not None:
            frame.parties["recipient"] = self._next_subject(frame) or self._held(frame)
        lent = frame.instrument in LENDING - {"bond"} | {"other"} or insured(frame)
        lent = lent or any(m.kind == "bank" for m in frame.parties["provider"])
        if not lent or frame.status == "rule":
            return
        if frame.verb and frame.verb.meaning.role == "lever":
            return
        if not frame.parties["recipient"]:
            frame.parties["recipient"] = self._bare_project(frame)
        self._sides(frame)
        platform = any(m.type == "Program" and m.text.endswith("平台") for m in frame.clause.subject)
        if not frame.parties["provider"] and not platform:  # 平台已放贷5亿元: of those who have joined it
            frame.parties["provider"] = self._house(frame) or self._launching(frame)
        lends = frame.instrument in {"loan", "credit_line"} or insured(frame)
        if self._many(frame) or not lends or frame.status == "planned":
            return
        place = self.state.number_of(frame.clause.sentence)
        before = [s for s in self.state.sentences[max(0, place - TOLD) : place] if not s.heading]
        taken = ids_of(m for ms in frame.parties.values() for m in ms)
        if not frame.parties["recipient"]:
            frame.parties["recipient"] = self._firm_last(before, taken)
        if not frame.parties["provider"] and not platform:
            acting = [m for s in before for c in s.clauses for m in c.agents or c.subject]
            banks = [m for m in acting if m.kind in {"bank", "international"}]
            frame.parties["provider"] = others(banks, taken)[-1:]

    def _firm_last(self, before: list[Sentence], taken: list[str]) -> list[Mention]:
        """Return the company that the last sentence which names one speaks of, else names last."""
        for sentence in reversed(before):
            named = self.parties.within(sentence.start, sentence.end, "Institution")
            firms = others([m for m in named if borrows(m)], taken)
            acting = {m.start for c in sentence.clauses for m in c.subject if not c.carried}
            if firms:
                return ([m for m in firms if m.start in acting] or firms)[-1:]
        return []

    def _next_subject(self, frame: Frame) -> list[Mention]:
        """Return the body that the next clause is about, where the sum's says what was got before that (获得3000万元投资后，甲公司…)."""
        clause, verb = frame.clause, frame.verb
        following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
        if verb is None or verb.meaning.role != "get" or clause.subject or not following:
            return []
        if not AFTER_THAT.search(self.text, frame.money.end, clause.end):
            return []
        acting = [m for m in self.parties.all if any(m.start == s.start for s in following[0].subject)]
        bodies = [m for m in acting if m.type in {"Institution", "Zone", "Place"}]
        return others(bodies, ids_of(frame.parties["provider"] + frame.parties["via"]))

    def _held(self, frame: Frame) -> list[Mention]:
        """Return the company whose shares who pays in then holds (出资3亿元，持有甲公司60%股权); what is paid buys shares."""
        if frame.verb is None or frame.verb.meaning.role != "into":
            return []
        behind = self.parties.within(frame.money.end, self._half_end(frame), "Institution")
        held = [m for m in behind if HOLDS.search(self.text, frame.money.end, m.start)]
        held = [m for m in held[:1] if self.words.stake_after.match(self.text, m.end)]
        frame.instrument = "equity" if held else frame.instrument
        return others(held, ids_of(frame.parties["provider"]))

    def _house(self, frame: Frame) -> list[Mention]:
        """Return the one bank whose doings the article tells, for money that a clause without a subject says was lent (累计发放贷款3亿元).

        A bank and its branch that both act are one house, the branch; money of a whole town's banks is nobody's.
        """
        clause = frame.clause
        got = frame.verb is not None and frame.verb.meaning.role != "give"
        if frame.instrument not in {"loan", "credit_line"} or got or clause.overt or clause.agents:
            return []
        own = [m for m in clause.subject if not clause.carried or m.type in {"Place", "Category", "Zone"}]
        if own or self.words.everybody.search(self.text, clause.sentence.start, frame.money.end):
            return []
        acting = {m.start for s in self.state.sentences for c in s.clauses for m in (*c.subject, *c.agents)}
        banks = [m for m in self.parties.all if m.kind == "bank" and m.start in acting]
        names = {m.name or m.text: m for m in banks if m.entity}
        parents = {m.entity.parent for m in banks if m.entity}
        left = [m for name, m in names.items() if name not in parents]
        said = [m for m in left if m.start < frame.money.start]
        return others(said, ids_of(frame.parties["recipient"])) if len(left) == 1 else []

    def _launching(self, frame: Frame) -> list[Mention]:
        """Return the banks whose loan the sentence of one that was got tells first (甲局联合乙行、丙行推出某贷，已有47家企业获贷2亿元)."""
        start, verb = frame.clause.sentence.start, frame.verb
        if frame.instrument != "loan" or verb is None or verb.meaning.role != "get":
            return []
        banks = [m for m in self.parties.within(start, frame.clause.start, "Institution") if m.kind == "bank"]
        last = next((m for m in banks[::-1] if LAUNCHES.match(self.text, m.end)), None)
        return [m for m in self.parties.listed(last) if m.kind == "bank"] if last is not None else []

    def _bare_project(self, frame: Frame) -> list[Mention]:
        """Return the project that a bare 项目 goes back to, where the money is for it (为项目审批的贷款)."""
        span = (frame.clause.start, frame.clause.end)
        first = frame.clause.sentence.clauses[0]
        if self.text[first.start] == "以" and "为例" in self.text[first.start : first.end]:
            return [m for m in first.subject if m in self.parties.all and not self.parties.gives(m)]
        if not self.words.bare_project.search(self.text, *span):
            return []
        named = self.parties.within(0, frame.money.start, "Program")
        return [m for m in named if m.text.endswith(("项目", "工程"))][-1:]

    def _many(self, frame: Frame) -> bool:
        """Tell whether the sum is a total or a rate, of more borrowers than one that was named before."""
        lead = self.text[frame.clause.sentence.start : frame.money.start]
        return (
            frame.money.per is not None
            or frame.money.qualifier == "up_to"
            or self.words.totals.search(lead) is not None
        )

    def _sides(self, frame: Frame) -> None:
        """Take the sides of the agreement that the money was promised by: the bank gives, the other receives."""
        own = frame.parties
        if own["recipient"] or frame.status not in {"committed", "planned"}:
            return
        for sentence in self.state.up_to(frame.clause.sentence, AGREED)[::-1]:
            sides = self._signed(sentence)
            given = [m for m in sides if self._lends(m)]
            got = [m for m in sides if not self.parties.gives(m) or m.kind == "local_government" or m.type == "Zone"]
            got = others(got, ids_of(own["provider"]))
            same = set(ids_of(own["provider"])) & set(ids_of(given))
            if given and got and (same or not own["provider"] or self._branch(own["provider"], given)):
                own["provider"], own["recipient"] = own["provider"] or given, got
                return

    def _branch(self, payers: list[Mention], given: list[Mention]) -> bool:
        """Tell whether the payer is only a shorter or longer name of a bank that signed (省农发行 for its branch)."""
        names = [(m.name or m.text) for m in given]
        return all(
            any(n.startswith(m.name or m.text) or (m.name or m.text).startswith(n) for n in names) for m in payers
        )

    def _signed(self, sentence: Sentence) -> list[Mention]:
        """Return the two sides of an agreement that the sentence says was signed."""
        for clause in sentence.clauses:
            if clause.subject and clause.partners and self.words.signs.search(self.text, clause.start, clause.end):
                known = {m.start: m for m in self.parties.all}
                return [known[m.start] for m in (*clause.subject, *clause.partners) if m.start in known]
        return []

    def _told_behind(self, frame: Frame) -> None:
        """Take the investors of a round from the sentences behind it (完成2亿元B轮融资。本轮由甲创投领投)."""
        if frame.instrument != "equity" or frame.parties["provider"] or not frame.parties["recipient"]:
            return
        raised = frame.noun is not None and self.words.raised.search(frame.noun.word)
        if not raised and (frame.verb is None or frame.verb.meaning.role != "raise"):
            return
        place = self.state.number_of(frame.clause.sentence)
        sums = [m.start for m in self.state.money]
        for sentence in self.state.sentences[place + 1 : place + 1 + ROUND]:
            if sentence.paragraph - frame.clause.sentence.paragraph > 1 or any(
                sentence.start <= at < sentence.end for at in sums
            ):
                return
            first = sentence.clauses[0]
            other = others(first.subject, ids_of(frame.parties["recipient"]))
            if other and not first.carried and OWN_ROUND.search(self.text, first.start, first.end):
                return  # 乙公司宣布完成D轮融资，由甲创投领投: another's
            found = self.investors(frame, sentence)
            if found:
                frame.parties["provider"] = others(found, ids_of(frame.parties["recipient"]))
                return

    def _guarantor_behind(self, frame: Frame) -> list[Mention]:
        """Return who the sentence behind a loan's says stands behind it (为这笔贷款做担保的是甲公司)."""
        place = self.state.number_of(frame.clause.sentence)
        for behind in self.state.sentences[place + 1 : place + 2]:
            if behind.paragraph == frame.clause.sentence.paragraph:
                named = self.parties.within(behind.start, behind.end, "Institution")
                return [m for m in named if self.words.guarantor_before.search(self.text, behind.start, m.start)][:1]
        return []
