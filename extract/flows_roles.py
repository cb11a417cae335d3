"""Who gives, who gets, and through what: the parties of flows, with what earlier flows lend to later ones."""

import re

from extract.flows_after import finish, same_purse
from extract.flows_aimed import aimed
from extract.flows_base import PAYING, PUBLIC, ids_of, others
from extract.flows_context import added, goes_on_from, purse_of
from extract.flows_credit import borrows, lent_with, tells
from extract.flows_deals import in_brackets
from extract.flows_frame import Frame
from extract.flows_getting import WON
from extract.flows_handing import got_of, of_frame, share_of, told
from extract.flows_inherit import Inheriting
from extract.flows_joined import headed, joined, whole, with_named
from extract.flows_led import led, without
from extract.flows_levels import by_level, desks_among
from extract.flows_notices import noticed
from extract.flows_papers import issuers, signed
from extract.flows_patterns import FURTHERED, OWNER, TO_ANOTHER
from extract.flows_pointed import answered, nobody, parted, pointed, somebody
from extract.flows_pots import names_sum, paid_in, pot_of, spent
from extract.flows_promised import promised, purse_told
from extract.flows_reached import ahead
from extract.model import Mention
from extract.quotations import Quotation, quotations
from extract.steps.categories import COUNTING

BY = re.compile("(?:经|由|在|通过)[^，。；]{0,6}$")
PLACED = re.compile("(?:依托|挂靠|在|位于|登陆|与|同|跟|借助|围绕)$")  # before a body that something is at or done with
BROKERS = re.compile("的?(?:推荐|介绍|牵线|搭桥|协调|撮合|引荐|组织|见证|推动|指导|评审|评估)")


def desks_of(frame: Frame, before: Frame) -> dict[str, list[Mention]]:
    """Return who paid public money before as far as it pays this: all in one sentence, else the finance departments, by whose budget a rule is paid."""
    if before.clause.sentence is frame.clause.sentence and frame.status != "rule":
        return before.parties
    desks = desks_among(before.parties["provider"])
    return {"provider": desks if frame.status == "rule" != before.status else []}


