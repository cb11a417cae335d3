"""The shapes of paying in, buying and selling: the subject pays, fund, company or seller receives."""

import re

from extract.flows_base import GOVERNING, LED, Found, ids_of, others
from extract.flows_frame import Frame
from extract.flows_funds import pays_in
from extract.flows_getting import Getting
from extract.flows_pots import Pot
from extract.model import Mention

TOGETHER = re.compile("共同|联合|合资|一起|合计")
HELD = re.compile(
    "(?:手中)?所?持有?的?[^，。；]{0,40}?(?:股权|股份|份额|出资额|股票)"
)  # behind who sells: 乙公司所持丙公司股份


class Trading(Getting):
    """Finds the parties of what is paid into funds and companies, bought and sold."""

    pot: Pot | None = None  # the total told last, with what it is the total of
    dealt: tuple[Mention, ...] = ()  # whose shares the deal told last was about

    def _into(self, frame: Frame) -> Found:
        """The subject pays into the fund or company that is named nearest before."""
        start, end = self._span(frame)
        inside = self.parties.within(start, end)
        own = self.parties.within(frame.clause.start, end)
        provider = self._beside(frame, own) or self.parties.marked(
            own, self.words.source, frame.clause.start, frame.money.start
        )
        if not provider and (frame.clause.carried or not frame.clause.subject):
            provider = self.parties.marked(inside, self.words.source, start, frame.money.start)
        provider = provider or [m for m in self._subject(frame) if m.start < frame.money.start]
        if provider and TOGETHER.search(self.text, frame.clause.start, frame.money.start):  # 甲与乙共同出资
            joint = [m for m in own if any(m.start == x.start for x in frame.clause.partners)]
            provider = provider + [m for m in joint if m not in provider]
        target = self.parties.marked(inside, self.words.target, start, frame.money.start)
        target = (
            [m for m in target if m not in provider and (m.type != "Category" or "基金" in m.text)]
            or self._built(frame)
            or self._vessel(frame, provider)
        )
        if target and all(m.type == "Institution" for m in target):
            frame.instrument = "equity"
        paid = [m for m in provider if m not in target]
        paid = paid or [m for m in self._subject(frame) if m.start < frame.money.start and m not in target]
        return {"provider": paid, "via": [], "recipient": target}

    def _vessel(self, frame: Frame, payers: list[Mention]) -> list[Mention]:
        """Return the fund named last before the sum, else the company that its sentence says was founded."""
        if self.pot is not None and self.pot.holds(self.parties, frame):
            return others(self.pot.thing, ids_of(payers))
        sentence = frame.clause.sentence
        before = others(self.parties.within(0, frame.money.start), ids_of(payers))
        founded = self.words.founded.search(self.text, sentence.start, frame.money.start)
        bodies = [
            m for m in before if m.type == "Institution" and m.start >= sentence.start and m.kind not in GOVERNING
        ]
        fund = any(m.type == "Fund" and m.start >= sentence.start for m in before)  # 甲与乙设立某基金，其中甲出资…
        if founded and bodies and bodies[0].end <= founded.start() and not fund:
            return bodies[:1]
        pools = [
            m
            for m in before
            if (m.type == "Fund" and not (m.name or m.text).endswith("科学基金"))
            or (m.type == "Category" and "基金" in m.text)
        ]  # a foundation for research has no partners
        kept = [m for m in pools if not pays_in(self.text, m)]
        named = [
            m for m in kept if m.type == "Fund"
        ]  # a class told in a sentence before goes back to a fund with a name
        return kept[-1:] if kept and kept[-1].start >= sentence.start else (named or kept)[-1:]

    def _dealt(self, frame: Frame, payers: list[Mention]) -> list[Mention]:
        """Return whose shares the sum buys where its sentence does not say: the fund it names, else the firm of the deal told before, else the article's."""
        sentence = frame.clause.sentence
        vessel = [
            m for m in self._vessel(frame, payers) if m.start >= sentence.start or (self.pot and m in self.pot.thing)
        ]
        return vessel or others(self.dealt, ids_of(payers)) or others(self._protagonist("company"), ids_of(payers))

    def _sell(self, frame: Frame) -> Found:
        """The subject sells: it receives, and who it sells to pays."""
        start = self._span(frame)[0]
        inside = self.parties.within(start, frame.clause.sentence.end)
        buyer = self.parties.marked(inside, self.words.target, start, frame.money.start)
        seller = [m for m in self._subject(frame) if m not in buyer]
        return {"provider": buyer, "via": [], "recipient": seller}

    def _sold(self, frame: Frame, buyers: list[Mention]) -> list[Mention]:
        """Return who the sentence says sells: the subject of 转让, or who stands behind 转让方为."""
        sentence = frame.clause.sentence
        named = [m for m in self.parties.within(sentence.start, sentence.end, "Institution", "Fund") if m not in buyers]
        told = [m for m in named if self.words.sellers.search(self.text, max(0, m.start - 6), m.start)]
        if told or "转让" not in self.text[sentence.start : frame.clause.start]:
            return told[:1]
        first = [
            m for c in sentence.clauses[: frame.clause.index] if "转让" in self.text[c.start : c.end] for m in c.subject
        ]
        return [m for m in named if any(m.start == f.start for f in first)][:1]

    def _buy(self, frame: Frame) -> Found:
        """The subject buys: the seller (从…) receives, else the company whose shares are issued."""
        start = self._span(frame)[0]
        inside = self.parties.within(start, frame.clause.sentence.end)
        near = [m for m in inside if m.end <= frame.clause.end]
        verb = frame.verb.start if frame.verb else frame.money.start
        agents = (
            self.parties.marked(near, self.words.source, start, verb) if self.text.find("由", start, verb) >= 0 else []
        )
        agents = agents or [
            m
            for m in near
            if m.end == verb and m.type in {"Institution", "Fund"} and not LED.search(self.text, start, m.start)
        ]
        provider = agents or [m for m in self._subject(frame) if not self.words.stake_after.match(self.text, m.end)]
        target = [
            m for m in self.parties.marked(near, self.words.target, start, frame.money.start) if m not in provider
        ]
        if not target:
            reach = frame.clause.sentence.clauses[frame.clause.index : frame.clause.index + 2][-1].end
            beside = [m for m in inside if m.end <= reach]
            target = [
                m for m in self.parties.marked(beside, self.words.seller, start, frame.money.start) if m not in provider
            ]
        staked = [m for m in inside if m not in provider and self.words.stake_after.match(self.text, m.end)]
        told = [m for m in self._subject(frame) if m not in provider and m.type == "Institution"] if agents else []
        if frame.verb and frame.verb.word.endswith(("领投", "跟投", "参投")):  # 甲领投，多家老股东跟投，包括乙、丙
            provider = provider + [m for m in self.investors(frame) if m not in provider + target + staked + told]
        bodies = [m for m in inside if m not in provider and m.type in {"Institution", "Fund"}]
        held = [m for m in bodies if HELD.match(self.text, m.end)]
        sold = self._sold(frame, provider) or held[:1]
        if sold:
            target = sold
        via = [m for m in near if m.type == "Institution" and self.words.platforms.search(m.text) and m not in provider]
        vessel = self._dealt(frame, provider) if provider and not (target or staked or told) else []
        return {"provider": provider, "via": via, "recipient": target or staked[:1] or told or vessel}
