"""What articles of a span of time tell that no earlier one does, in the same words or in others."""

from typing import Any

from queries.answer_facts import (
    EdgeFact,
    Fact,
    FlowFact,
    Run,
    SeenFact,
    edge_of,
    flow_of,
    mark_of,
    overlaps,
    seen_of,
    span_of,
)
from queries.answer_links import listing_ids
from queries.answer_listing import in_places
from queries.answer_result import Draft, Row
from queries.answer_sums import figure_of, repeats
from queries.answer_words import fact_text, first_few, phrase
from queries.compile import articles_since_statement, observation_statement, stated_since_statement, told_statements
from queries.plan import News, Party, Period, Plan

COLUMNS = ["date", "what", "sources"]
SHOWN = 3


def answer_news(plan: Plan, run: Run) -> Draft:
    """List what articles of a span of time tell first; what older ones told with another time or wording is marked and not counted."""
    clause, language, period = plan.clause, plan.language, plan.filters.period
    assert isinstance(clause, News) and period is not None
    since = {row[0]: row[1] for row in run.rows(articles_since_statement(period.start, None)) if row[1]}
    dates = {a: day for a, day in since.items() if period.stop is None or day <= period.stop}
    new: list[Fact] = []
    before: list[Fact] = []
    if dates:
        new = [fact for fact in _stated(sorted(dates), run) if set(fact.articles) <= set(since)]
        new = _about(new, clause.party, plan, run)
        before = _told_before(new, since, run)
    told = {mark_of(fact) for fact in before}
    rows = [
        (mark_of(fact) in told, min(since[a] for a in fact.articles), fact_text(fact, run, language), fact)
        for fact in new
    ]
    rows.sort(key=lambda row: row[:3])
    draft = Draft(list(COLUMNS), [_row(*row, language) for row in rows])
    fresh = len(new) - len(before)
    open_end = period.stop is None
    draft.sentence = phrase(
        "sentences",
        ("news" if fresh else "no_news") + ("" if open_end else "_in"),
        language,
        since=period.start if open_end else f"{period.start or '…'} – {period.stop}",
        n=fresh,
    )
    if before:
        texts = sorted(fact_text(fact, run, language) for fact in before)
        what = first_few(language, texts, SHOWN)
        draft.notes.append(phrase("notes", "told_before", language, n=len(before), what=what))
    return draft


def _row(repeated: bool, when: str, text: str, fact: Fact, language: str) -> Row:
    """Return a fact as a row; what an older article told too is marked."""
    shown = {"what": phrase("news", "told_before", language, what=text)} if repeated else {}
    return Row({"date": when, "what": text, "sources": len(fact.articles)}, shown, (fact,))


def _about(facts: list[Fact], party: Party | None, plan: Plan, run: Run) -> list[Fact]:
    """Keep the facts with a party or a subject of those asked about; a place takes in what is in it."""
    parties = {p for fact in facts for p in fact.parties}
    kept = facts
    if plan.filters.places:
        inside = in_places(parties, plan.filters.places, run)
        kept = [fact for fact in kept if inside & set(fact.parties)]
    if party is not None:
        places = [e for e in party.entities if e.label == "Place"]
        wanted = {*_party_ids(party, run), *(in_places(parties, places, run) if places else ())}
        kept = [fact for fact in kept if wanted & set(fact.parties)]
    return kept


def _party_ids(party: Party, run: Run) -> list[str]:
    return [e.id for e in run.names.grown(party.entities)] if party.entities else listing_ids(party, run)


def _stated(articles: list[str], run: Run) -> list[Fact]:
    flows: dict[str, FlowFact] = {}
    others: dict[Any, Fact] = {}
    for kind, statement in stated_since_statement(articles):
        for row in run.rows(statement):
            if kind == "flow":
                flow = flow_of(row)
                flows[flow.id] = flow
            elif kind == "observation":
                seen = seen_of(row[0], row[1:])
                others[seen.id] = seen
            else:
                edge = edge_of(row[0], row[1], row[2], row[3:])
                if set(edge.articles) & set(articles):
                    others[mark_of(edge)] = edge
    return [*run.with_parties(flows.values()), *others.values()]


def _told_before(new: list[Fact], since: dict[str, str], run: Run) -> list[Fact]:
    """Return the facts that older articles tell too, without a time or with another, or of a class said otherwise.

    `since` are the dates of the articles in question; an older one is none of them, or one of an earlier day.
    """
    old: dict[object, list[Fact]] = {}
    for fact in (*_older(new, set(since), run), *new):
        old.setdefault(_gist(fact), []).append(fact)

    def first(fact: Fact) -> str:
        return min(since.get(a, "") for a in fact.articles)

    def repeated(fact: Fact) -> bool:
        return any(first(other) < first(fact) and _same(fact, other) for other in old.get(_gist(fact), ()))

    return [fact for fact in new if repeated(fact)]


def _older(new: list[Fact], articles: set[str], run: Run) -> list[Fact]:
    """Return the facts of older articles, none of these, that may be the same as new ones."""
    edges = [f for f in new if isinstance(f, EdgeFact)]
    amounts = sorted({int(f.amount) for f in new if isinstance(f, FlowFact) and f.amount is not None})
    subjects = sorted({f.subject for f in new if isinstance(f, SeenFact)})
    flows: list[FlowFact] = []
    others: list[Fact] = []
    for kind, statement in told_statements(sorted({e.head for e in edges}), sorted({e.tail for e in edges}), amounts):
        for row in run.rows(statement):
            if kind == "flow":
                flows.append(flow_of(row))
            else:
                others.append(edge_of(row[0], row[1], row[2], row[3:]))
    if subjects:
        whose = Party(entities=tuple(run.names.named(i, "") for i in subjects))
        others += [seen_of(row[0], row[1:]) for row in run.rows(observation_statement(whose, (), False, run.names))]
    kept = [f for f in flows if set(f.articles) - articles]
    return [*run.with_parties(kept), *(f for f in others if set(f.articles) - articles)]


def _gist(fact: Fact) -> object:
    """Return what two tellings of one fact have in common."""
    if isinstance(fact, FlowFact):
        return (*figure_of(fact), fact.per, fact.cumulative)
    if isinstance(fact, EdgeFact):
        return (fact.head, fact.type, fact.tail, fact.title, fact.status)
    return (fact.subject, fact.measure, fact.value, fact.unit, fact.status)


def _same(fact: Fact, other: Fact) -> bool:
    """Whether an older fact of the same gist is the same fact: its time fits, and of money, who gets it."""
    if isinstance(fact, FlowFact) and isinstance(other, FlowFact):
        known = bool(fact.provider or fact.via or fact.recipient == other.recipient) and fact.amount is not None
        return known and repeats(fact, other)
    return _fits(fact.period, other.period)


def _fits(period: str | None, other: str | None) -> bool:
    """Whether two times may be of one fact: one is not told, or they overlap."""
    return not period or not other or bool(overlaps(period, Period(*span_of(other))))
