"""Projects that a plan takes in (凭着“甲”项目，乙县挤进了丙计划; 甲县“乙”、丙县“丁”2个项目列入戊计划): parts of it, where the place right before them is.

A project that somebody leads or wins is one that the body they are of takes part in (某学院教授张三主持的甲项目).
"""

import itertools
import re

from extract.lexicon import Lexicon
from extract.model import Clause, Entity, Mention, Sentence
from extract.relations_read import Reading

FAR = 60  # characters between a project and the verb that takes it in


class ProjectWords:
    """The patterns of `projects` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["projects"]
        self.taken = re.compile(table["taken"])
        self.leads = re.compile(table["leads"])
        self.item = re.compile(table["item"])
        self.signs = re.compile(table["signs"])


def find(reading: Reading) -> None:
    """State what plans take in, where projects are, and who takes part through whoever leads them."""
    words = reading.state.lexicon.built("relations.projects", ProjectWords)
    for sentence in reading.state.sentences:
        outer = reading.outer(sentence)
        if any(m.rule in PROJECT for m in outer):
            _placed(reading, outer)
            _signed(reading, words, outer)
        for person, scheme in itertools.pairwise([m for m in outer if m.type in {"Person", "Program"}]):
            _led(reading, words, sentence, person, scheme)
    for match, clause in reading.hits(words.taken):
        _taken(reading, match, clause)


FIRMS = ("company", "financial")
PROJECT = {"quoted-project", "invested", "local project"}


def _placed(reading: Reading, outer: list[Mention]) -> None:
    """Read 甲县“乙种植与加工”项目: the project is there."""
    text = reading.state.folded
    for place, project in itertools.pairwise(outer):
        near = text[place.end : project.start] in {"", "的", "“"}
        if place.type in {"Place", "Zone"} and project.rule == "quoted-project" and near:
            clause = reading.state.clause_at(project.start)
            if clause is not None:
                reading.add("project_place", "APPLIES_TO", [project], [place], clause, project.start, dated=False)


def _signed(reading: Reading, words: ProjectWords, outer: list[Mention]) -> None:
    """Read 甲区与乙公司签约丙项目: the firm runs it, and it is in the zone; of two firms with two projects each has its own (分别)."""
    text = reading.state.folded
    for first in outer:
        verb = words.signs.search(text, max(0, first.start - 4), first.start) if first.rule == "invested" else None
        clause = reading.state.clause_at(first.start) if verb else None
        if verb is None or clause is None:
            continue
        actors = reading.before_verb(clause, verb.start(), ("Institution", "Zone", "Place"))
        parties = [*actors.heads, *actors.partners]
        projects = [m for m in reading.group(clause.sentence, first).mentions if m.type == "Program"]
        firms = [m for m in parties if m.kind in FIRMS]
        places = [m for m in parties if m.type in {"Zone", "Place"}]
        each = len(firms) == len(projects) > 1
        for firm, project in zip(firms, projects, strict=True) if each else itertools.product(firms, projects):
            reading.add("signed", "RUNS", [firm], [project], clause, first.start)
        reading.add("signed", "APPLIES_TO", projects, places, clause, first.start)


def _taken(reading: Reading, match: re.Match[str], clause: Clause) -> None:
    """Read the projects before a verb of taking in as parts of the plan behind it."""
    outer = reading.outer(clause.sentence)
    plan = next((m for m in outer if m.start >= match.end() and m.type == "Program"), None)
    if plan is None or plan.start - match.end() > 12 or plan.rule in PROJECT:
        return
    projects = [
        m for m in outer if m.rule in PROJECT and m.end <= match.start() < m.end + FAR and m.entity is not plan.entity
    ]
    reading.add("taken_in", "PART_OF", projects, [plan], clause, match.start(), dated=False)
    places = [m for m in clause.subject if m.type == "Place"]
    if projects and all(p.end <= clause.start for p in projects):  # 凭着“甲”项目，乙县入选丙计划
        reading.add("project_place", "APPLIES_TO", projects, places, clause, match.start(), dated=False)


def _led(reading: Reading, words: ProjectWords, sentence: Sentence, person: Mention, scheme: Mention) -> None:
    """Read 某学院教授张三主持的甲项目: the body that the person is of takes part."""
    text = reading.state.folded
    if person.type != "Person" or scheme.type != "Program" or person.entity is None:
        return
    if not words.leads.fullmatch(text[person.end : scheme.start].strip("“")):
        return
    if not words.item.search(text, scheme.start, scheme.end + 2):
        return
    clause = reading.state.clause_at(scheme.start)
    if clause is not None:
        reading.add("led", "PARTICIPATES_IN", _bodies(reading, person.entity), [scheme], clause, scheme.start)


def _bodies(reading: Reading, person: Entity) -> list[Entity]:
    """Return the universities and institutes that the person is posted at, of schools and offices the whole."""
    by_id = {e.id: e for e in reading.state.entities}
    names = {e.name: e for e in reading.state.entities if e.type == "Institution"}
    posts = [by_id[r.tail] for r in reading.state.relations if r.type == "POSTED_AT" and r.head == person.id]
    return [names.get(e.parent or "", e) for e in posts if e.kind in {"university", "research"}][:1]
