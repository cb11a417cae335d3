"""Follow-ups that ask the same of others of the kind of the one that was named: 其他银行呢, 还有哪些部门也投了, and other banks."""

import re
from dataclasses import replace
from typing import Any

from queries.answer_head import head_of
from queries.answer_result import Answer
from queries.answer_talk import planned, turned_down
from queries.compile_party import ENTITIES
from queries.names import Names, open_names
from queries.plan import (
    PARTY_SLOTS,
    Filters,
    Flows,
    Links,
    Listing,
    Named,
    Party,
    Plan,
    parties_of,
    with_parties,
)
from queries.question import read
from queries.question_clauses import asking
from queries.question_tokens import language_of
from queries.question_words import table, vocabulary
from queries.talk_merge import bare_words
from queries.talk_tell import about
from queries.talk_topic import Topic


def other_kind(store: Any, question: str, topic: Topic) -> Answer | None:
    """Return what others of its kind did of what was asked of the one that was named, or None for another follow-up.

    Only where one place in the question before holds what is named of that kind (which programmes does the bank run, and other banks) or
    what was listed is of that kind. Where neither is, it is refused.
    """
    language, before = language_of(question), topic.plan
    said = re.fullmatch(table("talk")["other_kind"][language], bare_words(question), re.IGNORECASE)
    if said is None or not isinstance(before.clause, Flows | Links) or before.further or before.yes_no or before.when:
        return None
    names = open_names(store, ENTITIES)
    word = next(part for part in (said["one"], said["two"]) if part)
    kind = _kind(word, language, names) or _branches(word, before, store, names)
    if kind is None or not _same_done(said["verb"] or "", before.clause, names):
        return None
    held = {s: p for s in PARTY_SLOTS if isinstance(p := getattr(before.clause, s, None), Party) and p.entities}
    own = [s for s, p in held.items() if all(_is_of(e, kind, names) for e in p.entities)]
    gone = held[own[0]].entities if len(own) == 1 else ()
    if not own:
        own = [s for s in before.asked if isinstance(getattr(before.clause, s, None), Party)]
        gone = tuple(e for s in own for e in (*topic.listed, *getattr(before.clause, s).without))
        if topic.listed and not all(_is_of(e, kind, names) for e in gone):
            return turned_down(store, question)  # others than which: who manages the funds there, and other funds
        if not gone:
            return None
    if len(own) != 1 or before.measure not in ("rows", "count", "sum"):
        return None
    others = replace(kind, without=gone, asked=True)
    clause = asking(with_parties(before.clause, {own[0]: others}), own[0])
    measure = "sum" if before.measure == "sum" else "rows"
    plan = replace(before, clause=clause, asked=(own[0],), measure=measure, limit=None, by=())
    return about(planned(store, question, replace(plan, language=language)), question, topic.all(), names)


def _branches(word: str, before: Plan, store: Any, names: Names) -> Party | None:
    """Return the branches of the bank of which one is named, where the word is one for branches; None else."""
    role = next((w for w in vocabulary().get(word.lower(), ()) if w.sort == "role" and w.key == "bank_branch"), None)
    named = [e for p in parties_of(before.clause) for e in p.entities if e.kind == "bank"]
    head = head_of(named[0], store, names) if role is not None and len(named) == 1 else None
    return Party(labels=("Institution",), kinds=("bank",), parents=(head,), said=word) if head is not None else None


def _kind(said: str, language: str, names: Names) -> Party | None:
    """Return the kind that a word says, or None where it says more than labels, kinds and tags."""
    plan = read(f"which {said} are there" if language == "en" else f"有哪些{said}", names).plan
    if plan is None or not isinstance(plan.clause, Listing) or plan.further or plan.filters != Filters():
        return None
    party = plan.clause.party
    plain = Party(
        labels=party.labels, kinds=party.kinds, tags=party.tags, asked=party.asked, said=party.said, word=party.word
    )
    return party if party.labels and replace(party, classes=()) == plain else None


def _is_of(entity: Named, party: Party, names: Names) -> bool:
    if entity.label not in party.labels or (party.kinds and entity.kind not in party.kinds):
        return False
    return not party.tags or bool(set(party.tags) & set(names.index.entity(entity.id).tags))


def _same_done(verb: str, clause: Flows | Links, names: Names) -> bool:
    """Whether a verb says what the question before asks of, or none is said."""
    if not verb:
        return True
    done = read(f"谁{verb}", names).plan
    if done is None:
        return isinstance(clause, Flows) and verb.strip("了过") in table("talk")["gave"]
    if isinstance(done.clause, Links) and isinstance(clause, Links):
        return bool({r[:-1] for r in done.clause.relations} & {r[:-1] for r in clause.relations})
    return isinstance(done.clause, Flows) and isinstance(clause, Flows)
