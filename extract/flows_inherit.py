"""What earlier flows lend to a later one that goes on about the same money: totals to their parts, lists to their items."""

import re

from extract.flows_base import PROJECTS, PUBLIC, STAKES, Found, ids_of, others
from extract.flows_channels import Channels
from extract.flows_context import as_part, is_work, part_of_total
from extract.flows_frame import Frame
from extract.flows_patterns import ALTOGETHER, ANOTHER, PAYS_OUT
from extract.flows_pointed import apart, paid_in_all
from extract.model import Mention

LENT = {"loan", "credit_line"}
AIMS = re.compile("[^，。；]{0,4}，?(?:用于|支持|助力|投向|专项)")  # behind a sum, before what it is for


def own_payer(frame: Frame) -> bool:
    """Tell whether the sum's own clause names who acts."""
    return any(m.start >= frame.clause.start and m.type in {"Institution", "Place"} for m in frame.clause.subject)


class Inheriting(Channels):
    """Takes from earlier flows what a later one leaves open."""

    def _purse(self, frame: Frame, last: Frame) -> list[Mention]:
        """Return the fiscal fund that the flow before a rule filled, or that paid the rule before it: the rule is paid out of it."""
        near = last.clause.sentence.paragraph == frame.clause.sentence.paragraph
        given = last.parties.get("provider" if last.status == "rule" else "recipient", [])
        return list(given) if near and given and all(m.type == "Fund" and m.kind == "fiscal" for m in given) else []

    def _near(self, frame: Frame, before: Frame) -> bool:
        """Tell whether an earlier flow stands in the same paragraph or the one before."""
        return frame.clause.sentence.paragraph - before.clause.sentence.paragraph <= (frame.status == "rule")

    def _inherit(self, frame: Frame, last: Frame, alike: Frame | None) -> None:
        """Take over from earlier flows what this one, going on about the same money, does not say itself."""
        own, sentence = frame.parties, frame.clause.sentence
        together = last.clause.sentence is sentence
        lever = frame.verb is not None and frame.verb.meaning.role == "lever"
        if frame.base is last and together and ALTOGETHER.match(self.text, frame.clause.start) and not own_payer(frame):
            frame.parties, frame.total = {role: list(found) for role, found in last.parties.items()}, last.total
        elif part_of_total(self.parties, frame, last):
            frame.total = last.total or last
            frame.parties = as_part(self.parties, frame, last, frame.total)
            if frame.noun is None and frame.instrument == "grant":
                frame.instrument = frame.total.instrument
        elif frame.part and frame.base:
            self._as_part(frame, frame.base)
        elif frame.item and frame.base:
            self._as_item(frame, frame.base)
        elif together and (frame.listed or frame.base):
            rest = frame.base is not None and frame.verb is frame.base.verb and last.item in own["provider"]
            if rest:
                own["provider"] = []  # 乙市2亿元，其余各市1亿元: the item before pays nothing
            stranger = rest or apart(self.parties, frame, last)
            self._lend(own, last.parties, ("provider", "via") if stranger else ("provider", "via", "recipient"))
        elif lever and last.instrument != "fund_size" and last.clause.sentence.paragraph == sentence.paragraph:
            pools = [m for m in last.parties.get("recipient", []) if m.type == "Fund"]
            lent = (
                {**last.parties, "recipient": [], "via": pools} if pools else last.parties
            )  # what a pool got, it levers with
            self._lend(own, lent, ("via", "recipient"))
        elif frame.instrument == "fund_size":
            return
        elif (
            together
            and last.instrument == "investment"
            and last.noun
            and self.words.project.search(last.noun.word)
            and not own["recipient"]
        ) or (
            together
            and "其中" in self.text[last.money.end : frame.money.start]
            and last.instrument not in {frame.instrument, "fund_size"}
        ):
            self._lend(own, last.parties, ("recipient",))
        elif alike and (alike.clause.sentence is sentence or self._goes_on(frame, alike)):
            another = ANOTHER.search(self.text, sentence.start, frame.money.start)  # 另一笔4亿元用于…
            lent = alike.parties
            rivals = own["provider"] and not set(ids_of(own["provider"])) & set(ids_of(lent["provider"]))
            if rivals and lent["provider"] and frame.instrument in {"loan", "credit_line"} | PUBLIC:
                return  # another bank or desk, another product and another one who gets it
            apart_ = self._own_purpose(frame, alike)
            if self._own_product(frame, lent["via"]):
                lent = {**lent, "via": []}
            payers_only = another or apart_ or not self._same_hands(frame)
            self._lend(own, lent, ("provider", "via") if payers_only else ("provider", "via", "recipient"))
            frame.unsaid = [] if own["recipient"] else list(lent.get("recipient", []))

    def _same_hands(self, frame: Frame) -> bool:
        """Tell whether a sum that goes on about money of the sort told before may go to who got that: what is promised, or lent.

        Public money that is handed out sentence by sentence is for somebody else each time, as is what the sum's own words say is
        for something (…支持甲项目; 又贷1亿元支持乙项目).
        """
        lent = frame.instrument in LENT
        if lent and self.text.startswith("其中", frame.clause.sentence.start):
            return True  # a part of what was lent
        if frame.clause.overt and not frame.clause.carried:
            return False  # 新药拿到批件，一个品种最多1000万元: its own subject
        return frame.status == "rule" or (lent and not AIMS.match(self.text, frame.money.outer_end))

    def _own_product(self, frame: Frame, lent: list[Mention]) -> bool:
        """Tell whether the sum's own sentence names another product before it than the one that is lent (甲行推出乙贷，已有…获贷)."""
        start = frame.clause.sentence.start
        named = [m for m in self.parties.within(start, frame.money.start, "Program") if m.kind == "product"]
        return frame.instrument in {"loan", "credit_line"} and bool(others(named, ids_of(lent)))

    def _own_purpose(self, frame: Frame, alike: Frame) -> bool:
        """Tell whether ；parts the sum from the one before it and its own words set it aside: it is for something else (…支持农户；安排2亿元支持抗旱)."""
        verb, cut = frame.verb, self.text.rfind("；", alike.money.end, frame.money.start)
        own = verb is not None and verb.meaning.role == "give" and cut < verb.start < frame.money.start
        return cut >= 0 and own and frame.instrument in PUBLIC and frame.status != "rule"

    def _goes_on(self, frame: Frame, alike: Frame) -> bool:
        """Tell whether an earlier flow of the same instrument is of the same paragraph, and both rules or both none."""
        near = alike.clause.sentence.paragraph == frame.clause.sentence.paragraph
        return near and frame.instrument not in STAKES and (alike.status == "rule") == (frame.status == "rule")

    def _as_part(self, frame: Frame, base: Frame) -> None:
        """Give a part of a total that another sentence tells the total's payer, and its item as who gets it or what it runs through."""
        frame.parties = {role: list(found) for role, found in base.parties.items()}
        if frame.item is None:  # 从行业看，装备制造2亿元: no part of it goes to all who get the whole
            kept = [m for m in base.parties["recipient"] if m.type == "Institution"]
            frame.parties["recipient"] = kept
        elif frame.item.type == "Program" and (
            self.words.state_grants.search(frame.item.text) or not frame.item.text.endswith(PROJECTS)
        ):
            frame.parties["via"] = [frame.item]
        else:
            frame.parties["recipient"] = others(self._sharing(frame), ids_of(base.parties["provider"]))

    def _as_item(self, frame: Frame, base: Frame) -> None:
        """Put the party of a list item where the flow that began the list has its like."""
        item = frame.item
        if item is None or item.entity is None or frame.instrument == "fund_size":
            return
        fiscal = item.type == "Fund" and item.kind == "fiscal" and frame.instrument in PUBLIC
        if fiscal and base.instrument not in PUBLIC:
            frame.parties["via"] = [item]  # who invests is not who hands out
            return
        got = base.parties.get("recipient", [])  # 甲灌区改造工程2亿元，乙水库项目1亿元, of money that nobody else got
        if frame.instrument in PUBLIC and is_work(self.parties, item) and all(is_work(self.parties, m) for m in got):
            frame.parties = {**base.parties, "recipient": self._sharing(frame)}
            return
        if item.type == "Program" or fiscal:
            frame.parties = {**base.parties, "via": [item]}
            return
        payers = base.parties.get("provider", [])
        pays = base.verb is not None and base.verb.meaning.role in {"into", "buy"}
        pays = pays or PAYS_OUT.match(self.text, item.end) is not None  # 由甲部出8亿元、乙省出3亿元
        like = (
            item.kind != "region"
            and payers
            and all(m.type == item.type and self.parties.gives(m) == self.parties.gives(item) for m in payers)
        )
        pays = pays or paid_in_all(frame, base) or self.donated(frame)
        lends = frame.instrument in {"loan", "credit_line"} and self._lends(item)
        role = "provider" if pays or lends or (like and not base.parties.get("recipient")) else "recipient"
        if frame.instrument == "bond":
            role = "recipient"
        shared = self._sharing(frame)
        frame.parties = {"provider": [], "via": list(base.parties.get("via", [])), "recipient": [], role: shared}
        if frame.instrument == "bond":
            handed = base.item is not None or (base.verb is not None and base.verb.meaning.role == "give")
            frame.parties["provider"] = others(payers, ids_of(shared)) if handed else []
            return
        other = "recipient" if role == "provider" else "provider"
        frame.parties[other] = [m for m in base.parties.get(other, []) if m.entity is not item.entity]

    def _sharing(self, frame: Frame) -> list[Mention]:
        """Return the item with those named before it in one list, behind the sum before: 甲、乙各6000万元."""
        if frame.item is None:
            return []
        floor = max((m.end for m in self.state.money if m.end <= frame.item.start), default=0)
        return [m for m in self.parties.listed(frame.item) if m.start >= floor and m.type == frame.item.type] or [
            frame.item
        ]

    def _lend(self, own: Found, lent: Found, roles: tuple[str, ...]) -> None:
        used = ids_of(m for ms in own.values() for m in ms)
        for role in roles:
            if not own[role]:
                own[role] = others(lent.get(role, []), used)
