"""Figures as offices and banks report them: aims, changes, comparisons, industries, bullets."""

import pytest

from tests.extract.test_observations import observed, state_of, subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据显示，从2016年到2019年，安徽省专利申请量每年增加2.1万件。", "actual"),
        ("中国农业发展银行全力确保粮食安全，支持企业收购粮油3778亿斤。", "actual"),
        ("合肥市新认定科技型中小企业1405家，年度目标完成率112%。", "actual"),
        ("合肥市确保新建省级研发中心20家。", "target"),
        ("安徽省提出，通过三年时间，园区质押项目数年度增长20%以上。", "target"),
    ],
)
def test_a_word_of_aims_makes_a_target_only_where_it_aims_at_the_figure(text: str, expected: str) -> None:
    assert observed(text, None)[-1].status == expected


def test_a_change_of_money_that_moved_is_measured() -> None:
    text = "截至4月底，黄山市已累计到位衔接资金6.2亿元，较上年同期增加3900万元。"
    assert [str(o.value) for o in observed(text)] == ["39000000"]


def test_what_an_industry_invested_is_of_the_whole_sector() -> None:
    text = "上半年，合肥市工业投资平稳，高技术制造业完成投资157亿元。"
    assert [(str(o.value), o.measure) for o in observed(text)] == [("15700000000", "高技术制造业完成投资")]


def test_a_rate_behind_a_comparison_is_of_the_period_of_the_sentence_before() -> None:
    text = "2022年上半年，合肥市完成工业投资846亿元。其中，高技术产业增长22%，比上年同期提高2.9个百分点，占比为42%。"
    assert {o.period for o in observed(text)} == {"2022-01/2022-06"}


def test_a_superlative_names_the_next_industry_and_no_change_of_the_one_before() -> None:
    text = "合肥市装备制造业产值65亿元，增长4.7%；增速最快的新材料制造业产值21亿元。"
    assert observed(text)[-1].measure.endswith("新材料制造业产值")
    assert "装备" not in observed(text)[-1].measure


def test_a_bullet_is_no_part_of_a_measure() -> None:
    assert observed("合肥高新区上半年\n●营业收入1397亿元")[0].measure == "营业收入"


@pytest.mark.parametrize(
    "text",
    [
        "实施方案提出，今冬全省计划完成土石方3亿立方米，除险加固水库59座。",
        "项目计划解决3456人的饮水安全问题。",
        "安徽省计划完成土石方3亿立方米。在综合效益方面，新增灌溉面积110万亩。",
    ],
)
def test_what_is_to_be_done_by_a_plan_is_a_target_over_its_sentence_and_the_next_that_goes_on_with_it(
    text: str,
) -> None:
    assert {o.status for o in observed(text, None)} == {"target"}


def test_what_was_done_meanwhile_is_no_target() -> None:
    text = "安徽省计划完成土石方3亿立方米。在资金方面，已经到位专项债券额度，完成土石方1200万立方米。"
    assert observed(text, None)[-1].status == "actual"


def test_a_measure_ends_before_a_bound_that_has_its_own_base() -> None:
    text = "国家中小企业发展基金参股投资比例不超过创业投资企业实收资本的35%。"
    assert [(o.measure, o.qualifier) for o in observed(text)] == [("参股投资比例", "up_to")]


def test_the_terms_of_an_insurance_are_of_it_and_not_of_who_is_insured() -> None:
    text = "安徽扩大农业大灾保险试点\n安徽开展农业大灾保险试点。面向种粮大户，小麦保险金额为每亩510元，费率为4%。"
    assert subject(text) == ["农业大灾保险试点"] * 2


