"""Which articles and entities a change of decisions touches."""

from collections.abc import Callable, Iterable, Mapping

from graph.backend import Backend
from graph.decisions import Decisions, has_label
from graph.merge import main_record
from graph.merge_decided import decided
from graph.merge_flows import flow_id, observation_id
from graph.merge_identity import Identity
from graph.merge_names import label_of
from graph.merge_say import contribution
from graph.ontology import load
from graph.records import unpack

_STEP = 500  # articles looked through at once


def affected_articles(
    backend: Backend, old: Decisions, new: Decisions, every: Callable[[], Mapping[str, object]]
) -> tuple[set[str], set[str]]:
    """Return the ids of articles that say something else under the new decisions, and of entities to make again.

    Names are found through the nodes that they are or become. A fact that was rejected is in no node: to bring it back, the
    articles of `every()` are all looked through.
    """
    names: set[str] = set()
    names |= {n for pair in set(old.same.items()) ^ set(new.same.items()) for n in pair}
    names |= {n for pair in set(old.different) ^ set(new.different) for n in pair}
    names |= {n for _, head, tail in old.rejected_edges ^ new.rejected_edges for n in (head, tail)}
    corrections = {c.target for c in set(old.corrections) ^ set(new.corrections)}
    facts = {t for t in corrections if t.startswith(("Flow:", "Observation:"))} | (
        old.rejected_facts ^ new.rejected_facts
    )
    nodes = set(_ids(names, old, new))
    entities = set(_ids(corrections - facts, old, new))
    articles: set[str] = set()
    for label in load().entity_labels:
        articles |= backend.mentioning(label, {node for node in nodes if label_of(node) == label})
    if facts:
        articles |= _stating(backend, facts, sorted(every()))
    return articles, entities


def _ids(names: Iterable[str], *decisions: Decisions) -> Iterable[str]:
    for name in names:
        for node in [name] if has_label(name) else [f"{label}:{name}" for label in load().entity_labels]:
            yield node
            yield from (each.canonical(node) for each in decisions)


def _stating(backend: Backend, facts: set[str], articles: list[str]) -> set[str]:
    """Return the articles whose own statements have one of the ids; persons play no part in flows' identities there."""
    found = set()
    for start in range(0, len(articles), _STEP):
        rows = backend.nodes("Article", articles[start : start + _STEP], ("_records",))
        for article, (packet,) in rows.items():
            main = main_record(unpack(packet))
            made = decided(contribution(main, Identity(Decisions()).nodes(main).__getitem__, load()), Decisions())
            ids = {flow_id(s.signature) for s in made.flows} | {observation_id(s.signature) for s in made.observations}
            if ids & facts:
                found.add(article)
    return found
