"""Dates that are reckoned with: durations written out, days between two dates, the first day of a month or year."""

import re
from collections.abc import Mapping
from typing import Any

from graph.cypher_tree import Expression, ungrouped

UNITS = ("year", "quarter", "month", "week", "day")
_WRITTEN = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_MONTHS = {"years": 12, "months": 1}
_DAYS = {"weeks": 7, "days": 1}


def is_duration(e: Expression | None) -> bool:
    """Tell whether an expression is a call of `duration()`."""
    e = ungrouped(e)
    return e is not None and e.kind == "call" and e.text.lower() == "duration"


def interval(e: Expression | None, parameters: Mapping[str, Any]) -> str | None:
    """Return a duration as the engine writes it, months before days as Neo4j adds them.

    None where it is not written out in whole years, months, weeks and days, none below 0.
    """
    e = ungrouped(e)
    given = ungrouped(e.parts[0]) if e is not None and len(e.parts) == 1 else None
    if given is None:
        return None
    months = days = 0
    if given.kind == "map":
        for name, part in zip(given.names, given.parts, strict=True):
            number = _whole(part, parameters)
            if number is None or name not in _MONTHS | _DAYS:
                return None
            months += number * _MONTHS.get(name, 0)
            days += number * _DAYS.get(name, 0)
    else:
        text = parameters.get(given.text) if given.kind == "parameter" else given.text[1:-1]
        found = _WRITTEN.fullmatch(text) if isinstance(text, str) and given.kind in ("parameter", "literal") else None
        if found is None or not any(found.groups()):
            return None
        years, written, weeks, single = (int(number or 0) for number in found.groups())
        months, days = years * 12 + written, weeks * 7 + single
    return f"interval('{months} months {days} days')"


def is_days_between(e: Expression) -> bool:
    """Tell whether an expression asks for `duration.inDays(a, b).days`."""
    base = e.parts[0] if e.kind == "property" else None
    return e.text == "days" and base is not None and base.kind == "call" and base.text.lower() == "duration.indays"


def _whole(e: Expression | None, parameters: Mapping[str, Any]) -> int | None:
    e = ungrouped(e)
    if e is not None and e.kind == "parameter":
        given = parameters.get(e.text)
        return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None
    return int(e.text) if e is not None and e.kind == "literal" and e.text.isdecimal() else None
