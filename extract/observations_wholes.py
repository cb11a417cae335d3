"""Which whole a word for all of it means where the article has several: 全省 of another province, 全县 below the article's city, 全校 above a school."""

from typing import TYPE_CHECKING

from extract.model import Entity, Mention, State
from extract.observations_keep import Figure

if TYPE_CHECKING:
    from extract.observations_signs import Reader

LEVELS = {"省": "province", "市": "city", "州": "prefecture", "县": "county"}  # of places, by a character of the word


def place_meant(state: State, mention: Mention, entity: Entity) -> Entity:
    """Return the place of a mention; of 全省 and its like that of the level which its sentence names before (乙省科技厅称，全省…)."""
    level = next((LEVELS[c] for c in mention.text if c in LEVELS), None) if mention.anaphor else None
    near = state.place_near(level, mention.start) if level and mention.type == "Place" else None
    if near in (None, entity.name):
        return entity
    return next((e for e in state.entities if e.type == "Place" and e.name == near), entity)


def place_here(reader: "Reader", figure: Figure) -> str | None:
    """Return the place that the last word like 全县 before the figure in its sentence means: that of the word's level, else the article's."""
    state = reader.state
    words = list(reader.words.here.finditer(reader.text, figure.clause.sentence.start, figure.start))
    level = next((LEVELS[c] for c in words[-1][0] if c in LEVELS), None) if words else None
    return (level and state.place_near(level, words[-1].start())) or state.place


def universities(parts: list[Entity], entities: list[Entity]) -> dict[str, str]:
    """Return the university, by id, of which each body is a part by its name (甲大学乙学院)."""
    found: dict[str, str] = {}
    whole = [e for e in entities if e.kind == "university" and e.name.endswith("大学")]
    for university in sorted(whole, key=lambda e: len(e.name)):
        for part in parts:
            if part.type == "Institution" and part is not university and part.name.startswith(university.name):
                found[part.id] = university.id
    return found
