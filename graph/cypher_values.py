"""How Cypher compares, orders, tells apart and reckons with values, null included. What mixes types is refused, not guessed."""

import datetime
import math
import operator as operators
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from graph.cypher_spans import Span, moved
from graph.cypher_things import Thing, Way
from graph.cypher_tokens import CypherError, Misfit

LEAST, MOST = -(2**63), 2**63 - 1
MOST_HELD = 5_000_000  # items of a list and letters of a text that are made
Value = Any
T = TypeVar("T", list[Any], str)


def kind(value: Value) -> str:
    """Return the name of a value's type, as it is told to whoever wrote the query."""
    if (plain := _PLAIN.get(type(value))) is not None:
        return plain
    for name, types in _KINDS:
        if isinstance(value, types):
            return name
    return type(value).__name__


_PLAIN: dict[type, str] = {bool: "boolean", int: "number", float: "number", str: "string", list: "list", dict: "map"}
_KINDS: tuple[tuple[str, type | tuple[type, ...]], ...] = (
    ("number", (int, float, Decimal)),
    ("string", str),
    ("list", list),
    ("map", dict),
    ("date", datetime.date),
    ("path", Way),
    ("node or relationship", Thing),
    ("duration", Span),
)


def wrong(what: str, instead: str) -> NoReturn:
    """Raise the error about values that cannot be reckoned with as they are."""
    raise Misfit(what, instead)


def _alike(a: Value, b: Value) -> str:
    kinds = {kind(a), kind(b)}
    if len(kinds) > 1:
        wrong(f"{' and '.join(sorted(kinds))} beside each other", "make both of one type")
    return kinds.pop()


def same(a: Value, b: Value) -> bool | None:
    """Tell whether two values are equal, null where that is not known."""
    if a is None or b is None:
        return None
    of = _alike(a, b)
    if of == "list":
        if len(a) != len(b):
            return False
        return every(same(x, y) for x, y in zip(a, b, strict=True))
    if of == "map":
        return every(same(a[key], b[key]) for key in a) if a.keys() == b.keys() else False
    if of == "duration":
        wrong("a comparison of durations", "compare their days")
    return bool(a == b)


def less(a: Value, b: Value, operator: str) -> bool | None:
    """Tell how two values compare by `<`, `<=`, `>` or `>=`; null where one is null."""
    if a is None or b is None:
        return None
    if _alike(a, b) not in ("number", "string", "boolean", "date"):
        wrong(f"{operator} of what is a {kind(a)}", "compare numbers, texts or dates")
    return _LESS[operator](a, b)


_LESS: dict[str, Callable[[Value, Value], bool]] = {
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}


def every(parts: Any) -> bool | None:
    """Join with AND: false where one is false, else null where one is null."""
    return _decided(parts, False)


def some(parts: Any) -> bool | None:
    """Join with OR: true where one is true, else null where one is null."""
    return _decided(parts, True)


def _decided(parts: Iterable[bool | None], decides: bool) -> bool | None:
    unknown = False
    for part in parts:
        if part is decides:
            return decides
        unknown = unknown or part is None
    return None if unknown else not decides


def contained(item: Value, items: Value) -> bool | None:
    """Tell whether a value is in a list."""
    if items is None:
        return None
    if not isinstance(items, list):
        wrong(f"IN a {kind(items)}", "write IN [ … ]")
    return some(same(item, held) for held in items)


def key(value: Value) -> Any:
    """Return what tells a value from others where rows are grouped: null is one, and 1 is 1.0."""
    if isinstance(value, list):
        return ("list", tuple(map(key, value)))
    if isinstance(value, dict):
        return ("map", tuple((name, key(held)) for name, held in sorted(value.items())))
    if isinstance(value, Way):
        return ("path", value.nodes, value.edges)
    if isinstance(value, float) and math.isnan(value):
        return ("number", "nan")
    return (kind(value), value)


def order(values: list[Value]) -> list[Any]:
    """Return what values are sorted by, null last; raises where they are of types that are not sorted among each other."""
    kinds = {kind(value) for value in values if value is not None}
    if len(kinds) > 1:
        wrong(f"ORDER BY {' and '.join(sorted(kinds))} values among each other", "sort by values of one type")
    if kinds and not kinds <= {"number", "string", "boolean", "date", "list"}:
        wrong(f"ORDER BY a {kinds.pop()}", "sort by a property")
    return [_key(value) for value in values]


