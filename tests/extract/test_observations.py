"""Observations: which figures are measured, of whom, what, when, and how far they have got."""

import functools
from decimal import Decimal

import pytest

from extract.model import Article, State
from extract.pipeline import Pipeline
from graph.facts import Observation


@functools.cache
def pipeline() -> Pipeline:
    return Pipeline()


@functools.cache
def state_of(text: str, date: str | None = "2023-07-31") -> State:
    title = text.split("\n")[0] if "\n" in text else None
    return pipeline().state(Article("t", text, title=title, date=date), explain=True)


def observed(text: str, date: str | None = "2023-07-31") -> list[Observation]:
    state = state_of(text, date)
    for found in state.observations:
        assert found.rule
        assert text[found.evidence.start : found.evidence.end] == found.evidence.text
    return state.observations


def values(text: str) -> list[tuple[str, str | None]]:
    return [(str(o.value), o.unit) for o in observed(text)]


def subject(text: str, date: str | None = "2023-07-31") -> list[str | None]:
    state = state_of(text, date)
    names = {entity.id: entity.name for entity in state.entities}
    return [names.get(o.subject or "") for o in state.observations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至6月底，合肥高新区有高新技术企业1200家。", [("1200", "家")]),
        ("合肥高新区营业收入达350.5亿元，同比增长12.3%。", [("35050000000", "元"), ("12.3", "%")]),
        ("中国银行安徽省分行的科技贷款余额为86亿元。", [("8600000000", "元")]),
        ("该办法共8章36条，由安徽省科技厅解释。", [("8", "章"), ("36", "条")]),
        ("安徽省已建成高标准农田6000万亩。", [("60000000", "亩")]),
        ("国家中小企业发展基金的放大比例为1:6。", [("6", "倍")]),
        ("安徽省全社会研发投入强度居全国第7位。", [("7", "位")]),
        ("合肥高新区出台八大举措支持企业。", [("8", "大")]),
    ],
)
def test_what_is_measured(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "安徽省科技厅向合肥工业大学拨付科研经费300万元。",
        "会议从三个方面部署了安徽省的科技工作。",
        "每10家企业可申请一名安徽省科技特派员。",
        "合肥高新区举行第三批项目签约。",
        "安徽省重点支持总投资2亿元以上的项目。",
        "安徽省科技厅用了三年摸清家底。",
    ],
)
def test_what_is_not(text: str) -> None:
    assert observed(text) == []


def test_a_flow_takes_its_sum_and_the_number_of_those_who_receive() -> None:
    text = "安徽省财政厅向12家高新技术企业发放补助资金3600万元。"
    assert [flow.recipient_count for flow in state_of(text).flows] == [12]
    assert observed(text) == []


def test_the_headline_is_not_told_twice() -> None:
    text = "合肥高新区高新技术企业达1200家\n截至6月底，合肥高新区有高新技术企业1200家。"
    assert [o.evidence.text[:4] for o in observed(text)] == ["截至6月"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "合肥高新区有高新技术企业1200家，芜湖高新区有高新技术企业500家。",
            ["合肥高新技术产业开发区", "芜湖高新技术产业开发区"],
        ),
        ("合肥高新区有高新技术企业1200家，营业收入达350亿元。", ["合肥高新技术产业开发区"] * 2),
        ("交通银行已在全国设立科技支行36家。", ["交通银行"]),
    ],
)
def test_whom_it_is_about(text: str, expected: list[str]) -> None:
    assert subject(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合肥高新区有成员单位36家。", "成员单位"),
        ("合肥高新区共有36家成员单位。", "成员单位"),
        ("合肥高新区营业收入达350亿元。", "营业收入"),
        ("合肥高新区营业收入同比增长12%。", "营业收入同比增长"),
    ],
)
def test_the_measure_is_the_phrase_as_printed(text: str, expected: str) -> None:
    assert [o.measure.endswith(expected) for o in observed(text)] == [True]


