"""Relations that verbs, nouns and partnerships say; every sentence is a construction that was once missed or misread."""

import pytest

from extract.assemble import assemble
from tests.extract.entities_helper import relations
from tests.extract.relations_marked import state_of, told

GOV = "Institution/local_government"


@pytest.mark.parametrize(
    ("marked", "facts"),
    [
        # joint acts give each party the act and no partnership
        (
            "{甲厅:Institution}、{乙局:Institution}联合印发{《丙办法》=丙办法:Policy}。",
            ["乙局 ISSUES 丙办法", "甲厅 ISSUES 丙办法"],
        ),
        # a count between the list and its verb
        (
            "{甲厅:Institution}、{乙局:Institution}等6部门日前出台{《丙办法》=丙办法:Policy}。",
            ["乙局 ISSUES 丙办法", "甲厅 ISSUES 丙办法"],
        ),
        # 会同 gives the act and the partnership
        (
            "{甲厅:Institution}会同{乙局:Institution}制定{《丙办法》=丙办法:Policy}。",
            ["乙局 ISSUES 丙办法", "乙局 PARTNERS_WITH 甲厅", "甲厅 ISSUES 丙办法"],
        ),
        # … also over commas
        (
            "{甲厅:Institution}会同{乙局:Institution}，出台{《丙办法》=丙办法:Policy}，启动{丁行动:Program}。",
            [
                "乙局 ISSUES 丙办法",
                "乙局 PARTNERS_WITH 甲厅",
                "乙局 RUNS 丁行动",
                "甲厅 ISSUES 丙办法",
                "甲厅 RUNS 丁行动",
            ],
        ),
        # passive and relative
        ("{《丙办法》=丙办法:Policy}由{甲厅:Institution}印发。", ["甲厅 ISSUES 丙办法"]),
        ("会上介绍了由{甲厅:Institution}印发的{《丙办法》=丙办法:Policy}。", ["甲厅 ISSUES 丙办法"]),
        # the object of another verb is not this one's
        ("{甲厅:Institution}出台措施落实{《丙办法》=丙办法:Policy}。", []),
        ("{甲厅:Institution}尚未印发{《丙办法》=丙办法:Policy}。", []),
        # who is supported acts
        ("支持{甲银行:Institution/bank}设立总规模3亿元的{乙基金:Fund}。", ["甲银行 ESTABLISHES 乙基金"]),
        (
            "{甲集团:Institution/company}出资3亿元，{乙公司:Institution/company}出资2亿元，共同组建{丙公司:Institution/company}。",
            ["乙公司 ESTABLISHES 丙公司", "甲集团 ESTABLISHES 丙公司"],
        ),
        ("{乙基金:Fund}由{甲集团:Institution/company}作为普通合伙人发起设立。", ["甲集团 ESTABLISHES 乙基金"]),
        # parallel verbs have one subject
        (
            "配合{甲委:Institution}创设{乙板:Institution/market}、建立{丙所:Institution/market}。",
            ["甲委 ESTABLISHES 丙所", "甲委 ESTABLISHES 乙板"],
        ),
        # a verb that stands as a noun behind its object
        ("{甲集团:Institution/company}将抓紧推动{乙基金:Fund}组建。", ["甲集团 ESTABLISHES 乙基金 planned"]),
        # the name only says which of something else
        ("{甲公司:Institution/company}搭建了{乙林场:Institution}数字模型。", []),
        # nouns of roles
        (
            "{乙担保公司:Institution}近日挂牌，主发起人为省属国企{甲集团:Institution/company}。",
            ["甲集团 ESTABLISHES 乙担保公司"],
        ),
        (
            "共同出资设立{乙基金:Fund}的有三家：{甲集团:Institution/company}、{丙银行:Institution/bank}。",
            ["丙银行 ESTABLISHES 乙基金", "甲集团 ESTABLISHES 乙基金"],
        ),
        (
            "出资设立{乙基金:Fund}的有三家：{甲集团:Institution/company}以3亿元居首，是控股股东；{丙银行:Institution/bank}、{丁公司:Institution/company}依次出资2亿元和1亿元。",
            ["丁公司 ESTABLISHES 乙基金", "丙银行 ESTABLISHES 乙基金", "甲集团 ESTABLISHES 乙基金"],
        ),
        ("{乙基金:Fund}的管理人为{甲公司:Institution/company}。", ["甲公司 MANAGES 乙基金"]),
        ("{丁专项:Program}由{甲中心:Institution}负责。", ["甲中心 RUNS 丁专项"]),
        # a topic defined by who made it
        (
            "{丙实验室:Institution}是{甲大学:Institution/university}联合{乙公司:Institution/company}等单位，面向前沿，共同打造的平台。",
            ["乙公司 ESTABLISHES 丙实验室", "甲大学 ESTABLISHES 丙实验室"],
        ),
        ("依托{甲大学:Institution/university}的{丙实验室:Institution}通过验收。", ["甲大学 ESTABLISHES 丙实验室"]),
        # a product announced behind a dash
        ("{甲银行:Institution/bank}推出了一款新品——“{苗圃贷:Program/product}”。", ["甲银行 RUNS 苗圃贷"]),
        # what stands right behind a body is its own
        ("{甲银行:Institution/bank}“{苗圃贷:Program/product}”余额增长。", ["甲银行 RUNS 苗圃贷"]),
        # a bare 基金 is the fund last spoken of; the manager's clause leaves the object out
        (
            "{乙基金:Fund}昨天启动。基金由{丙局:Institution}出资设立，{丁集团:Institution}管理。",
            ["丁集团 MANAGES 乙基金", "丙局 ESTABLISHES 乙基金"],
        ),
        ("{乙基金:Fund}由{丙局:Institution}代表{甲府:Institution}出资设立。", ["丙局 ESTABLISHES 乙基金"]),
        ("{甲局:Institution}发布“{苗圃贷:Program/product}”授信方案。", ["甲局 RUNS 苗圃贷"]),
        ("{甲局:Institution}发布{丁试点:Program}名单。", []),
        # members of a trial
        (
            "{丁制度:Program}去年启动，{甲园:Zone}、{乙园:Zone}是首批试点单位。",
            ["乙园 PARTICIPATES_IN 丁制度", "甲园 PARTICIPATES_IN 丁制度"],
        ),
        ("作为全省首个{丁制度:Program}试点城市，{清河市:Place/city}完成赋分。", ["丁制度 APPLIES_TO 清河市"]),
        # projects counted one by one belong to the university spoken of
        (
            "{甲大学:Institution/university}公布立项情况。其中{面上项目:Program}66项，{青年项目:Program}43项，{重点项目:Program}、{国际项目:Program}各2项。",
            [
                "甲大学 PARTICIPATES_IN 国际项目",
                "甲大学 PARTICIPATES_IN 重点项目",
                "甲大学 PARTICIPATES_IN 青年项目",
                "甲大学 PARTICIPATES_IN 面上项目",
            ],
        ),
        # participation
        ("将{甲银行:Institution/bank}纳入{丁试点:Program}。", ["甲银行 PARTICIPATES_IN 丁试点"]),
        (
            "{甲园:Zone}、{乙园:Zone}入选{丁试点:Program}。",
            ["乙园 PARTICIPATES_IN 丁试点", "甲园 PARTICIPATES_IN 丁试点"],
        ),
        # who has others take part does not, and who was not chosen does not either
        ("{甲省:Place/province}将{乙县:Place/county}列入{丁试点:Program}。", ["丁试点 APPLIES_TO 乙县"]),
        ("{乙市:Place/city}没有入选{丁城:Program}示范城市。", []),
        # approval by an agent; the approver does not run what it approves
        ("{《丙方案》=丙方案:Policy}日前得到{甲院:Institution}批复。", ["甲院 APPROVES 丙方案"]),
        (
            "{乙部:Institution}提出的{《丙方案》=丙方案:Policy}日前得到{甲院:Institution}批复。",
            ["乙部 ISSUES 丙方案", "甲院 APPROVES 丙方案"],
        ),
        (
            "{甲会:Institution}批复同意在{乙中心:Institution}开展{丁试点:Program}。",
            ["乙中心 RUNS 丁试点", "甲会 APPROVES 丁试点"],
        ),
        # a passive whose topic stands in the clause before
        (
            "{乙基金:Fund}是经{甲府:Institution}批准，由{丙局:Institution}、{丁集团:Institution}等共同发起成立的。",
            ["丁集团 ESTABLISHES 乙基金", "丙局 ESTABLISHES 乙基金", "甲府 APPROVES 乙基金"],
        ),
        # who approves does not do what is approved
        ("这是经{甲院:Institution}批准设立的{乙基金:Fund}。", ["甲院 APPROVES 乙基金"]),
        # a document of which nobody is said to be the author
        ("{甲厅:Institution}召开会议。新印发的{《丙办法》=丙办法:Policy}下月施行。", []),
        # a news agency does not act
        (
            "{甲社:Institution/media}北京3日电，共同出资设立{乙基金:Fund}的有：{丙集团:Institution}。",
            ["丙集团 ESTABLISHES 乙基金"],
        ),
        # a ceremony in a place sets up no place, a body behind a preposition is no object
        ("{甲院:Institution}揭牌仪式在{乙区:Zone}举行。", []),
        ("作为{乙基金:Fund}管理人，{甲公司:Institution/company}负责投后管理。", ["甲公司 MANAGES 乙基金"]),
        (
            "在{乙板:Institution/market}上市的{甲公司:Institution/company}、{丙公司:Institution/company}均来自本地。",
            ["丙公司 LISTED_ON 乙板", "甲公司 LISTED_ON 乙板"],
        ),
        # listing
        ("{甲公司:Institution/company}成功在{乙板:Institution/market}上市。", ["甲公司 LISTED_ON 乙板"]),
        # a title that opens with its issuer, and a document right behind a body
        (
            "{甲政府:Institution}的会议通过了{《甲政府关于种业的意见》=甲政府关于种业的意见:Policy}。",
            ["甲政府 ISSUES 甲政府关于种业的意见"],
        ),
        ("{甲署:Institution}{《世界能源报告》=世界能源报告:Policy}显示，投资回升。", ["甲署 ISSUES 世界能源报告"]),
    ],
)
def test_acts(marked: str, facts: list[str]) -> None:
    assert told(marked) == facts


