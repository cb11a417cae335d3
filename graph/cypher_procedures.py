"""Procedures that tell what is in the graph, answered from it: `CALL db.labels()`, `CALL db.relationshipTypes()`."""

from typing import TYPE_CHECKING

from graph.cypher_tokens import CypherError, place
from graph.cypher_tree import Procedure

if TYPE_CHECKING:
    from graph.cypher_found import Ask

_ASKED = {
    "db.labels": ("label", "MATCH (n) RETURN DISTINCT label(n) AS name ORDER BY name"),
    "db.relationshiptypes": ("relationshipType", "MATCH ()-[r]->() RETURN DISTINCT label(r) AS name ORDER BY name"),
}
_OF_KEYS = (
    "MATCH (n:Fund) UNWIND keys(n) AS key RETURN DISTINCT key lists the properties of a label, docs/ontology.md all"
)
_INSTEAD = {
    "db.propertykeys": _OF_KEYS,
    "db.schema.nodetypeproperties": _OF_KEYS,
    "db.schema.reltypeproperties": "MATCH ()-[r:PART_OF]->() UNWIND keys(r) AS key RETURN DISTINCT key lists those of a type",
    "db.schema.visualization": "MATCH (a)-[r]->(b) RETURN DISTINCT labels(a)[0], type(r), labels(b)[0] says what is joined with what",
    "db.index.fulltext.querynodes": "MATCH (n) WHERE n.name CONTAINS '…' RETURN n finds names",
}


def columns(clause: Procedure, text: str, alone: bool) -> list[tuple[str, str]]:
    """Return what a call yields, with the names that it is given; `alone` where nothing else is in the query."""
    name = clause.name.lower()
    where = place(text, clause.start)
    if name not in _ASKED:
        instead = _INSTEAD.get(name, "`jinmai stats` and docs/ontology.md tell what there is")
        raise CypherError(f"the procedure {clause.name} at {where} cannot run on the embedded store: {instead}")
    column = _ASKED[name][0]
    if not clause.columns and not alone:
        raise CypherError(f"CALL {clause.name} at {where} does not say what it yields: write YIELD {column}")
    for yielded, _ in clause.columns:
        if yielded != column:
            raise CypherError(f"CALL {clause.name} at {where} yields no {yielded}: write YIELD {column}")
    return clause.columns or [(column, column)]


def values(clause: Procedure, ask: "Ask") -> list[str]:
    """Return what a procedure gives."""
    return [name for (name,) in ask(_ASKED[clause.name.lower()][1], {})]
