"""Cypher's functions that the embedded engine has none for, and that are reckoned row by row alone."""

import math
import random
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from graph.cypher_kinds import type_name
from graph.cypher_tokens import CypherError, Misfit
from graph.cypher_values import kind, number, wrong

Call = Callable[..., Any]
# in which order Neo4j names the types that a list holds
_ORDER = [
    "NOTHING",
    "NULL",
    "BOOLEAN",
    "STRING",
    "INTEGER",
    "FLOAT",
    "DATE",
    "DURATION",
    "NODE",
    "RELATIONSHIP",
    "MAP",
    "LIST",
    "PATH",
]


def more(calls: Mapping[str, Call]) -> dict[str, Call]:
    """Return the functions by their names in lower case; `calls` are those that they are made of."""
    found: dict[str, Call] = {}
    for name in ("integer", "float", "boolean", "string"):
        one = _or_null(calls[f"to{name}"])
        found[f"to{name}ornull"] = one
        found[f"to{name}list"] = _of_each(one)
    return {**found, **_CALLS}


def _or_null(call: Call) -> Call:
    def called(value: Any) -> Any:
        try:
            return call(value)
        except Misfit as error:
            if isinstance(value, str):  # blanks and other digits are read differently by releases
                raise error
            return None

    return called


def _of_each(call: Call) -> Call:
    def called(values: Any) -> Any:
        if values is None:
            return None
        if not isinstance(values, list):
            wrong(f"a function of a {kind(values)}", "it takes a list")
        return [call(value) for value in values]

    return called


def _angle(call: Callable[..., float]) -> Call:
    def called(*values: Any) -> float | None:
        if None in values:
            return None
        try:
            return call(*(float(number(value, "an angle")) for value in values))
        except (ValueError, ZeroDivisionError):
            return math.nan

    return called


def _is_nan(value: Any) -> bool | None:
    return None if value is None else math.isnan(number(value, "isNaN()"))


def _normal(text: Any) -> str | None:
    if text is not None and not isinstance(text, str):
        wrong(f"normalize() of a {kind(text)}", "it takes a text")
    return None if text is None else unicodedata.normalize("NFC", text)


def value_type(value: Any) -> str:
    """Return the type of a value as Neo4j writes it."""
    return _typed(value) + ("" if value is None else " NOT NULL")


def _typed(value: Any) -> str:
    if value is None:
        return "NULL"
    if not isinstance(value, list):
        found = type_name(value)
        if found not in _ORDER:
            raise CypherError(
                f"valueType() of a {kind(value)} cannot run on the embedded store: ask IS :: of its parts"
            )
        return found
    if not value:
        return "LIST<NOTHING>"
    ending = "" if None in value else " NOT NULL"
    held = {_typed(item) for item in value if item is not None}
    if sum(name.startswith("LIST") for name in held) > 1:
        raise CypherError(
            "valueType() of lists of different types in a list cannot run on the embedded store: ask of each, UNWIND it"
        )
    names = sorted(held, key=lambda name: _ORDER.index(name.partition("<")[0]))
    return f"LIST<{' | '.join(f'{name}{ending}' for name in names) or 'NULL'}>"


_CALLS: dict[str, Call] = {
    "sin": _angle(math.sin),
    "cos": _angle(math.cos),
    "tan": _angle(math.tan),
    "asin": _angle(math.asin),
    "acos": _angle(math.acos),
    "atan": _angle(math.atan),
    "atan2": _angle(math.atan2),
    "cot": _angle(lambda x: 1 / math.tan(x)),
    "degrees": _angle(math.degrees),
    "radians": _angle(math.radians),
    "haversin": _angle(lambda x: (1 - math.cos(x)) / 2),
    "isnan": _is_nan,
    "normalize": _normal,
    "rand": random.random,
    "randomuuid": lambda: str(uuid.uuid4()),
    "valuetype": value_type,
}
