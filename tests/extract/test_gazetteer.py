"""The gazetteer: loading, finding, places in their tree, guards, and that its rows hold together."""

from pathlib import Path

import pytest

from extract.gazetteer import COLUMNS, FOLDER, Gazetteer, GazetteerError, default_gazetteer
from extract.gazetteer_lint import lint

HEADER = ",".join(COLUMNS)
PLACE_HEADER = "code,name,kind,parent,aliases,name_en"
ABBREVIATIONS = {
    "建行",
    "交行",
    "世行",
    "招行",
    "鞍钢",
    "科技部",
    "公司法",
    "证券法",
    "民法典",
    "阿里巴巴",
}  # in the dictionary, but names all the same


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return default_gazetteer()


def found(gazetteer: Gazetteer, text: str) -> dict[str, str]:
    return {text[h.start : h.end]: h.entries[0].name for h in gazetteer.find(text)}


def write(folder: Path, name: str, *lines: str, header: str = HEADER) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return folder


def test_abbreviations_give_the_full_name(shipped: Gazetteer) -> None:
    assert found(shipped, "科技部与工行、农发行在东湖高新区签约，深创投出席") == {
        "科技部": "科学技术部",
        "工行": "中国工商银行",
        "农发行": "中国农业发展银行",
        "东湖高新区": "武汉东湖新技术开发区",
        "深创投": "深圳市创新投资集团有限公司",
    }


def test_the_longest_name_wins(shipped: Gazetteer) -> None:
    assert found(shipped, "国家集成电路产业投资基金三期成立") == {
        "国家集成电路产业投资基金三期": "国家集成电路产业投资基金三期"
    }
    assert found(shipped, "中国人民银行上海总部") == {"中国人民银行上海总部": "中国人民银行上海总部"}


@pytest.mark.parametrize(
    "text",
    [
        "各科技部门要加强统筹",
        "其中行业协会三家",
        "集中行动",
        "新建行政楼",
        "中国银行业发展",
        "中央行政机关",
        "职工行为",
        "提交行政许可",
        "公司法人代表",
        "国家电网络",
        "化工行业",
        "基建行业",
        "进出口行业",
    ],
)
def test_ordinary_words_are_no_names(shipped: Gazetteer, text: str) -> None:
    assert found(shipped, text) == {}


@pytest.mark.parametrize("text", ["市国资委印发方案", "江苏省药监局公布", "浙江农科院育成", "福州网信办约谈"])
def test_a_local_body_is_not_the_national_one(shipped: Gazetteer, text: str) -> None:
    assert found(shipped, text) == {}


def test_a_national_body_is_found_where_no_place_stands_before_it(shipped: Gazetteer) -> None:
    assert found(shipped, "会上，国资委负责人介绍")["国资委"] == "国务院国有资产监督管理委员会"


def test_latin_names_are_whole_words(shipped: Gazetteer) -> None:
    assert found(shipped, "KKR集团") == {"KKR": "KKR"}
    assert found(shipped, "XKKR与KKRS") == {}


def test_either_form_of_brackets_is_read(shipped: Gazetteer) -> None:
    assert found(shipped, "中国(上海)自由贸易试验区") == {"中国(上海)自由贸易试验区": "中国（上海）自由贸易试验区"}


def test_places_and_their_tree(shipped: Gazetteer) -> None:
    text = "江苏省徐州市沛县"
    assert [h.entries[0].name for h in shipped.find_places(text)] == ["江苏省", "徐州市", "沛县"]
    assert shipped.province_of("沛县") == "江苏省"
    assert [p.name for p in shipped.parents("沛县")] == ["徐州市", "江苏省", "中国"]
    assert shipped.province_of("长江三角洲") is None


def test_an_ambiguous_place_needs_its_context(shipped: Gazetteer) -> None:
    assert shipped.place("鼓楼区") is None
    for city, code in (("南京市", "320106"), ("福州市", "350102"), ("江苏省", None)):
        place = shipped.place("鼓楼区", city)
        assert (place.code if place else None) == code  # 江苏 has one in 南京 and one in 徐州


def test_a_city_goes_before_a_county_of_its_name(shipped: Gazetteer) -> None:
    place = shipped.place("吉林")
    assert place is not None and place.name == "吉林省"


def test_weak_names_are_known_but_not_looked_for(shipped: Gazetteer) -> None:
    assert shipped.find_places("长治久安，苏醒") == []
    place = shipped.place("苏")
    assert place is not None and place.name == "江苏省"


def test_renamed_bodies_are_bodies_of_their_own(shipped: Gazetteer) -> None:
    chain = {(new, f.name): (f.since, f.until) for _, new, f in shipped.successions()}
    assert chain["国家金融监督管理总局", "中国银行保险监督管理委员会"] == (2018, 2023)
    assert chain["中国银行保险监督管理委员会", "中国保险监督管理委员会"] == (1998, 2018)
    assert all(shipped.get(old) for _, old in chain)
    assert found(shipped, "银保监会")["银保监会"] == "中国银行保险监督管理委员会"


