"""The shape of issuing: who issues a bond receives, or gives where the text says whom it is for; who sells it is what it runs through."""

import re

from extract.flows_base import GOVERNING, Found, ids_of, others
from extract.flows_frame import Frame
from extract.flows_give import Giving
from extract.model import Mention, Sentence

BEHIND = 3  # sentences behind the sum in which its use and its underwriters may be told
FOR_OTHERS = re.compile("[^，。；由]{0,18}代(?:理|为)?[^，。；表替]{0,6}(?:发行|招标|发债|还本付息|办理)")
BOND = re.compile("债|券|票据")  # in the name of a programme
OF_PLACE = re.compile("(?:省|市|地方)?(?:人民)?(?:政府)?(?:一般|专项|新增|地方|政府|再融资)*债")  # 某省政府债券
ALLOWS = re.compile("(?:同意|批准|核准|准予|支持|允许|批复)[^，。；]{0,4}$")
ISSUED = re.compile("发行了?|发了|注册")
ISSUES = re.compile("(?:等[^，。；、]{0,6})?(?:注册|公开|非公开|面向[^，。；]{2,10}|在[^，。；]{2,12})?(?:发行|发债)")
SOLD_FOR = re.compile("(?:主承销|承销|包销|代销)了?(?:的)?$")
# who sells a bond for another: 甲证券助力乙集团发行公司债券
HELPS_ISSUE = re.compile(
    "(?:成功|独家|联合|全程|再次)*(?:助力|协助|帮助|服务|保荐|支持)[^，。；]{2,30}?(?:发行|簿记|发债)"
)
SELLS = re.compile("承销|助力|协助|帮助|服务|保荐|支持")
SPENDS = {"用于", "投向", "支持", "投入", "安排", "转贷给", "转贷"}
MEASURED = re.compile(
    "的?(?:票面)?(?:利率|规模|成本|价格|倍数|结果|期限|量|总额|金额|主体|人(?!民)|认购)"
)  # behind 发行
BEFORE = 4  # sentences before the sum in which its issuer may be named


