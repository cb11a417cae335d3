"""The writes that an update decides on, collected by table, and carried out in an order that the engines allow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from graph.backend import Backend, EdgeRow, Ends, Properties
from graph.merge_names import label_of

K = TypeVar("K")
V = TypeVar("V")
Rows = defaultdict[str, list[Properties]]
EdgeRows = defaultdict[Ends, list[EdgeRow]]


def node_label(node: str) -> str:
    """Return the label of a node by its id; an article's id has none in front."""
    return label_of(node) if ":" in node else "Article"


@dataclass(slots=True)
class Writes:
    """Nodes and edges to remove, to add and to set."""

    dropped_nodes: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    added_nodes: Rows = field(default_factory=lambda: defaultdict(list))
    set_nodes: defaultdict[tuple[str, tuple[str, ...]], list[Properties]] = field(
        default_factory=lambda: defaultdict(list)
    )
    dropped_edges: EdgeRows = field(default_factory=lambda: defaultdict(list))
    added_edges: EdgeRows = field(default_factory=lambda: defaultdict(list))
    set_edges: defaultdict[tuple[Ends, tuple[str, ...]], list[EdgeRow]] = field(
        default_factory=lambda: defaultdict(list)
    )
    new: set[str] = field(default_factory=set)  # ids of the nodes that were added and carried out

    def drop_node(self, label: str, node: str) -> None:
        """Remove a node with its edges."""
        self.dropped_nodes[label].append(node)

    def add_node(self, label: str, properties: Properties) -> None:
        """Write a new node."""
        self.added_nodes[label].append(properties)

    def set_node(self, label: str, properties: Properties) -> None:
        """Set properties of a node; `id` is one of them."""
        names = tuple(name for name in properties if name not in ("id", "label"))
        self.set_nodes[label, names].append(properties)

    def drop_edge(self, kind: str, head: str, tail: str, properties: Properties) -> None:
        """Remove an edge, known by its ends and what tells it apart."""
        self.dropped_edges[ends(kind, head, tail)].append(EdgeRow(head, tail, properties))

    def add_edge(self, kind: str, head: str, tail: str, properties: Properties) -> None:
        """Write a new edge."""
        self.added_edges[ends(kind, head, tail)].append(_ROW((head, tail, properties)))

    def add_edges_to(self, kind: str, tail: str, edges: Iterable[tuple[str, Properties]]) -> None:
        """Write new edges of one type to one node, each from its head."""
        tables: dict[str, list[EdgeRow]] = {}
        for head, properties in edges:
            label = head[: head.find(":")]
            rows = tables.get(label)
            if rows is None:
                rows = tables[label] = self.added_edges[ends(kind, head, tail)]
            rows.append(_ROW((head, tail, properties)))

    def set_edge(self, kind: str, head: str, tail: str, properties: Properties) -> None:
        """Set properties of an edge; `key`, where the type has one, tells which."""
        names = tuple(name for name in properties if name != "key")
        self.set_edges[ends(kind, head, tail), names].append(EdgeRow(head, tail, properties))

    def take(self, others: "Writes") -> None:
        """Add the writes of others."""
        _extend(self.dropped_nodes, others.dropped_nodes)
        _extend(self.added_nodes, others.added_nodes)
        _extend(self.set_nodes, others.set_nodes)
        _extend(self.dropped_edges, others.dropped_edges)
        _extend(self.added_edges, others.added_edges)
        _extend(self.set_edges, others.set_edges)

    def run(self, backend: Backend) -> None:
        """Carry everything out, and forget it: edges go before nodes, nodes come before edges."""
        for between, rows in self.dropped_edges.items():
            backend.drop_edges(between, rows)
        for label, ids in self.dropped_nodes.items():
            backend.drop_nodes(label, ids)
        for label, nodes in self.added_nodes.items():
            backend.add_nodes(label, nodes)
        for (label, names), nodes in self.set_nodes.items():
            backend.set_nodes(label, names, nodes)
        for between, rows in self.added_edges.items():
            backend.add_edges(between, rows)
        for (between, names), rows in self.set_edges.items():
            backend.set_edges(between, names, rows)
        self.new |= self._added()
        for table in (self.dropped_edges, self.dropped_nodes, self.added_nodes, self.set_nodes, self.added_edges):
            table.clear()
        self.set_edges.clear()

    def new_nodes(self) -> set[str]:
        """Return the ids of all nodes that were added, carried out or not."""
        return self.new | self._added()

    def _added(self) -> set[str]:
        return {row["id"] for rows in self.added_nodes.values() for row in rows}


def _extend(mine: defaultdict[K, list[V]], theirs: Mapping[K, list[V]]) -> None:
    for table, rows in theirs.items():
        mine[table].extend(rows)


def ends(kind: str, head: str, tail: str) -> Ends:
    """Return the edge type with the labels of two ids."""
    labels = (kind, head[: head.find(":")], tail[: tail.find(":")])
    found = _ENDS.get(labels)
    if found is None:
        found = _ENDS[labels] = Ends(kind, node_label(head), node_label(tail))
    return found


_ROW = partial(tuple.__new__, EdgeRow)  # without the call in Python that the class itself makes: there are millions
_ENDS: dict[tuple[str, str, str], Ends] = {}
