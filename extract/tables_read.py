"""Tables of money: what their columns hold, in what unit, and the flow that each row states."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extract.lexicon import Lexicon
from extract.model import Cell, State, Table
from extract.money_numbers import plain, value

NUMBER = re.compile(
    r"^[约近超达￥¥ ]*(\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?) ?(百万元|千元|万元?|亿元?|元)?(?:人民币)?$"
)

FUND = re.compile("基金(?!办|会)")
PAGE = re.compile(r"[\s\d/第页共—–-]+")  # the number of a page


@dataclass(frozen=True, slots=True)
class Layouts:
    """The compiled words of `tables.yaml`."""

    columns: dict[str, re.Pattern[str]]
    units: dict[str, int]
    unit_lines: list[re.Pattern[str]]
    totals: tuple[str, ...]
    subtotals: tuple[str, ...]
    purses: tuple[str, ...]
    asked: re.Pattern[str]
    vague: re.Pattern[str]
    levels: re.Pattern[str]
    measures: re.Pattern[str]
    statistics: re.Pattern[str]
    persons: re.Pattern[str]
    persons_at: re.Pattern[str]
    whole: re.Pattern[str]
    kinds: list[tuple[str, str]]
    status: dict[str, re.Pattern[str]]


def layouts(lexicon: Lexicon) -> Layouts:
    """Compile the table words of a lexicon."""
    data = lexicon.table("tables")
    ends = [(end, kind) for kind, words in data["kinds"].items() for end in words]
    return Layouts(
        columns={role: re.compile("|".join(f"(?:{r})" for r in rules)) for role, rules in data["columns"].items()},
        units=dict(data["units"]),
        unit_lines=[re.compile(r) for r in data["unit_lines"]],
        totals=tuple(data["totals"]),
        subtotals=tuple(data["subtotals"]),
        purses=tuple(data["purses"]),
        asked=re.compile("|".join(data["asked"])),
        vague=re.compile("|".join(data["vague"])),
        levels=re.compile(data["levels"]),
        measures=re.compile("|".join(data["measures"])),
        statistics=re.compile("|".join(data["statistics"])),
        persons=re.compile("|".join(data["persons"])),
        persons_at=re.compile("|".join(data["persons_at"])),
        whole=re.compile("|".join(data["whole"])),
        kinds=sorted(ends, key=lambda pair: -len(pair[0])),
        status={kind: re.compile("|".join(map(re.escape, words))) for kind, words in data["status"].items()},
    )


@dataclass(slots=True)
class Row:
    """A row with what it says: cells by role, and its sums as (header, cell, amount in yuan), the sum of the others first."""

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    sums: list[tuple[str, Cell, Decimal]] = field(default_factory=list)
    total: bool = False
    whole: bool = False  # the first of the sums is that of the others


def joined(tables: list[Table], text: str) -> list[Table]:
    """Return the tables with the parts of one that pages have split made one again.

    A part goes on with the table before it where nothing but the number of a page stands between them and it has as many columns; the
    header that it repeats is left out.
    """
    found: list[Table] = []
    for table in tables:
        if found and table.rows and goes_on(found[-1], table, text):
            head = [[cell.text for cell in row] for row in found[-1].rows[:3]]
            kept = [row for n, row in enumerate(table.rows) if n >= 3 or [cell.text for cell in row] not in head]
            found[-1] = Table(found[-1].rows + kept, found[-1].header, found[-1].caption)
        elif table.rows:
            found.append(table)
    return found


def goes_on(before: Table, after: Table, text: str) -> bool:
    """Tell whether a table is a further part of the one before it."""
    if len(before.rows[-1]) != len(after.rows[0]) or PAGE.sub(
        "", text[before.rows[-1][-1].end : after.rows[0][0].start]
    ):
        return False
    repeats = [c.text for c in after.rows[0]] == [c.text for c in before.rows[0]]
    return repeats or any(NUMBER.match(cell.text) for cell in after.rows[0][1:])


class TableReader:
    """Reads the rows of one table; `rows()` is empty where no column holds sums."""

    def __init__(self, state: State, table: Table) -> None:
        self.state, self.table = state, table
        self.words = state.lexicon.built("tables", layouts)
        self.lines, self.first = 0, 0  # where the header begins and the body
        self._frame()
        self.above = self._above()
        self.headers = self._headers()
        self.roles = [self._role(text) for text in self.headers]
        self._choose()

    def _fold(self, cell: Cell) -> str:
        return self.state.folded[cell.start : cell.end]

    def _frame(self) -> None:
        """Find the header: behind the lines of title and unit, of several rows where the first leaves columns to the next."""
        rows = self.table.rows
        if not self.table.header:
            return
        while self.lines < len(rows) - 1 and len(filled := [c for c in rows[self.lines] if c.text.strip()]) < len(
            rows[self.lines]
        ):
            unit = any(self.words.unit_lines[0].search(self._fold(c)) for c in filled)
            if len(filled) > 2 or (len(filled) == 2 and not unit) or (len(rows[self.lines]) < 3 and not unit):
                break
            self.lines += 1
        self.first = self.lines + 1
        while self.first < min(len(rows) - 1, self.lines + 3) and self._open(rows[self.first - 1], rows[self.first]):
            self.first += 1

    def _open(self, row: list[Cell], following: list[Cell]) -> bool:
        """Tell whether the header goes on in the following row: blanks or repeated words stand over its columns, and no number in it."""
        texts = [self._fold(c).strip() for c in row]
        under = [self._fold(c).strip() for c in following]
        merged = (
            "" in texts or len(set(texts)) < len(texts) or any(t and t == u for t, u in zip(texts, under, strict=False))
        )
        return merged and sum(map(bool, under)) > 1 and not any(re.match(r"\d(?!\d{3}年)", text) for text in under)

    def _headers(self) -> list[str]:
        """Return the words over each column, those of several rows after one another; a merged cell stands over all that it spans."""
        spread: list[list[str]] = []
        for number, row in enumerate(self.table.rows[self.lines : self.first], self.lines):
            texts = [self._fold(cell).replace(" ", "").strip() for cell in row]
            if number < self.first - 1:
                for place in range(1, len(texts)):
                    texts[place] = texts[place] or texts[place - 1]
            spread.append(texts)
        width = max(map(len, spread), default=0)
        columns = [[texts[n] for texts in spread if n < len(texts) and texts[n]] for n in range(width)]
        return ["".join(dict.fromkeys(column)) for column in columns]

    def _above(self) -> str:
        """Return the headline, the caption and the lines above the header: they say unit, payer and status."""
        rows = self.table.rows
        start = rows[self.lines][0].start if rows else 0
        lines = self.state.folded[:start].rstrip().split("\n")
        return "\n".join([self.state.article.title or "", self.table.caption or "", *lines[-2 - self.lines :]])

    def _role(self, header: str) -> str:
        return next((role for role, pattern in self.words.columns.items() if header and pattern.search(header)), "")

    def _choose(self) -> None:
        """Settle the columns of one role that others contradict.

        Left out are sums that were only asked for or invested, where others are granted, bodies of persons who are paid, and what
        may name a recipient where another column does; a fund beside whom it invests in is the payer.
        """
        words, headers = self.words, self.headers
        if any(map(words.persons.search, headers)):
            self._turn("recipient", words.persons_at, "")
        if any(r == "recipient" and not words.vague.search(h) for r, h in zip(self.roles, headers, strict=True)):
            if "provider" not in self.roles:
                self._turn("recipient", FUND, "provider")
            self._turn("recipient", words.vague, "")
        sums = [n for n, role in enumerate(self.roles) if role == "amount"]
        asked = [n for n in sums if words.asked.search(headers[n])]
        for n in asked if len(asked) < len(sums) else []:
            self.roles[n] = "skip"

    def _turn(self, role: str, headers: re.Pattern[str], other: str) -> None:
        """Give the columns of a role whose headers match another one."""
        self.roles = [
            other if held == role and headers.search(header) else held
            for held, header in zip(self.roles, self.headers, strict=True)
        ]

    def level(self, header: str) -> re.Match[str] | None:
        """Return the level of budget that begins the header of a column, as it stands over it; None without one."""
        for row in self.table.rows[self.lines : self.first]:
            for cell in row:
                if header.endswith("".join(self._fold(cell).split())):
                    found = self.words.levels.match(self.state.folded, cell.start, cell.end)
                    if found:
                        return found
        return None

    def rows(self) -> list[Row]:
        """Return the body rows that hold a sum; a place or payer that is left blank is that of the row above."""
        if "amount" not in self.roles or self.words.statistics.search(self.above):
            return []
        found: list[Row] = []
        last: dict[str, list[Cell]] = {}
        for cells in self.table.rows[self.first :]:
            row = self._row(cells)
            if row is None:
                continue
            if not row.total:
                for role in ("place", "provider"):
                    if role in row.cells:
                        last[role] = row.cells[role]
                    elif role in last and role in self.roles:
                        row.cells[role] = last[role]
            if row.sums:
                found.append(row)
        return found

    def _row(self, cells: list[Cell]) -> Row | None:
        """Return what a row says, None where it is a subtotal."""
        row = Row()
        texts = ["".join(self._fold(c).split()) for c in cells]
        names = [text for text in texts if text and not NUMBER.match(text)]
        if any(text.startswith(self.words.subtotals) or text.endswith(self.words.subtotals) for text in names):
            return None
        row.total = any(text.startswith(self.words.totals) and len(text) <= 8 for text in names[:2])
        for header, role, cell in zip(self.headers, self.roles, cells, strict=False):
            amount = self._amount(header, cell) if role == "amount" else None
            if amount is not None:
                row.sums.append((header, cell, amount))
            elif role not in {"", "skip", "amount"} and self._names(role, cell):
                row.cells.setdefault(role, []).append(cell)
        row.sums.sort(key=lambda each: not self.words.whole.search(each[0]))
        row.whole = len(row.sums) > 1 and bool(self.words.whole.search(row.sums[0][0]))
        if row.whole and sum(amount for _, _, amount in row.sums[1:]) > row.sums[0][2]:
            row.whole = False
        if row.whole and len(row.sums) == 2 and row.sums[0][2] == row.sums[1][2]:
            del row.sums[1]  # all of it is of one kind
        return row

    def _names(self, role: str, cell: Cell) -> bool:
        """Tell whether a cell names somebody or, of a year, says it."""
        text = cell.text.strip(" -—/无")
        return bool(text) and (NUMBER.match(text) is None or role == "year")

    def _amount(self, header: str, cell: Cell) -> Decimal | None:
        """Return the sum in yuan that a cell states, None where it holds no number or no unit is known."""
        match = NUMBER.match(self._fold(cell).strip())
        if match is None:
            return None
        number, unit = value(match[1]), match[2] or self.unit(header)
        return plain(number * self.words.units[unit]) if number and unit else None

    def unit(self, header: str) -> str | None:
        """Return the unit of money of a column: from its header, the caption or the lines above; None where none says it."""
        for text in (header, self.table.caption or "", self.above.split("\n")[-1], self.above):
            for pattern in self.words.unit_lines[: 3 if text is not header else None]:
                found = pattern.search(text)
                if found:
                    return found["unit"]
        return None

    def status(self) -> str:
        """Return how far the money has got, from the words around the table."""
        return next((kind for kind, pattern in self.words.status.items() if pattern.search(self.above)), "committed")

    def kind(self, name: str) -> str:
        """Return the kind of institution that the end of a name shows."""
        return next((kind for end, kind in self.words.kinds if name.endswith(end)), "other")
