"""Which numbers an expression may be, whole ones or fractions: Neo4j asks each value, the embedded engine all of a column."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.cypher_durations import is_days_between
from graph.cypher_scope import Binding, exact
from graph.cypher_tree import Expression
from graph.cypher_types import items_of, type_of

Numbers = frozenset[str]
WHOLE: Numbers = frozenset({"whole"})
FRACTION: Numbers = frozenset({"fraction"})
MIXED = WHOLE | FRACTION
_NONE: Numbers = frozenset()
_WHOLE = ("count", "size", "length", "char_length", "character_length", "tointeger", "sign", "range")
_FRACTION = (
    "tofloat",
    "avg",
    "stdev",
    "stdevp",
    "round",
    "floor",
    "ceil",
    "sqrt",
    "exp",
    "log",
    "log10",
    "e",
    "pi",
)
_NEVER_NULL = ("sum", "count", "collect")
_SAME = ("sum", "min", "max", "abs", "collect", "head", "last", "tail", "reverse")


def numbers(e: Expression | None, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> Numbers | None:
    """Return what an expression may be where it is a number, or what the numbers in a list may be; None where that is not known.

    Nothing stands for null, which is no number.
    """
    if e is None:
        return _NONE

    def of(part: Expression | None) -> Numbers | None:
        return numbers(part, scope, parameters)

    match e.kind:
        case "literal":
            return (
                _NONE
                if e.text.upper() == "NULL"
                else WHOLE
                if e.text.isdecimal() or e.text[:2] in ("0x", "0o")
                else FRACTION
            )
        case "star" | "subquery":
            return WHOLE
        case "parameter":
            return _of_value(parameters.get(e.text))
        case "variable":
            return scope[e.text].numbers if e.text in scope else None
        case "group" | "index" | "slice":
            return of(e.parts[0])
        case "unary":
            return of(e.parts[0])
        case "list":
            maps = [dict(zip(x.names, map(of, x.parts), strict=True)) for x in e.parts if x and x.kind == "map"]
            return _maps(maps) if maps else together(*map(of, e.parts))
        case "map" | "projection":
            return _maps([dict(enumerate(map(of, e.parts)))])
        case "case":
            return together(*map(of, (*e.parts[2:-1:2], e.parts[-1])))
        case "property":
            return _property(e, scope, parameters)
        case "comprehension":
            held = item(e.parts[0], scope, parameters)
            return held.numbers if e.parts[2] is None else numbers(e.parts[2], {**scope, e.names[0]: held}, parameters)
        case "binary":
            return _operator(e, scope, parameters)
        case "call":
            name = e.text.lower()
            if name == "coalesce":
                return together(*map(of, asked_of(e.parts)))
            if name in _SAME:
                return together(*map(of, e.parts))
            if name in ("nullif", "percentiledisc"):
                return of(e.parts[0]) if e.parts else None
            if name == "percentilecont":  # one of the numbers itself, or what is between two
                return FRACTION if e.parts and of(e.parts[0]) == FRACTION else MIXED
            return WHOLE if name in _WHOLE else FRACTION if name in _FRACTION else None
    return None


def asked_of(parts: Sequence[Expression | None]) -> Sequence[Expression | None]:
    """Return those parts of a coalesce() that it may come to: what is behind one that is never null is not asked."""
    for place, part in enumerate(parts, 1):
        if part is not None and (part.kind == "star" or (part.kind == "call" and part.text.lower() in _NEVER_NULL)):
            return parts[:place]
    return parts


def item(
    e: Expression | None, scope: Mapping[str, Binding], parameters: Mapping[str, Any], spelled: str = ""
) -> Binding:
    """Return a binding of an item of a list, with what is known of it."""
    kind, found = items_of(e, scope, parameters), numbers(e, scope, parameters)
    return Binding(spelled, "value", nullable=True, type=kind, numbers=found)


def together(*found: Numbers | None) -> Numbers | None:
    """Return what one of several expressions may be; both kinds are certain even where one is not known."""
    known = _NONE.union(*(one for one in found if one is not None))
    return None if None in found and known != MIXED else known


def _operator(e: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> Numbers | None:
    sides = [numbers(part, scope, parameters) for part in e.parts]
    if e.text in ("+", "||") and "list" in {type_of(part, scope, parameters) for part in e.parts}:
        return together(*sides)
    if e.text == "^" or FRACTION in sides:
        return FRACTION
    return together(*sides)


def _property(e: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> Numbers | None:
    base = e.parts[0]
    bound = scope.get(base.text) if base is not None and base.kind == "variable" else None
    if bound is not None and bound.kind in ("node", "edge"):
        return {"integer": WHOLE, "number": FRACTION}.get(exact(bound.names, bound.kind == "edge").get(e.text, ""))
    if type_of(base, scope, parameters) in ("date", "datetime") or is_days_between(e):
        return WHOLE
    return MIXED if numbers(base, scope, parameters) == MIXED else None


def _maps(maps: Sequence[Mapping[Any, Numbers | None]]) -> Numbers | None:
    """Return both kinds where a key of these maps may have both; of other maps nothing is known."""
    keys = {key for one in maps for key in one}
    return MIXED if any(together(*(one.get(key, _NONE) for one in maps)) == MIXED for key in keys) else None


def _of_value(value: Any) -> Numbers | None:
    if isinstance(value, bool | str):
        return None
    if isinstance(value, int | float):
        return WHOLE if isinstance(value, int) else FRACTION
    if isinstance(value, Mapping):
        return _maps([{key: _of_value(held) for key, held in value.items()}])
    if isinstance(value, list | tuple):
        maps = [{key: _of_value(held) for key, held in one.items()} for one in value if isinstance(one, Mapping)]
        return _maps(maps) if maps else together(*map(_of_value, value))
    return _NONE if value is None else None
