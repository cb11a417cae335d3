"""Who and what the cells of a table name: mentions that the text knows, else entities made of a cell's own words."""

import re

from extract.model import Cell, Entity, Mention, State
from extract.tables_read import TableReader

FITTING = {
    "recipient": {"Institution", "Zone", "Place", "Category", "Fund"},
    "place": {"Place", "Zone"},
    "program": {"Program", "Fund"},
    "provider": {"Institution", "Fund", "Category"},
}
LABELS = {"program": ("Program", "program"), "place": ("Place", "city")}
BEGUN = re.compile(r"[\u4e00-\u9fff]{2}$")


def parties_of(state: State, reader: TableReader, role: str, cells: list[Cell]) -> list[Mention]:
    """Return a mention for each cell: a known one that fits the role of its column and fills most of it, else a new one."""
    found: list[Mention] = []
    for cell in cells:
        known = [m for m in state.mentions_in(cell.start, cell.end) if m.entity and m.type in FITTING[role]]
        wide = [m for m in known if 2 * (m.end - m.start) > cell.end - cell.start and not cut(state, m, cell)]
        found += wide[:1] or [made(state, reader, role, cell)]
    return found


def cut(state: State, mention: Mention, cell: Cell) -> bool:
    """Tell whether a firm was found without the beginning of its name, which the cell holds whole."""
    return mention.kind == "company" and BEGUN.search(state.text[cell.start : mention.start]) is not None


def made(state: State, reader: TableReader, role: str, cell: Cell) -> Mention:
    """Return a mention of the whole cell, with an entity of its own unless the article has one of that name."""
    name = state.text[cell.start : cell.end].strip()
    label, kind = LABELS.get(role) or ("Institution", reader.kind(name))
    entity = next((e for e in state.entities if e.type == label and e.name == name), None)
    if entity is None:
        entity = Entity(f"{label}:{name}", name, label, kind)
        state.entities.append(entity)
    start = cell.start + state.text[cell.start : cell.end].index(name)
    mention = Mention(start, start + len(name), name, label, kind, name, "table cell", entity=entity)
    entity.mentions.append(mention)
    return mention