class RoleFinder(Inheriting):
    """Fills `frame.parties` of each flow, in text order; earlier flows lend what later ones leave open."""

    quoted: list[Quotation]  # what is quoted in the article, with whose speaker says it

    def fill(self, frames: list[Frame]) -> None:
        """Give every flow its parties."""
        last: Frame | None = None
        self.pot, self.dealt = None, ()
        alike: dict[str, Frame] = {}
        self.payers = {}
        self.quoted = quotations(self.state, self.parties.all) if frames else []
        hands: set[str] = set()
        acts = told(self.parties)
        handings = [*acts]
        signature = signed(self.parties) if frames else []
        for frame in frames:
            if frame.kind != "flow":
                self.pot = pot_of(self.parties, frame, self.pot)
                continue
            if last is not None and self.state.other_items(last.money.start, frame.money.start):
                last, alike = None, {}
                handings = [act for act in acts if not self.state.other_items(act.start, frame.money.start)]
            frame.parties = self._parties(frame)
            self._put_right(frame)
            names_sum(self.parties, frame)
            self._surroundings(frame)
            pointed(self.parties, frame)
            lent_with(self.parties, frame)
            spent(self.parties, frame, self.pot)
            frame.parties["recipient"] = frame.parties["recipient"] or paid_in(self.parties, frame, self.pot)
            promised(self.parties, frame, last)
            if frame.status == "rule":
                headed(self.parties, frame)
                whole(self.parties, frame)
                joined(self.parties, frame)
            led(self.parties, frame)
            if last:
                self._spent(frame, last)
                in_brackets(self.parties, frame, last)
                frame.parties["recipient"] = without(self.parties, frame, frame.parties["recipient"])
                stranger = not frame.parties["recipient"] and TO_ANOTHER.match(self.text, frame.money.end)
                self._inherit(frame, last, alike.get(f"{frame.instrument} {frame.status == 'rule'}"))
                if stranger and not self.parties.within(frame.money.end, stranger.end() + 8):
                    frame.parties["recipient"] = []  # 一笔2亿元给某站: to nobody that is known
            elif frame.part and frame.base:
                self._as_part(frame, frame.base)  # the first line of a list over which no sum is told
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
            if before and frame.instrument in PUBLIC and self._near(frame, before) and len(hands) == 1:
                self._lend(frame.parties, desks_of(frame, before), ("provider",))
            given = alike.get("given")
            if given and not frame.parties["provider"] and goes_on_from(self.parties, frame, given):
                self._lend(frame.parties, given.parties, ("provider", "via"))
            share_of(self.parties, frame, handings)
            got_of(self.parties, frame, handings)
            if not frame.parties["provider"]:
                frame.parties["provider"] = issuers(self.parties, frame) or purse_of(self.parties, frame)
            frame.parties["provider"] = frame.parties["provider"] or purse_told(self.parties, frame)
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
            if (
                not frame.parties["recipient"]
                and not spends
                and frame.instrument in PAYING | {"loan", "credit_line", "guarantee"}
            ):
                frame.parties["recipient"] = self._for_what(frame) or self._nearest(frame)
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
            if added(self.parties, frame, last):
                frame.parties["provider"] = []
            self._put_right(frame)
            self._taken_over(frame)
            self._fund_invests(frame)
            self._told_before(frame)
            self._told_behind(frame)
            self._channels(frame)
            same_purse(frame, self.payers)
            self._bond_channels(frame)
            if not frame.parties["recipient"]:
                frame.parties["recipient"] = self._speakers(frame)
            if somebody(self.parties, frame):
                frame.parties["recipient"] = []
            if frame.status != "rule":
                named = map(self._named, frame.parties["recipient"])
                frame.parties["recipient"] = [m for m in named if not nobody(self.parties, m)]
            if frame.instrument in PUBLIC and frame.status != "rule":
                hands.update(ids_of(frame.parties["provider"]))
            self.pot = pot_of(self.parties, frame, self.pot)
            if frame.instrument == "equity" and frame.parties["recipient"]:
                self.dealt = tuple(frame.parties["recipient"])
            last = frame
        by_level(self.parties, frames)
        for frame in frames:
            if frame.kind == "flow":
                frame.parties["recipient"] = [m for m in frame.parties["recipient"] if m.type != "Policy"]
                with_named(self.parties, frame)
                aimed(self.parties, frame)
        finish(self.parties, frames, acts)
        parted(self.parties, frames)
        answered(self.parties, frames)
        noticed(self.parties, frames)

    def complete(self, frame: Frame) -> None:
        """Give one frame its parties, without a look at other flows."""
        frame.parties = self._parties(frame)
        pointed(self.parties, frame)
        self._channels(frame)

    def _for_what(self, frame: Frame) -> list[Mention]:
        """Return what the words behind public money say it supports, before whoever is named in front of it."""
        if frame.instrument not in PUBLIC or frame.status == "rule":
            return []
        return others(ahead(self.parties, frame), ids_of(frame.parties["provider"] + frame.parties["via"]))

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
            and m.kind != "market"
            and not PLACED.search(self.text, start, m.start)
            and not (BY.search(self.text, start, m.start) and BROKERS.match(self.text, m.end))
        ]
        taken = ids_of(m for ms in frame.parties.values() for m in ms)
        near = frame.clause.sentence.clauses[
            max(0, frame.clause.index - 1)
        ].start  # a class further off is of another act
        free = [m for m in others(named, taken) if m.type != "Category" or m.start >= near]
        return self.parties.listed(free[-1]) if free else []

    def _speakers(self, frame: Frame) -> list[Mention]:
        """Return the body whose speaker tells in a quotation what was got (“3天就到账200万元。”甲公司负责人某某说)."""
        got = frame.verb is not None and frame.verb.meaning.role == "get"
        if frame.status == "rule" or (got and frame.clause.subject and not frame.clause.carried):
            return []
        said = [q.body for q in self.quoted if q.start < frame.money.start < q.end]
        if frame.verb is None or frame.verb.meaning.role != "get":
            said = [m for m in said if tells(self.parties, frame, m)]  # “多亏了甲银行的80万元贷款。”
        return others(said[:1], ids_of(frame.parties["provider"] + frame.parties["via"]))

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

    def _named(self, mention: Mention) -> Mention:
        """Return the company that a bare 企业 goes back to: the last one named before it in its paragraph, else the mention."""
        if mention.type != "Category":
            return mention
        said = next((q.body for q in self.quoted if q.start < mention.start < q.end), None)
        if said is not None and (mention.text in self.words.bare_classes or (said.name or "").endswith(mention.text)):
            return said  # “财政给予企业贴息。”甲公司董事长某某说
        if mention.text not in self.words.bare_classes:
            return mention
        if COUNTING.search(self.text, max(0, mention.start - 2), mention.start):
            return mention  # 为12户企业: several, and not that one
        sentence = self.state.sentence_at(mention.start)
        if sentence is None:
            return mention
        start = self.state.paragraph_start(sentence)
        firms = [m for m in self.parties.within(start, mention.start, "Institution") if borrows(m)]
        return firms[-1] if firms else mention
