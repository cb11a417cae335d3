"""The operations of `graph.backend` on Neo4j: rows sent in batches and spread by `UNWIND`, inside one transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.backend import EdgeRow, Ends
from graph.engines.neo4j_ddl import LOOKED_UP
from graph.ontology import Property, load
from graph.store import StoreError

BATCH = 10_000  # rows of one statement
_KEEP_PLAN = "CYPHER replan=skip "  # every statement says by which index it goes: to plan it anew as the graph grows is time lost
Run = Callable[[str, Mapping[str, Any]], tuple[list[list[Any]], Any]]  # statement, parameters → rows, counters


class Neo4jBackend:
    """Reads and writes through one open transaction.

    Nodes are found by unique ids, and edges between nodes that are both bound, so that a hub's edges are not walked.
    """

    def __init__(self, run: Run) -> None:
        self._run = run

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Return the named properties of the nodes, by id."""
        query = f"UNWIND $rows AS row {_find('n', label, 'row')} RETURN row AS found, {_columns('n', names)}"
        return {row[0]: tuple(row[1:]) for row in self._read(query, ids)}

    def matching(self, label: str, name: str, values: Collection[str], names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the named properties of all nodes whose property is one of the values."""
        hint = f" USING INDEX n:{label}({name})" if (label, name) in LOOKED_UP else ""
        query = f"UNWIND $rows AS row MATCH (n:{label} {{{name}: row}}){hint} RETURN {_columns('n', names)}"
        return [tuple(row) for row in self._read(query, values)]

    def spans(self, label: str, name: str, values: Collection[str]) -> dict[str, tuple[int, str, str]]:
        """Return by value how many nodes have it, and the first and last of their ids."""
        hint = f" USING INDEX n:{label}({name})" if (label, name) in LOOKED_UP else ""
        query = (
            f"UNWIND $rows AS row MATCH (n:{label} {{{name}: row}}){hint} "
            "RETURN row AS value, count(*) AS count, min(n.id) AS least, max(n.id) AS greatest"
        )
        return {row[0]: (row[1], row[2], row[3]) for row in self._read(query, values)}

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        """Return by article the ids of the facts that it states."""
        query = (
            f"UNWIND $rows AS row {_find('a', 'Article', 'row')} MATCH (n:{label})-[:STATED_IN]->(a) "
            "RETURN row AS article, collect(n.id) AS facts"
        )
        return {row[0]: set(row[1]) for row in self._read(query, articles)}

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        """Return the named properties of edges, by head, tail and key."""
        key = " {key: row[2]}" if _has(ends, "key") else ""
        query = (
            f"UNWIND $rows AS row {_find_ends(ends, 'row[0]', 'row[1]')} MATCH (a)-[r:{ends.type}{key}]->(b) "
            f"RETURN row[0] AS head, row[1] AS tail, row[2] AS name, {_columns('r', names)}"
        )
        return {(row[0], row[1], row[2]): tuple(row[3:]) for row in self._read(query, map(list, wanted))}

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        """Return the ids of the articles that mention any of the nodes."""
        query = f"UNWIND $rows AS row {_find('n', label, 'row')} MATCH (n)-[:MENTIONED_IN]->(a:Article) RETURN DISTINCT a.id"
        return {row[0] for row in self._read(query, ids)}

    def add_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write nodes that are not there yet."""
        properties = load().labels[label].properties
        query = f"UNWIND $rows AS row CREATE (n:{label}) SET n = row"
        self._write(query, (_filled(properties, row) for row in rows))

    def set_nodes(self, label: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Set the named properties of nodes that are there."""
        properties = [p for p in load().labels[label].properties if p.name in names]
        query = f"UNWIND $rows AS row {_find('n', label, 'row[0]')} SET n += row[1]"
        self._write(query, ([row["id"], _typed(properties, row)] for row in rows))

    def drop_nodes(self, label: str, ids: Collection[str]) -> None:
        """Remove nodes with all their edges."""
        self._write(f"UNWIND $rows AS row {_find('n', label, 'row')} DETACH DELETE n", ids)

    def add_edges(self, ends: Ends, rows: Sequence[EdgeRow]) -> None:
        """Write edges that are not there yet; both nodes are."""
        properties = load().relations[ends.type].properties
        query = add_edges_query(ends, bool(properties))
        written = self._write(query, edge_rows(properties, rows), "relationships_created")
        if written != len(rows):
            raise StoreError(
                f"{len(rows) - written} edges {ends.type} found no node to begin or end at: nothing was written"
            )

    def set_edges(self, ends: Ends, names: Sequence[str], rows: Sequence[EdgeRow]) -> None:
        """Set the named properties of edges that are there."""
        properties = [p for p in load().relations[ends.type].properties if p.name in names]
        key = " {key: row[2]}" if _has(ends, "key") else ""
        query = (
            f"UNWIND $rows AS row {_find_ends(ends, 'row[0]', 'row[1]')} MATCH (a)-[r:{ends.type}{key}]->(b) "
            "SET r += row[3]"
        )
        self._write(query, ([r.head, r.tail, r.properties.get("key"), _typed(properties, r.properties)] for r in rows))

    def drop_edges(self, ends: Ends, rows: Iterable[EdgeRow]) -> None:
        """Remove edges."""
        telling = [name for name in ("key", "start", "stop") if _has(ends, name)]
        inner = ", ".join(f"{name}: row[{place}]" for place, name in enumerate(telling, 2))
        edge = f"r:{ends.type} {{{inner}}}" if inner else f"r:{ends.type}"
        query = f"UNWIND $rows AS row {_find_ends(ends, 'row[0]', 'row[1]')} MATCH (a)-[{edge}]->(b) DELETE r"
        self._write(query, ([row.head, row.tail, *(row.properties[name] for name in telling)] for row in rows))

    def _read(self, query: str, rows: Iterable[Any]) -> Iterator[list[Any]]:
        for some in batches(rows):
            yield from self._run(_KEEP_PLAN + query, {"rows": some})[0]

    def _write(self, query: str, rows: Iterable[Any], counter: str = "") -> int:
        count = 0
        for some in batches(rows):
            counters = self._run(_KEEP_PLAN + query, {"rows": some})[1]
            count += getattr(counters, counter) if counter else 0
        return count


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


def add_edges_query(ends: Ends, properties: bool) -> str:
    """Return the statement that writes edges from rows as `edge_rows` makes them."""
    sets = " SET r = row[2]" if properties else ""
    return f"UNWIND $rows AS row {_find_ends(ends, 'row[0]', 'row[1]')} CREATE (a)-[r:{ends.type}]->(b){sets}"


def edge_rows(properties: Sequence[Property], rows: Iterable[EdgeRow]) -> Iterator[list[Any]]:
    """Yield each edge as its ends and, where its type has any, its properties without nulls."""
    for row in rows:
        yield [row.head, row.tail, _filled(properties, row.properties)] if properties else [row.head, row.tail]


def _find(variable: str, label: str, value: str) -> str:
    return f"MATCH ({variable}:{label} {{id: {value}}}) USING INDEX {variable}:{label}(id)"


def _find_ends(ends: Ends, head: str, tail: str) -> str:
    return f"{_find('a', ends.head, head)} {_find('b', ends.tail, tail)} WITH row, a, b"


def _columns(variable: str, names: Sequence[str]) -> str:
    return ", ".join(f"{variable}.{name} AS c{place}" for place, name in enumerate(names))


def _has(ends: Ends, name: str) -> bool:
    return any(p.name == name for p in load().relations[ends.type].properties)


def _typed(properties: Sequence[Property], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by name, nulls too; numbers as doubles, which a whole number would not be."""
    return {p.name: _value(p, row.get(p.name)) for p in properties}


def _filled(properties: Sequence[Property], row: Mapping[str, Any]) -> dict[str, Any]:
    return {p.name: _value(p, v) for p in properties if (v := row.get(p.name)) is not None}


def _value(prop: Property, value: Any) -> Any:
    return float(value) if prop.type == "number" and value is not None else value
