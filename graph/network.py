"""Networks of the graph for networkx: who funds whom, co-funding, shared programmes, people and posts; and measures on them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

import networkx as nx

from graph.select import when
from graph.whole import FlowView, Whole

ACTING = ("Institution", "Fund", "Zone")
Graph = Any  # a networkx graph; its stubs do not agree on the type parameter


def _node(graph: Graph, whole: Whole, entity: str, places: dict[str, str]) -> None:
    record = whole.entities[entity]
    place = whole.entities.get(places.get(entity, ""), {}).get("name")
    graph.add_node(entity, name=record["name"], label=record["node"], kind=record.get("kind"), place=place)


def funding(whole: Whole, status: str | None = None) -> Graph:
    """Return a directed multigraph of payer → recipient, one edge for each flow and pair.

    Edge attributes: `amount` (Decimal in whole units of `currency`, or None), `currency`, `status`, `instrument`, `per`,
    `cumulative`, `date`, `via` (ids), `flow` (id). Only flows of `status` where one is given. An edge's amount is the flow's:
    where a flow has several payers or recipients, adding edges up counts it more than once.
    """
    graph: Graph = nx.MultiDiGraph()
    places = whole.places()
    for id_, flow in sorted(whole.flows.items()):
        record = flow.record
        if status and record.get("status") != status:
            continue
        for payer in flow.providers:
            for recipient in flow.recipients:
                if payer == recipient:
                    continue
                _node(graph, whole, payer, places)
                _node(graph, whole, recipient, places)
                graph.add_edge(
                    payer,
                    recipient,
                    key=id_,
                    flow=id_,
                    amount=flow.amount,
                    currency=record.get("currency"),
                    status=record.get("status"),
                    instrument=record.get("instrument"),
                    per=record.get("per"),
                    cumulative=bool(record.get("cumulative")),
                    date=when(record, whole),
                    via=list(flow.via),
                )
    return graph


def cofunding(whole: Whole, status: str | None = None) -> Graph:
    """Return an undirected graph of bodies that pay the same recipient, `shared` being the recipients in common.

    Classes of recipients are nothing in common: they are many. Only flows of `status` count where one is given; the other
    edge attributes are those of `_shared`, of what either of the two pays to the recipients in common.
    """
    paid: _Groups = defaultdict(lambda: defaultdict(list))
    for flow in whole.flows.values():
        for recipient in flow.recipients:
            if whole.entities[recipient]["node"] != "Category":
                _pays(paid[recipient], flow, whole, status)
    return _shared(whole, paid)


def programmes(whole: Whole, status: str | None = None) -> Graph:
    """Return an undirected graph of bodies that run, take part in or pay through the same programme (`shared`).

    Only what is of `status` counts where one is given; the other edge attributes are those of `_shared`, of what either of the
    two pays through the programmes in common.
    """
    users: _Groups = defaultdict(lambda: defaultdict(list))
    for relation in whole.relations:
        if relation["edge"] in ("RUNS", "PARTICIPATES_IN") and relation["to"].startswith("Program:"):
            said = relation.get("status") or "actual"
            if status in (None, said):
                users[relation["to"]][relation["from"]].append(_Tie(said, when(relation, whole)))
    for flow in whole.flows.values():
        for through in flow.via:
            if through.startswith("Program:"):
                _pays(users[through], flow, whole, status)
    return _shared(whole, users)


class _Tie(NamedTuple):
    """What ties a body to what it shares with others: a relation, or a flow with the yuan that may be added up."""

    status: str
    date: str | None
    flow: str = ""
    amount: Decimal | None = None


_Groups = dict[str, dict[str, list[_Tie]]]  # what is shared → by whom → by what


def _pays(members: dict[str, list[_Tie]], flow: FlowView, whole: Whole, status: str | None) -> None:
    said = flow.record.get("status") or "actual"
    if status in (None, said):
        amount = flow.amount if summable(flow, whole) else None
        tie = _Tie(said, when(flow.record, whole), str(flow.record["id"]), amount)
        for payer in flow.providers:
            members[payer].append(tie)


def people(whole: Whole) -> Graph:
    """Return a bipartite graph of persons and the bodies where they are posted, `title` and `date` on the edges."""
    graph: Graph = nx.Graph()
    places = whole.places()
    for relation in whole.relations:
        if relation["edge"] == "POSTED_AT":
            _node(graph, whole, relation["from"], places)
            _node(graph, whole, relation["to"], places)
            graph.add_edge(relation["from"], relation["to"], title=relation.get("title"), date=when(relation, whole))
    return graph


def links(whole: Whole) -> Graph:
    """Return an undirected graph of all links: relations, and different roles in one flow (co-payers are no link).

    Persons, places and classes of recipients take part, as the ontology's direct links do; `kinds` on an edge tells of what.
    """
    graph: Graph = nx.Graph()
    places = whole.places()

    def join(one: str, other: str, kind: str) -> None:
        if one != other:
            _node(graph, whole, one, places)
            _node(graph, whole, other, places)
            known = graph.get_edge_data(one, other, {}).get("kinds", [])
            graph.add_edge(one, other, kinds=sorted({*known, kind}))

    for relation in whole.relations:
        if relation["edge"] != "SUCCEEDS":
            join(relation["from"], relation["to"], relation["edge"])
    for flow in whole.flows.values():
        for side, other in combinations((flow.providers, flow.via, flow.recipients), 2):
            for a in side:
                for b in other:
                    join(a, b, "FLOW")
    return graph


def _shared(whole: Whole, groups: _Groups) -> Graph:
    """Join who shares anything.

    Edge attributes: `shared` (ids) and `weight`, their number; `statuses`; `amounts`, the yuan by status, each flow counted once
    and what may not be added up left out; `since` and `until`, the earliest and latest time told, or None.
    """
    graph: Graph = nx.Graph()
    places = whole.places()
    for common, members in sorted(groups.items()):
        for one, other in combinations(sorted(members), 2):
            _node(graph, whole, one, places)
            _node(graph, whole, other, places)
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, shared=[], ties=[])
            graph.edges[one, other]["shared"].append(common)
            graph.edges[one, other]["ties"] += [*members[one], *members[other]]
    for _, _, edge in graph.edges(data=True):
        ties = dict.fromkeys(edge.pop("ties"))  # a flow of both, or to two in common, is one
        amounts: dict[str, Decimal] = defaultdict(Decimal)
        for tie in ties:
            if tie.amount is not None:
                amounts[tie.status] += tie.amount
        times = [time for tie in ties if tie.date for time in tie.date.split("/") if time]
        edge.update(
            weight=len(edge["shared"]),
            statuses=sorted({tie.status for tie in ties}),
            amounts=dict(sorted(amounts.items())),
            since=min(times, default=None),
            until=max(times, default=None),
        )
    return graph


PROJECTIONS: dict[str, Callable[[Whole], Graph]] = {
    "links": links,
    "funding": funding,
    "cofunding": cofunding,
    "programmes": programmes,
    "people": people,
}


def simple(graph: Graph) -> Graph:
    """Return the graph without directions and parallel edges."""
    return nx.Graph(graph)


def betweenness(graph: Graph) -> dict[str, float]:
    """Return betweenness centrality, from a sample of 500 sources (seed 1) where the graph is larger than 2,000 nodes."""
    flat = simple(graph)
    sample = 500 if len(flat) > 2000 else None
    found: dict[str, float] = nx.betweenness_centrality(flat, k=sample, seed=1)
    return found


def degree(graph: Graph) -> dict[str, float]:
    """Return the number of neighbours."""
    return {node: float(count) for node, count in simple(graph).degree()}


def pagerank(graph: Graph) -> dict[str, float]:
    """Return PageRank along the edges' directions, by plain power iteration (damping 0.85, to 1e-9)."""
    directed: Graph = nx.DiGraph(graph)
    if not directed:
        return {}
    rank = dict.fromkeys(directed, 1 / len(directed))
    for _ in range(200):
        loose = sum(rank[node] for node in directed if not directed.out_degree(node))
        base = (0.15 + 0.85 * loose) / len(directed)
        new = {
            node: base + 0.85 * sum(rank[p] / directed.out_degree(p) for p in directed.predecessors(node))
            for node in directed
        }
        moved = sum(abs(new[node] - rank[node]) for node in directed)
        rank = new
        if moved < 1e-9:
            break
    return rank


