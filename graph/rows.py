"""The types of the ontology's properties as Arrow has them: what engines load in bulk."""

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

# the first array makes pyarrow import others, and whatever interrupts these imports it takes for their absence
pa.array([""])
