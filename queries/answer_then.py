"""Funds of a time: those that are told to have been set up in it, and those of which only a size or a capital is told of it."""

from dataclasses import replace
from typing import Any

from queries.answer_capital import capital_of
from queries.answer_facts import Fact, FlowFact, Run, SeenFact
from queries.answer_flows import flows
from queries.answer_links import pairs
from queries.answer_result import Draft, Row
from queries.answer_rows import ordered
from queries.answer_words import after, dated_text, first_few, flow_money, names_of, phrase, planned_of
from queries.plan import Filters, Flows, Links, Party, Plan, with_parties

MOST = 6
MOST_ASKED = 300  # funds of which it is looked up when they were set up
Told = dict[str, Fact]  # by fund, what is told of the time


def founded_then(plan: Plan, draft: Draft, run: Run) -> str:
    """List, where funds set up in a time are asked for, also those of which a size or the registered capital is told of that time.

    An article that dates the start of a fund by its size (启动, 规模1000亿元) states no founding. They are listed with that said of
    them; where whether or when is asked, they stand in the sentence alone, which is returned.
    """
    clause, language = plan.clause, plan.language
    slot = plan.asked[0] if len(plan.asked) == 1 else ""
    if not isinstance(clause, Links) or slot not in ("left", "right") or plan.filters.period is None:
        return ""
    party: Party = getattr(clause, slot)
    party = replace(party, places=party.places or plan.filters.places)
    others = clause.left if slot == "right" else clause.right
    founding = {r[:-1] for r in clause.relations} & {"ESTABLISHES"}
    if party.labels != ("Fund",) or not others.open or not founding or any(f.negated for f in plan.further):
        return ""
    if plan.filters.statuses and "actual" not in plan.filters.statuses:
        return ""  # what is planned has no size of its time
    listed = list(dict.fromkeys(i for row in draft.rows for f in row.facts for i in f.parties if i.startswith("Fund:")))
    with run.aside():
        told = {i: f for i, f in _told(party, plan, run).items() if i not in listed}
        other = _otherwise(clause, slot, list(told)[:MOST_ASKED], plan, run)
    told = {i: f for i, f in told.items() if i not in other}
    apart: Told = {}
    if plan.further:
        sizes = [f.sized for f in plan.further if f.sized is not None]
        apart = {
            i: f for i, f in told.items() if isinstance(f, SeenFact) and sizes and all(s.holds(f.value) for s in sizes)
        }
        told = {i: f for i, f in told.items() if sizes and all(s.holds(getattr(f, "amount", None)) for s in sizes)}
    if not told:
        return _capital(apart, run, language)
    texts = [dated_text(fact, run, language) for fact in told.values()]
    what = first_few(language, texts, MOST)
    said = phrase("sentences", "founded_then", language, what=what)
    said = after(language, said) + _capital(apart, run, language)
    if plan.yes_no or plan.when or plan.measure not in ("rows", "count"):
        return said
    ids = [*listed, *told]
    key = "count" if plan.measure == "count" else "names" if len(ids) > 1 else "one"
    draft.sentence = phrase("sentences", key, language, n=len(ids), names=names_of(ids, run, language))
    draft.sentence += planned_of(
        ids,
        {i for row in draft.rows for f in row.facts if f.status != "planned" for i in f.parties} | set(told),
        run,
        language,
    )
    draft.rows += [_row(slot, id_, fact, run, language) for id_, fact in told.items()]
    draft.nothing = False
    return said


def _capital(apart: Told, run: Run, language: str) -> str:
    """Return the registered capital of funds whose size, which is asked about, no article tells, as a sentence, or nothing."""
    what = first_few(language, [dated_text(fact, run, language) for fact in apart.values()], MOST)
    return after(language, phrase("sentences", "capital", language, what=what)) if apart else ""


def _told(party: Party, plan: Plan, run: Run) -> Told:
    """Return by fund the size, or else the registered capital, that is told of the time."""
    filters = Filters(period=plan.filters.period, instruments=("fund_size",))
    sizes, _ = flows(replace(plan, clause=Flows(recipient=party), filters=filters, measure="rows", further=()), run)
    found: Told = {}
    for flow in ordered(f for f in run.with_parties(sizes) if f.status != "planned"):
        for id_ in flow.recipient:
            found.setdefault(id_, flow)
    for fact in sorted(capital_of(party, plan, run), key=lambda s: (s.period or "", s.subject)):
        if fact.subject.startswith("Fund:"):
            found.setdefault(fact.subject, fact)
    return found


def _otherwise(clause: Links, slot: str, funds: list[str], plan: Plan, run: Run) -> set[str]:
    """Return which of the funds are told to have been set up at another time."""
    if not funds:
        return set()
    named = Party(entities=tuple(run.names.named(i, "") for i in funds))
    bare = replace(plan, filters=replace(plan.filters, period=None), measure="rows", further=())
    return {getattr(p, slot) for p in pairs(with_parties(clause, {slot: named}), bare, run) if p.period}


def _row(slot: str, id_: str, fact: Fact, run: Run, language: str) -> Row:
    values: dict[str, Any] = {
        "left": None,
        "right": None,
        slot: run.name(id_, language),
        "period": fact.period,
        "sources": len(fact.articles),
    }
    shown = {}
    if isinstance(fact, FlowFact):
        values |= {"amount": fact.amount, "currency": fact.currency, "conflict": fact.conflict}
        shown["amount"] = flow_money(fact, language)
    return Row(values, shown, (fact,))
