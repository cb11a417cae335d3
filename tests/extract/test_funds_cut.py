"""Funds are cut at their names: verbs, bodies and descriptions before 基金, later rounds, money for partner regions."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("绵阳城建投资控股集团与蜀道科创投资引导基金各出资3亿元。", "蜀道科创投资引导基金"),
        ("四川省蜀道新材料产业投资基金二期与绵阳市合作。", "四川省蜀道新材料产业投资基金二期"),
        ("投入浙江援疆资金1.1亿元。", "浙江援疆资金"),
        ("管线从援藏资金里出。", "援藏资金"),
        ("绵阳市政府注入财政专项信贷风险补偿金500万元。", "财政专项信贷风险补偿金"),
        ("近期蜀道前沿二期基金完成备案。", "蜀道前沿二期基金"),
        ("绵阳科发集团牵头发起组建徽商产业母基金。", "徽商产业母基金"),
        ("他们联合发起成立皖江种子基金。", "皖江种子基金"),
        ("绵阳高新区与两家券商签约，共同发起设立蜀道科创母基金，总规模3亿元。", "蜀道科创母基金"),
        ("绵阳高新区拟筹设嘉陵人才创业基金。", "嘉陵人才创业基金"),
        ("校舍由浙江省对口支援资金190万元建成。", "浙江省对口支援资金"),
    ],
)
def test_a_fund_is_cut_at_its_name(text: str, name: str) -> None:
    assert name in named(text, "Fund").values()


def test_the_body_joined_to_a_fund_is_named_too() -> None:
    text = "绵阳城建投资控股集团与蜀道科创投资引导基金各出资3亿元。"
    assert "绵阳城建投资控股集团" in named(text, "Institution").values()


@pytest.mark.parametrize(
    "text",
    [
        "构筑天使投资、产业投资全链条基金体系。",
        "四地先后设立区县科创基金，规模各3亿元。",
        "清理僵尸基金。",
        "绵阳市财政奖补资金到位。",
        "绵阳市财政奖补。",
    ],
)
def test_a_description_is_no_fund(text: str) -> None:
    assert not {n for n in named(text, "Fund").values() if not n.endswith("资金")}


def test_a_fund_of_a_level_is_not_that_of_the_centre_with_the_same_name() -> None:
    found = named("四川日报讯 四川省财政厅下达省级财政衔接推进乡村振兴补助资金3亿元。", "Fund")
    assert list(found.values()) == ["四川省财政衔接推进乡村振兴补助资金"]
