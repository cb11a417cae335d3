"""Persons when articles come and go: who is whom depends on every article that gives the name."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.backend import Reader
from graph.decisions import Decisions
from graph.ledger import read_posts
from graph.merge_identity import Posts, persons_of
from graph.merge_names import name_of, number


@dataclass(slots=True)
class Persons:
    """The persons of the names at hand, before and after: node by posts, and the posts that moved to another node."""

    before: dict[Posts, str] = field(default_factory=dict)
    after: dict[Posts, str] = field(default_factory=dict)
    ledger: dict[str, Counter[Posts]] = field(default_factory=dict)  # of those nodes whose posts change
    claims: dict[str, bytes | None] = field(
        default_factory=dict
    )  # what is stored of the nodes, as `read_claims` reads it
    moved: set[Posts] = field(default_factory=set)

    @property
    def moved_from(self) -> set[str]:
        """The nodes that the moved posts belonged to."""
        return {self.before[posts] for posts in self.moved}


def follow(
    backend: Reader, removed: Iterable[Posts], added: Iterable[Posts], old: Decisions, new: Decisions
) -> Persons:
    """Return who is whom when these posts go and those come.

    A stored node holds all posts that are tied to one another. So only those nodes are told apart anew that have an
    institution in common with what goes or comes, unless there are decisions, which tie and part others.
    """
    removed, added = list(removed), list(added)
    names = _linked({posts.name for posts in [*removed, *added]}, old, new)
    found = Persons()
    if not names:
        return found
    found.claims = dict(backend.matching("Person", "_key", set(map(number, names)), ("id", "_claims")))
    stored = {node: read_posts(packet) for node, packet in found.claims.items()}
    at_hand = stored
    if not any(decisions.same or decisions.different for decisions in (old, new)):
        ties = {tie for posts in (*removed, *added) for tie in _ties(posts)}
        at_hand = {node: held for node, held in stored.items() if any(t in ties for p in held for t in _ties(p))}
    found.before = {posts: node for node, held in stored.items() for posts in held}
    found.after = {posts: node for posts, node in found.before.items() if node not in at_hand}
    current: Counter[Posts] = Counter()
    for held in at_hand.values():
        current.update(held)
    current.subtract(removed)
    current.update(added)
    current = +current
    ledger: dict[str, Counter[Posts]] = defaultdict(Counter)
    for posts, node in persons_of(current, new).items():
        found.after[posts] = node
        ledger[node][posts] = current[posts]
    found.ledger = {node: ledger[node] for node in at_hand.keys() | ledger.keys() if ledger[node] != stored.get(node)}
    found.moved = {p for node, held in at_hand.items() for p in held if p in current and found.after[p] != node}
    return found


def _ties(posts: Posts) -> Iterable[tuple[str, str]]:
    return ((posts.name, anchor) for anchor in posts.anchors or (posts.article,))


def _linked(names: set[str], *decisions: Decisions) -> set[str]:
    """Add the names that decisions tie to these: persons of other names that are said to be one with them."""
    if not names:
        return names
    ties = [{_person_name(a), _person_name(b)} for each in decisions for a, b in [*each.same.items(), *each.different]]
    grown = set(names)
    while True:
        more = set().union(*(tie for tie in ties if tie & grown)) - grown if ties else set()
        if not more:
            return grown
        grown |= more


def _person_name(name: str) -> str:
    return name_of(name) if name.startswith("Person:") else name.partition("@")[0]
