"""What is said of a question in loose speech with its answer: which of its words were passed over."""

from dataclasses import replace

from queries.answer_result import Answer
from queries.answer_words import phrase
from queries.question_loose import Looser


def said_loosely(answer: Answer, question: str, loose: Looser) -> Answer:
    """Return the answer as one to the question as it was put; its reading and a note say what was passed over."""
    if not loose.passed:
        return replace(answer, question=question)
    what = ", ".join(f"“{said}”" for said in loose.passed)
    note = phrase("notes", "passed_over", answer.language, what=what)
    return replace(answer, question=question, notes=[note, *answer.notes])
