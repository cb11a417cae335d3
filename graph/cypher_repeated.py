"""Paths that are repeated, `((x)-[:PART_OF]->(y)){1,3}`, said as a relationship of variable length where that means the same."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.cypher_tree import EdgePattern, Expression, NodePattern, Path, Projection, Query, Subquery
from graph.cypher_walk import clauses, parts


def simplified(query: Query) -> Query:
    """Change a query that was just read: a repeated relationship is one of variable length where nothing asks of its nodes."""
    found = [path for path in _paths(query) if any(edge.inner for edge in path.edges)]
    if found:
        used = Counter(_names(query))
        starred = any(isinstance(clause, Projection) and clause.star for clause in clauses(query))
        for path in found:
            path.edges = [_simpler(edge, used, starred) for edge in path.edges]
    return query


def _simpler(edge: EdgePattern, used: Counter[str], starred: bool) -> EdgePattern:
    inner = edge.inner
    if inner is None or edge.where is not None or len(inner.edges) != 1:
        return edge
    plain = all(not (node.labels or node.properties or node.where) for node in inner.nodes)
    names = [node.variable for node in inner.nodes if node.variable]
    if not plain or any(starred or used[name] > 1 for name in names):
        return edge
    only = inner.edges[0]
    return dataclasses.replace(only, start=edge.start, hops=edge.hops)


def _paths(tree: Any) -> Iterator[Path]:
    if isinstance(tree, Path):
        yield tree
    yield from (found for part in parts(tree) for found in _paths(part))


def _names(tree: Any) -> Iterator[str]:
    """Yield each place where a variable is named."""
    if isinstance(tree, NodePattern | EdgePattern) and tree.variable:
        yield tree.variable
    if isinstance(tree, Expression) and tree.kind in ("variable", "projection"):
        yield tree.text
    if isinstance(tree, Subquery):
        yield from tree.imports or ()
    yield from (found for part in parts(tree) for found in _names(part))
