"""A store that is filled at once holds what `merge` makes of the articles; what goes wrong on the way leaves it whole."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.model import Model
from graph.anew import build
from graph.decisions import NO_DECISIONS, Decisions, parse
from graph.facts import ArticleFacts
from graph.keeping import KeptStore
from graph.store import StoreError, open_store
from graph.update import Change, update
from graph.writes import Writes
from tests.graph.made import articles
from tests.graph.memory import MemoryBackend
from tests.graph.test_store import held
from tests.graph.test_update import merged, stored


class Kept:
    """A sink that keeps what it is given, as a store would hold it."""

    def __init__(self) -> None:
        self.all: list[Writes] = []

    def take(self, writes: Writes) -> None:
        self.all.append(writes)

    def backend(self) -> MemoryBackend:
        backend = MemoryBackend()
        for writes in self.all:
            for label, rows in writes.added_nodes.items():
                backend.add_nodes(label, rows)
        for writes in self.all:
            assert not (writes.set_nodes or writes.set_edges or writes.dropped_edges)
            for ends, edges in writes.added_edges.items():
                backend.add_edges(ends, edges)
        return backend


@settings(max_examples=150, deadline=None)
@given(st.lists(articles(), max_size=8), st.sampled_from(["", "same 甲部 = 乙行", "reject 甲部 ESTABLISHES 丁基金"]))
def test_at_once_and_step_by_step_are_the_same(given_: list[ArticleFacts], text: str) -> None:
    decisions: Decisions = parse(text) if text else NO_DECISIONS
    records = {(facts.article, facts.source): facts for facts in given_}
    kept, by_steps = Kept(), MemoryBackend()
    with tempfile.TemporaryDirectory() as folder:
        report = build(given_, decisions, kept, Path(folder))
    at_once = kept.backend()
    assert report.added == len({name for name, _ in records})
    assert stored(at_once) == merged(records.values(), decisions)
    changes: dict[str, Change] = {}
    for (name, _), facts in records.items():
        changes.setdefault(name, Change()).after.append(facts)
    update(by_steps, changes, decisions, decisions)
    assert at_once.labels == by_steps.labels  # what the store remembers of each node is the same too
    assert at_once.links == by_steps.links


@settings(max_examples=5, deadline=None)
@given(st.lists(articles(), min_size=2, max_size=6), st.lists(articles(), min_size=1, max_size=2))
def test_the_store_that_was_filled_goes_on(first: list[ArticleFacts], more: list[ArticleFacts]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeptStore, "whole_from", 2)
        records = {(facts.article, facts.source): facts for facts in first}
        with open_store(f"ladybug:{folder}/g.db") as store:
            assert store.load(first).added == len({name for name, _ in records})
            assert held(store) == merged(records.values())
            assert store.load(first).changed is False
            store.load(more)
            gone = {facts.source for facts in more}
            records = {key: facts for key, facts in records.items() if key[1] not in gone}
            records |= {(facts.article, facts.source): facts for facts in more}
            assert held(store) == merged(records.values())
        with open_store(f"ladybug:{folder}/g.db", read_only=True) as again:
            assert held(again) == merged(records.values())
        assert [path.name for path in Path(folder).iterdir() if not path.name.startswith("g.db")] == []


def test_many_articles_fill_a_store_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.tables._PIECE", 1 << 16)
    monkeypatch.setattr("graph.tables._ROWS", 100)
    monkeypatch.setattr("graph.engines.ladybug_session.FULL", 0)
    monkeypatch.setattr(KeptStore, "whole_from", 10)
    facts = list(Model(80))
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        assert store.load(facts).added == 80
        assert held(store) == merged(facts)
        assert store.load(random.Random(1).sample(facts, 80)).unchanged == 80


@pytest.fixture
def helped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two helpers work, also for few articles and on one processor."""
    monkeypatch.setattr("graph.anew_crew.FROM", 1)
    monkeypatch.setattr("graph.anew_crew.processors", lambda: 3)
    monkeypatch.setattr("graph.anew._SHARE", 7)
    monkeypatch.setattr(KeptStore, "whole_from", 2)


@pytest.mark.usefixtures("helped")
def test_helpers_make_the_same_graph(tmp_path: Path) -> None:
    facts = list(Model(80))
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        assert store.load(facts).added == 80
        assert held(store) == merged(facts)
        assert store.load(random.Random(1).sample(facts, 80)).unchanged == 80
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("g.db")] == []


@pytest.mark.usefixtures("helped")
def test_an_error_of_a_helper_is_told_and_leaves_the_store_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = list(Model(80))
    monkeypatch.setattr("graph.anew_crew._START", "import sys; sys.exit(3)")
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        with pytest.raises(StoreError, match=r"helping process .*\(code 3\)"):
            store.load(facts)
        assert store.empty()
        monkeypatch.undo()
        assert store.load(facts).added == 80
        assert held(store) == merged(facts)


@pytest.mark.usefixtures("helped")
def test_what_a_helper_raises_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = (
        "from graph import anew_helper, anew_told\n"
        "def do(self, task): raise OSError(28, 'No space left on device')\n"
        "anew_told.Work.do = do\n"
        "anew_helper.main()"
    )
    monkeypatch.setattr("graph.anew_crew._START", start)
    with (
        open_store(f"ladybug:{tmp_path / 'g.db'}") as store,
        pytest.raises(OSError, match="No space left"),
    ):
        store.load(list(Model(80)))


def test_what_came_before_an_error_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptStore, "whole_from", 2)
    facts = list(Model(5))

    def broken() -> Iterator[ArticleFacts]:
        yield from facts
        raise ValueError("a bad line")

    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        with pytest.raises(ValueError, match="a bad line"):
            store.load(broken())
        assert held(store) == merged(facts)


def test_what_comes_too_slowly_goes_on_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptStore, "whole_from", 2)
    monkeypatch.setattr(KeptStore, "whole_seconds", 0.0)
    facts = list(Model(5))
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        assert store.load(facts).added == 5
        assert held(store) == merged(facts)


def test_another_writer_is_kept_out_while_a_store_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeptStore, "whole_from", 2)
    code = f"from graph.store import StoreError, open_store; open_store('ladybug:{tmp_path / 'g.db'}')"

    def watched() -> Iterator[ArticleFacts]:
        for number, facts in enumerate(Model(5)):
            if number == 4:
                done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
                assert "another process is writing" in done.stderr
            yield facts

    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        assert store.load(watched()).added == 5
