"""Tables that measure and move no money: a figure of a row is an observation of whom or what the row names."""

import re
from decimal import Decimal

from extract.model import Cell, DateSpan, Entity, State
from extract.money_numbers import plain, value
from extract.tables_parties import parties_of
from extract.tables_read import TableReader
from graph import facts

FIGURE = re.compile(
    r"(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?(?P<unit>[%％‰]|[百千万亿]*[\u4e00-\u9fff]{0,3})"
)
UNIT = re.compile(r"[（(/：:](?P<unit>[%％‰]|[\u4e00-\u9fff%％]{1,5})[）)]?$")
YEAR = re.compile(r"(?:19|20)\d\d(?=年|$)")
RATE = re.compile("增长|增幅|增速|同比|占比|比重|比例|强度|率")
SCALES = {"百万": 10**6, "万": 10**4, "亿": 10**8, "千": 10**3}
ABOVE = 120  # characters over a table that say when its sums are
SUBJECTS = ("recipient", "program", "provider", "place")


def drop_printed(state: State, reader: TableReader) -> None:
    """Take back what was read as running text out of the rows of a table: its columns say what a figure is."""
    rows = reader.table.rows
    start, end = rows[reader.lines][0].start, rows[-1][-1].end
    state.observations = [
        o for o in state.observations if not (start <= o.evidence.start < end and "\t" in o.evidence.text)
    ]


def add_measures(state: State, reader: TableReader) -> None:
    """Append an observation for each figure below a header that measures (贷款余额, 增长), of whom the row names."""
    measured = [n for n, header in enumerate(reader.headers) if reader.words.measures.search(header)]
    for cells in reader.table.rows[reader.first :] if measured else ():
        named = [
            (SUBJECTS.index(role), cell)
            for role, cell in zip(reader.roles, cells, strict=False)
            if role in SUBJECTS and cell.text.strip(" -—/无") and not FIGURE.match(cell.text.strip())
        ]
        texts = ["".join(cell.text.split()) for cell in cells]
        if any(text.startswith((*reader.words.totals, *reader.words.subtotals)) for text in texts):
            continue
        year = next((c for role, c in zip(reader.roles, cells, strict=False) if role == "year"), None)
        figures = [(n, read(reader, reader.headers[n], cells[n])) for n in measured if n < len(cells)]
        if not any(figure for _, figure in figures):
            continue
        if named:
            place, cell = min(named, key=lambda each: each[0])
            subject = parties_of(state, reader, SUBJECTS[place], [cell])[0].entity
        else:
            subject = headlined(state) if year is not None else None
        for n, figure in figures:
            if figure is not None and subject is not None:
                state.observations.append(
                    facts.Observation(
                        evidence=state.evidence(cells[n].start, cells[n].end),
                        subject=subject.id,
                        measure=UNIT.sub("", reader.headers[n]),
                        value=figure[0],
                        unit=figure[1],
                        qualifier="exact",
                        period=period(state, reader, year, reader.headers[n]),
                        rule="table column",
                    )
                )


def headlined(state: State) -> Entity | None:
    """Return whom the headline is about: a table of years measures nobody else."""
    end = len(state.article.title or "")
    named = (m for m in state.mentions_in(0, end) if m.entity and m.type in {"Institution", "Zone", "Place", "Fund"})
    return next((m.entity for m in named), None)


def read(reader: TableReader, header: str, cell: Cell) -> tuple[Decimal, str | None] | None:
    """Return the figure of a cell and its unit, money in yuan and large numbers written out; None where it holds none."""
    match = FIGURE.fullmatch(reader.state.folded[cell.start : cell.end].strip())
    if match is None:
        return None
    number = value(match["number"].lstrip("-"))
    if number is None:
        return None
    own, over = match["unit"], UNIT.search(header)
    above = (over["unit"] if over else "") or ("%" if RATE.search(header) else reader.unit(header)) or ""
    unit = own + above if own in SCALES else own or above
    scale = next((factor for word, factor in SCALES.items() if unit.startswith(word)), 1)
    signed = -number if match["number"].startswith("-") else number
    return plain(signed * scale), unit.lstrip("百千万亿").replace("％", "%") or None


def year_of(cells: list[Cell], header: str) -> str | None:
    """Return the year that a row states in a column of its own, or that stands over a column."""
    found = next(filter(None, (YEAR.search(text) for text in (*(c.text for c in cells), header))), None)
    return found[0] if found else None


def period(state: State, reader: TableReader, year: Cell | None, header: str) -> str | None:
    """Return when a figure was measured: its row's year or its column's, else the last time that the lines over the table name."""
    if told := year_of([year] if year else [], header):
        return told
    return next((d.period for d in reversed(dates_above(state, reader)) if not d.recurring), None)


def dates_above(state: State, reader: TableReader) -> list[DateSpan]:
    """Return the times with a known period that the lines over the table name, in their order."""
    start = reader.table.rows[reader.lines][0].start
    return [d for d in state.dates if start - ABOVE <= d.start and d.end <= start and d.period]
