"""Answers about one entity or a span of time: who is X, its timeline, news; observations and disputes."""

from dataclasses import replace
from typing import Any

from queries.answer_beside import AROUND, joined_to
from queries.answer_evidence import publishers as publishers_of
from queries.answer_facts import (
    EdgeFact,
    Fact,
    FlowFact,
    Run,
    SeenFact,
    edge_of,
    flow_of,
    in_period,
    mark_of,
    seen_of,
    span_of,
)
from queries.answer_flows import answer_flows, everything_of
from queries.answer_flows import flows as flows_of
from queries.answer_kin import branches
from queries.answer_links import answer_links, listing_ids, pairs
from queries.answer_purpose import for_purpose
from queries.answer_result import Draft, Row
from queries.answer_rows import row_of, said
from queries.answer_words import (
    after,
    fact_text,
    first_few,
    flow_money,
    kind_name,
    listed,
    names_of,
    phrase,
    seen_value,
    strung,
    term,
)
from queries.compile import (
    GONE_THROUGH,
    articles_statement,
    disputed_flows_statement,
    neighbour_statements,
    observation_statement,
)
from queries.plan import Flows, Links, Measures, Party, Plan, Profile
from queries.question_measures import with_classes

MOST_THERE = 200  # things in a place whose facts its chronicle tells
SEEN = ["subject", "measure", "value", "unit", "period", "said_by", "sources", "conflict"]


def facts_of(party: Party, run: Run, plan: Plan) -> list[Fact]:
    """Return every fact in which one of the entities takes part."""
    ids = [e.id for e in run.names.grown(party.entities)]
    found: dict[Any, Fact] = {}
    for kind, statement in neighbour_statements(ids):
        if kind == "flow":
            continue
        for row in run.rows(statement):
            head, tail = (row[0], row[2]) if kind == "out" else (row[2], row[0])
            edge = edge_of(head, row[1], tail, row[3:])
            found[(head, row[1], tail, edge.period, edge.title, edge.status)] = edge
    for flow in everything_of(party, run, plan):
        found[flow.id] = flow
    for row in run.rows(observation_statement(party, (), False, run.names)):
        seen = seen_of(row[0], row[1:])
        found[seen.id] = seen
    return list(found.values())


def answer_profile(plan: Plan, run: Run) -> Draft:
    """Answer who is X, and the timeline of X."""
    clause = plan.clause
    assert isinstance(clause, Profile)
    language = plan.language
    party = clause.parties[0]
    facts = facts_of(_with_what_lies_there(party, run) if clause.form == "timeline" else party, run, plan)
    entry = run.names.index.entity(party.ids[0])
    name = run.name(entry.id, language)
    beside = _of_branches(party, facts, run, plan)
    if clause.form == "timeline":
        facts = [
            f for f in in_period(facts, plan.filters.period, run) if f.period or f.articles
        ]  # what is known anyway is no event
        facts = _each_once(facts)
        dates = article_dates(facts, run)
        dated = sorted((((_when(f, dates)), fact_text(f, run, language), f) for f in facts), key=lambda d: (d[0], d[1]))
        draft = Draft(["date", "basis", "what", "sources"], [_event(*event, language) for event in dated])
        draft.sentence = phrase("sentences", "timeline", language, name=name, n=len(facts))
        if told := sum(not f.period for f in facts):
            draft.sentence += after(language, phrase("sentences", "by_article", language, n=told))
        draft.notes += beside
        return draft
    order = {FlowFact: 1, EdgeFact: 0, SeenFact: 2}
    facts.sort(key=lambda f: (order[type(f)], fact_text(f, run, language)))
    draft = Draft(["fact", "what", "period", "sources"])
    for fact in facts:
        draft.rows.append(
            Row(
                {
                    "fact": fact_kind(fact),
                    "what": fact_text(fact, run, language),
                    "period": fact.period,
                    "sources": len(fact.articles),
                },
                {"fact": fact_label(fact, language)},
                (fact,),
            )
        )
    draft.sentence = phrase(
        "sentences", "profile", language, name=name, kind=kind_name(entry.label, entry.kind, language), n=len(facts)
    )
    draft.notes += beside
    return draft


