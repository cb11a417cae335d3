"""Where bodies are, what they belong to, who has which post, whom schemes are for and what they rest on."""

import pytest

from extract.explain import explain
from extract.steps import scope
from graph import facts
from tests.extract.flows_marked import state_of as paid
from tests.extract.relations_marked import state_of, told


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("{{清河市:Place/city}财政局:Institution/local_government}拨款。", ["清河市财政局 LOCATED_IN 清河市"]),
        # the nearest place, not every place of the name
        (
            "{{山东:Place/province}{清河市:Place/city}担保公司:Institution/financial}获批。",
            ["山东清河市担保公司 LOCATED_IN 清河市"],
        ),
        # head offices of banks are nowhere, their branches are
        ("{{清河:Place/city}银行:Institution/bank}放款。", []),
        ("{甲银行{清河:Place/city}分行:Institution/bank}放款。", ["甲银行清河分行 LOCATED_IN 清河"]),
        # a place right before the name, where the name holds none or a wider one
        (
            "{清河县:Place/county}{{山东:Place/province}龙泉公司:Institution/company}扩产。",
            ["山东龙泉公司 LOCATED_IN 清河县"],
        ),
        ("入选的有{清河市:Place/city}的{甲园:Zone/park}。", ["甲园 LOCATED_IN 清河市"]),
        # verbs of place, and of setting up in a place
        ("{甲公司:Institution/company}位于{清河市:Place/city}。", ["甲公司 LOCATED_IN 清河市"]),
        (
            "{甲公司:Institution/company}将在{乙区:Zone/new_area}设立{丙基金:Fund/venture}。",
            ["丙基金 LOCATED_IN 乙区 planned"],
        ),
        ("在{乙区:Zone/economic}，{甲公司:Institution/company}的工厂即将投产。", ["甲公司 LOCATED_IN 乙区"]),
        # countries and the whole world locate nothing
        ("{{中国:Place/country}甲集团:Institution/company}中标。", []),
        # money of a budget is nowhere
        ("{{清河市:Place/city}专项资金:Fund/fiscal}下达。", []),
    ],
)
def test_locations(marked: str, found: list[str]) -> None:
    assert told(marked, "LOCATED_IN") == [f.replace(" planned", " planned") for f in found]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("{{甲部:Institution}火炬中心:Institution}发文，{甲部:Institution}批示。", ["甲部火炬中心 PART_OF 甲部"]),
        ("{{甲银行:Institution/bank}清河分行:Institution/bank}放款。", ["甲银行清河分行 PART_OF 甲银行"]),
        ("{{惠农担:Program}-茶叶贷:Program}上线。", ["惠农担-茶叶贷 PART_OF 惠农担"]),
        ("{乙公司:Institution/company}由{甲集团:Institution/company}控股。", ["乙公司 PART_OF 甲集团"]),
        ("{乙专项:Program}属{国家甲计划:Program}。", ["乙专项 PART_OF 国家甲计划"]),
        ("{甲集团:Institution/company}旗下{乙公司:Institution/company}扩产。", ["乙公司 PART_OF 甲集团"]),
        (
            "{甲母基金:Fund}规模100亿元。其中，{乙基金:Fund}60亿元，{丙基金:Fund}40亿元。",
            ["丙基金 PART_OF 甲母基金", "乙基金 PART_OF 甲母基金"],
        ),
        # a name inside another that is no unit of it
        ("{{甲银行:Institution/bank}间市场交易商协会:Institution/association}换届。", []),
    ],
)
def test_parts(marked: str, found: list[str]) -> None:
    assert told(marked, "PART_OF") == found


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("{甲部:Institution}副部长{张三:Person}出席。", ["张三 POSTED_AT 甲部 副部长"]),
        ("{甲厅:Institution}党组书记、厅长{张三:Person}说。", ["张三 POSTED_AT 甲厅 党组书记、厅长"]),
        (
            "{甲银行:Institution/bank}行长{张三:Person}、副行长{李四:Person}出席。",
            ["张三 POSTED_AT 甲银行 行长", "李四 POSTED_AT 甲银行 副行长"],
        ),
        (
            "{甲院:Institution}院士、{乙所:Institution}所长{张三:Person}指出。",
            ["张三 POSTED_AT 乙所 所长", "张三 POSTED_AT 甲院 院士"],
        ),
        ("{张三:Person}，{甲部:Institution}副部长。", ["张三 POSTED_AT 甲部 副部长"]),
        ("{甲院:Institution}{张三:Person}院长主持。", ["张三 POSTED_AT 甲院 院长"]),
        ("{甲集团:Institution/company}{张三:Person}获奖。", ["张三 POSTED_AT 甲集团"]),
        ("{清河市:Place/city}市长{张三:Person}致辞。", ["张三 POSTED_AT 清河市人民政府 市长"]),
        (
            "{甲大学:Institution}教授{张三:Person}当选{乙协会:Institution}会长。",
            ["张三 POSTED_AT 乙协会 会长", "张三 POSTED_AT 甲大学 教授"],
        ),
        ("{甲部:Institution}向{张三:Person}颁奖。", []),
        ("{甲部:Institution}邀请专家{张三:Person}讲课。", []),
    ],
)
def test_posts(marked: str, found: list[str]) -> None:
    assert told(marked, "POSTED_AT") == found


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("{甲贷:Program/product}面向成长潜力大的{科技企业:Category}。", ["甲贷 APPLIES_TO 科技企业"]),
        (
            "{乙行:Institution/bank}打造“{甲贷:Program/product}”，面向{科技企业:Category}。",
            ["甲贷 APPLIES_TO 科技企业"],
        ),
        ("一是{甲目录:Policy}，适用于{清河市:Place/city}。", ["甲目录 APPLIES_TO 清河市"]),
        ("{甲制度:Program/scheme}已在25个省、100多个{国家高新区:Category}推广。", ["甲制度 APPLIES_TO 国家高新区"]),
        (
            "{甲试点:Program/scheme}涉及{清河市:Place/city}、{沙河市:Place/city}2市以及{乙新区:Zone/new_area}。",
            ["甲试点 APPLIES_TO 乙新区", "甲试点 APPLIES_TO 沙河市", "甲试点 APPLIES_TO 清河市"],
        ),
        (
            "在{清河市:Place/city}，{乙银行:Institution/bank}积极推进“{甲贷:Program/product}”。",
            ["甲贷 APPLIES_TO 清河市"],
        ),
        (
            "{甲试点:Program/scheme}今年推广到{清河市:Place/city}、{沙河市:Place/city}。",
            ["甲试点 APPLIES_TO 沙河市 2022", "甲试点 APPLIES_TO 清河市 2022"],
        ),
        (
            "增加{清河县:Place/county}、{沙河县:Place/county}等21个县开展{甲试点:Program/scheme}。",
            ["甲试点 APPLIES_TO 沙河县", "甲试点 APPLIES_TO 清河县"],
        ),
        # the place that a title opens with; a body that issues it is no place
        (
            "{《清河市种业办法》=清河市种业办法:Policy}施行，{清河市:Place/city}将按此兑现。",
            ["清河市种业办法 APPLIES_TO 清河市"],
        ),
        (
            "{《关于推进清河市种业的意见》=关于推进清河市种业的意见:Policy}施行，{清河市:Place/city}将按此兑现。",
            ["关于推进清河市种业的意见 APPLIES_TO 清河市"],
        ),
        (
            "{《清河市人民政府关于种业的意见》=清河市人民政府关于种业的意见:Policy}施行，{清河市:Place/city}将按此兑现。",
            [],
        ),
    ],
)
def test_scope(marked: str, found: list[str]) -> None:
    assert told(marked, "APPLIES_TO") == found


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("“{甲贷:Program/product}”以{乙制度:Program/scheme}指标体系为基础。", ["甲贷 BASED_ON 乙制度"]),
        ("为贯彻落实{《丙规划》=丙规划:Policy}，{甲部:Institution}启动{丁行动:Program}。", ["丁行动 BASED_ON 丙规划"]),
        (
            "{《种业振兴专项资金管理办法》=种业振兴专项资金管理办法:Policy}规定了{种业振兴专项资金:Fund/fiscal}的用途。",
            ["种业振兴专项资金 BASED_ON 种业振兴专项资金管理办法"],
        ),
        ("根据{《丙规划》=丙规划:Policy}，产量稳步增长。", []),
    ],
)
def test_grounds(marked: str, found: list[str]) -> None:
    assert told(marked, "BASED_ON") == found


