"""Counts of those who get a sum, figures that a headline rounds, and the wholes that 全县 and 全校 mean."""

import pytest

from tests.extract.test_observations import observed, subject, values


@pytest.mark.parametrize(
    "text",
    [
        "霍山县财政局拿出专项资金资助困难学生75名，每人每年1200元。",
        "安徽省财政厅安排奖金，奖励优秀团队16个和示范农场9家，每家40万元。",
        "安徽省财政厅下达资金3200万元，分给全省27个乡镇。",
        "霍山县财政局拨付补贴450万元，210户脱贫户由此受益。",
    ],
)
def test_those_who_get_a_sum_are_counted_with_it(text: str) -> None:
    assert values(text) == []


def test_those_who_are_counted_beside_a_sum_of_their_own_are_measured() -> None:
    assert ("26", "名") in values("霍山县财政局拿出专项资金资助农技员26名，新建泵站4座，总投资300万元。")


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("霍山县绿色贷款余额突破百亿元", "截至6月末，霍山县绿色贷款余额104.6亿元。"),
        ("霍山县近500家企业上云", "截至6月末，霍山县上云企业达到487家。"),
    ],
)
def test_a_headline_that_rounds_is_not_told_twice(headline: str, body: str) -> None:
    assert len(observed(f"{headline}\n{body}")) == 1


def test_a_headline_with_a_figure_of_its_own_is_kept() -> None:
    assert len(observed("霍山县上云企业超过300家\n截至6月末，霍山县上云企业获得专利487件。")) == 2


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("安徽科技快讯\n【江苏省】省知识产权局说，前三季度全省专利授权9120件。", ["江苏省"]),
        ("六安市推进技改\n据霍山县经信局统计，目前全县有规上企业130家。", ["霍山县"]),
        ("六安市专利申请增多\n六安市今年受理申请350件。安徽省知识产权局介绍，全省受理6400件。", ["六安市", "安徽省"]),
        ("安徽大学物理学院签约\n安徽大学物理学院转让专利。全校技术合同成交额2.9亿元。", ["安徽大学"]),
        (
            "安徽大学物理学院与晶合光电股份有限公司签约。该院有教授31名，该校教职工共3100人。",
            ["安徽大学物理学院", "安徽大学"],
        ),
        ("徽商银行发力\n徽商银行的各项贷款余额、存款余额在全省银行中分别排第2位和第3位。", ["徽商银行", "徽商银行"]),
    ],
)
def test_a_word_for_the_whole_means_that_of_its_level(text: str, subjects: list[str]) -> None:
    assert subject(text) == subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("霍山农商银行各项贷款余额89亿元，涉农贷款占了78%。", "涉农贷款占比"),
        ("霍山县瞪羚企业研发投入增长，约占全县的31%。", "占全县比例"),
        ("晶合光电由徽商资本参与发起，徽商资本持股26%。", "持股比例"),
        ("霍山县的城镇化率为51%。", "城镇化率"),
    ],
)
def test_a_share_is_called_one(text: str, expected: str) -> None:
    assert observed(text)[-1].measure == expected


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "晶合光电股份有限公司总经理贺云帆到霍山县财政局办手续。贺云帆说，去年产值1.7亿元，今年新添机床30台。",
            ["晶合光电股份有限公司"] * 2,
        ),
        ("霍山县科技局局长贺云帆到六安市开会。贺云帆说，霍山县去年新增规上企业16家。", ["霍山县"]),
        ("高校成果转化\n安徽大学今年签约多项。机电工程学院转让专利。该校现有教职工3100人。", ["安徽大学"]),
    ],
)
def test_who_speaks_for_a_firm_tells_of_it(text: str, subjects: list[str]) -> None:
    assert subject(text) == subjects


@pytest.mark.parametrize(
    "text",
    [
        "霍山县今年要完成固定资产投资210亿元。",
        "建成以后，霍山县新增灌溉面积3万亩。",
        "届时，霍山县瞪羚企业达到60家。",
        "霍山县森林覆盖率须保持在75%以上。",
        "晶合光电股份有限公司承诺三年内营业收入达到30亿元。",
    ],
)
def test_what_is_to_be_is_a_goal(text: str) -> None:
    assert [o.status for o in observed(text)] == ["target"]


def test_what_was_finished_is_no_goal() -> None:
    assert [o.status for o in observed("霍山县泵站建成以后，已新增灌溉面积3万亩。")] == ["actual"]
