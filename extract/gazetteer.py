"""The names that are known beforehand: places, public bodies, banks, companies, zones, funds, as CSV in `data/gazetteer/`."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import ahocorasick_rs

COLUMNS = ("name", "type", "kind", "aliases", "name_en", "place", "tags", "parent", "former", "source")
PLACE_COLUMNS = ("code", "name", "kind", "parent", "aliases", "name_en")
FOLDER = Path(__file__).parent / "data" / "gazetteer"
PLACES = "places.csv"
GUARDS = "guards.csv"
ANY_PLACE = "{place}"  # in a guard: every province and city, in full and in short
GONE = "old"  # ends the code of a division that has been renamed or merged since
WEAK = "~"  # marks an alias that is a name only in a safe context (苏, 鲁; a county without 县)


class GazetteerError(ValueError):
    """A gazetteer row that cannot be used; the message says file, line and what to write instead."""


@dataclass(frozen=True, slots=True)
class Former:
    """An earlier name of a body, which is a body of its own: `since` and `until` are years, None where not known."""

    name: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name. `place` and `parent` are canonical names (for a place, `parent` is the code of the one above it)."""

    name: str
    type: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    name_en: str | None = None
    place: str | None = None
    tags: tuple[str, ...] = ()
    parent: str | None = None
    former: tuple[Former, ...] = ()
    source: str | None = None
    weak: tuple[str, ...] = ()  # aliases that need a safe context; `find` does not look for them
    code: str = ""  # of a place: GB/T 2260, or a code of our own for regions and countries
    where: str = field(default="", compare=False)  # file:line it was read from


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text; more than one entry where the name is ambiguous."""

    start: int
    end: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """What must not stand next to a surface: 科技部 is no ministry before 门, 国资委 not the national one behind 市."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Gazetteer:
    """All names of one or more folders. A later folder adds entries, and replaces those of the same type and name."""

    def __init__(
        self, entries: Iterable[Entry], places: Iterable[Entry], guards: dict[str, Guard], folders: tuple[Path, ...]
    ) -> None:
        self.entries = list(entries)
        self.places = list(places)
        self.folders = folders
        self._guards = guards
        self._by_name = surfaces(self.entries, weak=True)
        self._place_by_name = surfaces(self.places, weak=True)
        self._by_code = {p.code: p for p in self.places}

    @classmethod
    def load(cls, folders: Iterable[Path]) -> "Gazetteer":
        """Read every CSV of the folders; raises `GazetteerError` where a row cannot be used."""
        entries: dict[tuple[str, str], Entry] = {}
        places: dict[str, Entry] = {}
        guards: dict[str, Guard] = {}
        present = tuple(f for f in folders if f.is_dir())
        for folder in present:
            for path in sorted(folder.glob("*.csv")):
                if path.name == PLACES:
                    places.update((p.code, p) for p in map(place_entry, *rows_of(path, PLACE_COLUMNS)))
                elif path.name == GUARDS:
                    guards.update(read_guards(path))
                else:
                    entries.update(((e.type, e.name), e) for e in map(entry, *rows_of(path, COLUMNS)))
        seats = [s for p in places.values() if p.kind in ("province", "city") for s in (p.name, *p.aliases, *p.weak)]
        for surface, guard in guards.items():
            if ANY_PLACE in guard.before:
                guards[surface] = Guard((*(b for b in guard.before if b != ANY_PLACE), *seats), guard.after)
        return cls([*entries.values(), *forerunners(entries)], places.values(), guards, present)

    def find(self, text: str) -> list[Hit]:
        """Return the names in the folded text, leftmost longest, without overlaps; places are not among them."""
        return self._names.find(text)

    def find_places(self, text: str) -> list[Hit]:
        """Return the places in the folded text, leftmost longest, without overlaps."""
        return self._places.find(text)

    def get(self, name: str) -> list[Entry]:
        """Return the entries with this name or alias (weak ones too), those that bear it as their own name first; no places."""
        return list(self._by_name.get(name, ()))

    def place(self, name: str, context: str | None = None) -> Entry | None:
        """Return the place with this name or alias, or code; None where it is unknown or stays ambiguous.

        Of several, one that still exists is taken, then one within (or around) the `context` place, then the highest in the tree.
        """
        if name in self._by_code:
            return self._by_code[name]
        return self.choose(self._place_by_name.get(name, ()), context)

    def choose(self, candidates: Iterable[Entry], context: str | None = None) -> Entry | None:
        """Return the one of several places of a name that the context settles; None where nothing settles it."""
        left = list(candidates)
        left = [p for p in left if not p.code.endswith(GONE)] or left
        around = self.place(context) if context else None
        if len(left) > 1 and around is not None:
            near = [p for p in left if related(p, around, self)]
            near = near or [p for p in left if self.province_of(p.code) == self.province_of(around.code)]
            left = near or left
        if len(left) > 1:
            rank = min(RANK.get(p.kind or "", 9) for p in left)
            left = [p for p in left if RANK.get(p.kind or "", 9) == rank]
        return left[0] if len(left) == 1 else None

    def province_of(self, place: str) -> str | None:
        """Return the name of the province that the place (name or code) is or lies in; None for regions and countries."""
        found = self.place(place)
        while found is not None and found.kind != "province":
            found = self._by_code.get(found.parent or "")
        return found.name if found else None

    def parents(self, place: str) -> list[Entry]:
        """Return the places above this one (name or code), the nearest first."""
        found = self.place(place)
        above: list[Entry] = []
        while found is not None and found.parent and (found := self._by_code.get(found.parent)) is not None:
            above.append(found)
        return above

    def successions(self) -> Iterator[tuple[str, str, Former]]:
        """Yield (type, name of the new body, former body) for each `SUCCEEDS` that the gazetteer knows."""
        for one in self.entries:
            for former in one.former:
                yield one.type, one.name, former

    @cached_property
    def _names(self) -> "Finder":
        return Finder(surfaces(self.entries), self._guards)

    @cached_property
    def _places(self) -> "Finder":
        return Finder(surfaces(self.places), self._guards)


