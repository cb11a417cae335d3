"""Figures of several in a row, and those that say how somebody stands among others."""

import pytest

from tests.extract.test_observations import observed, state_of


def told(text: str) -> list[tuple[str | None, str, str]]:
    """Return subject, measure and value of each observation, and see to it that nothing moved."""
    state = state_of(text, "2023-07-31")
    assert not state.flows
    names = {e.id: e.name for e in state.entities}
    return [(names.get(o.subject or ""), o.measure, str(o.value)) for o in state.observations]


def test_sums_in_brackets_are_of_the_measure_behind_the_row() -> None:
    found = told("去年末，江苏银行（4200亿元）、宁波银行（1800亿元）绿色贷款余额居前。")
    assert found == [
        ("江苏银行", "绿色贷款余额", "420000000000"),
        ("宁波银行", "绿色贷款余额", "180000000000"),
    ]


def test_a_row_without_a_noun_goes_on_with_the_measure_before() -> None:
    found = told(
        "中国建设银行以3.4万亿元普惠贷款余额领跑，江苏银行（320亿元）紧随其后，宁波银行和徽商银行均超200亿元。"
    )
    assert [f[0] for f in found] == ["中国建设银行", "江苏银行", "宁波银行", "徽商银行"]
    assert {f[1] for f in found} == {"普惠贷款余额"}


@pytest.mark.parametrize(("noun", "full"), [("增速", "绿色贷款增速"), ("占比", "绿色贷款占比")])
def test_a_noun_of_the_kind_alone_is_completed_by_what_was_said_before(noun: str, full: str) -> None:
    found = told(f"多家银行绿色贷款余额快速增长。成都银行（52.1%）、长沙银行（48.3%）{noun}靠前。")
    assert [f[1] for f in found] == [full, full]


def test_a_balance_is_of_the_loans_that_were_spoken_of_last() -> None:
    text = "民营企业贷款余额600亿元，增长7%。12家上市银行绿色贷款规模快速增长，其中江苏银行以350亿元余额居首。"
    assert told(text)[-1] == ("江苏银行", "绿色贷款余额", "35000000000")


def test_what_bodies_have_that_are_only_counted_is_nobody_elses() -> None:
    found = told("成都银行（52.1%）、长沙银行（48.3%）存款增速领先，6家银行增速低于10%。")
    assert found[-1] == (None, "存款增速", "10")
    assert found[-2][0] is None


@pytest.mark.parametrize("noun", ["贷款结余", "信贷余额", "贷款存量"])
def test_what_is_out_in_loans_does_not_move(noun: str) -> None:
    assert told(f"江苏银行{noun}突破4000亿元。")[0][1] == noun


@pytest.mark.parametrize(
    "text",
    [
        "宁波银行虽体量不足江苏银行一半，但绿色贷款增势很猛，余额超900亿元。",
        "宁波银行尽管体量不及江苏银行，绿色贷款余额却达900亿元。",
        "江苏银行绿色贷款增长平稳。宁波银行虽未在年报中披露具体数据，但截至6月末，其绿色贷款余额已突破900亿元。",
    ],
)
def test_what_is_granted_with_although_is_of_the_same_body_as_what_follows(text: str) -> None:
    assert told(text) == [("宁波银行", "绿色贷款余额", "90000000000")]


def test_a_share_of_a_class_that_somebody_has_is_of_the_class() -> None:
    found = told("苏州工业园区培育了33%的独角兽企业和46%的专精特新企业，集聚了70%的重点实验室、80%的中试基地。")
    assert [f[1] for f in found] == ["独角兽企业", "专精特新企业", "重点实验室", "中试基地"]


def test_a_row_of_figures_is_of_the_nouns_in_turn() -> None:
    found = told("2020年，苏州工业园区实现营业收入、净利润和上缴税额分别为3100亿元、260亿元和90亿元。")
    assert [f[1] for f in found] == ["营业收入", "净利润", "上缴税额"]


def test_the_nouns_of_a_row_share_what_the_last_one_ends_in() -> None:
    found = told("6月末，苏州工业园区国家级、省级孵化器营业收入分别为11亿元、14亿元。")
    assert [f[1] for f in found] == ["国家级孵化器营业收入", "省级孵化器营业收入"]


def test_a_stake_is_measured_by_what_is_held() -> None:
    state = state_of("江苏银行以8亿元收购宁波银行24.97%的股份，另持有徽商银行3%股权。", "2023-07-31")
    assert [o.measure for o in state.observations] == ["股份", "股权"]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("安庆市支持技改\n安庆市财政局对企业按设备投资额的8%给予补助。", ["设备投资额补助比例"]),
        (
            "安庆市分担保费\n安庆市种植保险开办，省级财政补30%，市级财政担两成。",
            ["省级财政补助比例", "市级财政承担比例"],
        ),
        ("安庆高新区扩园\n安庆高新区规划面积12平方公里，即1.8万亩。", ["规划面积"]),
        ("安庆市经济\n安庆市进出口总额有望突破300亿元。", ["进出口总额"]),
    ],
)
def test_a_measure_says_what_a_share_is_given_for(text: str, measures: list[str]) -> None:
    assert [o.measure for o in observed(text)] == measures
