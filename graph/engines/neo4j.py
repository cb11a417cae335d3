"""The store on a Neo4j server, 5.26 or newer: many read and write it, writers take turns."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from graph import decisions as decision_files
from graph import dialect
from graph.backend import Backend
from graph.decisions import Decisions
from graph.engines.neo4j_backend import Neo4jBackend
from graph.engines.neo4j_ddl import GUARD, UPGRADE, VERSION, constraints, indexes, mark
from graph.engines.neo4j_errors import NodeThere
from graph.engines.neo4j_filling import Filling, unmark, vacant
from graph.engines.neo4j_session import Session
from graph.facts import ArticleFacts
from graph.keeping import KeptStore
from graph.ontology import load as ontology
from graph.ontology import stated
from graph.parameters import check
from graph.store import LoadReport, Progress, QueryError, Reread, Result, StoreError, other_version

INDEXING = 300  # seconds that a new index may take over what is there
T = TypeVar("T")


class Neo4jStore(KeptStore):
    """A store in one database of a server."""

    batch_facts = 20_000  # what one transaction changes is held in the server's heap

    def __init__(
        self, url: str, *, read_only: bool = False, wait: float | None = None, upgrading: bool = False
    ) -> None:
        self.url = url
        self._session = Session(url, read_only=read_only, wait=wait)
        self._filling: Filling | None = None
        try:
            self._prepare(upgrading)
        except BaseException:
            self._session.close()
            raise

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def identity(self) -> str:
        """Return the server's own id of the database: a host has many names, a database aliases."""
        return f"database {self._session.run('CALL db.info() YIELD id RETURN id')[0][0][0]}"

    def _prepare(self, upgrading: bool) -> None:
        version = version_of(self._session)
        if not upgrading and (kept := upgrade_of(self._session)) is not None:
            raise StoreError(
                f"an upgrade of {self.url} was interrupted: `jinmai upgrade` ends it, from its backup {kept}, which is "
                "whole; no other command until then"
            )
        if version == ontology().version:
            return
        if version is not None:
            raise StoreError(other_version(self.url, version))
        if not vacant(self._session):
            raise StoreError(f"{self.url} holds a database that is not one of jinmai's: use an empty one")
        if self._session.read_only:
            raise StoreError(
                f"there is no graph at {self.url} yet: build one with `jinmai build PAGES… --store {self.url}`"
            )
        for statement in (*constraints(ontology()), *indexes(ontology())):
            self._session.run(statement)
        self._session.run(f"CALL db.awaitIndexes({INDEXING})")
        self._session.run(mark(ontology().version))

    def write(self, work: Callable[[Backend], T]) -> T:
        """Run the work in a transaction, and again from its beginning after a passing failure.

        Writers take turns: each holds the one entry of a unique index until its transaction ends, and leaves no node behind.
        """

        if self._session.read_only:
            raise StoreError(f"{self.url} was opened for reading only")

        def turn() -> T:
            self._session.run(f"MERGE (n:{GUARD} {{id: 'writer'}}) DELETE n")
            backend = Neo4jBackend(self._session)
            knowing = self._filling.around(backend) if self._filling else None
            if not knowing:
                unmark(self._session)
            done = work(knowing or backend)
            backend.finish()
            return done

        try:
            done = self._session.write(turn)
        except NodeThere:
            if not self._filling or not self._filling.give_up():
                raise
            done = self._session.write(turn)  # an analyst made by hand what the load could not know of
        if self._filling:
            self._filling.written()
        return done

    def load(
        self, articles: Iterable[ArticleFacts], on_progress: Progress | None = None, reread: Reread | None = None
    ) -> LoadReport:
        """Take articles in; as long as nobody else writes to a store that was empty, only what was written is looked up."""
        self._filling = Filling(self._session)
        try:
            return super().load(articles, on_progress, reread)
        finally:
            self._filling.end()
            self._filling = None

    @contextmanager
    def reading(self) -> Iterator[Backend]:
        """Give a backend for reading only."""
        with self._session.reading():
            yield Neo4jBackend(self._session)

    def sources(self) -> dict[str, list[str]]:
        """Return the sources of every article."""
        return dict(self._session.stream("MATCH (a:Article) WHERE a._records IS NOT NULL RETURN a.id, a.sources"))

    def empty(self) -> bool:
        """Tell whether no article is in the store."""
        return not self._session.run("MATCH (a:Article) RETURN count(*)")[0][0][0]

    def printed_in_few(self, sources: Collection[str]) -> dict[str, list[str]]:
        """Return the articles that any of these sources printed, with all their sources."""
        query = "MATCH (a:Article) WHERE any(s IN a.sources WHERE s IN $sources) RETURN a.id, a.sources"
        return {row[0]: row[1] for row in self._session.run(query, {"sources": list(sources)})[0]}

    def decisions(self) -> Decisions:
        """Return the decisions that the graph was made with."""
        rows = self._session.run(f"MATCH (n:{GUARD} {{id: 'decisions'}}) RETURN n.text")[0]
        return decision_files.parse(rows[0][0]) if rows else decision_files.NO_DECISIONS

    def note_decisions(self, decisions: Decisions) -> None:
        """Remember the decisions that the graph follows; where there are none, no node is kept for them."""
        if decisions.text:
            query = f"MERGE (n:{GUARD} {{id: 'decisions'}}) SET n.text = $text"
            self._session.run(query, {"text": decisions.text})
        else:
            self._session.run(f"MATCH (n:{GUARD} {{id: 'decisions'}}) DELETE n")

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Run Cypher; only reading unless `write`."""
        check(parameters or {})
        try:
            dialect.check(cypher, write)
            dialect.missing(cypher, parameters or {})
        except dialect.Refused as error:
            raise QueryError(str(error)) from error
        return self._session.ask(cypher, parameters or {}, write, timeout, limit)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every node and edge as a plain record; what an analyst made without an id to know it by is left out."""
        for label in ontology().labels.values():
            names = [prop.name for prop in stated(label.properties)]
            columns = ", ".join(f"n.{name}" for name in names)
            for row in self._session.stream(f"MATCH (n:{label.name}) RETURN {columns}"):
                record = dict(zip(names, row, strict=True))
                if isinstance(record["id"], str):
                    yield {"node": label.name, **record}
        for relation in ontology().relations.values():
            names = [prop.name for prop in stated(relation.properties)]
            columns = "".join(f", r.{name}" for name in names)
            for row in self._session.stream(f"MATCH (a)-[r:{relation.name}]->(b) RETURN a.id, b.id{columns}"):
                if isinstance(row[0], str) and isinstance(row[1], str):
                    yield {
                        "edge": relation.name,
                        "from": row[0],
                        "to": row[1],
                        **dict(zip(names, row[2:], strict=True)),
                    }


def version_of(session: Session) -> int | None:
    """Return the version of the ontology that wrote the database; None where it is not ours."""
    query = "SHOW INDEXES YIELD name WHERE name STARTS WITH $mark RETURN name"
    return max((int(row[0].removeprefix(VERSION)) for row in session.run(query, {"mark": VERSION})[0]), default=None)


def upgrade_of(session: Session) -> str | None:
    """Return the backup of an upgrade that was begun and has not come to its end; None where there is none."""
    rows = session.run(f"MATCH (n:{GUARD} {{id: '{UPGRADE}'}}) RETURN n.kept")[0]
    return str(rows[0][0]) if rows else None
