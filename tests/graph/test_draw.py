"""The page of a picture: what it holds, and what a browser makes of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.draw import page
from graph.page import plain, safe_json
from graph.picture import VISIBLE, Edge, Fact, Node, Picture
from tests.browser import chromium, requests, visit

PAYLOADS = [
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1>",
    "<svg><script>window.hacked=1</script></svg>",
    '"><script>window.hacked=1</script>',
    "'><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "<a href=javascript:window.hacked=1>x</a>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<iframe src=javascript:parent.hacked=1>",
    "<body onload=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>",
    "<video><source onerror=window.hacked=1>",
    "<audio src=x onerror=window.hacked=1>",
    "<input autofocus onfocus=window.hacked=1>",
    "<marquee onstart=window.hacked=1>",
    "<object data=javascript:window.hacked=1>",
    "<embed src=javascript:window.hacked=1>",
    "<form action=javascript:window.hacked=1><button>x</button></form>",
    "<math><mtext><script>window.hacked=1</script></mtext></math>",
    "<style>@import 'x';</style><script>window.hacked=1</script>",
    "<link rel=stylesheet href=x onload=window.hacked=1>",
    "<meta http-equiv=refresh content='0;url=javascript:window.hacked=1'>",
    "<base href=javascript:window.hacked=1//>",
    "<template><script>window.hacked=1</script></template>",
    "<noscript><script>window.hacked=1</script></noscript>",
    "<textarea></textarea><script>window.hacked=1</script>",
    "<title></title><script>window.hacked=1</script>",
    "<!--><script>window.hacked=1</script>-->",
    "<![CDATA[<script>window.hacked=1</script>]]>",
    "${window.hacked=1}",
    "{{window.hacked=1}}",
    "{% raw %}<script>window.hacked=1</script>{% endraw %}",
    "`;window.hacked=1;`",
    "';window.hacked=1;//",
    '";window.hacked=1;//',
    "\\u003cscript\\u003ewindow.hacked=1\\u003c/script\\u003e",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "&#60;script&#62;window.hacked=1&#60;/script&#62;",
    "%3Cscript%3Ewindow.hacked=1%3C/script%3E",
    "＜script＞window.hacked=1＜/script＞",
    "\x00<script>window.hacked=1</script>",
    "\u202e<script>window.hacked=1</script>",
    "\u2028window.hacked=1\u2029",
    "<b>粗</b><script>window.hacked=1</script>",
    "<div style=background:url(javascript:window.hacked=1)>",
    "<x onclick=window.hacked=1>",
    "<keygen autofocus onfocus=window.hacked=1>",
    "@DATA@<script>window.hacked=1</script>@SCRIPT@",
]


def picture(names: list[str]) -> Picture:
    """A ring of institutions and funds with money between them."""
    facts = [
        Fact(f"{name} 出资", f"{name} pays", f"{name}向基金出资3亿元。", "a", name, "2023-05-01", name, [(0, 2)])
        for name in names
    ]
    nodes = [
        Node(f"n{i}", "Institution" if i % 2 else "Fund", name, name, "bank", "江苏省") for i, name in enumerate(names)
    ]
    edges = [
        Edge(
            f"n{i}",
            f"n{(i + 1) % len(names)}",
            "investment",
            "planned" if i % 3 == 0 else "actual",
            Decimal(10) ** (4 + i % 8),
            "3亿元",
            "CNY 300 m",
            f"{2015 + i % 10}-01/{2015 + i % 10}-06",
            [i],
        )
        for i in range(len(names))
    ]
    return Picture("样本", nodes, edges, facts)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_names_no_address_outside() -> None:
    html = page(picture(["甲", "乙", "丙"]))
    assert not re.search(r'(src|href)="https?:', html)
    assert "default-src 'none'" in html


def test_a_plan_is_dashed_and_more_money_is_wider() -> None:
    edges = data_of(page(picture([f"机构{i}" for i in range(12)])))["edges"]
    assert all(edge["dashes"] == (edge["status"] == "planned") for edge in edges)
    by_amount = sorted(edges, key=lambda edge: edge["amount"])
    assert by_amount[0]["width"] < by_amount[-1]["width"]


def test_what_cannot_be_seen_is_written_out() -> None:
    assert plain("a\x00b\u202ec") == "a<U+0000>b<U+202E>c"


def test_half_a_character_is_written_out_wherever_it_stands() -> None:
    assert json.loads(safe_json({"date": "2023-\ud83d"})) == {"date": "2023-<U+D83D>"}


def test_json_cannot_end_its_script_element() -> None:
    text = safe_json({"x": "</script>&\u2028"})
    assert "<" not in text and "\u2028" not in text
    assert json.loads(text) == {"x": "</script>&\u2028"}


def test_a_thousand_nodes_stay_under_three_megabytes() -> None:
    drawn = picture([f"某某省科技型中小企业发展基金第{i}号" for i in range(1000)])
    drawn.edges *= 3
    drawn.facts = [replace(fact, sentence=f"{n}、{fact.sentence * 12}") for n, fact in enumerate(drawn.facts * 3)]
    for number, edge in enumerate(drawn.edges):
        drawn.edges[number] = replace(edge, facts=[number])
    assert len(page(drawn).encode()) < 3_000_000


def test_a_large_picture_keeps_the_least_connected_back() -> None:
    html = page(picture([f"机构{i}" for i in range(VISIBLE + 30)]))
    data = data_of(html)
    assert data["visible"] == VISIBLE
    assert len(data["nodes"]) == VISIBLE + 30


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with chromium() as found:
        yield found


def test_a_click_shows_the_sentence_and_the_sliders_filter(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(picture([f"机构{i}" for i in range(20)])), encoding="utf-8")
    visit(driver, path)
    assert requests(driver) == [path.as_uri()]
    where = driver.execute_script(
        "const p = jinmai.network.canvasToDOM(jinmai.network.getPositions(['n3']).n3); return [p.x, p.y]"
    )
    canvas = driver.find_element("css selector", "#canvas canvas")
    from selenium.webdriver.common.action_chains import ActionChains

    size = canvas.size
    ActionChains(driver).move_to_element_with_offset(
        canvas, where[0] - size["width"] / 2, where[1] - size["height"] / 2
    ).click().perform()
    driver.implicitly_wait(2)
    assert "机构3向基金出资3亿元。" in driver.find_element("id", "panel").text
    before = int(driver.execute_script("return document.body.dataset.edges"))
    driver.execute_script(
        "const s = document.getElementById('amount'); s.value = 8; s.dispatchEvent(new Event('input'))"
    )
    after = int(driver.execute_script("return document.body.dataset.edges"))
    assert 0 < after < before
    driver.execute_script(
        "const s = document.getElementById('amount'); s.value = 0; s.dispatchEvent(new Event('input'));"
        "const u = document.getElementById('until'); u.value = Number(u.min) + 30; u.dispatchEvent(new Event('input'))"
    )
    assert 0 < int(driver.execute_script("return document.body.dataset.edges")) < before
    assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_the_legend_explains_shapes_and_filters_by_kind(driver: Any, tmp_path: Path) -> None:
    drawn = picture([f"机构{i}" for i in range(8)])
    for number, node in enumerate(drawn.nodes):
        if node.label == "Institution":
            node.kind = "bank" if number % 4 == 1 else "university"
    path = tmp_path / "page.html"
    path.write_text(page(drawn), encoding="utf-8")
    visit(driver, path)
    kinds = driver.find_elements("css selector", "#legend .kinds button")
    assert [button.text for button in kinds if "Institution" in button.get_attribute("data-key")] == [
        "银行 2",
        "高校 2",
    ]
    outlines = {path.get_attribute("d") for path in driver.find_elements("css selector", "#legend .kinds path")}
    assert len(outlines) >= 2
    next(button for button in kinds if button.text == "高校 2").click()
    shown = driver.execute_script("return jinmai.nodes.getIds()")
    assert len(shown) == 6
    driver.find_element("id", "language").click()
    assert "university 2" in driver.find_element("id", "legend").text
    driver.execute_script("jinmai.showEdge(0)")
    about = driver.find_element("id", "panel-about").text
    assert "investment" in about and "planned" in about and "CNY 300 m" in about
    driver.find_element("id", "language").click()
    assert "投资" in driver.find_element("id", "panel-about").text


def test_no_script_in_article_text_runs(driver: Any, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 50
    path = tmp_path / "page.html"
    path.write_text(page(picture(PAYLOADS)), encoding="utf-8")
    visit(driver, path)
    for number in range(len(PAYLOADS)):
        driver.execute_script("jinmai.showNode(arguments[0])", f"n{number}")
        shown = driver.execute_script("return document.getElementById('panel-title').textContent")
        assert shown.startswith(plain(PAYLOADS[number]))
    assert driver.execute_script("return window.hacked") is None
    assert requests(driver) == [path.as_uri()]
    assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_a_sum_that_several_share_is_thinner_on_each_arrow() -> None:
    drawn = picture(["甲", "乙"])
    drawn.edges[0].amount = drawn.edges[1].amount = Decimal(10) ** 10
    drawn.edges[1].sharers = 100
    wide, thin = (edge["width"] for edge in data_of(page(drawn))["edges"])
    assert wide > thin


def test_facts_beyond_the_room_of_a_page_are_told_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.draw.LEAST", 2000)
    monkeypatch.setattr("graph.draw.EVIDENCE", 1)
    data = data_of(page(picture([f"机构{i}" for i in range(40)])))
    assert data["full"] and 0 < len(data["facts"]) < 40
    assert all(fact < len(data["facts"]) for edge in data["edges"] for fact in edge["facts"])


def test_an_empty_picture_says_so(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(Picture("空")), encoding="utf-8")
    visit(driver, path, 10)
    assert driver.find_element("id", "empty").text == "图里没有符合这些条件的内容"


def test_search_opens_what_was_kept_back(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(picture([f"机构{i}" for i in range(VISIBLE + 200)])), encoding="utf-8")
    visit(driver, path)
    last = driver.execute_script("return jinmai.data.nodes[jinmai.data.nodes.length - 1]")
    assert driver.execute_script("return jinmai.nodes.get(arguments[0])", last["id"]) is None
    search = driver.find_element("id", "search")
    search.send_keys(last["name"] + "\n")
    assert driver.execute_script("return jinmai.nodes.get(arguments[0]).id", last["id"]) == last["id"]
    assert last["name"] in driver.find_element("id", "panel-title").text


def test_time_sliders_never_cross(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(picture([f"机构{i}" for i in range(20)])), encoding="utf-8")
    visit(driver, path)
    driver.execute_script(
        "const u = document.getElementById('until'), s = document.getElementById('since');"
        "u.value = Number(u.min) + 5; u.dispatchEvent(new Event('input'));"
        "s.value = Number(s.min) + 30; s.dispatchEvent(new Event('input'))"
    )
    since, until = (driver.find_element("id", slider).get_attribute("value") for slider in ("since", "until"))
    assert since == until


def test_arrows_between_the_same_two_bend_apart(driver: Any, tmp_path: Path) -> None:
    drawn = picture(["甲", "乙", "丙"])
    drawn.edges.append(drawn.edges[0])
    path = tmp_path / "page.html"
    path.write_text(page(drawn), encoding="utf-8")
    visit(driver, path)
    bends = driver.execute_script("return jinmai.edges.get().map(e => e.smooth.type + e.smooth.roundness)")
    assert bends[0] != bends[3]


def test_twenty_thousand_nodes_give_a_picture(driver: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page(picture([f"机构{i}" for i in range(20_000)])), encoding="utf-8")
    visit(driver, path, 60)
    assert driver.execute_script("return document.body.dataset.nodes") == str(VISIBLE)
    assert "18000" in driver.execute_script("return document.getElementById('count').textContent")
    driver.find_element("id", "more").click()
    assert driver.execute_script("return document.body.dataset.nodes") == str(VISIBLE + 500)
