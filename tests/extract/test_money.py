"""Sums of money: figure, range, currency, hedge and rate, on phrases of our own."""

from decimal import Decimal

import pytest

from extract import lexicon
from extract.model import Article, Money, State
from extract.steps import money
from extract.text import fold


def read(text: str) -> list[Money]:
    state = State(Article("test", text), lexicon.load(), text, fold(text))
    money.run(state)
    return state.money


# phrase, printed, amount, lower end, currency, qualifier, per
ONE = [
    ("市里安排3000万元", "3000万元", 30_000_000, None, "CNY", "exact", None),
    ("拨款7 700万元", "7 700万元", 77_000_000, None, "CNY", "exact", None),
    ("拨款 300 亿元", "300 亿元", 30_000_000_000, None, "CNY", "exact", None),
    ("规模1.7 万亿元", "1.7 万亿元", 1_700_000_000_000, None, "CNY", "exact", None),
    ("下达1,250万元", "1,250万元", 12_500_000, None, "CNY", "exact", None),
    ("经费1066.7万元", "1066.7万元", 10_667_000, None, "CNY", "exact", None),
    ("经费0.35亿元", "0.35亿元", 35_000_000, None, "CNY", "exact", None),
    ("奖金5000元", "5000元", 5000, None, "CNY", "exact", None),
    ("投入三千五百万元", "三千五百万元", 35_000_000, None, "CNY", "exact", None),
    ("投入一亿两千万元", "一亿两千万元", 120_000_000, None, "CNY", "exact", None),
    ("投入三点五亿元", "三点五亿元", 350_000_000, None, "CNY", "exact", None),
    ("投入十二亿元", "十二亿元", 1_200_000_000, None, "CNY", "exact", None),
    ("合计1亿2000万元", "1亿2000万元", 120_000_000, None, "CNY", "exact", None),
    ("撬动3万亿元", "3万亿元", 3_000_000_000_000, None, "CNY", "exact", None),
    ("撬动3千亿元", "3千亿元", 300_000_000_000, None, "CNY", "exact", None),
    ("补助5千元", "5千元", 5000, None, "CNY", "exact", None),
    ("拿出10来万元", "10来万元", 100_000, None, "CNY", "over", None),
    # hedges
    ("发放贷款1800余亿元", "1800余亿元", 180_000_000_000, None, "CNY", "over", None),
    ("担保88亿余元", "88亿余元", 8_800_000_000, None, "CNY", "over", None),
    ("担保20多亿元", "20多亿元", 2_000_000_000, None, "CNY", "over", None),
    ("担保3亿多元", "3亿多元", 300_000_000, None, "CNY", "over", None),
    ("约6000万元", "6000万元", 60_000_000, None, "CNY", "about", None),
    ("近6000万元", "6000万元", 60_000_000, None, "CNY", "about", None),
    ("接近2亿元", "2亿元", 200_000_000, None, "CNY", "about", None),
    ("6000万元左右", "6000万元", 60_000_000, None, "CNY", "about", None),
    ("撬动资本近百亿元", "百亿元", 10_000_000_000, None, "CNY", "about", None),
    ("超2亿元", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("超过了2亿元", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("逾2亿元", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("突破2亿元大关", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("不低于2亿元", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("不少于2亿元人民币", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("至少2亿元", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("2亿元以上", "2亿元", 200_000_000, None, "CNY", "over", None),
    ("投入过亿元", "亿元", 100_000_000, None, "CNY", "over", None),
    ("投入上千万元", "千万元", 10_000_000, None, "CNY", "over", None),
    ("不足2亿元", "2亿元", 200_000_000, None, "CNY", "under", None),
    ("不到2亿元", "2亿元", 200_000_000, None, "CNY", "under", None),
    ("2亿元以下", "2亿元", 200_000_000, None, "CNY", "under", None),
    ("最高200万元", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("最高可给予200万元", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("最高不超过200万元", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("不超过200万元", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("至多200万元", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("200万元封顶", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("封顶200万元", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("以200万元为限", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("200万元以内", "200万元", 2_000_000, None, "CNY", "up_to", None),
    ("通过1亿元贷款", "1亿元", 100_000_000, None, "CNY", "exact", None),
    ("最高按三成补助，共500万元", "500万元", 5_000_000, None, "CNY", "exact", None),
    # ranges
    ("募集2至3亿元", "2至3亿元", 300_000_000, 200_000_000, "CNY", "exact", None),
    ("募集2亿元—3亿元", "2亿元—3亿元", 300_000_000, 200_000_000, "CNY", "exact", None),
    ("募集2亿元到3亿元", "2亿元到3亿元", 300_000_000, 200_000_000, "CNY", "exact", None),
    ("募集80亿至100亿元", "80亿至100亿元", 10_000_000_000, 8_000_000_000, "CNY", "exact", None),
    ("补助500-1000万元", "500-1000万元", 10_000_000, 5_000_000, "CNY", "exact", None),
    ("补助5000元至1万元", "5000元至1万元", 10_000, 5000, "CNY", "exact", None),
    ("补助五千至一万元", "五千至一万元", 10_000, 5000, "CNY", "exact", None),
    ("补助10万元~50万元", "10万元~50万元", 500_000, 100_000, "CNY", "exact", None),
    ("花了七八百万元", "七八百万元", 8_000_000, 7_000_000, "CNY", "exact", None),
    # only an order
    ("带动数十亿元", "数十亿元", None, None, "CNY", "exact", None),
    ("带动几百万元", "几百万元", None, None, "CNY", "exact", None),
    ("带动十几亿元", "十几亿元", None, None, "CNY", "exact", None),
    # currencies
    ("融资7500万美元", "7500万美元", 75_000_000, None, "USD", "exact", None),
    ("融资1.2亿欧元", "1.2亿欧元", 120_000_000, None, "EUR", "exact", None),
    ("融资10亿港元", "10亿港元", 1_000_000_000, None, "HKD", "exact", None),
    ("融资10亿元港币", "10亿元", 1_000_000_000, None, "HKD", "exact", None),
    ("融资500亿日元", "500亿日元", 50_000_000_000, None, "JPY", "exact", None),
    ("融资3000万英镑", "3000万英镑", 30_000_000, None, "GBP", "exact", None),
    ("融资2亿新加坡元", "2亿新加坡元", 200_000_000, None, "SGD", "exact", None),
    ("融资50万美金", "50万美金", 500_000, None, "USD", "exact", None),
    ("融资人民币5亿元", "5亿元", 500_000_000, None, "CNY", "exact", None),
    ("融资5亿元人民币", "5亿元", 500_000_000, None, "CNY", "exact", None),
    ("融资$500万", "500万", 5_000_000, None, "USD", "exact", None),
    ("融资1亿USD", "1亿USD", 100_000_000, None, "USD", "exact", None),
    ("贷款１２００萬美元", "１２００萬美元", 12_000_000, None, "USD", "exact", None),
    ("貸款３億元", "３億元", 300_000_000, None, "CNY", "exact", None),
    # rates
    ("每年安排6亿元", "6亿元", 600_000_000, None, "CNY", "exact", "year"),
    ("一年拿出6亿元", "6亿元", 600_000_000, None, "CNY", "exact", "year"),
    ("每人每年2万元", "2万元", 20_000, None, "CNY", "exact", "year"),
    ("每月补助800元", "800元", 800, None, "CNY", "exact", "month"),
    ("每家可得100万元", "100万元", 1_000_000, None, "CNY", "exact", "recipient"),
    ("甲、乙等4家，各20万元", "20万元", 200_000, None, "CNY", "exact", "recipient"),
    ("每亩补500元", "500元", 500, None, "CNY", "exact", "unit"),
    ("亩均投入在4000元以上", "4000元", 4000, None, "CNY", "over", "unit"),
    ("补贴500元/亩", "500元", 500, None, "CNY", "exact", "unit"),
    ("每年单列一笔额度，不低于8亿元", "8亿元", 800_000_000, None, "CNY", "over", "year"),
    ("补贴3万元/年", "3万元", 30_000, None, "CNY", "exact", "year"),
    ("奖励2000元/人", "2000元", 2000, None, "CNY", "exact", "recipient"),
    ("每股6.47元", "6.47元", Decimal("6.47"), None, "CNY", "exact", "unit"),
    ("过去一年投入6亿元", "6亿元", 600_000_000, None, "CNY", "exact", None),
    # without 元
    ("将发放三亿一千一百万美元贷款", "三亿一千一百万美元", 311_000_000, None, "USD", "exact", None),
    ("投资1亿零500万元", "1亿零500万元", 105_000_000, None, "CNY", "exact", None),
    ("补助三千一百万元", "三千一百万元", 31_000_000, None, "CNY", "exact", None),
    ("补助2000一3000万元", "2000一3000万元", 30_000_000, 20_000_000, "CNY", "exact", None),
    ("获得经费450万。", "450万", 4_500_000, None, "CNY", "exact", None),
    ("向该公司发放1.5亿贷款支持项目。", "1.5亿", 150_000_000, None, "CNY", "exact", None),
    ("厅里安排3000万补助资金。", "3000万", 30_000_000, None, "CNY", "exact", None),
    ("局里拨付200万给科技馆。", "200万", 2_000_000, None, "CNY", "exact", None),
    ("获授信千亿", "千亿", 100_000_000_000, None, "CNY", "exact", None),
]


@pytest.mark.parametrize("case", ONE, ids=lambda c: c[0])
def test_one_sum(case: tuple[str, str, int | None, int | None, str, str, str | None]) -> None:
    text, printed, amount, low, code, qualifier, per = case
    found = read(text)
    assert [m.text for m in found] == [printed]
    assert text[found[0].start : found[0].end] == printed
    assert (found[0].amount, found[0].amount_min) == (amount, low)
    assert (found[0].currency, found[0].qualifier, found[0].per) == (code, qualifier, per)
    assert all(isinstance(x, Decimal) for x in (found[0].amount, found[0].amount_min) if x is not None)


LISTS = [
    ("分三档给予10万、20万和30万元", [(100_000, "exact"), (200_000, "exact"), (300_000, "exact")]),
    ("分别给予10、20、30万元", [(100_000, "exact"), (200_000, "exact"), (300_000, "exact")]),
    ("最高给予50万元、30万元、20万元", [(500_000, "up_to"), (300_000, "up_to"), (200_000, "up_to")]),
    ("余额分别越过5.5万亿元和2.5万亿元", [(5_500_000_000_000, "over"), (2_500_000_000_000, "over")]),
    ("近3亿元、2亿元", [(300_000_000, "about"), (200_000_000, "exact")]),
    ("总投资3亿元，其中自筹超1亿元", [(300_000_000, "exact"), (100_000_000, "over")]),
]


@pytest.mark.parametrize("text, expected", LISTS, ids=[text for text, _ in LISTS])
def test_lists_and_the_scope_of_hedges(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(m.amount, m.qualifier) for m in read(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "二元结构",
        "三元催化器",
        "1.2亿亩耕地",
        "7万家企业",
        "2023年元旦",
        "100万元件",
        "千亿级产业集群",
        "亿元以上项目",
        "万元户",
        "增长3亿吨",
        "公元一千年",
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert read(text) == []


def test_no_float_touches_a_sum() -> None:
    assert read("捐出12345678901234.56元")[0].amount == Decimal("12345678901234.56")