def test_a_change_takes_the_measure_of_the_clause_before() -> None:
    assert observed("合肥高新区营业收入达350亿元，同比增长12%。")[1].measure.endswith("营业收入同比增长")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至6月底，合肥高新区有高新技术企业1200家。", ["2023-06"]),
        ("上半年，合肥高新区营业收入达350亿元，同比增长12%。", ["2023-01/2023-06"] * 2),
        ("2021年，合肥高新区营业收入比2012年提高12%。", ["2012/2021"]),
        ("2021年，合肥高新区服务业比重由2012年的35%上升到48%。", ["2012", "2021"]),
        ("截至6月底，合肥高新区有高新技术企业1200家。其中专精特新企业有300家。", ["2023-06", "2023-06"]),
        ("2005年，合肥高新区有企业900家，年末从业人员3万人。", ["2005", "2005"]),
        ("3月8日，合肥某公司成立，注册资本5000万元。", [None]),
        ("合肥高新区近日引进企业30家。", [None]),
    ],
)
def test_when(text: str, expected: list[str | None]) -> None:
    assert [o.period for o in observed(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，合肥高新区高新技术企业将达到2000家。", "target"),
        ("合肥高新区力争培育上市公司50家。", "target"),
        ("合肥高新区已培育上市公司50家。", "actual"),
        ("合肥高新区目前有上市公司50家。", "actual"),
    ],
)
def test_goals_are_told_from_facts(text: str, expected: str) -> None:
    assert [o.status for o in observed(text)] == [expected]


def test_hedges_and_ranges() -> None:
    assert [(o.value, o.qualifier) for o in observed("合肥高新区有企业超过1200家。")] == [(Decimal(1200), "over")]
    assert [(o.value, o.qualifier) for o in observed("合肥高新区有企业近1200家。")] == [(Decimal(1200), "about")]
    assert [o.value for o in observed("合肥高新区每年新增企业200至300家。")] == [Decimal(300)]


def test_what_is_left_out_says_why() -> None:
    state = state_of("会议从三个方面部署了安徽省的科技工作。")
    assert any(r.what == "observation" and r.reason == "counted in a manner of speaking" for r in state.rejected)


def test_each_member_of_a_list_has_the_figure() -> None:
    found = observed("合肥高新区去年新增重点实验室、工程中心和中试基地各6个。")
    assert [(str(o.value), o.period) for o in found] == [("6", "2022")] * 3
    assert [o.measure[-4:] for o in found] == ["点实验室", "工程中心", "中试基地"]


def test_a_body_before_a_bracket_owns_what_stands_in_it() -> None:
    assert subject("交通银行（46.7%）、招商银行（44.5%）增速居前。") == ["交通银行", "招商银行"]


def test_an_object_brought_forward_is_no_plan() -> None:
    assert [o.status for o in observed("合肥高新区通过补贴将企业融资成本压降至3%。")] == ["actual"]
    assert [o.status for o in observed("合肥高新区服务平台将服务企业1000家。")] == ["target"]


def test_the_subject_is_no_part_of_the_measure() -> None:
    assert [o.measure for o in observed("合肥高新区营业收入达350亿元，较去年同期增长12%。")] == [
        "营业收入",
        "营业收入增长",
    ]


def test_what_a_change_starts_from_is_no_part_of_the_measure() -> None:
    found = observed("合肥高新区瞪羚企业从2014年的154家增长到目前的257家。")
    assert [(o.measure, o.period) for o in found] == [("瞪羚企业", "2014"), ("瞪羚企业", "2023-07")]


def test_a_share_of_a_class_is_no_threshold() -> None:
    assert values("合肥高新区60%以上的企业设有研发机构。") == [("60", "%")]


def test_a_noun_that_ends_in_number_comes_before_its_figure() -> None:
    assert values("上半年，合肥高新区新注册企业数1.3万家。") == [("13000", "家")]


def test_a_list_shares_a_figure_behind_jun_and_splits_a_row_behind_fenbie() -> None:
    assert subject("交通银行、招商银行、浦发银行的科技贷款余额均超5000亿元。") == [
        "交通银行",
        "招商银行",
        "上海浦东发展银行",
    ]
    text = "合肥高新区、芜湖高新区的营业收入分别为350亿元和120亿元。"
    assert subject(text) == ["合肥高新技术产业开发区", "芜湖高新技术产业开发区"]
    assert [str(o.value) for o in observed(text)] == ["35000000000", "12000000000"]
    assert subject("交通银行、招商银行的科技贷款增速超过46%。") == ["交通银行", "招商银行"]
    assert [o.measure for o in observed("交通银行、招商银行的科技贷款增速超过46%。")] == ["科技贷款增速"] * 2


def test_a_row_behind_fenbie_has_a_figure_for_each_year() -> None:
    found = observed("2015—2017年,合肥高新区的营业收入分别为25亿元、41亿元、46亿元。")
    assert [o.period for o in found] == ["2015", "2016", "2017"]


