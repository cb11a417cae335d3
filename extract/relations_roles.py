"""Relations that a noun says: 发起人为甲, 由乙担任管理人, 共同设立丙的有四家：…; the other end is the clause's topic."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.clauses import number
from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Reading
from extract.relations_verbs import frames_of


@dataclass(frozen=True, slots=True)
class Role:
    """A noun of a role, with the relation of its holder to the topic; see `roles` in relations.yaml."""

    rule: str
    type: str
    holders: frozenset[str]
    topics: frozenset[str]
    pattern: re.Pattern[str]
    inverse: bool
    near: bool
    own: bool
    touching: bool
    joined: bool
    topic_kinds: frozenset[str]


_PRICED = re.compile(r"”?(?:、|和|以及)(?:总?规模)?(?:约|达|为)?[\d.]+[万亿]+元的?“?")
INVESTS = re.compile(
    r"”?(?:、|等)?(?:拟|将|已|各|分别|计划|合计|共|首期)*(?:出资|认缴|参股|注资|投入|实缴|出了|出[\d])"
)  # a fund that pays into the one spoken of
NEAR = 6  # sentences back to the fund whose manager, or the work whose owner, is named
_OWNER = re.compile("(?:业主|承建|施工|建设|实施)(?:单位|方|主体)?(?:是|为|：)$")
FARTHEST = 4  # characters between a clause's start and the role that a subject from before it holds
_OWNED = re.compile(
    "(?:共同|联合)?(?:合资|合办|出资|发起|组建|设立|成立|控股|参股|全资)(?:设立|成立|组建)?的|(?:下属|旗下|所属|控股)的?(?:全资|控股)?(?:子公司)?"
)
_NAMES = re.compile("(?:委托|指定|选定|聘请|聘任|遴选|选聘|确定|授权|推举|选举|推选|明确|由|让|请)$")
_COUNT = re.compile(r"([二两三四五六七八九十]|\d{1,2})(?:家|个|方|位)")


def _roles(lexicon: Lexicon) -> list[Role]:
    return [
        Role(
            r["rule"],
            r["type"],
            frozenset(r["holders"]),
            frozenset(r["topics"]),
            re.compile("|".join(r["words"])),
            r.get("inverse", False),
            r.get("near", False),
            r.get("own", False),
            r.get("touching", False),
            r.get("joined", False),
            frozenset(r.get("topic_kinds", ())),
        )
        for r in lexicon.table("relations")["roles"]
    ]


def find(reading: Reading) -> None:
    """State the relations of all nouns of roles."""
    roles = reading.state.lexicon.built("relations.roles", _roles)
    for role in roles:
        for match, clause in reading.hits(role.pattern):
            if not reading.denied(match.start()):
                _role(reading, role, clause, match)


def _role(reading: Reading, role: Role, clause: Clause, match: re.Match[str]) -> None:
    holders = (
        _following(reading, role, clause, match.end())
        if not role.own
        else _holding(reading, role, clause, match.start())
    )
    holders = _counted(role, clause, match.group(), holders)
    topics = _topic(reading, role, clause, match.end(), holders)
    if not holders or not topics:
        return
    heads, tails = (topics, holders) if role.inverse else (reading.acting(holders), topics)
    reading.add(role.rule, role.type, heads, tails, clause, match.start(), dated=role.type != "BASED_ON")


def _counted(role: Role, clause: Clause, words: str, holders: list[Mention]) -> list[Mention]:
    """Return the holders with the subjects of later clauses until there are as many as the words count (有四家：甲出资…；乙、丙、丁出资…)."""
    stated = _COUNT.search(words)
    wanted = number(stated[1]) if stated else None
    if wanted is None or len(holders) >= wanted:
        return holders
    found = list(holders)
    for later in clause.sentence.clauses[clause.index + 1 :]:
        known = {id(m.entity) for m in found}
        found += [
            m for m in later.subject if not later.carried and m.type in role.holders and id(m.entity) not in known
        ]
    return found if len(found) == wanted else holders


def _owned(reading: Reading, clause: Clause, mention: Mention) -> Mention:
    """Return the body that the words behind a mention say to be one of its own (甲集团下属乙公司), else the mention."""
    own = _OWNED.match(reading.state.folded, mention.end)
    parts = [m for m in reading.outer(clause.sentence) if own is not None and m.start == own.end()]
    return parts[0] if parts and parts[0].type == mention.type else mention


def _holding(reading: Reading, role: Role, clause: Clause, start: int) -> list[Mention]:
    """Return the subject, or that of the next clause where this one only opens it (作为管理人，甲公司…)."""
    if clause.carried and start - clause.start > FARTHEST:
        return []  # 甲会设立乙基金，拟优选机构担任管理人
    following = clause.sentence.clauses[clause.index + 1 : clause.index + 2]
    named = next((m for m in reading.outer(clause.sentence) if m.end == start and m.start >= clause.start), None)
    if named is not None and named.type in role.holders and _NAMES.search(reading.state.folded, 0, named.start):
        return reading.group_ending(clause.sentence, named)  # 甲局委托乙公司作为管理机构: not whoever names it
    own = [m for m in clause.subject if m.type in role.holders] if not clause.carried else []
    own = [_owned(reading, clause, m) for m in own]
    then = [m for c in following for m in c.subject if m.type in role.holders and not c.carried]
    return own or then or [_owned(reading, clause, m) for m in clause.subject if m.type in role.holders]


def _following(reading: Reading, role: Role, clause: Clause, end: int) -> list[Mention]:
    """Return the holders: the list right behind the words, a colon and a count allowed between."""
    every = reading.outer(clause.sentence)
    for place, mention in enumerate(every):
        if mention.start < end:
            continue
        if mention.type == "Category" and place + 1 < len(every) and every[place + 1].start == mention.end:
            continue  # 省属国企某某集团: the class only says what it is
        if mention.type == "Place" and reading.state.folded[mention.end : mention.end + 1] == "的":
            continue  # 北京的某某园: the place only says where
        if (
            mention.type not in role.holders
            or mention.start - end > (1 if role.touching else 12)
            or "，" in reading.state.folded[end : mention.start]
        ):
            return []
        members = [m for m in reading.group(clause.sentence, mention).mentions if m.type in role.holders]
        whole = _OWNED.match(reading.state.folded, members[-1].end)
        part = [m for m in every if whole is not None and m.start == whole.end() and m.type in role.holders]
        if part:
            return part  # 管理人是甲和乙合资的丙公司, 甲集团下属乙公司
        if reading.state.folded.startswith(("下属", "旗下", "所属"), members[-1].end):
            return []  # a part of it that has no name
        for other in every[place + 1 :]:  # 10亿元甲基金、15亿元乙基金
            if other.type == members[-1].type and _PRICED.fullmatch(reading.state.folded, members[-1].end, other.start):
                members.append(other)
        return members
    return []


def earlier_fund(reading: Reading, clause: Clause, fits: Callable[[Mention], bool]) -> bool:
    """Tell whether the sentence names, before the clause, anything that the role can be about."""
    return any(m.end <= clause.start and fits(m) for m in reading.outer(clause.sentence))


def _of_paragraph(reading: Reading, clause: Clause, fits: Callable[[Mention], bool]) -> list[Mention]:
    """Return the last thing that the paragraph, or a heading right above it, names before the sentence, else the only one shortly before."""
    place = reading.state.number_of(clause.sentence)
    before: list[Mention] = []
    inside = True
    for former in reversed(reading.state.sentences[max(0, place - NEAR) : place]):
        found = [m for m in reading.outer(former) if fits(m)]
        inside = inside and (former.paragraph == clause.sentence.paragraph or former.heading)
        if inside and (found or former.heading):
            return found[-1:]
        before += found
    return before[:1] if len({id(m.entity) for m in before}) == 1 else []


def _topic(reading: Reading, role: Role, clause: Clause, end: int, holders: list[Mention]) -> list[Mention]:
    """Return what the role is about: a party right before it in the clause, else the subject, else the last one before."""
    taken = {id(m.entity) for m in holders}
    joined = frames_of(reading.state.lexicon).alliances

    def fits(mention: Mention) -> bool:
        return (
            mention.type in role.topics
            and (not role.topic_kinds or mention.kind in role.topic_kinds)
            and id(mention.entity) not in taken
            and not (role.type == "MANAGES" and INVESTS.match(reading.state.folded, mention.end))
            and (not role.joined or mention.type != "Institution" or joined.search(mention.text) is not None)
        )

    own = [m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= end and fits(m)]
    if own:
        return own[-1:]
    subject = [m for m in clause.subject if fits(m)]
    if subject:
        return subject
    if role.type == "MANAGES" and (role.near or not earlier_fund(reading, clause, fits)):
        return _of_paragraph(reading, clause, fits)
    if role.type == "BASED_ON":
        before = [m for m in reading.outer(clause.sentence) if m.end <= clause.start and fits(m)]
        return before[-1:]  # 收到乙资金1200万元，依据为《甲方案》
    if role.inverse or role.near:
        return []
    for former in reversed(clause.sentence.clauses[: clause.index]):
        topic = [m for m in former.subject if fits(m)]
        if topic:
            return topic
    earlier = [m for m in reading.outer(clause.sentence) if m.end <= clause.start and fits(m)]
    if not earlier and role.joined:  # 理事长单位：甲, in a report on one alliance
        earlier = [m for m in reading.state.mentions if m.end <= clause.start and m.entity is not None and fits(m)]
        earlier = earlier if len({id(m.entity) for m in earlier}) == 1 else []
    if (
        not earlier
        and role.rule == "responsible"
        and _OWNER.search(reading.state.folded, max(clause.start, end - 6), end)
    ):
        return _of_paragraph(reading, clause, fits)  # 甲项目在建。业主为乙公司
    return earlier[-1:]
