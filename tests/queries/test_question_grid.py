"""What a grid of families, wordings and slots found misread: counts of classes, follow-ups, ranks of bodies, times, what is left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from queries import ask
from queries.chat import Chat
from queries.cli import main
from tests.queries import fixture
from tests.queries.asked import answered, column


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    graph = fixture.build(tmp_path_factory.mktemp("grid") / "world.db")
    yield graph
    graph.close()


@pytest.mark.parametrize(
    "question",
    [
        "徐州高新区有多少家高新技术企业？",
        "徐州高新区的高新技术企业数量是多少",
        "徐州高新区高新技术企业总数",
        "徐州高新区累计多少家高新技术企业",
        "哪个园区的高新技术企业最多？",
        "各园区有多少高新技术企业？",
        "How many high-tech enterprises are there in Xuzhou High-tech Zone?",
        "Which zone has the most high-tech enterprises?",
        "How many high-tech enterprises does each zone have?",
    ],
)
def test_what_articles_count_of_a_class_is_the_figure_of_the_zone(store: Any, question: str) -> None:
    assert column(answered(store, question), "value") == [320]


def chatted(store: Any, *questions: str) -> Any:
    """Return the answer to the last of several questions that go on from one another."""
    chat = Chat(store)
    answers = [chat.ask(question) for question in questions]
    assert answers[-1].understood, answers[-1].answer
    return answers[-1]


@pytest.mark.parametrize("more", ["授信又是多少", "那授信嘞", "授信呢"])
def test_money_of_another_kind_keeps_the_time_that_was_asked(store: Any, more: str) -> None:
    assert column(chatted(store, "2023年贷款一共多少？", more), "amount") == [5_000_000_000]


@pytest.mark.parametrize(
    ("questions", "recipients"),
    [
        (("2024年有哪些贷款？", "那西安的呢"), {"西安西部量子科技有限公司", "西安高新技术产业开发区"}),
        (("2024年有哪些贷款？", "招商银行的呢"), {"杭州云脉科技有限公司", "西安西部量子科技有限公司"}),
        (("2024年有哪些贷款？", "其中不到6000万元的"), {"西安西部量子科技有限公司"}),
        (("2024年有哪些贷款？", "杭州咋样"), {"杭州云脉科技有限公司"}),
        (("2024年3月有哪些贷款？", "2024年2月的有吗"), {"杭州云脉科技有限公司"}),
    ],
)
def test_a_fragment_limits_the_money_that_was_listed(
    store: Any, questions: tuple[str, ...], recipients: set[str]
) -> None:
    answer = chatted(store, *questions)
    found = {name for names in column(answer, "recipient") for name in names}
    assert found - {"科技型中小企业"} >= recipients
    assert not found & ({"杭州云脉科技有限公司", "西安西部量子科技有限公司"} - recipients)


@pytest.mark.parametrize("question", ["放贷最多的两家银行", "放贷总额排名前2的银行", "哪两家银行放贷最多"])
def test_banks_are_ranked_by_all_that_each_lent(store: Any, question: str) -> None:
    answer = answered(store, question)
    assert answer.plan is not None
    assert (answer.plan.measure, answer.plan.limit) == ("most", 2)


def test_sums_by_instrument_are_not_parted_by_who_got_them(store: Any) -> None:
    answer = answered(store, "What did 江苏省财政厅 pay out, broken down by instrument?")
    assert "recipient" not in answer.columns
    assert 2_000_000_000 in column(answer, "amount")


@pytest.mark.parametrize("question", ["哪家公司在招商银行贷了款", "招商银行的借款人", "从招行贷款的企业有哪些"])
def test_who_borrowed_somewhere_got_the_money(store: Any, question: str) -> None:
    names = {name for names in column(answered(store, question), "recipient") for name in names}
    assert names == {"杭州云脉科技有限公司", "西安西部量子科技有限公司"}


def test_limits_may_stand_between_what_asks_and_what_is_asked_for(store: Any) -> None:
    assert column(answered(store, "招商银行有哪些不低于6000万元的贷款"), "amount") == [80_000_000]


def test_what_a_place_lends_is_lent_there(store: Any) -> None:
    answer = answered(store, "杭州贷款合计多少？")
    assert column(answer, "amount") == [80_000_000]


@pytest.mark.parametrize(
    "question",
    [
        "江苏银行以外，哪些银行给企业放了款",
        "除江苏银行外，给企业贷款的银行还有哪几家",
        "抛开江苏银行，谁还给企业贷款",
        "Which banks, Bank of Jiangsu aside, lent to companies?",
    ],
)
def test_one_that_is_set_apart_is_not_listed(store: Any, question: str) -> None:
    payers = {name for names in column(answered(store, question), "provider") for name in names}
    assert payers
    assert not payers & {"江苏银行", "Bank of Jiangsu"}


@pytest.mark.parametrize("question", ["不是计划的贷款有哪些", "除去计划的，有哪些贷款", "loans excluding planned ones"])
def test_what_is_only_planned_is_left_out(store: Any, question: str) -> None:
    assert set(column(answered(store, question), "status")) == {"actual"}


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("22年有哪些贷款", ("2022-01-01", "2022-12-31")),
        ("从2022年开始有哪些贷款", ("2022-01-01", None)),
        ("早于2023年有哪些贷款", (None, "2022-12-31")),
        ("2022年和2023年两年间有哪些贷款", ("2022-01-01", "2023-12-31")),
        ("8月1日以来有什么新消息", ("2024-08-01", None)),
        ("loans from 2022 onwards", ("2022-01-01", None)),
        ("2023、2024年的贷款有哪些", ("2023-01-01", "2024-12-31")),
        ("2023年Q1的贷款有哪些", ("2023-01-01", "2023-03-31")),
        ("去年一年的贷款有哪些", ("2023-01-01", "2023-12-31")),
        ("loans prior to 2023", (None, "2022-12-31")),
        ("loans no later than 2023", (None, "2023-12-31")),
        ("loans over 2023-2024", ("2023-01-01", "2024-12-31")),
    ],
)
def test_times_as_they_are_said(store: Any, question: str, period: tuple[str | None, str | None]) -> None:
    plan = answered(store, question).plan
    told = plan.filters.period if plan is not None else None
    assert told is not None
    assert (told.start, told.stop) == period


def test_a_fund_is_among_the_institutions_that_pay(store: Any) -> None:
    answer = answered(store, "Which institutions put money into Lanxin Semiconductor?")
    payers = {name for names in column(answer, "provider") for name in names}
    assert "China Integrated Circuit Industry Investment Fund" in payers


def test_city_banks_are_a_kind(store: Any) -> None:
    assert column(answered(store, "有哪些城商行"), "name") == ["江苏银行"]
    assert column(answered(store, "Which city commercial banks are there?"), "name") == ["Bank of Jiangsu"]


def test_examples_that_share_nothing_with_the_question_are_not_offered(store: Any) -> None:
    offered = ask(store, "招商银行的吉祥物是什么").suggestions
    assert offered
    assert all("招商银行" in text for text in offered)


def test_the_question_without_a_word_that_nothing_explains_is_offered(store: Any) -> None:
    answer = ask(store, "招商银行亲手给谁贷款")
    assert answer.understood or "招商银行给谁贷款" in answer.suggestions


def test_run_has_the_limits_of_cypher() -> None:
    helps = [CliRunner().invoke(main, [name, "--help"]).output for name in ("run", "cypher")]
    said = [[line for line in text.splitlines() if line.strip().startswith(("--limit", "--timeout"))] for text in helps]
    assert said[0]
    assert [" ".join(line.split()) for line in said[0]] == [" ".join(line.split()) for line in said[1]]


def test_chat_says_how_it_is_used() -> None:
    assert "jinmai chat" in CliRunner().invoke(main, ["chat", "--help"]).output.partition("Example")[2]
