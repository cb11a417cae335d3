"""A connection to the embedded store: opening, waiting for another writer, transactions, values as Python sees them."""

import functools
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import ladybug

from graph.engines.ladybug_worker import OutOfTime, Worker
from graph.store import Edge, Node, QueryError, Result, StoreBusy, StoreError, Walk

BUFFER_POOL = 768 << 20  # bytes; beside it the engine takes some hundred MiB for bulk statements
GROWTH = (
    BUFFER_POOL * 2 // 5
)  # what may be held in the pool by transactions that are not in their place in the file yet
FILL_POOL = 1 << 30  # for a file that is being filled: to put new rows into their place takes room beside them
FULL = 192 << 20  # held in the pool, from which on such a file is opened anew
PLENTY = 16 << 20  # bytes of the log, from which on what was written may fill the pool
LEAST_LOG = 64 << 10  # bytes of the log that are never worth a checkpoint
STATEMENTS = 200  # queries that one connection is used for
REOPENING = 60.0  # seconds that another writer may use the moment in which a new file has taken its place
_ONE = 1  # thread: an update is many short statements, which several threads make no faster but dearer
_TRIES = 50  # to remove the folder of a loader that was killed
_POLL = 0.2  # seconds between two tries to open a store that another process holds

T = TypeVar("T")
Run = Callable[[str, Mapping[str, Any] | None], list[list[Any]]]


