"""Gold annotation as facts: what the graph would hold if extraction made no mistakes."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.facts import ArticleFacts, Entity, Evidence, Flow, Mention, Observation, Relation

ROOT = Path(__file__).parents[1]
Gold = dict[str, Any]


def gold_facts(*folders: Path) -> list[ArticleFacts]:
    """Return the facts of all gold files: the samples' own, or those of the folders given."""
    files = [path for folder in folders or (ROOT / "samples" / "gold",) for path in sorted(folder.glob("*.json"))]
    return [_article(gold) for path in files for gold in _listed(path) if not gold.get("duplicate_of")]


def shared_gold() -> list[ArticleFacts]:
    """Return the facts of the gold that lies outside the project; none where JINMAI_SHARED is not set."""
    shared = os.environ.get("JINMAI_SHARED")
    return gold_facts(Path(shared) / "gold") if shared else []


def _listed(path: Path) -> list[Gold]:
    found = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return found if isinstance(found, list) else [found]


def _article(gold: Gold) -> ArticleFacts:
    """Return an article whose text is its title and its evidence, a sentence a line, and names that stand in neither."""
    facts = [*gold["relations"], *gold["flows"], *gold["observations"]]
    lines = dict.fromkeys([gold["title"] or "", *(fact["evidence"] for fact in facts)])
    text = "\n".join(lines)
    missing = dict.fromkeys(form for e in gold["entities"] for form in [*e["mentions"], e["name"]] if form not in text)
    text = "\n".join([text, *missing])
    ids = {entity["id"]: f"{entity['type']}:{entity['name']}" for entity in gold["entities"]}

    def sentence(fact: Gold) -> Evidence:
        start = text.index(fact["evidence"])
        return Evidence(text=fact["evidence"], start=start, end=start + len(fact["evidence"]))

    def fields(fact: Gold, *without: str) -> Gold:
        return {k: v for k, v in fact.items() if k not in (*without, "evidence") and v is not None}

    return ArticleFacts(
        article=gold["article"],
        source=gold["source"],
        text=text,
        title=gold["title"],
        date=gold["date"],
        publisher=gold["publisher"],
        authors=gold.get("authors") or [],
        entities=[_entity(entity, ids, text) for entity in gold["entities"]],
        relations=[
            Relation(head=ids[r["head"]], tail=ids[r["tail"]], evidence=sentence(r), **fields(r, "head", "tail"))
            for r in gold["relations"]
        ],
        flows=[
            Flow(
                evidence=sentence(f),
                **{role: [ids[party] for party in f[role]] for role in ("provider", "via", "recipient")},
                **_decimal(fields(f, "provider", "via", "recipient"), "amount", "amount_min"),
            )
            for f in gold["flows"]
        ],
        observations=[
            Observation(subject=ids[o["subject"]], evidence=sentence(o), **_decimal(fields(o, "subject"), "value"))
            for o in gold["observations"]
        ],
    )


def _entity(entity: Gold, ids: dict[str, str], text: str) -> Entity:
    mentions = [
        Mention(text=form, start=text.index(form), end=text.index(form) + len(form)) for form in entity["mentions"]
    ]
    return Entity(
        id=ids[entity["id"]], name=entity["name"], type=entity["type"], kind=entity["kind"], mentions=mentions
    )


def _decimal(fields: Gold, *names: str) -> Gold:
    return {k: Decimal(v) if k in names else v for k, v in fields.items()}
