"""What answers take in beside the body asked about, what they leave apart, and what they tell where there is nothing."""

from dataclasses import replace
from typing import Any

import pytest

from graph.store import Result
from queries import Answer, ask

YI = 10**8


def rows(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    assert answer.understood, answer.answer
    at = [answer.columns.index(c) for c in columns]
    return [tuple("+".join(v) if isinstance(v, list) else v for v in (row[n] for n in at)) for row in answer.rows]


def told(answer: Answer) -> str:
    return "\n".join([answer.answer, *answer.notes])


def test_where_a_bank_has_none_its_branches_answer_and_are_named(store: Any) -> None:
    answer = ask(store, "工行给谁贷过款", evidence=False)
    assert rows(answer, "provider", "amount") == [
        ("中国工商银行魏县支行", 800 * 10**4),
        ("中国工商银行克拉玛依分行", 400 * 10**4),
    ]
    assert answer.answer.startswith(
        "中国工商银行本身没有；以下是其分支机构中国工商银行克拉玛依分行、中国工商银行魏县支行的："
    )
    assert rows(ask(store, "工行的贷款一共多少", evidence=False), "basis", "amount", "flows") == [
        ("sum", 1200 * 10**4, 2)
    ]
    most = ask(store, "工行贷款最多的企业", evidence=False)
    assert rows(most, "recipient", "amount") == [("河北和赢电气有限责任公司", 800 * 10**4)]
    assert "itself has none" in ask(store, "How much has ICBC lent?", evidence=False).answer


def test_a_list_takes_in_branches_and_a_sum_does_not(store: Any) -> None:
    listed = ask(store, "国开行给哪些企业放过贷", evidence=False)
    assert {r[0] for r in rows(listed, "recipient")} == {"科技型企业", "万华化学集团股份有限公司", "珠海丽珠集团"}
    assert any("国家开发银行山东省分行" in note for note in listed.notes)
    summed = ask(store, "国开行2024年发放多少贷款", evidence=False)
    assert rows(summed, "basis", "amount")[0] == ("sum", 406 * YI)
    every = ask(store, "国开行一共贷了多少钱", evidence=False)
    assert rows(every, "basis", "amount")[0] == ("sum", 3105 * YI)
    assert any("另有2笔，没有计入" in note and "6.6亿元" in note for note in every.notes)


def test_those_without_are_told_by_their_branches_and_by_classes_too(store: Any) -> None:
    never = {r[0] for r in rows(ask(store, "从未获得国开行贷款的企业有哪些", evidence=False), "name")}
    assert "上海国盛（集团）有限公司" in never
    assert not never & {"万华化学集团股份有限公司", "珠海丽珠集团"}
    banks = {r[0] for r in rows(ask(store, "没有贷过款的银行有哪些", evidence=False), "name")}
    assert {"中国农业银行", "中国建设银行"} <= banks
    assert not banks & {"中国工商银行", "国家开发银行"}
    assert {"中国银行", "北京银行"} <= banks  # a credit line is no loan that was made
    companies = {r[0] for r in rows(ask(store, "哪些银行没有贷款给公司", evidence=False), "name")}
    assert not companies & {"国家开发银行", "贵阳银行", "中国银行江苏省分行", "中国工商银行"}
    assert "北京银行" in companies


def test_payers_are_ranked_by_what_each_paid(store: Any) -> None:
    answer = ask(store, "大基金三期的最大出资人是谁", evidence=False)
    assert set(rows(answer, "provider", "amount")) == {("财政部", 600 * YI)}
    assert any("1140亿元" in note and "共同" in note for note in answer.notes)
    top = ask(store, "Top three backers of 大基金三期", evidence=False)
    assert list(dict.fromkeys(rows(top, "provider", "amount"))) == [
        ("Ministry of Finance", 600 * YI),
        ("CDB Capital", 360 * YI),
        ("Shanghai Guosheng Group", 300 * YI),
    ]


def test_the_headline_of_a_sum_tells_the_latest_running_total(store: Any) -> None:
    answer = ask(store, "科技创新和基础研究专项贷款累计发放了多少", evidence=False)
    assert answer.answer.startswith("累计数：")
    whole = ask(store, "科技创新和基础研究专项贷款一共发放了多少", evidence=False).answer
    assert (
        whole.startswith("累计数：") and "合计：贷款（已发生）1328.85亿元" in whole
    )  # more than the single sums add up to
    assert "累计超过2770亿元" in answer.answer
    assert "1867亿元" not in answer.answer
    assert not any("共同" in note for note in answer.notes)


def test_a_count_tells_plans_running_totals_and_parts_apart(store: Any) -> None:
    answer = ask(store, "How many loans are larger than 100 million RMB?", evidence=False)
    assert answer.answer == "5 in all; not counted – parts of others: 2, running totals: 4, planned: 1."
    assert len(answer.rows) == 12
    assert "（含其中项2笔、累计数4笔、计划1笔）" in ask(store, "5亿元以上的贷款", evidence=False).answer


def test_a_repeated_quota_counts_once(store: Any) -> None:
    answer = ask(store, "中国人民银行一共给了多少再贷款", evidence=False)
    assert rows(answer, "basis", "amount") == [("sum", 8000 * YI), ("running", 8000 * YI)]
    assert any("只计一次" in note for note in answer.notes)


def test_registered_capital_stands_beside_sizes(store: Any) -> None:
    alone = ask(store, "大基金三期规模多大", evidence=False)
    assert alone.rows == []
    assert alone.answer == "没有说明基金规模；注册资本（不是基金规模）：国家集成电路产业投资基金三期 3440亿元。"
    over = ask(store, "规模超过500亿元的基金有哪些", evidence=False)
    assert over.answer.endswith("另有注册资本（不是基金规模）：国家集成电路产业投资基金三期 3440亿元。")
    assert "国家集成电路产业投资基金三期" not in {r[0] for r in rows(over, "recipient")}
    between = ask(store, "规模在300亿到400亿之间的基金", evidence=False)
    assert "国家中小企业发展基金 357.5亿元" in between.answer


def test_disputed_sizes_are_told_with_their_sources(store: Any) -> None:
    answer = ask(store, "国家绿色发展基金规模多大", evidence=False)
    assert answer.answer.startswith("来源说法不一：国家绿色发展基金 基金规模：885亿元（")
    assert "、880亿元（" in answer.answer


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("哪个部门设立了企业创新积分制", "科学技术部火炬高技术产业开发中心 实施 企业创新积分制（2020）"),
        ("工行都参与了哪些项目", "中国工商银行 实施 创新积分贷"),
        ("国家绿色发展基金投资了谁", "国家绿色发展基金 适用于 长江经济带"),
        ("科技创新和技术改造再贷款由谁实施", "中国人民银行 设立 科技创新和技术改造再贷款（2024-04）"),
        (
            "北京银行2020年授信给谁",
            "不限“时间 2020-01-01 – 2020-12-31”有1笔：北京银行 → 上海张江国家自主创新示范区 800亿元 授信",
        ),
    ],
)
def test_where_there_is_nothing_the_sentence_tells_what_is_near(question: str, near: str, store: Any) -> None:
    answer = ask(store, question, evidence=False)
    assert answer.rows == []
    assert near in answer.answer
    assert "不过，" in answer.answer


