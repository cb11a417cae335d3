"""Second clauses of a question: of whom they hold, and what is told of those that they drop or keep (parts, branches, other links)."""

from dataclasses import replace

from queries.answer_beside import parts_that_hold
from queries.answer_facts import Run
from queries.answer_flows import matching as flow_matching
from queries.answer_kin import OF_THE_BODY, heads_of, with_branches
from queries.answer_links import matching as link_matching
from queries.answer_links import places_above
from queries.answer_reading import party_text
from queries.answer_words import after, listed, names_of, phrase
from queries.compile_party import PLACED
from queries.plan import FLOW_ROLES, Filters, Flows, Further, Links, Party, Plan, party_slots, with_parties
from queries.question_measures import with_classes, with_wider


def in_parts(plan: Plan, run: Run, kept: set[str], holding: set[str]) -> list[str]:
    """Say which of those listed as having none are parts of what has one, or made up of it: a fund of which the parts are managed."""
    near, kin = parts_that_hold(kept, holding, run) if kept and holding else ([], [])
    if not near:
        return []
    names = {"names": names_of(near, run, plan.language), "kin": names_of(kin, run, plan.language)}
    return [phrase("notes", "parts_hold", plan.language, **names)]


def those_holding(further: Further, plan: Plan, run: Run) -> set[str]:
    """Return the ids of the asked party for which a further clause holds."""
    clause = further.clause
    slot, inner = slot_of(clause), alone(further, plan)
    if not further.negated:
        return matching_in(clause, slot, inner, run)
    if isinstance(clause, Flows):
        clause = with_wider(with_classes(clause, FLOW_ROLES, placed=False))
    clause = with_branches(clause, run)
    if isinstance(clause, Links):
        own = [r.replace("PARTICIPATES_IN", "RUNS") for r in clause.relations if r.startswith("PARTICIPATES_IN")]
        clause = replace(clause, relations=(*clause.relations, *own))  # who runs a scheme takes part in it
    party: Party = getattr(clause, slot)
    if party.labels == ("Place",) and not party.entities:
        inside = with_parties(clause, {slot: Party(labels=("Place", *PLACED), asked=True)})
        return places_above(matching_in(inside, slot, inner, run), run)
    holding = matching_in(clause, slot, inner, run)
    heads = heads_of(holding, run) - holding
    run.by_branches |= heads
    return holding | heads


def matching_branches(further: Further, plan: Plan, run: Run) -> set[str]:
    """Return the ids for which a further clause holds if branches may do it for their head."""
    clause = with_branches(further.clause, run)
    return matching_in(clause, slot_of(clause), alone(further, plan), run)


def alone(further: Further, plan: Plan) -> Plan:
    """Return the plan with the further clause's filters and slot, as if that were asked by itself."""
    filters = replace(plan.filters, instruments=further.instruments)
    if further.sized is not None:
        filters = Filters(bounds=further.sized, instruments=further.instruments)
    return replace(plan, asked=(slot_of(further.clause),), further=(), filters=filters)


def slot_of(clause: Flows | Links) -> str:
    """Return the slot of a further clause that holds what is asked: of two, the one of a kind (not 谁, anyone)."""
    slots = party_slots(clause)
    asked = [name for name in slots if (party := getattr(clause, name)) is not None and party.asked]
    return next((name for name in asked if not getattr(clause, name).open), asked[0])


def matching_in(clause: Flows | Links, slot: str, plan: Plan, run: Run) -> set[str]:
    """Return the ids that stand in a slot of a clause."""
    if isinstance(clause, Flows):
        return flow_matching(plan.with_clause(clause), slot, run)
    return link_matching(clause, slot, plan, run)


def kin_that_hold(plan: Plan, run: Run, kept: set[str]) -> str:
    """Say of which bodies that are listed as not doing something a subsidiary does it, and of which branches the head office does."""
    texts = []
    for further in plan.further:
        clause = further.clause
        slot = slot_of(clause)
        party: Party = getattr(clause, slot)
        body = isinstance(clause, Links) and {r[:-1] for r in clause.relations} & OF_THE_BODY
        if body or not further.negated or party.labels != ("Institution",) or party.entities or not kept or run.large:
            continue
        anyone = with_parties(clause, {slot: Party(labels=("Institution",), asked=True)})
        with run.aside():
            doing = matching_in(anyone, slot, alone(further, plan), run)
        above = sorted(kept & heads_of(doing, run))
        below = sorted(i for i in kept - set(above) if heads_of([i], run) & doing)
        for key, ids in (("subsidiary_holds", above), ("head_holds", below)):
            if ids:
                texts.append(phrase("sentences", key, plan.language, names=names_of(ids, run, plan.language)))
    return "".join(after(plan.language, text) for text in texts)


def otherwise(plan: Plan, run: Run, kept: set[str]) -> list[str]:
    """Say which of those listed, that nothing reaches by money or scope, have a direct link of another kind (投向 is narrower than 有关)."""
    notes = []
    for further in plan.further:
        if isinstance(further.clause, Links) and further.clause.flows == "reach":
            wide = replace(further, clause=replace(further.clause, relations=(), flows="any"))
            ids = sorted(those_holding(wide, plan, run) & kept)
            if ids:
                names = listed([run.name(i, plan.language) for i in ids], plan.language)
                notes.append(phrase("notes", "otherwise", plan.language, n=len(ids), names=names))
    return notes


def otherwise_joined(plan: Plan, run: Run, kept: set[str]) -> str:
    """Say which of those listed, without a relation to a named thing are joined to it by another (实施 it, without 参与)."""
    language = plan.language
    texts = []
    for further in plan.further:
        inner = further.clause
        if further.negated and isinstance(inner, Flows):
            texts += _behind(inner, plan, run, kept)
        if not (further.negated and isinstance(inner, Links) and inner.relations):
            continue
        other = inner.right if inner.left.asked else inner.left
        if not other.entities:
            continue
        wide = replace(further, clause=replace(inner, relations=(), flows="any"), negated=False)
        ids = sorted(those_holding(wide, plan, run) & kept)
        if ids:
            names = {"names": names_of(ids, run, language), "other": names_of(other.ids, run, language)}
            texts.append(phrase("sentences", "otherwise_joined", language, n=len(ids), **names))
    return "".join(after(language, text) for text in texts)


def _behind(inner: Flows, plan: Plan, run: Run, kept: set[str]) -> list[str]:
    """Return which of the funds into which no body of a kind is told to pay such a body has set up or manages."""
    payer, into = inner.provider, inner.recipient
    if payer is None or into is None or not into.asked or into.labels != ("Fund",) or payer.labels != ("Institution",):
        return []
    if payer.entities or run.large:
        return []
    doers = Links(replace(payer, classes=()), into, ("ESTABLISHES>", "MANAGES>"), "none")
    with run.aside():
        ids = sorted(link_matching(doers, "right", replace(plan, further=(), clause=doers), run) & kept)
    if not ids:
        return []
    names = {
        "names": names_of(ids, run, plan.language),
        "other": party_text(replace(payer, asked=False), plan.language),
    }
    return [phrase("sentences", "behind", plan.language, **names)]
