"""A MATCH that the embedded engine cannot be asked: its paths are walked here, over the relationships that it gives.

Within a MATCH no relationship is used twice, but for `shortestPath()`, which shares them with what stands beside it.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from graph.cypher_found import Finder, any_of
from graph.cypher_loosened import conjuncts, joined
from graph.cypher_reckon import Reckoner
from graph.cypher_scope import selected
from graph.cypher_steps import Net, Reach, Row, State, Walk, direction_of, longest_of, reversed_path, steps
from graph.cypher_things import Thing, Way
from graph.cypher_tokens import CypherError
from graph.cypher_tree import EdgePattern, Expression, Labels, Match, NodePattern, Path
from graph.cypher_values import kind, same, wrong
from graph.cypher_walking import about, edges_of, planned

_FROM, _BY, _TO, _AT = "walk from", "walk by", "walk to", "walk at"
_BACK = {"<": ">", ">": "<", "-": "-"}


class Walker:
    """Matches one clause for rows."""

    def __init__(
        self,
        text: str,
        clause: Match,
        outer: Iterable[str],
        find: Finder,
        reckon: Reckoner,
        look: Callable[[], object],
    ) -> None:
        self.text = text
        self.reckon = reckon
        self.plan = planned(clause, frozenset(outer), text)
        self._find = find
        self._look = look
        self._net: Net | None = None
        self._candidates: dict[int, list[Thing]] = {}
        self._allowed: dict[tuple[int, bool], frozenset[str] | None] = {}
        self._away: dict[tuple[frozenset[str], str], dict[str, int]] = {}
        self._backward = [reversed_path(path) for path in clause.paths]

    def found(self, row: Row) -> Iterator[Row]:
        """Yield what the clause matches for a row, but for the conditions that are left to who asks."""
        if all(self.reckon.condition(e, row) for e in self.plan.first):
            for met in self._paths(list(enumerate(self.plan.clause.paths)), row, frozenset()):
                if all(self.reckon.condition(e, met) for e in self.plan.last):
                    yield {name: met[name] for name in self.plan.names}

    def _paths(self, paths: list[tuple[int, Path]], row: Row, used: frozenset[str]) -> Iterator[Row]:
        if not paths:
            yield row
            return
        first = min(paths, key=lambda each: (_alone(each[1]), not _held(each[1], row)))
        rest = [each for each in paths if each is not first]
        number, path = first
        for bound, edges in self._path(number, path, row, frozenset() if _alone(path) else used):
            yield from self._paths(rest, {**row, **bound}, used if _alone(path) else used | edges)

    def _path(self, number: int, path: Path, row: Row, used: frozenset[str]) -> Iterator[tuple[Row, frozenset[str]]]:
        """Yield what a path binds, with the relationships that it uses."""
        first, last = self._ends(path.nodes[0], row), self._ends(path.nodes[-1], row)
        backward = last is not None and (first is None or len(last) < len(first))
        starts, ends = (last, first) if backward else (first, last)
        if starts is None:
            starts = self._fetched(path.nodes[0])
        way = self._backward[number] if backward else path
        tests = Tests(self, row, [(of, self._filter(e, row)) for of, e in self.plan.filters.get(number, ())])
        conditions = self.plan.of_path.get(number, [])
        quick = path.shortest if path.shortest in ("one", "all") and _single(path) and not conditions else ""

        def meets(state: State) -> bool:
            met = {**row, **_bound(path, state, backward)} if conditions else row
            return all(self.reckon.condition(e, met) for e in conditions)

        for start in starts:
            wanted = self._wanted(way, start, ends) if tests.by(start) else set()
            if wanted is not None and not wanted:
                continue
            goals = ends if ends is None else [node.identity for node in ends]
            found: Iterator[State]
            if wanted is not None and not quick:
                found = (
                    state
                    for end in wanted
                    for state in self._nearest(path, self._walk(way, start, [end], tests, used), meets)
                )
            else:
                walk = self._walk(way, start, goals, tests, used, quick, closed=start.identity in (wanted or ()))
                found = _chosen(walk.levels(), wanted, meets, quick)
            for state in found:
                yield _bound(path, state, backward), frozenset(edge.identity for edge in state.edges)

    def _walk(
        self,
        way: Path,
        start: Thing,
        ends: Sequence[str] | None,
        tests: "Tests",
        used: frozenset[str],
        quick: str = "",
        closed: bool = False,
    ) -> Walk:
        home = None if ends is None else self._distances(frozenset(ends), _BACK[direction_of(way)])
        reach = Reach(home, longest_of(way))
        return Walk(steps(way), self._loaded(), start, tests, used, reach, self._look, quick, closed)

    def _nearest(self, path: Path, walk: Walk, meets: Callable[[State], bool]) -> Iterator[State]:
        """Yield the shortest paths to one node that meet the conditions: longer ones are looked for while there are too few."""
        home = walk.reach.home or {}
        limit, taken = home[walk.start.identity], 0
        while taken < path.most:
            walk.reach.limit, walk.reach.cut = limit, False
            level = [state for states in walk.levels() for state in states if len(state.edges) == limit]
            found = [state for state in level if home.get(state.nodes[-1].identity) == 0 and meets(state)]
            if path.shortest in ("one", "some"):
                found = found[: path.most - taken]
                taken += len(found)
            else:
                taken += 1 if found else 0
            yield from found
            if not walk.reach.cut:
                return
            limit += 1

    def _wanted(self, way: Path, start: Thing, ends: list[Thing] | None) -> set[str] | None:
        """Return to which nodes the shortest paths from one are looked for; None where every path is wanted."""
        if not way.shortest:
            return None
        near = self._distances(frozenset({start.identity}), direction_of(way))
        wanted = set(near) if ends is None else {node.identity for node in ends} & near.keys()
        return wanted if way.selects or may_be_none(way) else wanted - {start.identity}

    def _distances(self, starts: frozenset[str], direction: str) -> dict[str, int]:
        asked = (starts, direction)
        if asked not in self._away:
            self._away[asked] = self._loaded().far(starts, direction)
        return self._away[asked]

    def _filter(self, e: Expression, row: Row) -> Callable[[Thing], bool]:
        """Return what tells whether a node or relationship may be on a path, of an ALL or NONE over those that it has."""
        condition, name, wanted = e.parts[1], e.names[0], e.text == "ALL"
        known: dict[str, bool] = {}

        def test(thing: Thing) -> bool:
            if thing.identity not in known:
                known[thing.identity] = self.reckon.truth(condition, {**row, name: thing}) is wanted
            return known[thing.identity]

        return test

    def _ends(self, node: NodePattern, row: Row) -> list[Thing] | None:
        """Return the nodes that may stand at an end of a path; None where any may."""
        if node.variable is not None and node.variable in row:
            held = row[node.variable]
            if held is not None and (not isinstance(held, Thing) or held.ends is not None):
                wrong(f"({node.variable}) of a {kind(held)}", f"{node.variable} is no node")
            return [] if held is None else [held]
        conditions = self.plan.of_node.get(node.variable or "", ())
        return self._fetched(node) if node.labels or node.properties or node.where or conditions else None

    def _fetched(self, node: NodePattern) -> list[Thing]:
        """Return the nodes that a pattern may match, by what of it the engine can be asked."""
        if id(node) not in self._candidates:
            name = node.variable or _AT
            found = [*conjuncts(node.where), *self.plan.of_node.get(node.variable or "", ())]
            asked = joined([e for e in found if about(e) <= {name}])
            pairs = node.properties
            if pairs is not None:
                own = [(key, e) for key, e in zip(pairs.names, pairs.parts, strict=True) if e and not about(e)]
                names, parts = tuple(key for key, _ in own), tuple(e for _, e in own)
                pairs = dataclasses.replace(pairs, names=names, parts=parts)
            self._candidates[id(node)] = self._asked(NodePattern(node.start, name, node.labels, pairs), asked)
        return self._candidates[id(node)]

    def _asked(self, node: NodePattern, where: Expression | None) -> list[Thing]:
        path = Path(node.start, node.start, [node], [])
        try:
            asked = self._find.plan([Match("MATCH", node.start, False, [path], where)])
        except CypherError:
            if where is None and node.properties is None:
                raise
            return self._asked(NodePattern(node.start, node.variable, node.labels), None)
        return [row[node.variable or ""] for row in self._find.rows(asked)]

    def _loaded(self) -> Net:
        """Return the graph of the relationships that the clause may use."""
        if self._net is not None:
            return self._net
        self._net = Net()
        clause, start = self.plan.clause, self.plan.clause.start
        edges = [edge for path in clause.paths for edge in edges_of(path)]
        if not edges:
            return self._net
        allowed = [self.allowed(edge.types, True) for edge in edges]
        names: set[str] = {name for types in allowed for name in types or ()}
        types = None if None in allowed else any_of(sorted(names), start)
        whole = any(path.variable or path.inner for path in clause.paths) or any(edge.variable for edge in edges)
        by = self._find.whole_edge(_BY) if whole else _BY
        path = Path(
            start, start, [NodePattern(start, _FROM), NodePattern(start, _TO)], [EdgePattern(start, ">", by, types)]
        )
        for row in self._find.rows(self._find.plan([Match("MATCH", start, False, [path])])):
            here, edge, there = row[_FROM], row[by], row[_TO]
            self._net.add(here, dataclasses.replace(edge, ends=(here.identity, there.identity)), there)
        return self._net

    def allowed(self, labels: Labels | None, edge: bool) -> frozenset[str] | None:
        """Return the labels or types that a pattern allows; None for all."""
        asked = (id(labels), edge)
        if asked not in self._allowed:
            self._allowed[asked] = selected(labels, edge, self.text)
        return self._allowed[asked]


@dataclasses.dataclass(slots=True)
class Tests:
    """What is asked of the nodes and relationships of a path, for one row."""

    walker: Walker
    row: Row
    filters: list[tuple[str, Callable[[Thing], bool]]]

    def passed(self, of: str, thing: Thing) -> bool:
        """Tell whether a node or relationship meets what is asked of all of its kind."""
        return all(test(thing) for asked, test in self.filters if asked == of)

    def by(self, node: Thing) -> bool:
        """Tell whether a path may go by a node at all."""
        return self.passed("node", node)

    def node(self, pattern: NodePattern, node: Thing, state: State, inside: bool) -> bool:
        """Tell whether a node is as a pattern says."""
        labels = self.walker.allowed(pattern.labels, False)
        if labels is not None and node.label not in labels:
            return False
        name, conditions = pattern.variable, [*conjuncts(pattern.where)]
        if not inside and name is not None:
            if self.row.get(name, node) != node:
                return False
            conditions += self.walker.plan.of_node.get(name, ())
        return self._all(pattern.properties, conditions, node, name, state)

    def edge(self, pattern: EdgePattern, edge: Thing, state: State) -> bool:
        """Tell whether a relationship is as a pattern says."""
        types = self.walker.allowed(pattern.types, True)
        if (types is not None and edge.label not in types) or not self.passed("edge", edge):
            return False
        name = pattern.variable
        if name is not None and state.local is None and (name in state.bound or self.row.get(name, edge) != edge):
            return False
        return self._all(pattern.properties, [*conjuncts(pattern.where)], edge, name, state)

    def round(self, where: Expression, state: State) -> bool:
        """Tell whether a round of what is repeated meets its condition."""
        return self.walker.reckon.condition(where, {**self.row, **state.bound, **(state.local or {})})

    def _all(
        self, pairs: Expression | None, conditions: Sequence[Expression], thing: Thing, name: str | None, state: State
    ) -> bool:
        if pairs is None and not conditions:
            return True
        reckon = self.walker.reckon
        row = {**self.row, **state.bound, **(state.local or {})}
        if name is not None:
            row[name] = thing
        for key, value in zip(pairs.names, pairs.parts, strict=True) if pairs is not None else ():
            if same(reckon.property(thing, key), reckon.of(value, row)) is not True:
                return False
        return all(reckon.condition(e, row) for e in conditions)


def _alone(path: Path) -> bool:
    """Tell whether a path is a `shortestPath()`, which may use what others use."""
    return bool(path.shortest) and not path.selects


def _held(path: Path, row: Row) -> bool:
    return any(node.variable in row for node in (path.nodes[0], path.nodes[-1]) if node.variable)


def may_be_none(path: Path) -> bool:
    """Tell whether a `shortestPath()` may have no relationship, and so go from a node to itself."""
    return path.edges[0].hops is not None and path.edges[0].hops[0] == 0


def _single(path: Path) -> bool:
    if len(path.edges) != 1 or path.edges[0].inner is not None:
        return False
    low = path.edges[0].hops[0] if path.edges[0].hops else 1
    return low is None or low <= 1


def _bound(path: Path, state: State, backward: bool) -> Row:
    """Return what a whole path binds; what was walked from its end is turned round."""
    step = -1 if backward else 1
    bound = {name: held[::step] if isinstance(held, list) else held for name, held in state.bound.items()}
    way = Way(state.nodes[::step], state.edges[::step])
    return bound | {name: way for name in (path.variable, path.inner) if name}


def _chosen(
    levels: Iterator[list[State]], wanted: set[str] | None, meets: Callable[[State], bool], quick: str
) -> Iterator[State]:
    """Yield the paths that are wanted of those from one node: all, or to each other node the shortest, one of them or all."""
    left = None if wanted is None else set(wanted)
    for level in levels:
        ends = set()
        for state in level:
            end = state.nodes[-1].identity
            if (left is not None and end not in left) or (quick == "one" and end in ends) or not meets(state):
                continue
            yield state
            ends.add(end)
        if left is not None:
            left -= ends
            if not left:
                return
