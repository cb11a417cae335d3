"""Firms and offices that an article names in full and in short, and places that an item of a round-up is about."""

import pytest

from tests.extract.entities_helper import named, read


@pytest.mark.parametrize(
    ("text", "short", "whole"),
    [
        (
            "河北青峦（集团）有限公司投资建厂。青峦集团总经理说，明年投产。",
            "青峦集团",
            "河北青峦（集团）有限公司",
        ),
        ("江西省开发投资集团有限公司签约。江西开投集团将出资2亿元。", "江西开投集团", "江西省开发投资集团有限公司"),
        ("贵阳对外文化集团与客商签约。贵阳外文化集团愿意合作。", "贵阳外文化集团", "贵阳对外文化集团"),
        ("湖南科技风险投资有限公司成立。科投公司账上有钱。", "科投公司", "湖南科技风险投资有限公司"),
        ("芦笙集团股份有限公司公告。芦笙股份收到补助。", "芦笙股份", "芦笙集团股份有限公司"),
        ("丹麦北海国家能源公司（丹麦北海能）来访。丹麦北海能愿意投资。", "丹麦北海能", "丹麦北海国家能源公司"),
    ],
)
def test_short_name_of_a_firm(text: str, short: str, whole: str) -> None:
    state = read(text)
    names = {m.name for m in state.mentions if m.text == short}
    assert names == {whole}


def test_brand_of_another_firm_is_not_short_for_it() -> None:
    found = named("合肥建翔投资有限公司拿下12亿元。合肥建投集团没有参加。", "Institution")
    assert {"合肥建翔投资有限公司", "合肥建投集团"} <= set(found)


def test_office_told_in_short() -> None:
    state = read("甘南藏族自治州文化广播电视和旅游局宣布发券。甘南州很美。州文旅局副局长说。")
    assert {m.name for m in state.mentions if m.text == "州文旅局"} == {"甘南藏族自治州文化广播电视和旅游局"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("松原市发布消息。松原市很好。\n扶余市出面协调，由市财政局先行垫付。", "扶余市财政局"),
        (
            "一周要闻\n●大连市很好，大连市发展。\n●贵阳产权交易所成交3宗。市国资委要求全部公开。\n●大连市拨付资金。\n●太原产权交易所成交。",
            "贵阳市国有资产监督管理委员会",
        ),
    ],
)
def test_office_is_of_the_place_that_its_item_is_about(text: str, name: str) -> None:
    assert name in named(text, "Institution").values()


def test_committee_of_another_party() -> None:
    found = named("九三学社松原市委主委陈海山和民盟吉林省委副主委李平出席。", "Institution")
    assert {"九三学社松原市委员会", "民盟吉林省委员会"} <= set(found.values())
    assert not any(name.startswith("中国共产党") for name in found.values())


def test_state_assets_office_of_a_government() -> None:
    assert "甘肃省人民政府国有资产监督管理委员会" in named("甘肃省很好。省政府国资委昨天开会。", "Institution").values()


def test_firm_of_characters_that_make_no_word() -> None:
    found = named("澜沧集团旗下的珂沃食品称，尾款已付清。客户里有淙铭药业、菁屿面板等。", "Institution")
    assert {"珂沃食品", "淙铭药业", "菁屿面板"} <= set(found)
    assert named("今年农林牧渔业增加值增长。", "Institution") == {}


def test_name_does_not_cross_a_sentence() -> None:
    found = named("客商在松原市投资。青峦集团说。", "Institution")
    assert set(found) == {"青峦集团"}


def test_double_surname_before_a_deed() -> None:
    assert set(named("省政协副主席欧阳青山共同出席签约仪式。", "Person")) == {"欧阳青山"}


def test_title_is_no_part_of_a_name() -> None:
    assert set(named("研究所所长柯青提交提案。柯青委员认为，应当支持。", "Person")) == {"柯青"}


def test_one_office_named_for_several_places() -> None:
    found = {m.name for m in read("辽宁、吉林两省发展改革委贴出告示，大连、沈阳等5市政府出资。").mentions}
    assert {
        "辽宁省发展和改革委员会",
        "吉林省发展和改革委员会",
        "大连市人民政府",
        "沈阳市人民政府",
    } <= found
    assert "国家发展和改革委员会" not in found
    assert named("大连、沈阳两市深化合作。", "Institution") == {}


def test_institute_keeps_the_place_in_brackets() -> None:
    state = read("东北大学先进材料研究院（营口）揭牌。东北大学先进材料研究院有80人。")
    assert {m.name for m in state.mentions if m.type == "Institution"} == {"东北大学先进材料研究院"}
    assert "东北大学先进材料研究院（营口）" in {m.text for m in state.mentions}


def test_parks_by_newer_words() -> None:
    found = named("宁波澜屿科创区开工，南昌软件谷和襄阳科创港招商。", "Zone")
    assert {"宁波澜屿科创区", "南昌软件谷", "襄阳科创港"} <= set(found)


def test_person_of_an_age() -> None:
    assert set(named("32岁的罗秋禾办了合作社。", "Person")) == {"罗秋禾"}
