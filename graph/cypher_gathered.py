"""`WITH … ORDER BY … RETURN …, collect(…)`: the embedded engine forgets the order, so its rows are sorted and collected here."""

import dataclasses
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from graph.cypher_each import Keys, mentions, places, sums_up
from graph.cypher_tokens import CypherError
from graph.cypher_tree import Expression, Item, Projection, Query, Single, ungrouped
from graph.cypher_walk import expressions

Row = tuple[Any, ...]
_REDUCES: dict[str, Callable[[list[Any]], Any]] = {
    "sum": sum,
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """What a column is made of the values of another, None for the rows: the group's own, how many, their
    sum, least or largest, or all, some or one of them."""

    kind: str  # group, count, collect, slice or item
    place: int | None
    distinct: bool = False
    low: int | None = None
    high: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Gathered:
    """The query without sums, how its rows are sorted, what its columns are made of, and how the groups are sorted then."""

    query: Query
    sorted: Keys
    parts: tuple[Part, ...]
    keys: Keys
    last: Projection


def gathered(query: Query) -> Gathered | None:
    """Return how a query of this form is asked; None for one of another form, or where the engine can sort what is collected."""
    clauses = query.singles[0].clauses
    if len(query.singles) > 1 or len(clauses) < 3:
        return None
    *before, given, last = clauses
    if not (isinstance(given, Projection) and isinstance(last, Projection)) or last.word != "RETURN":
        return None
    if given.word != "WITH" or not given.order or given.distinct or given.skip or given.limit or given.where:
        return None
    if any(sums_up(item.expression) for item in given.items) or last.distinct or last.star:
        return None
    names = {item.alias or item.expression.text: item.expression for item in given.items}
    made = {name for name, e in names.items() if e.text != name or e.kind != "variable"}
    if any((e.text not in names or e.kind != "variable") and mentions(e, made) for e, _ in given.order):
        return None
    hidden = [Item(names.get(e.text, e), f"_by{number}") for number, (e, _) in enumerate(given.order)]
    columns: list[Item] = []
    parts = [_part(item.expression, len(columns), columns) for item in last.items]
    collects = [part for part in parts if part is not None and part.kind in ("collect", "slice", "item")]
    known = [part for part in parts if part is not None]
    order = _order(query.text, last, columns, known) if len(known) == len(parts) else None
    if not collects or order is None:
        return None
    first = query.text[given.order[0][0].start : given.order[0][0].stop]
    if all(part.kind == "collect" and _text(query.text, columns[part.place or 0]) == first for part in collects):
        return None  # the engine sorts these itself
    keys = [Item(Expression("variable", last.start, last.start, item.alias or ""), item.alias) for item in hidden]
    with_keys = dataclasses.replace(given, items=[*given.items, *hidden], order=[])
    rows = dataclasses.replace(last, items=[*columns, *keys], order=[], skip=None, limit=None)
    asked = dataclasses.replace(query, singles=[Single([*before, with_keys, rows])])
    return Gathered(asked, places(len(columns), given), tuple(known), order, last)


def gather(rows: Sequence[Row], parts: Sequence[Part]) -> list[Row]:
    """Return a row for each group of rows that are sorted already; one for none where nothing tells groups apart."""
    told = [part.place for part in parts if part.kind == "group" and part.place is not None]
    groups: dict[Row, list[Row]] = {} if told else {(): []}
    for row in rows:
        groups.setdefault(tuple(_hashed(row[place]) for place in told), []).append(row)
    return [tuple(_value(part, group) for part in parts) for group in groups.values()]


def _value(part: Part, rows: Sequence[Row]) -> Any:
    if part.place is None:
        return len(rows)
    if part.kind == "group":
        return rows[0][part.place]
    values = [row[part.place] for row in rows if row[part.place] is not None]
    if part.distinct:
        values = list({_hashed(value): value for value in values}.values())
    if part.kind == "count":
        return len(values)
    if part.kind in _REDUCES:
        try:
            return _REDUCES[part.kind](values)
        except TypeError as error:
            raise CypherError(f"{part.kind}() of what cannot be reckoned with: take numbers, texts or dates") from error
    if part.kind == "item":
        at = part.low or 0
        return values[at] if -len(values) <= at < len(values) else None
    return values[part.low : part.high]


def _hashed(value: Any) -> Any:
    """Return what tells a value from others: of a node or list what it holds."""
    if isinstance(value, dict):
        return tuple((key, _hashed(held)) for key, held in sorted(value.items()))
    if isinstance(value, list):
        return tuple(map(_hashed, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(_hashed(getattr(value, field.name)) for field in dataclasses.fields(value))
    return value if isinstance(value, Hashable) else repr(value)


def _part(e: Expression, place: int, columns: list[Item]) -> Part | None:
    """Return what a column is made of, and add to the columns that are asked for; None for what is reckoned of sums."""
    if not sums_up(e):
        columns.append(Item(e, f"_column{place}"))
        return Part("group", place)
    if e.kind == "star":
        return Part("count", None)
    kind, low, high = "collect", None, None
    name = e.text.lower() if e.kind == "call" else ""
    if name in ("head", "last") or e.kind == "index":
        kind, low = "item", 0 if name == "head" else -1 if name == "last" else _number(e.parts[1])
        if low is None:
            return None
        e = ungrouped(e.parts[0]) or e
    elif e.kind == "slice":
        kind, low, high = "slice", _number(e.parts[1]), _number(e.parts[2])
        if any(x is not None and (n is None or n < 0) for x, n in zip(e.parts[1:], (low, high), strict=True)):
            return None
        e = ungrouped(e.parts[0]) or e
    name = e.text.lower() if e.kind == "call" else ""
    argument = e.parts[0] if len(e.parts) == 1 else None
    reduces = kind == "collect" and (name == "count" or name in _REDUCES)
    if argument is None or sums_up(argument) or not (name == "collect" or reduces):
        return None
    columns.append(Item(argument, f"_column{place}"))
    return Part(kind if name == "collect" else name, place, e.distinct, low, high)


def _number(e: Expression | None) -> int | None:
    e = ungrouped(e)
    if e is not None and e.kind == "unary" and e.text == "-":
        of = _number(e.parts[0])
        return None if of is None else -of
    return int(e.text) if e is not None and e.kind == "literal" and e.text.isdecimal() else None


def _order(text: str, last: Projection, columns: list[Item], parts: list[Part]) -> Keys | None:
    """Return by which columns the groups are sorted; adds what is asked of a group's own; None where that is by something else."""
    names = {item.alias or _text(text, item): place for place, item in enumerate(last.items)}
    names |= {_text(text, item): place for place, item in enumerate(last.items)}
    own = {item.expression.text for item in last.items if item.expression.kind == "variable"}
    found: list[tuple[int, bool]] = []
    for e, descending in last.order:
        place = names.get(text[e.start : e.stop])
        if place is None:
            asked = {x.text for x in expressions(e) if x.kind in ("variable", "projection")}
            if sums_up(e) or not asked or not asked <= own:
                return None
            place = len(parts)
            parts.append(Part("group", len(columns)))
            columns.append(Item(e, f"_column{len(columns)}"))
        found.append((place, descending))
    return tuple(found)


def _text(text: str, item: Item) -> str:
    return text[item.expression.start : item.expression.stop]
