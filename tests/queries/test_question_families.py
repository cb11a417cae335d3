"""Families of wordings: loose openings and ends, limits in clauses of their own, branches said beside their bank, several named side by side."""

from typing import Any

import pytest

from queries import ask
from queries.answer_ranks import of_several_funds
from queries.answer_suggest import left_out
from queries.compile_party import ENTITIES
from queries.names import open_names
from queries.question import read
from tests.queries.asked import answered, noted

FUND = "国家集成电路产业投资基金三期"
RELENDING = "科技创新和技术改造再贷款"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("yeah but who set up Guochuang, you know", "Who set up Guochuang?"),
        ("so um like, which banks invested in Big Fund III", "Which banks invested in Big Fund III?"),
        ("yo who's backed the green fund, innit", "Who backed the green fund?"),
        ("erm, right, so who runs that points system thing", "Who runs the points system?"),
        ("gimme the timeline of this points system business", "Timeline of the points system"),
        ("who lent the least in 2024, just the one", "Who lent the least in 2024?"),
        ("how is CDB tied up with Suzhou Industrial Park", "How is CDB linked to Suzhou Industrial Park?"),
        ("Which banks have zero to do with Big Fund III?", "Which banks are not linked to Big Fund III?"),
        ("what's up at Suzhou Industrial Park?", "Timeline of Suzhou Industrial Park"),
        ("how much did the post bank kick in for chip fund 3", f"How much did Postal Savings Bank of China put into {FUND}?"),
        ("how big are the two shanghai funds, the biomedicine one and the ai one", "How big are the shanghai biomedicine fund and the shanghai ai fund?"),
        ("Which loans did CDB do apart from the one to Lizhu?", "Who besides Lizhu did CDB lend to?"),
        ("Which funds are there in Shanghai that are bigger than 40 billion yuan?", "Which funds in Shanghai are of more than 40 billion yuan?"),
        ("Who manages a fund with a volume of over 40 billion yuan?", "Who manages over 40 billion yuan funds?"),
        ("Which measures were issued in 2024, and by whom?", "Which measures were issued in 2024 by whom?"),
        ("Who were the first test zones of the points system?", "Who were the first zones of the points system?"),
        ("Rank the four banks that invested in Big Fund III by amount", "Top four banks that invested in Big Fund III by amount"),
        ("Show the loans given by ICBC and its local branches", "Show the loans given by ICBC"),
        (f"{FUND}的股东里面出资超过250亿元的是谁", f"哪些机构给{FUND}出资超过250亿元"),
        (f"{RELENDING}各次利率都是多少", f"{RELENDING}利率怎么变化"),
        ("火炬中心最后归哪儿去了", "火炬中心现在归谁管"),
        ("工商银行及其分支机构给谁贷款", "工商银行给谁贷款"),
        ("中国工商银行给哪家企业批过创新积分贷", "中国工商银行通过创新积分贷给了哪家企业贷款"),
        ("呃，就是江苏省战略性新兴产业母基金嘛，它由谁管理", "江苏省战略性新兴产业母基金由谁管理"),
        ("上海那些母基金里，哪支规模最大", "上海最大的母基金是哪个"),
        ("工商银行总共给谁放过款，各是多少钱", "工商银行给谁放过款"),
    ],
)  # fmt: skip
def test_a_family_is_answered_as_its_plain_form(store: Any, said: str, plain: str) -> None:
    wanted = answered(store, plain)
    assert wanted.rows and answered(store, said).rows == wanted.rows


@pytest.mark.parametrize(
    "question",
    [
        "which banks invested in Big Fund III, just the one",  # which of them is not said
        "How much did ICBC and its branches lend in all?",  # a sum never adds the two
        "工商银行及其分行一共贷了多少款",
        "lol who likes the green fund most",
    ],
)
def test_what_would_lose_a_condition_is_refused(store: Any, question: str) -> None:
    assert not ask(store, question, evidence=False).understood


def test_several_funds_told_as_one_take_no_place_among_funds(store: Any) -> None:
    answer = answered(store, "规模最大的五支基金")
    ranked = {name for row in answer.rows for name in row[answer.columns.index("recipient")]}
    assert ranked and not any(of_several_funds(name) for name in ranked)
    assert noted(answer, "多支基金合起来说的", "14支产业专项基金")


def test_a_fund_that_takes_in_others_is_told_to(store: Any) -> None:
    answer = answered(store, "上海最大的母基金是哪个").answer
    assert "上海三大先导产业母基金包含" in answer and "不算它，最大的是上海集成电路产业投资母基金" in answer


def test_of_several_named_those_without_a_row_are_said(store: Any) -> None:
    assert (
        "没有查到上海未来产业基金的"
        in answered(store, "江苏省战略性新兴产业母基金和上海未来产业基金分别由谁管理？").answer
    )
    assert "Nothing is told of" not in answered(store, "Who set up Guochuang and the Jiangsu mother fund?").answer
    assert "没有查到" not in answered(store, "国家开发银行和贵阳银行分别给谁贷款？").answer  # of branches, too


def test_taking_a_fund_in_is_said_to_be_read_as_its_place(store: Any) -> None:
    assert "这里按“位于”计" in answered(store, "苏州工业园区引进了什么基金？").answer
    assert "按“位于”计" not in answered(store, "国创母基金位于哪里？").answer


def test_what_a_budget_gives_away_is_no_capital_put_in_and_told_beside(store: Any) -> None:
    answer = answered(store, "计划出资的有哪些机构")
    assert "grant" not in {row[answer.columns.index("instrument")] for row in answer.rows}
    assert noted(answer, "拨款", "湖北省经济和信息化厅")


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("List the bananas of Bank of China .", " ."),
        ("timeline of relending bananas", "relending"),
        (f"{RELENDING}的利率香蕉是多少", "的是多少"),
    ],
)
def test_what_leads_nowhere_is_not_offered(store: Any, question: str, never: str) -> None:
    offered = ask(store, question, evidence=False).suggestions
    assert offered and not any(never in s if never != "relending" else s == never for s in offered)


def test_words_left_out_leave_no_gap_before_a_mark(store: Any) -> None:
    names = open_names(store, ENTITIES)
    part = left_out(read("Which loans did Bank of Guiyang give bananas?", names), names)
    assert part is None or " ?" not in part[1]
