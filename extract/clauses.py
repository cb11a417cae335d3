"""Who acts in a clause: subject, partners, agents, lists of parties; shared by relations, flows and observations.

There is no parser behind this. A clause is walked from its start to its first verb, over the dictionary's word classes with the
mentions laid over them; prepositions take the party behind them out of the subject's place, the rest is carried from clause to
clause. `extract/data/clauses.yaml` holds the words.
"""

import re
from dataclasses import dataclass, field

from extract.lexicon import Lexicon, any_of
from extract.model import Clause, Entity, Mention, State

LONGEST_LEAD = 6  # characters of a word that governs a party, with the blanks behind it
STANDS_IN = ("place that acts", "place that gives")  # rules of a government's mentions that its place alone prints
PARTIES = ("Institution", "Zone", "Place", "Fund", "Program", "Policy", "Category", "Person")


class Words:
    """The word lists of `clauses.yaml` as sets and patterns, compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("clauses")
        for name, listed in table.items():
            if isinstance(listed, list):
                setattr(self, name, frozenset(listed))
        frames = lexicon.table("relations")["frames"]
        self.verbs = self.verbs | ({verb for frame in frames for verb in frame["verbs"]} - self.nominal)
        self.bare: dict[str, list[str]] = {}  # the nouns by the types of what they may stand for
        for noun, types in table["bare"].items():
            for type_ in types:
                self.bare.setdefault(type_, []).append(noun)
        self.listed = re.compile(lexicon.table("relations")["listed_partner"])
        self.led = self.governs | self.partners | self.agents
        self.together = re.compile("|".join(table["collective"]))
        counted = r"(?:等?\d{1,3}个?(?:省|市|县|区|家|地))?"
        self.join = re.compile(rf"{counted}\s*(?:{any_of(table['joins'])})\s*")
        self.soft_join = re.compile(rf"{counted}\s*(?:{any_of(table['joins'] + table['soft_joins'])})\s*")
        self._leads = {  # a word that is in two lists counts for the first of them
            word: key for key in ("governs", "agents", "partners", "never_governs") for word in table[key]
        }
        self._lead_ends = frozenset(word[-1] for word in self._leads)
        self.apposed = re.compile(table["apposed"])
        self.behind = frozenset(table["behind"])
        self.not_behind = re.compile("|".join(table["not_behind"]))
        self.listed_agent = re.compile(table["listed_agent"])
        self.joint_act = re.compile(table["joint_act"])
        self.joint_verb = re.compile(table["joint_verb"])
        self.beneficiary = re.compile(table["beneficiary"])
        self.recipient = re.compile(any_of(table["recipients"]))

    def bare_of(self, mention: Mention) -> list[str]:
        """Return the bare nouns that may stand for the mention later (基金 for 某某基金)."""
        form = mention.text.rstrip("”》）)")
        return [
            noun
            for noun in self.bare.get(mention.type, ())
            if form.endswith(noun) or (noun, mention.kind) in {("产品", "product"), ("公司", "company")}
        ]

    def lead_of(self, before: str) -> str | None:
        """Return which list the word that ends `before` is in: partners, agents, governs, or None."""
        which = self._leads.get(self.lead(before).rstrip())
        return None if which == "never_governs" else which

    def lead(self, before: str) -> str:
        """Return the longest such word that ends `before`, with the blanks behind it; empty where there is none."""
        near = before[-LONGEST_LEAD:]
        end = len(near.rstrip())
        if not end or near[end - 1] not in self._lead_ends:
            return ""
        for at in range(end):
            if near[at:end] in self._leads:
                return near[at:]
        return ""

    speech: frozenset[str]
    announce: frozenset[str]
    governs: frozenset[str]
    agents: frozenset[str]
    partners: frozenset[str]
    joins: frozenset[str]
    soft_joins: frozenset[str]
    invites: frozenset[str]
    recipients: frozenset[str]
    nominal: frozenset[str]
    verbs: frozenset[str]
    manner: frozenset[str]
    acting: frozenset[str]
    not_verbs: frozenset[str]
    commands: frozenset[str]
    blank_heads: frozenset[str]
    after_party: frozenset[str]
    attributes: frozenset[str]


def words(state: State) -> Words:
    """Return the compiled word lists of the state's lexicon."""
    return state.lexicon.built("clauses.words", Words)


