"""Who gives, who gets, and through what: the parties of flows, with what earlier flows lend to later ones."""

from extract.flows_after import finish, same_purse
from extract.flows_base import CHANNELLED, LENDING, PAYING, PLANNED, PUBLIC, Found, ids_of, others
from extract.flows_context import (
    added,
    as_part,
    chosen,
    founders,
    goes_on_from,
    part_of_total,
    programme_of,
    published,
    purse_of,
    research_grant,
    topic_of,
)
from extract.flows_frame import Frame
from extract.flows_give import PROJECTS
from extract.flows_handing import of_frame, share_of, told
from extract.flows_levels import by_level
from extract.flows_papers import issuers, signed
from extract.flows_patterns import ALTOGETHER, ANOTHER, FURTHERED, INSURES, OWNER, PAYS_OUT, TAKES, TO_ANOTHER
from extract.flows_pointed import answered, apart, nobody, paid_in_all, parted, pointed
from extract.flows_promised import promised
from extract.flows_shapes import WON
from extract.flows_told import Told
from extract.model import Mention


def own_payer(frame: Frame) -> bool:
    """Tell whether the sum's own clause names who acts."""
    return any(m.start >= frame.clause.start and m.type in {"Institution", "Place"} for m in frame.clause.subject)


class RoleFinder(Told):
    """Fills `frame.parties` of each flow, in text order; earlier flows lend what later ones leave open."""

    def fill(self, frames: list[Frame]) -> None:
        """Give every flow its parties."""
        last: Frame | None = None
        alike: dict[str, Frame] = {}
        payers: dict[str, list[Mention]] = {}
        hands: set[str] = set()
        handings = told(self.parties)
        signature = signed(self.parties) if frames else []
        for frame in frames:
            if frame.kind != "flow":
                continue
            frame.parties = self._parties(frame)
            self._put_right(frame)
            self._surroundings(frame)
            pointed(self.parties, frame)
            promised(self.parties, frame, last)
            if last:
                self._spent(frame, last)
                stranger = not frame.parties["recipient"] and TO_ANOTHER.match(self.text, frame.money.end)
                self._inherit(frame, last, alike.get(f"{frame.instrument} {frame.status == 'rule'}"))
                if stranger and not self.parties.within(frame.money.end, stranger.end() + 8):
                    frame.parties["recipient"] = []  # 一笔2亿元给某站: to nobody that is known
            group = "public" if frame.instrument in PUBLIC else frame.instrument
            if frame.status == "rule" and last and not frame.parties["provider"]:
                frame.parties["provider"] = self._purse(frame, last)
            same = alike.get(frame.instrument)
            if (
                same
                and frame.verb
                and frame.verb.meaning.role == "get"
                and frame.parties["recipient"]
                and frame.instrument in PUBLIC
                and self._together(frame, same)
            ):
                self._lend(frame.parties, same.parties, ("provider", "via"))
            before = alike.get("of " + group)
            one_hand = len(hands) == 1  # of several payers told before nobody says which pays by the rule
            lends = before is not None and (
                (before.clause.sentence is frame.clause.sentence and (one_hand or frame.status != "rule"))
                or (frame.status == "rule" != before.status and one_hand)
            )
            if before and lends and self._near(frame, before):
                self._lend(frame.parties, before.parties, ("provider",) if frame.instrument in PUBLIC else ())
            given = alike.get("given")
            if given and not frame.parties["provider"] and goes_on_from(self.parties, frame, given):
                self._lend(frame.parties, given.parties, ("provider", "via"))
            share_of(self.parties, frame, handings)
            if not frame.parties["provider"]:
                frame.parties["provider"] = issuers(self.parties, frame) or purse_of(self.parties, frame)
            if frame.instrument in PUBLIC and frame.status != "rule" and not frame.parties["provider"]:
                frame.parties["provider"] = others(signature, ids_of(frame.parties["recipient"]))
            alike[frame.instrument] = alike["of " + group] = alike[f"{frame.instrument} {frame.status == 'rule'}"] = (
                frame
            )
            by_level(self.parties, [frame])
            if frame.instrument in PUBLIC and frame.status != "rule" and frame.parties["provider"]:
                alike["given"] = frame
                handings.append(of_frame(frame))
                handings.sort(key=lambda h: h.start)
            spends = frame.verb is not None and self.words.outlay.search(frame.verb.word)
            if not frame.parties["recipient"] and not spends and frame.instrument in PAYING | {"loan", "credit_line"}:
                frame.parties["recipient"] = self._nearest(frame)
            if not frame.parties["recipient"] and frame.status == "rule":
                frame.parties["recipient"] = self._class_before(frame)
            if (
                frame.verb
                and frame.verb.word == "用于"
                and frame.instrument != "bond"
                and last
                and frame.verb.start >= last.money.end
            ):
                frame.parties["recipient"] = [m for m in frame.parties["recipient"] if m.start >= frame.verb.start]
            if last and added(self.parties, frame, last):
                frame.parties["provider"] = []
            self._put_right(frame)
            self._taken_over(frame)
            self._fund_invests(frame)
            self._told_before(frame)
            self._told_behind(frame)
            self._channels(frame)
            same_purse(frame, payers)
            self._bond_channels(frame)
            if frame.status != "rule":
                named = map(self._named, frame.parties["recipient"])
                frame.parties["recipient"] = [m for m in named if not nobody(self.parties, m)]
            if frame.instrument in PUBLIC and frame.status != "rule":
                hands.update(ids_of(frame.parties["provider"]))
            last = frame
        by_level(self.parties, frames)
        finish(self.parties, frames)
        parted(self.parties, frames)
        answered(self.parties, frames)

    def _put_right(self, frame: Frame) -> None:
        """Move who stands in a part that its sort does not play: banks lend and do not borrow, money runs through what is sold."""
        own = frame.parties
        if frame.instrument in CHANNELLED - {"relending"}:
            sold = [
                m for m in own["recipient"] if m.type == "Program" and (m.kind == "product" or m.text.endswith("国债"))
            ]
            own["recipient"] = [m for m in own["recipient"] if m not in sold]
            own["via"] = own["via"] + others(sold, ids_of(own["via"]))
        if frame.instrument == "interest_subsidy":  # 甲行发放贷款3亿元，财政贴息600万元: banks pay none
            own["provider"] = [m for m in own["provider"] if m.kind != "bank"]
        if frame.instrument == "compensation" and all(m.type == "Place" for m in own["provider"]):
            insurers = [m for m in own["recipient"] if m.kind == "financial" and INSURES.search(m.name or m.text)]
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
        if frame.instrument in {"equity", "investment"} and frame.verb and frame.verb.meaning.role in {"raise", "get"}:
            capital = [m for m in own["recipient"] if m.type == "Category" and m.text.endswith(("资本", "资金"))]
            own["recipient"] = [m for m in own["recipient"] if m not in capital]
            own["provider"] = own["provider"] or capital  # 其中社会资本募资12亿元
        if frame.instrument in {"loan", "credit_line"}:
            borrowing = [m for m in own["provider"] if m.type == "Category" and not self.parties.gives(m)]
            own["provider"] = [m for m in own["provider"] if m not in borrowing]
            own["recipient"] = own["recipient"] or borrowing
        if frame.instrument in {"loan", "credit_line"} and not own["provider"]:
            lenders = [
                m for m in own["recipient"] if m.kind == "bank" and not (m.name or "").startswith("中国人民银行")
            ]
            own["recipient"] = [m for m in own["recipient"] if m not in lenders]
            own["provider"] = lenders

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

    def complete(self, frame: Frame) -> None:
        """Give one frame its parties, without a look at other flows."""
        frame.parties = self._parties(frame)
        pointed(self.parties, frame)
        self._channels(frame)

    def _channels(self, frame: Frame) -> None:
        if frame.status == "rule" and not any(m.type == "Policy" for m in frame.parties["via"]):
            frame.parties["via"] += self._policy(frame)
        elif frame.status in {"planned", "committed"} and frame.instrument in PLANNED:
            sentence = frame.clause.sentence
            near = self._policy(frame)
            here = near and near[0].start >= min(
                s.start for s in self.state.sentences if s.paragraph == sentence.paragraph
            )
            if here and near[0] not in frame.parties["via"]:
                frame.parties["via"] += near
        if frame.instrument in {"loan", "credit_line"}:
            frame.parties["via"] += self._guarantor(frame)
        if not frame.parties["via"] and frame.instrument in CHANNELLED:
            frame.parties["via"] = self._topic(frame)
            filled = [m for m in frame.parties["via"] if m.type == "Fund"]
            aside = frame.verb is not None and self.words.set_aside.search(frame.verb.word)
            if frame.instrument == "grant" and filled and aside and not frame.parties["recipient"]:
                frame.parties["recipient"], frame.parties["via"] = filled, []  # 为风险池安排资金

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
        lenders = [m for m in frame.parties["provider"] if m not in found]
        acts = found and any(m.start == found[0].start for m in frame.clause.subject)
        if acts and not lenders:
            return []  # 甲担保公司为企业提供担保贷款: its own doing
        if found and (lenders or frame.parties["recipient"]):
            frame.parties["provider"] = lenders
            return found
        return []

    def _fund_invests(self, frame: Frame) -> None:
        """Let the fund that the clauses before speak of invest where nobody else is said to (设立某基金，已投资企业46家、金额5亿元)."""
        own, verb, clause = frame.parties, frame.verb, frame.clause
        if frame.instrument not in {"investment", "equity"} or own["provider"] or verb is None or clause.agents:
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
        paragraph = min(s.start for s in self.state.sentences if s.paragraph == sentence.paragraph)
        own = self._span(frame)[0] if frame.instrument in {"loan", "credit_line"} else sentence.start
        for start, end in (
            (own, frame.money.start),
            (paragraph, sentence.start),
            (0, self.state.sentences[0].end),
        ):
            named = [
                m
                for m in self.parties.within(start, end, "Program", "Fund")
                if m.type == "Program" or (m.kind == "fiscal" and (m.rule != "matter" or m.start >= own))
            ]
            named = [
                m
                for m in named
                if not m.text.endswith(("项目", "工程")) and (not m.text.endswith("国债") or m.start >= own)
            ]  # those get money, it does not run through them
            if frame.instrument in LENDING:
                named = [
                    m
                    for m in named
                    if m.kind in {"product", "scheme"}
                    or (self.words.lending.search(m.text) and not m.text.endswith(("行动", "活动", "战略")))
                ]
            free = [
                m for m in others(named, taken) if not (self._of_another(m, frame) or self._others_product(m, frame))
            ]
            if free:
                return free[-1:]
        return []

    def _others_product(self, mention: Mention, frame: Frame) -> bool:
        """Tell whether another bank than the one that lends is who offers the product (甲银行推出某贷。乙银行向…放款)."""
        clause = self.state.clause_at(mention.start)
        lenders = [m.name or m.text for m in frame.parties["provider"] if m.kind in {"bank", "financial"}]
        if clause is None or not lenders or frame.instrument not in {"loan", "credit_line"}:
            return False
        offering = [m.name or m.text for m in (*clause.subject, *clause.agents, *clause.partners) if m.kind == "bank"]
        same = any(a.startswith(b) or b.startswith(a) for a in offering for b in lenders)
        return bool(offering) and not same

    def _nearest(self, frame: Frame) -> list[Mention]:
        """Return the list named last before the sum in its sentence whose members do not give: 表彰了甲、乙，每家奖励10万元."""
        start = self._span(frame)[0]
        named = [
            m
            for m in self.parties.within(start, frame.money.start, "Institution", "Category")
            if not self.parties.gives(m)
            and not self.words.of_field.match(self.text, m.end)
            and not WON.search(self.text, max(start, m.start - 6), m.start)
            and not (m.type == "Category" and FURTHERED.match(self.text, m.end))
            and not OWNER.match(self.text, m.end)
        ]
        taken = ids_of(m for ms in frame.parties.values() for m in ms)
        near = frame.clause.sentence.clauses[
            max(0, frame.clause.index - 1)
        ].start  # a class further off is of another act
        free = [m for m in others(named, taken) if m.type != "Category" or m.start >= near]
        return self.parties.listed(free[-1]) if free else []

    def _class_before(self, frame: Frame) -> list[Mention]:
        """Return the class named last in the paragraph before the sum's sentence, or in the heading above it."""
        sentence = frame.clause.sentence
        number = self.state.number_of(sentence)
        for earlier in self.state.sentences[max(0, number - 2) : number][::-1]:
            if earlier.paragraph == sentence.paragraph or earlier.heading:
                classes = self._class(
                    [m for m in self.parties.within(earlier.start, earlier.end, "Category") if not self._served(m)]
                )
                if classes:
                    return classes
        return []

    def _purse(self, frame: Frame, last: Frame) -> list[Mention]:
        """Return the fiscal fund that the flow before a rule filled, or that paid the rule before it: the rule is paid out of it."""
        near = last.clause.sentence.paragraph == frame.clause.sentence.paragraph
        given = last.parties.get("provider" if last.status == "rule" else "recipient", [])
        return list(given) if near and given and all(m.type == "Fund" and m.kind == "fiscal" for m in given) else []

    def _named(self, mention: Mention) -> Mention:
        """Return the company that a bare 企业 goes back to: the last one named before it in its paragraph, else the mention."""
        if mention.type != "Category" or mention.text not in self.words.bare_classes:
            return mention
        sentence = self.state.sentence_at(mention.start)
        if sentence is None:
            return mention
        start = min(s.start for s in self.state.sentences if s.paragraph == sentence.paragraph)
        firms = [m for m in self.parties.within(start, mention.start, "Institution") if m.kind == "company"]
        return firms[-1] if firms else mention

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
            stranger = apart(self.parties, frame, last)
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
                lent = {**lent, "via": []}  # another bank, another product
            self._lend(own, lent, ("provider", "via") if another else ("provider", "via", "recipient"))

    def _goes_on(self, frame: Frame, alike: Frame) -> bool:
        """Tell whether an earlier flow of the same instrument is of the same paragraph, and both rules or both none."""
        near = alike.clause.sentence.paragraph == frame.clause.sentence.paragraph
        return (
            near
            and frame.instrument not in {"investment", "equity"}
            and (alike.status == "rule") == (frame.status == "rule")
        )

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
        if item.type == "Program" or fiscal:
            frame.parties = {**base.parties, "via": [item]}
            return
        payers = base.parties.get("provider", [])
        pays = base.verb is not None and base.verb.meaning.role in {"into", "buy"}
        pays = pays or PAYS_OUT.match(self.text, item.end) is not None  # 由甲部出8亿元、乙省出3亿元
        like = payers and all(m.type == item.type and self.parties.gives(m) == self.parties.gives(item) for m in payers)
        pays = pays or paid_in_all(frame, base)
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
