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
