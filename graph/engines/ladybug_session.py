"""A connection to the embedded store: opening, waiting for another writer, transactions, values as Python sees them."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import ladybug

from graph.store import Edge, Node, QueryError, Result, StoreBusy, StoreError, Walk

BUFFER_POOL = 1 << 30  # bytes
_POLL = 0.2  # seconds between two tries to open a store that another process holds


class Session:
    """One open database with one connection."""

    def __init__(self, path: Path, *, read_only: bool, wait: float | None) -> None:
        self.path = path
        self.read_only = read_only
        self._database = _open(path, read_only, wait)
        self._connection: Any = ladybug.Connection(self._database)

    def close(self) -> None:
        """Close connection and database."""
        self._connection.close()
        self._database.close()

    def run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """Run a statement of ours and return its rows."""
        try:
            with self._connection.execute(cypher, dict(parameters or {})) as result:
                rows: list[list[Any]] = result.get_all()
                return rows
        except RuntimeError as error:
            raise StoreError(f"{self.path}: {error}") from error

    def ask(self, cypher: str, parameters: Mapping[str, Any], timeout: float | None, limit: int | None) -> Result:
        """Run an analyst's query; raises `QueryError`."""
        self._connection.set_query_timeout(int(timeout * 1000) if timeout else 0)
        try:
            with self._connection.execute(cypher, dict(parameters)) as result:
                if isinstance(result, list):
                    raise QueryError("one statement at a time, please")
                columns = result.get_column_names()
                rows = result.get_all() if limit is None else result.get_n(limit)
                cut = limit is not None and result.has_next()
        except RuntimeError as error:
            if "Interrupted" in str(error):
                raise QueryError(f"stopped after {timeout:g} seconds: ask for less, or allow more time") from error
            raise QueryError(str(error)) from error
        finally:
            self._connection.set_query_timeout(0)
        return Result(columns, [tuple(map(_value, row)) for row in rows], cut)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside is seen whole or not at all."""
        self.run("BEGIN TRANSACTION")
        try:
            yield
        except BaseException:
            with suppress(StoreError):  # the engine may have rolled back itself
                self.run("ROLLBACK")
            raise
        self.run("COMMIT")


def _open(path: Path, read_only: bool, wait: float | None) -> Any:
    if read_only and not path.exists():
        raise StoreError(f"there is no store at {path}: build one with `jinmai build PAGES… --store ladybug:{path}`")
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + (wait or 0)
    while True:
        try:
            return ladybug.Database(str(path), read_only=read_only, buffer_pool_size=BUFFER_POOL, auto_checkpoint=False)
        except (RuntimeError, OSError) as error:
            if "lock" not in str(error).lower():
                raise StoreError(f"cannot open {path}: {str(error).splitlines()[0]}") from error
            if time.monotonic() >= until:
                raise StoreBusy(
                    f"another process is writing to {path}: wait for it to end, or give --wait SECONDS"
                ) from error
        time.sleep(_POLL)


def _value(value: Any) -> Any:
    """Turn the engine's dicts into nodes, edges and walks, without the store's own bookkeeping."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "_NODES" in value and "_RELS" in value:
        return Walk(tuple(map(_value, value["_NODES"])), tuple(map(_value, value["_RELS"])))
    if "_LABEL" in value:
        shown = {k: _value(v) for k, v in value.items() if not k.startswith("_") and v is not None}
        if "_SRC" in value:
            return Edge(value["_LABEL"], shown)
        return Node(value["_LABEL"], value.get("id", ""), shown)
    return {key: _value(item) for key, item in value.items()}