@dataclass(slots=True)
class Group:
    """Parties joined in a list, with the number that closes it (A、B等4家银行): `count` is None where none is given."""

    mentions: list[Mention] = field(default_factory=list)
    count: int | None = None
    open: bool = False  # the list ends in 等: there are more than are named
    end: int = 0  # offset behind the list, its 等 and its count


# 等4家银行 / 等单位 / 等，4家
_CLOSE = re.compile(
    r"(?=[等\d两二三四五六七八九十家个所名位户省市县区地])(?P<etc>等)?(?P<count>\d{1,5}|[两二三四五六七八九十]{1,3})?(?P<unit>家|个|所|名|位|户|省区市|省份|省|市|县|区|地)?"
)
_NUMBERED = re.compile(
    r"^》?[（(][^（）()，。；]{1,20}号[）)]"
)  # what a document is filed under (《甲办法》（某发〔2023〕4号）)
_SHORT = re.compile(r"[（(](?:以下|下)?(?:简称|统称|称)?(?:为)?[：:]?[“\"]?(?:公司[”\"]或者?[“\"])?")
_CLOSED = re.compile(r"[”\"]?(?:或[^）)]{1,12})?[）)]")
_NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def outermost(mentions: list[Mention]) -> list[Mention]:
    """Drop the mentions that lie inside a longer one (山西省 in 中国银行山西省分行), and places that only lead to the next (河北省唐山市)."""
    if len(mentions) < 2:
        return list(mentions)
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.type == kept[-1].type == "Place" and mention.start == kept[-1].end:
            kept[-1] = mention
        elif not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def clause_of(state: State, offset: int) -> Clause | None:
    """Return the clause that covers the offset."""
    return state.clause_at(offset)


def subject_of(state: State, clause: Clause) -> list[Mention]:
    """Return who acts in the clause: its own subject, one carried over from before it, or the agent of a passive."""
    return clause.agents or clause.subject


def stands_in(entity: Entity) -> bool:
    """Tell whether an entity is a government that the text prints nowhere but as its place."""
    return all(m.rule in STANDS_IN for m in entity.mentions)


def group_at(state: State, first: Mention, mentions: list[Mention], soft: bool = True) -> Group:
    """Return the list that begins with `first`; `mentions` are the outermost ones of the sentence, in text order.

    `soft` lets 与 and 同 join members too; without it they end the list, as behind a subject.
    """
    group = Group([first], end=first.end)
    join = words(state).soft_join if soft else words(state).join
    rest = mentions[mentions.index(first) + 1 :] if first in mentions else []
    edge = first.end  # behind the last member and the short name that brackets give it
    for number, following in enumerate(rest):
        if _renamed(state, group.mentions[-1], following):
            closed = _CLOSED.match(state.folded, following.end)
            edge = closed.end() if closed else following.end
            continue
        if number + 1 < len(rest) and _says_where(state, first, following, rest[number + 1]):
            continue
        gap = state.folded[max(edge, group.mentions[-1].end) : following.start]
        gap = gap.removeprefix("”").removesuffix("“")
        if first.type == "Policy":
            gap = _NUMBERED.sub("", gap)
        if number and _says_where(state, first, rest[number - 1], following):
            gap = state.folded[group.mentions[-1].end : rest[number - 1].start]
        if following.type == first.type == "Place" and gap:  # 甲市乙县、丙市丁县: the city only says where
            around = state.ending_at(following.start, "Place", within=following.start - group.mentions[-1].end)
            gap = gap[: -len(around.text)] if around is not None else gap
        both = not gap and group.mentions[-1].kind == "party_body" and following.kind == "local_government"
        both = both or (not gap and group.mentions[-1].rule == following.rule == "initial")  # 工农中建四大银行
        if not (
            both or join.fullmatch(gap) or (not gap and following.type == first.type and first.text[-1] in "）)》”")
        ):
            break
        if not alike(first, following):
            break
        group.mentions.append(following)
        group.end = following.end
    group.end = max(group.end, edge)
    _close(state, group)
    return group


