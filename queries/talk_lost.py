"""Follow-ups behind a question that was not understood, about the one thing that it named: what's the deal with X | how big is it?"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from queries.answer import ask
from queries.answer_result import Answer
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import Named, News, Profile
from queries.question import cut_whole
from queries.question_follow import IT
from queries.question_tokens import Token, language_of
from queries.question_words import table
from queries.talk_fill import names_of_its_own
from queries.talk_tell import about


def alone_named(question: str, names: Names) -> Named | None:
    """Return the one thing that a refused question names and speaks of, or None where it names more or asks for another.

    Which branch of a bank is the nicest: what is said of it next is of that branch, and not of the bank.
    """
    found = cut_whole(question, names)
    if any(_of_another(t) for t in found):
        return None
    named = [t.found for t in found if t.found is not None and not t.is_("type")]
    return named[0].options[0] if len(named) == 1 and len(named[0].options) == 1 else None


def _of_another(token: Token) -> bool:
    """Whether a word asks for something (which, 哪家, 谁) or is of a kind or role of things, of which more may be said."""
    asks = token.is_("asking", "which", "who") and token.text.lower() not in table("talk")["of_no_kind"]
    return asks or token.is_("role") or (token.is_("type") and token.found is None)


def of_what_was_lost(
    store: Any, question: str, thing: Named | None, converse: Callable[[Answer, str], Answer]
) -> Answer | None:
    """Return the answer to a follow-up that is about the thing a refused question named, where something is known of it; else None.

    `converse` gives the answer to a follow-up behind an answer.
    """
    names, language = open_names(store, ENTITIES), language_of(question)
    if thing is None or any(t.found is not None and not t.is_("type") for t in cut_whole(question, names)):
        return None  # and Livzon: of what, is not known
    if re.match(table("among")["goes_on"], question.strip(), re.IGNORECASE) and IT.search(question) is None:
        return None  # and which banks gave loans: goes on from what was asked, and not from what was named
    told = ask(store, table("talk")["about_it"][language].format(name=thing.called(language)), evidence=False)
    if not told.understood or told.plan is None or not isinstance(told.plan.clause, Profile):
        return None
    answer = converse(told, question)
    plan = answer.plan
    if not answer.understood or not answer.rows or plan is None or isinstance(plan.clause, Profile | News):
        return None
    if thing.id not in {e.id for e in names_of_its_own(plan)}:
        return None
    return about(replace(answer, question=question), question, (thing,), names)
