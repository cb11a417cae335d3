"""Words of chat that were refused: one letter for a word, 些, money that somebody got, and a share of the figure just told."""

from typing import Any

import pytest

from queries import ask
from tests.queries.asked import answered

FUND = "国家集成电路产业投资基金三期"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("which ministries r tied to which funds", "which ministries are tied to which funds"),
        ("国开金融 & 苏州工业园区 - how r they connected", "How are 国开金融 and 苏州工业园区 connected?"),
        ("funds w no manager listed?", "funds with no manager?"),
        (
            f"What is the average amount that the banks invested in {FUND}?",
            f"What is the average investment of banks in {FUND}?",
        ),
        ("上海都有些什么基金？", "上海都有什么基金？"),
        ("万华化学拿到的那笔贷款是哪家银行给的？", "万华化学的那笔贷款是哪家银行给的？"),
    ],
)
def test_shorthand_is_answered_as_what_it_stands_for(store: Any, said: str, plain: str) -> None:
    wanted = answered(store, plain)
    assert wanted.rows and answered(store, said).rows == wanted.rows


def test_what_somebody_paid_of_the_figure_just_told(store: Any) -> None:
    before = answered(store, "国家中小企业发展基金的注册资本是多少？")
    answer = ask(store, "其中中央财政出资多少？", before=before.plan, evidence=False)
    assert answer.understood and "152.5亿元" in answer.answer


def test_a_share_of_what_was_listed_is_not_taken_for_all(store: Any) -> None:
    before = answered(store, "上海有哪些基金？")
    answer = ask(store, "其中中央财政出资多少？", before=before.plan, evidence=False)
    assert not answer.understood
