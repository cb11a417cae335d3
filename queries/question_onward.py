"""Chinese follow-ups that name nobody (规模呢, 谁给的, 谁说的): read of what the question before is about, and never of everything."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from queries.plan import PARTY_SLOTS, Filters, Flows, Links, Listing, Measures, Party, Plan, parties_of, with_parties
from queries.question_follow import SIZE, carried_on, named_in
from queries.question_tokens import Token
from queries.question_words import table, vocabulary

if TYPE_CHECKING:
    from queries.question import Reading

Read = Callable[[str], "Reading"]
END_FLAG = re.compile("[吗么][?？。]*$")
CARRIED = ("period", "statuses", "currency", "instruments")


def said_alone(text: str) -> str:
    """Return a follow-up without what begins and ends one and says nothing."""
    data = table("onward")
    return re.sub(data["end"], "", re.sub(data["begin"], "", text.strip()))


def names_nobody(found: list[Token]) -> bool:
    """Whether no name and no kind of thing stands in a question."""
    return not any(t.found is not None or t.is_("type") or (t.sort == "unknown" and len(t.text) > 3) for t in found)


def changed(text: str, before: Plan) -> Plan | None:
    """Return the plan before with the sources, the statuses, the earlier figures or the largest of what it asks, or None."""
    data, said = table("onward"), said_alone(text)
    if re.fullmatch(data["sources"], said):
        return replace(before, sources=True)
    if re.fullmatch(data["before"], said) and isinstance(before.clause, Measures):
        return replace(before, changes=True, now=False)
    listed = len(before.asked) == 1 and before.asked[0] in (*PARTY_SLOTS, "party") and before.measure == "rows"
    if listed and not before.yes_no and (counts := re.fullmatch(data["count"], said)) is not None:
        party = getattr(before.clause, before.asked[0], Party())
        fits = counts["noun"] in (None, *data["anybody"]) or _is_of(counts["noun"], party)
        return replace(before, measure="count") if fits else None
    if not isinstance(before.clause, Flows) or before.yes_no or before.further:
        return None
    if re.fullmatch(data["much"], said):
        return replace(before, measure="sum", limit=None)
    if re.fullmatch(data["recipients"], said) and before.measure in ("rows", "sum"):
        got = before.clause.recipient or Party(labels=("Institution", "Category"))
        return replace(
            before,
            clause=replace(before.clause, recipient=replace(got, asked=True)),
            asked=("recipient",),
            measure="count",
            by=(),
        )
    if re.fullmatch(data["status"], said):
        return replace(before, measure="sum", by=("status",), limit=None)
    other = re.fullmatch(data["other_money"], said)
    word = next((w for w in vocabulary().get(other["money"], ()) if w.sort == "money"), None) if other else None
    if word is not None and word.data.get("instruments") and before.filters.instruments:
        kinds = tuple(word.data["instruments"])
        return replace(before, filters=replace(before.filters, instruments=kinds), measure="sum", limit=None)
    ranked = re.fullmatch(data["ranked"], said)
    if ranked is None or before.measure not in ("rows", "sum", "count") or before.by or before.when:
        return None
    if before.filters.instruments == ("fund_size",) and re.search(data["paid"], said):
        return None  # who paid most into a fund whose size was asked
    measure = "largest" if ranked["rank"] in data["rises"] else "smallest"
    return replace(before, measure=measure, limit=None, in_all=False)


def _is_of(noun: str, party: Party) -> bool:
    """Whether a noun (多少家银行) is said of what a party lists."""
    word = next((w for w in vocabulary().get(noun, ()) if w.sort == "type"), None)
    if word is None or not set(party.labels) & set(word.data.get("labels", ())):
        return False
    return not word.data.get("kinds") or bool(set(party.kinds) & set(word.data["kinds"]))


def ranks_what_was_listed(said: str) -> bool:
    """Whether a follow-up asks for the largest of what was listed, and not for who paid most into the one thing spoken of."""
    data = table("onward")
    return re.fullmatch(data["ranked"], said) is not None and re.search(data["paid"], said) is None


def of_funds(text: str, before: Plan) -> str:
    """Return a follow-up as a further half: the largest of the funds that were listed is the one whose size is."""
    data, said = table("onward"), said_alone(text)
    ranked = re.fullmatch(data["ranked"], said)
    listed = [p for p in parties_of(before.clause) if p.asked and p.labels == ("Fund",)]
    listing = isinstance(before.clause, Listing) and before.clause.party.labels == ("Fund",)
    return data["of_funds"].format(rank=ranked["rank"]) if ranked is not None and (listed or listing) else said


def share(text: str, before: Plan) -> str:
    """Return a follow-up about a part (福州占多少, 里面的银行呢) as one that asks the same of that (福州呢).

    Where the question before asks for figures of one thing, how much of it somebody paid (其中财政出了多少) is what that body paid.
    """
    data = table("onward")
    text = re.sub(data["spoken"], "呢", re.sub(data["how_of"], r"\g<what>呢", text))
    if isinstance(before.clause, Flows) and before.asked == ("flow",):
        for said, alone in data["of_those"].items():  # of money, what limits it further is what it is asked with
            text = re.sub(said, alone, text, flags=re.IGNORECASE)
    if isinstance(before.clause, Measures) or before.filters.instruments == SIZE:
        text = re.sub(data["paid_of"], r"\g<who>出了多少钱", re.sub(data["of_it"], "", text))
    return re.sub(data["within"], r"\g<what>呢", re.sub(data["share"], r"\g<who>呢", text))


def carried(text: str, before: Plan, read: Read) -> "Reading | None":
    """Return the reading of a follow-up said of the one thing that the question before names, or None where none fits."""
    data, said = table("onward"), said_alone(text)
    named = named_in(before)
    if len(named) != 1 or not said or ranks_what_was_listed(said):
        return None
    thing = next(iter(named.values()))
    whether = END_FLAG.search(text.strip()) is not None
    for form in (["{thing}{said}吗"] if whether else []) + data["forms"]:
        if "{money}" in form and not (money := _money(before)):
            continue
        found = read(form.format(thing=thing.name, said=said, money=money if "{money}" in form else ""))
        plan = found.plan
        if plan is not None and set(named_in(plan)) == {thing.id}:
            return replace(found, plan=_limited(plan, before))
    return None


def paid_into(plan: Plan | None, before: Plan) -> Plan | None:
    """Return a plan of how much somebody paid, and not into what, as paid into the one fund or programme spoken of; None where there is none."""
    clause = plan.clause if plan is not None else None
    if plan is None or not isinstance(clause, Flows) or plan.measure != "sum":
        return None
    if plan.in_all and not isinstance(before.clause, Flows):
        return None
    things = [e for e in named_in(before).values() if e.label in ("Fund", "Program")]
    if clause.recipient or clause.via or clause.provider is None or clause.provider.open or len(things) != 1:
        return None
    way = "recipient" if things[0].label == "Fund" else "via"
    return replace(plan, clause=with_parties(clause, {way: Party(entities=(things[0],), said=things[0].said)}))


def of_everything(plan: Plan) -> bool:
    """Whether a plan asks of money or of relations in general, with nothing that says of whom or of what."""
    clause = plan.clause
    if isinstance(clause, Measures):
        return clause.subject is None and not clause.disputed
    if not isinstance(clause, Flows | Links):
        return False
    nobody = not any(p.entities or p.labels or p.places or p.such for p in parties_of(clause))
    limits = plan.filters
    free = limits == Filters(instruments=limits.instruments, statuses=limits.statuses)
    return nobody and free and not plan.further


def _money(before: Plan) -> str:
    """Return the word for the money that the question before asks of, or nothing."""
    kinds = before.filters.instruments if isinstance(before.clause, Flows) else ()
    names: dict[str, str] = table("onward")["money"]
    return next((name for kind, name in names.items() if kind in kinds), "")


def _limited(plan: Plan, before: Plan) -> Plan:
    """Keep what limits the money before where the follow-up asks of money too, and says nothing else."""
    if not isinstance(plan.clause, Flows) or not isinstance(before.clause, Flows):
        return plan
    if plan.filters.instruments:
        return plan
    limits = carried_on(before.filters, plan.asked)
    kept = {name: getattr(limits, name) for name in CARRIED if not getattr(plan.filters, name)}
    return replace(plan, filters=replace(plan.filters, **kept))