@pytest.mark.parametrize(
    "text",
    [
        "2021年，合肥市全社会研发投入强度居安徽省第二位。",
        "去年，合肥市汇聚了全国5%的专精特新企业。",
        "目前，合肥市发明专利拥有量占全省的38%。",
    ],
)
def test_a_place_that_is_only_compared_with_is_no_subject(text: str) -> None:
    assert subject(text) == ["合肥市"]


def test_a_member_of_what_is_counted_is_no_subject() -> None:
    text = "合肥高新区举办银企对接会，交通银行、招商银行等12家金融机构参加。"
    assert subject(text) == ["合肥高新技术产业开发区"]


def test_a_figure_in_brackets_has_its_measure_before_them() -> None:
    found = observed("合肥高新区新增高新技术企业数量（40家）、上市公司数量（4家）居全市第一。")
    assert [o.measure for o in found][:2] == ["新增高新技术企业数量", "上市公司数量"]


def test_one_sentence_may_give_one_value_to_two_measures() -> None:
    assert values("合肥高新区建成研发平台20个，其中企业类3个、高校类3个。") == [("20", "个"), ("3", "个"), ("3", "个")]


def test_a_sum_of_growth_leans_on_the_measure_before() -> None:
    found = observed("截至6月末，交通银行科技贷款余额5.1万亿元，较年初增加7000亿元，增幅16%。")
    assert [str(o.value) for o in found] == ["5100000000000", "700000000000", "16"]


def test_a_class_by_turnover_is_no_figure_of_anything() -> None:
    assert values("合肥高新区营收超亿元的企业达到了430家。") == [("430", "家")]


def test_what_is_left_of_a_subject_is_no_part_of_the_measure() -> None:
    assert [o.measure for o in observed("交通银行发布年报。该行科技贷款余额5000亿元。")] == ["科技贷款余额"]
    assert [o.measure for o in observed("合肥市有效发明专利78000件。")] == ["有效发明专利"]


def test_what_somebody_acts_as_is_no_subject() -> None:
    text = "作为国家高新区的排头兵，合肥高新区不断探索，现有上市公司30家。"
    assert subject(text) == ["合肥高新技术产业开发区"]


def measures(text: str, date: str | None = "2023-07-31") -> list[str]:
    return [o.measure for o in observed(text, date)]


def test_those_of_a_list_share_the_measure_of_the_whole() -> None:
    text = "2022年，安徽省实现技术合同成交额300亿元。其中，合肥市150亿元、芜湖市60亿元。"
    assert measures(text) == ["技术合同成交额"] * 3
    assert subject(text) == ["安徽省", "合肥市", "芜湖市"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年，全市实现工业增加值900亿元。", "工业增加值"),
        ("合肥高新区预计新增税收3亿元。", "新增税收"),
        ("合肥高新区营业收入要冲400亿元。", "营业收入"),
        ("合肥市亩均税收35万元。", "亩均税收"),
    ],
)
def test_a_measure_is_a_noun_phrase_without_what_brings_it_in(text: str, expected: str) -> None:
    assert measures(text) == [expected]


def test_growth_behind_a_share_is_not_growth_of_the_share() -> None:
    text = "合肥高新区出口额60亿元，占全市的比重为30%，同比增长8%，比重提高2个百分点。"
    assert measures(text)[2] == "出口额同比增长"


def test_a_comparison_leans_on_the_rate_before() -> None:
    text = "合肥市科技型企业获贷率为50.2%，比上年末高2个百分点。"
    assert measures(text)[1].endswith("获贷率高")


def test_a_row_of_rates_has_one_measure() -> None:
    text = "合肥市技术开发、技术转让合同成交额增幅分别为19%、12%。"
    assert [m[-2:] for m in measures(text)] == ["增幅", "增幅"]


def test_a_share_of_a_class_is_measured_by_its_noun() -> None:
    found = observed("目前，合肥市60%以上的高新技术企业集中在合肥高新区。")
    assert [(o.measure, str(o.value)) for o in found] == [("高新技术企业", "60")]


def test_growth_behind_money_that_moves_is_of_that_money() -> None:
    text = "一季度，安徽省财政厅下达补助资金3.2亿元，同比增长15%。"
    assert [m[-4:] for m in measures(text)] == ["同比增长"]
    assert measures(text)[0].startswith(("补助", "下达补助"))


