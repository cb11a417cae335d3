"""Money that an article tells in the sentence in which it names a body, though not as that body's: support of a bond issue by others."""

from dataclasses import replace
from typing import Any

from queries.answer_evidence import mentioned
from queries.answer_facts import FlowFact, Run
from queries.answer_flows import flows
from queries.answer_rows import ordered
from queries.answer_words import flow_text, phrase, strung
from queries.evidence import split
from queries.plan import FLOW_ROLES, Flows, Plan

MOST, SHOWN = 200, 3  # flows that are looked at, and told


def told_beside(plan: Plan, run: Run) -> str:
    """Return what is told in the sentences that name the one party of a plan about money that has none, or nothing.

    Everything else that the question limits still holds of it.
    """
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Flows)
    named = [s for s in FLOW_ROLES if (p := getattr(clause, s)) is not None and p.entities]
    if len(named) != 1 or not (plan.filters.instruments or plan.filters.bounds):
        return ""
    party = getattr(clause, named[0])
    if any(e.label in ("Place", "Category") for e in party.entities):
        return ""
    less: Any = {named[0]: None}
    found, _ = flows(replace(plan, clause=replace(clause, **less), asked=()), run, most=MOST)
    told = _naming(run.with_parties(found), [e.id for e in run.names.grown(party.entities)], run)
    if not told:
        return ""
    texts = [flow_text(f, run, language) for f in told[:SHOWN]]
    if plan.measure == "count":
        texts = [
            phrase("sentences", "count_of", language, what=t, n=f.recipient_count) if f.recipient_count else t
            for t, f in zip(texts, told, strict=False)
        ]
    name = run.name(party.ids[0], language)
    what = strung(language, texts) + ("……" if len(told) > SHOWN else "")
    return phrase("near", "same_sentence", language, name=name, n=len(told), what=what)


def _naming(found: list[FlowFact], ids: list[str], run: Run) -> list[FlowFact]:
    """Return the flows of which a sentence that tells them names one of the entities."""
    articles = sorted({split(e)[0] for f in found for e in f.evidence})
    spans = mentioned(articles, ids, run)

    def named(article: str, start: int, stop: int) -> bool:
        return any(start <= a and b <= stop for id_ in ids for a, b in spans.get((article, id_), []))

    return ordered(f for f in found if any(named(*split(reference)) for reference in f.evidence))
