"""What only a server has: writers that take turns, retries, queries that end with whoever asked, names in a full-text index."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import neo4j
import pytest

from benchmarks.model import Model
from graph.engines.neo4j import Neo4jStore
from graph.engines.neo4j_ddl import GUARD, NAMES
from graph.engines.neo4j_session import Session
from graph.facts import ArticleFacts
from graph.ontology import load
from graph.store import Store, open_store
from tests.graph.contract.test_loading import held
from tests.graph.made import article
from tests.graph.test_update import merged
from tests.neo4j.server import Server
from tests.queries import fixture


def test_the_schema_is_the_ontologys(neo4j_server: Server) -> None:
    with open_store(neo4j_server.url) as store:
        unique = store.query(
            "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN labelsOrTypes[0], properties, type"
        ).rows
        assert {(label, "id") for label in load().labels} <= {(row[0], row[1][0]) for row in unique}
        assert all("UNIQUE" in row[2] for row in unique)
        own = "WHERE type <> 'LOOKUP'"  # those the server makes for itself may still be growing
        states = store.query(f"SHOW INDEXES YIELD name, state, type {own} RETURN name, state").rows
        assert {state for _, state in states} == {"ONLINE"}


@pytest.mark.parametrize(
    ("words", "name"),
    [("光谷", "武汉东湖新技术开发区"), ("再贷款", "科技创新再贷款"), ("Hi-Tech Venture", "徐州高新创投基金")],
)
def test_names_and_aliases_are_found_in_the_full_text_index(neo4j_server: Server, words: str, name: str) -> None:
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles())
        query = f"CALL db.index.fulltext.queryNodes('{NAMES}', $words) YIELD node, score RETURN node.name ORDER BY score DESC LIMIT 3"
        assert (name,) in store.query(query, {"words": words}).rows


def test_the_routing_scheme_reaches_a_single_server(neo4j_server: Server) -> None:
    with open_store(neo4j_server.url.replace("bolt://", "neo4j://")) as store:
        store.load([article("a1", "甲部")])
        assert len(list(store.articles())) == 1


def test_nothing_but_the_graph_is_counted(neo4j_server: Server) -> None:
    facts = [article("a1", "甲部与乙行合作。", relations=[("甲部", "PARTNERS_WITH", "乙行")])]
    with open_store(neo4j_server.url) as store:
        store.load(facts)
        nodes = [record for record in store.records() if "node" in record]
        assert store.query("MATCH (n) RETURN count(*)").rows == [(len(nodes),)]
        assert store.query(f"MATCH (n:{GUARD}) RETURN count(*)").rows == [(0,)]


class Passing(neo4j.exceptions.TransientError):
    """A failure that passes."""

    def is_retryable(self) -> bool:
        """Say so."""
        return True


def fail(store: Neo4jStore, patch: pytest.MonkeyPatch, errors: Mapping[int, Exception]) -> list[tuple[Any, ...]]:
    """Let the statements of these numbers fail; returns a list to which each is added."""
    calls: list[tuple[Any, ...]] = []

    def wrapped(run: Callable[..., object]) -> Callable[..., object]:
        def failing(*arguments: Any) -> object:
            calls.append(arguments)
            if error := errors.get(len(calls)):
                raise error
            return run(*arguments)

        return failing

    for name in ("run", "send"):
        patch.setattr(store._session, name, wrapped(getattr(store._session, name)))
    return calls


def test_a_batch_is_run_again_whole_after_a_passing_failure(
    neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = fixture.articles()
    with Neo4jStore(neo4j_server.url) as store:
        calls = fail(store, monkeypatch, {12: Passing("deadlock"), 30: Passing("deadlock")})
        report = store.load(facts)
        assert (report.added, report.replaced, report.unchanged) == (len(facts), 0, 0)
        assert len(calls) > 40
        assert held(store) == merged(facts)


def test_a_failure_that_stays_leaves_nothing_behind(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with Neo4jStore(neo4j_server.url) as store, monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        fail(store, patch, {25: ZeroDivisionError()})
        store.load(fixture.articles())
    with open_store(neo4j_server.url) as store:
        assert held(store) == []
        store.load(fixture.articles())
        assert held(store) == merged(fixture.articles())


def test_no_statement_is_planned_as_a_scan_though_the_graph_be_empty(
    neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Neo4jStore(neo4j_server.url) as store:
        with monkeypatch.context() as patch:
            calls = fail(store, patch, {})
            for facts in Model(30):
                store.load([facts])
            store.clear()
        statements = {call[0] for call in calls if "$given" in call[0]}
        assert len(statements) > 50
        plans = {text: _operators(_plan(store._session, text)) for text in statements}
    assert {text: plan for text, plan in plans.items() if any("Scan" in operator for operator in plan)} == {}
    assert all("Expand(All)" not in plan for text, plan in plans.items() if "UNWIND [row]" in text)


def _plan(session: Session, statement: str) -> Mapping[str, Any]:
    with session._session(neo4j.WRITE_ACCESS) as opened:
        plan = opened.run(f"EXPLAIN {statement}", given={"rows": []}).consume().plan
    assert plan is not None
    return plan


def _operators(plan: Mapping[str, Any]) -> list[str]:
    inner = [name for child in plan.get("children", []) for name in _operators(child)]
    return [plan["operatorType"].partition("@")[0], *inner]


def test_two_writers_take_turns_and_both_are_kept(neo4j_server: Server) -> None:
    facts = fixture.articles()
    errors: list[BaseException] = []

    def load_some(some: slice) -> None:
        try:
            with open_store(neo4j_server.url) as store:
                for each in facts[some]:
                    store.load([each])
        except BaseException as error:
            errors.append(error)

    open_store(neo4j_server.url).close()
    threads = [threading.Thread(target=load_some, args=[slice(start, None, 2)]) for start in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_store(neo4j_server.url) as store:
        assert held(store) == merged(facts)


def _parted(store: Neo4jStore, facts: list[ArticleFacts], between: Callable[[], object]) -> None:
    """Load in two transactions, and do something after the first."""
    store.batch_facts = 1
    half = len(facts) // 2

    def coming() -> Iterator[ArticleFacts]:
        yield from facts[:half]
        between()
        yield from facts[half:]

    store.load(coming())


def test_a_load_into_an_empty_store_sees_that_another_writes_meanwhile(neo4j_server: Server) -> None:
    facts = fixture.articles()
    with Neo4jStore(neo4j_server.url) as store, Neo4jStore(neo4j_server.url) as other:
        _parted(store, facts, lambda: other.load(facts[-3:]))
        assert held(store) == merged(facts)
        assert store.query(f"MATCH (n:{GUARD}) RETURN count(*)").rows == [(0,)]


def test_a_load_into_an_empty_store_meets_a_node_that_an_analyst_made_meanwhile(neo4j_server: Server) -> None:
    facts = [article("a1", "甲部"), article("a2", "乙行与丙厅合作。", relations=[("乙行", "PARTNERS_WITH", "丙厅")])]
    by_hand = "CREATE (:Institution {id: 'Institution:丙厅', name: '丙厅'})"
    with Neo4jStore(neo4j_server.url) as store:
        _parted(store, facts, lambda: store.query(by_hand, write=True))
        assert store.query("MATCH (:Institution {name: '乙行'})-[:PARTNERS_WITH]-(n) RETURN n.name").rows == [("丙厅",)]


def test_a_load_into_an_empty_store_asks_for_little(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = list(Model(40))
    asked = []
    for first in ([], [article("a1", "甲部")]):
        with Neo4jStore(neo4j_server.url) as store, monkeypatch.context() as patch:
            store.clear()
            store.load(first)
            calls = fail(store, patch, {})
            store.load(facts)
            asked.append(sum(len(call[1]["given"]["rows"]) for call in calls if "RETURN collect(" in call[0]))
            assert held(store) == merged([*first, *facts])
    assert asked[0] < asked[1] / 4


def test_an_interrupt_ends_the_query_on_the_server(neo4j_server: Server) -> None:
    query = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b) AS endless"
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored\n"
    code += f"from graph.store import open_store\nopen_store({neo4j_server.url!r}).query({query!r})"
    listing = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'endless' AND NOT currentQuery STARTS WITH 'SHOW' RETURN count(*) AS n"
    with open_store(neo4j_server.url) as store:
        with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, env=os.environ) as child:
            assert _soon(store, listing, 1)
            child.send_signal(signal.SIGINT)
            assert b"KeyboardInterrupt" in child.communicate(timeout=60)[1]
        assert _soon(store, listing, 0)


def _soon(store: Store, query: str, count: int, seconds: float = 60) -> bool:
    """Tell whether the query gives that count before long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if store.query(query).rows == [(count,)]:
            return True
        time.sleep(0.1)
    return False
