"""The operations of `graph.backend` on Neo4j: rows sent in batches and spread by `UNWIND`, inside one transaction."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from graph.backend import Alike, EdgeRow, Ends, Reader, at_once
from graph.engines import neo4j_statements as statements
from graph.ontology import Property, load
from graph.store import StoreError

T = TypeVar("T")
BATCH = 10_000  # rows of one statement


class Connection(Protocol):
    """What runs statements in a transaction."""

    def run(self, cypher: str, parameters: Mapping[str, Any]) -> tuple[list[list[Any]], Any]:
        """Run a statement; returns its rows and counters."""

    def send(self, cypher: str, parameters: Mapping[str, Any]) -> Callable[[], list[list[Any]]]:
        """Have a statement run; what is returned waits for its rows."""


class Neo4jBackend:
    """Reads and writes through one open transaction; what was written is sure once `finish` was called."""

    pipelined = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sent: dict[Ends, list[Callable[[], list[list[Any]]]]] = defaultdict(list)
        self._wanted: dict[Ends, int] = defaultdict(int)

    def finish(self) -> None:
        """Wait for what was sent; raises `StoreError` where an edge found no node to begin or end at."""
        for ends, sent in self._sent.items():
            lacking = self._wanted[ends] - sum(rows()[0][0] for rows in sent)
            if lacking:
                raise StoreError(f"{lacking} edges {ends.type} found no node to begin or end at: nothing was written")

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Return the named properties of the nodes, by id."""
        return {row[0]: tuple(row[1:]) for row in self._read(statements.nodes(label, names), ids)}

    def matching(self, label: str, name: str, values: Collection[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the named properties of all nodes whose property is one of the values."""
        return [tuple(row) for row in self._read(statements.matching(label, name, names), values)]

    def alike(self, label: str, name: str, values: Collection[int], most: int) -> dict[int, Alike]:
        """Return by value which facts have it, the ids of `most` at most."""
        return {row[0]: Alike(*row[1:]) for row in self._read(statements.alike(label, name, most), values)}

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        """Return by article the ids of the facts that it states."""
        return {row[0]: set(row[1]) for row in self._read(statements.stating(label), articles)}

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        """Return the named properties of edges, by head, tail and key."""
        query = statements.edges(ends, _has(ends, "key"), names)
        return {(row[0], row[1], row[2]): tuple(row[3:]) for row in self._read(query, map(list, wanted))}

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        """Return the ids of the articles that mention any of the nodes."""
        return set(self._read(statements.mentioning(label), ids))

    def beside(self, work: Callable[[Reader], T]) -> AbstractContextManager[Callable[[], T]]:
        """Do work that only reads, at once: the server's transaction has one thread."""
        return at_once(self, work)

    def add_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write nodes that are not there yet."""
        properties = [p for p in load().labels[label].properties if not p.derived]
        self._write(statements.add_nodes(label, _names(properties)), (_values(properties, row) for row in rows))

    def set_nodes(self, label: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Set the named properties of nodes that are there."""
        properties = [p for p in load().labels[label].properties if p.name in names]
        made = ([row["id"], _by_name(properties, row)] for row in rows)
        self._write(statements.set_nodes(label), made)

    def drop_nodes(self, label: str, ids: Collection[str]) -> None:
        """Remove nodes with all their edges."""
        self._write(statements.drop_nodes(label), ids)

    def add_edges(self, ends: Ends, rows: Sequence[EdgeRow]) -> None:
        """Write edges that are not there yet; both nodes are."""
        properties = load().relations[ends.type].properties
        query, by_head = statements.add_edges(ends, _names(properties)), statements.by_head(ends)
        for some in batches(rows):
            grouped: dict[str, list[list[Any]]] = defaultdict(list)
            for row in some:
                first, other = (row.head, row.tail) if by_head else (row.tail, row.head)
                grouped[first].append([other, *_values(properties, row.properties)])
            self._sent[ends].append(self._send(query, list(grouped.items())))
        self._wanted[ends] += len(rows)

    def set_edges(self, ends: Ends, names: Sequence[str], rows: Sequence[EdgeRow]) -> None:
        """Set the named properties of edges that are there."""
        properties = [p for p in load().relations[ends.type].properties if p.name in names]
        made = ([r.head, r.tail, r.properties.get("key"), _by_name(properties, r.properties)] for r in rows)
        self._write(statements.set_edges(ends, _has(ends, "key")), made)

    def drop_edges(self, ends: Ends, rows: Iterable[EdgeRow]) -> None:
        """Remove edges."""
        telling = [name for name in ("key", "start", "stop") if _has(ends, name)]
        query = statements.drop_edges(ends, telling)
        self._write(query, ([row.head, row.tail, *(row.properties[name] for name in telling)] for row in rows))

    def _read(self, query: str, rows: Iterable[Any]) -> Iterator[Any]:
        for some in batches(rows):
            yield from self._connection.run(query, {"given": {"rows": some}})[0][0][0]

    def _write(self, query: str, rows: Iterable[Any]) -> None:
        for some in batches(rows):
            self._send(query, some)

    def _send(self, query: str, rows: list[Any]) -> Callable[[], list[list[Any]]]:
        return self._connection.send(query, {"given": {"rows": rows}})


def batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """Yield the rows in lists of at most `size`."""
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _has(ends: Ends, name: str) -> bool:
    return any(p.name == name for p in load().relations[ends.type].properties)


def _names(properties: Iterable[Property]) -> list[str]:
    return [p.name for p in properties]


def _values(properties: Sequence[Property], row: Mapping[str, Any]) -> list[Any]:
    """Return the values, nulls too; numbers as doubles, which a whole number would not be."""
    return [
        float(value) if p.type == "number" and value is not None else value
        for p in properties
        for value in (row.get(p.name),)
    ]


def _by_name(properties: Sequence[Property], row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(zip(_names(properties), _values(properties, row), strict=True))
