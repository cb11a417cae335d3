"""Shares, differences, ratios and sums of two figures named in one question, or told last; and the largest of each."""

from typing import Any

import pytest

from queries import Answer
from queries.chat import Chat
from tests.queries import samples_graph
from tests.queries.asked import answered

YI = 10**8


@pytest.fixture(scope="module")
def samples(tmp_path_factory: Any) -> Any:
    with samples_graph.build(tmp_path_factory.mktemp("computed") / "samples.db") as store:
        yield store


def amounts(answer: Answer) -> list[list[int]]:
    """Return the figures of each part of an answer, whichever column holds them."""
    found = []
    for part in answer.each():
        at = part.columns.index("amount" if "amount" in part.columns else "value")
        found.append([int(row[at]) for row in part.rows])
    return found


@pytest.mark.parametrize(
    ("question", "told", "parts"),
    [
        ("财政部在大基金三期里占多大比例？", "17.4%", [[600 * YI, 600 * YI], [3440 * YI]]),
        ("大基金三期有几成是国开金融出的？", "10.5%", [[360 * YI], [3440 * YI]]),
        ("财政部的出资占国家中小企业发展基金注册资本的多少？", "42.7%", [[15250 * 10**6], [35750 * 10**6]]),
        ("交行的钱在大基金三期里算多大一块？", "5.8%", [[200 * YI, 200 * YI], [3440 * YI]]),
        ("大基金三期这3440亿里，国开金融出了几成？", "10.5%", [[360 * YI], [3440 * YI]]),
        ("国家绿色发展基金里中央财政占百分之几？", "11.3%或11.4%", [[100 * YI], [885 * YI, 880 * YI]]),
        (
            "What share of Big Fund III comes from the Ministry of Finance?",
            "17.4%",
            [[600 * YI, 600 * YI], [3440 * YI]],
        ),
        ("How large a share of Big Fund III did Shanghai Guosheng Group put up?", "8.7%", [[300 * YI], [3440 * YI]]),
        (
            "What percentage of the National SME Development Fund's capital comes from the Ministry of Finance?",
            "42.7%",
            [[15250 * 10**6], [35750 * 10**6]],
        ),
    ],
)
def test_a_share_is_what_one_put_in_of_the_whole(samples: Any, question: str, told: str, parts: list[Any]) -> None:
    answer = answered(samples, question)
    assert answer.answer.startswith(told + ("：" if answer.language == "zh" else ": "))
    assert amounts(answer) == parts


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("三大先导母基金里，生物医药母基金占几成？", "22.5%：225.01亿元（基金规模，承诺）占1000亿元（基金规模，承诺）"),
        ("国创母基金首期占总规模几成？", "25%：150亿元"),
        ("What is the first tranche of 国创母基金 as a share of its total?", "25%: CNY 15 bn"),
        ("What do the Ministry of Finance and CDB Capital together make up of Big Fund III?", "27.9%: CNY 96 bn"),
    ],
)
def test_a_part_of_a_fund_is_a_share_of_it(samples: Any, question: str, told: str) -> None:
    assert answered(samples, question).answer.startswith(told)


def test_the_part_may_leave_unsaid_whose_and_when(samples: Any) -> None:
    answer = answered(samples, "国开行2022年科技贷款里，科技创新和基础研究专项贷款占多少？")
    assert answer.answer.startswith("44.3%：1160亿元（贷款，已发生）占2619亿元")


@pytest.mark.parametrize(
    "question",
    [
        "国开行给万华的贷款占大基金三期的多少？",
        "丽珠在大基金三期里占多大比例？",
        "大基金三期占财政部的多少？",
        "财政部在大基金三期和国家绿色发展基金里占多大比例？",
        "2024年国开行科技贷款占2022年的多少？",
        "江苏和上海的母基金哪个大？",
        "六大行对大基金三期一共出了多少钱，各家分别是多少，占注册资本多大比例？",
        "What share of Big Fund III comes from Wanhua?",
        "张江拿到的授信比万华拿到的贷款多多少？",
        "北京银行给张江的授信比国开行2022年的科技贷款多多少？",
        "国家绿色发展基金和国家中小企业发展基金加起来多少？",
    ],
)
def test_what_is_no_part_and_what_is_not_alike_is_refused(samples: Any, question: str) -> None:
    from queries import ask

    answer = ask(samples, question, evidence=False)
    assert not any(word in answer.answer for word in ("%", "前者", "两者合计"))


