"""What is known of one entity or one article, as data and as text."""

import difflib
from collections.abc import Iterable
from typing import Any

from graph.ontology import load
from graph.store import Store
from graph.whole import name_of as called
from queries.evidence import sentences
from queries.table import render

_ROLES = (
    ("provides", "(n)-[:PROVIDES]->(f:Flow)"),
    ("channels", "(f:Flow)-[:THROUGH]->(n)"),
    ("receives", "(f:Flow)-[:RECEIVED_BY]->(n)"),
)


def find(store: Store, name: str) -> list[tuple[str, str]]:
    """Return label and id of everything that is called so: by id, name, alias, English name; articles by source too."""
    found: list[tuple[str, str]] = []
    for label in load().labels:
        if label in ("Flow", "Observation"):
            continue
        if label == "Article":
            where = "n.id = $name OR n.title = $name OR $name IN n.sources"
        else:
            where = "n.id = $name OR n.name = $name OR lower(n.name_en) = lower($name) OR $name IN n.aliases"
        rows = store.query(f"MATCH (n:{label}) WHERE {where} RETURN n.id AS id ORDER BY id", {"name": name}).rows
        found += [(label, row[0]) for row in rows]
    return found


def nearest(store: Store, name: str) -> list[str]:
    """Return the names most like one that the graph does not know."""
    names: set[str] = set()
    for label in load().entity_labels:
        for first, aliases, english in store.query(f"MATCH (n:{label}) RETURN n.name, n.aliases, n.name_en").rows:
            names |= {first, *aliases, *([english] if english else [])}
    within = sorted((n for n in names if name in n or (n in name and len(n) > 1)), key=len)
    return list(dict.fromkeys([*within[:3], *difflib.get_close_matches(name, sorted(names), 3, 0.6)]))[:3]


def entity(store: Store, label: str, node: str, limit: int) -> dict[str, Any]:
    """Return an entity's properties, relations, flows by role, observations and number of mentions."""
    properties = store.query(f"MATCH (n:{label} {{id: $id}}) RETURN n", {"id": node}).rows[0][0].properties
    page: dict[str, Any] = {"label": label, "name": called(node), **properties}
    page |= {"relations": [], "flows": [], "observations": []}
    for kind, relation in load().relations.items():
        if (
            relation.properties
            and any(label in pair for pair in relation.pairs)
            and kind not in ("STATED_IN", "MENTIONED_IN", "SLICE_OF")
        ):
            page["relations"] += _relations(store, label, node, kind)
    more = {"relations": len(page["relations"]) - limit}
    page["relations"] = page["relations"][:limit]
    for role, pattern in _ROLES:
        flows = _flows(store, label, node, role, pattern)
        more[f"flows that it {role}"] = len(flows) - limit
        page["flows"] += [_with_parties(store, flow) for flow in flows[:limit]]
    rows = store.query(
        f"MATCH (n:{label} {{id: $id}})-[:MEASURED_BY]->(o:Observation) RETURN o ORDER BY o.measure, o.period",
        {"id": node},
    ).rows
    page["observations"] = [row[0].properties for row in rows[:limit]]
    more["observations"] = len(rows) - limit
    page["more"] = {what: count for what, count in more.items() if count > 0}
    page["mentions"] = store.query(
        f"MATCH (n:{label} {{id: $id}})-[m:MENTIONED_IN]->(:Article) RETURN count(m)", {"id": node}
    ).rows[0][0]
    for group in ("relations", "flows", "observations"):
        for fact in page[group]:
            fact["evidence"] = sentences(store, fact.get("evidence") or [])
    return page


def _relations(store: Store, label: str, node: str, kind: str) -> list[dict[str, Any]]:
    found = []
    for pattern, direction in (
        (f"(n:{label} {{id: $id}})-[r:{kind}]->(m)", "out"),
        (f"(m)-[r:{kind}]->(n:{label} {{id: $id}})", "in"),
    ):
        for edge, other, name in store.query(
            f"MATCH {pattern} RETURN r, m.id, m.name ORDER BY m.name", {"id": node}
        ).rows:
            shown = name or called(other)
            found.append({"type": kind, "direction": direction, "other": other, "name": shown, **edge.properties})
    return found


def _flows(store: Store, label: str, node: str, role: str, pattern: str) -> list[dict[str, Any]]:
    bound = pattern.replace("(n)", f"(n:{label} {{id: $id}})")
    rows = store.query(f"MATCH {bound} RETURN f ORDER BY f.amount DESC, f.id", {"id": node}).rows
    return [{"role": role, **flow.properties} for (flow,) in rows]


def _with_parties(store: Store, flow: dict[str, Any]) -> dict[str, Any]:
    return {**flow, **{f"who_{other}": _party(store, flow["id"], pattern) for other, pattern in _ROLES}}


def _party(store: Store, flow: str, pattern: str) -> list[str]:
    bound = pattern.replace("(f:Flow)", "(f:Flow {id: $id})")
    rows = store.query(f"MATCH {bound} RETURN n.name AS name, n.id AS id ORDER BY name, id", {"id": flow}).rows
    return [name or called(node) for name, node in rows]


