"""What money is for (用来干什么, what is the loan for): the graph keeps no purposes, so that the sentences of the articles are quoted."""

import re
from dataclasses import replace

from queries.plan import Flows, Plan
from queries.question_sketch import NotUnderstood
from queries.question_words import table


def without_purpose(text: str) -> tuple[str, str]:
    """Return a question without the words that ask what its money is for, and these words; none where it does not ask that."""
    bare = text.rstrip("?？。. ")
    for pattern, rest in table("hints")["what_for"].items():
        match = re.search(pattern, bare, re.IGNORECASE)
        if match is not None and (kept := match.expand(rest) if rest else bare[: match.start()]).strip():
            return kept.strip(), bare[match.start() :].strip("，, ")
    return text, ""


def quoted(plan: Plan, said: str) -> Plan:
    """Return the plan of the money whose sentences are to be quoted; refuses what is no money of a kind."""
    if not said:
        return plan
    if not isinstance(plan.clause, Flows) or not plan.filters.instruments or plan.yes_no or plan.by:
        raise NotUnderstood("unexplained", said)
    return replace(plan, quoted=True)
