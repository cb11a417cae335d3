"""What aggregating functions make of the values of many rows."""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from graph.cypher_tree import Expression
from graph.cypher_values import key, number, order, whole, wrong

T = TypeVar("T")
SUMS = ("count", "sum", "avg", "min", "max", "collect", "stdev", "stdevp", "percentilecont", "percentiledisc")


def sums(e: Expression | None) -> bool:
    """Tell whether an expression is made of many rows; subqueries in it are of one."""
    if e is None:
        return False
    return is_sum(e) or any(map(sums, e.parts))


def is_sum(e: Expression) -> bool:
    """Tell whether an expression is an aggregating function."""
    return e.kind == "star" or (e.kind == "call" and e.text.lower() in SUMS)


def summed(e: Expression, values: Sequence[Any], more: Sequence[Any]) -> Any:
    """Return what a function makes of the values that its first argument has, and of its further arguments."""
    if e.kind == "star":
        return len(values)
    found = [value for value in values if value is not None]
    if e.distinct:
        found = first_of(found, key)
    name = e.text.lower()
    if name in ("percentilecont", "percentiledisc"):
        return _percentile(name, sorted(number(x, name) for x in found), *more)
    return _MADE[name](found)


def first_of(values: Sequence[T], told: Callable[[T], Any]) -> list[T]:
    """Return the first of those values that nothing tells apart, in their order."""
    found: dict[Any, T] = {}
    for value in values:
        found.setdefault(told(value), value)
    return list(found.values())


def _sum(values: list[Any]) -> Any:
    given = [number(value, "sum()") for value in values]
    return math.fsum(given) if any(isinstance(x, float) for x in given) else whole(sum(given))  # type: ignore[arg-type]


def _mean(values: list[Any]) -> float | None:
    given = [number(value, "avg()") for value in values]
    return math.fsum(given) / len(given) if given else None


def _extreme(pick: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    def found(values: list[Any]) -> Any:
        keys = order(values)
        if any(isinstance(value, list) for value in values):
            wrong("min() or max() of lists", "take an item of each")
        return pick(zip(keys, values, strict=True), key=lambda pair: pair[0])[1] if values else None

    return found


def _deviation(given: list[Any], name: str, least: int) -> float:
    """Return the standard deviation of numbers, 0 of fewer than the least."""
    values = [float(number(value, name)) for value in given]
    if len(values) < least:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - least + 1))


_MADE: dict[str, Callable[[list[Any]], Any]] = {
    "count": len,
    "sum": _sum,
    "avg": _mean,
    "min": _extreme(min),
    "max": _extreme(max),
    "collect": lambda values: values,
    "stdev": lambda values: _deviation(values, "stdev()", 2),
    "stdevp": lambda values: _deviation(values, "stdevp()", 1),
}


def _percentile(name: str, values: list[int | float], share: Any = None) -> Any:
    if isinstance(share, bool) or not isinstance(share, int | float | Decimal) or not 0 <= share <= 1:
        wrong(f"{name}() at what is no number from 0 to 1", "write percentileCont(x, 0.5)")
    if not values:
        return None
    at = float(share) * (len(values) - 1)
    if name == "percentilecont":
        low = math.floor(at)
        high = math.ceil(at)
        return values[low] if low == high else values[low] * (high - at) + values[high] * (at - low)
    return values[max(0, math.ceil(float(share) * len(values)) - 1)]
