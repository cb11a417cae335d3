"""Walking the tree of a query."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from graph.cypher_tree import Clause, EdgePattern, Expression, NodePattern, Path, Query


def expressions(tree: Any) -> Iterator[Expression]:
    """Yield an expression and all within it; of a query all of its clauses'."""
    if isinstance(tree, Expression):
        yield tree
    yield from (found for part in parts(tree) for found in expressions(part))


def clauses(tree: Any) -> Iterator[Clause]:
    """Yield every clause of a query, those of subqueries and of FOREACH too."""
    if isinstance(tree, Clause):
        yield tree
    yield from (found for part in parts(tree) for found in clauses(part))


def entities(tree: Any) -> Iterator[str]:
    """Yield the variables that patterns bind to nodes and relationships."""
    if isinstance(tree, NodePattern | EdgePattern) and tree.variable:
        yield tree.variable
    yield from (found for part in parts(tree) for found in entities(part))


def elements(path: Path) -> Iterator[NodePattern | EdgePattern]:
    """Yield the nodes and relationships of a path, and those of what it repeats."""
    yield from path.nodes
    for edge in path.edges:
        yield edge
        if edge.inner is not None:
            yield from elements(edge.inner)


def parts(tree: Any) -> Iterator[Any]:
    """Yield what a part of a tree is made of."""
    if isinstance(tree, list | tuple):
        yield from tree
    elif dataclasses.is_dataclass(tree) and not isinstance(tree, type):
        yield from (getattr(tree, field.name) for field in dataclasses.fields(tree))


def writes(query: Query) -> Clause | None:
    """Return the first clause that changes the graph."""
    words = ("CREATE", "MERGE", "SET", "REMOVE", "DELETE", "FOREACH")
    return next((c for c in clauses(query) if c.word in words or getattr(c, "batches", False)), None)


def inside(e: Expression, name: str) -> Iterator[str]:
    """Yield what an expression asks of a variable: a property's name, `_label`, or nothing where it is used as it is."""
    key = _asked(e, name)
    if key is not None:
        yield key
    elif e.kind in ("variable", "projection", "labels") and e.text == name:
        yield "" if e.kind == "variable" else "*"
    else:
        for part in (*e.parts, e.query, e.pattern):
            if isinstance(part, Expression):
                yield from inside(part, name)
            elif part is not None and any(x.text == name for x in expressions(part)):
                yield "*"


def _asked(e: Expression, name: str) -> str | None:
    base = e.parts[0] if e.parts else None
    if base is None or base.kind != "variable" or base.text != name:
        return None
    if e.kind == "property":
        return e.text
    if e.kind == "call" and e.text.lower() == "type":
        return "_label"
    if e.kind in ("labels", "index", "projection") or (e.kind == "call" and e.text.lower() in _OF_NODES):
        return "*"  # cannot be asked of a whole list
    return None


_OF_NODES = (
    "labels",
    "id",
    "elementid",
    "startnode",
    "endnode",
    "properties",
    "keys",
    "nodes",
    "relationships",
    "length",
)


def replaced(e: Expression, name: str) -> Expression:
    """Return the expression with the variable itself where something is asked of it."""
    if _asked(e, name) is not None:
        return dataclasses.replace(e, kind="variable", text=name, parts=())
    return dataclasses.replace(e, parts=tuple(part and replaced(part, name) for part in e.parts))
