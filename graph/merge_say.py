"""What one article contributes to the graph once its entities are known: the smallest pieces that merging counts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from graph.facts import ArticleFacts, Entity, Evidence, Flow, Observation
from graph.merge_names import label_of, number, sentence_print
from graph.ontology import Ontology


class Card(NamedTuple):
    """How an article describes an entity; equal cards of many articles are counted, not kept apart."""

    name: str
    kind: str | None
    name_en: str | None
    aliases: tuple[str, ...]
    tags: tuple[str, ...]


class EdgeKey(NamedTuple):
    """What makes an edge the same in many articles."""

    type: str
    head: str
    tail: str
    status: str | None
    period: str | None
    title: str | None


class Said(NamedTuple):
    """One piece of evidence: a span of an article and the fingerprint of its sentence."""

    article: str
    start: int
    stop: int
    fingerprint: str


class FlowSaid(NamedTuple):
    """A flow as one article says it; the first fields, to `period`, are its identity."""

    provider: tuple[str, ...]
    via: tuple[str, ...]
    recipient: tuple[str, ...]
    amount: str | None
    amount_min: str | None
    currency: str
    instrument: str
    status: str
    per: str | None
    cumulative: bool
    period: str | None
    alone: str | None  # the article, where nobody is named: such a flow is nobody else's
    qualifier: str | None
    amount_text: str | None
    recipient_count: int | None
    condition: str | None
    article: str
    start: int
    stop: int
    fingerprint: str

    @property
    def signature(self) -> tuple[object, ...]:
        """Who, through what, to whom, how much, in which way and when."""
        return self[:12]

    @property
    def common(self) -> tuple[object, ...]:
        """What flows share that may be one, and also those that may contradict each other: part of `block` and of `rest`."""
        return self[5:10]

    @property
    def block(self) -> int:
        """The key that flows share which may be one: all that is always stated, or everything where no sum is."""
        if self.amount is None or self.alone:
            return number("flow", *self.signature)
        return number("block", *self[3:10])

    @property
    def rest(self) -> int | None:
        """The key that flows share which differ in the figure alone; None where no conflict can be told."""
        if self.amount is None or self.alone:
            return None
        return number("rest", self[:3], *self[5:11])


class ObservationSaid(NamedTuple):
    """An observation as one article says it; the first fields, to `period`, are its identity."""

    subject: str | None
    measure: str
    value: str
    unit: str | None
    status: str
    period: str | None
    alone: str | None
    qualifier: str | None
    article: str
    start: int
    stop: int
    fingerprint: str

    @property
    def signature(self) -> tuple[object, ...]:
        """Whose value, of what, how much, in which unit and when."""
        return self[:7]

    @property
    def rest(self) -> int | None:
        """The key that observations share which differ in the figure alone."""
        return None if self.alone else number("rest", self.subject, self.measure, *self[3:6])


class MentionSaid(NamedTuple):
    """A place in an article where an entity is named."""

    entity: str
    start: int
    stop: int
    text: str


@dataclass(slots=True)
class Contribution:
    """All that one article adds to the graph, apart from its own node. `dropped` counts facts the ontology refuses."""

    article: str
    cards: list[tuple[str, Card]] = field(default_factory=list)
    mentions: list[MentionSaid] = field(default_factory=list)
    edges: list[tuple[EdgeKey, Said]] = field(default_factory=list)
    known: list[EdgeKey] = field(default_factory=list)
    flows: list[FlowSaid] = field(default_factory=list)
    slices: list[tuple[FlowSaid, FlowSaid]] = field(default_factory=list)
    observations: list[ObservationSaid] = field(default_factory=list)
    dropped: int = 0


Names = Callable[[str], str]  # the extractor's id of an entity in this article → the id of its node


def contribution(facts: ArticleFacts, node: Names, ontology: Ontology) -> Contribution:
    """Return what an article adds, `node` giving the node of each of its entity ids."""
    made = Contribution(facts.article)
    entities = list(facts.entities) + (list(facts.background.entities) if facts.background else [])
    nodes = {entity.id: node(entity.id) for entity in entities}
    made.cards = list({(nodes[entity.id], card(entity)): None for entity in entities})
    spans = {MentionSaid(nodes[e.id], m.start, m.end, m.text): None for e in facts.entities for m in e.mentions}
    made.mentions = list(spans)
    _relations(facts, nodes, ontology, made)
    flows = [_flow(flow, facts, nodes) for flow in facts.flows]
    made.flows = list(dict.fromkeys(flows))
    made.slices = [
        (said, flows[f.slice_of]) for said, f in zip(flows, facts.flows, strict=True) if f.slice_of is not None
    ]
    made.observations = list({_observation(o, facts, nodes): None for o in facts.observations})
    return made


def card(entity: Entity) -> Card:
    """Return how the article describes the entity."""
    return Card(entity.name, entity.kind, entity.name_en, _in_order(entity.aliases), _in_order(entity.tags))


def _in_order(values: Collection[str]) -> tuple[str, ...]:
    """Return the values sorted; most lists of the facts are empty."""
    return tuple(sorted(values)) if values else ()


def _relations(facts: ArticleFacts, nodes: Mapping[str, str], ontology: Ontology, made: Contribution) -> None:
    edges: dict[tuple[EdgeKey, Said], None] = {}
    for relation in facts.relations:
        key = _edge(relation.type, nodes[relation.head], nodes[relation.tail], ontology)
        if key is None or not ontology.relations[relation.type].stated:
            made.dropped += 1
            continue
        stated = EdgeKey(*key[:3], relation.status, relation.period, relation.title)
        edges[stated, said(facts, relation.evidence)] = None
    made.edges = list(edges)
    known: dict[EdgeKey, None] = {}
    for background in facts.background.relations if facts.background else []:
        head, tail = nodes.get(background.head), nodes.get(background.tail)
        key = _edge(background.type, head, tail, ontology) if head and tail else None
        if key is None or not ontology.relations[background.type].known:
            made.dropped += 1
            continue
        status = "actual" if ontology.relations[background.type].stated else None
        known[key._replace(status=status, period=background.period)] = None
    made.known = list(known)


def _edge(kind: str, head: str, tail: str, ontology: Ontology) -> EdgeKey | None:
    """Return the edge, its ends in order where direction says nothing; None for a loop or what the ontology refuses."""
    if head == tail or not ontology.allows(kind, label_of(head), label_of(tail)):
        return None
    if ontology.relations[kind].symmetric and tail < head:
        head, tail = tail, head
    return EdgeKey(kind, head, tail, None, None, None)


def said(facts: ArticleFacts, evidence: Evidence) -> Said:
    """Return the evidence with the article's id."""
    return Said(facts.article, evidence.start, evidence.end, sentence_print(evidence.text))


