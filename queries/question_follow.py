"""Follow-ups: 那么江苏呢, and in 2022? A fragment changes one thing of the plan before and keeps the rest."""

import re
from dataclasses import replace

from queries.names import Names
from queries.plan import (
    Clause,
    Filters,
    Flows,
    Links,
    Listing,
    Measures,
    Named,
    Party,
    Plan,
    Profile,
    parties_of,
    party_slots,
    with_parties,
)
from queries.question_phrases import sketch
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_tokens import Token
from queries.question_words import table

MARKS = re.compile(r"呢[?？]?$|^(?:那|那么|再看|换成|改成|如果)|^(?:and|what about|how about|then)\b", re.IGNORECASE)
OTHERS = ("other", "others", "rest of", "remaining")
BEGUN: dict[tuple[str, ...], str] = {("Fund",): "ESTABLISHES>", ("Policy",): "ISSUES>"}
SIZE = ("fund_size",)
WHO = ("Institution", "Zone", "Fund", "Person", "Category")  # kinds that “who” may stand for
BACK = re.compile(r"其中|这些|那些|上述|\b(?:of these|of those|among them|of them)\b", re.IGNORECASE)
HE = re.compile(r"\b(?:he|she|him|her|his)\b|[他她](?!们)的?", re.IGNORECASE)
ANYTHING = ("it", "its", "它", "它的")
IT = re.compile(
    r"它的|它(?!们)|该基金|该行|该银行|该机构|该公司|该项目|该政策|这只基金|这家银行|这个机构|这个项目"
    r"|\b(?:its|it|(?:this|that) (?:fund|bank|programme|program|company|firm|body|institution|ministry|zone|park))\b",
    re.IGNORECASE,
)


def asks_outright(found: list[Token]) -> bool:
    """Whether a question holds a word of asking or ranking, so that it is one by itself before it is a fragment."""
    text = "".join(t.text for t in found)
    if MARKS.search(text) or (found and found[0].is_("special", "same_again")):
        return False
    return any(t.is_("asking") and not t.is_("stop") for t in found) or any(
        t.sort in ("largest", "smallest") for t in found
    )


def points_back(text: str) -> bool:
    """Whether a question is about what the answer before listed (其中哪些, which of these)."""
    return bool(BACK.search(text))


def meant_by_it(text: str, before: Plan) -> str | None:
    """Return the question with 它 or it replaced by the one body that the question before named, or None."""
    named = list(named_in(before).values())
    said = IT.search(text)
    if len(named) > 1 and said is not None and said.group().lower() not in ANYTHING:
        named = [e for e in named if may_be(said.group(), e)]  # 该行 of a bank and a zone
    if len(named) > 1 and asks_size(text):
        named = [e for e in named if e.label == "Fund"]
    if len(named) > 1 and HE.search(text):
        named = [e for e in named if e.label == "Person"]
    if len(named) != 1:
        return None
    entity = named[0]
    pattern = HE if entity.label == "Person" else IT
    match = pattern.search(text)
    if match is None or not may_be(match.group(), entity):
        return None
    ascii_ = match.group().isascii()
    name = f" {entity.called('en')} " if ascii_ else entity.name
    her = match.group().lower() == "her" and bool(text[match.end() :].strip(" ?.!"))
    owned = her or match.group().lower() in ("its", "his")
    return pattern.sub(
        name.rstrip() + "'s " if owned else name + ("的" if match.group().endswith("的") else ""), text, count=1
    ).strip()


def asks_size(text: str) -> bool:
    """Whether a question asks how big “it” is, which of what was named only a fund can be."""
    return re.search(table("halves")["how_big"], text, re.IGNORECASE) is not None


def may_be(said: str, entity: Named) -> bool:
    """Whether what is said for a thing named before (that company, 该基金) is said of its kind; it may be anything."""
    nouns: dict[str, str] = table("resumed")["nouns"]
    label = next((label for noun, label in nouns.items() if said.lower().endswith(noun)), entity.label)
    kinds: dict[str, str] = table("resumed")["kinds"]
    kind = next((kind for noun, kind in kinds.items() if said.lower().endswith(noun)), entity.kind)
    return label == entity.label and kind == entity.kind


def named_in(plan: Plan) -> dict[str, Named]:
    """Return the entities that a plan names, by id."""
    return {e.id: e for party in parties_of(plan.clause) for e in party.entities}


