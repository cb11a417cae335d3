"""Two questions in one sentence: both answers are shown, kept and given to programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from queries import ask
from queries.answer_save import save
from tests.queries.asked import answered

BOTH = "天开九安海河海棠科创母基金规模多大，由谁管理"


def test_both_answers_are_shown_and_given_to_programs(store: Any) -> None:
    answer = answered(store, BOTH)
    assert "50亿元" in str(answer) and "天津海河产业基金管理有限公司" in str(answer)
    told = json.loads(answer.to_json())
    assert told["second"]["rows"][0][0] == "天津海河产业基金管理有限公司"
    assert "天津海河产业基金管理有限公司" in answer._repr_html_()
    assert "second" not in json.loads(answered(store, "天开母基金由谁管理").to_json())


def test_each_answer_is_kept_in_a_file_of_its_own(store: Any, tmp_path: Path) -> None:
    save(answered(store, BOTH), tmp_path / "kept.csv")
    assert "50" in (tmp_path / "kept.csv").read_text(encoding="utf-8")
    assert "天津海河产业基金管理有限公司" in (tmp_path / "kept-2.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "question",
    [
        "财政部2020年投了哪些基金，国开行给谁贷款",
        "哪些银行投了大基金三期，没有投国家绿色发展基金，谁管理",
        "Who manages the fund of 苏州工业园区 and how big is it?",
    ],
)
def test_a_second_half_that_may_speak_of_something_else_is_refused(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


def test_a_second_half_speaks_of_all_that_the_first_lists(store: Any) -> None:
    answer = answered(store, "Which funds does the Ministry of Finance fund and who established them?")
    assert answer.second is not None and answer.second.plan is not None
    funds = {row[answer.columns.index("recipient")][0] for row in answer.rows}
    right = answer.second.columns.index("right")
    assert len(funds) == 3 and {row[right] for row in answer.second.rows} == funds - {
        "China Integrated Circuit Industry Investment Fund Phase III"
    }


def test_the_total_of_what_the_first_half_lists_is_of_the_same_money(store: Any) -> None:
    answer = answered(store, "福州有多少家企业拿到科技创新券补助，共多少钱")
    assert "130" in answer.answer
    assert answer.second is not None and "649.2万元" in answer.second.answer


def test_a_measure_swallows_no_other_question(store: Any) -> None:
    answer = answered(store, "Where is the National SME Development Fund and what is its registered capital?")
    assert answer.second is not None and answer.rows[0][answer.columns.index("right")] == "Shanghai"


def test_words_alone_are_refused_and_no_error(store: Any) -> None:
    assert not ask(store, "On average", evidence=False).understood
