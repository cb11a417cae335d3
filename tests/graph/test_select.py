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
