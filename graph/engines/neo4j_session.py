"""A connection to a Neo4j server: logging in, transactions with retries, queries with limits, values as Python sees them."""

import logging
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import neo4j
from neo4j import exceptions as failures
from neo4j import graph as shapes

from graph.dialect import batched
from graph.engines.neo4j_errors import LEAST, explained, query_error, refuse_unknown, too_old
from graph.engines.neo4j_hidden import names as hidden_names
from graph.engines.neo4j_hidden import without
from graph.ontology import Label, Relation
from graph.ontology import load as ontology
from graph.store import Edge, Node, QueryError, Result, StoreError, Walk

CONNECT = 5.0  # seconds to reach the server
ANSWER = 10.0  # seconds for the server to answer as one, from the connection to the login
RETRY = 60.0  # seconds of trying a transaction again after passing failures
_POLL = 0.5
_ERRORS = (failures.Neo4jError, failures.DriverError, OSError)
T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what matters is raised
logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)


class Session:
    """One driver with its pool of connections; credentials are NEO4J_USERNAME and NEO4J_PASSWORD.

    The database is what the URL's path names, or NEO4J_DATABASE, or the server's default.
    """

    def __init__(self, url: str, *, read_only: bool, wait: float | None) -> None:
        self.url = url
        self.read_only = read_only
        address, self._database = located(url, os.environ.get("NEO4J_DATABASE"))
        self._driver = _connect(url, address, wait)
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._transaction: neo4j.Transaction | neo4j.ManagedTransaction | None = None

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> tuple[list[list[Any]], Any]:
        """Run a statement of ours in the transaction at hand, or in one of its own; returns its rows and counters."""
        if self._transaction is not None:
            return _all(self._transaction.run(cypher, dict(parameters or {})))
        try:
            with self._session(neo4j.READ_ACCESS if self.read_only else neo4j.WRITE_ACCESS) as session:
                return _all(session.run(cypher, dict(parameters or {})))
        except _ERRORS as error:
            raise explained(error, self.url) from error

    def send(self, cypher: str, parameters: Mapping[str, Any]) -> Callable[[], list[list[Any]]]:
        """Have a statement of ours run in the transaction at hand, and return what waits for its rows.

        A failure is raised there, by the next statement, or by the end of the transaction.
        """
        assert self._transaction is not None
        result = self._transaction.run(cypher, dict(parameters))
        return lambda: [row.values() for row in result]

    def write(self, work: Callable[[], T]) -> T:
        """Run the work in a transaction of its own; it is run again from its beginning after a passing failure."""

        def managed(transaction: neo4j.ManagedTransaction) -> T:
            with self._inside(transaction):
                return work()

        try:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(managed)
        except _ERRORS as error:
            raise explained(error, self.url) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is run inside is read in one transaction."""
        try:
            with (
                self._session(neo4j.READ_ACCESS) as session,
                session.begin_transaction() as transaction,
                self._inside(transaction),
            ):
                yield
        except _ERRORS as error:
            raise explained(error, self.url) from error

    def stream(self, cypher: str) -> Iterator[Any]:
        """Yield the rows of a statement of ours without holding them all."""
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                for row in session.run(cypher):
                    yield row.values()
        except _ERRORS as error:
            raise explained(error, self.url) from error

    def ask(
        self, cypher: str, parameters: Mapping[str, Any], write: bool, timeout: float | None, limit: int | None
    ) -> Result:
        """Run an analyst's query; raises `QueryError`. Whatever interrupts it here ends it on the server too."""
        token = secrets.token_hex(8)
        mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        size = 1000 if limit is None else min(limit + 1, 1000)
        asked, renamed = without(cypher)
        try:
            with self._session(mode, size, "WARNING") as session:
                if batched(cypher):  # it commits by itself, and runs in no transaction
                    statement = neo4j.Query(asked, metadata={"jinmai": token}, timeout=timeout)
                    with self._stopping(token):
                        columns, rows, cut = _fetched(session.run(statement, dict(parameters)), limit, write, cypher)
                else:
                    with (
                        session.begin_transaction(metadata={"jinmai": token}, timeout=timeout) as transaction,
                        self._stopping(token),
                    ):
                        result = transaction.run(asked, dict(parameters))
                        columns, rows, cut = _fetched(result, limit, write, cypher)
                        if write:
                            transaction.commit()
        except _ERRORS as error:
            if (interruption := _interruption(error)) is not None:
                raise interruption from None
            raise query_error(error, timeout, self.url) from error
        except (TypeError, ValueError, OverflowError) as error:
            raise QueryError(f"a parameter is of a type that the store does not know: {error}") from error
        named = [renamed.get(column, column) for column in columns]
        return Result(named, [tuple(map(_value, row.values())) for row in rows[:limit]], cut)

    @contextmanager
    def _stopping(self, token: str) -> Iterator[None]:
        """End the query on the server when it is interrupted here, before its connection is waited for."""
        try:
            yield
        except Exception:
            raise
        except BaseException:
            self._stop(token)
            raise

    def _stop(self, token: str) -> None:
        """End the query that carries the token, wherever it runs."""
        with suppress(Exception), self._session(neo4j.WRITE_ACCESS) as session:
            listed = session.run("SHOW TRANSACTIONS YIELD transactionId, metaData RETURN transactionId, metaData")
            for name in [row[0] for row in listed if row[1].get("jinmai") == token]:
                session.run("TERMINATE TRANSACTIONS $name", name=name).consume()

    def _session(self, mode: str, fetch_size: int = 1000, notify: Any = "OFF") -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=mode,
            fetch_size=fetch_size,
            bookmark_manager=self._bookmarks,
            notifications_min_severity=notify,
        )

    @contextmanager
    def _inside(self, transaction: neo4j.Transaction | neo4j.ManagedTransaction) -> Iterator[None]:
        before, self._transaction = self._transaction, transaction
        try:
            yield
        finally:
            self._transaction = before