def test_provinces_without_a_policy_have_none_within_them(store: Any) -> None:
    without = {r[0] for r in rows(ask(store, "没有政策的省份", evidence=False), "name")}
    assert {"江苏省", "广东省"} <= without
    assert not without & {"上海市", "湖北省", "天津市", "新疆维吾尔自治区"}


def test_funds_with_payers_are_not_without_backers(store: Any) -> None:
    answer = ask(store, "Which funds have no backers?", evidence=False)
    funds = {r[0] for r in rows(answer, "name")}
    assert not funds & {"China Integrated Circuit Industry Investment Fund Phase III", "National SME Development Fund"}
    assert "上海三大先导产业母基金" in funds


def test_news_of_a_place_are_of_what_is_there(store: Any) -> None:
    assert ask(store, "What's new since 2025 in Fujian?", evidence=False).rows == []
    facts = {r[0] for r in rows(ask(store, "2024年以来上海有什么新消息", evidence=False), "what")}
    assert "上海国有资本投资有限公司 管理 上海三大先导产业母基金" in facts
    assert not any("国家开发银行" in fact for fact in facts)


def test_the_most_of_several_kinds_is_told_by_kind_in_order(store: Any) -> None:
    answer = ask(store, "谁拿的钱最多", evidence=False)
    assert answer.answer.startswith("不同方式、状态的资金不能相比，各自最多的是：")
    amounts = [r[0] for r in rows(answer, "amount")]
    summed = [a for a, basis in zip(amounts, (r[0] for r in rows(answer, "basis")), strict=True) if basis == "sum"]
    assert summed == sorted(summed, reverse=True)


def test_posts_are_named_and_a_renamed_body_is_followed(store: Any) -> None:
    assert ask(store, "王江平什么职务", evidence=False).answer == "工业和信息化部（副部长）。"
    answer = ask(store, "科技部火炬中心主任是谁", evidence=False)
    assert rows(answer, "right", "title") == [("贾敬敦", "主任")]
    assert "承接它的工业和信息化部火炬高技术产业开发中心" in answer.answer


def test_a_subsidiary_is_no_branch(store: Any) -> None:
    answer = ask(store, "国家开发银行投资了哪些基金", evidence=False)
    assert (
        answer.answer == "国家开发银行本身没有；以下是其下属机构国开金融有限责任公司的：国家集成电路产业投资基金三期。"
    )
    assert ask(store, "国务院资助了谁", evidence=False).rows == []  # a ministry is no part of it in this sense


def test_the_least_begins_with_the_least(store: Any) -> None:
    amounts = [r[0] for r in rows(ask(store, "Who gave the least?", evidence=False), "amount")]
    assert amounts == sorted(amounts)


