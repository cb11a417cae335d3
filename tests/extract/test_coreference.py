"""Short names, phrases that refer back, and what must stay apart."""

import pytest

from extract.model import Article
from tests.extract.entities_helper import named, read, whole


def test_introduced_short_name() -> None:
    found = named("由江西赣控产业投资有限公司（以下简称“赣控产投”）牵头，赣控产投出资3亿元。", "Institution")
    assert found["赣控产投"] == "江西赣控产业投资有限公司"


def test_phrase_means_the_last_fitting_name() -> None:
    found = named("九江银行南昌分行走访园区，该行放款2亿元。", "Institution")
    assert found["该行"] == "九江银行南昌分行"


def test_phrase_without_antecedent_stays_empty() -> None:
    assert "该公司" not in named("该公司去年营收2亿元。")


def test_brand_of_a_company() -> None:
    found = named("江西晶瑞光伏有限公司增资，晶瑞光伏说将扩产，晶瑞光伏今年上市。", "Institution")
    assert found["晶瑞光伏"] == "江西晶瑞光伏有限公司"


def test_a_firm_is_called_by_how_its_name_begins() -> None:
    text = "江西晶瑞光伏材料有限公司与九江市锐芯电子有限公司合资。江西晶瑞营收2亿元，九江锐芯营收1亿元，晶瑞去年上市。"
    found = named(text, "Institution")
    assert found["江西晶瑞"] == found["晶瑞"] == "江西晶瑞光伏材料有限公司"
    assert found["九江锐芯"] == "九江市锐芯电子有限公司"


def test_a_brand_of_two_firms_is_each_ones_behind_its_place_only() -> None:
    text = "江西锐芯光伏有限公司与九江锐芯电子有限公司合资。江西锐芯营收2亿元，九江锐芯营收1亿元，锐芯去年上市。"
    found = named(text, "Institution")
    assert found["江西锐芯"] == "江西锐芯光伏有限公司" and found["九江锐芯"] == "九江锐芯电子有限公司"
    assert "锐芯" not in found


def test_ordinary_words_and_places_that_begin_a_name_stay_words() -> None:
    text = "江西九江振兴机械有限公司、江西农业开发有限公司签约。江西农业增产，江西九江农业也增产。"
    assert not {"江西农业", "江西九江"} & named(text, "Institution").keys()


def test_tail_of_the_only_zone() -> None:
    found = named("新余高新区昨天开会。记者看到，高新区今年拿出5000万元。", "Zone")
    assert found["高新区"] == found["新余高新区"]


def test_a_bare_branch_is_the_only_one_of_the_article() -> None:
    found = named("农发行贵州分行昨天说，分行今年放贷40亿元，各分行都要跟上。", "Institution")
    assert found["分行"] == found["农发行贵州分行"] == "中国农业发展银行贵州省分行"
    two = named("九江银行南昌分行和九江银行吉安分行签约，分行今年放贷40亿元。", "Institution")
    assert "分行" not in two


def test_a_branch_of_a_national_bank_bears_its_province_in_full() -> None:
    found = named(
        "建行内蒙古分行、国开行重庆分行、中国银行宁夏区分行、招商银行重庆分行、农行吉林市分行到会。", "Institution"
    )
    assert found["建行内蒙古分行"] == "中国建设银行内蒙古自治区分行"
    assert found["国开行重庆分行"] == "国家开发银行重庆市分行"
    assert found["中国银行宁夏区分行"] == "中国银行宁夏回族自治区分行"
    assert found["招商银行重庆分行"] == "招商银行重庆分行"
    assert found["农行吉林市分行"] == "中国农业银行吉林市分行"


def test_a_bare_company_is_the_only_one_of_the_article() -> None:
    found = named("贵州云岭药业有限公司公告，公司收到补助800万元，旗下投资公司另获300万元。", "Institution")
    assert found["公司"] == "贵州云岭药业有限公司"
    state = read("贵州云岭药业有限公司公告，旗下投资公司另获300万元。")
    assert not any(m.text == "公司" for m in state.mentions)
    assert "公司" not in named("贵州云岭药业有限公司和遵义山河酒业有限公司签约，公司收到补助800万元。", "Institution")


def test_a_bare_fund_is_the_only_one_of_the_article() -> None:
    text = "遵义市新动能投资基金揭牌，基金首期5亿元，县区基金可参股。"
    state = read(text)
    assert [m.start for m in state.mentions if m.name == "遵义市新动能投资基金"] == [0, text.index("基金首期")]


def test_abridged_fund() -> None:
    found = named("国家科技成果转化引导基金出资，转化基金累计投资5亿元。", "Fund")
    assert found["转化基金"] == "国家科技成果转化引导基金"


def test_lookalikes_stay_apart() -> None:
    state = read("广东省科技厅和山东省科技厅、中国银行与中国人民银行分别到会。")
    names = {e.name for e in state.entities if e.type == "Institution"}
    assert {"广东省科学技术厅", "山东省科学技术厅", "中国银行", "中国人民银行"} <= names


def test_one_entity_for_all_mentions() -> None:
    state = read("科技部发文。科学技术部解读。")
    (entity,) = [e for e in state.entities if e.type == "Institution"]
    assert entity.id == "Institution:科学技术部"
    assert [m.text for m in entity.mentions] == ["科技部", "科学技术部"]
    assert entity.name_en == "Ministry of Science and Technology"


