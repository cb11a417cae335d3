"""Tables of money: what their columns hold, in what unit, and the flow that each row states."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extract.lexicon import Lexicon
from extract.model import Cell, State, Table
from extract.money_numbers import plain, value

NUMBER = re.compile(
    r"^[约近超达￥¥ ]*(\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?) ?(百万元|千元|万元|亿元|元)?(?:人民币)?$"
)


@dataclass(frozen=True, slots=True)
class Layouts:
    """The compiled words of `tables.yaml`."""

    columns: dict[str, re.Pattern[str]]
    units: dict[str, int]
    unit_lines: list[re.Pattern[str]]
    totals: tuple[str, ...]
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
        kinds=sorted(ends, key=lambda pair: -len(pair[0])),
        status={kind: re.compile("|".join(map(re.escape, words))) for kind, words in data["status"].items()},
    )


@dataclass(slots=True)
class Row:
    """A row with what it says: cells by role, and its sums as (header, cell, amount in yuan)."""

    cells: dict[str, list[Cell]] = field(default_factory=dict)
    sums: list[tuple[str, Cell, Decimal]] = field(default_factory=list)
    total: bool = False


class TableReader:
    """Reads the rows of one table; `rows()` is empty where no column holds sums."""

    def __init__(self, state: State, table: Table) -> None:
        self.state, self.table = state, table
        self.words = state.lexicon.built("tables", layouts)
        self.above = self._above()
        header = table.rows[0] if table.header and table.rows else []
        self.headers = [self._fold(cell).replace(" ", "") for cell in header]
        self.roles = [self._role(text) for text in self.headers]

    def _fold(self, cell: Cell) -> str:
        return self.state.folded[cell.start : cell.end]

    def _above(self) -> str:
        """Return the headline, the caption and the two lines above the table: they say unit, payer and status."""
        start = self.table.rows[0][0].start if self.table.rows else 0
        lines = self.state.folded[:start].rstrip().split("\n")
        return "\n".join([self.state.article.title or "", self.table.caption or "", *lines[-2:]])

    def _role(self, header: str) -> str:
        return next((role for role, pattern in self.words.columns.items() if header and pattern.search(header)), "")

    def rows(self) -> list[Row]:
        """Return the body rows that hold a sum."""
        if "amount" not in self.roles:
            return []
        found = (self._row(cells) for cells in self.table.rows[1:])
        return [row for row in found if row.sums]

    def _row(self, cells: list[Cell]) -> Row:
        row = Row()
        first = next((self._fold(c).strip() for c in cells if c.text.strip()), "")
        row.total = first.startswith(self.words.totals)
        for header, role, cell in zip(self.headers, self.roles, cells, strict=False):
            amount = self._amount(header, cell) if role == "amount" else None
            if amount is not None:
                row.sums.append((header, cell, amount))
            elif role not in {"", "skip", "amount"} and cell.text.strip(" -—/无"):
                row.cells.setdefault(role, []).append(cell)
        return row

    def _amount(self, header: str, cell: Cell) -> Decimal | None:
        """Return the sum in yuan that a cell states, None where it holds no number or no unit is known."""
        match = NUMBER.match(self._fold(cell).strip())
        if match is None:
            return None
        number, unit = value(match[1]), match[2] or self._unit(header)
        return plain(number * self.words.units[unit]) if number and unit else None

    def _unit(self, header: str) -> str | None:
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
