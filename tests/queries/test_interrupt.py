"""Ctrl-C: a clear word, exit code 130, and nothing lost."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.facts import write_facts
from graph.store import open_store
from queries import interruption, loading
from queries.cli import STOPPED
from tests.gold_facts import gold_facts
from tests.graph.contract.test_loading import held
from tests.graph.test_update import merged
from tests.neo4j.server import Server
from tests.queries import fixture

JINMAI = "import sys; from queries.cli import main; sys.exit(main())"
LOADER = """
import sys
from graph import keeping
from queries import loading
from queries.cli import main
keeping.BATCH_ARTICLES = 2
keeping.KeptStore.whole_from = int(sys.argv.pop(1))
load = keeping.KeptStore.load
def counting(store, articles, on_progress=None, reread=None):
    return load(store, articles, lambda count: print("in the graph", count, flush=True), reread)
def told(articles):
    for number, facts in enumerate(articles):
        print("read", number, flush=True)
        yield facts
keeping.KeptStore.load, loading.counted = counting, told
sys.exit(main())
"""
LONG = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b % 7)"


def started(*arguments: str, program: str = JINMAI) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", program, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", preexec_fn=heed)


def heed() -> None:
    """Let the child heed Ctrl-C even where the tests themselves run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(child: "subprocess.Popen[str]", within: float = 60) -> tuple[int, str]:
    """Send Ctrl-C and return the exit code and what was said on stderr."""
    child.send_signal(signal.SIGINT)
    try:
        _, said = child.communicate(timeout=within)
    finally:
        child.kill()
    return child.returncode, said


@pytest.fixture
def embedded(tmp_path: Path) -> str:
    fixture.build(tmp_path / "g.db").close()
    return f"ladybug:{tmp_path / 'g.db'}"


def test_a_long_query_of_the_embedded_store_ends_at_once(embedded: str) -> None:
    with open_store(embedded, read_only=True) as store:
        before = held(store)
    child = started("cypher", LONG, "--timeout", "0", "--store", embedded)
    time.sleep(3)
    assert child.poll() is None
    sent = time.monotonic()
    code, said = interrupted(child)
    assert (code, said.strip()) == (130, "Stopped: the query was cancelled.")
    assert time.monotonic() - sent < 5
    with open_store(embedded) as store:
        assert held(store) == before


def test_a_long_query_of_a_server_ends_there_too(neo4j_server: Server) -> None:
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles()[:1])
        child = started("cypher", LONG, "--timeout", "0", "--store", neo4j_server.url)
        time.sleep(4)
        assert child.poll() is None
        code, said = interrupted(child)
        assert (code, said.strip()) == (130, "Stopped: the query was cancelled.")
        running = store.query("SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery", write=True).rows
        assert not [query for (query,) in running if query.startswith("UNWIND range")]


def test_a_query_that_writes_is_undone(embedded: str) -> None:
    query = "MATCH (n:Institution) UNWIND range(1, 100000000) AS a WITH n, max(a % 7) AS m SET n.name_en = n.name"
    with open_store(embedded) as store:
        before = held(store)
    child = started("cypher", query, "--write", "--timeout", "0", "--store", embedded)
    time.sleep(3)
    assert child.poll() is None
    assert interrupted(child)[0] == 130
    with open_store(embedded) as store:
        assert held(store) == before


