"""Chinese follow-ups that name nobody are about what the question before is about; what is said of nothing is not said of everything."""

from collections.abc import Iterator
from typing import Any

import pytest

from queries import ask
from queries.chat import Chat
from tests.queries import samples_graph


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    store = samples_graph.build(tmp_path_factory.mktemp("onward") / "graph.db")
    yield store
    store.close()


def said(store: Any, *questions: str) -> str:
    """Return the answer to the last of several questions that go on from one another."""
    chat = Chat(store)
    answers = [chat.ask(question) for question in questions]
    assert answers[-1].understood, answers[-1].answer
    return answers[-1].answer


@pytest.mark.parametrize(
    ("questions", "part"),
    [
        (("国创母基金是谁发起的", "规模呢"), "国创母基金 600亿元"),
        (("国创母基金是谁发起的", "规模呢", "在哪儿"), "苏州工业园区"),
        (("万华化学拿了多少贷款", "谁给的"), "国家开发银行山东省分行"),
        (("江苏省战略性新兴产业母基金谁管", "多少钱"), "500亿元"),
        (("江苏省战略性新兴产业母基金谁管", "谁出的"), "江苏省财政厅"),
        (("哪些银行投了大基金三期", "其中哪家最少"), "中国邮政储蓄银行"),
        (("哪些银行投了大基金三期", "其中哪家最少", "出了多少"), "80亿元"),
        (("上海的基金有哪些", "最大的是哪个"), "上海三大先导产业母基金 1000亿元"),
        (("福建发了多少创新券补助", "福州占多少"), "649.2万元"),
        (("北京银行给张江多少钱", "是已经给了还是计划"), "授信（承诺）800亿元"),
        (("再贷款额度是多少", "利率呢"), "1.5%"),
        (("大基金三期规模多大", "谁出的最多"), "财政部 600亿元"),
        (("大基金三期有哪些股东", "里面的银行呢"), "6个"),
        (("江苏有哪些基金", "有几支"), "5个"),
        (("国家中小企业发展基金是谁牵头的", "注册资本呢", "中央出了多少"), "152.5亿元"),
        (("财政部给大基金三期出了多少", "工行出了多少"), "215亿元"),
        (("贵阳科技金融贷款平台放了多少贷款", "给了多少家企业"), "28"),
    ],
)
def test_a_follow_up_is_about_what_was_spoken_of(store: Any, questions: tuple[str, ...], part: str) -> None:
    assert part in said(store, *questions)


def test_a_follow_up_of_nothing_is_refused(store: Any) -> None:
    chat = Chat(store)
    chat.ask("最大的贷款是哪笔")
    assert not chat.ask("谁给的").understood


def test_the_smallest_is_looked_for_among_those_listed(store: Any) -> None:
    chat = Chat(store)
    for question in ("谁管理上海三大先导产业母基金", "下面有哪些子基金"):
        assert chat.ask(question).understood
    assert "上海三大先导产业母基金 1000亿元" not in chat.ask("最小的呢").answer


def test_no_reasons_are_made_up(store: Any) -> None:
    assert not ask(store, "大基金三期为什么成立", evidence=False).understood
    assert ask(store, "国开行为什么企业提供了贷款", evidence=False).understood


def test_by_name_no_class_is_meant(store: Any) -> None:
    for question in ("国开行给点名的企业贷了多少款", "What has CDB lent to companies by name?"):
        answer = ask(store, question, evidence=False)
        assert answer.understood and "科技型企业" not in answer.answer


def test_what_has_to_do_with_a_programme_takes_in_what_is_based_on_it(store: Any) -> None:
    answer = ask(store, "工行有哪些跟创新积分制有关的贷款", evidence=False)
    assert {row[answer.columns.index("amount")] for row in answer.rows} == {8_000_000, 4_000_000}


def test_of_a_size_it_is_asked_which_fund(store: Any) -> None:
    for question in ("基金规模多大", "母基金的规模有多大", "规模多大"):
        answer = ask(store, question, evidence=False)
        assert not answer.understood and "哪支基金" in answer.answer
        assert all(ask(store, offered, evidence=False).rows for offered in answer.suggestions)
    assert len(ask(store, "各支基金规模多大", evidence=False).rows) > 10
    assert ask(store, "所有基金规模一共多大", evidence=False).understood


def test_funds_told_by_their_size(store: Any) -> None:
    one = ask(store, "苏州600亿的母基金是谁发起的", evidence=False)
    assert {row[0] for row in one.rows} == {"国家开发银行", "苏州创业投资集团有限公司"}
    assert "300亿" in ask(store, "江苏300亿母基金归谁管", evidence=False).answer
    assert {row[0] for row in ask(store, "规模100亿元的基金由谁管理", evidence=False).rows} == {
        "北京国有资本运营管理有限公司",
        "国开金融有限责任公司",
    }


def test_what_is_offered_is_about_the_same_and_has_an_answer(store: Any) -> None:
    for question in (
        "高企贷授信服务方案的初稿是谁写的",
        "两步之内能从财政部走到哪些银行",
        "福建的创新券补助给了多少家？",
    ):
        answer = ask(store, question, evidence=False)
        assert not answer.understood and answer.suggestions
        assert not any("中国银行" in offered for offered in answer.suggestions)
        assert all(ask(store, offered, evidence=False).rows for offered in answer.suggestions)
    negated = ask(store, "财政部发起但没有工信部参与的基金", evidence=False)
    assert not any("参与" in offered for offered in negated.suggestions)
