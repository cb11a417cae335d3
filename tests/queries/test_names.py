"""Names said in other words than the graph's, and what is offered where a name is not known."""

from collections.abc import Iterator
from typing import Any

import pytest

from queries import ask
from queries.names_close import _different
from tests.queries import fixture


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    graph = fixture.build(tmp_path_factory.mktemp("names") / "names.db")
    yield graph
    graph.close()


def test_a_body_of_another_place_is_never_taken(store: Any) -> None:
    for question in ("广东省财政厅给了谁钱？", "浙江财政厅给了谁钱？", "山东省科技厅资助了谁？"):
        answer = ask(store, question, evidence=False)
        assert not answer.understood, answer.reading
        assert not any("江苏" in text for text in answer.suggestions if "广东" in text or "浙江" in text)


@pytest.mark.parametrize(
    "question",
    [
        "How much has ICBC's Jiangsu branch lent?",
        "How much has the Jiangsu branch of ICBC lent?",
        "How much has ICBC Jiangsu lent?",
        "How much did the Jiangsu Provincial Branch of ICBC lend?",
    ],
)
def test_a_branch_is_found_by_what_its_bank_is_called(question: str, store: Any) -> None:
    answer = ask(store, question, evidence=False)
    assert answer.understood, answer.answer
    assert "中国工商银行江苏省分行" in (answer.reading or "")


@pytest.mark.parametrize("question", ["江苏银航二期贷款给了谁？", "谁资助了蓝芯片半导体？", "Who funds Jiangsi?"])
def test_what_is_offered_is_understood(question: str, store: Any) -> None:
    for offered in ask(store, question, evidence=False).suggestions:
        assert ask(store, offered, evidence=False).understood, offered


def test_a_fund_of_another_number_is_never_taken() -> None:
    assert _different("starfundii", "starfundiii")
    assert _different("starfundphaseiv", "starfundphasev")
    assert not _different("shanghaistarfund", "shanghaistarfumd")
    assert not _different("starcitywuxi", "starcitywux")
