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
from graph.cypher_procedures import columns, values
from graph.cypher_projected import Projecting, Table, free, held
from graph.cypher_reckon import COMPUTED, Reckoner, computed, itemised
from graph.cypher_scope import label_names
from graph.cypher_sums import first_of
from graph.cypher_things import Thing, things, to_result
from graph.cypher_tokens import CypherError, Unsupported, place
from graph.cypher_tree import (
    Clause,
    Expression,
    Item,
    Match,
    Path,
    Procedure,
    Projection,
    Query,
    Single,
    Subquery,
    Unwind,
)
from graph.cypher_values import key, kind, wrong
from graph.cypher_walk import entities, expressions
from graph.cypher_walked import Walker, may_be_none

_START = Table((), [(0, {})], [{}])


class Runner(Projecting):
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
        self._find = Finder(query, parameters, ask, longest)
        super().__init__(query.text, Reckoner(query.text, parameters, self._find, look), look)

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
                rows = [(0, row) for row in self._find.rows(asked)]
            except Unsupported:
                continue
            return clauses[number:], table.with_rows(rows, asked.names)
        return clauses, table

    def _clause(self, clause: Clause, table: Table) -> tuple[list[str], Table]:
        if isinstance(clause, Match):
            return [], self._match(clause, table)
        if isinstance(clause, Projection):
            return self.project(clause, table)
        if isinstance(clause, Unwind):
            return [], self._unwind(clause, table)
        if isinstance(clause, Subquery):
            return [], self._call(clause, table)
        if isinstance(clause, Procedure):
            return self._told(clause, table)
        raise Unsupported(f"{clause.word} beside what is reckoned row by row")

    def _told(self, clause: Procedure, table: Table) -> tuple[list[str], Table]:
        """Return what a procedure gives beside each row."""
        given = columns(clause, self._text, alone=True)
        names = [name for _, name in given]
        found = [dict.fromkeys(names, value) for value in values(clause, self._find.ask)]
        told = table.with_rows(held(((f, {**row, **one}) for f, row in table.rows for one in found), self._look), names)
        if clause.where is not None:
            told = self.with_patterns([clause.where], told)
            told = told.with_rows([(f, row) for f, row in told.rows if self._reckon.condition(clause.where, row)])
        return names, told

    def _unwind(self, clause: Unwind, table: Table) -> Table:
        table = self.with_patterns([clause.expression], table)
        rows = (
            (frame, {**row, clause.variable: item})
            for frame, row in table.rows
            for item in _listed(self._reckon.of(clause.expression, row))
        )
        return table.with_rows(held(rows, self._look), [clause.variable])

    def _match(self, clause: Match, table: Table) -> Table:
        """Return what a pattern matches for each row: the engine is asked for it, or its paths are walked here."""
        try:
            return self._asked(clause, table)
        except Unsupported as error:
            refused = error
        try:
            return self._walked(clause, table)
        except Unsupported as error:
            raise (error if "cannot run on the embedded store" in str(error) else refused) from error

    def _asked(self, clause: Match, table: Table) -> Table:
        """Ask the engine for what a pattern matches from the nodes of each row, and keep what meets the conditions."""
        form = loosened(clause, frozenset(table.names), self._text)
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
        matched = (
            (frame, {**row, **match}, source)
            for source, ((frame, row), start) in enumerate(zip(table.rows, told, strict=True))
            for match in (found.get(start, ()) if start is not None else ())
        )
        return self._kept(clause, table, more, matched, kept)

    def _walked(self, clause: Match, table: Table) -> Table:
        walker = Walker(self._text, clause, table.names, self._find, self._reckon, self._look)
        matched = (
            (frame, {**row, **match}, source)
            for source, (frame, row) in enumerate(table.rows)
            for match in walker.found(row)
        )
        return self._kept(clause, table, walker.plan.names, matched, walker.plan.kept)

    def _kept(
        self,
        clause: Match,
        table: Table,
        more: list[str],
        matched: Iterable[tuple[int, Row, int]],
        kept: list[Expression],
    ) -> Table:
        """Return the matched rows, each with its frame and the number of its row before, that meet the conditions."""
        pairs = held(matched, self._look)
        within = table.with_rows([(frame, row) for frame, row, _ in pairs], more)
        within = self.with_patterns(kept, within)
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
                f"CALL {{ }} at {place(self._text, clause.start)} returns {clash[0]}, which is bound already"
            )
        none = [dict.fromkeys(columns)] if clause.optional else []
        rows = (
            (frame, {**row, **{name: each[name] for name in columns}})
            for number, (frame, row) in enumerate(table.rows)
            for each in found.get(number) or none
        )
        return table.with_rows(held(rows, self._look), columns)

    def with_patterns(self, asked: Sequence[Expression | None], table: Table) -> Table:
        """Return the table with the values of the subqueries and patterns in some expressions in each row."""
        wanted = {(e.kind, e.start): e for each in asked for e in _outermost(each, frozenset())}
        for e in wanted.values():
            if e.kind not in COMPUTED:
                table = self._with_items(e, table)
                continue
            name = computed(e)
            outer = [row for _, row in table.rows]
            values = self._subqueried(e, Table(table.names, list(enumerate(outer)), outer, table.names))
            rows = [(frame, {**row, name: value}) for (frame, row), value in zip(table.rows, values, strict=True)]
            table = table.with_rows(rows)
        return table

    def _with_items(self, e: Expression, table: Table) -> Table:
        """Return the table with the values of patterns about the items of the list that an expression goes through."""
        told = (
            (number, {**row, e.names[0]: item})
            for number, (_, row) in enumerate(table.rows)
            for item in self._reckon.items(e.parts[0], row) or ()
        )
        items = held(told, self._look)
        within = self.with_patterns(e.parts[1:], Table((*table.names, e.names[0]), items, [], table.fixed))
        found: dict[int, list[Row]] = {}
        for number, row in within.rows:
            found.setdefault(number, []).append({name: value for name, value in row.items() if name.startswith("\0")})
        return table.with_rows(
            [(frame, {**row, itemised(e): found.get(number, [])}) for number, (frame, row) in enumerate(table.rows)]
        )

    def _subqueried(self, e: Expression, table: Table) -> list[Any]:
        if e.kind == "subquery":
            assert e.query is not None
            columns, inner = self._queried(e.query, table)
        else:
            assert e.pattern is not None
            if e.pattern.shortest:
                return self._shortest(e, e.pattern, table)
            condition, result = e.parts if e.kind == "pattern_comprehension" else (None, None)
            inner, columns = self._match(Match("MATCH", e.start, False, [e.pattern], condition), table), []
            if result is not None:
                last = Projection("RETURN", e.start, items=[Item(result, "\0")])
                columns, inner = self.project(last, inner)
        found: list[list[Any]] = [[] for _ in table.rows]
        for frame, row in inner.rows:
            found[frame].append(row[columns[0]] if columns else True)
        word = {"pattern": "EXISTS", "pattern_comprehension": "COLLECT"}.get(e.kind, e.text)
        if word == "COLLECT" and len(columns) != 1:
            raise Unsupported("COLLECT { } that does not return one column")
        return found if word == "COLLECT" else [len(x) if word == "COUNT" else bool(x) for x in found]

    def _shortest(self, e: Expression, path: Path, table: Table) -> list[Any]:
        """Return the value of `shortestPath()` or `allShortestPaths()` for each row: a path or null, or a list of them."""
        if e.kind != "pattern" or any(node.variable not in table.names for node in (path.nodes[0], path.nodes[-1])):
            raise CypherError(
                f"a shortest path in an expression at {place(self._text, e.start)} is between nodes that are bound: MATCH them first"
            )
        named = dataclasses.replace(path, variable="\0path")
        walker = Walker(
            self._text, Match("MATCH", e.start, False, [named]), table.names, self._find, self._reckon, self._look
        )
        values: list[Any] = []
        for _, row in table.rows:
            ends = [row[str(node.variable)] for node in (path.nodes[0], path.nodes[-1])]
            if ends[0] is not None and ends[0] == ends[1] and not may_be_none(path):
                raise CypherError(
                    f"shortestPath() of a node to itself at {place(self._text, e.start)}, which Neo4j refuses too: "
                    "write WHERE a <> b before"
                )
            found = [met["\0path"] for met in walker.found(row)]
            values.append(found if path.shortest == "all" else next(iter(found), None))
        return values


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _plain(clause: Clause) -> bool:
    """Tell whether the engine may be asked for a clause and give its rows in whatever order."""
    if isinstance(clause, Match):
        return True
    return (
        isinstance(clause, Projection) and clause.word == "WITH" and not (clause.order or clause.skip or clause.limit)
    )


def _outermost(e: Expression | None, local: frozenset[str]) -> list[Expression]:
    """Return the subqueries and patterns of an expression that are in no other, and what goes through a list with such of its
    items; raises where one is about what else is local."""
    if e is None:
        return []
    if e.kind in COMPUTED:
        if local & (free(e) | set(entities(e))):
            raise Unsupported("a pattern about the items of a list")
        return [e]
    if e.kind in ("comprehension", "quantifier") and _asks_items(e):
        if local & free(e):
            raise Unsupported("a pattern about the items of a list")
        return [*_outermost(e.parts[0], local), e]
    own = local | set(e.names) if e.kind in ("comprehension", "quantifier", "reduce") else local
    return [found for part in e.parts for found in _outermost(part, own)]


def _asks_items(e: Expression) -> bool:
    """Tell whether a pattern or subquery within is about the items of the list that an expression goes through."""
    inner = (x for part in e.parts[1:] if part is not None for x in expressions(part) if x.kind in COMPUTED)
    return any(e.names[0] in free(x) | set(entities(x)) for x in inner)
