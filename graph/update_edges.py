"""Relations when articles come and go: each edge carries its evidence, so that an article's share can be taken back."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from graph.backend import Backend, Ends, Properties
from graph.merge import edge_id, edge_properties
from graph.merge_say import Contribution, EdgeKey, Said
from graph.ontology import load
from graph.writes import Writes, ends


def update_edges(
    backend: Backend, before: Iterable[Contribution], after: Iterable[Contribution], writes: Writes
) -> None:
    """Take back the evidence of the contributions before, add that of those after, and write the edges that differ."""
    removed: dict[EdgeKey, set[Said]] = defaultdict(set)
    added: dict[EdgeKey, set[Said]] = defaultdict(set)
    known: Counter[EdgeKey] = Counter()
    for made in before:
        for key, said in made.edges:
            removed[key].add(said)
        known.subtract(made.known)
    for made in after:
        for key, said in made.edges:
            added[key].add(said)
        known.update(made.known)
    tables: dict[Ends, list[EdgeKey]] = defaultdict(list)
    new = writes.new_nodes()
    for key in removed.keys() | added.keys() | {k for k, n in known.items() if n}:
        tables[ends(key.type, key.head, key.tail)].append(key)
    for between, keys in tables.items():
        properties = {p.name for p in load().relations[between.type].properties}
        names = tuple(n for n in ("evidence", "_prints", "_known") if n in properties)
        wanted = [(k.head, k.tail, edge_id(k)[3]) for k in keys if k.head not in new and k.tail not in new]
        stored = backend.edges(between, wanted, names)
        for key in keys:
            found = stored.get((key.head, key.tail, edge_id(key)[3]))
            old = dict(zip(names, found, strict=True)) if found else None
            write_edge(key, old, removed.get(key, set()), added.get(key, set()), known.get(key, 0), writes)


def write_edge(
    key: EdgeKey, old: dict[str, Any] | None, removed: set[Said], added: set[Said], more_known: int, writes: Writes
) -> None:
    """Write, set or drop one edge; `old` are its stored properties."""
    before = _said(old) if old else set()
    after = (before - removed) | added
    known_before = (old or {}).get("_known") or 0
    known_after = known_before + more_known
    name = edge_id(key)[3]
    if not after and not known_after:
        if old:
            writes.drop_edge(key.type, key.head, key.tail, {"key": name})
        return
    if old and after == before and known_after == known_before:
        return
    properties: Properties = {"key": name, "_known": known_after}
    listed = sorted(after)
    if key.status is None:
        properties["period"] = key.period
    else:
        properties |= edge_properties(key, listed)
        properties["_prints"] = [said.fingerprint for said in listed]
    if old:
        writes.set_edge(key.type, key.head, key.tail, _changed(key, properties, before != after, known_before))
    else:
        writes.add_edge(key.type, key.head, key.tail, properties)


def _changed(key: EdgeKey, properties: Properties, evidence: bool, known_before: int) -> Properties:
    """Leave out what stays: all that is in the key, the evidence where it is the same, and the number of gazetteers."""
    told = ("articles", "evidence", "support", "_prints") if evidence and key.status is not None else ()
    changed = {name: properties[name] for name in ("key", *told)}
    return changed if properties["_known"] == known_before else changed | {"_known": properties["_known"]}


def _said(old: dict[str, Any]) -> set[Said]:
    found = set()
    for reference, fingerprint in zip(old.get("evidence") or [], old.get("_prints") or [], strict=True):
        article, _, span = reference.rpartition(":")
        start, _, stop = span.partition("-")
        found.add(Said(article, int(start), int(stop), fingerprint))
    return found
