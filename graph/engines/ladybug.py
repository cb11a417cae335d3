"""The embedded store: a Ladybug database in one file, in this process."""

import base64
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from graph import decisions as decision_files
from graph.backend import Backend
from graph.decisions import Decisions
from graph.engines.ladybug_ddl import statements
from graph.engines.ladybug_session import BUFFER_POOL, FILL_POOL, Session
from graph.facts import ArticleFacts
from graph.keeping import KeptStore
from graph.ontology import load as ontology
from graph.ontology import stated
from graph.store import LoadReport, QueryError, Result, StoreError, other_version

T = TypeVar("T")
LOG_SIZE = 16 << 20  # bytes of the log that are left for the next opening to read


class LadybugStore(KeptStore):
    """A store in a file; one process writes, others may read."""

    def __init__(
        self, path: Path, *, read_only: bool = False, wait: float | None = None, pool: int = BUFFER_POOL
    ) -> None:
        self.url = f"ladybug:{path}"
        if not read_only:
            import graph.rows  # noqa: F401  # what writing needs, before there is anything that Ctrl-C may interrupt
        self._session = Session(path, read_only=read_only, wait=wait, pool=pool)
        try:
            self._prepare()
        except BaseException:
            self._session.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._session.close()

    def identity(self) -> str:
        """Return which file it is."""
        held = self._session.path.stat()
        return f"file {held.st_dev}:{held.st_ino}"

    def _prepare(self) -> None:
        comments = {row[1]: row[4] for row in self._session.run("CALL SHOW_TABLES() RETURN *")}
        if not comments and not self._session.read_only:
            with self._session.transaction():
                for statement in statements(ontology()):
                    self._session.run(statement)
                self._write_meta("")
            return
        if "Article" not in comments or not comments["Article"].startswith("jinmai "):
            raise StoreError(f"{self._session.path} is a database, but not one of jinmai's: choose another path")
        version = int(comments["Article"].split()[1])
        if version != ontology().version:
            raise StoreError(other_version(self._session.path, version))

    def _write_meta(self, decisions: str) -> None:
        packed = base64.b64encode(decisions.encode()).decode() or "-"
        self._session.run(f"COMMENT ON TABLE Article IS 'jinmai {ontology().version} {packed}'")

    def decisions(self) -> Decisions:
        """Return the decisions that the graph was made with."""
        for row in self._session.run("CALL SHOW_TABLES() RETURN *"):
            if row[1] == "Article":
                packed = row[4].split()[2]
                return decision_files.parse("" if packed == "-" else base64.b64decode(packed).decode())
        return decision_files.NO_DECISIONS

    def note_decisions(self, decisions: Decisions) -> None:
        """Remember the decisions that the graph follows."""
        self._write_meta(decisions.text)

    def write(self, work: Callable[[Backend], T]) -> T:
        """Run the work in a transaction; once more after making room where the engine's memory is full."""
        try:
            done = self._write(work)
        except StoreError as error:
            if "buffer pool is full" not in str(error):
                raise
            self._session.checkpoint()
            done = self._write(work)
        self._session.make_room()
        return done

    def fill(self, articles: Iterable[ArticleFacts], decisions: Decisions) -> LoadReport:
        """Make the whole graph in a file beside this one, which then takes its place: whoever looks sees all or nothing."""
        from graph.anew import build
        from graph.anew_crew import Crew
        from graph.engines.ladybug_fill import copy_all
        from graph.tables import Tables

        with self._session.aside() as folder:
            tables = Tables(folder)
            with closing(Crew(folder)) as crew:
                report = build(articles, decisions, tables, folder, crew)
                crew.end()
            tables.close()
            for each in crew.folders:
                tables.adopt(each)
            made = folder / "graph.db"
            with LadybugStore(made, pool=FILL_POOL) as store:
                store.note_decisions(decisions)
                copy_all(store._session, tables)
            self._session.replace(made)
        return report

    def _write(self, work: Callable[[Backend], T]) -> T:
        with self._session.transaction():
            return work(_backend(self._session))

    @contextmanager
    def reading(self) -> Iterator[Backend]:
        """Give a backend for reading only."""
        with self._session.fresh():
            yield _backend(self._session)

    def after_load(self) -> None:
        """Put what was written into its place in the file, unless it is little: a next opening reads it from the log."""
        self._session.make_room(LOG_SIZE)

    def sources(self) -> dict[str, list[str]]:
        """Return the sources of every article."""
        return dict(self._session.run("MATCH (a:Article) WHERE a._records IS NOT NULL RETURN a.id, a.sources"))

    def empty(self) -> bool:
        """Tell whether nothing is in the store, neither of articles nor made by hand: then a new file may take its place."""
        return self._session.empty()

    def printed_in_few(self, sources: Collection[str]) -> dict[str, list[str]]:
        """Return the articles that any of these sources printed, with all their sources."""
        import pyarrow as pa

        query = (
            "MATCH (a:Article) UNWIND a.sources AS source LOAD FROM $rows WHERE source = c_source "
            "RETURN DISTINCT a.id, a.sources"
        )
        with self._session.fresh():
            return dict(
                self._session.run(query, {"rows": pa.table({"c_source": pa.array(list(sources), pa.string())})})
            )

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
        from graph import dialect  # the grammar of Cypher is for analysts' queries alone
        from graph.engines.ladybug_rows import by_rows, longest
        from graph.parameters import check, check_kinds

        check(parameters or {})
        try:
            dialect.refuse_managing(cypher)
            dialect.check(cypher, write)
            translated = dialect.translate(cypher, parameters, longest(self._session))
        except dialect.Unsupported as error:
            return by_rows(self._session, cypher, parameters or {}, timeout, limit, error)
        except dialect.Refused as error:
            raise QueryError(str(error)) from error
        used = {name: value for name, value in (parameters or {}).items() if name in translated.parameters}
        check_kinds(used)
        try:
            result = self._session.ask(translated.cypher, used, timeout, limit)
        except QueryError as error:
            said = dialect.explained(str(error), cypher, translated)
            if dialect.is_limit(str(error)):
                return by_rows(self._session, cypher, parameters or {}, timeout, limit, dialect.Refused(said))
            raise QueryError(said) from error
        return replace(result, columns=translated.columns)

    def ours(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Result:
        """Run a reading statement of this program as it stands, but for `type(r)`, which is `label(r)` here."""
        return self._session.ask(cypher.replace("type(", "label("), parameters or {}, None, None)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every node and edge as a plain record."""
        for label in ontology().labels.values():
            names = [prop.name for prop in stated(label.properties)]
            columns = ", ".join(f"n.{name}" for name in names)
            for row in self._session.run(f"MATCH (n:{label.name}) RETURN {columns}"):
                yield {"node": label.name, **dict(zip(names, row, strict=True))}
        for relation in ontology().relations.values():
            names = [prop.name for prop in stated(relation.properties)]
            columns = "".join(f", r.{name}" for name in names)
            for row in self._session.run(f"MATCH (a)-[r:{relation.name}]->(b) RETURN a.id, b.id{columns}"):
                yield {"edge": relation.name, "from": row[0], "to": row[1], **dict(zip(names, row[2:], strict=True))}


def _backend(session: Session) -> Backend:
    """Return what writes and reads in bulk; Arrow is imported only here, for it takes a third of a second."""
    from graph.engines.ladybug_backend import LadybugBackend

    return LadybugBackend(session)
