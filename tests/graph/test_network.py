"""Networks of the samples' gold, and measures against small graphs worked out by hand."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest

from graph.facts import Entity, Relation
from graph.network import (
    brokers,
    cofunding,
    communities,
    core,
    funding,
    links,
    pagerank,
    people,
    programmes,
    summable,
    through,
    top,
)
from graph.store import open_store
from graph.whole import Whole, read
from tests.graph.made import article
from tests.graph.samples_store import samples_store

BIG_FUND = "Fund:国家集成电路产业投资基金三期"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with samples_store(tmp_path_factory.mktemp("network")) as store:
        yield read(store.records())


def test_who_funds_whom_has_amounts_and_times(whole: Whole) -> None:
    graph = funding(whole)
    amounts = {
        graph.nodes[a]["name"]: data["amount"]
        for a, _, data in graph.in_edges(BIG_FUND, data=True)
        if data["amount"] != 114_000_000_000
    }
    assert amounts["财政部"] == Decimal(60_000_000_000)
    assert amounts["国开金融有限责任公司"] == Decimal(36_000_000_000)


def test_plans_can_be_left_out(whole: Whole) -> None:
    statuses = {data["status"] for _, _, data in funding(whole, "actual").edges(data=True)}
    assert statuses == {"actual"}


def test_co_payers_share_a_recipient(whole: Whole) -> None:
    graph = cofunding(whole)
    assert BIG_FUND in graph.edges["Institution:中国银行", "Institution:财政部"]["shared"]


def test_shared_programmes_join_those_who_run_and_take_part(whole: Whole) -> None:
    graph = programmes(whole)
    assert graph.has_edge("Zone:杭州高新技术产业开发区", "Zone:合肥高新技术产业开发区")


def test_people_have_posts_with_titles(whole: Whole) -> None:
    graph = people(whole)
    posts = {
        graph.nodes[a]["name"]: data["title"]
        for a, b, data in graph.edges(data=True)
        if graph.nodes[a]["label"] == "Person"
    }
    posts |= {
        graph.nodes[b]["name"]: data["title"]
        for a, b, data in graph.edges(data=True)
        if graph.nodes[b]["label"] == "Person"
    }
    assert posts == {"方伟": "副省长", "许宁跃": "副行长", "王江平": "副部长", "贾敬敦": "主任"}


def test_co_payers_alone_are_no_link(whole: Whole) -> None:
    assert not links(whole).has_edge("Institution:国开金融有限责任公司", "Institution:上海国盛（集团）有限公司")
    assert links(whole).has_edge("Institution:财政部", BIG_FUND)


def test_running_totals_and_parts_are_not_summed(whole: Whole) -> None:
    for flow in whole.flows.values():
        if summable(flow, whole):
            assert not flow.record.get("cumulative") and not flow.record.get("per") and flow.record["currency"] == "CNY"
    assert through(whole, "actual")["Program:科技创新券"] == Decimal(21_434_000)


def test_brokers_join_neighbours_of_different_places() -> None:
    graph = nx.Graph([("x", "a"), ("x", "b"), ("x", "c"), ("a", "b")])
    nx.set_node_attributes(graph, {"a": "甲", "b": "乙", "c": "丙", "x": "甲"}, "place")
    nx.set_node_attributes(graph, {"a": "Fund", "b": "Zone", "c": "Institution", "x": "Institution"}, "label")
    assert brokers(graph) == {"x": 2.0, "a": 0.0, "b": 0.0, "c": 0.0}


@pytest.mark.parametrize("label", ["Place", "Policy", "Program", "Category", "Person"])
def test_what_does_not_act_is_no_broker(label: str) -> None:
    graph = nx.Graph([("x", "a"), ("x", "b")])
    nx.set_node_attributes(graph, {"a": "甲", "b": "乙"}, "place")
    nx.set_node_attributes(graph, {"a": "Institution", "b": "Institution", "x": label}, "label")
    assert brokers(graph) == {"a": 0.0, "b": 0.0}


def test_co_funding_tells_amounts_by_status_and_times(tmp_path: Path) -> None:
    facts = article(
        "a1",
        "甲部、乙行、丙厅、丁基金、戊园。",
        flows=[
            {"provider": ["甲部", "乙行"], "recipient": ["丁基金"], "amount": 100, "period": "2022-05"},
            {"provider": ["甲部"], "recipient": ["戊园"], "amount": 30, "period": "2023"},
            {"provider": ["乙行"], "recipient": ["戊园"], "amount": 7, "status": "planned", "period": "2024/2026"},
            {"provider": ["乙行"], "recipient": ["戊园"], "amount": 9, "per": "year", "period": "2021"},
            {"provider": ["丙厅"], "recipient": ["戊园"], "status": "planned"},
        ],
    )
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        store.load([facts])
        whole = read(store.records())
    edge = cofunding(whole).edges["Institution:甲部", "Institution:乙行"]
    assert edge == {
        "shared": ["Fund:丁基金", "Zone:戊园"],
        "weight": 2,
        "statuses": ["actual", "planned"],
        "amounts": {"actual": Decimal(130), "planned": Decimal(7)},
        "since": "2021",
        "until": "2026",
    }
    assert cofunding(whole).edges["Institution:甲部", "Institution:丙厅"]["amounts"] == {"actual": Decimal(30)}
    paid = cofunding(whole, "actual")
    assert [set(pair) for pair in paid.edges] == [{"Institution:甲部", "Institution:乙行"}]
    assert paid.edges["Institution:甲部", "Institution:乙行"]["amounts"] == {"actual": Decimal(130)}


def test_classes_of_recipients_are_nothing_in_common(whole: Whole) -> None:
    for _, _, edge in cofunding(whole).edges(data=True):
        assert not any(common.startswith("Category:") for common in edge["shared"])


def test_shared_programmes_tell_amounts_and_times(tmp_path: Path) -> None:
    facts = article(
        "a1",
        "甲部、乙行、丙厅、戊园。",
        date="2023-07-31",
        flows=[{"provider": ["乙行"], "recipient": ["戊园"], "amount": 80, "period": "2022"}],
    )
    facts.entities.append(Entity(id="Program:庚计划", name="庚计划", type="Program"))
    facts.flows[0].via = ["Program:庚计划"]
    evidence = facts.flows[0].evidence
    facts.relations = [
        Relation(head="Institution:甲部", type="RUNS", tail="Program:庚计划", evidence=evidence),
        Relation(head="Zone:戊园", type="PARTICIPATES_IN", tail="Program:庚计划", evidence=evidence, status="planned"),
    ]
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        store.load([facts])
        whole = read(store.records())
    graph = programmes(whole)
    edge = graph.edges["Institution:甲部", "Institution:乙行"]
    assert edge["amounts"] == {"actual": Decimal(80)} and edge["statuses"] == ["actual"]
    assert (edge["since"], edge["until"]) == ("2022", "2023-07-31")
    edge = graph.edges["Institution:甲部", "Zone:戊园"]
    assert edge["amounts"] == {} and edge["statuses"] == ["actual", "planned"]
    assert [set(pair) for pair in programmes(whole, "actual").edges] == [{"Institution:甲部", "Institution:乙行"}]


def test_cores_of_a_triangle_with_a_tail() -> None:
    assert core(nx.Graph([(1, 2), (2, 3), (3, 1), (3, 4)])) == {1: 2.0, 2: 2.0, 3: 2.0, 4: 1.0}


def test_page_rank_agrees_with_the_closed_form_on_a_cycle() -> None:
    assert pagerank(nx.DiGraph([(1, 2), (2, 3), (3, 1)])) == pytest.approx({1: 1 / 3, 2: 1 / 3, 3: 1 / 3})


def test_communities_are_numbered_from_the_largest() -> None:
    graph = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(3))
    found = communities(nx.relabel_nodes(graph, str))
    assert [found[str(i)] for i in range(8)] == [0] * 5 + [1] * 3


def test_ties_are_in_order_of_name() -> None:
    assert list(top({"b": 1, "a": 1, "c": 2}, 2)) == [("c", 2), ("a", 1)]