def test_a_bare_class_that_only_begins_a_noun_is_no_subject() -> None:
    text = "2022年度合肥市科学技术奖揭晓\n合肥市有143项成果获奖。其中，企业技术创新奖13项，二等奖60项。"
    assert subject(text) == ["合肥市"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合肥市去年收入首次突破1000万元、3000万元、5000万元的软件企业，分别给予奖励10万元、20万元、50万元。", 0),
        ("一季度合肥市是全省两个增速超过9%的地区之一。", 0),
        ("合肥高新区孵化企业537家，其中估值过亿元的达26家。", 2),
    ],
)
def test_sums_that_a_rule_asks_for_and_numbers_of_which_one_is_the_subject_measure_nothing(
    text: str, expected: int
) -> None:
    assert len(observed(text)) == expected


def test_a_comparison_keeps_what_is_compared_and_hands_it_on() -> None:
    text = "一季度，合肥市固定资产投资增长11.9%，高于全省5.6个百分点，居全省第4位。"
    assert [o.measure for o in observed(text)][1:] == ["固定资产投资高于全省", "固定资产投资居全省"]


def test_money_that_was_handed_down_is_no_aim() -> None:
    text = "庐江县已下达产业资金300万元，实施9个产业扶贫项目。合肥市计划5年内孵化企业30家。"
    assert [o.status for o in observed(text, None)] == ["actual", "target"]


def test_a_budget_has_no_farms() -> None:
    text = "黄山市产业扶贫见效\n今年市级财政安排资金2400万元，县级财政安排资金6000万元，上半年扶持种植业17.4万亩。"
    assert subject(text) == ["黄山市"]


def test_a_pointing_word_takes_up_the_last_name_that_ends_so() -> None:
    text = "安徽大学和安徽省农业科学院去了合肥高新区。中国科学技术大学来人看过，该院现有专利380项。"
    assert subject(text) == ["安徽省农业科学院"]


def test_what_a_budget_spent_in_a_field_is_measured_and_moves_to_nobody() -> None:
    text = "上半年，安徽省一般公共预算支出4127亿元，同比增长3.4%。其中，教育支出748亿元，增长5.9%；农林水支出256亿元，增长2.9%。"
    assert [o.measure for o in observed(text) if o.unit == "元"] == ["一般公共预算支出", "教育支出", "农林水支出"]


def test_the_rate_of_a_part_of_a_bond_is_told_by_its_term_and_of_who_issues_it() -> None:
    text = (
        "安徽发行新增政府债券\n安徽省近日发行新增政府债券30亿元。其中，5年期4亿元，利率2.75%；7年期21亿元，利率2.96%。"
    )
    assert [(o.measure, str(o.value)) for o in observed(text)] == [("5年期利率", "2.75"), ("7年期利率", "2.96")]
    assert subject(text) == ["安徽省"] * 2


def test_what_those_counted_did_says_what_is_counted() -> None:
    text = "合肥高新区在孵企业306家，其中3家成功上市，6家进入上市辅导期。"
    assert [o.measure for o in observed(text)][1:] == ["成功上市的在孵企业", "进入上市辅导期的在孵企业"]


def test_what_has_begun_is_no_plan() -> None:
    assert [o.status for o in observed("合肥市计划新建项目有12个已开工。", None)] == ["actual"]


def test_what_is_counted_may_stand_in_marks() -> None:
    assert [o.measure for o in observed("安徽省累计办理3894笔“科技贷”。")] == ["“科技贷”"]


def test_what_zones_used_of_foreign_money_with_reinvestment_is_measured() -> None:
    text = "2022年，国家级经开区实际使用外资和外商投资企业再投资为372亿美元。"
    assert [o.unit for o in observed(text)] == ["美元"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合肥国轩电池有限公司披露年报\n2023年末，公司货币资金5亿元，短期借款3亿元。", ["货币资金", "短期借款"]),
        ("合肥产业园基金披露年报\n基金全年可供分配金额7210万元。", ["可供分配金额"]),
    ],
)
def test_lines_of_accounts_are_measured_and_move_nothing(text: str, expected: list[str]) -> None:
    state = state_of(text)
    assert [o.measure for o in state.observations] == expected
    assert not state.flows
