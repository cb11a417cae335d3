"""What `IS :: INTEGER`, `IS NOT :: LIST<STRING NOT NULL>` and `IS NORMALIZED` ask of a value."""

import datetime
import unicodedata
from decimal import Decimal
from typing import Any

from graph.cypher_spans import Span
from graph.cypher_things import Thing, Way
from graph.cypher_tree import Kind

# names of types as they are written → the one that stands for them; what is none of these is refused
NAMES = {
    **dict.fromkeys(("BOOL", "BOOLEAN"), "BOOLEAN"),
    **dict.fromkeys(("STRING", "VARCHAR"), "STRING"),
    **dict.fromkeys(("INT", "INTEGER", "SIGNED INTEGER"), "INTEGER"),
    **dict.fromkeys(("FLOAT",), "FLOAT"),
    **dict.fromkeys(("DATE",), "DATE"),
    **dict.fromkeys(("DURATION",), "DURATION"),
    **dict.fromkeys(("MAP", "ANY MAP"), "MAP"),
    **dict.fromkeys(("NODE", "ANY NODE", "VERTEX", "ANY VERTEX"), "NODE"),
    **dict.fromkeys(("RELATIONSHIP", "ANY RELATIONSHIP", "EDGE", "ANY EDGE"), "RELATIONSHIP"),
    **dict.fromkeys(("PATH", "PATHS"), "PATH"),
    **dict.fromkeys(("ANY", "ANY VALUE"), "ANY"),
    "NULL": "NULL",
    "NOTHING": "NOTHING",
    **dict.fromkeys(("LIST", "ARRAY"), "LIST"),
}
_TYPES: tuple[tuple[Any, str], ...] = (
    (bool, "BOOLEAN"),
    (str, "STRING"),
    (int, "INTEGER"),
    ((float, Decimal), "FLOAT"),
    (datetime.datetime, "DATETIME"),
    (datetime.date, "DATE"),
    (Span, "DURATION"),
    (dict, "MAP"),
    (Way, "PATH"),
)


def is_of(value: Any, kinds: tuple[Kind, ...]) -> bool:
    """Tell whether a value is of one of the types; null is of every type that does not say NOT NULL but NOTHING."""
    return any(_is(value, one) for one in kinds)


def _is(value: Any, wanted: Kind) -> bool:
    if value is None:
        return not wanted.present and wanted.name != "NOTHING"
    if wanted.name == "ANY":
        return True
    if wanted.name == "LIST":
        return isinstance(value, list) and all(is_of(item, wanted.items) for item in value)
    return type_name(value) == wanted.name


def type_name(value: Any) -> str:
    """Return the name of the type of a value that is neither null nor a list; empty for one that has none here."""
    if isinstance(value, Thing):
        return "NODE" if value.ends is None else "RELATIONSHIP"
    return next((name for held, name in _TYPES if isinstance(value, held)), "")


def is_normalized(value: Any, form: str) -> bool | None:
    """Tell whether a text is in a normal form of Unicode; null where it is no text."""
    return unicodedata.is_normalized(form, value) if isinstance(value, str) else None  # type: ignore[arg-type]
