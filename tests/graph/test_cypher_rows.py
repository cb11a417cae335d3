"""Queries that are run clause by clause: they give what the embedded engine gives where it can be asked whole, and what Neo4j gives."""

import itertools
from collections.abc import Iterator
from typing import NoReturn

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph import cypher_projected, cypher_steps, dialect
from graph.cypher_lengths import longest_path
from graph.cypher_reckon_calls import CALLS
from graph.cypher_rows import Runner
from graph.cypher_values import reckoned, same
from graph.engines import ladybug_rows
from graph.engines.ladybug import LadybugStore
from graph.engines.ladybug_rows import by_rows
from graph.store import QueryError, Store
from tests.graph.cypher_cases import PARAMETERS, load, rows
from tests.queries import fixture

CASES = load()["same"]
# of times, and of what releases of Neo4j read differently
LEFT_OUT = {"datetime", "toInteger of anything"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the world of the questions' tests on the embedded store."""
    with fixture.build(tmp_path_factory.mktemp("rows") / "g.db") as store:
        yield store


def by_themselves(store: Store, cypher: str) -> object:
    """Run a query clause by clause, though the engine could be asked whole."""
    assert isinstance(store, LadybugStore)
    return by_rows(store._session, cypher, PARAMETERS, None, None, dialect.Refused("refused"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["construct"])
def test_clause_by_clause_gives_the_same_rows(world: Store, case: dict[str, object]) -> None:
    if case["construct"] in LEFT_OUT:
        with pytest.raises(QueryError):
            by_themselves(world, str(case["cypher"]))
        return
    result = by_themselves(world, str(case["cypher"]))
    assert result.columns == case["columns"]  # type: ignore[attr-defined]
    assert rows(result, str(case["cypher"])) == case["rows"]


@pytest.fixture(scope="module")
def chains(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store with a chain of 30 relationships of one type and one of 31 of another."""
    with fixture.build(tmp_path_factory.mktemp("chains") / "g.db") as store:
        for label, relation, length in (("Fund", "PART_OF", 30), ("Institution", "SUCCEEDS", 31)):
            for n in range(length + 1):
                store.query(f"CREATE (:{label} {{id: '{label}:c{n:02}', name: 'c{n:02}'}})", write=True)
            for n in range(length):
                store.query(
                    f"MATCH (a:{label} {{id: '{label}:c{n:02}'}}), (b:{label} {{id: '{label}:c{n + 1:02}'}}) "
                    f"CREATE (a)-[:{relation} {{key: 'k'}}]->(b)",
                    write=True,
                )
        yield store


def test_a_path_without_a_greatest_length_is_whole_or_refused(chains: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "MATCH p = (a:Fund {name: 'c00'})-[:PART_OF*]->(b) RETURN max(length(p)), count(*)"
    assert chains.query(asked).rows == [(30, 30)]
    shortest = "MATCH p = shortestPath((a:Fund {name: 'c00'})-[:PART_OF*]->(b:Fund {name: 'c30'})) RETURN length(p)"
    assert chains.query(shortest).rows == [(30,)]
    for walked, rows_of in (  # longer than the engine goes
        ("MATCH (a:Institution {name: 'c00'})-[:SUCCEEDS*]->(b) RETURN count(*)", [(31,)]),
        ("MATCH (a:Institution {name: 'c00'})-[:SUCCEEDS*2..]-(b) RETURN count(*)", [(30,)]),
        ("MATCH p = shortestPath((a:Institution {name: 'c00'})-[:SUCCEEDS*]->(b)) RETURN max(length(p))", [(31,)]),
        (
            "MATCH (a:Institution {name: 'c00'}) WITH collect(a) AS l UNWIND l AS x MATCH (x)-[:SUCCEEDS*31]->(b) "
            "RETURN b.name",
            [("c31",)],
        ),
    ):
        assert chains.query(walked).rows == rows_of
    monkeypatch.setattr(cypher_steps, "MOST_PATHS", 1000)
    with pytest.raises(QueryError, match=r"more than 1,000 paths at once .* greatest length"):
        chains.query("MATCH (a)-[*]-(b) RETURN count(*)")


@pytest.mark.parametrize("case", [c for c in CASES if "MATCH" in c["cypher"]], ids=lambda case: case["construct"])
def test_walking_gives_the_same_rows(world: Store, case: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every pattern from the engine, which then gives nothing but nodes and relationships."""

    def unable(*_: object) -> NoReturn:
        raise dialect.Unsupported("not asked")

    monkeypatch.setattr(Runner, "_asked", unable)
    monkeypatch.setattr(Runner, "_begun", lambda _, clauses, table: (clauses, table))
    if case["construct"] not in LEFT_OUT:
        assert rows(by_themselves(world, str(case["cypher"])), str(case["cypher"])) == case["rows"]


def test_the_nearest_paths_are_found_among_many(world: Store) -> None:
    """Of all paths between two nodes there are too many to be walked: those that lead away from the end are not."""
    asked = (
        "MATCH p = SHORTEST 2 GROUPS (a:Zone {name: '苏州工业园区'})-[]-+(b:Institution {name: '江苏银行'}) "
        "RETURN DISTINCT length(p) AS n ORDER BY n"
    )
    direct = "MATCH p = shortestPath((a:Zone {name: '苏州工业园区'})-[*]-(b:Institution {name: '江苏银行'})) RETURN length(p)"
    ((least,),) = world.query(direct).rows
    found = [n for (n,) in world.query(asked).rows]
    assert len(found) == 2 and found[0] == least


Edges = some.lists(some.tuples(some.integers(0, 5), some.integers(0, 5)), max_size=7)


def trails(edges: list[tuple[int, int]], directed: bool) -> int:
    """Return the most relationships of a path that uses none twice, by trying all."""

    def onward(node: int, left: frozenset[int]) -> int:
        found = 0
        for number in left:
            for start, end in (edges[number], edges[number][::-1])[: 1 if directed else 2]:
                if start == node:
                    found = max(found, 1 + onward(end, left - {number}))
        return found

    return max((onward(node, frozenset(range(len(edges)))) for node in itertools.chain(*edges)), default=0)


@settings(deadline=None)
@given(Edges, some.booleans())
def test_no_trail_is_longer_than_is_told(edges: list[tuple[int, int]], directed: bool) -> None:
    told = longest_path(edges, directed, shortest=False)
    assert trails(edges, directed) <= told <= len(edges)
    graph = nx.MultiDiGraph(edges)
    if directed and nx.is_directed_acyclic_graph(graph):
        assert told == nx.dag_longest_path_length(nx.DiGraph(edges), default_weight=1)


@settings(deadline=None)
@given(Edges, some.booleans())
def test_no_shortest_path_is_longer_than_is_told(edges: list[tuple[int, int]], directed: bool) -> None:
    graph = nx.DiGraph(edges) if directed else nx.Graph(edges)
    lengths = [n for _, ends in nx.all_pairs_shortest_path_length(graph) for n in ends.values()]
    assert max(lengths, default=0) <= longest_path(edges, directed, shortest=True)


def test_values_are_reckoned_as_neo4j_does() -> None:
    assert [reckoned("/", -7, 2), reckoned("%", -7, 2), reckoned("/", 7, 2.0), reckoned("^", 2, 3)] == [
        -3,
        -1,
        3.5,
        8.0,
    ]
    assert [same([1, None], [1, 2]), same([1, None], [2, None]), same({"a": 1}, {"b": 1})] == [None, False, False]
    assert [CALLS["round"](-2.5), CALLS["round"](2.5), CALLS["round"](1.005, 2)] == [-2.0, 3.0, 1.01]
    shown = [CALLS["tostring"](x) for x in (2.0, 0.001, 0.00012, 1e7, 123456789.5, -0.5)]
    assert shown == ["2.0", "0.001", "1.2E-4", "1.0E7", "1.234567895E8", "-0.5"]
    for wrong in (("+", 2**63 - 1, 1), ("/", 1, 0), ("-", "a", 1), ("+", "a", True)):
        with pytest.raises(dialect.Refused):
            reckoned(*wrong)
    with pytest.raises(dialect.Refused):
        same("2024", 2024)


@pytest.mark.parametrize(
    ("cypher", "says"),
    [
        ("MATCH (f:Flow) WITH collect(f) AS l RETURN [x IN l | y.name]", "no variable y"),
        ("MATCH (f:Flow) WITH collect(f) AS l RETURN [x IN l | x.ammount]", "did you mean amount"),
        ("MATCH (f:Flow) WITH collect(f) AS l MATCH (g:Fond) RETURN size(l), keys(g)", "did you mean Fund"),
        ("MATCH (f:Flow) WITH collect(f) AS l RETURN [x IN l WHERE x.period > 2023 | x.id]", "number and string"),
        ("MATCH (f:Fund) WITH f, keys(f) AS k RETURN count(*) + size(k)", "with WITH first"),
        ("MATCH (f:Fund) WITH keys(f) AS k RETURN k[0] + 'x' - 1", "- of a string at line 1, column 41"),
        ("MATCH (f:Fund) WITH keys(f) AS k RETURN k AS a, k AS a", "given twice"),
        ("MATCH (f:Fund) WITH keys(f)[0] AS k RETURN k LIMIT -1", "whole number, 0 or more"),
        ("MATCH (f:Flow) RETURN duration('P1D') AS d, keys(f) AS k", "return its .days"),
    ],
)
def test_names_and_types_are_looked_at_here_too(world: Store, cypher: str, says: str) -> None:
    with pytest.raises(QueryError) as refused:
        world.query(cypher)
    assert says in str(refused.value)


def test_lists_of_more_rows_than_the_engine_takes_at_once(world: Store) -> None:
    found = world.query(
        "UNWIND range(1, 5000) AS n WITH n, [n, n + 1] AS l RETURN n, [x IN l | CASE WHEN x % 2 = 0 THEN x ELSE 0 END] AS e, "
        "split('a-b' + n, '-') AS s, none(x IN l WHERE x = 7) AS f, [x IN l WHERE x IS NOT NULL AND x > 9] AS g"
    ).rows
    for n, even, parts, free, big in found:
        pair = [n, n + 1]
        assert even == [x if x % 2 == 0 else 0 for x in pair] and parts == ["a", f"b{n}"]
        assert free == (7 not in pair) and big == [x for x in pair if x > 9]
    assert len(found) == 5000


def test_limits_hold_here_too(world: Store) -> None:
    asked = "MATCH (f:Flow) UNWIND keys(f) AS k RETURN k"
    assert len(world.query(asked, limit=3).rows) == 3 and world.query(asked, limit=3).cut
    with pytest.raises(QueryError, match="stopped after"):
        world.query(asked, timeout=0.0)


MANY = "MATCH (a), (b) CALL { WITH a, b RETURN a.id + b.id AS x LIMIT 1 } WITH collect(x) AS xs RETURN size(xs) AS n"


def test_a_query_that_would_hold_too_many_rows_is_refused(world: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cypher_projected, "MOST_ROWS", 500)
    monkeypatch.setattr(ladybug_rows, "MOST_ROWS", 500)
    with pytest.raises(QueryError, match="more than 500 rows at once"):
        world.query(MANY)
    with pytest.raises(QueryError, match="range"):
        by_themselves(world, "UNWIND range(1, 10000000) AS i RETURN count(i) AS n")


def test_rows_that_are_reckoned_here_end_with_the_time(world: Store) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.05 seconds"):
        world.query(MANY, timeout=0.05)
