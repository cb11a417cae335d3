"""A loader that is killed at any moment leaves a store that opens, holds whole articles, and is completed by loading again."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.model import Model
from graph.export import canonical
from graph.facts import write_facts
from graph.store import open_store

ARTICLES = 60
MOMENTS = 4
CHILD = """
import sys
from graph.facts import read_facts
from graph.keeping import KeptStore
from graph.store import open_store

KeptStore.batch_facts = 100
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    store.load(read_facts(sys.argv[2]))
    print("done", flush=True)
"""


def load(url: str, facts: Path, seconds: float | None) -> float:
    """Load in a child, killed after so many seconds; returns how long it took."""
    with subprocess.Popen([sys.executable, "-c", CHILD, url, str(facts)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        start = time.monotonic()
        if seconds is not None:
            time.sleep(seconds)
            child.send_signal(signal.SIGKILL)
        child.wait()
        return time.monotonic() - start


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kill") / "facts.jsonl"
    with open(path, "wb") as stream:
        write_facts(Model(ARTICLES), stream)
    return path


def test_a_killed_loader_loses_nothing_and_doubles_nothing(tmp_path: Path, facts: Path) -> None:
    whole = f"ladybug:{tmp_path / 'whole.db'}"
    duration = load(whole, facts, None)
    with open_store(whole, read_only=True) as store:
        wanted = canonical(store.records())
    moments = random.Random(7)
    for number in range(MOMENTS):
        url = f"ladybug:{tmp_path / f'{number}.db'}"
        load(url, facts, moments.uniform(0, duration))
        with open_store(url) as store:
            part = list(store.articles())
            with_facts = store.query("MATCH (f:Flow)-[:STATED_IN]->(a:Article) RETURN count(DISTINCT a.id)").rows[0][0]
            assert with_facts == len(part)
        load(url, facts, moments.uniform(0, duration))
        load(url, facts, None)
        with open_store(url, read_only=True) as store:
            assert canonical(store.records()) == wanted
