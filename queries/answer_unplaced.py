"""What a question about a place leaves out because nobody says where it is: told after the answer in one way for every family.

What has another party, or the programme that the money runs through, in the place is told in full, the rest by number and name.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from queries.answer_facts import EdgeFact, FlowFact, Run, SeenFact
from queries.answer_flows import flows
from queries.answer_kin import with_branches
from queries.answer_links import Pair, listing_ids, pair_text, pairs
from queries.answer_listing import in_places, places_of
from queries.answer_result import Draft
from queries.answer_rows import ordered, told
from queries.answer_words import fact_text, first_few, listed, names_of, phrase, strung
from queries.compile import Statement
from queries.compile_party import IN_PLACES
from queries.names_index import PLACE_SUFFIX
from queries.plan import PARTY_SLOTS, Flows, Links, Listing, Named, Party, Plan, with_parties
from queries.question_words import table

MOST = 200  # rows that are looked at; in a large graph there are more, and that is said
SHOWN = 3
MORE = re.compile(r"^另(?=有\d)|(?<=\d) more(?=,)")


def tell_unplaced(draft: Draft, plan: Plan, run: Run) -> bool:
    """Tell what is in no place that is told; return whether anything of it has to do with the place that was asked about."""
    clause = plan.clause
    if plan.further or plan.several or plan.most_joined or not isinstance(clause, Flows | Links | Listing):
        return False
    before = len(run.told)
    with run.aside():
        if isinstance(clause, Listing):
            _listing(draft, clause, plan, run)
        else:
            _facts(draft, clause, plan, run)
            if len(run.told) == before and draft.nothing and isinstance(clause, Flows):
                for akin in _kindred(plan):  # no subsidies, but an interest subsidy
                    _facts(draft, clause, akin, run)
    more = len(run.told) > before
    if more and plan.measure == "count" and draft.rows:
        _named_alone(draft, plan.language)
    return more


def _named_alone(draft: Draft, language: str) -> None:
    """Say of those that are counted that they are the named ones, where more is told that has to do with the place."""
    for key in ("count_one", "count"):
        start = phrase("sentences", key, language).partition("{names}")[0]
        match = re.match(re.escape(start).replace(re.escape("{n}"), r"(\d+)"), draft.sentence)
        if match:
            n = match[1] if match.groups() else "1"
            named = phrase("sentences", "count_named", language).partition("{names}")[0].format(n=n)
            draft.sentence = named + draft.sentence[match.end() :]
            return


def _kindred(plan: Plan) -> list[Plan]:
    """Return the plan with the instruments akin to those asked for, which people may mean as well; none where there are none."""
    asked = set(plan.filters.instruments)
    groups = [set(group) for group in table("verbs")["kindred"] if asked & set(group)]
    rest = tuple(sorted(set().union(*groups) - asked))
    return [replace(plan, filters=replace(plan.filters, instruments=rest))] if rest else []


def _place_of(plan: Plan) -> tuple[Named, ...]:
    """Return the places in which a plan looks for its parties or facts."""
    if plan.filters.places:
        return plan.filters.places
    parties = (
        _in_place(getattr(plan.clause, slot, None), named=isinstance(plan.clause, Flows)) for slot in PARTY_SLOTS
    )
    return next((p.places for p in parties if p is not None), ())


def none_there(draft: Draft, plan: Plan) -> bool:
    """Whether an answer found nothing in a place, and nothing but what has to do with the place is left to tell."""
    return draft.nothing and not draft.rows and not plan.yes_no and bool(_place_of(plan))


def none_placed(plan: Plan, run: Run) -> str:
    """Return the sentence that stands before what has to do with the place; as nothing else is told, that is no longer “more”."""
    run.told[:] = [MORE.sub("", text, count=1) for text in run.told]
    place = listed([p.called(plan.language) for p in _place_of(plan)], plan.language)
    return phrase("sentences", "none_placed", plan.language, place=place)


def _facts(draft: Draft, clause: Flows | Links, plan: Plan, run: Run) -> None:
    if isinstance(clause, Flows) and plan.filters.places:
        _money_there(draft, plan, run)
    if _too_many(clause, run):
        parties = (getattr(clause, slot, None) for slot in PARTY_SLOTS)
        if any(p is not None and p.places for p in parties):
            draft.notes.append(phrase("notes", "unplaced_any", plan.language))
        return
    if isinstance(clause, Links):
        _seats_of(clause, draft, plan, run)
    for slot in PARTY_SLOTS:
        party = _in_place(getattr(clause, slot, None), named=isinstance(clause, Flows))
        if party is not None:
            (_money if isinstance(clause, Flows) else _joined)(slot, party, draft, plan, run)


def _in_place(party: Party | None, *, named: bool) -> Party | None:
    """Return a party that must be in a place, also where the place that is `named` is said to pay or to get: money to Shanghai."""
    if party is None or party.labels == ("Place",):
        return None
    if named and party.entities and all(e.label == "Place" for e in party.entities):
        return replace(party, entities=(), places=party.entities)
    return party if party.places and not party.entities else None


def _too_many(clause: Flows | Links, run: Run) -> bool:
    """Whether nothing is named that the facts would be found by, in a graph where all are too many to look through."""
    parties = (getattr(clause, slot, None) for slot in PARTY_SLOTS)
    named = any(p is not None and any(e.label != "Place" for e in p.entities) for p in parties)
    return not named and run.large


def _anywhere(party: Party, run: Run) -> Party:
    """Return a party with no place of its own instead of where it must be; wider places (its province) do not tell."""
    return replace(party, labels=party.labels or IN_PLACES, places=(), nowhere=tuple(sorted(_wider(party.places, run))))


def _wider(places: Iterable[Named], run: Run) -> set[str]:
    """Return the places in which some lie, the country apart."""
    found: set[str] = set()
    queue = [p.id for p in places]
    while queue:
        for above in run.names.index.tails("WITHIN", queue.pop()):
            if above not in found and run.names.index.entity(above).kind != "country":
                found.add(above)
                queue.append(above)
    return found


def _untold(ids: Iterable[str], places: Iterable[Named], run: Run) -> list[str]:
    """Return those that bear the name of no place either, save of one in which the asked one lies."""
    wider = _wider(places, run)
    return [
        i for i in ids if not i.startswith(("Place:", "Person:")) and set(run.names.index.tails("WITHIN", i)) <= wider
    ]


def _there(ids: set[str], places: tuple[Named, ...], run: Run) -> set[str]:
    """Return which of the entities are in the places, or apply to them."""
    scoped = sorted(i for i in ids if i.startswith(("Program:", "Policy:", "Fund:")))
    return in_places(ids, places, run) | (set(_applying(places, run, scoped)) if scoped else set())


def _applying(places: tuple[Named, ...], run: Run, among: list[str] | None = None) -> list[str]:
    """Return what is applied in the places: all of it, or which of some."""
    values: dict[str, object] = {"places": run.names.inside(places)}
    extra = ""
    if among is not None:
        values["ids"], extra = among, " AND x.id IN $ids"
    pattern = "(x:Program|Policy|Fund)-[:APPLIES_TO]->(q:Place)"
    return [
        r[0] for r in run.rows(Statement(f"MATCH {pattern} WHERE q.id IN $places{extra} RETURN DISTINCT x.id", values))
    ]


def _seats_of(clause: Links, draft: Draft, plan: Plan, run: Run) -> None:
    """Tell, where places with things of a kind are asked for, which of that kind are in none that is told."""
    for place, kind in ((clause.left, clause.right), (clause.right, clause.left)):
        asks = place.labels == ("Place",) and not place.entities and clause.hops == 1
        located = not clause.relations or {r[:-1] for r in clause.relations} == {"LOCATED_IN"}
        if asks and located and not kind.entities and set(kind.labels) & {"Institution", "Fund", "Zone"}:
            ids = _untold(listing_ids(replace(kind, nowhere=()), run, most=MOST), (), run)
            _note(draft, "unplaced", len(ids), sorted(ids), plan, run)


def _money(slot: str, party: Party, draft: Draft, plan: Plan, run: Run) -> None:
    assert isinstance(plan.clause, Flows)
    wide = with_branches(with_parties(plan.clause, {slot: _anywhere(party, run)}), run)
    found, roles = flows(plan.with_clause(wide), run, most=MOST)
    held = set(_untold(roles.get(slot, ()), party.places, run))
    shown = _shown(draft)
    full = [f for f in run.with_parties(found) if f.id not in shown and held & set(f.parties)]
    there = _there({i for f in full for i in f.parties} - held, party.places, run)
    near = ordered(f for f in full if there & set(f.parties))
    rest = [f for f in ordered(full) if f not in near]
    wide = _around({i for f in rest for i in f.parties} - held, party.places, run)
    around = [f for f in rest if wide & set(f.parties)]
    near += _unnamed(slot, party, shown, plan, run)
    language = plan.language
    place = listed([p.called(language) for p in party.places], language)
    role = phrase("parties", slot, language)
    if first := [f for f in near if _outweighs(f, draft, plan)]:
        what = told(first, run, language, SHOWN)
        running = phrase("sentences", "running_there", language, role=role, place=place, what=what)
        draft.sentence = running + draft.sentence
        near = [f for f in near if f not in first]
    if near:
        what = _with_counts(near, plan, run)
        run.told.append(phrase("sentences", "unplaced_near", language, n=len(near), role=role, place=place, what=what))
    if around:
        _told_around(around, wide, party.places, run, language, role)
        rest = [f for f in rest if f not in around]
    names = [i for f in rest for i in f.parties if i in held]
    if slot == "provider" and getattr(plan.clause, slot).entities:
        return  # a place that pays: national bodies are not meant
    _note(draft, "unplaced_role", len(rest), names, plan, run, role=role)


def _outweighs(flow: FlowFact, draft: Draft, plan: Plan) -> bool:
    """Whether a running total is more than the sum of single ones of its kind that an answer tells: what the place got in all is then nearer to it."""
    if plan.measure != "sum" or not flow.cumulative or flow.amount is None:
        return False
    kind = (flow.instrument, flow.status, flow.currency)
    sums = (row.values for row in draft.rows if row.values.get("basis") == "sum")
    return any((v["instrument"], v["status"], v["currency"]) == kind and v["amount"] < flow.amount for v in sums)


def _with_counts(near: list[FlowFact], plan: Plan, run: Run) -> str:
    """Return some flows in a few words; where recipients are counted, with how many each is said to reach."""
    language = plan.language
    if plan.measure != "count":
        return told(near, run, language, SHOWN)
    texts = [
        phrase("sentences", "count_of", language, what=text, n=f.recipient_count) if f.recipient_count else text
        for f, text in ((f, told([f], run, language)) for f in near)
    ]
    return first_few(language, texts, SHOWN)


def _unnamed(slot: str, party: Party, shown: set[str], plan: Plan, run: Run) -> list[FlowFact]:
    """Return the flows of which nobody is named in a role, while another party or their programme is in the place."""
    if slot not in ("provider", "recipient"):
        return []
    empty: dict[str, Any] = {slot: None}
    clause = replace(with_branches(plan.clause, run), **empty)
    found, _ = flows(replace(plan, clause=clause, measure="rows"), run, most=MOST)
    sizes = {"fund_size", "bond"} - set(plan.filters.instruments)  # which name no payer
    full = [f for f in run.with_parties(found) if f.id not in shown and f.instrument not in sizes]
    full = [f for f in full if not getattr(f, slot)]
    there = _there({i for f in full for i in f.parties}, party.places, run)
    return ordered(f for f in full if there & set(f.parties))


def _money_there(draft: Draft, plan: Plan, run: Run) -> None:
    """Tell the flows of programmes that are applied in the place, of whose parties none is told to be elsewhere, and how many have
    no party in any place."""
    assert isinstance(plan.clause, Flows)
    language, places = plan.language, plan.filters.places
    clause = with_branches(plan.clause, run)
    open_ = replace(plan, clause=clause, filters=replace(plan.filters, places=()))
    above = tuple(sorted(_wider(places, run)))
    shown = _shown(draft)
    near: list[FlowFact] = []
    if clause.via is None and (applied := _applying(places, run)):
        via = Party(entities=tuple(run.names.named(i, "", "such") for i in applied))
        found, _ = flows(open_.with_clause(replace(clause, via=via)), run, most=MOST)
        full = run.with_parties(f for f in found if f.id not in shown)
        elsewhere = _elsewhere({i for f in full for i in f.parties}, places, run)
        near = ordered(f for f in full if not elsewhere & set(f.parties))
    if near:
        place = listed([p.called(language) for p in places], language)
        what = _with_counts(near, plan, run)
        run.told.append(phrase("sentences", "applied_there", language, n=len(near), place=place, what=what))
    if _too_many(clause, run):
        draft.notes.append(phrase("notes", "unplaced_any", language))
        return
    found, _ = flows(replace(open_, filters=replace(open_.filters, nowhere=above)), run, most=MOST)
    told_ = {*shown, *(f.id for f in near)}
    full = [f for f in run.with_parties(found) if f.id not in told_ and f.parties]
    parties = {i for f in full for i in f.parties}
    known = parties - set(_untold(parties, places, run))
    rest = ordered(f for f in full if not known & set(f.parties))
    wide = _around(parties, places, run)
    if around := [f for f in rest if wide & set(f.parties)]:
        _told_around(around, wide, places, run, language)
        rest = [f for f in rest if f not in around]
    if rest:
        what = told(rest, run, language, SHOWN)
        draft.notes.append(phrase("notes", "unplaced_flows", language, n=_number(len(rest)), what=what))


def _around(ids: set[str], places: Iterable[Named], run: Run) -> set[str]:
    """Return which of the entities are only told to be in what the places lie in: a bank's branch for the province of a city."""
    wider = _wider(places, run)
    seats = places_of(sorted(ids), run)
    return {i for i in ids if {*seats.get(i, ()), *run.names.index.tails("WITHIN", i)} & wider}


