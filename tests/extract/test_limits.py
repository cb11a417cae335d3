"""Figures that say which class is meant move no money and measure nothing."""

import itertools

import pytest

from extract.limits import compile_limits
from extract.model import Article
from extract.pipeline import Pipeline

LIMITS = [
    "5000万元以上", "5000万元及以上", "5000万元（含）以上", "5000万元以上（含）", "5000万元以上（含5000万元）", "5000万元（不含）以下",
    "不低于5000万元", "超过5000万元", "首次达5000万元", "满5000万元", "5000万元至1亿元", "5000万元（含）至1亿元（不含）", "5000万元到1亿元之间",
    "5000万元以上、1亿元以下",
]  # fmt: skip
PROMISES = [
    "徐州市财政局对{}的企业，给予奖励20万元。",
    "对{}的企业，由徐州市财政局给予一次性奖励20万元。",
    "{}的企业，可获得徐州市财政局奖励20万元。",
    "徐州市财政局对符合条件的企业（{}）给予奖励20万元。",
]
MEASURES = ["年销售收入", "固定资产投资", "单户授信总额"]
TIERS = [
    "对年产值首次突破1亿元、5亿元和10亿元的企业，徐州市财政局分别奖励10万元、50万元和100万元。",
    "徐州市财政局对研发投入1亿元以上、5亿元以上和10亿元以上的企业，分别给予10万元、50万元和100万元的一次性奖励。",
    "对技改投资1亿元（含）至5亿元的企业，徐州市财政局奖励10万元；5亿元（含）至10亿元的，奖励50万元；10亿元以上的，奖励100万元。",
    "企业年产值首次达到1亿元、5亿元、10亿元的，徐州市财政局分别给予10万元、50万元、100万元奖励。",
]


def read(text: str) -> tuple[list[tuple[list[str], list[str], int]], int]:
    """Return payer, recipient and amount of each flow of a text, and how many figures it measures."""
    facts = Pipeline().extract(Article("t", text, date="2022-05-06"))
    names = {entity.id: entity.name for entity in facts.entities}
    flows = [
        ([names[i] for i in flow.provider], [names[i] for i in flow.recipient], int(flow.amount or 0))
        for flow in facts.flows
    ]
    return flows, len(facts.observations)


@pytest.mark.parametrize("promise", PROMISES)
def test_a_limit_only_describes_who_gets_something(promise: str) -> None:
    for measure, limit in itertools.product(MEASURES, LIMITS):
        flows, measured = read(promise.format(measure + limit))
        assert [(payer, amount) for payer, _, amount in flows] == [(["徐州市财政局"], 200_000)], measure + limit
        assert "企业" in flows[0][1][0], measure + limit
        assert measured == 0, measure + limit


@pytest.mark.parametrize("text", TIERS)
def test_each_tier_of_a_rule_is_one_flow_to_the_same_class(text: str) -> None:
    flows, measured = read(text)
    assert [amount for _, _, amount in flows] == [100_000, 500_000, 1_000_000]
    assert all(payer == ["徐州市财政局"] for payer, _, _ in flows)
    assert len({name for _, recipients, _ in flows for name in recipients}) == 1
    assert all("企业" in recipients[0] for _, recipients, _ in flows)
    assert measured == 0


def test_a_sum_behind_a_described_class_is_paid_to_it() -> None:
    flows, _ = read("徐州市财政局今年奖励年销售收入5000万元以上的企业12家，共240万元。")
    assert flows == [(["徐州市财政局"], ["年销售收入5000万元以上的企业"], 2_400_000)]


def test_figures_that_are_no_limits_stay() -> None:
    assert read("徐州市财政局向高新技术企业拨付5000万元以上。")[0][0][2] == 50_000_000
    assert read("江苏银行向徐州的企业发放贷款超过5000万元。")[0][0][2] == 50_000_000
    assert read("徐州高新区企业年销售收入超过50亿元。")[1] == 1


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("彭城公司获得超过5000万元的补贴。", 50_000_000),
        ("徐州市财政局一次性给予彭城公司不超过300万元的奖励。", 3_000_000),
        ("徐州市财政局对产值超过5000万元的奖励20万元。", 200_000),
    ],
)
def test_what_is_given_is_no_limit_of_who_gets_it(text: str, amount: int) -> None:
    assert [sum_ for _, _, sum_ in read(text)[0]] == [amount]


def test_a_long_row_of_words_for_limits_is_read_in_one_way() -> None:
    limits = compile_limits(Pipeline().lexicon)
    row = "（含）以上" * 4000
    assert limits.joins.fullmatch(row + "、")
    assert not limits.joins.fullmatch(row + "元")
    assert not limits.bare.fullmatch("及以上及" * 4000 + "元")