class Session:
    """One open database with one connection."""

    def __init__(self, path: Path, *, read_only: bool, wait: float | None, pool: int = BUFFER_POOL) -> None:
        self.path = path
        self.read_only = read_only
        self._pool = pool
        self._asked = 0
        self._own = True  # no connection of `fresh` is in use, so that none with an open transaction is closed
        self._settled = 0
        self._worker = Worker()
        try:
            self._open(wait)
        except BaseException:
            self._worker.end()
            raise

    def _open(self, wait: float | None) -> None:
        self._database = _open(self._worker, self.path, self.read_only, wait, self._pool)
        self._connection: Any = self._connect()
        if not self.read_only:
            self.run(
                "CALL force_checkpoint_on_close = false"
            )  # what is in the log is safe there, and costs no rewriting
            self._settled = self._held()

    def close(self) -> None:
        """Close connection and database; once more does nothing."""
        if not self._worker.ended:
            self._shut()
            self._worker.end()

    def _shut(self) -> None:
        connection, database = self._connection, self._database
        self._worker.do(lambda: (connection.close(), database.close()))

    def _connect(self, threads: int = 0) -> Any:
        return self._worker.do(lambda: ladybug.Connection(self._database, num_threads=threads))

    def run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """Run a statement of ours and return its rows."""
        connection = self._connection
        return self._worker.do(lambda: self._run(connection, cypher, parameters), connection.interrupt)

    @contextmanager
    def beside(self, work: Callable[[Run], T]) -> Iterator[Callable[[], T]]:
        """Have work done on a second connection and thread, outside the transaction: it sees what was written before that."""
        worker, connection = Worker(), self._connect(_ONE)
        try:
            task = worker.start(lambda: work(functools.partial(self._run, connection)))
            yield lambda: task.result(connection.interrupt)
        finally:
            worker.do(connection.close)
            worker.end()

    def _run(self, connection: Any, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[list[Any]]:
        try:
            with connection.execute(cypher, dict(parameters or {})) as result:
                rows: list[list[Any]] = result.get_all()
                return rows
        except RuntimeError as error:
            if str(error).startswith("KeyboardInterrupt"):  # the engine has a handler of its own in place of Python's
                raise KeyboardInterrupt from error
            raise StoreError(f"{self.path}: {error}") from error

    def ask(self, cypher: str, parameters: Mapping[str, Any], timeout: float | None, limit: int | None) -> Result:
        """Run an analyst's query; raises `QueryError`. Whatever interrupts it here ends it in the engine too."""
        columns, rows, cut = self.plain(cypher, parameters, timeout, limit)
        return Result(columns, [tuple(map(_value, row)) for row in rows], cut)

    def plain(
        self, cypher: str, parameters: Mapping[str, Any], timeout: float | None, limit: int | None = None
    ) -> tuple[list[str], list[list[Any]], bool]:
        """Return what `ask` does, with values as the engine gives them."""
        self._renew()
        connection, given = self._connection, dict(parameters)

        def work() -> tuple[list[str], list[list[Any]], bool]:
            with connection.execute(cypher, given) as result:
                if isinstance(result, list):
                    raise QueryError("one statement at a time, please")
                columns = result.get_column_names()
                rows = result.get_all() if limit is None else result.get_n(limit)
                return columns, rows, limit is not None and result.has_next()

        try:
            columns, rows, cut = self._worker.do(work, connection.interrupt, timeout)
        except OutOfTime as error:
            raise QueryError(f"stopped after {timeout:g} seconds: ask for less, or allow more time") from error
        except UnicodeDecodeError as error:
            raise QueryError("what the engine gives is no text: it cut one inside of a character") from error
        except StoreError:
            raise
        except Exception as error:  # the engine's errors come through Python's of any kind
            raise QueryError(str(error) or type(error).__name__) from error
        return columns, rows, cut

    def empty(self) -> bool:
        """Tell whether nothing is in the store, neither of articles nor made by hand."""
        return not self.run("MATCH (n) RETURN 1 LIMIT 1")

    def checkpoint(self) -> None:
        """Put what the log holds into its place in the file; costs in proportion to the tables that were written to."""
        self.run("CHECKPOINT")
        self._settled = self._held()

    def make_room(self, log_size: int | None = None) -> None:
        """Checkpoint where much of the pool is held by what was written, or where the log is longer than that.

        What was only read is held in the pool too, and gives way by itself: with a short log that is all there is.
        Beside a small file a shorter log will do: reading it again costs every opening more than rewriting the file once.
        """
        log = Path(f"{self.path}.wal")
        length = log.stat().st_size if log.exists() else 0
        if (log_size is not None and length > min(log_size, max(LEAST_LOG, self.path.stat().st_size // 8))) or (
            length > PLENTY and self._held() - self._settled > GROWTH
        ):
            self.checkpoint()

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """Give a folder beside the file for what is being made; what a killed process left there goes too."""
        folder = self.path.with_name(f"{self.path.name}.new")
        for _ in range(_TRIES):  # a helper of a loader that was killed may be writing its last file there
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(FileExistsError):
                folder.mkdir()
                break
            time.sleep(_POLL)
        else:
            raise StoreError(f"cannot remove {folder}, which a loader that was killed left behind")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def replace(self, made: Path) -> None:
        """Go on with the other file in this one's place; this one is held until then, so that nobody else writes to it."""
        self.checkpoint()
        with open(made, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(made, self.path)
        self._reopen()

    def reopen_if_full(self) -> None:
        """Close the file and open it again where much of the pool is held, by whatever it is; for between two COPY."""
        if self._held() > FULL:
            self.checkpoint()
            self._reopen()

    def _reopen(self) -> None:
        self._shut()
        self._open(REOPENING)

    def _held(self) -> int:
        held: int = self.run("CALL BM_INFO() RETURN *")[0][1]
        return held

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside is seen whole or not at all."""
        with self.fresh(_ONE):
            self.run("BEGIN TRANSACTION")
            try:
                yield
            except BaseException:
                with suppress(StoreError):  # the engine may have rolled back itself
                    self.run("ROLLBACK")
                raise
            self.run("COMMIT")

    def _renew(self) -> None:
        """Change the connection now and then: it keeps every statement that it prepared, until the memory is full."""
        self._asked += 1
        if self._own and self._asked % STATEMENTS == 0:
            self._worker.do(self._connection.close)
            self._connection = self._connect()

    @contextmanager
    def fresh(self, threads: int = 0) -> Iterator[None]:
        """Use a connection of its own: each keeps every statement that it ran, with the tables that were given to it.

        `threads` are those of the engine that carry out a statement of it; 0 for all there are.
        """
        before, self._connection = self._connection, self._connect(threads)
        own, self._own = self._own, False
        try:
            yield
        finally:
            self._worker.do(self._connection.close)
            self._connection, self._own = before, own


def require(path: Path) -> None:
    """Raise `StoreError` where there is no store at `path`."""
    if not path.exists():
        _refuse_orphan(path)
        raise StoreError(f"there is no store at {path}: build one with `jinmai build PAGES… --store ladybug:{path}`")


def _refuse_orphan(path: Path) -> None:
    """Raise `StoreError` where the log of a store is there without the store: the engine would take it for a new one's."""
    log = Path(f"{path}.wal")
    if log.exists() and not path.exists():
        raise StoreError(
            f"{path} is gone, but {log} is still there, and a small graph may be wholly in it: put {path} back beside it, "
            f"or remove {log} too and build the graph anew"
        )


def _open(worker: Worker, path: Path, read_only: bool, wait: float | None, pool: int) -> Any:
    if path.is_dir():
        raise StoreError(
            f"{path} is a folder, and a store is a file: name one, for example ladybug:{path / 'jinmai.db'}"
        )
    if read_only:
        require(path)
    else:
        _refuse_orphan(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    opened = functools.partial(
        ladybug.Database, str(path), read_only=read_only, buffer_pool_size=pool, auto_checkpoint=False
    )
    until = time.monotonic() + (wait or 0)
    while True:
        try:
            return worker.do(opened)
        except (RuntimeError, OSError) as error:
            if "Database ID for temporary file" in str(error):
                raise StoreError(
                    f"{path} and {path}.wal are not of one store, so one of them is left from another: put back the file "
                    f"that belongs to the other, or remove both and build the graph anew"
                ) from error
            if "not a valid" in str(error):
                raise StoreError(f"{path} is no store of jinmai's but another file: choose another path") from error
            if "lock" not in str(error).lower():
                said = str(error).splitlines()[0].partition(" exception: ")
                raise StoreError(f"cannot open {path}: {said[2] or said[0]}") from error
            if time.monotonic() >= until:
                raise StoreBusy(
                    f"another process is writing to {path}: wait for it to end, or give --wait SECONDS"
                ) from error
        time.sleep(_POLL)


def _value(value: Any) -> Any:
    """Turn the engine's dicts into nodes, edges and walks, without the store's own bookkeeping."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, Decimal):  # a sum of whole numbers, which is wider than they are
        return int(value) if value == value.to_integral_value() else value
    if not isinstance(value, dict):
        return value
    if "_NODES" in value and "_RELS" in value:
        return Walk(tuple(map(_value, value["_NODES"])), tuple(map(_value, value["_RELS"])))
    if "_LABEL" in value:
        shown = {k: _value(v) for k, v in value.items() if not k.startswith("_") and v is not None}
        if "_SRC" in value:
            return Edge(value["_LABEL"], shown)
        return Node(value["_LABEL"], value.get("id", ""), shown)
    return {
        key: _value(item) for key, item in sorted(value.items())
    }  # the order that it was written in, no server keeps
