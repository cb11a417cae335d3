"""Questions that go on from one before (and how much is still pending?) where there is none that was understood."""

import re

from queries.plan import Listing, Plan, parties_of
from queries.question_onward import of_everything
from queries.question_words import table


def wants_context(question: str, plans: list[Plan], lost: bool) -> str:
    """Return the words of a question that need one before it, where its plans say of nothing whose they are; or nothing.

    After a question that was not understood (`lost`) a kind of thing is no name either: how many banks is asked of those spoken of.
    """
    if not any(map(_named, plans)) and re.match(table("among")["there"], question.strip(), re.IGNORECASE):
        return question.strip().rstrip("?？。. ")
    if any(_named(plan) for plan in plans) or not (lost or all(map(of_everything, plans))):
        return ""
    begun = re.match(table("among")["goes_on"], question.strip(), re.IGNORECASE)
    summed = lost and any(plan.measure in ("sum", "count") and of_everything(plan) for plan in plans)
    summed |= lost and any(plan.measure == "count" and isinstance(plan.clause, Listing) for plan in plans)
    return question.strip().rstrip("?？。. ") if begun or summed else ""


def _named(plan: Plan) -> bool:
    """Whether a plan names a body, a thing or a place; a class of bodies (technology firms) is no such name."""
    clauses = (plan.clause, *(further.clause for further in plan.further))
    named = [e for clause in clauses for party in parties_of(clause) for e in (*party.entities, *party.places)]
    return any(e.label != "Category" for e in (*named, *plan.filters.places))
