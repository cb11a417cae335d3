"""Everything that a graph is made from, in one file or in another store: nothing is lost, and that is checked.

A backup is gzipped JSON Lines: a header with the versions, the decisions, a line of facts for each article and source, and a
last line with their number and a digest of the graph.
"""

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import msgspec

from graph.by_hand import Left, left
from graph.decisions import Decisions, parse
from graph.export import canonical
from graph.facts import ArticleFacts, encode
from graph.migrations import MIGRATIONS, Migration, MigrationError, migrated, steps
from graph.ontology import load as ontology
from graph.store import SameStore, Store, StoreError
from graph.writing import whole_file

FORMAT = 1


class Header(msgspec.Struct, forbid_unknown_fields=True):
    """The first line: what the file is, and which version of the schema its facts follow."""

    jinmai: str
    format: int
    schema: int
    decisions: str = ""


class Trailer(msgspec.Struct, forbid_unknown_fields=True):
    """The last line: how many articles' facts there are, and the digest of the graph where it was known."""

    articles: int
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store was made from: its schema's version, its decisions and its facts, as lines."""

    schema: int
    decisions: str
    lines: Iterable[bytes]
    digest: str | None = None


def digest(store: Store) -> str:
    """Return a digest of the graph that does not depend on the order of nodes and edges: equal graphs, equal digests."""
    total, count = 0, 0
    for record in store.records():
        (line,) = canonical([record])
        total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest())
        count += 1
    return f"{count}-{total % (1 << 128):032x}"


def backup(store: Store, path: Path) -> int:
    """Write a store's facts and decisions to a file, whole or not at all; returns how many articles' facts."""
    return write(path, kept_of(store))


def kept_of(store: Store) -> Kept:
    """Return what a store was made from, its facts as they are read."""
    lines = (encode(facts) for facts in store.articles())
    return Kept(ontology().version, store.decisions().text, lines, digest(store))


def write(path: Path, kept: Kept) -> int:
    """Write a backup file; the one that was there stays until the new one is complete."""
    with whole_file(path) as plain:
        count = write_to(plain, kept)
        plain.flush()
        with suppress(OSError):  # of a pipe or a device
            os.fsync(plain.fileno())  # what it was made from may be gone soon
    return count


def write_to(plain: IO[bytes], kept: Kept) -> int:
    """Write a backup to a stream."""
    count = 0
    with gzip.GzipFile(filename="", fileobj=plain, mode="wb", mtime=0) as stream:
        header = Header("backup", FORMAT, kept.schema, kept.decisions)
        stream.write(msgspec.json.encode(header) + b"\n")
        for line in kept.lines:
            stream.write(line + b"\n")
            count += 1
        stream.write(msgspec.json.encode(Trailer(count, kept.digest)) + b"\n")
    return count


def restore(
    path: Path,
    store: Store,
    *,
    replace: bool = False,
    migrations: Sequence[Migration] = MIGRATIONS,
    tell: Callable[[str], None] | None = None,
) -> int:
    """Load a backup into an empty store, or in place of what it holds; returns how many articles' facts.

    The file is checked to its end before the store is touched. `tell` is told where the graph is not the one that was backed up:
    what was written by hand is in no article, and so in no backup. Raises `StoreError`.
    """
    header, trailer = check(path)
    try:
        way = steps(header.schema, ontology().version, migrations)
    except MigrationError as error:
        raise StoreError(f"{path}: {error}") from error
    facts = (migrated(line, way, f"{path}, article {n}") for n, line in enumerate(_lines(path, trailer.articles), 1))
    count = _fill(store, facts, parse(header.decisions, str(path)), replace)
    expected = None if way else trailer.digest
    if tell is not None and expected is not None and (found := digest(store)) != expected:
        tell(
            f"{store.url} differs from the graph that was backed up ({_size(found)} nodes and edges, there {_size(expected)}): "
            "what was written by hand (`jinmai cypher --write`) is in no article and was not restored. "
            "Where nothing was written by hand, please report this."
        )
    return count


def _size(found: str) -> str:
    return found.partition("-")[0]


def copy(source: Store, target: Store, *, replace: bool = False) -> tuple[int, Left]:
    """Load all that a store was made from into an empty one, or in place of what it holds.

    Returns how many articles' facts, and what is in none of them and so was left out.

    Before anything is replaced, all of the source is in a file of passing use: it is read to its end, whatever befalls it
    afterwards. Raises `StoreError`, and `SameStore` where both are one.
    """
    if source.identity() == target.identity():
        raise SameStore(f"{source.url} and {target.url} are one and the same store: nothing was copied")
    if not replace or _empty(target):
        count = _fill(target, source.articles(), source.decisions(), replace)
        return count, left(source, target)
    with TemporaryDirectory(prefix="jinmai-copy-") as folder:
        whole = Path(folder) / "copy.backup"
        backup(source, whole)
        count = restore(whole, target, replace=True)
    return count, left(source, target)


def _empty(store: Store) -> bool:
    return next(store.articles(), None) is None


def _fill(store: Store, facts: Iterable[ArticleFacts], decisions: Decisions, replace: bool) -> int:
    if not _empty(store):
        if not replace:
            raise StoreError(f"{store.url} holds a graph already: choose an empty store, or give --replace")
        store.clear()
    store.decide(decisions)
    count = 0

    def counted() -> Iterator[ArticleFacts]:
        nonlocal count
        for each in facts:
            count += 1
            yield each

    store.load(counted())
    return count


def check(path: Path) -> tuple[Header, Trailer]:
    """Return the first and the last line of a backup; raises `StoreError` where it is none, cut short or of a newer format."""
    header: Header | None = None
    last, count = b"", 0
    try:
        with gzip.open(path, "rb") as stream:
            for line in stream:
                if header is None:
                    header = msgspec.json.decode(line, type=Header)
                last, count = line, count + 1
        if header is None or header.jinmai != "backup":
            raise StoreError(f"{path} is no backup of jinmai's")
        if header.format > FORMAT:
            raise StoreError(f"{path} has format {header.format}, this version reads {FORMAT}: install a newer jinmai")
        trailer = msgspec.json.decode(last, type=Trailer)
    except (msgspec.DecodeError, gzip.BadGzipFile, EOFError, UnicodeDecodeError, zlib.error) as error:
        told = f"is cut short or damaged: {error}" if header else "is no backup of jinmai's"
        raise StoreError(f"{path} {told}") from error
    if trailer.articles != count - 2:
        raise StoreError(f"{path} is damaged: it says {trailer.articles} articles, and has {count - 2}")
    return header, trailer


def _lines(path: Path, count: int) -> Iterator[bytes]:
    with gzip.open(path, "rb") as stream:
        next(stream)
        for _ in range(count):
            yield next(stream)
