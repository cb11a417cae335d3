"""A backend in plain dictionaries, strict about what engines are strict about: the reference for `graph.update`."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from graph.backend import Alike, EdgeRow, Ends, Properties, Reader, at_once
from graph.ontology import load
from graph.writes import node_label

T = TypeVar("T")


class MemoryBackend:
    """Nodes by label and id; edges by type, ends and what tells them apart."""

    def __init__(self, pipelined: bool = False) -> None:
        self.pipelined = pipelined
        self.labels: dict[str, dict[str, Properties]] = {label: {} for label in load().labels}
        self.links: dict[tuple[str, str, str, Any], Properties] = {}

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        found = self.labels[label]
        return {node: tuple(found[node].get(n) for n in names) for node in ids if node in found}

    def matching(self, label: str, name: str, values: Collection[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        rows = self.labels[label].values()
        return [tuple(row.get(n) for n in names) for row in rows if row.get(name) in values]

    def alike(self, label: str, name: str, values: Collection[int], most: int) -> dict[int, Alike]:
        found: dict[int, list[tuple[str, bool]]] = {}
        for value, node, conflict in self.matching(label, name, values, (name, "id", "conflict")):
            found.setdefault(value, []).append((node, conflict))
        return {
            value: Alike(len(facts), sum(conflict for _, conflict in facts), [node for node, _ in facts[:most]])
            for value, facts in found.items()
        }

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for kind, head, tail, _ in self.links:
            if kind == "STATED_IN" and tail in articles and node_label(head) == label:
                found.setdefault(tail, set()).add(head)
        return found

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        found = {}
        for head, tail, key in wanted:
            row = self.links.get((ends.type, head, tail, key))
            if row is not None:
                found[head, tail, key] = tuple(row.get(n) for n in names)
        return found

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        return {tail for kind, head, tail, _ in self.links if kind == "MENTIONED_IN" and head in ids}

    def beside(self, work: Callable[[Reader], T]) -> AbstractContextManager[Callable[[], T]]:
        return at_once(self, work)

    def add_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            assert row["id"] not in self.labels[label], f"{row['id']} is there already"
            self.labels[label][row["id"]] = dict(row)

    def set_nodes(self, label: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            self.labels[label][row["id"]] |= {name: row[name] for name in names}

    def drop_nodes(self, label: str, ids: Collection[str]) -> None:
        for node in ids:
            del self.labels[label][node]
        gone = set(ids)
        self.links = {k: v for k, v in self.links.items() if k[1] not in gone and k[2] not in gone}

    def add_edges(self, ends: Ends, rows: Sequence[EdgeRow]) -> None:
        for row in rows:
            assert row.head in self.labels[node_label(row.head)], (
                f"{ends.type} begins at {row.head}, which is not there"
            )
            assert row.tail in self.labels[node_label(row.tail)], f"{ends.type} ends at {row.tail}, which is not there"
            assert (ends.head, ends.tail) in load().relations[ends.type].pairs
            name = self._name(ends, row)
            assert name not in self.links, f"{name} is there already"
            self.links[name] = dict(row.properties)

    def set_edges(self, ends: Ends, names: Sequence[str], rows: Sequence[EdgeRow]) -> None:
        for row in rows:
            self.links[self._name(ends, row)] |= {name: row.properties[name] for name in names}

    def drop_edges(self, ends: Ends, rows: Iterable[EdgeRow]) -> None:
        for row in rows:
            del self.links[self._name(ends, row)]

    @staticmethod
    def _name(ends: Ends, row: EdgeRow) -> tuple[str, str, str, Any]:
        return (ends.type, row.head, row.tail, edge_name(row.properties))


def edge_name(properties: Mapping[str, Any]) -> str:
    """Return what tells an edge from others of its type between the same nodes."""
    if "key" in properties:
        return str(properties["key"])
    return f"{properties['start']}-{properties['stop']}" if "start" in properties else ""
