"""Relations that enumerations say: projects counted one by one (面上项目66项，…), and companies in a report on a market's newcomers."""

import re

from extract.lexicon import Lexicon
from extract.model import Entity, Mention
from extract.relations_read import Reading

FEWEST = 3  # projects counted in one sentence


class ListWords:
    """The patterns of `lists` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["lists"]
        self.counted = re.compile(table["counted"])
        self.newcomers = re.compile(table["newcomers"])
        self.named = re.compile(table["named"])
        self.shares = re.compile(table["shares"])


def find(reading: Reading) -> None:
    """State what enumerations say."""
    words = reading.state.lexicon.built("relations.lists", ListWords)
    _projects(reading, words)
    _newcomers(reading, words)


def _projects(reading: Reading, words: ListWords) -> None:
    """Read 面上项目66项，青年项目43项，…: the university that the paragraphs before speak of takes part in each."""
    winner: Mention | None = None
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        members = {id(m): m for first in outer if first.type == "Program" for m in _counted(reading, words, first)}
        if len(members) >= FEWEST and winner is not None:
            clause = sentence.clauses[0]
            dates = [d for d in reading.state.dates if d.end <= sentence.end and d.period and "/" not in d.period]
            year = dates[-1].period[:4] if dates and dates[-1].period else None
            reading.add("counted", "PARTICIPATES_IN", [winner], list(members.values()), clause, clause.start, when=year)
        bodies = [m for m in outer if m.kind in {"university", "research"} and m.entity]
        winner = bodies[-1] if bodies else winner


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
            inside = [m for m in reading.outer(sentence) if clause.start <= m.start < clause.end and m.type == "Institution"]
            bodies = [m for m in inside if words.shares.search(reading.state.folded[max(clause.start, m.start - 4) : m.start])]
            listed = words.named.search(reading.state.folded, clause.start, clause.end)
            bodies += reading.after_verb(clause, listed.end(), ("Institution",)) if listed else []
            entities: list[Entity] = [m.entity for m in bodies if m.entity and m.kind not in {"market", "central_government", "media", "financial", "bank"}]
            if entities:
                reading.add("newcomer", "LISTED_ON", entities, [market], clause, clause.start, dated=False, planned=True)
