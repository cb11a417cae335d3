"""FollowTheMoney entities, a JSON line each: bodies, persons, posts, links, and a Payment for money that moved.

Plans, promises, rules, rates and running totals are not payments, and are left out. So is money of which one side is told by
programmes or documents alone, which are no parties. A place that pays or receives is a LegalEntity: who acts for it is unsaid.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import IO, Any

import msgspec

from graph.store import Store
from graph.whole import FlowView, Whole, read

SCHEMATA = {
    "central_government": "PublicBody",
    "local_government": "PublicBody",
    "party_body": "Organization",
    "company": "Company",
    "bank": "Company",
    "financial": "Company",
    "university": "Organization",
    "research": "Organization",
    "association": "Organization",
    "international": "Organization",
    "media": "Company",
}
LABELS = {
    "Institution": "Organization",
    "Fund": "Organization",
    "Zone": "Organization",
    "Category": "LegalEntity",
    "Person": "Person",
}
CHINA = "Place:中国"
PARTY = "LegalEntity"  # of a place that pays or receives
LINKS = ("ESTABLISHES", "MANAGES", "PARTNERS_WITH", "PART_OF", "APPROVES", "LISTED_ON", "PARTICIPATES_IN", "LOCATED_IN")
_ENCODER = msgspec.json.Encoder(order="sorted")


def ident(*parts: str) -> str:
    """Return the id of an entity made of these parts."""
    return "jinmai-" + hashlib.sha1("\x00".join(parts).encode(), usedforsecurity=False).hexdigest()


def entity(id_: str, schema: str, **properties: Sequence[str | None]) -> dict[str, Any]:
    """Return an entity in FollowTheMoney's form; empty values are left out."""
    kept = {name: [v for v in values if v] for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def write_ftm(store: Store, stream: IO[bytes]) -> int:
    """Write one entity a line, in order of id, and return how many."""
    made = sorted(entities(read(store.records())), key=lambda e: e["id"])
    for one in made:
        stream.write(_ENCODER.encode(one) + b"\n")
    return len(made)


def entities(whole: Whole) -> Iterator[dict[str, Any]]:
    """Yield the entities of a graph."""
    for id_, record in whole.entities.items():
        if record["node"] in LABELS:
            schema = SCHEMATA.get(record.get("kind") or "", LABELS[record["node"]])
            names = {"name": [record["name"]], "alias": [*(record.get("aliases") or []), record.get("name_en")]}
            local = schema != "Person" and record.get("kind") != "international"
            yield entity(ident(id_), schema, **names, country=["cn"] if local else [])
    for relation in whole.relations:
        yield from _link(whole, relation)
    payments = {id_: flow for id_, flow in whole.flows.items() if payment(flow, whole)}
    for id_ in sorted({party for flow in payments.values() for party in [*flow.providers, *flow.recipients]}):
        record = whole.entities[id_]
        if record["node"] == "Place":
            names = {"name": [record["name"]], "alias": [*(record.get("aliases") or []), record.get("name_en")]}
            yield entity(ident(id_), PARTY, **names, country=["cn"] if CHINA in whole.above(id_) else [])
    for id_, flow in payments.items():
        yield _payment(whole, id_, flow)


def payment(flow: FlowView, whole: Whole) -> bool:
    """Tell whether a flow is money that moved: paid, priced, a sum and no rate or running total, from a party to a party."""
    record = flow.record
    moved = record.get("status") == "actual" and not record.get("per") and not record.get("cumulative")
    sides = _parties(whole, flow.providers), _parties(whole, flow.recipients)
    return moved and flow.amount is not None and all(sides)


def _parties(whole: Whole, ids: list[str]) -> list[str]:
    return [ident(i) for i in ids if whole.entities[i]["node"] in (*LABELS, "Place")]


def _link(whole: Whole, relation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    head, kind, tail = relation["from"], relation["edge"], relation["to"]
    labels = (whole.entities[head]["node"], whole.entities[tail]["node"])
    if not all(label in LABELS for label in labels) or relation.get("status") == "planned":
        return
    start, _, stop = (relation.get("period") or "").partition("/")
    times = {"date": [start]} if start and not stop else {"startDate": [start], "endDate": [stop]}
    id_ = ident(head, kind, tail, relation.get("key") or "")
    if kind == "POSTED_AT":
        yield entity(
            id_, "Employment", employee=[ident(head)], employer=[ident(tail)], role=[relation.get("title")], **times
        )
    elif kind in LINKS:
        yield entity(id_, "UnknownLink", subject=[ident(head)], object=[ident(tail)], role=[kind], **times)


def _payment(whole: Whole, id_: str, flow: FlowView) -> dict[str, Any]:
    record = flow.record
    start, _, stop = (record.get("period") or "").partition("/")
    sentences = []
    for reference in record.get("evidence") or []:
        article, _, span = reference.rpartition(":")
        first, _, last = span.partition("-")
        if article in whole.articles:
            sentences.append(whole.articles[article]["text"][int(first) : int(last)])

    return entity(
        ident(id_),
        "Payment",
        payer=_parties(whole, flow.providers),
        beneficiary=_parties(whole, flow.recipients),
        programme=[whole.entities[i]["name"] for i in flow.via],
        purpose=[record.get("instrument")],
        amount=[str(flow.amount)],
        currency=[record.get("currency")],
        date=[start] if not stop else [],
        startDate=[start] if stop else [],
        endDate=[stop],
        description=sentences,
        recordId=[id_],
    )