def _with_what_lies_there(party: Party, run: Run) -> Party:
    """Return a place with what lies in it, of which a chronicle of the place tells; other parties as they are."""
    if run.large or any(e.label != "Place" for e in party.entities):
        return party
    there = Party(labels=("Institution", "Fund", "Zone", "Policy", "Program", "Category"), places=party.entities)
    ids = listing_ids(there, run, most=MOST_THERE)
    zones = tuple(run.names.named(i, party.said, "such") for i in ids if i.startswith("Zone:"))
    if zones:
        meant = Links(Party(labels=GONE_THROUGH, asked=True), Party(entities=zones), ("APPLIES_TO>",), "none")
        ids += [i for i in dict.fromkeys(p.left for p in pairs(meant, Plan(meant), run)) if i not in ids]
    return replace(party, entities=(*party.entities, *(run.names.named(i, party.said, "such") for i in ids)))


def _each_once(facts: list[Fact]) -> list[Fact]:
    """Leave out a relation that is told without a time where an article tells it with one."""
    timed = {(f.head, f.type, f.tail, f.title, f.status) for f in facts if isinstance(f, EdgeFact) and f.period}
    return [
        f for f in facts
        if not (isinstance(f, EdgeFact) and not f.period and (f.head, f.type, f.tail, f.title, f.status) in timed)
    ]  # fmt: skip


def _of_branches(party: Party, own: list[Fact], run: Run, plan: Plan) -> list[str]:
    """Return the note on what articles tell of a body's branches, which is not listed with what is told of the body itself."""
    below = branches(party.entities, run)
    if not below:
        return []
    with run.aside():
        every = facts_of(Party(entities=tuple(below)), run, plan)
        facts = [
            *in_period(every, plan.filters.period, run),
            *(f for f in every if plan.filters.period and not f.period),
        ]
    listed_ = {mark_of(f) for f in own}
    facts = [f for f in facts if f.articles and mark_of(f) not in listed_]  # without what is known anyway
    kin = [e.id for e in below if any(e.id in f.parties for f in facts)]
    names = names_of(kin, run, plan.language)
    return [phrase("notes", "facts_of_branches", plan.language, kin=names, n=len(facts))] if facts else []


def fact_kind(fact: Fact) -> str:
    """Return what sort of fact it is: the relation's type, the flow's instrument, or observation."""
    if isinstance(fact, FlowFact):
        return fact.instrument
    return fact.type if isinstance(fact, EdgeFact) else "observation"


def fact_label(fact: Fact, language: str) -> str:
    """Return the word for what sort of fact it is."""
    if isinstance(fact, FlowFact):
        return term("instrument", fact.instrument, language)
    return (
        term("relations", fact.type, language)
        if isinstance(fact, EdgeFact)
        else term("labels", "Observation", language)
    )


def article_dates(facts: list[Any], run: Run) -> dict[str, str]:
    """Return the dates of the articles that tell the facts."""
    ids = sorted({a for f in facts for a in f.articles})
    return {row[0]: row[2] for row in run.rows(articles_statement(ids)) if row[2]} if ids else {}


def _event(when: str, text: str, fact: Fact, language: str) -> Row:
    """Return a fact of a timeline; one that has no time of its own stands at its first article's date, and says so."""
    basis = "own" if fact.period else "article"
    values = {"date": when, "basis": basis, "what": text, "sources": len(fact.articles)}
    return Row(values, {"basis": phrase("basis", basis, language)}, (fact,))


def _when(fact: Any, dates: dict[str, str]) -> str:
    """Return a fact's own time, else the date of the first article that tells it."""
    if fact.period:
        return str(fact.period)
    told = sorted(dates[a] for a in fact.articles if a in dates)
    return told[0] if told else ""


