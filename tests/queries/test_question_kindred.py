"""Questions that mean more, or less, than their words: kindred instruments, parts of wholes, “the bank”, bodies by name."""

from typing import Any

import pytest

from queries import ask
from tests.queries.asked import answered, noted


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("福建有哪些拨款？", ("补贴", "3笔", "2143.4万元")),
        ("Any grants in Fujian?", ("subsidy", "3 more", "CNY 21.434 m")),
        ("哪些政策规定了补贴？", ("奖励", "1笔", "50万元")),
        ("哪些银行给贵阳的科技企业授信？", ("贷款", "1笔", "5.2亿元")),
        ("What is the smallest credit line?", ("loan", "kindred")),
    ],
)
def test_money_of_a_kindred_form_is_told(store: Any, question: str, parts: tuple[str, ...]) -> None:
    answer = answered(store, question)
    assert noted(answer, *parts) or (not answer.rows and all(part in answer.answer for part in parts))


def test_what_the_answer_tells_already_is_not_told_again(store: Any) -> None:
    answer = answered(store, "福建给了哪些奖励？")
    assert "649.2万元" in answer.answer and not noted(answer, "同类的其他方式")


def test_any_money_has_none_of_another_form(store: Any) -> None:
    assert not noted(answered(store, "福建有哪些资金？"), "同类的其他方式")


@pytest.mark.parametrize("question", ["哪些基金没有管理人？", "Which funds have no manager?"])
def test_parts_of_managed_wholes_are_told_among_those_without(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert noted(answer, "国创母基金创业投资母基金", "上海未来产业基金", "上海三大先导产业母基金")


@pytest.mark.parametrize(
    "question",
    ["Who does the bank lend to?", "Who funds the high-tech zone?", "Which firms did the ministry support?"],
)
def test_one_of_a_kind_must_be_said(store: Any, question: str) -> None:
    answer = ask(store, question, evidence=False)
    assert not answer.understood and "may be more than one" in answer.answer
    assert len(answer.suggestions) > 5


@pytest.mark.parametrize(
    "question",
    ["Who funds the high-tech zones?", "Who manages the fund set up in Jiangsu?", "What is the largest fund?"],
)
def test_what_says_which_one_is_meant_is_no_guess(store: Any, question: str) -> None:
    assert "may be more than one" not in ask(store, question, evidence=False).answer


@pytest.mark.parametrize(
    "question", ["哪些点名的企业拿到了贷款？", "具体哪些企业拿到了贷款？", "Which companies, by name, received loans?"]
)
def test_classes_are_told_apart_from_bodies_asked_for_by_name(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert len(answer.rows) == 4 and "积分企业" in answer.answer


def test_classes_alone_are_no_rows_of_bodies_by_name(store: Any) -> None:
    answer = answered(store, "具体哪些科技企业拿到了授信？")
    assert answer.answer.startswith("报道没有逐一点名") and not answer.rows


def test_a_timeline_lists_a_relation_once_where_an_article_dates_it(store: Any) -> None:
    answer = answered(store, "科技创新和技术改造再贷款的时间线")
    assert [row[0] for row in answer.rows if "中国人民银行 设立" in row[2]] == ["2024-04"]


def test_a_refusal_says_without_which_words_it_would_be_understood(store: Any) -> None:
    answer = ask(store, "国开行贷过款的企业有没有管理人", evidence=False)
    assert not answer.understood and "不带“管理人”就能看懂" in answer.answer
    assert answer.suggestions[0] == "国开行贷过款的企业有没有"
    assert all("国家开发银行" in text for text in answer.suggestions[1:])


def test_whether_a_kind_gets_money_tells_what_others_get(store: Any) -> None:
    answer = answered(store, "北京银行有没有给高新区授信？")
    assert answer.answer.startswith("没有") and "800亿元" in answer.answer


def test_a_flow_that_reaches_more_than_are_named_says_so(store: Any) -> None:
    answer = answered(store, "科技创新和技术改造再贷款给了哪些银行？")
    assert "受方共21家" in answer.answer


@pytest.mark.parametrize("question", ["湖北最高给多少贴息？", "湖北给了哪些贴息？"])
def test_money_of_a_places_policy_is_told_though_nobody_is_said_to_pay(store: Any, question: str) -> None:
    assert "100万元" in answered(store, question).answer


def test_a_count_of_those_named_tells_classes_and_denies_no_count(store: Any) -> None:
    answer = answered(store, "贵阳有几家银行参与科技金融贷款平台？")
    assert "6家银行" in answer.answer and "没有报道给出" not in answer.answer


def test_where_none_is_named_the_number_that_articles_tell_is_said(store: Any) -> None:
    assert "25个" in answered(store, "Which provinces does the innovation points system cover?").answer


def test_who_manages_the_whole_is_told_where_nobody_manages_the_part(store: Any) -> None:
    assert noted(answered(store, "上海生物医药产业投资母基金归哪家公司管理？"), "上海国有资本投资有限公司")


@pytest.mark.parametrize(
    "question", ["哪些银行只是打算给大基金三期出资？", "Which state banks only plan to invest in Big Fund III?"]
)
def test_what_is_planned_is_told_beside_what_is_promised_elsewhere(store: Any, question: str) -> None:
    assert noted(answered(store, question), "2笔" if not question.isascii() else "2 more of another status")
