"""Answers to follow-ups: to a plan that was made of what was spoken of, to a comparison with it, and the refusal of what fits nothing."""

from dataclasses import replace
from functools import partial
from typing import Any

from queries.answer import answered_as, drafted, refused_as
from queries.answer_computed import asked_of_both, compared_with, of_both
from queries.answer_result import Answer
from queries.compile_party import ENTITIES
from queries.names import open_names
from queries.plan import Plan
from queries.question import Reading, read
from queries.question_tokens import language_of


def compared(store: Any, question: str, one: Plan | None, other: Plan) -> Answer | None:
    """Return the answer to a follow-up that compares what the last two plans tell (which was larger?), or the last with another; None else."""
    names, language = open_names(store, ENTITIES), language_of(question)
    tell = partial(drafted, store=store, names=names)
    last = Reading(question, language, replace(other, language=language))
    answered = partial(answered_as, store=store, names=names, evidence=True)
    for said in compared_with(question, other):
        than = read(said, names, other)
        if than.plan is not None and than.plan != other and (pair := (tell(last), tell(than))) and pair[0] and pair[1]:
            return of_both(question, pair[0], pair[1], answered)
    if one is None or not asked_of_both(question):
        return None
    pair = tell(Reading(question, language, replace(one, language=language))), tell(last)
    return of_both(question, pair[0], pair[1], answered) if pair[0] and pair[1] else None


def planned(store: Any, question: str, plan: Plan) -> Answer:
    """Return the answer to a question that was made out to be a plan."""
    names = open_names(store, ENTITIES)
    return answered_as(Reading(question, plan.language, plan), store, names, True)


def turned_down(store: Any, question: str) -> Answer:
    """Return the refusal of a follow-up that says of nothing what it asks, and fits nothing that was spoken of."""
    said = " ".join(question.split()).rstrip("?？。 ")
    found = Reading(question, language_of(question), None, reason="of_whom", parts=(said,))
    return refused_as(found, open_names(store, ENTITIES), store)