@pytest.mark.parametrize(
    ("question", "told", "parts"),
    [
        ("国开行2022年的科技贷款比2024年前4个月多多少？", "前者比后者多2213亿元", [2619 * YI, 406 * YI]),
        ("国开行2022年的科技贷款是2024年前4个月的几倍？", "6.45倍", [2619 * YI, 406 * YI]),
        ("丽珠拿到的贷款比万华少多少？", "前者比后者少2.75亿元", [385 * 10**6, 660 * 10**6]),
        (
            "大基金三期的注册资本比国家中小企业发展基金的注册资本多多少？",
            "前者比后者多3082.5亿元",
            [3440 * YI, 35750 * 10**6],
        ),
        (
            "Which is bigger: Big Fund III's capital or the National SME Development Fund's capital?",
            "The first is CNY 308.25 bn more than the second",
            [3440 * YI, 35750 * 10**6],
        ),
        (
            "Between Livzon and Wanhua, who borrowed more and by how much?",
            "The first is CNY 275 m less than the second",
            [385 * 10**6, 660 * 10**6],
        ),
        ("国开金融给大基金三期的出资比上海国盛多百分之多少？", "前者比后者多20%", [360 * YI, 300 * YI]),
        ("邮储银行给大基金三期出的钱是建行的几分之几？", "0.37倍", [80 * YI, 215 * YI]),
        ("Which got the bigger loan, Livzon or Wanhua?", "The first is CNY 275 m less", [385 * 10**6, 660 * 10**6]),
        ("Is the Tiankai fund as big as the Chengdu angel fund?", "The first is CNY 5 bn less", [50 * YI, 100 * YI]),
        ("丽珠的贷款和万华的贷款加起来多少？", "两者合计10.45亿元", [385 * 10**6, 660 * 10**6]),
        (
            "How much more did China Development Bank lend in 2022 than in the first four months of 2024?",
            "The first is CNY 221.3 bn more than the second",
            [2619 * YI, 406 * YI],
        ),
        (
            "Did Wanhua borrow more than Livzon?",
            "The first is CNY 275 m more than the second",
            [660 * 10**6, 385 * 10**6],
        ),
        (
            "How many times bigger is the Jiangsu mother fund than the Chengdu angel fund?",
            "5 times",
            [500 * YI, 100 * YI],
        ),
    ],
)
def test_two_figures_are_put_beside_each_other(samples: Any, question: str, told: str, parts: list[int]) -> None:
    answer = answered(samples, question)
    assert answer.answer.startswith(told)
    assert [part[0] for part in amounts(answer)] == parts


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("丽珠贷了多少", "万华呢", "两家差多少？"), "前者比后者少2.75亿元"),
        (("国开行2022年的科技贷款是多少", "2024年前4个月呢", "差多少"), "前者比后者多2213亿元"),
        (
            ("Who lent to Wanhua?", "and to Livzon?", "which of the two loans was larger?"),
            "The first is CNY 275 m more",
        ),
        (("万华的贷款谁放的？", "多少钱？", "比丽珠多多少？"), "前者比后者多2.75亿元"),
        (("工行给大基金三期出了多少？", "农行呢？", "两家合计呢？"), "两者合计430亿元"),
        (("How much did Wanhua borrow?", "how much more is that than Livzon?"), "The first is CNY 275 m more"),
        (("Who lent to Wanhua?", "and to Livzon?", "how much is that together?"), "Together CNY 1.045 bn"),
    ],
)
def test_a_follow_up_compares_what_was_told_last(samples: Any, turns: tuple[str, ...], told: str) -> None:
    talk = Chat(samples)
    for turn in turns:
        answer = talk.ask(turn)
    assert answer.understood and answer.answer.startswith(told)


def test_what_cannot_be_compared_is_no_difference(samples: Any) -> None:
    talk = Chat(samples)
    talk.ask("江苏省战略性新兴产业母基金规模多大")
    talk.ask("它由谁管理")
    assert "前者" not in talk.ask("差多少").answer


def grouped(answer: Answer) -> dict[str, list[int]]:
    """Return the figures of an answer by what it is grouped by."""
    found: dict[str, list[int]] = {}
    for row in answer.rows:
        found.setdefault(row[0], []).append(int(row[answer.columns.index("amount")]))
    return found


@pytest.mark.parametrize(
    "question", ["每年最大的基金是哪支？", "每个年份哪支基金规模最大？", "What is the largest fund of each year?"]
)
def test_the_largest_of_each_year(samples: Any, question: str) -> None:
    found = grouped(answered(samples, question))
    assert found["2024"] == [1000 * YI] and found["2020"] == [885 * YI, 880 * YI]


@pytest.mark.parametrize("question", ["各省最大的基金是哪支？", "What is the largest fund in each province?"])
def test_the_largest_of_each_province(samples: Any, question: str) -> None:
    answer = answered(samples, question)
    names = dict.fromkeys(("江苏省", "Jiangsu")), grouped(answer)
    assert any(names[1].get(name) == [600 * YI] for name in names[0])
    assert len(names[1]) > 2


@pytest.mark.parametrize(
    "question",
    ["每家银行最大的一笔贷款是多少？", "the biggest loan of each bank", "For each bank, what is its largest loan?"],
)
def test_the_largest_of_each_payer_of_a_kind(samples: Any, question: str) -> None:
    found = grouped(answered(samples, question))
    assert found["国家开发银行山东省分行"] == [660 * 10**6] and found["中国工商银行魏县支行"] == [8 * 10**6]


@pytest.mark.parametrize("question", ["每个城市哪家企业最大？", "每家银行最大的股东是谁？", "每个基金最大的股东是谁？"])
def test_what_is_ranked_by_no_money_is_not_grouped(samples: Any, question: str) -> None:
    from queries import ask

    assert not ask(samples, question, evidence=False).rows
