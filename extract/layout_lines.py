"""The lines of a page: columns that stand side by side taken apart, markup removed, blocks between empty lines."""

import re
from dataclasses import dataclass

from extract.model import Document

MIN_COLUMN_LINES = 3  # lines side by side before they count as columns
_GUTTER = re.compile(r"[ \u3000\t]{3,}")
_HEADING = re.compile(r"^\s*(#{1,6})\s+")
_ADVICE = re.compile(r"\s*[（(](?:微信)?(?:扫码|扫描|扫一扫)[^）)]{0,16}[）)]\s*$")
_JUMP = re.compile(r"[（(【\[](?:紧?上接|下转)[^）)】\]]{0,16}[)）】\]]")
_MARKUP = re.compile(r"\*\*|__|</?(?:b|strong|br|center|p)\s*/?>|^\s*>\s+")


@dataclass(slots=True)
class Line:
    """A line of the page without blanks around it; `start` is where it stands in the document."""

    text: str
    start: int
    gap: int = 0  # empty lines before it; 0 where it follows the line before directly
    level: int = 0  # of a Markdown heading
    table: bool = False


def width(text: str) -> int:
    """Return the printed width: 2 for a Chinese character, 1 for a Latin one."""
    return (len(text.encode()) + len(text)) // 2  # UTF-8 writes a Chinese character as three bytes


def page_lines(document: Document) -> list[Line]:
    """Return the lines of the document; columns side by side follow one another."""
    spans = [(t.rows[0][0].start, t.rows[-1][-1].end) for t in document.tables if t.rows]
    found: list[Line] = []
    gap, offset, place = 1, 0, 0
    raw: list[Line] = []
    for text in document.text.split("\n"):
        while place < len(spans) and spans[place][1] < offset:
            place += 1
        table = place < len(spans) and spans[place][0] <= offset <= spans[place][1]
        raw.append(Line(text, offset, table=table))
        offset += len(text) + 1
    for line in columns_apart(raw) if document.printed else raw:
        if not line.text.strip():
            gap += 1
            continue
        found.append(clean(line, gap))
        gap = 0
    return found


def clean(line: Line, gap: int) -> Line:
    """Return the line without markup, and with letter-spaced words closed up."""
    if line.table:
        lead = len(line.text) - len(line.text.lstrip(" "))
        return Line(line.text.strip(" "), line.start + lead, gap, table=True)
    heading = _HEADING.match(line.text)
    text = line.text[heading.end() :] if heading else line.text
    text = _ADVICE.sub("", _JUMP.sub("", _MARKUP.sub("", text))).strip().strip("\u3000")
    if re.fullmatch(r"[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){2,}", text):
        text = re.sub(r"\s", "", text)
    return Line(text, line.start, gap, len(heading.group(1)) if heading else 0)


def columns_apart(lines: list[Line]) -> list[Line]:
    """Return the lines with every run of columns side by side written one column after the other."""
    found: list[Line] = []
    run: list[Line] = []
    for line in [*lines, Line("end", -1)]:
        split = _GUTTER.search(line.text.strip()) is not None
        if split or (run and not line.text.strip()):
            run.append(line)
        else:
            found += _run_apart(run)
            run = []
            found.append(line)
    return found[:-1]


def _run_apart(run: list[Line]) -> list[Line]:
    parts = [_parts(line) for line in run]
    starts = sorted({column for row in parts for column, _ in row[1:]})
    columns = [0]
    for start in starts:
        near = sum(abs(column - start) <= 2 for row in parts for column, _ in row[1:])
        if near >= MIN_COLUMN_LINES and start - columns[-1] > 6:
            columns.append(start)
    if len(columns) == 1:
        return run
    found: list[Line] = []
    for column in columns:
        for row in parts:
            mine = [part for place, part in row if min(columns, key=lambda c: abs(c - place)) == column]
            found.append(Line(" ".join(p.text for p in mine), mine[0].start) if mine else Line("", -1))
        found.append(Line("", -1))
    return found


def _parts(line: Line) -> list[tuple[int, Line]]:
    """Return the pieces of a line between wide blanks, each with its printed column."""
    found, begin = [], 0
    for match in [*_GUTTER.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        if line.text[begin:end].strip():
            found.append((width(line.text[:begin]), Line(line.text[begin:end], line.start + begin)))
        begin = match.end() if match else end
    return found
