"""Entities when articles come and go: each is made from how many articles describe it in which way."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.backend import Backend, Properties
from graph.decisions import Decisions
from graph.ledger import Claims, read_claims, write_claims
from graph.merge import entity_properties
from graph.merge_identity import Posts
from graph.merge_names import label_of, number
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
    old: Decisions,
    new: Decisions,
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
    decided_anew = old.digest != new.digest
    for label, nodes in by_label.items():
        stored = {node: read_claims(persons.claims[node]) for node in nodes if node in persons.claims}
        unread = [node for node in nodes if node not in stored]
        stored |= {node: read_claims(packet) for node, (packet,) in backend.nodes(label, unread, ("_claims",)).items()}
        for node in nodes:
            known = stored.get(node, (_NONE, _NOBODY))
            cards = known[0] + deltas[node] if known[0] else deltas[node]
            posts = persons.ledger.get(node, known[1])
            if not known[0] or not cards or decided_anew:
                if decided_anew and node not in touched and (cards, posts) == known:
                    continue
                write_entity(label, node, cards, posts, node in stored, new, writes)
            elif (cards, posts) != known:
                _set_entity(label, node, known, (cards, posts), new, writes)


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
    properties["_key"] = _key(posts)
    properties["_claims"] = write_claims(cards, posts)
    if stored:
        writes.set_node(label, properties)
    else:
        writes.add_node(label, properties)


def _set_entity(label: str, node: str, old: Claims, new: Claims, decisions: Decisions, writes: Writes) -> None:
    """Set those properties of an entity that follow from its claims and are now others: of most, nothing but the count."""
    changed: Properties = {}
    if old[0].keys() != new[0].keys() or len(new[0]) > 1:
        was = entity_properties(node, old[0], decisions)
        changed = {k: v for k, v in entity_properties(node, new[0], decisions).items() if v != was[k]}
    if _key(old[1]) != _key(new[1]):
        changed["_key"] = _key(new[1])
    writes.set_node(label, {"id": node, **changed, "_claims": write_claims(*new)})


def _key(posts: Counter[Posts]) -> int | None:
    return number(min(p.name for p in posts)) if posts else None
