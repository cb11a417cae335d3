"""By how much one party gave or got more than another: told where one plain sum stands on each side, else refused."""

import re
from dataclasses import replace

from queries.answer_facts import FlowFact, Run
from queries.answer_flows import answer_flows
from queries.answer_result import Answer, Row
from queries.answer_words import money, phrase, term
from queries.plan import FLOW_ROLES, Flows, Party, Plan
from queries.question_words import table

ALIKE = ("instrument", "status", "currency")


def with_difference(answer: Answer, question: str, run: Run) -> Answer:
    """Return the answer with the difference told first, where the question asks for one between two named parties of money.

    Two sums in its place would leave the reader to think that these may be subtracted: where there is no such pair of sums, the question is refused.
    """
    found = _two(answer.plan) if answer.plan is not None and answer.second is None else None
    if found is None or not any(re.search(said, question, re.IGNORECASE) for said in table("differences")["asks"]):
        return answer
    plan, slot = found
    told = _difference(plan, slot, run)
    if told is not None:
        return replace(answer, answer=f"{told}{'' if plan.language == 'zh' else ' '}{answer.answer}")
    sentence = phrase("sentences", "no_difference", plan.language)
    return Answer(question, plan.language, False, sentence, suggestions=_each(plan, slot, run))


def _two(plan: Plan) -> tuple[Plan, str] | None:
    """Return the plan that tells the sums of each of two named parties, and where these stand; None where no two are named."""
    if not isinstance(plan.clause, Flows) or plan.measure not in ("sum", "rows"):
        return None
    for slot in FLOW_ROLES:
        party = getattr(plan.clause, slot)
        if isinstance(party, Party) and len(party.entities) == 2:
            return replace(plan, asked=(slot,), measure="sum", by=()), slot
    return None


def _difference(plan: Plan, slot: str, run: Run) -> str | None:
    with run.aside():
        rows = answer_flows(plan, run, None).rows
        plain = all(_plain(row, slot, run) for row in rows)
    sides = [[r for r in rows if r.values[slot] == run.name(i, plan.language)] for i in getattr(plan.clause, slot).ids]
    pairs = [(a, b) for a in sides[0] for b in sides[1] if all(a.values[key] == b.values[key] for key in ALIKE)]
    if not plain or len(pairs) != 1 or sum(map(len, sides)) != len(rows):
        return None
    if not all(_told_again(row, pairs[0], slot) for row in rows):
        return None
    more, less = sorted(pairs[0], key=lambda row: row.values["amount"], reverse=True)
    language, currency = plan.language, more.values["currency"]
    words = {
        "more": str(more.values[slot]), "less": str(less.values[slot]),
        "high": more.shown["amount"], "low": less.shown["amount"],
        "instrument": term("instrument", more.values["instrument"], language),
        "status": term("flow_status", more.values["status"], language),
    }  # fmt: skip
    by = more.values["amount"] - less.values["amount"]
    key = "difference" if by else "no_more"
    return phrase("sentences", key, language, amount=money(by, currency, language), **words)


def _told_again(row: Row, pair: tuple[Row, Row], slot: str) -> bool:
    """Whether a row is one of a pair, or the same sum of its party in another status: promised in one article, paid in another."""
    return any(
        all(row.values[key] == r.values[key] for key in (slot, "instrument", "currency", "amount")) for r in pair
    )


def _plain(row: Row, slot: str, run: Run) -> bool:
    """Whether a row is a sum of exact figures, each of them of one party alone."""
    flows = run.with_parties(f for f in row.facts if isinstance(f, FlowFact))
    exact = all(f.qualifier in (None, "exact") and f.amount_min is None for f in flows)
    return row.values["basis"] == "sum" and exact and all(len(getattr(f, slot)) == 1 for f in flows)


def _each(plan: Plan, slot: str, run: Run) -> list[str]:
    """Return the question for the sums of each, where the two are payers."""
    assert isinstance(plan.clause, Flows)
    payers, into = plan.clause.provider, plan.clause.recipient
    if slot != "provider" or payers is None or into is None or len(into.entities) != 1:
        return []
    first, second, fund = (run.name(i, plan.language) for i in (*payers.ids, *into.ids))
    return [phrase("sentences", "ask_each", plan.language, first=first, second=second, fund=fund)]