def test_without_a_kind_or_a_place_there_may_be_some(store: Any) -> None:
    answer = ask(store, "哪些银行参与了企业创新积分制", evidence=False)
    assert answer.rows == []
    assert "通过企业创新积分制出资的有2个：银行、中国工商银行克拉玛依分行。" in answer.answer
    assert "国家开发银行 设立 国创母基金" in ask(store, "哪些银行管理国创母基金", evidence=False).answer
    assert "不限“位于 福建省”有" in ask(store, "银行在福建发放的贷款", evidence=False).answer


def test_of_two_that_are_named_either_may_be_the_one_too_many(store: Any) -> None:
    answer = ask(store, "工行给万华化学贷过款吗", evidence=False)
    assert answer.rows == []
    assert "不限“中国工商银行”有1笔：国家开发银行山东省分行 → 万华化学集团股份有限公司 6.6亿元 贷款" in answer.answer


def test_those_without_a_relation_may_have_another(store: Any) -> None:
    answer = ask(store, "哪些银行没有参与企业创新积分制", evidence=False)
    assert "中国工商银行克拉玛依分行" in {r[0] for r in rows(answer, "name")}
    assert "与企业创新积分制另有其他联系：" in answer.answer
    assert "中国工商银行克拉玛依分行" in answer.answer.split("另有其他联系：")[1]
    zones = {r[0] for r in rows(ask(store, "哪些园区没有实施企业创新积分制", evidence=False), "name")}
    assert (
        "北京经济技术开发区" in zones and "克拉玛依高新技术产业开发区" not in zones
    )  # what a zone takes part in, it is said to run


def test_a_common_thing_of_another_kind_is_told(store: Any) -> None:
    answer = ask(store, "国家开发银行和苏州创业投资集团有没有共同的项目", evidence=False)
    assert answer.rows == []
    assert "不限所问的类别有1个：国创母基金。" in answer.answer


def test_a_short_count_tells_the_sums(store: Any) -> None:
    answer = ask(store, "中国银行江苏省分行的授信有多少", evidence=False)
    assert answer.answer.startswith("共1笔；另有计划1笔，不计在内。即：")
    assert "6900万元 授信" in answer.answer


def test_a_sum_that_others_share_says_so(store: Any) -> None:
    answer = ask(store, "国有商业银行从人民银行拿了多少钱", evidence=False)
    assert rows(answer, "amount") == [(5000 * YI,)]
    assert answer.answer.endswith("其中1笔是与其他方合在一起的数额，报道没有分开。")


def test_the_same_first_in_every_kind_is_simply_the_first(store: Any) -> None:
    answer = ask(store, "哪家银行给大基金三期出资最少", evidence=False)
    assert answer.answer.startswith("最少的是中国邮政储蓄银行 80亿元")


def test_who_pays_is_near_to_who_is_behind(store: Any) -> None:
    answer = ask(store, "国家集成电路产业投资基金三期是谁设立的", evidence=False)
    assert answer.rows == []
    assert "出资给国家集成电路产业投资基金三期的有9个：" in answer.answer
    assert "财政部" in answer.answer


def test_where_a_plan_is_the_largest_the_largest_without_plans_is_told(store: Any) -> None:
    answer = ask(store, "国开行最大的一笔贷款", evidence=False)
    assert rows(answer, "amount", "status") == [(3000 * YI, "planned")]
    assert "不算计划，最大的是国家开发银行 2619亿元 贷款。" in answer.answer


def test_a_subsidiary_of_another_kind_is_no_branch_that_has_done_it(store: Any) -> None:
    banks = {r[0] for r in rows(ask(store, "Which banks have not invested in 大基金三期?", evidence=False), "name")}
    assert {"China Development Bank", "Bank of Beijing"} <= banks
    assert "Bank of China" not in banks


def test_what_is_near_counts_branches(store: Any) -> None:
    answer = ask(store, "工行2024年的贷款", evidence=False)
    assert answer.rows == []
    assert "有2笔：中国工商银行魏县支行" in answer.answer


def test_what_a_zones_committee_does_is_near_where_the_zone_is_told_of_nothing(store: Any) -> None:
    assert "管理委员会 合作 北京银行" in ask(store, "谁和张江高新区签了战略合作协议？", evidence=False).answer


def test_what_sits_in_a_zone_is_near_where_no_money_reaches_it(store: Any) -> None:
    assert "国创母基金 位于 苏州工业园区" in ask(store, "哪些基金投向苏州工业园区？", evidence=False).answer


@pytest.mark.parametrize(
    "question",
    ["财政部和江苏省有什么联系", "比较工商银行和建设银行", "银行一共贷款多少", "国家开发银行到苏州工业园区的路径"],
)
def test_the_order_in_which_the_store_answers_does_not_matter(
    store: Any, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(store, question)
    given = store.ours

    def backwards(*asked: Any) -> Result:
        found = given(*asked)
        return replace(found, rows=found.rows[::-1])

    monkeypatch.setattr(store, "ours", backwards)
    again = ask(store, question)
    assert first.understood
    assert (again.answer, again.rows, again.evidence) == (first.answer, first.rows, first.evidence)
