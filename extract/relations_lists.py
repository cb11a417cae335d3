"""Relations that enumerations say: projects counted one by one (面上项目66项，…), and companies in a report on a market's newcomers."""

import re

from extract.lexicon import Lexicon
from extract.model import Clause, Entity, Mention, Sentence
from extract.names_own import is_university
from extract.relations_objects import spoken_of
from extract.relations_read import Reading
from extract.relations_verbs import frames_of

FEWEST = 2  # kinds of projects counted in one article


class ListWords:
    """The patterns of `lists` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["lists"]
        self.counted = re.compile(table["counted"])
        self.pilot = re.compile(table["pilot"])
        self.chooses = re.compile(table["chooses"])
        self.members = re.compile(table["members"])
        self.newcomers = re.compile(table["newcomers"])
        self.named = re.compile(table["named"])
        self.shares = re.compile(table["shares"])
        self.one_of = re.compile(table["one_of"])
        self.choice = re.compile(table["choice"])
        self.pays = re.compile(table["pays"])


def find(reading: Reading) -> None:
    """State what enumerations say."""
    words = reading.state.lexicon.built("relations.lists", ListWords)
    _projects(reading, words)
    _newcomers(reading, words)
    _among(reading, words)
    _pilots(reading, words)
    for match, clause in reading.hits(words.one_of):
        _one_of(reading, words, match.start(), clause)


def _one_of(reading: Reading, words: ListWords, start: int, clause: Clause) -> None:
    """Read 参加甲试点的只有两家，乙公司是其中之一: it takes part in the only programme that the clauses before choose for."""
    before = clause.sentence.start
    named = [m for m in reading.outer(clause.sentence) if m.type == "Program" and m.end <= clause.start]
    who = [m for m in clause.subject if m.type in {"Institution", "Zone"} and clause.start <= m.start < start]
    if len({id(m.entity) for m in named}) == 1 and words.choice.search(reading.state.folded, before, clause.start):
        reading.add("one_of", "PARTICIPATES_IN", who, named[:1], clause, start)


def _among(reading: Reading, words: ListWords) -> None:
    """Read 母基金…。其中，甲基金3亿元，乙基金2亿元: the funds listed are parts of the one spoken of before."""
    topic: list[Mention] = []
    paragraph = -1
    for sentence in reading.state.sentences:
        if sentence.paragraph != paragraph and not reading.state.folded.startswith("其中", sentence.start):
            topic, paragraph = [], sentence.paragraph
        funds = [m for m in reading.outer(sentence) if m.type == "Fund" and m.entity]
        opening = next((c for c in sentence.clauses if reading.state.folded.startswith("其中", c.start)), None)
        if opening is not None:
            topic = [m for m in funds if m.end <= opening.start][-1:] or topic
            parts = [m for m in funds if m.start >= opening.start and all(m.entity is not t.entity for t in topic)]
            if parts and len(reading.state.folded[opening.start + 2 : parts[0].start].strip("，“")) > 3:
                parts = []  # the list is of something else (其中，前五大股东为…)
            parts = [m for m in parts if not words.pays.match(reading.state.folded, m.end)]  # who pays in is no part
            if topic and parts:
                reading.add("among", "PART_OF", parts, topic, opening, opening.start, dated=False)
        elif funds:
            topic = [m for c in sentence.clauses[:1] for m in c.subject if m.type == "Fund" and m.entity][:1] or funds[
                :1
            ]


def _pilots(reading: Reading, words: ListWords) -> None:
    """Read 甲园是首批试点单位 and 作为乙制度试点城市，丙市…: who takes part in, or where, the scheme spoken of."""
    text, frames = reading.state.folded, frames_of(reading.state.lexicon)
    for match, clause in reading.hits(words.pilot):
        if frames.denied(text, clause.start, match.start()):
            continue  # 甲市没有入选试点城市
        following = (
            clause.sentence.clauses[clause.index + 1 : clause.index + 2] if match.group().startswith("作为") else []
        )
        subject = [m for c in following for m in c.subject if not c.carried] or clause.subject
        inside = [
            m for m in reading.outer(clause.sentence) if match.start() <= m.start < match.end() and m.type == "Program"
        ]
        before = [m for m in reading.outer(clause.sentence) if m.end <= match.start() and m.type == "Program"]
        scheme = inside[-1:] or before[-1:] or spoken_of(reading, clause.sentence)
        if not scheme:
            continue
        subject = _chosen(reading, words, clause, match.start()) or _right_before(reading, clause, match) or subject
        taken_by = [m for m in clause.agents if text[clause.agents[0].start - 1] in "被由经"]
        subject = [m for m in subject if m not in taken_by]  # 甲县被乙厅列入试点县: whoever takes it in is none
        bodies = [m for m in subject if m.type in {"Institution", "Zone"}]
        places = [m for m in subject if m.type == "Place"]
        reading.add("pilot", "PARTICIPATES_IN", bodies, scheme, clause, match.start(), dated=False)
        reading.add("pilot", "APPLIES_TO", scheme, places, clause, match.start(), dated=False)


def _right_before(reading: Reading, clause: Clause, match: re.Match[str]) -> list[Mention]:
    """Return the list that ends right before the words, adverbs aside (丙省成功纳入试点地区)."""
    inside = [m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= match.start()]
    if not inside or not reading.gap.fullmatch(reading.state.folded, inside[-1].end, match.start()):
        return []
    return [m for m in reading.group_ending(clause.sentence, inside[-1]) if m.type in {"Institution", "Zone", "Place"}]


def _chosen(reading: Reading, words: ListWords, clause: Clause, end: int) -> list[Mention]:
    """Return the list between a verb of choice and its 为 (确定甲、乙为丙试点单位)."""
    inside = [m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= end]
    if not inside or not words.members.fullmatch(reading.state.folded, inside[-1].end, end):
        return []
    group = reading.group_ending(clause.sentence, inside[-1])
    return group if words.chooses.search(reading.state.folded, clause.start, group[0].start) else []


def _projects(reading: Reading, words: ListWords) -> None:
    """Read 面上项目66项，青年项目43项，…: the university that the paragraphs before speak of takes part in each."""
    winner: Mention | None = None
    found: list[tuple[Sentence, Mention, list[Mention]]] = []
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        members = {id(m): m for first in outer if first.type == "Program" for m in _counted(reading, words, first)}
        bodies = [m for m in outer if m.entity and (is_university(m) or m.kind == "research")]
        if members and (who := winner or (bodies[0] if bodies else None)):
            found.append((sentence, who, list(members.values())))
        winner = bodies[-1] if bodies else winner
    if sum(len(members) for _, _, members in found) >= FEWEST:
        for sentence, who, counted in found:
            clause = sentence.clauses[0]
            dates = [d for d in reading.state.dates if d.end <= sentence.end and d.period and "/" not in d.period]
            year = dates[-1].period[:4] if dates and dates[-1].period else None
            reading.add("counted", "PARTICIPATES_IN", [who], counted, clause, clause.start, when=year)


def _counted(reading: Reading, words: ListWords, first: Mention) -> list[Mention]:
    """Return the list that begins with the programme where a number of items stands behind it."""
    sentence = reading.state.sentence_at(first.start)
    if sentence is None:
        return []
    group = reading.group(sentence, first)
    return group.mentions if words.counted.match(reading.state.folded, group.mentions[-1].end) else []


def _newcomers(reading: Reading, words: ListWords) -> None:
    """Read a report headed by the companies that are about to join a market: those it lists or tells to have sold shares are they."""
    headline = next((s for s in reading.state.sentences if s.heading), None)
    market = next((m for m in reading.outer(headline) if m.kind == "market"), None) if headline else None
    if headline is None or market is None or not words.newcomers.match(reading.state.folded, market.end):
        return
    for sentence in reading.state.sentences[1:]:
        for clause in sentence.clauses:
            inside = [
                m for m in reading.outer(sentence) if clause.start <= m.start < clause.end and m.type == "Institution"
            ]
            bodies = [
                m for m in inside if words.shares.search(reading.state.folded[max(clause.start, m.start - 4) : m.start])
            ]
            listed = words.named.search(reading.state.folded, clause.start, clause.end)
            bodies += reading.after_verb(clause, listed.end(), ("Institution",)) if listed else []
            entities: list[Entity] = [
                m.entity
                for m in bodies
                if m.entity and m.kind not in {"market", "central_government", "media", "financial", "bank"}
            ]
            if entities:
                reading.add(
                    "newcomer", "LISTED_ON", entities, [market], clause, clause.start, dated=False, planned=True
                )
