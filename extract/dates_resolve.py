"""What a printed date means against the dateline and the dates spoken of before it."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from extract.dates_grammar import number, year_number
from extract.lexicon import Lexicon

EARLY = 2  # up to this month 全年 is the year that is just over
FAR = 4  # a month or part of a year that would lie more months ahead than this is last year's


@dataclass
class Anchor:
    """The dateline, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, text: str | None) -> "Anchor":
        """Read an ISO date, month or year; anything else is an unknown dateline."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text or "")
        return cls(*(int(g) if g else None for g in match.groups())) if match else cls()

    def __str__(self) -> str:
        return iso(self.year, self.month, None) or ""

    @property
    def day_told(self) -> str:
        """The anchor as finely as it is known, as an ISO date, month or year; empty where it is not."""
        return iso(self.year, self.month, self.day) or ""


@dataclass
class Spoken:
    """The date spoken of last: what 当日, 当年 and a month without its year go back to."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO year, month or date, None without a year; a day that the month does not have is left out."""
    if year is None:
        return None
    if month is None:
        return f"{year:04}"
    if day is None or day > calendar.monthrange(year, month)[1]:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}"


def span(first: str | None, last: str | None) -> str | None:
    """Return `first/last`, one of them where they are the same, None where either is unknown or they run backwards."""
    if first is None or last is None:
        return None
    if first == last:
        return first
    shorter = min(len(first), len(last))
    return f"{first}/{last}" if first[:shorter] <= last[:shorter] else None


