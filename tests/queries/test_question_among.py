"""Follow-ups about those that the answer before lists, and what a refusal offers instead."""

from typing import Any

import pytest

from queries import ask
from queries.chat import Chat
from tests.queries.asked import answered


def told(chat: Chat, question: str) -> list[tuple[Any, ...]]:
    answer = chat.ask(question)
    assert answer.understood, answer.answer
    return [tuple(row) for row in answer.rows]


def test_those_of_a_kind_are_asked_for_among_what_was_listed(store: Any) -> None:
    chat = Chat(store)
    assert len({str(row[0]) for row in told(chat, "Who put money into Big Fund III?")}) > 9
    banks = told(chat, "And which of them are banks?")
    assert banks and all("Bank" in name for row in banks for name in row[0])


def test_how_many_of_those_are_in_a_place(store: Any) -> None:
    chat = Chat(store)
    told(chat, "Which zones pilot the points system?")
    answer = chat.ask("How many of those are in Zhejiang?")
    assert answer.understood and "杭州高新技术产业开发区" in answer.answer and "合肥" not in answer.answer


def test_those_of_which_something_else_holds_too(store: Any) -> None:
    chat = Chat(store)
    told(chat, "Who invested in Big Fund III?")
    rows = told(chat, "Which of them also set up funds?")
    assert {name for row in rows for name in row[0]} == {"Ministry of Finance"}


def test_what_is_no_question_of_those_is_refused(store: Any) -> None:
    chat = Chat(store)
    told(chat, "How big is the Jiangsu mother fund?")
    assert not chat.ask("Which of them are banks?").understood


def test_when_alone_asks_for_the_time_of_what_was_asked(store: Any) -> None:
    chat = Chat(store)
    told(chat, "Who runs gaoqidai?")
    assert "2019-09-20" in chat.ask("since when?").answer
    told(chat, "What is the rate of the tech relending?")
    assert "2025-05-07" in chat.ask("And since when?").answer


def test_only_those_limit_the_answer_before(store: Any) -> None:
    chat = Chat(store)
    assert len(told(chat, "loans by ICBC branches")) == 2
    assert len(told(chat, "just the ones above 5 million yuan")) == 1


def test_bodies_by_name_are_no_classes_whatever_is_asked(store: Any) -> None:
    answer = answered(store, "What has CDB lent to companies by name?")
    assert not any("科技型企业" in str(row) for row in answer.rows)
    assert any("科技型企业" in str(row) for row in answered(store, "What has CDB lent to companies?").rows)


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ("Which banks were sued over Big Fund III?", "Which banks are linked to China Integrated Circuit"),
        ("Which funds went broke in Jiangsu?", "Which funds are in Jiangsu?"),
    ],
)
def test_what_is_offered_is_near_what_was_asked(store: Any, question: str, near: str) -> None:
    answer = ask(store, question, evidence=False)
    assert not answer.understood and any(offered.startswith(near) for offered in answer.suggestions)


def test_nobody_is_offered_who_was_not_named(store: Any) -> None:
    answer = ask(store, "How much did people dislike innovation?", evidence=False)
    assert not answer.understood and answer.suggestions
    assert not any("Bank of China" in offered for offered in answer.suggestions)


def test_no_question_is_offered_whose_words_hang(store: Any) -> None:
    answer = ask(store, "How much did the banks of Big Fund III that sold its shares?", evidence=False)
    assert not any(offered.rstrip("?").split()[-1].lower() in ("the", "did", "is") for offered in answer.suggestions)


def test_english_begun_names_are_taken_and_said(store: Any) -> None:
    answer = answered(store, "Which fund did the Ministry of Ecology set up?")
    assert any("Ministry of Ecology and Environment" in note for note in answer.notes)
    assert len(answer.rows) == 1


def test_the_others_of_a_kind_stand_for_the_one_that_was_named(store: Any) -> None:
    chat = Chat(store)
    told(chat, "How much did ICBC put into Big Fund III?")
    rows = told(chat, "what about the other banks?")
    payers = {row[0] for row in rows}
    assert len(payers) == 5 and "Industrial and Commercial Bank of China" not in payers


def test_a_kind_alone_behind_what_about_is_no_list_of_all(store: Any) -> None:
    chat = Chat(store)
    told(chat, "How big is the Beijing AI fund?")
    assert not chat.ask("what about banks?").understood


def test_what_else_it_does_is_asked_of_the_one_listed(store: Any) -> None:
    chat = Chat(store)
    told(chat, "Who manages the Beijing AI fund?")
    assert "北京市机器人产业发展投资基金" in chat.ask("What else does it manage?").answer


def test_them_of_one_that_was_listed(store: Any) -> None:
    chat = Chat(store)
    told(chat, "Tell me about Tiankai")
    told(chat, "which policies apply to it?")
    assert {row[0] for row in told(chat, "who issued them?")} == {"天津市科学技术局", "天津市财政局"}


def test_a_noun_or_one_alone_is_asked_of_what_was_named(store: Any) -> None:
    chat = Chat(store)
    told(chat, "How big is the Beijing AI fund?")
    assert "北京市机器人产业发展投资基金" in (chat.ask("and the robotics one?").reading or "")
    told(chat, "tell me about the green fund")
    assert len(told(chat, "who are the founders?")) == 3


def test_to_whom_alone_asks_who_got_it(store: Any) -> None:
    chat = Chat(store)
    told(chat, "Which ICBC branches lent money?")
    assert "河北和赢电气有限责任公司" in chat.ask("to whom?").answer


@pytest.mark.parametrize(
    "question", ["Where does the enterprise innovation points system apply?", "企业创新积分制适用于哪些地方？"]
)
def test_who_takes_part_is_told_beside_where_a_programme_applies(store: Any, question: str) -> None:
    assert "杭州高新技术产业开发区" in answered(store, question).answer


def test_money_of_a_status_alone_is_told_and_none_without(store: Any) -> None:
    answer = answered(store, "what money is planned in Jiangsu?")
    assert any("61000000" in str(row) for row in answer.rows)
    assert not ask(store, "what money is?", evidence=False).understood
