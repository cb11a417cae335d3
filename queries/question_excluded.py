"""Follow-ups that leave some out of what was listed (把银行去掉, without the banks), or ask for others (what else does it manage)."""

import re
from collections.abc import Callable
from dataclasses import replace

from queries.plan import PARTY_SLOTS, Filters, Flows, Links, Listing, Named, Party, Plan, Profile, with_parties
from queries.question_clauses import asking, slot
from queries.question_follow import named_in
from queries.question_measures import narrowed
from queries.question_resumed import MARKS
from queries.question_sketch import NotUnderstood
from queries.question_words import table


def excluded(before: Plan, alone: Plan | None) -> Plan | None:
    """Return the plan before without those of a kind, or by name, that a follow-up leaves out; `alone` is the plan of the words for these."""
    listed = len(before.asked) == 1 and before.asked[0] in (*PARTY_SLOTS, "party")
    if (
        alone is None
        or not listed
        or before.yes_no
        or before.when
        or not isinstance(before.clause, Flows | Links | Listing)
    ):
        return None
    party = slot(before.clause, before.asked[0])
    if party.entities or party.unlike is not None:
        return None
    if isinstance(alone.clause, Listing) and alone.filters == Filters() and not alone.further:
        kind = replace(alone.clause.party, asked=False)
        if kind.places and not (kind.labels or kind.kinds):
            return None
        left = replace(party, unlike=kind)
    elif isinstance(alone.clause, Profile) and len(alone.clause.parties) == 1 and alone.clause.form == "profile":
        places = tuple(e for e in alone.clause.parties[0].entities if e.label == "Place")
        if places and "Place" not in party.labels:
            return before.with_clause(
                with_parties(before.clause, {before.asked[0]: replace(party, outside=(*party.outside, *places))})
            )
        left = replace(party, without=(*party.without, *alone.clause.parties[0].entities))
    else:
        return None
    return before.with_clause(with_parties(before.clause, {before.asked[0]: left}))


def left_out(text: str) -> str | None:
    """Return the words for those that a follow-up leaves out, or None where it leaves out nobody."""
    for pattern in table("resumed")["excluded"]:
        if (said := re.fullmatch(pattern, text.strip(MARKS), re.IGNORECASE)) is not None:
            return next((part for part in said.groups() if part), None)
    return None


def ranked_by(plan: Plan, measure: str, tail: str) -> Plan | None:
    """Return the plan of who paid or got most of the money of a plan; None where the one who did is named."""
    assert isinstance(plan.clause, Flows)
    role = "recipient" if re.search(table("halves")["gets"], tail, re.IGNORECASE) else "provider"
    party = getattr(plan.clause, role)
    if party is not None and party.entities:
        return None
    asked = with_parties(plan.clause, {role: replace(party or Party(), asked=True)})
    return replace(plan, clause=asking(asked, role), asked=(role,), measure=measure, limit=None)


def ranked_within(text: str, before: Plan, read: Callable[[str], Plan | None]) -> Plan | None:
    """Return the plan of who of a kind paid or got most or least of the money before (银行里谁出得最少), or None where that is not asked."""
    said = re.fullmatch(table("resumed")["ranked_within"], text.strip(MARKS), re.IGNORECASE)
    if said is None or not isinstance(before.clause, Flows) or before.further or before.yes_no:
        return None
    kind = read(said["zh"] or said["en"])
    if kind is None or not isinstance(kind.clause, Listing) or kind.filters != Filters():
        return None
    least = (said["rank"] or said["most"].lower()) in table("resumed")["least"]
    ranked = ranked_by(before, "smallest" if least else "largest", said["verb"] or said["did"] or "")
    try:
        return narrowed(ranked, kind.clause.party) if ranked is not None else None
    except NotUnderstood:
        return None


def others(made: Plan, before: Plan, question: str) -> Plan:
    """Return what a follow-up asks somebody else to be or do (what else does it manage) without what the question before named."""
    if re.search(table("resumed")["others"], question, re.IGNORECASE) is None:
        return made
    if not isinstance(made.clause, Flows | Links) or not (made.asked or made.yes_no):
        return made
    named, old = named_in(made), named_in(before)
    gone = tuple(e for id_, e in old.items() if id_ not in named)
    open_ = [n for n in PARTY_SLOTS if isinstance(p := getattr(made.clause, n, None), Party) and not p.entities]
    name = made.asked[0] if made.asked and made.asked[0] in open_ else open_[0] if len(open_) == 1 else None
    if not gone or not named or name is None:
        return made
    party = slot(made.clause, name)
    return made.with_clause(with_parties(made.clause, {name: replace(party, without=_fitting(party, gone))}))


def _fitting(party: Party, gone: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return those set apart, and those more that are of the labels that are asked for."""
    return (*party.without, *(e for e in gone if not party.labels or e.label in party.labels))
