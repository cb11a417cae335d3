"""Asking in tests: an answer that must have been understood, and what its notes say."""

from typing import Any

from queries import Answer, ask
from queries.chat import Chat


def answered(store: Any, question: str) -> Answer:
    """Return the answer, without its evidence; fails where the question was not understood."""
    answer = ask(store, question, evidence=False)
    assert answer.understood, answer.answer
    return answer


def noted(answer: Answer, *parts: str) -> bool:
    """Whether one note holds all of the parts."""
    return any(all(part in note for part in parts) for note in answer.notes)


def last(store: Any, *turns: str) -> Answer:
    """Return the answer to the last turn of a conversation."""
    chat = Chat(store)
    return [chat.ask(turn) for turn in turns][-1]


def column(answer: Answer, name: str) -> list[Any]:
    """Return what the rows have in a column; fails where the question was not understood."""
    assert answer.understood, answer.answer
    at = answer.columns.index(name)
    return [row[at] for row in answer.rows]