@pytest.mark.parametrize(
    ("marked", "facts"),
    [
        ("{甲厅:Institution}与{乙银行:Institution/bank}签署战略合作协议。", ["乙银行 PARTNERS_WITH 甲厅"]),
        ("{甲厅:Institution}与{乙银行:Institution/bank}联合发布{丙榜:Program}。", []),
        (
            "{甲厅:Institution}、{乙银行:Institution/bank}、{丙公司:Institution/company}签署合作协议。",
            ["丙公司 PARTNERS_WITH 乙银行", "丙公司 PARTNERS_WITH 甲厅", "乙银行 PARTNERS_WITH 甲厅"],
        ),
        ("{甲部:Institution}携手{乙部:Institution}共同发布{丙榜:Program}。", []),
        # lists on one side, the subject carried to later clauses
        (
            "{甲委:Institution}与{乙局:Institution}、{丙局:Institution}签约，又同{丁所:Institution}签了备忘录。",
            ["丁所 PARTNERS_WITH 甲委", "丙局 PARTNERS_WITH 甲委", "乙局 PARTNERS_WITH 甲委"],
        ),
        # plain nouns in the partner's list
        (
            "{甲实验室:Institution}与高校以及{乙公司:Institution/company}、{丙公司:Institution/company}开展合作。",
            ["丙公司 PARTNERS_WITH 甲实验室", "乙公司 PARTNERS_WITH 甲实验室"],
        ),
        # a heading clause of cooperation governs the items behind it
        (
            "{甲部:Institution}深化“一行一策”合作。与{乙银行:Institution/bank}强化服务；与{丙银行:Institution/bank}扩大覆盖。",
            ["丙银行 PARTNERS_WITH 甲部", "乙银行 PARTNERS_WITH 甲部"],
        ),
        # a place stands for its government
        ("{清河市:Place/city}牵手{甲大学:Institution/university}。", ["清河市人民政府 PARTNERS_WITH 甲大学"]),
    ],
)
def test_partnerships(marked: str, facts: list[str]) -> None:
    assert told(marked, "PARTNERS_WITH") == facts


