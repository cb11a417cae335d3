"""The canonical form read back: nodes and edges → the facts of the articles that state them, ready to load."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from graph.facts import (
    ArticleFacts,
    Background,
    Copy,
    Entity,
    Evidence,
    FactsError,
    Flow,
    KnownRelation,
    Mention,
    Observation,
    Relation,
)
from graph.ontology import load
from graph.whole import FlowView, Whole, read

Props = dict[str, Any]
FLOW_FIELDS = (
    "amount_text",
    "qualifier",
    "currency",
    "instrument",
    "status",
    "cumulative",
    "per",
    "period",
    "recipient_count",
    "condition",
)


def is_graph(line: bytes) -> bool:
    """Tell whether a JSON line is a node or an edge of the canonical form, and not an article's facts."""
    try:
        record = json.loads(line)
    except ValueError:
        return False
    return isinstance(record, dict) and bool({"node", "edge"} & record.keys()) and "article" not in record


def read_graph(lines: Iterable[bytes], name: str) -> Iterator[ArticleFacts]:
    """Yield the articles of a graph in canonical form; loading them gives that graph. Raises `FactsError`.

    The texts of copies are not in the graph: of them only the sources come back.
    """
    records = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                records.append(json.loads(line, parse_float=Decimal))
                if b"\\u" in line:  # half a character is well-formed JSON, but nothing that can be kept
                    json.dumps(json.loads(line), ensure_ascii=False).encode()
            except ValueError as error:
                raise FactsError(
                    f"{name}, line {number}: {error}; expected a line of `jinmai export --to jsonl`"
                ) from error
    try:
        yield from articles(read(records))
    except (KeyError, TypeError, ValueError) as error:
        raise FactsError(
            f"{name}: not a whole graph in canonical form, or one with what was written by hand in it ({error!r})"
        ) from error


def articles(whole: Whole) -> Iterator[ArticleFacts]:
    """Yield the facts of every article of a graph."""
    told = _Told(whole)
    for number, id_ in enumerate(sorted(whole.articles)):
        yield told.article(id_, with_known=not number)


class _Told:
    """What each article of a graph says."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.relations: dict[str, list[tuple[Props, int, int]]] = defaultdict(list)
        self.flows: dict[str, list[tuple[FlowView, int, int]]] = defaultdict(list)
        self.observations: dict[str, list[tuple[Props, int, int]]] = defaultdict(list)
        self.mentions: dict[str, dict[str, list[Props]]] = defaultdict(lambda: defaultdict(list))
        for relation in whole.relations:
            for article, start, stop in _evidence(relation):
                self.relations[article].append((relation, start, stop))
        for flow in whole.flows.values():
            for article, start, stop in _evidence(flow.record):
                self.flows[article].append((flow, start, stop))
        for record in whole.observations.values():
            for article, start, stop in _evidence(record):
                self.observations[article].append((record, start, stop))
        for mention in whole.mentions:
            self.mentions[mention["to"]][mention["from"]].append(mention)

    def article(self, id_: str, with_known: bool) -> ArticleFacts:
        """Return the facts of one article; the gazetteer's own facts of the whole graph go with the first."""
        record = self.whole.articles[id_]
        text = record.get("text", "")

        def evidence(start: int, stop: int) -> Evidence:
            return Evidence(text=text[start:stop], start=start, end=stop)

        flows = [(self._flow(flow, evidence(start, stop)), flow) for flow, start, stop in self.flows[id_]]
        place = {flow.record["id"]: n for n, (_, flow) in enumerate(flows)}
        for fact, flow in flows:
            fact.slice_of = next((place[total] for total in flow.slice_of if total in place), None)
        facts = ArticleFacts(
            article=id_,
            source=record["source"],
            text=text,
            title=record.get("title"),
            date=record.get("date"),
            publisher=record.get("publisher"),
            authors=list(record.get("authors") or []),
            copies=[Copy(source=source) for source in record.get("sources") or [] if source != record["source"]],
            relations=[
                Relation(
                    head=r["from"],
                    type=r["edge"],
                    tail=r["to"],
                    status=r.get("status") or "actual",
                    period=r.get("period"),
                    title=r.get("title"),
                    evidence=evidence(start, stop),
                )
                for r, start, stop in self.relations[id_]
            ],
            flows=[fact for fact, _ in flows],
            observations=[self._observation(r, evidence(start, stop)) for r, start, stop in self.observations[id_]],
        )
        named = set(self.mentions[id_])
        named |= {i for r in facts.relations for i in (r.head, r.tail)} | {
            o.subject for o in facts.observations if o.subject
        }
        named |= {i for f in facts.flows for i in (*f.provider, *f.via, *f.recipient)}
        facts.entities = [self._entity(i, self.mentions[id_][i]) for i in sorted(named)]
        if with_known:
            facts.background = self._known(named)
        return facts

    def _entity(self, id_: str, mentions: list[Props]) -> Entity:
        record = self.whole.entities[id_]
        return Entity(
            id=id_,
            name=record["name"],
            type=record["node"],
            kind=record.get("kind"),
            name_en=record.get("name_en"),
            aliases=list(record.get("aliases") or []),
            tags=list(record.get("tags") or []),
            mentions=[Mention(text=m["text"], start=m["start"], end=m["stop"]) for m in mentions],
        )

    def _flow(self, flow: FlowView, evidence: Evidence) -> Flow:
        record = flow.record
        least = record.get("amount_min_exact") or record.get("amount_min")
        given = {field: record[field] for field in FLOW_FIELDS if record.get(field) is not None}
        return Flow(
            evidence=evidence,
            provider=list(flow.providers),
            via=list(flow.via),
            recipient=list(flow.recipients),
            amount=flow.amount,
            amount_min=None if least is None else Decimal(str(least)),
            **given,
        )

    def _observation(self, record: Props, evidence: Evidence) -> Observation:
        return Observation(
            evidence=evidence,
            measure=record["measure"],
            value=Decimal(str(record.get("value_exact") or record["value"])),
            subject=self.whole.subjects.get(record["id"]),
            unit=record.get("unit"),
            qualifier=record.get("qualifier"),
            status=record.get("status") or "actual",
            period=record.get("period"),
        )

    def _known(self, named: set[str]) -> Background:
        known = [
            KnownRelation(head=r["from"], type=r["edge"], tail=r["to"], period=r.get("period"))
            for r in self.whole.relations
            if load().relations[r["edge"]].known and not r.get("articles")
        ]
        known += [KnownRelation(head=low, type="WITHIN", tail=high) for low, high in sorted(self.whole.within.items())]
        return Background(
            entities=[self._entity(i, []) for i in sorted(self.whole.entities) if i not in named], relations=known
        )


def _evidence(record: Props) -> Iterator[tuple[str, int, int]]:
    for reference in record.get("evidence") or []:
        article, _, span = reference.rpartition(":")
        start, _, stop = span.partition("-")
        yield article, int(start), int(stop)
