"""What the sentence of an answer says beside its rows: dates, rates, comparisons, counts, and what is not known."""

from collections.abc import Iterator
from typing import Any

import pytest

from queries import ask
from tests.queries import samples_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    graph = samples_graph.build(tmp_path_factory.mktemp("told") / "samples.db")
    yield graph
    graph.close()


def said(store: Any, question: str) -> str:
    answer = ask(store, question, evidence=False)
    assert answer.understood, answer.answer
    return answer.answer


def test_a_comparison_tells_disputed_sizes_and_registered_capital(store: Any) -> None:
    text = said(store, "比较国家绿色发展基金和国家中小企业发展基金")
    assert "885亿元 承诺（来源说法不一）" in text and "880亿元 承诺（来源说法不一）" in text
    assert "投资 100亿元 承诺（已含在总额中）" in text and "注册资本 357.5亿元" in text


def test_a_comparison_says_that_branches_are_not_in_it(store: Any) -> None:
    answer = ask(store, "Compare ICBC with the Ministry of Finance", evidence=False)
    assert any("without its branches" in note for note in answer.notes)
    relations = [
        row for row in answer.rows if row[1] == "PART_OF" and row[0] == "Industrial and Commercial Bank of China"
    ]
    assert relations and "中国工商银行魏县支行" in relations[0][2]


def test_a_count_that_articles_tell_stands_before_what_is_named(store: Any) -> None:
    text = said(store, "国家高新区有多少家")
    assert "178家" in text and "图中点名的有10个" in text
    assert "178" not in said(store, "江苏有多少家国家高新区")  # the figure is that of the country


def test_none_is_not_claimed_where_nothing_is_known(store: Any) -> None:
    assert "无从计数" in said(store, "科技创新券补助了多少家大学")


def test_a_relation_without_time_is_followed_by_what_has_one(store: Any) -> None:
    assert "2020-07-15" in said(store, "When was the National Green Development Fund set up?")
    assert "注册资本 3440亿元（2024-05-24）" in said(store, "大基金三期什么时候成立的")


def test_after_a_month_says_that_it_leaves_the_month_out(store: Any) -> None:
    answer = ask(store, "2025年5月以后有什么新消息", evidence=False)
    assert any("2025年5月以后" in note and "2025-06-01" in note for note in answer.notes)
    assert not any("以来" in note for note in ask(store, "2025年5月以来有什么新消息", evidence=False).notes)


def test_a_yearly_rate_answers_how_much_a_year(store: Any) -> None:
    assert "每年6亿元" in said(store, "湖北省每年安排多少专项资金")
    assert "2022" in said(store, "国家开发银行每年发放多少贷款")  # no rate is told: year by year


def test_a_plan_says_that_it_is_one(store: Any) -> None:
    assert "3000亿元 贷款（计划）" in said(store, "2024年的贷款")
    assert "CNY 300 bn loan (planned)" in said(store, "loans in 2024")


def test_what_has_no_place_is_told_and_not_listed(store: Any) -> None:
    answer = ask(store, "哪些园区不在江苏", evidence=False)
    assert "临港新片区" in answer.answer and "临港新片区" not in {row[0] for row in answer.rows}


def test_what_is_linked_with_a_place_is_told_where_nothing_lies_in_it(store: Any) -> None:
    assert "天开九安海河海棠科创母基金" in said(store, "天津有哪些基金")


@pytest.mark.parametrize(
    "question", ["哪些开发区里没有基金", "What share of Big Fund III does Bank of Communications hold?"]
)
def test_what_may_mean_two_things_is_refused(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood
