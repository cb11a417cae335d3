"""What a store that began empty may hold by now: the rest is not there, and nobody has to ask the engine for it."""

import functools
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

from graph.backend import Alike, Backend, EdgeRow, Ends, Reader, at_once
from graph.ontology import load

T = TypeVar("T")
_BITS = 27  # 16 MiB: of what a million facts write, one in thousands is asked for in vain
_MASK = (1 << _BITS) - 1
_TOLD_APART = {"key", "articles"}  # properties of those edges that are ever looked up


class Known:
    """A set of values that may seem to hold some that were never put in, and never lacks one that was (Bloom, 1970)."""

    def __init__(self) -> None:
        self._bits = bytearray(1 << (_BITS - 3))

    def add(self, value: Hashable) -> None:
        """Put a value in."""
        for place in _places(value):
            self._bits[place >> 3] |= 1 << (place & 7)

    def __contains__(self, value: Hashable) -> bool:
        return all(self._bits[place >> 3] & 1 << (place & 7) for place in _places(value))


def _places(value: Hashable) -> tuple[int, int, int]:
    """Return three bits of a value, by double hashing (Kirsch and Mitzenmacher, 2008)."""
    drawn = hash(value)
    step = drawn >> 32 | 1
    return drawn & _MASK, drawn + step & _MASK, drawn + 2 * step & _MASK


class Remembering:
    """A backend that asks the engine only for what `known` may hold, and notes there what it writes.

    `sought` are the properties, by label, by which nodes are found besides their ids. Right as long as nobody else writes, and
    nothing was there before: whoever makes one sees to that.
    """

    def __init__(self, backend: Backend, known: Known, sought: Mapping[str, Collection[str]]) -> None:
        self._backend = backend
        self._known = known
        self._sought = sought
        self.pipelined = backend.pipelined

    def nodes(self, label: str, ids: Collection[str], names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
        """Return the named properties of the nodes, by id."""
        few = [node for node in ids if (label, node) in self._known]
        return self._backend.nodes(label, few, names) if few else {}

    def matching(self, label: str, name: str, values: Collection[int], names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the named properties of all nodes whose property is one of the values."""
        few = self._few(label, name, values)
        return self._backend.matching(label, name, few, names) if few else []

    def alike(self, label: str, name: str, values: Collection[int], most: int) -> dict[int, Alike]:
        """Return by value which facts have it, the ids of `most` at most."""
        few = self._few(label, name, values)
        return self._backend.alike(label, name, few, most) if few else {}

    def stating(self, label: str, articles: Collection[str]) -> dict[str, set[str]]:
        """Return by article the ids of the facts that it states."""
        return self._backend.stating(label, articles) if articles else {}

    def edges(
        self, ends: Ends, wanted: Collection[tuple[str, str, str]], names: Sequence[str]
    ) -> dict[tuple[str, str, str], tuple[Any, ...]]:
        """Return the named properties of edges, by head, tail and key."""
        if _looked_up(ends.type):
            wanted = [each for each in wanted if (ends.type, *each) in self._known]
        return self._backend.edges(ends, wanted, names) if wanted else {}

    def mentioning(self, label: str, ids: Collection[str]) -> set[str]:
        """Return the ids of the articles that mention any of the nodes."""
        return self._backend.mentioning(label, ids) if ids else set()

    def beside(self, work: Callable[[Reader], T]) -> AbstractContextManager[Callable[[], T]]:
        """Do work that only reads, at once."""
        return at_once(self, work)

    def add_nodes(self, label: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write nodes that are not there yet."""
        self._note(label, rows)
        self._backend.add_nodes(label, rows)

    def set_nodes(self, label: str, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        """Set the named properties of nodes that are there."""
        self._note(label, rows)
        self._backend.set_nodes(label, names, rows)

    def drop_nodes(self, label: str, ids: Collection[str]) -> None:
        """Remove nodes with all their edges."""
        self._backend.drop_nodes(label, ids)

    def add_edges(self, ends: Ends, rows: Sequence[EdgeRow]) -> None:
        """Write edges that are not there yet."""
        if _looked_up(ends.type):
            for row in rows:
                self._known.add((ends.type, row.head, row.tail, row.properties.get("key") or ""))
        self._backend.add_edges(ends, rows)

    def set_edges(self, ends: Ends, names: Sequence[str], rows: Sequence[EdgeRow]) -> None:
        """Set the named properties of edges that are there."""
        self._backend.set_edges(ends, names, rows)

    def drop_edges(self, ends: Ends, rows: Iterable[EdgeRow]) -> None:
        """Remove edges."""
        self._backend.drop_edges(ends, rows)

    def _few(self, label: str, name: str, values: Collection[int]) -> list[int]:
        if name not in self._sought.get(label, ()):
            return list(values)
        return [value for value in values if (label, name, value) in self._known]

    def _note(self, label: str, rows: Iterable[Mapping[str, Any]]) -> None:
        names = self._sought.get(label, ())
        for row in rows:
            self._known.add((label, row["id"]))
            for name in names:
                if (value := row.get(name)) is not None:
                    self._known.add((label, name, value))


@functools.cache
def _looked_up(kind: str) -> bool:
    return any(p.name in _TOLD_APART for p in load().relations[kind].properties)
