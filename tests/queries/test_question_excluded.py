"""Follow-ups that leave some out, ask for others, for who comes next, or for more of what was told; and what a place leaves out."""

import re
from typing import Any

import pytest

from tests.queries.asked import answered, column, last

YI = 10**8


def names(answer: Any, name: str) -> set[str]:
    return {str(v) for value in column(answer, name) for v in (value if isinstance(value, list) else [value])}


@pytest.mark.parametrize(
    "turns",
    [
        ("大基金三期有哪些出资方？", "把银行去掉"),
        ("大基金三期有哪些出资方？", "不算银行呢"),
        ("大基金三期有哪些出资方？", "去掉银行还剩谁"),
        ("大基金三期有哪些出资方？", "除了银行还有谁"),
    ],
)
def test_a_kind_is_left_out_of_what_was_listed(store: Any, turns: tuple[str, ...]) -> None:
    assert names(last(store, *turns), "provider") == {"财政部", "国开金融有限责任公司", "上海国盛（集团）有限公司"}


@pytest.mark.parametrize("without", ["Leave out the banks", "Excluding banks?", "And apart from the banks?"])
def test_a_kind_is_left_out_in_english(store: Any, without: str) -> None:
    left = last(store, "Who invested in Big Fund III?", without)
    assert names(left, "provider") == {"Ministry of Finance", "CDB Capital", "Shanghai Guosheng Group"}


def test_one_by_name_is_left_out(store: Any) -> None:
    left = last(store, "Which funds does the Ministry of Finance fund?", "Without the Green Fund?")
    assert "National Green Development Fund" not in names(left, "recipient")
    assert "National SME Development Fund" in names(left, "recipient")


@pytest.mark.parametrize(
    "turns",
    [
        ("谁管理北京市机器人产业发展投资基金？", "它还管了别的吗"),
        ("谁管理北京市机器人产业发展投资基金？", "它还管理哪些别的基金"),
        ("Who manages 北京市机器人产业发展投资基金?", "What else does it manage?"),
        ("Who manages 北京市机器人产业发展投资基金?", "Does it manage anything else?"),
        ("Who manages 北京市机器人产业发展投资基金?", "Which other funds does it manage?"),
    ],
)
def test_others_are_not_the_one_that_was_asked_about(store: Any, turns: tuple[str, ...]) -> None:
    assert names(last(store, *turns), "right") == {"北京市人工智能产业投资基金"}


@pytest.mark.parametrize(
    "turns",
    [
        ("Who manages the Beijing AI fund?", "Where is that company?"),
        ("谁管理北京市人工智能产业投资基金？", "该公司在哪里"),
    ],
)
def test_that_company_is_no_fund(store: Any, turns: tuple[str, ...]) -> None:
    assert names(last(store, *turns), "left") <= {
        "Beijing State-owned Capital Operation and Management",
        "北京国有资本运营管理有限公司",
    }


def test_that_bank_is_the_one_of_two_that_is_a_bank(store: Any) -> None:
    asked = last(store, "北京银行给张江授信多少？", "该行副行长是谁")
    assert names(asked, "right") == {"许宁跃"}


def test_a_person_that_was_named_is_he(store: Any) -> None:
    assert names(last(store, "Who is 王江平?", "Where does he work?"), "right") == {
        "Ministry of Industry and Information Technology"
    }


@pytest.mark.parametrize(
    "turns",
    [
        ("谁是大基金三期最大的股东？", "第二大呢？"),
        ("Who is the largest investor in Big Fund III?", "And the second?"),
    ],
)
def test_who_comes_second_is_asked_of_all_that_were_ranked(store: Any, turns: tuple[str, ...]) -> None:
    assert set(column(last(store, *turns), "amount")) == {600 * YI, 360 * YI}


@pytest.mark.parametrize(
    ("asked", "amount"), [("who put in the most?", 600), ("which gave the least?", 80), ("And who gave the most?", 600)]
)
def test_the_most_is_that_of_the_money_spoken_of(store: Any, asked: str, amount: int) -> None:
    ranked = last(store, "Who invested in Big Fund III?", asked)
    assert set(column(ranked, "amount")) == {amount * YI}
    assert names(ranked, "recipient") == {"China Integrated Circuit Industry Investment Fund Phase III"}


def test_the_most_is_never_that_of_all_money(store: Any) -> None:
    most = last(store, "How much did ICBC put into Big Fund III?", "who gave the most?")
    assert names(most, "provider") == {"Ministry of Finance", "Bank of Communications"}  # of each status by itself


