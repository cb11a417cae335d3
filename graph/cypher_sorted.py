"""What is done with the rows that the embedded engine gives, because it has no way for it.

It does not cut the rows of a subquery for each row outside (cypher_each), nor collect rows in
an order (cypher_gathered). It sorts each part of a UNION alone: of `CALL { … UNION … } RETURN … ORDER BY …` it gives all rows, and they are sorted and cut
here, as Cypher does it. It knows no standard deviation: it gives the values, and they are reckoned with here. It cannot tell all
properties of a node: it gives the node.
"""

import dataclasses
import math
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from graph.cypher_each import Keys, grouped
from graph.cypher_functions import DEVIATIONS
from graph.cypher_gathered import Part, gather
from graph.cypher_tokens import Unsupported
from graph.cypher_tree import Expression, Projection, Query, Subquery

_SORTED = (str, int, float, Decimal)
Row = tuple[Any, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Sorted:
    """What is made of the rows of the inner query: which columns are returned, by which they are sorted, how many are left."""

    query: Query
    columns: tuple[tuple[str, str], ...]  # the name inside and the one that is given to it; none for all as they are
    keys: tuple[tuple[str, bool], ...]  # the name inside, and whether descending
    skip: Expression | None
    limit: Expression | None
    distinct: bool


@dataclasses.dataclass(frozen=True, slots=True)
class After:
    """Sorts and cuts the rows that the engine gives; places count from 0."""

    places: tuple[int, ...]
    keys: tuple[tuple[int, bool], ...] = ()
    skip: int = 0
    limit: int | None = None
    distinct: bool = False
    # the columns that tell rows outside apart, by which those of each are sorted, and which of these are left
    groups: tuple[int, ...] = ()
    inner: tuple[tuple[int, bool], ...] = ()
    kept: tuple[int, int | None] = (0, None)  # how many are passed over, and how many there are at most
    # what the columns are made of where rows are to be collected in an order, and that order
    parts: tuple[Part, ...] = ()
    rows: Keys = ()
    # what is made of some columns: `stdev` and `stdevp` of lists, `properties` of a node or relationship
    reckoned: Mapping[int, str] = dataclasses.field(default_factory=dict)

    def of(self, rows: Sequence[Row], most: int | None) -> tuple[list[Row], bool]:
        """Return the rows as the query wants them, at most so many, and whether others were left out; raises `CypherError`."""
        found = list(rows)
        if self.parts:
            found = gather(_sorted(found, self.rows), self.parts)
        if self.groups:
            over, least = self.kept
            parts = (_sorted(part, self.inner) for part in grouped(found, self.groups))
            found = [row for part in parts for row in part[over:][:least]]
        if self.distinct:
            found = list({tuple(map(_hashed, self._seen(row))): row for row in reversed(found)}.values())
        found = _sorted(found, self.keys)[self.skip :][: self.limit]
        cut = most is not None and len(found) > most
        return [tuple(self._value(row, place) for place in self.places) for row in found[:most]], cut

    def _seen(self, row: Row) -> Row:
        return tuple(row[place] for place in self.places)

    def _value(self, row: Row, place: int) -> Any:
        value, word = row[place], self.reckoned.get(place)
        if word == "properties":
            return None if value is None else dict(sorted(value.properties.items()))
        return deviation(value, word) if word else value


def _sorted(rows: list[Row], keys: tuple[tuple[int, bool], ...]) -> list[Row]:
    for place, descending in reversed(keys):
        rows.sort(key=lambda row, place=place: _key(row[place]), reverse=descending)  # type: ignore[misc]
    return rows


def _hashed(value: Any) -> Any:
    if not isinstance(value, Hashable):
        raise Unsupported(
            "DISTINCT over a UNION tells texts, numbers and dates apart: return no lists, maps or nodes there"
        )
    return value


def done_later(e: Expression) -> str:
    """Return what an expression is that is no more than a standard deviation, or all properties of something."""
    if e.kind == "projection" and e.names == ("*",):
        return "properties"
    if e.kind != "call" or len(e.parts) != 1:
        return ""
    name = e.text.lower()
    whole = name == "properties" and e.parts[0] is not None and e.parts[0].kind == "variable"
    return "properties" if whole else name if name in DEVIATIONS else ""


def deviation(values: Sequence[float], name: str) -> float:
    """Return the standard deviation of a sample (`stdev`) or of all there is (`stdevp`), as Neo4j: 0 of what is too few."""
    least = 2 if name == "stdev" else 1
    if len(values) < least:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - least + 1))


def sorted_union(query: Query) -> Sorted | None:
    """Return what a query of this form asks for; None for one of another form."""
    clauses = query.singles[0].clauses
    if len(query.singles) > 1 or len(clauses) != 2:
        return None
    inner, last = clauses
    if not isinstance(inner, Subquery) or not isinstance(last, Projection) or last.word != "RETURN":
        return None
    if inner.imports or inner.batches or inner.optional or len(inner.query.singles) < 2:
        return None
    if any(e.kind != "variable" for e in [*(item.expression for item in last.items), *(e for e, _ in last.order)]):
        return None
    columns = tuple((item.expression.text, item.alias or item.expression.text) for item in last.items)
    inside = {alias: name for name, alias in columns}
    keys = tuple((inside.get(e.text, e.text), descending) for e, descending in last.order)
    return Sorted(inner.query, () if last.star else columns, keys, last.skip, last.limit, last.distinct)


def _key(value: Any) -> tuple[bool, bool, Any]:
    """Return what a value is sorted by: null comes last, and before it what is no number."""
    if value is None:
        return True, False, 0
    if not isinstance(value, _SORTED) and not hasattr(value, "isoformat"):
        raise Unsupported(
            "ORDER BY over a UNION or with a CALL { } that cuts sorts texts, numbers and dates alone: sort by one of these"
        )
    nan = value != value
    return False, nan, 0 if nan else value
