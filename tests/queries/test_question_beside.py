"""What stands beside an answer for the sake of what was asked: branches, older tellings, kindred money, parts and wholes, classes."""

from typing import Any

import pytest

from tests.queries.asked import answered, noted


@pytest.mark.parametrize(
    ("question", "branch"),
    [
        ("timeline of China Development Bank", "国家开发银行山东省分行"),
        ("中国银行大事记", "中国银行江苏省分行"),
        ("What happened to ICBC in 2025?", "中国工商银行魏县支行"),
        ("介绍一下国开行", "国家开发银行广东省分行"),
        ("大基金的时间线", "国家集成电路产业投资基金三期"),
    ],
)
def test_what_is_told_of_branches_is_counted_beside_a_bodys_own(store: Any, question: str, branch: str) -> None:
    assert noted(answered(store, question), branch, "not listed" if question.isascii() else "没有列入")


def test_a_body_without_branches_has_no_such_note(store: Any) -> None:
    assert not noted(answered(store, "上海市人民政府的大事记"), "没有列入")


@pytest.mark.parametrize(
    ("question", "new", "again"),
    [
        ("what's new since May 2025?", "tell 19 new facts", 2),
        ("2025年5月以来有什么新进展", "新说了19件事", 2),
        ("2024年有什么新消息", "新说了82件事", 1),
        ("What's new about China Development Bank since January 2024?", "tell 8 new facts", 1),
    ],
)
def test_what_older_articles_told_in_other_words_is_marked_and_not_new(
    store: Any, question: str, new: str, again: int
) -> None:
    answer = answered(store, question)
    assert new in answer.answer
    marked = [row for row in answer.shown if "told before" in row[1] or "更早已有报道" in row[1]]
    assert len(marked) == again and marked == answer.shown[-again:]
    assert noted(answer, "not counted as new" if question.isascii() else "不算新的")


def test_what_a_later_article_tells_again_is_new_when_first_told(store: Any) -> None:
    rows = answered(store, "What was new in April 2024?").rows
    assert any(row[1].startswith("银行 → ") and row[2] == 2 for row in rows)


@pytest.mark.parametrize(
    "question",
    [
        "Which named companies received loans of more than CNY 5 million?",
        "Which named firms got credit from named banks?",
    ],
)
def test_classes_do_not_stand_among_those_asked_for_by_name(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert answer.rows and "Named only as a class besides: " in answer.answer
    assert not any("企业" in name[-3:] for row in answer.rows for name in row[answer.columns.index("recipient")])