def answer_measures(plan: Plan, run: Run) -> Draft:
    """Observations of a subject; or all figures on which sources disagree."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Measures)
    rows = run.rows(observation_statement(clause.subject, clause.measures, clause.disputed, run.names))
    seen = in_period([seen_of(row[0], row[1:]) for row in rows], plan.filters.period, run)
    if seen and clause.target is not None and clause.target.entities and clause.subject is not None:
        phases = (*clause.target.entities, *branches(clause.target.entities, run))  # of the Big Fund, its phases
        joined = {p.right for p in pairs(Links(clause.subject, replace(clause.target, entities=phases)), plan, run)}
        seen = seen if joined else []
        if joined and not joined & set(clause.target.ids):
            run.told.append(phrase("sentences", "of_phase", language, names=names_of(sorted(joined), run, language)))
    seen.sort(key=lambda s: s.value)
    seen.sort(key=lambda s: s.period or "", reverse=True)  # the latest figure of a measure first, undated ones last
    seen.sort(key=lambda s: (run.name(s.subject, language), s.measure))
    seen = _extreme(seen, plan.measure)
    seen, before = _latest_of_each(seen, run) if plan.now and not clause.disputed else (seen, [])
    draft = Draft(list(SEEN), seen_rows(seen, run, language))
    flows: list[FlowFact] = []
    if clause.disputed:
        run.ways = list(disputed_flows_statement(clause.subject, run.names))
        found = {row[0]: flow_of(row) for statement in run.ways for row in run.rows(statement)}
        flows = run.with_parties(for_purpose(list(found.values()), plan.filters.purpose, run))
        if plan.filters.purpose is not None:
            seen, draft.rows = [], []  # the graph does not say of which part of a thing a figure is
        publishers = publishers_of(flows, run)
        for flow in sorted(flows, key=lambda f: (f.provider, f.recipient, f.amount or 0)):
            draft.rows.append(_disputed_row(flow, publishers, run, language))
        names = sorted(
            {
                f"{run.name(s.subject, language)}的{s.measure}"
                if language == "zh"
                else f"{run.name(s.subject, language)}: {s.measure}"
                for s in seen
            }
            | {_pair_name(f, run, language) for f in flows}
        )
        key = "disputed" if names else "no_disputed"
        draft.sentence = phrase("sentences", key, language, n=len(names), names=listed(names, language))
        return draft
    if not seen and clause.target is not None and clause.subject is not None and not clause.target.entities:
        return _counted(clause, plan, run)
    if not seen:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run)) + _of_kin(clause, plan, run)
        return draft
    texts = [
        f"{run.name(s.subject, language)}{s.measure} {seen_value(s, language)}{f'（{s.period}）' if s.period else ''}"
        for s in seen[:4]
    ]
    draft.sentence = phrase(
        "sentences",
        "seen",
        language,
        what=strung(language, texts) + ("……" if len(seen) > 4 else ""),
    )
    if before:
        texts = [f"{s.measure} {seen_value(s, language)}{f'（{s.period}）' if s.period else ''}" for s in before]
        draft.notes.append(phrase("notes", "not_newest", language, n=len(before), what=strung(language, texts)))
    if any(s.conflict for s in seen):
        draft.notes.append(phrase("notes", "sources_conflict", language))
    return draft


def _extreme(seen: list[SeenFact], measure: str) -> list[SeenFact]:
    """Return the largest or the smallest of what is seen, ties together; all of it where neither is asked for."""
    if not seen or measure not in ("largest", "smallest"):
        return seen
    best = (max if measure == "largest" else min)(s.value for s in seen)
    return [s for s in seen if s.value == best]


def _of_kin(clause: Measures, plan: Plan, run: Run) -> str:
    """Return the figures of what a programme or fund rests on, is part of, or has as its parts, where it has none itself; or nothing."""
    named = [e for e in clause.subject.entities if e.label in ("Program", "Fund")] if clause.subject is not None else []
    kin = joined_to(named, AROUND, run)
    if not kin or clause.target is not None:
        return ""
    with run.aside():
        whose = Party(entities=tuple(run.names.named(i, "") for i in kin))
        rows = run.rows(observation_statement(whose, clause.measures, False, run.names))
        seen = in_period([seen_of(row[0], row[1:]) for row in rows], plan.filters.period, run)
    seen = _latest_of_each(seen, run)[0] if plan.now else seen
    if not seen:
        return ""
    texts = [f"{fact_text(s, run, plan.language)}{f'（{s.period}）' if s.period else ''}" for s in seen]
    what = first_few(plan.language, texts, 3)
    return after(plan.language, phrase("near", "but", plan.language, what=what))


def _latest_of_each(seen: list[SeenFact], run: Run) -> tuple[list[SeenFact], list[SeenFact]]:
    """Return the latest figures of each measure of each subject, by their own time or their article's, and those before them."""
    dates = article_dates(seen, run)

    def when(fact: SeenFact) -> str:
        return span_of(fact.period)[1] if fact.period else _when(fact, dates)

    last: dict[tuple[str, str], str] = {}
    for fact in seen:
        key = (fact.subject, fact.measure)
        last[key] = max(last.get(key, ""), when(fact))
    kept = [fact for fact in seen if when(fact) == last[fact.subject, fact.measure]]
    return kept, [fact for fact in seen if fact not in kept]