def _key(value: Value) -> Any:
    if isinstance(value, list):
        order(value)
        return (False, False, [_key(item) for item in value])
    nan = isinstance(value, float) and math.isnan(value)
    return (value is None, nan, 0 if value is None or nan else value)


def number(value: Value, what: str) -> int | float:
    """Return a value that has to be a number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        wrong(f"{what} of a {kind(value)}", "it takes a number")
    return float(value) if isinstance(value, Decimal) else value


def whole(value: int) -> int:
    """Return a whole number, which has to fit into 64 bits."""
    if not LEAST <= value <= MOST:
        raise CypherError("the embedded store stopped: a number goes beyond 64 bits")
    return value


def reckoned(operator: str, a: Value, b: Value) -> Value:
    """Return what `+ - * / % ^ ||` makes of two values."""
    if a is None or b is None:
        return None
    if operator in ("+", "||") and (isinstance(a, list) or isinstance(b, list)):
        return _short(_joined(a, b))
    if operator in ("+", "||") and (isinstance(a, str) or isinstance(b, str)):
        return _short(_text(a) + _text(b))
    if operator in ("+", "-") and (isinstance(a, Span) or isinstance(b, Span)):
        return _moved(operator, a, b)
    if isinstance(a, datetime.date) or isinstance(b, datetime.date):
        wrong(
            f"{operator} beside a date",
            "compare dates, add a duration('P1Y2M3D'), or write duration.inDays(first, last).days",
        )
    a, b = number(a, operator), number(b, operator)
    if operator == "^":
        return _power(float(a), float(b))
    if isinstance(a, int) and isinstance(b, int):
        return whole(_of_whole(operator, a, b))
    return _of_fractions(operator, float(a), float(b))


def _short(made: T) -> T:
    if len(made) > MOST_HELD:
        wrong(f"a {kind(made)} of more than {MOST_HELD:,} items or letters", "ask for less")
    return made


def _joined(a: Value, b: Value) -> list[Value]:
    return [*(a if isinstance(a, list) else [a]), *(b if isinstance(b, list) else [b])]


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        wrong(f"+ of a text and a {kind(value)}", "write toString() around it")
    return printed(value)


def printed(value: int | float) -> str:
    """Return a number as a text, a fraction as Java prints it."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        wrong("a text of what is no finite number", "leave it out")
    if value == 0:
        return "-0.0" if math.copysign(1, value) < 0 else "0.0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    if len(digits) > 12 or not isinstance(exponent, int):  # what has more digits, releases of Java print differently
        wrong("a text of a fraction with many digits", "round() it first, or return it as it is")
    first = len(digits) + exponent - 1
    text = "".join(map(str, digits))
    if -3 <= first < 7:
        shown = text.rjust(len(text) - first, "0") if first < 0 else text.ljust(first + 1, "0")
        point = 1 if first < 0 else first + 1
        made = f"{shown[:point]}.{shown[point:] or '0'}"
    else:
        made = f"{text[0]}.{text[1:] or '0'}E{first}"
    return f"-{made}" if sign else made


def _moved(operator: str, a: Value, b: Value) -> Value:
    if isinstance(a, datetime.date) and isinstance(b, Span):
        return moved(a, b if operator == "+" else b.negative())
    if isinstance(b, datetime.date) and isinstance(a, Span) and operator == "+":
        return moved(b, a)
    wrong(f"{operator} of a {kind(a)} and a {kind(b)}", "write date(…) + duration('P1Y2M3D')")


def _of_whole(operator: str, a: int, b: int) -> int:
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if b == 0:
        raise CypherError("the embedded store stopped: a number is divided by zero")
    found = abs(a) // abs(b)
    found = found if (a < 0) == (b < 0) else -found
    return found if operator == "/" else a - b * found


def _of_fractions(operator: str, a: float, b: float) -> float:
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if b == 0:
        if operator == "%" or a == 0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1, b)
    return a / b if operator == "/" else math.fmod(a, b)


def _power(a: float, b: float) -> float:
    try:
        return math.pow(a, b)
    except ValueError:
        return math.nan if a else math.inf
    except OverflowError:
        return math.inf
