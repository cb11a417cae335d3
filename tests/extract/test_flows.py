"""Repeats, what is no flow, reasons of rejection, and the fields of flows across sentences."""

from decimal import Decimal

import pytest

from extract.model import Article
from extract.pipeline import STEPS, Pipeline
from tests.extract.flows_marked import state_of, told

BANK = "{清河银行:Institution/bank}"
FIRM = "{甲公司:Institution/company}"


def test_a_headline_repeats_what_the_text_says() -> None:
    text = f"清河银行放贷3000万元\n{BANK}向{FIRM}发放贷款3000万元，用于技术改造。"
    assert told(text, title="清河银行放贷3000万元") == ["清河银行 > - > 甲公司 | 3000万元 loan actual"]


def test_a_headline_without_a_figure_gives_way() -> None:
    text = f"清河银行放贷破千万元\n{BANK}累计向{FIRM}发放贷款1260万元。"
    assert told(text, title="清河银行放贷破千万元") == ["清河银行 > - > 甲公司 | 1260万元 loan actual cumulative"]


def test_a_sum_that_is_pointed_back_to_is_one_flow() -> None:
    text = f"{BANK}向{FIRM}发放贷款3000万元。\n这笔3000万元全部用于技术改造，上述3000万元已到账。"
    assert len(told(text)) == 1


def test_the_same_sum_to_another_party_is_another_flow() -> None:
    text = f"{BANK}向{FIRM}发放贷款3000万元。{BANK}向{{乙公司:Institution/company}}发放贷款3000万元。"
    assert [line.split(" | ")[0] for line in told(text)] == ["清河银行 > - > 甲公司", "清河银行 > - > 乙公司"]


@pytest.mark.parametrize(("year", "status"), [(2021, "actual"), (2025, "planned")])
def test_what_lies_ahead_of_the_article_has_not_happened(year: int, status: str) -> None:
    (line,) = told(f"{{清河省财政厅:Institution/local_government}}{year}年向{FIRM}拨付资金300万元。", date="2022-06-15")
    assert f"grant {status}" in line


NO_FLOW = [
    (f"{FIRM}市值突破500亿元。", "measured"),
    ("全市贷款余额达到3000亿元，比年初增加120亿元。", "measured"),
    ("我国创业投资基金规模已达3万亿元。", "sector"),
    ("今年新开工亿元以上项目30个。", None),
    ("新签约10亿元以上重大项目5个。", "class of things"),
    (f"{FIRM}注册资本5亿元。", "measured"),
    ("对总投资达到5亿元的，按一事一议办理。", "condition"),
    ("以后授信总额每增加1亿元，另作安排。", "condition"),
    ("这款车售价12万元。", "measured"),
    ("天气晴好，300万元。", "no word near"),
]


@pytest.mark.parametrize("text, reason", NO_FLOW, ids=[t for t, _ in NO_FLOW])
def test_money_that_does_not_move(text: str, reason: str | None) -> None:
    state = state_of(text)
    assert state.flows == []
    ignored = [r for r in state.rejected if r.what == "flow"]
    if reason in {"class of things", "condition", "no word near"}:
        assert any(reason in r.reason for r in ignored)


def test_a_threshold_stands_beside_the_reward_that_it_gives() -> None:
    text = "对年营业收入首次达到1亿元的{企业:Category}，给予20万元奖励。"
    assert told(text) == ["- > - > 企业 | 20万元 reward rule"]


def test_each_payer_has_a_flow_and_a_list_of_payees_one() -> None:
    each = "{甲集团:Institution/company}、{乙公司:Institution/company}各出资6亿元设立{甲基金:Fund/guidance}。"
    assert [f.amount for f in state_of(each).flows] == [Decimal(600_000_000)] * 2
    shared = "{清河市财政局:Institution/local_government}奖励了{甲公司:Institution/company}、{乙公司:Institution/company}等4家企业，各20万元。"
    (flow,) = state_of(shared).flows
    assert (len(flow.recipient), flow.per, flow.recipient_count) == (2, "recipient", 4)


