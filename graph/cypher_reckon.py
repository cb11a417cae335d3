"""Expressions reckoned for one row, as Neo4j reckons them, where the embedded engine cannot be asked."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from graph.cypher_kinds import is_normalized, is_of
from graph.cypher_reckon_calls import CALLS, NEEDS_ROW
from graph.cypher_regex import RegexError, engine_regex
from graph.cypher_scope import label_names, not_given, selected, type_names
from graph.cypher_spans import Span
from graph.cypher_things import Thing
from graph.cypher_tokens import CypherError, Misfit, Unsupported, place, text_of
from graph.cypher_tree import Expression
from graph.cypher_values import MOST_HELD, contained, every, kind, less, reckoned, same, some, whole, wrong

Row = Mapping[str, Any]
COMPUTED = ("subquery", "pattern", "pattern_comprehension")  # what a row is given beforehand, by `computed`
DATES: dict[str, Callable[[datetime.date], int]] = {
    "year": lambda d: d.year,
    "quarter": lambda d: (d.month + 2) // 3,
    "month": lambda d: d.month,
    "week": lambda d: d.isocalendar().week,
    "day": lambda d: d.day,
    "dayOfWeek": lambda d: d.isoweekday(),
    "weekDay": lambda d: d.isoweekday(),
    "ordinalDay": lambda d: d.timetuple().tm_yday,
}


def computed(e: Expression) -> str:
    """Return the name under which a row holds the value of a subquery or pattern."""
    return f"\0{e.kind}{e.start}"


def itemised(e: Expression) -> str:
    """Return the name under which a row holds what was computed for each item of the list that an expression goes through."""
    return f"\0items{e.start}"


class Engine(Protocol):
    """What the embedded engine is asked for about single values."""

    def node(self, identity: str) -> Thing:
        """Return the node at an end of a relationship."""

    def matches(self, text: str, wanted: str) -> bool:
        """Tell whether a text is as a regular expression of the engine's says."""


