"""Issues of bonds that bear a number, and the kinds of bonds that places sell."""

import pytest

from tests.extract.entities_helper import named


def test_an_issue_is_called_by_its_number() -> None:
    text = "绵阳市近日公告，拟发行2016年地方政府债券（五期）、（六期）。五期为3年期，六期计划发行20亿元。"
    found = named(text, "Program")
    assert found["五期"] == "2016年地方政府债券（五期）" and found["六期"] == "2016年地方政府债券（六期）"


def test_a_range_of_issues_names_each() -> None:
    text = "成功发行2019年四川省土地储备专项债券（一期）至（三期），其中一期9亿元，二期8亿元，三期7亿元。"
    assert named(text, "Program")["二期"] == "2019年四川省土地储备专项债券（二期）"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全省发行地方政府专项债券90亿元。", "地方政府专项债券"),
        ("四川蜀道集团成功发行四川蜀道集团科技创新公司债券（第二期）。", "四川蜀道集团科技创新公司债券（第二期）"),
    ],
)
def test_bonds_that_have_a_name(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize("text", ["公司发行债券8亿元。", "工程一期竣工，二期计划投资3亿元。", "地方债发行加快。"])
def test_bonds_and_phases_that_have_none(text: str) -> None:
    assert not named(text, "Program")