def _flow(flow: Flow, facts: ArticleFacts, nodes: Mapping[str, str]) -> FlowSaid:
    provider, via, recipient = (
        _in_order({nodes[party] for party in parties}) for parties in (flow.provider, flow.via, flow.recipient)
    )
    where = said(facts, flow.evidence)
    return FlowSaid(
        provider=provider,
        via=via,
        recipient=recipient,
        amount=exact(flow.amount),
        amount_min=exact(flow.amount_min),
        currency=flow.currency,
        instrument=flow.instrument,
        status=flow.status,
        per=flow.per,
        cumulative=flow.cumulative,
        period=flow.period,
        alone=None if provider or via or recipient else facts.article,
        qualifier=flow.qualifier,
        amount_text=flow.amount_text,
        recipient_count=flow.recipient_count,
        condition=flow.condition,
        article=where.article,
        start=where.start,
        stop=where.stop,
        fingerprint=where.fingerprint,
    )


def _observation(observation: Observation, facts: ArticleFacts, nodes: Mapping[str, str]) -> ObservationSaid:
    where = said(facts, observation.evidence)
    return ObservationSaid(
        subject=nodes[observation.subject] if observation.subject else None,
        measure=observation.measure,
        value=exact(observation.value) or "0",
        unit=observation.unit,
        status=observation.status,
        period=observation.period,
        alone=None if observation.subject else facts.article,
        qualifier=observation.qualifier,
        article=where.article,
        start=where.start,
        stop=where.stop,
        fingerprint=where.fingerprint,
    )


def exact(value: Decimal | None) -> str | None:
    """Write a decimal the one way that equal figures share: no exponent, no zeros behind the point."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
