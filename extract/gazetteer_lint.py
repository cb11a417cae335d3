"""Checks of the gazetteer beyond its form: what a row says must be known to the ontology and to the other rows."""

from collections.abc import Iterator
from pathlib import Path

from extract.gazetteer import Entry, Gazetteer
from graph.ontology import load


def lint(folders: list[Path], common: frozenset[str] = frozenset()) -> list[str]:
    """Return what is wrong in the folders' rows, as `file:line: what, and what to write instead`.

    `common` are words that no name may have as an alias without the mark ~ (the everyday words of a dictionary).
    Raises `GazetteerError` where a file cannot be read at all.
    """
    gazetteer = Gazetteer.load(folders)
    return [
        *(
            f"{e.where}: {e.name}: {problem}"
            for e in gazetteer.entries
            for problem in entry_problems(e, gazetteer, common)
        ),
        *(f"{p.where}: {p.name}: {problem}" for p in gazetteer.places for problem in place_problems(p, gazetteer)),
        *alias_problems(gazetteer.entries),
    ]


def entry_problems(one: Entry, gazetteer: Gazetteer, common: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with one row by itself."""
    labels = load().labels
    if one.type not in labels or one.type == "Place":
        yield f"unknown type {one.type!r}; write one of {', '.join(sorted(labels))} (places go to places.csv)"
    elif one.kind not in (labels[one.type].kinds or (None,)):
        yield f"unknown kind {one.kind!r} of {one.type}; write one of {', '.join(labels[one.type].kinds or ['(nothing)'])}"
    if one.place and gazetteer.place(one.place) is None and not any(p.name == one.place for p in gazetteer.places):
        yield f"no place {one.place!r}; write the full name of a row of places.csv"
    if one.parent and not any(e.name == one.parent for e in gazetteer.get(one.parent)):
        yield f"no parent {one.parent!r}; write the name of another row, or add it"
    for former in one.former:
        if former.since and former.until and former.since > former.until:
            yield f"former name {former.name} ends before it begins; write 旧名@2018-2023"
        if former.name == one.name:
            yield "its own former name; leave it out"
    for alias in one.aliases:
        if len(alias) < 2:
            yield f"alias {alias!r} is one character; mark it ~ or leave it out"
        elif alias in common:
            yield f"alias {alias!r} is an ordinary word; write ~{alias} or leave it out"


def place_problems(place: Entry, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield what is wrong with one place."""
    kinds = load().labels["Place"].kinds or {}
    if place.kind not in kinds:
        yield f"unknown kind {place.kind!r}; write one of {', '.join(kinds)}"
    if place.parent and (above := gazetteer.place(place.parent)) is None:
        yield f"no place has the code {place.parent!r}; write the code of the place above"
    elif place.parent and above is not None and above.code != place.parent:
        yield f"parent {place.parent!r} is a name; write its code {above.code}"


def alias_problems(entries: list[Entry]) -> Iterator[str]:
    """Yield aliases that are another row's name, or two rows' alias: a surface has to mean one thing."""
    names = {e.name: e for e in entries}
    bearers: dict[str, Entry] = {}
    for one in entries:
        for alias in one.aliases:
            other = names.get(alias)
            if other is not None and other is not one:
                yield f"{one.where}: {one.name}: alias {alias!r} is the name of {other.where}; leave it out"
            elif bearers.setdefault(alias, one) is not one:
                yield f"{one.where}: {one.name}: alias {alias!r} is also that of {bearers[alias].name}; mark both ~"
