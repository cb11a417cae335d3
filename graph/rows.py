"""The types of the ontology's properties as Arrow has them: what engines load in bulk."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any

import pyarrow as pa

TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "text": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "bytes": pa.binary(),
}


def values(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return a property of all rows, None where one has it not; most have all, and then no Python runs for each of them."""
    if rows and name in rows[0]:
        with suppress(KeyError):
            return list(map(itemgetter(name), rows))
    return [row.get(name) for row in rows]


# the first array makes pyarrow import others, and whatever interrupts these imports it takes for their absence
pa.array([""])
