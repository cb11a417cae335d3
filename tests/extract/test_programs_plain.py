"""Works, listed projects and products that plain phrases name."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宣汉县南溪水库二期工程概算3亿元。", "宣汉县南溪水库二期工程"),
        ("成渝高铁投资1400亿元。", "成渝高铁"),
        ("绵阳市青川路大桥重建，拨付资金500万元。", "绵阳市青川路大桥重建"),
        ("从达州至巴中公路改造，投资8亿元。", "达州至巴中公路改造"),
        ("宣汉县人民医院迁建项目投资2亿元。", "宣汉县人民医院迁建项目"),
        ("资金分配如下：\n（一）老城片区雨污管网，3000万元。", "老城片区雨污管网"),
        ("名单如下：\n1.绵阳长河机械有限公司，高速冲压车间改造，贷款2亿元。", "高速冲压车间改造"),
        ("出口信用保险补贴6万元到账。", "出口信用保险补贴"),
        ("央行新设3000亿元防疫专项再贷款。", "防疫专项再贷款"),
        ("传来消息，“四川光明扶残工程”开工。", "四川光明扶残工程"),
        ("银行推出的“川惠担”见贷即保，放款4亿元。", "川惠担"),
        ("该县推出民宿扶持提升计划。", "民宿扶持提升计划"),
        ("该行获批农村土地流转和规模经营贷款4.1亿元。", "农村土地流转和规模经营贷款"),
        ("成功审批3.9亿元高标准农田建设贷款，支持当地。", "高标准农田建设贷款"),
    ],
)
def test_programme_named_by_a_plain_phrase(text: str, name: str) -> None:
    assert name in named(text, "Program").values()


@pytest.mark.parametrize(
    "text",
    [
        "农村公路投资5亿元。",
        "宣汉县南溪水库风景很好。",
        "重点铁路项目贷款10亿元。",
        "城市污水处理厂投资不小。",
        "将“绿色金融”作为重点。",
        "该行发放小微企业贷款3亿元，投放流动资金贷款2亿元。",
    ],
)
def test_classes_and_places_without_money_are_no_programme(text: str) -> None:
    assert not named(text, "Program")


def test_ending_cut_by_a_verb_is_none() -> None:
    assert not [name for name in named("成渝高铁投资1400亿元。", "Institution") if name.endswith("铁投")]