def test_scope_that_a_flow_tells_is_not_stated_beside_it() -> None:
    state = state_of("{甲基金:Fund}投向{科技企业:Category}。")
    (relation,) = state.relations
    state.flows.append(facts.Flow(evidence=relation.evidence, provider=[relation.head], recipient=[relation.tail]))
    scope.run(state)
    assert state.relations == []
    assert state.rejected[-1].reason == "a flow already joins the two"


def test_explanations_show_what_was_stated_and_what_was_rejected_and_why() -> None:
    lines = explain(
        state_of(
            "{甲厅:Institution}印发{《丙办法》=丙办法:Policy}。{乙局:Institution}出台措施落实{《丙办法》=丙办法:Policy}。"
        )
    )
    assert lines == [
        "0-10 甲厅印发《丙办法》。",
        "  + issue: 甲厅 ISSUES 丙办法, actual",
        "10-24 乙局出台措施落实《丙办法》。",
        "  - relation issue: 落实 stands nearer to the object [《丙办法》]",
        "  - relation base: nothing is said to rest on it [《丙办法》]",
    ]


def test_a_title_that_lists_places_applies_to_all_of_them() -> None:
    marked = (
        "{甲行:Institution}印发{《{清河市:Place/city}、{白河市:Place/city}建设金融试验区方案》"
        "=清河市、白河市建设金融试验区方案:Policy}。"
    )
    assert told(marked, "APPLIES_TO") == [
        "清河市、白河市建设金融试验区方案 APPLIES_TO 清河市",
        "清河市、白河市建设金融试验区方案 APPLIES_TO 白河市",
    ]


