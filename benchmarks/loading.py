"""Loading: against the engine's bare COPY of the same rows; loading again; adding and forgetting a little; memory."""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import ladybug
import pyarrow as pa

from benchmarks.model import FACTS, Model
from graph.engines.ladybug_ddl import statements
from graph.facts import read_facts, write_facts
from graph.ontology import load as ontology
from graph.rows import TYPES
from graph.store import open_store

LITTLE = 100  # articles added and forgotten
POOL = 1 << 30
BARE_POOL = 4 << 30  # a bare COPY keeps all its tables in the pool until the file is closed


def main(full: bool) -> bool:
    """Print the figures: 10,000 articles' facts, or 1,000,000 facts where `full`; returns whether all bars are met.

    Beside the seconds of the clock stand those of the processor, which a busy machine does not lengthen so much.
    """
    count = articles(full)
    with tempfile.TemporaryDirectory() as folder:
        facts, little = Path(folder) / "facts.jsonl", Path(folder) / "little.jsonl"
        write_drawn(facts, little, count)
        path = Path(folder) / "graph.db"
        total = count * FACTS
        first, peak = _in_child(path, "load", facts)
        print(
            f"load          {first:8.2f} s  {total / first:9,.0f} facts/s  ({count} articles, {total:,} facts)",
            flush=True,
        )
        print(f"              peak memory {peak} MiB (at most 2048); store {path.stat().st_size >> 20} MiB", flush=True)
        second, _ = _in_child(path, "load", facts)
        print(f"load again    {second:8.2f} s  {second / first:9.2f} of the first (at most 1)", flush=True)
        little_met = True
        for what, name in (("load", "add"), ("forget", "forget")):
            seconds, _ = _in_child(path, what, little)
            share = seconds / first
            little_met &= share <= 0.01 or not full  # on the small corpus what an opening costs weighs too much
            print(
                f"{name:6} {LITTLE} art {seconds:7.2f} s  {share:9.4f} of the load (at most 0.01 of a million facts')",
                flush=True,
            )
        bare = _bare_copy(path, Path(folder) / "bare.db")
        print(f"bare COPY     {bare:8.2f} s  load takes {first / bare:.2f} times that (at most 5)", flush=True)
        return peak < 2048 and second <= first and little_met and first <= 5 * bare


def articles(full: bool) -> int:
    """Return how many articles to load: a million facts' where `full`, else JINMAI_BENCH_ARTICLES or 10,000."""
    return 1_000_000 // FACTS if full else int(os.environ.get("JINMAI_BENCH_ARTICLES", "10000"))


def _together(process: int) -> int:
    """Return the KiB that a process and all that it started hold together; 0 where the system does not tell."""
    try:
        held = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() >> 10
        started = [c for t in Path(f"/proc/{process}/task").iterdir() for c in (t / "children").read_text().split()]
    except OSError:  # it has ended, or there is no such folder
        return 0
    return held + sum(_together(int(child)) for child in started)


def write_drawn(facts: Path, little: Path, count: int) -> None:
    """Write the facts of so many articles that are drawn by chance, and of LITTLE more."""
    with open(facts, "wb") as stream, open(little, "wb") as rest:
        drawn = iter(Model(count + LITTLE))
        write_facts((next(drawn) for _ in range(count)), stream)
        write_facts(drawn, rest)


def _in_child(path: Path, what: str, facts: Path) -> tuple[float, int]:
    """Do it in a process of its own, so that memory is that step's; returns the seconds, the start of Python left out, and MiB.

    The MiB are the most that the process and its helpers held together, looked at every twentieth of a second (a library that
    they share is counted for each), or what the system says of the largest of them where that is more.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        start = time.perf_counter()
        with open_store(f"ladybug:{path}") as store:
            if what == "load":
                store.load(read_facts(facts))
            else:
                store.forget_all({article.source for article in read_facts(facts)})
        os.write(writing, f"{time.perf_counter() - start}".encode())
        os._exit(0)
    os.close(writing)
    peak = status = done = 0
    while not done:
        peak = max(peak, _together(child))
        time.sleep(0.05)
        done, status = os.waitpid(child, os.WNOHANG)
    if status:
        sys.exit(f"{what} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"  ({what}: {spent:.2f} s of the processor)", flush=True)
    with os.fdopen(reading) as stream:
        return float(stream.read()), max(peak, after.ru_maxrss) >> 10


def _bare_copy(path: Path, bare: Path) -> float:
    """Return the seconds of COPY alone, over all tables, of the rows that the store holds."""
    source = ladybug.Connection(ladybug.Database(str(path), read_only=True, buffer_pool_size=POOL))
    target = ladybug.Connection(ladybug.Database(str(bare), buffer_pool_size=BARE_POOL))
    for statement in statements(ontology()):
        target.execute(statement)
    seconds = spent = 0.0
    for query, rows in chain(_prepared(source), [("CHECKPOINT", None)]):
        start, used = time.perf_counter(), time.process_time()
        target.execute(query, {"rows": rows} if rows else {})
        seconds += time.perf_counter() - start
        spent += time.process_time() - used
    print(f"  (COPY: {spent:.2f} s of the processor)", flush=True)
    return seconds


def _prepared(source: "ladybug.Connection") -> Iterator[tuple[str, pa.Table | None]]:
    for label in ontology().labels.values():
        columns = ", ".join(f"n.{p.name}" for p in label.properties)
        rows = source.execute(f"MATCH (n:{label.name}) RETURN {columns}").get_all()
        if rows:
            arrays = {p.name: pa.array([row[i] for row in rows], TYPES[p.type]) for i, p in enumerate(label.properties)}
            yield f"COPY {label.name} FROM $rows", pa.table(arrays)
    for relation in ontology().relations.values():
        columns = "".join(f", r.{p.name}" for p in relation.properties)
        for head, tail in relation.pairs:
            query = f"MATCH (a:{head})-[r:{relation.name}]->(b:{tail}) RETURN a.id, b.id{columns}"
            rows = source.execute(query).get_all()
            if rows:
                arrays = {"from": pa.array([row[0] for row in rows]), "to": pa.array([row[1] for row in rows])}
                for i, p in enumerate(relation.properties, 2):
                    arrays[p.name] = pa.array([row[i] for row in rows], TYPES[p.type])
                yield f"COPY {relation.name} FROM $rows (from='{head}', to='{tail}')", pa.table(arrays)


if __name__ == "__main__":
    sys.exit(not main("--full" in sys.argv))
