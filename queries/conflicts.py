"""Figures that sources give differently, grouped by what they are figures of."""

from typing import Any

from graph.store import Store
from queries.evidence import sentences

_FLOW_FIELDS = ("currency", "instrument", "status", "per", "cumulative", "period")
_OBSERVATION_FIELDS = ("measure", "unit", "status", "period")


def conflicts(store: Store) -> list[dict[str, Any]]:
    """Return the conflicts: what each is about, and its figures with id and evidence, in order."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for key, figure in [*_flows(store), *_observations(store)]:
        groups.setdefault(key, []).append(figure)
    found = []
    for key in sorted(groups, key=repr):
        figures = sorted(groups[key], key=lambda f: (f["figure"], f["id"]))
        for figure in figures:
            figure["evidence"] = sentences(store, figure["evidence"] or [])
        found.append({"about": key[0], "figures": figures})
    return found


def _flows(store: Store) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    fields = ", ".join(f"f.{name}" for name in _FLOW_FIELDS)
    rows = store.query(
        f"MATCH (f:Flow) WHERE f.conflict RETURN f.id, f.amount, f.amount_exact, f.amount_min, f.amount_text, f.evidence, {fields}"
    ).rows
    parties = {
        role: _names(store, pattern)
        for role, pattern in (
            ("provider", "(n)-[:PROVIDES]->(f:Flow)"),
            ("via", "(f:Flow)-[:THROUGH]->(n)"),
            ("recipient", "(f:Flow)-[:RECEIVED_BY]->(n)"),
        )
    }
    found = []
    for node, amount, exact, least, text, evidence, *values in rows:
        who = {role: parties[role].get(node, []) for role in parties}
        about = "、".join(who["provider"]) or "?"
        about += f" → {'、'.join(who['recipient']) or '?'}"
        about += f"，{'、'.join(who['via'])}" if who["via"] else ""
        about += "，" + " ".join(str(v) for v in values if v not in (None, False))
        told = "?" if amount is None else str(amount)
        figure = text or exact or (told if least is None else f"{least}-{told}")
        found.append(((about,), {"figure": figure, "id": node, "amount": exact or amount, "evidence": evidence}))
    return found


def _names(store: Store, pattern: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = store.query(f"MATCH {pattern} WHERE f.conflict RETURN f.id AS flow, n.name AS name ORDER BY flow, name").rows
    for flow, name in rows:
        found.setdefault(flow, []).append(name or "?")
    return found


def _observations(store: Store) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    rows = store.query(
        "MATCH (n)-[:MEASURED_BY]->(o:Observation) WHERE o.conflict "
        "RETURN n.id, n.name, o.id, o.value_exact, o.evidence, o.measure, o.unit, o.status, o.period"
    ).rows
    found = []
    for subject, name, node, value, evidence, *values in rows:
        about = f"{name}，" + " ".join(str(v) for v in values if v is not None)
        figure = f"{'?' if value is None else value}{values[1] or ''}"
        found.append(((about, subject), {"figure": figure, "id": node, "value": value, "evidence": evidence}))
    return found
