"""Persons when articles come and go: who is whom depends on every article that gives the name."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.backend import Reader
from graph.decisions import Decisions
from graph.ledger import Claims, read_claims
from graph.merge_identity import Posts, persons_of
from graph.merge_names import name_of


@dataclass(slots=True)
class Persons:
    """The persons of the names at hand, before and after: node by posts, and the posts that moved to another node."""

    before: dict[Posts, str] = field(default_factory=dict)
    after: dict[Posts, str] = field(default_factory=dict)
    ledger: dict[str, Counter[Posts]] = field(default_factory=dict)  # of those nodes whose posts change
    claims: dict[str, Claims] = field(default_factory=dict)  # what is stored of the nodes
    moved: set[Posts] = field(default_factory=set)

    @property
    def moved_from(self) -> set[str]:
        """The nodes that the moved posts belonged to."""
        return {self.before[posts] for posts in self.moved}


def follow(
    backend: Reader, removed: Iterable[Posts], added: Iterable[Posts], old: Decisions, new: Decisions
) -> Persons:
    """Return who is whom when these posts go and those come."""
    removed, added = list(removed), list(added)
    names = _linked({posts.name for posts in [*removed, *added]}, old, new)
    found = Persons()
    if not names:
        return found
    current: Counter[Posts] = Counter()
    for node, claims in backend.matching("Person", "_key", names, ("id", "_claims")):
        found.claims[node] = read_claims(claims)
        current.update(found.claims[node][1])
    found.before = persons_of(current, old)
    current.subtract(removed)
    current.update(added)
    current = +current
    found.after = persons_of(current, new)
    ledger: dict[str, Counter[Posts]] = defaultdict(Counter)
    for posts, count in current.items():
        ledger[found.after[posts]][posts] = count
    stored = {node: posts for node, (_, posts) in found.claims.items()}
    found.ledger = {node: ledger[node] for node in stored.keys() | ledger.keys() if ledger[node] != stored.get(node)}
    found.moved = {p for p, node in found.before.items() if p in current and found.after[p] != node}
    return found


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
