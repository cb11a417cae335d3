"""What the sentence of an answer says beside its rows: dates, rates, comparisons, counts, and what is not known."""

from typing import Any

import pytest

from queries import ask


def said(store: Any, question: str) -> str:
    answer = ask(store, question, evidence=False)
    assert answer.understood, answer.answer
    return answer.answer


def test_a_comparison_tells_disputed_sizes_and_registered_capital(store: Any) -> None:
    text = said(store, "比较国家绿色发展基金和国家中小企业发展基金")
    assert "885亿元 承诺（来源说法不一）" in text and "880亿元 承诺（来源说法不一）" in text
    assert "投资 100亿元 承诺" in text and "注册资本 357.5亿元" in text


def test_a_comparison_says_that_branches_are_not_in_it(store: Any) -> None:
    answer = ask(store, "Compare ICBC with the Ministry of Finance", evidence=False)
    assert any("without its branches" in note for note in answer.notes)
    relations = [
        row for row in answer.rows if row[1] == "PART_OF" and row[0] == "Industrial and Commercial Bank of China"
    ]
    assert relations and "中国工商银行魏县支行" in relations[0][2]


def test_a_count_that_articles_tell_stands_before_what_is_named(store: Any) -> None:
    text = said(store, "国家高新区有多少家")
    assert "178家" in text and "图中点名的有10个" in text
    assert "178" not in said(store, "江苏有多少家国家高新区")  # the figure is that of the country


def test_none_is_not_claimed_where_nothing_is_known(store: Any) -> None:
    assert "无从计数" in said(store, "科技创新券补助了多少家大学")


def test_a_relation_without_time_is_followed_by_what_has_one(store: Any) -> None:
    assert "2020-07-15" in said(store, "When was the National Green Development Fund set up?")
    assert "注册资本 3440亿元（2024-05-24）" in said(store, "大基金三期什么时候成立的")


def test_after_a_month_says_that_it_leaves_the_month_out(store: Any) -> None:
    answer = ask(store, "2025年5月以后有什么新消息", evidence=False)
    assert any("2025年5月以后" in note and "2025-06-01" in note for note in answer.notes)
    assert not any("以来" in note for note in ask(store, "2025年5月以来有什么新消息", evidence=False).notes)


def test_a_yearly_rate_answers_how_much_a_year(store: Any) -> None:
    assert "每年6亿元" in said(store, "湖北省每年安排多少专项资金")
    assert "2022" in said(store, "国家开发银行每年发放多少贷款")  # no rate is told: year by year


def test_a_plan_says_that_it_is_one(store: Any) -> None:
    assert "3000亿元 贷款（计划）" in said(store, "2024年的贷款")
    assert "CNY 300 bn loan (planned)" in said(store, "loans in 2024")


def test_what_has_no_place_is_told_and_not_listed(store: Any) -> None:
    answer = ask(store, "哪些园区不在江苏", evidence=False)
    assert "临港新片区" in answer.answer and "临港新片区" not in {row[0] for row in answer.rows}


def test_what_is_linked_with_a_place_is_told_where_nothing_lies_in_it(store: Any) -> None:
    assert "天开九安海河海棠科创母基金" in said(store, "天津有哪些基金")


