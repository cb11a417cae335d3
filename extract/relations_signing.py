"""What is signed: by officials for their bodies (甲行行长某某与乙市市长某某签署《丙协议》), and at a ceremony named by the agreement."""

import re

from extract.clauses import government
from extract.lexicon import Lexicon
from extract.model import Clause, Entity, Mention
from extract.relations_read import Reading

BODIES = ("Institution", "Zone", "Place")
FARTHEST = 24  # characters between the last of those who sign and the verb


class Words:
    """The patterns of `signing` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["signing"]
        self.signs = re.compile(table["signs"])
        self.others = re.compile(table["others"])
        self.agreement = re.compile(table["agreement"])
        self.ceremony = re.compile(table["ceremony"])


def find(reading: Reading) -> None:
    """State what is signed; needs the posts of officials."""
    words = reading.state.lexicon.built("relations.signing", Words)
    for match, clause in reading.hits(words.ceremony):
        _ceremony(reading, words, clause, match.start())
    posts: dict[tuple[str, int], list[str]] = {}
    for r in reading.state.relations:
        if r.type == "POSTED_AT":
            posts.setdefault((r.head, r.evidence.start), []).append(r.tail)
    if not posts:
        return
    by_id = {e.id: e for e in reading.state.entities}
    for match, clause in reading.hits(words.signs):
        _signed(reading, words, clause, match, posts, by_id)


def _ceremony(reading: Reading, words: Words, clause: Clause, end: int) -> None:
    """Read 甲市与乙行举行《丙协议》签字仪式: both issue the agreement."""
    agreed = [
        m
        for m in reading.outer(clause.sentence)
        if clause.start <= m.start and end - 1 <= m.end <= end and m.entity and m.type == "Policy"
    ]
    agreed = [m for m in agreed if m.entity and words.agreement.search(m.entity.name)]
    sides = [m for m in (*clause.subject, *clause.partners) if m.type in BODIES and m.end <= end]
    if not agreed or len(sides) < 2:
        return
    parties = [m for m in reading.acting(sides) if m.type != "Place"]
    if len(parties) > 1:
        reading.add("ceremony", "ISSUES", parties, agreed, clause, end)


def _signed(
    reading: Reading,
    words: Words,
    clause: Clause,
    match: re.Match[str],
    posts: dict[tuple[str, int], list[str]],
    by_id: dict[str, Entity],
) -> None:
    """Read one verb of signing whose clause names officials before it."""
    text, start = reading.state.folded, match.start()
    before = [m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= start]
    persons = [m for m in before if m.type == "Person" and m.entity]
    if not persons or words.others.search(text, persons[0].end, start):
        return
    held = [_bodies(reading, clause, person, posts, by_id) for person in persons]
    own = {id(e) for bodies in held for e in bodies}
    named = [government(reading.state, m) for m in clause.partners if m.start > persons[0].end and m.type in BODIES]
    named = [m for m in named if m.type != "Place" and id(m.entity) not in own]
    last = max([*persons, *named], key=lambda m: m.end)
    parties = [*(bodies[0] if bodies else None for bodies in held), *(m.entity for m in named)]
    whole = [p for n, p in enumerate(parties) if p is not None and all(p is not q for q in parties[:n])]
    if len(whole) < 2 or start - last.end > FARTHEST:
        return
    for number, party in enumerate(whole if not named else whole[:1]):
        reading.add("officials", "PARTNERS_WITH", [party], whole[number + 1 :], clause, start)
    agreed = [
        m
        for m in reading.after_verb(clause, match.end(), ("Policy",))
        if m.entity and words.agreement.search(m.entity.name)
    ]
    reading.add("officials", "ISSUES", whole, agreed, clause, start)


def _bodies(
    reading: Reading,
    clause: Clause,
    person: Mention,
    posts: dict[tuple[str, int], list[str]],
    by_id: dict[str, Entity],
) -> list[Entity]:
    """Return the bodies that an official may sign for, by the posts told in the sentence: those of the party last."""
    if person.entity is None:
        return []
    at = reading.state.evidence(clause.sentence.start, clause.sentence.end).start
    held = [by_id[body] for body in posts.get((person.entity.id, at), []) if body in by_id]
    return sorted(held, key=lambda body: body.kind == "party_body")
