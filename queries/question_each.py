"""The largest of each of a kind: every bank's largest loan, the largest fund in each province."""

import re
from dataclasses import replace

from queries.names import Names
from queries.plan import Flows, Listing, Party
from queries.question import Reading, read
from queries.question_tokens import language_of
from queries.question_words import table

END = " ?？。.!！"


def of_each(question: str, names: Names) -> Reading | None:
    """Return the reading of a question that asks for the largest of each of a kind, its plan grouped by that; None for another.

    Bodies of a kind are those who pay, or get, among whom alone is ranked.
    """
    text = " ".join(question.split()).strip(END)
    data = table("of_each")[language_of(text)]
    for form in data["forms"]:
        said = re.fullmatch(form, text, re.IGNORECASE)
        if said is None:
            continue
        by = next((key for key, words in data["groups"].items() if said["k"].lower() in words), None)
        found = read(re.sub(data["apart"], "", f"{said['head']}{said['rest']}"), names)
        plan = found.plan
        if plan is None or not isinstance(plan.clause, Flows) or plan.measure not in ("largest", "smallest"):
            continue
        refused = Reading(question, found.language, None, reason="no_each", parts=(said["k"],))
        ranks = {"provider": [("flow",)], "recipient": [("flow",), ("provider",)]}
        if by is None or plan.by or plan.limit not in (None, 1) or plan.asked not in ranks.get(by, [plan.asked]):
            return refused  # 每家银行最大的股东: of those who hold the bank, and not of what it holds
        if by in ("provider", "recipient"):
            kind = read(data["kind"].format(said["k"]), names).plan
            other: Party | None = getattr(plan.clause, by)
            if kind is None or not isinstance(kind.clause, Listing) or (other is not None and not other.open):
                return refused
            party = replace(kind.clause.party, asked=False)
            plan = replace(plan, clause=replace(plan.clause, **{by: party}))
        return replace(found, question=question, plan=replace(plan, by=(by,), limit=None))
    return None
