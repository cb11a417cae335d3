"""Sankey and timeline: what is drawn, what is left out, and that pages stand alone."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.amounts import yuan
from graph.charts import MOST_POINTS, sankey, timeline
from graph.charts_model import Money, Name, summable
from graph.picture import Fact
from tests.browser import chromium, requests, visit


def money(amount: int | None = 100, **changes: Any) -> Money:
    parts: dict[str, Any] = {
        "providers": [Name("财政部", "Ministry of Finance")],
        "via": [Name("专项")],
        "recipients": [Name("企业", "companies")],
        "amount_text": "100元",
        "said": ("100元", "CNY 100"),
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
    assert [(figure["status"], values(figure)) for figure in figures] == [
        ("actual", [100.0, 100.0]),
        ("committed", [7.0, 7.0]),
        ("planned", [50.0, 50.0]),
    ]


def values(figure: dict[str, Any]) -> list[float]:
    return [link["value"] for link in figure["links"]]


def test_the_same_parties_add_up_and_what_is_left_out_is_counted() -> None:
    figure = data_of(sankey("x", [money(), money(20), money(5, per="year")]))["figures"][0]
    assert values(figure) == [120.0, 120.0]
    assert figure["links"][0]["said"] == ["120元", "CNY 120"]
    assert figure["left"] == [["1笔是按年、按户等的标准，不是总额", "1 are rates, not sums"]]


def test_who_pays_and_receives_stands_in_both_columns() -> None:
    one, other = Name("财政部"), Name("甲")
    flows = [money(via=[], recipients=[other]), money(providers=[other], via=[], recipients=[one])]
    figure = data_of(sankey("x", flows))["figures"][0]
    assert all(link["source"] != link["target"] for link in figure["links"])
    assert {node["column"] for node in figure["nodes"]} == {0, 2}


def test_a_link_tells_its_largest_flows_with_their_sentences() -> None:
    flows = [money(n, facts=[Fact(f"{n}", f"{n}", f"拨付{n}元")]) for n in range(1, 61)]
    data = data_of(sankey("x", flows))
    link = data["figures"][0]["links"][0]
    assert (link["flows"], link["more"]) == (60, 20)
    assert data["sentences"][data["facts"][link["facts"][0]]["sentence"]] == [["拨付60元", False]]


def test_pages_of_many_flows_stay_small_and_say_what_is_not_drawn() -> None:
    fact = Fact(
        "财政部向企业拨付资金", "the ministry pays the companies", "财政部当年向企业拨付专项资金。" * 12, "a", "题目"
    )
    flows = [money(n, recipients=[Name(f"企业{n}")], facts=[fact] * 3) for n in range(1, MOST_POINTS + 500)]
    for chart in (sankey, timeline):
        html = chart("x", flows)
        assert len(html.encode()) < 6_000_000
        assert len(data_of(html)["facts"]) > 400
    data = data_of(timeline("x", flows))
    assert data["full"]
    assert data["figures"][0]["left"] == [["499笔金额较小，未画出", "499 smaller ones, not drawn"]]


def test_undated_flows_are_counted_and_not_drawn() -> None:
    figure = data_of(timeline("x", [money(), money(date=None), money(9, currency="USD")]))["figures"][0]
    assert [point["value"] for point in figure["points"]] == [100.0]
    assert [said for _, said in figure["left"]] == [
        "1 without a date, not drawn",
        "1 in other currencies, not drawn",
    ]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("400000000000", ("4000亿元", "CNY 400 bn")),
        ("45001000000", ("450.01亿元", "CNY 45.001 bn")),
        ("20000", ("2万元", "CNY 20,000")),
        ("30000000", ("3000万元", "CNY 30 m")),
        ("2000000000000", ("2万亿元", "CNY 2 tn")),
    ],
)
def test_amounts_are_readable(amount: str, said: tuple[str, str]) -> None:
    assert yuan(Decimal(amount)) == said


@pytest.mark.parametrize("chart", [sankey, timeline])
def test_half_a_character_from_elsewhere_is_written_out(chart: Any) -> None:
    odd = money(date="2023-\ud83d", status="actual", instrument="\udc00")
    chart("x\ud800", [odd]).encode()


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("chart", [sankey, timeline])
def test_charts_stand_alone_and_show_text_as_text(driver: Any, tmp_path: Path, chart: Any) -> None:
    evil = "<img src=x onerror=window.hacked=1></script><script>window.hacked=1</script>"
    path = tmp_path / "chart.html"
    facts = [Fact(evil, evil, evil, "a", evil, None, evil)]
    flow = money(providers=[Name(evil, evil)], said=(evil, evil), facts=facts)
    html = chart(evil, [flow, money(60, status="planned")])
    assert len(html.encode()) < 6_000_000
    path.write_text(html, encoding="utf-8")
    visit(driver, path)
    driver.find_element("css selector", "#rows button").click()
    driver.find_element("id", "language").click()
    assert driver.find_element("css selector", "#panel .sentence").text.startswith("<img src=x")
    assert driver.find_element("id", "title").text.startswith("<img src=x")
    assert requests(driver) == [path.as_uri()]
    assert driver.execute_script("return window.hacked") is None
    assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []


@pytest.mark.parametrize("chart", [sankey, timeline])
def test_charts_speak_both_languages_in_dark_and_light(driver: Any, tmp_path: Path, chart: Any) -> None:
    path = tmp_path / "chart.html"
    fact = Fact("财政部 → 企业", "Ministry of Finance → companies", "财政部拨付企业100元。", marks=[(7, 11)])
    path.write_text(chart("x", [money(facts=[fact])]), encoding="utf-8")
    visit(driver, path)
    assert "财政部" in driver.find_element("id", "rows").text
    assert "Ministry" not in driver.find_element("id", "page").text
    driver.find_element("css selector", "#rows button").click()
    assert driver.find_element("css selector", "#panel mark").text == "100元"
    assert driver.find_element("css selector", "#panel .claim").text == "财政部 → 企业"
    driver.find_element("id", "language").click()
    assert driver.find_element("css selector", "#panel .claim").text == "Ministry of Finance → companies"
    assert "财政部 · Ministry of Finance" in driver.find_element("id", "rows").text
    driver.execute_script(
        "const s = document.getElementById('names'); s.value = 'en'; s.dispatchEvent(new Event('change'))"
    )
    assert driver.find_element("css selector", "#rows button").text.split("  ")[-1].find("财政部") < 0
    paper = "return getComputedStyle(document.querySelector('#chart .main-svg')).backgroundColor"
    light = driver.execute_script(paper)
    driver.find_element("id", "theme").click()
    assert driver.execute_script(paper) != light
    driver.find_element("tag name", "body").send_keys("\ue00c")
    assert not driver.find_element("id", "panel").is_displayed()


def test_a_click_on_a_link_or_a_node_of_the_sankey_shows_its_sentences(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "chart.html"
    path.write_text(sankey("x", [money(facts=[Fact("付款", "payment", "财政部拨付企业100元。")])]), encoding="utf-8")
    visit(driver, path)
    driver.implicitly_wait(2)
    for mark in (".sankey-link", ".node-rect"):
        driver.execute_script("document.getElementById('panel').hidden = true")
        driver.find_element("css selector", mark).click()
        assert "财政部拨付企业100元。" in driver.find_element("id", "panel").text


def test_paper_and_png_say_what_status_a_sankey_has(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "chart.html"
    path.write_text(sankey("资金", [money(status="planned")]), encoding="utf-8")
    visit(driver, path)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert driver.find_element("id", "caption").text == "资金 · 计划"
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    driver.execute_script("Plotly.downloadImage = (figure) => { window.made = figure.layout.title.text }")
    driver.find_element("id", "png").click()
    assert driver.execute_script("return window.made") == "资金 · 计划"


def test_parties_by_the_dozen_stay_readable() -> None:
    crowd = [Name(f"县{n}") for n in range(12)]
    figure = data_of(sankey("x", [money(recipients=crowd)]))["figures"][0]
    assert "县0、县1、县2、县3、县4等12方" in {node["zh"] for node in figure["nodes"]}


def test_a_click_on_a_point_of_the_timeline_shows_its_sentence(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "chart.html"
    facts = [Fact("付款", "payment", "财政部拨付企业100元。")]
    path.write_text(timeline("x", [money(facts=facts), money(7, date="2024-01")]), encoding="utf-8")
    visit(driver, path)
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).move_to_element(driver.find_element("css selector", "#chart .point")).click().perform()
    driver.implicitly_wait(2)
    assert "财政部拨付企业100元。" in driver.find_element("id", "panel").text
