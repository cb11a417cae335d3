"""GraphML and GEXF: the whole graph as a network that Gephi, yEd or networkx open."""

from decimal import Decimal
from typing import IO, Any

import networkx as nx

from graph.measures import fresh
from graph.page import plain
from graph.store import Store

Graph = Any


def network(store: Store) -> Graph:
    """Return every node and edge as a directed multigraph; attributes are strings, numbers and booleans, lists are joined by ` | `.

    Each node has `label` (its name, which is what Gephi shows) and `type` (its label in the ontology); an article's text stays out.
    Measures that `jinmai top --write` kept are attributes too, unless the graph has changed since.
    """
    graph: Graph = nx.MultiDiGraph()
    edges = []
    measures = fresh(store)
    for record in store.records():
        if "node" in record:
            properties = {k: v for k, v in record.items() if k not in ("node", "id", "text")}
            properties |= measures.get(record["id"], {})
            graph.add_node(
                plain(record["id"]), label=plain(record.get("name")), type=record["node"], **flat(properties)
            )
        else:
            edges.append(record)
    edges.sort(key=lambda e: (e["edge"], e["from"], e["to"], str(e.get("key", "")), str(e.get("start", ""))))
    for number, record in enumerate(edges):
        properties = {k: v for k, v in record.items() if k not in ("edge", "from", "to", "key", "start")}
        start = (
            {"from_offset": record["start"]} if record.get("start") is not None else {}
        )  # GEXF has a `start` of its own
        graph.add_edge(
            plain(record["from"]), plain(record["to"]), key=number, type=record["edge"], **start, **flat(properties)
        )
    return graph


def flat(properties: dict[str, Any]) -> dict[str, str | int | float | bool]:
    """Return the properties as XML formats take them: null left out, control characters written out."""
    found: dict[str, str | int | float | bool] = {}
    for key, value in properties.items():
        if value is None or value == []:
            continue
        if isinstance(value, list):
            found[key] = " | ".join(plain(str(item)) for item in value)
        elif isinstance(value, bool | int | float):
            found[key] = value
        else:
            found[key] = plain(str(value) if isinstance(value, Decimal) else value)
    return found


def write_graphml(store: Store, stream: IO[bytes]) -> int:
    """Write GraphML and return the number of nodes and edges."""
    graph = network(store)
    nx.write_graphml(graph, stream)
    count: int = len(graph) + graph.number_of_edges()
    return count


def write_gexf(store: Store, stream: IO[bytes]) -> int:
    """Write GEXF 1.2 and return the number of nodes and edges."""
    graph = network(store)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["kind"] = data.pop("type")  # `type` is GEXF's own word for directed or not
        data["id"] = str(key)
    nx.write_gexf(graph, stream)
    count: int = len(graph) + graph.number_of_edges()
    return count
