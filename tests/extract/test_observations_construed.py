"""Whom the construction itself makes the subject of a figure."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline
from tests.extract.test_observations import observed, state_of, subject, values


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("庐江县是安徽省的农业大县。去年地区生产总值增长6.1%。", ["庐江县"]),
        ("长信科技是铜陵有色金属集团股份有限公司的核心上市公司，去年出口增长8.3%。", ["长信科技"]),
        ("我国全球竞争力排名升至第9位。", ["中国"]),
        ("芜湖市轨道交通产业升级。长信科技全球市场份额达27%。", ["长信科技"]),
        ("在《城市创新能力报告》中，芜湖市排名第8位。", ["芜湖市"]),
        ("芜湖市、合肥市、蚌埠市位列前三，独角兽企业数量依次为2家、9家和1家。", ["芜湖市", "合肥市", "蚌埠市"]),
        ("研发投入强度达到3.8%的芜湖市，正在建设新园区。", ["芜湖市"]),
        ("至此，安徽的国家高新区增加到9家。", ["安徽省"]),
        ("科技型中小企业中，获贷企业达25.1万家，获贷率48.2%。", ["科技型中小企业"] * 2),
        ("安徽省科技厅发布数据。合肥市外资研发中心累计达63家。", ["合肥市"]),
        ("科创板上市公司573家，其中中小企业占比八成，总市值5万亿元。", ["科创板"] * 3),
    ],
)
def test_the_construction_tells_whose_a_figure_is(text: str, subjects: list[str]) -> None:
    assert subject(text)[-len(subjects) :] == subjects


@pytest.mark.parametrize("place", ["合肥", "芜湖"])
def test_a_document_holds_the_measures_that_are_counted_behind_it(place: str) -> None:
    text = f"{place}出台新政\n{place}市印发《关于加快建设科技强市的意见》，共提出30条举措，其中新增条款17条。"
    assert subject(text) == ["关于加快建设科技强市的意见"] * 2


def test_a_class_that_is_only_counted_in_the_next_clause_is_the_subject_of_what_is_inside() -> None:
    text = "经国务院批准设立的国家级经开区，目前共有230家。去年，区内企业进出口总额10万亿元。"
    assert subject(text) == ["国家级经开区"] * 2


def test_all_projects_are_those_that_were_counted() -> None:
    text = "今年得到支持的冷链物流项目有240个，分布在全省。待项目全部建成，预计新增冷藏能力65万吨。"
    assert subject(text)[-1] == "冷链物流项目"


def test_these_bodies_are_the_class_named_before() -> None:
    text = "安徽省已备案新型研发机构470家。2022年，这些机构研发投入占收入的比重达38%。"
    assert subject(text)[-1] == "新型研发机构"


def test_who_opens_a_clause_since_the_last_figure_is_the_subject_of_the_next() -> None:
    text = "国有大行普惠贷款增长27%；农村金融机构增速最慢，只有9%。"
    assert subject(text) == ["国有大行", "农村金融机构"]


def test_a_zone_is_spoken_for_by_who_heads_its_committee() -> None:
    text = "合肥高新区管委会主任陆建说，机器人企业已有160家。"
    assert subject(text) == ["合肥高新技术产业开发区"]


def test_what_a_product_does_for_firms_stays_its_own() -> None:
    text = "“皖科贷”自推出以来，累计支持企业5300家，户均贷款410万元，备案利率平均4.1%。"
    assert set(subject(text)) <= {"皖科贷", "“皖科贷”"}


def test_a_partner_that_is_named_again_may_be_the_subject() -> None:
    text = "铜陵有色金属集团股份有限公司与长信科技签署协议，收购长信科技10%股份。"
    assert subject(text) == ["长信科技"]


@pytest.mark.parametrize(
    "text",
    [
        "申报企业应成立满3年，研发人员占比不低于10%，上年度营业收入5000万元以上。",
        "记者来到距离县城25公里的清溪村。",
        "铜陵有色金属集团股份有限公司建成10万吨级碳捕集装置。",
    ],
)
def test_what_applicants_need_distances_and_sizes_are_not_measured(text: str) -> None:
    assert not observed(text)


def test_a_sum_reached_behind_a_measure_that_grew_is_of_that_measure() -> None:
    found = [o for o in observed("长信科技净利润翻了一番，达到23亿元。") if o.unit == "元"]
    assert [(o.value, o.measure) for o in found] == [(2_300_000_000, "净利润")]


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("汉江平原引调水工程全长85公里，设计流量每秒40立方米。", "汉江平原引调水工程"),
        ("以来安县光伏组件检测项目为例，项目总建筑面积5.6万平方米。", "来安县光伏组件检测项目"),
        ("国家电投集团在青海共和县投建的光储一体化项目并网，装机容量90万千瓦。", "光储一体化项目"),
    ],
)
def test_works_that_are_measured_are_programmes(text: str, program: str) -> None:
    assert subject(text)[0] == program


def test_planned_area_is_no_aim() -> None:
    text = "合肥高新区规划面积24平方公里，企业1200家。"
    assert values(text) == [("24", "平方公里"), ("1200", "家")]
    assert {o.status for o in state_of(text).observations} == {"actual"}


def test_a_class_under_a_short_word_is_the_one_under_the_full() -> None:
    text = "今年安徽省安排技改项目资金。列入计划的技术改造项目有133项，新增产能12%。"
    assert [e.name for e in state_of(text).entities if e.type == "Category"] == ["技术改造项目"]


def test_who_leads_an_alliance_is_not_what_its_members_are_counted_of() -> None:
    text = "安徽大学牵头的安徽省新材料产业技术创新联盟成员达到46家。"
    assert subject(text) == ["安徽省新材料产业技术创新联盟"]


@pytest.mark.parametrize(
    "text", ["芜湖市、合肥市、蚌埠市位列前三。", "增速居前三位的是芜湖市、蚌埠市。", "安徽大学的论文进入全球前1%。"]
)
def test_first_places_that_several_share_are_no_rank(text: str) -> None:
    assert not [o for o in observed(text) if o.unit == "位"]


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("以庐江县智能网联汽车检测中心项目为例，项目总建筑面积5.6万平方米。", "庐江县智能网联汽车检测中心项目"),
        ("国家能源集团蚌埠公司2号机组灵活性改造日前完工。改造历时65天。", "国家能源集团蚌埠公司2号机组灵活性改造"),
        ("芜湖市上线“科创e贷”平台，注册用户38万个。", "科创e贷"),
        ("安徽省科技厅上线“安徽专利在线”，注册用户38万个。", "安徽专利在线"),
    ],
)
def test_works_and_platforms_are_named_without_the_verb_before_them(text: str, program: str) -> None:
    assert subject(text) == [program]


def test_the_terms_of_a_fund_are_the_funds_whoever_was_named_since() -> None:
    text = (
        "徐州市科技局与徐州科创投资集团有限公司共同设立徐州产业投资基金。"
        "公告显示，该基金由徐州科创投资集团有限公司管理，存续期为7年，其中投资期4年，年管理费率1.5%。"
    )
    facts = Pipeline().extract(Article("t", text, date="2022-05-06"))
    name = {entity.id: entity.name for entity in facts.entities}
    assert [name[o.subject] for o in facts.observations] == ["徐州产业投资基金"] * 3
