"""A Cypher script that makes the graph in any Neo4j; everything that articles say stands in it as quoted literals."""

import json
from typing import IO, Any

from graph.export_tables import tables
from graph.ontology import load, stated
from graph.store import Store

BATCH = 500


def write_cypher(store: Store, stream: IO[bytes]) -> int:
    """Write the script for `cypher-shell -f` and return the number of nodes and edges; running it twice changes nothing."""
    nodes, edges = tables(store)
    ontology = load()
    count = 0
    for label in sorted(nodes):
        stream.write(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n".encode())
    for label, rows in sorted(nodes.items()):
        names = [p.name for p in stated(ontology.labels[label].properties)]
        for start in range(0, len(rows), BATCH):
            batch = [{n: r[n] for n in names if r.get(n) is not None} for r in rows[start : start + BATCH]]
            stream.write(f"UNWIND {literal(batch)} AS row MERGE (n:{label} {{id: row.id}}) SET n += row;\n".encode())
        count += len(rows)
    for kind, rows in sorted(edges.items()):
        names = [p.name for p in stated(ontology.relations[kind].properties)]
        identity = [n for n in ("key", "start", "stop") if n in names]
        by_ends: dict[tuple[str, str], list[dict[str, Any]]] = {}
        labels = {row["id"]: label for label, items in nodes.items() for row in items}
        for row in rows:
            by_ends.setdefault((labels[row["from"]], labels[row["to"]]), []).append(row)
        for (head, tail), items in sorted(by_ends.items()):
            keys = ", ".join(f"{n}: row.p.{n}" for n in identity)
            merge = f"MERGE (a)-[r:{kind}{' {' + keys + '}' if keys else ''}]->(b) SET r += row.p"
            for start in range(0, len(items), BATCH):
                batch = [
                    {"a": r["from"], "b": r["to"], "p": {n: r[n] for n in names if r.get(n) is not None}}
                    for r in items[start : start + BATCH]
                ]
                ends = f"MATCH (a:{head} {{id: row.a}}) MATCH (b:{tail} {{id: row.b}})"
                stream.write(f"UNWIND {literal(batch)} AS row {ends} {merge};\n".encode())
        count += len(rows)
    return count


def literal(value: Any) -> str:
    """Return a value as a Cypher literal; keys are property names of the ontology."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, str):
        # JSON's escapes are Cypher's too; a NUL, a quote or a line end cannot leave the string
        return json.dumps(value, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return json.dumps(value)
