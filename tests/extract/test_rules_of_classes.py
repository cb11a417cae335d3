"""What a policy promises classes: the class as its subject, lists of described classes, sums that only describe, rates, programmes one is chosen for."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline

Told = list[tuple[str, str, str, list[str]]]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def flows(pipeline: Pipeline, text: str) -> Told:
    state = pipeline.state(Article("test", text))
    names = {e.id: e.name for e in state.entities}
    return [(f.amount_text or "-", f.instrument, f.status, [names[i] for i in f.recipient]) for f in state.flows]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a class is said to be given something, and nobody to give it
        ("省级示范农庄给予7万元奖励。", [("7万元", "reward", "rule", ["省级示范农庄"])]),
        ("完成股改的拟上市企业，给予60万元补助。", [("60万元", "subsidy", "rule", ["完成股改的拟上市企业"])]),
        # so many got it
        ("清远市财政对18家托育机构补助900万元。", [("900万元", "subsidy", "actual", ["托育机构"])]),
        (
            "清远市财政对获得科技奖的项目一次性奖励40万元。",
            [("40万元", "reward", "rule", ["获得科技奖的项目"])],
        ),
        # classes that each have a description
        (
            "产值翻番的链主企业，以及通过认证的养老机构，给予奖励8万元。",
            [("8万元", "reward", "rule", ["产值翻番的链主企业", "通过认证的养老机构"])],
        ),
        # the class that another one only describes gets nothing
        ("吸纳失业人员就业的帮扶车间可获得6万元补贴。", [("6万元", "subsidy", "rule", ["吸纳失业人员就业的帮扶车间"])]),
        # a sum in the description of a class
        (
            "对年出口额超过3000万美元的外贸企业进行奖励，每家奖励9万元。",
            [("9万元", "reward", "rule", ["年出口额超过3000万美元的外贸企业"])],
        ),
        (
            "对投资在700万元以上并通过验收的民办幼儿园，给予5万元补助。",
            [("5万元", "subsidy", "rule", ["投资在700万元以上并通过验收的民办幼儿园"])],
        ),
        # a rate before and after it is raised
        (
            "清远市财政近日将种粮大户补贴标准由2万元提高到3万元。",
            [("2万元", "subsidy", "rule", ["种粮大户"]), ("3万元", "subsidy", "rule", ["种粮大户"])],
        ),
        # what is set out for rewards is one
        ("清远市科技局安排800万元，对达标的家庭农场进行奖励。", [("800万元", "reward", "actual", ["达标的家庭农场"])]),
        ("清远市拿出800万元，用于补贴村医。", [("800万元", "subsidy", "committed", ["村医"])]),
        ("取得认证的雏鹰企业，按每家4万元的标准给予补助。", [("4万元", "subsidy", "rule", ["取得认证的雏鹰企业"])]),
        # words that only say by what it is reckoned name nobody
        (
            "对产值达标的链主企业，根据企业纳税情况给予奖励5万元。",
            [("5万元", "reward", "rule", ["产值达标的链主企业"])],
        ),
        # a thing's ceiling is that of the class that its sentence is about
        (
            "亏损的农场，奖励1万元。对改造大棚的合作社，按投资的8%给予补助，单个项目补助金额最高6万元。",
            [("1万元", "reward", "rule", ["亏损的农场"]), ("6万元", "subsidy", "rule", ["改造大棚的合作社"])],
        ),
        # one member is meant of a class; what it must reach in all is only a condition
        ("同一家旅行社接待游客累计达到200人次的，奖励上限为4万元。", [("4万元", "reward", "rule", ["旅行社"])]),
        (
            "新评上5A、4A级旅游景区的，分别给予7万元、5万元奖励。",
            [
                ("7万元", "reward", "rule", ["5A级旅游景区"]),
                ("5万元", "reward", "rule", ["4A级旅游景区"]),
            ],
        ),
        ("对新认定的省级数据中心，清远市财政给予9万元奖励。", [("9万元", "reward", "rule", ["新认定的省级数据中心"])]),
        # a paper says so, and only the paper is new
        ("《清远市工坊办法》规定，给予示范工坊5万元的补助。", [("5万元", "subsidy", "rule", ["示范工坊"])]),
        (
            "清远市日前出台《工坊办法》，对获评省级的工坊一次性补助3万元。",
            [("3万元", "subsidy", "rule", ["获评省级的工坊"])],
        ),
        ("根据《清远市工坊办法》，示范工坊可领取2万元奖补资金。", [("2万元", "reward", "rule", ["示范工坊"])]),
        # losses are what is made good, and get nothing
        (
            "《工坊办法》规定，对银行向农户发放贷款产生的损失，按40%予以补偿。",
            [("-", "compensation", "rule", ["银行"])],
        ),
        # what is run pays nothing and gets nothing
        ("老旧农机改造工程实施以来，已向种粮大户发放补贴300万元。", [("300万元", "subsidy", "actual", ["种粮大户"])]),
        # whom a product is for
        (
            "清远银行推出“云农贷”，单户额度最高90万元，主要面向农业创新中心。",
            [("90万元", "loan", "rule", ["农业创新中心"])],
        ),
        ("清远银行推出“云农贷”，单户额度最高90万元，主要面向种粮大户。", [("90万元", "loan", "rule", ["种粮大户"])]),
    ],
)
def test_a_promise(pipeline: Pipeline, text: str, told: Told) -> None:
    assert flows(pipeline, text) == told


def test_firms_named_of_a_class_get_what_each_of_it_got(pipeline: Pipeline) -> None:
    text = "江西天沃生物科技有限公司等6家冷链物流企业每家获奖励2万元。"
    assert flows(pipeline, text) == [("2万元", "reward", "actual", ["江西天沃生物科技有限公司"])]


def test_a_loan_that_only_a_condition_tells_of_is_none(pipeline: Pipeline) -> None:
    told = flows(pipeline, "银行发放科技贷款形成不良的，由清远市财政按本金的20%给予风险补偿。")
    assert [(f[1], f[2]) for f in told] == [("compensation", "rule")]


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        ("清远市推进“金种子”计划和高素质农民培育计划。", ["“金种子”计划", "高素质农民培育计划"]),
        ("列入村庄寄递物流提升工程的网点，每个补助2万元。", ["村庄寄递物流提升工程"]),
        ("智能制造提升计划实施以来，已向软件企业发放补贴300万元。", ["智能制造提升计划"]),
        ("参与老旧农机改造工程的农户，每户补贴1万元。", ["老旧农机改造工程"]),
        ("清远市财政对9家特色园区补助300万元。", []),
        ("13家数字化车间获得奖励300万元。", []),
    ],
)
def test_programmes_around_classes(pipeline: Pipeline, text: str, programmes: list[str]) -> None:
    assert [m.name for m in pipeline.state(Article("test", text)).mentions if m.type == "Program"] == programmes


def test_nothing_runs_through_a_platform_that_a_class_is_entered_on(pipeline: Pipeline) -> None:
    state = pipeline.state(Article("test", "对纳入清远市数据服务平台的软件企业，给予5万元奖励。"))
    assert [f.via for f in state.flows] == [[]]


@pytest.mark.parametrize(
    "text", ["入选“金种子”工程的农户，每户资助3万元。", "依托乡村人才“育苗”计划，清远市对村医给予3万元补贴。"]
)
def test_money_runs_through_what_one_was_chosen_for(pipeline: Pipeline, text: str) -> None:
    state = pipeline.state(Article("test", text))
    assert [[i.split(":")[0] for i in f.via] for f in state.flows] == [["Program"]]
