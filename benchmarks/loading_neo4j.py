"""Loading into Neo4j: against the bare driver with the same rows in as large batches; loading again; a little more."""

import os
import pickle
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import neo4j

from benchmarks.loading import LITTLE, articles, write_drawn
from benchmarks.model import FACTS
from graph.backend import Ends
from graph.engines.neo4j_backend import BATCH, batches
from graph.engines.neo4j_ddl import constraints, indexes
from graph.facts import read_facts
from graph.ontology import load as ontology
from graph.store import open_store
from tests.neo4j.server import Server, Unavailable, running


def main(full: bool) -> bool:
    """Print the figures: 10,000 articles' facts, or 1,000,000 facts where `full`; returns whether all bars are met.

    Each of the two loads gets a server that has just been started.
    """
    os.environ.setdefault("JINMAI_NEO4J_JVM", "-Xms2g -Xmx2g")
    count = articles(full)
    with tempfile.TemporaryDirectory() as folder:
        facts, little, rows = (Path(folder) / name for name in ("facts.jsonl", "little.jsonl", "rows"))
        write_drawn(facts, little, count)
        try:
            with running("lts") as server:
                first, again, shares = _ours(server, facts, little, rows)
            with running("lts") as server:
                bare = _bare(server, rows)
        except Unavailable as reason:
            print(f"skipped: {reason}")
            return True
    total = count * FACTS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"              peak memory {peak} MiB, the facts' drawing among it (at most 2048)")
    print(f"load          {first:8.2f} s  {total / first:9,.0f} facts/s  ({count} articles, {total:,} facts)")
    print(f"load again    {again:8.2f} s  {again / first:9.2f} of the first (at most 1)")
    for name, seconds in shares.items():
        print(
            f"{name:6} {LITTLE} art {seconds:7.2f} s  {seconds / first:9.4f} of the load (at most 0.01 of a million facts')"
        )
    print(f"bare driver   {bare:8.2f} s  load takes {first / bare:.2f} times that (at most 1.3)", flush=True)
    little_met = not full or all(seconds <= first / 100 for seconds in shares.values())
    return first <= 1.3 * bare and again <= first and little_met and peak < 2048


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _spent() -> float:
    """Return the processor's seconds of this process and, on Linux, of a server that it started: a busy machine adds none."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # ended meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            ticks += (int(fields[11]) + int(fields[12])) * (int(fields[1]) == os.getpid())
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def _ours(server: Server, facts: Path, little: Path, rows: Path) -> tuple[float, float, dict[str, float]]:
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.username, server.password
    with open_store(server.url) as store:
        before = _spent()
        first = _timed(lambda: store.load(read_facts(facts)))
        print(f"  (load: {_spent() - before:.2f} s of the processor, with the server's)", flush=True)
        with open(rows, "wb") as stream, _driver(server) as driver:
            for query, some in _prepared(driver):
                pickle.dump((query, some), stream)
        again = _timed(lambda: store.load(read_facts(facts)))
        names = [article.article for article in read_facts(little)]
        shares = {"add": _timed(lambda: store.load(read_facts(little)))}
        shares["forget"] = _timed(lambda: store.forget_all(names))
    return first, again, shares


def _driver(server: Server) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(server.url, auth=(server.username, server.password))


def _prepared(driver: neo4j.Driver) -> Iterator[tuple[str, list[Any]]]:
    """Yield the statements and rows that make the graph which is there: nodes first, at most BATCH rows each."""
    with driver.session() as session:
        for label in ontology().labels:
            found = (row[0] for row in session.run(f"MATCH (n:{label}) RETURN properties(n)"))
            for some in batches(found, BATCH):
                yield f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", some
        for relation in ontology().relations.values():
            for head, tail in relation.pairs:
                query = f"MATCH (a:{head})-[r:{relation.name}]->(b:{tail}) RETURN a.id, b.id, properties(r)"
                found = (row.values() for row in session.run(query))
                for some in batches(found, BATCH):
                    yield _edges_query(Ends(relation.name, head, tail), bool(relation.properties)), some


def _edges_query(ends: Ends, properties: bool) -> str:
    """Return what one who knows Cypher writes for edges; the store's own statements may be cleverer."""
    head = f"MATCH (a:{ends.head} {{id: row[0]}}) USING INDEX a:{ends.head}(id)"
    tail = f"MATCH (b:{ends.tail} {{id: row[1]}}) USING INDEX b:{ends.tail}(id)"
    sets = " SET r = row[2]" if properties else ""
    return f"UNWIND $rows AS row {head} {tail} WITH row, a, b CREATE (a)-[r:{ends.type}]->(b){sets}"


def _bare(server: Server, rows: Path) -> float:
    """Return the seconds that the bare driver takes for the same rows, each batch in a transaction of its own."""
    seconds = spent = 0.0
    with _driver(server) as driver, driver.session() as session, open(rows, "rb") as stream:
        for statement in (*constraints(ontology()), *indexes(ontology())):
            session.run(statement).consume()
        session.run("CALL db.awaitIndexes(300)").consume()
        while True:
            try:
                query, some = pickle.load(stream)
            except EOFError:
                print(f"  (bare driver: {spent:.2f} s of the processor, with the server's)", flush=True)
                return seconds
            before = _spent()
            seconds += _timed(lambda q=query, s=some: session.execute_write(lambda t: t.run(q, rows=s).consume()))
            spent += _spent() - before
