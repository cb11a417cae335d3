"""Walking a graph that is held here along a path pattern: its paths by their length, each relationship used once."""

import dataclasses
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from graph.cypher_things import Thing
from graph.cypher_tokens import Misfit
from graph.cypher_tree import EdgePattern, Expression, NodePattern, Path
from graph.cypher_walk import elements

Row = dict[str, Any]
MOST_PATHS = 300_000  # that are walked at once
_BACK = {"<": ">", ">": "<", "-": "-"}


@dataclasses.dataclass(slots=True)
class Net:
    """Nodes by identity, and from each the relationships that go out of it and come into it, with their other ends."""

    nodes: dict[str, Thing] = dataclasses.field(default_factory=dict)
    out: dict[str, list[tuple[Thing, str]]] = dataclasses.field(default_factory=dict)
    into: dict[str, list[tuple[Thing, str]]] = dataclasses.field(default_factory=dict)

    def add(self, start: Thing, edge: Thing, end: Thing) -> None:
        """Take in a relationship."""
        self.nodes[start.identity], self.nodes[end.identity] = start, end
        self.out.setdefault(start.identity, []).append((edge, end.identity))
        self.into.setdefault(end.identity, []).append((edge, start.identity))

    def around(self, node: str, direction: str) -> Iterator[tuple[Thing, str]]:
        """Yield the relationships of a node in a direction; one from a node to itself is met once."""
        if direction != "<":
            yield from self.out.get(node, ())
        if direction != ">":
            yield from ((edge, other) for edge, other in self.into.get(node, ()) if direction == "<" or other != node)

    def far(self, starts: Iterable[str], direction: str) -> dict[str, int]:
        """Return how many relationships away from the nearest of some nodes each node is that can be reached."""
        away = dict.fromkeys(starts, 0)
        todo = deque(away)
        while todo:
            node = todo.popleft()
            for _, other in self.around(node, direction):
                if other not in away:
                    away[other] = away[node] + 1
                    todo.append(other)
        return away


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """What is done next: meet a node, take an edge, enter or leave what is repeated (`loop`), or end a round of it (`back`)."""

    kind: str
    node: NodePattern | None = None
    edge: EdgePattern | None = None
    low: int = 0
    high: int | None = None
    other: int = 0  # of a loop the step behind it, of `back` the loop
    names: tuple[str, ...] = ()  # what is a list behind a loop
    where: Expression | None = None


def steps(path: Path) -> list[Step]:
    """Return the steps along a path."""
    made = [Step("node", path.nodes[0])]
    for edge, node in zip(path.edges, path.nodes[1:], strict=True):
        made += _along(edge, len(made), bool(path.shortest) and not path.selects)
        made.append(Step("node", node))
    return made


def _along(edge: EdgePattern, at: int, several: bool) -> list[Step]:
    if edge.inner is None and edge.hops is None and not several:
        return [Step("edge", edge=edge)]
    low, high = edge.hops or (1, 1)
    if edge.inner is None:
        body, names = [Step("edge", edge=edge)], [edge.variable]
    else:
        body, names = steps(edge.inner), [part.variable for part in elements(edge.inner)]
    known = tuple(dict.fromkeys(name for name in names if name))
    loop = Step("loop", low=1 if low is None else low, high=high, other=at + len(body) + 2, names=known)
    return [loop, *body, Step("back", other=at, names=known, where=edge.where if edge.inner else None)]


def reversed_path(path: Path) -> Path:
    """Return a path from its end to its start."""
    edges = [
        dataclasses.replace(e, direction=_BACK[e.direction], inner=reversed_path(e.inner) if e.inner else None)
        for e in reversed(path.edges)
    ]
    return dataclasses.replace(path, nodes=path.nodes[::-1], edges=edges)


def direction_of(path: Path) -> str:
    """Return the direction of all relationships of a path, `-` where they differ."""
    found = set()
    for edge in path.edges:
        found |= {edge.direction} if edge.inner is None else {direction_of(edge.inner)}
    return found.pop() if len(found) == 1 else "-"


def longest_of(path: Path) -> int | None:
    """Return how many relationships a path can have at most; None where there is no bound."""
    total = 0
    for edge in path.edges:
        high = edge.hops[1] if edge.hops else 1
        if high is None:
            return None
        total += high * (len(edge.inner.edges) if edge.inner else 1)
    return total


@dataclasses.dataclass(slots=True)
class State:
    """A place on a walk: the next step, the round of what is repeated, what was walked, and what is bound to it."""

    at: int
    count: int
    nodes: tuple[Thing, ...]
    edges: tuple[Thing, ...]
    bound: Row
    local: Row | None = None


class Tests(Protocol):
    """What tells whether nodes, relationships and rounds are as a pattern says, given what is bound."""

    def by(self, node: Thing) -> bool:
        """Tell whether a path may go by a node at all."""

    def node(self, pattern: NodePattern, node: Thing, state: State, inside: bool) -> bool:
        """Tell whether a node is."""

    def edge(self, pattern: EdgePattern, edge: Thing, state: State) -> bool:
        """Tell whether a relationship is."""

    def round(self, where: Expression, state: State) -> bool:
        """Tell whether a round of what is repeated meets its condition."""


