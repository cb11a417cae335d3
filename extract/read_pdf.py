"""PDF pages to text, with the tables of money that are printed on them as rows of cells.

A PDF knows no tables, only where each character stands. A page is taken apart only where a header with words of money stands
over two rows with numbers at least; all others keep the order of the file, which newspapers in columns need.
"""

import re
from dataclasses import dataclass, field
from typing import Any

NUMBER = re.compile(r"[￥¥]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[￥¥]?\d+(?:\.\d+)?(?:万元|亿元|元)?")
HEADER = re.compile("金额|资金|经费|补助|补贴|奖励|资助|贴息|预算|万元|额度")
COLUMNS = 3
ROWS = 2
GAP = 0.9  # of the height of a character: what parts two cells
HEADER_LINES = 4
Row = list[str]


@dataclass(slots=True)
class Segment:
    """Characters that stand close together on a line."""

    left: float
    right: float
    text: str


@dataclass(slots=True)
class Line:
    """A printed line; `at` is its height on the page."""

    at: float
    segments: list[Segment] = field(default_factory=list)

    def numbers(self) -> list[Segment]:
        """Return the segments that are numbers, but for a serial number that begins the line."""
        return [s for s in self.segments[1:] if NUMBER.fullmatch(s.text)]

    def text(self) -> str:
        return " ".join(s.text for s in self.segments)


def page_blocks(page: Any, width: int = 0) -> list[str | list[Row]]:
    """Return the page as stretches of text and tables (rows of cells), from top to bottom; one stretch where it has no table.

    `width` is the number of columns of a table that the page before ends with, 0 where it ends with none: rows at the top that
    have as many columns need no header.
    """
    plain: str = page.get_text_range().replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")
    if (
        not (width or HEADER.search(plain))
        or sum(bool(re.search(r"\d\s*$", line)) for line in plain.split("\n")) < ROWS
    ):
        return [plain]
    lines = printed_lines(page)
    found = region(lines) or (continued(lines, width) if width else None)
    if found is None:
        return [plain]
    first, last = found
    rows = cells(lines[first:last])
    if not rows:
        return [plain]
    above, below = ("\n".join(line.text() for line in part) for part in (lines[:first], lines[last:]))
    return [part for part in (above, rows, below) if part]


def printed_lines(page: Any) -> list[Line]:
    """Return the lines of a page from top to bottom, as the places of their characters tell."""
    import pypdfium2.raw as raw

    marks: list[tuple[float, float, float, float, str]] = []
    for number in range(page.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(page, number))
        if text.isspace() or text == "\ufffe":
            continue
        left, bottom, right, top = page.get_charbox(number, loose=True)
        marks.append(((bottom + top) / 2, left, right, top - bottom, text))
    lines: list[list[tuple[float, float, float, float, str]]] = []
    for mark in sorted(marks, key=lambda m: -m[0]):
        if lines and abs(lines[-1][0][0] - mark[0]) < 0.5 * max(mark[3], 1):
            lines[-1].append(mark)
        else:
            lines.append([mark])
    return [line_of(sorted(marks_of, key=lambda m: m[1])) for marks_of in lines]


def line_of(marks: list[tuple[float, float, float, float, str]]) -> Line:
    """Return the characters of a line as segments."""
    line = Line(marks[0][0])
    for _, left, right, height, text in marks:
        if line.segments and left - line.segments[-1].right < GAP * max(height, 1):
            line.segments[-1].right = max(right, line.segments[-1].right)
            line.segments[-1].text += text
        else:
            line.segments.append(Segment(left, right, text))
    return line


def region(lines: list[Line]) -> tuple[int, int] | None:
    """Return the lines of the table from its header on, and the line behind it; None where the page has none."""
    full = [n for n, line in enumerate(lines) if line.numbers()]
    if len(full) < ROWS:
        return None
    above = range(full[0] - 1, max(-1, full[0] - 1 - HEADER_LINES), -1)
    heads = [n for n in above if len(lines[n].segments) >= COLUMNS]
    if not heads or not any(HEADER.search(lines[n].text()) for n in range(heads[-1], full[0])):
        return None
    last = behind(lines, full[0] + 1, columns(lines[heads[-1] : full[-1] + 1]))
    return (heads[-1], last) if sum(first <= last for first in full) >= ROWS else None