@pytest.mark.parametrize("verb", ["纳入监测范围", "获批专项", "退出试点序列"])
def test_the_noun_behind_a_count_ends_before_a_verb(verb: str) -> None:
    assert measures(f"安徽省去年有31个县{verb}。") in (["县"], ["县级"])


def test_a_counted_class_that_acts_has_the_figures_behind_it() -> None:
    text = "安徽省公布成绩单\n上半年，安徽省20个高新区实现工业增加值2066亿元，同比增长26%。"
    assert subject(text)[1:] == ["高新区", "高新区"]
    assert measures(text)[1:] == ["工业增加值", "工业增加值同比增长"]


def periods(text: str, date: str | None = "2023-07-31") -> list[str | None]:
    return [o.period for o in observed(text, date)]


def test_the_account_of_a_year_goes_on_in_the_paragraph() -> None:
    text = "2022年，合肥市技术合同成交额900亿元。新增高新技术企业1200家。"
    assert periods(text) == ["2022", "2022"]


def test_the_end_of_a_year_is_its_last_month() -> None:
    assert periods("2021年底，合肥市有上市公司70家。") == ["2021-12"]


def test_a_year_that_is_over_makes_no_goal() -> None:
    assert [o.status for o in observed("到2010年底，霍山县石斛面积3200亩。", "2011-03-22")] == ["actual"]
    assert [o.status for o in observed("到2012年，霍山县石斛面积要扩到6000亩。", "2011-03-22")] == ["target"]


def test_a_shared_measure_is_without_the_list_that_shares_it() -> None:
    text = "贵阳银行与长沙银行的绿色贷款余额分别为210亿元和305亿元。"
    assert measures(text) == ["绿色贷款余额", "绿色贷款余额"]


def test_tenths_of_a_class_are_measured_by_its_noun() -> None:
    assert measures("贵阳银行服务了贵阳近四成高新技术企业。") == ["高新技术企业"]


def test_a_share_that_both_sides_bear_is_no_measurement_of_either() -> None:
    assert values("中巴双方各认50%。") == []
    assert values("赣州市油菜保险的保费，中央财政负担45%，农户自缴20%。") == [("45", "%"), ("20", "%")]


def test_a_sum_goes_on_with_the_measure_before_it() -> None:
    text = "赣州市R&D经费24.1亿元，宜春市5.2亿元、抚州市3.1亿元。"
    assert values(text) == [("2410000000", "元"), ("520000000", "元"), ("310000000", "元")]
    assert subject(text) == ["赣州市", "宜春市", "抚州市"]
    years = "2014年赣州市技术合同成交额53.1亿元，2009年才6.9亿元；今年已做到46亿元。"
    assert values(years) == [("5310000000", "元"), ("690000000", "元"), ("4600000000", "元")]


def test_what_a_rule_asks_for_is_no_measurement() -> None:
    assert values("赣州市规定，旅行社带来的团满80人，每人补20元；30辆起，每辆奖100元。") == []
    assert values("赣州市给800人以上安置区减免物业费。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("赣州稀土集团有限公司停牌五天。", [("5", "天")]),
        ("赣州市的贷款含6年宽限期。", [("6", "年")]),
        ("赣州银行的贷款为三年期，另一笔期限一年。", [("3", "年"), ("1", "年")]),
        ("专家为赣州市谋划了三年。", []),
    ],
)
def test_a_length_of_time_is_measured_where_a_word_says_of_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_who_a_sum_reached_are_counted_with_the_sum() -> None:
    assert values("赣州市给企业发放补助680万元，涉及农户2.3万户。") == []


def test_the_body_that_made_something_is_no_subject_of_its_rate() -> None:
    assert subject("赣州银行推出的“科创e贷”利率最低3.5%，期限最长3年。") == ["科创e贷", "科创e贷"]


def test_a_row_of_figures_has_a_noun_for_each() -> None:
    found = observed("赣州市科技贷款户数和余额分别为1200户和86亿元，同比分别增长8%和12%。")
    assert [o.measure for o in found] == [
        "科技贷款户数",
        "科技贷款余额",
        "科技贷款户数同比增长",
        "科技贷款余额同比增长",
    ]


def test_a_rank_is_part_of_the_measure_and_a_bracket_has_its_own() -> None:
    text = "江西共有126家省级以上重点实验室（其中国家级8家，省级118家）。"
    assert measures(text) == ["省级以上重点实验室", "国家级重点实验室", "省级重点实验室"]


