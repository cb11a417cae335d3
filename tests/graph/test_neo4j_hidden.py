"""The bookkeeping in the nodes of a Neo4j store is neither shown to analysts nor lost by what they write."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.engines.neo4j_hidden import names, without
from graph.store import QueryError, Store, open_store
from tests.neo4j.server import Server
from tests.queries import fixture


@pytest.fixture
def world(neo4j_server: Server) -> Iterator[Store]:
    """Give the world of the questions' tests on a server."""
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles())
        yield store


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list | tuple) else {value}


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN keys(n)",
        "MATCH (n) UNWIND keys(n) AS k RETURN DISTINCT k",
        "MATCH ()-[r]->() RETURN keys(r), keys(properties(r)) AS again",
        "MATCH (n) RETURN [k IN keys(n) WHERE k <> 'text' | k] AS l, [1, [properties(n)]] AS p",
        "MATCH (n) RETURN n {.*} AS m",
        "MATCH (n)-[r]->() RETURN collect(properties(r)) AS l, {a: properties(n)} AS m LIMIT 30",
    ],
)
def test_it_is_not_shown(world: Store, query: str) -> None:
    result = world.query(query)
    shown = _keys(result.rows)
    assert "name" in shown or "articles" in shown
    assert shown.isdisjoint(names())
    assert result.columns[0] in query


def test_what_is_counted_is_what_is_shown(world: Store) -> None:
    for counted, listed in world.query("MATCH (n) RETURN size(keys(n)), properties(n)").rows:
        assert counted == len(listed)


def test_a_text_that_is_called_so_stays() -> None:
    query = "RETURN 'keys(n)' AS a, '_records' AS b // keys(n)"
    assert without(query) == (query, {})
    assert without("RETURN no cypher") == ("RETURN no cypher", {})


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Fund) SET n = {id: n.id, name: n.name}",
        "MATCH (n:Fund), (m:Fund) WHERE n.id < m.id SET n += m",
        "MATCH (n:Fund), (m:Fund) WHERE n.id < m.id SET n += properties(m)",
        "MATCH (n:Fund), (m:Fund) WHERE n.id < m.id SET n += m {.*}",
        "MERGE (n:Fund {id: 'Fund:x'}) ON CREATE SET n = {id: 'Fund:x'}",
        "MATCH ()-[r]->() SET r = $map",
    ],
)
def test_what_would_lose_or_copy_it_is_refused(world: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"line 1, column \d+ would (take away|copy) what the store keeps"):
        world.query(query, {"map": {}}, write=True)


def test_adding_to_a_node_keeps_it(world: Store) -> None:
    query = "UNWIND [{name_en: 'A'}] AS row MATCH (a:Article) SET a += row, a += {title: 'x'} REMOVE a.publisher"
    world.query(query, write=True)
    assert len(list(world.articles())) == len(fixture.articles())


def test_subqueries_in_transactions_of_their_own(world: Store) -> None:
    query = "UNWIND [1, 2, 3] AS x CALL (x) { CREATE (:Place {id: 'Place:' + x}) } IN TRANSACTIONS OF 1 ROW RETURN x"
    with pytest.raises(QueryError, match=r"CALL \{ \} IN TRANSACTIONS at line 1, column 23 writes.*--write"):
        world.query(query)
    result = world.query(query, write=True, timeout=30, limit=2)
    assert (result.rows, result.cut) == ([(1,), (2,)], True)
    assert world.query("MATCH (p:Place) WHERE p.id IN ['Place:1', 'Place:2', 'Place:3'] RETURN count(*)").rows == [(3,)]
    part = "UNWIND [1, 0] AS x CALL (x) { CREATE (:Zone {id: 'Zone:' + 1 / x}) } IN 2 CONCURRENT TRANSACTIONS OF 1 ROWS"
    world.query(f"{part} ON ERROR CONTINUE REPORT STATUS AS s RETURN s.committed", write=True)
    assert world.query("MATCH (z:Zone {id: 'Zone:1'}) RETURN count(*)").rows == [(1,)]