def test_each_fund_of_a_list_has_its_size() -> None:
    text = "{甲基金:Fund/venture}、{乙基金:Fund/venture}在{清河市:Place/city}注册，规模均为10亿元。"
    assert told(text) == ["- > - > 甲基金 | 10亿元 fund_size committed", "- > - > 乙基金 | 10亿元 fund_size committed"]


def test_lists_that_分别_pairs_in_order() -> None:
    text = f"{BANK}向{FIRM}、{{乙公司:Institution/company}}分别发放贷款300万元、500万元。"
    assert [(f.recipient, f.amount) for f in state_of(text).flows] == [
        (["Institution:甲公司"], Decimal(3_000_000)),
        (["Institution:乙公司"], Decimal(5_000_000)),
    ]


def test_an_item_of_a_list_takes_the_verb_of_the_first() -> None:
    text = "{清河市财政局:Institution/local_government}下达补助资金900万元，其中{甲县:Place/county}500万元，{乙县:Place/county}400万元。"
    flows = state_of(text).flows
    assert [(f.recipient, f.instrument) for f in flows[1:]] == [
        (["Place:甲县"], "grant"),
        (["Place:乙县"], "grant"),
    ]
    assert all(f.provider == ["Institution:清河市财政局"] for f in flows)


def test_a_place_that_gives_is_its_government() -> None:
    state = state_of("{清河市:Place/city}拨付{农户:Category}补贴800万元。")
    assert state.flows[0].provider == ["Institution:清河市人民政府"]
    assert any(e.id == "Institution:清河市人民政府" and e.mentions for e in state.entities)


def test_money_without_a_figure() -> None:
    text = "《{科创办法:Policy}》提出，支持{本地企业:Category}购买高校成果，按成交额给予补贴。"
    assert told(text) == ["- > 科创办法 > 本地企业 | ? subsidy rule"]
    assert told("{英才资本:Institution/financial}2019年注资{甲公司:Institution/company}。") == [
        "英才资本 > - > 甲公司 | ? equity actual 2019"
    ]


def test_evidence_is_the_sentence() -> None:
    state = state_of(f"先说一句。{BANK}向{FIRM}发放贷款300万元。再说一句。")
    evidence = state.flows[0].evidence
    assert state.text[evidence.start : evidence.end] == evidence.text == "清河银行向甲公司发放贷款300万元。"


def test_every_flow_names_its_rule() -> None:
    state = state_of(f"{BANK}向{FIRM}发放贷款300万元。{{甲基金:Fund/venture}}规模5亿元。")
    assert all(f.rule for f in state.flows)


def test_an_order_has_no_amount_and_no_qualifier() -> None:
    (flow,) = state_of(f"{BANK}向{FIRM}发放贷款数千万元。").flows
    assert (flow.amount, flow.amount_text, flow.qualifier) == (None, "数千万元", None)


def test_a_range_keeps_both_ends() -> None:
    (flow,) = state_of(f"{BANK}拟向{FIRM}发放贷款2至3亿元。").flows
    assert (flow.amount_min, flow.amount, flow.status) == (Decimal(200_000_000), Decimal(300_000_000), "planned")


def test_slices_point_to_their_total() -> None:
    text = "{清河市财政局:Institution/local_government}下达补助资金900万元，其中{甲县:Place/county}500万元，{乙县:Place/county}400万元。"
    assert [f.slice_of for f in state_of(text).flows] == [None, 0, 0]


def test_a_later_sum_of_another_sentence_is_no_slice() -> None:
    text = "{清河市财政局:Institution/local_government}下达补助资金900万元，其中{甲县:Place/county}500万元。{清河银行:Institution/bank}放款300万元。"
    assert [f.slice_of for f in state_of(text).flows] == [None, 0, None]


def test_a_rate_is_no_slice() -> None:
    text = "{清河市财政局:Institution/local_government}下达补助资金900万元，其中每亩补助200元。"
    assert [f.slice_of for f in state_of(text).flows] == [None, None]


def test_a_bare_class_goes_back_to_the_company_named_before() -> None:
    text = f"{FIRM}要建新车间。得知消息后，{BANK}为{{企业:Category}}发放贷款500万元。"
    assert told(text) == ["清河银行 > - > 甲公司 | 500万元 loan actual"]


