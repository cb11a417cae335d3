"""What the embedded engine is asked where the rest of a query is reckoned row by row: patterns, from the nodes that rows hold."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from graph.cypher_ground import Longest
from graph.cypher_numbers import FRACTION, WHOLE
from graph.cypher_scope import Binding, properties
from graph.cypher_things import Thing, of_engine, things
from graph.cypher_tokens import literal_of
from graph.cypher_translate import Translator
from graph.cypher_tree import Clause, Expression, Item, Labels, Match, NodePattern, Path, Projection, Query, Unwind
from graph.cypher_walk import clauses as clauses_of
from graph.cypher_walk import expressions, parts

Ask = Callable[[str, Mapping[str, Any]], list[Sequence[Any]]]
Row = dict[str, Any]
GIVEN, _ROWS, _START = "given row", "given_rows", "given_start"
_AT_ONCE = 10_000  # rows that the engine is given at once
ONE_BY_ONE = (
    300  # starts of paths of variable length that are given one after the other: the engine goes from all at once else
)
_PLAIN = ("string", "boolean", "date")


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """Where the columns of a variable begin, and the properties that they hold of a node; None for what is one column."""

    name: str
    first: int
    keys: tuple[str, ...] | None
    edge: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A query for the engine and what its columns are."""

    cypher: str
    parameters: frozenset[str]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The variables that it gives."""
        return [column.name for column in self.columns]


class Finder:
    """Asks the engine for what patterns match."""

    def __init__(self, query: Query, parameters: Mapping[str, Any], ask: Ask, longest: Longest | None) -> None:
        self.text = query.text
        self.parameters = parameters
        self._seen: dict[str, Thing] = {}  # nodes by identity
        self._ends: set[str] = set()  # identities of nodes at the ends of relationships
        self._matched: dict[tuple[str, str], bool] = {}
        self.ask = ask
        self._longest = longest
        found = list(expressions(query))
        self._keys = sorted({e.text for e in found if e.kind == "property"} | {n for e in found for n in e.names})
        self._whole = any(map(_asks_for_all, found))
        self._used = None if any(map(_starred, clauses_of(query))) else set(_used(query))

    def plan(self, clauses: Sequence[Clause], without: Sequence[str] = (), rows: Sequence[Row] = ()) -> Asked:
        """Return how clauses are asked, and everything that they bind but for some; raises `Unsupported`."""
        more = {_ROWS: list(rows), _START: dict(rows[0]) if rows else {}}
        spell = Translator(self.text, {**self.parameters, **more}, self._longest)
        made = [spell.clause(clause) for clause in clauses]
        items: list[Item] = []
        columns: list[Column] = []
        start = clauses[0].start
        for name, bound in spell.scope.items():
            if name in without:
                continue
            keys = self._of_thing(name, bound)
            columns.append(Column(name, len(items), keys, bound.kind == "edge"))
            wanted = _wanted(name, keys, bound.kind == "edge", start)
            items += [Item(e, f"_{len(items) + n}") for n, e in enumerate(wanted)]
        if GIVEN in spell.scope:
            number = Expression("property", start, start, "n", (Expression("variable", start, start, GIVEN),))
            items.append(Item(number, f"_{len(items)}"))
        items = items or [Item(Expression("literal", start, start, "1"), "_0")]
        made.append(spell.clause(Projection("RETURN", start, items=items)))
        return Asked(" ".join(made), frozenset(spell.used), tuple(columns))

    def reckons_alike(self, clauses: Sequence[Clause]) -> bool:
        """Tell whether what clauses bind comes from the engine as Neo4j has it, numbers too."""
        spell = Translator(self.text, self.parameters, self._longest)
        for clause in clauses:
            spell.clause(clause)
        return all(bound.kind != "value" or _certain(bound) for bound in spell.scope.values())

    def _of_thing(self, name: str, bound: Binding) -> tuple[str, ...] | None:
        """Return which properties are asked of a node or relationship; None where it is asked for as it is."""
        edge = bound.kind == "edge"
        if self._whole or not (bound.kind == "node" or (edge and self._used is not None and name not in self._used)):
            return None
        return tuple(key for key in self._keys if key in properties(bound.names, edge) and key != "id")

    def whole_edge(self, name: str) -> str:
        """Note that a relationship is to come with all of its properties, and return its name."""
        if self._used is not None:
            self._used.add(name)
        return name

    def rows(self, asked: Asked) -> list[Row]:
        """Return what the engine gives."""
        return [self._read(asked, row) for row in self._run(asked, {})]

    def rows_of(self, asked: Asked, given: Sequence[Row]) -> dict[int, list[Row]]:
        """Return what the engine gives for each of the rows that it is given, by their number `n`."""
        found: dict[int, list[Row]] = {}
        if _ROWS not in asked.parameters:
            for start in given:
                found[start["n"]] = [self._read(asked, row) for row in self._run(asked, {_START: start})]
            return found
        for at in range(0, len(given), _AT_ONCE):
            for row in self._run(asked, {_ROWS: list(given[at : at + _AT_ONCE])}):
                found.setdefault(row[-1], []).append(self._read(asked, row))
        return found

    def _run(self, asked: Asked, more: Mapping[str, Any]) -> list[Sequence[Any]]:
        given = {**self.parameters, **more}
        return self.ask(asked.cypher, {name: given[name] for name in asked.parameters})

    def _read(self, asked: Asked, row: Sequence[Any]) -> Row:
        return {column.name: self._value(column, row) for column in asked.columns}

    def _value(self, column: Column, row: Sequence[Any]) -> Any:
        if column.keys is None:
            found = of_engine(row[column.first])
            self._note(found)
            return found
        identity, label, *values = row[column.first : column.first + len(column.keys) + (2 if column.edge else 3)]
        if identity is None:
            return None
        if column.edge:
            held = dict(zip(column.keys, map(of_engine, values), strict=True))
            return Thing(identity, label, {key: value for key, value in held.items() if value is not None}, ("", ""))
        known = self._seen.get(identity)
        if known is None:
            held = dict(zip(("id", *column.keys), map(of_engine, values), strict=True))
            held = {key: value for key, value in held.items() if value is not None}
            known = self._seen[identity] = Thing(identity, label, held, whole=False)
        return known

    def _note(self, value: Any) -> None:
        for thing in things(value):
            if thing.ends is None:
                self._seen.setdefault(thing.identity, thing)
            else:
                self._ends.update(thing.ends)

    def node(self, identity: str) -> Thing:
        """Return the node at an end of a relationship; those at the ends of all are asked for at once."""
        if identity not in self._seen:
            pairs = (end.split(":") for end in sorted(self._ends - self._seen.keys()))
            ends = [{"t": int(table), "o": int(offset)} for table, offset in pairs]
            for (node,) in self.ask(
                "UNWIND $pairs AS e MATCH (n) WHERE id(n) = internal_id(e.t, e.o) RETURN n", {"pairs": ends}
            ):
                self._note(of_engine(node))
        return self._seen[identity]

    def matches(self, text: str, wanted: str) -> bool:
        """Tell whether a text is as a regular expression of the engine's says."""
        asked = (text, wanted)
        if asked not in self._matched:
            ((found,),) = self.ask(f"RETURN $text =~ {literal_of(wanted)}", {"text": text})
            self._matched[asked] = found
        return self._matched[asked]

    def whole(self, wanted: Iterator[Thing]) -> dict[str, Thing]:
        """Return nodes with all of their properties, by identity."""
        ids: dict[str, set[str]] = {}
        for thing in wanted:
            if not thing.whole:
                ids.setdefault(thing.label, set()).add(thing.properties["id"])
        found = {}
        for label, some in ids.items():
            for (node,) in self.ask(f"MATCH (n:`{label}`) WHERE n.id IN $ids RETURN n", {"ids": sorted(some)}):
                thing = of_engine(node)
                found[thing.identity] = thing
        return found