def article(store: Store, node: str, limit: int) -> dict[str, Any]:
    """Return an article's properties, what it states, and its copies with where they differ."""
    facts = list(store.articles(node))
    properties = store.query("MATCH (n:Article {id: $id}) RETURN n", {"id": node}).rows[0][0].properties
    page: dict[str, Any] = {"label": "Article", "name": node, **properties, "copies": [], "entities": []}
    if not facts:  # an analyst made it, and it states nothing
        return page | {"relations": [], "flows": [], "observations": []}
    first = facts[0]
    page["relations"] = [
        {"type": r.type, "head": r.head, "tail": r.tail, "status": r.status, "sentence": r.evidence.text}
        for r in first.relations[:limit]
    ]
    page["flows"] = [
        {
            "provider": f.provider,
            "via": f.via,
            "recipient": f.recipient,
            "amount": f.amount_text,
            "instrument": f.instrument,
            "status": f.status,
            "sentence": f.evidence.text,
        }
        for f in first.flows[:limit]
    ]
    page["observations"] = [
        {"subject": o.subject, "measure": o.measure, "value": o.value, "unit": o.unit, "sentence": o.evidence.text}
        for o in first.observations[:limit]
    ]
    page["entities"] = [e.id for e in first.entities]
    for record in facts:
        for copy in record.copies:
            page["copies"].append(
                {
                    "source": copy.source,
                    "title": copy.title,
                    "date": copy.date,
                    "publisher": copy.publisher,
                    "differences": _differences(first.text, copy.text),
                }
            )
    return page


def _differences(text: str, other: str) -> list[Any]:
    from extract.copies import differences

    return [list(d) if isinstance(d, tuple) else d for d in differences(text, other)]


def text(page: dict[str, Any]) -> str:
    """Write a page of `entity` or `article` for the terminal."""
    return "\n".join(_article_lines(page) if page["label"] == "Article" else _entity_lines(page))


def _entity_lines(page: dict[str, Any]) -> Iterable[str]:
    english = f" ({page['name_en']})" if page.get("name_en") else ""
    yield f"{page['name']}{english}  {page['label']}{' ' + page['kind'] if page.get('kind') else ''}"
    for key in ("aliases", "tags"):
        if page.get(key):
            yield f"  {key}: {'、'.join(page[key])}"
    yield f"  mentions: {page['mentions']}"
    for r in page["relations"]:
        arrow = f"-{r['type']}→ {r['name']}" if r["direction"] == "out" else f"←{r['type']}- {r['name']}"
        more = [str(r[k]) for k in ("title", "period") if r.get(k)] + (
            [r["status"]] if r.get("status") == "planned" else []
        )
        yield f"  {arrow}{' (' + ', '.join(more) + ')' if more else ''}"
        yield from _evidence_lines(r["evidence"])
    for f in page["flows"]:
        who = "、".join(f["who_provides"]) or "?"
        via = f" via {'、'.join(f['who_channels'])}" if f["who_channels"] else ""
        yield f"  {f['role']} {f.get('amount_text') or '?'} {f.get('instrument', '?')}, {f.get('status', '?')}: {who} → {'、'.join(f['who_receives']) or '?'}{via}{'  CONFLICT' if f.get('conflict') else ''}"
        yield from _evidence_lines(f["evidence"])
    for o in page["observations"]:
        yield f"  {o.get('name', o['id'])}{' ' + o['period'] if o.get('period') else ''}{'  CONFLICT' if o.get('conflict') else ''}"
        yield from _evidence_lines(o["evidence"])
    if page["more"]:
        yield f"  … and {', '.join(f'{count} more {what}' for what, count in page['more'].items())}: --limit shows them"


def _evidence_lines(evidence: list[dict[str, Any]]) -> Iterable[str]:
    for piece in evidence[:3]:
        yield f"      {piece['title']}{' ' + piece['date'] if piece['date'] else ''}：{piece['sentence']}"
    if len(evidence) > 3:
        yield f"      … and {len(evidence) - 3} more"


def _article_lines(page: dict[str, Any]) -> Iterable[str]:
    yield f"{page['name']}  Article {page['id']}"
    for key in ("date", "publisher", "authors", "source", "sources"):
        if page.get(key):
            value = page[key]
            yield f"  {key}: {'、'.join(value) if isinstance(value, list) else value}"
    yield f"  entities: {len(page['entities'])}"
    for group in ("relations", "flows", "observations"):
        rows = [[*list(fact.values())[:-1], fact["sentence"]] for fact in page[group]]
        if rows:
            yield ""
            yield render(list(page[group][0]), rows, 40)
    for copy in page["copies"]:
        yield ""
        yield f"  copy in {copy['source']}{' ' + copy['date'] if copy['date'] else ''}: {len(copy['differences'])} differences"
        for difference in copy["differences"][:20]:
            yield f"    {difference}"
