"""Facts of many articles → one graph. A pure function of the set of articles (and of the decisions): order changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.decisions import NO_DECISIONS, Decisions
from graph.facts import ArticleFacts
from graph.merge_decided import decided
from graph.merge_flows import (
    Told,
    evidence_properties,
    flow_properties,
    flow_told,
    flow_top,
    group_flows,
    group_observations,
    in_conflict,
    observation_properties,
    observation_told,
)
from graph.merge_identity import Identity, persons_of, posts_of
from graph.merge_names import label_of, name_of, normal_name
from graph.merge_say import Card, Contribution, EdgeKey, FlowSaid, ObservationSaid, Said, contribution
from graph.ontology import load

Properties = dict[str, Any]
EdgeId = tuple[str, str, str, str]  # type, head, tail, key


@dataclass(slots=True)
class Graph:
    """Nodes by id and edges by type, ends and key; null properties are there as None."""

    nodes: dict[str, Properties] = field(default_factory=dict)
    edges: dict[EdgeId, Properties] = field(default_factory=dict)
    dropped: int = 0


def merge(articles: Iterable[ArticleFacts], decisions: Decisions = NO_DECISIONS) -> Graph:
    """Return the graph of a set of articles; two records of one article from different sources are one article."""
    ontology = load()
    records: dict[str, dict[str, ArticleFacts]] = defaultdict(dict)
    for facts in articles:
        records[facts.article][facts.source] = facts
    chosen = {article: main_record(list(found.values())) for article, found in records.items()}
    identity = identify(chosen.values(), decisions)
    graph = Graph()
    contributions = [
        decided(contribution(facts, identity.nodes(facts).__getitem__, ontology), decisions)
        for facts in chosen.values()
    ]
    for article, facts in chosen.items():
        graph.nodes[article] = article_properties(facts, list(records[article].values()))
    _add_entities(graph, contributions, decisions)
    _add_relations(graph, contributions)
    _add_flows(graph, contributions)
    _add_observations(graph, contributions)
    graph.dropped = sum(made.dropped for made in contributions)
    return graph


def main_record(records: Sequence[ArticleFacts]) -> ArticleFacts:
    """Return the record that speaks for an article read from several sources: dated ones first, then by source."""
    return min(records, key=lambda r: (r.date is None, r.publisher is None, r.source))


def identify(articles: Iterable[ArticleFacts], decisions: Decisions) -> Identity:
    """Return the identity of all entities of the articles."""
    identity = Identity(decisions)
    posts = [p for facts in articles for p in posts_of(facts, identity.nodes(facts)).values()]
    return Identity(decisions, persons_of(posts, decisions))


def article_properties(main: ArticleFacts, records: Sequence[ArticleFacts]) -> Properties:
    """Return the properties of an Article node."""
    sources = {source for r in records for source in (r.source, *(c.source for c in r.copies))}
    return {
        "label": "Article",
        "id": main.article,
        "name": main.title or main.text[:30].split("\n")[0],
        "title": main.title,
        "date": main.date,
        "publisher": main.publisher,
        "authors": list(main.authors),
        "source": main.source,
        "sources": sorted(sources),
        "text": main.text,
    }


def entity_properties(node: str, cards: Mapping[Card, int], decisions: Decisions = NO_DECISIONS) -> Properties:
    """Return the properties of an entity from how often articles describe it in each way."""
    own = name_of(node)
    name = _most((card.name, n) for card, n in cards.items() if _same_name(card.name, own)) or own
    aliases = {alias for card in cards for alias in (*card.aliases, card.name)} - {name}
    properties: Properties = {
        "label": label_of(node),
        "id": node,
        "name": name,
        "name_en": _most((card.name_en, n) for card, n in cards.items()),
        "aliases": sorted(aliases),
        "kind": _most((card.kind, n) for card, n in cards.items()),
        "tags": sorted({tag for card in cards for tag in card.tags}),
    }
    for correction in decisions.corrections:
        if correction.target in (node, node.partition(":")[2]):
            properties[correction.field] = correction.value
    return properties


def _most(weighed: Iterable[tuple[str | None, int]]) -> str | None:
    """Return the value that most articles give, null aside; the first in order of those given equally often."""
    listed = [each for each in weighed if each[0] is not None]
    if len(listed) < 2:
        return listed[0][0] if listed else None
    counted: Counter[str] = Counter()
    for value, count in listed:
        counted[value or ""] += count
    return min(counted, key=lambda value: (-counted[value], value), default=None)


def _same_name(name: str, own: str) -> bool:
    return normal_name(name).partition("@")[0] == own


def _add_entities(graph: Graph, contributions: Iterable[Contribution], decisions: Decisions) -> None:
    cards: dict[str, Counter[Card]] = defaultdict(Counter)
    for made in contributions:
        for node, card in made.cards:
            cards[node][card] += 1
        for mention in made.mentions:
            key = f"{mention.start}-{mention.stop}"
            graph.edges["MENTIONED_IN", mention.entity, made.article, key] = {
                "start": mention.start,
                "stop": mention.stop,
                "text": mention.text,
            }
    for node, counted in cards.items():
        graph.nodes[node] = entity_properties(node, counted, decisions)


def edge_id(key: EdgeKey) -> EdgeId:
    """Return type, ends and the key that tells edges of one type between two nodes apart."""
    return (key.type, key.head, key.tail, "|".join(value or "" for value in key[3:]))


def edge_properties(key: EdgeKey, said: Sequence[Said]) -> Properties:
    """Return the properties of a relation that articles state."""
    return {
        "status": key.status,
        "period": key.period,
        "title": key.title,
        **evidence_properties(said),
    }


def _add_relations(graph: Graph, contributions: Iterable[Contribution]) -> None:
    said: dict[EdgeKey, list[Said]] = defaultdict(list)
    for made in contributions:
        for key, evidence in made.edges:
            said[key].append(evidence)
        for key in made.known:
            said[key] += []
    for key, evidence_list in said.items():
        if key.status is None:
            graph.edges[edge_id(key)] = {"period": key.period}
        else:
            graph.edges[edge_id(key)] = edge_properties(key, evidence_list)


def _add_flows(graph: Graph, contributions: Iterable[Contribution]) -> None:
    blocks: dict[int, list[FlowSaid]] = defaultdict(list)
    slices: dict[tuple[FlowSaid, FlowSaid], str] = {}
    for made in contributions:
        for statement in made.flows:
            blocks[statement.block].append(statement)
        for pair in made.slices:
            slices[pair] = made.article
    node_of: dict[FlowSaid, str] = {}
    rests: dict[int, dict[str, Told]] = defaultdict(dict)
    for statements in blocks.values():
        for node, members in group_flows(statements).items():
            node_of.update(dict.fromkeys(members, node))
            top = flow_top(members)
            graph.nodes[node] = {"label": "Flow", "id": node, "conflict": False, **flow_properties(members)}
            if top.rest is not None:
                rests[top.rest][node] = flow_told(members)
            _join_flow(graph, node, top, members)
    for alike in rests.values():
        for node in in_conflict(alike):
            graph.nodes[node]["conflict"] = True
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (part, total), article in slices.items():
        told[node_of[part], node_of[total]].add(article)
    for (part_node, total_node), said_by in told.items():
        if part_node != total_node:
            graph.edges["SLICE_OF", part_node, total_node, ""] = {"articles": sorted(said_by)}


def _join_flow(graph: Graph, node: str, top: FlowSaid, members: Iterable[FlowSaid]) -> None:
    for party in top.provider:
        graph.edges["PROVIDES", party, node, ""] = {}
    for party in top.via:
        graph.edges["THROUGH", node, party, ""] = {}
    for party in top.recipient:
        graph.edges["RECEIVED_BY", node, party, ""] = {}
    _stated(graph, node, members)


def _stated(graph: Graph, node: str, members: Iterable[FlowSaid] | Iterable[ObservationSaid]) -> None:
    for m in members:
        graph.edges["STATED_IN", node, m.article, f"{m.start}-{m.stop}"] = {"start": m.start, "stop": m.stop}


def _add_observations(graph: Graph, contributions: Iterable[Contribution]) -> None:
    statements = [statement for made in contributions for statement in made.observations]
    rests: dict[int, dict[str, Told]] = defaultdict(dict)
    for node, members in group_observations(statements).items():
        first = members[0]
        graph.nodes[node] = {"label": "Observation", "id": node, "conflict": False, **observation_properties(members)}
        if first.rest is not None:
            rests[first.rest][node] = observation_told(members)
        if first.subject:
            graph.edges["MEASURED_BY", first.subject, node, ""] = {}
        _stated(graph, node, members)
    for alike in rests.values():
        for node in in_conflict(alike):
            graph.nodes[node]["conflict"] = True
