"""Measures of networks as properties: queries see them, the canonical form does not, and a changed graph is told."""

from graph.export import canonical
from graph.measures import kept, write
from graph.store import Store
from tests.graph.made import article

ONE = article(
    "a1",
    "甲部设立丁基金，出资1亿元。",
    relations=[("甲部", "ESTABLISHES", "丁基金")],
    flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 100000000, "amount_text": "1亿元"}],
)
TWO = article("a2", "乙行推出贷款，甲部支持。", relations=[])


def ids(store: Store) -> dict[str, str]:
    """Return the ids of bodies and funds by name."""
    rows = [r for label in ("Institution", "Fund") for r in store.query(f"MATCH (n:{label}) RETURN n.name, n.id").rows]
    return {str(name): str(id_) for name, id_ in rows}


def test_a_measure_is_a_property_that_queries_see(store: Store) -> None:
    store.load([ONE])
    found = ids(store)
    before = canonical(store.records())
    assert write(store, "degree", "links", {found["甲部"]: 1.5, found["丁基金"]: 2.0}) == 2
    query = "MATCH (n:Fund) WHERE n.degree > 1 RETURN n.name, n.degree, n.measured"
    ((name, degree, measured),) = store.query(query).rows
    assert (name, degree) == ("丁基金", 2.0)
    assert [one.startswith("degree in links, 1 articles ") for one in measured] == [True]
    assert canonical(store.records()) == before


def test_writing_again_replaces_and_takes_away(store: Store) -> None:
    store.load([ONE])
    found = ids(store)
    write(store, "degree", "links", {found["甲部"]: 1.0, found["丁基金"]: 2.0})
    write(store, "community", "links", {found["甲部"]: 7})
    assert write(store, "degree", "funding", {found["甲部"]: 3.0}) == 1
    query = "MATCH (n:Institution) RETURN n.degree, n.community, size(n.measured)"
    assert store.query(query).rows == [(3.0, 7, 2)]
    assert store.query("MATCH (n:Fund) RETURN n.degree, n.measured").rows == [(None, None)]


def test_a_changed_graph_is_told(store: Store) -> None:
    store.load([ONE])
    write(store, "degree", "links", {ids(store)["甲部"]: 1.0})
    assert kept(store) == [("degree in links", True)]
    store.load([TWO])
    assert kept(store) == [("degree in links", False)]
    store.forget("a2")
    assert kept(store) == [("degree in links", True)]


def test_an_article_read_anew_with_other_facts_is_a_change(store: Store) -> None:
    store.load([ONE])
    write(store, "degree", "links", {ids(store)["甲部"]: 1.0})
    store.load([article("a1", ONE.text, relations=[("甲部", "ESTABLISHES", "丁基金")])])
    assert kept(store) == [("degree in links", False)]
    store.load([ONE])
    assert kept(store) == [("degree in links", True)]


def test_a_measure_stays_with_what_the_graph_keeps_and_goes_with_what_it_loses(store: Store) -> None:
    store.load([ONE, TWO])
    found = ids(store)
    write(store, "degree", "links", {found["甲部"]: 1.0, found["乙行"]: 2.0, found["丁基金"]: 3.0})
    store.forget("a2")
    assert sorted(ids(store)) == ["丁基金", "甲部"]
    assert store.query("MATCH (n:Fund) RETURN n.degree").rows == [(3.0,)]
    assert write(store, "degree", "links", {found["甲部"]: 4.0}) == 1
    assert store.query("MATCH (n:Fund) RETURN n.degree, n.measured").rows == [(None, None)]