def _counted(clause: Measures, plan: Plan, run: Run) -> Draft:
    """No article counts: say how many are named."""
    assert clause.subject is not None and clause.target is not None
    flows = Flows(via=clause.subject, recipient=replace(clause.target, asked=True))
    paid = answer_flows(replace(plan, clause=with_classes(flows), asked=("recipient",), measure="count"), run)
    if any(isinstance(f, FlowFact) and f.recipient_count for row in paid.rows for f in row.facts):
        return paid
    links = Links(clause.subject, clause.target, ("APPLIES_TO>", "PARTICIPATES_IN<"), "reach")
    draft = answer_links(replace(plan, clause=links, asked=("right",), measure="count"), run)
    ids = list(dict.fromkeys(row.values["right"] for row in draft.rows))
    if ids:
        draft.sentence = phrase(
            "sentences", "counted_links", plan.language, n=len(ids), names=listed(ids[:6], plan.language)
        )
        payers = Flows(via=clause.subject, provider=replace(clause.target, places=(), asked=True))
        lent, roles = flows_of(replace(plan, clause=with_classes(payers), asked=("provider",), measure="rows"), run)
        if classes := [i for i in roles.get("provider", []) if i.startswith("Category:") and lent]:
            names = names_of(classes, run, plan.language)
            draft.sentence = phrase(
                "sentences", "count_named", plan.language, n=len(ids), names=listed(ids[:6], plan.language)
            )
            draft.sentence += after(plan.language, phrase("sentences", "count_classes_too", plan.language, names=names))
    return draft


def seen_rows(seen: list[SeenFact], run: Run, language: str) -> list[Row]:
    """Return observations as rows of the columns SEEN, with who published them."""
    publishers = publishers_of(seen, run)
    return [_seen_row(s, publishers, run, language) for s in seen]


def _seen_row(seen: SeenFact, publishers: dict[str, str], run: Run, language: str) -> Row:
    who = sorted({publishers[a] for a in seen.articles if a in publishers})
    values = {
        "subject": run.name(seen.subject, language), "measure": seen.measure, "value": seen.value, "unit": seen.unit, "period": seen.period,
        "said_by": who, "sources": len(seen.articles), "conflict": seen.conflict,
    }  # fmt: skip
    return Row(values, {"value": seen_value(seen, language), "said_by": listed(who, language)}, (seen,))


def _disputed_row(flow: FlowFact, publishers: dict[str, str], run: Run, language: str) -> Row:
    row = row_of(flow, run, language)
    who = sorted({publishers[a] for a in flow.articles if a in publishers})
    values = {
        "subject": _pair_name(flow, run, language), "measure": flow.instrument, "value": flow.amount, "unit": flow.currency,
        "period": flow.period, "said_by": who, "sources": len(flow.articles), "conflict": True,
    }  # fmt: skip
    shown = {
        "value": flow_money(flow, language),
        "measure": row.shown["instrument"],
        "said_by": listed(who, language),
    }
    return Row(values, shown, (flow,))


def _pair_name(flow: FlowFact, run: Run, language: str) -> str:
    ends = [names_of(flow.provider, run, language), names_of(flow.recipient, run, language)]
    return f"{' → '.join(end for end in ends if end)} {term('instrument', flow.instrument, language)}"
