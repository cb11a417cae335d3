"""By how much one gave more than another: told from one plain sum on each side, never left to the reader."""

from typing import Any

import pytest

from queries import ask
from tests.queries.asked import answered

FUND = "国家集成电路产业投资基金三期"


@pytest.mark.parametrize(
    "question",
    [
        f"How much more did the Ministry of Finance put into {FUND} than 国开金融?",
        f"财政部比国开金融多出资{FUND}多少？",
        f"财政部对{FUND}的出资比国开金融多出多少？",
        f"国开金融比财政部给{FUND}少出了多少钱？",
    ],
)
def test_the_difference_stands_before_the_sums(store: Any, question: str) -> None:
    told = answered(store, question).answer
    first = told.partition("合计" if question.endswith("？") else "In all")[0]
    assert "240亿元" in first or "CNY 24 bn more" in first, told
    assert "600亿元" in told or "CNY 60 bn" in told


def test_equal_sums_are_the_same(store: Any) -> None:
    told = answered(store, f"How much more did 工商银行 put into {FUND} than 农业银行?").answer
    assert "the same" in told.partition("In all")[0]


def test_where_one_side_has_no_sum_it_is_refused_with_what_can_be_asked(store: Any) -> None:
    answer = ask(store, "How much more did the Ministry of Finance put into 国家绿色发展基金 than 国开金融?")
    assert not answer.understood and not answer.rows
    assert answer.suggestions and answered(store, answer.suggestions[0]).rows


def test_both_sums_are_asked_without_a_difference(store: Any) -> None:
    assert "240亿元" not in answered(store, f"财政部和国开金融分别给{FUND}出了多少钱？").answer
