"""What a follow-up leaves unsaid, taken from what was spoken of: who got the loans, 哪个支行放的, how much did the ministry put in."""

from collections.abc import Iterator
from dataclasses import replace

from queries.plan import (
    FLOW_ROLES,
    LINK_SLOTS,
    Filters,
    Flows,
    Links,
    Listing,
    Measures,
    Named,
    News,
    Party,
    Plan,
    parties_of,
    with_parties,
)
from queries.question_follow import carried_on
from queries.question_words import table
from queries.talk_merge import BANK
from queries.talk_topic import Topic

ENOUGH = 3  # limits by which a question of money is one by itself, though it names nobody


def names_of_its_own(plan: Plan) -> tuple[Named, ...]:
    """Return the bodies, things, classes and places that a plan names."""
    clauses = (plan.clause, *(further.clause for further in plan.further))
    parties = [p for clause in clauses for p in parties_of(clause)]
    such = [p for party in parties if party.such is not None for p in parties_of(party.such.clause)]
    named = [e for p in (*parties, *such) for e in (*p.entities, *p.places, *p.parents)]
    return (*named, *plan.filters.places)


def lacks(plan: Plan) -> bool:
    """Whether a plan names nothing, and asks so little that it can only be asked of what was spoken of before.

    Which funds were set up in 2024 is asked of all; which branch lent, and how much was lent in 2022, are asked of somebody.
    """
    if names_of_its_own(plan):
        return False
    clause, filters = plan.clause, plan.filters
    if isinstance(clause, Listing | News):
        return False
    if isinstance(clause, Measures):
        return clause.subject is None and not clause.disputed
    kinds = [p for p in parties_of(clause) if p.labels or p.like or p.such]
    limits = replace(filters, instruments=(), statuses=())
    if isinstance(clause, Links):
        return len(kinds) <= 1 and limits == Filters()
    if not isinstance(clause, Flows):
        return False
    if filters.instruments == ("fund_size",) and kinds:
        return False  # the largest funds
    said = len(kinds) + sum(v not in (None, (), False) for v in (filters.period, filters.bounds, filters.instruments))
    return said + (plan.measure not in ("rows", "sum")) + len(plan.further) < ENOUGH


def of_nothing(plan: Plan) -> bool:
    """Whether a plan of money or links names nobody, no kind of them and no time: 主要投什么, who runs it."""
    clause, filters = plan.clause, plan.filters
    if names_of_its_own(plan) or not isinstance(clause, Flows | Links) or plan.further:
        return False
    told = any(p.labels or p.like or p.such for p in parties_of(clause))
    return not told and replace(filters, instruments=(), statuses=()) == Filters()


def is_anywhere(plan: Plan) -> bool:
    """Whether a plan asks if a thing lies in any place at all, as 已经落地了吗 would be read of a zone: nobody asks that."""
    clause = plan.clause
    placed = isinstance(clause, Links) and {r[:-1] for r in clause.relations} == {"LOCATED_IN"}
    return placed and plan.yes_no and len(names_of_its_own(plan)) < 2


def filled(plan: Plan, topic: Topic) -> Iterator[Plan]:
    """Yield a plan that leaves something unsaid with that taken from what was spoken of, the likeliest first."""
    clause, before = plan.clause, topic.plan
    if isinstance(clause, Flows):
        if isinstance(before.clause, Flows):
            yield _into_money(plan, before)
        for one in (*topic.named, *(topic.listed if len(topic.listed) == 1 else ())):
            yield from _of_one(plan, clause, one)
    elif isinstance(clause, Measures):
        for one in _ones(topic):
            yield plan.with_clause(replace(clause, subject=Party(entities=(one,), said=one.said)))
    elif isinstance(clause, Links):
        open_ = [n for n in LINK_SLOTS if n not in plan.asked and _free(getattr(clause, n))]
        for name in open_ or [n for n in LINK_SLOTS if _free(getattr(clause, n))][:1]:
            for one in _ones(topic):
                yield plan.with_clause(with_parties(clause, {name: Party(entities=(one,), said=one.said)}))


def _ones(topic: Topic) -> tuple[Named, ...]:
    """Return what was named, where that is one thing, and what was listed, where that is one."""
    return tuple({e.id: e for held in (topic.named, topic.listed) if len(held) == 1 for e in held}.values())


def _free(party: Party) -> bool:
    return not (party.entities or party.labels or party.places)


def _into_money(plan: Plan, before: Plan) -> Plan:
    """Return a plan of money with the parties and the limits of the money before wherever it says none."""
    assert isinstance(plan.clause, Flows) and isinstance(before.clause, Flows)
    parties: dict[str, Party] = {}
    for name in FLOW_ROLES:
        new, old = getattr(plan.clause, name), getattr(before.clause, name)
        if new is None and old is not None:
            parties[name] = replace(old, asked=False)
        elif new is not None and old is not None:
            ranks = plan.measure not in ("rows", "sum", "count")
            parties[name] = new if ranks and new.asked and old.entities else _both(new, old)
    kept = {n: v for n in Filters.__dataclass_fields__ if (v := getattr(plan.filters, n)) not in (None, (), False)}
    clause = with_parties(plan.clause, parties)
    if plan.clause.either is None and before.clause.either is not None:
        clause = replace(clause, either=before.clause.either)
    return replace(plan, clause=clause, filters=replace(carried_on(before.filters, plan.asked), **kept))


def _both(new: Party, old: Party) -> Party:
    """Return a party of a follow-up with what was said of it before: the branch of the bank that was named, who it was."""
    if new.entities:
        return new
    if new.like and old.entities:
        heads = tuple(e for e in old.entities if BANK.fullmatch(e.name))
        return replace(new, parents=heads) if heads else replace(old, asked=new.asked)
    if new.open and not new.like:
        return replace(old, asked=new.asked)
    return new


def _of_one(plan: Plan, clause: Flows, one: Named) -> Iterator[Plan]:
    """Yield a plan of money as that of one thing, in the roles that it may have in it."""
    for role in table("talk")["roles"].get(one.label, ()):
        party = getattr(clause, role)
        if party is None or (party.open and not party.asked):
            yield plan.with_clause(with_parties(clause, {role: Party(entities=(one,), said=one.said)}))


def paid_to(plan: Plan, topic: Topic) -> Iterator[Plan]:
    """Yield a plan of how much somebody paid or got, and no more, as of the money that was spoken of, or as paid into the one thing spoken of."""
    clause = plan.clause
    if not isinstance(clause, Flows) or plan.asked != ("flow",) or clause.via or clause.either:
        return
    named = [n for n in ("provider", "recipient") if getattr(clause, n) is not None]
    if len(named) != 1 or not getattr(clause, named[0]).entities or plan.further or plan.filters.places:
        return
    if isinstance(topic.plan.clause, Flows) and names_of_its_own(topic.plan):
        yield _into_money(plan, topic.plan)
    ids = getattr(clause, named[0]).ids
    things = [e for e in topic.all() if e.label in ("Fund", "Program", "Policy", "Zone") and e.id not in ids]
    chosen = [e for e in things if e in topic.named] or things
    if named == ["provider"] and len(chosen) == 1:
        yield from _of_one(plan, clause, chosen[0])
