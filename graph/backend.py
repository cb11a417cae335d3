"""What an engine has to do so that `graph.update` can keep a graph in it: few, plain operations on many rows at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NamedTuple, Protocol, TypeVar

Properties = dict[str, Any]
T = TypeVar("T")


class Ends(NamedTuple):
    """An edge type with the labels that it joins."""

    type: str
    head: str
    tail: str


class EdgeRow(NamedTuple):
    """An edge: its ends' ids and its properties (`key` among them where the type has one)."""

    head: str
    tail: str
    properties: Properties


class Alike(NamedTuple):
    """Stored facts that have a value in common: how many, how many of them are marked as in conflict, the ids of some."""

    number: int
    marked: int
    ids: list[str]


class Reader(Protocol):
    """Looks up what is stored. Ids that are not there are passed over."""

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Return the named properties of the nodes, by id."""

    def matching(self, label: str, name: str, values: Collection[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the named properties of all nodes whose property `name`, a number, is one of the values."""

    def alike(self, label: str, name: str, values: Collection[int], most: int) -> dict[int, Alike]:
        """Return by value which facts have it for their property `name`, the ids of `most` at most."""

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        """Return by article the ids of the facts with this label that it states."""

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        """Return the named properties of edges, by head, tail and key; the key is "" where the type has none."""

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        """Return the ids of the articles that mention any of the nodes."""


class Backend(Reader, Protocol):
    """Reads and writes inside one transaction that the caller has begun."""

    pipelined: bool  # what is written is carried out while the caller goes on, who had better tell it at once

    def beside(self, work: Callable[[Reader], T]) -> AbstractContextManager[Callable[[], T]]:
        """Have work done that only reads, maybe while the caller goes on reading; what is given waits for its result.

        Nothing may be written before that. When the context ends, so has the work.
        """

    def add_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write nodes that are not there yet."""

    def set_nodes(self, label: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Set the named properties of nodes that are there; each row has `id` too."""

    def drop_nodes(self, label: str, ids: Collection[str]) -> None:
        """Remove nodes with all their edges."""

    def add_edges(self, ends: Ends, rows: Sequence[EdgeRow]) -> None:
        """Write edges that are not there yet; both nodes are."""

    def set_edges(self, ends: Ends, names: Sequence[str], rows: Sequence[EdgeRow]) -> None:
        """Set the named properties of edges that are there."""

    def drop_edges(self, ends: Ends, rows: Iterable[EdgeRow]) -> None:
        """Remove edges: by ends, and by `key`, or `start` and `stop`, where the type has them."""


@contextmanager
def at_once(reader: Reader, work: Callable[[Reader], T]) -> Iterator[Callable[[], T]]:
    """Do the work of `Backend.beside` here and now: for an engine that has no second connection to spare."""
    done = work(reader)
    yield lambda: done
