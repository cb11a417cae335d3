"""Cypher's functions of values, null of null; `CALLS` has each by its name in lower case."""

import datetime
import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from graph.cypher_reckon_more import more
from graph.cypher_scope import exact
from graph.cypher_spans import between, span
from graph.cypher_things import Thing, Way
from graph.cypher_tokens import CypherError
from graph.cypher_values import MOST_HELD, kind, number, printed, same, whole, wrong

Call = Callable[..., Any]
NEEDS_ROW = ("startnode", "endnode")
_SPACE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
_NUMBER = re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?")
_DATES = (r"(\d{4})-(\d\d)-(\d\d)", r"(\d{4})(\d\d)(\d\d)", r"(\d{4})-(\d\d)", r"(\d{4})")


def _of(types: type | tuple[type, ...], takes: str, call: Call) -> Call:
    """Return a function that is null of null, and takes nothing but such values first."""

    def called(first: Any, *rest: Any) -> Any:
        if first is None or any(x is None for x in rest):
            return None
        if not isinstance(first, types) or (isinstance(first, bool) and takes != "a boolean"):
            wrong(f"a function of a {kind(first)}", f"it takes {takes}")
        return call(first, *rest)

    return called


def _text(call: Call) -> Call:
    return _of(str, "a text", call)


def _number(call: Call) -> Call:
    return _of((int, float, Decimal), "a number", lambda x, *rest: call(number(x, ""), *rest))


def _list(call: Call) -> Call:
    return _of(list, "a list", call)


def _place(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        wrong("a place or length that is no whole number, or negative,", "give it 0 or more")
    return value


def _replaced(text: str, old: Any, new: Any) -> str:
    if not isinstance(old, str) or not isinstance(new, str) or not old:
        wrong("replace() of what may be an empty text", "write out what is replaced")
    return text.replace(old, new)


def _letters(cut: Any) -> str:
    return cut if isinstance(cut, str) else wrong(f"trim() of a {kind(cut)} off a text", "write the letters as a text")


def _letter(cut: Any) -> str:
    letter = _letters(cut)
    return letter if len(letter) == 1 else wrong("trim() of several letters", "write btrim(text, letters)")


def _split(text: str, by: Any) -> list[str]:
    if not isinstance(by, str) or not by:
        wrong("split() at what is no text, or empty", "write split(text, ',')")
    return text.split(by)


def _integer(value: Any) -> int | None:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float | Decimal):
        return (
            whole(math.trunc(value)) if math.isfinite(value) else wrong("toInteger() of no finite number", "leave it")
        )
    found = _written(value, "toInteger")
    if found is None:
        return None
    return whole(int(found)) if re.fullmatch(r"[+-]?\d+", found) else whole(math.trunc(Decimal(found)))


def _float(value: Any) -> float | None:
    if isinstance(value, bool):
        wrong("toFloat() of a boolean", "convert a text or number")
    if isinstance(value, int | float | Decimal):
        return float(value)
    found = _written(value, "toFloat")
    return None if found is None else float(found)


def _written(value: Any, name: str) -> str | None:
    if not isinstance(value, str):
        wrong(f"{name}() of a {kind(value)}", "convert a text or number")
    if value != value.strip(_SPACE) or (not value.isascii() and value.strip("+-").isdecimal()):
        wrong(f"{name}() of a text with blanks around it or with other digits", "trim() it first")
    return value if _NUMBER.fullmatch(value) else None


