"""Resolving the names in a question: exact, English, alias, short form, mention, pinyin, close spelling; or the candidates."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queries.names_context import elsewhere
from queries.names_index import ALIAS, CANONICAL, ENGLISH, MENTION, PUNCTUATION, SHORT, Entry, NameIndex, in_order
from queries.plan import Named
from queries.question_words import table

HOW = {CANONICAL: "exact", ENGLISH: "english", ALIAS: "alias", SHORT: "alias", MENTION: "mention"}
PARTS = set("，。；？！")
MAX_NAME = 60  # characters without spaces and punctuation
LEVELS = ("省", "市", "县", "区", "州")  # with which a local body is named short in an article of its place
PLACE_ORDER = ("country", "province", "region", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the question that names one thing (`options` of length one) or may name several."""

    start: int
    stop: int
    tier: int
    options: tuple[Named, ...]

    @property
    def label(self) -> str:
        return self.options[0].label


class Names:
    """The names of one graph, and how questions refer to them."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index

    def spans(self, text: str) -> list[Found]:
        """Return every span of a question that is a known name, overlapping ones too; `text` is lower case."""
        squeezed, offsets = _squeezed(text)
        spans: dict[str, list[tuple[int, int]]] = {}
        for begin in range(len(squeezed)):
            if not _boundary(text, offsets[begin]):
                continue
            for end in range(begin + 1, min(len(squeezed), begin + MAX_NAME) + 1):
                if _boundary(text, offsets[end - 1] + 1) and not _parted(text[offsets[begin] : offsets[end - 1] + 1]):
                    spans.setdefault(squeezed[begin:end], []).append((offsets[begin], offsets[end - 1] + 1))
        found = self.index.find(spans)
        return [
            self._found(start, stop, text[start:stop], here)
            for form, options in found.items()
            for start, stop in spans[form]
            if (here := self._here(text, start, form, options))
        ]

    def measures(self, text: str) -> list[tuple[int, int]]:
        """Return where a question holds the name of an observed measure of three characters or more, in Chinese."""
        starts = [i for i, c in enumerate(text) if not c.isascii()]
        spans = [(a, b) for a in starts for b in range(a + 3, min(len(text), a + 20) + 1)]
        known = self.index.known_measures(text[a:b] for a, b in spans)
        return [(a, b) for a, b in spans if text[a:b] in known] if known else []

    def _here(self, text: str, start: int, form: str, options: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Return the options that no place before the name rules out."""
        return [
            (id_, tier)
            for id_, tier in options
            if tier < ALIAS or not elsewhere(text, start, form, self.index.entity(id_), self.index)
        ]

    def _found(self, start: int, stop: int, said: str, options: list[tuple[str, int]]) -> Found:
        tier = min(tier for _, tier in options)
        ids = [id_ for id_, t in options if t == tier]
        if tier == MENTION and (said[:1] in LEVELS or said in _endings()):  # 省财政厅, 管委会: of each article another
            ids = list(
                dict.fromkeys((*ids, *(i for end in (said, *_endings().get(said, ())) for i in self.index.ending(end))))
            )
        if tier >= ALIAS:
            ids = list(dict.fromkeys(self._newest(id_, said) for id_ in ids))
        entries = settle([self.index.entity(id_) for id_ in ids])
        local = said[:1] in LEVELS and tier >= ALIAS  # 市政府: of whichever place is told with the answer
        how = "level" if local else HOW[tier]
        return Found(start, stop, tier, tuple(self.named(entry.id, said, how) for entry in entries))

    def _newest(self, id_: str, said: str) -> str:
        """Return the body that a short name stands for today: 火炬中心 is that of the ministry which took it over."""
        for _ in range(3):
            after = self.index.heads("SUCCEEDS", id_)
            if len(after) != 1 or not in_order(said, self.index.entity(after[0]).name):
                return id_
            id_ = after[0]
        return id_

    def named(self, id_: str, said: str, how: str = "exact") -> Named:
        """Return an entity as a question named it."""
        entry = self.index.entity(id_)
        return Named(entry.id, entry.name, entry.label, said, how, entry.name_en, entry.kind or "")

    def called(self, names: Iterable[str], labels: Iterable[str]) -> tuple[Named, ...]:
        """Return the entities of some labels that bear one of the names in either language, in the order of the names."""
        marks = ",".join("?" * len(wanted := list(labels)))
        query = f"SELECT id FROM entity WHERE (name = ? OR name_en = ?) AND label IN ({marks}) ORDER BY id"
        rows = ((n, self.index.connection.execute(query, (n, n, *wanted)).fetchall()) for n in names)
        return tuple(self.named(id_, said, "such") for said, found in rows for (id_,) in found)

    def grown(self, party: Iterable[Named], *, committees: bool = False) -> list[Named]:
        """Return entities with their predecessors, and zones with their management `committees`, without repetition."""
        found: dict[str, Named] = {}
        for entity in party:
            found[entity.id] = entity
            queue = [entity.id]
            while queue:
                for id_ in self.index.tails("SUCCEEDS", queue.pop()):
                    if id_ not in found:
                        found[id_] = self.named(id_, entity.said, "predecessor")
                        queue.append(id_)
            if committees and entity.label == "Zone":
                for id_ in self.index.heads("MANAGES", entity.id):
                    if "管" in self.index.entity(id_).name:
                        found.setdefault(id_, self.named(id_, entity.said, "committee"))
        return list(found.values())

    def inside(self, places: Iterable[Named]) -> list[str]:
        """Return the ids of places and of everything within them."""
        return list(dict.fromkeys(id_ for place in places for id_ in self.index.inside(place.id)))


