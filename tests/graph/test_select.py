"""Which part of a graph is drawn."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from graph.select import Choice, Selection, in_time
from graph.whole import Whole, read
from tests.graph.samples_store import samples_store


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with samples_store(tmp_path_factory.mktemp("select")) as store:
        yield read(store.records())


@pytest.mark.parametrize(
    ("date", "since", "until", "kept"),
    [
        ("2023", "2023-05", None, True),
        ("2023-04", "2023-05", None, False),
        ("2023-05-31", None, "2023-05", True),
        ("2021/2025", "2023", "2023", True),
        ("2021/2022", "2023", None, False),
        (None, "2023", None, False),
        (None, None, None, True),
    ],
)
def test_a_period_matches_what_overlaps_it(date: str | None, since: str | None, until: str | None, kept: bool) -> None:
    assert in_time(date, Choice(since=since, until=until)) is kept


def test_a_neighbourhood_grows_by_hops(whole: Whole) -> None:
    start = ["Institution:国家开发银行"]
    near = {n.name for n in Selection(whole, Choice(around=start, hops=1)).picture("x").nodes}
    far = {n.name for n in Selection(whole, Choice(around=start, hops=2)).picture("x").nodes}
    assert {"国家开发银行", "国创母基金", "国家开发银行山东省分行"} <= near
    assert "万华化学集团股份有限公司" not in near and "万华化学集团股份有限公司" in far


def test_a_floor_leaves_large_money_in_yuan(whole: Whole) -> None:
    selection = Selection(whole, Choice(min_amount=Decimal(10**11)))
    assert selection.flows and all(flow.amount is not None and flow.amount >= 10**11 for flow in selection.flows)
    assert selection.relations == []


def test_money_runs_from_payer_through_programme_to_recipient(whole: Whole) -> None:
    picture = Selection(whole, Choice(flows_only=True)).picture("x")
    arrows = {(e.source, e.target) for e in picture.edges if e.amount_text == "800万元"}
    assert ("Institution:中国工商银行魏县支行", "Program:创新积分贷") in arrows
    assert ("Program:创新积分贷", "Institution:河北和赢电气有限责任公司") in arrows


def test_every_arrow_has_its_sentence(whole: Whole) -> None:
    picture = Selection(whole, Choice()).picture("x")
    assert picture.edges
    for edge in picture.edges:
        assert edge.facts and all(picture.facts[f].sentence for f in edge.facts)


def test_a_kind_keeps_money_that_touches_it(whole: Whole) -> None:
    flows = Selection(whole, Choice(kinds=["fund_of_funds"])).flows
    assert flows
    for flow in flows:
        assert any(whole.entities[p].get("kind") == "fund_of_funds" for p in flow.parties())


def test_parts_of_a_total_are_marked(whole: Whole) -> None:
    parts = {m.amount_text for m in Selection(whole, Choice()).money() if m.slice}
    assert {"1160亿元", "165亿元", "649.2万元", "450.01亿元"} <= parts


def test_money_with_one_party_is_a_fact_of_that_party(whole: Whole) -> None:
    picture = Selection(whole, Choice(flows_only=True)).picture("x")
    lonely = [f for f in Selection(whole, Choice()).flows if len(f.parties()) == 1]
    assert lonely and picture.one_sided >= len(lonely)
    node = next(node for node in picture.nodes if node.id == lonely[0].parties()[0])
    assert node.facts and all(picture.facts[fact].sentence for fact in node.facts)


def test_a_sum_that_several_give_together_says_so(whole: Whole) -> None:
    picture = Selection(whole, Choice(flows_only=True)).picture("x")
    shared = [edge for edge in picture.edges if edge.sharers > 1]
    assert shared and all("共同" in edge.amount_text and "together" in edge.amount_en for edge in shared)


def test_what_an_answer_names_is_drawn_even_without_arrows(whole: Whole) -> None:
    picture = Selection(whole, Choice(only={"Institution:国家开发银行", "Place:江苏省"})).picture("x")
    assert {node.id for node in picture.nodes} == {"Institution:国家开发银行", "Place:江苏省"}


def test_a_sum_is_drawn_with_the_other_parties_of_its_sentences(whole: Whole) -> None:
    flow = next(f for f in Selection(whole, Choice()).flows if len(f.parties()) == 2 and f.record.get("evidence"))
    told = set(flow.record["evidence"])
    drawn = Selection(whole, Choice(only={flow.parties()[0]}, told=told)).picture("x")
    assert set(flow.parties()) <= {node.id for node in drawn.nodes}
    assert flow in Selection(whole, Choice(only=set(), told=told)).flows
