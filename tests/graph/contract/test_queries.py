"""What a query gives and what it may not do, on every engine."""

import pytest

from graph.store import Edge, Node, QueryError, Store, StoreError, Walk, open_store
from tests.graph.contract.test_loading import PAIR
from tests.graph.made import article
from tests.queries import fixture

SAME = {
    "labels": "MATCH (n) RETURN count(*) AS nodes",
    "edges": "MATCH ()-[r]->() RETURN count(*) AS edges",
    "relations": "MATCH (a)-[r:MANAGES]->(b) RETURN a.name, b.name, r.status, r.support, r.articles, r.evidence ORDER BY a.name, b.name",
    "sums": "MATCH (i:Institution)-[:PROVIDES]->(f:Flow) WHERE f.currency = 'CNY' RETURN i.name AS who, sum(f.amount) AS total, count(*) AS n ORDER BY total DESC, who",
    "parties": "MATCH (p)-[:PROVIDES]->(f:Flow)-[:RECEIVED_BY]->(r) RETURN p.name, f.amount, f.status, f.period, r.name ORDER BY f.id, p.name, r.name",
    "optional": "MATCH (z:Zone) OPTIONAL MATCH (f:Flow)-[:RECEIVED_BY]->(z) RETURN z.name, count(f), min(f.amount), max(f.period) ORDER BY z.name",
    "lists": "MATCH (n:Institution) WHERE 'ministry' IN n.tags RETURN n.name, n.aliases, n.tags, n.name_en ORDER BY n.name",
    "nulls": "MATCH (n:Policy) RETURN n.name, n.name_en, n.kind, n.name_en IS NULL ORDER BY n.name",
    "values": "MATCH (s)-[:MEASURED_BY]->(o:Observation) RETURN s.name, o.measure, o.value, o.value_exact, o.unit, o.conflict ORDER BY o.id",
    "places": "MATCH (p:Place)-[:WITHIN*1..3]->(q:Place) RETURN DISTINCT p.name, q.name ORDER BY p.name, q.name",
    "text": "MATCH (a:Article) WHERE a.text CONTAINS '高新区' AND a.date >= '2023' RETURN a.title, a.date, size(a.text) ORDER BY a.title",
    "case": "MATCH (f:Flow) RETURN CASE WHEN f.amount >= 1000000000 THEN 'large' ELSE 'small' END AS class, count(*) AS n ORDER BY class",
    "collect": "MATCH (b:Institution {kind: 'bank'}) WITH b.kind AS kind, collect(b.name) AS banks UNWIND banks AS bank RETURN kind, size(banks), bank ORDER BY bank",
    "exists": "MATCH (i:Institution) WHERE NOT EXISTS { MATCH (i)-[:PROVIDES]->(:Flow) } RETURN i.name ORDER BY i.name",
    "union": "MATCH (f:Fund) RETURN f.name AS name UNION MATCH (z:Zone) RETURN z.name AS name",
    "unwind": "UNWIND $names AS name MATCH (n {name: name}) RETURN name, n.id ORDER BY name",
}
PARAMETERS = {"names": ["财政部", "徐州市", "没有"]}


