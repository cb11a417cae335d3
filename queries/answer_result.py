"""What an answer is: a sentence, rows, evidence; and the forms in which it is shown or kept."""

import html
import json
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from queries.plan import Plan, describe

WIDEST = 160  # columns of a cell in the terminal; paths and facts are long
HIDDEN = (
    "currency",
    "amount_min",
    "qualifier",
    "per",
    "cumulative",
    "conflict",
    "unit",
)  # columns that only --json shows


@dataclass(slots=True)
class Row:
    """One row: exact values by column, how they are shown where that differs, the facts behind it."""

    values: dict[str, Any]
    shown: dict[str, str] = field(default_factory=dict)
    facts: tuple[Any, ...] = ()


@dataclass(slots=True)
class Draft:
    """What a family of questions gives: columns, rows, the sentence, notes; `nothing` where no fact is what was asked for."""

    columns: list[str]
    rows: list[Row] = field(default_factory=list)
    sentence: str = ""
    notes: list[str] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    nothing: bool = False


@dataclass(slots=True)
class Answer:
    """An answer in the language of its question. Shows itself as a table in Jupyter.

    `understood` is false where the question was not read; then `rows` is empty and `suggestions` says what could be asked.
    `second` is the answer to a second question in the same sentence. `evidence` holds, for each row, the sentences that say it: article, title, date, publisher, source, text, start, stop, marks.
    """

    question: str
    language: str
    understood: bool
    answer: str
    reading: str = ""
    plan: Plan | None = None
    cypher: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    shown: list[list[str]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    evidence: list[list[dict[str, Any]]] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)
    second: "Answer | None" = None

    def each(self) -> list["Answer"]:
        """Return the answer, and that to a second question in the same sentence, each by itself."""
        return [self] if self.second is None else [replace(self, second=None), *self.second.each()]

    def to_dict(self) -> dict[str, Any]:
        """Return the answer with the keys of `--json`; amounts are exact."""
        second = {"second": self.second.to_dict()} if self.second is not None else {}
        return {
            "question": self.question,
            "understood": self.understood,
            "reading": self.reading,
            "plan": describe(self.plan) if self.plan else None,
            "cypher": self.cypher,
            "parameters": self.parameters,
            "columns": self.columns,
            "rows": self.rows,
            "answer": self.answer,
            "notes": self.notes,
            "evidence": self.evidence,
            "suggestions": self.suggestions,
            **second,
        }

    def to_json(self) -> str:
        """Return `to_dict` as JSON text; whole decimals are numbers, others strings, so that no digit is lost."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2, default=_plain)

    def visible(self) -> list[int]:
        """Return the positions of the columns that a table shows: not the hidden ones, nor those without any value."""
        return [
            n
            for n, name in enumerate(self.columns)
            if name not in HIDDEN and (n == 0 or any(row[n] for row in self.shown))
        ]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return titles and rows as shown."""
        keep = self.visible()
        return [self.titles[n] for n in keep], [[row[n] for n in keep] for row in self.shown]

    def save(self, path: str | Path) -> None:
        """Write the answer with its sources to .csv, .xlsx or .md; raises ValueError for another ending."""
        from queries.answer_save import save

        save(self, Path(path))

    def __str__(self) -> str:
        from queries.table import render

        lines = [self.answer]
        if self.rows:
            lines += ["", render(*self.table(), widest=WIDEST)]
        if self.second is not None:
            return "\n".join([*lines, *self.notes, *self.read_as(), "", str(self.second)])
        return "\n".join([*lines, *self.notes, *self.read_as()])

    def read_as(self) -> list[str]:
        """Return the line that says how the question was read, unless the sentence says it already."""
        from queries.answer_words import phrase

        if not self.understood or not self.reading or self.reading in self.answer:
            return []
        return [phrase("notes", "reading", self.language, what=self.reading)]

    def _repr_html_(self) -> str:
        titles, rows = self.table()
        head = "".join(f"<th>{html.escape(title)}</th>" for title in titles)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        notes = "".join(
            f"<p><small>{html.escape(note)}</small></p>" for note in [*self.notes, *self.read_as(), *self.suggestions]
        )
        grid = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
        more = self.second._repr_html_() if self.second is not None else ""
        return f"<p>{html.escape(self.answer)}</p>{grid}{notes}{more}"


def then(first: Answer, second: Answer) -> Answer:
    """Return an answer with another behind it, after all those that follow it already."""
    return replace(first, second=second if first.second is None else then(first.second, second))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return str(value)