def settle(entries: list[Entry]) -> list[Entry]:
    """Choose among things of one name: the wider of two places; else all of them."""
    if len(entries) > 1 and all(entry.label == "Place" for entry in entries):
        ranks = [PLACE_ORDER.index(e.kind) if e.kind in PLACE_ORDER else len(PLACE_ORDER) for e in entries]
        if ranks.count(min(ranks)) == 1:
            return [entries[ranks.index(min(ranks))]]
    return entries


def _endings() -> dict[str, list[str]]:
    """Return the ends of departments' names, which name nobody alone, with what each is short for."""
    rules = table("name_parts")
    return {end: rules["longer"].get(end, []) for end in rules["departments"]}


def _parted(said: str) -> bool:
    """Whether a mark between clauses stands in what is too short for a title (贵阳，银行给了多少: not 贵阳银行)."""
    return len(said) < 10 and not PARTS.isdisjoint(said)


def _squeezed(text: str) -> tuple[str, list[int]]:
    kept = [(c, i) for i, c in enumerate(text) if not PUNCTUATION.fullmatch(c)]
    return "".join(c for c, _ in kept), [i for _, i in kept]


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _boundary(text: str, offset: int) -> bool:
    """Whether a name may begin or end at `offset`: anywhere in Chinese, between words in Latin script."""
    return offset <= 0 or offset >= len(text) or not (_latin(text[offset - 1]) and _latin(text[offset]))


def open_names(store: Any, labels: Iterable[str]) -> Names:
    """Return the names of a store, from the index kept beside it where the store says which state it is in.

    The index is `<store path>.names` for an embedded store; where that cannot be written, it is built in memory.
    """
    kept = getattr(store, "_jinmai_names", None)
    stamp = state_of(store)
    if kept is not None and kept[0] == stamp:
        names = kept[1]
        assert isinstance(names, Names)
        return names
    path = index_path(store)
    index = NameIndex.opened(path, stamp) if path and stamp else None
    if index is None:
        try:
            index = NameIndex.build(store, labels, path if stamp else None, stamp)
        except OSError:
            index = NameIndex.build(store, labels)
    names = Names(index)
    with contextlib.suppress(AttributeError):
        store._jinmai_names = (stamp, names)
    return names


def state_of(store: Any) -> str:
    """Return a text that changes with every write to the store, or nothing if there is none to be had."""
    state = getattr(store, "state", None)
    if state is not None:
        return str(state() if callable(state) else state)
    path = store_path(store)
    files = [path, Path(f"{path}.wal")] if path else []
    return "|".join(f"{f.stat().st_mtime_ns}:{f.stat().st_size}" for f in files if f.is_file())


def store_path(store: Any) -> Path | None:
    """Return the file of an embedded store, or None."""
    scheme, _, path = str(getattr(store, "url", "")).partition(":")
    return Path(path.removeprefix("//")) if scheme == "ladybug" and path not in ("", ":memory:") else None


def index_path(store: Any) -> Path | None:
    """Return where the index of an embedded store is kept, or None."""
    path = store_path(store)
    return Path(f"{path}.names") if path else None