@pytest.mark.parametrize(
    ("tag", "least"),
    [
        ("ministry", 26),
        ("large_state_bank", 6),
        ("policy_bank", 3),
        ("joint_stock_bank", 12),
        ("city_bank", 60),
        ("central_soe", 90),
        ("double_first_class", 145),
        ("national_high_tech_zone", 170),
        ("national_economic_zone", 230),
        ("national_new_area", 19),
        ("national_innovation_zone", 23),
        ("pilot_free_trade_zone", 22),
    ],
)
def test_the_published_lists_are_there(shipped: Gazetteer, tag: str, least: int) -> None:
    assert sum(tag in e.tags for e in shipped.entries) >= least


def test_every_row_names_its_source_and_holds_together(shipped: Gazetteer) -> None:
    jieba = pytest.importorskip("jieba")
    with jieba.get_dict_file() as file:
        rows = [line.decode().split() for line in file]
    common = frozenset(w for w, n, tag in rows if int(n) >= 50 and tag not in ("nr", "ns", "nt", "nz", "j", "eng"))
    assert lint([FOLDER], common - ABBREVIATIONS) == []
    assert [e.where for e in shipped.entries if not e.source] == []


def test_a_folder_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    own = write(
        tmp_path / "g",
        "mine.csv",
        "星河基金,Fund,guidance,星河引导基金,,,,,,own",
        "工商银行,Institution,bank,,,,,,,own",
    )
    gazetteer = Gazetteer.load([FOLDER, own])
    assert found(gazetteer, "星河引导基金")["星河引导基金"] == "星河基金"
    assert gazetteer.get("工商银行")[0].name == "工商银行"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("甲基金,Fund,guidance", "mine.csv:2: 3 columns"),
        (",Fund,guidance,,,,,,,own", "mine.csv:2: name and type"),
        ("甲,Institution,bank,,,,,,乙@20xx-2018,own", "mine.csv:2: former name '乙@20xx-2018'; write"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.load([write(tmp_path / "g", "mine.csv", line)])
    assert message in str(caught.value)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"mine.csv:1: columns are 'name,kind'; write 'name,type,"):
        Gazetteer.load([write(tmp_path / "g", "mine.csv", header="name,kind")])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("甲,Institut,bank,,,,,,,own", "unknown type 'Institut'"),
        ("甲,Institution,bnk,,,,,,,own", "unknown kind 'bnk' of Institution"),
        ("甲,Institution,bank,,,不存在市,,,,own", "no place '不存在市'"),
        ("甲,Institution,bank,,,,,没有,,own", "no parent '没有'"),
        ("甲,Institution,bank,,,,,,乙@2020-2018,own", "former name 乙 ends before it begins"),
        ("甲,Institution,bank,发展,,,,,,own", "alias '发展' is an ordinary word"),
        ("甲,Institution,bank,交通银行,,,,,,own", "alias '交通银行' is the name of"),
    ],
)
def test_the_linter_says_what_is_wrong(tmp_path: Path, line: str, problem: str) -> None:
    problems = lint([FOLDER, write(tmp_path / "g", "mine.csv", line)], frozenset({"发展"}))
    assert len(problems) == 1
    assert "mine.csv:2" in problems[0] and problem in problems[0]


def test_a_place_needs_one_above_it(tmp_path: Path) -> None:
    own = write(tmp_path / "g", "places.csv", "999999,新县,county,9999,,", header=PLACE_HEADER)
    assert ["no place has the code '9999'" in p for p in lint([FOLDER, own])] == [True]


def test_a_place_whose_name_is_an_ordinary_word_is_not_looked_for(shipped: Gazetteer) -> None:
    assert shipped.find_places("城区与郊区的创新平台") == []
    place = shipped.place("城区", "汕尾市")
    assert place is not None and place.code == "441502"


def test_divisions_that_are_gone_are_known(shipped: Gazetteer) -> None:
    place = shipped.place("京山县")
    assert place is not None and place.code.endswith("old") and shipped.province_of(place.code) == "湖北省"


def test_of_two_divisions_the_one_that_still_exists_is_meant(shipped: Gazetteer) -> None:
    place = shipped.place("京山")
    assert place is not None and place.name == "京山市"


@pytest.mark.parametrize("text", ["全球化进程", "中东部县市", "大连接战略", "实现新余额"])
def test_ordinary_words_are_no_places(shipped: Gazetteer, text: str) -> None:
    assert shipped.find_places(text) == []


@pytest.mark.parametrize("text", ["财政部分两批下达", "科技部委托", "工行业务部", "中国银行保函"])
def test_guards_leave_names_alone(shipped: Gazetteer, text: str) -> None:
    assert [h.start for h in shipped.find(text)] == [0]


def test_universities_are_known_by_their_short_names(shipped: Gazetteer) -> None:
    assert found(shipped, "西南交大、华中农大和昆明理工到会。") == {
        "西南交大": "西南交通大学",
        "华中农大": "华中农业大学",
        "昆明理工": "昆明理工大学",
    }