def _asks_for_all(e: Expression) -> bool:
    """Tell whether an expression may ask for properties that are not written out."""
    if e.kind == "call":
        return e.text.lower() in ("keys", "properties")
    at = e.parts[1] if e.kind == "index" else None
    computed = at is not None and not (at.kind in ("literal", "unary") and at.text[0] not in "'\"")
    return computed or (e.kind == "projection" and "*" in e.names)


def _starred(clause: Clause) -> bool:
    return isinstance(clause, Projection) and clause.star


def _used(tree: Any) -> Iterator[str]:
    """Yield the variables that are used as they are, and not only asked for a property, their type or how many there are."""
    if isinstance(tree, Expression):
        first = tree.parts[0] if tree.parts else None
        asks = tree.kind == "property" or (tree.kind == "call" and tree.text.lower() in ("type", "count"))
        if asks and first is not None and first.kind == "variable":
            return
        if tree.kind in ("variable", "projection"):
            yield tree.text
    for part in parts(tree):
        yield from _used(part)


def _wanted(name: str, keys: tuple[str, ...] | None, edge: bool, start: int) -> list[Expression]:
    variable = Expression("variable", start, start, name)
    if keys is None:
        return [variable]
    found = [Expression("call", start, start, "elementId", (variable,))]
    if edge:
        found.append(Expression("call", start, start, "type", (variable,)))
    else:
        labels = Expression("call", start, start, "labels", (variable,))
        found.append(Expression("index", start, start, "", (labels, Expression("literal", start, start, "0"))))
    names = keys if edge else ("id", *keys)
    return found + [Expression("property", start, start, key, (variable,)) for key in names]


def _certain(bound: Binding) -> bool:
    return bound.type in _PLAIN or (bound.type == "number" and bound.numbers in (WHOLE, FRACTION))


def given(clause: Match, bound: Mapping[str, frozenset[str]], one: bool) -> list[Clause]:
    """Return the clauses that bind nodes, of these labels, to the ids in each row that the engine is given, or in one."""
    start = clause.start
    rows = Unwind("UNWIND", start, Expression("parameter", start, start, _ROWS), GIVEN)
    row = Expression("parameter", start, start, _START) if one else Expression("variable", start, start, GIVEN)
    paths = []
    for number, (name, labels) in enumerate(bound.items()):
        key = Expression("property", start, start, f"v{number}", (row,))
        pairs = Expression("map", start, start, "", (key,), ("id",))
        paths.append(Path(start, start, [NodePattern(start, name, any_of(sorted(labels), start), pairs)], []))
    match = Match("MATCH", start, False, paths)
    return [match] if one else [rows, match]


def any_of(labels: Sequence[str], start: int) -> Labels:
    """Return the label expression for one of some labels or types."""
    made = Labels("name", start, labels[0])
    for label in labels[1:]:
        made = Labels("|", start, parts=(made, Labels("name", start, label)))
    return made
