"""Firms and investors without a word for what they are, told by who buys into them and with whom they found a fund."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("湖州天使基金投资澜穹芯驰3000万元。", "澜穹芯驰"),
        ("湖州天使基金完成对澜穹芯驰的投资。", "澜穹芯驰"),
        ("湖州天使基金领投澜穹芯驰B轮融资。", "澜穹芯驰"),
        ("湖州城投集团与鼎昱砺石共同出资设立湖州天使基金。", "鼎昱砺石"),
        ("澜穹芯驰完成2亿元B轮融资，由鼎昱砺石领投。", "鼎昱砺石"),
        ("澜穹芯驰引入湖州城投集团等战略投资者。", "澜穹芯驰"),
        ("湖州天使基金与澜穹芯驰达成投资意向。", "澜穹芯驰"),
        ("湖州城投集团成为澜穹芯驰第二大股东。", "澜穹芯驰"),
        ("湖州天使基金参与澜穹芯驰定向增发，认购2亿元。", "澜穹芯驰"),
        ("澜穹芯驰在港交所上市。", "澜穹芯驰"),
        ("湖州天使基金已投资湖州澜穹半导体有限公司3000万元。", "湖州澜穹半导体有限公司"),
        ("湖州城投集团受让湖州国控集团所持澜穹智造科技有限公司股份。", "澜穹智造科技有限公司"),
    ],
)
def test_a_short_name_is_told_by_what_stands_around_it(text: str, name: str) -> None:
    assert name in named(text, "Institution").values()


@pytest.mark.parametrize(
    "text",
    [
        "湖州澜穹半导体有限公司6月8日宣布完成A轮融资。",
        "市县两级共同出资设立湖州天使基金。",
        "交银投资领投澜穹芯驰B轮融资。",
    ],
)
def test_dates_levels_and_verbs_are_no_firms(text: str) -> None:
    assert not [n for n in named(text, "Institution").values() if n.startswith(("6月", "市县", "领投"))]
