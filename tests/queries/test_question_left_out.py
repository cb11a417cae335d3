"""What an answer says that it leaves out, in one way for every family of questions: no place, no time, no figure, parts, senses."""

from typing import Any

import pytest

from queries import ask
from tests.queries.asked import answered, noted


def test_rules_of_a_place_are_in_the_place(store: Any) -> None:
    for question, policy in (
        ("湖北有哪些补贴", "湖北省专精特新企业培育若干措施"),
        ("What subsidies are there in Tianjin?", "关于支持天开高教科创园高质量发展的若干政策措施"),
    ):
        assert [row[1] for row in answered(store, question).rows] == [[policy]]


def test_money_of_a_programme_that_a_local_body_runs_is_in_its_place(store: Any) -> None:
    rows = answered(store, "上海有哪些授信？").rows
    assert {tuple(row[1]) for row in rows} == {(), ("高企贷",)}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (
            "克拉玛依有哪些企业拿到贷款？",
            "中国工商银行克拉玛依分行 → （企业创新积分制） → 新疆正通路桥工程有限公司 400万元",
        ),
        ("Is there any loan to a company in Karamay?", "中国工商银行克拉玛依分行"),
        ("邯郸市的银行给企业放了多少款？", "累计535.55亿元"),
        ("How many firms got credit in Handan?", "积分企业 running total CNY 53.555 bn loan"),
        ("Who manages funds registered in Tianjin?", "天津海河产业基金管理有限公司 manages 天开九安海河海棠科创母基金"),
        ("Total credit granted by banks in Guiyang?", "中国银行贵州省分行 → 贵阳市科技型中小企业 CNY 1 bn"),
    ],
)
def test_what_has_to_do_with_a_place_but_is_not_told_to_be_there_is_told(
    store: Any, question: str, missing: str
) -> None:
    assert missing in answered(store, question).answer


def test_what_is_in_no_place_at_all_is_counted_and_named(store: Any) -> None:
    assert noted(answered(store, "Which institutions are located in Shanghai?"), "no place is told", "Pudong")
    assert noted(answered(store, "山东的企业拿到多少贷款"), "受方没有写明在哪里", "珠海丽珠集团")
    assert noted(answered(store, "Which funds are managed by companies located in Beijing?"), "CDB Capital")
    assert not any("没有写明在哪里" in note for note in answered(store, "国开行给谁放贷").notes)


