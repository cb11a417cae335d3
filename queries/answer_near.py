"""What the graph does say where a question finds nothing: the same without one condition, or what else joins the parties.

Rows stay for what was asked; the sentence tells these.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from queries.answer_facts import EdgeFact, Run
from queries.answer_flows import flows
from queries.answer_kin import with_branches
from queries.answer_links import Pair, listing_ids, pair_text, pairs
from queries.answer_paths import path_text, paths_from
from queries.answer_reading import filters_text, party_text
from queries.answer_result import Draft
from queries.answer_rows import ordered, some_of
from queries.answer_sentences import told_beside
from queries.answer_words import after, first_few, listed, names_of, phrase, strung
from queries.compile import GONE_THROUGH
from queries.plan import Filters, Flows, Links, Listing, Party, Plan, with_parties
from queries.question_measures import with_classes

DOERS = ("ESTABLISHES", "RUNS", "MANAGES", "ISSUES", "APPROVES")  # who is behind a programme, a policy or a fund
JOINERS = ("PARTICIPATES_IN", "PARTNERS_WITH")
CONDITIONS = ("places", "period", "statuses", "instruments", "bounds")
MOST = 3
ZONES = 100  # zones of a kind whose committees are looked up


def near(draft: Draft, plan: Plan, run: Run) -> None:
    """Add to an answer that found nothing what comes nearest."""
    if not draft.nothing or draft.rows or plan.further:
        return
    counted = dict(run.left_out)
    if isinstance(plan.clause, Flows):
        plan = plan.with_clause(with_branches(plan.clause, run))
    clause = plan.clause
    texts: list[str] = []
    if isinstance(clause, Flows):
        texts = _flows_near(clause, plan, run)
    elif isinstance(clause, Links) and clause.hops == 1:
        texts = _links_near(clause, plan, run)
    run.left_out = counted
    if texts:
        joined = strung(plan.language, texts)
        draft.sentence += after(plan.language, phrase("near", "but", plan.language, what=joined))


def near_listing(draft: Draft, plan: Plan, run: Run) -> None:
    """Add to a list that is empty for a place what of the kind is linked with something there (a fund whose manager is there)."""
    clause = plan.clause
    if draft.rows or plan.further or not isinstance(clause, Listing) or not clause.party.places:
        return
    there = Party(labels=("Institution", "Zone"), places=clause.party.places)
    found = pairs(Links(replace(clause.party, places=(), asked=True), there), _bare(plan), run)
    if not found:
        place = Party(entities=clause.party.places)
        found = pairs(
            Links(replace(clause.party, places=(), asked=True), place, ("APPLIES_TO>",), "none"), _bare(plan), run
        )
    if found:
        ids = list(dict.fromkeys(pair.left for pair in found))
        what = phrase("near", "linked_there", plan.language, n=len(ids), what=_texts(found, plan, run))
        draft.sentence += after(plan.language, phrase("near", "but", plan.language, what=what))


def _flows_near(clause: Flows, plan: Plan, run: Run) -> list[str]:
    texts = [text for name, less in _without_one(plan) if (text := _without(name, less, run))]
    texts = texts or [text for name, less in _without_two(plan) if (text := _without(name, less, run))]
    if not texts and (own := _by_owner(plan)) is not None:
        texts = [t for t in (_without(own[0], own[1], run, key="as"),) if t]
    if not texts and (place := _place_paying(plan)):
        texts = [t for t in (_without(phrase("near", "in_place", plan.language), place, run, key="as"),) if t]
    named = [p for p in (clause.provider, clause.via, clause.recipient, clause.either) if p is not None and p.entities]
    if not texts and len(named) == 2:
        texts = _joined(pairs(Links(named[0], named[1]), _bare(plan), run), plan, run)
        texts += [text for said, less in _without_named(plan) if (text := _without(said, less, run))]
    if not texts and len(named) == 1 and all(e.label == "Zone" for e in named[0].entities):
        texts = _applying(named[0], plan, run)
    if not texts and len(named) == 1 and clause.via is None and clause.recipient is named[0]:
        texts = _through(clause, plan, run)
    if not texts and not named and clause.recipient is not None and clause.recipient.labels == ("Category",):
        payer = clause.provider
        if payer is not None and payer.asked and (payer.open or set(payer.labels) <= set(GONE_THROUGH)):
            kinds = payer if payer.labels else Party(labels=GONE_THROUGH, asked=True)
            texts = _joined(
                pairs(Links(kinds, clause.recipient, ("APPLIES_TO>",), "none"), _bare(plan), run), plan, run
            )
    if not texts and len(named) == 1:
        party = named[0]
        sides = [p for p in (clause.provider, clause.recipient) if p is not None and p is not party]
        asked = [p for p in sides if p.asked or plan.yes_no]
        if party is clause.recipient and asked and (asked[0].open or set(asked[0].labels) & set(GONE_THROUGH)):
            kinds = asked[0] if asked[0].labels else Party(labels=GONE_THROUGH, asked=True)
            texts = _joined(pairs(Links(kinds, party, ("APPLIES_TO>",), "none"), _bare(plan), run), plan, run)
            texts = texts or _joined(pairs(Links(kinds, party), _bare(plan), run), plan, run)  # what sits there
        if all(e.label in GONE_THROUGH for e in party.entities):
            scope = Links(party, Party(asked=True), ("APPLIES_TO>",), "none")
            texts = _joined(pairs(scope, _bare(plan), run), plan, run)
    if not texts and (beside := told_beside(plan, run)):
        texts = [beside]
    return texts


def _applying(zone: Party, plan: Plan, run: Run) -> list[str]:
    """Say what money runs through the policies, programmes and funds that apply to a zone: 天开园有什么补贴."""
    scope = Links(Party(labels=GONE_THROUGH, asked=True), zone, ("APPLIES_TO>", "ISSUES<", "RUNS<"), "none")
    ids = sorted({pair.left for pair in pairs(scope, _bare(plan), run)})
    if not ids:
        return []
    via = Party(entities=tuple(run.names.named(i, zone.said, "such") for i in ids))
    text = _without(phrase("near", "applying", plan.language), plan.with_clause(Flows(via=via)), run, key="as")
    return [text] if text else []


def _through(clause: Flows, plan: Plan, run: Run) -> list[str]:
    """Say what runs through a programme or policy that nobody is told to pay: 哪些银行支持企业创新积分制."""
    party = clause.recipient
    if party is None or any(e.label not in GONE_THROUGH for e in party.entities):
        return []
    wide = replace(clause, via=replace(party, asked=False), recipient=None)
    text = _without(phrase("near", "through", plan.language), plan.with_clause(wide), run, key="as")
    return [text] if text else []


def _bare(plan: Plan) -> Plan:
    return replace(plan, filters=Filters(), measure="rows")


def _without_one(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """Yield a plan of money without each of its conditions, with that in words; a kind that is asked for is one too."""
    clause = plan.clause
    assert isinstance(clause, Flows)
    parties = [p for p in (clause.provider, clause.via, clause.recipient, clause.either) if p is not None]
    held = [name for name in CONDITIONS if getattr(plan.filters, name)] + [
        p for p in parties if (p.asked or plan.yes_no) and p.labels
    ]
    named = any(p.entities or p.places for p in parties)
    if len(held) < 2 and not named:
        return  # the one condition left out, everything there is would be told
    for name in CONDITIONS:
        value = getattr(plan.filters, name)
        if value and (named or name != "instruments"):  # the money asked about is no side condition
            empty: Any = () if isinstance(value, tuple) else None
            less: Any = {name: value, "barred": plan.filters.barred} if name == "instruments" else {name: value}
            said = listed(filters_text(Filters(**less), plan.language), plan.language)
            barred: Any = {"barred": ()} if name == "instruments" else {}
            yield said, replace(plan, filters=replace(plan.filters, **{name: empty}, **barred))
    for slot in ("provider", "recipient"):
        party = getattr(clause, slot)
        for said, wide in _widened(party, plan.language, whether=plan.yes_no):
            yield said, plan.with_clause(with_parties(clause, {slot: wide}))


def _without_two(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """Yield a plan of money with a status, of somebody who pays, without for whom it is and without one more of its conditions.

    Whether so much has been paid for a kind of firms is answered by what was paid at all, and by what is planned of that amount.
    """
    clause, filters = plan.clause, plan.filters
    assert isinstance(clause, Flows)
    payer, kind = clause.provider, clause.recipient
    if not filters.statuses or payer is None or not payer.entities or kind is None or kind.entities or not kind.labels:
        return
    wide = plan.with_clause(replace(clause, recipient=None))
    said = party_text(replace(kind, asked=False), plan.language)
    for name in ("bounds", "statuses"):
        value: Any = getattr(filters, name)
        if value:
            empty: Any = () if isinstance(value, tuple) else None
            less: Any = {name: value, "barred": plan.filters.barred} if name == "instruments" else {name: value}
            both = listed([*filters_text(Filters(**less), plan.language), said], plan.language)
            yield both, replace(wide, filters=replace(filters, **{name: empty}))


def _without_named(plan: Plan) -> Iterator[tuple[str, Plan]]:
    """Yield a plan of money between two that are named without the one and without the other."""
    clause = plan.clause
    assert isinstance(clause, Flows)
    for slot in ("recipient", "provider"):
        party = getattr(clause, slot)
        if party is not None and party.entities:
            less: Any = {slot: None}
            named = tuple(e for e in party.entities if e.how != "branch")
            said = party_text(replace(party, asked=False, entities=named), plan.language)
            yield said, plan.with_clause(with_parties(clause, less))


def _widened(party: Party | None, language: str, *, whether: bool = False) -> Iterator[tuple[str, Party]]:
    """Yield a party that is no named one without where it must be, and without the kind that is asked for, with that in words."""
    if party is None or party.entities:
        return
    if party.places:
        yield listed(filters_text(Filters(places=party.places), language), language), replace(party, places=())
    elif (party.asked or whether) and party.labels:
        yield party_text(replace(party, asked=False), language), Party(asked=True)


def _without(said: str, plan: Plan, run: Run, key: str = "without") -> str:
    found, _ = flows(plan, run)
    if not found:
        return ""
    some = some_of(ordered(run.with_parties(found)), run, plan.language, MOST)
    return phrase("near", key, plan.language, condition=said, n=len(found), what=some)


def near_owner(plan: Plan, run: Run) -> str:
    """Return what money somebody gives where what the question takes to be set up or run by him is not told (湖北省经信厅的专项资金)."""
    clause = plan.clause
    if isinstance(clause, Links) and clause.flows == "reach":
        payer, got = (clause.left, clause.right) if clause.left.such is not None else (clause.right, clause.left)
        plan = plan.with_clause(clause := Flows(provider=payer, recipient=got))
    own = _by_owner(plan) if isinstance(clause, Flows) and not plan.further else None
    text = _without(*own, run, key="as") if own is not None else ""
    return after(plan.language, phrase("near", "but", plan.language, what=text)) if text else ""


def _by_owner(plan: Plan) -> tuple[str, Plan] | None:
    """Return a plan of money out of what somebody sets up or runs, or out of a fund of a place, as one of money of that body, or of
    bodies there; with that in words."""
    clause = plan.clause
    assert isinstance(clause, Flows)
    slot = "provider" if clause.provider is not None else "via"
    party = getattr(clause, slot)
    if party is None or party.entities or not set(party.labels) <= set(GONE_THROUGH):
        return None
    owner = Party(labels=("Institution", "Place"), places=party.places) if party.places else None
    if party.such is not None and isinstance(such := party.such.clause, Links) and not party.such.negated:
        doing = {r[:-1] for r in such.relations} <= set(DOERS)
        owner = next((p for p in (such.left, such.right) if p.entities and doing), None)
    if owner is None:
        return None
    less: dict[str, Any] = {slot: None, "provider": replace(owner, asked=False)}
    words = listed([e.called(plan.language) for e in owner.entities or owner.places], plan.language)
    return phrase("near", "by_owner", plan.language, owner=words), plan.with_clause(replace(clause, **less))


def _place_paying(plan: Plan) -> Plan | None:
    """Return the plan with a place that pays or receives as where the money is (邯郸给企业放款多少)."""
    clause = plan.clause
    assert isinstance(clause, Flows)
    for slot in ("provider", "recipient"):
        party = getattr(clause, slot)
        if party is not None and party.entities and all(e.label == "Place" for e in party.entities):
            filters = replace(plan.filters, places=party.entities)
            return replace(plan, clause=with_parties(clause, {slot: None}), filters=filters)  # type: ignore[dict-item]
    return None


def _links_near(clause: Links, plan: Plan, run: Run) -> list[str]:
    if not (clause.left.entities or clause.right.entities):
        return _of_committee(clause, plan, run) if not clause.relations and plan.filters == Filters() else []
    named = [p for p in (clause.left, clause.right) if p.entities]
    if clause.flows != "none":
        classes = with_classes(clause, ("left", "right"))  # 8家银行 among the banks
        if classes != clause and (found := pairs(classes, plan, run)):
            return [_texts(found, plan, run)]
    if len(named) == 1 and any(p.open for p in (clause.left, clause.right)) and not clause.relations:
        own, _ = flows(replace(_bare(plan), clause=Flows(either=named[0])), run)  # money of which no other side is told
        return [some_of(ordered(run.with_parties(own)), run, plan.language, MOST)] if own else []
    if plan.filters != Filters():
        found = pairs(clause, _bare(plan), run)
        if found:
            said = listed(filters_text(plan.filters, plan.language), plan.language)
            return [_without_links(said, found, plan, run)]
    if clause.left.entities and clause.right.entities:
        if not clause.relations:
            return []
        direct = _joined(pairs(Links(clause.left, clause.right), _bare(plan), run), plan, run)
        return direct or _of_committee(clause, plan, run)
    if committee := _of_committee(clause, plan, run):
        return committee
    if clause.flows == "reach" and (found := pairs(replace(clause, relations=(), flows="any"), _bare(plan), run)):
        return [_texts(found, plan, run)]  # what sits in a zone is not money that reaches it
    if set(clause.relations) == {"APPLIES_TO>"}:  # what a zone there takes part in
        part = replace(clause, relations=("PARTICIPATES_IN<",), flows="none")
        if found := pairs(part, _bare(plan), run):
            return [_texts(found, plan, run)]
    wider = _wider(clause.relations)
    if wider and (found := pairs(replace(clause, relations=wider, flows="none"), _bare(plan), run)):
        return [_texts(found, plan, run)]
    if clause.relations == ("PARTNERS_WITH=",) and any(e.label == "Zone" for p in named for e in p.entities):
        found = pairs(replace(clause, relations=(), flows="any"), _bare(plan), run)
        if found:  # what is signed for a zone is signed by others, and the zone gets the money
            return [_texts(found, plan, run)]
    if paid := _money_near(clause, plan, run):
        return paid
    for slot in ("left", "right"):
        for said, wide in _widened(getattr(clause, slot), plan.language) if clause.relations else ():
            if found := pairs(with_parties(clause, {slot: wide}), _bare(plan), run):
                return [_without_links(said, found, plan, run)]
    return _through_others(clause, plan, run)


def _through_others(clause: Links, plan: Plan, run: Run) -> list[str]:
    """Say which of a kind are joined to what is named through others, where none is directly."""
    named, kind = (clause.left, clause.right) if clause.left.entities else (clause.right, clause.left)
    if clause.relations or plan.filters != Filters() or kind.entities or not kind.labels or run.large:
        return []
    found = [
        p for e in named.entities for p in paths_from(e.id, set(listing_ids(replace(kind, asked=False), run)), run)
    ]
    shortest = min(map(len, found), default=0)
    texts = [path_text(path, run, plan.language) for path in found if len(path) == shortest]
    what = first_few(plan.language, texts, MOST)
    return [phrase("near", "through_others", plan.language, what=what)] if texts else []


def _of_committee(clause: Links, plan: Plan, run: Run) -> list[str]:
    """Say what is told of the committee that manages a zone, where the zone itself is not told of."""
    for slot in ("left", "right"):
        party: Party = getattr(clause, slot)
        zones = [e for e in party.entities if e.label == "Zone"]
        if party.labels == ("Zone",) and not party.entities and not clause.relations:
            zones = [
                run.names.named(i, party.said, "such")
                for i in listing_ids(replace(party, asked=False), run, most=ZONES)
            ]
        grown = [e for e in run.names.grown(zones, committees=True) if e.label == "Institution"] if zones else []
        swapped = Party(entities=tuple(grown), asked=party.asked)
        if grown and (found := pairs(with_parties(clause, {slot: swapped}), plan, run)):
            return [_texts(found, plan, run)]
    return []


def _money_near(clause: Links, plan: Plan, run: Run) -> list[str]:
    """Say who pays for a thing that nobody is told to be behind, or for what somebody pays who is told to be behind nothing."""
    signs = {r[-1] for r in clause.relations}
    if len(signs) != 1 or not {r[:-1] for r in clause.relations} <= {*DOERS, *JOINERS}:
        return []
    doer, thing = (clause.left, clause.right) if signs == {">"} else (clause.right, clause.left)
    if signs == {"="} or bool(doer.entities) == bool(thing.entities):
        return []
    role = "recipient" if doer.entities else "provider"
    paid = replace(_bare(plan), clause=with_classes(Flows(provider=doer, recipient=thing)), asked=(role,))
    found, roles = flows(paid, run)
    held = set(roles.get(role, []))
    key = f"paid_{role}"
    if not held and role == "provider":
        key = "paid_via"
        found, roles = flows(paid.with_clause(with_classes(Flows(provider=doer, via=thing))), run)
        held = set(roles.get(role, []))
    if not held:
        return []
    by_amount = sorted(ordered(run.with_parties(found)), key=lambda f: len(f.provider) > 1)  # what is paid jointly last
    ids = [i for i in dict.fromkeys(i for f in by_amount for i in f.parties) if i in held]
    names = {"names": names_of(ids, run, plan.language), "named": names_of((doer.ids or thing.ids), run, plan.language)}
    return [phrase("near", key, plan.language, n=len(ids), **names)]


def _without_links(said: str, found: list[Pair], plan: Plan, run: Run) -> str:
    some = _texts(found, plan, run)
    return phrase("near", "without_links", plan.language, condition=said, n=len(found), what=some)


def _wider(relations: Iterable[str]) -> tuple[str, ...]:
    """Return the relations of the same direction by which one may be behind, or take part in, the same thing."""
    asked = set(relations)
    signs = {r[-1] for r in asked if r[:-1] in DOERS or r[:-1] == "PARTICIPATES_IN"}
    if len(signs) != 1:
        return ()
    sign = signs.pop()
    wide = [f"{name}{sign}" for name in (*DOERS, JOINERS[0])] + [f"{JOINERS[1]}="]
    return tuple(r for r in wide if r not in asked)


def _joined(found: list[Pair], plan: Plan, run: Run) -> list[str]:
    return [_texts(found, plan, run)] if found else []


def _texts(found: list[Pair], plan: Plan, run: Run) -> str:
    language = plan.language
    order = [*DOERS, *JOINERS]

    def rank(pair: Pair) -> tuple[int, str]:
        type_ = pair.fact.type if isinstance(pair.fact, EdgeFact) else ""
        return (order.index(type_) if type_ in order else len(order), pair_text(pair, run, language))

    kept: dict[tuple[int, str], Pair] = {}
    for pair in found:  # of the same link told with a time and without, the one with
        if rank(pair) not in kept or (pair.period and not kept[rank(pair)].period):
            kept[rank(pair)] = pair
    found = [kept[key] for key in sorted(kept)]
    texts = []
    for pair in found[:MOST]:
        when = f"（{pair.period}）" if pair.period and language == "zh" else f" ({pair.period})" if pair.period else ""
        texts.append(pair_text(pair, run, language) + when)
    more = phrase("sentences", "more", language, n=len(found) if language == "zh" else len(found) - MOST)
    return strung(language, texts) + (more if len(found) > MOST else "")


def empty_places(clause: Listing, plan: Plan, run: Run) -> str:
    """Return in which of several places that are named nothing of the kind lies, as a sentence, or nothing."""
    places = clause.party.places
    if len(places) < 2 or plan.further:
        return ""
    empty = [p.id for p in places if not listing_ids(replace(clause.party, places=(p,)), run)]
    if not empty or len(empty) == len(places):
        return ""
    names = names_of(empty, run, plan.language)
    text = after(plan.language, phrase("sentences", "empty_places", plan.language, names=names))
    for place in (p for p in places if p.id in empty):
        there = Draft([])
        with run.aside():
            near_listing(there, plan.with_clause(Listing(replace(clause.party, places=(place,)))), run)
        text += there.sentence
    return text
