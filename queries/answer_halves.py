"""Answers to Chinese questions of several halves: one answer for each, in order, or none where one is not understood."""

import functools
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from queries.answer_facts import Run
from queries.answer_result import Answer, then
from queries.answer_words import after, phrase
from queries.compile import Statement
from queries.names import Found, Names
from queries.plan import Flows
from queries.question import Reading, read
from queries.question_halves import apart, clauses, goes_on, included, plain, ratio, speaks_of_body
from queries.question_tokens import language_of

Ask = Callable[[str], Answer]
Answered = Callable[[Reading], Answer]
WITHIN = "MATCH (x)-[:LOCATED_IN|WITHIN*1..4]->(p:Place) WHERE x.id IN $ids AND p.id IN $places RETURN DISTINCT x.id"


def in_halves(question: str, store: Any, names: Names, ask: Ask, answered: Answered) -> Answer | None:
    """Return the answers to a question that consists of several, the first with the others as its `second`; None where it does not."""
    if language_of(question) != "zh":
        return None
    if (places := included(question)) is not None:
        parts = _with_places(*places, Run(store, names))
        return _all(parts, ask) if parts else None
    if parts := apart(question, names):
        return _all(parts, ask)
    if (both := ratio(question, names)) is not None:
        found = _all([both.whole, both.part], ask)
        return _with_ratio(found, both.instruments) if found is not None else None
    for head, tail in clauses(question):
        first = ask(head)
        if not first.understood:
            continue
        second = _behind(head, tail, first, names, ask, answered)
        if second is not None:
            return then(first, second)
    return None


def _all(parts: list[str], ask: Ask) -> Answer | None:
    answers: list[Answer] = []
    for part in parts:
        answers.append(ask(part))
        if not answers[-1].understood:
            return None
    return functools.reduce(then, answers)


def _behind(head: str, tail: str, first: Answer, names: Names, ask: Ask, answered: Answered) -> Answer | None:
    """Return the answer to the clause behind a question that was answered, or None."""
    last = first.each()[-1]
    if last.plan is None:
        return None
    if (words := speaks_of_body(tail)) is not None:
        body = _body(last, ask)
        found = ask(tail.replace(words, body, 1)) if body else None
        return found if found is not None and found.understood else None
    plans = [one.plan for one in first.each() if one.plan is not None]
    reading = goes_on(head, tail, plans, names)
    return answered(_with_branches(reading, last, names)) if reading is not None else None


def _with_branches(reading: Reading, last: Answer, names: Names) -> Reading:
    """Return a ranking of the money that was listed as one of what the branches that were listed gave as well."""
    plan = reading.plan
    if plan is None or not plan.single or not isinstance(plan.clause, Flows) or "provider" not in last.columns:
        return reading
    payer, at = plan.clause.provider, last.columns.index("provider")
    if payer is None or not payer.entities or not last.rows:
        return reading
    said = names.called(dict.fromkeys(n for row in last.rows for n in row[at] or ()), ("Institution",))
    more = tuple(replace(e, how="branch") for e in said if e.id not in payer.ids)
    payers = replace(payer, entities=(*payer.entities, *more))
    return replace(reading, plan=plan.with_clause(replace(plan.clause, provider=payers)))


def _body(last: Answer, ask: Ask) -> str | None:
    """Return the one body where the person that an answer is about works."""
    people = [e for p in getattr(getattr(last.plan, "clause", None), "parties", ()) for e in p.entities]
    if len(people) != 1 or people[0].label != "Person":
        return None
    posts = ask(f"{people[0].name}在哪个机构任职")
    at = posts.columns.index("right") if "right" in posts.columns else None
    bodies = {str(row[at]) for row in posts.rows} if at is not None else set()
    return bodies.pop() if len(bodies) == 1 else None


def _with_places(text: str, before: str, inner: list[str], run: Run) -> list[str]:
    """Return the question without the bracket, and the same of what the bracket names and the graph does not put in that place."""
    outer = [n for n in run.names.spans(before.lower()) if n.label == "Place" and len(n.options) == 1]
    outer = [n for n in outer if not any(n is not o and o.start <= n.start and n.stop <= o.stop for o in outer)]
    named = [_named(part, run.names) for part in inner]
    if not outer or not inner or not all(named):
        return []
    place = outer[-1]
    beyond = [part for part, found in zip(inner, named, strict=True) if found and not _lies_in(found, place, run)]
    said = plain(text)
    return [said, *(said[: place.start] + part + said[place.stop :] for part in beyond)]


def _named(said: str, names: Names) -> Found | None:
    """Return the place or zone that the words name, whole; short names may mean one of several zones (张江)."""
    tokens = read(said, names).tokens
    found = tokens[0].found if len(tokens) == 1 and tokens[0].text == said else None
    return found if found is not None and {o.label for o in found.options} & {"Place", "Zone"} else None


def _lies_in(inner: Found, outer: Found, run: Run) -> bool:
    """Whether a place takes in one of those that a bracket behind it may mean."""
    places = run.names.index.inside(outer.options[0].id)
    ids = [o.id for o in inner.options]
    if set(ids) & set(places):
        return True
    return bool(run.rows(Statement(WITHIN, {"ids": ids, "places": places})))


def _with_ratio(found: Answer, instruments: tuple[str, str]) -> Answer:
    """Return two sums with what the second is of the first, or with the word that there is nothing to divide."""
    whole, part = (_figure(*half) for half in zip(found.each(), instruments, strict=True))
    language = found.language
    if whole and part is not None:
        percent = (part / whole * 100).quantize(Decimal("0.01")).normalize()
        text = phrase("sentences", "ratio", language, percent=f"{percent:f}")
    else:
        text = phrase("sentences", "no_ratio", language)
    first, last = found.each()
    return replace(first, second=replace(last, answer=last.answer + after(language, text)))


def _figure(answer: Answer, instrument: str) -> Decimal | None:
    """Return the one sum of an instrument that an answer tells, or None where it tells none or several."""
    if "basis" not in answer.columns:
        return None
    told = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    figures = [r["amount"] for r in told if r["basis"] in ("sum", "running") and r["instrument"] == instrument]
    return Decimal(str(figures[0])) if len(figures) == 1 and figures[0] is not None else None
