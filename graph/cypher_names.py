"""The names of a query, checked before any of it runs: variables, labels, types, properties, parameters and functions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.cypher_procedures import columns
from graph.cypher_reckon import DATES
from graph.cypher_reckon_calls import CALLS, NEEDS_ROW
from graph.cypher_scope import not_given, properties, selected, unknown
from graph.cypher_spans import PARTS
from graph.cypher_sums import SUMS
from graph.cypher_tokens import CypherError, Unsupported, place
from graph.cypher_tree import (
    Clause,
    Expression,
    Match,
    NodePattern,
    Path,
    Procedure,
    Projection,
    Query,
    Subquery,
    Unwind,
)
from graph.cypher_walk import elements, expressions

Names = frozenset[str]


def check(query: Query, parameters: Mapping[str, Any]) -> None:
    """Raise `CypherError` for a name that is not there, `Unsupported` for a function that is not known here."""
    for single in query.singles:
        last = single.clauses[-1]
        if last.word in ("MATCH", "UNWIND", "WITH") or isinstance(last, Subquery):
            raise CypherError(f"the query ends with {last.word} at {place(query.text, last.start)}: it needs a RETURN")
    _Checker(query, parameters).query(query, frozenset())


class _Checker:
    def __init__(self, query: Query, parameters: Mapping[str, Any]) -> None:
        self.text = query.text
        self.parameters = parameters
        self.alone = [len(single.clauses) for single in query.singles] == [1]
        maps = {name for e in expressions(query) if e.kind in ("map", "projection") for name in e.names}
        self.keys = {*properties(None, False), *properties(None, True), *maps, *_keys(parameters), *DATES, *PARTS}

    def query(self, query: Query, scope: Names) -> Names:
        """Check a query within a scope and return what it returns."""
        found: Names = frozenset()
        for single in query.singles:
            inner, found = scope, frozenset()
            for clause in single.clauses:
                inner, found = self._clause(clause, inner, scope)
        return found

    def _clause(self, clause: Clause, scope: Names, outer: Names) -> tuple[Names, Names]:
        if isinstance(clause, Match):
            scope = self._paths(clause.paths, scope)
            self._all([clause.where], scope, matched=True)
        elif isinstance(clause, Unwind):
            self._all([clause.expression], scope)
            scope |= {clause.variable}
        elif isinstance(clause, Projection):
            return self._projected(clause, scope, outer)
        elif isinstance(clause, Subquery):
            inner = frozenset(n for n in clause.imports or () if n != "*")
            for name in inner - scope:
                raise unknown("variable", name, scope, self.text, clause.start)
            importing = clause.imports == ["*"] or any(s.clauses[0].word == "WITH" for s in clause.query.singles)
            scope |= self.query(clause.query, scope if importing else inner)
        elif isinstance(clause, Procedure):
            scope |= {name for _, name in columns(clause, self.text, self.alone)}
            self._all([clause.where], scope)
        else:
            raise Unsupported(clause.word)
        return scope, frozenset()

    def _projected(self, clause: Projection, scope: Names, outer: Names) -> tuple[Names, Names]:
        if clause.star and not scope - outer:
            raise CypherError(f"{clause.word} * at {place(self.text, clause.start)}: nothing is bound")
        made = {
            i.alias or (i.expression.text if i.expression.kind in ("variable", "projection") else "\0")
            for i in clause.items
        }
        after = frozenset(made) | (scope if clause.star else frozenset()) | outer
        self._all([item.expression for item in clause.items], scope)
        self._all([e for e, _ in clause.order], scope | after)
        self._all([clause.skip, clause.limit], frozenset())
        self._all([clause.where], after)
        return after, after

    def _paths(self, paths: Iterable[Path], scope: Names) -> Names:
        found = list(paths)
        parts = [part for path in found for part in elements(path)]
        names = [part.variable for part in parts] + [name for path in found for name in (path.variable, path.inner)]
        scope |= {name for name in names if name}
        for part in parts:
            if isinstance(part, NodePattern):
                selected(part.labels, False, self.text)
            else:
                selected(part.types, True, self.text)
            self._all([part.properties, part.where], scope, matched=True)
        self._all([path.where for path in found], scope, matched=True)
        return scope

    def _all(self, found: Iterable[Expression | None], scope: Names, matched: bool = False) -> None:
        for e in found:
            if e is not None:
                self._one(e, scope, matched)

    def _one(self, e: Expression, scope: Names, matched: bool) -> None:
        if e.kind in ("variable", "projection") and e.text not in scope:
            raise unknown("variable", e.text, scope, self.text, e.start)
        if e.kind == "parameter" and e.text not in self.parameters:
            raise not_given(e.text, self.text, e.start)
        if e.kind == "property" and e.text not in self.keys:
            raise unknown("property", e.text, {k for k in self.keys if not k.startswith("_")}, self.text, e.start)
        if e.kind == "call" and not matched and e.text.lower() not in (*CALLS, *NEEDS_ROW, *SUMS):
            raise Unsupported(f"the function {e.text}()")
        if e.query is not None:
            self.query(e.query, scope)
        inner = self._paths([e.pattern], scope) if e.pattern is not None else scope
        local = inner | set(e.names) if e.kind in ("comprehension", "quantifier", "reduce") else inner
        first = {"comprehension": 1, "quantifier": 1, "reduce": 2}.get(e.kind, 0)
        self._all(e.parts[:first], inner, matched)
        self._all(e.parts[first:], local, matched)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (key for key in value if isinstance(key, str))
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    yield from (key for item in inner for key in _keys(item))
