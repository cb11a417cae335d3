"""Asking in tests: an answer that must have been understood, and what its notes say."""

from typing import Any

from queries import Answer, ask


def answered(store: Any, question: str) -> Answer:
    """Return the answer, without its evidence; fails where the question was not understood."""
    answer = ask(store, question, evidence=False)
    assert answer.understood, answer.answer
    return answer


def noted(answer: Answer, *parts: str) -> bool:
    """Whether one note holds all of the parts."""
    return any(all(part in note for part in parts) for note in answer.notes)
