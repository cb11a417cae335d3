"""A follow-up that lacks something: what it lacks is taken from what was spoken of, and said so; or it is refused.

A question that names nothing is never asked of the whole graph where something is spoken of.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from queries.answer import ask
from queries.answer_result import Answer, then
from queries.answer_talk import planned, turned_down
from queries.answer_words import listed as strung
from queries.answer_words import phrase
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import (
    FLOW_ROLES,
    LINK_SLOTS,
    Filters,
    Flows,
    Links,
    Listing,
    Measures,
    Named,
    Party,
    Period,
    Plan,
    Profile,
    with_parties,
)
from queries.question import names_said, read
from queries.question_clauses import asking
from queries.question_excluded import others
from queries.question_follow import MARKS, SIZE, WHO, meant_by_it
from queries.question_tokens import language_of
from queries.question_turns import followed, of_all
from queries.question_words import table
from queries.talk_fill import filled, lacks, names_of_its_own, paid_to
from queries.talk_merge import bare_words, merged
from queries.talk_refer import Referred, by_ordinal, by_word, of_each, of_the_one, of_those_listed, referred
from queries.talk_topic import Topic, fits

RANKED = ("rows", "count", "largest")
POSTED = "MATCH (p:Person)-[:POSTED_AT]->(b) WHERE p.id = $id RETURN DISTINCT b.name AS name"


def pointed_at(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up whose words stand for what was listed (the second one, 这家企业, 他们), or None."""
    names = open_names(store, ENTITIES)

    def bodies(person: Named) -> tuple[Named, ...]:
        rows = store.ours(POSTED, {"id": person.id}).dicts()
        return names.called([str(row["name"]) for row in rows], ENTITIES)

    said = referred(question, topic, bodies)
    return _of_those(store, question, said, topic, names) if said is not None else None


