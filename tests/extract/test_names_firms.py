"""Firms and investors that only their surroundings show to be ones."""

import pytest

from tests.extract.entities_helper import kinds, named, read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("近日，“云杉源和”宣布完成数千万元天使+轮融资。云杉源和做储能材料。", {"云杉源和"}),
        ("传感器公司澜沧微纳完成近亿元A轮融资，沐雨资本领投。", {"澜沧微纳", "沐雨资本"}),
        ("领投方为砺山投资，松泉资本和碧野创投继续跟投。", {"砺山投资", "松泉资本", "碧野创投"}),
        ("投资方包括长河旗下的长河资本、保丰资本和鹭岛创投。", {"长河资本", "保丰资本", "鹭岛创投"}),
        ("由远望保险与中垦资产跟投。", {"远望保险", "中垦资产"}),
    ],
)
def test_rounds_name_firms_and_backers(text: str, names: set[str]) -> None:
    assert names <= set(named(text, "Institution"))


def test_announcement_names_its_firm() -> None:
    assert "星澜材质" in named("多家公司收到补助\n星澜材质称，公司近日收到产业扶持资金2500万元。", "Institution")
    assert "北澜股份" in named("北澜股份：关于获得政府补助的公告\n公司收到补助。", "Institution")


def test_fund_among_backers() -> None:
    found = kinds("本轮融资由苏州虎丘科创母基金（博泽资本管理）及无锡梁溪空天创投基金领投。")
    assert found["无锡梁溪空天创投基金"] == "venture"
    assert found["博泽资本管理"] == "financial"


@pytest.mark.parametrize(
    "text",
    [
        "吸引社会资本、产业资本和金融资本参与。",
        "该公司完成A轮融资，多家机构跟投。",
        "去年企业获得首轮融资，老股东跟投。",
        "带动项目投资、固定资产投资等。",
    ],
)
def test_ordinary_words_are_no_firms(text: str) -> None:
    assert named(text, "Institution", "Fund") == {}


def test_loan_products_by_their_last_character() -> None:
    found = named("青芽贷（青岛银行）最高300万元，另发放国创快贷1.2亿元，农业银行推广惠农e贷。", "Program")
    assert set(found) == {"青芽贷", "国创快贷", "惠农e贷"}
    assert (
        named("发放涉农信贷，办理小微企业房贷，“应贷尽贷”。银行敢贷愿贷，提供“场景+产业+金融”服务。", "Program") == {}
    )


def test_predicate_is_no_class() -> None:
    assert named("云杉源和是一家做储能材料的科技企业。", "Category") == {}


def test_loan_of_an_ordinary_word() -> None:
    assert set(named("研发贷（成都银行）与青创贷都已上线，企业贷利率下降。", "Program")) == {"研发贷", "青创贷"}


def test_code_of_a_listed_firm() -> None:
    assert "澜鸿高科" in named("9月11日丨澜鸿高科（605998.SH）公布，公司收到补助。", "Institution")


def test_places_of_a_list_are_no_firms() -> None:
    assert named("会同山东德州、聊城、菏泽和江苏丰县、沛县等9个地方政府与机构签下协议。", "Institution") == {}


def test_list_of_as_many_firms_as_are_counted() -> None:
    found = named("这4家企业分别是：和睿生科、天利德、长川芯片和云峦数控。", "Institution")
    assert set(found) == {"和睿生科", "天利德", "长川芯片", "云峦数控"}
    assert "和睿生科" not in named("这5家企业分别是：和睿生科、天利德、长川芯片和云峦数控。", "Institution")


def test_listed_companies_by_the_short_names_of_their_shares() -> None:
    found = named("去年上缴税收居前的，是万丰奥威、三花智控和浙江医药三家。", "Institution")
    assert {"万丰奥威", "三花智控"} <= set(found)
    assert "南通四方科技" in named("江苏省再担保集团对南通四方科技发行的票据增信。", "Institution")
    assert "浙江医药" not in named("浙江医药产业的规模又大了。", "Institution")
    full = named("浙江万丰奥威汽轮股份有限公司（以下简称“万丰奥威”）公告，万丰奥威收到补助300万元。", "Institution")
    assert set(full.values()) == {"浙江万丰奥威汽轮股份有限公司"}
    cut = named("浙江三花智能控制股份有限公司公告，三花智控收到补助300万元。", "Institution")
    assert set(cut.values()) == {"浙江三花智能控制股份有限公司"}


def test_brands_of_houses_are_no_parts_and_nicknames_no_firms() -> None:
    state = read("本轮由蔚来资本领投，管理人砺石资本跟投。县里擦亮“水田银行”招牌。")
    found = {m.text: m.parent for m in state.mentions if m.type == "Institution"}
    assert found["蔚来资本"] is None
    assert "砺石资本" in found
    assert "水田银行" not in found


def test_firms_told_by_what_they_invest_in() -> None:
    found = named(
        "签约的有：宁波天禾芯在徐州经开区投资的封测项目、江阴沐川光在丰县投资建设的产线项目等。", "Institution"
    )
    assert {"宁波天禾芯", "江阴沐川光"} <= set(found)


