"""Keeping an answer with its sources: .csv, .xlsx or .md."""

import csv
import html
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from queries.answer_evidence import marked
from queries.answer_result import Answer

ENDINGS = (".csv", ".xlsx", ".md")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def save(answer: Answer, path: Path) -> None:
    """Write an answer by the ending of its path; raises ValueError for an ending that is not known."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(f"{path}: an answer is kept as {', '.join(ENDINGS)}")
    {".csv": _csv, ".xlsx": _xlsx, ".md": _markdown}[ending](answer, path)
    for n, part in enumerate(answer.each()[1:], 2):  # a table holds one answer
        save(part, path.with_name(f"{path.stem}-{n}{path.suffix}"))


def _cell(value: Any) -> Any:
    """Return a value as a cell: exact numbers, lists joined; text is never taken for a formula."""
    if isinstance(value, list | tuple):
        value = "、".join(map(str, value))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, str):
        value = CONTROL.sub("", value)  # a spreadsheet cannot hold them
        return "'" + value if value.startswith(FORMULA) else value
    return "" if value is None else value


def _sources(evidence: list[dict[str, Any]]) -> str:
    return " | ".join(
        dict.fromkeys(
            f"{e['title'] or e['article']} ({e['date'] or 's.d.'}, {e['publisher'] or e['source']})" for e in evidence
        )
    )


def grid(answer: Answer) -> tuple[list[str], list[list[Any]]]:
    """Return the columns with exact values, the sources of each row, and its sentences."""
    rows = []
    for n, row in enumerate(answer.rows):
        found = answer.evidence[n] if n < len(answer.evidence) else []
        rows.append(
            [*map(_cell, row), _cell(_sources(found)), _cell(" | ".join(dict.fromkeys(e["text"] for e in found)))]
        )
    return [*answer.columns, "articles", "sentences"], rows


def _csv(answer: Answer, path: Path) -> None:
    columns, rows = grid(answer)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)


def _xlsx(answer: Answer, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "answer"
    columns, rows = grid(answer)
    sheet.append(columns)
    for row in rows:
        sheet.append(row)
    about = book.create_sheet("about")
    about.append(["question", _cell(answer.question)])
    about.append(["answer", _cell(answer.answer)])
    about.append(["reading", _cell(answer.reading)])
    for note in answer.notes:
        about.append(["note", _cell(note)])
    book.save(path)


def _markdown(answer: Answer, path: Path) -> None:
    titles, rows = answer.table()
    lines = [f"# {_plain(answer.question)}", "", _plain(answer.answer), ""]
    if rows:
        lines += ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
        lines += ["| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
        lines.append("")
    lines += [f"- {_plain(note)}" for note in answer.notes]
    sources = dict.fromkeys(
        (e["title"] or e["article"], e["date"], e["publisher"] or e["source"], marked(e, "**", "**"))
        for row in answer.evidence
        for e in row
    )
    if sources:
        lines += ["", "## " + ("来源" if answer.language == "zh" else "Sources"), ""]
        lines += [
            f"- {_plain(title)}（{date or ''} {_plain(who)}）：{_plain(text)}" for title, date, who, text in sources
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(text: str) -> str:
    """Return text of an article or a question as Markdown that shows it, and makes no tag, link or code of it."""
    return html.escape(text, quote=False).translate({ord(mark): f"\\{mark}" for mark in "[]`"}).replace("\n", " ")
