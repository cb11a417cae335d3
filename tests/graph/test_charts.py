"""Sankey and timeline: what is drawn, what is left out, and that pages stand alone."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.charts import sankey, timeline, yuan
from graph.charts_model import Money, summable
from tests.browser import chromium, requests, visit


def money(amount: int | None = 100, **changes: Any) -> Money:
    parts: dict[str, Any] = {
        "providers": ["财政部"],
        "via": ["专项"],
        "recipients": ["企业"],
        "amount_text": "100元",
        "date": "2023-05",
    }
    return Money(**{**parts, "amount": None if amount is None else Decimal(amount), **changes})


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


@pytest.mark.parametrize(
    ("flow", "reason"),
    [
        (money(), None),
        (money(None), "amount"),
        (money(currency="USD"), "currency"),
        (money(per="year"), "rate"),
        (money(cumulative=True), "cumulative"),
        (money(slice=True), "slice"),
    ],
)
def test_only_sums_are_drawn_by_their_width(flow: Money, reason: str | None) -> None:
    assert summable(flow) == reason


def test_statuses_are_never_in_one_sankey() -> None:
    figures = data_of(sankey("x", [money(), money(50, status="planned"), money(7, status="committed")]))["figures"]
    assert [figure["traces"][0]["link"]["value"] for figure in figures] == [[100.0, 100.0], [7.0, 7.0], [50.0, 50.0]]


def test_the_same_parties_add_up_and_what_is_left_out_is_counted() -> None:
    figure = data_of(sankey("x", [money(), money(20), money(5, per="year")]))["figures"][0]
    assert figure["traces"][0]["link"]["value"] == [120.0, 120.0]
    assert len(figure["left"]) == 1 and figure["left"][0].startswith("1 ")


def test_who_pays_and_receives_stands_in_both_columns() -> None:
    flows = [money(via=[], recipients=["甲"]), money(providers=["甲"], via=[], recipients=["财政部"])]
    trace = data_of(sankey("x", flows))["figures"][0]["traces"][0]
    assert all(
        source != target for source, target in zip(trace["link"]["source"], trace["link"]["target"], strict=True)
    )
    assert len(trace["node"]["label"]) == 4


def test_undated_flows_are_counted_and_not_drawn() -> None:
    figure = data_of(timeline("x", [money(), money(date=None)]))["figures"][0]
    assert [len(trace["x"]) for trace in figure["traces"]] == [1]
    assert figure["left"][0].startswith("1 ")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("400000000000", "4000亿元 · CNY 400 bn"),
        ("45001000000", "450.01亿元 · CNY 45.001 bn"),
        ("20000", "2万元 · CNY 20000"),
        ("30000000", "3000万元 · CNY 30 m"),
    ],
)
def test_amounts_are_readable(amount: str, said: str) -> None:
    assert yuan(Decimal(amount)) == said


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("chart", [sankey, timeline])
def test_charts_stand_alone_and_show_text_as_text(driver: Any, tmp_path: Path, chart: Any) -> None:
    evil = "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"
    path = tmp_path / "chart.html"
    html = chart(evil, [money(providers=[evil], sentence=evil, source=evil), money(60, status="planned")])
    assert len(html.encode()) < 6_000_000
    path.write_text(html, encoding="utf-8")
    visit(driver, path)
    assert requests(driver) == [path.as_uri()]
    assert driver.execute_script("return window.hacked") is None
    assert driver.find_element("id", "title").text.startswith("<img src=x")
    assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []
