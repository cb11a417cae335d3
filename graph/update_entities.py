"""Entities when articles come and go: each is made from how many articles describe it in which way."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.backend import Backend, Properties
from graph.decisions import Decisions
from graph.ledger import read_claims, write_claims
from graph.merge import entity_properties
from graph.merge_identity import Posts
from graph.merge_names import label_of
from graph.merge_say import Card, Contribution
from graph.update_persons import Persons
from graph.writes import Writes

_NONE: Counter[Card] = Counter()
_NOBODY: Counter[Posts] = Counter()


def update_entities(
    backend: Backend,
    before: Iterable[Contribution],
    after: Iterable[Contribution],
    persons: Persons,
    decisions: Decisions,
    touched: set[str],
    writes: Writes,
) -> None:
    """Take back what the contributions before said of entities, add what those after say, and write what differs."""
    deltas: dict[str, Counter[Card]] = defaultdict(Counter)
    for made in before:
        for node, card in made.cards:
            deltas[node][card] -= 1
    for made in after:
        for node, card in made.cards:
            deltas[node][card] += 1
    by_label: dict[str, list[str]] = defaultdict(list)
    for node in deltas.keys() | persons.ledger.keys() | touched:
        by_label[label_of(node)].append(node)
    for label, nodes in by_label.items():
        stored = backend.nodes(label, nodes, ("_claims",))
        for node in nodes:
            old_cards, old_posts = read_claims(stored[node][0]) if node in stored else (_NONE, _NOBODY)
            cards = old_cards + deltas[node] if old_cards else deltas[node]
            posts = persons.ledger.get(node, old_posts)
            if cards == old_cards and posts == old_posts and node not in touched:
                continue
            write_entity(label, node, cards, posts, node in stored, decisions, writes)


def write_entity(
    label: str,
    node: str,
    cards: Counter[Card],
    posts: Counter[Posts],
    stored: bool,
    decisions: Decisions,
    writes: Writes,
) -> None:
    """Write, set or drop one entity."""
    if not cards:
        if stored:
            writes.drop_node(label, node)
        return
    properties: Properties = entity_properties(node, cards, decisions)
    properties["_key"] = min((p.name for p in posts), default=None)
    properties["_claims"] = write_claims(cards, posts)
    if stored:
        writes.set_node(label, properties)
    else:
        writes.add_node(label, properties)
