"""What a class of recipients is called: with all the deeds that share its head, with its clause, without 各类."""

import pytest

from extract import lexicon, names_words
from extract.model import Article, State
from extract.steps import categories, sentences
from extract.text import fold
from tests.extract.entities_helper import named


def names(text: str) -> set[str]:
    state = State(Article("test", text), lexicon.load(), text, fold(text))
    names_words.fill(state)
    for step in (sentences, categories):
        step.run(state)
    return {m.name for m in state.mentions if m.type == "Category"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("银行扶持粮食收购、加工、销售企业56户。", "粮食收购、加工、销售企业"),
        ("银行为19户受台风影响待复工企业办理续贷。", "受台风影响待复工企业"),
        ("银行为园区区域内企业提供融资30亿元。", "园区区域内企业"),
        ("对绿色工厂给予奖励。", "绿色工厂"),
        ("农商行给予村里的合作社授信5000万元。", "村里的合作社"),
        ("县财政对流转土地100亩以上的种粮大户，每亩补贴200元。", "流转土地100亩以上的种粮大户"),
        ("银行向各类科技型企业放款2亿元。", "科技型企业"),
        ("设备投入超过800万元的项目，按10%补助。", "设备投入超过800万元的项目"),
        ("民政部门为75岁以上老年人发放津贴。", "75岁以上老年人"),
        ("向三级以上医院拨款600万元。", "三级以上医院"),
        ("2亿元投给了有侨资背景的8家企业。", "有侨资背景的企业"),
        ("给两家喷雾机企业打款900万元。", "喷雾机企业"),
        ("基金对被投企业追加投资。", "被投企业"),
        ("缺口由市县两级财政分担。", "市县两级财政"),
        ("缺口由县（市、区）财政分担。", "县（市、区）财政"),
        ("带动地方政府和民间资本投入20亿元。", "地方政府"),
        ("调动养殖户的积极性。", "养殖户"),
        ("会议通报了各市科技局的做法。", "各市科技局"),
        ("各区、县（市）工业和信息化局抓紧上报。", "各区、县（市）工业和信息化局"),
        ("善款由市、州、县水利局使用。", "市、州、县水利局"),
        ("各级财政部门加大投入。", "各级财政部门"),
        ("名单上有6家粤企。", "粤企"),
        ("补助重点帮扶县的学校。", "重点帮扶县"),
        ("镇上有生物医药企业40家。", "生物医药企业"),  # the dictionary of heads has 药企 too
        ("汽车企业订单多。", "汽车企业"),
        ("两市是国家三大政策性银行的客户。", "政策性银行"),
    ],
)
def test_a_class_is_called(text: str, name: str) -> None:
    assert name in names(text), names(text)


def test_no_government_stands_in_the_name_of_its_money() -> None:
    assert not {n for n in names("地方政府债券和地方财政部门口径不一，地方财政资金到位。") if "资金" in n or "债" in n}
    assert "地方政府" not in names("地方政府债券发行20亿元。")


def test_two_levels_of_the_place_told_are_no_class() -> None:
    assert not {n for n in names("省、市财政局联合出资。") if n.endswith("局")}


def test_a_counted_class_takes_in_no_other() -> None:
    assert "商户" in names("银行为12户企业和商户办理贷款。")


def test_classes_beside_each_other_stay_apart() -> None:
    assert "加工企业" in names("银行支持合作社、加工企业，放款2亿元。")


def test_whose_money_is_no_class_that_gets_it() -> None:
    assert names("县财政局今年安排各级财政衔接资金3000万元。") == set()
    assert names("各级财政投入3000万元。") == {"各级财政"}


def test_a_class_begins_behind_the_place_that_it_is_in() -> None:
    assert set(named("江苏银行向江苏省内企业发放贷款3亿元。", "Category")) == {"企业"}


def test_what_something_is_said_to_be_is_no_class() -> None:
    assert not names("宁清公司是集团能源板块的重点企业。")
