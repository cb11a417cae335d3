"""The embedded store: a Ladybug database in one file, in this process."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from graph import decisions as decision_files
from graph import dialect
from graph.decisions import Decisions
from graph.engines.ladybug_ddl import statements
from graph.engines.ladybug_session import Session
from graph.facts import ArticleFacts, decode, encode
from graph.merge import Graph, merge
from graph.merge_names import label_of
from graph.ontology import load as ontology
from graph.rows import table
from graph.store import LoadReport, Progress, QueryError, Result, Store, StoreError


class LadybugStore(Store):
    """A store in a file; one process writes, others may read."""

    def __init__(self, path: Path, *, read_only: bool = False, wait: float | None = None) -> None:
        self.url = f"ladybug:{path}"
        self._session = Session(path, read_only=read_only, wait=wait)
        try:
            self._prepare()
        except BaseException:
            self._session.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._session.close()

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
        version = comments["Article"].split()[1]
        if version != str(ontology().version):
            raise StoreError(
                f"{self._session.path} was written with version {version} of the ontology, this is version "
                f"{ontology().version}: build it anew"
            )

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

    def decide(self, decisions: Decisions) -> bool:
        """Make the graph follow these decisions."""
        if decisions.digest == self.decisions().digest:
            return False
        self._rewrite(list(self.articles()), decisions)
        return True

    def load(self, articles: Iterable[ArticleFacts], on_progress: Progress | None = None) -> LoadReport:
        """Take articles in; what their sources gave before is replaced."""
        report = LoadReport()
        before = {(facts.source, facts.article): facts for facts in self.articles()}
        given = {}
        for facts in articles:
            given[facts.source, facts.article] = facts
            report.sources.add(facts.source)
            if on_progress:
                on_progress(len(given))
        stale = {key for key in before if key[0] in report.sources and key not in given}
        report.forgotten = len(stale)
        report.unchanged = sum(before.get(key) == facts for key, facts in given.items())
        report.replaced = len(given.keys() & before.keys()) - report.unchanged
        report.added = len(given) - report.unchanged - report.replaced
        if report.forgotten or report.replaced or report.added:
            kept = [facts for key, facts in before.items() if key not in stale and key not in given]
            report.dropped = self._rewrite([*kept, *given.values()], self.decisions())
        return report

    def forget(self, name: str) -> int:
        """Remove an article or a source."""
        before = list(self.articles())
        kept = [facts for facts in before if name not in (facts.article, facts.source)]
        if len(kept) < len(before):
            self._rewrite(kept, self.decisions())
        return len(before) - len(kept)

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
        try:
            dialect.check(cypher, write)
        except dialect.Refused as error:
            raise QueryError(str(error)) from error
        result = self._session.ask(cypher, parameters or {}, timeout, limit)
        named = dialect.columns(cypher)
        return replace(result, columns=named) if named and len(named) == len(result.columns) else result

    def articles(self, article: str | None = None) -> Iterator[ArticleFacts]:
        """Yield the facts of all articles, or of one, as they were loaded."""
        where = "{id: $id}" if article else ""
        rows = self._session.run(f"MATCH (a:Article {where}) RETURN a._records", {"id": article} if article else None)
        for (packed,) in rows:
            for line in msgspec.msgpack.decode(packed, type=list[bytes]):
                yield decode(line)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every node and edge as a plain record."""
        for label in ontology().labels.values():
            names = [prop.name for prop in label.properties if not prop.hidden]
            columns = ", ".join(f"n.{name}" for name in names)
            for row in self._session.run(f"MATCH (n:{label.name}) RETURN {columns}"):
                yield {"node": label.name, **dict(zip(names, row, strict=True))}
        for relation in ontology().relations.values():
            names = [prop.name for prop in relation.properties if not prop.hidden]
            columns = "".join(f", r.{name}" for name in names)
            for row in self._session.run(f"MATCH (a)-[r:{relation.name}]->(b) RETURN a.id, b.id{columns}"):
                yield {"edge": relation.name, "from": row[0], "to": row[1], **dict(zip(names, row[2:], strict=True))}

    def _rewrite(self, articles: list[ArticleFacts], decisions: Decisions) -> int:
        """Write the graph of these articles in place of what is there."""
        graph = merge(articles, decisions)
        packed: dict[str, list[bytes]] = defaultdict(list)
        for facts in articles:
            packed[facts.article].append(encode(facts))
        for article, lines in packed.items():
            graph.nodes[article]["_records"] = msgspec.msgpack.encode(sorted(lines))
        with self._session.transaction():
            for label in ontology().labels:
                self._session.run(f"MATCH (n:{label}) DETACH DELETE n")
            self._copy(graph)
            self._write_meta(decisions.text)
        return graph.dropped

    def _copy(self, graph: Graph) -> None:
        nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for properties in graph.nodes.values():
            nodes[properties["label"]].append(properties)
        for label, rows in nodes.items():
            self._session.run(f"COPY {label} FROM $rows", {"rows": table(ontology().labels[label].properties, rows)})
        edges: dict[tuple[str, str, str], list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
        for (kind, head, tail, key), properties in graph.edges.items():
            ends = (self._label(head), self._label(tail))
            edges[kind, *ends].append((head, tail, {**properties, "key": key}))
        for (kind, head, tail), found in edges.items():
            rows_table = table(
                ontology().relations[kind].properties,
                [p for _, _, p in found],
                [a for a, _, _ in found],
                [b for _, b, _ in found],
            )
            self._session.run(f"COPY {kind} FROM $rows (from='{head}', to='{tail}')", {"rows": rows_table})

    @staticmethod
    def _label(node: str) -> str:
        return label_of(node) if ":" in node else "Article"