def test_regional_offices_are_parts_of_the_central_body_that_the_article_names() -> None:
    office = "{{清河:Place/city}银监局:Institution/central_government}"
    marked = "{银监会=中国银行业监督管理委员会:Institution/central_government}和" + office + "批复。"
    assert told(marked, "PART_OF") == ["清河银监局 PART_OF 中国银行业监督管理委员会"]
    assert told(office + "批复。", "PART_OF") == []


def test_a_fund_that_a_guidance_fund_pays_into_is_a_part_of_it() -> None:
    state = paid("参股子基金已定。{甲引导基金:Fund/guidance}向{乙创投基金:Fund/venture}出资6000万元。")
    scope.run(state)
    assert [(r.head, r.tail) for r in state.relations if r.type == "PART_OF"] == [
        ("Fund:乙创投基金", "Fund:甲引导基金")
    ]


def test_guidance_funds_of_two_levels_are_but_partners_in_a_fund_that_no_text_calls_a_part() -> None:
    state = paid("{甲引导基金:Fund/guidance}向{乙创投基金:Fund/venture}出资6000万元。")
    scope.run(state)
    assert state.flows and not [r for r in state.relations if r.type == "PART_OF"]


def test_what_another_fund_pays_into_is_no_part_of_it() -> None:
    state = paid("{乙创投基金:Fund/venture}规模3亿元，{甲创投基金:Fund/venture}出资6000万元。")
    scope.run(state)
    assert state.flows and not [r for r in state.relations if r.type == "PART_OF"]


def test_a_company_that_is_said_to_be_in_a_zone_is_not_put_into_the_province_of_its_name() -> None:
    facts_ = told(
        "{{福建省=福建省:Place/province}恒甲有限公司:Institution/company}位于{乙区:Zone/economic}。", "LOCATED_IN"
    )
    assert facts_ == ["福建省恒甲有限公司 LOCATED_IN 乙区"]
