"""Questions that are hardly any, and article text in what is saved: neither breaks anything."""

from pathlib import Path
from typing import Any

import pytest

from queries.answer import ask
from queries.answer_result import Answer


@pytest.mark.parametrize("question", ["？", "?", "。", "。。。？", "……", "!!!", "、"])
def test_marks_alone_are_not_understood(store: Any, question: str) -> None:
    assert not ask(store, question).understood


def test_markdown_shows_the_text_of_articles_and_runs_none_of_it(tmp_path: Path) -> None:
    answer = Answer("谁<b>", "zh", True, "甲公司<script>alert(1)</script>[点](javascript:x)")
    answer.save(tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "<script>" not in text and "<b>" not in text
    assert "&lt;script&gt;" in text and "\\[点\\]" in text
