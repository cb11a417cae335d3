"""A MATCH whose paths are walked here, taken apart: by what its conditions are about they are tested at once or at the end."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from graph.cypher_loosened import conjuncts, joined
from graph.cypher_reckon import COMPUTED
from graph.cypher_tokens import CypherError, Unsupported, place
from graph.cypher_tree import EdgePattern, Expression, Match, NodePattern, Path, ungrouped
from graph.cypher_walk import elements, entities, expressions

P = TypeVar("P", NodePattern, EdgePattern)
_LISTS = {"nodes": "node", "relationships": "edge"}


@dataclasses.dataclass(slots=True)
class Plan:
    """A MATCH taken apart; `names` are what it binds, the rest its conditions.

    `first` are about what is bound before, `of_node` about one node besides, `filters` about every node or relationship of a
    shortest path, `of_path` about such a path otherwise, both by the place of the path, `last` about more of what is matched;
    `kept` hold subqueries, which who asked runs.
    """

    clause: Match
    names: list[str]
    first: list[Expression] = dataclasses.field(default_factory=list)
    of_node: dict[str, list[Expression]] = dataclasses.field(default_factory=dict)
    of_path: dict[int, list[Expression]] = dataclasses.field(default_factory=dict)
    filters: dict[int, list[tuple[str, Expression]]] = dataclasses.field(default_factory=dict)
    last: list[Expression] = dataclasses.field(default_factory=list)
    kept: list[Expression] = dataclasses.field(default_factory=list)


def planned(clause: Match, outer: frozenset[str], text: str) -> Plan:
    """Take a MATCH apart; `outer` is bound before it. Raises `CypherError` for what Neo4j does not read either."""
    _check(clause, outer, text)
    paths, moved = [], list(conjuncts(clause.where))
    for path in clause.paths:
        loose, more = _loosened(path, outer, text)
        paths.append(loose)
        moved += more
    new = [name for path in paths for name in _names(path) if name not in outer]
    plan = Plan(dataclasses.replace(clause, paths=paths), list(dict.fromkeys(new)))
    beside = outer.union(*(_names(path) for path in paths if path.selects or not path.shortest))
    for number, path in enumerate(paths):
        for e in conjuncts(path.where):
            _of_path(plan, number, e, outer, outer | set(_names(path)), text)
    for e in moved:
        own = next((n for n, path in enumerate(paths) if _own(path) & about(e)), None)
        if own is not None:
            _of_path(plan, own, e, outer, beside | set(_names(paths[own])), text)
        elif _asks(e):
            plan.kept.append(e)
        elif not about(e) - outer:
            plan.first.append(e)
        elif not _about_node(plan, paths, e, outer):
            plan.last.append(e)
    return plan


def _of_path(plan: Plan, number: int, e: Expression, outer: frozenset[str], known: frozenset[str], text: str) -> None:
    """Put a condition on a shortest path where it is tested: on the way where it can be, else of each path that is whole."""
    path = plan.clause.paths[number]
    if _asks(e) or not about(e) <= known:
        raise Unsupported(
            f"a condition on a shortest path with a subquery or another path in it at {place(text, e.start)} cannot run on "
            "the embedded store: MATCH it in a clause of its own"
        )
    of = _every(e, {name for name in (path.variable, path.inner) if name}, path, outer)
    whole = ungrouped(e)
    if of is not None and whole is not None:
        plan.filters.setdefault(number, []).append((of, whole))
    elif not _about_node(plan, [path], e, outer):
        plan.of_path.setdefault(number, []).append(e)


def _asks(e: Expression) -> bool:
    return any(x.kind in COMPUTED for x in expressions(e))


def _loosened(path: Path, outer: frozenset[str], text: str) -> tuple[Path, list[Expression]]:
    """Return a path without the conditions in its parts that are about other parts, and these."""
    moved: list[Expression] = []
    nodes = [_loose(node, outer, moved, text) for node in path.nodes]
    edges = []
    for edge in path.edges:
        if edge.inner is None:
            edges.append(_loose(edge, outer, moved, text))
            continue
        inner, more = _loosened(edge.inner, outer, text)
        if any(not about(e) <= outer | set(_names(inner)) or _asks(e) for e in (*more, *conjuncts(edge.where))):
            raise Unsupported(
                f"a repeated path with a condition about what is matched beside it, or a subquery, at "
                f"{place(text, edge.start)} cannot run on the embedded store: MATCH that before"
            )
        where = joined([*conjuncts(edge.where), *more])
        edges.append(dataclasses.replace(edge, inner=inner, where=where))
    return dataclasses.replace(path, nodes=nodes, edges=edges), moved


def _loose(part: P, outer: frozenset[str], moved: list[Expression], text: str) -> P:
    name = part.variable or f"_part{part.start}"
    known = outer | {name}
    pairs = part.properties
    entries = list(zip(pairs.names, pairs.parts, strict=True)) if pairs is not None else []
    later = [(key, e) for key, e in entries if e is not None and not about(e) <= known]
    wheres = [e for e in conjuncts(part.where) if not about(e) <= known]
    if not later and not wheres:
        return part
    if isinstance(part, EdgePattern) and part.hops is not None:
        raise Unsupported(
            f"a relationship of variable length with a condition about what is matched beside it at {place(text, part.start)} "
            "cannot run on the embedded store: MATCH that before"
        )
    base = Expression("variable", part.start, part.start, name)
    for key, e in later:
        asked = Expression("property", part.start, part.start, key, (base,))
        moved.append(Expression("compare", e.start, e.stop, "", (asked, e), ("=",)))
    moved += wheres
    left = [entry for entry in entries if entry not in later]
    if pairs is not None:
        pairs = dataclasses.replace(pairs, names=tuple(k for k, _ in left), parts=tuple(e for _, e in left))
    where = joined([e for e in conjuncts(part.where) if e not in wheres])
    return dataclasses.replace(part, variable=name, properties=pairs, where=where)


def about(e: Expression) -> set[str]:
    """Return the variables that an expression is about, but for those that it binds itself to the items of lists."""
    if e.kind in COMPUTED:
        return {x.text for x in expressions(e) if x.kind in ("variable", "projection")} | set(entities(e))
    if e.kind == "variable":
        return {e.text}
    found = {e.text} if e.kind == "projection" else set()
    local = set(e.names) if e.kind in ("comprehension", "quantifier", "reduce") else set()
    first = 2 if e.kind == "reduce" else 1
    for number, part in enumerate(e.parts):
        if part is not None:
            found |= about(part) - (local if number >= first else set())
    return found


def edges_of(path: Path) -> Iterator[EdgePattern]:
    """Yield the relationships of a path, those that it repeats too."""
    for edge in path.edges:
        if edge.inner is None:
            yield edge
        else:
            yield from edges_of(edge.inner)


def _own(path: Path) -> set[str]:
    """Return the names of a `shortestPath()` and its relationships: conditions on them tell which path is the shortest."""
    if not path.shortest or path.selects:
        return set()
    return {name for name in (path.variable, *(edge.variable for edge in path.edges)) if name}


def _names(path: Path) -> Iterator[str]:
    parts: list[NodePattern | EdgePattern] = [*path.nodes, *path.edges]
    for part in parts:
        if part.variable:
            yield part.variable
        if isinstance(part, EdgePattern) and part.inner:
            yield from _names(part.inner)
    yield from (name for name in (path.variable, path.inner) if name)


def _every(e: Expression, paths: set[str], path: Path, outer: frozenset[str]) -> str | None:
    """Return of what an `all(n IN nodes(p) WHERE …)` or `none(…)` asks that it is so, `node` or `edge`; None for what else there is."""
    whole = ungrouped(e)
    if whole is None or whole.kind != "quantifier" or whole.text not in ("ALL", "NONE") or whole.parts[1] is None:
        return None
    if not about(whole.parts[1]) <= outer | set(whole.names):
        return None
    source = ungrouped(whole.parts[0])
    if source is None:
        return None
    if source.kind == "variable" and source.text in {edge.variable for edge in path.edges if edge.inner is None}:
        return "edge" if len(path.edges) == 1 else None
    argument = source.parts[0] if source.kind == "call" and len(source.parts) == 1 else None
    if argument is None or argument.kind != "variable" or argument.text not in paths:
        return None
    return _LISTS.get(source.text.lower())


def _about_node(plan: Plan, paths: list[Path], e: Expression, outer: frozenset[str]) -> bool:
    """Put a condition on one node with that node; tell whether it is one."""
    if any(x.kind in COMPUTED for x in expressions(e)):
        return False
    nodes = {node.variable for path in paths for node in path.nodes if node.variable}
    new = about(e) - outer
    if len(new) != 1 or not new <= nodes:
        return False
    plan.of_node.setdefault(new.pop(), []).append(e)
    return True


def _check(clause: Match, outer: frozenset[str], text: str) -> None:
    """Refuse what Neo4j refuses in a MATCH, and names that are given twice."""
    several = [path for path in clause.paths if path.selects]
    if several and len(clause.paths) > 1:
        raise CypherError(
            f"SHORTEST beside other patterns in one MATCH at {place(text, several[0].start)} is not Cypher: "
            "give it a MATCH of its own"
        )
    for path in clause.paths:
        if path.shortest and not path.selects and len(path.edges) != 1:
            raise CypherError(
                f"shortestPath() over several relationships at {place(text, path.start)} is not Cypher: "
                "write one, (a)-[:X|Y*..5]-(b)"
            )
    parts = [part for path in clause.paths for part in elements(path)]
    for part in parts:
        if part.properties is not None and part.properties.kind != "map":
            raise CypherError(
                f"a parameter as a pattern's properties at {place(text, part.properties.start)} is not Cypher in MATCH: "
                "name them, {name: $who.name}"
            )
        wheres = [part.where, part.properties]
        if any(x.kind in COMPUTED for e in wheres if e is not None for x in expressions(e)):
            raise Unsupported(
                f"a subquery within a pattern at {place(text, part.start)} cannot run on the embedded store: write it in the "
                "WHERE of the MATCH, of what is repeated all(i IN x WHERE …)"
            )
    found = Counter(name for path in clause.paths for name in _names(path))
    lists = Counter(name for part in parts for name in set(_listed(part)))
    own = Counter(name for part in parts for name in _listed(part))
    walks = Counter(name for path in clause.paths for name in (path.variable, path.inner) if name)
    for name in (*lists, *walks):
        if name in outer or lists[name] + walks[name] > 1 or found[name] > own[name] + walks[name]:
            raise Unsupported(
                f"{name} a second time at {place(text, clause.start)} cannot run on the embedded store: "
                "give it a name of its own"
            )


def _listed(part: NodePattern | EdgePattern) -> list[str]:
    """Return the names that are lists behind a pattern."""
    if isinstance(part, NodePattern) or part.hops is None:
        return []
    return list(_names(part.inner)) if part.inner is not None else [part.variable] if part.variable else []
