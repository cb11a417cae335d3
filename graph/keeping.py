"""Loading, forgetting and deciding, the same for every engine: what a source gives now replaces what it gave before."""

import functools
import time
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice
from typing import Any, TypeVar

from graph.backend import Backend
from graph.decided_articles import affected_articles
from graph.decisions import Decisions
from graph.facts import ArticleFacts
from graph.records import parse_digests, record_digest, unpack
from graph.store import LoadReport, Progress, Reread, Store
from graph.update import Change, update
from graph.without import without_sources

BATCH_FACTS = 60_000  # facts of one transaction: large enough for bulk writes, small enough for memory
BATCH_ARTICLES = 4_000
FEW_SOURCES = 500  # up to so many, the articles that they printed are sought in the engine
WHOLE_ARTICLES = 500
WHOLE_SECONDS = 300.0  # of reading articles for an empty store; then what came is written, so that little can be lost

After = Callable[[list[ArticleFacts]], list[ArticleFacts]]  # an article's records → those that are left
T = TypeVar("T")


class KeptStore(Store):
    """A store whose engine offers a backend inside a transaction, and the list of its articles."""

    batch_facts = BATCH_FACTS
    whole_from = WHOLE_ARTICLES  # articles from which on an empty store is filled at once
    whole_seconds = WHOLE_SECONDS

    @abstractmethod
    def write(self, work: Callable[[Backend], T]) -> T:
        """Run the work in a transaction: what it does with the backend is seen whole or not at all.

        An engine may run it again from its beginning after a passing failure, so it changes nothing but the graph.
        """

    @abstractmethod
    def sources(self) -> dict[str, list[str]]:
        """Return the sources of every article, its copies' too, by article id."""

    @abstractmethod
    def empty(self) -> bool:
        """Tell whether no article is in the store, and nothing that `fill` would lose."""

    def printed_in(self, sources: set[str]) -> dict[str, list[str]]:
        """Return the articles that any of these sources printed, with all their sources."""
        if not sources:
            return {}
        if len(sources) <= FEW_SOURCES:
            return self.printed_in_few(sources)
        return {name: held for name, held in self.sources().items() if not sources.isdisjoint(held)}

    @abstractmethod
    def printed_in_few(self, sources: Collection[str]) -> dict[str, list[str]]:
        """Do what `printed_in` does where the engine is better asked than told everything."""

    @abstractmethod
    def note_decisions(self, decisions: Decisions) -> None:
        """Remember the decisions that the graph follows, inside the transaction."""

    def fill(self, articles: Iterable[ArticleFacts], decisions: Decisions) -> LoadReport | None:
        """Fill the empty store at once, so that all is seen or nothing; None where the engine has no way for that."""
        return None

    def after_load(self) -> None:
        """Called when a load has written all it had to."""

    def measure(self, rows: Mapping[str, Sequence[Mapping[str, Any]]], names: Sequence[str]) -> None:
        """Set derived properties of entities."""

        def work(backend: Backend) -> None:
            for label, some in rows.items():
                backend.set_nodes(label, names, some)

        self.write(work)

    def load(
        self, articles: Iterable[ArticleFacts], on_progress: Progress | None = None, reread: Reread | None = None
    ) -> LoadReport:
        """Take articles in; what their sources gave before is replaced. An article is seen whole or not at all."""
        empty = self.empty()
        decisions = self.decisions()
        coming = iter(articles)
        report = LoadReport()
        if empty:
            first = list(islice(coming, self.whole_from))
            coming = chain(first, coming)
            if len(first) == self.whole_from:
                report = self._fill(coming, decisions)
                if on_progress and report.added:
                    on_progress(report.added)
        given: set[tuple[str, str]] = set()
        done = report.added
        for batch in _batches(coming, self.batch_facts):
            self._load_batch(batch, decisions, report)
            for facts in batch:
                given.add((facts.article, facts.source))
                report.sources |= {facts.source, *(copy.source for copy in facts.copies)}
            done += len(batch)
            if on_progress:
                on_progress(done)
        stale = [] if empty else self._stale(report.sources, given)
        report.forgotten = self._change(stale, lambda r: without_sources(r, report.sources, given, reread), decisions)
        if report.changed:
            self.after_load()
        return report

    def _stale(self, sources: set[str], given: set[tuple[str, str]]) -> list[str]:
        """Return the articles that may hold something from these sources that was not among what was given."""
        held = self.printed_in(sources)
        return [name for name, its in held.items() if any(s in sources and (name, s) not in given for s in its)]

    def _fill(self, coming: Iterator[ArticleFacts], decisions: Decisions) -> LoadReport:
        """Fill the empty store with what comes in good time; what came before an error is kept too."""
        stretch = _Stretch(coming, self.whole_seconds)
        report = self.fill(stretch, decisions) or LoadReport()
        if stretch.error:
            raise stretch.error
        return report

    def _load_batch(self, batch: list[ArticleFacts], decisions: Decisions, report: LoadReport) -> None:
        new: dict[str, dict[str, ArticleFacts]] = {}
        for facts in batch:
            new.setdefault(facts.article, {})[facts.source] = facts
        done = self.write(lambda backend: self._take_in(backend, new, decisions))
        report.added += done.added
        report.replaced += done.replaced
        report.unchanged += done.unchanged
        report.dropped += done.dropped

    @staticmethod
    def _take_in(backend: Backend, new: dict[str, dict[str, ArticleFacts]], decisions: Decisions) -> LoadReport:
        report = LoadReport()
        stored = backend.nodes("Article", new, ("_digest",))
        known = {name: parse_digests(digest) for name, (digest,) in stored.items()}
        differing = []
        for name, records in new.items():
            old = known.get(name, {})
            if all(source in old and old[source] == record_digest(facts) for source, facts in records.items()):
                report.unchanged += 1
            else:
                differing.append(name)
                report.replaced += name in known
                report.added += name not in known
        before = _read(backend, [name for name in differing if name in known])
        changes = {}
        for name in differing:
            held = {facts.source: facts for facts in before.get(name, [])}
            changes[name] = Change(list(held.values()), list((held | new[name]).values()))
        if changes:
            report.dropped = update(backend, changes, decisions, decisions)
        return report

    def forget(self, name: str, reread: Reread | None = None) -> int:
        """Remove an article (by id) or a source (by name), as if never read; returns how many articles went or changed."""
        return self.forget_all([name], reread)

    def forget_all(self, names: Collection[str], reread: Reread | None = None) -> int:
        """Forget several articles and sources at once, which costs less than one after the other."""
        with self.reading() as backend:
            gone = set(backend.nodes("Article", list(names), ("id",)))
        given_up = set(names) - gone
        found = gone | self.printed_in(given_up).keys()
        count = self._change(
            found, functools.partial(_left, gone=gone, sources=given_up, reread=reread), self.decisions()
        )
        if count:
            self.after_load()
        return count

    def clear(self) -> None:
        """Remove all articles; the decisions stay."""
        self.forget_all(self.sources())

    def _change(
        self,
        articles: Collection[str],
        after: After,
        decisions: Decisions,
    ) -> int:
        """Change the records of these articles; returns how many articles differ afterwards."""
        listed, count = sorted(articles), 0
        for start in range(0, len(listed), BATCH_ARTICLES):
            some = listed[start : start + BATCH_ARTICLES]
            count += self.write(functools.partial(self._change_batch, articles=some, after=after, decisions=decisions))
        return count

    def _change_batch(self, backend: Backend, articles: list[str], after: After, decisions: Decisions) -> int:
        before = _read(backend, articles)
        left = {name: after(records) for name, records in before.items()}
        differing = {name for name, kept in left.items() if kept != before[name]}
        moved = [r for name in differing for r in left[name] if r.article != name]
        changes = {name: Change(before[name], [r for r in left[name] if r.article == name]) for name in differing}
        self._place(backend, moved, changes)
        if changes:
            update(backend, changes, decisions, decisions)
        return len(differing)

    @staticmethod
    def _place(backend: Backend, moved: list[ArticleFacts], changes: dict[str, Change]) -> None:
        """Enter copies that took an article's place under the id that they have themselves."""
        stored = _read(backend, {facts.article for facts in moved} - changes.keys())
        for facts in moved:
            old = stored.get(facts.article, [])
            change = changes.setdefault(facts.article, Change(old, list(old)))
            change.after = [r for r in change.after if r.source != facts.source] + [facts]

    def articles(self, article: str | None = None) -> Iterator[ArticleFacts]:
        """Yield the facts of all articles, or of one, as they were loaded."""
        names = [article] if article else sorted(self.sources())
        for start in range(0, len(names), 500):
            with self.reading() as backend:
                found = _read(backend, names[start : start + 500])
            for name in names[start : start + 500]:
                yield from found.get(name, [])

    @abstractmethod
    def reading(self) -> AbstractContextManager[Backend]:
        """Give a backend for reading only."""

    def decide(self, decisions: Decisions) -> bool:
        """Make the graph follow these decisions from now on; returns whether anything had to change."""
        old = self.decisions()
        if old.digest == decisions.digest:
            return False

        def follow(backend: Backend) -> None:
            articles, nodes = affected_articles(backend, old, decisions, self.sources)
            changes = {name: Change(records, records) for name, records in _read(backend, articles).items()}
            update(backend, changes, old, decisions, touched=nodes)
            self.note_decisions(decisions)

        self.write(follow)
        self.after_load()
        return True


