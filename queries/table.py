"""Tables for the terminal, in which Chinese stands straight: a wide character takes two columns."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from graph.store import Edge, Node, Walk

WIDEST = 60  # columns of a cell; longer text is cut with …


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, most: int) -> str:
    """Return the text in at most so many columns, with … where something was left out."""
    if width(text) <= most:
        return text
    kept, used = [], 1
    for char in text:
        used += _columns(char)
        if used > most:
            break
        kept.append(char)
    return "".join(kept) + "…"


def render(columns: Sequence[str], rows: Iterable[Sequence[Any]], widest: int = WIDEST) -> str:
    """Return the rows as an aligned table with a head and a rule; numbers stand to the right. No line end at the end."""
    shown = [[cut(plain(value), widest) for value in row] for row in rows]
    source = list(rows) if isinstance(rows, Sequence) else []
    right = {n for n in range(len(columns)) if source and all(_number(row[n]) for row in source if row[n] is not None)}
    head = [cut(name, widest) for name in columns]
    widths = [max([width(head[n]), *(width(row[n]) for row in shown)]) for n in range(len(head))]
    lines = [_line(head, widths, right), "  ".join("─" * w for w in widths)]
    lines += [_line(row, widths, right) for row in shown]
    return "\n".join(line.rstrip() for line in lines)


def _number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _line(cells: Sequence[str], widths: Sequence[int], right: set[int]) -> str:
    parts = []
    for n, cell in enumerate(cells):
        gap = " " * (widths[n] - width(cell))
        parts.append(gap + cell if n in right else cell + gap)
    return "  ".join(parts)


def plain(value: Any) -> str:
    """Return a value of a query's result as one line of text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Node):
        return str(value.properties.get("name") or value.id)
    if isinstance(value, Edge):
        return f":{value.type}"
    if isinstance(value, Walk):
        names = [plain(node) for node in value.nodes]
        return "".join(
            name + (f" -{edge.type}- " if edge else "") for name, edge in zip(names, [*value.edges, None], strict=False)
        )
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    if isinstance(value, dict):
        return json.dumps(jsonable(value), ensure_ascii=False)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split())


def jsonable(value: Any) -> Any:
    """Return a value of a query's result as what JSON can hold; decimals become strings, so that no digit is lost."""
    if isinstance(value, Node):
        return {"label": value.label, **jsonable(value.properties)}
    if isinstance(value, Edge):
        return {"type": value.type, **jsonable(value.properties)}
    if isinstance(value, Walk):
        return {"nodes": jsonable(value.nodes), "edges": jsonable(value.edges)}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    if isinstance(value, dict):
        return {key: jsonable(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return str(value)
