"""Rows on their way into a new store: a file of Arrow batches for each label and each edge type between two labels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph.backend import EdgeRow, Ends
from graph.ontology import Property, load
from graph.rows import TYPES, values
from graph.writes import Writes

_ROWS = 2_000  # rows of one batch in the file
_PIECE = 48 << 20  # bytes that are read back at once
_SUFFIX = ".arrow"


class Tables:
    """Takes what `Writes` adds and keeps it on disk; `nodes` and `edges` give it back table by table, in pieces."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str | Ends, _Table] = {}
        self._files: dict[str | Ends, list[Path]] = {}

    def take(self, writes: Writes) -> None:
        """Take over all nodes and edges that were added."""
        for label, rows in writes.added_nodes.items():
            self._table(label).add_nodes(rows)
        for ends, edges in writes.added_edges.items():
            self._table(ends).add_edges(edges)

    def close(self) -> None:
        """Put everything into the files; after that nothing more can be taken."""
        for name, table in self._tables.items():
            self._files.setdefault(name, []).append(table.close())
        self._tables = {}

    def adopt(self, folder: Path) -> None:
        """Take over the files that other tables were closed with."""
        for path in sorted(folder.glob(f"*{_SUFFIX}")):
            first, *rest = path.stem.split("-")
            self._files.setdefault(Ends(first, *rest) if rest else first, []).append(path)

    def nodes(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield labels with their rows, once `close` was called: columns are the label's properties."""
        for name, files in self._files.items():
            if isinstance(name, str):
                yield from ((name, piece) for piece in _pieces(files))

    def edges(self) -> Iterator[tuple[Ends, pa.Table]]:
        """Yield edge types with their rows, once `close` was called: `from` and `to`, and the type's properties."""
        for name, files in self._files.items():
            if isinstance(name, Ends):
                yield from ((name, piece) for piece in _pieces(files))

    def _table(self, name: str | Ends) -> "_Table":
        if name not in self._tables:
            path = self._folder / f"{name if isinstance(name, str) else '-'.join(name)}{_SUFFIX}"
            self._tables[name] = _Table(path, name)
        return self._tables[name]


def _pieces(files: Iterable[Path]) -> Iterator[pa.Table]:
    """Yield the rows of the files, as many at once as memory is meant to hold, and remove what was read."""
    some: list[pa.RecordBatch] = []
    size = 0
    for path in files:
        with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
            for batch in reader:
                some.append(batch)
                size += batch.nbytes
                if size >= _PIECE:
                    yield pa.Table.from_batches(some)
                    some, size = [], 0
        path.unlink()
    if some:
        yield pa.Table.from_batches(some)


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

    def close(self) -> Path:
        self._flush()
        self._writer.close()
        return self._path

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
    return [pa.array(values(p.name, rows), TYPES[p.type]) for p in properties]
