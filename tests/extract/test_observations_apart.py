"""Who stands near a figure and is not what it is about, whom a noun takes up, and where a measure has its noun from."""

import pytest

from tests.extract.test_observations import observed, subject


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("到2027年，安徽省瞪羚企业将突破900家，技术合同成交额达到700亿元。", ["安徽省", "安徽省"]),
        ("与蚌埠市相比，芜湖市的科技型中小企业数量多310家。", ["芜湖市"]),
        ("芜湖市与安徽大学共建中试平台12个，转化成果61项。", ["芜湖市", "芜湖市"]),
        ("科技特派员制度实施以来，岳西县累计选派科技特派员620名，推广新技术45项。", ["岳西县", "岳西县"]),
        ("合肥高新区管委会负责人介绍，新签约项目56个，工业用电量增长7.5%。", ["合肥高新技术产业开发区"] * 2),
        ("岳西县共有科技型中小企业210家，获贷率51%；高新技术企业130家。", ["岳西县", "科技型中小企业", "岳西县"]),
        ("岳西县共有农业科技园区40个，农民人均可支配收入高于当地平均水平42%。", ["岳西县", "岳西县"]),
    ],
)
def test_what_is_counted_compared_or_joins_in_is_no_subject(text: str, subjects: list[str]) -> None:
    assert subject(text) == subjects


def test_a_place_in_which_something_lies_has_none_of_its_heights() -> None:
    text = "徽商银行向佛子岭水库工程项目投放贷款2亿元。佛子岭水库位于霍山县磨子潭镇堆谷山村，是中型水利工程，坝顶高程120.5米。"
    assert subject(text) == ["佛子岭水库工程项目"]


def test_banks_of_the_sentence_before_have_no_patents() -> None:
    text = "霍山县统计公报\n年末金融机构本外币贷款余额210亿元。全年授权专利480件。"
    assert subject(text)[-1] == "霍山县"


def test_a_noun_that_opens_the_clause_is_the_firm_at_hand() -> None:
    text = "徽商银行为合肥晶合光电有限公司发放贷款500万元。得益于资金支持，企业产能提高38%。"
    assert subject(text) == ["合肥晶合光电有限公司"]


def test_a_company_that_speaks_is_the_company_at_the_head_of_what_it_says() -> None:
    text = "晶合光电扩产\n晶合光电股份有限公司去年扩产。晶合光电股份有限公司接单。安徽海峰轴承有限公司称，公司现有专利61项。"
    assert subject(text) == ["安徽海峰轴承有限公司"]


def test_a_part_of_a_total_may_begin_with_a_letter_of_the_words_for_parts() -> None:
    text = "截至6月末，芜湖市科技贷款余额96亿元。其中，中国银行芜湖分行67.4亿元，徽商银行18.2亿元。"
    assert subject(text) == ["芜湖市", "中国银行芜湖分行", "徽商银行"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("数字经济方面，芜湖市达33.2亿元，同比增长3.3%。", ["数字经济", "数字经济同比增长"]),
        ("芜湖市去年签订技术合同1666项，成交额65.9亿元。", ["签订技术合同", "技术合同成交额"]),
        ("合肥晶合光电有限公司2023年实现营业收入8.46亿元。", ["营业收入"]),
        ("岳西县计划到2027年建成中试平台45家。", ["建成中试平台"]),
        ("芜湖市与安徽大学共建中试平台12个。", ["共建中试平台"]),
        (
            "徽商银行、蚌埠农商银行科技贷款余额分别达到54.4亿元和8.8亿元，分别增长15.7%和27.3%。",
            ["科技贷款余额"] * 2 + ["科技贷款余额增长"] * 2,
        ),
        ("三年来，岳西县全员劳动生产率由每人9.2万元提高到15万元。", ["全员劳动生产率"] * 2),
    ],
)
def test_the_noun_of_a_measure_is_found_where_it_stands(text: str, measures: list[str]) -> None:
    assert [o.measure for o in observed(text)] == measures


def values_of(text: str) -> list[tuple[str, str]]:
    return [(str(o.value), o.measure) for o in observed(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("芜湖市研发人员由38人扩充到295人。", [("38", "研发人员"), ("295", "研发人员")]),
        ("去年，芜湖市高新技术企业净增171家，增长37.8%，总量达到2315家。", ("2315", "高新技术企业总量")),
        ("芜湖市引进团队13个，研发人员总量翻了一番，达到5300人。", ("5300", "研发人员总量")),
        ("芜湖市规上工业增加值增长8.2%，居全省第一；蚌埠市增长6.7%。", ("6.7", "规上工业增加值增长")),
        ("芜湖市农业科技进步贡献率为69%，高出全国1.2个百分点。", ("1.2", "农业科技进步贡献率高出全国")),
        ("徽商银行汽车产业贷款、绿色贷款增速分别为9%和15%。", [("9", "汽车产业贷款增速"), ("15", "绿色贷款增速")]),
    ],
)
def test_a_measure_leans_on_what_was_told_before(text: str, expected: object) -> None:
    found = values_of(text)
    assert found == expected if isinstance(expected, list) else expected in found


def test_a_sum_by_which_firms_are_sorted_is_no_measure() -> None:
    assert values_of("去年，芜湖市新增产值282亿元。其中，新增产值超10亿元企业有6家。") == [
        ("28200000000", "新增产值"),
        ("6", "新增产值超10亿元企业"),
    ]


def test_each_name_of_a_row_has_its_own_share() -> None:
    text = "徽商银行余额增速18.5%，光大银行17.3%、中国银行16.4%均保持较快增长。"
    assert subject(text) == ["徽商银行", "中国光大银行", "中国银行"]
    assert {measure for _, measure in values_of(text)} == {"余额增速"}


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("安徽省共有科技支行61家，分布在芜湖市、蚌埠市等地。专营机构贷款余额211亿元。", ["安徽省", "安徽省"]),
        ("芜湖市引进人才团队103个，研发人员总量翻了一番，达到5300人。", ["芜湖市", "芜湖市"]),
        ("“徽农贷”上线两年来，注册企业620家，利率较一般信用贷款低1.5个百分点。", ["徽农贷", "徽农贷"]),
    ],
)
def test_what_was_only_counted_or_only_tells_has_no_later_figures(text: str, subjects: list[str]) -> None:
    assert subject(text) == subjects


def test_what_all_spend_on_research_is_a_measure() -> None:
    text = "上一年，全省投入研究与试验发展经费412亿元，比再上一年增加38亿元。"
    assert [str(o.value) for o in observed(text)] == ["41200000000", "3800000000"]