def _told_around(
    flows_: list[FlowFact], wide: set[str], places: tuple[Named, ...], run: Run, language: str, role: str = ""
) -> None:
    """Tell the flows of which a party is in what a place lies in, and nobody is told to be elsewhere."""
    who = names_of(dict.fromkeys(i for f in flows_ for i in f.parties if i in wide), run, language, SHOWN)
    words = {
        "n": _number(len(flows_)),
        "who": who,
        "place": listed([p.called(language) for p in places], language),
        "what": told(flows_, run, language, SHOWN),
    }
    run.told.append(phrase("sentences", "around_role" if role else "around", language, role=role, **words))


def _elsewhere(ids: set[str], places: Iterable[Named], run: Run) -> set[str]:
    """Return which of the entities are told to be somewhere else than in the places, or in what these lie in."""
    fine = _wider(places, run) | set(run.names.inside(places))
    found = {i for i, seats in places_of(sorted(ids), run).items() if not set(seats) & fine}
    return found | {i for i in ids if (within := run.names.index.tails("WITHIN", i)) and not set(within) & fine}


def _joined(slot: str, party: Party, draft: Draft, plan: Plan, run: Run) -> None:
    clause = plan.clause
    assert isinstance(clause, Links)
    if clause.hops > 1:
        return
    language = plan.language
    wide = with_parties(clause, {slot: _anywhere(party, run)})
    found = pairs(wide, replace(plan, clause=wide, filters=replace(plan.filters, places=())), run, most=MOST)
    held = set(_untold((getattr(p, slot) for p in found), party.places, run))
    shown = {frozenset(f.parties) for row in draft.rows for f in row.facts}
    found = [
        p for p in found if getattr(p, slot) in held and frozenset(p.fact.parties or (p.left, p.right)) not in shown
    ]
    other = "right" if slot == "left" else "left"
    there = _there({getattr(p, other) for p in found}, party.places, run)
    near = sorted({pair_text(p, run, language) for p in found if getattr(p, other) in there})
    place = listed([p.called(language) for p in party.places], language)
    if near:
        what = first_few(language, near, SHOWN)
        run.told.append(phrase("sentences", "unplaced_joined", language, n=len(near), place=place, what=what))
    rest = sorted({getattr(p, slot) for p in found if getattr(p, other) not in there})
    _note(draft, "unplaced", len(rest), rest, plan, run)