def test_a_titled_agreement_is_issued_by_both_sides() -> None:
    marked = "{甲部:Institution}与{乙银行:Institution/bank}签署了{《丙协议》=丙协议:Policy}。"
    assert told(marked) == ["乙银行 ISSUES 丙协议", "乙银行 PARTNERS_WITH 甲部", "甲部 ISSUES 丙协议"]


def test_companies_of_a_report_on_a_markets_newcomers_are_to_be_listed() -> None:
    marked = "30家{乙板:Institution/market}公司待发\n获投最少的只有两家，即{甲公司:Institution/company}和{丙公司:Institution/company}。{丁基金:Fund}两年前入股{戊公司:Institution/company}。"
    assert told(marked, title="30家乙板公司待发") == [
        f"{name} LISTED_ON 乙板 planned" for name in ("丙公司", "戊公司", "甲公司")
    ]


def test_plans_and_periods_are_told_from_facts() -> None:
    assert told("{甲市:Place/city}将设立{乙基金:Fund}。", "ESTABLISHES") == ["甲市人民政府 ESTABLISHES 乙基金 planned"]
    assert told("2020年3月，{甲公司:Institution/company}设立{乙基金:Fund}。") == ["甲公司 ESTABLISHES 乙基金 2020-03"]
    assert told("将{甲银行:Institution/bank}纳入{丁试点:Program}。") == [
        "甲银行 PARTICIPATES_IN 丁试点"
    ]  # 将 moves the object, it plans nothing


