"""Flows and observations when articles come and go: statements that may be one fact are grouped anew, and conflicts told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.backend import Properties, Reader
from graph.fact_kinds import Groups, Kind
from graph.ledger import write_said
from graph.update_conflicts import conflicts
from graph.writes import Writes


@dataclass(slots=True)
class Moves:
    """Which node each statement of the blocks at hand belonged to, and belongs to now."""

    before: dict[Any, str]
    after: dict[Any, str]


def update_facts(
    backend: Reader,
    kind: Kind,
    removed: Sequence[Any],
    added: Sequence[Any],
    replaced: set[str],
    writes: Writes,
) -> Moves:
    """Take statements back and add others; `replaced` are articles whose own node goes (and with it the edges to it)."""
    block_of = {said: kind.block(said) for said in (*removed, *added)}
    if not block_of:
        return Moves({}, {})
    stored = _stored(backend, kind, block_of)
    before: Groups = {node: said for node, (said, _) in stored.items()}
    statements = dict.fromkeys(said for members in before.values() for said in members)
    for said in removed:
        statements.pop(said, None)
    statements.update(dict.fromkeys(added))
    by_block: dict[str | int, list[Any]] = defaultdict(list)
    for said in statements:
        by_block[block_of.get(said) or kind.block(said)].append(said)
    after: Groups = {}
    for members in by_block.values():
        after |= kind.group(members)
    moves = Moves(_nodes(before), _nodes(after))
    at_hand = _at_hand(before, after, moves, removed, added)
    marks = {node: flag for node, (_, flag) in stored.items()}
    rest_of = {node: kind.top(after[node]).rest for node in at_hand if node in after}
    flags = conflicts(backend, kind, before, after, at_hand, rest_of)
    for node in before.keys() - after.keys():
        writes.drop_node(kind.label, node)
    for node, rest in rest_of.items():
        old, members = before.get(node, []), after[node]
        keys = (rest, block_of.get(members[0]))
        _write(kind, node, old, members, flags.pop(node, False), marks.get(node, False), keys, writes)
        _state(kind, node, old, members, replaced, writes)
    for node, conflict in flags.items():
        writes.set_node(kind.label, {"id": node, "conflict": conflict})
    return moves


def _nodes(groups: Groups) -> dict[Any, str]:
    return {said: node for node, members in groups.items() for said in members}


def _at_hand(before: Groups, after: Groups, moves: Moves, removed: Iterable[Any], added: Iterable[Any]) -> list[str]:
    """Return the nodes that come, go, hold other statements, or hold one that was given anew; the rest of a block stays."""
    found = {moves.before[said] for said in removed if said in moves.before}
    found |= {moves.after[said] for said in added}
    found |= before.keys() ^ after.keys()
    found |= {node for node in before.keys() & after.keys() if set(before[node]) != set(after[node])}
    return sorted(found)


def _stored(backend: Reader, kind: Kind, block_of: Mapping[Any, Any]) -> dict[str, tuple[list[Any], bool]]:
    """Return the stored facts that the statements may be grouped with, and whether they are marked as in conflict."""
    names = ("id", "_said", "conflict")
    if kind.block_property == "id":
        rows = backend.nodes(kind.label, set(block_of.values()), names).values()
        return {node: (kind.read(packet), conflict) for node, packet, conflict in rows}
    facts: dict[int, Groups] = defaultdict(dict)
    marks = {}
    for node, packet, conflict, block in backend.matching(
        kind.label, kind.block_property, set(block_of.values()), (*names, kind.block_property)
    ):
        facts[block][node] = kind.read(packet)
        marks[node] = conflict
    given: dict[int, list[Any]] = defaultdict(list)
    for said, block in block_of.items():
        given[block].append(said)
    near = {block: kind.tied(groups, given[block]) for block, groups in facts.items()}
    return {node: (facts[block][node], marks[node]) for block, nodes in near.items() for node in nodes}


def _write(
    kind: Kind,
    node: str,
    old: list[Any],
    members: list[Any],
    conflict: bool,
    marked: bool,
    keys: tuple[int | None, str | int | None],  # rest and block, where they are known
    writes: Writes,
) -> None:
    if old and set(old) == set(members):
        if conflict != marked:
            writes.set_node(kind.label, {"id": node, "conflict": conflict})
        return
    properties = _described(kind, node, members, conflict)
    if old:
        was = _described(kind, node, old, marked)
        writes.set_node(kind.label, {k: v for k, v in properties.items() if k == "id" or v != was[k]})
        return
    top = kind.top(members)
    properties["_rest"] = keys[0]
    if kind.block_property != "id":
        properties[kind.block_property] = keys[1] or kind.block(top)
    writes.add_node(kind.label, properties)
    for edge, party, outward in kind.parties(top):
        head, tail = (party, node) if outward else (node, party)
        writes.add_edge(edge, head, tail, {})


def _described(kind: Kind, node: str, members: list[Any], conflict: bool) -> Properties:
    """Return the properties that may change while the node stays; block and rest are in its identity."""
    said = write_said(members)
    return {"label": kind.label, "id": node, "conflict": conflict, **kind.describe(members), "_said": said}


def _state(kind: Kind, node: str, old: list[Any], members: list[Any], replaced: set[str], writes: Writes) -> None:
    """Join the fact to the articles that state it."""
    wanted = {(m.article, m.start, m.stop) for m in members}
    if not old:
        for article, start, stop in sorted(wanted) if len(wanted) > 1 else wanted:
            writes.add_edge("STATED_IN", node, article, {"start": start, "stop": stop})
        return
    there = {(m.article, m.start, m.stop) for m in old if m.article not in replaced}
    for article, start, stop in sorted(wanted - there):
        writes.add_edge("STATED_IN", node, article, {"start": start, "stop": stop})
    for article, start, stop in sorted(there - wanted):
        writes.drop_edge("STATED_IN", node, article, {"start": start, "stop": stop})