def _listing(draft: Draft, clause: Listing, plan: Plan, run: Run) -> None:
    party = clause.party
    if not party.places or party.entities:
        return
    if run.large:
        draft.notes.append(phrase("notes", "unplaced_any", plan.language))
        return
    if party.labels in ((), ("Place",), ("Category",), ("Person",)):
        return
    ids = _untold(listing_ids(_anywhere(party, run), run, most=MOST), party.places, run)
    names = {str(row.values.get("name")) for row in draft.rows}
    ids = [i for i in ids if run.name(i, plan.language) not in names]
    short = [PLACE_SUFFIX.sub("", p.name) for p in party.places]
    ids.sort(key=lambda i: (not any(s in i for s in short), i))
    _note(draft, "unplaced", len(ids), ids, plan, run)


def left_text(facts: list[Any], run: Run, language: str) -> str:
    """Return some of the facts that were left out in a few words."""
    money = run.with_parties(ordered(f for f in facts if isinstance(f, FlowFact))[:SHOWN])
    texts = [fact_text(f, run, language) for f in money]
    texts += sorted({pair_text(f, run, language) for f in facts if isinstance(f, Pair)})
    texts += sorted({fact_text(f, run, language) for f in facts if isinstance(f, EdgeFact | SeenFact)})
    joined = strung(language, dict.fromkeys(texts[:SHOWN]))
    return joined + ("……" if len(facts) > SHOWN else "")


def _shown(draft: Draft) -> set[str]:
    return {f.id for row in draft.rows for f in row.facts if hasattr(f, "id")}


def _number(n: int) -> str:
    return f"{n}+" if n >= MOST else str(n)


def _note(draft: Draft, key: str, n: int, ids: list[str], plan: Plan, run: Run, **words: str) -> None:
    if n:
        names = names_of(dict.fromkeys(ids), run, plan.language, SHOWN * 2)
        draft.notes.append(phrase("notes", key, plan.language, n=_number(n), names=names, **words))