def demonstrated(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up about that bank, 这个制度, … where but one of what was listed is of that kind; None for another."""
    match = re.search(table("talk")["pointed"][language_of(question)], bare_words(question), re.IGNORECASE)
    fitting = [e for e in topic.listed if match is not None and fits(match["noun"], e)]
    return pointed_at(store, question, topic) if len(fitting) == 1 else None


def ordinal_at(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up about one of those listed by its place in the list (how big is the second one), or None."""
    names = open_names(store, ENTITIES)
    said = by_ordinal(question, topic) or by_word(question, topic, names.index.forms_of)
    return _of_those(store, question, said, topic, names) if said is not None else None


def each_at(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up about each of those listed (各自规模), or which of them is bigger; None for another."""
    names = open_names(store, ENTITIES)
    rank = re.fullmatch(table("talk")["bigger"], bare_words(question), re.IGNORECASE)
    funds = topic.listed if all(e.label == "Fund" for e in topic.listed) else ()
    if rank is not None and len(funds) > 1 and not isinstance(topic.plan.clause, Flows):
        said_of = next(part.lower() for part in rank.groups() if part)
        small = said_of in table("talk")["smaller"]
        sizes = Flows(recipient=Party(entities=funds, asked=True))
        plan = Plan(
            sizes, ("recipient",), filters=Filters(instruments=SIZE), measure="smallest" if small else "largest"
        )
        return _first(store, question, [plan], topic)
    said = of_each(question, topic)
    return _of_those(store, question, said, topic, names) if said is not None else None


def those_told(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return what is known of all that were listed, for a follow-up of which nothing is known of the one thing named; else None."""
    if re.search(table("talk")["else"]["said"], question, re.IGNORECASE) is not None:
        return None
    said = of_those_listed(question, topic)
    answer = _of_those(store, question, said, topic, open_names(store, ENTITIES)) if said is not None else None
    return answer if answer is not None and answer.rows else None


def of_the_one_told(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up with “it” as the one thing that was listed, or None."""
    said = of_the_one(question, topic)
    return _of_those(store, question, said, topic, open_names(store, ENTITIES)) if said is not None else None


def _of_those(store: Any, question: str, said: Referred, topic: Topic, names: Names) -> Answer | None:
    """Return what is answered of the things that a follow-up speaks of; None where that is not understood."""
    if len(said.things) == 1:
        for before in (None, topic.plan):
            answer = ask(store, said.text, before=before)
            if answer.understood and answer.plan is not None and answer.language != language_of(question):
                answer = planned(store, question, replace(answer.plan, language=language_of(question)))
            if answer.understood:
                return _about(replace(answer, question=question), question, said.things, names)
        return None
    for before in (None, topic.plan):
        plan = read(said.text, names, before).plan
        plan = others(plan, topic.plan, question) if plan is not None and before is None else plan
        if plan is not None and (whole := of_all(plan, said.things[0], said.things)) is not None:
            return _about(planned(store, question, whole), question, said.things, names)
    return None


def kept_to(store: Any, question: str, topic: Topic, answer: Answer) -> Answer:
    """Return an answer to a follow-up that was read by itself: of what was spoken of, where it says nothing of its own.

    Where it names who paid, and not into what, it is asked of the thing that was spoken of, if anything is known of that.
    """
    plan, names = answer.plan, open_names(store, ENTITIES)
    if plan is None or answer.second is not None:
        return answer
    if (
        isinstance(plan.clause, Profile)
        and not isinstance(topic.plan.clause, Profile)
        and MARKS.search(question.strip())
    ):
        return _first(store, question, merged(question, topic, names), topic, rows=True) or answer
    bare = isinstance(plan.clause, Listing) and _kind_alone(question, plan)
    lacking = bare or lacks(plan)
    if _others(question, plan) and not lacking and plan != (less := _without(plan, topic)):
        return _first(store, question, [less], topic) or answer
    if not lacking and not any(True for _ in paid_to(plan, topic)):
        return answer
    if ask(store, question, evidence=False).plan != plan:
        return answer  # of what was spoken of already
    if not lacking:
        return _first(store, question, _besides_told(paid_to(plan, topic), question, topic), topic, rows=True) or answer
    plans = merged(question, topic, names) if bare else _besides_told(_filled(question, plan, topic), question, topic)
    found = _first(store, question, plans, topic, rows=bare)
    if found is None and isinstance(plan.clause, Measures):
        return answer  # a figure is told with what it is of
    return found if found is not None else turned_down(store, question)


def _kind_alone(question: str, plan: Plan) -> bool:
    """Whether a question is a kind of thing alone (which branch, 什么产品), and not all of the kind in some place."""
    assert isinstance(plan.clause, Listing)
    said, party = bare_words(question), plan.clause.party
    short = len(said.split()) <= 4 if said.isascii() else len(said) <= 7
    plain = not (party.places or party.such or party.tags or party.entities or plan.further)
    return short and plain and re.search(table("talk")["whole"], said, re.IGNORECASE) is None


def _filled(question: str, plan: Plan, topic: Topic) -> Iterator[Plan]:
    """Yield a plan with what it leaves unsaid; of whom else it asks is not who was told."""
    slot = plan.asked[0] if len(plan.asked) == 1 else ""
    party = getattr(plan.clause, slot, None)
    if (
        isinstance(party, Party)
        and party.open
        and len(topic.listed) > 1
        and re.match(table("talk")["which"], bare_words(question), re.IGNORECASE)
    ):  # which were set up in 2024: of those
        yield plan.with_clause(with_parties(plan.clause, {slot: Party(entities=topic.listed, asked=True)}))
    yield from filled(plan, _opened(topic) if _others(question, plan) else topic)


def _opened(topic: Topic) -> Topic:
    """Return what is spoken of with those who paid or did it left open, so that others may be asked for."""
    before = topic.plan
    if not isinstance(before.clause, Flows) or len(roles := _held(before)) < 2:
        return topic
    return replace(topic, plan=before.with_clause(with_parties(before.clause, {roles[0]: Party()})))


def _held(plan: Plan) -> list[str]:
    """Return the roles of the money of a plan of which it names who has them, payers first."""
    return [n for n in FLOW_ROLES if (p := getattr(plan.clause, n, None)) is not None and p.entities]


def _besides_told(plans: Iterable[Plan], question: str, topic: Topic) -> Iterator[Plan]:
    """Yield plans, without those that were told where a question asks who else there is."""
    for plan in plans:
        yield _without(plan, topic) if _others(question, plan) else plan


def _others(question: str, plan: Plan) -> bool:
    """Whether a follow-up asks who or what else there is, and does not say besides whom."""
    party = getattr(plan.clause, plan.asked[0], None) if len(plan.asked) == 1 else None
    apart = isinstance(party, Party) and bool(party.without or party.unlike or party.outside)
    return not apart and re.search(table("talk")["else"]["said"], question, re.IGNORECASE) is not None


def gone_on(store: Any, question: str, topic: Topic, told: Answer) -> Answer | None:
    """Return the answer to a follow-up that is not understood by itself, nor as what changes one thing; None where it stays so."""
    said = bare_words(question)
    data = table("talk")
    if re.fullmatch(data["sources"], said, re.IGNORECASE):
        plan = replace(told.plan or topic.plan, sources=True, language=language_of(question))
        return planned(store, question, plan)
    if re.fullmatch(data["later"], said, re.IGNORECASE):
        return _later(store, question, topic)
    if re.fullmatch(data["else"]["alone"], said, re.IGNORECASE):
        return _besides(store, question, topic)
    names = open_names(store, ENTITIES)
    if (found := _first(store, question, merged(question, topic, names), topic, rows=True)) is not None:
        return found
    found = _first(store, question, _plans(question, topic, names), topic)
    return found if found is not None else _said_of_it(store, question, topic)


def _said_of_it(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up in short (在上海吗, how big) said of the one thing spoken of, or None."""
    said = bare_words(question)
    forms = table("talk")["of_it"].items()
    full = [re.sub(f"^{p}$", f, said, flags=re.IGNORECASE) for p, f in forms if re.fullmatch(p, said, re.IGNORECASE)]
    if language_of(question) == "zh":
        full = [f"{{one}}{said}"]
    for held in (topic.named, topic.listed):
        one = held[0].called(language_of(question)) if len(held) == 1 else ""
        answer = ask(store, full[0].replace("{one}", one)) if full and one else None
        if answer is not None and answer.plan is not None and held[0] in names_of_its_own(answer.plan) and answer.rows:
            return _about(replace(answer, question=question), question, held, open_names(store, ENTITIES))
    return None


def _plans(question: str, topic: Topic, names: Names) -> Iterator[Plan]:
    """Yield the plans that a follow-up may mean with what was spoken of."""
    said = re.sub(table("talk")["else"]["said"], "", bare_words(question), count=1, flags=re.IGNORECASE)
    other = said != bare_words(question)
    alone = read(said, names).plan
    if alone is None and other and (whole := meant_by_it(said, topic.plan)) is not None:
        alone = read(whole, names).plan
    if alone is None:
        return
    plans: list[Plan] = list(_filled(question, alone, topic) if lacks(alone) else paid_to(alone, topic))
    yield from _besides_told(plans or [alone] * other, question, topic)


def which_kind(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks which branch, product, firm … the money before was of, or None."""
    if re.fullmatch(table("talk")["which_kind"], bare_words(question), re.IGNORECASE) is None:
        return None
    if not isinstance(topic.plan.clause, Flows) or not names_of_its_own(topic.plan) or followed(question, topic.plan):
        return None
    return _first(store, question, merged(question, topic, open_names(store, ENTITIES)), topic, rows=True)


def who_else(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks who else did something to what was listed, where one was named who did; or None.

    Which policy did the bureau issue, and who else issued it: the policy.
    """
    said, clause = re.fullmatch(table("talk")["who_else"], bare_words(question), re.IGNORECASE), topic.plan.clause
    slot = topic.plan.asked[0] if len(topic.plan.asked) == 1 else ""
    if said is not None and isinstance(clause, Flows) and slot == "provider" and topic.listed:
        return _besides(store, question, topic)
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
    return _none_else(
        _first(store, question, [replace(topic.plan, clause=turned, asked=(other,), measure="rows")], topic)
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
    return _first(store, question, [plan], topic)


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
    return _first(store, question, [plan], topic)


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
    return _first(store, question, [plan], topic)


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
    return _first(store, question, [plan], topic)


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
    return _first(store, question, [plan], topic)


def _first(store: Any, question: str, plans: Iterable[Plan], topic: Topic, *, rows: bool = False) -> Answer | None:
    """Return the answer to the first of some plans of which something is known; with `rows` of no other, else to the first."""
    names = open_names(store, ENTITIES)
    nothing: Answer | None = None
    for plan in plans:
        if not names_of_its_own(plan):
            continue  # what was spoken of names nothing either
        answer = planned(store, question, replace(plan, language=language_of(question)))
        if answer.rows:
            return _about(answer, question, topic.all(), names)
        nothing = nothing or answer
    return _about(nothing, question, topic.all(), names) if nothing is not None and not rows else None


def _about(answer: Answer, question: str, things: Iterable[Named], names: Names) -> Answer:
    """Return an answer with a note of what it took from the question before, where the follow-up does not name that."""
    if answer.plan is None:
        return answer
    own = {o.id for t in names_said(question, names) if t.found is not None for o in t.found.options}
    known = {e.id for e in things}
    taken = [e for e in {e.id: e for e in names_of_its_own(answer.plan)}.values() if e.id in known and e.id not in own]
    if not taken:
        return answer
    what = strung([e.called(answer.language) for e in taken], answer.language)
    return replace(answer, notes=[phrase("notes", "about", answer.language, what=what), *answer.notes])


def _later(store: Any, question: str, topic: Topic) -> Answer | None:
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


def _besides(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return who or what else there is, without those that were told."""
    before = topic.plan
    name = before.asked[0] if len(before.asked) == 1 else ""
    if not isinstance(before.clause, Flows | Links):
        return None
    if not isinstance(getattr(before.clause, name, None), Party):
        roles = _held(before)
        name = "provider" if "provider" in roles and len(roles) > 1 else ""
    if not name:
        return None
    party: Party = getattr(before.clause, name)
    gone = tuple(e for e in topic.rows.get(name, ()) if e.label != "Category") or party.entities
    open_ = replace(party, entities=(), without=(*party.without, *gone), asked=True)
    clause = asking(with_parties(before.clause, {name: open_}), name)
    plan = replace(before, clause=clause, asked=(name,), measure="rows", limit=None, yes_no=False, when=False)
    return _none_else(_first(store, question, [plan], topic))


def _none_else(found: Answer | None) -> Answer | None:
    """Return an answer that knows of nobody else in a sentence that says so."""
    if found is None or found.rows:
        return found
    return replace(found, answer=phrase("sentences", "no_others", found.language))


def _without(plan: Plan, topic: Topic) -> Plan:
    """Return a plan of who else did something, without those that were told."""
    name = plan.asked[0] if len(plan.asked) == 1 else ""
    party = getattr(plan.clause, name, None)
    if not isinstance(party, Party) or party.entities:
        return plan
    gone = tuple(e for e in topic.all() if e.id not in {n.id for n in names_of_its_own(plan)})
    gone = tuple(e for e in gone if not party.labels or e.label in party.labels)
    return plan.with_clause(with_parties(plan.clause, {name: replace(party, without=(*party.without, *gone))}))


def in_parts(question: str) -> list[str]:
    """Return the two or more things that a follow-up asks one after the other (多少？哪个支行放的), or nothing."""
    parts = [p.strip() for p in re.split(table("talk")["halves"], question.strip()) if p.strip(" ?？。,，;；")]
    return parts if 1 < len(parts) < 4 else []


def joined(parts: list[Answer], question: str) -> Answer:
    """Return the answers to the parts of a follow-up, one behind the other."""
    whole = parts[0]
    for part in parts[1:]:
        whole = then(whole, part)
    return replace(whole, question=question)