def test_a_scheme_pays_as_subject_and_carries_where_it_only_runs() -> None:
    pays = (
        "{甲专项:Program/program}奖励了{乙公司:Institution/company}、{丙公司:Institution/company}等4家企业，各20万元。"
    )
    carries = "{甲专项:Program/program}实施三年来，已拨付补助资金3000万元。"
    assert [(f.provider, f.via) for f in state_of(pays).flows] == [(["Program:甲专项"], [])]
    assert [(f.provider, f.via) for f in state_of(carries).flows] == [([], ["Program:甲专项"])]


def test_parts_told_before_their_total_are_its_slices() -> None:
    text = "{甲银行:Institution/bank}出资2亿元，{乙银行:Institution/bank}出资1亿元，两家{银行:Category}合计出资3亿元，注入{海州基金:Fund/guidance}。"
    assert [f.slice_of for f in state_of(text).flows] == [2, 2, None]
    other = text.replace("合计出资3亿元", "合计出资5亿元")
    assert [f.slice_of for f in state_of(other).flows] == [None, None, None]


def test_a_notice_is_paid_by_who_signs_it() -> None:
    text = "关于下达今年科研项目经费的通知\n各有关单位：\n现下达科研项目经费2860万元。\n{青禾科学院:Institution/central_government}\n2022年6月1日"
    assert told(text, title="关于下达今年科研项目经费的通知") == ["青禾科学院 > - > - | 2860万元 grant actual"]


def test_budgets_that_分别_pairs_with_their_sums() -> None:
    state = state_of("中央财政和省级财政补贴分别为11亿元、7亿元。")
    assert [f.provider for f in state.flows] == [["Institution:财政部"], []]
    text = "{青禾省:Place/province}保费规模创新高，中央财政和省级财政补贴分别为11亿元、7亿元。"
    assert [f.provider for f in state_of(text).flows] == [["Institution:财政部"], ["Institution:青禾省财政厅"]]


@pytest.mark.parametrize("payers", ["江苏省、南通市财政", "江苏省财政厅和南通市财政局"])
def test_places_that_share_the_word_for_their_budgets_pay_each(payers: str) -> None:
    text = f"{payers}各补贴300万元，支持南通市科技馆建设。"
    state = Pipeline(steps=STEPS).state(Article("t", text, date="2022-06-15"))
    assert [f.provider for f in state.flows] == [["Institution:江苏省财政厅"], ["Institution:南通市财政局"]]


def test_a_budget_that_pays_a_part_of_what_somebody_got_is_no_recipient() -> None:
    """中央财政 stands before its part of a whole that guarantors got: it pays."""
    text = "去年，青禾市财政局向41家担保机构拨付补助1.3亿元，其中中央财政9000万元、省级4000万元。"
    whole, central, _ = Pipeline(steps=STEPS).state(Article("t", text, date="2022-06-15")).flows
    assert whole.recipient == central.recipient == ["Category:担保机构"]
    assert central.provider == ["Institution:财政部"]


def test_registered_capital_is_no_class() -> None:
    """公司注册资本 is a measure of a company, not private capital that gives or gets."""
    state = Pipeline(steps=STEPS).state(Article("t", "这家公司注册资本2亿元。", date="2022-06-15"))
    assert not [e for e in state.entities if e.type == "Category"]


def test_lines_that_only_name_who_gets_are_parts_of_the_money_told_before_them() -> None:
    text = (
        "{青禾省水利厅:Institution/local_government}下达治理资金9000万元，具体如下：\n"
        "{甲市:Place/city}（清江支流）2300万元；\n{乙县:Place/county}1850万元；\n各地要抓紧。"
    )
    assert told(text) == [
        "青禾省水利厅 > - > - | 9000万元 grant actual",
        "青禾省水利厅 > - > 甲市 | 2300万元 grant actual",
        "青禾省水利厅 > - > 乙县 | 1850万元 grant actual",
    ]


