"""Measures of networks kept in the graph as properties, each with what it was measured on, so that a stale one is known."""

import hashlib
from collections.abc import Mapping
from typing import Any

from graph.ontology import load
from graph.store import Store

PROPERTY = {"through": "through_amount", "communities": "community"}  # where the property is not called as the measure


def state_of(store: Store) -> str:
    """Return the number of articles and a fingerprint of what they state and of the decisions: it changes with the graph."""
    stated = sorted(f"{row[0]} {row[1]}" for row in store.ours("MATCH (a:Article) RETURN a.id, a._digest").rows)
    digest = hashlib.sha256("\n".join([*stated, store.decisions().text]).encode()).hexdigest()[:12]
    return f"{len(stated)} articles {digest}"


def write(store: Store, measure: str, network: str, values: Mapping[str, Any]) -> int:
    """Set a measure of every entity that has one and take it from those that had one before; returns how many have it.

    `values` by entity id: numbers. The property is the measure's name, `through_amount` (yuan) or `community`.
    """
    name = PROPERTY.get(measure, measure)
    tag = f"{measure} in {network}, {state_of(store)}"
    rows: dict[str, list[dict[str, Any]]] = {}
    for label in load().entity_labels:
        found = store.query(f"MATCH (n:{label}) RETURN n.id AS id, n.measured AS measured").rows
        for id_, before in found:
            others = [one for one in before or [] if not one.startswith(f"{measure} in ")]
            value = values.get(id_)
            if value is None and len(others) == len(before or []):
                continue
            number = None if value is None else int(value) if name == "community" else float(value)
            measured = [*others, *([tag] if value is not None else [])]
            rows.setdefault(label, []).append({"id": id_, name: number, "measured": measured or None})
    store.measure(rows, (name, "measured"))
    return sum(row[name] is not None for some in rows.values() for row in some)


def kept(store: Store) -> list[tuple[str, bool]]:
    """Return what is measured, each with whether the graph is still the one it was measured on, in the order of the names."""
    tags: set[str] = set()
    for label in load().entity_labels:
        query = f"MATCH (n:{label}) WHERE n.measured IS NOT NULL UNWIND n.measured AS one RETURN DISTINCT one"
        tags.update(row[0] for row in store.query(query).rows)
    now = state_of(store) if tags else ""
    return [(tag.partition(",")[0], tag.endswith(now)) for tag in sorted(tags)]


def fresh(store: Store) -> dict[str, dict[str, Any]]:
    """Return by entity id the measures of the graph as it is now, with `measured` for what they are; stale ones are left out."""
    whole = load()
    now, found = "", {}
    for label in whole.entity_labels:
        names = [prop.name for prop in whole.labels[label].properties if prop.derived and prop.name != "measured"]
        columns = ", ".join(f"n.{name}" for name in names)
        query = f"MATCH (n:{label}) WHERE n.measured IS NOT NULL RETURN n.id, n.measured, {columns}"
        for id_, tags, *values in store.query(query).rows:
            now = now or state_of(store)
            good = [tag for tag in tags if tag.endswith(now)]
            said = {PROPERTY.get(measure, measure) for measure in (tag.partition(" in ")[0] for tag in good)}
            kept_ = {
                name: value for name, value in zip(names, values, strict=True) if name in said and value is not None
            }
            if kept_:
                found[id_] = kept_ | {"measured": good}
    return found
