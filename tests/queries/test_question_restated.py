"""Questions that are understood only step by step: spelling, descriptions for names, words in any order, and what is left of several."""

from decimal import Decimal
from typing import Any

import pytest

from queries import ask
from tests.queries.asked import answered, column, noted

YIDA, MECHANISM = "天开九安海河海棠科创母基金", "高技术中小微制造业企业专项合作机制"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("天津海河管的那支母基金规模多大", "50亿"),
        ("How big is the Tianjin Haihe mother fund?", "50亿"),
        ("天开园的母基金规模多少", "50亿"),
        ("海棠那支科创母基金盘子多大", "50亿"),
    ],
)
def test_a_fund_is_found_by_what_is_said_of_it(store: Any, question: str, said: str) -> None:
    found = answered(store, question)
    assert Decimal(str(column(found, "amount")[0])) == Decimal(said.rstrip("亿")) * 10**8


@pytest.mark.parametrize(
    "question", ["深圳跟国开行的合作机制放了多少贷款", "How much was lent through the CDB mechanism with Shenzhen?"]
)
def test_a_programme_is_found_by_who_runs_it(store: Any, question: str) -> None:
    found = answered(store, question)
    assert noted(found, MECHANISM)
    assert column(found, "amount") == [8_000_000_000]


def test_a_place_said_once_more_is_left_out_and_another_is_not(store: Any) -> None:
    assert column(answered(store, "山东烟台的万华化学从谁那里贷到款"), "provider") == [["国家开发银行山东省分行"]]
    assert not ask(store, "贵阳的万华化学从谁那里贷到款", evidence=False).understood


def test_a_description_that_fits_several_things_is_refused(store: Any) -> None:
    assert not ask(store, "上海的那支母基金由谁管理", evidence=False).understood


@pytest.mark.parametrize(
    ("question", "word"),
    [("谁给大基金三期出姿最多", "出资"), ("国创母基金是谁设利的", "设立"), ("贵阳银行给了多少收信", "授信")],
)
def test_chinese_words_of_the_same_sound_are_mended_and_told(store: Any, question: str, word: str) -> None:
    found = answered(store, question)
    assert noted(found, f"按“{word}") or noted(found, word, "理解")


@pytest.mark.parametrize(
    "question",
    [
        "wats the size of the Guochuang mother fund",
        "um how big is the Guochuang mother fund tho",
        "how bgi is the Guochuang mother fund",
    ],
)
def test_english_of_the_keyboard_is_read_past_its_slips(store: Any, question: str) -> None:
    assert 60_000_000_000 in [int(a) for a in column(answered(store, question), "amount")]


def test_a_name_with_a_slip_is_found_whole(store: Any) -> None:
    found = answered(store, "Who put money into the National Green Developmnet Fund?")
    assert column(found, "provider") == [["Ministry of Finance"]]
    assert noted(found, "national green developmnet fund")


@pytest.mark.parametrize(
    "question",
    [
        "央行再贷款的利率下调到了多少",
        "科技创新和技术改造再贷款的利率前后降了几个点",
        "by how much has the rate of the tech relending come down",
    ],
)
def test_how_far_a_rate_moved_tells_what_it_was(store: Any, question: str) -> None:
    assert {Decimal("1.5"), Decimal("1.75")} <= {Decimal(str(v)) for v in column(answered(store, question), "value")}


def test_two_figures_of_one_thing_are_both_told(store: Any) -> None:
    found = answered(store, "科技创新和技术改造再贷款的利率、额度有过哪些变动")
    assert [part.columns[0] for part in found.each()] == ["subject", "provider"]


@pytest.mark.parametrize(
    "question",
    ["邮储银行和交通银行给大基金三期谁出得更多", "who put more into Big Fund III, Postal Savings Bank or BoCom?"],
)
def test_who_of_two_gave_more_tells_what_each_gave(store: Any, question: str) -> None:
    assert {8_000_000_000, 20_000_000_000} <= {int(a) for a in column(answered(store, question), "amount")}


@pytest.mark.parametrize("question", ["亦庄最近新落户了哪些基金", "what funds have recently settled in Yizhuang?"])
def test_what_is_new_in_a_place_is_what_is_there_and_that_is_told(store: Any, question: str) -> None:
    found = answered(store, question)
    assert len(found.rows) == 2
    assert noted(found, "recently") or noted(found, "没有理会“最近新")


def test_the_newest_of_all_funds_is_not_told_by_those_that_are_dated(store: Any) -> None:
    assert not ask(store, "最新的基金是哪支", evidence=False).understood


@pytest.mark.parametrize(
    "question",
    [
        "大基金三期的股东中出资不足100亿元的是哪家",
        "出资不足100亿元的大基金三期银行股东有谁",
        "大基金三期的出资人里，出资不足100亿元的有谁",
    ],
)
def test_payers_within_a_limit_are_listed_alone(store: Any, question: str) -> None:
    assert {tuple(p) for p in column(answered(store, question), "provider")} == {("中国邮政储蓄银行",)}


def test_whose_figure_it_is_is_told(store: Any) -> None:
    assert "智库简报" in answered(store, "绿色基金880亿这个规模是哪家报的").answer
    assert "智库简报" in answered(store, "which paper put the green fund at CNY 88 billion").answer


def test_money_that_somebody_else_gave_leaves_one_body_out(store: Any) -> None:
    payers = {name for p in column(answered(store, "不是国开行发放的贷款有哪些"), "provider") for name in p}
    assert "中国工商银行魏县支行" in payers
    assert not any("国家开发银行" in name for name in payers)


def test_money_of_any_other_status_is_listed(store: Any) -> None:
    assert set(column(answered(store, "有哪些授信不是承诺的"), "status")) == {"planned"}
    assert set(column(answered(store, "which credit lines are not committed yet"), "status")) == {"planned"}


