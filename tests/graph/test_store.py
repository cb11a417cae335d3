"""What every store promises, on the embedded engine."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import ladybug
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.model import Model
from graph.decisions import parse
from graph.engines import ladybug_backend, ladybug_session
from graph.export import canonical
from graph.facts import ArticleFacts, Copy
from graph.merge import merge
from graph.store import QueryError, Store, StoreBusy, StoreError, open_store
from tests.graph.made import article, articles
from tests.graph.test_update import merged


def held(store: Store) -> list[bytes]:
    """Return the canonical form without the edges' keys, as `merged` gives it."""
    return canonical({k: v for k, v in record.items() if k != "key"} for record in store.records())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as opened:
        yield opened


PAIR = [
    article(
        "a1",
        "甲部设立丁基金，出资1亿元。",
        relations=[("甲部", "ESTABLISHES", "丁基金")],
        flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 100000000, "amount_text": "1亿元"}],
    ),
    article(
        "a2",
        "据悉，甲部出资2亿元设立丁基金。",
        relations=[("甲部", "ESTABLISHES", "丁基金")],
        flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 200000000, "amount_text": "2亿元"}],
    ),
]


@pytest.mark.parametrize("few", [0, 1000])
@settings(max_examples=6, deadline=None)
@given(st.lists(st.lists(articles(), min_size=1, max_size=4), min_size=1, max_size=3), st.data())
def test_loading_and_forgetting_in_any_steps(few: int, batches: list[list[ArticleFacts]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(ladybug_backend, "FEW", few)
        patch.setattr(ladybug_backend, "SEVERAL", few)
        records: dict[tuple[str, str], ArticleFacts] = {}
        with open_store(f"ladybug:{folder}/g.db") as store:
            for batch in batches:
                sources = {facts.source for facts in batch}
                records = {k: v for k, v in records.items() if k[1] not in sources}
                records |= {(facts.article, facts.source): facts for facts in batch}
                store.load(batch)
                assert held(store) == merged(records.values())
                source = data.draw(st.sampled_from(sorted(k[1] for k in records)))
                store.forget(source)
                records = {k: v for k, v in records.items() if k[1] != source}
                assert held(store) == merged(records.values())
        with open_store(f"ladybug:{folder}/g.db", read_only=True) as again:
            assert held(again) == merged(records.values())
            assert sorted(f.article for f in again.articles()) == sorted(k[0] for k in records)


def test_loading_again_changes_nothing(store: Store) -> None:
    assert store.load(PAIR).added == 2
    before = held(store)
    report = store.load(PAIR)
    assert (report.unchanged, report.added, report.replaced, report.forgotten) == (2, 0, 0, 0)
    assert held(store) == before


def test_a_source_loaded_again_gives_up_what_it_no_longer_has(store: Store) -> None:
    one = article("a1", "甲部与乙行合作。", source="page.txt", relations=[("甲部", "PARTNERS_WITH", "乙行")])
    two = article("a2", "丙厅在己省。", source="page.txt")
    store.load([one, two])
    report = store.load([two])
    assert (report.forgotten, report.unchanged) == (1, 1)
    assert held(store) == merged([two])


def test_an_article_that_two_sources_give_stays_with_one(store: Store) -> None:
    one, two = (
        article("a1", "甲部与乙行合作。", source=s, relations=[("甲部", "PARTNERS_WITH", "乙行")]) for s in ("x", "y")
    )
    store.load([one])
    store.load([two])
    assert store.query("MATCH (a:Article) RETURN a.sources").rows == [(["x", "y"],)]
    assert store.forget("x") == 1
    assert held(store) == merged([two])


def test_forgetting_a_copy_leaves_the_article_and_forgetting_the_article_leaves_the_copy(store: Store) -> None:
    copy = Copy(source="other.txt", text="甲部与乙行合作。（转载）")
    facts = article(
        "a1", "甲部与乙行合作。", source="page.txt", relations=[("甲部", "PARTNERS_WITH", "乙行")], copies=[copy]
    )
    store.load([facts])
    store.forget("page.txt")
    left = list(store.articles())
    assert [(f.source, f.text, len(f.relations)) for f in left] == [("other.txt", "甲部与乙行合作。（转载）", 1)]
    store.load([facts])
    store.forget("other.txt")
    assert [(f.source, f.copies) for f in store.articles()] == [("page.txt", [])]
    assert store.forget("nowhere.txt") == 0


def test_reading_refuses_to_write_and_to_touch_files(store: Store, tmp_path: Path) -> None:
    store.load(PAIR)
    for query in (
        "MATCH (n:Fund) DELETE n",
        "CREATE (:Place {id: 'Place:x'})",
        "match (n:Fund) set n.name = 'x'",
        f"COPY (MATCH (n:Fund) RETURN n.id) TO '{tmp_path}/out.csv'",
        f"LOAD FROM '{tmp_path}/in.csv' RETURN *",
        "INSTALL httpfs",
        "ATTACH 'x.db' AS x (dbtype lbug)",
        "EXPORT DATABASE 'x'",
        "/* a comment */ IMPORT DATABASE 'x'",
        "RETURN 1; DROP TABLE Fund",
    ):
        with pytest.raises(QueryError):
            store.query(query)
    for query in ("COPY (RETURN 1) TO 'x.csv'", "LOAD FROM 'x.csv' RETURN *"):
        with pytest.raises(QueryError):
            store.query(query, write=True)
    assert not (tmp_path / "out.csv").exists()
    assert store.query("MATCH (n:Fund) RETURN n.name AS `set`, 'DELETE' AS copy").rows == [("丁基金", "DELETE")]
    store.query("MATCH (n:Fund) SET n.name_en = 'x'", write=True)


def test_a_query_ends_in_time_and_in_rows(store: Store) -> None:
    with pytest.raises(QueryError, match="more time"):
        store.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.05)
    result = store.query("UNWIND range(1, 10) AS x RETURN x", limit=3)
    assert (result.rows, result.cut) == ([(1,), (2,), (3,)], True)
    assert not store.query("UNWIND range(1, 3) AS x RETURN x", limit=3).cut


def test_parameters_and_errors_are_the_querys_own(store: Store) -> None:
    store.load(PAIR)
    rows = store.query("MATCH (n:Institution) WHERE n.name = $who RETURN n.name", {"who": "甲部' OR true"}).rows
    assert rows == []
    with pytest.raises(QueryError, match="Nope"):
        store.query("MATCH (n:Nope) RETURN n")


def test_a_second_writer_is_told_and_waits_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "g.db"
    code = f"from graph.store import open_store; import sys\nwith open_store('ladybug:{path}'): print('open', flush=True); sys.stdin.read(1)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy, match="another process"):
            open_store(f"ladybug:{path}")
        with pytest.raises(StoreBusy):
            open_store(f"ladybug:{path}", wait=0.3)
        open_store(f"ladybug:{path}", read_only=True).close()
        other.stdin.write("x")
        other.stdin.flush()
        open_store(f"ladybug:{path}", wait=30).close()


def test_opening_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"):
        open_store(f"ladybug:{tmp_path}/none.db", read_only=True)
    with pytest.raises(StoreError, match="use ladybug:PATH"):
        open_store("sqlite:x")
    (tmp_path / "text.db").write_text("not a database" * 100)
    with pytest.raises(StoreError, match="no store of jinmai's but another file"):
        open_store(f"ladybug:{tmp_path}/text.db")


def test_a_log_without_its_store_is_told_and_left_alone(tmp_path: Path) -> None:
    path, log = tmp_path / "g.db", tmp_path / "g.db.wal"
    with open_store(f"ladybug:{path}") as store:
        store.load([article("a", "甲部在己省。")])
    path.rename(tmp_path / "away.db")
    before = log.read_bytes()
    for options in ({}, {"read_only": True}, {"existing": True}):
        with pytest.raises(StoreError, match=r"g\.db is gone, but .*g\.db\.wal is still there.*remove"):
            open_store(f"ladybug:{path}", **options)
    assert not path.exists() and log.read_bytes() == before
    with open_store(f"ladybug:{tmp_path / 'other.db'}") as store:
        store.load([article("b", "乙行在己省。")])
    (tmp_path / "other.db").rename(path)
    with pytest.raises(StoreError, match="not of one store"):
        open_store(f"ladybug:{path}")
    (tmp_path / "away.db").rename(path)
    with open_store(f"ladybug:{path}", read_only=True) as store:
        assert set(store.sources()) == {"a"}


def test_a_store_of_another_schema_is_recognised(store: Store, tmp_path: Path) -> None:
    store.load(PAIR)
    store.close()
    with ladybug.Database(str(tmp_path / "g.db"), buffer_pool_size=1 << 26) as database:
        ladybug.Connection(database).execute("COMMENT ON TABLE Article IS 'jinmai 0 -'")
    with pytest.raises(StoreError, match="version 0"):
        open_store(f"ladybug:{tmp_path / 'g.db'}")


def test_decisions_are_followed_and_undone(store: Store) -> None:
    store.load(PAIR)
    plain = held(store)
    flow = store.query("MATCH (f:Flow) WHERE f.amount = 200000000 RETURN f.id").rows[0][0]
    for text in (
        "same 甲部 = 乙行",
        "reject 甲部 ESTABLISHES 丁基金",
        f"reject {flow}",
        f"correct {flow} amount = 100000000",
        "correct 丁基金 kind = venture",
    ):
        decisions = parse(text)
        assert store.decide(decisions)
        assert held(store) == merged(PAIR, decisions) != plain
        assert store.decisions() == decisions
        assert not store.decide(decisions)
        assert store.decide(parse("# nothing\n"))
        assert held(store) == plain


def test_conflicts_are_marked(store: Store) -> None:
    store.load(PAIR)
    assert store.query("MATCH (f:Flow) RETURN f.conflict").rows == [(True,), (True,)]
    store.forget("a2.txt")
    assert store.query("MATCH (f:Flow) RETURN f.conflict").rows == [(False,)]
    assert merge(PAIR[:1]).nodes


def test_a_little_more_on_much_gives_the_whole_and_forgetting_it_what_was_there(tmp_path: Path) -> None:
    much, little = 520, 20
    drawn = list(Model(much + little))
    urls = [f"ladybug:{tmp_path / name}" for name in ("whole.db", "grown.db")]
    held_then = []
    for url, first in zip(urls, (drawn, drawn[:much]), strict=True):
        with open_store(url) as store:
            store.load(first)
            held_then.append(canonical(store.records()))
    with open_store(urls[1]) as store:
        store.load(drawn[much:])
        assert canonical(store.records()) == held_then[0]
        store.forget_all([facts.article for facts in drawn[much:]])
        assert canonical(store.records()) == held_then[1]


def test_a_store_open_for_writing_answers_many_questions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladybug_session, "STATEMENTS", 5)
    session = store._session  # type: ignore[attr-defined]

    def used() -> list[object]:
        held = []
        for n in range(12):  # each connection keeps the statements that it prepared, until the memory is full
            assert store.query("RETURN $n + 1", {"n": n}).rows == [(n + 1,)]
            held.append(session._connection)
        return held

    assert len({id(connection) for connection in used()}) > 1
    with session.fresh():  # as within a transaction, which would be lost with its connection
        assert len({id(connection) for connection in used()}) == 1
