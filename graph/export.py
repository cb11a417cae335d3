"""Writes a graph in formats that other tools read; `jsonl` is the canonical form."""

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from graph.ontology import load
from graph.store import Store
from graph.writing import whole_file, whole_folder

_ENCODER = msgspec.json.Encoder(order="sorted")

# format → module and function that writes it, and the ending of its files where it is a folder; imported when asked for
FORMATS = {
    "jsonl": ("graph.export", "write_jsonl", ""),
    "graphml": ("graph.export_networks", "write_graphml", ""),
    "gexf": ("graph.export_networks", "write_gexf", ""),
    "cypher": ("graph.export_cypher", "write_cypher", ""),
    "ftm": ("graph.export_ftm", "write_ftm", ""),
    "csv": ("graph.export_tables", "write_csv", ".csv"),
    "parquet": ("graph.export_tables", "write_parquet", ".parquet"),
    "neo4j-admin": ("graph.export_tables", "write_admin", ".csv"),
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
    """Write the graph to a file, a folder or (None) stdout, and return how many nodes and edges; raises `ValueError`.

    A folder holds this graph's tables alone afterwards: those of an earlier export are removed, other files stay.
    """
    if form not in FORMATS:
        raise ValueError(f"{form} is no format: choose from {', '.join(FORMATS)}")
    module, function, ending = FORMATS[form]
    write: Callable[[Store, Any], int] = getattr(importlib.import_module(module), function)
    if ending:
        if output is None:
            raise ValueError(f"{form} is a folder of files: name it with -o FOLDER")
        if output.exists() and not output.is_dir():
            raise ValueError(f"{output} is a file, and {form} is a folder of files: name another with -o FOLDER")
        with whole_folder(output, tables_named(ending)) as folder:
            return write(store, folder)
    if output is None:
        return write(store, sys.stdout.buffer)
    with whole_file(output) as stream:
        return write(store, stream)


def tables_named(ending: str) -> list[str]:
    """Return the names of all files that a folder of tables may hold."""
    ontology = load()
    tables = [*(f"nodes_{label}" for label in ontology.labels), *(f"edges_{kind}" for kind in ontology.relations)]
    return [*(table + ending for table in tables), *(["import.args"] if ending == ".csv" else [])]