def test_every_relation_has_a_rule_and_its_sentence_as_evidence() -> None:
    state = state_of("资金到位。{甲厅:Institution}印发{《丙办法》=丙办法:Policy}。")
    (relation,) = state.relations
    assert relation.rule == "issue"
    assert relation.evidence.text == "甲厅印发《丙办法》。"
    assert state.text[relation.evidence.start : relation.evidence.end] == relation.evidence.text


def test_what_is_not_stated_is_kept_with_its_reason() -> None:
    state = state_of("{甲厅:Institution}出台措施落实{《丙办法》=丙办法:Policy}。")
    assert [(r.rule, r.reason) for r in state.rejected] == [
        ("issue", "落实 stands nearer to the object"),
        ("base", "nothing is said to rest on it"),
    ]


def test_a_class_that_others_help_further_on_is_a_node_all_the_same() -> None:
    state = state_of(
        "{甲厅:Institution/local_government}启动{乙计划:Program/program}，组织专家下乡，"
        "{丙行:Institution/bank}下沉网点，支持{茶企:Category}增收。"
    )
    facts = assemble(state, "test")
    assert [r.type for r in facts.relations] == ["RUNS"]
    assert "茶企" in {e.name for e in facts.entities}


def test_a_headline_names_the_place_of_the_office_that_the_text_names() -> None:
    text = (
        "{甲市:Place/city}设立{乙基金:Fund}\n\n"
        "{{甲市:Place/city}财政局=甲市财政局:Institution/local_government}出资设立{乙基金:Fund}。"
    )
    facts = told(text, "ESTABLISHES", title="甲市设立乙基金")
    assert facts == ["甲市财政局 ESTABLISHES 乙基金"]
    assert told(text.split("\n")[0] + "。", "ESTABLISHES") == ["甲市人民政府 ESTABLISHES 乙基金"]


def test_the_owner_of_a_company_is_of_the_kind_that_has_one() -> None:
    sentence = (
        "{甲公司:Institution/company}接到投资，来自{乙资本:Institution/financial}。公司老板{王青:Person}说，订单多了。"
    )
    assert told(sentence, "POSTED_AT") == ["王青 POSTED_AT 甲公司 老板"]


def test_a_bank_that_the_text_refers_back_to_has_the_product_named_behind_it() -> None:
    told = relations("天府银行绵阳分行行长吴某说，该行“雷波山货贷”产品已服务企业120家。")
    assert ("RUNS", "天府银行绵阳分行", "雷波山货贷") in {(t, h, p.strip("“”")) for t, h, p in told}


def test_the_place_of_a_paper_s_own_issuers_is_not_its_scope() -> None:
    both = "《中共绵阳市委 绵阳市人民政府关于兑现工业奖补资金的决定》"
    found = relations(f"根据{both}和《绵阳市技改奖补办法》，企业可获奖补。")
    assert {p for t, p, _ in found if t == "APPLIES_TO"} == {"绵阳市技改奖补办法"}