def test_paid_or_planned_tells_each_with_its_status(store: Any) -> None:
    assert set(column(answered(store, "交通银行给大基金三期的200亿是已经出了还是计划出"), "status")) == {
        "planned",
        "committed",
    }


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("福建创新券补助了多少家单位，其中福州多少家？", "130"),
        ("实施积分制的高新区有几家，其中省级的几家？", "32"),
        ("Of the 276 firms that issued sci-tech bonds, how many are private?", "55"),
        ("发行科创债的276家企业中有多少家是民营企业", "55"),
    ],
)
def test_a_part_of_those_counted_is_counted_as_well(store: Any, question: str, counted: str) -> None:
    assert any(counted in part.answer for part in answered(store, question).each())


def test_what_the_table_tells_is_not_asked_again(store: Any) -> None:
    found = answered(store, "Which bank lent to 河北和赢电气, for how much?")
    assert [len(found.each()), column(found, "amount")] == [1, [8_000_000]]


def test_a_further_question_is_answered_of_the_same_thing(store: Any) -> None:
    first, second = answered(store, "国家中小企业发展基金注册资本是多少？其中中央财政占多少？").each()
    assert column(second, "amount") == [15_250_000_000]
    assert "没有回答" not in first.answer


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("国创母基金是谁发起的，谁来审计它？", "“谁来审计它”没有看懂"),
        ("Who founded the Guochuang mother fund, and who audits it?", "“who audits it” was not understood"),
    ],
)
def test_what_is_not_understood_of_several_is_told_as_left(store: Any, question: str, left: str) -> None:
    found = answered(store, question)
    assert left in found.answer
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("国开行2022年给谁放了贷款。规模多大？", ["规模多大"]),
        ("上海的基金规模多大，谁管", ["谁管"]),
        ("福建的创新券补助总共发了多少钱，给了多少家？", ["给了多少家"]),
        ("天津的公司管理哪些基金，在哪里", ["在哪里"]),
    ],
)
def test_what_may_be_of_more_than_one_thing_is_told_as_left(store: Any, question: str, left: list[str]) -> None:
    found = answered(store, question)
    assert [len(found.each()), all(f"“{said}”" in found.answer for said in left)] == [1, True]


def test_only_what_is_not_understood_of_three_is_left(store: Any) -> None:
    first, second = answered(store, "亦庄有哪些基金，规模多大，谁管理").each()
    assert (len(first.rows), len(second.rows)) == (2, 2)
    assert "“谁管理”" in first.answer


@pytest.mark.parametrize(
    "question",
    [
        "国创母基金是谁发起的，但不在苏州？",
        "谁会审计大基金三期，规模会不会变小",
        "Who founded the Guochuang mother fund, but not in Suzhou?",
        "Which fund will shine, and who audits it?",
        "2023年福州拿了多少创新券，分给了谁家的孩子",
        "Which banks lent again?",
    ],
)
def test_what_may_limit_the_first_or_leaves_nothing_is_refused(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


def test_a_kind_that_is_said_behind_a_name_is_none_of_its_own(store: Any) -> None:
    found = answered(store, "海门的高企贷试点由哪些机构开展")
    assert noted(found, "中银高企贷")
    assert "江苏省生产力促进中心" in column(found, "left")


def test_another_place_finds_no_thing_of_its_own(store: Any) -> None:
    assert not ask(store, "上海的天使母基金由谁管理", evidence=False).rows
    assert not ask(store, "邯郸的高企贷试点由哪些机构开展", evidence=False).rows


def test_what_two_kinds_of_bodies_paid_is_told_of_each_kind(store: Any) -> None:
    assert len(answered(store, "政府和银行各给大基金三期出资多少").each()) == 2


def test_what_bodies_of_a_kind_took_up_is_what_each_paid(store: Any) -> None:
    assert len({str(p) for p in column(answered(store, "大基金三期里国有大行各拿了多少钱"), "provider")}) == 6


def test_what_each_article_gives_as_a_size_is_listed(store: Any) -> None:
    assert len(answered(store, "国家绿色发展基金的规模，两篇报道各是多少").rows) == 2


def test_loans_that_were_asked_for_alone_hold_no_credit_lines_anyway(store: Any) -> None:
    assert column(answered(store, "国开行山东省分行给万华化学多少贷款，不是授信"), "amount") == [660_000_000]


def test_what_an_institution_gave_is_put_into_the_fund_that_was_spoken_of(store: Any) -> None:
    first, second = answered(store, "给国家绿色发展基金出资的有哪些机构，财政部出了多少").each()
    assert [len(first.rows), column(second, "amount")] == [1, [10_000_000_000]]


@pytest.mark.parametrize("question", ["规模超过千亿元的基金有哪些", "规模过千亿的基金有哪些", "有没有破千亿的基金"])
def test_over_a_round_sum_is_not_that_sum(store: Any, question: str) -> None:
    assert all(amount > 100_000_000_000 for amount in column(answered(store, question), "amount"))


def test_what_is_joined_to_a_round_sum_by_through_is_no_limit(store: Any) -> None:
    assert "超过" not in answered(store, "通过百亿基金给了谁钱").reading


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪些银行给大基金三期出资超过300亿元", "没有分开"),
        ("which banks put more than CNY 30 bn into Big Fund III", "no article divides them"),
    ],
)
def test_a_joint_sum_over_a_limit_is_told_as_joint(store: Any, question: str, told: str) -> None:
    assert told in answered(store, question).answer


def test_a_joint_sum_says_nothing_where_one_alone_paid_as_much(store: Any) -> None:
    assert "没有分开" not in answered(store, "哪些机构给大基金三期出资超过300亿元").answer
