"""What a plan describes by a clause, a number or a size is looked up before it is asked: the funds set up by the ministry, 两支基金."""

from dataclasses import replace

from queries.answer_besides import spoken_of
from queries.answer_facts import Run
from queries.answer_further import matching_in, slot_of
from queries.answer_links import listing_ids
from queries.answer_words import phrase
from queries.plan import Filters, Flows, Links, Listing, Party, Plan, party_slots, with_parties


def settle(plan: Plan, run: Run) -> Plan | None:
    """Put those of whom a clause of their own holds (the funds set up by the ministry) where they are meant; None if there are none."""
    plan = spoken_of(plan, run)
    held = {
        n: p
        for n in party_slots(plan.clause)
        if isinstance(p := getattr(plan.clause, n, None), Party) and p.such is not None
    }
    if not held or not isinstance(plan.clause, Flows | Links | Listing):
        return plan
    found = {}
    for name, party in held.items():
        assert party.such is not None
        limits = Filters(bounds=party.such.sized, instruments=party.such.instruments)
        inner = replace(plan, filters=limits, further=(), several=None)
        ids = sorted(matching_in(party.such.clause, slot_of(party.such.clause), inner, run))
        if party.such.sized is not None and party.places:
            there = listing_ids(replace(party, such=None, number=None), run)
            ids = [id_ for id_ in ids if id_ in set(there)]
        if not ids:
            return None
        if party.number is not None and party.number[0] == party.number[1] != len(ids):
            run.told.append(phrase("sentences", "not_so_many", plan.language, n=party.number[0], k=len(ids)))
        entities = tuple(run.names.named(id_, party.said, "such") for id_ in ids)
        found[name] = replace(party, entities=entities, such=None)
    return plan.with_clause(with_parties(plan.clause, found))


def tell_number(plan: Plan, run: Run) -> None:
    """Tell where a place holds not just so many of a kind as are spoken of: 上海的两支产业基金由谁管理."""
    parties = [p for n in ("left", "right") if isinstance(p := getattr(plan.clause, n, None), Party) and not p.asked]
    for party in parties:
        if plan.several is None and party.places and party.number and party.number[0] == party.number[1]:
            ids = listing_ids(replace(party, number=None), run)
            if len(ids) != party.number[0]:
                said = {"n": party.number[0], "k": len(ids)}
                run.told.append(phrase("sentences", "not_so_many", plan.language, **said))