@pytest.mark.parametrize("question", ["哪些开发区里没有基金", "Who wrote the Karamay points rules?"])
def test_what_may_mean_two_things_is_refused(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


def test_what_is_paid_out_are_loans_and_no_credit_lines(store: Any) -> None:
    assert said(store, "北京银行发放过贷款吗").startswith("没有") and "800亿元 授信" in said(
        store, "北京银行发放过贷款吗"
    )
    assert said(store, "北京银行给过授信吗").startswith("有")


def test_an_average_counts_each_fund_once_and_a_sum_no_part_twice(store: Any) -> None:
    assert "（10笔）" in said(store, "母基金的平均规模是多少")
    assert "1800亿元（5笔）" in said(store, "所有母基金规模合计多少")
    assert "投资（承诺）100亿元（1笔）" in said(
        store, "国家绿色发展基金一共收到多少钱"
    )  # its total is disputed and in no sum


def test_the_size_of_a_programme_is_what_runs_through_it(store: Any) -> None:
    assert "506.465亿元" in said(store, "高企贷的规模多大")
    assert "累计超过5300亿元" in said(store, "科技创新债券发行规模多大")


def test_what_is_asked_of_now_leaves_out_bodies_that_were_taken_over(store: Any) -> None:
    assert said(store, "火炬中心现在属于哪个部委") == "工业和信息化部。"
    assert "科学技术部" in said(store, "火炬中心属于哪个部委")


def test_a_running_total_that_is_asked_for_comes_first(store: Any) -> None:
    assert said(store, "国开行累计发放了多少科技创新和基础研究专项贷款").startswith("累计数：")


def test_who_pays_into_a_place_of_two_is_told_to_be_joint(store: Any) -> None:
    assert "与其他方合在一起" in said(store, "武汉拿到了多少钱")


def test_a_fund_that_applies_to_a_zone_is_told_where_none_pays_into_it(store: Any) -> None:
    assert said(store, "投资张江科学城的基金有哪些").startswith("上海生物医药产业投资母基金。这只是计划")


def test_firms_are_no_programme_for_such_firms(store: Any) -> None:
    answer = ask(store, "Who lends to small tech firms?", evidence=False)
    assert {name for row in answer.rows for name in row[2]} == {"贵阳市科技型中小企业", "科技型中小企业"}
    answer = ask(store, "谁支持专精特新企业", evidence=False)
    assert {name for row in answer.rows for name in row[2]} == {"国家级专精特新“小巨人”企业"}


def test_a_step_of_a_path_is_told_by_what_is_shared_least(store: Any) -> None:
    text = said(store, "财政部到交通银行的最短路径")
    assert "200亿元（投资）" in text and "1140亿元" not in text


def test_bodies_that_one_short_word_may_mean_are_named(store: Any) -> None:
    answer = ask(store, "科技局是谁", evidence=False)
    assert not answer.understood and "天津市科学技术局、贵阳市科学技术局" in answer.answer


def test_a_timeline_says_what_has_no_time_of_its_own(store: Any) -> None:
    answer = ask(store, "企业创新积分制的时间线", evidence=False)
    at = answer.columns.index("basis")
    assert {row[at] for row in answer.rows} == {"own", "article"}
    assert f"其中{sum(row[at] == 'article' for row in answer.rows)}条没有写明时间" in answer.answer


def test_the_end_of_a_departments_name_alone_names_nobody(store: Any) -> None:
    answer = ask(store, "管委会发布过什么文件", evidence=False)
    assert not answer.understood and "成都高新技术产业开发区管理委员会" in answer.answer


def test_what_names_no_recipient_is_told_beside_those_who_got_money(store: Any) -> None:
    text = said(store, "湖北省经信厅资助了谁")
    assert "另有1笔没有写明受方" in text and "每年6亿元" in text


def test_who_is_left_out_for_its_branches_is_told(store: Any) -> None:
    assert "中国银行没有列入：其分支机构有此事实。" in said(store, "哪些银行投资了大基金三期但没有实施项目")
    assert "中国工商银行没有列入" in said(store, "没有贷过款的银行有哪些")


def test_a_joint_sum_in_a_comparison_says_so(store: Any) -> None:
    assert "35亿元 承诺（其中1笔与他方共同，没有分开）" in said(store, "比较北京银行和贵阳银行")


def test_a_stake_in_a_fund_is_found_in_its_phases(store: Any) -> None:
    text = said(store, "What stake does Bank of Communications hold in the Big Fund?")
    assert "5.81%" in text and "Phase III" in text


def test_links_say_that_they_are_direct_and_through_what_takes_in_others(store: Any) -> None:
    answer = ask(store, "哪些银行与企业创新积分制有关", evidence=False)
    assert any("只列直接的联系" in note for note in answer.notes)
    through = ask(store, "Which banks are connected with the points system, and through what?", evidence=False)
    assert any("创新积分贷" in str(row) for row in through.rows)


def test_a_sum_whose_recipients_nobody_names_is_told_all_the_same(store: Any) -> None:
    assert "3000万元" in said(store, "浦发银行担保了多少钱，担保给谁") and "没有一笔写明受方" in said(
        store, "浦发银行担保了多少钱，担保给谁"
    )


def test_two_bodies_far_from_each_other_have_a_path(store: Any) -> None:
    answer = ask(store, "财政部和苏州工业园区之间有什么联系", evidence=False)
    assert "没有直接联系，但有间接路径" in answer.answer and answer.rows[0][1] == 5
    assert "178家" in said(store, "How many national high-tech zones are there in China?")


def test_a_fund_in_a_place_by_its_name_alone_is_told(store: Any) -> None:
    answer = ask(store, "上海有哪些基金", evidence=False)
    assert any("4个没有写明所在地，按名称算在内" in note for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("成都高新区产业基金群设立了吗？", "只是计划"),
        ("谁设立了成都高新区产业基金群？", "这只是计划"),
        ("哪些基金位于园区？", "其中只有计划的"),
        ("生物医药基金已经落户苏州工业园区了吗？", "没有"),
        ("财政部一共出资了多少？", "同一笔钱"),
        ("How much did the Ministry of Finance put into Big Fund III?", "one and the same money"),
        ("哪些银行既给大基金三期出资又给企业贷款？", "由其分支机构如此"),
    ],
)
def test_what_is_planned_and_what_is_told_twice_is_said(store: Any, question: str, said: str) -> None:
    assert said in ask(store, question, evidence=False).answer


