"""Fillers that mean something where they stand: nothing that would change what is asked is dropped."""

from typing import Any

import pytest

from queries import ask
from tests.queries.asked import answered, noted


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("这些基金由谁管理？", "“这些”指的是哪些"),
        ("那些银行给谁贷款？", "“那些”指的是哪些"),
        ("Who manages these funds?", "these"),
        ("那笔贷款给了谁？", "那笔"),
        ("其中哪家最多？", "其中"),
        ("近年来有哪些银行给过授信？", "从哪一年算起"),
        ("哪些银行互相投资？", ""),
        ("重点企业拿到了哪些贷款？", ""),
        ("国开行全年发放了多少贷款？", ""),
        ("河北和赢电气还了多少？", ""),
        ("全部由财政部出资的基金有哪些？", ""),
        ("归财政部所有的基金有哪些？", ""),
        ("大基金三期背后是谁？", ""),
        ("Is the Torch Center still part of the Ministry of Science and Technology?", ""),
        ("Which companies are listed?", ""),
        ("江苏的园区从大到小", ""),
        ("How many take part in the points system?", ""),
        ("When did the PBoC raise the relending quota?", ""),
        ("Which policies did provincial governments issue?", ""),
        ("哪些省级政府出台了政策？", ""),
        ("有哪些试点？", ""),
    ],
)
def test_what_a_filler_changes_is_refused(store: Any, question: str, said: str) -> None:
    answer = ask(store, question, evidence=False)
    assert not answer.understood, answer.reading
    assert said in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "六大行都给大基金三期出资了吗？",
        "所有国有大行都投资的基金有哪些？",
        "哪些银行给所有高新区授信？",
        "Which funds did all the big state banks invest in?",
        "Who manages all the funds?",
        "Are the Shanghai funds already set up?",
    ],
)
def test_what_all_of_a_kind_do_is_not_answered_by_what_any_does(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


@pytest.mark.parametrize("question", ["所有母基金由谁管理？", "所有母基金的管理人是谁？"])
def test_what_is_listed_of_each_of_a_kind_is_answered(store: Any, question: str) -> None:
    assert len(answered(store, question).rows) == 5


@pytest.mark.parametrize(
    "question",
    [
        "List those banks that invested in Big Fund III.",
        "北京银行和张江高新区管委会相互合作吗？",
        "克拉玛依那笔贷款给了谁？",
        "国开行2022年全年发放了多少贷款？",
    ],
)
def test_a_filler_that_adds_nothing_is_left_out(store: Any, question: str) -> None:
    assert answered(store, question).rows


def test_a_list_of_names_sets_classes_apart(store: Any) -> None:
    answer = answered(store, "哪些企业拿到贷款，列出名单")
    assert (
        not any("科技型企业" in str(row) for row in answer.rows) and "没有逐一点名的：科技型中小企业" in answer.answer
    )


def test_funds_by_amount_have_their_sizes(store: Any) -> None:
    answer = answered(store, "上海的基金按金额排")
    assert answer.rows[0][answer.columns.index("amount")] == 100_000_000_000


@pytest.mark.parametrize(
    "question", ["What is the largest single loan to a named company?", "给一家企业最大的贷款是多少？"]
)
def test_the_largest_to_one_body_is_of_no_class(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert [row[answer.columns.index("amount")] for row in answer.rows] == [660_000_000]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("最大的一笔贷款是多少", "这样的单笔里最大的是国家开发银行山东省分行 → 万华化学集团股份有限公司 6.6亿元 贷款"),
        ("国开行最大的一笔贷款是多少", "没有一笔是给点名的一家的单笔"),
        ("2024年以来单笔超过1亿元的贷款有哪些？", "没有一笔是给点名的一家的单笔"),
        ("单笔低于1亿元的贷款有哪些？", ""),
    ],
)
def test_totals_among_single_sums_are_told_apart(store: Any, question: str, said: str) -> None:
    assert said in answered(store, question).answer


def test_each_of_a_kind_has_a_sum_of_its_own(store: Any) -> None:
    answer = answered(store, "How much did each of the big four banks contribute to Big Fund III?")
    assert len(answer.rows) == 4


@pytest.mark.parametrize("question", ["大基金三期的股东有哪些，各出了多少？", "谁给大基金三期掏了钱，各掏了多少？"])
def test_how_much_each_gave_is_a_sum_for_each(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert answer.second is None and "basis" in answer.columns and len(answer.rows) == 12


def test_what_a_bank_lent_is_no_loan_to_it(store: Any) -> None:
    answer = answered(store, "国开行的贷款有哪些？")
    assert all(any("国家开发银行" in name for name in row[0]) for row in answer.rows) and len(answer.rows) == 10


def test_who_promised_money_pays_it(store: Any) -> None:
    answer = answered(store, "Which banks promised money?")
    assert not any("People's Bank of China" in row[0] for row in answer.rows)


def test_a_thing_that_is_not_said_to_be_theirs_is_noted(store: Any) -> None:
    assert noted(answered(store, "The ICBC's 高企贷 went to whom?"), "does not say", "高企贷")
    assert not noted(answered(store, "The PBoC's 科技创新和技术改造再贷款 went to whom?"), "does not say")


def test_documents_of_one_form_are_told_by_their_titles(store: Any) -> None:
    assert [row[2] for row in answered(store, "上海市政府印发了什么意见？").rows] == [
        "上海市促进创业投资发展的若干意见"
    ]
    plan = answered(store, "上海出台了什么规划？")
    assert not plan.rows and "不限“规划”有1条" in plan.answer