@pytest.mark.parametrize(
    ("whole_from", "until"), [(1_000_000, "in the graph"), (10, "read")], ids=["batches", "at once"]
)
def test_a_load_keeps_whole_articles_and_goes_on_from_there(tmp_path: Path, whole_from: int, until: str) -> None:
    chance = random.Random(130)
    facts = [*gold_facts(), *fixture.articles()]
    path = tmp_path / "facts.jsonl"
    with open(path, "wb") as stream:
        write_facts(facts, stream)
    midway = 0
    for number in range(3):
        url = f"ladybug:{tmp_path / f'{number}.db'}"
        child = started(str(whole_from), "load", str(path), "--store", url, program=LOADER)
        assert child.stdout is not None
        left = chance.randint(2, len(facts) // 4)
        while left:
            left -= child.stdout.readline().startswith(until)
        time.sleep(chance.random() * 0.1)
        code, said = interrupted(child)
        assert code == 130, said
        assert said.strip() == "Stopped. What is in the graph is whole; the same command again does what is left."
        with open_store(url) as store:
            present = list(store.articles())
            midway += 0 < len(present) < len(facts)
            assert held(store) == merged(present)
        done = subprocess.run(
            [sys.executable, "-c", JINMAI, "load", str(path), "--store", url, "--json"], capture_output=True, check=True
        )
        report = json.loads(done.stdout)
        assert report["unchanged"] == len(present) and report["added"] == len(facts) - len(present)
        with open_store(url) as store:
            assert held(store) == merged(facts)
        left_behind = {file.name for file in tmp_path.iterdir() if file.name.startswith(f"{number}.db")}
        assert left_behind <= {f"{number}.db", f"{number}.db.wal"}
    assert midway or until == "read", "no interruption came in the middle of the load"


SWALLOWS = """
import signal, sys
import click
from queries import cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it in what runs behind
@click.command()
def swallows():
    if PRESSED:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            pass
    raise ImportError("no such library")
cli.Commands.get_command = lambda self, ctx, name: swallows
sys.exit(cli.main(["build"]))
"""


@pytest.mark.parametrize(("pressed", "code", "said"), [(True, 130, "Stopped"), (False, 1, "ImportError")])
def test_an_interruption_that_a_library_takes_for_a_failure_is_told_as_one(pressed: bool, code: int, said: str) -> None:
    program = SWALLOWS.replace("PRESSED", str(pressed))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


PRESSED_IN = """
import atexit, signal, sys, threading, time
import click
from queries import cli
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it in what runs behind
press = lambda: signal.raise_signal(signal.SIGINT)
class Removed:
    def __del__(self):
        press()
def bare():
    try:
        press()
    except:
        pass
def waited_for():
    main = threading.main_thread()
    def later():
        main.join()  # it has ended when Python waits for its threads
        time.sleep(0.2)
        signal.pthread_kill(main.ident, signal.SIGINT)
        time.sleep(0.5)
    threading.Thread(target=later).start()
@click.command()
def dropping():
    WHERE
    print("done", flush=True)
cli.Commands.get_command = lambda self, ctx, name: dropping
sys.exit(cli.main(["build"]))
"""


@pytest.mark.parametrize(
    ("where", "done"),
    [
        ("Removed(); time.sleep(60)", False),
        ("bare()", True),
        ("bare(); sys.exit(0)", False),
        ("waited_for()", True),
        ("atexit.register(press)", True),
    ],
    ids=["while an object is removed", "bare except", "bare except and exit", "waiting for threads", "at exit"],
)
def test_an_interruption_that_is_dropped_ends_the_command_all_the_same(where: str, done: bool) -> None:
    program = PRESSED_IN.replace("WHERE", where)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30)
    assert (ended.returncode, "done" in ended.stdout) == (130, done), ended.stderr
    assert "Traceback" not in ended.stderr and "ignored" not in ended.stderr


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the children of a process are read from /proc")
def test_the_processes_of_a_pool_end_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("拨付资金\n科技部拨付资金3亿元。\n", encoding="utf-8")
    command = ["build", str(tmp_path / "a.txt"), "--jobs", "2", "--store", f"ladybug:{tmp_path / 'g.db'}"]
    child = subprocess.Popen(
        [sys.executable, "-c", JINMAI, *command],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,
        start_new_session=True,
    )
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    while child.poll() is None and len(children.read_text().split()) < 2:  # one keeps the books, the other extracts
        time.sleep(0.01)
    time.sleep(0.2)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does
    _, said = child.communicate(timeout=30)
    assert (child.returncode, said.strip()) == (130, STOPPED["build"])


def test_a_press_that_was_dropped_ends_a_load_at_the_next_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruption, "_pressed", [True])
    with pytest.raises(KeyboardInterrupt):
        list(loading.counted(iter(fixture.articles())))
