"""Why two names are one entity in the graph, or are kept apart."""

import re
from dataclasses import dataclass
from typing import Any

from graph.decisions import Decisions, has_label, normal
from graph.merge_names import label_of, name_of, normal_name, scope_of
from graph.ontology import load
from graph.store import Store
from graph.whole import name_of as called

_ORDINAL = re.compile(r"[第]?([一二三四五六七八九十百\d]+)(?:期|号|批|轮|期基金)")


@dataclass(frozen=True, slots=True)
class Why:
    """Whether two names are one; `same` is None where the graph does not know one of them."""

    same: bool | None
    reasons: list[str]


def explain(store: Store, a: str, b: str) -> Why:
    """Explain by node ids, aliases, mentions, posts and decisions."""
    known = {name: _nodes(store, name) for name in (a, b)}
    missing = [name for name, found in known.items() if not found]
    decisions = store.decisions()
    if missing:
        return Why(None, [f"nothing in the graph is called {name}" for name in missing])
    shared = {n["id"] for n in known[a]} & {n["id"] for n in known[b]}
    if shared:
        return Why(True, [r for node in sorted(shared) for r in _together(store, node, a, b, decisions)])
    reasons = [r for one in known[a] for other in known[b] for r in _apart(one, other, decisions)]
    return Why(False, list(dict.fromkeys(reasons)))


def _nodes(store: Store, name: str) -> list[dict[str, Any]]:
    """Return the nodes of that id, name or alias; of that printed mention where there are none."""
    found: list[dict[str, Any]] = []
    for label in load().entity_labels:
        where = "n.id = $name OR n.name = $name OR n.name_en = $name OR $name IN n.aliases"
        found += [
            {"label": label, **row[0].properties}
            for row in store.query(f"MATCH (n:{label}) WHERE {where} RETURN n", {"name": name}).rows
        ]
    for node in found:
        node["name"] = node.get("name") or called(node["id"])
    exact = [node for node in found if name in (node["id"], node.get("name"))]
    if found:  # a name of its own goes before a known other name of something else
        return exact or found
    for label in load().entity_labels:
        rows = store.query(
            f"MATCH (n:{label})-[m:MENTIONED_IN]->(:Article) WHERE m.text = $name RETURN DISTINCT n", {"name": name}
        ).rows
        found += [{"label": label, **row[0].properties} for row in rows]
    return found


def _together(store: Store, node: str, a: str, b: str, decisions: Decisions) -> list[str]:
    label = label_of(node)
    entity = store.query(f"MATCH (n:{label} {{id: $id}}) RETURN n", {"id": node}).rows[0][0].properties
    entity = {"name": called(node), **entity}
    reasons = []
    for name in (a, b):
        if name == node:
            reasons.append(f"{name} is the id of {entity['name']}")
        elif name == entity["name"]:
            reasons.append(f"{name} is the canonical name of {node}")
        elif decisions.canonical(f"{label}:{normal_name(name)}") == node and normal_name(name) != name_of(node):
            reasons.append(f"a decision says `same {name} = {entity['name']}`")
        elif normal_name(name) == name_of(node):
            reasons.append(
                f"{name} is {entity['name']} in another print: width, spaces, dashes and quotes do not tell apart"
            )
        elif name in entity.get("aliases", []) or name == entity.get("name_en"):
            reasons.append(f"{name} is a known other name of {entity['name']}")
        else:
            rows = store.query(
                f"MATCH (n:{label} {{id: $id}})-[m:MENTIONED_IN]->(x:Article) WHERE m.text = $name RETURN DISTINCT x.name AS title ORDER BY title LIMIT 3",
                {"id": node, "name": name},
            ).rows
            reasons.append(f"{name} stands for {entity['name']} in {'; '.join(row[0] for row in rows)}")
    return reasons


def _apart(one: dict[str, Any], other: dict[str, Any], decisions: Decisions) -> list[str]:
    a, b = one["id"], other["id"]
    reasons = []
    for x, y in decisions.different:
        if {normal(n) if has_label(n) else normal_name(n) for n in (x, y)} & {a, a.partition(":")[2]} and {x, y} & {
            b,
            b.partition(":")[2],
        }:
            reasons.append(f"a decision says `different {x} / {y}`")
    if label_of(a) != label_of(b):
        reasons.append(f"{one['name']} is labelled {label_of(a)}, {other['name']} {label_of(b)}")
    elif one.get("kind") != other.get("kind") and one.get("kind") and other.get("kind"):
        reasons.append(f"{one['name']} is of kind {one['kind']}, {other['name']} of kind {other['kind']}")
    if scope_of(a) != scope_of(b):
        reasons.append(
            f"{name_of(a)} is told apart by where it is: {scope_of(a) or 'nowhere'} and {scope_of(b) or 'nowhere'}"
        )
    ordinals = [_ORDINAL.findall(name_of(node)) for node in (a, b)]
    if ordinals[0] != ordinals[1]:
        reasons.append(
            f"their numbers differ: {'、'.join(ordinals[0]) or 'none'} and {'、'.join(ordinals[1]) or 'none'}"
        )
    if name_of(a) != name_of(b):
        reasons.append(
            f"their canonical names differ, {one['name']} and {other['name']}, and neither is a known other name of the other"
        )
    return reasons
