"""Answers to follow-ups whose words stand for what was listed: the second one, this bank, each of them, it."""

import re
from dataclasses import replace
from typing import Any

from queries.answer import ask
from queries.answer_result import Answer
from queries.answer_talk import planned, turned_down
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import (
    Filters,
    Flows,
    Listing,
    Named,
    Party,
    Plan,
)
from queries.question import read
from queries.question_excluded import others
from queries.question_follow import SIZE
from queries.question_resumed import limited
from queries.question_tokens import language_of
from queries.question_turns import of_all
from queries.question_words import table
from queries.talk_merge import bare_words
from queries.talk_refer import Referred, by_ordinal, by_word, of_each, of_the_one, of_those_listed, referred
from queries.talk_tell import about, first_known
from queries.talk_topic import Topic, fits

POSTED = "MATCH (p:Person)-[:POSTED_AT]->(b) WHERE p.id = $id RETURN DISTINCT b.name AS name"


def pointed_at(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up whose words stand for what was listed (the second one, 这家企业, 他们), or None."""
    names = open_names(store, ENTITIES)

    def bodies(person: Named) -> tuple[Named, ...]:
        rows = store.ours(POSTED, {"id": person.id}).dicts()
        return names.called([str(row["name"]) for row in rows], ENTITIES)

    said = referred(question, topic, bodies)
    return _of_those(store, question, said, topic, names) if said is not None else None


def within_size(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that limits the funds that were listed by their size (有不到500亿的吗), or None."""
    match = re.fullmatch(table("resumed")["limited"], bare_words(question), re.IGNORECASE)
    funds = tuple(e for e in topic.listed if e.label == "Fund")
    if match is None or not funds or len(funds) < len(topic.listed):
        return None
    listed = Plan(Listing(Party(labels=("Fund",), asked=True)), ("party",), language=language_of(question))
    sized = limited(question, listed)
    if sized is None or not isinstance(sized.clause, Flows):
        return None
    clause = replace(sized.clause, recipient=Party(entities=funds, labels=("Fund",), asked=True))
    return first_known(store, question, [replace(sized, clause=clause)], topic)


def there_at(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up about what is there (any funds there?, 那里有银行吗), in the place spoken of, or its refusal; None for another."""
    said = question.strip().rstrip("?？.! ")
    if re.search(table("talk")["there_at"][language_of(question)], said, re.IGNORECASE) is None:
        return None
    return pointed_at(store, question, topic) or turned_down(store, question)


def of_them(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return the answer to a follow-up that asks something of the several that were listed, and has no word for them (谁管, who runs); or None."""
    data, said = table("talk")["of_them"][language_of(question)], bare_words(question)
    if len(topic.listed) < 2 or (isinstance(topic.plan.clause, Flows) and topic.plan.asked == ("provider",)):
        return None
    paid = re.fullmatch(data["paid"], said, re.IGNORECASE) is not None
    if not paid and re.fullmatch(data["asks"], said, re.IGNORECASE) is None:
        return None
    answer = pointed_at(store, data["paying"] if paid else data["said"].format(asks=said), topic)
    return replace(answer, question=question) if answer is not None and answer.understood else None


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
        return first_known(store, question, [plan], topic)
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
        other = re.search(table("talk")["else"]["said"], question, re.IGNORECASE) is not None
        for before in (topic.plan, None) if other else (None, topic.plan):
            answer = ask(store, said.text, before=before)
            if answer.understood and answer.plan is not None and answer.language != language_of(question):
                answer = planned(store, question, replace(answer.plan, language=language_of(question)))
            if answer.understood:
                return about(replace(answer, question=question), question, said.things, names)
        return None
    for before in (None, topic.plan):
        plan = read(said.text, names, before).plan
        plan = others(plan, topic.plan, question) if plan is not None and before is None else plan
        if plan is not None and (whole := of_all(plan, said.things[0], said.things)) is not None:
            return about(planned(store, question, whole), question, said.things, names)
    return None
