"""Follow-ups: a fragment keeps the plan before and changes one thing."""

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from queries.chat import Chat
from queries.cli import main
from tests.queries import fixture, samples_graph


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Any:
    where = tmp_path_factory.mktemp("chat") / "world.db"
    fixture.build(where).close()
    return where


@pytest.fixture
def chat(path: Any) -> Iterator[Chat]:
    from graph.store import open_store

    with open_store(f"ladybug:{path}", read_only=True) as store:
        yield Chat(store)


def names(chat: Chat, question: str, column: str = "name") -> list[Any]:
    answer = chat.ask(question)
    assert answer.understood, answer.answer
    place = answer.columns.index(column)
    return [row[place] for row in answer.rows]


def test_another_place(chat: Chat) -> None:
    assert names(chat, "浙江有哪些高新区") == ["杭州高新技术产业开发区"]
    assert names(chat, "那么江苏呢") == ["徐州高新技术产业开发区"]
    assert names(chat, "湖北呢？") == ["武汉东湖新技术开发区"]
    assert names(chat, "What about Zhejiang?") == ["Hangzhou High-tech Zone"]


def test_another_year_and_another_bank(chat: Chat) -> None:
    assert names(chat, "招商银行2024年给谁贷款", "period") == ["2024-02", "2024-03"]
    assert names(chat, "2023年呢", "period") == []
    assert names(chat, "国开行呢", "recipient") == [["苏州工业园区"]]
    assert names(chat, "and in 2024?", "recipient") == [["Xi'an High-tech Zone"]]


def test_another_instrument_status_and_measure(chat: Chat) -> None:
    assert len(names(chat, "谁资助蓝芯半导体", "provider")) == 7
    assert names(chat, "贷款呢", "provider") == [["江苏银行"], ["中国工商银行江苏省分行"]]
    assert names(chat, "只看实际的", "provider") == [["中国工商银行江苏省分行"]]


def test_another_kind(chat: Chat) -> None:
    assert names(chat, "江苏有哪些高新区") == ["徐州高新技术产业开发区"]
    assert names(chat, "那基金呢") == ["徐州高新创投基金", "江苏省战略性新兴产业母基金"]


def test_a_whole_question_starts_anew(chat: Chat) -> None:
    chat.ask("浙江有哪些高新区")
    assert names(chat, "科技部的合作伙伴", "right") == ["中国人民银行", "中国工商银行"]


def test_what_is_not_understood_changes_nothing(chat: Chat) -> None:
    chat.ask("浙江有哪些高新区")
    assert not chat.ask("天气呢").understood
    assert names(chat, "江苏呢") == ["徐州高新技术产业开发区"]


def test_a_fragment_with_nothing_before_is_not_understood(chat: Chat) -> None:
    assert not chat.ask("and in 2022?").understood


def run(path: Any, *arguments: str, text: str | None = None) -> Any:
    return CliRunner().invoke(main, [*arguments, "--store", f"ladybug:{path}"], input=text)


def test_the_chat_command_reads_lines(path: Any) -> None:
    result = run(path, "chat", text="浙江有哪些高新区\n那么江苏呢\n/explain\n/save\n/quit\n科技部是谁\n")
    assert result.exit_code == 0, result.output
    assert "徐州高新技术产业开发区" in result.output
    assert "MATCH" in result.output
    assert "科学技术部" not in result.output


def test_ask_exit_codes_and_forms(path: Any, tmp_path: Any) -> None:
    assert run(path, "ask", "谁资助杨凌农高区").exit_code == 0
    assert run(path, "ask", "东南大学资助了谁").exit_code == 0
    refused = run(path, "ask", "今天天气怎么样")
    assert refused.exit_code == 1
    assert "没有看懂" in refused.stderr
    refused = run(path, "ask", "今天天气怎么样", "--json")
    assert refused.exit_code == 1
    assert '"understood": false' in refused.stdout
    assert run(path, "ask", "谁资助杨凌农高区", "--save", str(tmp_path / "a.doc")).exit_code == 2
    shown = run(path, "ask", "谁资助杨凌农高区", "--evidence", "--explain")
    assert "【4亿元】" in shown.stdout
    assert "$id" in shown.stdout
    saved = run(path, "ask", "谁资助杨凌农高区", "--save", str(tmp_path / "a.md"))
    assert saved.exit_code == 0
    assert (tmp_path / "a.md").exists()


