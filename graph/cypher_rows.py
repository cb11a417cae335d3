"""A query clause by clause, over rows that are here: the embedded engine is asked for what patterns match, the rest is reckoned.

So is what `cypher_translate` has no way to ask the engine whole. Rows have a frame each: those of a subquery the row outside,
so that it is asked for all rows outside at once and yet sums, sorts and cuts for each of them alone.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graph.cypher_found import GIVEN, ONE_BY_ONE, Ask, Finder, Row, given
from graph.cypher_ground import Longest
from graph.cypher_loosened import Loosened, joined, loosened, sorted_later
from graph.cypher_names import check
from graph.cypher_reckon import COMPUTED, Reckoner, computed
from graph.cypher_scope import label_names
from graph.cypher_sums import first_of, is_sum, summed, sums
from graph.cypher_things import Thing, things, to_result
from graph.cypher_tokens import CypherError, Unsupported, place
from graph.cypher_tree import (
    Clause,
    Expression,
    Item,
    Match,
    Projection,
    Query,
    Single,
    Subquery,
    Unwind,
)
from graph.cypher_values import key, kind, order, wrong
from graph.cypher_walk import entities, expressions


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


_START = Table((), [(0, {})], [{}])


class Runner:
    """Runs one query."""

    def __init__(
        self,
        query: Query,
        parameters: Mapping[str, Any],
        ask: Ask,
        longest: Longest | None = None,
        look: Callable[[], object] = lambda: None,
    ) -> None:
        check(query, parameters)
        self._query = query
        self._look = look  # raises where the time is over
        self._find = Finder(query, parameters, ask, longest)
        self._reckon = Reckoner(query.text, parameters, self._find)

    def run(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return columns and rows; raises `CypherError`, and `Unsupported` for what cannot be run so either."""
        columns, table = self._queried(self._query, _START)
        values = [[row[name] for name in columns] for _, row in table.rows]
        whole = self._find.whole(thing for row in values for value in row for thing in things(value))
        return columns, [tuple(to_result(value, whole) for value in row) for row in values]

    def _queried(self, query: Query, table: Table) -> tuple[list[str], Table]:
        parts = [self._single(single, table) for single in query.singles]
        columns = parts[0][0]
        if any(names != columns for names, _ in parts):
            raise CypherError(f"UNION of different columns: {', '.join(columns)} and {', '.join(parts[-1][0])}")
        rows = [row for _, part in parts for row in part.rows]
        if len(set(query.unions)) > 1:
            raise Unsupported("UNION and UNION ALL in one query")
        if query.unions and not query.unions[0]:
            rows = first_of(rows, lambda each: (each[0], *(key(each[1][name]) for name in columns)))
        return columns, dataclasses.replace(parts[0][1], rows=rows)

    def _single(self, single: Single, table: Table) -> tuple[list[str], Table]:
        clauses = [part for clause in single.clauses for part in sorted_later(clause)]
        if not table.names and len(table.rows) == 1:
            clauses, table = self._begun(clauses, table)
        columns: list[str] = []
        for clause in clauses:
            self._look()
            columns, table = self._clause(clause, table)
        return columns, table

    def _begun(self, clauses: list[Clause], table: Table) -> tuple[list[Clause], Table]:
        """Ask the engine for as many of the first clauses as it can be asked at once."""
        many = 0
        while many < len(clauses) and _plain(clauses[many]):
            many += 1
        for number in range(many if isinstance(clauses[0], Match) else 0, 0, -1):
            try:
                if not self._find.reckons_alike(clauses[:number]):
                    continue
                asked = self._find.plan(clauses[:number])
            except Unsupported:
                continue
            rows = [(0, row) for row in self._find.rows(asked)]
            return clauses[number:], table.with_rows(rows, asked.names)
        return clauses, table

    def _clause(self, clause: Clause, table: Table) -> tuple[list[str], Table]:
        if isinstance(clause, Match):
            return [], self._match(clause, table)
        if isinstance(clause, Projection):
            return self._project(clause, table)
        if isinstance(clause, Unwind):
            return [], self._unwind(clause, table)
        if isinstance(clause, Subquery):
            return [], self._call(clause, table)
        raise Unsupported(f"{clause.word} beside what is reckoned row by row")

    def _unwind(self, clause: Unwind, table: Table) -> Table:
        table = self._with_patterns([clause.expression], table)
        rows = []
        for frame, row in table.rows:
            value = self._reckon.of(clause.expression, row)
            items = value if isinstance(value, list) else [] if value is None else [value]
            rows += [(frame, {**row, clause.variable: item}) for item in items]
        return table.with_rows(rows, [clause.variable])

    def _match(self, clause: Match, table: Table) -> Table:
        """Ask the engine for what a pattern matches from the nodes of each row, and keep what meets the conditions."""
        form = loosened(clause, frozenset(table.names), self._query.text)
        bound = [name for name in table.names if name in form.nodes]
        starts: dict[tuple[Any, ...], int] = {}
        labels: dict[str, set[str]] = {name: set() for name in bound}
        told: list[int | None] = []
        for _, row in table.rows:
            nodes = [row[name] for name in bound]
            for name, node in zip(bound, nodes, strict=True):
                if node is not None and (not isinstance(node, Thing) or node.ends is not None):
                    wrong(f"({name}) of a {kind(node)}", f"{name} is no node")
                labels[name] |= {node.label} if node is not None else set()
            missing = None in nodes
            told.append(
                None if missing else starts.setdefault(tuple(node.properties["id"] for node in nodes), len(starts))
            )
        more, found, kept = self._found(form, bound, labels, list(starts))
        pairs = [
            (frame, {**row, **match}, source)
            for source, ((frame, row), start) in enumerate(zip(table.rows, told, strict=True))
            for match in (found.get(start, ()) if start is not None else ())
        ]
        self._look()
        within = table.with_rows([(frame, row) for frame, row, _ in pairs], more)
        within = self._with_patterns(kept, within)
        met: dict[int, list[tuple[int, Row]]] = {}
        for (frame, row), (_, _, source) in zip(within.rows, pairs, strict=True):
            if all(self._reckon.condition(e, row) for e in kept):
                met.setdefault(source, []).append((frame, row))
        none = dict.fromkeys(more) if clause.optional else None
        rows = []
        for source, (frame, row) in enumerate(table.rows):
            rows += met.get(source) or ([(frame, {**row, **none})] if none is not None else [])
        return table.with_rows(rows, more)

    def _found(
        self, form: Loosened, bound: list[str], labels: Mapping[str, set[str]], starts: list[tuple[Any, ...]]
    ) -> tuple[list[str], dict[int, list[Row]], list[Expression]]:
        """Return the names that are new, what is matched by the number of each start, and the conditions that are left."""
        ids = [{"n": n, **{f"v{at}": one for at, one in enumerate(start)}} for n, start in enumerate(starts)]
        far = any(edge.hops or path.shortest for path in form.match.paths for edge in path.edges)
        kinds = {name: frozenset(labels[name] or label_names()) for name in bound}
        first = given(form.match, kinds, far and len(ids) <= ONE_BY_ONE) if bound else []
        sample = ids or [{"n": 0, **{f"v{at}": "" for at in range(len(bound))}}]
        kept = list(form.kept)
        pushed: list[Expression] = []
        without = [*bound, GIVEN]
        for e in form.conditions:
            try:
                self._find.plan([*first, dataclasses.replace(form.match, where=e)], without, sample)
                pushed.append(e)
            except CypherError:
                kept.append(e)
        asked = self._find.plan([*first, dataclasses.replace(form.match, where=joined(pushed))], without, sample)
        if not bound:
            return asked.names, ({0: self._find.rows(asked)} if starts else {}), kept
        return asked.names, (self._find.rows_of(asked, ids) if ids else {}), kept

    def _call(self, clause: Subquery, table: Table) -> Table:
        """Run a subquery for all rows, and give each row what it gives for it."""
        if clause.batches:
            raise Unsupported("CALL { } IN TRANSACTIONS")
        imports = table.names if clause.imports == ["*"] else tuple(clause.imports or ())
        importing = clause.imports is None and all(single.clauses[0].word == "WITH" for single in clause.query.singles)
        outer = [{name: row[name] for name in imports} for _, row in table.rows]
        begin = [dict(row) for _, row in table.rows] if importing else outer
        names = table.names if importing else imports
        if clause.imports is None and not importing and any(s.clauses[0].word == "WITH" for s in clause.query.singles):
            raise Unsupported("CALL { } with UNION where one part imports and one does not")
        if not names:  # it gives the same for every row
            columns, inner = self._queried(clause.query, _START)
            every = [row for _, row in inner.rows]
            found = dict.fromkeys(range(len(table.rows)), every)
        else:
            columns, inner = self._queried(clause.query, Table(names, list(enumerate(begin)), outer, imports))
            found = {}
            for frame, row in inner.rows:
                found.setdefault(frame, []).append(row)
        if not columns:
            raise Unsupported("CALL { } without RETURN")
        if clash := [name for name in columns if name in table.names]:
            raise CypherError(
                f"CALL {{ }} at {place(self._query.text, clause.start)} returns {clash[0]}, which is bound already"
            )
        none = [dict.fromkeys(columns)] if clause.optional else []
        rows = [
            (frame, {**row, **{name: each[name] for name in columns}})
            for number, (frame, row) in enumerate(table.rows)
            for each in found.get(number) or none
        ]
        return table.with_rows(rows, columns)

    def _with_patterns(self, asked: Sequence[Expression | None], table: Table) -> Table:
        """Return the table with the values of the subqueries and patterns in some expressions in each row."""
        wanted = {computed(e): e for each in asked for e in _outermost(each, frozenset())}
        for name, e in wanted.items():
            outer = [row for _, row in table.rows]
            values = self._subqueried(e, Table(table.names, list(enumerate(outer)), outer, table.names))
            rows = [(frame, {**row, name: value}) for (frame, row), value in zip(table.rows, values, strict=True)]
            table = table.with_rows(rows)
        return table

    def _subqueried(self, e: Expression, table: Table) -> list[Any]:
        if e.kind == "subquery":
            assert e.query is not None
            columns, inner = self._queried(e.query, table)
        else:
            assert e.pattern is not None
            condition, result = e.parts if e.kind == "pattern_comprehension" else (None, None)
            if e.pattern.shortest:
                raise Unsupported("a shortest path in an expression")
            inner, columns = self._match(Match("MATCH", e.start, False, [e.pattern], condition), table), []
            if result is not None:
                last = Projection("RETURN", e.start, items=[Item(result, "\0")])
                columns, inner = self._project(last, inner)
        found: list[list[Any]] = [[] for _ in table.rows]
        for frame, row in inner.rows:
            found[frame].append(row[columns[0]] if columns else True)
        word = {"pattern": "EXISTS", "pattern_comprehension": "COLLECT"}.get(e.kind, e.text)
        if word == "COLLECT" and len(columns) != 1:
            raise Unsupported("COLLECT { } that does not return one column")
        return found if word == "COLLECT" else [len(x) if word == "COUNT" else bool(x) for x in found]

    def _project(self, clause: Projection, table: Table) -> tuple[list[str], Table]:
        own = [name for name in table.names if name not in table.fixed]
        items = [Item(Expression("variable", clause.start, clause.start, name), name) for name in sorted(own)]
        items = [*(items if clause.star else []), *clause.items]
        names = [self._name(item, clause) for item in items]
        if twice := {name for name in names if names.count(name) > 1}:
            raise CypherError(f"{twice.pop()} is given twice at {place(self._query.text, clause.start)}: use AS")
        table = self._with_patterns([item.expression for item in items], table)
        if any(sums(item.expression) for item in items):
            made = self._grouped(items, names, table)
        else:
            made = [
                (frame, row, {name: self._reckon.of(i.expression, row) for name, i in zip(names, items, strict=True)})
                for frame, row in table.rows
            ]
        self._look()
        narrow = clause.distinct or any(sums(item.expression) for item in items)
        if clause.distinct:
            made = first_of(made, lambda each: (each[0], *(key(each[2][name]) for name in names)))
        made = self._sorted(clause, items, names, made, table, narrow)
        found = [(frame, {**(table.outer[frame]), **row}) for frame, _, row in made]
        found = self._cut(clause, found)
        kept = Table(tuple(dict.fromkeys([*table.fixed, *names])), found, table.outer, table.fixed)
        if clause.where is not None:
            kept = self._with_patterns([clause.where], kept)
            kept = kept.with_rows([(f, row) for f, row in kept.rows if self._reckon.condition(clause.where, row)])
        return (names if clause.word == "RETURN" else []), kept

    def _name(self, item: Item, clause: Projection) -> str:
        e = item.expression
        if item.alias is None and e.kind not in ("variable", "projection") and clause.word == "WITH":
            raise CypherError(
                f"an expression in WITH needs a name (at {place(self._query.text, e.start)}): write … AS name"
            )
        return item.alias or (e.text if e.kind in ("variable", "projection") else self._query.text[e.start : e.stop])

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
                f"a sum is reckoned with beside what is no column (at {place(self._query.text, e.start)}): "
                "name both with WITH first"
            )
        local = local | set(e.names) if e.kind in ("comprehension", "quantifier", "reduce") else local
        for part in e.parts:
            if part is not None:
                self._no_other(part, texts, local)

    def _said(self, e: Expression) -> str:
        return self._query.text[e.start : e.stop] or e.text

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
            if sums(e) or (narrow and not _free(e) <= known):
                raise Unsupported("ORDER BY what is not returned")
        rows = [
            (n, {**old, **new} if not narrow else {**table.outer[f], **new}) for n, (f, old, new) in enumerate(made)
        ]
        within = Table(tuple(dict.fromkeys([*table.names, *names])), rows, [row for _, row in rows])
        within = self._with_patterns([e for e, _ in wanted], within)
        found = list(zip(made, [row for _, row in within.rows], strict=True))
        for e, descending in reversed(wanted):
            keys = order([self._reckon.of(e, row) for _, row in found])
            pairs = sorted(zip(keys, range(len(found)), strict=True), key=lambda pair: pair[0], reverse=descending)
            found = [found[n] for _, n in pairs]
        return [row for row, _ in found]

    def _renamed(self, e: Expression, alias: Mapping[str, str], new: set[str]) -> Expression:
        """Return what rows are sorted by with the names of columns for what these are, unless it asks for a new name itself."""
        name = alias.get(self._said(e))
        if name is not None and not _free(e) & new:
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
        if _free(e):
            raise Unsupported(f"{word} of a variable")
        found = self._reckon.of(e, {})
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise CypherError(f"{word} takes a whole number, 0 or more (at {place(self._query.text, e.start)})")
        return found


def _plain(clause: Clause) -> bool:
    """Tell whether the engine may be asked for a clause and give its rows in whatever order."""
    if isinstance(clause, Match):
        return True
    return (
        isinstance(clause, Projection) and clause.word == "WITH" and not (clause.order or clause.skip or clause.limit)
    )


def _free(e: Expression) -> set[str]:
    return {x.text for x in expressions(e) if x.kind in ("variable", "projection")}


def _outermost(e: Expression | None, local: frozenset[str]) -> list[Expression]:
    """Return the subqueries and patterns of an expression that are in no other; raises where one is about a list's items."""
    if e is None:
        return []
    if e.kind in COMPUTED:
        if local & (_free(e) | set(entities(e))):
            raise Unsupported("a pattern about the items of a list")
        return [e]
    own = local | set(e.names) if e.kind in ("comprehension", "quantifier", "reduce") else local
    return [found for part in e.parts for found in _outermost(part, own)]
