"""An index of the names in a graph: one SQLite file beside the store, built once for each state of the graph.

It holds what reading a question needs before any query runs: names in every form, the administrative tree, predecessors,
zones' committees, the measures that are observed, and the date of the newest article.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

FORMAT = "15"
CANONICAL, ENGLISH, ALIAS, SHORT, MENTION = range(5)
ANAPHORA = re.compile(
    r"^(?:该|本|我|此|其|这|上述|前述|同|两|各|全|《?办法》?$|《?意见》?$|《?通知》?$|《?方案》?$|《?决定》?$)"
)
PLACE_SUFFIX = re.compile(r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|县|区)$")
PUNCTUATION = re.compile(r"[\s·•\-—–_.,，、。;；:：!！?？'’‘\"“”「」『』《》〈〉()（）\[\]【】/&]+")
# What is run or issued by a local body is of its place, and a policy also of where it applies; of where a programme is tried it is not.
OF_A_PLACE = (
    "(b:Place)<-[:LOCATED_IN]-(:Institution {kind: 'local_government'})-[:ISSUES]->(a:Policy)",
    "(b:Place)<-[:LOCATED_IN]-(:Institution {kind: 'local_government'})-[:RUNS]->(a:Program)",
    "(b:Place)<-[:LOCATED_IN]-(:Institution {kind: 'local_government'})-[:ESTABLISHES]->(a:Program)",
    "(b:Place)<-[:APPLIES_TO]-(a:Policy)",
    "(b:Place)<-[:LOCATED_IN]-(:Zone)<-[:APPLIES_TO]-(a:Policy)",
)
TABLES = """
CREATE TABLE entity (id TEXT PRIMARY KEY, label TEXT, name TEXT, name_en TEXT, kind TEXT, tags TEXT) WITHOUT ROWID;
CREATE TABLE form (form TEXT, id TEXT, tier INTEGER, PRIMARY KEY (form, id)) WITHOUT ROWID;
CREATE TABLE kin (head TEXT, type TEXT, tail TEXT, PRIMARY KEY (type, tail, head)) WITHOUT ROWID;
CREATE TABLE measure (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class Source(Protocol):
    """What the index needs of a store."""

    def ours(self, cypher: str, parameters: dict[str, Any] | None = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity as the index knows it."""

    id: str
    label: str
    name: str
    name_en: str | None
    kind: str | None
    tags: tuple[str, ...]


def form_of(text: str) -> str:
    """Return a name as it is compared: lower case, without spaces and punctuation."""
    return PUNCTUATION.sub("", text.lower())


def in_order(short: str, long: str) -> bool:
    """Whether all characters of the one stand in the other, in order."""
    rest = iter(long)
    return all(c in rest for c in short)


def forms(label: str, name: str, name_en: str | None, aliases: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield the forms under which an entity is found, with how far each is from its canonical name."""
    yield form_of(name), CANONICAL
    if name_en:
        yield form_of(name_en), ENGLISH
        if name_en.lower().startswith("the "):
            yield form_of(name_en[4:]), ENGLISH
        if label in ("Institution", "Fund") and len(initials := "".join(re.findall(r"\b[A-Z]", name_en))) >= 3:
            yield initials.lower(), SHORT
        if label == "Place":
            yield (
                form_of(
                    re.sub(r" (?:province|city|county|district|municipality|autonomous region)$", "", name_en.lower())
                ),
                ENGLISH,
            )
    for alias in aliases:
        yield form_of(alias), ALIAS
    if label == "Place":
        short = PLACE_SUFFIX.sub("", name)
        if len(short) >= 2:
            yield form_of(short), SHORT


class NameIndex:
    """Names of one state of a graph, in SQLite; made by `build` or `opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def build(cls, store: Source, labels: Iterable[str], path: Path | None = None, stamp: str = "") -> "NameIndex":
        """Read the names of a store into a new index at `path` (in memory if None)."""
        if path is not None:
            path.unlink(missing_ok=True)
        connection = sqlite3.connect(path or ":memory:")
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        _fill(connection, store, labels)
        connection.execute("INSERT OR REPLACE INTO about VALUES ('stamp', ?), ('format', ?)", (stamp, FORMAT))
        connection.commit()
        return cls(connection)

    @classmethod
    def opened(cls, path: Path, stamp: str) -> "NameIndex | None":
        """Return the index at `path` if it is there and of this state of the graph."""
        if not path.exists():
            return None
        try:
            connection = sqlite3.connect(path)
            about = dict(connection.execute("SELECT key, value FROM about"))
        except sqlite3.DatabaseError:
            return None
        if about.get("stamp") != stamp or about.get("format") != FORMAT:
            connection.close()
            return None
        return cls(connection)

    def find(self, texts: Iterable[str]) -> dict[str, list[tuple[str, int]]]:
        """Return for each form that is known the ids under it, with their tiers."""
        found: dict[str, list[tuple[str, int]]] = {}
        wanted = list(dict.fromkeys(texts))
        for begin in range(0, len(wanted), 900):
            batch = wanted[begin : begin + 900]
            marks = ",".join("?" * len(batch))
            for form, id_, tier in self.connection.execute(
                f"SELECT form, id, tier FROM form WHERE form IN ({marks})", batch
            ):
                found.setdefault(form, []).append((id_, tier))
        return found

    def entity(self, id_: str) -> Entry:
        """Return an entity by id; raises KeyError."""
        row = self.connection.execute(
            "SELECT id, label, name, name_en, kind, tags FROM entity WHERE id = ?", (id_,)
        ).fetchone()
        if row is None:
            raise KeyError(id_)
        return Entry(row[0], row[1], row[2], row[3], row[4], tuple(json.loads(row[5] or "[]")))

    def heads(self, type_: str, tail: str) -> list[str]:
        """Return the ids with an edge of the family relation `type_` (WITHIN, SUCCEEDS, MANAGES, ALIKE) to `tail`."""
        rows = self.connection.execute("SELECT head FROM kin WHERE type = ? AND tail = ? ORDER BY head", (type_, tail))
        return [row[0] for row in rows]

    def tails(self, type_: str, head: str) -> list[str]:
        """Return the ids to which `head` has an edge of the family relation `type_`."""
        rows = self.connection.execute("SELECT tail FROM kin WHERE type = ? AND head = ? ORDER BY tail", (type_, head))
        return [row[0] for row in rows]

    def inside(self, place: str) -> list[str]:
        """Return a place and all places within it."""
        found, queue = [place], [place]
        while queue:
            for child in self.heads("WITHIN", queue.pop()):
                if child not in found:
                    found.append(child)
                    queue.append(child)
        return found

    def measures(self, part: str) -> list[str]:
        """Return the observed measures that contain `part`."""
        rows = self.connection.execute("SELECT name FROM measure WHERE instr(name, ?) > 0 ORDER BY name", (part,))
        return [row[0] for row in rows]

    def known_measures(self, texts: Iterable[str]) -> set[str]:
        """Return which of the texts are observed measures, whole."""
        found: set[str] = set()
        wanted = list(dict.fromkeys(texts))
        for begin in range(0, len(wanted), 900):
            batch = wanted[begin : begin + 900]
            marks = ",".join("?" * len(batch))
            found.update(
                row[0] for row in self.connection.execute(f"SELECT name FROM measure WHERE name IN ({marks})", batch)
            )
        return found

    def forms_of(self, id_: str) -> list[str]:
        """Return the forms under which an entity is known, its names and other names, in order."""
        rows = self.connection.execute("SELECT form FROM form WHERE id = ? AND tier <= ? ORDER BY form", (id_, ALIAS))
        return [row[0] for row in rows]

    def every_form(self) -> list[tuple[str, str, int]]:
        """Return all (form, id, tier) down to mentions, for comparing by closeness."""
        return self.connection.execute("SELECT form, id, tier FROM form WHERE length(form) >= 2").fetchall()

    def ending(self, text: str, limit: int = 20) -> list[str]:
        """Return ids of entities whose canonical name ends in `text`."""
        pattern = "%" + form_of(text).replace("%", "")
        rows = self.connection.execute(
            "SELECT DISTINCT id FROM form WHERE tier <= ? AND form LIKE ? LIMIT ?", (ALIAS, pattern, limit)
        )
        return [row[0] for row in rows]

    def about(self, key: str) -> str | None:
        """Return a fact about the whole graph: `newest` (date of the newest article), `flows` (how many), `stamp`."""
        row = self.connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def pinyin(self) -> dict[str, list[str]]:
        """Return pinyin without tones → ids, made on first use and kept."""
        if self.about("pinyin") is None:
            from pypinyin import lazy_pinyin

            rows = self.connection.execute("SELECT form, id FROM form WHERE tier <= ?", (SHORT,)).fetchall()
            self.connection.execute(
                "CREATE TABLE IF NOT EXISTS pinyin (form TEXT, id TEXT, PRIMARY KEY (form, id)) WITHOUT ROWID"
            )
            self.connection.executemany(
                "INSERT OR IGNORE INTO pinyin VALUES (?, ?)",
                (("".join(lazy_pinyin(form)), id_) for form, id_ in rows if not form.isascii()),
            )
            self.connection.execute("INSERT OR REPLACE INTO about VALUES ('pinyin', '1')")
            self.connection.commit()
        found: dict[str, list[str]] = {}
        for form, id_ in self.connection.execute("SELECT form, id FROM pinyin"):
            found.setdefault(form, []).append(id_)
        return found


def _fill(connection: sqlite3.Connection, store: Source, labels: Iterable[str]) -> None:
    insert = connection.executemany
    for label in labels:
        rows = _named(store.ours(f"MATCH (n:{label}) RETURN n.id, n.name, n.name_en, n.aliases, n.kind, n.tags").rows)
        insert(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            ((r[0], label, r[1], r[2], r[4], json.dumps(list(r[5] or []), ensure_ascii=False)) for r in rows),
        )
        insert(
            "INSERT INTO form VALUES (?, ?, ?) ON CONFLICT (form, id) DO UPDATE SET tier = min(tier, excluded.tier)",
            ((form, r[0], tier) for r in rows for form, tier in forms(label, r[1], r[2], r[3] or []) if form),
        )
        known = {row[0] for row in rows}
        said = store.ours(f"MATCH (n:{label})-[m:MENTIONED_IN]->(:Article) RETURN DISTINCT n.id, m.text").rows
        insert(
            "INSERT OR IGNORE INTO form VALUES (?, ?, ?)",
            (
                (form_of(text), id_, MENTION)
                for id_, text in said
                if id_ in known and isinstance(text, str) and len(text) > 1 and not ANAPHORA.match(text)
            ),
        )
    _fill_short(connection)
    _fill_english(connection)
    _fill_classes(connection)
    _fill_alike(connection)
    for type_, pattern in (
        ("WITHIN", "(a:Place)-[:WITHIN]->(b:Place)"),
        ("SUCCEEDS", "(a:Institution)-[:SUCCEEDS]->(b:Institution)"),
        ("MANAGES", "(a:Institution)-[:MANAGES]->(b:Zone)"),
        ("MANAGES", "(a:Institution)-[:RUNS]->(b:Zone)"),
        *(("WITHIN", pattern) for pattern in OF_A_PLACE),
    ):
        insert(
            "INSERT OR IGNORE INTO kin VALUES (?, ?, ?)",
            ((a, type_, b) for a, b in store.ours(f"MATCH {pattern} RETURN a.id, b.id").rows if _texts(a, b)),
        )
    insert(
        "INSERT OR IGNORE INTO measure VALUES (?)",
        ((r[0],) for r in store.ours("MATCH (o:Observation) RETURN DISTINCT o.measure").rows if _texts(r[0])),
    )
    newest = store.ours("MATCH (a:Article) WHERE a.date IS NOT NULL RETURN max(a.date)").rows
    flows = store.ours("MATCH (f:Flow) RETURN count(f)").rows
    insert(
        "INSERT OR REPLACE INTO about VALUES (?, ?)",
        (
            ("newest", newest[0][0] if newest and _texts(newest[0][0]) else None),
            ("flows", str(flows[0][0] if flows else 0)),
        ),
    )


def _named(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return the entities that can be found by a name: a node that an analyst made may lack it or its id, or hold anything there."""
    found = []
    for id_, name, name_en, aliases, kind, tags in rows:
        if _texts(id_, name):
            several = [[t for t in texts if _texts(t)] if isinstance(texts, list) else [] for texts in (aliases, tags)]
            single = [text if _texts(text) else None for text in (name_en, kind)]
            found.append((id_, name, single[0], several[0], single[1], several[1]))
    return found


def _texts(*values: Any) -> bool:
    return all(isinstance(value, str) and value for value in values)


def _fill_classes(connection: sqlite3.Connection) -> None:
    """Put what bears the name of a place at its beginning within the place: classes, funds, programmes, policies, local authorities."""
    places: dict[str, str] = {}
    for id_, name in connection.execute(
        "SELECT id, name FROM entity WHERE label = 'Place' ORDER BY kind = 'county' DESC"
    ):
        places[name] = id_
        if len(short := PLACE_SUFFIX.sub("", name)) >= 2:
            places[short] = id_
    longest = max(map(len, places), default=0)
    rows = connection.execute(
        "SELECT id, name FROM entity WHERE label IN ('Category', 'Fund', 'Program', 'Policy') OR kind = 'local_government'"
    ).fetchall()
    for id_, name in rows:
        begin = next((name[:n] for n in range(min(longest, len(name) - 1), 1, -1) if name[:n] in places), None)
        if begin:
            connection.execute("INSERT OR IGNORE INTO kin VALUES (?, 'WITHIN', ?)", (id_, places[begin]))


def _fill_alike(connection: sqlite3.Connection) -> None:
    """Join programmes, policies and funds to those whose names are theirs with more before it (中银高企贷 to 高企贷), or with a word for
    what is given through them behind it (科技创新券补助 to 科技创新券)."""
    from queries.question_words import table

    rows = connection.execute(
        "SELECT id, label, name FROM entity WHERE label IN ('Program', 'Policy', 'Fund')"
    ).fetchall()
    named = {(label, name): id_ for id_, label, name in rows}
    behind = re.compile(f"(?:{'|'.join(table('name_parts')['given_through'])})+$")
    connection.executemany(
        "INSERT OR IGNORE INTO kin VALUES (?, 'ALIKE', ?)",
        (
            (id_, named[label, said])
            for id_, label, name in rows
            for said in {behind.sub("", name), *(name[at:] for at in range(1, len(name) - 1))} - {name}
            if (label, said) in named
        ),
    )


def _fill_short(connection: sqlite3.Connection) -> None:
    """Add short Chinese forms made by rule for institutions, zones and funds; branches by the short names of their bank."""
    from queries.names_short import short_forms

    aliases: dict[str, list[str]] = {}
    for name, form in connection.execute(
        "SELECT name, form FROM entity JOIN form USING (id) WHERE label = 'Institution' AND tier = ? AND kind IN ('bank', 'central_government')",
        (ALIAS,),
    ):
        aliases.setdefault(name, []).append(form)
    rows = connection.execute(
        "SELECT id, name FROM entity WHERE label IN ('Institution', 'Zone', 'Program')"
    ).fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO form VALUES (?, ?, ?)",
        ((form_of(text), id_, SHORT) for id_, name in rows for text in short_forms(name, aliases)),
    )


def _fill_english(connection: sqlite3.Connection) -> None:
    """Add English forms made by rule for institutions and zones whose place or parent has an English name."""
    from queries.names_english import english_forms
    from queries.question_words import table

    places: dict[str, str] = dict(table("english_names")["words"])
    for name, english in connection.execute(
        "SELECT name, name_en FROM entity WHERE label = 'Place' AND name_en IS NOT NULL ORDER BY kind = 'county'"
    ):
        places.setdefault(name, english)
        places.setdefault(PLACE_SUFFIX.sub("", name), english)
    nicknames = table("english_names")["nicknames"]
    named = connection.execute("SELECT id, name FROM entity").fetchall()
    connection.executemany(
        "INSERT INTO form VALUES (?, ?, ?) ON CONFLICT (form, id) DO UPDATE SET tier = min(tier, excluded.tier)",
        ((form_of(said), id_, ALIAS) for id_, name in named for said in nicknames.get(name, ())),
    )
    banks = {name: list(said) for name, said in nicknames.items() if name.endswith("银行")}
    for name, english in connection.execute(
        "SELECT name, name_en FROM entity WHERE kind = 'bank' AND name_en IS NOT NULL"
    ):
        banks.setdefault(name, []).append(english)
    rows = connection.execute("SELECT id, name FROM entity WHERE label IN ('Institution', 'Zone')").fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO form VALUES (?, ?, ?)",
        ((form_of(text), id_, SHORT) for id_, name in rows for text in english_forms(name, places, banks)),
    )
