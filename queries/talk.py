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
from queries.answer_words import listed, phrase
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import (
    FLOW_ROLES,
    Flows,
    Links,
    Listing,
    Measures,
    Party,
    Plan,
    Profile,
    parties_of,
    with_parties,
)
from queries.question import read
from queries.question_follow import MARKS, meant_by_it
from queries.question_tokens import language_of
from queries.question_words import table
from queries.talk_asked import besides, later
from queries.talk_fill import filled, is_anywhere, lacks, names_of_its_own, paid_to
from queries.talk_merge import bare_words, merged
from queries.talk_tell import about, first_known, roles_named
from queries.talk_topic import Topic


def kept_to(store: Any, question: str, topic: Topic, answer: Answer) -> Answer:
    """Return an answer to a follow-up that was read by itself: of what was spoken of, where it says nothing of its own.

    Where it names who paid, and not into what, it is asked of the thing that was spoken of, if anything is known of that.
    """
    plan, names = answer.plan, open_names(store, ENTITIES)
    if plan is None or answer.second is not None:
        return answer
    if is_anywhere(plan):
        return turned_down(store, question)
    if (
        isinstance(plan.clause, Profile)
        and not isinstance(topic.plan.clause, Profile)
        and MARKS.search(question.strip())
    ):
        return first_known(store, question, merged(question, topic, names), topic, rows=True) or answer
    bare = isinstance(plan.clause, Listing) and _kind_alone(question, plan)
    lacking = bare or lacks(plan)
    if asks_others(question, plan) and not lacking and plan != (less := without_told(plan, topic)):
        return first_known(store, question, [less], topic) or answer
    if not lacking and not any(True for _ in paid_to(plan, topic)):
        return answer
    if ask(store, question, evidence=False).plan != plan:
        return answer  # of what was spoken of already
    if not lacking:
        told = first_known(store, question, _besides_told(paid_to(plan, topic), question, topic), topic, rows=True)
        return told or _of_all(answer, topic)
    plans = merged(question, topic, names) if bare else _besides_told(_filled(question, plan, topic), question, topic)
    found = first_known(store, question, plans, topic, rows=bare)
    asks_kind = isinstance(plan.clause, Links) and any(p.asked and p.labels for p in parties_of(plan.clause))
    if found is not None and asks_kind and not found.rows:
        return turned_down(store, question)  # which may be asked of all
    if found is None and isinstance(plan.clause, Measures):
        return answer  # a figure is told with what it is of
    return found if found is not None else turned_down(store, question)


def _of_all(answer: Answer, topic: Topic) -> Answer:
    """Return an answer with a note that it is of all, where nothing is known of it and what was spoken of together."""
    apart = [e for e in topic.named if e.id not in {n.id for n in names_of_its_own(answer.plan)}] if answer.plan else []
    if not apart or not answer.rows:
        return answer
    what = listed([e.called(answer.language) for e in apart], answer.language)
    return replace(answer, notes=[phrase("notes", "of_all", answer.language, what=what), *answer.notes])


def _kind_alone(question: str, plan: Plan) -> bool:
    """Whether a question is a kind of thing alone (which branch, 什么产品), and not all of the kind in some place."""
    assert isinstance(plan.clause, Listing)
    said, party = bare_words(question), plan.clause.party
    short = len(said.split()) <= 4 if said.isascii() else len(said) <= 7
    plain = not (party.places or party.such or party.tags or party.entities or plan.further)
    other = re.search(table("talk")["else"]["said"], said, re.IGNORECASE) is not None
    return plain and (other or (short and re.search(table("talk")["whole"], said, re.IGNORECASE) is None))


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
    yield from filled(plan, _opened(topic) if asks_others(question, plan) else topic)


def _opened(topic: Topic) -> Topic:
    """Return what is spoken of with those who paid or did it left open, so that others may be asked for."""
    before = topic.plan
    if not isinstance(before.clause, Flows) or len(roles := roles_named(before)) < 2:
        return topic
    return replace(topic, plan=before.with_clause(with_parties(before.clause, {roles[0]: Party()})))


def _besides_told(plans: Iterable[Plan], question: str, topic: Topic) -> Iterator[Plan]:
    """Yield plans, without those that were told where a question asks who else there is."""
    for plan in plans:
        yield without_told(plan, topic) if asks_others(question, plan) else plan


def asks_others(question: str, plan: Plan) -> bool:
    """Whether a follow-up asks who or what else there is, and does not say besides whom."""
    party = getattr(plan.clause, plan.asked[0], None) if len(plan.asked) == 1 else None
    apart = isinstance(party, Party) and bool(party.without or party.unlike or party.outside)
    return not apart and re.search(table("talk")["else"]["said"], question, re.IGNORECASE) is not None


