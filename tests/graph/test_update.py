"""The stored graph is a function of the set of articles, however they came and went; `merge` is the oracle."""

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.decisions import NO_DECISIONS, Decisions
from graph.engines.neo4j_filling import SOUGHT
from graph.export import canonical
from graph.facts import ArticleFacts, Entity, Evidence, Mention, Observation, Relation
from graph.known import Known, Remembering
from graph.merge import merge
from graph.ontology import load
from graph.update import Change, update
from tests.graph.made import articles
from tests.graph.memory import MemoryBackend, edge_name

Steps = list[tuple[str, list[ArticleFacts]]]


def merged(facts: Iterable[ArticleFacts], decisions: Decisions = NO_DECISIONS) -> list[bytes]:
    """Return the canonical form of the graph that `merge` makes."""
    graph = merge(facts, decisions)
    hidden = ("label", "key", "_known")
    nodes = [{"node": n["label"], **{k: v for k, v in n.items() if k not in hidden}} for n in graph.nodes.values()]
    edges = [
        {"edge": kind, "from": head, "to": tail, **{k: v for k, v in p.items() if k not in hidden}}
        for (kind, head, tail, _), p in graph.edges.items()
    ]
    return canonical([*nodes, *edges])


def stored(backend: MemoryBackend) -> list[bytes]:
    """Return the canonical form of what the backend holds."""
    nodes = [
        {"node": label, **{k: v for k, v in n.items() if k != "label" and not k.startswith("_")}}
        for label, rows in backend.labels.items()
        for n in rows.values()
    ]
    edges = []
    for (kind, head, tail, name), p in backend.links.items():
        assert name == edge_name(p)
        edges.append(
            {
                "edge": kind,
                "from": head,
                "to": tail,
                **{k: v for k, v in p.items() if k != "key" and not k.startswith("_")},
            }
        )
    return canonical([*nodes, *edges])


@st.composite
def figures(draw: st.DrawFn) -> ArticleFacts:
    """Draw an article that gives figures for one of two measures of a zone: much to contradict."""
    entity, text = Entity(id="Zone:光谷", name="光谷", type="Zone"), ""
    observations = []
    for measure, value in draw(st.lists(st.tuples(st.sampled_from("甲乙"), st.integers(1, 4)), min_size=1, max_size=3)):
        sentence = f"光谷{measure}产值达{value}亿元。"
        evidence = Evidence(text=sentence, start=len(text), end=len(text) + len(sentence))
        text += sentence
        observations.append(
            Observation(evidence=evidence, subject=entity.id, measure=measure, value=Decimal(value), unit="亿元")
        )
    number = draw(st.integers(1, 8))
    return ArticleFacts(
        article=f"{number:016x}", source=f"{number}.txt", text=text, entities=[entity], observations=observations
    )


@st.composite
def posts(draw: st.DrawFn) -> ArticleFacts:
    """Draw an article that gives a person of one of two names some posts, or none: much to be one and to part again."""
    name, places = draw(st.sampled_from("张李")), draw(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=2, unique=True))
    text = f"{name}伟任{'、'.join(f'{place}部' for place in places)}职务。"
    evidence = Evidence(text=text, start=0, end=len(text))
    told = [Mention(text=f"{name}伟", start=0, end=2)]
    person = Entity(id=f"Person:{name}伟", name=f"{name}伟", type="Person", mentions=told)
    offices = [Entity(id=f"Institution:{place}部", name=f"{place}部", type="Institution") for place in places]
    number = draw(st.integers(1, 8))
    return ArticleFacts(
        article=f"{number:016x}",
        source=f"{number}.txt",
        text=text,
        entities=[person, *offices],
        relations=[Relation(head=person.id, type="POSTED_AT", tail=o.id, evidence=evidence) for o in offices],
    )


class Shelf:
    """A memory backend with the records that it holds, driven as a store drives it."""

    def __init__(
        self, decisions: Decisions = NO_DECISIONS, pipelined: bool = False, known: Known | None = None
    ) -> None:
        self.backend = MemoryBackend(pipelined)
        self.known = known
        self.records: dict[tuple[str, str], ArticleFacts] = {}
        self.decisions = decisions

    def to(self, records: dict[tuple[str, str], ArticleFacts]) -> None:
        """Change the graph to these records."""
        changes: dict[str, Change] = {}
        for side, held in (("before", self.records), ("after", records)):
            for (name, _), facts in held.items():
                getattr(changes.setdefault(name, Change()), side).append(facts)
        differing = {name: c for name, c in changes.items() if c.before != c.after}
        backend = Remembering(self.backend, self.known, SOUGHT) if self.known else self.backend
        update(backend, differing, self.decisions, self.decisions)
        self.records = dict(records)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(articles(), min_size=1, max_size=3), min_size=1, max_size=4), st.data())
def test_any_batches_and_any_forgetting_give_the_graph_of_what_is_left(
    batches: list[list[ArticleFacts]], data: st.DataObject
) -> None:
    changed_at_will(batches, data)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(figures(), min_size=1, max_size=3), min_size=1, max_size=5), st.data())
def test_conflicts_told_by_witnesses_are_those_of_all_facts(
    batches: list[list[ArticleFacts]], data: st.DataObject
) -> None:
    changed_at_will(batches, data)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(posts(), min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_persons_are_one_or_several_as_their_posts_come_and_go(
    batches: list[list[ArticleFacts]], data: st.DataObject
) -> None:
    changed_at_will(batches, data)


def changed_at_will(batches: list[list[ArticleFacts]], data: st.DataObject) -> None:
    """Add the batches, forget something after each, and compare with the graph of what is left every time."""
    shelf = Shelf(pipelined=data.draw(st.booleans()), known=data.draw(st.sampled_from([None, Known()])))
    for batch in batches:
        held = {**shelf.records, **{(facts.article, facts.source): facts for facts in batch}}
        shelf.to(held)
        gone = data.draw(st.lists(st.sampled_from(sorted(held)), max_size=2))
        shelf.to({key: facts for key, facts in held.items() if key not in gone})
        assert stored(shelf.backend) == merged(shelf.records.values())
    shelf.to({})
    assert stored(shelf.backend) == []
    assert not any(shelf.backend.labels.values()) and not shelf.backend.links


@given(st.lists(articles(), max_size=5), st.randoms())
@settings(max_examples=100, deadline=None)
def test_order_changes_nothing(facts: list[ArticleFacts], random: object) -> None:
    unique = list({(f.article, f.source): f for f in facts}.values())
    shuffled = unique[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merged(unique) == merged(shuffled)


def test_the_ontology_allows_every_edge_that_is_built() -> None:
    for kind in ("PROVIDES", "MENTIONED_IN", "STATED_IN", "SLICE_OF"):
        assert load().relations[kind].pairs
