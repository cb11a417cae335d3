"""Names that the dictionary tears apart, and what looks like a name and is none."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "type", "name"),
    [
        ("丰和米粮购销有限公司今年收购稻谷。", "Institution", "丰和米粮购销有限公司"),
        ("宁县大城镇石磨村有豆腐坊。", "Place", "大城镇"),
        ("开工企业包括宁德沐阳、江苏柏荟，均为电池配套企业。", "Institution", "宁德沐阳"),
        ("总投资9亿元的第3代藤编显示器件等在谈项目推进签约。", "Program", "第3代藤编显示器件"),
    ],
)
def test_the_whole_name_is_read(text: str, type: str, name: str) -> None:
    assert name in named(text, type)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("规模养鹅场每吨补贴200元。", "Program"),
        ("市里举行“开门红”项目签约。", "Program"),
        ("破解养鹅户融资难问题。", "Person"),
        ("61件小（二）型水库除险加固工程已完工41件。", "Program"),
    ],
)
def test_and_what_is_none_is_not(text: str, type: str) -> None:
    assert named(text, type) == {}


def test_money_against_floods_is_no_part_of_the_programme_on_water() -> None:
    assert "水专项" not in named("宁县发行治水专项债500万元。", "Program")