def follow(found: list[Token], language: str, before: Plan, names: Names) -> Plan | None:
    """Return the plan before with what a fragment changes, or None if the tokens are no fragment."""
    if any(t.sort == "measure" for t in found):
        return None
    while len(found) > 1 and (found[0].is_("aggregate", "only") or found[0].is_("special", "same_again")):
        found = found[1:]  # only those over 5 million
    try:
        half = sketch(found, language)
    except NotUnderstood:
        return None
    if set(half.special) - {"same_again"} or half.yes_no or half.how:
        return None
    items = [item for item in half.items if item.symbol not in "a"]
    if language == "zh" and len(items) > 1 and items[-1].symbol == "d":
        items = items[:-1]  # 那济南的呢: of Jinan
    items = _places_joined(items)
    letters = "".join(item.symbol for item in items)
    if half.when:
        if not letters and isinstance(before.clause, Measures):
            return replace(before, language=language)  # its figures are told with their time
        dated = not letters and isinstance(before.clause, Flows | Links) and not half.how_much
        asked = ("flow",) if before.asked == ("flow",) or before.measure == "sum" else before.asked
        return replace(before, when=True, measure="rows", asked=asked, language=language) if dated else None
    filters = filters_said(half.filters, before.filters)
    if not letters and isinstance(before.clause, Listing) and filters != before.filters:
        if filters.bounds is not None:
            return sized_list(before, filters)
        if filters.period is not None:
            return begun_then(before, filters)
    if not letters and filters != before.filters:
        moved = _place(Party(entities=half.filters.places), before, before.filters) if _only_a_place(half) else None
        if moved is not None:
            return replace(before, clause=moved[0], filters=moved[1], language=language)
        return replace(before, filters=filters, language=language)
    if not letters and half.filters != Filters() and not half.by and half.measure == "rows" and not half.how_much:
        return replace(before, language=language)  # what was asked for already
    if not letters and half.by:
        return (
            replace(before, by=tuple(half.by), measure="sum", language=language)
            if isinstance(before.clause, Flows)
            else None
        )
    if not letters and (half.measure != "rows" or half.how_much) and isinstance(before.clause, Flows):
        measure = "sum" if half.how_much else half.measure
        whole = half.how_much and half.measure == "sum" and before.measure == "rows"  # how much in total
        asked = ("flow",) if whole else before.asked
        return replace(before, measure=measure, asked=asked, limit=half.limit, language=language)
    if letters in ("m", "v") and isinstance(before.clause, Flows):
        return _money(items[0], before, filters, language)
    others = any(t.text.lower() in OTHERS for t in found)
    if others and letters == "t" and isinstance(before.clause, Flows):
        clause = _others(items[0].party or Party(), before.clause)
        slots = [
            n
            for n in party_slots(before.clause)
            if clause is not None and getattr(clause, n) != getattr(before.clause, n)
        ]
        return replace(before, clause=clause, asked=tuple(slots), language=language) if clause is not None else None
    if len(items) == 1 and letters in "etw" and not items[0].bare and not half.how_much:
        return _party(items[0], before, filters, language)
    if letters in ("ow", "fw", "bw") and items[1].bare and not items[1].where and isinstance(before.clause, Flows):
        role = "recipient" if letters[0] == "o" else "provider"
        return replace(
            before,
            filters=carried_on(before.filters, (role,)),
            clause=with_parties(before.clause, {role: replace(getattr(before.clause, role) or Party(), asked=True)}),
            asked=(role,),
            measure="rows",
            in_all=False,
            language=language,
        )
    if letters in ("oe", "fe", "be", "ie", "ye", "ot", "ft", "bt") and isinstance(before.clause, Flows):
        role = {"o": "recipient", "f": "provider", "b": "provider", "y": "via", "i": "recipient"}[letters[0]]
        return replace(
            before, clause=replace(before.clause, **{role: items[1].party}), filters=filters, language=language
        )
    return None


def _places_joined(items: list[Item]) -> list[Item]:
    """Take several places that a fragment joins (江苏或浙江的呢) for one party: of either of them."""
    places = [i for i in items if i.symbol == "e" and i.label == "Place" and i.party is not None]
    if len(places) < 2 or any(i.symbol != "c" and i not in places for i in items):
        return items
    entities = tuple(e for i in places if i.party is not None for e in i.party.entities)
    first = places[0].party or Party()
    return [Item("e", places[0].token, replace(first, entities=entities), places[0].word)]


def sized_list(before: Plan, filters: Filters) -> Plan | None:
    """Return a list of funds with limits of amounts as the sizes of those funds within them; None where what was listed has no size."""
    clause = before.clause
    if not isinstance(clause, Listing) or filters.bounds is None or before.further:
        return None
    party = clause.party
    if (
        party.labels != ("Fund",)
        or party.entities
        or filters != Filters(bounds=filters.bounds, currency=filters.currency)
    ):
        return None
    sizes = Flows(recipient=replace(party, asked=True))
    limits = replace(filters, instruments=SIZE)
    return Plan(sizes, ("recipient",), filters=limits, language=before.language)


def begun_then(before: Plan, filters: Filters) -> Plan | None:
    """Return a list of funds or policies, with a time, as those set up or issued then; None for what nobody sets up."""
    clause = before.clause
    relation = BEGUN.get(clause.party.labels) if isinstance(clause, Listing) and not clause.party.entities else None
    if (
        relation is None
        or not isinstance(clause, Listing)
        or before.further
        or filters != Filters(period=filters.period)
    ):
        return None
    begun = Links(Party(), replace(clause.party, asked=True), (relation,), "none")
    return Plan(begun, ("right",), filters=filters, language=before.language)


