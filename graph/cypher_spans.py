"""Durations of whole days or more as values: months and days apart, as Cypher keeps them."""

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.cypher_tokens import CypherError, Misfit

_WRITTEN = re.compile(r"P(?:(-?\d+)Y)?(?:(-?\d+)M)?(?:(-?\d+)W)?(?:(-?\d+)D)?")
PARTS = {"years": (12, 0), "quarters": (3, 0), "months": (1, 0), "weeks": (0, 7), "days": (0, 1)}


@dataclass(frozen=True, slots=True)
class Span:
    """A duration."""

    months: int
    days: int

    def negative(self) -> "Span":
        """Return as much the other way."""
        return Span(-self.months, -self.days)

    def part(self, name: str) -> int | None:
        """Return a part of the duration by its name in Cypher; None where it has none of this name."""
        found = {
            "years": _towards_zero(self.months, 12),
            "quarters": _towards_zero(self.months, 3),
            "months": self.months,
            "weeks": _towards_zero(self.days, 7),
            "days": self.days,
            "monthsOfYear": self.months - 12 * _towards_zero(self.months, 12),
            "daysOfWeek": self.days - 7 * _towards_zero(self.days, 7),
        }
        return found.get(name)


def span(given: Any) -> Span:
    """Return a duration out of a text or map; raises where it is not of whole days or more."""
    months = days = 0
    if isinstance(given, Mapping):
        for name, count in given.items():
            if name not in PARTS or isinstance(count, bool) or not isinstance(count, int):
                raise _error()
            months, days = months + count * PARTS[name][0], days + count * PARTS[name][1]
        return Span(months, days)
    found = _WRITTEN.fullmatch(given) if isinstance(given, str) else None
    if found is None or not any(found.groups()):
        raise _error()
    years, written, weeks, single = (int(count or 0) for count in found.groups())
    return Span(years * 12 + written, weeks * 7 + single)


def _error() -> CypherError:
    return Misfit("a duration that is not of whole days or more", "write duration('P1Y2M3D') or duration({months: 2})")


def moved(date: datetime.date, by: Span) -> datetime.date:
    """Return a date moved by a duration, its months first; a day that a month has not is its last."""
    month = date.year * 12 + date.month - 1 + by.months
    year, month = divmod(month, 12)
    try:
        day = min(date.day, calendar.monthrange(year, month + 1)[1])
        return datetime.date(year, month + 1, day) + datetime.timedelta(days=by.days)
    except (ValueError, OverflowError) as error:
        raise CypherError(
            "the embedded store stopped: a date goes beyond the year 9999 or before the year 1"
        ) from error


def between(first: datetime.date, last: datetime.date, unit: str) -> Span:
    """Return the time between two dates, in months and days (`between`), whole months or days alone."""
    if unit == "indays":
        return Span(0, (last - first).days)
    apart = (last.year * 12 + last.month) * 32 + last.day - (first.year * 12 + first.month) * 32 - first.day
    months = _towards_zero(apart, 32)
    return Span(months, 0 if unit == "inmonths" else (last - moved(first, Span(months, 0))).days)


def _towards_zero(number: int, by: int) -> int:
    return number // by if number >= 0 else -(-number // by)