def _renamed(state: State, member: Mention, following: Mention) -> bool:
    """Tell whether a name only is the short one of the member before it (甲公司（以下简称“甲”）)."""
    if following.entity is None or following.entity is not member.entity:
        return False
    return _SHORT.fullmatch(state.folded, member.end, following.start) is not None


def _says_where(state: State, first: Mention, place: Mention, body: Mention) -> bool:
    """Tell whether a place in a list only says where the next member is (甲园、上海的乙园)."""
    return place.type == "Place" and first.type != "Place" and state.folded[place.end : body.start] in {"", "的"}


def alike(a: Mention, b: Mention) -> bool:
    """Tell whether two mentions can be members of one list: bodies with bodies, places with places."""
    bodies = {"Institution", "Zone", "Fund", "Place", "Category"}
    return (
        a.type == b.type or (a.type in bodies and b.type in bodies) or {a.type, b.type} <= {"Program", "Policy", "Fund"}
    )


def _close(state: State, group: Group) -> None:
    match = _CLOSE.match(state.folded, group.end)
    if match is None or not (match["etc"] or match["unit"]):
        return
    if match["etc"]:
        group.open, group.end = True, match.end() if match["unit"] and match["count"] else match.start() + 1
    if match["count"] and match["unit"] and (match["etc"] or len(group.mentions) > 1):
        group.count = number(match["count"])
        group.end = match.end()


def number(text: str) -> int | None:
    """Return a whole number up to 99 in Chinese numerals, or one in digits."""
    if text.isdigit():
        return int(text)
    if len(text) == 1:
        return _NUMERALS.get(text)
    tens, _, ones = text.partition("十")
    return _NUMERALS.get(tens or "一", 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0) if "十" in text else None


def coordinated(state: State, mention: Mention) -> Group:
    """Return the list that the mention is a member of (A、B和C等5家), at least the mention itself."""
    sentence = state.sentence_at(mention.start)
    if sentence is None:
        return Group([mention], end=mention.end)
    every = outermost(state.mentions_in(sentence.start, sentence.end))
    for first in every:
        if first.start > mention.start:
            break
        group = group_at(state, first, every)
        if any(m is mention or (m.start <= mention.start and mention.end <= m.end) for m in group.mentions):
            return group
    return Group([mention], end=mention.end)


def recipient_after(state: State, clause: Clause, offset: int) -> list[Mention]:
    """Return the parties behind 向/给/为/对 … in the clause, else the list that follows the verb at `offset` directly."""
    every = outermost(state.mentions_in(clause.start, clause.end, *PARTIES))
    for mention in every:
        before = state.folded[clause.start : mention.start]
        match = words(state).recipient.search(before[-4:])
        if match and before.endswith(match.group()):
            return group_at(state, mention, every).mentions
    following = [m for m in every if m.start >= offset]
    return group_at(state, following[0], every).mentions if following and following[0].start - offset <= 4 else []


def before(state: State, clause: Clause) -> list[Clause]:
    """Return the clauses before this one in its sentence, the nearest first."""
    return clause.sentence.clauses[: clause.index][::-1]


def government(state: State, mention: Mention) -> Mention:
    """Return the mention as its government where a place acts (rule 17 of the ontology), else the mention itself.

    The government becomes an entity of the article where it is none yet, with the place's span as an implied mention.
    """
    entity = mention.entity
    if mention.type != "Place" or entity is None or entity.kind not in {"province", "city", "county", "town"}:
        return mention
    name = f"{entity.name}人民政府"
    body = next((e for e in state.entities if e.type == "Institution" and e.name == name), None)
    if body is None:
        body = Entity(f"Institution:{name}", name, "Institution", "local_government", place=entity.name)
        state.entities.append(body)
    acting = Mention(
        mention.start,
        mention.end,
        mention.text,
        "Institution",
        body.kind,
        name,
        "place that acts",
        implied=True,
        entity=body,
    )
    if not any((m.start, m.end) == (acting.start, acting.end) for m in body.mentions):
        body.mentions.append(acting)
    return acting