def test_no_main_ones_are_told_apart(store: Any) -> None:
    assert any("不分主次" in note for note in ask(store, "大基金三期的主要出资人", evidence=False).notes)


def test_a_running_total_that_ends_later_is_not_told_of_the_time_asked_for(store: Any) -> None:
    assert "2770亿" not in ask(store, "2023年以前国开行累计发放多少？", evidence=False).answer


def test_the_reading_says_who_is_set_apart(store: Any) -> None:
    assert "财政部除外" in ask(store, "除了财政部，还有谁投了大基金三期", evidence=False).reading


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("湖北给东湖高新区和襄阳高新区各拨了多少？", "与其他方合在一起"),
        ("最早给企业贷款的银行是哪家？", "2011-11"),
        ("the earliest loan", "CNY 520 m"),
        ("给高新技术企业授信的银行有几家？", "8家银行"),
        ("最高补贴是多少？", "每家最高100万元"),
        ("有多少家银行给科技型企业授信？", "6家银行"),
    ],
)
def test_what_ranks_and_counts_leave_out_is_said(store: Any, question: str, said: str) -> None:
    assert said in ask(store, question, evidence=False).answer


def test_whose_a_bare_municipal_government_is_taken_for_is_noted(store: Any) -> None:
    assert any("深圳市人民政府" in note for note in ask(store, "市政府参与了什么？", evidence=False).notes)


@pytest.mark.parametrize(
    ("question", "begin"),
    [
        ("最早成立的基金是哪支", "写明时间的里面最早"),
        ("What's the most recently founded fund?", "The latest of what is dated"),
    ],
)
def test_what_came_first_or_last_is_said_of_what_is_dated_where_more_is_not(
    store: Any, question: str, begin: str
) -> None:
    assert said(store, question).startswith(begin)


def test_what_came_first_is_said_outright_where_all_is_dated(store: Any) -> None:
    assert "写明时间" not in said(store, "中国工商银行魏县支行最早的贷款是哪一笔")
