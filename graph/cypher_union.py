"""The types of a UNION's columns: Neo4j asks each value, the embedded engine wants one type from all parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.cypher_numbers import FRACTION, WHOLE, Numbers

_PLAIN = {"string": "STRING", "boolean": "BOOL", "date": "DATE"}

_LISTS: dict[tuple[str | None, Numbers | None], str] = {
    ("string", None): "STRING[]",
    ("number", WHOLE): "INT64[]",
    ("number", FRACTION): "DOUBLE[]",
}


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column of one part: its plain type, that of what a list holds, its numbers, and whether it is null."""

    type: str | None
    items: str | None
    numbers: Numbers | None
    null: bool


def casts(parts: Sequence[Sequence[Column]]) -> list[str]:
    """Return for each column the engine's type that all parts are made of, or nothing where they go together as they are."""
    return [_cast(column) for column in zip(*parts, strict=True)]


def _cast(column: Sequence[Column]) -> str:
    known = [part for part in column if not part.null]
    types = {part.type for part in known}
    null = len(known) < len(column)
    if types == {"number"}:
        return _number(known, null)
    if not null or len(types) != 1:
        return ""
    if types == {"list"}:
        held = {(part.items, part.numbers if part.items == "number" else None) for part in known}
        return _LISTS.get(held.pop(), "") if len(held) == 1 else ""
    return _PLAIN.get(str(types.pop()), "")


def _number(known: Sequence[Column], null: bool) -> str:
    kinds = {part.numbers for part in known}
    if None in kinds:
        return ""
    if kinds == {WHOLE}:
        return "INT64"  # the engine's sums are wider
    return "DOUBLE" if null or kinds != {FRACTION} else ""
