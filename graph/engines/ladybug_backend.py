"""The operations of `graph.backend` on the embedded store: in bulk through Arrow, or one by one where there are few.

New rows are written by `LOAD FROM … CREATE` and not by `COPY`: the engine does not log what COPY writes, so that a process
killed between the commit and the next checkpoint would lose it, or leave a log that cannot be replayed.
"""

import copy
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pyarrow as pa

from graph.backend import Alike, EdgeRow, Ends, Reader
from graph.engines.ladybug_session import Run, Session
from graph.ontology import Property, load
from graph.rows import TYPES, values

T = TypeVar("T")
FEW = 6  # up to so many, a statement each is faster than making a table of the rows and planning for it
SEVERAL = 50  # from so many values on, what they are asked for is as well read for the whole table as by id
_CHUNK = 50_000  # rows of one bulk statement: what it changes has to fit the buffer pool


class LadybugBackend:
    """Reads and writes through one session, inside the transaction that it is in.

    An Arrow table is handed to the engine once only: it must not be used again afterwards.
    """

    pipelined = False

    def __init__(self, session: Session) -> None:
        self._session = session
        self._run: Run = session.run
        self._empty = session.empty()

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Return the named properties of the nodes, by id."""
        if self._empty or not ids:
            return {}
        asked = names if "id" in names else ("id", *names)
        columns = ", ".join(f"n.{name}" for name in asked)
        rows: list[list[Any]] = []
        if len(ids) <= FEW:
            for node in ids:
                rows += self._run(f"MATCH (n:{label} {{id: $id}}) RETURN {columns}", {"id": node})
        else:
            query = f"LOAD FROM $rows MATCH (n:{label} {{id: c_id}}) RETURN {columns}"
            rows = self._run(query, {"rows": pa.table({"c_id": _strings(ids)})})
        place, start = asked.index("id"), len(asked) - len(names)
        return {row[place]: tuple(row[start:]) for row in rows}

    def matching(self, label: str, name: str, values: Collection[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the named properties of all nodes whose property is one of the values.

        The whole table is gone through, and whatever is asked for is read for all its nodes: for few values, the ids alone.
        """
        if self._empty or not values:
            return []
        if len(values) > SEVERAL:
            query = f"{_having(label, name)} RETURN {', '.join(f'n.{each}' for each in names)}"
            return list(map(tuple, self._run(query, {"rows": pa.table({"c_value": _numbers(values)})})))
        query = f"{_having(label, name)} RETURN n.id"
        ids = [row[0] for row in self._run(query, {"rows": pa.table({"c_value": _numbers(values)})})]
        return list(self.nodes(label, ids, names).values())

    def alike(self, label: str, name: str, values: Collection[int], most: int) -> dict[int, Alike]:
        """Return by value which facts have it, the ids of `most` at most."""
        if self._empty or not values:
            return {}
        told = "collect(n.id) AS ids, CAST(sum(CASE WHEN n.conflict THEN 1 ELSE 0 END) AS INT64) AS marked"
        query = f"{_having(label, name)} WITH c_value, {told} RETURN c_value, size(ids), marked, ids[1:{most}]"
        rows = self._run(query, {"rows": pa.table({"c_value": _numbers(values)})})
        return {row[0]: Alike(*row[1:]) for row in rows}

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        """Return by article the ids of the facts that it states."""
        found: dict[str, set[str]] = {}
        if self._empty or not articles:
            return found
        # OPTIONAL, because the engine then begins at the articles; otherwise it goes through all facts
        query = (
            "LOAD FROM $rows MATCH (a:Article) WHERE a.id = c_id "
            f"OPTIONAL MATCH (a)<-[:STATED_IN]-(n:{label}) RETURN c_id, n.id"
        )
        for article, node in self._run(query, {"rows": pa.table({"c_id": _strings(articles)})}):
            if node is not None:
                found.setdefault(article, set()).add(node)
        return found

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        """Return the named properties of edges, by head, tail and key."""
        if self._empty or not wanted:
            return {}
        keyed = _has(ends, "key")
        columns = ", ".join(f"r.{name}" for name in names)
        found = {}
        if len(wanted) <= FEW:
            key = " {key: $key}" if keyed else ""
            query = f"MATCH (a:{ends.head} {{id: $head}})-[r:{ends.type}{key}]->(b:{ends.tail} {{id: $tail}}) RETURN {columns}"
            for head, tail, name in wanted:
                for row in self._run(query, {"head": head, "tail": tail} | ({"key": name} if keyed else {})):
                    found[head, tail, name] = tuple(row)
            return found
        match = _edge_match(ends, ("key",) if keyed else ())
        rows = self._run(
            f"LOAD FROM $rows {match} RETURN c_head, c_tail, c_key, {columns}",
            {
                "rows": pa.table(
                    dict(zip(("c_head", "c_tail", "c_key"), map(_strings, zip(*wanted, strict=True)), strict=True))
                )
            },
        )
        return {(row[0], row[1], row[2]): tuple(row[3:]) for row in rows}

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        """Return the ids of the articles that mention any of the nodes."""
        found: set[str] = set()
        for node in ids:
            query = f"MATCH (n:{label} {{id: $id}})-[:MENTIONED_IN]->(a:Article) RETURN DISTINCT a.id"
            found |= {row[0] for row in self._run(query, {"id": node})}
        return found

    def beside(self, work: Callable[[Reader], T]) -> AbstractContextManager[Callable[[], T]]:
        """Have work done that only reads, on a connection and a thread of its own: the engine lets both read at a time."""

        def reading(run: Run) -> T:
            reader = copy.copy(self)
            reader._run = run
            return work(reader)

        return self._session.beside(reading)

    def add_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write nodes that are not there yet."""
        properties = load().labels[label].properties
        filled = ", ".join(f"{p.name}: c_{p.name}" for p in properties)
        for some in _chunks(rows):
            columns = _columns(properties, some)
            self._run(f"LOAD FROM $rows CREATE (:{label} {{{filled}}})", {"rows": pa.table(columns)})

    def set_nodes(self, label: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Set the named properties of nodes that are there."""
        properties = [p for p in load().labels[label].properties if p.name in names]
        if len(rows) <= FEW:
            sets = ", ".join(f"n.{p.name} = {_parameter(p)}" for p in properties)
            for row in rows:
                values = {p.name: row.get(p.name) for p in properties}
                self._run(f"MATCH (n:{label} {{id: $id}}) SET {sets}", {"id": row["id"], **values})
            return
        sets = ", ".join(f"n.{p.name} = c_{p.name}" for p in properties)
        for some in _chunks(rows):
            columns = {"c_id": _strings(row["id"] for row in some), **_columns(properties, some)}
            self._run(f"LOAD FROM $rows MATCH (n:{label} {{id: c_id}}) SET {sets}", {"rows": pa.table(columns)})

    def drop_nodes(self, label: str, ids: Collection[str]) -> None:
        """Remove nodes with all their edges."""
        if len(ids) <= FEW:
            for node in ids:
                self._run(f"MATCH (n:{label} {{id: $id}}) DETACH DELETE n", {"id": node})
            return
        query = f"LOAD FROM $rows MATCH (n:{label} {{id: c_id}}) DETACH DELETE n"
        self._run(query, {"rows": pa.table({"c_id": _strings(ids)})})

    def add_edges(self, ends: Ends, rows: Sequence[EdgeRow]) -> None:
        """Write edges that are not there yet."""
        properties = load().relations[ends.type].properties
        filled = ", ".join(f"{p.name}: c_{p.name}" for p in properties)
        edge = f":{ends.type} {{{filled}}}" if filled else f":{ends.type}"
        query = (
            f"LOAD FROM $rows MATCH (a:{ends.head}) WHERE a.id = c_head MATCH (b:{ends.tail}) WHERE b.id = c_tail "
            f"CREATE (a)-[{edge}]->(b)"
        )
        for some in _chunks(rows):
            columns = _ends_columns(some, ()) | _columns(properties, [row.properties for row in some])
            self._run(query, {"rows": pa.table(columns)})

    def set_edges(self, ends: Ends, names: Sequence[str], rows: Sequence[EdgeRow]) -> None:
        """Set the named properties of edges that are there."""
        properties = [p for p in load().relations[ends.type].properties if p.name in names]
        keyed = _has(ends, "key")
        if len(rows) <= FEW:
            key = " {key: $key}" if keyed else ""
            sets = ", ".join(f"r.{p.name} = {_parameter(p)}" for p in properties)
            query = (
                f"MATCH (a:{ends.head} {{id: $head}})-[r:{ends.type}{key}]->(b:{ends.tail} {{id: $tail}}) SET {sets}"
            )
            for row in rows:
                values = {p.name: row.properties.get(p.name) for p in properties}
                named = {"key": row.properties["key"]} if keyed else {}
                self._run(query, {"head": row.head, "tail": row.tail, **named, **values})
            return
        sets = ", ".join(f"r.{p.name} = c_{p.name}" for p in properties)
        match = _edge_match(ends, ("key",) if keyed else ())
        for some in _chunks(rows):
            columns = _ends_columns(some, ("key",) if keyed else ())
            columns |= _columns(properties, [row.properties for row in some])
            self._run(f"LOAD FROM $rows {match} SET {sets}", {"rows": pa.table(columns)})

    def drop_edges(self, ends: Ends, rows: Iterable[EdgeRow]) -> None:
        """Remove edges."""
        telling = [name for name in ("key", "start", "stop") if _has(ends, name)]
        listed = list(rows)
        if len(listed) <= FEW:
            inner = ", ".join(f"{name}: ${name}" for name in telling)
            query = f"MATCH (a:{ends.head} {{id: $head}})-[r:{ends.type} {{{inner}}}]->(b:{ends.tail} {{id: $tail}}) DELETE r"
            for row in listed:
                named = {name: row.properties[name] for name in telling}
                self._run(query if telling else query.replace(" {}", ""), {"head": row.head, "tail": row.tail, **named})
            return
        match = _edge_match(ends, telling)
        self._run(f"LOAD FROM $rows {match} DELETE r", {"rows": pa.table(_ends_columns(listed, telling))})


