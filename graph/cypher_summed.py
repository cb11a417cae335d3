"""`CALL { MATCH … RETURN sum(…) AS … }` behind a MATCH, said as OPTIONAL MATCH … WITH …, where that gives the same rows."""

import dataclasses
from collections.abc import Sequence

from graph.cypher_functions import AGGREGATES
from graph.cypher_sums import sums
from graph.cypher_tree import (
    Clause,
    EdgePattern,
    Expression,
    Item,
    Match,
    NodePattern,
    Projection,
    Query,
    Single,
    Subquery,
    ungrouped,
)

_OF_NULL = ("+", "-", "*", "/")  # null where one side is null


@dataclasses.dataclass(frozen=True, slots=True)
class Rows:
    """Clauses, what tells the rows that they give apart, and the names that are bound behind them."""

    clauses: list[Clause]
    told: list[Item]
    names: list[str]


def summed(query: Query) -> Query:
    """Return the query with every subquery that only sums said in line, and with the others as they are.

    A row outside stays one row: it is grouped by all that is bound, every part of its patterns with a name. Where nothing is
    found inside, sums are of null alone, and so what they are of nothing.
    """
    if not any(isinstance(clause, Subquery) for single in query.singles for clause in single.clauses):
        return query
    return dataclasses.replace(query, singles=[Single(_in_line(single.clauses)) for single in query.singles])


def _in_line(clauses: Sequence[Clause]) -> list[Clause]:
    made: list[Clause] = []
    for clause in clauses:
        again = _said(clause, made) if isinstance(clause, Subquery) else None
        made = again or [*made, clause]
    return made


def _said(call: Subquery, before: Sequence[Clause]) -> list[Clause] | None:
    if call.batches or call.optional or len(call.query.singles) > 1:
        return None
    inside = list(call.query.singles[0].clauses)
    if call.imports is None and inside and inside[0].word == "WITH":
        del inside[0]
    if len(inside) != 2 or not isinstance(inside[0], Match) or not isinstance(inside[1], Projection):
        return None
    match, last = inside
    rows = _told(before)
    if rows is None or not isinstance(match, Match) or not isinstance(last, Projection) or not _only_sums(last):
        return None
    if match.optional or any(path.shortest or path.variable for path in match.paths):
        return None
    variables = [e.variable for path in match.paths for e in path.edges]
    variables += [node.variable for path in match.paths for node in path.nodes]
    new = {name for name in variables if name} - set(rows.names)
    items = [Item(_counting(item.expression, new), item.alias) for item in last.items]
    if any(edge.hops for path in match.paths for edge in path.edges) or not all(
        _null_of(i.expression, new) for i in items
    ):
        return None
    kept = [Item(Expression("variable", call.start, call.start, name)) for name in rows.names]
    inner = dataclasses.replace(match, optional=True)
    return [*rows.clauses, inner, Projection("WITH", last.start, items=[*kept, *items])]


def _only_sums(last: Projection) -> bool:
    """Tell whether a RETURN gives sums under names, of all rows, and more than one count, which has a way of its own."""
    plain = not (last.distinct or last.star or last.order or last.skip or last.limit)
    e = last.items[0].expression if len(last.items) == 1 else None
    counts = e is not None and (e.kind == "star" or (e.kind == "call" and e.text.lower() == "count" and not e.distinct))
    return plain and not counts and all(item.alias and sums(item.expression) for item in last.items)


def _counting(e: Expression, new: set[str]) -> Expression:
    """Return count(*) as the count of something that is matched inside."""
    if e.kind == "star" and new:
        name = Expression("variable", e.start, e.start, min(new))
        return dataclasses.replace(e, kind="call", text="count", parts=(name,))
    return dataclasses.replace(e, parts=tuple(part and _counting(part, new) for part in e.parts))


def _null_of(e: Expression | None, new: set[str], within: bool = False) -> bool:
    """Tell whether an expression is made of sums, and each of these of what is null where nothing is found inside."""
    e = ungrouped(e)
    if e is None or e.kind == "literal":
        return e is not None and not within
    if e.kind == "call" and e.text.lower() in AGGREGATES and not within:
        return len(e.parts) == 1 and _null_of(e.parts[0], new, True)
    if e.kind == "binary" and e.text in _OF_NULL:
        if within:
            return any(_null_of(part, new, True) for part in e.parts)
        return all(_null_of(part, new) for part in e.parts)
    return within and (
        (e.kind == "variable" and e.text in new) or (e.kind == "property" and _null_of(e.parts[0], new, True))
    )


def _told(clauses: Sequence[Clause]) -> Rows | None:
    """Return clauses with a name for every part of their patterns, and what tells the rows that they give apart; None if not."""
    found: list[Clause] = []
    names: dict[str, bool] = {}  # with whether it is a node or relationship
    loose = False  # an OPTIONAL MATCH, until its rows are summed
    for clause in clauses:
        if isinstance(clause, Match) and clause.optional:
            found.append(clause)
            loose = True
        elif isinstance(clause, Match):
            named = _named(clause, len(found))
            if named is None:
                return None
            found.append(named[0])
            names |= {name: True for name in named[1] if name not in names}
        elif isinstance(clause, Projection) and clause.word == "WITH" and not clause.star:
            if not (clause.distinct or any(sums(item.expression) for item in clause.items)):
                return None
            found.append(clause)
            loose = False
            given = {item.alias or item.expression.text: item.expression for item in clause.items}
            names = {name: e.kind == "variable" and names.get(e.text, False) for name, e in given.items()}
        else:
            return None
    start = clauses[0].start if clauses else 0
    each_row = [
        _identity(name, start) if thing else Item(_variable(name, start), f"_of {name}")
        for name, thing in names.items()
    ]
    return Rows(found, each_row, list(names)) if names and not loose else None


def _named(clause: Match, number: int) -> tuple[Match, list[str]] | None:
    if any(path.shortest or path.variable for path in clause.paths):
        return None
    names: list[str] = []

    def name(part: NodePattern | EdgePattern) -> str:
        names.append(part.variable or f"_part{number}_{len(names)}")
        return names[-1]

    paths = []
    for path in clause.paths:
        if any(edge.hops for edge in path.edges):
            return None
        nodes = [dataclasses.replace(node, variable=name(node)) for node in path.nodes]
        edges = [dataclasses.replace(edge, variable=name(edge)) for edge in path.edges]
        paths.append(dataclasses.replace(path, nodes=nodes, edges=edges))
    return dataclasses.replace(clause, paths=paths), list(dict.fromkeys(names))


def _identity(name: str, start: int) -> Item:
    return Item(Expression("call", start, start, "elementId", (_variable(name, start),)), f"_id {name}")


def _variable(name: str, start: int) -> Expression:
    return Expression("variable", start, start, name)
