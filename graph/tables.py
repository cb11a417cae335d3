"""Rows on their way into a new store: a file of Arrow batches for each label and each edge type between two labels."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph.backend import EdgeRow, Ends
from graph.ontology import Property, load
from graph.rows import TYPES
from graph.writes import Writes

_ROWS = 5_000  # rows of one batch in the file
_PIECE = 48 << 20  # bytes that are read back at once


class Tables:
    """Takes what `Writes` adds and keeps it on disk; `nodes` and `edges` give it back table by table, in pieces."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str | Ends, _Table] = {}

    def take(self, writes: Writes) -> None:
        """Take over all nodes and edges that were added."""
        for label, rows in writes.added_nodes.items():
            self._table(label).add_nodes(rows)
        for ends, edges in writes.added_edges.items():
            self._table(ends).add_edges(edges)

    def nodes(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield labels with their rows: columns are the label's properties."""
        for name, table in self._tables.items():
            if isinstance(name, str):
                yield from ((name, piece) for piece in table.pieces())

    def edges(self) -> Iterator[tuple[Ends, pa.Table]]:
        """Yield edge types with their rows: columns `from` and `to`, and the type's properties."""
        for name, table in self._tables.items():
            if isinstance(name, Ends):
                yield from ((name, piece) for piece in table.pieces())

    def _table(self, name: str | Ends) -> "_Table":
        if name not in self._tables:
            path = self._folder / f"{name if isinstance(name, str) else '-'.join(name)}.arrow"
            self._tables[name] = _Table(path, name)
        return self._tables[name]


class _Table:
    """One table: rows wait until they fill a batch."""

    def __init__(self, path: Path, name: str | Ends) -> None:
        self._path = path
        edge = isinstance(name, Ends)
        self._properties = (load().relations[name.type] if isinstance(name, Ends) else load().labels[name]).properties
        columns = [pa.field(end, pa.string()) for end in ("from", "to")] if edge else []
        self._schema = pa.schema([*columns, *(pa.field(p.name, TYPES[p.type]) for p in self._properties)])
        self._writer: Any = None
        self._nodes: list[Mapping[str, Any]] = []
        self._edges: list[EdgeRow] = []

    def add_nodes(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._nodes += rows
        if len(self._nodes) >= _ROWS:
            self._flush()

    def add_edges(self, rows: Sequence[EdgeRow]) -> None:
        self._edges += rows
        if len(self._edges) >= _ROWS:
            self._flush()

    def pieces(self) -> Iterator[pa.Table]:
        """Close the file and yield its rows, as many at once as memory is meant to hold."""
        self._flush()
        self._writer.close()
        some, size = [], 0
        with pa.OSFile(str(self._path)) as file, pa.ipc.open_stream(file) as reader:
            for batch in reader:
                some.append(batch)
                size += batch.nbytes
                if size >= _PIECE:
                    yield pa.Table.from_batches(some)
                    some, size = [], 0
            if some:
                yield pa.Table.from_batches(some)
        self._path.unlink()

    def _flush(self) -> None:
        if self._writer is None:
            self._writer = pa.ipc.new_stream(str(self._path), self._schema)
        if self._nodes:
            self._writer.write_batch(pa.record_batch(_columns(self._properties, self._nodes), schema=self._schema))
            self._nodes = []
        if self._edges:
            ends = [pa.array([row.head for row in self._edges]), pa.array([row.tail for row in self._edges])]
            rows = [row.properties for row in self._edges]
            self._writer.write_batch(pa.record_batch([*ends, *_columns(self._properties, rows)], schema=self._schema))
            self._edges = []


def _columns(properties: Sequence[Property], rows: Sequence[Mapping[str, Any]]) -> list[pa.Array]:
    return [pa.array([row.get(p.name) for row in rows], TYPES[p.type]) for p in properties]