def test_a_graph_too_large_to_look_through_says_only_that_such_are_left_out(
    store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queries.answer_facts.MANY_FLOWS", 1)
    assert noted(answered(store, "上海有哪些授信？"), "没有写明在哪里的，不列入")


def test_what_says_no_time_is_named(store: Any) -> None:
    assert noted(
        answered(store, "Which funds were set up before 2021?"),
        "7 more say no period",
        "National Green Development Fund",
    )


def test_what_branches_have_without_a_time_is_told_beside_their_bank(store: Any) -> None:
    assert noted(answered(store, "国开行2022年放了多少贷款？"), "分支机构", "没有说明时间", "珠海丽珠集团")
    assert noted(answered(store, "工行2025年给谁放款"), "中国工商银行克拉玛依分行", "没有说明时间")


def test_funds_of_a_time_of_which_only_the_size_is_told_are_told(store: Any) -> None:
    answer = answered(store, "2024年有哪些基金启动？")
    assert "没有写明何时设立" in answer.answer and "上海三大先导产业母基金 1000亿元" in answer.answer
    assert "上海三大先导产业母基金" in [row[answer.columns.index("right")] for row in answer.rows]


def test_money_without_a_figure_and_of_another_status_is_told(store: Any) -> None:
    assert noted(answered(store, "loans over CNY 100 million"), "no figure", "科技型中小企业")
    assert noted(answered(store, "财政部已经付了多少钱"), "承诺", "152.5亿元")


def test_what_two_of_six_planned_is_among_what_the_six_promised(store: Any) -> None:
    answer = answered(store, "六大行对大基金三期的出资加起来有多少").answer
    assert "200亿元、80亿元在两种状态里都有" in answer
    assert "计入的资金方有6个" in answer
    assert "计入的资金方有2个" in answered(store, "六大行计划投资多少").answer


def test_a_verb_of_several_relations_says_which_it_was(store: Any) -> None:
    assert "这里按“实施”计" in answered(store, "工行推出了什么产品？").answer
    assert "这里按" not in answered(store, "央行推出了什么工具").answer


def test_the_parts_of_a_programme_or_fund_are_told_beside_it(store: Any) -> None:
    assert noted(answered(store, "What money goes through the points system?"), "创新积分贷", "CNY 8 m")


def test_another_of_nearly_the_name_is_told(store: Any) -> None:
    assert noted(answered(store, "高企贷是谁推出的"), "中银高企贷", "不是同一个")
    assert not any("名称相近" in note for note in answered(store, "中银高企贷是谁推出的").notes)


def test_none_is_said_to_be_no_proof(store: Any) -> None:
    assert "no proof" in answered(store, "Which banks do not invest in funds?").answer


def test_scope_over_bodies_takes_in_whom_money_reaches(store: Any) -> None:
    answer = answered(store, "科技创新和技术改造再贷款面向哪些机构？")
    assert "国家开发银行" in answer.answer


def test_a_number_of_those_among_whom_one_is_looked_for_is_no_length_of_a_ranking(store: Any) -> None:
    answer = answered(store, "Which of the six state banks gave least to Big Fund III?")
    assert {tuple(row[0]) for row in answer.rows} == {("Postal Savings Bank of China",)}
    assert not ask(store, "Which of the three banks gave the most?", evidence=False).understood
    assert not ask(store, "三家银行里谁出资最多", evidence=False).understood
    assert answered(store, "Which three banks gave the most to Big Fund III?").rows


def test_a_place_that_gets_money_stands_for_whoever_is_there(store: Any) -> None:
    answer = answered(store, "money to Shanghai")
    assert noted(answer, "not for its government alone")
    assert "8家银行 → （高企贷） → 高新技术企业" in answer.answer


def test_municipalities_are_cities_and_provinces(store: Any) -> None:
    answer = answered(store, "Which cities have funds?")
    assert {"Shanghai", "Beijing", "Suzhou"} <= {row[0] for row in answer.rows}
    assert noted(answer, "no place is told", "天开九安海河海棠科创母基金")


def test_support_of_a_programme_that_nobody_pays_is_told_as_what_runs_through_it(store: Any) -> None:
    assert "经由它的资金有3笔" in answered(store, "哪些银行支持企业创新积分制").answer


def test_what_sits_in_a_zone_is_told_where_no_money_reaches_it(store: Any) -> None:
    assert "applies to 临港新片区" in answered(store, "Does any fund invest in Lingang?").answer
    assert "国创母基金 is located in" in answered(store, "Which funds invest in Suzhou Industrial Park?").answer


def test_a_running_total_of_loans_stands_before_lines_where_lending_is_asked(store: Any) -> None:
    assert answered(store, "How much has the Guiyang platform lent?").answer.startswith("Running totals: 6家银行")


def test_sizes_of_each_hold_a_fund_and_its_sub_funds(store: Any) -> None:
    answer = answered(store, "上海有哪些基金？规模各多少？")
    assert {"上海三大先导产业母基金", "上海未来产业基金"} <= {row[0] for row in answer.rows}
    assert noted(answer, "总额与其各部分分别列出")
    assert "合计：基金规模（承诺）2506亿元" in answered(store, "所有基金的总规模").answer


def test_how_much_there_is_of_a_kind_of_money_is_counted_and_added(store: Any) -> None:
    answer = answered(store, "一共有多少授信").answer
    assert answer.startswith("共6笔") and "授信（承诺）1352.155亿元" in answer


def test_what_is_registered_is_told_beside_what_a_fund_was_paid(store: Any) -> None:
    assert "注册资本（不是基金规模）" in answered(store, "大基金三期一共募了多少钱").answer


def test_who_holds_a_post_is_the_person(store: Any) -> None:
    for question in ("副部长是谁", "谁是副部长", "Who is the vice minister?"):
        assert answered(store, question).answer.startswith("王江平")


def test_firms_are_subsidised_and_subsidise_nobody(store: Any) -> None:
    assert "每家最高30万元" in answered(store, "入园的初创企业最多补多少").answer


def test_a_place_that_is_set_apart_from_who_pays_is_refused(store: Any) -> None:
    assert not ask(store, "除上海外哪里有授信", evidence=False).understood


def test_the_branches_of_a_body_that_is_set_apart_are_set_apart_with_it(store: Any) -> None:
    payers = {name for row in answered(store, "除了国开行谁还放贷").rows for name in row[0]}
    assert "北京银行" in payers and not any(name.startswith("国家开发银行") for name in payers)


def test_where_a_class_comes_first_the_first_that_is_named_is_told(store: Any) -> None:
    assert "点名的单个里最多的是万华化学集团股份有限公司" in answered(store, "哪个企业拿的贷款最多").answer
    assert (
        "of those named, the most: 国家开发银行山东省分行"
        in answered(store, "Which company received the largest loan?").answer
    )
    assert "这是一类，不是一家" in answered(store, "谁拿的补贴最多").answer


def test_what_a_programme_follows_is_what_it_rests_on(store: Any) -> None:
    assert {row[2] for row in answered(store, "科技创新和技术改造再贷款的前身").rows} == {
        "科技创新再贷款",
        "设备更新改造专项再贷款",
    }


def test_no_relation_is_promised(store: Any) -> None:
    assert not ask(store, "What did Bank of China branches promise?", evidence=False).understood


def test_what_is_promised_is_not_said_to_be_paid(store: Any) -> None:
    assert answered(store, "Has BoCom paid into Big Fund III yet?").answer.startswith(
        "Yes, told as a commitment and not as paid"
    )
    assert answered(store, "财政部给大基金三期出资了吗").answer.startswith("有：")


def test_a_fund_that_is_said_short_is_no_manager_of_funds(store: Any) -> None:
    assert not ask(store, "Who is in charge of the Tianjin fund?", evidence=False).understood


def test_committees_of_zones_of_a_kind_are_told_where_the_zones_are_not(store: Any) -> None:
    assert (
        "上海市张江高新技术产业开发区管理委员会" in answered(store, "Which banks are linked to high-tech zones?").answer
    )


def test_what_reaches_nothing_named_and_places_as_such_are_not_counted_or_compared(store: Any) -> None:
    assert not ask(store, "How many provinces are covered?", evidence=False).understood
    assert not ask(store, "比较上海和江苏", evidence=False).understood


def test_a_part_of_those_counted_is_said_to_be_one(store: Any) -> None:
    assert "福州市企业 130（已含在前面的数里）" in answered(store, "福建创新券补助了多少家单位").answer


def test_a_kind_in_two_places_is_refused(store: Any) -> None:
    assert not ask(store, "江苏的基金有哪些在苏州", evidence=False).understood


def test_classes_are_told_where_bodies_of_a_kind_are_linked(store: Any) -> None:
    assert "8家银行" in answered(store, "高企贷的银行有哪些").answer
    assert "没有逐一点名的：银行" in answered(store, "哪些银行和企业创新积分制有关").answer


def test_joint_acts_of_kinds_or_of_whoever_did_them_are_refused(store: Any) -> None:
    assert not ask(store, "政府和银行一起推出了什么", evidence=False).understood
    assert not ask(store, "哪些机构联合发布了政策", evidence=False).understood
    assert len(answered(store, "高企贷是哪些机构共同推出的").rows) == 2


def test_money_of_a_programme_applied_in_a_part_of_where_its_parties_are_is_told(store: Any) -> None:
    assert "中国银行江苏省分行 → （中银高企贷） → 企业 6900万元" in answered(store, "海门有什么授信").answer


def test_money_that_names_nobody_in_the_role_asked_for_is_told_beside_bodies_of_a_kind(store: Any) -> None:
    assert "另有7笔没有写明受方" in answered(store, "国开行给哪些企业放贷").answer
    assert "2 more name no payer" in answered(store, "Which institutions subsidise firms?").answer
    assert "No article names the payer" in answered(store, "Who subsidises startups in Tianjin?").answer


def test_classes_of_firms_are_known_by_what_people_call_them(store: Any) -> None:
    assert "CNY 500,000 each" in answered(store, "How much does each little giant get?").answer
    assert "CNY 50.6465 bn" in answered(store, "How much credit do high-tech firms get?").answer
    assert "6家银行" in answered(store, "Which banks lend to technology SMEs?").answer
    assert answered(store, "谁给专精特新企业发钱").answer.startswith("湖北省财政厅")


def test_funds_by_size_are_listed_with_their_sizes(store: Any) -> None:
    listed = answered(store, "List funds by size")
    assert listed.rows[0][4] == 1000 * 10**8
    assert noted(listed, "成都高新区产业基金群", "3")  # of several funds told as one, which takes no place
    assert "fund_size" in answered(store, "按规模列出基金").rows[0]
    assert not ask(store, "banks by size", evidence=False).understood


def test_what_is_offered_is_run_and_not_paid(store: Any) -> None:
    assert "Relending for Technological" in answered(store, "What products does PBOC offer?").answer


def test_what_a_programme_is_based_on_is_told_where_nothing_runs_through_it(store: Any) -> None:
    assert noted(answered(store, "创新积分贷在新疆给了谁"), "企业创新积分制", "新疆正通路桥")


def test_plans_without_a_recipient_are_told_beside_what_is_promised(store: Any) -> None:
    assert noted(answered(store, "What has CDB promised for 2021 to 2025?"), "another status", "CNY 300 bn")


def test_what_is_planned_somewhere_need_not_be_money(store: Any) -> None:
    assert not ask(store, "What is planned in Xuzhou?", evidence=False).understood
    assert not ask(store, "Did Shanghai's government fund the three mother funds?", evidence=False).understood


def test_the_big_four_and_five_banks_are_four_and_five(store: Any) -> None:
    assert "计入的资金方有5个" in answered(store, "五大行出资合计").answer
    assert "计入的资金方有4个" in answered(store, "四大行给大基金三期一共出了多少").answer


def test_what_is_to_be_counted_and_shareholders_of_nothing_named_are_refused(store: Any) -> None:
    for question in ("哪家银行投资的基金最多", "哪个基金的出资人最多", "大股东是谁", "Which funds are planned?"):
        assert not ask(store, question, evidence=False).understood
    assert answered(store, "哪家银行分行最多").rows
    assert len(answered(store, "计划了哪些投资").rows) == 2


def test_a_printed_answer_says_how_it_was_read_once(store: Any) -> None:
    text = str(answered(store, "谁给科技型企业钱"))
    assert text.endswith("我的理解：资金 由 任何一方？ 给 科技型企业。")
    nothing = str(answered(store, "Who approved the Tiankai park?"))
    assert nothing.count("anyone? — approves") == 1


def test_what_was_signed_on_a_day_is_not_who_signed_on(store: Any) -> None:
    assert not ask(store, "What was signed on 14 November 2011?", evidence=False).understood
    assert len(answered(store, "Which zones signed on to the points system?").rows) == 4


def test_a_running_total_larger_than_the_single_sums_of_a_place_stands_first(store: Any) -> None:
    for question, first, then in (
        ("邯郸那边银行放款多少", "累计535.55亿元", "合计：贷款（已发生）800万元"),
        ("How much have banks in Handan lent?", "running total CNY 53.555 bn", "In all: loan (actual) CNY 8 m"),
    ):
        told = answered(store, question).answer
        assert 0 <= told.find(first) < told.find(then)
        assert told.count(first) == 1


def test_figures_of_a_place_are_not_headed_by_none(store: Any) -> None:
    told = answered(store, "How much credit have banks granted to companies in Handan?").answer
    assert "CNY 61.187 bn" in told and "None" not in told and " more, of which" not in told


def test_who_runs_a_scheme_is_not_told_as_who_started_it(store: Any) -> None:
    told = "没有写明是谁最先发起"
    assert told in answered(store, "企业创新积分制是由谁启动的？").answer
    assert "does not tell who started it" in answered(store, "Who launched 企业创新积分制?").answer
    assert told not in answered(store, "企业创新积分制由谁实施？").answer
    assert told not in answered(store, "高企贷是谁推出的？").answer  # both in one sentence