@dataclasses.dataclass(slots=True)
class Reach:
    """How far a walk goes: `home` tells how far each node is from an end, None where any node is one, `most` how long a path may be.

    `limit` is how long a path may be for now; `cut` tells whether one was given up for that.
    """

    home: Mapping[str, int] | None
    most: int | None
    limit: int | None = None
    cut: bool = False

    def holds(self, node: str, far: int) -> bool:
        """Tell whether a path may go by a node, so many relationships from its start."""
        left = 0 if self.home is None else self.home.get(node)
        if left is None or (self.most is not None and far + left > self.most):
            return False
        if self.limit is not None and far + left > self.limit:
            self.cut = True
            return False
        return True


@dataclasses.dataclass(slots=True)
class Walk:
    """Walks from a node; `used` are relationships that may not be used.

    `quick` is `one` or `all` where the shortest paths alone are wanted, of one repeated relationship: then of the ways to a node
    the shortest is kept, or all that are as short. `closed` tells whether the path may come back to its start.
    """

    steps: list[Step]
    net: Net
    start: Thing
    tests: Tests
    used: frozenset[str]
    reach: Reach
    look: Callable[[], object]
    quick: str = ""
    closed: bool = False

    def levels(self) -> Iterator[list[State]]:
        """Yield the paths that are whole, those of each length together."""
        states = [State(0, 0, (self.start,), (), {})]
        seen: set[tuple[str, str]] = set()
        while states:
            ready: list[State] = []
            done: list[State] = []
            for state in states:
                self.look()
                self._onward(state, ready, done)
            yield done
            states = []
            fresh: set[tuple[str, str]] = set()
            for state in ready:
                self.look()
                for after in self._taken(state):
                    if self.quick:
                        told = (after.edges[0].identity if self.closed else "", after.nodes[-1].identity)
                        if told in seen or (self.quick == "one" and told in fresh):
                            continue
                        fresh.add(told)
                    states.append(after)
                if len(states) > MOST_PATHS:
                    raise Misfit(
                        f"a walk along more than {MOST_PATHS:,} paths at once",
                        "give it a greatest length, -[:PART_OF*1..4]-, and name the types of its relationships",
                    )
            seen |= fresh

    def _onward(self, state: State, ready: list[State], done: list[State]) -> None:
        """Do what can be done before the next relationship is taken."""
        todo = [state]
        while todo:
            now = todo.pop()
            if now.at == len(self.steps):
                done.append(now)
                continue
            step = self.steps[now.at]
            if step.kind == "edge":
                ready.append(now)
            elif step.node is not None:
                if (after := self._met(now, step.node)) is not None:
                    todo.append(after)
            elif step.kind == "loop":
                if now.count >= step.low:
                    none: Row = {name: [] for name in step.names if name not in now.bound}
                    todo.append(dataclasses.replace(now, at=step.other, count=0, bound={**now.bound, **none}))
                if step.high is None or now.count < step.high:
                    todo.append(dataclasses.replace(now, at=now.at + 1, local={}))
            elif step.where is None or self.tests.round(step.where, now):
                local = now.local or {}
                more = {name: [*now.bound.get(name, ()), local[name]] for name in step.names}
                todo.append(
                    dataclasses.replace(
                        now, at=step.other, count=now.count + 1, bound={**now.bound, **more}, local=None
                    )
                )

    def _met(self, state: State, pattern: NodePattern) -> State | None:
        node, name = state.nodes[-1], pattern.variable
        inside = state.local is not None
        if not self.tests.node(pattern, node, state, inside):
            return None
        if name is None:
            return dataclasses.replace(state, at=state.at + 1)
        held = state.bound if state.local is None else state.local
        if name in held:
            return dataclasses.replace(state, at=state.at + 1) if held[name] == node else None
        return _holding(state, name, node)

    def _taken(self, state: State) -> Iterator[State]:
        pattern = self.steps[state.at].edge
        assert pattern is not None
        for edge, other in self.net.around(state.nodes[-1].identity, pattern.direction):
            if edge.identity in self.used or edge in state.edges or not self.tests.by(self.net.nodes[other]):
                continue
            if self.reach.holds(other, len(state.edges) + 1) and self.tests.edge(pattern, edge, state):
                after = _holding(state, pattern.variable, edge)
                after.nodes = (*state.nodes, self.net.nodes[other])
                after.edges = (*state.edges, edge)
                yield after


def _holding(state: State, name: str | None, value: Thing) -> State:
    more: Mapping[str, Thing] = {name: value} if name else {}
    if state.local is None:
        return dataclasses.replace(state, at=state.at + 1, bound={**state.bound, **more})
    return dataclasses.replace(state, at=state.at + 1, local={**state.local, **more})
