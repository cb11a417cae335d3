"""Public money handed down whose parties the headline tells, in whole articles: who hands it down, and whose account of a fund's use it is."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def flows(pipeline: Pipeline, title: str, body: str) -> list[tuple[str, str, str, str | None]]:
    state = pipeline.state(Article("page.txt", f"{title}\n{body}", title))
    names = {e.id: e.name for e in state.entities}

    def of(ids: list[str]) -> str:
        return "+".join(names[i] for i in ids)

    return [(of(f.provider), of(f.via), of(f.recipient), f.amount_text) for f in state.flows]


def test_the_account_of_a_fund_is_of_who_spends_it(pipeline: Pipeline) -> None:
    body = "现将本级福彩公益金使用情况公告如下：安排940万元，资助孤儿；安排460万元，用于兴国县中医院设施改造。"
    told = flows(pipeline, "赣州市民政局2021年度福彩公益金使用情况公告", body)
    assert told == [
        ("赣州市民政局", "福利彩票公益金", "孤儿", "940万元"),
        ("赣州市民政局", "福利彩票公益金", "兴国县中医院", "460万元"),
    ]


def test_who_hands_the_fund_down_is_told_by_the_headline(pipeline: Pipeline) -> None:
    told = flows(pipeline, "农业农村部拨付大气污染防治资金", "7月29日，大气污染防治资金7111万元下达到定西市。")
    assert told == [("农业农村部", "大气污染防治资金", "定西市", "7111万元")]


def test_what_lotteries_bring_in_is_measured(pipeline: Pipeline) -> None:
    state = pipeline.state(Article("page.txt", "去年，全国销售体育彩票33亿元，筹集体彩公益金9亿元。"))
    assert not state.flows
    assert [o.measure for o in state.observations] == ["销售体育彩票", "筹集体彩公益金"]


def test_money_that_nothing_names_is_no_fund(pipeline: Pipeline) -> None:
    state = pipeline.state(
        Article("page.txt", "兴国县中医院获得财政部补助资金668万元，并收到赣州市财政局产业扶持资金60万元。")
    )
    assert [e.name for e in state.entities if e.type == "Fund"] == ["产业扶持资金"]


def test_a_fund_begins_behind_the_verb_of_getting_it(pipeline: Pipeline) -> None:
    text = "几年间，祁门县先后争取专项补助资金4100万元修路。清塘水库争取水利发展资金1800万元。"
    state = pipeline.state(Article("page.txt", text))
    assert [e.name for e in state.entities if e.type == "Fund"] == ["水利发展资金"]
    assert {e.name for e in state.entities if e.type == "Place"} == {"祁门县"}


def test_a_described_class_begins_in_its_own_sentence(pipeline: Pipeline) -> None:
    text = "甲市最近修好了两座老桥。另外，国家林草局也同国家发改委一起对黄山市苗圃等育苗大棚给予90万元的支持。"
    state = pipeline.state(Article("page.txt", text))
    assert not [e.name for e in state.entities if e.type == "Category" and "甲市" in e.name]


def test_a_finance_office_that_the_news_is_from_handed_its_place_s_money_down(pipeline: Pipeline) -> None:
    told = flows(pipeline, "保费补贴下拨", "宿州市财政局传来消息，本市首笔农机作业补贴资金270万元已下拨。")
    assert told == [("宿州市财政局", "农机作业补贴资金", "", "270万元")]


def test_who_draws_on_a_fund_pays(pipeline: Pipeline) -> None:
    told = flows(pipeline, "康复项目启动", "甘肃省残联从残疾人就业保障金中安排958万元，用于困难残疾人康复。")
    assert told == [("甘肃省残疾人联合会", "残疾人就业保障金", "困难残疾人", "958万元")]


def test_a_larger_sum_is_no_part_of_the_item_before_it_in_a_round_up(pipeline: Pipeline) -> None:
    body = (
        "◆ 金堂县财政局兑现第二批餐饮业纾困资金，40家门店拿到200万元。\n"
        "◆ 遵义市收到水污染防治资金9000万元，投向河道，其中仁怀市5000万元，习水县4000万元。"
    )
    assert flows(pipeline, "要闻", body)[1:] == [
        ("", "水污染防治资金", place, amount)
        for place, amount in [("遵义市", "9000万元"), ("仁怀市", "5000万元"), ("习水县", "4000万元")]
    ]
