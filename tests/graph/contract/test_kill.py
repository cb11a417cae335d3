"""A loader that is killed leaves whole articles only, and a rerun gives the graph of an undisturbed load.

JINMAI_KILLS says how often it is killed: a few times as a rule, 20 times before a release.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from graph.facts import write_facts
from graph.store import open_store
from tests.gold_facts import gold_facts
from tests.graph.contract.test_loading import held
from tests.graph.test_update import merged
from tests.queries import fixture

KILLS = int(os.environ.get("JINMAI_KILLS", "2"))
LOADER = """
import sys
from graph import keeping
from graph.facts import read_facts
from graph.store import open_store
keeping.BATCH_ARTICLES = 2
with open_store(sys.argv[1]) as store:
    print(0, flush=True)
    store.load(read_facts(sys.argv[2]), on_progress=lambda count: print(count, flush=True))
"""


def test_a_killed_loader_leaves_whole_articles_and_a_rerun_makes_it_good(url: str, tmp_path: Path) -> None:
    chance = random.Random(f"{KILLS} {url.partition(':')[0]}")
    facts = [*gold_facts(), *fixture.articles()]
    path = tmp_path / "facts.jsonl"
    with open(path, "wb") as stream:
        write_facts(facts, stream)
    command = [sys.executable, "-c", LOADER, url, str(path)]
    midway = 0
    for _ in range(KILLS):
        with open_store(url) as store:
            store.clear()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, len(facts) // 4)):
                child.stdout.readline()
            time.sleep(chance.random() * 0.05)
            child.kill()
        with open_store(url) as store:
            present = list(store.articles())
            midway += 0 < len(present) < len(facts)
            assert held(store) == merged(present)
            store.load(facts)
            assert held(store) == merged(facts)
    assert midway, "no kill came in the middle of the load"