def test_what_is_counted_stands_behind_its_description() -> None:
    assert measures("赣州市把36名专业技术精湛、善于经营的干部确定为科技特派员。") == ["干部"]


def test_all_that_an_open_list_names_have_what_they_share() -> None:
    text = "贵阳银行、长沙银行等龙头今年的研发支出均在销售收入的8%以上。"
    assert subject(text) == ["贵阳银行", "长沙银行"]
    assert measures(text)[0].startswith("研发支出")


def test_a_specification_measures_nothing() -> None:
    assert values("赣州市民购买1.3升及以下排量微型客车。") == []


def test_where_a_rise_to_a_goal_starts_from_is_a_fact() -> None:
    text = "到2025年，合肥高新区工业增加值要由去年的147亿元翻到350亿元，科技贡献率提到48%。"
    assert [o.status for o in state_of(text, "2023-07-31").observations] == ["actual", "target", "target"]


def test_a_figure_of_a_year_to_come_is_a_goal() -> None:
    assert [o.status for o in state_of("2025年，芜湖市高新技术企业400家。", "2023-07-31").observations] == ["target"]


def test_the_year_of_the_headline_is_that_of_its_account() -> None:
    text = "合肥高新区2022年成绩单\n合肥高新区交出答卷。\n创新主体不少，合肥高新区高新技术企业达245家。"
    assert [o.period for o in state_of(text, "2023-02-24").observations] == ["2022"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芜湖市的研发投入占生产总值的比例连年走高，去年是3.49%。", "研发投入占生产总值的比例"),
        ("芜湖市2020年铁路（货运、专线）和内河运输占比提高到31.6%。", "铁路和内河运输占比"),
        ("到2025年，芜湖市把国产份额抬到四成。", "国产份额"),
    ],
)
def test_the_measure_is_whole_and_without_what_brings_it_in(text: str, expected: str) -> None:
    assert [o.measure for o in state_of(text).observations] == [expected]


def test_a_measure_behind_a_count_is_without_what_was_counted() -> None:
    text = "安徽省的8家高新区实现营业收入7831亿元。安徽省为1.2万户次农户提供风险保障52亿元。"
    assert [o.measure for o in state_of(text).observations][1::2] == ["营业收入", "风险保障"]


def test_what_is_added_is_of_the_measure_before() -> None:
    text = "合肥科技农村商业银行科技贷款余额470亿元，新增80亿元。芜湖市以小额出资撬动资本，实现4.71倍放大效应。"
    assert [o.measure for o in state_of(text).observations] == ["科技贷款余额", "科技贷款余额新增", "放大效应"]


def test_a_part_without_a_noun_is_of_what_was_counted_before() -> None:
    text = "截至10月，安徽省已累计培育专精特新企业1760家。其中，已有115家成功在A股上市。"
    assert [(str(o.value), o.measure) for o in state_of(text).observations] == [
        ("1760", "培育专精特新企业"),
        ("115", "培育专精特新企业"),
    ]


def test_what_each_has_is_of_the_measure_before() -> None:
    text = "安徽省有效发明专利达116万件，平均每家企业32件。"
    assert [o.measure for o in state_of(text).observations][-1] == "有效发明专利平均每家企业"


def test_places_counted_in_a_row_end_at_the_next_figure() -> None:
    assert state_of("安徽省的项目涉及3个地级市6个县区。").observations[0].measure == "地级市"


def test_what_is_lent_more_than_the_year_before_is_no_loan() -> None:
    text = "中国农业发展银行上半年累计投放贷款140亿元，同比多投放21亿元。"
    assert [str(o.value) for o in state_of(text).observations] == ["2100000000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芜湖市公布入选名单，共142人。", [("142", "人数")]),
        ("国家高新区由国务院批准，目前共有53个。", [("53", "国家高新区")]),
        ("芜湖市的项目落在23条重点产业链上。", [("23", "重点产业链")]),
        ("芜湖市的专利转化率仅为一成二。", [("12", "专利转化率")]),
    ],
)
def test_what_is_counted_without_a_noun_behind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(o.value), o.measure) for o in state_of(text).observations] == expected


def test_what_a_place_invests_in_a_field_is_measured() -> None:
    text = "上半年芜湖市技改投资56.9亿元，增长18.3%。"
    assert [(str(o.value), o.measure) for o in state_of(text).observations] == [
        ("5690000000", "技改投资"),
        ("18.3", "技改投资增长"),
    ]
