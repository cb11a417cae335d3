"""What all relation finders share: parties by clause, who acts before a verb, what it acts on, and the list of found relations."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from extract.clauses import Group, government, group_at, outermost, words
from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Entity, Mention, Sentence, State
from extract.relations_status import Status, period_of
from graph import facts

LASTING = {"LOCATED_IN", "MANAGES", "PART_OF"}  # what goes on has no time of its own
LONGEST_PLACE = 12  # characters
_UNKNOWN = re.compile(r"、[^，。；、：和及与的\d“”]{2,12}、")
_BRACKET = re.compile(r"[（(](?:以下|下)?(?:简称|称)[为：:]?[“\"]?$")
_CLOSING = re.compile(r"[”\"]?[）)]")
# In front of a party of a relative clause that acts in it (按照甲部印发的《乙办法》)
_DEFINES = ("作为", "按照", "根据", "依据", "依照", "落实", "贯彻", "执行", "对照", "参照", "遵照")
# What may stand between the party that acts and its verb, apart from adverbs listed in relations.yaml
_NAMES = re.compile(r"[（(][^（）()]*[）)]|“[^“”]*”")


@dataclass(slots=True)
class Actors:
    """Who does what a verb says; `partners` are those behind 与, 会同, 联合, told apart because they may be partners only."""

    heads: list[Mention]
    partners: list[Mention]


class Reading:
    """One article while its relations are read."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words = words(state)
        self.status = state.lexicon.built("relations.status", Status)
        self.gap = state.lexicon.built("relations.gap", lambda lexicon: _gap(lexicon.table("relations")))
        self.owns = state.lexicon.built(
            "relations.owns", lambda lexicon: re.compile(lexicon.table("relations")["owns"])
        )
        self.undone = state.lexicon.built(
            "relations.undone", lambda lexicon: re.compile(lexicon.table("relations")["undone"])
        )
        self.seen = {(r.type, r.head, r.tail, r.title): r for r in state.relations}
        self._outer: dict[int, list[Mention]] = {}

    def denied(self, offset: int) -> bool:
        """Tell whether a word right before the offset denies what is said from there on."""
        return self.undone.search(self.state.folded, max(0, offset - 3), offset) is not None

    def hits(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Clause]]:
        """Yield where the pattern stands in sentences that name anybody, with the clause it begins in; one pass over the text."""
        for match in self.state.scan(pattern):
            clause = self.state.clause_at(match.start())
            if clause is not None and match.end() <= clause.sentence.end and self.outer(clause.sentence):
                yield match, clause

    def outer(self, sentence: Sentence) -> list[Mention]:
        """Return the outermost mentions of the sentence, in text order."""
        found = self._outer.get(sentence.start)
        if found is None:
            found = self._outer[sentence.start] = outermost(self.state.mentions_in(sentence.start, sentence.end))
        return found

    def group(self, sentence: Sentence, mention: Mention, soft: bool = True) -> Group:
        """Return the list that begins with the mention, over members that no name is known of (甲局、某办、乙局)."""
        every = self.outer(sentence)
        group = group_at(self.state, mention, every, soft)
        verbs = self.state.lexicon.built("relations.verbs", _verbs)
        while unknown := _UNKNOWN.match(self.state.folded, group.mentions[-1].end):
            following = next((m for m in every if m.start == unknown.end()), None)
            if (
                following is None
                or following.type != mention.type
                or following.type not in {"Institution", "Zone", "Place"}
                or verbs.search(self.state.folded, unknown.start(), unknown.end())
            ):
                break
            more = group_at(self.state, following, every, soft)
            group = Group([*group.mentions, *more.mentions], more.count, more.open, more.end)
        return group

    def group_ending(self, sentence: Sentence, mention: Mention) -> list[Mention]:
        """Return the list that ends with the mention; 与 and 同 join no members here, they begin partners."""
        every = self.outer(sentence)
        for first in every:
            if first.start > mention.start:
                break
            members = self.group(sentence, first, soft=False).mentions
            if any(m is mention for m in members):
                return members[: next(n for n, m in enumerate(members) if m is mention) + 1]
        return [mention]

    def before_verb(self, clause: Clause, offset: int, types: Collection[str]) -> Actors:
        """Return who acts: the list right before the verb, else the clause's subject; partners apart."""
        actors = self._before_verb(clause, offset, types)
        return Actors(self.owned(clause, actors.heads), self.owned(clause, actors.partners))

    def owned(self, clause: Clause, bodies: list[Mention]) -> list[Mention]:
        """Return the bodies without those that only own whoever acts (甲集团旗下乙公司), with that one where it is named."""
        found: list[Mention] = []
        for body in bodies:
            owns = self.owns.match(self.state.folded, body.end) if body.type == "Institution" else None
            if owns is None:
                found.append(body)
                continue
            part = next((m for m in self.outer(clause.sentence) if m.start >= owns.end()), None)
            if part is not None and part.start == owns.end() and part.type == "Institution":
                found += [m for m in self.group(clause.sentence, part, soft=False).mentions if m not in bodies]
        return found

    def _before_verb(self, clause: Clause, offset: int, types: Collection[str]) -> Actors:
        heads: list[Mention] = []
        partners: list[Mention] = []
        text, edge = self.state.folded, offset
        for mention in reversed(
            [m for m in self.outer(clause.sentence) if clause.start <= m.start and m.end <= offset]
        ):
            if mention.start >= edge:
                continue
            if mention.type not in types:
                edge = self._beneficiary(clause, mention, edge)
                continue
            bracket = _BRACKET.search(text, clause.start, mention.start)
            if bracket and (closed := _CLOSING.match(text, mention.end)):
                if self.gap.fullmatch(_NAMES.sub("", text[closed.end() : edge])):
                    edge = bracket.start()  # a short name behind the full one
                continue
            between = text[mention.end : edge]
            if between[:1] == "、":
                return self._parallel(clause, mention, types)
            if not self.gap.fullmatch(_NAMES.sub("", between)):
                break
            group = self.group_ending(clause.sentence, mention)
            edge = self.front(group[0])
            lead = self.words.lead_of(text[clause.start : edge])
            defined = text.endswith(_DEFINES, clause.start, group[0].start) and text[offset:].find("的") in range(1, 6)
            if (lead == "governs" and not defined) or (lead == "agents" and text[group[0].start - 1] in "经获受到得"):
                edge = self._strip_lead(clause.start, edge)
                continue  # who approves or is received from does not do what follows
            if lead == "partners":
                partners = group + partners
                edge = self._strip_lead(clause.start, edge)
                continue
            heads = group
            break
        if not heads:
            agents = [m for m in clause.agents if text[clause.agents[0].start - 1] not in "经获受到得"]
            heads = agents or [m for m in clause.subject if m.type in types]
            heads = [m for m in heads if m not in partners]
            if not partners:
                partners = self._carried_partners(clause, offset)
        return Actors(heads, partners)

    def front(self, mention: Mention) -> int:
        """Return where a party begins, the larger places before a place taken in (与甲市乙区联合设立)."""
        start = mention.start
        while mention.type == "Place" and (larger := self.state.ending_at(start, "Place", within=LONGEST_PLACE)):
            start = larger.start
        return start

    def _beneficiary(self, clause: Clause, mention: Mention, edge: int) -> int:
        """Return where 为小微企业 or 面向农户 begins right before the verb, else the edge itself."""
        text = self.state.folded
        if mention.type != "Category" or not self.gap.fullmatch(text[mention.end : edge]):
            return edge
        lead = self.words.beneficiary.search(text, clause.start, mention.start)
        return lead.start() if lead else edge

    def _parallel(self, clause: Clause, mention: Mention, types: Collection[str]) -> Actors:
        """Return who acts in 创设甲、建立乙: whoever acts on 甲."""
        verbs = self.state.lexicon.built("relations.verbs", _verbs)
        former = [m.start() for m in verbs.finditer(self.state.folded, clause.start, mention.start)]
        return (
            self.before_verb(clause, former[-1], types)
            if former
            else Actors([m for m in clause.subject if m.type in types], [])
        )

    def _strip_lead(self, start: int, end: int) -> int:
        return end - len(self.words.lead(self.state.folded[start:end]))

    def _carried_partners(self, clause: Clause, offset: int) -> list[Mention]:
        """Return the partners of an earlier clause that had no verb of its own (甲会同乙，印发…)."""
        if clause.partners:
            return clause.partners
        if not clause.carried or not clause.index:
            return []
        former = clause.sentence.clauses[clause.index - 1]
        together = self.words.joint_act.match(self.state.folded, clause.start) or self.words.joint_verb.search(
            self.state.folded[clause.start : offset + 2]
        )
        return former.partners if former.predicate < 0 or together else []

    def acting(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Return the mentions with governments in the place of places that act."""
        return [government(self.state, m) for m in mentions]

    def after_verb(
        self, clause: Clause, offset: int, types: Collection[str], kinds: Collection[str] = ()
    ) -> list[Mention]:
        """Return the list of parties of the types that follows the offset in the clause, nearest first."""
        for mention in self.outer(clause.sentence):
            if mention.start < offset or mention.type not in types or (kinds and mention.kind not in kinds):
                continue
            if mention.start >= clause.end and not self._announced(clause, mention):
                break
            group = self.group(clause.sentence, mention)
            return [m for m in group.mentions if m.type in types and (not kinds or m.kind in kinds)]
        return []

    def modifies(self, mention: Mention) -> bool:
        """Tell whether a noun follows directly, so that the mention only says which (某林场数字孪生模型)."""
        if self.state.tokens is None or self.state.folded[mention.end : mention.end + 1] in {"”", "》", "）", ")"}:
            return False
        word, tag = self.state.tokens.at(mention.end)
        return (
            tag[:1] == "n"
            and len(word) > 1
            and self.state.tokens.starts[self.state.tokens.first(mention.end)] == mention.end
        )

    def _announced(self, clause: Clause, mention: Mention) -> bool:
        """Tell whether a dash or colon at the clause's end announces the mention (推出新产品——“某某贷”)."""
        return self.state.folded[clause.end - 1] in "：:—" and 0 <= mention.start - clause.end <= 1

    def add(
        self,
        rule: str,
        kind: str,
        heads: Iterable[Mention | Entity],
        tails: Iterable[Mention | Entity],
        clause: Clause,
        offset: int,
        title: str | None = None,
        dated: bool = True,
        planned: bool = False,
        when: str | None = None,
    ) -> None:
        """State the relation between every head and every tail, with the clause's sentence as evidence."""
        ends = list(tails)
        status = "planned" if planned else self.status.of(self.state, clause, offset) if dated else "actual"
        timed = dated and kind not in LASTING
        period = when or (period_of(self.state, clause, offset, status) if timed else None)
        for head in heads:
            for tail in ends:
                self._one(rule, kind, entity_of(head), entity_of(tail), clause.sentence, status, period, title)

    def _one(
        self,
        rule: str,
        kind: str,
        head: Entity | None,
        tail: Entity | None,
        sentence: Sentence,
        status: str,
        period: str | None,
        title: str | None,
    ) -> None:
        if head is None or tail is None or head is tail:
            self.state.reject(
                "relation", rule, "an end is not known, or both are the same", sentence.start, sentence.end, kind
            )
            return
        a, b = (head.id, tail.id) if kind != "PARTNERS_WITH" or head.id <= tail.id else (tail.id, head.id)
        known = self.seen.get((kind, a, b, title))
        if known is not None:
            known.period = known.period or period
            return
        evidence = self.state.evidence(sentence.start, sentence.end)
        relation = facts.Relation(
            head=a, type=kind, tail=b, evidence=evidence, status=status, period=period, title=title, rule=rule
        )
        self.seen[kind, a, b, title] = relation
        self.state.relations.append(relation)


def entity_of(party: Mention | Entity) -> Entity | None:
    """Return the entity of a mention, or the entity itself."""
    return party if isinstance(party, Entity) else party.entity


def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    """Compile the verbs of all frames."""
    listed = {verb for frame in lexicon.table("relations")["frames"] for verb in frame["verbs"]}
    return re.compile(any_of(listed))


def _gap(table: dict[str, list[str]]) -> re.Pattern[str]:
    """Compile what may stand between an actor and its verb."""
    listed = any_of(table["between"])
    dates = r"(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午)?"
    more = r"(?:等?\d{1,4}(?:家|所|个)[^，。；]{1,14}?(?:以?及|和)?){0,2}"
    count = r"(?:等?共?\d{1,3}[个家名位](?:合伙人|股东|投资人|出资人|发起人|成员单位|单位))?(?:等[^，。；、]{0,6}?(?:单位|企业|机构|出资人|股东|投资人|投资方|各方|社会资本|合作方|伙伴))?(?:等)?(?:\d{1,4}|[一二三四五六七八九十两]+)?(?:家|个|所|部门|单位|机构|方)?(?:以?上|共)?(?:部门|单位|机构|企业|银行|金融机构|高校|院所|有关部门|相关部门|(?<=[个\d二两三四五六七八九十])(?:[省市县区州旗盟]+|城市|地区|地市|省份))?"
    role = r"(?:作为[^，。；、]{2,10}?)?"
    team = r"(?:[一-鿿]{2,4}(?:院士|教授|研究员|博士))?(?:及其)?(?:科研|研究|创新)?(?:团队|课题组)?"
    where = r"(?:在|于)[^，。；]{1,12}?"
    return re.compile(
        rf"\s*{role}{team}(?:{more})(?:{count})(?:{listed}|{dates}|\s|、|，)*(?:{where})?(?:{listed}|{dates}|\s)*"
    )
