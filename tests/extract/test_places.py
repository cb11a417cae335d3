"""Places: datelines, own places, and what the article is about."""

import pytest

from extract.steps.places import passing
from tests.extract.entities_helper import kinds, named, read


def test_dateline_is_no_mention_but_tells_the_place() -> None:
    state = read("本报南昌3月2日电 全省科技投入增长。")
    assert "南昌" not in {m.text for m in state.mentions}
    assert state.levels == {"province": "江西省", "city": "南昌市"}
    assert {m.text: m.name for m in state.mentions}["全省"] == "江西省"


def test_title_decides() -> None:
    state = read("山西出台新政\n记者从北京获悉，太原先行。", "山西出台新政")
    assert (state.place, state.levels["province"]) == ("太原市", "山西省")


def test_regions() -> None:
    assert named("支持长三角与中西部发展。", "Place") == {"长三角": "长江三角洲", "中西部": "中西部地区"}


def test_a_university_says_little_of_where_the_article_is() -> None:
    state = read("浙江大学与北京大学签约。郑州市长到会，浙江大学校长致辞。", "郑州与浙江大学共建研究院")
    assert state.levels == {"province": "河南省", "city": "郑州市"}


def test_region_that_shares_the_name_of_a_prefecture() -> None:
    assert named("福建省加快建设海西。", "Place")["海西"] == "海峡西岸经济区"
    assert named("青海省海西新开了三家粮店。", "Place")["海西"] == "海西蒙古族藏族自治州"


def test_towns_are_found_by_their_ending() -> None:
    found = kinds("霍山县太平畈乡有石斛大棚，松河镇的产业园刚建成，各乡镇都有小镇。")
    assert {name: kind for name, kind in found.items() if kind == "town"} == {"太平畈乡": "town", "松河镇": "town"}


def test_a_verb_before_the_countryside_is_no_town() -> None:
    assert "助推乡" not in named("三产融合，助推乡村振兴。", "Place")
    assert not named("对改善乡村生态环境有意义，聚焦乡村振兴和县域经济。", "Place")


def test_the_budget_of_a_zone_is_its_finance_bureau() -> None:
    found = named("宝鸡高新区去年发展很快，建设费由宝鸡高新区财政承担，中央财政补30万元。", "Institution")
    assert found["宝鸡高新区财政"].endswith("财政局")
    assert found["中央财政"] == "财政部"


def test_short_names_in_a_counted_list_of_counties() -> None:
    found = named("宁德市消息，我市霞浦、古田、屏南、寿宁4县获得补助。", "Place")
    assert {"古田": "古田县", "寿宁": "寿宁县"}.items() <= found.items()


@pytest.mark.parametrize("name", ["溧水县", "增城市", "双流县", "静海县", "襄樊市"])
def test_divisions_that_older_news_names(name: str) -> None:
    assert named(f"日前，{name}政府出台政策。", "Institution") == {f"{name}政府": f"{name}人民政府"}


@pytest.mark.parametrize("text", ["省里下达县级奖补资金。", "安宁河流域建成粮仓。", "乌蒙山片区脱贫。"])
def test_the_end_of_a_longer_word_is_no_place(text: str) -> None:
    assert not {"达县", "宁河", "蒙山"} & set(named(text, "Place"))


def test_places_passed_through_are_passing() -> None:
    state = read("来自湖南、江西的代表在昆明市召开会议。宁波产业博览会开幕。合肥市拿出200万元补助企业。")
    passed = {m.name for m in state.mentions if m.type == "Place" and passing(state, m)}
    assert passed == {"湖南省", "江西省", "昆明市", "宁波市"}


def test_lakes_are_no_counties() -> None:
    assert "云龙区" not in named("徐州市的云龙湖实验室得到经费。", "Place").values()
    assert "和县" not in named("省里和县里各出一半。", "Place").values()
    assert "和县" not in named("省林科院和县核桃研究所各得50万元。", "Place").values()
    assert "和县" in named("财政厅在和县开会，安徽和县获得300万元。", "Place").values()


def test_towns_without_the_word_before_them() -> None:
    found = named("霞浦县投入150万元,在溪柄镇和长乡两地实施，支持梅山镇与五星乡发展。", "Place")
    assert {"溪柄镇", "五星乡"} <= set(found)


def test_rivers_are_no_counties() -> None:
    assert "汨罗市" not in named("支持汨罗江、白水江整治。", "Place").values()


def test_subdistricts_are_places() -> None:
    found = named("其中红河街道3万元、青山镇2万元，主要街道绿化40万元。", "Place")
    assert "红河街道" in found
    assert "主要街道" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("宣汉县南溪镇青石村的村民来了。", "青石村"),
        ("陈巴尔虎旗乌兰诺尔苏木的草场。", "乌兰诺尔苏木"),
        ("宣汉县渡口土家族乡修路。", "渡口土家族乡"),
        ("资金全部投向清江流域。", "清江流域"),
        ("青龙山国家级自然保护区扩大。", "青龙山国家级自然保护区"),
    ],
)
def test_small_places_and_natural_regions(text: str, name: str) -> None:
    assert name in named(text, "Place")


def test_short_names_of_counties_of_one_city_in_a_list() -> None:
    found = named("绵阳市修路。梓潼、盐亭、平武等地受灾。", "Place")
    assert found["平武"] == "平武县" and found["盐亭"] == "盐亭县"


@pytest.mark.parametrize("text", ["祁连山的雪化了。", "他因为同嘎查签约。", "甲银行新乡镇分行。"])
def test_words_that_only_look_like_small_places(text: str) -> None:
    assert not [m for m in named(text, "Place") if m.endswith(("嘎查", "新乡镇")) or m == "祁连"]


def test_no_village_or_town_within_other_words() -> None:
    assert not {"县农业农村", "宁波市镇"} & set(named("清苑县农业农村局发文，宁波市镇海区国资中心入股。", "Place"))


def test_a_short_name_of_another_sense_between_two_cities() -> None:
    found = named("首批试点为太原、长治、临汾。社会长治久安。", "Place")
    assert found["长治"] == "长治市"
    assert "长治" not in named("社会长治久安，太原、绵阳发展。", "Place")


@pytest.mark.parametrize(
    "event", ["中国国际新材料博览会", "中国（海州）陶瓷节", "中国西部农机展", "第五届中国海洋投资洽谈会"]
)
def test_a_country_is_no_place_where_it_begins_the_name_of_an_event(event: str) -> None:
    assert named(f"{event}在徐州开幕，签约项目12个。", "Place").keys() == {"徐州"}
    assert "中国" in named("中国企业参加国际博览会。", "Place")


def test_no_county_between_two_budgets() -> None:
    assert named("由省财政和县财政分担，各部门和县政府落实。", "Place") == {}
    assert "政和县" in named("省财政拨付政和县300万元。", "Place")


def test_the_name_of_who_wrote_the_report_holds_no_place() -> None:
    found = named("邵阳新闻网讯（通讯员 杨贵新 曾祥云）昨日，隆回县召开会议。", "Place")
    assert "祥云" not in found and "隆回县" in found
