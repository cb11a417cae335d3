"""Writes a graph in formats that other tools read; `jsonl` is the canonical form."""

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from graph.store import Store

_ENCODER = msgspec.json.Encoder(order="sorted")

# format → module and function that writes it, and whether it is a folder of files; imported when asked for
FORMATS = {
    "jsonl": ("graph.export", "write_jsonl", False),
    "graphml": ("graph.export_networks", "write_graphml", False),
    "gexf": ("graph.export_networks", "write_gexf", False),
    "cypher": ("graph.export_cypher", "write_cypher", False),
    "ftm": ("graph.export_ftm", "write_ftm", False),
    "csv": ("graph.export_tables", "write_csv", True),
    "parquet": ("graph.export_tables", "write_parquet", True),
    "neo4j-admin": ("graph.export_tables", "write_admin", True),
}


def canonical(records: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """Return a line for each node and edge, keys and lines sorted, null properties left out."""
    return sorted(_ENCODER.encode({k: v for k, v in record.items() if v is not None}) for record in records)


def write_jsonl(store: Store, stream: IO[bytes]) -> int:
    """Write the canonical form and return the number of lines; equal graphs give equal bytes."""
    lines = canonical(store.records())
    for line in lines:
        stream.write(line + b"\n")
    return len(lines)


def export(store: Store, form: str, output: Path | None) -> int:
    """Write the graph to a file, a folder or (None) stdout, and return how many nodes and edges; raises `ValueError`."""
    if form not in FORMATS:
        raise ValueError(f"{form} is no format: choose from {', '.join(FORMATS)}")
    module, function, folder = FORMATS[form]
    write: Callable[[Store, Any], int] = getattr(importlib.import_module(module), function)
    if folder:
        if output is None:
            raise ValueError(f"{form} is a folder of files: name it with -o FOLDER")
        if output.exists() and not output.is_dir():
            raise ValueError(f"{output} is a file, and {form} is a folder of files: name another with -o FOLDER")
        return write(store, output)
    if output is None:
        return write(store, sys.stdout.buffer)
    with open(output, "wb") as stream:
        return write(store, stream)
