"""A loader that is killed at any moment leaves a store that opens, holds whole articles, and is completed by loading again.

JINMAI_KILLS is at how many random moments each way of loading is killed: 2 in the usual run, 20 for the full proof.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.model import Model
from graph.export import canonical
from graph.facts import write_facts
from graph.store import open_store
from tests.neo4j.fixtures import Servers, cleared, log_in

ARTICLES = 60
KILLS = int(os.environ.get("JINMAI_KILLS", "2"))
CHILD = """
import sys
from graph import anew_crew
from graph.facts import read_facts
from graph.keeping import KeptStore
from graph.store import open_store

KeptStore.whole_from = int(sys.argv[3])
anew_crew.FROM, anew_crew.processors = 1, lambda: 2  # one helper, also for so few articles and on one processor
with open_store(sys.argv[1]) as store:
    store.batch_facts = 100
    print("open", flush=True)
    store.load(read_facts(sys.argv[2]))
    print("done", flush=True)
"""


def load(url: str, facts: Path, seconds: float | None, whole_from: int) -> float:
    """Load in a child, killed after so many seconds; returns how long it took."""
    command = [sys.executable, "-c", CHILD, url, str(facts), str(whole_from)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        start = time.monotonic()
        if seconds is not None:
            time.sleep(seconds)
            child.send_signal(signal.SIGKILL)
        child.wait()
        assert seconds is not None or child.returncode == 0
        return time.monotonic() - start


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kill") / "facts.jsonl"
    with open(path, "wb") as stream:
        write_facts(Model(ARTICLES), stream)
    return path


@pytest.mark.parametrize("whole_from", [1_000_000, 10], ids=["in batches", "at once"])
def test_a_killed_loader_loses_nothing_and_doubles_nothing(tmp_path: Path, facts: Path, whole_from: int) -> None:
    check(lambda number: f"ladybug:{tmp_path / f'{number}.db'}", facts, whole_from)


def test_a_killed_loader_of_neo4j_loses_nothing_and_doubles_nothing(
    servers: Servers, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = servers("lts")
    log_in(server, monkeypatch)
    check(lambda _: cleared(server).url, facts, 1_000_000)


def check(new_store: Callable[[int], str], facts: Path, whole_from: int) -> None:
    """Load undisturbed; then, again and again, kill a loader and the one that goes on from there, and let a third finish."""
    whole = new_store(-1)
    duration = load(whole, facts, None, whole_from)
    with open_store(whole, read_only=True) as store:
        wanted = canonical(store.records())
    moments = random.Random(7)
    for number in range((KILLS + 1) // 2):
        url = new_store(number)
        load(url, facts, moments.uniform(0, duration), whole_from)
        with open_store(url) as store:
            part = list(store.articles())
            with_facts = store.query("MATCH (f:Flow)-[:STATED_IN]->(a:Article) RETURN count(DISTINCT a.id)").rows[0][0]
            assert with_facts == len(part)
        load(url, facts, moments.uniform(0, duration), whole_from)
        load(url, facts, None, whole_from)
        with open_store(url, read_only=True) as store:
            assert canonical(store.records()) == wanted
