"""What is in a store and not in a copy of it: what an analyst wrote by hand is in no article, and moves with none."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.export import canonical
from graph.store import Store

SOME = 5  # of what is left out, so many are named


@dataclass(slots=True)
class Left:
    """How many nodes and edges are not in the copy as they are in the store, the names of some, and what the copy has besides."""

    nodes: int = 0
    edges: int = 0
    more: int = 0
    named: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.nodes or self.edges or self.more)

    def __str__(self) -> str:
        kinds = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((self.nodes, "node"), (self.edges, "edge")) if n]
        what = f"{' and '.join(kinds) or 'nothing'} of what was written by hand (`jinmai cypher --write`)"
        some = f": {', '.join(self.named)}{', …' * (self.nodes + self.edges > len(self.named))}" if self.named else ""
        besides = f"; {self.more} that were removed or changed are there as the articles have them" if self.more else ""
        return f"{what} is in no article and was not copied{some}{besides}"


def left(source: Store, copied: Store) -> Left:
    """Compare a store with the copy that was made of it; nodes that have no id to know them by are only counted."""
    found, listed = Left(), {"node": 0, "edge": 0}
    theirs = {_digest(record) for record in copied.records()}
    for record in source.records():
        kind = "node" if "node" in record else "edge"
        listed[kind] += 1
        if (digest := _digest(record)) in theirs:
            theirs.remove(digest)
            continue
        found.nodes += kind == "node"
        found.edges += kind == "edge"
        if len(found.named) < SOME:
            found.named.append(_name(record))
    found.more = len(theirs)
    nodes, edges = (
        _all(source, "MATCH (n) RETURN labels(n)[0] AS name, count(*) AS n"),
        _all(source, "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n"),
    )
    found.nodes += max(0, nodes - listed["node"])
    found.edges += max(0, edges - listed["edge"])
    return found


def _digest(record: Mapping[str, Any]) -> bytes:
    (line,) = canonical([record])
    return hashlib.blake2b(line, digest_size=16).digest()


def _name(record: Mapping[str, Any]) -> str:
    if "node" in record:
        return str(record["id"])
    return f"{record['from']} {record['edge']} {record['to']}"


def _all(store: Store, query: str) -> int:
    """Count without the store's own nodes, whose label begins with an underscore."""
    return sum(count for name, count in store.query(query).rows if not str(name).startswith("_"))