def core(graph: Graph) -> dict[str, float]:
    """Return the k-core number."""
    flat = simple(graph)
    flat.remove_edges_from(nx.selfloop_edges(flat))
    return {node: float(k) for node, k in nx.core_number(flat).items()}


def brokers(graph: Graph) -> dict[str, float]:
    """Return for each body that acts how many pairs of its neighbours lie in different places and are not neighbours themselves.

    Bodies that act are institutions, funds and zones: places, documents, classes and the like join nobody.
    """
    flat = simple(graph)
    found = {}
    for node, label in flat.nodes(data="label"):
        if label not in ACTING:
            continue
        places = {other: flat.nodes[other].get("place") for other in flat[node]}
        located = [other for other in places if places[other]]
        pairs = combinations(located, 2)
        found[node] = float(sum(1 for a, b in pairs if places[a] != places[b] and not flat.has_edge(a, b)))
    return found


MEASURES: dict[str, Callable[[Graph], dict[str, float]]] = {
    "degree": degree,
    "betweenness": betweenness,
    "pagerank": pagerank,
    "core": core,
    "brokers": brokers,
}


def communities(graph: Graph) -> dict[str, int]:
    """Return the community of each node (Louvain, seed 1), numbered from the largest, ties by the smallest id."""
    flat: Graph = nx.Graph()
    original = simple(graph)
    flat.add_nodes_from(sorted(original))
    flat.add_edges_from(sorted(tuple(sorted(edge)) for edge in original.edges()))
    found = nx.community.louvain_communities(flat, seed=1)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {node: number for number, members in enumerate(ordered) for node in members}


def through(whole: Whole, status: str = "actual") -> dict[str, Decimal]:
    """Return for each intermediary (`via`) the yuan that run through it: flows of `status` that may be added up.

    Rates, running totals, other currencies and parts of totals that are counted are left out; each flow counts once.
    """
    found: dict[str, Decimal] = defaultdict(Decimal)
    for flow in whole.flows.values():
        if flow.record.get("status") == status and summable(flow, whole):
            for middle in flow.via:
                found[middle] += flow.amount or 0
    return dict(found)


def summable(flow: FlowView, whole: Whole) -> bool:
    """Tell whether a flow's amount may be added to others: priced, in yuan, no rate, no running total, no counted part."""
    record = flow.record
    counted = any(
        total in whole.flows and whole.flows[total].record.get("status") == record.get("status")
        for total in flow.slice_of
    )
    return (
        flow.amount is not None
        and record.get("currency") == "CNY"
        and not record.get("per")
        and not record.get("cumulative")
        and not counted
    )


def top(values: dict[str, Any], count: int) -> Iterable[tuple[str, Any]]:
    """Return the greatest values, ties in order of id."""
    return sorted(values.items(), key=lambda item: (-item[1], item[0]))[:count]