@pytest.mark.parametrize(
    "turns",
    [
        ("上海有哪些基金？", "其中规模超过300亿的呢"),
        ("上海有哪些基金？", "哪些超过300亿"),
        ("Which funds are in Shanghai?", "Which are over 30 billion?"),
    ],
)
def test_a_limit_is_one_of_the_sizes_of_the_funds_listed(store: Any, turns: tuple[str, ...]) -> None:
    assert set(column(last(store, *turns), "amount")) == {1000 * YI, 885 * YI, 880 * YI, 45001 * YI // 100}


def test_a_time_is_that_of_founding_the_funds_listed(store: Any) -> None:
    assert names(last(store, "上海有哪些基金？", "2024年的呢"), "right") == {"上海三大先导产业母基金"}


@pytest.mark.parametrize(
    ("turns", "via"),
    [
        (("Who got loans from ICBC?", "Through which product?"), {"创新积分贷", "Enterprise Innovation Points System"}),
        (("工行给谁贷过款？", "通过什么产品"), {"创新积分贷", "企业创新积分制"}),
    ],
)
def test_through_what_is_asked_of_the_money_told(store: Any, turns: tuple[str, ...], via: set[str]) -> None:
    assert names(last(store, *turns), "via") == via


def test_whether_it_was_paid_tells_the_status(store: Any) -> None:
    told = last(store, "How much did Bank of Beijing promise Zhangjiang?", "Has it been paid?")
    assert column(told, "status") == ["committed"]


@pytest.mark.parametrize("asked", ["它们都在哪儿", "都注册在哪儿", "它们分别在哪里"])
def test_all_that_were_listed_are_where_they_are(store: Any, asked: str) -> None:
    where = last(store, "财政部投了哪些基金？", asked)
    assert names(where, "left") == {"国家集成电路产业投资基金三期", "国家中小企业发展基金", "国家绿色发展基金"}


def test_money_of_a_body_of_the_province_is_told_where_a_city_in_it_is_asked_about(store: Any) -> None:
    """No article says that the little giants are in Wuhan, but those who reward them are the province's."""
    told = answered(store, "武汉的企业拿到了哪些钱").answer
    assert "包括武汉市在内的更大地方" in told and "50万元 奖励" in told
    english = answered(store, "Which companies in Wuhan got money?").answer
    assert re.search("wider region in which Wuhan lies .*CNY 500,000 each reward", english)
    assert "更大地方" not in answered(store, "成都的企业拿到了哪些钱").answer


def test_what_is_planned_beyond_the_time_asked_about_is_no_founding_then(store: Any) -> None:
    told = answered(store, "2024年成立的基金有哪些")
    assert "成都" not in str(told.rows)


@pytest.mark.parametrize(
    "turns",
    [
        ("谁出资大基金三期？", "银行里谁出得最少"),
        ("Who invested in Big Fund III?", "which of the banks put in the least"),
    ],
)
def test_the_least_of_a_kind_is_that_of_the_money_spoken_of(store: Any, turns: tuple[str, ...]) -> None:
    assert names(last(store, *turns), "provider") <= {"中国邮政储蓄银行", "Postal Savings Bank of China"}


@pytest.mark.parametrize(
    "turns",
    [
        ("Who lent to Wanhua Chemical?", "How much?", "For what?"),
        ("谁给万华化学放的款？", "放了多少", "干什么用的"),
    ],
)
def test_what_money_is_for_is_quoted_of_the_money_told(store: Any, turns: tuple[str, ...]) -> None:
    told = last(store, *turns)
    assert "高性能绿色新材料研发" in told.answer
    assert column(told, "amount") == [66 * YI // 10]


def test_who_else_got_money_is_nobody_where_one_did(store: Any) -> None:
    told = last(store, "万华化学贷了多少款？", "哪家放的？", "它还给谁放过？")
    assert told.understood and not told.rows and "国家开发银行山东省分行" in told.reading


def test_who_says_so_is_asked_of_what_was_answered(store: Any) -> None:
    told = last(store, "How big is the Green Fund?", "Who says so?")
    assert set(column(told, "amount")) == {885 * YI, 880 * YI}


def test_who_would_like_to_know_asks_of_what_was_paid(store: Any) -> None:
    plain = last(store, "Who invested in Big Fund III?")
    assert last(store, "I would like to know who invested in Big Fund III").plan.filters == plain.plan.filters


def test_both_limits_of_an_amount_may_be_left_out(store: Any) -> None:
    amounts = column(last(store, "哪些贷款超过3.85亿但不到6.6亿"), "amount")
    assert amounts and all(385 * 10**6 < amount < 660 * 10**6 for amount in amounts)


@pytest.mark.parametrize(
    "turns",
    [
        ("上海有哪些基金", "别的省有哪些基金"),
        ("Which funds are in Shanghai?", "Which funds are in other provinces?"),
        ("谁管理北京市机器人产业发展投资基金？", "该行在哪里"),
        ("Was it purple bananas or 财政部 that lent to Livzon?",),
    ],
)
def test_what_would_be_left_out_in_silence_is_refused(store: Any, turns: tuple[str, ...]) -> None:
    assert not last(store, *turns).understood


def test_funds_without_a_size_are_told_with_their_capital(store: Any) -> None:
    for asked in ("How big are they?", "What were their sizes?"):
        sizes = last(store, "Which funds did the Ministry of Finance invest in?", asked)
        assert names(sizes, "recipient") == {"National Green Development Fund"}
        assert "CNY 344 bn" in sizes.answer and "CNY 35.75 bn" in sizes.answer


def test_how_big_a_fund_is_is_not_what_was_paid_into_it(store: Any) -> None:
    size = last(store, "Who invested in the Green Fund?", "How big is it?")
    assert size.plan.filters.instruments == ("fund_size",)
