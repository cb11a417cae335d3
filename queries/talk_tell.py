"""The answer to what a follow-up was made out to be, with what it took from the question before."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from queries.answer_result import Answer
from queries.answer_talk import planned
from queries.answer_words import listed as strung
from queries.answer_words import phrase
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import (
    FLOW_ROLES,
    Named,
    Plan,
)
from queries.question import names_said
from queries.question_tokens import language_of
from queries.talk_fill import names_of_its_own
from queries.talk_topic import Topic


def first_known(store: Any, question: str, plans: Iterable[Plan], topic: Topic, *, rows: bool = False) -> Answer | None:
    """Return the answer to the first of some plans of which something is known; with `rows` of no other, else to the first."""
    names = open_names(store, ENTITIES)
    nothing: Answer | None = None
    for plan in plans:
        if not names_of_its_own(plan):
            continue  # what was spoken of names nothing either
        answer = planned(store, question, replace(plan, language=language_of(question)))
        if answer.rows:
            return about(answer, question, topic.all(), names)
        nothing = nothing or answer
    return about(nothing, question, topic.all(), names) if nothing is not None and not rows else None


def about(answer: Answer, question: str, things: Iterable[Named], names: Names) -> Answer:
    """Return an answer with a note of what it took from the question before, where the follow-up does not name that."""
    if answer.plan is None:
        return answer
    own = {o.id for t in names_said(question, names) if t.found is not None for o in t.found.options}
    known = {e.id for e in things}
    taken = [e for e in {e.id: e for e in names_of_its_own(answer.plan)}.values() if e.id in known and e.id not in own]
    if not taken:
        return answer
    what = strung([e.called(answer.language) for e in taken], answer.language)
    return replace(answer, notes=[phrase("notes", "about", answer.language, what=what), *answer.notes])


def none_else(found: Answer | None) -> Answer | None:
    """Return an answer that knows of nobody else in a sentence that says so."""
    if found is None or found.rows:
        return found
    return replace(found, answer=phrase("sentences", "no_others", found.language))


def roles_named(plan: Plan) -> list[str]:
    """Return the roles of the money of a plan of which it names who has them, payers first."""
    return [n for n in FLOW_ROLES if (p := getattr(plan.clause, n, None)) is not None and p.entities]
