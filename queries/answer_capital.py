"""Registered capital where a fund's size is asked: a figure of its own, told beside sizes and never as one."""

from dataclasses import replace
from decimal import Decimal

from queries.answer_facts import Run, SeenFact, in_period, seen_of
from queries.answer_links import listing_ids
from queries.answer_ranks import of_several_funds
from queries.answer_result import Draft
from queries.answer_words import after, listed, names_of, phrase, seen_value
from queries.compile import observation_statement
from queries.plan import Bounds, Flows, Party, Plan
from queries.question_words import table

MOST = 4


def beside_sizes(draft: Draft, plan: Plan, run: Run) -> bool:
    """Add to an answer about sizes of funds what is registered as their capital; return whether there is any."""
    clause, language = plan.clause, plan.language
    if not isinstance(clause, Flows) or clause.provider is not None:
        return False
    into = clause.recipient
    raised = plan.measure == "sum" and into is not None and bool(into.entities) and not plan.filters.instruments
    if "fund_size" not in plan.filters.instruments and not (raised and not draft.nothing):
        return False
    seen = _ranked(_capital(clause.recipient or clause.either or Party(), plan, run), draft, plan)
    if not seen:
        return False
    told = listed([f"{run.name(s.subject, language)} {seen_value(s, language)}" for s in seen[:MOST]], language)
    key = "capital_alone" if draft.nothing else "capital"
    text = phrase("sentences", key, language, what=told + ("……" if len(seen) > MOST else ""))
    draft.sentence = text if draft.nothing and not draft.rows else draft.sentence + after(language, text)
    return True


def unsized(draft: Draft, plan: Plan, run: Run) -> str:
    """Return which funds of a kind that are listed with their sizes are told of without one, as a sentence; or nothing."""
    clause, filters = plan.clause, plan.filters
    party = clause.recipient if isinstance(clause, Flows) else None
    if party is None or plan.asked != ("recipient",) or filters.instruments != ("fund_size",) or plan.measure != "rows":
        return ""
    limited = filters.bounds or filters.period or filters.statuses or filters.purpose or plan.further or plan.yes_no
    if limited or run.large or party.labels != ("Fund",) or party.entities or not draft.rows or not party.places:
        return ""
    told = {i for row in draft.rows for f in row.facts for i in f.parties}
    with run.aside():
        told |= {s.subject for s in _capital(party, plan, run)}
        rest = [i for i in listing_ids(party, run) if i not in told and not of_several_funds(run.name(i, "zh"))]
    names = names_of(rest, run, plan.language)
    return after(plan.language, phrase("sentences", "unsized", plan.language, n=len(rest), names=names)) if rest else ""


def capital_of(party: Party, plan: Plan, run: Run) -> list[SeenFact]:
    """Return what is told of the registered capital of a party in the plan's period."""
    rows = run.rows(observation_statement(party, tuple(table("phrases")["capital"]), False, run.names))
    return in_period([seen_of(row[0], row[1:]) for row in rows], plan.filters.period, run)


def _capital(party: Party, plan: Plan, run: Run) -> list[SeenFact]:
    party = replace(party, labels=party.labels or ("Fund",), places=party.places or plan.filters.places)
    counted = dict(run.left_out)
    seen = capital_of(party, plan, run)
    run.left_out = counted
    kept = [
        s for s in seen if s.subject.startswith("Fund:") and s.unit == "元" and _within(s.value, plan.filters.bounds)
    ]
    return sorted(kept, key=lambda s: (-s.value, s.subject, s.period or ""))


def _within(value: Decimal, bounds: Bounds | None) -> bool:
    return bounds is None or (bounds.currency in (None, "CNY") and bounds.holds(value))


def _ranked(seen: list[SeenFact], draft: Draft, plan: Plan) -> list[SeenFact]:
    """Keep, where the largest or smallest are asked for, what would stand among them."""
    shown = [row.values["amount"] for row in draft.rows if row.values.get("amount") is not None]
    if plan.measure in ("largest", "most") and shown:
        return [s for s in seen if s.value >= min(shown)]
    if plan.measure in ("smallest", "fewest") and shown:
        return [s for s in seen if s.value <= max(shown)]
    return seen
