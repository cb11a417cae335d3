"""Programmes and funds whose names go on to the left up to a count, a year or a relative clause."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name", "sort"),
    [
        ("绵阳市下达2019年旱后恢复重建基金预算2亿元。", "旱后恢复重建基金", "Fund"),
        ("市里设的下岗职工小额担保基金已有2亿元。", "下岗职工小额担保基金", "Fund"),
        ("公司收到四川省科学技术厅中小企业研发费用后补助80万元。", "中小企业研发费用后补助", "Program"),
        ("该社获批林业政策性扶贫贷款200万元。", "林业政策性扶贫贷款", "Program"),
        ("市财政局兑现第三批餐饮业纾困资金，40家门店拿到钱。", "餐饮业纾困资金", "Fund"),
        ("四川省科技厅安排了科技援藏经费90万元。", "科技援藏经费", "Fund"),
        ("下达四川、云南两省水利发展资金6亿元。", "水利发展资金", "Fund"),
    ],
)
def test_a_name_begins_behind_the_mark(text: str, name: str, sort: str) -> None:
    assert name in named(text, sort).values()


@pytest.mark.parametrize("verb", ["组了只", "打算搞一只", "正同县里筹划一只"])
def test_a_fund_told_by_its_size_needs_no_verb_of_founding_in_particular(verb: str) -> None:
    assert any(n.endswith("中药并购基金") for n in named(f"市里{verb}2亿元的中药并购基金。", "Fund").values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该行自2019年以来发放支小再贷款3亿元。", "支小再贷款"),
        ("今年积极推广农机购置补贴。", "农机购置补贴"),
    ],
)
def test_what_is_done_with_it_is_no_part(text: str, name: str) -> None:
    assert name in named(text, "Program").values()