@pytest.mark.parametrize("name", SAME)
def test_the_same_question_gives_the_same_rows(
    store: Store, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    store.load(fixture.articles())
    parameters = PARAMETERS if "$names" in SAME[name] else {}
    result = store.query(SAME[name], parameters)
    assert result.rows
    with fixture.build(tmp_path_factory.mktemp("same") / "g.db") as other:
        expected = other.query(SAME[name], parameters)
    ordered = "ORDER BY" in SAME[name]
    assert result.columns == expected.columns
    assert (result.rows if ordered else sorted(result.rows)) == (expected.rows if ordered else sorted(expected.rows))


def test_nodes_edges_and_paths_come_without_the_stores_own_bookkeeping(store: Store) -> None:
    store.load(PAIR)
    node, edge, walk = store.query("MATCH p = (a:Institution)-[r:ESTABLISHES]->(:Fund) RETURN a, r, p").rows[0]
    assert node == Node("Institution", "Institution:甲部", node.properties)
    assert (node.properties["name"], node.properties["aliases"]) == ("甲部", [])
    assert edge == Edge("ESTABLISHES", edge.properties)
    assert (edge.properties["support"], edge.properties["articles"]) == (2, ["a1", "a2"])
    assert isinstance(walk, Walk)
    assert [n.id for n in walk.nodes] == ["Institution:甲部", "Fund:丁基金"]
    assert [e.type for e in walk.edges] == ["ESTABLISHES"]
    shown = {*node.properties, *edge.properties, *(k for n in walk.nodes for k in n.properties)}
    assert not any(name.startswith("_") for name in shown)
    assert store.query("RETURN {a: [1, 2], b: 'x'} AS m").rows == [({"a": [1, 2], "b": "x"},)]


def test_reading_refuses_to_write_and_to_touch_files(store: Store) -> None:
    store.load(PAIR)
    for query in (
        "MATCH (n:Fund) DELETE n",
        "CREATE (:Place {id: 'Place:x'})",
        "match (n:Fund) set n.name = 'x'",
        "MERGE (n:Fund {id: 'Fund:x'}) RETURN n",
        "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line",
        "/* a comment */ IMPORT DATABASE 'x'",
    ):
        with pytest.raises(QueryError):
            store.query(query)
    with pytest.raises(QueryError):
        store.query("LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line", write=True)
    assert store.query("MATCH (n:Fund) RETURN n.name, 'DELETE' AS word").rows == [("丁基金", "DELETE")]


def test_writing_writes_where_it_is_asked_for(store: Store) -> None:
    store.load(PAIR)
    store.query("MATCH (n:Fund) SET n.name_en = 'Ding'", write=True)
    assert store.query("MATCH (n:Fund) RETURN n.name_en").rows == [("Ding",)]


def test_a_query_ends_in_time_and_in_rows(store: Store) -> None:
    with pytest.raises(QueryError, match="more time"):
        store.query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.1)
    result = store.query("UNWIND range(1, 10) AS x RETURN x", limit=3)
    assert (result.rows, result.cut) == ([(1,), (2,), (3,)], True)
    whole = store.query("UNWIND range(1, 3) AS x RETURN x", limit=3)
    assert (len(whole.rows), whole.cut) == (3, False)
    assert store.query("MATCH (n:Fund) RETURN n.id", limit=3).rows == []


def test_values_enter_by_parameters_only(store: Store) -> None:
    store.load(PAIR)
    query = "MATCH (n:Institution) WHERE n.name = $who RETURN n.name"
    assert store.query(query, {"who": "甲部' OR true"}).rows == []
    assert store.query(query, {"who": "甲部"}).rows == [("甲部",)]


def test_a_parameter_that_is_not_given_is_missed(store: Store) -> None:
    store.load(PAIR)
    query = "MATCH (n:Institution) WHERE n.name = $who RETURN n.name"
    with pytest.raises(QueryError, match="who"):
        store.query(query)


@pytest.mark.parametrize(
    "query", ["MATCH (n:Nope) RETURN n", "MATCH (n:Fund) RETURN n.nope", "MATCH ()-[r:NOPE]->() RETURN r", "MATCH (n"]
)
def test_what_the_graph_does_not_know_is_said(store: Store, query: str) -> None:
    store.load(PAIR)
    with pytest.raises(QueryError, match=r"(?i)nope|MATCH \(n"):
        store.query(query)


def test_a_store_opened_for_reading_is_not_changed(store: Store, url: str) -> None:
    store.load(PAIR)
    store.close()
    with open_store(url, read_only=True) as reader:
        assert reader.query("MATCH (n:Fund) RETURN n.name").rows == [("丁基金",)]
        with pytest.raises(StoreError):
            reader.load([article("z", "甲部")])
    with open_store(url, read_only=True) as reader:
        assert len(list(reader.articles())) == 2


@pytest.mark.parametrize("query", ["", " ;", "// nothing\n"])
def test_an_empty_query_is_told_so(store: Store, query: str) -> None:
    for write in (False, True):
        with pytest.raises(QueryError, match="the query is empty"):
            store.query(query, write=write)


def test_a_union_is_sorted_and_cut_as_a_whole(store: Store) -> None:
    store.load(fixture.articles())
    union = "MATCH (f:Fund) RETURN f.kind AS kind, f.name AS name UNION MATCH (z:Zone) RETURN z.kind AS kind, z.name AS name"
    every = store.query(f"CALL {{ {union} }} RETURN name, kind ORDER BY kind DESC, name").rows
    assert every == sorted(every, key=lambda row: (row[1], [-ord(c) for c in row[0]]), reverse=True)
    assert len(every) == len(store.query(union).rows)
    cut = store.query(f"CALL {{ {union} }} RETURN name, kind ORDER BY kind DESC, name SKIP $skip LIMIT 3", {"skip": 2})
    assert (cut.rows, cut.cut) == (every[2:5], False)
    few = store.query(f"CALL {{ {union} }} RETURN name, kind ORDER BY kind DESC, name", limit=4)
    assert (few.rows, few.cut) == (every[:4], True)
