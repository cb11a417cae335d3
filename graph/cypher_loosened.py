"""A MATCH taken apart: what the embedded engine can be asked of its patterns, and the conditions that other values of a row decide."""

import dataclasses
from collections.abc import Iterator
from typing import TypeVar

from graph.cypher_tokens import CypherError, Unsupported, place
from graph.cypher_tree import Clause, EdgePattern, Expression, Match, NodePattern, Projection, ungrouped
from graph.cypher_walk import entities, expressions

P = TypeVar("P", NodePattern, EdgePattern)


@dataclasses.dataclass(frozen=True, slots=True)
class Loosened:
    """The patterns without conditions; those that are about them alone, and those that are about more; the names of nodes."""

    match: Match
    nodes: frozenset[str]
    conditions: list[Expression]
    kept: list[Expression]


def loosened(clause: Match, outer: frozenset[str], text: str) -> Loosened:
    """Take a MATCH apart; `outer` are the names that are bound before it."""
    nodes = frozenset(n.variable for path in clause.paths for n in path.nodes if n.variable)
    edges = frozenset(e.variable for path in clause.paths for e in path.edges if e.variable)
    walks = frozenset(path.variable for path in clause.paths if path.variable)
    if again := (edges | walks) & outer:
        raise Unsupported(f"{min(again)} a second time (at {place(text, clause.start)}): give it a name of its own")
    others = outer - nodes
    moved: list[Expression] = []
    count = 0

    def taken(part: P) -> P:
        """Return a part of a pattern without what other values of the row decide."""
        nonlocal count
        inner = list(conjuncts(part.where))
        props = part.properties
        if props is not None and props.kind != "map":
            raise Unsupported("a parameter as a pattern's properties")
        pairs = list(zip(props.names, props.parts, strict=True)) if props else []
        outside = [(name, value) for name, value in pairs if value is not None and _asks(value, others)]
        later = [e for e in inner if _asks(e, others)]
        if not outside and not later:
            return part
        if isinstance(part, EdgePattern) and part.hops:
            raise Unsupported("a condition inside a path of variable length")
        variable = part.variable or f"_part{clause.start}_{count}"
        count += 1
        base = Expression("variable", part.start, part.start, variable)
        for name, value in outside:
            key = Expression("property", part.start, part.start, name, (base,))
            moved.append(Expression("compare", value.start, value.stop, "", (key, value), ("=",)))
        moved.extend(later)
        left = [(name, value) for name, value in pairs if (name, value) not in outside]
        held = None
        if left and props is not None:
            held = dataclasses.replace(props, names=tuple(n for n, _ in left), parts=tuple(v for _, v in left))
        rest = joined([e for e in inner if e not in later])
        return dataclasses.replace(part, variable=variable, properties=held, where=rest)

    paths = [
        dataclasses.replace(path, nodes=list(map(taken, path.nodes)), edges=list(map(taken, path.edges)))
        for path in clause.paths
    ]
    all_of = [*moved, *conjuncts(clause.where)]
    if any(path.shortest for path in clause.paths):
        own = {v for p in clause.paths if p.shortest for v in (p.variable, *(e.variable for e in p.edges)) if v}
        if any(own & named(e) for e in all_of):
            raise Unsupported("a condition on a shortest path")
    for name in walks & nodes | walks & edges:
        raise CypherError(f"{name} is bound twice at {place(text, clause.start)}")
    plain = dataclasses.replace(clause, optional=False, paths=paths, where=None)
    kept = [e for e in all_of if _asks(e, others)]
    return Loosened(plain, nodes, [e for e in all_of if e not in kept], kept)


def sorted_later(clause: Clause) -> list[Clause]:
    """Return a WITH that sorts by what it names as one that names it and one that sorts: the engine may be asked for the first."""
    if not isinstance(clause, Projection) or clause.word != "WITH" or not clause.order or clause.star:
        return [clause]
    made = {item.alias or item.expression.text for item in clause.items}
    if not all(e.kind == "variable" and e.text in made for e, _ in clause.order):
        return [clause]
    first = dataclasses.replace(clause, order=[], skip=None, limit=None, where=None)
    return [first, dataclasses.replace(clause, star=True, distinct=False, items=[])]


def joined(parts: list[Expression]) -> Expression | None:
    """Return conditions that all have to hold as one; None for none."""
    made: Expression | None = None
    for part in parts:
        made = part if made is None else Expression("binary", part.start, part.stop, "AND", (made, part))
    return made


def conjuncts(e: Expression | None) -> Iterator[Expression]:
    """Yield the conditions that AND joins."""
    e = ungrouped(e)
    if e is None:
        return
    if e.kind == "binary" and e.text == "AND":
        for part in e.parts:
            yield from conjuncts(part)
    else:
        yield e


def named(e: Expression) -> set[str]:
    """Return the variables that an expression names, and those that its patterns bind."""
    return {x.text for x in expressions(e) if x.kind in ("variable", "projection")} | set(entities(e))


def _asks(e: Expression, names: frozenset[str]) -> bool:
    return bool(names & named(e))
