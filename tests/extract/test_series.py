"""Projects and zones that only the word behind a list tells."""

import pytest

from tests.extract.entities_helper import named, relations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("首期主要支持寿岩文化城、琅峰岛开发、柳江县旧城改造等项目。", {"寿岩文化城", "琅峰岛开发", "柳江县旧城改造"}),
        ("签约涉及中冶西南区域总部、绵阳动力电池生产线等8个项目。", {"中冶西南区域总部", "绵阳动力电池生产线"}),
        ("润厚农产品交易项目、易华城市数据湖项目和绵阳冷链项目参加签约。", {"润厚农产品交易项目", "易华城市数据湖项目", "绵阳冷链项目"}),
    ],
)  # fmt: skip
def test_projects_of_a_list(text: str, names: set[str]) -> None:
    assert set(named(text, "Program").values()) == names


@pytest.mark.parametrize(
    "text",
    [
        "重点支持基础设施、生态环境、公共服务等项目。",
        "建设内容包括土地平整、土壤改良、田间道路等工程。",
        "民生项目、产业项目、基础设施项目加快推进。",
        "瑞沣兰钧、绵阳伟明能源等项目的投资超10亿元。",
        "向绵阳长河机械有限公司、达州电子集团等项目单位放款。",
    ],
)
def test_classes_of_projects_are_none(text: str) -> None:
    assert not named(text, "Program")


def test_zones_of_a_list() -> None:
    found = named("该行支持先进制造产业区、智慧生态城、商务城等园区建设。", "Zone")
    assert set(found) == {"先进制造产业区", "智慧生态城", "商务城"}


def test_who_takes_part_in_a_listed_project() -> None:
    found = relations("国家开发银行云南省分行积极参与交大创新港、柳江县翱翔谷等重点项目建设。")
    assert ("PARTICIPATES_IN", "国家开发银行云南省分行", "交大创新港") in found


def test_a_programme_that_is_known_stays_what_it_is() -> None:
    found = named("成功获批国家重点研发计划项目、绵阳市深地装置预研项目。", "Program")
    assert "国家重点研发计划" in "".join(found.values())
    assert not any(name.startswith("成功") for name in found)


def test_a_project_is_in_the_nearest_place_of_its_name() -> None:
    found = relations("国开行支持的抚州市乐安县农田水利提升项目已取得成效。")
    assert ("APPLIES_TO", "抚州市乐安县农田水利提升项目", "乐安县") in found
    assert ("APPLIES_TO", "抚州市乐安县农田水利提升项目", "抚州市") not in found
