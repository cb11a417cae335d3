"""Branches of banks and guarantors by short names, and bodies that act together."""

import pytest

from tests.extract.entities_helper import named


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("岳阳市政府与中国农业发展银行湖南省分行签约。省农发行将授信。", "省农发行", "中国农业发展银行湖南省分行"),
        ("湖南省政府与省工商银行、省建设银行签约。", "省工商银行", "中国工商银行湖南省分行"),
        ("扬州中行发放贷款。中国银行扬州分行负责人表示满意。", "扬州中行", "中国银行扬州分行"),
        ("仪征市企业获得贷款。仪征建行为其授信。", "仪征建行", "中国建设银行仪征市支行"),
        ("农行湖北省分行与省政府签约，农行省分行将提供融资。", "农行省分行", "中国农业银行湖北省分行"),
        ("青海省科技厅和邮储银行青海省分行签约，青海省分行将放款。", "青海省分行", "中国邮政储蓄银行青海省分行"),
        ("金华市消息，农行金华开发区支行放款。", "农行金华开发区支行", "中国农业银行金华开发区支行"),
        ("工行为17家企业放款。", "工行", "中国工商银行"),
        ("汉口银行光谷支行为该公司放款。", "汉口银行光谷支行", "汉口银行光谷支行"),
        ("工商银行宝鸡分行放款。", "工商银行宝鸡分行", "中国工商银行宝鸡分行"),
        ("人行宜昌中心支行的统计显示，贷款增加。", "人行宜昌中心支行", "中国人民银行宜昌中心支行"),
        ("黄石市消息，市担保公司提供担保。", "市担保公司", "黄石市担保公司"),
    ],
)
def test_a_short_name_is_the_branch_of_its_place(text: str, short: str, name: str) -> None:
    assert named(text, "Institution")[short] == name


def test_bodies_that_act_together_are_two() -> None:
    found = named("遂宁市市场监管局联合市财政局出台办法。遂宁市市场监管局联合工商银行推出产品。", "Institution")
    assert set(found.values()) == {"遂宁市市场监督管理局", "遂宁市财政局", "中国工商银行"}


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("全市科技企业孵化器获得补助。", "科技企业孵化器"),
        ("共有10家银行入驻创新积分平台。", "银行"),
        ("33家省级农担公司担保项目超过2万个。", "省级农担公司"),
    ],
)
def test_who_acts_on_a_class_is_no_part_of_its_name(text: str, classes: str) -> None:
    assert classes in named(text, "Category")


def test_a_branch_of_a_county_is_one_with_and_without_its_province() -> None:
    found = named("农发行安徽利辛县支行放贷。农发行利辛县支行又放贷。", "Institution")
    assert {v for k, v in found.items() if k.endswith("支行")} == {"中国农业发展银行利辛县支行"}


def test_a_bank_whose_end_the_dictionary_cut_across() -> None:
    found = named("湖南省融资担保集团联合农行省分行办了宣讲。", "Institution")
    assert found["农行省分行"] == "中国农业银行湖南省分行"
    assert "恩施兴福村镇银行" in named("企业获得恩施兴福村镇银行发放的贷款。", "Institution")


def test_a_branch_that_its_bank_sets_up_bears_the_name_of_the_bank() -> None:
    found = named("汉口银行日前在绵阳设立绵阳科技支行。", "Institution")
    assert found["绵阳科技支行"] == "汉口银行绵阳科技支行"


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("国家开发银行绵阳市分行签约，国开行绵阳分行将放款。", "国开行绵阳分行", "国家开发银行绵阳市分行"),
        ("协同开发银行湖北分行给予支持。", "开发银行湖北分行", "国家开发银行湖北省分行"),
    ],
)
def test_a_branch_with_and_without_the_word_of_level_is_one(text: str, short: str, name: str) -> None:
    assert named(text, "Institution")[short] == name


def test_a_branch_of_a_county_is_one_with_and_without_the_city_above() -> None:
    found = named("农行甘肃酒泉金塔县支行放款。农行甘肃金塔县支行投放贷款。", "Institution")
    assert {n for n in found.values() if n.endswith("支行")} == {"中国农业银行金塔县支行"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("中国人民银行九渡支行发放再贷款3亿元。", "中国人民银行九渡支行"),
        ("工商银行九渡支行发放贷款3亿元。", "中国工商银行九渡支行"),
        ("农业银行各支行发放贷款3亿元。", None),
        ("建行辖内支行发放贷款3亿元。", None),
    ],
)
def test_a_branch_in_a_place_that_no_list_knows(text: str, name: str | None) -> None:
    found = [n for n in named(text, "Institution").values() if n.endswith("支行") and len(n) > 4]
    assert found == ([name] if name else [])