def _having(label: str, name: str) -> str:
    """Return the pattern that finds nodes by values: the engine makes its hash table of what stands last, of the rows."""
    return f"MATCH (n:{label}) LOAD FROM $rows WHERE n.{name} = c_value"


def _has(ends: Ends, name: str) -> bool:
    return any(p.name == name for p in load().relations[ends.type].properties)


def _edge_match(ends: Ends, telling: Sequence[str]) -> str:
    """Return the pattern that finds edges by rows: written so that the engine goes through the ids' index, not the tables."""
    told = "".join(f" AND r.{name} = c_{name}" for name in telling)
    return (
        f"MATCH (a:{ends.head}) WHERE a.id = c_head "
        f"MATCH (a)-[r:{ends.type}]->(b:{ends.tail}) WHERE b.id = c_tail{told}"
    )


def _ends_columns(rows: Sequence[EdgeRow], telling: Sequence[str]) -> dict[str, pa.Array]:
    columns = {"c_head": _strings(row.head for row in rows), "c_tail": _strings(row.tail for row in rows)}
    for name in telling:
        columns[f"c_{name}"] = pa.array([row.properties[name] for row in rows])
    return columns


def _columns(properties: Sequence[Property], rows: Sequence[Mapping[str, Any]]) -> dict[str, pa.Array]:
    return {f"c_{p.name}": pa.array(values(p.name, rows), TYPES[p.type]) for p in properties}


def _strings(values: Iterable[Any]) -> pa.Array:
    return pa.array(list(values), pa.string())


def _numbers(values: Iterable[int]) -> pa.Array:
    return pa.array(list(values), pa.int64())


def _parameter(prop: Property) -> str:
    """Return the parameter of a property, with its type said where an empty list or a null would hide it."""
    return f"CAST(${prop.name} AS STRING[])" if prop.type == "strings" else f"${prop.name}"


def _pairs(properties: Sequence[Property]) -> str:
    return ", ".join(f"{p.name}: {_parameter(p)}" for p in properties)


def _chunks(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
