"""Follow-ups take what they leave unsaid from the question before and from what its answer lists, say so, or are refused."""

from typing import Any

import pytest

from queries.chat import Chat
from tests.queries.asked import column, last, noted

YI, WAN = 10**8, 10**4
BIG_FUND = "国家集成电路产业投资基金三期"
GREEN, SME = "国家绿色发展基金", "国家中小企业发展基金"
NO_BANKS = {"财政部", "国开金融有限责任公司", "上海国盛（集团）有限公司"}
ZONES = "哪些高新区参加了企业创新积分制"
AI, ROBOTS = "北京市人工智能产业投资基金", "北京市机器人产业发展投资基金"


def flat(answer: Any, name: str) -> set[Any]:
    """Return all that the rows have in a column, one by one."""
    return {v for held in column(answer, name) for v in (held if isinstance(held, list) else [held])}


@pytest.mark.parametrize(
    ("turns", "name", "told"),
    [
        (("工行给河北和赢电气放过款吗", "多少？", "哪个支行放的"), "provider", {"中国工商银行魏县支行"}),
        (("工行给河北和赢电气放过款吗", "多少？哪个支行放的"), "amount", {800 * WAN}),
        (("工行给河北和赢电气放过款吗", "哪个支行放的", "什么产品"), "via", {"创新积分贷"}),
        (("国开行给万华化学贷了多少", "是哪家分行"), "provider", {"国家开发银行山东省分行"}),
        (("国开行给万华化学贷了多少", "那丽珠集团呢"), "amount", {38_500 * WAN}),
        (("国家开发银行广东省分行贷款给了谁", "那山东分行呢"), "recipient", {"万华化学集团股份有限公司"}),
        (("财政部投了哪些基金", "其中注册在北京的呢"), "recipient", {BIG_FUND}),
        (("财政部投了哪些基金", "哪些在上海"), "recipient", {GREEN, SME}),
        (("科技创新债券发行了多少", "其中民企呢"), "amount", {1074 * YI}),
        (("财政部出了多少给国家绿色发展基金", "还有谁出钱了"), "provider", set()),
        (("谁投了大基金三期", "前三名"), "amount", {600 * YI, 360 * YI, 300 * YI}),
        (("湖北省经信厅2023年下达了多少专项资金", "通过什么"), "via", {"湖北省专精特新专项资金"}),
        (("how much did CDB lend to Wanhua", "through which branch?"), "provider", {"国家开发银行山东省分行"}),
        (("how much did CDB lend to Wanhua", "what about 珠海丽珠集团?"), "amount", {38_500 * WAN}),
        (("did ICBC lend to 新疆正通路桥", "which branch?"), "provider", {"中国工商银行克拉玛依分行"}),
        (
            ("who set up the SME development fund", "how much did the central gov put in"),
            "amount",
            {15_250 * YI // 100},
        ),
        (("who runs 高企贷", "how much credit was given?"), "amount", {50_500_000_000 + 146_500_000}),
        (
            ("who paid for the Chengdu angel fund of funds", "and the Jiangsu mother fund?"),
            "provider",
            {"江苏省财政厅"},
        ),
        (("which branches of ICBC lent money", "the one in Karamay", "how much"), "amount", {400 * WAN}),
        (("who invested in Big Fund III", "anyone from Shanghai?"), "amount", {300 * YI}),
        (("who launched 中银高企贷", "how much credit?", "and the planned part?"), "amount", {6100 * WAN}),
    ],
)
def test_what_money_lacks_is_taken_from_what_was_spoken_of(
    store: Any, turns: tuple[str, ...], name: str, told: set[Any]
) -> None:
    assert flat(last(store, *turns), name) == told


@pytest.mark.parametrize(
    ("turns", "name", "told"),
    [
        (("国创母基金在哪里", "那里归谁管"), "left", {"苏州工业园区管理委员会"}),
        (("魏县支行给哪家企业放了贷款", "这家企业在哪里"), "right", {"河北省"}),
        (("王江平是谁", "他们单位设立了什么基金"), "right", {SME}),
        (("谁设立了国家绿色发展基金", "他们还设立了哪些基金"), "right", {SME}),
        (("国家绿色发展基金是谁发起的", "其中有财政部吗"), "left", {"财政部"}),
        (("国家绿色发展基金是谁发起的", "在上海吗"), "right", {"上海市"}),
        (("北京国有资本运营管理有限公司管理哪些基金", "第二支在哪里"), "left", {ROBOTS}),
        (("国创母基金有哪些子基金", "哪个大", "谁管的"), "left", {"国开金融有限责任公司"}),
        (("国创母基金有哪些子基金", "谁管的"), "left", {"国开金融有限责任公司", "苏州创业投资集团有限公司"}),
        (("国创母基金有哪些子基金", "各自规模"), "amount", {100 * YI, 50 * YI}),
        ((ZONES, "浙江的是哪个"), "left", {"杭州高新技术产业开发区"}),
        ((ZONES, "第三个在哪里"), "right", {"杭州市"}),
        ((ZONES, "除了杭州呢", "哪个在新疆"), "left", {"克拉玛依高新技术产业开发区"}),
        (("江苏省战略性新兴产业母基金由谁管理", "谁设立的", "什么时候"), "period", {"2024-06-26"}),
        (("上海国有资本投资有限公司管理哪个基金", "它规模多大"), "amount", {1000 * YI}),
        (("which zones take part in 企业创新积分制", "the one in Xinjiang", "where is it"), "right", {"Karamay"}),
        (("which funds are in Beijing", "just the AI one", "who runs it", "what else do they run"), "right", {ROBOTS}),
        (("who is 王江平", "which fund did his ministry set up"), "right", {"National SME Development Fund"}),
        (("who set up the National Green Development Fund", "where is it based"), "right", {"Shanghai"}),
        (("which sub-funds does 国创母基金 have", "which is bigger", "who manages it"), "left", {"CDB Capital"}),
    ],
)
def test_words_for_what_was_listed_stand_for_it(store: Any, turns: tuple[str, ...], name: str, told: set[Any]) -> None:
    assert flat(last(store, *turns), name) == told


def test_those_not_in_a_place_are_the_others(store: Any) -> None:
    left = last(store, "which zones take part in 企业创新积分制", "not the one in Hangzhou")
    assert len(left.rows) == 3 and "杭州高新技术产业开发区" not in flat(left, "left")


def test_an_answer_says_what_it_took_from_before(store: Any) -> None:
    taken = last(store, "who runs 高企贷", "how much credit was given?")
    assert noted(taken, "高企贷")
    taken = last(store, "工行给河北和赢电气放过款吗", "哪个支行放的")
    assert noted(taken, "接上问", "河北和赢电气有限责任公司")


def test_nobody_else_is_told(store: Any) -> None:
    for turns in (("谁投了大基金三期", "还有吗"), ("who put money into Big Fund III", "who else")):
        answer = last(store, *turns)
        assert answer.understood and not answer.rows
    green = last(store, "谁出资了国家绿色发展基金", "还有谁")
    assert "除财政部外" in green.answer and flat(green, "provider") == set()


@pytest.mark.parametrize(
    "turns",
    [
        ("国创母基金是谁设立的", "贷款有多少"),
        ("王江平是谁", "一共投了多少钱"),
        ("who set up the National SME Development Fund", "who got the loans?"),
        ("who manages the Tianjin Tiankai mother fund", "how much credit was promised?"),
        ("How big is the Jiangsu mother fund?", "Which of them are banks?"),
    ],
)
def test_what_names_nothing_is_never_asked_of_everything(store: Any, turns: tuple[str, ...]) -> None:
    answer = last(store, *turns)
    assert not answer.understood or not answer.rows


def test_a_kind_that_was_not_listed_is_not_counted_as_what_was(store: Any) -> None:
    counted = last(store, "贵阳科技金融贷款平台是谁搞的", "有多少家银行")
    assert "贵阳市科学技术局" not in counted.answer and "贵阳银行" in counted.answer
    assert len(flat(last(store, "谁投了大基金三期", "一共几家银行"), "provider") & NO_BANKS) == 0


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("国开行2022年发了多少科技创新贷款", "其中专项贷款呢"), "1160亿元"),
        (("国家开发银行2022年发放了多少贷款", "跟2024年比呢"), "2213亿元"),
        (("how much did CDB lend in 2024", "compared with 2022?"), "CNY 221.3 bn"),
        (
            ("how much did ICBC put into Big Fund III", "and the Agricultural Bank of China?", "both together?"),
            "CNY 43 bn",
        ),
        (("魏县支行给谁放了贷款", "克拉玛依分行呢", "两家一共放了多少"), "1200万元"),
        (("北京银行给谁授信", "你在哪里看到的"), "2016-05-20"),
        (("who gave Zhangjiang a credit line", "where did you read that?"), "2016-05-20"),
        (("福建省科技厅2017年发了多少科技创新券补助", "几家单位"), "348"),
        (("how much credit was given under 高企贷", "how many firms"), "8"),
        (("央行那个再贷款最早多少额度", "后来呢？"), "科技创新和技术改造再贷款"),
        (("国开行2022年发了多少贷款", "前一年呢"), "2770亿元"),
    ],
)
def test_an_answer_goes_on_from_the_one_before(store: Any, turns: tuple[str, ...], said: str) -> None:
    answer = last(store, *turns)
    assert answer.understood and said in answer.answer


