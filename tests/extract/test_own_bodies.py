"""Bodies called by a level, a zone's short word or a country; levels of the article's place; bodies that other names begin with."""

import pytest

from extract.model import Article
from tests.extract.entities_helper import kinds, named, read, whole

COUNTY = "四川省宣汉县今年修桥。\n"


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("县农技推广总站站长来了。", "县农技推广总站", "宣汉县农技推广总站"),
        ("钱由县城投公司出。", "县城投公司", "宣汉县城投公司"),
        ("县就业创业中心审核，再付款。", "县就业创业中心", "宣汉县就业创业中心"),
        ("省公路建设推进办公室主任李明说。", "省公路建设推进办公室", "四川省公路建设推进办公室"),
        ("项目由县中小企业信用担保公司担保。", "县中小企业信用担保公司", "宣汉县中小企业信用担保公司"),
        ("案子移送县纪委。", "县纪委", "中国共产党宣汉县纪律检查委员会"),
    ],
)
def test_body_of_a_level_is_that_of_the_articles_place(text: str, printed: str, name: str) -> None:
    assert named(COUNTY + text)[printed] == name


@pytest.mark.parametrize(
    "text", ["全县公司不多。", "各县中心校都去了。", "县内医院多。", "县里几家公司合办。", "四川产业布局围绕电子展开。"]
)
def test_classes_of_bodies_are_no_body(text: str) -> None:
    assert not [m for m in read(COUNTY + text).mentions if m.rule == "own-body"]


def test_department_of_a_zone_by_its_short_word() -> None:
    found = named("成都高新区办展。高新区数字经济局局长李明到会。")
    assert found["高新区数字经济局"].startswith("成都高新") and found["高新区数字经济局"].endswith("数字经济局")


def test_firm_behind_a_place_keeps_its_printed_place() -> None:
    assert named("他从绵阳纺织厂下岗。")["绵阳纺织厂"] == "绵阳纺织厂"
    assert named("绵阳农商行放款。")["绵阳农商行"] == "绵阳农村商业银行"


@pytest.mark.parametrize(
    ("text", "printed", "kind"),
    [
        ("合同由肯尼亚能源与石油部签字。", "肯尼亚能源与石油部", "other"),
        ("泰国投资促进委员会来访。", "泰国投资促进委员会", "other"),
        ("中国政府给了援助。", "中国政府", "central_government"),
        ("法国驻成都总领事馆办展。", "法国驻成都总领事馆", "central_government"),
    ],
)
def test_bodies_of_other_countries(text: str, printed: str, kind: str) -> None:
    assert kinds(text)[printed] == kind


def test_parts_of_a_country_are_no_body() -> None:
    assert not [m for m in read("老挝北部多山，泰国总部不在这里，中国政府采购网开通。").mentions if m.rule == "foreign"]


def test_city_is_the_county_level_one_that_is_named_more() -> None:
    assert named("义乌市开会。金华市义乌市都去。市财政局拨款。", title="义乌修路")["市财政局"] == "义乌市财政局"
    assert named("金华市开会。金华市义乌市都去。市财政局拨款。", title="金华修路")["市财政局"] == "金华市财政局"


def test_dateline_weighs_less_than_the_county_reported_on() -> None:
    assert read("新华社成都3月2日电（记者李明）四川省宣汉县修桥。").levels["county"] == "宣汉县"


def test_body_that_a_parts_name_begins_with() -> None:
    assert any(m.name == "科学技术部" for m in read("科技部火炬中心批复。").nested)


@pytest.mark.parametrize("printed", ["四川省科技厅高新处", "市财政局农财科", "证监会市场监管部"])
def test_parts_whose_post_the_dictionary_joins(printed: str) -> None:
    text = (
        f"绵阳开会，{printed}{printed[-1] if printed[-1] != '部' else ''}长李明说。"
        if printed[-1] != "部"
        else f"{printed}主任李明说。"
    )
    assert printed in named(text, "Institution")


def test_role_of_a_bank_is_no_part_of_its_name() -> None:
    assert "工商银行绵阳分行" in named("牵头行工商银行绵阳分行放款。")


def test_brand_before_the_place_of_a_firm() -> None:
    assert "天府新能源绵阳发电有限公司" in named("川能集团旗下的天府新能源绵阳发电有限公司投产。")


def test_government_that_nothing_came_of_is_no_entity() -> None:
    text = "青海1400亿元资金确保秋粮收购\n农发行青海省分行已经预留1400亿元资金。"
    names = {e.name for e in whole().extract(Article("test", text)).entities}
    assert "中国农业发展银行青海省分行" in names and "青海省人民政府" not in names
