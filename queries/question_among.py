"""Follow-ups about what the answer before lists: which of them are banks, how many of those are in Shanghai, which of them fund X."""

import re
from collections.abc import Callable
from dataclasses import replace

from queries.plan import Filters, Flows, Further, Links, Listing, Party, Plan, with_parties
from queries.question_clauses import slot
from queries.question_measures import narrowed
from queries.question_sketch import NotUnderstood
from queries.question_words import table


def among_those(text: str, before: Plan, understood: Callable[[str], Plan | None]) -> Plan | None:
    """Return the plan before with what a question says of those that it lists, or None where it is no such question.

    `understood` reads a question by itself: what is said of them is read as it would be of all of their kind.
    """
    data = table("among")
    for said, plain in data["plain"].items():
        text = re.sub(said, plain, text, flags=re.IGNORECASE)
    match = next((m for p in data["asks"] if (m := re.match(p, text, re.IGNORECASE)) is not None), None)
    listed = len(before.asked) == 1 and isinstance(before.clause, Flows | Links | Listing)
    if match is None or not listed or before.measure not in ("rows", "count") or before.yes_no or before.when:
        return None
    if before.asked[0] in ("flow", "within"):
        return None
    party = slot(before.clause, before.asked[0])
    language = "en" if text.isascii() else "zh"
    noun = data["nouns"][language].get(party.labels[0] if party.labels else data["unsaid"])
    if noun is None or party.entities or len(party.labels) > 1:
        return None
    count = re.fullmatch(data["counts"], match["asks"], re.IGNORECASE) is not None
    says = match["says"].strip()
    other = understood(data["whole"][language].format(noun=noun, says=says))
    if other is None and (kind := re.fullmatch(data["is_kind"], says)) is not None:
        other = understood(data["of_kind"].format(kind=kind["kind"]))
    found = _limited(before, party, other) if other is not None else None
    return replace(found, measure="count" if count else "rows", language=language) if found is not None else None


def of_nothing_said(text: str) -> str:
    """Return the words of a question that begin it and speak of what an answer before must have listed (which of them), or nothing."""
    match = re.match(table("among")["of_nothing"], text, re.IGNORECASE)
    return match.group() if match is not None else ""


def _limited(before: Plan, party: Party, other: Plan) -> Plan | None:
    """Return a plan limited to those of what it lists that are what another plan lists, or None where that cannot be said."""
    clause, asked = other.clause, other.asked
    plain = other.measure == "rows" and not (other.yes_no or other.when or other.by or other.several)
    if not plain or len(asked) != 1 or other.further:
        return None
    if isinstance(clause, Listing) and other.filters == Filters():
        return _of_kind(before, party, clause.party)
    instruments = other.filters.instruments if isinstance(clause, Flows) else ()
    if not isinstance(clause, Flows | Links) or isinstance(before.clause, Listing) or asked[0] == "flow":
        return None
    if other.filters != Filters(instruments=instruments):
        return None
    return replace(before, further=(*before.further, Further(clause, False, tuple(instruments))))


def _of_kind(before: Plan, party: Party, kind: Party) -> Plan | None:
    if kind.such or kind.outside or kind.unlike or (kind.places and party.places):
        return None
    found = before
    if kind.kinds or kind.tags or kind.names or kind.like or (kind.labels and not party.labels):
        try:
            found = narrowed(before, kind)
        except NotUnderstood:
            return None
    if kind.places:
        name = before.asked[0]
        held = slot(found.clause, name)
        found = found.with_clause(with_parties(found.clause, {name: replace(held, places=kind.places)}))
    return found if found is not before else None
