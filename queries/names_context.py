"""What stands before a name in a question may say that another body is meant: 广东省财政厅 is not the 财政厅 of a text on Jiangsu."""

import functools
import re
from collections.abc import Mapping

from queries.names_index import Entry, NameIndex, form_of
from queries.question_words import table

_BEFORE = 8  # characters of a place that may stand before a name
_LEVELS = "(?:省|市|自治区|特别行政区|新区|区|县)?"


def elsewhere(text: str, start: int, said: str, entry: Entry, index: NameIndex) -> bool:
    """Whether a place right before a name puts it elsewhere than its full name does, and what is said names no place."""
    if entry.label in ("Place", "Category", "Person") or said.isascii():
        return False
    own = _place_in_front(entry.name)
    if not own or own in said:
        return False
    before = _at_the_end().search(text[max(0, start - _BEFORE) : start])
    if before is None or before[1] == own:
        return False
    return not _within(own, before[1], index)


@functools.cache
def place_words() -> tuple[str, ...]:
    """Return short names of places that tell bodies of the same kind apart, longest first."""
    return tuple(sorted((str(p) for p in table("places")["short"]), key=len, reverse=True))


@functools.cache
def _at_the_end() -> re.Pattern[str]:
    return re.compile(f"({'|'.join(place_words())}){_LEVELS}$")


def _place_in_front(name: str) -> str:
    """Return the province or large city that a full name begins with (江苏省财政厅: 江苏), or nothing."""
    return next((place for place in place_words() if name.startswith(place)), "")


def _within(inner: str, outer: str, index: NameIndex) -> bool:
    """Whether the graph knows the one place to lie in the other (成都 in 四川)."""
    known: Mapping[str, list[tuple[str, int]]] = index.find([form_of(inner), form_of(outer)])
    inside = {id_ for id_, _ in known.get(form_of(inner), ()) if id_.startswith("Place:")}
    around = [id_ for id_, _ in known.get(form_of(outer), ()) if id_.startswith("Place:")]
    return any(inside & set(index.inside(id_)) for id_ in around)
