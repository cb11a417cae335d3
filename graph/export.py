"""Writes a graph in formats that other tools read; `jsonl` is the canonical form."""

from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

import msgspec

from graph.store import Store

_ENCODER = msgspec.json.Encoder(order="sorted")
Writer = Callable[[Store, IO[bytes]], int]


def canonical(records: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """Return a line for each node and edge, keys and lines sorted, null properties left out."""
    return sorted(_ENCODER.encode({k: v for k, v in record.items() if v is not None}) for record in records)


def write_jsonl(store: Store, stream: IO[bytes]) -> int:
    """Write the canonical form and return the number of lines; equal graphs give equal bytes."""
    lines = canonical(store.records())
    for line in lines:
        stream.write(line + b"\n")
    return len(lines)


FORMATS: dict[str, Writer] = {"jsonl": write_jsonl}
