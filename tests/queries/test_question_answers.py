"""Answers over the invented world: sums, conflicts, evidence, JSON, files, names; and what must not be guessed."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.store import open_store
from queries import Answer, ask
from tests.graph.made import article
from tests.queries import fixture

YI = 10**8


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    graph = fixture.build(tmp_path_factory.mktemp("world") / "world.db")
    yield graph
    graph.close()


def rows(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    assert answer.understood, answer.answer
    places = [answer.columns.index(c) for c in columns]
    return [tuple(int(v) if isinstance(v, Decimal) else v for v in (row[n] for n in places)) for row in answer.rows]


def test_the_keys_of_json_and_exact_amounts(store: Any) -> None:
    data = json.loads(ask(store, "央行给谁再贷款").to_json())
    keys = {
        "question",
        "understood",
        "reading",
        "cypher",
        "parameters",
        "columns",
        "rows",
        "answer",
        "evidence",
        "suggestions",
    }
    assert keys <= set(data)
    assert data["understood"] is True
    amount = data["columns"].index("amount")
    assert [row[amount] for row in data["rows"]] == [400_000_000_000]
    assert "4000亿元" in str(ask(store, "央行给谁再贷款"))
    assert "CNY 400 bn" in str(ask(store, "What does People's Bank of China fund?"))


def test_values_are_parameters_only(store: Any) -> None:
    answer = ask(store, "2023年谁给蓝芯半导体超过1亿元")
    assert answer.understood
    for word in ("蓝芯", "2023", "100000000"):
        assert word not in answer.cypher
    assert any("徐州蓝芯半导体有限公司" in str(value) for value in answer.parameters.values())


def test_one_flow_told_twice_counts_once_and_has_both_sentences(store: Any) -> None:
    answer = ask(store, "央行一共给了多少再贷款")
    assert rows(answer, "basis", "amount", "flows", "sources") == [("sum", 4000 * YI, 1, 2)]
    assert {e["publisher"] for e in answer.evidence[0]} == {"金融时报", "湖北日报"}


def test_evidence_marks_the_words_that_carry_the_fact(store: Any) -> None:
    answer = ask(store, "招商银行给云脉科技贷款多少")
    (sentence,) = answer.evidence[0]
    marked = [sentence["text"][a:b] for a, b in sentence["marks"]]
    assert "8000万元" in marked
    assert "云脉科技" in "".join(marked)
    assert sentence["date"] == "2024-02-18"


def test_rates_and_running_totals_are_never_added(store: Any) -> None:
    answer = ask(store, "财政部一共拨款多少")
    assert rows(answer, "basis", "amount") == [("sum", 4 * YI), ("rate", 6 * YI)]
    answer = ask(store, "江苏银行一共贷款多少")
    assert ("running", 90 * YI) in rows(answer, "basis", "amount")
    assert not [r for r in rows(answer, "basis", "instrument") if r == ("sum", "loan")]
    assert any("累计" in note for note in answer.notes)


def test_a_total_or_its_slices_but_not_both(store: Any) -> None:
    answer = ask(store, "江苏省财政厅计划补贴多少")
    assert rows(answer, "basis", "amount", "flows") == [("sum", 20 * YI, 1)]
    assert any("2笔是已计入的总额" in note for note in answer.notes)


def test_by_recipient_the_slices_stand_for_their_total(store: Any) -> None:
    answer = ask(store, "江苏省财政厅计划补贴多少，按对象")
    assert rows(answer, "recipient", "amount") == [("高新技术企业", 12 * YI), ("科技型中小企业", 8 * YI)]


def test_disputed_figures_are_shown_and_not_added(store: Any) -> None:
    answer = ask(store, "大基金一共投了蓝芯半导体多少钱")
    assert rows(answer, "basis", "amount") == [("disputed", 15 * YI), ("disputed", 12 * YI)]


def test_statuses_instruments_and_currencies_stay_apart(store: Any) -> None:
    answer = ask(store, "国开行一共贷款多少")
    assert sorted(rows(answer, "amount", "currency", "status")) == [
        (2 * YI, "USD", "actual"),
        (120 * YI, "CNY", "planned"),
    ]


def test_a_range_counts_at_its_upper_end_and_says_so(store: Any) -> None:
    answer = ask(store, "江苏银行给蓝芯半导体授信多少")
    assert rows(answer, "amount", "amount_min") == [(3 * YI, 2 * YI)]
    assert any("区间" in note for note in answer.notes)


def test_co_payers_each_count_and_the_money_counts_once(store: Any) -> None:
    answer = ask(store, "谁资助杨凌农高区")
    assert rows(answer, "provider", "amount") == [(["科学技术部", "财政部"], 4 * YI)]
    assert answer.answer.startswith("2个")


def test_a_period_leaves_out_facts_without_one_and_says_how_many(store: Any) -> None:
    answer = ask(store, "2021年以来财政部给了多少钱")
    assert any("1条没有说明时间" in note for note in answer.notes)


def test_a_place_takes_in_what_lies_within_it(store: Any) -> None:
    assert rows(ask(store, "江苏有哪些高新区"), "name") == [("徐州高新技术产业开发区",)]
    assert ("徐州蓝芯半导体有限公司",) in rows(ask(store, "江苏的企业"), "name")


def test_a_zone_comes_with_its_committee(store: Any) -> None:
    answer = ask(store, "徐州高新区资助了谁")
    assert {tuple(r) for (r,) in rows(answer, "provider")} == {
        ("徐州高新技术产业开发区",),
        ("徐州高新技术产业开发区管理委员会",),
    }
    assert any("管委会" in note for note in answer.notes)


def test_a_body_comes_with_its_predecessor(store: Any) -> None:
    answer = ask(store, "金融监管总局有哪些政策")
    assert rows(answer, "left", "right") == [("中国银行保险监督管理委员会", "科技金融支持若干措施")]
    assert any("前身" in note for note in answer.notes)


def test_known_without_facts_is_empty_and_unknown_is_not_understood(store: Any) -> None:
    known = ask(store, "东南大学资助了谁")
    assert known.understood
    assert known.rows == []
    unknown = ask(store, "某某大学资助了谁")
    assert not unknown.understood
    assert unknown.suggestions


def test_no_direct_link_offers_the_path(store: Any) -> None:
    answer = ask(store, "工行和蓝芯半导体有什么关系")
    assert rows(answer, "links") == [(2,)]
    assert "没有直接联系" in answer.answer


def test_ambiguous_names_list_the_candidates(store: Any) -> None:
    answer = ask(store, "科技厅有哪些政策")
    assert not answer.understood
    assert {"江苏省科学技术厅有哪些政策", "浙江省科学技术厅有哪些政策"} <= set(answer.suggestions)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("科技部有哪些政策", "科学技术部"),
        ("kejibu有哪些政策", "科学技术部"),
        ("科计部有哪些政策", "科学技术部"),
        ("江苏省科技亍有哪些政策", "江苏省科学技术厅"),
        ("policies of Ministry of Science and Technology", "Ministry of Science and Technology"),
        ("policies of Ministry of Sciense and Technology", "Ministry of Science and Technology"),
    ],
)
def test_names_by_alias_pinyin_english_and_close_spelling(store: Any, question: str, left: str) -> None:
    assert rows(ask(store, question), "left") == [(left,)]


@pytest.mark.parametrize(
    "question",
    [
        "山东省科技厅有哪些政策",  # not 江苏省科技厅
        "中国人民保险给谁贷款",  # not 中国人民银行
        "北京银行给谁贷款",  # not the banks of 北京
        "中国民生银行给谁贷款",
        "浙商银行给谁贷款",  # not 招商银行
    ],
)
def test_a_name_that_is_another_name_is_never_taken_for_it(store: Any, question: str) -> None:
    assert not ask(store, question).understood


def test_traditional_characters_are_read(store: Any) -> None:
    assert rows(ask(store, "誰資助楊淩農高區"), "amount") == [(4 * YI,)]


def test_it_shows_itself_as_a_table(store: Any) -> None:
    html = ask(store, "科技部的合作伙伴")._repr_html_()
    assert "<table>" in html
    assert "中国工商银行" in html


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".md"])
def test_answers_are_kept_with_their_sources(store: Any, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"answer{ending}"
    ask(store, "招商银行给谁贷款").save(path)
    if ending == ".xlsx":
        from openpyxl import load_workbook

        cells = [c.value for row in load_workbook(path).active.iter_rows() for c in row]
        assert 80_000_000 in cells
        text = " ".join(map(str, cells))
    elif ending == ".csv":
        table = list(csv.reader(path.open(encoding="utf-8-sig")))
        text = " ".join(" ".join(row) for row in table)
        assert "80000000" in text
    else:
        text = path.read_text(encoding="utf-8")
        assert "**8000万元**" in text
    assert "浙江日报" in text


def test_no_cell_of_a_file_is_a_formula() -> None:
    from queries.answer_save import grid

    answer = Answer("问", "zh", True, "", columns=["name"], rows=[["=HYPERLINK(1)"]], shown=[["x"]], titles=["x"])
    assert grid(answer)[1][0][0] == "'=HYPERLINK(1)"


def test_another_ending_is_refused(store: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.csv"):
        ask(store, "招商银行给谁贷款").save(tmp_path / "answer.doc")


def test_money_without_the_asked_party_is_shown_and_not_denied(tmp_path: Path) -> None:
    made = article("a1", "甲部拿出1亿元。", flows=[{"provider": ["甲部"], "amount": 10**8, "amount_text": "1亿元"}])
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as graph:
        graph.load([made])
        answer = ask(graph, "甲部资助了谁")
    assert rows(answer, "provider", "recipient", "amount") == [(["甲部"], [], 10**8)]
    assert "没有一篇文章写明受方" in answer.answer