def test_chat_says_what_it_saved(path: Any, tmp_path: Any) -> None:
    done = run(path, "chat", text=f"浙江有哪些高新区\n/save\n/save {tmp_path / 'a.md'}\n/quit\n")
    assert "name the file: /save FILE" in done.stderr and str(tmp_path / "a.md") in done.stderr
    assert (tmp_path / "a.md").exists()


def test_all_that_an_answer_tells_of_goes_on_being_spoken_of(tmp_path: Any) -> None:
    with samples_graph.build(tmp_path / "samples.db") as store:
        talk = Chat(store)
        zone = ["北京经济技术开发区"]
        talk.ask("Who manages the Beijing AI and robotics funds?")
        assert [names_in(part, "right") for part in talk.ask("And where are they registered?").each()] == [zone, zone]
        talk.ask("Which funds does Bank of Beijing manage?")
        talk.ask("Which funds does 北京国有资本运营管理有限公司 manage?")
        assert names_in(talk.ask("Where are they?"), "right") == zone * 2
        assert [row[0] for row in talk.ask("How big are they?").rows] == [
            "北京市人工智能产业投资基金",
            "北京市机器人产业发展投资基金",
        ]


def test_what_was_spoken_of_may_be_two_things(tmp_path: Any) -> None:
    with samples_graph.build(tmp_path / "samples.db") as store:
        talk = Chat(store)
        talk.ask("How big is the National SME Development Fund and who set it up?")
        assert not talk.ask("Are they in Beijing?").understood  # the founders, or the fund
        assert len(talk.ask("Who funds it and who manages it?").each()) == 2


def test_what_goes_on_from_nothing_understood_is_not_asked_of_everything(chat: Chat) -> None:
    for fragment in ("and how much is still planned?", "and which banks gave loans?", "贷款呢"):
        assert not chat.ask("What is the weather at 蓝芯半导体?").understood
        refused = chat.ask(fragment)
        assert not refused.understood and fragment.rstrip("?") in refused.answer
    assert names(chat, "and who funds 杨凌农高区?", "recipient") == [["Yangling Agricultural Zone"]]


def test_what_named_another_and_was_not_understood_is_not_gone_behind(chat: Chat) -> None:
    chat.ask("谁资助蓝芯半导体")
    assert not chat.ask("杨凌农高区的天气怎么样").understood
    assert not chat.ask("贷款呢").understood


def test_a_fund_of_which_money_was_asked_has_a_size(tmp_path: Any) -> None:
    with samples_graph.build(tmp_path / "samples.db") as store:
        talk = Chat(store)
        for first in (
            "Who put money into the National SME Development Fund?",
            "How much did the Ministry of Finance put into the National SME Development Fund?",
        ):
            for follow_up in ("and how big is it?", "what is its size?"):
                talk.ask(first)
                sized = talk.ask(follow_up)
                assert sized.plan is not None and sized.plan.filters.instruments == ("fund_size",)
                assert "CNY 35.75 bn" in sized.answer and "15.25" not in sized.answer
        talk.ask("Who gave Zhangjiang a credit line?")
        assert [row[1] for row in talk.ask("how big was it?").rows] == [80_000_000_000]


def test_who_runs_a_body_is_who_is_posted_there(tmp_path: Any) -> None:
    with samples_graph.build(tmp_path / "samples.db") as store:
        talk = Chat(store)
        assert (
            names(talk, "Who runs the Torch Center?", "left")
            == names(talk, "Who heads the Torch Center?", "left")
            == ["贾敬敦"]
        )
        assert "Ministry of Industry and Information Technology" in names(
            talk, "Which ministry runs the Torch Center?", "left"
        )


def names_in(answer: Any, column: str) -> list[Any]:
    at = answer.columns.index(column)
    return [row[at] for row in answer.rows]
