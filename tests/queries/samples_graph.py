"""The graph of the samples' gold facts: what the suite of questions is asked of.

Gold says what the sample articles state; the gazetteer adds what it knows of the bodies and places named (other names, English
names, classes, where they are, what they were called), as extraction does.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.background import background
from extract.gazetteer import Entry, Gazetteer, default_gazetteer
from extract.model import Entity as Body
from graph.facts import ArticleFacts, Entity, Evidence, Flow, Mention, Observation, Relation

GOLD = Path(__file__).parents[2] / "samples" / "gold"


def articles(folder: Path = GOLD) -> list[ArticleFacts]:
    """Return the gold articles as facts, copies left out."""
    gazetteer = default_gazetteer()
    found = []
    for file in sorted(folder.glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        for raw in data if isinstance(data, list) else [data]:
            if not raw.get("duplicate_of"):
                found.append(article(raw, gazetteer))
    return found


def article(raw: dict[str, Any], gazetteer: Gazetteer) -> ArticleFacts:
    """Return one gold article; its text is its headline and the sentences that gold quotes."""
    said = [fact["evidence"] for kind in ("relations", "flows", "observations") for fact in raw[kind]]
    lines = [raw["title"] or "", *dict.fromkeys(_text(s) for s in said)]
    text = "\n".join(lines)
    missing = [m for e in raw["entities"] for m in e["mentions"] if m not in text]
    text = "\n".join([text, *dict.fromkeys(missing)])
    ids = {e["id"]: f"{e['type']}:{e['name']}" for e in raw["entities"]}
    facts = ArticleFacts(
        article=f"{raw['article']}-{abs(hash(raw['title'])) % 1000}"
        if raw["article"].startswith("25")
        else raw["article"],
        source=raw["source"],
        title=raw["title"],
        date=raw["date"],
        publisher=raw["publisher"],
        text=text,
    )
    facts.entities = [_entity(e, text, gazetteer) for e in raw["entities"]]
    for relation in raw["relations"]:
        fields = {k: relation.get(k) for k in ("period", "title") if relation.get(k)}
        facts.relations.append(
            Relation(
                head=ids[relation["head"]],
                type=relation["type"],
                tail=ids[relation["tail"]],
                status=relation.get("status") or "actual",
                evidence=_span(relation, text),
                **fields,
            )
        )
    for flow in raw["flows"]:
        fields = {
            k: v for k, v in flow.items() if k not in ("provider", "via", "recipient", "evidence") and v is not None
        }
        for name in ("amount", "amount_min"):
            if name in fields:
                fields[name] = Decimal(fields[name])
        parties = {role: [ids[i] for i in flow[role]] for role in ("provider", "via", "recipient")}
        facts.flows.append(Flow(evidence=_span(flow, text), **parties, **fields))
    for seen in raw["observations"]:
        fields = {k: v for k, v in seen.items() if k not in ("subject", "evidence", "value") and v is not None}
        subject = ids[seen["subject"]] if seen.get("subject") else None
        facts.observations.append(
            Observation(evidence=_span(seen, text), subject=subject, value=Decimal(seen["value"]), **fields)
        )
    bodies = [Body(id=e.id, name=e.name, type=e.type, kind=e.kind, place=e.place) for e in facts.entities]
    facts.background = background(bodies, gazetteer)
    return facts


def _text(evidence: Any) -> str:
    return evidence["text"] if isinstance(evidence, dict) else str(evidence)


def _span(fact: dict[str, Any], text: str) -> Evidence:
    said = _text(fact["evidence"])
    start = text.index(said)
    return Evidence(text=said, start=start, end=start + len(said))


def _known(raw: dict[str, Any], gazetteer: Gazetteer) -> Entry | None:
    if raw["type"] == "Place":
        place = gazetteer.place(raw["name"])
        return place if place is not None and place.name == raw["name"] else None
    return next((e for e in gazetteer.get(raw["name"]) if e.type == raw["type"] and e.name == raw["name"]), None)


def _entity(raw: dict[str, Any], text: str, gazetteer: Gazetteer) -> Entity:
    known = _known(raw, gazetteer)
    mentions = []
    for form in raw["mentions"]:
        start = text.find(form)
        if start >= 0:
            mentions.append(Mention(text=form, start=start, end=start + len(form)))
    return Entity(
        id=f"{raw['type']}:{raw['name']}",
        name=raw["name"],
        type=raw["type"],
        kind=raw.get("kind"),
        mentions=mentions,
        aliases=list(known.aliases) if known else [],
        name_en=known.name_en if known else None,
        tags=list(known.tags) if known else [],
        place=known.place if known and raw["type"] != "Place" else None,
    )


def build(path: Path) -> Any:
    """Load the samples' gold into a new embedded store at `path` and return it, open."""
    from graph.store import open_store

    store = open_store(f"ladybug:{path}")
    store.load(articles())
    return store
