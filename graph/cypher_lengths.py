"""How long paths of some relationships can be at most, so that one of any length can be asked with a greatest length."""

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

Graph = dict[Hashable, list[Hashable]]


def longest_path(edges: Sequence[Any], directed: bool, shortest: bool) -> int:
    """Return a number of relationships that no path exceeds: a trail, which uses each at most once, or a shortest path.

    Of nodes that can all reach each other a trail may use every relationship among them, a shortest path goes no farther than
    to a node in their middle and from it; between such sets of nodes a path goes one way alone.
    """
    out: Graph = {}
    back: Graph = {}
    for start, end in edges:
        for node in (start, end):
            out.setdefault(node, [])
            back.setdefault(node, [])
        out[start].append(end)
        back[end].append(start)
        if not directed:
            out[end].append(start)
            back[start].append(end)
    sets = _strong(out, back)
    of = {node: number for number, nodes in enumerate(sets) for node in nodes}
    own = [_within(nodes, of, out, back, directed, shortest) for nodes in sets]
    best: list[int] = [0] * len(sets)
    for number, nodes in enumerate(sets):  # each comes behind those that it leads to
        onward = [best[of[end]] + 1 for node in nodes for end in out[node] if of[end] != number]
        best[number] = own[number] + max(onward, default=0)
    return max(best, default=0)


def _within(
    nodes: list[Hashable], of: dict[Hashable, int], out: Graph, back: Graph, directed: bool, shortest: bool
) -> int:
    here = of[nodes[0]]
    count = sum(of[end] == here for node in nodes for end in out[node])
    count = count if directed else (count + 1) // 2
    if shortest and len(nodes) > 1:
        middle = max(nodes, key=lambda node: len(out[node]) + len(back[node]))
        return min(count, _far(middle, out, of)[1] + _far(middle, back, of)[1])
    if (
        not directed and count == len(nodes) - 1 and count
    ):  # a tree: from any node the farthest is an end of the longest way
        return _far(_far(nodes[0], out, of)[0], out, of)[1]
    return count


def _far(start: Hashable, graph: Graph, of: dict[Hashable, int]) -> tuple[Hashable, int]:
    """Return a node of the same set that is farthest from one, and how far it is."""
    away = {start: 0}
    todo = deque([start])
    last = start
    while todo:
        last = todo.popleft()
        for end in graph[last]:
            if end not in away and of[end] == of[start]:
                away[end] = away[last] + 1
                todo.append(end)
    return last, away[last]


def _strong(out: Graph, back: Graph) -> list[list[Hashable]]:
    """Return the sets of nodes that can all reach each other, each behind those that it leads to (Kosaraju)."""
    order: list[Hashable] = []
    seen: set[Hashable] = set()
    for first in back:
        if first in seen:
            continue
        seen.add(first)
        stack: list[tuple[Hashable, Iterable[Hashable]]] = [(first, iter(back[first]))]
        while stack:
            node, ends = stack[-1]
            end = next((end for end in ends if end not in seen), None)
            if end is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(end)
                stack.append((end, iter(back[end])))
    sets: list[list[Hashable]] = []
    placed: set[Hashable] = set()
    for first in reversed(order):
        if first in placed:
            continue
        placed.add(first)
        nodes, todo = [], [first]
        while todo:
            node = todo.pop()
            nodes.append(node)
            for end in out[node]:
                if end not in placed:
                    placed.add(end)
                    todo.append(end)
        sets.append(nodes)
    return sets