def _only_a_place(half: Sketch) -> bool:
    """Whether a fragment says in which place and nothing else: and in Beijing, which then stands for the place before."""
    return bool(half.filters.places) and half.filters == Filters(places=half.filters.places)


def carried_on(before: Filters, asked: tuple[str, ...]) -> Filters:
    """Return the filters before as they hold for a follow-up: nobody pays a size, and who paid (how big is it, who paid) asks of any money."""
    of_size = before.instruments == SIZE and asked == ("provider",)
    return replace(before, instruments=()) if of_size else before


def filters_said(said: Filters, before: Filters) -> Filters:
    """Return the filters before, with those that a fragment says in their place."""
    new = {name: getattr(said, name) for name in said.__dataclass_fields__}
    return replace(before, **{name: value for name, value in new.items() if value not in (None, ())})


def _money(item: Item, before: Plan, filters: Filters, language: str) -> Plan | None:
    assert item.word is not None
    if item.word.sort != "money":
        return None
    return replace(
        before, filters=replace(filters, instruments=tuple(item.word.data.get("instruments", ()))), language=language
    )


def _party(item: Item, before: Plan, filters: Filters, language: str) -> Plan | None:
    """Put a party where one of its kind stands: a place for a place, a named entity for one, a kind for the asked kind."""
    party = item.party
    assert party is not None
    changed = filters
    clause: Clause | None
    if party.entities and party.entities[0].label == "Place":
        placed = _place(party, before, filters)
        clause, changed = placed if placed is not None else (None, filters)
    elif party.entities:
        clause = _entity(party, before.clause)
    else:
        clause = _kind(party, before.clause)
    return None if clause is None else replace(before, clause=clause, filters=changed, language=language)


def _slots(clause: Clause) -> dict[str, Party]:
    held = {name: getattr(clause, name) for name in party_slots(clause)}
    return {name: party for name, party in held.items() if party is not None}


def _place(party: Party, before: Plan, filters: Filters) -> tuple[Clause, Filters] | None:
    clause = before.clause
    slots = _slots(clause)
    for name, old in slots.items():
        if old.entities and all(e.label == "Place" for e in old.entities):
            return _with(clause, name, replace(old, entities=party.entities)), filters
    if filters.places:
        return clause, replace(filters, places=party.entities)
    for name, old in slots.items():
        if old.places:
            return _with(clause, name, replace(old, places=party.entities)), filters
    if isinstance(clause, Flows):
        return clause, replace(filters, places=party.entities)
    for name, old in slots.items():
        if old.labels and not old.entities and set(old.labels) & {"Institution", "Zone", "Fund"}:
            return _with(clause, name, replace(old, places=party.entities)), filters
    return None


def _entity(party: Party, clause: Clause) -> Clause | None:
    if isinstance(clause, Profile) and len(clause.parties) == 1:
        return replace(clause, parties=(party,))
    slots = _slots(clause)
    named = [name for name, old in slots.items() if old.entities]
    same = [name for name in named if slots[name].entities[0].label == party.entities[0].label]
    chosen = same if len(same) == 1 else (named if len(named) == 1 and not isinstance(clause, Measures) else [])
    if not chosen:
        return _of_anybody(party, clause)
    return _with(clause, chosen[0], replace(slots[chosen[0]], entities=party.entities))


def _of_anybody(party: Party, clause: Clause) -> Clause | None:
    """Return money of which no party was said as that of one, in whatever role; or None where one was said, or is asked for."""
    money = isinstance(clause, Flows) and not any(p.asked or not p.open for p in parties_of(clause))
    return Flows(either=party) if money else None


def _others(party: Party, clause: Flows) -> Flows | None:
    """Put all others of a kind where one of it stands: what about the other banks."""
    slots = _slots(clause)
    same = [n for n, old in slots.items() if old.entities and {e.label for e in old.entities} == set(party.labels)]
    if len(same) != 1 or any(e.kind not in party.kinds for e in slots[same[0]].entities if party.kinds):
        return None
    said = replace(party, asked=True, without=slots[same[0]].entities, places=slots[same[0]].places)
    return with_parties(clause, {same[0]: said})


def _kind(party: Party, clause: Clause) -> Clause | None:
    if party.labels == ("Place",):
        return None  # and the whole province: no province pays or is paid
    slots = _slots(clause)
    kinds = [name for name, old in slots.items() if (old.labels or old.asked) and not old.entities]
    kinds = [name for name in kinds if slots[name].labels or set(party.labels) & set(WHO)]
    same = [name for name in kinds if set(slots[name].labels) & set(party.labels)]
    chosen = same if len(same) == 1 else (kinds if len(kinds) == 1 else [])
    if not chosen:
        return _of_anybody(party, clause)
    return _with(
        clause, chosen[0], replace(party, asked=slots[chosen[0]].asked, places=party.places or slots[chosen[0]].places)
    )


def _with(clause: Clause, name: str, party: Party) -> Clause:
    return with_parties(clause, {name: party})
