"""Who gives, who gets, and through what: the parties of a flow from the clauses around its sum."""

import itertools
import re

from extract.flows_frame import Frame
from extract.flows_parties import CHANNELS, PARTIES, Parties
from extract.model import Mention, State

Found = dict[str, list[Mention]]
CHANNELLED = {"subsidy", "reward", "grant", "interest_subsidy", "compensation", "tax_relief", "loan", "credit_line", "relending", "guarantee", "bond"}
LED = re.compile("[向对给为][^，。；]{0,6}$")
BEFORE_VERB = {"", "拟", "将", "已", "各", "共", "曾", "也", "还", "则", "再", "又", "先"}
PLANNED = {"subsidy", "reward", "grant", "interest_subsidy", "fund_size", "relending", "loan", "investment"}  # what plans promise
LENDING = {"loan", "credit_line", "relending", "bond", "guarantee"}
PUBLIC = {"subsidy", "reward", "grant", "interest_subsidy"}  # what one payer hands out under several names
PAYING = {"subsidy", "reward", "grant", "interest_subsidy", "compensation", "tax_relief"}


class RoleFinder:
    """Fills `frame.parties` of each flow, in text order; earlier flows lend what later ones leave open."""

    def __init__(self, state: State, parties: Parties) -> None:
        self.state, self.text, self.parties = state, parties.text, parties
        self.words = parties.words

    def fill(self, frames: list[Frame]) -> None:
        """Give every flow its parties."""
        last: Frame | None = None
        alike: dict[str, Frame] = {}
        payers: dict[str, list[Mention]] = {}
        for frame in frames:
            if frame.kind != "flow":
                continue
            frame.parties = self._parties(frame)
            if last:
                self._inherit(frame, last, alike.get(frame.instrument))
            group = "public" if frame.instrument in PUBLIC else frame.instrument
            if frame.status == "rule" and last and not frame.parties["provider"]:
                frame.parties["provider"] = self._purse(frame, last)
            same = alike.get(frame.instrument)
            if same and frame.verb and frame.verb.meaning.role == "get" and frame.parties["recipient"] and frame.instrument in PUBLIC:
                self._lend(frame.parties, same.parties, ("provider", "via"))
            before = alike.get("of " + group)
            lends = before is not None and (before.clause.sentence is frame.clause.sentence or (frame.status == "rule" != before.status))
            if before and lends and self._near(frame, before):
                self._lend(frame.parties, before.parties, ("provider",) if frame.instrument in PUBLIC else ())
            alike[frame.instrument] = alike["of " + group] = frame
            if not frame.parties["recipient"] and frame.instrument in PAYING | {"loan", "credit_line"}:
                frame.parties["recipient"] = self._nearest(frame)
            if not frame.parties["recipient"] and frame.status == "rule":
                frame.parties["recipient"] = self._class_before(frame)
            self._channels(frame)
            self._same_purse(frame, payers)
            last = frame

    def complete(self, frame: Frame) -> None:
        """Give one frame its parties, without a look at other flows."""
        frame.parties = self._parties(frame)
        self._channels(frame)

    def _channels(self, frame: Frame) -> None:
        if frame.status == "rule" and not any(m.type == "Policy" for m in frame.parties["via"]):
            frame.parties["via"] += self._policy(frame)
        elif frame.status in {"planned", "committed"} and frame.instrument in PLANNED:
            sentence = frame.clause.sentence
            near = self._policy(frame)
            here = near and near[0].start >= min(s.start for s in self.state.sentences if s.paragraph == sentence.paragraph)
            if here and near[0] not in frame.parties["via"]:
                frame.parties["via"] += near
        if frame.instrument in {"loan", "credit_line"}:
            frame.parties["via"] += self._guarantor(frame)
        if not frame.parties["via"] and frame.instrument in CHANNELLED:
            frame.parties["via"] = self._topic(frame)

    def _parties(self, frame: Frame) -> Found:
        if frame.instrument == "fund_size" or (frame.pool and frame.fund):
            return self._fund(frame)
        if frame.status == "rule" and frame.instrument in PAYING | {"other", "loan"}:
            return self._rule(frame)
        if frame.instrument == "investment" and frame.noun and self.words.project.search(frame.noun.word):
            return self._project(frame)
        role = frame.verb.meaning.role if frame.verb else None
        raised = frame.noun is not None and self.words.raised.search(frame.noun.word) and role not in ("give", "into")
        if raised or (frame.instrument == "bond" and role == "issue"):
            return self._get(frame)
        if frame.noun is not None and self.words.pays_in.search(frame.noun.word) and role in (None, "into"):
            return self._into(frame)
        shapes = {"get": self._get, "raise": self._get, "issue": self._get, "lever": self._lever, "into": self._into, "buy": self._buy, "sell": self._sell}
        return shapes.get(role or "", self._give)(frame)

    def _span(self, frame: Frame) -> tuple[int, int]:
        """Return the part of the sentence that speaks of the sum: from the last ； before it to the end of its clause."""
        start = frame.clause.sentence.start
        cut = max(self.text.rfind("；", start, frame.money.start), self.text.rfind(";", start, frame.money.start))
        return max(start, cut + 1), frame.clause.end

    def _subject(self, frame: Frame, agents: bool = True) -> list[Mention]:
        """Return who acts in the clause of the sum, as known parties; the agent of a passive where `agents`."""
        clause = frame.clause
        if clause.carried and not clause.agents:
            own = [m for m in self.parties.within(clause.start, frame.money.start) if m.start - clause.start <= 2]
            if own and not any(c in "向对给为由从与同按以在" for c in self.text[clause.start : own[0].start]):
                return self.parties.listed(own[0])
        found = [m for m in ((agents and clause.agents) or clause.subject) if m.entity is not None]
        first = self.parties.within(clause.start, frame.money.start)[:1]
        if not found and first and first[0].start - clause.start <= 1:
            return self.parties.listed(first[0])
        if not found and not first:
            earlier = [c.subject for c in clause.sentence.clauses[: clause.index][::-1] if c.subject]
            found = [m for m in earlier[0] if m.entity is not None] if earlier else []
        known = [m for m in self.parties.all if any(m.start == f.start for f in found)]
        if known or not found:
            return known
        return [m for m in self.parties.all if m.start >= found[0].end and m.start - found[-1].end <= 12][:1]

    def _fund(self, frame: Frame) -> Found:
        recipient = self.parties.listed(frame.fund) if frame.fund and frame.fund.entity else []
        start, end = self._span(frame)
        payers = self.parties.marked(self.parties.within(start, end), self.words.source, start, frame.money.start)
        if not payers:
            behind = self.parties.within(frame.money.end, frame.clause.sentence.end)
            payers = self.parties.marked(behind, self.words.source, frame.money.end, frame.money.end)
            payers = [m for m in payers if self.words.pays_after.match(self.text, payers[-1].end)]
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
            classes = [m for m in before if m.type in {"Category", "Program", "Zone"} and not self._served(m) and not self._channel(m, frame)]
            recipient = self._class(classes)
        provider = [m for m in self._subject(frame) if self.parties.gives(m) and m not in recipient and m.type in {"Institution", "Fund"}]
        provider = [m for m in provider if m.start >= (frame.clause.start if self._policy(frame) else start)]  # who issued the policy a sentence before pays nothing by that
        if not provider and frame.verb and frame.verb.meaning.role == "get":
            provider = [m for m in inside if m.start >= frame.verb.end and self.parties.gives(m) and m not in recipient]
        provider = [] if frame.instrument == "tax_relief" else provider or self._paid_by(frame)
        return {"provider": provider, "via": self._via(frame, inside, recipient), "recipient": recipient}

    def _class_before(self, frame: Frame) -> list[Mention]:
        """Return the class named last in the paragraph before the sum's sentence, or in the heading above it."""
        sentence = frame.clause.sentence
        number = self.state.sentences.index(sentence)
        for earlier in self.state.sentences[max(0, number - 2) : number][::-1]:
            if earlier.paragraph == sentence.paragraph or earlier.heading:
                classes = self._class([m for m in self.parties.within(earlier.start, earlier.end, "Category") if not self._served(m)])
                if classes:
                    return classes
        return []

    def _class(self, named: list[Mention]) -> list[Mention]:
        """Return the class that a rule speaks of: the first one of the nearest clause that names any, classes before programmes."""
        for labels in ({"Category"}, {"Zone", "Program"}):
            classes = [m for m in named if m.type in labels and m.kind not in {"product", "scheme"}]
            if classes:
                nearest = self.state.clause_at(classes[-1].start)
                first = next(m for m in classes if nearest is None or m.start >= nearest.start)
                return self.parties.listed(first)
        return []

    def _served(self, mention: Mention) -> bool:
        return self.text[max(0, mention.start - 1) : mention.start] in {"为", "向", "由", "在", "与"}

    def _project(self, frame: Frame) -> Found:
        """A project with its total investment: the project gets, who builds it gives."""
        start, end = self._span(frame)
        before = [m for m in self.parties.within(start, end) if m.end <= frame.money.start]
        payers = self.parties.marked(before, self.words.source, start, frame.money.start)
        things = [m for m in before if m.type in {"Program", "Zone", "Fund"} and m not in payers]
        bodies = [m for m in before if m.type == "Institution" and m not in payers]
        whole = frame.noun is not None and "总投资" in frame.noun.word
        built = self._built(frame) if not things else []
        behind = [m for m in self.parties.within(frame.money.end, end, "Program", "Zone", "Institution") if self.text[frame.money.outer_end : m.start] == "的"]
        payers = payers or [m for m in self._investors(frame) if m not in behind]
        signing = frame.verb is not None and frame.verb.meaning.role == "raise"
        whole = whole and not signing
        recipient = behind or things[-1:] or built or (bodies[-1:] if whole else [])
        payers = payers or [m for m in self._paid_by(frame) if m not in recipient]
        if recipient and not payers:
            payers = [m for m in before if m.end == recipient[0].start and m.type == "Institution"]
        if not recipient and bodies:
            payers = payers or [m for m in bodies[:1] if not signing or m.kind == "company"]
        return {"provider": payers, "via": [], "recipient": recipient}

    def _get(self, frame: Frame) -> Found:
        """The subject receives; who gives stands behind 从, or between verb and sum."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        provider = self.parties.marked(inside, self.words.source, start, frame.money.start)
        if not provider and self.words.asks.search(self.text, frame.clause.start, frame.money.start):
            provider = self.parties.marked(inside, self.words.asked, start, frame.money.start)
        if not provider and frame.instrument in LENDING | {"other"}:
            provider = [m for m in self.parties.marked(inside, self.words.partner, start, frame.money.start) if self.parties.gives(m)]
        if not provider and frame.instrument in PAYING:
            asked = self.parties.marked(inside, self.words.asked, start, frame.money.start)
            provider = asked if asked and self.words.asks.search(self.text, asked[-1].end, asked[-1].end + 12) else []
        if not provider and frame.verb:
            low = max(frame.verb.end, frame.clause.start) if frame.verb.start >= frame.clause.start else frame.money.start
            between = [m for m in inside if low <= m.start and m.end <= frame.money.start]
            between += [m for m in inside if frame.noun and frame.money.end <= m.start and m.end <= frame.noun.end and self.text[frame.money.end : m.start] in {"", "的"}]
            if frame.instrument in PUBLIC:  # universities and firms get such money, they do not give it
                between = [m for m in between if self.parties.gives(m) or m.kind == "association"]
            provider = [m for m in between if m.type in {"Institution", "Category"} or (m.type == "Fund" and m.kind != "fiscal")]
        subject = [m for m in self._subject(frame, agents=False) if m not in provider and m.type in PARTIES]
        if not provider and frame.instrument in PAYING:
            ahead = [m for c in frame.clause.sentence.clauses[: frame.clause.index] for m in c.subject]
            provider = [m for m in self.parties.all if any(m.start == a.start for a in ahead) and self.parties.gives(m) and m not in subject][-1:]
        recipient = subject
        if not recipient and frame.verb:
            before = [m for m in inside if m.end <= frame.verb.start and m not in provider and not self._channel(m, frame)]
            recipient = self.parties.listed(before[-1]) if before else []
        recipient = [m for m in recipient if m not in provider]
        if frame.verb and frame.verb.meaning.role == "raise":
            recipient = [m for m in recipient if m.type != "Place"]
        markets = [m for m in recipient if m.kind == "market"]
        recipient = [m for m in recipient if m not in markets]
        via = markets + self._via(frame, inside, [*recipient, *provider])
        if self.words.raised.search(frame.noun.word if frame.noun else "") or frame.instrument in {"equity", "investment"}:
            provider += [m for m in self._investors(frame) if m not in recipient + provider]
        if frame.instrument == "bond" and recipient:
            after = self.parties.within(frame.money.end, frame.clause.sentence.end)
            meant = [m for m in self.parties.marked(after, self.words.recipient, frame.money.end, frame.money.end) if m not in recipient]
            issuers = [self.parties.government(m) for m in recipient]
            provider, recipient = (issuers, meant) if meant else (provider, issuers)
        if "承销" in self.text[frame.clause.start : frame.money.start]:
            via = [m for m in recipient if m.kind in {"bank", "financial"}]
            recipient = self.parties.marked(inside, self.words.recipient, start, frame.money.start)
        return {"provider": provider, "via": via, "recipient": [m for m in recipient if m not in via]}

    def _lever(self, frame: Frame) -> Found:
        """The object of the verb gives, the subject is what it runs through."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        verb = frame.verb.end if frame.verb else frame.money.start
        provider = [m for m in inside if m.start >= verb and m.end <= frame.money.start and m.type in {"Institution", "Category"}]
        via = [m for m in self._subject(frame) if m not in provider and m.type in CHANNELS]
        return {"provider": provider, "via": via or self._via(frame, inside, provider), "recipient": []}

    def _into(self, frame: Frame) -> Found:
        """The subject pays into the fund or company that is named nearest before."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        own = self.parties.within(frame.clause.start, end)
        provider = self._beside(frame, own) or self.parties.marked(own, self.words.source, frame.clause.start, frame.money.start)
        if not provider and (frame.clause.carried or not frame.clause.subject):
            provider = self.parties.marked(inside, self.words.source, start, frame.money.start)
        provider = provider or self._subject(frame)
        target = self.parties.marked(inside, self.words.target, start, frame.money.start)
        target = [m for m in target if m not in provider and (m.type != "Category" or "基金" in m.text)] or self._built(frame) or self._vessel(frame, provider)
        if target and all(m.type == "Institution" for m in target):
            frame.instrument = "equity"
        return {"provider": [m for m in provider if m not in target], "via": [], "recipient": target}

    def _beside(self, frame: Frame, inside: list[Mention]) -> list[Mention]:
        """Return who stands right before the verb (甲市出资4亿元、乙公司出资6亿元): its list, as far as it reaches behind the last sum."""
        verb = frame.verb.start if frame.verb else frame.money.start
        for mention in inside:
            gap = self.text[mention.end : verb]
            led = self.text[max(0, mention.start - 1) : mention.start] in {"向", "对", "给", "为", "与", "同", "在"}
            if self.text[mention.end : frame.money.outer_start] in {"（", "（出资", "（认缴"}:
                return [mention]
            if mention.type in {"Institution", "Fund", "Zone", "Place"} and not led and 0 <= verb - mention.end <= 2 and gap in BEFORE_VERB and verb < frame.money.start:
                floor = max((m.end for m in self.state.money if m.end <= mention.start), default=0)
                return [m for m in self.parties.listed(mention) if m.start >= floor]
        return []

    def _built(self, frame: Frame) -> list[Mention]:
        """Return the project, zone, fund or company that the sum builds: 投资30亿元建设产业园."""
        ahead = self.parties.within(frame.money.end, frame.clause.sentence.end, "Program", "Zone", "Fund", "Institution")
        near = [m for m in ahead if m.start <= frame.clause.end + 20]
        return self.parties.marked(near, self.words.builds, frame.money.end, frame.money.end)

    def _agreed(self, frame: Frame) -> tuple[list[Mention], list[Mention]]:
        """Return the two sides of an agreement in the sentence, the one that gives first (随着甲银行与乙公司签订协议)."""
        sentence = frame.clause.sentence
        named = self.parties.within(sentence.start, sentence.end, "Institution", "Zone", "Category")
        for one, two in itertools.pairwise(named):
            together = self.words.agree.fullmatch(self.text, one.end, two.start) and self.words.agree_after.match(self.text, two.end)
            if together and self.parties.gives(one) != self.parties.gives(two):
                return ([one], [two]) if self.parties.gives(one) else ([two], [one])
        return [], []

    def _benefits(self, frame: Frame, payers: list[Mention]) -> list[Mention]:
        """Return who a later clause of the sentence says has the good of it: …，甲县等6个县受益."""
        sentence = frame.clause.sentence
        named = [m for m in self.parties.within(frame.money.end, sentence.end) if m not in payers]
        return next((self.parties.listed(m) for m in named if self.words.benefits_after.match(self.text, m.end)), [])

    def _paid_by(self, frame: Frame) -> list[Mention]:
        """Return who pays by a clause behind the sum: …，由两级财政分担."""
        behind = self.parties.within(frame.money.end, frame.clause.sentence.end)
        payers = self.parties.marked(behind, self.words.source, frame.money.end, frame.money.end)
        return payers if payers and self.words.pays_after.match(self.text, payers[-1].end) else []

    def _investors(self, frame: Frame) -> list[Mention]:
        """Return the investors of a round that the sentence names: 由甲创投领投，乙资本跟投."""
        sentence = frame.clause.sentence
        named = self.parties.within(sentence.start, sentence.end, "Institution", "Fund")
        found: list[Mention] = []
        for m in named:
            if self.words.investor_after.match(self.text, m.end) or self.words.investor_before.search(self.text, max(0, m.start - 8), m.start):
                found += [x for x in self.parties.listed(m) if x not in found]
        return found

    def _sold(self, frame: Frame, buyers: list[Mention]) -> list[Mention]:
        """Return who the sentence says sells: the subject of 转让, or who stands behind 转让方为."""
        sentence = frame.clause.sentence
        named = [m for m in self.parties.within(sentence.start, sentence.end, "Institution", "Fund") if m not in buyers]
        told = [m for m in named if self.words.sellers.search(self.text, max(0, m.start - 6), m.start)]
        if told or "转让" not in self.text[sentence.start : frame.clause.start]:
            return told[:1]
        first = [m for c in sentence.clauses[: frame.clause.index] if "转让" in self.text[c.start : c.end] for m in c.subject]
        return [m for m in named if any(m.start == f.start for f in first)][:1]

    def _sell(self, frame: Frame) -> Found:
        """The subject sells: it receives, and who it sells to pays."""
        start = self._span(frame)[0]
        inside = self.parties.within(start, frame.clause.sentence.end)
        buyer = self.parties.marked(inside, self.words.target, start, frame.money.start)
        seller = [m for m in self._subject(frame) if m not in buyer]
        return {"provider": buyer, "via": [], "recipient": seller}

    def _vessel(self, frame: Frame, payers: list[Mention]) -> list[Mention]:
        """Return the fund named last before the sum, else the company that its sentence says was founded."""
        sentence = frame.clause.sentence
        paid = {m.entity.id for m in payers if m.entity}
        before = [m for m in self.parties.within(0, frame.money.start) if m.entity and m.entity.id not in paid]
        founded = self.words.founded.search(self.text, sentence.start, frame.money.start)
        bodies = [m for m in before if m.type == "Institution" and m.start >= sentence.start]
        if founded and bodies and bodies[0].end <= founded.start():
            return bodies[:1]
        return [m for m in before if m.type == "Fund" or (m.type == "Category" and "基金" in m.text)][-1:]

    def _buy(self, frame: Frame) -> Found:
        """The subject buys: the seller (从…) receives, else the company whose shares are issued."""
        start = self._span(frame)[0]
        inside = self.parties.within(start, frame.clause.sentence.end)
        near = [m for m in inside if m.end <= frame.clause.end]
        verb = frame.verb.start if frame.verb else frame.money.start
        agents = self.parties.marked(near, self.words.source, start, verb) if self.text.find("由", start, verb) >= 0 else []
        agents = agents or [m for m in near if m.end == verb and m.type in {"Institution", "Fund"} and not LED.search(self.text, start, m.start)]
        provider = agents or [m for m in self._subject(frame) if not self.words.stake_after.match(self.text, m.end)]
        target = [m for m in self.parties.marked(near, self.words.target, start, frame.money.start) if m not in provider]
        if not target:
            reach = frame.clause.sentence.clauses[frame.clause.index : frame.clause.index + 2][-1].end
            beside = [m for m in inside if m.end <= reach]
            target = [m for m in self.parties.marked(beside, self.words.seller, start, frame.money.start) if m not in provider]
        staked = [m for m in inside if m not in provider and self.words.stake_after.match(self.text, m.end)]
        told = [m for m in self._subject(frame) if m not in provider and m.type == "Institution"] if agents else []
        sold = self._sold(frame, provider)
        if sold:
            target = sold
        via = [m for m in near if m.type == "Institution" and self.words.platforms.search(m.text) and m not in provider]
        vessel = self._vessel(frame, provider) if provider and not (target or staked or told) else []
        return {"provider": provider, "via": via, "recipient": target or staked[:1] or told or vessel}

    def _give(self, frame: Frame) -> Found:
        """The subject gives; who gets stands behind 向, 给, 为, 对, 支持 …"""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        whole = self.parties.within(start, frame.clause.sentence.end)
        subject = [m for m in self._subject(frame) if m.type in PARTIES]
        products = [m for m in subject if m.type == "Program" and frame.instrument in LENDING]
        subject = [m for m in subject if m not in products]
        provider = self.parties.marked(inside, self.words.source, start, frame.money.start)
        backers = [m for m in provider if frame.instrument in LENDING and self.words.guarantees_after.match(self.text, m.end)]
        provider = [m for m in provider if m not in backers or frame.instrument == "guarantee"]  # 由农担公司担保
        if backers:
            subject = [m for m in frame.clause.subject if m in self.parties.all and m not in backers + products]
        drawn = [m for m in provider if m.type == "Program"]  # 从再贷款里单列额度
        provider = [m for m in provider if m not in drawn]
        recipient = self.parties.marked(inside, self.words.recipient, start, frame.money.start)
        if frame.noun is not None and frame.noun.word.startswith("签约"):
            provider, recipient = self._agreed(frame)
            subject = subject if not provider else []
        if not recipient:
            after = [m for m in whole if m.start >= frame.money.end]
            recipient = self.parties.marked(after, self.words.recipient, frame.money.end, frame.money.end)
        recipient = [m for m in recipient if m not in provider]
        if frame.instrument == "relending":
            lenders = [m for m in inside if m.entity and m.entity.name.startswith("中国人民银行")]
            provider = lenders
            subject = [m for m in subject if m in lenders or not self.parties.gives(m)]
        if not provider and frame.verb is None:
            partners = self.parties.marked(inside, self.words.partner, frame.clause.start, frame.money.start)
            provider = [m for m in partners if self.parties.gives(m) and m.start - frame.clause.start <= 2]
        rest = [m for m in subject if m not in recipient and m not in provider]
        if not provider and rest:
            shared = len(rest) > 1 and all(m.type == "Place" for m in rest) and (frame.verb is None or frame.verb.meaning.noun is not None)
            passive = shared or (not recipient and frame.instrument in PAYING | {"loan", "credit_line", "guarantee"} and not any(self.parties.gives(m) or m.type == "Place" for m in rest))
            if passive and (shared or frame.verb is None or frame.instrument != "loan"):
                recipient = rest
            elif frame.instrument in {"investment", "equity"} and all(m.type == "Program" for m in rest):
                recipient = recipient or rest
            else:
                provider = rest
        if frame.instrument in {"loan", "credit_line"} and not any(self._lends(m) for m in provider):
            lenders = [m for m in inside if self._lends(m) and m.end <= frame.money.start and m not in recipient]
            if lenders:
                recipient = recipient or [m for m in provider if m.type != "Program"]
                provider = self.parties.listed(lenders[-1])
                recipient = [m for m in recipient if m not in provider]
        if provider and not recipient and frame.instrument in {"credit_line", "loan", "investment", "guarantee", "other"}:
            recipient = [m for m in self.parties.marked(inside, self.words.partner, start, frame.money.start) if m not in provider]
        if frame.instrument == "tax_relief":
            provider = []
            classes = [m for m in inside if m.type == "Category" and m.end <= frame.money.start]
            recipient = recipient or classes[-1:]
        if provider and not recipient and frame.instrument in LENDING | PAYING:  # 某公司从银行贷款
            recipient = [m for m in rest if m not in provider and not self.parties.gives(m)]
        if not recipient and frame.verb:  # 下达某省衔接资金: who stands right behind the verb
            recipient = [m for m in inside if 0 <= m.start - frame.verb.end <= 2 and m.type not in CHANNELS and m not in provider][:1]
        if not recipient and frame.verb and frame.verb.end <= frame.money.start:
            before = self.parties.within(start, frame.clause.start, "Program", "Zone", "Fund", "Institution")
            recipient = self._built(frame)
            if not recipient and frame.instrument in {"grant", "investment"}:
                recipient = self.parties.marked(before, self.words.builds, start, frame.money.start)
            recipient = [m for m in recipient if m not in provider + rest]
        if not recipient and frame.instrument in {"investment", "equity"}:  # …，持有某公司12%的股份
            recipient = [m for m in whole if self.words.stake_after.match(self.text, m.end) and m not in provider + rest][:1]
        provider = provider or [m for m in self._paid_by(frame) if m not in recipient]
        provider = provider or [m for m in self._beside(frame, inside) if m not in recipient]
        owner = next((m for m in inside if self.text[m.end : frame.money.outer_start] == "的"), None)
        if owner and not provider and self.parties.gives(owner):  # 银行的5000万元贷款
            provider = [owner]
            later = [c.subject for c in frame.clause.sentence.clauses[frame.clause.index + 1 :] if c.subject]
            starts = {m.start for m in later[0]} if later else set()
            recipient = recipient or [m for m in self.parties.all if m.start in starts and m is not owner]
        if not provider and not recipient:
            provider, recipient = self._agreed(frame)
        recipient = recipient or self._benefits(frame, provider)
        via = drawn + [m for m in self._via(frame, inside, recipient) if m not in drawn]
        fiscal = [m for m in via if m.type == "Fund" and m not in provider]
        spent = frame.verb is not None and self.words.paid_out.search(frame.verb.word)
        if not recipient and fiscal and not spent and frame.instrument == "grant":  # 安排专项资金6亿元: the pool is what gets it
            recipient, via = fiscal, [m for m in via if m not in fiscal]
        if recipient and frame.instrument in LENDING:  # 向某公司贷款，支持某项目
            after = self.parties.within(frame.money.end, frame.clause.sentence.end, "Program")
            backed = self.parties.marked(after, self.words.recipient, frame.money.end, frame.money.end)
            via += [m for m in backed if m not in recipient + via]
        via += [m for m in subject if m.type == "Policy"] + [m for m in products if m not in recipient + via]
        if frame.instrument in PAYING:
            provider = [m for m in provider if m.type != "Category" or self.words.public.search(m.text)]
        elif frame.instrument in LENDING:
            provider = [m for m in provider if m.type != "Category" or self.parties.gives(m)]
        if frame.instrument in {"loan", "credit_line"}:  # places and governments do not lend
            provider = [m for m in provider if m.type != "Place" and m.kind not in {"local_government", "party_body"}]
        if not provider and frame.instrument in PUBLIC:  # 列入省本级预算的贴息资金
            budget = [m for m in self.parties.within(frame.clause.start, frame.money.start, "Institution") if m not in recipient]
            provider = [m for m in budget if m.kind in {"local_government", "central_government"}][-1:]
        return {"provider": [m for m in provider if m not in via], "via": via, "recipient": recipient}

    def _lends(self, mention: Mention) -> bool:
        """Tell whether the party is of a sort that lends: bank, financial or international body, a class of such."""
        return mention.kind in {"bank", "financial", "international"} or (mention.type == "Category" and self.parties.gives(mention))

    def _nearest(self, frame: Frame) -> list[Mention]:
        """Return the list named last before the sum in its sentence whose members do not give: 表彰了甲、乙，每家奖励10万元."""
        start = self._span(frame)[0]
        named = [m for m in self.parties.within(start, frame.money.start, "Institution", "Category") if not self.parties.gives(m)]
        taken = {m.entity.id for ms in frame.parties.values() for m in ms if m.entity}
        free = [m for m in named if m.entity and m.entity.id not in taken]
        return self.parties.listed(free[-1]) if free else []

    def _via(self, frame: Frame, inside: list[Mention], taken: list[Mention]) -> list[Mention]:
        """Return programmes, policies and funds that the money runs through."""
        return [m for m in inside if m.type in CHANNELS and m not in taken and self._channel(m, frame)]

    def _channel(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether the text says that money runs through the mention: 通过…, …项下, or it names the money itself."""
        if mention.type not in CHANNELS:
            return False
        low, high = self._named_span(frame)
        before = self.text[max(frame.clause.sentence.start, mention.start - 12) : mention.start]
        named = low <= mention.start and mention.end <= high
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
        return named[-1:]

    def _purse(self, frame: Frame, last: Frame) -> list[Mention]:
        """Return the fiscal fund that the flow before a rule filled, or that paid the rule before it: the rule is paid out of it."""
        near = last.clause.sentence.paragraph == frame.clause.sentence.paragraph
        given = last.parties.get("provider" if last.status == "rule" else "recipient", [])
        return list(given) if near and given and all(m.type == "Fund" and m.kind == "fiscal" for m in given) else []

    def _same_purse(self, frame: Frame, payers: dict[str, list[Mention]]) -> None:
        """Let public money through a programme or fund come from who paid through it before in the article."""
        if frame.instrument not in PUBLIC:
            return
        channels = [m.entity.id for m in frame.parties["via"] if m.entity and m.type != "Policy"]
        taken = {m.entity.id for m in frame.parties["recipient"] if m.entity}
        for channel in channels:
            if frame.parties["provider"]:
                payers.setdefault(channel, frame.parties["provider"])
            elif channel in payers:
                frame.parties["provider"] = [m for m in payers[channel] if m.entity and m.entity.id not in taken]

    def _near(self, frame: Frame, before: Frame) -> bool:
        """Tell whether an earlier flow stands in the same paragraph or the one before."""
        return frame.clause.sentence.paragraph - before.clause.sentence.paragraph <= (frame.status == "rule")

    def _guarantor(self, frame: Frame) -> list[Mention]:
        """Return who stands behind a loan that a bank gives: the guarantor named in its sentence, who pays nothing yet."""
        taken = {m.entity.id for role in ("recipient", "via") for m in frame.parties[role] if m.entity}
        start = self._span(frame)[0]
        named = [m for m in self.parties.within(start, frame.clause.end, "Institution") if self.words.guarantors.search(m.name or m.text)]
        found = [m for m in named if self.words.guarantees_after.match(self.text, m.end) and m.entity and m.entity.id not in taken][:1]
        lenders = [m for m in frame.parties["provider"] if m not in found]
        if found and (lenders or frame.parties["recipient"]):
            frame.parties["provider"] = lenders
            return found
        return []

    def _topic(self, frame: Frame) -> list[Mention]:
        """Return the programme or fiscal fund that the text speaks of where it comes to the sum."""
        sentence = frame.clause.sentence
        taken = {m.entity.id for ms in frame.parties.values() for m in ms if m.entity}
        paragraph = min(s.start for s in self.state.sentences if s.paragraph == sentence.paragraph)
        for start, end in ((sentence.start, frame.money.start), (paragraph, sentence.start), (0, self.state.sentences[0].end)):
            named = [m for m in self.parties.within(start, end, "Program", "Fund") if m.type == "Program" or m.kind == "fiscal"]
            named = [m for m in named if not m.text.endswith(("项目", "工程"))]  # those get money, it does not run through them
            if frame.instrument in LENDING:
                named = [m for m in named if m.kind in {"product", "scheme"} or self.words.lending.search(m.text)]
            free = [m for m in named if m.entity and m.entity.id not in taken]
            if free:
                return free[-1:]
        return []

    def _inherit(self, frame: Frame, last: Frame, alike: Frame | None) -> None:
        """Take over from earlier flows what this one, going on about the same money, does not say itself."""
        own, sentence = frame.parties, frame.clause.sentence
        together = last.clause.sentence is sentence
        lever = frame.verb is not None and frame.verb.meaning.role == "lever"
        if frame.item and frame.base:
            self._as_item(frame, frame.base)
        elif together and (frame.listed or frame.base):
            self._lend(own, last.parties, ("provider", "via", "recipient"))
        elif lever and last.instrument != "fund_size" and last.clause.sentence.paragraph == sentence.paragraph:
            self._lend(own, last.parties, ("via", "recipient"))
        elif frame.instrument == "fund_size":
            return
        elif (together and last.instrument == "investment" and last.noun and self.words.project.search(last.noun.word) and not own["recipient"]) or (together and "其中" in self.text[last.money.end : frame.money.start] and last.instrument not in {frame.instrument, "fund_size"}):
            self._lend(own, last.parties, ("recipient",))
        elif alike and (alike.clause.sentence is sentence or self._goes_on(frame, alike)):
            self._lend(own, alike.parties, ("provider", "via", "recipient"))

    def _goes_on(self, frame: Frame, alike: Frame) -> bool:
        """Tell whether an earlier flow of the same instrument is of the same paragraph, and both rules or both none."""
        near = alike.clause.sentence.paragraph == frame.clause.sentence.paragraph
        return near and frame.instrument not in {"investment", "equity"} and (alike.status == "rule") == (frame.status == "rule")

    def _as_item(self, frame: Frame, base: Frame) -> None:
        """Put the party of a list item where the flow that began the list has its like."""
        item = frame.item
        if item is None or item.entity is None or frame.instrument == "fund_size":
            return
        if item.type == "Program":
            frame.parties = {**base.parties, "via": [item]}
            return
        payers = base.parties.get("provider", [])
        pays = base.verb is not None and base.verb.meaning.role in {"into", "buy"}
        like = payers and all(m.type == item.type and self.parties.gives(m) == self.parties.gives(item) for m in payers)
        role = "provider" if pays or (like and not base.parties.get("recipient")) else "recipient"
        frame.parties = {"provider": [], "via": list(base.parties.get("via", [])), "recipient": [], role: [item]}
        other = "recipient" if role == "provider" else "provider"
        frame.parties[other] = [m for m in base.parties.get(other, []) if m.entity is not item.entity]

    def _lend(self, own: Found, lent: Found, roles: tuple[str, ...]) -> None:
        used = {m.entity.id for ms in own.values() for m in ms if m.entity}
        for role in roles:
            if not own[role]:
                own[role] = [m for m in lent.get(role, []) if m.entity and m.entity.id not in used]
