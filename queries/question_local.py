"""Funds that English describes: the one of a zone (the fund set up at the Tiankai park), or by whom it is for."""

from dataclasses import replace

from queries.names import Names
from queries.names_parts import shortened
from queries.plan import Flows, Plan
from queries.question_tokens import Token

AT = ("at", "in", "for", "of")


def owned_fund(text: str, found: list[Token], names: Names) -> str | None:
    """Return the question with “the fund at X” as “X's fund”, where the zone X has one fund that is called after it; else None.

    A place behind the zone is passed over where the zone lies in it, and in no other case.
    """
    for at, kind in enumerate(found):
        the = at and found[at - 1].text.lower() == "the"
        plural = any(w.form == "plural" for w in kind.readings)
        if not the or kind.found is not None or not kind.is_("type", "fund") or plural:
            continue
        n = at + 1
        if n < len(found) and found[n].is_("relation", "establish", "launch"):
            n += 1
        if n >= len(found) or found[n].text.lower() not in AT:
            continue
        n += 1
        while n < len(found) and found[n].is_("stop"):
            n += 1
        zone = found[n].found if n < len(found) else None
        if zone is None or len(zone.options) != 1 or zone.options[0].label != "Zone":
            continue
        owner, last = found[n], found[n]
        place = found[n + 2].found if n + 2 < len(found) and found[n + 1].text.lower() == "in" else None
        if place is not None:
            if len(place.options) != 1 or zone.options[0].id not in names.index.inside(place.options[0].id):
                continue
            last = found[n + 2]
        said = f"{owner.text}'s {kind.text}"
        plain = f"{text[: kind.start]}{said}{text[last.stop :]}"
        if shortened(plain.lower(), kind.start, kind.start + len(said), names) is not None:
            return plain
    return None


def aimed_at(text: str, found: list[Token]) -> list[Token]:
    """Take what a fund or programme is said to be for into its name, where its name says just that: the special fund for specialised SMEs."""
    kept: list[Token] = []
    for n, token in enumerate(found):
        name = kept[-1].found if kept else None
        after = found[n + 1] if n + 1 < len(found) else None
        kind = after.reading("type") if after is not None and after.found is None else None
        of_one = name is not None and len(name.options) == 1 and name.options[0].label in ("Fund", "Program", "Policy")
        like = kind.data.get("like", ()) if kind is not None and kind.data.get("labels") == ["Category"] else ()
        said = of_one and name is not None and any(part in name.options[0].name for part in like)
        if said and name is not None and after is not None and token.text.lower() == "for":
            last, stop = kept[-1], after.stop
            whole = replace(last, stop=stop, text=text[last.start : stop], found=replace(name, stop=stop))
            return [*kept[:-1], whole, *aimed_at(text, found[n + 2 :])]
        kept.append(token)
    return kept


LENT = {"loan", "credit_line", "relending", "bond"}  # instruments by which no place's government gives money


def lent_there(plan: Plan) -> Plan:
    """Return a plan of what a place lends as one of what is lent there (烟台贷款合计): no government lends."""
    clause, limits = plan.clause, plan.filters
    if not isinstance(clause, Flows) or clause.provider is None or limits.places or plan.further:
        return plan
    local = clause.provider.entities
    lends = bool(limits.instruments) and set(limits.instruments) <= LENT
    if not lends or not local or any(e.label != "Place" for e in local) or plan.asked != ("flow",):
        return plan
    return replace(plan, clause=replace(clause, provider=None), filters=replace(limits, places=local))
