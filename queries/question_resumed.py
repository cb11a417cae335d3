"""Follow-ups that go on with what was listed or named: in order of size, its like in another place, a branch of the bank."""

import re
from dataclasses import replace

from queries.names import Names
from queries.plan import PARTY_SLOTS, Filters, Flows, Links, Listing, Measures, Named, Party, Plan
from queries.question_follow import SIZE, named_in, sized_list
from queries.question_numbers import amounts
from queries.question_words import table

MARKS = "?？。.!！ "


def counted_or_earlier(text: str, before: Plan) -> Plan | None:
    """Return the plan before as one that counts what it lists, or tells how its figure changed; None where that is not asked."""
    data, said = table("resumed"), text.strip(MARKS)
    if re.fullmatch(data["earlier"], said, re.IGNORECASE) and isinstance(before.clause, Measures):
        return replace(before, changes=True, now=False)
    listed = len(before.asked) == 1 and before.asked[0] in (*PARTY_SLOTS, "party")
    if re.fullmatch(data["counted"], said, re.IGNORECASE) is None or not listed or before.yes_no or before.when:
        return None
    return replace(before, measure="count") if before.measure == "rows" else None


def ordered(text: str, before: Plan) -> Plan | None:
    """Return the plan before with what it lists in order of size, or None where that is not asked, or what was listed has no size."""
    if re.fullmatch(table("resumed")["ordered"], text.strip(MARKS), re.IGNORECASE) is None:
        return None
    if before.measure != "rows" or before.yes_no or before.when or before.further:
        return None
    if (funds := _funds(before)) is not None:
        return _sizes(funds, before.language)
    return before if isinstance(before.clause, Flows) else None  # money is listed so


def limited(text: str, before: Plan) -> Plan | None:
    """Return the plan before with a limit of how big what it lists must be (其中规模超过300亿的呢), or None where none is said, or only that."""
    match = re.fullmatch(table("resumed")["limited"], text.strip(MARKS), re.IGNORECASE)
    said = match["limit"] if match is not None else ""
    bounds = next((n.value for n in amounts(said.lower()) if n.start == 0 and n.stop == len(said)), None)
    if bounds is None or before.measure != "rows" or before.yes_no or before.when or before.further:
        return None
    filters = replace(before.filters, bounds=bounds, currency=before.filters.currency or bounds.currency)
    if isinstance(before.clause, Listing):
        return sized_list(before, filters)
    return replace(before, filters=filters) if isinstance(before.clause, Flows) else None


def of_funds_listed(text: str, before: Plan) -> Plan | None:
    """Return what a follow-up asks of the funds that the question before listed, how big they are or by whom they are managed; or None."""
    data, said, funds = table("resumed"), text.strip(MARKS), _funds(before)
    if funds is None:
        return None
    if re.fullmatch(data["sizes"], said, re.IGNORECASE):
        return _sizes(funds, before.language)
    if re.fullmatch(data["total_size"], said, re.IGNORECASE):
        total = Flows(recipient=replace(funds, asked=False))
        return Plan(
            total, ("flow",), filters=Filters(instruments=SIZE), measure="sum", in_all=True, language=before.language
        )
    type_ = next((type_ for type_, asks in data["sides"].items() if re.fullmatch(asks, said, re.IGNORECASE)), None)
    if type_ is None:
        return None
    doer = Party(asked=True, said="谁" if before.language == "zh" else "who", word="who")
    return Plan(Links(doer, replace(funds, asked=False), (type_,), "none"), ("left",), language=before.language)


def _funds(before: Plan) -> Party | None:
    """Return the funds of a kind or a place that a plan lists, by name or by size; None where it lists something else."""
    clause = before.clause
    if before.measure != "rows" or before.yes_no or before.when or before.further:
        return None
    if isinstance(clause, Listing) and before.filters == Filters():
        party: Party | None = clause.party
    elif isinstance(clause, Flows) and before.asked == ("recipient",) and before.filters == Filters(instruments=SIZE):
        party = clause.recipient if clause.provider is None and clause.via is None else None
    else:
        return None
    return party if party is not None and party.labels == ("Fund",) and not party.entities else None


def _sizes(funds: Party, language: str) -> Plan:
    sizes = Flows(recipient=replace(funds, asked=True))
    return Plan(sizes, ("recipient",), filters=Filters(instruments=SIZE), language=language)


def resumed(text: str, before: Plan, names: Names) -> str:
    """Return a follow-up with the full name of what it speaks of, where that is the like of the one thing named before, or a branch of it."""
    named = list(named_in(before).values())
    if len(named) != 1:
        return text
    said = text.strip(MARKS)
    if named[0].kind == "bank" and (match := re.fullmatch(table("resumed")["branch"], said, re.IGNORECASE)) is not None:
        whole = f"{named[0].name}{match['zh']}" if match["zh"] else f"{named[0].called('en')}'s {match['en']}"
        return f"那{whole}呢" if match["zh"] else f"what about {whole}"
    match = re.fullmatch(table("resumed")["elsewhere"], said, re.IGNORECASE)
    place = _place(match["zh"] or match["en"], names) if match is not None else None
    like = _like(named[0], place, names) if place is not None else None
    if like is None:
        return text
    return f"那{like.name}呢" if text.strip(MARKS)[-1:] > "~" else f"what about {like.called('en')}"


def _place(said: str, names: Names) -> Named | None:
    """Return the one place that words name, or None."""
    whole = [n for n in names.spans(said.lower()) if n.stop - n.start == len(said)]
    options = [o for n in whole for o in n.options]
    return options[0] if len(options) == 1 and options[0].label == "Place" else None


def _like(one: Named, place: Named, names: Names) -> Named | None:
    """Return the zone, or the local body, that is named as one is but for the place with which the names begin; None where there is none."""
    if one.label != "Zone" and one.kind != "local_government":
        return None
    index = names.index
    for form in sorted(index.forms_of(one.id), key=len, reverse=True):
        for cut in range(2, len(form) - 1):
            if (old := _place(form[:cut], names)) is None or old.id == place.id:
                continue
            for short in (place.name, place.name.rstrip("市省区县")):
                found = [n for n in names.spans(short + form[cut:]) if n.stop - n.start == len(short + form[cut:])]
                options = [o for n in found for o in n.options if o.label == one.label and o.kind == one.kind]
                if len(options) == 1 and options[0].id != one.id:
                    return options[0]
    return None