def test_lines_without_an_announcement_or_a_mark_are_no_list() -> None:
    text = "{青禾省水利厅:Institution/local_government}下达治理资金9000万元。\n去年门票只卖了23万元。"
    assert told(text) == ["青禾省水利厅 > - > - | 9000万元 grant actual"]


def test_lines_of_names_with_sums_are_a_list_without_an_announcement_or_a_total() -> None:
    county, village = "{甲县:Place/county}", "{乙县:Place/county}"
    assert told(f"现将村道补助资金分配如下：\n{county}1600万元；\n{village}1500万元；\n各地要抓紧。") == [
        "- > - > 甲县 | 1600万元 grant actual",
        "- > - > 乙县 | 1500万元 grant actual",
    ]
    zone = "{清河区:Zone/park}兑现奖励1400万元。"
    assert told(f"{zone}\n{FIRM}——860万元；\n{{乙公司:Institution/company}}——360万元；") == [
        "清河区 > - > - | 1400万元 reward actual",
        "清河区 > - > 甲公司 | 860万元 reward actual",
        "清河区 > - > 乙公司 | 360万元 reward actual",
    ]


def test_tiers_of_a_notice_name_behind_their_sum_who_gets_it() -> None:
    text = (
        "{甲厅:Institution/local_government}拟给予下列孵化器补助，现予公示。\n"
        "优秀（每家40万元）：{甲园:Institution/company}、{乙中心:Institution/company}。\n"
        "良好（每家20万元）：{丙园:Institution/company}、{丁中心:Institution/company}。\n"
    )
    assert told(text) == [
        "甲厅 > - > 甲园+乙中心 | 40万元 subsidy planned per recipient",
        "甲厅 > - > 丙园+丁中心 | 20万元 subsidy planned per recipient",
    ]


def test_public_money_runs_through_the_programme_that_the_article_is_about() -> None:
    desk, plan = "{清河市财政局:Institution/local_government}", "{青苗护航计划:Program/program}"
    text = f"暖风吹来\n清河市实施{plan}。\n昨天天气很好。\n{desk}发放奖励50万元给{FIRM}。"
    assert told(text) == ["清河市财政局 > 青苗护航计划 > 甲公司 | 50万元 reward actual"]
    other = text.replace("天气很好", "又实施{红果振兴计划:Program/program}")
    assert told(other) == ["清河市财政局 > - > 甲公司 | 50万元 reward actual"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("{清河市财政局:Institution/local_government}为186家企业贴息7240万元，撬动银行贷款38亿元。", [186, 186]),
        ("63家企业贷到1.5亿元，{甲公司:Institution/company}的460万元是头一笔。", [63, None]),
    ],
)
def test_a_count_belongs_to_the_first_sum_that_takes_it(text: str, counts: list[int | None]) -> None:
    assert [f.recipient_count for f in state_of(text).flows] == counts


def test_items_of_a_round_up_lend_each_other_nothing() -> None:
    text = (
        "财政快讯\n◆ 合肥市财政局下达改造资金3亿元。\n◆ 亳州市近日收到资金9000万元，其中蒙城县5100万元，利辛县2700万元。\n"
        "◆ 芜湖市财政局下达应急资金2亿元。\n◆ 祁门县公布水库建设进度，完成600万元。"
    )
    state = Pipeline(steps=STEPS).state(Article("t", text, date="2022-06-15"))
    assert [f.provider for f in state.flows][:4] == [["Institution:合肥市财政局"], [], [], []]


def test_a_time_set_off_before_the_first_item_is_that_of_all_items() -> None:
    text = (
        "记者近日获悉，2019年至2022年以来，{清河市财政局:Institution/local_government}投入科技资金3亿元；"
        "{清江县财政局:Institution/local_government}投入科技资金5000万元。"
    )
    assert [(f.period, f.cumulative) for f in state_of(text).flows] == [("2019/2022", True)] * 2
    apart = (
        "2019年，{清河市财政局:Institution/local_government}投入科技资金3亿元，2020年投入2亿元；"
        "{清江县财政局:Institution/local_government}投入科技资金5000万元。"
    )
    assert state_of(apart).flows[-1].period != "2020"
