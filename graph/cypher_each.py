"""`CALL { … ORDER BY … LIMIT … }` behind a MATCH: the embedded engine gives all rows, and those of each row outside are cut here."""

import dataclasses
from collections.abc import Hashable, Sequence
from typing import Any

from graph.cypher_functions import AGGREGATES
from graph.cypher_tokens import Unsupported
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
)
from graph.cypher_walk import expressions

Keys = tuple[tuple[int, bool], ...]  # places of columns, and whether descending


@dataclasses.dataclass(frozen=True, slots=True)
class Each:
    """The query without the cut, and the places of its columns: what is returned, what tells rows outside apart, sorting."""

    query: Query
    columns: int
    groups: tuple[int, ...]
    inner: Keys
    outer: Keys
    cut: Projection  # the RETURN inside, with its SKIP and LIMIT
    last: Projection


@dataclasses.dataclass(frozen=True, slots=True)
class Rows:
    """Clauses, what tells the rows that they give apart, and the names that are bound behind them."""

    clauses: list[Clause]
    told: list[Item]
    names: list[str]


def each(query: Query) -> Each | None:
    """Return how a query of this form is asked; None for one of another form.

    That is `MATCH … [WITH sums …] CALL { … RETURN … ORDER BY … LIMIT … } RETURN …`, with neither sums nor DISTINCT in either
    RETURN, so that a row outside is told by what its MATCH found, or by what its sums are of.
    """
    clauses = query.singles[0].clauses
    if len(query.singles) > 1 or len(clauses) < 3:
        return None
    *outside, call, last = clauses
    if not isinstance(call, Subquery) or call.batches or call.optional or len(call.query.singles) > 1:
        return None
    *inside, cut = call.query.singles[0].clauses
    if not (isinstance(last, Projection) and isinstance(cut, Projection) and _plain(last) and _plain(cut)):
        return None
    rows = told(outside)
    if rows is None or not (cut.order or cut.limit or cut.skip):
        return None
    items, keys = list(cut.items), []
    returned = {item.alias or query.text[item.expression.start : item.expression.stop] for item in items}
    made = {item.alias for item in items if item.alias and item.expression.text != item.alias}
    for number, (e, _) in enumerate(cut.order):
        if e.kind != "variable" or e.text not in returned:
            if mentions(e, made):
                return None
            items.append(Item(e, f"_key{number}"))
            e = Expression("variable", e.start, e.start, f"_key{number}")
        keys.append(Item(e, f"_each{number}"))
    known = {item.alias: item.expression for item in last.items if item.alias}
    made = {name for name, e in known.items() if e.text != name}
    order = [Item(known.get(e.text, e), f"_order{number}") for number, (e, _) in enumerate(last.order)]
    if any(e.text not in known and mentions(e, made) for e, _ in last.order):
        return None
    inner = dataclasses.replace(cut, items=items, order=[], skip=None, limit=None)
    again = dataclasses.replace(call, query=Query(query.text, [Single([*inside, inner])]))
    given = [*last.items, *rows.told, *keys, *order]
    whole = dataclasses.replace(last, items=given, order=[], skip=None, limit=None)
    first = len(last.items) + len(rows.told)
    return Each(
        dataclasses.replace(query, singles=[Single([*rows.clauses, again, whole])]),
        len(last.items),
        tuple(range(len(last.items), first)),
        places(first, cut),
        places(first + len(keys), last),
        cut,
        last,
    )


def places(first: int, clause: Projection) -> Keys:
    """Return the places of what a clause sorts by, where its keys stand one after the other from the first on."""
    return tuple((first + number, descending) for number, (_, descending) in enumerate(clause.order))


def grouped(rows: Sequence[tuple[Any, ...]], places: Sequence[int]) -> list[list[tuple[Any, ...]]]:
    """Return the rows by those outside, in the order in which these come; raises `CypherError` where they cannot be told apart."""
    found: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        told = tuple(row[place] for place in places)
        if not all(isinstance(value, Hashable) for value in told):
            raise Unsupported(
                "CALL { } that sorts or cuts behind WITH of lists or maps: group by nodes, texts or numbers"
            )
        found.setdefault(told, []).append(row)
    return list(found.values())


def _plain(clause: Projection) -> bool:
    """Tell whether a RETURN gives a row for each that it gets."""
    sums = any(map(sums_up, [*(item.expression for item in clause.items), *(e for e, _ in clause.order)]))
    return clause.word == "RETURN" and not (clause.distinct or clause.star or sums)


def told(clauses: Sequence[Clause]) -> Rows | None:
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
            if not (clause.distinct or any(sums_up(item.expression) for item in clause.items)):
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


def mentions(e: Expression, names: set[str]) -> bool:
    """Tell whether an expression asks for one of these variables."""
    return any(x.kind in ("variable", "projection") and x.text in names for x in expressions(e))


def sums_up(e: Expression) -> bool:
    """Tell whether an expression is made of many rows."""
    return any(x.kind == "star" or (x.kind == "call" and x.text.lower() in AGGREGATES) for x in expressions(e))
