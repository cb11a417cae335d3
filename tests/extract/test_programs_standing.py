"""Projects that a clause speaks of without a sum: begun, built, won, chosen; and what is no name of one."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("5月7日，雷波县黑石滩30万千瓦风光互补项目开工建设。", "雷波县黑石滩30万千瓦风光互补项目"),
        ("公司中标肯尼亚80公里输水管网改造工程。", "肯尼亚80公里输水管网改造工程"),
        ("该行支持雷波县城乡一体化供水项目建设。", "雷波县城乡一体化供水项目"),
        ("目前，年产6万吨高纯石英砂项目已投产。", "年产6万吨高纯石英砂项目"),
        ("其中，稻虾共生尾水循环项目实施以来，收入增加。", "稻虾共生尾水循环项目"),
        ("雷波至马边铁路、绵阳核电二期工程等重大项目获得授信60亿元。", "绵阳核电二期工程"),
    ],
)
def test_a_project_that_a_clause_speaks_of(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize(
    "text", ["全县12个重点项目开工。", "水利工程建设加快。", "雷波县重点项目开工。", "这批技改项目已投产。"]
)
def test_a_class_of_projects_is_none(text: str) -> None:
    assert not named(text, "Program")


def test_a_known_plan_is_the_provinces_where_its_level_stands_before_it() -> None:
    found = named("四川省科技厅发布通知\n绵阳市承担省重点研发计划36项。", "Program")
    assert "四川省重点研发计划" in found.values()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("四川省农业农村厅组织实施农机深松作业补贴政策。", "农机深松作业补贴政策"),
        ("该县落实首贷户贷款贴息政策，惠及320家企业。", "首贷户贷款贴息政策"),
        ("对餐饮业实施缓缴养老保险费政策。", "缓缴养老保险费政策"),
    ],
)
def test_what_is_promised_under_the_name_of_a_policy(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize("text", ["严格执行各项补贴政策。", "落实相关税收减免政策。"])
def test_policies_in_general_are_no_programme(text: str) -> None:
    assert not named(text, "Program")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("四川省财政厅公布第二批稻渔种养县域示范名单。", None),
        ("四川省商务厅确定雷波、马边、屏山三县2019年开展农货冷链进村综合示范工作。", "农货冷链进村综合示范"),
        ("绵阳、德阳入选首批氢能重卡应用试点城市。", "氢能重卡应用试点"),
        ("四川省财政厅公示“山货集散基地城市示范”入围名单。", "山货集散基地城市示范"),
        ("绵阳市等6个城市获批国家新一代量子网示范城市。", "国家新一代量子网示范城市"),
        ("绵阳市争创文明示范城市。", None),
    ],
)
def test_what_cities_are_chosen_for_is_a_scheme_and_no_class(text: str, name: str | None) -> None:
    found = named(text, "Program")
    assert name in found.values() if name else not found
