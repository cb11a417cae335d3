"""Random graphs: paths, reachability and sums that a store's Cypher gives are those that networkx works out."""

from collections import defaultdict
from decimal import Decimal
from itertools import permutations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import ArticleFacts, Entity, Evidence, Flow, Mention, Relation
from graph.network import Graph, funding
from graph.store import Store
from graph.whole import read
from tests.graph.contract.test_loading import emptied, examples

NAMES = ("鲁河银行", "闽山大学", "晋原学院", "陇西集团", "琼海医院")
TEXT = "、".join(NAMES) + "有事。"
HOPS = 6

_ends = st.permutations(NAMES).map(lambda names: (names[0], names[1]))
_edges = st.lists(_ends, max_size=8, unique=True)
_flows = st.lists(
    st.fixed_dictionaries(
        {
            "provider": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
            "recipient": st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
            "amount": st.sampled_from([None, Decimal(100), Decimal(250), Decimal(10**12)]),
            "status": st.sampled_from(["actual", "planned"]),
        }
    ),
    max_size=6,
)


def id_of(name: str) -> str:
    return f"Institution:{name}"


def facts(edges: list[tuple[str, str]], flows: list[dict[str, object]]) -> ArticleFacts:
    """Return one article that states all edges and flows."""
    evidence = Evidence(text=TEXT, start=0, end=len(TEXT))
    entities = []
    for name in NAMES:
        start = TEXT.index(name)
        mention = Mention(text=name, start=start, end=start + len(name))
        entities.append(Entity(id=id_of(name), name=name, type="Institution", mentions=[mention]))
    stated = []
    for flow in flows:
        roles = {role: [id_of(name) for name in flow[role]] for role in ("provider", "recipient")}  # type: ignore[attr-defined]
        stated.append(Flow(evidence=evidence, **{**flow, **roles}))  # type: ignore[arg-type]
    relations = [Relation(head=id_of(a), type="PART_OF", tail=id_of(b), evidence=evidence) for a, b in edges]
    return ArticleFacts(article="a1", source="a1.txt", text=TEXT, entities=entities, relations=relations, flows=stated)


def trails(graph: Graph, longest: int) -> dict[tuple[str, str, int], int]:
    """Count the trails (no edge twice) between each two nodes by length."""
    found: dict[tuple[str, str, int], int] = defaultdict(int)

    def walk(first: str, node: str, used: frozenset[tuple[str, str]]) -> None:
        for edge in graph.out_edges(node):
            if edge not in used and len(used) < longest:
                found[first, edge[1], len(used) + 1] += 1
                walk(first, edge[1], used | {edge})

    for start in graph:
        walk(start, start, frozenset())
    return dict(found)


@examples
@given(_edges)
def test_paths_and_reachability(store: Store, edges: list[tuple[str, str]]) -> None:
    emptied(store).load([facts(edges, [])])
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from(edges)

    reached = store.query(f"MATCH (a)-[:PART_OF*1..{len(NAMES)}]->(b) RETURN DISTINCT a.name, b.name").rows
    cyclic = {node for part in nx.strongly_connected_components(graph) if len(part) > 1 for node in part}
    expected = {(a, b) for a in NAMES for b in nx.descendants(graph, a)} | {(a, a) for a in cyclic}
    assert sorted(reached) == sorted(expected)

    counted = store.query("MATCH p = (a)-[:PART_OF*1..3]->(b) RETURN a.name, b.name, length(p), count(*)").rows
    assert {row[:3]: row[3] for row in counted} == trails(graph, 3)

    for arrow, view in (("->", graph), ("-", graph.to_undirected())):
        query = (
            f"MATCH (a:Institution), (b:Institution) WHERE a.name <> b.name "
            f"MATCH p = shortestPath((a)-[:PART_OF*..{HOPS}]{arrow}(b)) RETURN a.name, b.name, length(p)"
        )
        lengths = dict(nx.all_pairs_shortest_path_length(view))
        shortest = {(a, b, lengths[a][b]) for a, b in permutations(NAMES, 2) if b in lengths[a]}
        assert set(store.query(query).rows) == shortest

    degrees = store.query("MATCH (a:Institution) RETURN a.name, COUNT { (a)-[:PART_OF]-() } AS n").rows
    assert dict(degrees) == dict(graph.degree())


@examples
@given(_flows)
def test_sums(store: Store, flows: list[dict[str, object]]) -> None:
    emptied(store).load([facts([], flows)])
    graph = funding(read(store.records()))

    paid: dict[tuple[str, str, str], list[Decimal | None]] = defaultdict(list)
    for payer, recipient, data in graph.edges(data=True):
        names = graph.nodes[payer]["name"], graph.nodes[recipient]["name"]
        paid[(*names, data["status"])].append(data["amount"])
    query = (
        "MATCH (a)-[:PROVIDES]->(f:Flow)-[:RECEIVED_BY]->(b) WHERE a.id <> b.id "
        "RETURN a.name, b.name, f.status, count(*), sum(f.amount), max(f.amount)"
    )
    expected = set()
    for (payer, recipient, status), amounts in paid.items():
        told = [int(amount) for amount in amounts if amount is not None]
        expected.add((payer, recipient, status, len(amounts), sum(told), max(told, default=None)))
    assert set(store.query(query).rows) == expected

    totals = "MATCH (f:Flow) RETURN f.status AS status, count(*), sum(f.amount), avg(f.amount)"
    stated: dict[str, dict[str, int | None]] = defaultdict(dict)
    for record in store.records():
        if record.get("node") == "Flow":
            stated[record["status"]][record["id"]] = record["amount"]
    rows = set()
    for status, known in stated.items():
        told = [amount for amount in known.values() if amount is not None]
        rows.add((status, len(known), sum(told), sum(told) / len(told) if told else None))
    assert set(store.query(totals).rows) == rows
