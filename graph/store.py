"""A store holds one graph; `open_store(url)` opens it. Everything above works with `Store` and knows no engine."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.decisions import Decisions
from graph.facts import ArticleFacts, Copy
from graph.ontology import load as ontology

DEFAULT_URL = "ladybug:jinmai.db"
Reread = Callable[[Copy, list[Copy]], ArticleFacts]  # extracts a copy's facts, the other copies being its copies
Progress = Callable[[int], None]  # called with the number of articles that are in the store so far


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message says why and what to try."""


class StoreBusy(StoreError):
    """Another process holds the store."""


class SameStore(StoreError):
    """What was to be copied into another store is that store."""


class QueryError(StoreError):
    """A query that the store refuses, cannot run, or that ran out of time."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node in a query's result."""

    label: str
    id: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge in a query's result; the ends are ids where the store gives them."""

    type: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Walk:
    """A path in a query's result: nodes and edges by turns, as they were walked."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gives; `cut` where a row limit left rows out."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    cut: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(slots=True)
class LoadReport:
    """What loading did: articles new, replaced, unchanged, forgotten (no longer in their source), and facts dropped."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    forgotten: int = 0
    dropped: int = 0
    sources: set[str] = field(default_factory=set)

    @property
    def changed(self) -> bool:
        """Whether the graph differs from before."""
        return bool(self.added or self.replaced or self.forgotten)


class Store(ABC):
    """One graph in one engine. Use as a context manager, or call `close`."""

    url: str

    @abstractmethod
    def load(
        self, articles: Iterable[ArticleFacts], on_progress: Progress | None = None, reread: Reread | None = None
    ) -> LoadReport:
        """Take articles in; what their sources gave before is replaced. An article is seen whole or not at all.

        `reread` extracts the facts of a copy that takes the place of an article whose own source no longer gives it.
        """

    @abstractmethod
    def forget(self, name: str, reread: Reread | None = None) -> int:
        """Remove an article (by id) or a source (by name), as if never read; returns how many articles went or changed."""

    @abstractmethod
    def forget_all(self, names: Collection[str], reread: Reread | None = None) -> int:
        """Forget several articles and sources at once, which costs less than one after the other."""

    @abstractmethod
    def clear(self) -> None:
        """Remove all articles; the decisions stay."""

    @abstractmethod
    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Run Cypher; only reading unless `write`. `timeout` in seconds, `limit` in rows. Raises `QueryError`."""

    def ours(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Result:
        """Run a reading statement that this program made, without what an analyst's query goes through.

        It uses only what both engines read, and `type(r)`; an engine that spells that otherwise sees to it.
        """
        return self.query(cypher, parameters)

    @abstractmethod
    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every node and edge as a plain record, without the store's own bookkeeping, in no promised order."""

    @abstractmethod
    def articles(self, article: str | None = None) -> Iterator[ArticleFacts]:
        """Yield the facts of all articles, or of one, as they were loaded."""

    @abstractmethod
    def sources(self) -> dict[str, list[str]]:
        """Return the sources of every article, its copies' too, by article id."""

    @abstractmethod
    def decisions(self) -> Decisions:
        """Return the decisions that the graph was made with."""

    @abstractmethod
    def decide(self, decisions: Decisions) -> bool:
        """Make the graph follow these decisions from now on; returns whether anything had to change."""

    @abstractmethod
    def measure(self, rows: Mapping[str, Sequence[Mapping[str, Any]]], names: Sequence[str]) -> None:
        """Set the named derived properties of entities; `rows` by label, each with `id`. All is seen or nothing."""

    @abstractmethod
    def identity(self) -> str:
        """Return what tells this store from every other one, by whatever URL it was opened."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def other_version(where: object, version: int) -> str:
    """Return what is said of a store that another version of the schema wrote."""
    ours = ontology().version
    told = f"{where} was written with version {version} of the ontology, this is version {ours}"
    if version > ours:
        return f"{told}: install a newer jinmai"
    return f"{told}: `jinmai upgrade` brings it to this version"


def path_of(url: str) -> Path | None:
    """Return the file of an embedded store's URL; None where it is another URL."""
    scheme, _, rest = url.partition(":")
    return Path(rest.removeprefix("//")) if scheme == "ladybug" and rest else None


def open_store(
    url: str | None = None,
    *,
    read_only: bool = False,
    existing: bool = False,
    wait: float | None = None,
) -> Store:
    """Open the store at `url`, making it unless `read_only` or `existing`; the URL is JINMAI_STORE's where None.

    `ladybug:PATH` is a file; `neo4j://HOST:PORT` or `bolt://…` (with +s or +ssc for TLS) a server, whose user is
    NEO4J_USERNAME, NEO4J_PASSWORD; `…/NAME` or NEO4J_DATABASE names its database where that is not the server's default.
    `wait`: how many seconds to wait where another process writes, or the server is not up yet. Raises `StoreError`, `StoreBusy`.
    """
    where = url or os.environ.get("JINMAI_STORE") or DEFAULT_URL
    scheme, _, rest = where.partition(":")
    if (path := path_of(where)) is not None:
        from graph.engines.ladybug import LadybugStore
        from graph.engines.ladybug_session import require

        if existing:
            require(path)
        return LadybugStore(path, read_only=read_only, wait=wait)
    if scheme.partition("+")[0] in ("neo4j", "bolt") and rest.startswith("//"):
        try:
            from graph.engines.neo4j import Neo4jStore
        except ModuleNotFoundError as error:
            raise StoreError(f"the driver for {where} is not installed: pip install 'jinmai[neo4j]'") from error
        return Neo4jStore(where, read_only=read_only, wait=wait)
    raise StoreError(f"{where!r} is no store: use ladybug:PATH, for example ladybug:jinmai.db, or neo4j://HOST:7687")
