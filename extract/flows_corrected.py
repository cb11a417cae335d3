"""What puts parties right that stand in a part which their sort does not play, and takes programmes with their counts as channels."""

import re

from extract.flows_base import CHANNELLED, PUBLIC, STAKES, fills, ids_of, of_central_bank, others
from extract.flows_context import chosen, founders, is_work, programme_of, published, research_grant, topic_of
from extract.flows_frame import Frame
from extract.flows_levels import desks_among
from extract.flows_patterns import INSURES
from extract.flows_told import Told
from extract.model import Mention

NAMES = re.compile(
    "[“的元人民币 ]*(?:国家级?|省级?|市级?|区级|县级|中央|各类|首批|专项)?[“ ]?"
)  # 50万元的省级某奖励资金
GIVEN = re.compile("[向给]$")
LENT_ON = re.compile(
    "(?:撬动|带动|引导|激励|推动|促使|支持|向|为|给)[^，。；]{0,24}$"
)  # before lenders whom the central bank lends to
LEAST = 4  # characters of hedges between the name of money and its sum


class Corrected(Told):
    """Moves parties from where the shape of the verb has put them to where their sort belongs."""

    def _put_right(self, frame: Frame) -> None:
        """Move who stands in a part that its sort does not play: banks lend and do not borrow, money runs through what is sold."""
        own = frame.parties
        self._money_itself(frame)
        if frame.instrument in CHANNELLED - {"relending"}:
            sold = [m for m in own["recipient"] if m.type == "Program" and self._is_money(m)]
            own["recipient"] = [m for m in own["recipient"] if m not in sold]
            own["via"] = own["via"] + others(sold, ids_of(own["via"]))
        if frame.instrument == "interest_subsidy":  # 甲行发放贷款3亿元，财政贴息600万元: banks pay none
            own["provider"] = [m for m in own["provider"] if m.kind != "bank"]
        if frame.instrument == "compensation" and all(m.type == "Place" for m in own["provider"]):
            insurers = [m for m in own["recipient"] if m.type == "Institution" and INSURES.search(m.name or m.text)]
            own["recipient"] = [m for m in own["recipient"] if m not in insurers]
            own["provider"] = insurers or own["provider"]
        if frame.instrument in PUBLIC and frame.status != "rule":
            purses = [m for m in own["provider"] if m.type == "Fund" and not (m.name or m.text).endswith("基金")]
            own["provider"] = [m for m in own["provider"] if m not in purses]
            paid_by = [
                m
                for m in own["recipient"]
                if m.type == "Fund" and self.words.honours.search(self.text, m.start - 14, m.start)
            ]
            own["recipient"] = [m for m in own["recipient"] if m not in paid_by]
            own["via"] = own["via"] + others(purses + paid_by, ids_of(own["via"] + own["recipient"]))
        if frame.instrument in PUBLIC:  # 省财政按2%奖励，去年有7家领到3亿元: a budget's desk hands out
            desks = desks_among(own["recipient"])
            own["recipient"] = [m for m in own["recipient"] if m not in desks]
            own["provider"] = own["provider"] or desks
        if frame.instrument in STAKES and frame.verb and frame.verb.meaning.role in {"raise", "get"}:
            capital = [m for m in own["recipient"] if m.type == "Category" and m.text.endswith(("资本", "资金"))]
            own["recipient"] = [m for m in own["recipient"] if m not in capital]
            own["provider"] = own["provider"] or capital  # 其中社会资本募资12亿元
        if frame.instrument in {"loan", "credit_line"}:
            borrowing = [m for m in own["provider"] if m.type == "Category" and not self.parties.gives(m)]
            own["provider"] = [m for m in own["provider"] if m not in borrowing]
            own["recipient"] = own["recipient"] or borrowing
        if frame.instrument in {"loan", "credit_line"}:
            lenders = [
                m
                for m in own["recipient"]
                if m.kind == "bank"
                and not of_central_bank(m)
                and not (own["provider"] and GIVEN.search(self.text, m.start - 2, m.start))
            ]
            own["recipient"] = [m for m in own["recipient"] if m not in lenders]
            own["provider"] = own["provider"] or lenders
        if frame.instrument == "relending":
            self._relent(frame)
        if frame.instrument in PUBLIC and frame.status != "rule":
            self._ranked(frame)

    def _ranked(self, frame: Frame) -> None:
        """Let whom a ranking names before a part of public money get it (甲区获补助最多，为2亿元)."""
        own, start = frame.parties, frame.clause.sentence.start
        named = [
            m for m in self.parties.within(start, frame.money.start, "Place", "Zone", "Institution") if not m.implied
        ]
        if not named or named[-1] in own["recipient"]:
            return
        said = self.words.ranked.match(self.text, named[-1].end, frame.money.start)
        if said is None or any(said.start() <= m.start < frame.money.start for m in self.parties.state.money):
            return
        places = own["provider"] if named[-1] in own["provider"] else [named[-1]]
        own["recipient"], own["provider"] = places, others(own["provider"], ids_of(places))

    def _relent(self, frame: Frame) -> None:
        """Let relending reach only who lends: those whom it is for in the end get it where the text says through which lenders."""
        own, sentence = frame.parties, frame.clause.sentence
        if any(self._lends(m) for m in own["via"]) or self.words.signs.search(
            self.text, frame.clause.start, frame.money.start
        ):
            return
        own["recipient"] = [m for m in own["recipient"] if m.type != "Category" or self._lends(m)]
        if not own["recipient"]:
            named = [m for m in self.parties.within(sentence.start, self._own_end(frame)) if self._lends(m)]
            named = [m for m in named if not of_central_bank(m)]
            named = others(named, ids_of(own["provider"] + own["via"]))
            own["recipient"] = self.parties.marked(named, LENT_ON, sentence.start, frame.money.start)

    def _is_money(self, mention: Mention) -> bool:
        """Tell whether a programme is called by money that is handed out (良种补贴, 支农再贷款): nobody gets anything by its name."""
        return (
            mention.kind == "product"
            or mention.text.endswith("国债")
            or (self.parties.instrument_of([mention]) is not None)
        )

    def _money_itself(self, frame: Frame) -> None:
        """Let a programme or fund whose name only names the money, right beside the sum, be what it runs through: nobody gets it by that.

        Where money is set aside, the fund that it fills stands so too.
        """
        own, verb = frame.parties, frame.verb
        aside = verb is not None and self.words.set_aside.search(verb.word) is not None
        funds = [m for m in own["recipient"] if m.type == "Fund"]
        aside = aside and (not funds or fills(frame, funds))
        if frame.instrument not in CHANNELLED | {"other"} or aside:
            return
        named = [m for m in own["recipient"] if m.type in {"Program", "Fund"} and self._names_sum(m, frame)]
        if frame.instrument in PUBLIC and (frame.item is not None or frame.total is not None):
            named = [m for m in named if not is_work(self.parties, m)]  # 其中，甲灌区改造工程2亿元
        own["recipient"] = [m for m in own["recipient"] if m not in named]
        own["via"] = own["via"] + others(named, ids_of(own["via"] + own["provider"]))

    def _names_sum(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether nothing but hedges, quotes or 的 stands between the mention and the sum (专项补助2亿元, 300万元“甲计划”资助)."""
        money = frame.money
        if mention.end <= money.start:
            gap = self.text[mention.end : money.outer_start]
            return len(gap) <= LEAST and not gap.strip("”的共计达为约 ")
        gap = self.text[money.outer_end : mention.start]
        return mention.start >= money.end and NAMES.fullmatch(gap) is not None

    def _surroundings(self, frame: Frame) -> None:
        """Take programmes with their counts as what public money runs through, and a topic that owns its noun as who gets it."""
        if frame.instrument not in PUBLIC or frame.status == "rule":
            return
        own = frame.parties
        programme = programme_of(self.parties, frame)
        if programme:
            foundation = programme[0].type == "Fund" and (programme[0].name or "").endswith("基金")
            if foundation and not own["provider"] and frame.verb and frame.verb.meaning.role == "get":
                own["provider"] = programme  # 获国家自然科学基金47项，经费…
            for role in ("recipient", "provider", "via"):
                own[role] = [m for m in own[role] if m not in programme or (foundation and role == "provider")]
            if programme[0].type == "Category" and not own["recipient"]:
                own["recipient"] = programme  # 重点流域治理项目7个，资金6000万元
            funds = founders(self.parties, programme[0])
            if funds and not own["provider"]:
                own["provider"] = funds
            general = bool(funds) and programme[0].name == f"{funds[0].name}项目"
            if programme[0].type != "Category" and programme[0] not in own["provider"] and not general:
                own["via"] = own["via"] + programme
        stale = all(m.start < frame.clause.sentence.start and m.type == "Category" for m in own["recipient"])
        if stale and (frame.verb is None or frame.verb.meaning.role == "get"):
            topic = [m for m in topic_of(self.parties, frame) if m not in own["provider"]]
            own["recipient"] = topic or own["recipient"]
        chosen(self.parties, frame)
        research_grant(self.parties, frame)
        published(self.parties, frame)

    def _together(self, frame: Frame, same: Frame) -> bool:
        """Tell whether two sums that are got may come from one hand: one paragraph, or a total that was handed out before."""
        if same.verb is None or same.verb.meaning.role != "get":
            return True
        return same.clause.sentence.paragraph == frame.clause.sentence.paragraph