def _string(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return printed(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    return wrong(f"toString() of a {kind(value)}", "leave the value as it is")


def _boolean(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value != 0
    if not isinstance(value, str):
        wrong(f"toBoolean() of a {kind(value)}", "compare it with something")
    return {"true": True, "false": False}.get(value.lower())


def _round(value: int | float, places: int = 0) -> float:
    if isinstance(places, bool) or not isinstance(places, int) or places < 0:
        wrong("round() to places that are not a plain number, 0 or more,", "write round(x, 2)")
    if not math.isfinite(value):
        return float(value)
    if not places:
        return float(math.floor(Decimal(repr(float(value))) + Decimal("0.5")))
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _size(value: Any) -> int:
    if not isinstance(value, str | list):
        wrong(f"size() of a {kind(value)}", "it takes a text or a list")
    return len(value)


def _range(first: Any, last: Any, step: Any = 1) -> list[int]:
    if any(isinstance(x, bool) or not isinstance(x, int) for x in (first, last, step)) or step == 0:
        wrong("range() of what is no whole number, or in steps of 0", "write range(1, 3)")
    numbers = range(first, last + (1 if step > 0 else -1), step)
    if len(numbers) > MOST_HELD:
        wrong(f"range() of more than {MOST_HELD:,} numbers", "ask for fewer")
    return list(numbers)


def _known(thing: Thing) -> list[str]:
    names = exact(frozenset({thing.label}), thing.ends is not None)
    return [name for name in names if name in thing.properties and not name.startswith("_")]


def _keys(value: Any) -> list[str]:
    if isinstance(value, Thing):
        return _known(value)
    return sorted(value) if isinstance(value, dict) else wrong(f"keys() of a {kind(value)}", "it takes a node or map")


def _properties(value: Any) -> dict[str, Any]:
    if isinstance(value, Thing):
        return {name: value.properties[name] for name in _known(value)}
    return value if isinstance(value, dict) else wrong(f"properties() of a {kind(value)}", "it takes a node or map")


def _date(given: Any = "") -> datetime.date | None:
    if given == "":
        return datetime.datetime.now(datetime.UTC).date()
    if given is None or (isinstance(given, datetime.date) and not isinstance(given, datetime.datetime)):
        return given
    if isinstance(given, dict) and "year" in given and given.keys() <= {"year", "month", "day"}:
        parts = [given.get(name, 1) for name in ("year", "month", "day")]
        if all(isinstance(part, int) and not isinstance(part, bool) for part in parts):
            return _day(given, parts)
    found = None
    if isinstance(given, str):
        found = next((m for form in _DATES if (m := re.fullmatch(form, given, re.ASCII))), None)
    if found is None:
        raise CypherError(f"the embedded store stopped: {given!r} is no date: 2024-01-31, 2024-01 and 2024 are")
    return _day(given, [*map(int, found.groups()), 1, 1])


def _day(given: Any, parts: list[int]) -> datetime.date:
    try:
        return datetime.date(*parts[:3])
    except ValueError as error:
        raise CypherError(f"the embedded store stopped: there is no day {given!r}") from error


def _plain_date(value: Any) -> datetime.date:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        wrong(f"a function of dates given a {kind(value)}", "write date(…) around it")
    return value


def _truncated(unit: str, date: Any) -> datetime.date:
    day = _plain_date(date)
    starts: dict[str, Callable[[], datetime.date]] = {
        "year": lambda: day.replace(month=1, day=1),
        "quarter": lambda: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "month": lambda: day.replace(day=1),
        "week": lambda: day - datetime.timedelta(days=day.weekday()),
        "day": lambda: day,
        **{
            unit: lambda years=years: day.replace(year=day.year // years * years, month=1, day=1)  # type: ignore[misc]
            for unit, years in (("decade", 10), ("century", 100), ("millennium", 1000))
        },
    }
    if unit not in starts:
        wrong("date.truncate() but of a date to a plain unit", "write date.truncate('month', date(…))")
    return starts[unit]()


def _coalesce(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _thing(edge: bool, call: Callable[[Thing], Any]) -> Call:
    def called(thing: Any) -> Any:
        if thing is None:
            return None
        if not isinstance(thing, Thing) or (thing.ends is not None) != edge:
            wrong(f"a function of a {kind(thing)}", f"it takes a {'relationship' if edge else 'node'}")
        return call(thing)

    return called


def _identity(thing: Any) -> Any:
    return (
        None
        if thing is None
        else thing.identity
        if isinstance(thing, Thing)
        else wrong("an id of a value", "ask a node")
    )


def _root(x: float) -> float:
    return math.sqrt(x) if x >= 0 else math.nan


def _log(x: float, call: Callable[[float], float]) -> float:
    return call(x) if x > 0 else (-math.inf if x == 0 else math.nan)


def _between(unit: str) -> Call:
    return lambda a, b: None if a is None or b is None else between(_plain_date(a), _plain_date(b), unit)


_EMPTY: Call = lambda x: len(x) == 0 if isinstance(x, str | list | dict) else wrong(f"isEmpty() of a {kind(x)}", "…")  # noqa: E731
CALLS: dict[str, Call] = {
    "trim": _text(lambda s, cut=" ": s.strip(_SPACE if cut == " " else _letter(cut))),
    "btrim": _text(lambda s, cut=_SPACE: s.strip(_letters(cut))),
    "ltrim": _text(lambda s, cut=_SPACE: s.lstrip(_letters(cut))),
    "rtrim": _text(lambda s, cut=_SPACE: s.rstrip(_letters(cut))),
    **{name: _text(str.lower) for name in ("tolower", "lower")},
    **{name: _text(str.upper) for name in ("toupper", "upper")},
    "left": _text(lambda s, n: s[: _place(n)]),
    "right": _text(lambda s, n: s[max(0, len(s) - _place(n)) :]),
    "substring": _text(lambda s, at, n=2**31: s[_place(at) : at + _place(n)]),
    "replace": _text(_replaced),
    "split": _text(_split),
    **{name: _text(len) for name in ("char_length", "character_length")},
    "reverse": _of((str, list), "a text or a list", lambda x: x[::-1]),
    "size": lambda x: None if x is None else _size(x),
    "isempty": lambda x: None if x is None else _EMPTY(x),
    "head": _list(lambda items: items[0] if items else None),
    "last": _list(lambda items: items[-1] if items else None),
    "tail": _list(lambda items: items[1:]),
    "range": _range,
    "abs": _number(lambda x: abs(x) if isinstance(x, float) else whole(abs(x))),
    "ceil": _number(lambda x: float(math.ceil(x)) if math.isfinite(x) else x),
    "floor": _number(lambda x: float(math.floor(x)) if math.isfinite(x) else x),
    "sign": _number(lambda x: (x > 0) - (x < 0)),
    "sqrt": _number(_root),
    "exp": _number(math.exp),
    "log": _number(lambda x: _log(x, math.log)),
    "log10": _number(lambda x: _log(x, math.log10)),
    "round": _number(_round),
    "e": lambda: math.e,
    "pi": lambda: math.pi,
    "coalesce": _coalesce,
    "nullif": lambda a, b: None if same(a, b) is True else a,
    "exists": lambda x: x is not None,
    "tointeger": lambda x: None if x is None else _integer(x),
    "tofloat": lambda x: None if x is None else _float(x),
    "tostring": lambda x: None if x is None else _string(x),
    "toboolean": lambda x: None if x is None else _boolean(x),
    "keys": lambda x: None if x is None else _keys(x),
    "properties": lambda x: None if x is None else _properties(x),
    "labels": _thing(False, lambda node: [node.label]),
    "type": _thing(True, lambda edge: edge.label),
    "id": _identity,
    "elementid": _identity,
    "nodes": _of(Way, "a path", lambda way: list(way.nodes)),
    "relationships": _of(Way, "a path", lambda way: list(way.edges)),
    "length": _of(Way, "a path", lambda way: len(way.edges)),
    "date": _date,
    "date.truncate": lambda unit, date: None if date is None else _truncated(unit, date),
    "duration": lambda x: None if x is None else span(x),
    "duration.between": _between("between"),
    "duration.indays": _between("indays"),
    "duration.inmonths": _between("inmonths"),
}
CALLS |= more(CALLS)
