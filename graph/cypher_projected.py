"""WITH and RETURN over rows that are here: grouping, sums, DISTINCT, sorting and cutting as Neo4j does them."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from graph.cypher_found import Row
from graph.cypher_reckon import COMPUTED, Reckoner
from graph.cypher_sums import first_of, is_sum, summed, sums
from graph.cypher_tokens import CypherError, Misfit, Unsupported, place
from graph.cypher_tree import Expression, Item, Projection
from graph.cypher_values import key, order
from graph.cypher_walk import expressions

MOST_ROWS = 500_000  # that are held at once: some hundred bytes each
T = TypeVar("T")


def held(rows: Iterable[T], look: Callable[[], object]) -> list[T]:
    """Return the rows; raises `Misfit` where they are too many to be held, and what `look` raises where the time is over."""
    found = []
    for row in rows:
        look()
        found.append(row)
        if len(found) > MOST_ROWS:
            raise too_many()
    return found


def too_many() -> Misfit:
    """Return what is said of a query whose rows are too many to be held."""
    return Misfit(f"a query that holds more than {MOST_ROWS:,} rows at once", "narrow its patterns, or cut with LIMIT")


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Rows with the frames they are of; `outer` is what each frame has from outside, `names` what is bound in each row."""

    names: tuple[str, ...]
    rows: list[tuple[int, Row]]
    outer: list[Row]
    fixed: tuple[str, ...] = ()  # the names of what is from outside

    def with_rows(self, rows: list[tuple[int, Row]], names: Iterable[str] = ()) -> "Table":
        """Return a table of other rows, with more names."""
        return Table(tuple(dict.fromkeys([*self.names, *names])), rows, self.outer, self.fixed)