def without_told(plan: Plan, topic: Topic) -> Plan:
    """Return a plan of who else did something, without those that were told."""
    name = plan.asked[0] if len(plan.asked) == 1 else ""
    party = getattr(plan.clause, name, None)
    if not isinstance(party, Party) or party.entities:
        return plan
    gone = tuple(e for e in topic.all() if e.id not in {n.id for n in names_of_its_own(plan)})
    gone = tuple(e for e in gone if not party.labels or e.label in party.labels)
    return plan.with_clause(with_parties(plan.clause, {name: replace(party, without=(*party.without, *gone))}))


def gone_on(store: Any, question: str, topic: Topic, told: Answer) -> Answer | None:
    """Return the answer to a follow-up that is not understood by itself, nor as what changes one thing; None where it stays so."""
    said = bare_words(question)
    data = table("talk")
    if re.fullmatch(data["sources"], said, re.IGNORECASE):
        plan = replace(told.plan or topic.plan, sources=True, language=language_of(question))
        return planned(store, question, plan)
    if re.fullmatch(data["later"], said, re.IGNORECASE):
        return later(store, question, topic)
    if re.fullmatch(data["else"]["alone"], said, re.IGNORECASE):
        return besides(store, question, topic)
    names = open_names(store, ENTITIES)
    if (found := first_known(store, question, merged(question, topic, names), topic, rows=True)) is not None:
        return found
    for text in _otherwise(question, topic, names):
        answer = ask(store, text, before=topic.plan)
        if answer.understood and answer.rows and answer.plan is not None and not lacks(answer.plan):
            return about(replace(answer, question=question), question, topic.all(), names)
    found = first_known(store, question, _plans(question, topic, names), topic)
    return found if found is not None else _said_of_it(store, question, topic)


def _otherwise(question: str, topic: Topic, names: Names) -> Iterator[str]:
    """Yield a follow-up said otherwise: of the ones in a place, and with a name that may be several in full where one of these is near."""
    said = question.strip().rstrip("?？。.! ")
    if (ones := re.match(table("talk")["ones"], said, re.IGNORECASE)) is not None:
        yield f"and {ones['what']}"
    asked, noun = question, table("talk")["nouns"].get(topic.named[0].label, [""])[0] if topic.named else ""
    if (one := re.fullmatch(table("talk")["by_word"]["zh"], bare_words(question))) is not None and noun:
        asked = f"{one['word']}{one['noun'] or noun}"
    found = read(asked, names, topic.plan if asked == question else None)
    if found.reason != "ambiguous" or not found.candidates:
        return
    zones = {i for e in topic.all() if e.label == "Zone" for i in names.index.heads("MANAGES", e.id)}
    near = [c for c in found.candidates if c.id in zones or c in topic.all()]
    named = topic.named[0].name[:2] if len(topic.named) == 1 else ""
    near = near or [c for c in found.candidates if named and c.name.startswith(named)]
    part = found.parts[0] if found.parts else ""
    if len(near) != 1:
        return
    if part and part in question:
        yield question.replace(part, near[0].name)
    elif not any(t.is_("asking") for t in found.tokens):
        yield table("talk")["named_so"][language_of(question)].format(one=near[0].called(language_of(question)))


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
        if answer is None or answer.plan is None or isinstance(answer.plan.clause, Profile):
            continue
        if held[0] in names_of_its_own(answer.plan) and answer.rows and not is_anywhere(answer.plan):
            return about(replace(answer, question=question), question, held, open_names(store, ENTITIES))
    return None


def _plans(question: str, topic: Topic, names: Names) -> Iterator[Plan]:
    """Yield the plans that a follow-up may mean with what was spoken of."""
    said = re.sub(table("talk")["else"]["said"], "", bare_words(question), count=1, flags=re.IGNORECASE)
    if not isinstance(topic.plan.clause, Flows):
        for role in FLOW_ROLES:  # to whom was it lent
            ways = table("halves")["of_the_same"][role]
            if any(re.fullmatch(way, bare_words(question), re.IGNORECASE) for way in ways):
                money = Flows(**{role: Party(asked=True, word="who")})
                yield from filled(Plan(money, (role,), language=language_of(question)), topic)
    other = said != bare_words(question)
    alone = read(said, names).plan
    if alone is None and other and (whole := meant_by_it(said, topic.plan)) is not None:
        alone = read(whole, names).plan
    if alone is None:
        return
    plans: list[Plan] = list(_filled(question, alone, topic) if lacks(alone) else paid_to(alone, topic))
    yield from _besides_told(plans or [alone] * other, question, topic)


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
