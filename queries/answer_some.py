"""Which of several that a question names (A和B分别由谁管理) an answer tells nothing of."""

from queries.answer_facts import FlowFact, Run
from queries.answer_kin import heads_of
from queries.answer_links import places_above
from queries.answer_result import Draft
from queries.answer_words import after, listed, phrase
from queries.plan import Flows, Links, Named, Party, Plan, party_slots

TOLD = ("rows", "sum", "count")


def none_of_some(plan: Plan, draft: Draft, run: Run) -> str:
    """Return, as a sentence, those of the bodies and things named side by side of which no row tells; or nothing.

    A row tells of what it names, of the bodies of which that is a branch or an office, and of the places where it lies.
    """
    clause = plan.clause
    if not isinstance(clause, Flows | Links) or not draft.rows or plan.measure not in TOLD or plan.yes_no:
        return ""
    if plan.further or plan.several or plan.most_joined or (isinstance(clause, Links) and clause.hops > 1):
        return ""
    parties = [p for s in party_slots(clause) if isinstance(p := getattr(clause, s, None), Party) and not p.asked]
    groups = [_by_words(p) for p in parties]
    if not any(len(group) > 1 for group in groups):
        return ""
    with run.aside():
        told = _told_of(draft, run)
        names = {run.name(i, "zh") for i in told}
        lacking = [
            named[0].called(plan.language)
            for group in groups
            if len(group) > 1
            for named in group.values()
            if not any(e.id in told or any(n.startswith(e.name) for n in names) for e in run.names.grown(named))
        ]
    if not lacking:
        return ""
    return after(
        plan.language, phrase("sentences", "none_of_some", plan.language, names=listed(lacking, plan.language))
    )


def _by_words(party: Party) -> dict[str, list[Named]]:
    """Return what a party names by the words that name it; nothing where a class is among it, which takes in other classes."""
    found: dict[str, list[Named]] = {}
    for entity in party.entities:
        found.setdefault(entity.said, []).append(entity)
    return {} if any(e.label == "Category" or e.how == "such" for e in party.entities) else found


def _told_of(draft: Draft, run: Run) -> set[str]:
    facts = [f for row in draft.rows for f in row.facts]
    whole = {f.id: f for f in run.with_parties(f for f in facts if isinstance(f, FlowFact))}
    told: set[str] = set()
    for fact in facts:
        told |= {i for i in (whole.get(fact.id, fact) if isinstance(fact, FlowFact) else fact).parties if i}
    return told | heads_of(told, run) | places_above(told, run)
