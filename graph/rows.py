"""Nodes and edges as Arrow tables with the columns of the ontology: the prepared rows that engines load in bulk."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from graph.ontology import Property

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "text": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "bytes": pa.binary(),
}


def table(properties: Sequence[Property], rows: Sequence[Mapping[str, Any]], *ends: Sequence[str]) -> pa.Table:
    """Return the rows as an Arrow table in the order of the properties; `ends` are two columns of ids put in front."""
    columns: dict[str, pa.Array] = {}
    for name, ids in zip(("from", "to"), ends, strict=False):
        columns[name] = pa.array(ids, pa.string())
    for prop in properties:
        columns[prop.name] = pa.array([row.get(prop.name) for row in rows], TYPES[prop.type])
    return pa.table(columns)