class Projecting:
    """Makes WITH and RETURN of tables."""

    def __init__(self, text: str, reckon: Reckoner, look: Callable[[], object]) -> None:
        self._text = text
        self._reckon = reckon
        self._look = look  # raises where the time is over

    def with_patterns(self, asked: Sequence[Expression | None], table: Table) -> Table:
        """Return the table with the values of the subqueries and patterns in some expressions; who runs clauses does."""
        raise NotImplementedError

    def project(self, clause: Projection, table: Table) -> tuple[list[str], Table]:
        """Return the columns of a RETURN, none of WITH, and the table that it makes."""
        own = [name for name in table.names if name not in table.fixed]
        items = [Item(Expression("variable", clause.start, clause.start, name), name) for name in sorted(own)]
        items = [*(items if clause.star else []), *clause.items]
        names = [self._name(item, clause) for item in items]
        if twice := {name for name in names if names.count(name) > 1}:
            raise CypherError(f"{twice.pop()} is given twice at {place(self._text, clause.start)}: use AS")
        table = self.with_patterns([item.expression for item in items], table)
        if any(sums(item.expression) for item in items):
            made = self._grouped(items, names, table)
        else:
            told = (
                (frame, row, {name: self._reckon.of(i.expression, row) for name, i in zip(names, items, strict=True)})
                for frame, row in table.rows
            )
            made = held(told, self._look)
        narrow = clause.distinct or any(sums(item.expression) for item in items)
        if clause.distinct:
            made = first_of(made, lambda each: (each[0], *(key(each[2][name]) for name in names)))
        made = self._sorted(clause, items, names, made, table, narrow)
        found = [(frame, {**(table.outer[frame]), **row}) for frame, _, row in made]
        found = self._cut(clause, found)
        kept = Table(tuple(dict.fromkeys([*table.fixed, *names])), found, table.outer, table.fixed)
        if clause.where is not None:
            kept = self.with_patterns([clause.where], kept)
            kept = kept.with_rows([(f, row) for f, row in kept.rows if self._reckon.condition(clause.where, row)])
        return (names if clause.word == "RETURN" else []), kept

    def _name(self, item: Item, clause: Projection) -> str:
        e = item.expression
        if item.alias is None and e.kind not in ("variable", "projection") and clause.word == "WITH":
            raise CypherError(f"an expression in WITH needs a name (at {place(self._text, e.start)}): write … AS name")
        return item.alias or (e.text if e.kind in ("variable", "projection") else self._text[e.start : e.stop])

    def _grouped(self, items: list[Item], names: list[str], table: Table) -> list[tuple[int, Row, Row]]:
        """Return a row for each group of rows, with the group's own values and what is made of its rows."""
        single = [n for n, item in enumerate(items) if not sums(item.expression)]
        texts = {self._said(items[n].expression) for n in single}
        for item in items:
            self._no_other(item.expression, texts)
        groups: dict[Any, list[Row]] = {}
        values: dict[Any, list[Any]] = {}
        if not single:
            groups = {(frame,): [] for frame in range(len(table.outer))}
            values = {told: [] for told in groups}
        for frame, row in table.rows:
            own = [self._reckon.of(items[n].expression, row) for n in single]
            told = (frame, *map(key, own))
            groups.setdefault(told, []).append(row)
            values.setdefault(told, own)
        made = []
        for told, rows in groups.items():
            own_values = iter(values[told])
            first = rows[0] if rows else table.outer[told[0]]
            new = {
                name: next(own_values) if n in single else self._summed(items[n].expression, rows, first)
                for n, name in enumerate(names)
            }
            made.append((told[0], first, new))
        return made

    def _summed(self, e: Expression, rows: list[Row], first: Row) -> Any:
        if not is_sum(e):
            held = dict(first)
            return self._reckon.of(self._with_sums(e, rows, held), held)
        argument, *more = e.parts or (None,)
        if any(map(sums, e.parts)):
            raise Unsupported("a sum of sums")
        values = [True if argument is None else self._reckon.of(argument, row) for row in rows]
        return summed(e, values, [self._reckon.of(part, first) for part in more])

    def _with_sums(self, e: Expression, rows: list[Row], held: Row) -> Expression:
        """Return the expression with variables for the sums in it, whose values are put into a row."""
        if is_sum(e):
            name = f"\0sum{e.start}"
            held[name] = self._summed(e, rows, held)
            return Expression("variable", e.start, e.stop, name)
        if not sums(e):
            return e
        return dataclasses.replace(e, parts=tuple(part and self._with_sums(part, rows, held) for part in e.parts))

    def _no_other(self, e: Expression, texts: set[str], local: frozenset[str] = frozenset()) -> None:
        """Refuse what stands beside a sum and is none of what rows are grouped by, as Neo4j does."""
        if is_sum(e) or self._said(e) in texts:
            return
        if e.kind in COMPUTED or (e.kind in ("variable", "projection") and e.text not in local):
            raise CypherError(
                f"a sum is reckoned with beside what is no column (at {place(self._text, e.start)}): "
                "name both with WITH first"
            )
        local = local | set(e.names) if e.kind in ("comprehension", "quantifier", "reduce") else local
        for part in e.parts:
            if part is not None:
                self._no_other(part, texts, local)

    def _said(self, e: Expression) -> str:
        return self._text[e.start : e.stop] or e.text

    def _sorted(
        self,
        clause: Projection,
        items: list[Item],
        names: list[str],
        made: list[tuple[int, Row, Row]],
        table: Table,
        narrow: bool,
    ) -> list[tuple[int, Row, Row]]:
        """Sort rows; behind sums and DISTINCT by what is returned alone."""
        if not clause.order:
            return made
        alias = {self._said(item.expression): name for item, name in zip(items, names, strict=True)}
        known = {*names, *table.fixed}
        new = {name for item, name in zip(items, names, strict=True) if self._said(item.expression) != name}
        wanted = [(self._renamed(e, alias, new), descending) for e, descending in clause.order]
        for e, _ in wanted:
            if sums(e) or (narrow and not free(e) <= known):
                raise Unsupported("ORDER BY what is not returned")
        rows = [
            (n, {**old, **new} if not narrow else {**table.outer[f], **new}) for n, (f, old, new) in enumerate(made)
        ]
        within = Table(tuple(dict.fromkeys([*table.names, *names])), rows, [row for _, row in rows])
        within = self.with_patterns([e for e, _ in wanted], within)
        found = list(zip(made, [row for _, row in within.rows], strict=True))
        for e, descending in reversed(wanted):
            keys = order([self._reckon.of(e, row) for _, row in found])
            pairs = sorted(zip(keys, range(len(found)), strict=True), key=lambda pair: pair[0], reverse=descending)
            found = [found[n] for _, n in pairs]
        return [row for row, _ in found]

    def _renamed(self, e: Expression, alias: Mapping[str, str], new: set[str]) -> Expression:
        """Return what rows are sorted by with the names of columns for what these are, unless it asks for a new name itself."""
        name = alias.get(self._said(e))
        if name is not None and not free(e) & new:
            return Expression("variable", e.start, e.stop, name)
        return dataclasses.replace(e, parts=tuple(part and self._renamed(part, alias, new) for part in e.parts))

    def _cut(self, clause: Projection, rows: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
        if clause.skip is None and clause.limit is None:
            return rows
        over = self._count("SKIP", clause.skip) or 0
        most = self._count("LIMIT", clause.limit)
        passed: dict[int, int] = {}
        kept = []
        for frame, row in rows:
            at = passed[frame] = passed.get(frame, -1) + 1
            if at >= over and (most is None or at < over + most):
                kept.append((frame, row))
        return kept

    def _count(self, word: str, e: Expression | None) -> int | None:
        if e is None:
            return None
        if free(e):
            raise Unsupported(f"{word} of a variable")
        found = self._reckon.of(e, {})
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise CypherError(f"{word} takes a whole number, 0 or more (at {place(self._text, e.start)})")
        return found


def free(e: Expression) -> set[str]:
    """Return the variables that an expression names."""
    return {x.text for x in expressions(e) if x.kind in ("variable", "projection")}
