"""Which university 学校 and 该校 mean where the article names schools of it too."""

import re

from extract.model import Mention, State

SCHOOL_OF = re.compile("大学.{2,}(?:学院|系|学部|中心|医院)$")
LISTED = {"gazetteer", "full-name"}


def universities(state: State, before: list[Mention]) -> list[Mention]:
    """Return those of the mentions of kind university that are one, in text order: no school of one (甲大学乙学院).

    Where the last is a school (乙学院) that nobody lists as a university, they are the universities that the text has named until then.
    """
    before = [m for m in before if m.parent is None or m.rule in LISTED]
    before = [m for m in before if not m.name or not SCHOOL_OF.search(m.name)] or before
    last = before[-1] if before else None
    if last is None or not last.name or not last.name.endswith("学院") or last.rule in LISTED or last.place:
        return before
    named = [m for m in (*state.mentions, *state.nested) if m.kind == "university" and m.name and m.name[-2:] == "大学"]
    return sorted((m for m in named if m.end <= last.end), key=lambda m: m.end) or before
