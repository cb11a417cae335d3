"""The values that a query's parameters may have: what no engine takes, and what the embedded engine would read as something else."""

from collections.abc import Mapping
from typing import Any

from graph.store import QueryError

_LEAST, _MOST = -(2**63), 2**63 - 1
_KINDS: tuple[tuple[type, str], ...] = ((bool, "booleans"), (int, "numbers"), (float, "numbers"), (str, "texts"))
_KINDS += ((list, "lists"), (tuple, "lists"), (dict, "maps"))


def check(parameters: Mapping[str, Any]) -> None:
    """Raise `QueryError` where a whole number has more than 64 bits, or a text holds what is no character."""
    for name, value in parameters.items():
        _check(name, value)


def _check(name: str, value: Any) -> None:
    if isinstance(value, int) and not _LEAST <= value <= _MOST:
        raise QueryError(f"${name} does not fit into 64 bits, as whole numbers must: give a fraction, 1e20, or a text")
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        raise QueryError(f"${name}: {value!a} is no text, for half of a character stands in it")
    if isinstance(value, dict):
        for key, item in value.items():
            _check(name, key)
            _check(name, item)
    if isinstance(value, list | tuple):
        for item in value:
            _check(name, item)


def check_kinds(parameters: Mapping[str, Any]) -> None:
    """Raise `QueryError` where a list is not of one kind: the embedded engine makes [1, "2"] numbers, and [1, [2]] a text.

    Of nulls alone, and of maps with nulls, it knows no kind either.
    """
    for name, value in parameters.items():
        _check_kinds(name, value)


def _check_kinds(name: str, value: Any) -> None:
    if isinstance(value, dict):
        if any(item is None for item in value.values()):
            raise QueryError(
                f"${name} is a map with null in it, which the embedded store does not take: leave the key out"
            )
        for item in value.values():
            _check_kinds(name, item)
    if isinstance(value, list | tuple):
        _check_list(name, value)


def _check_list(name: str, values: list[Any] | tuple[Any, ...]) -> None:
    inner = [value for value in values if value is not None]
    kinds = sorted({_kind(value) for value in inner})
    if len(kinds) > 1:
        raise QueryError(
            f"${name} is a list of {' and '.join(kinds)}: on the embedded store the values are of one kind"
        )
    if values and not inner:
        raise QueryError(f"${name} is a list of nulls alone, of which the embedded store knows no kind")
    if kinds == ["lists"]:  # what is in all of them is of one kind too
        if all(inner):
            _check_list(name, [item for value in inner for item in value])
        else:
            raise QueryError(f"${name} holds an empty list, of which the embedded store knows no kind")
    if kinds == ["maps"] and len({frozenset(value) for value in inner}) > 1:
        raise QueryError(f"${name} is a list of maps with different keys: on the embedded store all have the same")
    if kinds == ["maps"]:
        for value in inner:
            _check_kinds(name, value)
        for key in inner[0]:
            _check_list(name, [value[key] for value in inner])


def _kind(value: Any) -> str:
    return next((kind for type_, kind in _KINDS if isinstance(value, type_)), type(value).__name__)