class Bonds(Giving):
    """Finds issuer, underwriters, market and use of a bond around its sum."""

    def _bond(self, frame: Frame, found: Found) -> Found:
        """Return the parties of an issue; `found` holds what stands beside its verb."""
        sellers = self._underwriters(frame)
        meant = self._meant(frame)
        found = {r: [m for m in named if not self._only_allows(m)] for r, named in found.items()}
        found["provider"] = others(found["provider"], ids_of(sellers))
        issuers = [m for m in found["recipient"] if m not in sellers and m.type != "Program"] or self._allowed(frame)
        issuers = others(issuers, ids_of(meant))
        issuers = self._served_issuer(frame, sellers) or issuers
        if not issuers and not found["provider"] and not (sellers and self._sells(frame)):
            issuers = self._earlier_issuer(frame, sellers)
        agents = self._agents(frame, issuers)
        owners = self._owners(frame)
        others_told = [m for m in issuers if m.type == "Place" and m.start < frame.clause.start]  # of the issue before
        if owners and all(m.kind in GOVERNING or m in others_told for m in issuers + found["provider"]):
            central = [m for m in issuers if m.kind == "central_government"]
            agents, issuers = agents or central, owners  # 甲部招标发行乙省政府债券
            found = {**found, "provider": []}
        issuers = others(issuers, ids_of(agents))
        meant = others(meant, ids_of(issuers + sellers + agents)) if issuers else []
        via = others(found["via"] + agents + sellers, ids_of(issuers + meant))
        if meant:
            return {"provider": [self.parties.government(m) for m in issuers], "via": via, "recipient": meant}
        provider = [m for m in found["provider"] if m not in sellers + agents + issuers]
        places = [m for m in provider if m.type == "Place" and not m.text.startswith("全")]
        desks = [m for m in provider if m.kind == "local_government"]
        bare = frame.verb is None or frame.verb.meaning.role != "give"
        if not issuers and places and len(places) == len(provider):  # 某省30亿元债券亮相
            provider, issuers = [], places
        elif not issuers and bare and desks and len(desks) == len(provider):  # 其中，土地储备专项债券6亿元
            provider, issuers = [], desks
        elif (
            not issuers and bare and self.words.issues.search(self.text, frame.clause.sentence.start, frame.money.start)
        ):
            provider, issuers = [], [m for m in provider if m.type == "Institution"]  # 甲银行拟发行债券，规模8亿元
        return {"provider": provider, "via": via, "recipient": issuers}

    def _spent(self, frame: Frame, last: Frame) -> None:
        """Give a part of what a bond raised (其中3亿元用于补充流动资金) the issuer as who receives it, or as payer of whom it is for."""
        verb, own = frame.verb, frame.parties
        if frame.instrument != "bond" or last.instrument != "bond" or verb is None or verb.word not in SPENDS:
            return
        if last.clause.sentence is not frame.clause.sentence or last.parties["provider"]:
            return
        issuers = last.parties["recipient"]
        behind = self.parties.within(frame.money.end, frame.clause.end)
        meant = others(
            self.parties.marked(behind, self.words.recipient, frame.money.end, frame.money.end), ids_of(issuers)
        )
        own["via"] = list(last.parties["via"])
        own["provider"], own["recipient"] = (
            ([self.parties.government(m) for m in issuers], meant) if meant else ([], list(issuers))
        )

    def _only_allows(self, mention: Mention) -> bool:
        """Tell whether the body is one that allows, plans or reports bonds and issues none: of the central ones only the ministry of finance does."""
        return mention.kind == "central_government" and mention.name not in {"财政部", "中国人民银行"}

    def _allowed(self, frame: Frame) -> list[Mention]:
        """Return who is allowed to issue (批复同意甲集团发行…): who stands right before the verb, behind that of allowing."""
        inside = self.parties.within(frame.clause.start, frame.money.start, "Institution", "Place")
        named = [
            m
            for m in inside
            if ISSUES.match(self.text, m.end) and ALLOWS.search(self.text, frame.clause.start, m.start)
        ]
        return self.parties.listed(named[-1]) if named else []

    def _sells(self, frame: Frame) -> bool:
        """Tell whether the clause counts what was underwritten (累计承销债券70亿元), of issuers that nobody names."""
        return "承销" in self.text[frame.clause.start : frame.money.start]

    def _told(self, frame: Frame, back: int) -> list[Sentence]:
        """Return the sum's sentence, `back` ones before it, and those behind it in its paragraph, in text order."""
        place = self.state.number_of(frame.clause.sentence)
        behind = self.state.sentences[place : place + 1 + BEHIND]
        near = [s for s in behind if s.paragraph == frame.clause.sentence.paragraph]
        cut = next((n for n, s in enumerate(near) if n and self._issue_of_another(s)), len(near))
        near = near[:cut]
        return self.state.sentences[max(0, place - back) : place] + near

    def _issue_of_another(self, sentence: Sentence) -> bool:
        """Tell whether a sentence tells of an issue of its own, with its sum: what it says is not of the one before."""
        said = ISSUED.search(self.text, sentence.start, sentence.end)
        return said is not None and any(said.end() <= m.start <= said.end() + 12 for m in self.state.money)

    def _agents(self, frame: Frame, issuers: list[Mention]) -> list[Mention]:
        """Return who the article says, up to the sum or soon behind it, issues such bonds for others (由甲部代理发行), where no company issues this one."""
        if any(m.type == "Institution" and m.kind not in GOVERNING for m in issuers):
            return []
        place = self.state.number_of(frame.clause.sentence)
        behind = [s for s in self.state.sentences[place + 1 : place + 1 + BEHIND] if not s.heading]
        for sentence in self.state.sentences[: place + 1][::-1] + behind:
            if "代" not in self.text[sentence.start : sentence.end]:
                continue
            named = self.parties.within(sentence.start, sentence.end, "Institution")
            agents = [m for m in named if FOR_OTHERS.match(self.text, m.end)]
            if agents:
                return agents[-1:]
        return []

    def _bond_channels(self, frame: Frame) -> None:
        """Add to a place's share of bonds who issues them for it, and the bond that the article names as a programme."""
        own = frame.parties
        got = own["recipient"]
        if frame.instrument != "bond" or own["provider"]:
            return
        taken = ids_of(got + own["via"])
        if got and all(m.type == "Place" for m in got):
            own["via"] = own["via"] + others(self._agents(frame, []), taken)
        if not any(m.type == "Program" for m in own["via"]):
            named = [m for m in self.parties.within(0, frame.money.start, "Program") if BOND.search(m.name or m.text)]
            own["via"] = own["via"] + others(named[-1:], taken)

    def _owners(self, frame: Frame) -> list[Mention]:
        """Return the place whose bond the words beside the sum name (甲省政府债券30亿元, 30亿元甲省债券)."""
        clause = frame.clause
        ends = [m.end for m in self.state.money if clause.start <= m.end <= frame.money.start]
        named = self.state.mentions_in(max(ends, default=clause.start), clause.end, "Place", "Institution")
        owners = [m for m in named if m.entity and OF_PLACE.match(self.text, m.end)]
        owners = [m for m in owners if m.type == "Place" or m.text.endswith("政府")]
        if frame.verb and frame.verb.meaning.role == "issue":  # 招标发行甲省30亿元债券
            owners += [
                m for m in named if m.type == "Place" and frame.verb.end <= m.start and m.end == frame.money.outer_start
            ]
        before = [m for m in owners if m.end <= frame.money.start]
        owner = before[-1:] or owners[:1]
        return [self._seat(m) for m in (self.parties.listed(owner[0]) if owner else [])]

    def _seat(self, mention: Mention) -> Mention:
        """Return the place that a government's name stands for in the name of its bond (甲省政府债券), else the mention."""
        places = (e for e in self.state.entities if e.type == "Place" and e.name == mention.place)
        place = None if mention.type == "Place" else next(places, None)
        if place is None:
            return mention
        end = mention.end - len("政府")
        text = self.state.text[mention.start : end]
        return Mention(mention.start, end, text, "Place", place.kind, place.name, "owner of a bond", entity=place)

    def _underwriters(self, frame: Frame) -> list[Mention]:
        """Return who sells the bond: 由甲证券主承销, 甲证券担任簿记管理人, 主承销商为甲证券."""
        found: list[Mention] = []
        own = SELLS.search(self.text, frame.clause.sentence.start, frame.clause.sentence.end)
        for sentence in self._told(frame, 0 if own else 1):
            if not SELLS.search(self.text, sentence.start, sentence.end):
                continue
            for m in self.parties.within(sentence.start, sentence.end, "Institution"):
                before = self.text[max(sentence.start, m.start - 8) : m.start]
                helps = m.kind in {"financial", "bank"} and HELPS_ISSUE.match(self.text, m.end)
                after = helps or (
                    self.words.underwrites_after.match(self.text, m.end) and before[-1:] not in {"为", "向"}
                )
                if after or self.words.underwriter_before.search(before):
                    found += [x for x in self.parties.listed(m) if x not in found]
        return found

    def _served_issuer(self, frame: Frame, sellers: list[Mention]) -> list[Mention]:
        """Return whom an underwriter sells for: 为甲集团发行债券, 承销甲集团的债券."""
        start = self._span(frame)[0]
        if not sellers:
            return []
        inside = self.parties.within(start, frame.money.start, "Institution", "Category")
        inside = [m for m in inside if m.type != "Category" or not self.words.buyers.search(m.text)]
        behind = [m for m in inside if m not in sellers and SOLD_FOR.search(self.text, start, m.start)]
        if behind:  # 甲银行牵头主承销乙集团债券
            return self.parties.listed(behind[0])
        return [
            m for m in self.parties.marked(inside, self.words.recipient, start, frame.money.start) if m not in sellers
        ]

    def _earlier_issuer(self, frame: Frame, sellers: list[Mention]) -> list[Mention]:
        """Return who an earlier sentence, the nearest first, says issues a bond (甲集团成功发行债券。本期发行规模5亿元)."""
        sold = ids_of(sellers)
        for sentence in self._told(frame, BEFORE)[::-1]:
            if sentence.start > frame.clause.sentence.start:
                continue
            for clause in sentence.clauses:
                if not self._tells_issue(clause.start, clause.end):
                    continue
                acting = clause.agents or clause.subject  # 首单票据由甲公司发行
                named = [m for m in acting if m.type in {"Institution", "Place"} and m.kind != "market"]
                named = [m for m in others(named, sold) if not (self._only_allows(m) or m.text.startswith("全"))]
                if named:
                    return named
        bodies = self.parties.within(frame.clause.sentence.start, frame.money.start, "Institution")
        return others([m for m in bodies if m.kind == "company"], sold)[-1:]  # 记者从某公司获悉，其成功发行…

    def _tells_issue(self, start: int, end: int) -> bool:
        """Tell whether the span says that somebody issues, and not only at what rate, or how much, was issued (发行利率创新低)."""
        said = self.words.issues.finditer(self.text, start, end)
        return any(MEASURED.match(self.text, match.end()) is None for match in said)

    def _bought_bond(self, frame: Frame, found: Found) -> Found:
        """Return the parties of a purchase of bonds: who buys them gives, who issued them receives."""
        issue = [m for m in found["provider"] if m.type == "Program"]  # 某债券被认购: what is bought, and no buyer
        buyers = [m for m in found["provider"] if m.type != "Program"]
        issuers = others(self._earlier_issuer(frame, buyers), ids_of(buyers))
        return {"provider": buyers, "via": issue, "recipient": issuers or found["recipient"]}

    def _meant(self, frame: Frame) -> list[Mention]:
        """Return whom the money raised is for, in the sum's sentence or where a later one speaks of it (募集资金用于…)."""
        sentence = frame.clause.sentence
        spans = [(frame.money.end, sentence.end)]
        for later in self._told(frame, 0)[1:]:
            said = self.words.proceeds.search(self.text, later.start, later.end)
            parts = any(later.start <= m.start < later.end for m in self.state.money)  # what only a part is for
            if said and not parts:
                spans.append((said.end(), later.end))
        for start, end in spans:
            named = self.parties.within(start, end)
            meant = self.parties.marked(named, self.words.recipient, start, start)
            meant = [m for m in meant if m.type not in {"Place", "Policy"} and m.kind != "market"]
            meant = [m for m in meant if m.type != "Category" or not self.words.buyers.search(m.text)]
            if meant:
                return meant
        return []
