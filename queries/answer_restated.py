"""The answer to a question that was refused in every other way, once it is said otherwise step by step; what was done is told with it."""

import functools
from collections.abc import Callable
from dataclasses import replace

from queries.answer_facts import Run
from queries.answer_links import pairs
from queries.answer_parts import in_parts
from queries.answer_result import Answer, then
from queries.answer_words import phrase
from queries.names import Names
from queries.plan import Links, Measures, Party, Plan
from queries.question import cut_whole
from queries.question_spoken import limits_plainly
from queries.question_steps import Step, steps

Ask = Callable[[str], Answer | None]


def restated(question: str, names: Names, run: Run, ask: Ask) -> Answer | None:
    """Return the answer to a question said otherwise, or to a part of it; None where no step is understood and has an answer.

    `ask` answers a text as it stands.
    """

    def joined(one: str, other: str) -> bool:
        left, right = (Party(entities=(names.named(id_, ""),)) for id_ in (one, other))
        clause = Links(left, right)
        return bool(pairs(clause, Plan(clause, ("left",)), run, 1))

    def whole(text: str) -> Answer | None:
        answer = ask(text)
        return None if answer is None or _passes_over(answer, text, names) else answer

    def stepwise(text: str) -> tuple[Answer, str] | None:
        nothing: tuple[Answer, str] | None = None
        for step in steps(text, names, lambda said: cut_whole(said, names), joined):
            told = [a for said in (step.text, *step.more) if (a := whole(said)) is not None]
            if rows := [a for a in told if a.rows]:
                return _told(functools.reduce(then, rows), text, step), step.text
            if told and step.spelt and nothing is None:
                nothing = _told(told[0], text, step), step.text
        return nothing

    def say(text: str) -> tuple[Answer, str] | None:
        answer = whole(text)
        return (answer, text) if answer is not None else stepwise(text)

    told = stepwise(limits_plainly(question))
    answer = told[0] if told is not None else in_parts(question, names, say)
    return None if answer is None else replace(answer, question=question)


def _passes_over(answer: Answer, text: str, names: Names) -> bool:
    """Whether a figure alone was told of a question that asks for something else as well: how large is X, and at what rate."""
    if answer.second is not None or answer.plan is None or not isinstance(answer.plan.clause, Measures):
        return False
    return sum(t.is_("asking") and not t.is_("stop") for t in cut_whole(text, names)) > 1


def _told(answer: Answer, question: str, step: Step) -> Answer:
    """Return an answer as one to the question as it was put, with what was taken for what in its notes."""
    language = answer.language
    what = "”“".join(said.rstrip("?？。. ") for said in (step.text, *step.more))
    notes = [phrase("notes", "again", language, what=what)]
    notes += [phrase("notes", "close", language, said=said, name=name) for said, name in step.notes]
    if step.passed:
        notes.append(phrase("notes", "passed", language, parts="”“".join(step.passed)))
    return replace(answer, question=question, notes=[*notes, *answer.notes])