@dataclasses.dataclass(slots=True)
class Reckoner:
    """Reckons expressions of one query with its parameters."""

    text: str
    parameters: Mapping[str, Any]
    engine: Engine
    look: Callable[[], object] = lambda: None  # raises where the time is over
    _kept: int = 0  # items of the lists that are being made
    _depth: int = 0  # how many lists are being made, one within the other

    def of(self, e: Expression | None, row: Row) -> Any:
        """Return the value of an expression for a row."""
        assert e is not None
        if e.kind in COMPUTED:
            if computed(e) not in row:
                raise Unsupported(f"a pattern here (at {place(self.text, e.start)})")
            return row[computed(e)]
        try:
            return getattr(self, f"_{e.kind}")(e, row)
        except Misfit as error:
            where = place(self.text, e.start)
            raise CypherError(f"{error.what} at {where} cannot run on the embedded store: {error.instead}") from error

    def condition(self, e: Expression, row: Row) -> bool:
        """Tell whether a condition holds."""
        return self.truth(e, row) is True

    def truth(self, e: Expression | None, row: Row) -> bool | None:
        """Return whether a condition holds, null where that is not known."""
        found = self.of(e, row)
        if found is not None and not isinstance(found, bool):
            wrong(f"a condition that is a {kind(found)}", "compare it with something")
        return found

    def _literal(self, e: Expression, row: Row) -> Any:
        word = e.text.upper()
        if e.text[0] in "'\"":
            return text_of(e.text)
        if word in ("TRUE", "FALSE"):
            return word == "TRUE"
        if word == "NULL":
            return None
        if e.text[:2] in ("0x", "0o"):
            return whole(int(e.text, 0))
        return whole(int(e.text)) if e.text.isdecimal() else float(e.text)

    def _parameter(self, e: Expression, row: Row) -> Any:
        if e.text not in self.parameters:
            raise not_given(e.text, self.text, e.start)
        given = self.parameters[e.text]
        return list(given) if isinstance(given, tuple) else given

    def _variable(self, e: Expression, row: Row) -> Any:
        return row[e.text]

    def _group(self, e: Expression, row: Row) -> Any:
        return self.of(e.parts[0], row)

    def _property(self, e: Expression, row: Row) -> Any:
        return self.property(self.of(e.parts[0], row), e.text)

    def property(self, base: Any, name: str) -> Any:
        """Return what a node, relationship, map, date or duration has under a name."""
        if base is None:
            return None
        if isinstance(base, Thing):
            return base.properties.get(name)
        if isinstance(base, dict):
            return base.get(name)
        found: Any = None
        if isinstance(base, datetime.date) and not isinstance(base, datetime.datetime) and name in DATES:
            return DATES[name](base)
        if isinstance(base, Span) and (found := base.part(name)) is not None:
            return found
        return wrong(f".{name} of a {kind(base)}", "ask a node, relationship or map")

    def _index(self, e: Expression, row: Row) -> Any:
        base, at = self.of(e.parts[0], row), self.of(e.parts[1], row)
        if base is None or at is None:
            return None
        if isinstance(base, Thing | dict) and isinstance(at, str):
            return self.property(base, at)
        if not isinstance(base, list) or isinstance(at, bool) or not isinstance(at, int):
            wrong(f"[…] of a {kind(base)} with a {kind(at)} in it", "write list[0] or map['key']")
        return base[at] if -len(base) <= at < len(base) else None

    def _slice(self, e: Expression, row: Row) -> Any:
        base = self.of(e.parts[0], row)
        ends = [None if part is None else self.of(part, row) for part in e.parts[1:]]
        if base is None or any(end is None and part is not None for end, part in zip(ends, e.parts[1:], strict=True)):
            return None
        if not isinstance(base, list) or any(isinstance(end, bool) or not isinstance(end, int | None) for end in ends):
            wrong(f"a slice of a {kind(base)}", "write list[0..2]")
        return base[ends[0] : ends[1]]

    def _list(self, e: Expression, row: Row) -> Any:
        return [self.of(part, row) for part in e.parts]

    def _map(self, e: Expression, row: Row) -> Any:
        return {name: self.of(part, row) for name, part in zip(e.names, e.parts, strict=True)}

    def _projection(self, e: Expression, row: Row) -> Any:
        base = row[e.text]
        if base is None:
            return None
        made: dict[str, Any] = {}
        for name, part in zip(e.names, e.parts, strict=True):
            if name == "*":
                made |= base if isinstance(base, dict) else CALLS["properties"](base)
            else:
                made[name] = self.property(base, name) if part is None else self.of(part, row)
        return made

    def items(self, e: Expression | None, row: Row) -> list[Any] | None:
        """Return the list that an expression is, or null."""
        found = self.of(e, row)
        if found is not None and not isinstance(found, list):
            wrong(f"going through a {kind(found)}", "it takes a list")
        return found

    def _with_items(self, e: Expression, row: Row, items: list[Any]) -> Iterator[Row]:
        """Yield the row for each item of the list that an expression goes through, with what was computed for it."""
        more = row.get(itemised(e)) or [{}] * len(items)
        for item, known in zip(items, more, strict=True):
            self.look()
            yield {**row, **known, e.names[0]: item}

    def _comprehension(self, e: Expression, row: Row) -> Any:
        items = self.items(e.parts[0], row)
        if items is None:
            return None
        made = []
        before, self._depth = self._depth, self._depth + 1
        try:
            for each in self._with_items(e, row, items):
                if e.parts[1] is None or self.truth(e.parts[1], each) is True:
                    made.append(each[e.names[0]] if e.parts[2] is None else self.of(e.parts[2], each))
                    self._kept += 1
                    if self._kept > MOST_HELD:
                        wrong(f"lists of more than {MOST_HELD:,} items within each other", "ask for fewer")
        finally:
            self._depth = before
            if not before:
                self._kept = 0
        return made

    def _quantifier(self, e: Expression, row: Row) -> Any:
        items = self.items(e.parts[0], row)
        if items is None:
            return None
        condition = e.parts[1]
        if condition is None:
            raise Unsupported(f"{e.text}() without WHERE")
        found = [self.truth(condition, each) for each in self._with_items(e, row, items)]
        word = e.text.lower()
        if word in ("any", "none"):
            return some(found) if word == "any" else _denied(some(found))
        if word == "all":
            return every(found)
        met = found.count(True)
        return False if met > 1 else None if None in found else met == 1

    def _reduce(self, e: Expression, row: Row) -> Any:
        items, total = self.items(e.parts[1], row), self.of(e.parts[0], row)
        if items is None:
            return None
        for item in items:
            self.look()
            total = self.of(e.parts[2], {**row, e.names[0]: total, e.names[1]: item})
        return total

    def _case(self, e: Expression, row: Row) -> Any:
        subject, pairs, other = e.parts[0], e.parts[1:-1], e.parts[-1]
        asked = None if subject is None else self.of(subject, row)
        for when, then in zip(pairs[0::2], pairs[1::2], strict=True):
            met = self.truth(when, row) if subject is None else same(asked, self.of(when, row))
            if met is True:
                return self.of(then, row)
        return None if other is None else self.of(other, row)

    def _binary(self, e: Expression, row: Row) -> Any:
        left, right = e.parts
        if e.text in ("AND", "OR", "XOR"):
            sides = [self.truth(left, row), self.truth(right, row)]
            if e.text == "XOR":
                return None if None in sides else sides[0] != sides[1]
            return every(sides) if e.text == "AND" else some(sides)
        a, b = self.of(left, row), self.of(right, row)
        if e.text == "IN":
            return contained(a, b)
        if e.text in _OF_TEXTS:
            return self._texts(e.text, a, b)
        if e.text == "=~":
            return None if a is None or b is None else self._matched(e, a, b)
        return reckoned(e.text, a, b)

    def _matched(self, e: Expression, text: Any, written: Any) -> bool:
        if not isinstance(text, str) or not isinstance(written, str):
            wrong("=~ of what is no text", "write toString() around it, or compare with =")
        try:
            wanted = engine_regex(written)
        except RegexError as error:
            wrong(f"{error.what} in a regular expression", error.instead)
        return self.engine.matches(text, wanted)

    def _texts(self, operator: str, a: Any, b: Any) -> bool | None:
        if a is None or b is None:
            return None
        if not isinstance(a, str) or not isinstance(b, str):
            wrong(f"{operator} of what is no text", "write toString() around it, or compare with =")
        return _OF_TEXTS[operator](a, b)

    def _unary(self, e: Expression, row: Row) -> Any:
        if e.text == "NOT":
            return _denied(self.truth(e.parts[0], row))
        inner = e.parts[0]
        if inner is not None and inner.kind == "literal" and inner.text == str(2**63):
            return -(2**63)
        found = self.of(inner, row)
        return None if found is None else reckoned("*", -1, found)

    def _compare(self, e: Expression, row: Row) -> Any:
        values = [self.of(part, row) for part in e.parts]
        return every(
            self._compared(a, operator, b) for a, operator, b in zip(values, e.names, values[1:], strict=False)
        )

    def _compared(self, a: Any, operator: str, b: Any) -> bool | None:
        if operator == "=":
            return same(a, b)
        return _denied(same(a, b)) if operator == "<>" else less(a, b, operator)

    def _null(self, e: Expression, row: Row) -> Any:
        return (self.of(e.parts[0], row) is None) == (e.text == "IS NULL")

    def _typed(self, e: Expression, row: Row) -> bool:
        return is_of(self.of(e.parts[0], row), e.kinds) == (e.text == "IS")

    def _normal(self, e: Expression, row: Row) -> bool | None:
        return is_normalized(self.of(e.parts[0], row), e.text)

    def _labels(self, e: Expression, row: Row) -> Any:
        of = self.of(e.parts[0], row)
        if of is None:
            return None
        if not isinstance(of, Thing):
            wrong(f"a label of a {kind(of)}", "ask a node or relationship")
        edge = of.ends is not None
        allowed = selected(e.labels, edge, self.text)
        return of.label in (allowed or frozenset(type_names() if edge else label_names()))

    def _call(self, e: Expression, row: Row) -> Any:
        name = e.text.lower()
        if name not in CALLS and name not in NEEDS_ROW:
            raise Unsupported(f"the function {e.text}() (at {place(self.text, e.start)})")
        values = [self.of(part, row) for part in e.parts]
        if name == "exists" and e.parts[0] is not None and e.parts[0].kind in COMPUTED:
            return values[0]
        if name in NEEDS_ROW:
            return self._end(name, *values)
        try:
            return CALLS[name](*values)
        except TypeError as error:
            if "positional argument" not in str(error):
                raise
            raise CypherError(
                f"{e.text}() with {len(values)} arguments at {place(self.text, e.start)} cannot run on the embedded store"
            ) from error

    def _end(self, name: str, edge: Any) -> Thing | None:
        if edge is None:
            return None
        if not isinstance(edge, Thing) or edge.ends is None:
            wrong(f"{name}() of a {kind(edge)}", "it takes a relationship")
        return self.engine.node(edge.ends[0 if name == "startnode" else 1])


def _denied(found: bool | None) -> bool | None:
    return None if found is None else not found


_OF_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "CONTAINS": lambda a, b: b in a,
    "STARTS WITH": lambda a, b: a.startswith(b),
    "ENDS WITH": lambda a, b: a.endswith(b),
}
