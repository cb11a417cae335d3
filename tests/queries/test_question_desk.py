"""What answers say in words where their rows alone would mislead: what is planned, of a subsidiary, of one place of several."""

from typing import Any

import pytest

from tests.queries.asked import answered


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Has Hubei already handed out the 600 million yuan for specialised firms?",
            "CNY 600 m a year grant (planned)",
        ),
        ("Has Hubei already handed out the 600 million yuan for specialised firms?", "CNY 180 m grant"),
        ("湖北已经发放了6亿元吗？", "每年6亿元 拨款（计划）"),
        ("湖北给专精特新企业的6亿元已经发放了吗？", "1.8亿元 拨款"),
    ],
)
def test_what_is_not_paid_yet_is_told_with_what_is_planned_and_what_was_paid(
    store: Any, question: str, said: str
) -> None:
    assert said in answered(store, question).answer


def test_what_a_subsidiary_holds_is_told_behind_the_banks_own(store: Any) -> None:
    answer = answered(store, "国家开发银行参与了哪些基金？")
    assert (
        "其下属机构国开金融有限责任公司另有：国开金融有限责任公司 → 国家集成电路产业投资基金三期 360亿元 投资"
        in answer.answer
    )
    assert {row[answer.columns.index("left")] for row in answer.rows} == {"国家开发银行"}


def test_of_several_places_those_without_any_are_named(store: Any) -> None:
    assert "浙江省的，图中没有。" in answered(store, "江苏和浙江有哪些基金？").answer


def test_what_is_called_the_first_is_told_apart_from_what_has_no_time(store: Any) -> None:
    assert "在原文里称它们为首批" in answered(store, "哪些高新区最早试点企业创新积分制？").answer
    assert "分不出先后" in answered(store, "最早管理基金的是哪家公司？").answer


def test_capital_is_no_size_of_a_fund_of_a_year(store: Any) -> None:
    text = answered(store, "2024年成立的规模超过500亿元的基金有哪些？").answer
    assert text.startswith("2个：上海三大先导产业母基金、江苏省首批14支产业专项基金。") and "3440亿元" in text


def test_what_money_is_for_is_quoted(store: Any) -> None:
    assert "支持新冠疫苗研发" in answered(store, "丽珠集团拿了哪家银行的贷款，用来干什么？").answer
    assert "用于高性能绿色新材料研发" in answered(store, "What is the Wanhua loan for?").answer


def test_money_told_in_the_sentence_that_names_a_body_is_told(store: Any) -> None:
    text = answered(store, "银行间市场交易商协会支持了多少家企业发债？").answer
    assert "企业 累计超过5300亿元 债券，276个" in text
    assert "不过" not in answered(store, "科技部发放了多少贷款？").answer


@pytest.mark.parametrize("question", ["高企贷有几家银行参与", "高企贷几家银行参与"])
def test_a_class_stands_for_those_that_no_article_names(store: Any, question: str) -> None:
    assert answered(store, question).answer == "报道没有逐一点名，只说：8家银行。"


@pytest.mark.parametrize(
    "question", ["How much does Hubei spend every year on specialised firms?", "湖北每年给小巨人企业安排多少资金？"]
)
def test_a_yearly_rate_that_names_nobody_is_what_is_set_aside_each_year(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert answer.rows[0][answer.columns.index("amount")] == 600_000_000
    assert any(part in answer.answer for part in ("None of them names the recipient", "没有一笔写明受方"))


def test_a_group_of_funds_is_as_many_as_its_name_says(store: Any) -> None:
    assert (
        "not the same"
        not in answered(store, "What is the total size of Jiangsu's 14 specialised industry funds?").answer
    )


def test_of_a_place_without_any_what_is_linked_there_is_told(store: Any) -> None:
    text = answered(store, "上海和天津各有哪些基金？").answer
    assert "天津市的，图中没有。" in text and "天津海河产业基金管理有限公司" in text


def test_a_list_of_what_nobody_is_told_to_pay_into_says_so(store: Any) -> None:
    text = answered(store, "没有银行出资的基金有哪些？").answer
    assert "不等于确实没有" in text and "国创母基金由银行设立或管理" in text


def test_funds_without_a_size_are_told_beside_those_with_one(store: Any) -> None:
    assert (
        "另有2支没有写明规模：安全应急装备基金、生物医药基金。"
        in answered(store, "江苏有哪些基金，分别多大规模？").answer
    )
    assert "没有写明规模" not in answered(store, "江苏有哪些规模超过100亿元的基金？").answer