def located(url: str, named: str | None) -> tuple[str, str | None]:
    """Return the server that a URL leads to, and the database there; `named` is what the environment says of that.

    The driver passes over a path, and would ask another database than the one meant. Raises `StoreError`.
    """
    if "@" in url.partition("://")[2]:
        raise StoreError("a store's URL holds no password: set NEO4J_USERNAME and NEO4J_PASSWORD")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise StoreError(f"{url!r} is not the URL of a server: {error}") from error
    server = f"{parts.scheme}://{parts.netloc}"
    database = unquote(parts.path).removeprefix("/").removesuffix("/")
    said = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if "/" in database or parts.fragment or said & {"database", "db"}:
        raise StoreError(f"{url}: a database is named by its name alone after the server, {server}/NAME")
    if parts.query and parts.scheme.startswith("bolt"):
        raise StoreError(f"{url}: only a neo4j:// URL takes parameters after a question mark")
    if database and named and database.lower() != named.lower():
        raise StoreError(f"{url} names the database {database}, but NEO4J_DATABASE is {named}: give one of the two")
    if (database or named or "").lower() == "system":
        raise StoreError(f"{url}: the database system is the server's own and holds no graph: name another")
    return server + (f"?{parts.query}" if parts.query else ""), database or named or None


def _connect(url: str, address: str, wait: float | None) -> neo4j.Driver:
    password = os.environ.get("NEO4J_PASSWORD")
    if not password:
        raise StoreError(f"to log in to {url}, set NEO4J_PASSWORD (and NEO4J_USERNAME, where it is not neo4j)")
    login = (os.environ.get("NEO4J_USERNAME") or "neo4j", password)
    until = time.monotonic() + (wait or 0)
    while True:
        driver = None
        try:
            driver = neo4j.GraphDatabase.driver(
                address,
                auth=login,
                connection_timeout=CONNECT,
                connection_acquisition_timeout=ANSWER,
                max_transaction_retry_time=RETRY,
                notifications_min_severity="OFF",
                warn_notification_severity="OFF",
            )
            check_version(url, driver.get_server_info().agent)
            return driver
        except failures.ServiceUnavailable as error:
            _close(driver)
            if time.monotonic() >= until:
                raise explained(error, url) from error
        except (*_ERRORS, ValueError) as error:
            _close(driver)
            raise explained(error, url) from error
        except StoreError:
            _close(driver)
            raise
        time.sleep(_POLL)


def _close(driver: neo4j.Driver | None) -> None:
    if driver is not None:
        driver.close()


def check_version(url: str, agent: str) -> None:
    """Raise `StoreError` where a server that calls itself `agent` (`Neo4j/5.26.18`) is too old."""
    found = re.search(r"(\d+)\.(\d+)", agent)
    if found and (int(found[1]), int(found[2])) < LEAST:
        raise too_old(url, agent.rpartition("/")[2])


def _interruption(error: BaseException) -> BaseException | None:
    """Return what interrupted the program, where an error is only what closing an ended transaction then gave."""
    before: BaseException | None = error
    while before is not None and isinstance(before, Exception):
        before = before.__context__
    return before


def _all(result: neo4j.Result) -> tuple[list[list[Any]], Any]:
    rows = [row.values() for row in result]
    return rows, result.consume().counters


def _fetched(
    result: neo4j.Result, limit: int | None, write: bool, cypher: str
) -> tuple[list[str], list[neo4j.Record], bool]:
    """Return the columns and rows of an analyst's query, and whether more rows than these were left."""
    columns = list(result.keys())
    rows = list(result) if limit is None else result.fetch(limit + 1)
    cut = limit is not None and len(rows) > limit
    if not cut or write:
        refuse_unknown(result.consume(), cypher)
    return columns, rows, cut


def _value(value: Any) -> Any:
    """Turn the driver's shapes into nodes, edges and walks, without the store's own bookkeeping."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in sorted(value.items()) if key not in hidden_names()}
    if isinstance(value, shapes.Node):
        label = next(iter(value.labels), "")
        return Node(label, value.get("id", ""), _shown(value, ontology().labels.get(label)))
    if isinstance(value, shapes.Relationship):
        return Edge(value.type, _shown(value, ontology().relations.get(value.type)))
    if isinstance(value, shapes.Path):
        return Walk(tuple(map(_value, value.nodes)), tuple(map(_value, value.relationships)))
    return value.to_native() if hasattr(value, "to_native") else value


def _shown(entity: shapes.Entity, owner: Label | Relation | None) -> dict[str, Any]:
    """Return the properties in the order of the ontology, in which the embedded store has them."""
    named = [prop.name for prop in owner.properties] if owner else []
    names = [name for name in named if name in entity] + sorted(set(entity) - set(named))
    return {name: _value(entity[name]) for name in names if not name.startswith("_")}
