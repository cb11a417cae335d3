"""Nodes, relationships and paths as values that are reckoned with row by row: told apart by what the engine knows them by."""

import dataclasses
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.cypher_spans import Span
from graph.cypher_tokens import CypherError
from graph.store import Edge, Node, Walk


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """A node or relationship; `whole` tells whether all of its properties are here, `ends` are those of a relationship."""

    identity: str
    label: str
    properties: Mapping[str, Any]
    ends: tuple[str, str] | None = None
    whole: bool = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and self.identity == other.identity

    def __hash__(self) -> int:
        return hash(self.identity)


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """A path: nodes and relationships as they were walked."""

    nodes: tuple[Thing, ...]
    edges: tuple[Thing, ...]


def of_engine(value: Any) -> Any:
    """Return what a value of the engine's is here: its dicts are nodes, relationships, paths or maps."""
    if isinstance(value, list):
        return [of_engine(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    if not isinstance(value, dict):
        return value
    if "_NODES" in value and "_RELS" in value:
        return Way(tuple(map(of_engine, value["_NODES"])), tuple(map(of_engine, value["_RELS"])))
    if "_LABEL" not in value:
        return {key: of_engine(item) for key, item in value.items()}
    held = {key: of_engine(item) for key, item in value.items() if not key.startswith("_") and item is not None}
    ends = (_identity(value["_SRC"]), _identity(value["_DST"])) if "_SRC" in value else None
    return Thing(_identity(value["_ID"]), value["_LABEL"], held, ends)


def _identity(value: Mapping[str, int]) -> str:
    return f"{value['table']}:{value['offset']}"


def to_result(value: Any, whole: Mapping[str, Thing]) -> Any:
    """Return a value as a result shows it; `whole` are nodes with all of their properties, by identity."""
    if isinstance(value, Thing):
        value = whole.get(value.identity, value)
        if value.ends is not None:
            return Edge(value.label, dict(value.properties))
        return Node(value.label, value.properties.get("id", ""), dict(value.properties))
    if isinstance(value, Way):
        return Walk(
            tuple(to_result(node, whole) for node in value.nodes), tuple(to_result(edge, whole) for edge in value.edges)
        )
    if isinstance(value, list):
        return [to_result(item, whole) for item in value]
    if isinstance(value, Span):
        raise CypherError("a duration as a result cannot run on the embedded store: return its .days or .months")
    if isinstance(value, dict):
        return {key: to_result(item, whole) for key, item in sorted(value.items())}
    return value


def things(value: Any) -> list[Thing]:
    """Return the nodes and relationships that a value holds."""
    if isinstance(value, Thing):
        return [value]
    if isinstance(value, Way):
        return [*value.nodes, *value.edges]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for item in inner for found in things(item)]
