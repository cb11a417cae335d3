"""What is so now, when funds came about, and what comes nearest where there is nothing."""

from typing import Any

import pytest

from tests.queries.asked import answered, noted


def test_a_present_figure_leaves_out_those_before_it(store: Any) -> None:
    answer = answered(store, "科技创新和技术改造再贷款现在的利率")
    assert len(answer.rows) == 1 and "1.5%" in answer.answer
    assert noted(answer, "更早", "1.75%")


def test_what_was_so_is_not_so_now(store: Any) -> None:
    assert answered(store, "火炬中心现在还属于科技部吗").answer.startswith("没有")


def test_figures_of_what_rests_on_a_programme_are_told(store: Any) -> None:
    assert "科技创新和技术改造再贷款：利率 1.5%（2025-05-07）" in answered(store, "科创再贷款现在的利率是多少？").answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which funds were set up in 2024?", "CNY 344 bn (2024-05-24)"),
        ("2020年成立的基金有哪些？", "国家中小企业发展基金：注册资本 357.5亿元（2020-06-22）"),
    ],
)
def test_funds_dated_by_their_registered_capital_are_told(store: Any, question: str, said: str) -> None:
    assert said in answered(store, question).answer


def test_a_path_over_a_place_is_told_where_there_is_no_other(store: Any) -> None:
    text = answered(store, "北京银行和国家绿色发展基金有什么联系？").answer
    assert "只有经过地点的" in text and "位于→ 上海市 ←位于— 国家绿色发展基金" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("北京银行给张江示范区贷款了吗？", "没有报道说放了贷款，有的是授信"),
        ("Did Bank of Beijing lend to the Zhangjiang demonstration zone?", "No article tells of loans"),
        ("北京银行贷款给谁？", "都是授信"),
    ],
)
def test_a_credit_line_is_no_loan_that_was_made(store: Any, question: str, said: str) -> None:
    assert said in answered(store, question).answer


def test_those_that_money_near_reached_are_counted(store: Any) -> None:
    text = answered(store, "How many firms in Handan have received credit under the points system?").answer
    assert "636 recipients" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("21家金融机构能从央行拿到多少再贷款？", "合计：再贷款（承诺）8000亿元（2笔）"),
        (
            "财政部都出资了哪些基金，一共多少钱？",
            "全部加起来：投资（已发生）600亿元（1笔）；投资（承诺）852.5亿元（3笔）",
        ),
        ("贵阳市科技局跟哪些银行合作？", "参加其项目“贵阳科技金融贷款平台”的有贵阳银行、重庆银行贵阳分行"),
        ("How much credit has been granted to firms in Handan so far?", "These have to do with Handan"),
        ("哪些银行参与了科创再贷款？", "以它为基础的科技创新和技术改造再贷款"),
        ("Which bank is linked with Haimen?", "←applies to— 中银高企贷 ←runs— 中国银行江苏省分行"),
        ("What programmes apply to Karamay?", "participates in Enterprise Innovation Points System"),
        ("贵阳哪些银行参加了科技金融贷款平台？", "没有逐一点名的：6家银行"),
        (
            "贵阳科技金融贷款平台有多少家银行参加？",
            "图中点名的有2个：贵阳银行、重庆银行贵阳分行。报道还以类别提到、没有逐一点名的：6家银行",
        ),
        ("成都产业基金群规模有多大？", "基金规模（计划）超过3000亿元（1笔）"),
        ("南通海门有哪些企业拿到高企贷？", "名称相近的中银高企贷"),
        ("How much did all shareholders put into Big Fund III in total?", "investment (committed) CNY 240 bn (4)"),
        ("How many enterprises got credit in Handan?", "The graph names 1: 河北和赢电气有限责任公司"),
        ("How many enterprises got credit in Handan?", "(2025-04), 636 recipients"),
        ("How much did the Hubei finance department pay?", "no article says that it was paid"),
        ("Who is in charge of the Torch Center?", "Ministry of Science and Technology is told of its predecessor"),
        ("福建科技创新券最高补多少？", "标准或上限：福建省科学技术厅 → （科技创新券） 每家20万元 补贴"),
        ("中小企业能从哪些基金拿到钱？", "天开九安海河海棠科创母基金 适用于 科技型中小企业"),
        ("Which banks have not invested in Big Fund III?", "China Development Bank does not itself"),
        ("哪些银行没有投资大基金三期？", "中国工商银行魏县支行、中国银行江苏省分行、中国银行贵州省分行是分支机构"),
    ],
)
def test_what_belongs_beside_an_answer_is_told(store: Any, question: str, said: str) -> None:
    assert said in answered(store, question).answer


def test_several_funds_under_one_name_are_noted(store: Any) -> None:
    assert noted(answered(store, "规模最大的五只基金"), "未排入", "成都高新区产业基金群", "江苏省首批14支产业专项基金")
    assert not noted(answered(store, "北京有哪些基金"), "不是一支")


def test_a_seat_that_is_planned_is_noted(store: Any) -> None:
    assert noted(answered(store, "江苏有哪些基金？"), "所在地还只是计划", "安全应急装备基金、生物医药基金")


def test_no_total_is_told_beside_sums_of_each_that_nobody_asked_for(store: Any) -> None:
    assert "全部加起来" not in answered(store, "四大行各给大基金三期出了多少钱？").answer


def test_parts_that_are_counted_with_their_whole_are_noted(store: Any) -> None:
    assert noted(answered(store, "上海有几支母基金？"), "是所列上海三大先导产业母基金的组成部分")
    assert not noted(answered(store, "成都有几支母基金？"), "组成部分")


def test_what_is_promised_here_and_paid_there_is_noted(store: Any) -> None:
    answer = answered(store, "Which money is still just promised?")
    assert noted(
        answer,
        "of another status (actual)",
        "Ministry of Finance → China Integrated Circuit Industry Investment Fund Phase III CNY 60 bn",
    )


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("国开行给企业贷了多少？", ("另有7笔没有写明受方", "3000亿元")),
        ("所有基金的规模合计多少？", ("1笔是约数", "超过3000亿元")),
    ],
)
def test_what_a_sum_leaves_out_or_rounds_is_noted(store: Any, question: str, parts: tuple[str, ...]) -> None:
    assert noted(answered(store, question), *parts)


@pytest.mark.parametrize(
    ("question", "unsaid"),
    [
        ("34家企业拿到多少贷款？", "不是同一些"),
        ("没有分行的银行", "总行有"),
        ("Which provinces does the innovation points system cover?", "based on it"),
    ],
)
def test_what_does_not_belong_beside_an_answer_is_not_told(store: Any, question: str, unsaid: str) -> None:
    assert unsaid not in answered(store, question).answer
