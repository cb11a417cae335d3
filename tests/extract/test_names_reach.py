"""Names whose words the dictionary takes for others: brands of adverbs and numbers, fields of laboratories, sides of places."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    "name",
    [
        "未来电器有限公司",
        "三七互动网络科技有限公司",
        "一心堂药业股份有限公司",
        "资兴新特光伏电力有限公司",
        "宏达五金厂",
        "薄膜封装与刻蚀国家重点实验室",
        "水稻遗传育种湖北省重点实验室",
        "智能感知与先进制造教育部重点实验室",
        "清河市妇幼保健院",
        "水利部长江水利委员会",
    ],
)
def test_bodies_of_unusual_words(name: str) -> None:
    assert name in named(f"公司新闻\n记者从{name}获悉，项目进展顺利。", "Institution").values()


@pytest.mark.parametrize("name", ["东太湖科技产业园", "中韩常州创新园", "苏仙工业集中区", "宜兴环科园"])
def test_zones_by_sides_and_countries(name: str) -> None:
    assert name in named(f"公司新闻\n企业落户{name}。", "Zone").values()


@pytest.mark.parametrize(
    "text",
    [
        "当地一家服装厂拿到贷款。",
        "村里建起服装厂。",
        "公司拥有湖北省重点实验室3个。",
        "清河集团有限公司总部位于北京市。",
    ],
)
def test_no_names_of_classes_and_seats(text: str) -> None:
    found = named(text, "Institution").values()
    assert not any(name.endswith(("服装厂", "重点实验室", "总部")) for name in found)


def test_zone_before_a_firm_and_verbs_between_bodies() -> None:
    assert "江苏晟科电子股份有限公司" in named("走进银川经开区江苏晟科电子股份有限公司的车间。", "Institution")
    assert "江苏省封装研究院" in named("江苏省封装研究院隶属于江苏省农业科学院。", "Institution")
    assert "江苏省半导体行业协会" in named("江苏省半导体行业协会会长王立介绍。", "Institution")


def test_committee_of_a_zone_has_its_full_name() -> None:
    found = named("襄阳高新区党工委书记、管委会主任王立介绍。", "Institution")
    assert found["管委会"].startswith("襄阳高新")
