"""Programmes and works that only the clause around them tells, and leads that are no part of a name."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宁县入选国家首批河道采砂改革试点。", "河道采砂改革试点"),
        ("在鹭鸣计划支持下，她建起了实验室。", "鹭鸣计划"),
        ("他是雁归计划入选专家。", "雁归计划"),
        ("潮汐引才工程去年共资助项目30项。", "潮汐引才工程"),
        ("“谷雨”青年艺人工程去年共资助项目12项。", "“谷雨”青年艺人工程"),
        ("随着蜂蜡精炼项目点火试车，村里多了一家厂。", "蜂蜡精炼项目"),
        ("年产60万只藤编灯罩项目近日在宁县投产。", "年产60万只藤编灯罩项目"),
        ("市里为竹浆餐具项目开辟了绿色通道。", "竹浆餐具项目"),
        ("宁县启动牧区饮水点改造，共40处。", "牧区饮水点改造"),
        ("省里支持柳家岔110千伏输变电工程。", "柳家岔110千伏输变电工程"),
        ("县里启动千村晒谷场行动，村民叫好。", "千村晒谷场行动"),
    ],
)
def test_the_clause_tells_which_programme_is_meant(text: str, name: str) -> None:
    assert name in named(text, "Program")


@pytest.mark.parametrize(
    "text",
    [
        "该公司计划面向全国招聘。",
        "随着重点项目投产，路通了。",
        "这个项目近日投产。",
        "3个重点项目近日在宁县投产。",
        "我们深化各项改革，成效明显。",
        "他读的是化学工程，后来去了宁县。",
    ],
)
def test_plain_words_tell_none(text: str) -> None:
    assert named(text, "Program") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("近年来，宁县扎实推进残疾儿童助听项目，成效明显。", "残疾儿童助听项目"),
        ("今年，宁县启动乡村乐师培养计划，安排资金30万元。", "乡村乐师培养计划"),
    ],
)
def test_how_it_is_done_is_no_part_of_the_name(text: str, name: str) -> None:
    assert name in named(text, "Program")


@pytest.mark.parametrize(
    ("text", "places"), [("宁县启动乡村画展。", {"宁县"}), ("宁县跃进村有画展。", {"宁县", "跃进村"})]
)
def test_a_verb_and_villages_in_general_are_no_village(text: str, places: set[str]) -> None:
    assert set(named(text, "Place")) == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("石鼓镇卫生院门诊综合楼昨日封顶。", "石鼓镇卫生院门诊综合楼"),
        ("宁县先后建成白鹿原风电场二期等工程。", "白鹿原风电场二期"),
    ],
)
def test_works_that_are_built_need_no_sum(text: str, name: str) -> None:
    assert name in named(text, "Program")


@pytest.mark.parametrize("name", ["烘焙学徒创业贷", "滩涂使用权抵押贷款", "文旅惠民券"])
def test_products_by_their_ends(name: str) -> None:
    assert name in named(f"{name}凭信用即可申请。", "Program")


def test_what_a_place_does_with_it_is_no_part_of_a_name() -> None:
    assert "藤编作物高产项目" in named("农业农村部支持甘肃省实施藤编作物高产项目，补助资金2亿元。", "Program")
    assert "中医馆晾晒提升工程" in named("陕西省部署推进中医馆晾晒提升工程。", "Program")
    assert named("宁县把水窖修补作为头号工程，投入600万元。", "Program") == {}