def continued(lines: list[Line], width: int) -> tuple[int, int] | None:
    """Return the lines of a table that goes on from the page before; None where the page does not begin with its rows."""
    first = next((n for n, line in enumerate(lines[:3]) if line.numbers()), None)
    if first is None:
        return None
    last = behind(lines, first, columns(lines[first:]))
    return (first, last) if len(columns(lines[first:last])) == width else None


def behind(lines: list[Line], place: int, spans: list[tuple[float, float]]) -> int:
    """Return the place of the first line from `place` on that is no row of numbers and no rest of one."""
    while place < len(lines) and (lines[place].numbers() or held(lines[place], spans)):
        place += 1
    return place


def columns(lines: list[Line]) -> list[tuple[float, float]]:
    """Return the columns that the fullest rows of numbers take up, from left to right."""
    rows = [line for line in lines if line.numbers()]
    most = max(len(line.segments) for line in rows)
    spans: list[tuple[float, float]] = []
    pieces = [(s.left, s.right) for line in rows if len(line.segments) >= max(COLUMNS, most - 1) for s in line.segments]
    for left, right in sorted(pieces):
        if spans and left < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(right, spans[-1][1]))
        else:
            spans.append((left, right))
    return spans


def held(line: Line, spans: list[tuple[float, float]]) -> bool:
    """Tell whether each segment of a line lies over one column: the rest of a wrapped cell."""
    return bool(spans) and all(len(over(segment, spans)) == 1 for segment in line.segments)


def over(segment: Segment, spans: list[tuple[float, float]]) -> list[int]:
    """Return the columns that a segment lies over."""
    return [n for n, (left, right) in enumerate(spans) if segment.left < right and left < segment.right]


def cells(lines: list[Line]) -> list[Row]:
    """Return the rows of a table: the header as one, then a row for each line of numbers with what wraps around it."""
    spans = columns(lines)
    full = [line for line in lines if line.numbers()]
    if len(spans) < COLUMNS:
        return []
    first = lines.index(full[0])
    wrapped = [line for line in lines[:first] if near(line, full, lines)]
    header = [line for line in lines[:first] if line not in wrapped]
    rows = [filled(header, spans)] if header else []
    for row in full:
        around = [line for line in lines[first:] if line is row or (not line.numbers() and nearest(line, full) is row)]
        rows.append(filled([*(wrapped if row is full[0] else []), *around], spans))
    return rows


def nearest(line: Line, full: list[Line]) -> Line:
    """Return the row of numbers that a line stands closest to."""
    return min(full, key=lambda row: abs(row.at - line.at))


def near(line: Line, full: list[Line], lines: list[Line]) -> bool:
    """Tell whether a line above the first row of numbers is the beginning of a wrapped cell of it, not of the header."""
    place = lines.index(line)
    if place == 0 or len(line.segments) >= COLUMNS or HEADER.search(line.text()):
        return False
    below = lines[place + 1].at if place + 1 < len(lines) else full[0].at
    return line.at - below < 0.8 * (lines[place - 1].at - line.at)


def filled(lines: list[Line], spans: list[tuple[float, float]]) -> Row:
    """Return the texts of the lines by column, from top to bottom; what lies over several columns stands in each."""
    row = [""] * len(spans)
    for line in sorted(lines, key=lambda each: -each.at):
        for segment in line.segments:
            middle = (segment.left + segment.right) / 2
            places = over(segment, spans) or [
                min(range(len(spans)), key=lambda n: min(abs(spans[n][0] - middle), abs(spans[n][1] - middle)))
            ]
            for place in places if not NUMBER.fullmatch(segment.text) else places[:1]:
                row[place] += segment.text
    return row
