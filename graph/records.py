"""An article's facts as the store keeps them: packed, one record for each source that gave the article."""

import zlib
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from graph.facts import ArticleFacts, decode, encode
from graph.merge_names import digest

_PACKED = msgspec.msgpack.Decoder(list[tuple[str, bytes]])


class Given(NamedTuple):
    """A record with the line that `encode` makes of it."""

    facts: ArticleFacts
    line: bytes


def pack(records: Iterable[Given]) -> tuple[bytes, str]:
    """Return the records in one packet, in order of their sources, and their digests."""
    lines = sorted((facts.source, line) for facts, line in records)
    packet = msgspec.msgpack.encode([(source, zlib.compress(line, 1)) for source, line in lines])
    return packet, "\n".join(sorted(f"{digest(line)} {source}" for source, line in lines))


def unpack(packet: bytes) -> list[ArticleFacts]:
    """Return the records of a packet."""
    return [decode(zlib.decompress(line)) for _, line in _PACKED.decode(packet)]


def raw_lines(packet: bytes) -> list[bytes]:
    """Return the records of a packet as the JSON lines that were kept, whatever version of the schema they follow."""
    return [zlib.decompress(line) for _, line in _PACKED.decode(packet)]


def record_digest(facts: ArticleFacts) -> str:
    """Return a hash of all that a record says."""
    return digest(encode(facts))


def parse_digests(text: str | None) -> dict[str, str]:
    """Return source → hash from the digests that `pack` gave."""
    found = {}
    for line in (text or "").split("\n"):
        if line:
            value, _, source = line.partition(" ")
            found[source] = value
    return found
