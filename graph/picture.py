"""A picture before it is drawn: nodes, edges and the facts behind them, cut down to what a reader can take in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import networkx as nx

VISIBLE = 2000  # more nodes than this are kept back, and opened on request


@dataclass(slots=True)
class Fact:
    """A sentence that says something: `marks` are the spans (offsets into `sentence`) of the words that carried it."""

    zh: str
    en: str
    sentence: str = ""
    article: str = ""
    title: str = ""
    date: str | None = None
    source: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """An entity or a flow; `label` is its label in the ontology, `weight` decides its size and what is kept."""

    id: str
    label: str
    name: str
    name_en: str | None = None
    kind: str | None = None
    place: str | None = None
    group: str | None = None
    weight: float = 0.0
    facts: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """An arrow; `amount` in whole yuan (or `currency` units) decides its width, a plan or promise is dashed."""

    source: str
    target: str
    type: str
    status: str = "actual"
    amount: Decimal | None = None
    amount_text: str = ""
    amount_en: str = ""
    date: str | None = None
    facts: list[int] = field(default_factory=list)
    sharers: int = 1  # arrows that one sum stands on, for how much of it each bears is not said


@dataclass(slots=True)
class Picture:
    """What is to be drawn; `facts` are shared, nodes and edges point into them by place."""

    title: str
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    kept_back: int = 0
    one_sided: int = 0  # flows of which only one party is told: facts of that party, and no arrows

    def add(self, facts: list[Fact]) -> list[int]:
        """Put facts into the picture, and return their places."""
        self.facts += facts
        return list(range(len(self.facts) - len(facts), len(self.facts)))


def weigh(picture: Picture) -> None:
    """Set each node's weight to the number of edges it has, money counting twice."""
    degree: Counter[str] = Counter()
    for edge in picture.edges:
        worth = 2 if edge.amount is not None else 1
        degree[edge.source] += worth
        degree[edge.target] += worth
    for node in picture.nodes:
        node.weight = float(degree[node.id])


def arrange(picture: Picture) -> None:
    """Order nodes by weight and give each the community it belongs to (label propagation, the same for the same picture)."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in picture.nodes))
    graph.add_edges_from(sorted((min(e.source, e.target), max(e.source, e.target)) for e in picture.edges))
    members: Iterable[set[str]] = nx.community.asyn_lpa_communities(graph, seed=1)
    names = {node.id: node.name for node in picture.nodes}
    weights = {node.id: node.weight for node in picture.nodes}
    group: dict[str, str] = {}
    for community in members:
        head = min(community, key=lambda i: (-weights[i], i))
        group.update((i, names[head]) for i in community)
    for node in picture.nodes:
        node.group = group[node.id]
    picture.nodes.sort(key=lambda node: (-node.weight, node.id))
    picture.kept_back = max(0, len(picture.nodes) - VISIBLE)
