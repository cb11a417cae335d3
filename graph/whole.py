"""A whole graph in memory, for drawing, networks and exports: what `Store.records` yields, put together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from graph.ontology import load

Props = dict[str, Any]
ROLES = {"PROVIDES": "providers", "THROUGH": "via", "RECEIVED_BY": "recipients"}

_UNTOLD = {"status": "actual", "instrument": "other"}  # of a flow that an analyst made with less than articles tell


@dataclass(slots=True)
class FlowView:
    """A flow with the ids of its parties; `record` holds its properties."""

    record: Props
    providers: list[str] = field(default_factory=list)
    via: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    slice_of: list[str] = field(default_factory=list)

    @property
    def amount(self) -> Decimal | None:
        """The amount in whole units of the currency, exact."""
        exact = self.record.get("amount_exact") or self.record.get("amount")
        return None if exact is None else Decimal(str(exact))

    def parties(self) -> list[str]:
        """The ids of all parties, payers first."""
        return [*self.providers, *self.via, *self.recipients]


@dataclass(slots=True)
class Whole:
    """All nodes by id, relations between entities, flows, observations with their subject, and articles."""

    entities: dict[str, Props] = field(default_factory=dict)
    relations: list[Props] = field(default_factory=list)
    flows: dict[str, FlowView] = field(default_factory=dict)
    observations: dict[str, Props] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)  # observation → entity
    articles: dict[str, Props] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)  # place → the place above it
    mentions: list[Props] = field(default_factory=list)

    def places(self) -> dict[str, str]:
        """Return for each entity the id of the place that it is, or is located in, the alphabetically first of several."""
        found = {id_: id_ for id_, record in self.entities.items() if record["node"] == "Place"}
        for relation in sorted((r for r in self.relations if r["edge"] == "LOCATED_IN"), key=lambda r: str(r["to"])):
            target = relation["to"]
            if target in found and found[target] == target:
                found.setdefault(relation["from"], target)
        for relation in self.relations:  # a fund in a zone is where the zone is
            if relation["edge"] == "LOCATED_IN" and relation["to"] in found:
                found.setdefault(relation["from"], found[relation["to"]])
        return found

    def above(self, place: str) -> Iterator[str]:
        """Yield the place and all places above it."""
        seen: set[str] = set()
        current: str | None = place
        while current is not None and current not in seen:
            seen.add(current)
            yield current
            current = self.within.get(current)


def name_of(node: str) -> str:
    """Return what a node is called that an analyst made without a name: its id, without the label."""
    return node.partition(":")[2] or node


def read(records: Iterable[Mapping[str, Any]]) -> Whole:
    """Put records together; order does not matter."""
    whole = Whole()
    edges = []
    entity_labels = set(load().entity_labels)
    for given in records:
        record = dict(given)
        label = record.get("node")
        if label in entity_labels:
            record["name"] = record.get("name") or name_of(record["id"])
            whole.entities[record["id"]] = record
        elif label == "Flow":
            record |= {key: value for key, value in _UNTOLD.items() if record.get(key) is None}
            whole.flows[record["id"]] = FlowView(record)
        elif label == "Observation":
            whole.observations[record["id"]] = record
        elif label == "Article":
            whole.articles[record["id"]] = record
        else:
            edges.append(record)
    edges.sort(key=lambda e: (e["edge"], e["from"], e["to"], str(e.get("key", ""))))
    for edge in edges:
        _place(whole, edge)
    return whole


def _place(whole: Whole, edge: Props) -> None:
    kind, head, tail = edge["edge"], edge["from"], edge["to"]
    if kind in ROLES:
        flow, party = (tail, head) if kind == "PROVIDES" else (head, tail)
        getattr(whole.flows[flow], ROLES[kind]).append(party)
    elif kind == "SLICE_OF":
        whole.flows[head].slice_of.append(tail)
    elif kind == "MEASURED_BY":
        whole.subjects[tail] = head
    elif kind == "WITHIN":
        whole.within[head] = tail
    elif kind == "MENTIONED_IN":
        whole.mentions.append(edge)
    elif kind != "STATED_IN":
        whole.relations.append(edge)
