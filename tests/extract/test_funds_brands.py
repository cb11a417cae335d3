"""Funds whose names begin with a brand, a word in quotation marks or a brand and a place, and those that end in their legal form or in 份额."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("母基金、中电星河湖州物联网产业基金现场签约。", "中电星河湖州物联网产业基金"),
        ("双峰国投集团参与设立鲲鹏湖州未来产业基金。", "鲲鹏湖州未来产业基金"),
        ("其中筑梦种子基金出资2亿元。", "筑梦种子基金"),
        ("获得“问鼎”种子基金1亿元投资。", "“问鼎”种子基金"),
        ("由泽安江苏半导体产业基金领投。", "泽安江苏半导体产业基金"),
        ("向共赢新材料创投基金出资3亿元。", "共赢新材料创投基金"),
        ("记者获悉，衡阳春晓高教科创母基金完成备案。", "衡阳春晓高教科创母基金"),
        ("向星河医疗健康基金出资2亿元。", "星河医疗健康基金"),
        ("双峰国投集团认购湖州科创母基金份额。", "湖州科创母基金"),
        ("启动湖州智造股权投资基金（有限合伙）。", "湖州智造股权投资基金（有限合伙）"),
        ("双峰科技获得湖州天使基金投资。", "湖州天使基金"),
        ("湖州天使基金二期实缴3亿元。", "湖州天使基金二期"),
    ],
)
def test_a_brand_belongs_to_the_name_of_a_fund(text: str, name: str) -> None:
    assert name in named(text, "Fund").values()


@pytest.mark.parametrize("text", ["三家机构登记注册S基金。", "湖州设立QFLP基金管理公司。"])
def test_what_is_done_with_funds_is_no_brand(text: str) -> None:
    assert not named(text, "Fund")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("奔腾东湖高新区开园。奔腾润泽江南科创母基金同日设立。", "奔腾润泽江南科创母基金"),
        ("5月8日，起飞九安海河创业投资基金揭牌。起飞东湖高新区负责管理。", "起飞九安海河创业投资基金"),
    ],
)
def test_a_verb_that_stands_only_before_names_of_the_article_is_their_brand(text: str, name: str) -> None:
    assert name in named(text, "Fund").values()


@pytest.mark.parametrize(
    "text",
    [
        "促成润泽江南科创母基金落地。",
        "促成东湖高新区扩容。促成润泽江南科创母基金落地，促成了三个项目。",
    ],
)
def test_a_verb_that_stands_elsewhere_too_is_none(text: str) -> None:
    assert named(text, "Fund").values() and all(n.startswith("润泽") for n in named(text, "Fund").values())