def test_our_school_is_the_publisher() -> None:
    state = read("日前，我校获批项目35项。", publisher="淮北理工学院新闻网")
    assert {m.text: m.name for m in state.mentions}["我校"] == "淮北理工学院"


def test_committee_of_the_only_zone() -> None:
    found = named("新余高新区昨天开会，高新区管委会兑现奖补资金3000万元。", "Institution")
    assert found["高新区管委会"].endswith("高新技术产业开发区管理委员会")


def test_a_bare_committee_is_that_of_the_zone_of_its_sort_that_the_text_speaks_of() -> None:
    text = "保定高新区昨天开会。苏州工业园区来人。保定高新区又兑现3000万元。高新区党工委书记马学明说，还要加码。"
    assert named(text, "Institution")["高新区党工委"] == "中国共产党保定高新技术产业开发区工作委员会"


@pytest.mark.parametrize(
    ("phrase", "label", "meant"),
    [
        ("该厅", "Institution", "江苏省科学技术厅"),
        ("这份目录", "Policy", "江苏省绿色目录（2023年版）"),
    ],
)
def test_a_phrase_means_the_last_name_that_ends_as_its_noun_says(phrase: str, label: str, meant: str) -> None:
    text = f"江苏省科技厅印发《江苏省绿色目录（2023年版）》，江苏银行转发。{phrase}随后说明了来历。"
    assert named(text, label)[phrase] == meant


def test_subsidiary_is_not_the_company_itself() -> None:
    found = read("江西晶瑞光伏有限公司（以下简称“公司”）全资子公司江西晶远电子有限公司获补助。")
    assert [m.text for m in found.mentions if m.text == "公司"] == ["公司"]


def test_short_name_of_the_firm_and_of_the_fund_are_one_with_the_full() -> None:
    found = named("融源高科完成D轮融资，湖北融源高科先进材料集团股份有限公司成立于2016年。")
    assert found["融源高科"] == "湖北融源高科先进材料集团股份有限公司"
    funds = named("河南农开产业投资基金落地，河南省农开产业投资基金规模百亿元。", "Fund")
    assert set(funds.values()) == {"河南省农开产业投资基金"}


def test_new_area_named_in_full_is_meant_by_its_district() -> None:
    found = named("天津滨海新区加快开放。滨海新区还将试点。")
    assert found["滨海新区"] == "天津滨海新区"


def test_the_former_and_the_latter_of_two_bodies() -> None:
    found = named("九江银行与江西晶瑞光伏有限公司签约，前者将向后者授信2亿元。", "Institution")
    assert found["前者"] == "九江银行"
    assert found["后者"] == "江西晶瑞光伏有限公司"
    assert "前者" not in named("九江银行、赣州银行和上饶银行出资，前者最多。", "Institution")


def test_an_office_with_two_names_is_one_body() -> None:
    found = named("遂宁市市场监管局（市知识产权局）发布公告，市知识产权局负责解释。", "Institution")
    assert set(found.values()) == {"遂宁市市场监督管理局"}


def test_a_university_with_two_names_is_one_body() -> None:
    found = named("与齐鲁工业大学（山东省科学院）设立子基金。", "Institution")
    assert len(set(found.values())) == 1


def test_a_partnership_is_the_fund_named_without_it() -> None:
    found = named("清江科创投资基金（北京）合伙企业完成登记，清江科创投资基金将发挥作用。", "Fund")
    assert set(found.values()) == {"清江科创投资基金（北京）合伙企业"}


def test_this_project_is_no_strategy() -> None:
    found = named("支持绵阳市土地整治项目，落实“藏粮于地”战略，该项目涉及6个乡镇。", "Program")
    assert found["该项目"] == "绵阳市土地整治项目"


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("绵阳市产业基金去年设立，那只基金由绵阳城投合办。", "那只基金", "绵阳市产业基金"),
        ("德阳高新区、绵阳高新区扩区，该高新区去年产值翻番。", "该高新区", "绵阳高新技术产业开发区"),
        ("汉口银行与绵阳科技签约，该银行将授信3亿元。", "该银行", "汉口银行"),
        ("绵阳产业园、德阳产业园相继开工，该产业园总投资3亿元。", "该产业园", "德阳产业园"),
    ],
)
def test_more_phrases_that_refer_back(text: str, phrase: str, name: str) -> None:
    assert named(text)[phrase] == name


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("广东恒远投资控股有限公司开会。恒远公司签约。", "恒远公司", "广东恒远投资控股有限公司"),
        ("贵州梵溪农村商业银行放款。梵溪农商行签约。", "梵溪农商行", "贵州梵溪农村商业银行"),
        (
            "青岛恒远投资控股有限公司和青岛恒远物流有限公司开会。恒远公司签约。",
            "恒远公司",
            "恒远公司",
        ),  # two that it may be
    ],
)
def test_firms_and_rural_banks_by_their_short_names(text: str, printed: str, name: str) -> None:
    assert next(m.name for m in whole().state(Article("test", text)).mentions if m.text == printed) == name


def test_a_short_name_is_not_that_of_a_body_whose_name_goes_on_otherwise() -> None:
    text = "衡投集团与湖州市签约。中国衡投高远产业投资公司随后进驻，衡投高远出资2亿元，衡投也派了人，衡投已在湖州落户。"
    found = named(text, "Institution")
    assert found["衡投高远"] == "中国衡投高远产业投资公司"
    assert found["衡投"] == found["衡投集团"]