@lru_cache(maxsize=1)
def default_gazetteer() -> Gazetteer:
    """Return the names that are shipped, read once."""
    return Gazetteer.load([FOLDER])


RANK = {"country": 0, "province": 1, "region": 1, "city": 2, "county": 3, "town": 4}


class Finder:
    """Finds many surfaces at once in raw text; Latin surfaces only as whole words, guarded ones only where the guard allows."""

    def __init__(self, by_surface: dict[str, tuple[Entry, ...]], guards: dict[str, Guard]) -> None:
        self._surfaces = list(by_surface)
        self._entries = list(by_surface.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._surfaces, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        endings = {k[1:]: g for k, g in guards.items() if k.startswith("*")}
        self._guard: dict[int, Guard] = {}
        for at, surface in enumerate(self._surfaces):
            own = guards.get(surface)
            found = [g for g in (own, *(g for e, g in endings.items() if surface.endswith(e))) if g is not None]
            if found:
                self._guard[at] = Guard(sum((g.before for g in found), ()), sum((g.after for g in found), ()))
        self._latin = {i for i, s in enumerate(self._surfaces) if word(s[0]) or word(s[-1])}

    def find(self, text: str) -> list[Hit]:
        """Return the hits in text order."""
        if not self._surfaces:
            return []
        return [
            Hit(start, end, self._entries[at])
            for at, start, end in self._automaton.find_matches_as_indexes(text)
            if (at not in self._guard or allowed(self._guard[at], text, start, end))
            and (at not in self._latin or whole(text, start, end))
        ]


def word(char: str) -> bool:
    """Tell whether the character is a Latin letter or a digit."""
    return char.isascii() and char.isalnum()


def whole(text: str, start: int, end: int) -> bool:
    """Tell whether no Latin word goes on over either end of the span."""
    left = start > 0 and word(text[start]) and word(text[start - 1])
    right = end < len(text) and word(text[end - 1]) and word(text[end])
    return not (left or right)


def allowed(guard: Guard, text: str, start: int, end: int) -> bool:
    """Tell whether nothing that the guard forbids stands before or after the span."""
    return not (text.startswith(guard.after, end) or text.endswith(guard.before, 0, start))


def related(place: Entry, around: Entry, gazetteer: Gazetteer) -> bool:
    """Tell whether one of the two places lies within the other, or they are the same."""
    return (
        place.code == around.code or around in gazetteer.parents(place.code) or place in gazetteer.parents(around.code)
    )


def surfaces(entries: Iterable[Entry], weak: bool = False) -> dict[str, tuple[Entry, ...]]:
    """Return each name and alias with the entries that bear it; those whose own name it is come first and alone."""
    own: dict[str, list[Entry]] = {}
    also: dict[str, list[Entry]] = {}
    for one in entries:
        if weak or one.name not in one.weak:
            own.setdefault(one.name, []).append(one)
        for alias in one.aliases + (one.weak if weak else ()):
            also.setdefault(alias, []).append(one)
    found = {**also, **own}
    for surface in list(found):
        if "（" in surface:
            found.setdefault(surface.replace("（", "(").replace("）", ")"), found[surface])
    return {s: (*bearers,) if len(bearers) == 1 else tuple(dict.fromkeys(bearers)) for s, bearers in found.items()}


def forerunners(entries: dict[tuple[str, str], Entry]) -> Iterator[Entry]:
    """Yield an entry for each former name that has no row of its own: a renamed body is two bodies."""
    seen = set(entries)
    for one in entries.values():
        for former in one.former:
            if (one.type, former.name) not in seen:
                seen.add((one.type, former.name))
                yield Entry(
                    former.name, one.type, one.kind, place=one.place, parent=None, source=one.source, where=one.where
                )


def rows_of(path: Path, columns: tuple[str, ...]) -> tuple[list[str], list[list[str]]]:
    """Return the places (file:line) and the rows of a CSV; raises `GazetteerError` where its columns are others."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = tuple(next(reader, []))
            if header != columns:
                raise GazetteerError(f"{path}:1: columns are {','.join(header)!r}; write {','.join(columns)!r}")
            found = [(f"{path}:{reader.line_num}", row) for row in reader if row and not row[0].startswith("#")]
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    for where, row in found:
        if len(row) != len(columns):
            raise GazetteerError(f"{where}: {len(row)} columns, wanted {len(columns)}: {','.join(columns)}")
    return [w for w, _ in found], [r for _, r in found]


def entry(where: str, row: list[str]) -> Entry:
    """Return the entry of a row of `COLUMNS`."""
    name, label, kind, aliases, name_en, place, tags, parent, former, source = row
    if not name or not label:
        raise GazetteerError(f"{where}: name and type may not be empty")
    strong, weak = split_aliases(aliases)
    return Entry(
        name,
        label,
        kind or None,
        strong,
        name_en or None,
        place or None,
        tuple(filter(None, tags.split("|"))),
        parent or None,
        tuple(former_of(where, f) for f in former.split("|") if f),
        source or None,
        weak,
        where=where,
    )


def place_entry(where: str, row: list[str]) -> Entry:
    """Return the place of a row of `PLACE_COLUMNS`."""
    code, name, kind, parent, aliases, name_en = row
    if not code or not name or not kind:
        raise GazetteerError(f"{where}: code, name and kind may not be empty")
    strong, weak = split_aliases(aliases)
    return Entry(name, "Place", kind, strong, name_en or None, parent=parent or None, weak=weak, code=code, where=where)


def split_aliases(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the aliases of a cell and the weak ones among them, without their mark."""
    names = [a for a in cell.split("|") if a]
    return tuple(a for a in names if not a.startswith(WEAK)), tuple(a[1:] for a in names if a.startswith(WEAK))


def former_of(where: str, cell: str) -> Former:
    """Return a former name written 旧名@2018-2023; either year, and the @ with both, may be left out."""
    name, _, years = cell.partition("@")
    since, _, until = years.partition("-")
    try:
        return Former(name, int(since) if since else None, int(until) if until else None)
    except ValueError:
        raise GazetteerError(f"{where}: former name {cell!r}; write 旧名@2018-2023") from None


def read_guards(path: Path) -> dict[str, Guard]:
    """Return the guards of a CSV `surface,before,after`; a surface `*部` stands for every name that ends so."""
    wheres, rows = rows_of(path, ("surface", "before", "after"))
    found = {}
    for where, (surface, before, after) in zip(wheres, rows, strict=True):
        if not surface or not (before or after):
            raise GazetteerError(f"{where}: a guard needs a surface, and what may not stand before or after it")
        found[surface] = Guard(tuple(filter(None, before.split("|"))), tuple(filter(None, after.split("|"))))
    return found