class Resolver:
    """Resolves the matches of one article, in text order."""

    def __init__(self, lexicon: Lexicon, anchor: Anchor) -> None:
        self.table = lexicon.table("dates")
        self.anchor = anchor
        self.spoken = Spoken()
        self.past = False
        self.context: int | None = None  # the year that the sentence has named

    def forget_year(self) -> None:
        """Begin a new sentence: a month without its year is of the dateline's year again."""
        self.context = None

    def resolve(self, match: re.Match[str], by: bool, past: bool = False) -> str | None:
        """Return the period of a match; `by` where the text speaks of the time up to it (截至, 到), `past` where that is over (截至)."""
        g = match.groupdict()
        self.past = past
        if g["iso"]:
            return self.say(int(g["iy"]), number(g["im"]), number(g["id"]))
        if g["y1"]:
            return self.years(g["y1"], g["y2"])
        if g["year"] or g["rel"] or g["same"]:
            return self.within(self.year(g), g, "y_", by)
        if any(g[f"b_{name}"] for name in ("part", "first", "m1", "month")):
            return self.within(None, g, "b_", by)
        if g["alone"]:
            return self.point(self.context or self.year_told(g["alone"]), g["alone"], by)
        if g["way"] or g["come"] or g["within"]:
            return self.reach(g)
        if g["plan"] or g["quoted"]:
            first, last = self.table["plans"][g["plan"] or g["quoted"]]
            if match[0].endswith("以来"):  # up to the time of writing, and to nothing where that is unknown
                return span(str(first), str(min(last, self.anchor.year))) if self.anchor.year else None
            return str(last) if match[0].endswith("末") else f"{first}/{last}"
        return self.words(g)

    def say(self, year: int | None, month: int | None = None, day: int | None = None) -> str | None:
        """Remember the date as the one spoken of last, and return it."""
        self.spoken = Spoken(year, month, day)
        self.context = year
        return iso(year, month, day)

    def year_told(self, word: str) -> int | None:
        """Return the year of a word that stands alone; 全年 is of the past year spoken of last, at the beginning of a year of the one before."""
        spoken, anchor = self.spoken, self.anchor
        if word != "全年" or anchor.year is None:
            return anchor.year
        if spoken.year is not None and spoken.month is None and spoken.year < anchor.year:
            return spoken.year
        return anchor.year - 1 if anchor.month is not None and anchor.month <= EARLY else anchor.year

    def years(self, first: str, last: str) -> str | None:
        """Resolve 2018-2022年, 2021至25年."""
        start = year_number(first)
        end = year_number(last) if len(last) == 4 else start // 100 * 100 + int(last)
        self.say(end)
        return span(str(start), str(end))

    def year(self, g: dict[str, str | None]) -> int | None:
        """Return the year that a match names, absolutely or by the dateline or the year spoken of last."""
        if g["year"]:
            return year_number(g["year"])
        if g["rel"]:
            return None if self.anchor.year is None else self.anchor.year + int(self.table["years"][g["rel"]])
        base = self.spoken.year or self.anchor.year
        return None if base is None else base + int(self.table["same_year"][g["same"]])

    def within(self, year: int | None, g: dict[str, str | None], mark: str, by: bool) -> str | None:
        """Resolve a year with a part of it, or that part alone."""
        part, first, m1, month = (g[mark + name] for name in ("part", "first", "m1", "month"))
        named = mark == "y_"
        if part or first or m1:
            if part:
                start, end = self.table["parts"][part]
            else:
                start, end = (number(m1), number(g[mark + "m2"] or "")) if m1 else (1, number(first or ""))
            year = year if named else self.guess(start, end, None)
            if year is None:
                return None
            self.say(year, end)
            if g[mark + "end"]:
                return iso(year, end)
            return span(iso(year, start), iso(year, end))
        if month:
            return self.days(year, number(month), g, mark, named)
        if g["point"]:
            return self.point(year, g["point"], by)
        return self.say(year)

    def days(self, year: int | None, month: int, g: dict[str, str | None], mark: str, named: bool) -> str | None:
        """Resolve a month, a day or a span of days in it."""
        d1, d2, day = (g[mark + name] for name in ("d1", "d2", "day"))
        last = d2 or day
        if not named:
            year = self.guess(month, month, number(last) if last else None)
        if d1 and d2:
            self.say(year, month, number(d2))
            return span(iso(year, month, number(d1)), iso(year, month, number(d2)))
        return self.say(year, month, number(day) if day else None)

    def guess(self, start: int, end: int, day: int | None) -> int | None:
        """Return the year of a part of a year that stands alone: the year spoken of, else the dateline's or the one before."""
        anchor = self.anchor
        if self.context is not None and self.context != anchor.year:
            return self.context
        if anchor.year is None or anchor.month is None:
            return anchor.year
        late = start - anchor.month > FAR or (self.past and (end, day or 0) > (anchor.month, anchor.day or 31))
        return anchor.year - 1 if late else anchor.year

    def point(self, year: int | None, word: str, by: bool) -> str | None:
        """Resolve 年底, 年初: the month where the text says “by then”, else the year."""
        if by and any(c in word for c in "底末终") and not word.endswith("前"):
            return self.say(year, 12)
        return self.say(year)

    def reach(self, g: dict[str, str | None]) -> str | None:
        """Resolve 近三年, 未来5年, 三年来, 近6个月."""
        anchor = self.anchor
        if anchor.year is None:
            return None
        if g["within"]:
            return span(str(anchor.year), str(anchor.year + number(g["within"])))
        if g["come"]:
            return span(str(anchor.year - number(g["come"]) + 1), str(anchor.year))
        n = number(g["n"] or "")
        ahead = g["way"] in self.table["ahead"]
        if g["what"] == "年":
            return (
                span(str(anchor.year), str(anchor.year + n)) if ahead else span(str(anchor.year - n), str(anchor.year))
            )
        if anchor.month is None:
            return None
        here = anchor.year * 12 + anchor.month - 1
        there = here + n if ahead else here - n
        first, last = sorted((here, there))
        return span(iso(first // 12, first % 12 + 1), iso(last // 12, last % 12 + 1))

    def words(self, g: dict[str, str | None]) -> str | None:
        """Resolve words for days and months, days without a month, and the time of writing."""
        anchor, spoken = self.anchor, self.spoken
        if g["total"] or g["now"]:
            return iso(anchor.year, anchor.month)
        if g["dayword"]:
            if anchor.year is None or anchor.month is None or anchor.day is None:
                return None
            there = date(anchor.year, anchor.month, anchor.day) + timedelta(days=self.table["days"][g["dayword"]])
            return self.say(there.year, there.month, there.day)
        if g["sameday"]:
            return iso(spoken.year, spoken.month, spoken.day) if spoken.day else None
        if g["monthword"]:
            if anchor.year is None or anchor.month is None:
                return None
            count = anchor.year * 12 + anchor.month - 1 + int(self.table["months"][g["monthword"]])
            return self.say(count // 12, count % 12 + 1, number(g["mday"]) if g["mday"] else None)
        if g["samemonth"]:
            if not spoken.month:
                return None
            return self.say(spoken.year, spoken.month, number(g["sday"]) if g["sday"] else None)
        if g["bare1"] or g["bare"]:
            return self.bare(g)
        return None  # 每年, 近日

    def bare(self, g: dict[str, str | None]) -> str | None:
        """Resolve “26日”: in the month spoken of, where a day of it was named before, else in the past of the dateline's."""
        anchor, spoken = self.anchor, self.spoken
        last = number(g["bare2"] or g["bare"] or "")
        unknown = anchor.year is None or anchor.month is None
        if spoken.day and spoken.month and spoken.year and (last > spoken.day or unknown):
            year, month = spoken.year, spoken.month
        elif anchor.year is None or anchor.month is None:
            return None
        else:
            year, month = anchor.year, anchor.month
            if anchor.day is not None and last > anchor.day:
                year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        end = self.say(year, month, last)
        return span(iso(year, month, number(g["bare1"])), end) if g["bare1"] else end
