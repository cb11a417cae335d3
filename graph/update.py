"""Keeps a stored graph what `graph.merge` would make of the articles, at the cost of what changes."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.backend import Backend, Reader
from graph.decisions import Decisions
from graph.fact_kinds import FLOWS, OBSERVATIONS
from graph.facts import ArticleFacts, encode
from graph.merge import article_properties, main_record
from graph.merge_decided import decided
from graph.merge_identity import Identity, Posts, posts_of
from graph.merge_say import Contribution, contribution
from graph.ontology import load
from graph.records import Given, pack, unpack
from graph.update_edges import update_edges
from graph.update_entities import update_entities
from graph.update_facts import Moves, update_facts
from graph.update_persons import Persons, follow
from graph.update_slices import update_slices
from graph.writes import Writes

_SELDOM = 50_000  # new objects between two looks of the garbage collector


@dataclass(slots=True)
class Change:
    """An article's records before and after; none before where it is new, none after where it goes."""

    before: list[ArticleFacts] = field(default_factory=list)
    after: list[ArticleFacts] = field(default_factory=list)


def update(
    backend: Backend,
    changes: Mapping[str, Change],
    old: Decisions,
    new: Decisions,
    touched: Iterable[str] = (),
) -> int:
    """Bring the graph from the articles before to those after, inside one transaction; returns the facts left out.

    `touched` are entities whose properties are to be made again even where no article changes.
    """
    with uncollected():
        return _update(backend, dict(changes), old, new, touched)


def _update(
    backend: Backend, changes: dict[str, Change], old: Decisions, new: Decisions, touched: Iterable[str]
) -> int:
    persons = _persons(backend, changes, old, new)
    _take_in_moved(backend, changes, persons, old)
    before = [say(c.before, Identity(old, persons.before)) for c in changes.values() if c.before]
    after = [say(c.after, Identity(new, persons.after)) for c in changes.values() if c.after]
    writes = Writes()
    gone = {article for article, change in changes.items() if change.before}
    if backend.pipelined and not gone:  # nothing goes, so that what is new can be told as soon as it is known
        update_entities(backend, before, after, persons, old, new, set(touched), writes)
        writes.run(backend)
        _write_articles(changes, after, writes)
        writes.run(backend)
        told, flows = _facts(backend, before, after, gone)
        update_edges(backend, before, after, writes)
    else:
        with backend.beside(lambda reader: _facts(reader, before, after, gone)) as facts:
            _write_articles(changes, after, writes)
            update_entities(backend, before, after, persons, old, new, set(touched), writes)
            update_edges(backend, before, after, writes)
            told, flows = facts()
    writes.take(told)
    update_slices(
        backend, before, after, flows, set(changes), lambda facts: say(facts, Identity(new, persons.after)), writes
    )
    writes.run(backend)
    return sum(made.dropped for made in after)


def _facts(
    reader: Reader, before: Sequence[Contribution], after: Sequence[Contribution], gone: set[str]
) -> tuple[Writes, Moves]:
    """Return what is to be written of flows and observations, and how flows moved; `gone` are articles whose node goes."""
    writes = Writes()
    flows = update_facts(
        reader, FLOWS, [s for m in before for s in m.flows], [s for m in after for s in m.flows], gone, writes
    )
    removed, added = [s for m in before for s in m.observations], [s for m in after for s in m.observations]
    update_facts(reader, OBSERVATIONS, removed, added, gone, writes)
    return writes, flows


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector out: a batch makes millions of small objects, none of them in a cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the garbage collector look less often while articles are read: what reads them may well leave cycles."""
    often = gc.get_threshold()
    gc.set_threshold(_SELDOM, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)


def say(records: list[ArticleFacts], identity: Identity) -> Contribution:
    """Return what an article adds, by the record that speaks for it."""
    facts = main_record(records)
    return decided(contribution(facts, identity.nodes(facts).__getitem__, load()), identity.decisions)


def posts_in(records: list[ArticleFacts], decisions: Decisions) -> list[Posts]:
    """Return the posts of the persons of an article."""
    if not records:
        return []
    facts = main_record(records)
    if not any(entity.type == "Person" for entity in facts.entities):
        return []
    return list(posts_of(facts, Identity(decisions).nodes(facts)).values())


def _persons(backend: Backend, changes: Mapping[str, Change], old: Decisions, new: Decisions) -> Persons:
    removed = [p for c in changes.values() for p in posts_in(c.before, old)]
    added = [p for c in changes.values() for p in posts_in(c.after, new)]
    return follow(backend, removed, added, old, new)


def _take_in_moved(backend: Backend, changes: dict[str, Change], persons: Persons, decisions: Decisions) -> None:
    """Add the articles that stay as they are, but some of whose persons are now another node."""
    if not persons.moved:
        return
    candidates = backend.mentioning("Person", persons.moved_from) - changes.keys()
    for article, (packet,) in backend.nodes("Article", candidates, ("_records",)).items():
        records = unpack(packet)
        if not persons.moved.isdisjoint(posts_in(records, decisions)):
            changes[article] = Change(records, records)


def _write_articles(changes: Mapping[str, Change], after: Iterable[Contribution], writes: Writes) -> None:
    """Write the articles' own nodes anew, and where they mention what."""
    for article, change in changes.items():
        if change.before:
            writes.drop_node("Article", article)
        if change.after:
            write_article([Given(facts, encode(facts)) for facts in change.after], writes)
    for made in after:
        write_mentions(made, writes)


def write_article(records: Sequence[Given], writes: Writes) -> None:
    """Write the node of an article that is not there."""
    facts = [given.facts for given in records]
    properties = article_properties(main_record(facts), facts)
    properties["_records"], properties["_digest"] = pack(records)
    writes.add_node("Article", properties)


def write_mentions(made: Contribution, writes: Writes) -> None:
    """Write where an article that is not there mentions what."""
    mentions = ((entity, {"start": start, "stop": stop, "text": text}) for entity, start, stop, text in made.mentions)
    writes.add_edges_to("MENTIONED_IN", made.article, mentions)