def test_what_names_nothing_behind_a_refused_question_is_refused(store: Any) -> None:
    chat = Chat(store)
    assert not chat.ask("天开园那支这样那样的母基金有多大呀").understood
    assert not chat.ask("主要投什么？").understood
    assert chat.ask("哪些银行给企业贷款？").understood


def test_what_counts_without_a_question_before_is_refused(store: Any) -> None:
    assert not last(store, "火星上的天气怎么样", "多少家企业").understood


def test_how_much_somebody_gave_is_of_the_money_spoken_of(store: Any) -> None:
    given = last(store, "which banks gave credit lines in Guiyang", "how much did Bank of China give")
    assert flat(given, "amount") == {10 * YI} and flat(given, "instrument") == {"credit_line"}
    assert flat(last(store, "大基金三期规模多大", "财政部占了多少"), "amount") == {600 * YI}
    other = last(store, "who set up the SME development fund", "how much did Bank of Beijing lend")
    assert noted(other, "of all", "National SME Development Fund")  # nothing is known of both


def test_whether_it_is_anywhere_is_not_asked(store: Any) -> None:
    assert not last(store, "徐州高新区有什么基金", "已经落地了吗").understood


@pytest.mark.parametrize("said", ["谢谢", "好的", "ok, thanks", "明白了，谢谢"])
def test_thanks_ask_nothing_and_change_nothing(store: Any, said: str) -> None:
    assert not last(store, "谁投了大基金三期", said).understood
    assert flat(last(store, "谁投了大基金三期", said, "前三名"), "amount") == {600 * YI, 360 * YI, 300 * YI}
