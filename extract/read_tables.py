"""Tables in plain text: rows of cells between pipes (Markdown), tabs (copied from a sheet), bars, wide blanks or commas."""

import re

from extract.model import Cell, Table

SUM = re.compile(r"\d[\d,.， ]*(?:[百千万亿]*元)?$")
FIGURE = re.compile(r"-?\d[\d,.]*\s?(?:[%％]|[百千万亿]*(?:[美欧港]?元)?)|[-—/]?")
MARKS = {"|": re.compile(r"\|"), "  ": re.compile(r"[ \u3000]{2,}"), ",": re.compile(",")}
RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*\|?")
COLUMNS = 3  # rows of fewer cells between tabs are a table only where the second are sums
ROWS = 3


def laid_out(text: str) -> tuple[str, list[Table]]:
    """Return the text with its tables written a row a line and cells parted by tabs, and those tables.

    A text without tables comes back as it is. Rows between pipes need the rule below their header; rows between tabs need to
    be three at least, of as many cells each.
    """
    if not any(mark in text for mark in ("\t", "---", "|", ",", "  ", "\u3000\u3000")):
        return text, []
    lines = text.split("\n")
    parts: list[str] = []
    tables: list[Table] = []
    size = place = 0
    while place < len(lines):
        rows, end = piped(lines, place) if "|" in lines[place] else tabbed(lines, place)
        if not rows:
            rows, end = aligned(lines, place)
        if not rows:
            parts.append(lines[place])
            size += len(lines[place]) + 1
            place += 1
            continue
        table = Table(rows=[])
        for row in rows:
            cells = []
            for text_of in row:
                cells.append(Cell(size, size + len(text_of), text_of))
                size += len(text_of) + 1
            table.rows.append(cells)
            parts.append("\t".join(row))
        tables.append(table)
        place = end
    return "\n".join(parts), tables


def piped(lines: list[str], place: int) -> tuple[list[list[str]], int]:
    """Return the rows of the Markdown table that begins in a line, and the line behind it; no rows where none begins."""
    if place + 1 >= len(lines) or "|" not in lines[place + 1] or not RULE.fullmatch(lines[place + 1].strip()):
        return [], place
    end = place + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    kept = [lines[place], *lines[place + 2 : end]]
    return [
        [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")] for line in kept
    ], end


def tabbed(lines: list[str], place: int) -> tuple[list[list[str]], int]:
    """Return the rows of the table between tabs that begins in a line, and the line behind it; no rows where none begins."""
    width = lines[place].count("\t")
    end = place
    while end < len(lines) and width and lines[end].count("\t") == width:
        end += 1
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines[place:end]]
    if not width or end - place < ROWS or not rows[0][0]:
        return [], place
    if width + 1 < COLUMNS and not all(SUM.match(row[1]) for row in rows[1:]):
        return [], place
    return rows, end


def aligned(lines: list[str], place: int) -> tuple[list[list[str]], int]:
    """Return the rows of the table between bars, wide blanks or commas that begins in a line, and the line behind it.

    A column of it holds nothing but figures in all rows below the header; between blanks, all but the first do.
    """
    for mark, part in MARKS.items():
        if mark not in lines[place]:
            continue
        rows: list[list[str]] = []
        for at in range(place, len(lines)):
            line = lines[at]
            cells = [cell.strip() for cell in part.split(line.strip().strip("|").strip())]
            if len(cells) < 2 or (rows and len(cells) != len(rows[0])) or line.rstrip().endswith(("。", "；")):
                break
            rows.append(cells)
        if len(rows) < ROWS or not rows[0][0]:
            continue
        columns = [all(FIGURE.fullmatch(row[n]) for row in rows[1:]) for n in range(len(rows[0]))]
        if all(columns[1:]) if mark == "  " else any(columns[1:]):
            return rows, place + len(rows)
    return [], place
