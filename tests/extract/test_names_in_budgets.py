"""Names as budgets, rules and lists of works print them: transfers, levels, short names of counties, projects beside their sums."""

import pytest

from tests.extract.entities_helper import read


def named(text: str, label: str) -> dict[str, str]:
    """Return the names of the entities of a type by what is printed."""
    return {m.text: m.name for m in read(text).mentions if m.type == label}


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("省里下达均衡性转移支付2亿元。", "均衡性转移支付"),
        ("下达革命老区转移支付1亿元。", "革命老区转移支付"),
        ("其中，各县县级基本财力保障转移支付750万元。", "县级基本财力保障转移支付"),
        ("各县社会事业发展专项资金1200万元。", "社会事业发展专项资金"),
        ("包括债券贴息资金5000万元。", "债券贴息资金"),
        ("绵阳市设立了过桥还贷基金1亿元。", "过桥还贷基金"),
    ],
)
def test_money_is_called_by_its_purpose(text: str, fund: str) -> None:
    assert fund in named(text, "Fund")


def test_transfers_in_general_are_no_fund() -> None:
    assert not named("省里下达一般性转移支付3亿元、专项转移支付2亿元。", "Fund")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("四川省下达资金3亿元，倾斜支持梓潼、仪陇、宣汉等受灾县。", "仪陇县"),
        ("四川省财政厅下达资金，重点用于梓潼、仪陇、宣汉等地。", "宣汉县"),
    ],
)
def test_short_names_of_counties_of_one_province(text: str, name: str) -> None:
    assert name in named(text, "Place").values()


@pytest.mark.parametrize(
    "text", ["安徽省水利厅会同有关部门和县（区）申报。", "由安徽省、市和县财政承担。", "安徽省建了3个示范县。"]
)
def test_levels_are_no_counties(text: str) -> None:
    assert not {"和县", "范县"} & set(named(text, "Place").values())


def test_a_title_is_called_by_the_short_one_given_with_it() -> None:
    text = "湖州市印发《湖州市支持数字经济若干政策》（以下简称《数字20条》）。《数字20条》明确奖励。"
    assert set(named(text, "Policy").values()) == {"湖州市支持数字经济若干政策"}


def test_how_somebody_speaks_is_no_name() -> None:
    assert not named("青禾孵化器负责人高兴地告诉我们。", "Person")


@pytest.mark.parametrize("name", ["新三板挂牌企业", "科创板上市企业", "境内外首发上市企业", "四板挂牌企业"])
def test_firms_of_a_market_are_a_class(name: str) -> None:
    assert name in named(f"市里对{name}补助300万元。", "Category")


def test_what_a_market_has_is_said_of_it() -> None:
    assert "科创板上市企业" not in named("科创板上市企业542家。", "Category")


def test_a_product_by_the_end_of_its_name() -> None:
    assert named("绵阳市推行科技创新券。全年发放创新券181万元。", "Program")["创新券"] == "科技创新券"


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("项目有投资8亿元绵阳市出口培育基地、投资2亿元年产130台（套）智能货柜项目。", "Program", "绵阳市出口培育基地"),
        (
            "项目有投资8亿元绵阳市出口培育基地、投资2亿元年产130台（套）智能货柜项目。",
            "Program",
            "年产130台（套）智能货柜项目",
        ),
        ("投资2.6亿元绵阳市小机械产业园。", "Zone", "绵阳市小机械产业园"),
        ("甲公司计划投资1亿元，建设电池电芯项目。", "Program", "电池电芯项目"),
        ("绵阳职业学院涪城校区（一期）项目计划总投资10亿元。", "Program", "绵阳职业学院涪城校区（一期）项目"),
    ],
)
def test_works_beside_their_sums(text: str, label: str, name: str) -> None:
    assert name in named(text, label)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("广西财政部门统筹资金3亿元。", "广西壮族自治区财政厅"),
        ("长沙市财政部门下达资金3亿元。", "长沙市财政局"),
        ("江苏省发布。省财政年内再拨3亿元。", "江苏省财政厅"),
    ],
)
def test_offices_of_a_budget_are_its_finance_department(text: str, name: str) -> None:
    assert name in named(text, "Institution").values()
