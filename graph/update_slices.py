"""`SLICE_OF` when articles come and go: an article ties two statements, and the edge follows them to their nodes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from graph.backend import Ends, Reader
from graph.fact_kinds import FLOWS
from graph.facts import ArticleFacts
from graph.merge_say import Contribution, FlowSaid
from graph.records import unpack
from graph.update_facts import Moves
from graph.writes import Writes

Pair = tuple[FlowSaid, FlowSaid]
Say = Callable[[list[ArticleFacts]], Contribution]
_ENDS = Ends("SLICE_OF", "Flow", "Flow")


def update_slices(
    backend: Reader,
    before: Iterable[Contribution],
    after: Iterable[Contribution],
    moves: Moves,
    changing: set[str],
    say: Say,
    writes: Writes,
) -> None:
    """Write the edges between totals and their slices; `say` gives the contribution of an article that stays as it is."""
    removed = [(pair, made.article) for made in before for pair in made.slices]
    added = [(pair, made.article) for made in after for pair in made.slices]
    moved = {
        said.article
        for said, node in moves.after.items()
        if said.article not in changing and moves.before.get(said, node) != node
    }
    for _, (packet,) in backend.nodes("Article", moved, ("_records",)).items():
        made = say(unpack(packet))
        removed += [(pair, made.article) for pair in made.slices]
        added += [(pair, made.article) for pair in made.slices]
    if not removed and not added:
        return
    _elsewhere(backend, [pair for pair, _ in (*removed, *added)], moves)
    told: Counter[tuple[str, str, str]] = Counter()
    for (part, total), article in removed:
        told[moves.before[part], moves.before[total], article] = 0
    for (part, total), article in added:
        told[moves.after[part], moves.after[total], article] = 1
    _write(backend, told, writes)


def _elsewhere(backend: Reader, pairs: list[Pair], moves: Moves) -> None:
    """Look up statements whose blocks did not change."""
    blocks = {s.block for pair in pairs for s in pair if s not in moves.before and s not in moves.after}
    for node, packet in backend.matching("Flow", "_block", blocks, ("id", "_said")):
        for said in FLOWS.read(packet):
            moves.before.setdefault(said, node)
            moves.after.setdefault(said, node)


def _write(backend: Reader, told: Counter[tuple[str, str, str]], writes: Writes) -> None:
    by_edge: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (part, total, article), count in told.items():
        if part != total:
            by_edge[part, total][article] = count
    gone = set(writes.dropped_nodes["Flow"])
    alive = {edge: articles for edge, articles in by_edge.items() if not gone & set(edge)}
    stored = backend.edges(_ENDS, [(*edge, "") for edge in alive], ("articles",))
    for (part, total), articles in alive.items():
        found = stored.get((part, total, ""))
        old = set(found[0] or []) if found else set()
        new = (old - {a for a, n in articles.items() if not n}) | {a for a, n in articles.items() if n}
        if new == old:
            continue
        if not new:
            writes.drop_edge("SLICE_OF", part, total, {})
        elif old:
            writes.set_edge("SLICE_OF", part, total, {"articles": sorted(new)})
        else:
            writes.add_edge("SLICE_OF", part, total, {"articles": sorted(new)})