def test_a_subsidiary_does_not_take_its_mothers_brand() -> None:
    text = "竹熊乳品(300999)公告，公司及全资子公司山东竹熊乳品有限公司（简称“山东竹熊”）收到补助。竹熊乳品称已入账。"
    found = named(text, "Institution")
    assert found["山东竹熊"] == "山东竹熊乳品有限公司"
    assert found.get("竹熊乳品") != "山东竹熊乳品有限公司"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "例如，云岭基金投资了独角兽企业“卡曼尔机器人”；滨江金投投了擎宇机器人和灵渡机器人。",
            {"卡曼尔机器人", "擎宇机器人", "灵渡机器人"},
        ),
        (
            "去年4家做关节的企业都完成了两亿元以上的融资，分别是擎宇机器人、星跃创新、自向量机器人、拓骨科技。",
            {"擎宇机器人", "星跃创新", "自向量机器人"},
        ),
        (
            "星澜纪元、云渊科技前后脚宣布完成3亿元融资；小岚智造融资约1亿元。",
            {"星澜纪元", "云渊科技", "小岚智造"},
        ),
    ],
)
def test_firms_told_by_who_put_money_into_them(text: str, names: set[str]) -> None:
    assert names <= set(named(text, "Institution"))


@pytest.mark.parametrize(
    "text", ["全市工业完成融资30亿元。", "企业获得融资2亿元。", "公司投资了生产线。", "项目完成融资5亿元。"]
)
def test_what_is_no_firm_though_it_took_money(text: str) -> None:
    assert not named(text, "Institution")


def test_guarantors_called_by_place_or_level() -> None:
    found = named(
        "鄂州市的市中小企业担保公司获得授信，给予市中小企业担保公司1亿元。十堰政信担保简化了措施。", "Institution"
    )
    assert found["市中小企业担保公司"] == "鄂州市中小企业担保公司"
    assert "十堰政信担保" in found
    assert not named("鄂州市融资担保推出新产品。", "Institution")


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("资金由兴业金融租赁提供。", "兴业金融租赁有限责任公司", "兴业金融租赁"),
        ("平安资产与泰康资产参与认购。", "泰康资产管理有限责任公司", "泰康资产"),
        ("基金由中信建投资本、国投创合发起。", "中信建投资本管理有限公司", "中信建投资本"),
        ("中金公司、招商证券投资参与战略配售。", "招商证券投资有限公司", "招商证券投资"),
        ("由中远海运发展出资2亿元。", "中远海运发展股份有限公司", "中远海运发展"),
        ("天府信用增进投资有限公司担保。", "天府信用增进投资有限公司", "天府信用增进投资有限公司"),
        ("该批机车由北车长春轨道客车有限公司制造。", "北车长春轨道客车有限公司", "北车长春轨道客车有限公司"),
        ("以1亿元收购海州凌云海运。", "海州凌云海运", "海州凌云海运"),
    ],
)
def test_subsidiaries_bear_names_of_their_own(text: str, name: str, printed: str) -> None:
    assert named(text, "Institution").get(printed) == name


def test_assets_of_a_firm_are_no_firm() -> None:
    assert "太平资产" not in named("公司太平资产规模达到20亿元。", "Institution")


@pytest.mark.parametrize(
    "name", ["中国水利水电第十四工程局有限公司", "北京理工长风科技发展有限公司", "中交第一航务工程局有限公司"]
)
def test_firms_with_a_number_or_a_universitys_short_name(name: str) -> None:
    assert named(f"农发行向{name}发放贷款2亿元。", "Institution").get(name) == name


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("墨竹工卡县花开四海产业园建成。", "墨竹工卡县花开四海产业园"),
        ("绍兴兰亭文化旅游度假区签约。", "绍兴兰亭文化旅游度假区"),
        ("江苏投建产业园。", None),
    ],
)
def test_zones_of_coined_names(text: str, zone: str | None) -> None:
    assert list(named(text, "Zone")) == ([zone] if zone else [])


def test_a_known_firm_with_its_trade_and_legal_form_is_that_firm() -> None:
    found = named("比亚迪实业有限公司与宁德时代签约，比亚迪半导体有限公司未到场。", "Institution")
    assert found["比亚迪实业有限公司"] == "比亚迪股份有限公司"
    assert found["比亚迪半导体有限公司"] == "比亚迪半导体有限公司"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("绵阳银行为锦源矿业有限公司发放贷款。", "锦源矿业有限公司"),
        ("绵阳银行已向锦源矿业有限公司发放贷款。", "锦源矿业有限公司"),
        ("中国建设银行四川省分行为锦源矿业有限公司放款。", "锦源矿业有限公司"),
        ("四川省科技厅资助锦源矿业有限公司300万元。", "锦源矿业有限公司"),
        ("红杉中国战略投资锦源矿业有限公司。", "锦源矿业有限公司"),
        ("红杉中国已投资锦源矿业有限公司。", "锦源矿业有限公司"),
        ("绵阳担保公司及时为锦源矿业有限公司提供担保。", "锦源矿业有限公司"),
        ("财政部下拨给亿隆新材料有限公司资金。", "亿隆新材料有限公司"),
        ("四川省财政厅补助涪江农业大学科技园。", "涪江农业大学科技园"),
        ("中国建设银行投资控股有限公司成立。", "中国建设银行投资控股有限公司"),
        ("四川省学生资助管理中心发文。", "四川省学生资助管理中心"),
    ],
)
def test_who_deals_with_a_firm_and_how_is_no_part_of_its_name(text: str, name: str) -> None:
    assert name in named(text).values()


def test_investors_that_took_part_in_a_round_are_named_in_its_list() -> None:
    found = named("芯屏信息完成盛山投资、钧河投资等参与的3亿元C轮融资。", "Institution")
    assert {"盛山投资", "钧河投资"} <= set(found.values())


def test_a_branch_of_industry_before_an_ending_of_houses_is_no_house() -> None:
    assert "新兴产业创投" not in named("下沙导入新兴产业创投“国家队”。", "Institution").values()
