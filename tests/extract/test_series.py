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


def test_what_a_firm_builds_in_a_place() -> None:
    found = relations("瀚海科技拟投资3.5亿元，在柳江县建设物联网数据中心；海丰投资公司拟在柳江县建设锂电池项目。")
    assert ("RUNS", "瀚海科技", "物联网数据中心") in found
    assert ("RUNS", "海丰投资公司", "锂电池项目") in found
    assert ("APPLIES_TO", "锂电池项目", "柳江县") in found


def test_projects_that_firms_and_a_zone_sign_for() -> None:
    found = relations("东方软件股份公司、北京联东集团分别与菏泽经济开发区签约东方城市智造项目和联东科技谷项目。")
    zone = "菏泽经济开发区"
    assert ("RUNS", "东方软件股份公司", "东方城市智造项目") in found
    assert ("RUNS", "北京联东集团", "联东科技谷项目") in found
    assert ("RUNS", "北京联东集团", "东方城市智造项目") not in found
    assert ("APPLIES_TO", "联东科技谷项目", zone) in found


def test_what_firms_pay_for_in_a_list() -> None:
    text = "由四川长河工程公司投资1.3亿元的广元玉石加工、由浙江业盛新材料有限公司总投资1亿元的广元铝锭生产2个项目。"
    assert set(named(text, "Program")) == {"广元玉石加工", "广元铝锭生产"}


def test_a_zone_is_in_the_city_and_not_in_the_district_whose_name_it_bears() -> None:
    found = relations("广州南沙新区投资增长31.8%。")
    assert ("LOCATED_IN", "广州南沙新区", "广州市") in found
    assert not any(tail == "南沙区" for _, _, tail in found)
    found = relations("在甘肃兰州新区启动。兰州新区投资增长3%。")
    assert ("LOCATED_IN", "兰州新区", "兰州市") in found


@pytest.mark.parametrize("text", ["在全省建设高标准农田项目。", "与企业签订合作项目，签约重大项目。"])
def test_nobody_s_projects_are_none(text: str) -> None:
    assert not named(text, "Program")


def test_a_paragraph_that_goes_on_is_about_whom_the_one_before_is() -> None:
    text = "遂宁市市场监管局去年出台办法。\n同时，先后与中国银行遂宁分行、汉口银行签署合作协议。"
    found = relations(text)
    assert ("PARTNERS_WITH", "中国银行遂宁分行", "遂宁市市场监督管理局") in found
    assert ("PARTNERS_WITH", "汉口银行", "遂宁市市场监督管理局") in found


def test_a_project_of_a_county_is_not_said_to_be_in_the_province_that_opens_the_sentence() -> None:
    found = relations("在江西，国开行江西分行支持抚州市乐安县农田水利提升项目，推进顺利。")
    assert not any(kind == "APPLIES_TO" and tail == "江西省" for kind, _, tail in found)


def test_a_post_is_not_at_the_body_before_where_another_stands_in_front_of_it() -> None:
    found = relations("江陵县县委宣传部副部长陈明、沙市国投副总经理刘刚出席。")
    assert ("POSTED_AT", "刘刚", "沙市国投") in found
    found = relations("湖北省农业农村厅厅长王建球介绍。湖北省乡村振兴基金副总裁殷琨说。")
    assert [head for kind, head, _ in found if kind == "POSTED_AT"] == ["王建球"]


def test_firms_told_by_a_post_behind_their_name() -> None:
    text = "该基金由江陵县人民政府和禾中集团共同出资设立。\n禾中集团副总裁王东说，前景广阔。"
    assert named(text, "Institution")["禾中集团"] == "禾中集团"


@pytest.mark.parametrize(
    "text", ["诚邀商客来湖南投资，我到湖南投资。", "建成集农业、旅游为一体的农业产业示范园区。", "集团总经理王东说。"]
)
def test_no_firm_and_no_zone(text: str) -> None:
    assert not named(text, "Institution", "Zone")


def test_what_is_the_first_of_the_country_is_not_where_a_bank_is() -> None:
    assert not relations("兴业银行先后落地境内首单蓝色债券、全国首单境外蓝色债券等。")
