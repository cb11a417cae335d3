"""Short follow-ups that ask something of their own of what was told: which branch, who else, the top three, the year before, which came first."""

import re
from dataclasses import replace
from typing import Any

from queries.answer_result import Answer
from queries.answer_talk import planned
from queries.compile_party import ENTITIES
from queries.names import open_names
from queries.plan import (
    FLOW_ROLES,
    LINK_SLOTS,
    Flows,
    Links,
    Measures,
    Named,
    Party,
    Period,
    Plan,
    Profile,
    with_parties,
)
from queries.question import read
from queries.question_clauses import asking
from queries.question_follow import SIZE, WHO
from queries.question_tokens import language_of
from queries.question_turns import followed
from queries.question_words import table
from queries.talk_fill import names_of_its_own
from queries.talk_merge import bare_words, merged
from queries.talk_tell import first_known, none_else, roles_named
from queries.talk_topic import Topic

RANKED = ("rows", "count", "largest")


def first_told(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks which of what was told was first or last in time, or None."""
    said, before = re.fullmatch(table("talk")["first_told"], bare_words(question), re.IGNORECASE), topic.plan
    if said is None or not isinstance(before.clause, Flows | Links) or before.measure != "rows" or before.yes_no:
        return None
    early = next(part.lower() for part in said.groups() if part) in table("talk")["earliest"]
    plan = replace(before, measure="earliest" if early else "latest", language=language_of(question))
    return first_known(store, question, [plan], topic, rows=True)


def role_again(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks who gave or got the money of which that was said: those that the articles name; or None."""
    before, said = topic.plan, bare_words(question)
    if not isinstance(before.clause, Flows) or before.further or before.filters.instruments == SIZE:
        return None
    for role in ("provider", "recipient"):
        ways = table("halves")["of_the_same"][role]
        party = getattr(before.clause, role)
        if party is None or not party.entities or not any(re.fullmatch(w, said, re.IGNORECASE) for w in ways):
            continue
        clause = asking(with_parties(before.clause, {role: replace(party, asked=True)}), role)
        plan = replace(before, clause=clause, asked=(role,), measure="rows", limit=None, yes_no=False, when=False)
        return first_known(store, question, [plan], topic, rows=True)
    return None


def which_kind(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks which branch, product, firm … the money before was of, or None."""
    if re.fullmatch(table("talk")["which_kind"], bare_words(question), re.IGNORECASE) is None:
        return None
    if not isinstance(topic.plan.clause, Flows) or not names_of_its_own(topic.plan) or followed(question, topic.plan):
        return None
    return first_known(store, question, merged(question, topic, open_names(store, ENTITIES)), topic)


def who_else(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks who else did something to what was listed, where one was named who did; or None.

    Which policy did the bureau issue, and who else issued it: the policy.
    """
    said, clause = re.fullmatch(table("talk")["who_else"], bare_words(question), re.IGNORECASE), topic.plan.clause
    slot = topic.plan.asked[0] if len(topic.plan.asked) == 1 else ""
    if said is not None and isinstance(clause, Flows) and slot == "provider" and topic.listed:
        return besides(store, question, topic)
    if said is None or not isinstance(clause, Links) or slot not in LINK_SLOTS or not topic.listed:
        return None
    other = "left" if slot == "right" else "right"
    party: Party = getattr(clause, other)
    if not party.entities or any(e.label in WHO for e in topic.listed):
        return None
    verb = said["verb"] or said["does"] or ""
    done = read(f"谁{verb}" if verb > "~" else f"who{verb}", open_names(store, ENTITIES)).plan if verb.strip() else None
    types = done.clause.relations if done is not None and isinstance(done.clause, Links) else ()
    if types and not {t[:-1] for t in types} & {t[:-1] for t in clause.relations}:
        return None
    doer = Party(asked=True, word="who", without=party.entities)
    turned = with_parties(clause, {other: doer, slot: Party(entities=topic.listed)})
    return none_else(
        first_known(store, question, [replace(topic.plan, clause=turned, asked=(other,), measure="rows")], topic)
    )


def lent_of_it(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks how much was lent of the credit that was promised, or None."""
    if re.fullmatch(table("talk")["lent"], bare_words(question), re.IGNORECASE) is None:
        return None
    plan, credit = topic.plan, topic.plan.filters.instruments
    if not isinstance(plan.clause, Flows) or "credit_line" not in credit or not names_of_its_own(plan):
        return None
    filters = replace(plan.filters, instruments=("loan",), statuses=())
    plan = replace(plan, filters=filters, measure="sum", asked=("flow",), yes_no=False, when=False, limit=None, by=())
    return first_known(store, question, [plan], topic)


def shifted(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks the same of the year before or after (and the year before), or None."""
    period, said = topic.plan.filters.period, bare_words(question)
    ways = table("talk")["shifted"].items()
    step = next((int(step) for step, way in ways if re.fullmatch(way, said, re.IGNORECASE)), 0)
    if not step or period is None or not period.start or not period.stop or period.start[:4] != period.stop[:4]:
        return None
    if (period.start[4:], period.stop[4:]) != ("-01-01", "-12-31"):
        return None
    year = int(period.start[:4]) + step
    other = Period(f"{year}-01-01", f"{year}-12-31", str(year))
    plan = replace(topic.plan, filters=replace(topic.plan.filters, period=other), language=language_of(question))
    return first_known(store, question, [plan], topic)


def counted(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks how many got the money that was told (几家企业, how many firms), or None."""
    clause, before = topic.plan.clause, topic.plan
    things = [e for e in topic.named if e.label in ("Program", "Policy")]
    if isinstance(clause, Links) and len(things) == 1 and re.match(table("talk")["reaches"], bare_words(question)):
        clause = Flows(via=Party(entities=tuple(things)))
        before = Plan(clause, ("flow",), language=before.language)
    told = isinstance(clause, Flows) and before.asked in (("flow",), ("recipient",)) and not before.further
    if not told or not names_of_its_own(before) or before.filters.instruments == SIZE:
        return None
    if re.fullmatch(table("talk")["counted"], bare_words(question), re.IGNORECASE) is None:
        return None
    assert isinstance(clause, Flows)
    got = clause.recipient or Party(labels=("Institution", "Category"))
    plan = before.with_clause(with_parties(clause, {"recipient": replace(got, asked=True)}))
    plan = replace(plan, asked=("recipient",), measure="count", by=(), limit=None, when=False, yes_no=False)
    return first_known(store, question, [plan], topic)


def whose_most(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks which of those listed gave or got more (谁给得多, which one got more), or None."""
    said, before = re.fullmatch(table("talk")["whose_most"], bare_words(question), re.IGNORECASE), topic.plan
    slot = before.asked[0] if len(before.asked) == 1 else ""
    if said is None or not isinstance(before.clause, Flows) or slot not in ("provider", "recipient"):
        return None
    if before.measure != "rows" or before.yes_no or before.further or before.filters.instruments == SIZE:
        return None
    less = next(part.lower() for part in said.groups() if part) in table("talk")["less"]
    plan = replace(before, measure="smallest" if less else "largest", language=language_of(question))
    return first_known(store, question, [plan], topic)


def topped(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks for the first few of what was listed (前三名, the top 3), or None."""
    said = re.fullmatch(table("talk")["top"], bare_words(question), re.IGNORECASE)
    number = next((part.lower() for part in said.groups() if part), "") if said is not None else ""
    n = int(number) if number.isdecimal() else table("talk")["counts"].get(number, 0)
    before = topic.plan
    slot = before.asked[0] if len(before.asked) == 1 else ""
    if not n or not isinstance(before.clause, Flows) or slot not in FLOW_ROLES or before.measure not in RANKED:
        return None
    plan = replace(before, measure="largest", limit=n, language=language_of(question))
    return first_known(store, question, [plan], topic)


def later(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return how the figure that was told changed, or what is told of the one thing spoken of in order of time."""
    language = language_of(question)
    if isinstance(topic.plan.clause, Measures):
        return planned(store, question, replace(topic.plan, changes=True, now=False, language=language))
    things: list[Named] = []
    for told in (topic.named, topic.listed, *topic.rows.values(), topic.named):
        things = things or [e for e in told if e.label in ("Fund", "Program", "Policy", "Zone")]
    things = things or list(topic.named)
    if len(things) != 1:
        return None
    party = Party(entities=(things[0],), said=things[0].said)
    return planned(store, question, Plan(Profile((party,), "timeline"), language=language))


def besides(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return who or what else there is, without those that were told."""
    before = topic.plan
    name = before.asked[0] if len(before.asked) == 1 else ""
    if not isinstance(before.clause, Flows | Links):
        return None
    if not isinstance(getattr(before.clause, name, None), Party):
        roles = roles_named(before)
        name = "provider" if "provider" in roles and len(roles) > 1 else ""
    if not name:
        return None
    party: Party = getattr(before.clause, name)
    gone = tuple(e for e in topic.rows.get(name, ()) if e.label != "Category") or party.entities
    open_ = replace(party, entities=(), without=(*party.without, *gone), asked=True)
    clause = asking(with_parties(before.clause, {name: open_}), name)
    plan = replace(before, clause=clause, asked=(name,), measure="rows", limit=None, yes_no=False, when=False)
    return none_else(first_known(store, question, [plan], topic))
