"""A Neo4j database that another version of the schema wrote: what it was made from, and how it makes room for a new graph."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.engines.neo4j import Neo4jStore, upgrade_of, version_of
from graph.engines.neo4j_ddl import GUARD, UPGRADE, VERSION, unmark
from graph.engines.neo4j_session import Session
from graph.records import raw_lines
from graph.store import Store, StoreError


class OldNeo4j:
    """Reads what every version keeps: the packed facts of each article, the decisions and the mark of the version."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = Session(url, read_only=False, wait=None)
        found = version_of(self._session)
        self._begun = upgrade_of(self._session)
        if found is None and self._begun is None:
            self._session.close()
            raise StoreError(f"there is no graph of jinmai's at {url}")
        self.version = found or 0

    def begun(self) -> str | None:
        """Return the backup of an upgrade that was interrupted; None where there was none."""
        return self._begun

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def decisions(self) -> str:
        """Return the decisions as they are written."""
        rows = self._session.run(f"MATCH (n:{GUARD} {{id: 'decisions'}}) RETURN n.text")[0]
        return str(rows[0][0]) if rows else ""

    def lines(self) -> Iterator[bytes]:
        """Yield each article's facts as the JSON line that was kept."""
        for (packet,) in self._session.stream("MATCH (a:Article) RETURN a._records ORDER BY a.id"):
            yield from raw_lines(packet)

    @contextmanager
    def anew(self, kept: Path) -> Iterator[Store]:
        """Empty the database and give the new store in it.

        From before the first node goes until all is there again, a node of our own says so and names the backup.
        """
        ours = f"(n:{GUARD} {{id: '{UPGRADE}'}})"
        self._session.run(f"MERGE {ours} SET n.kept = $kept", {"kept": str(kept.resolve())})
        others = f"NOT n:{GUARD} OR n.id <> '{UPGRADE}'"
        self._session.run(f"MATCH (n) WHERE {others} CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 10000 ROWS")
        marks = self._session.run(
            "SHOW INDEXES YIELD name WHERE name STARTS WITH $mark RETURN name", {"mark": VERSION}
        )[0]
        for (name,) in marks:
            self._session.run(unmark(int(name.removeprefix(VERSION))))
        with Neo4jStore(self.url, upgrading=True) as store:
            yield store
        self._session.run(f"MATCH {ours} DELETE n")
