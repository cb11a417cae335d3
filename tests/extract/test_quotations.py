"""Whom a quotation means by 我们, 公司 and 企业: the body of the speaker named beside it."""

import pytest

from extract.model import Article
from extract.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    ("text", "amount", "firm"),
    [
        (
            "“农业银行镇宁支行给我们放了300万元贷款，解了燃眉之急。”贵州润果食品有限公司总经理王军说。",
            300,
            "贵州润果食品有限公司",
        ),
        (
            "“政府给了企业60万元贴息，帮了大忙。”安徽中创信科电子有限公司财务总监李敏告诉记者。",
            60,
            "安徽中创信科电子有限公司",
        ),
        (
            "合肥美成光电股份有限公司董事长田明说：“徽商银行给公司贷了3000万元，够用两年。”",
            3000,
            "合肥美成光电股份有限公司",
        ),
        (
            "桂林福顺股份有限公司今年扩产。“建设银行桂林分行为公司提供了2000万元授信，真及时。”南宁科润电子有限公司负责人刘勇介绍。",
            2000,
            "南宁科润电子有限公司",
        ),
        (
            "“我公司代偿279万元贷款，随后公司提交申请，获得补偿金36万元。”晋城市融信担保有限公司董事长毋林说。",
            36,
            "晋城市融信担保有限公司",
        ),
    ],
)
def test_the_speakers_firm_gets_it(pipeline: Pipeline, text: str, amount: int, firm: str) -> None:
    state = pipeline.state(Article("test", text))
    names = {e.id: e.name for e in state.entities}
    got = [names[i] for f in state.flows if f.amount == amount * 10000 for i in f.recipient]
    assert got == [firm]


def test_who_says_nothing_is_not_meant(pipeline: Pipeline) -> None:
    text = "“农业银行镇宁支行给我们放了300万元贷款，解了燃眉之急。”记者在贵州润果食品有限公司采访。"
    state = pipeline.state(Article("test", text))
    assert [f.recipient for f in state.flows] == [[]]


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("安徽宏顺泵业股份有限公司昨天上市。2019年挂牌时，寿县财政局奖励120万元。", ["安徽宏顺泵业股份有限公司"]),
        ("安徽宏顺泵业股份有限公司昨天上市。寿县财政局今年对全县小店奖励120万元。", []),
        ("安徽宏顺泵业股份有限公司、安徽润谷电气有限公司昨天上市。寿县财政局奖励120万元。", []),
    ],
)
def test_the_one_company_of_an_account_gets_what_is_plainly_given(
    pipeline: Pipeline, text: str, got: list[str]
) -> None:
    state = pipeline.state(Article("test", text))
    names = {e.id: e.name for e in state.entities}
    assert [names[i] for f in state.flows for i in f.recipient] == got