def _read(backend: Backend, articles: Collection[str]) -> dict[str, list[ArticleFacts]]:
    found = backend.nodes("Article", list(articles), ("_records",))
    return {name: unpack(packet) for name, (packet,) in found.items() if packet}  # a node made by hand keeps none


def _left(
    records: list[ArticleFacts], gone: Collection[str], sources: Collection[str], reread: Reread | None
) -> list[ArticleFacts]:
    if records and records[0].article in gone:
        return []
    return without_sources(records, sources, set(), reread)


class _Stretch:
    """The articles that come within some seconds, or until there is an error, which is kept."""

    def __init__(self, coming: Iterator[ArticleFacts], seconds: float) -> None:
        self._coming = coming
        self._seconds = seconds
        self.error: Exception | None = None

    def __iter__(self) -> Iterator[ArticleFacts]:
        until = time.monotonic() + self._seconds
        try:
            for facts in self._coming:
                yield facts
                if time.monotonic() > until:
                    return
        except Exception as error:
            self.error = error


def _batches(articles: Iterable[ArticleFacts], most: int) -> Iterator[list[ArticleFacts]]:
    batch: list[ArticleFacts] = []
    facts = 0
    for article in articles:
        batch.append(article)
        facts += len(article.relations) + len(article.flows) + len(article.observations)
        if facts >= most or len(batch) >= BATCH_ARTICLES:
            yield batch
            batch, facts = [], 0
    if batch:
        yield batch
