"""Policies without brackets, and zones and firms whose brand the dictionary tears off."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宁县近日出台养蜂业扶持十二条措施，蜂农受益。", "养蜂业扶持十二条措施"),
        ("宁县解读“留才十五条”。", "留才十五条"),
        ("根据竹编产业梯度培育办法，企业可获奖励。", "竹编产业梯度培育办法"),
        ("竹编传承人责任制实施办法自今年7月1日起施行。", "竹编传承人责任制实施办法"),
    ],
)
def test_a_paper_needs_no_brackets_where_it_is_issued_or_in_force(text: str, name: str) -> None:
    assert name in named(text, "Policy").values()


@pytest.mark.parametrize(
    "text",
    [
        "宁县新增12条生产线。",
        "各地相继出台竹编产业实施方案，成效明显。",
        "宁县出台相关实施细则。",
        "本办法第十二条规定，企业可获奖励。",
    ],
)
def test_what_is_counted_or_in_general_is_none(text: str) -> None:
    assert named(text, "Policy") == {}


def test_the_nickname_of_a_titled_paper_is_that_paper() -> None:
    text = "宁县印发《促进竹编产业发展的二十条措施》。企业称，“惠竹二十条”很实在。"
    assert set(named(text, "Policy").values()) == {"促进竹编产业发展的二十条措施"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("鹤栖湖竹编文化产业园去年产值8亿元。", "鹤栖湖竹编文化产业园"),
        ("企业落户东河湾新区。", "东河湾新区"),
        ("领航高教科创园去年产值8亿元。", "领航高教科创园"),
        ("走进蓑衣岭生态农业观光园，游人如织。", "蓑衣岭生态农业观光园"),
    ],
)
def test_a_zone_has_its_whole_brand(text: str, name: str) -> None:
    assert name in named(text, "Zone").values()


def test_the_committee_of_a_zone_has_its_brand_too() -> None:
    assert (
        "鹤栖湖竹编文化产业园管理委员会" in named("鹤栖湖竹编文化产业园管委会设立50万元资金。", "Institution").values()
    )


@pytest.mark.parametrize(
    "text", ["沐阳精工去年营收3亿元。", "走进沐阳精工的车间，机器轰鸣。", "沐阳精工成立于2015年。"]
)
def test_what_only_a_firm_has_or_does_tells_one(text: str) -> None:
    assert "沐阳精工" in named(text, "Institution")
