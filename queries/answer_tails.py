"""A question with several further halves (who lent to X, how much was it, and what was it for), each answered of what the first is about.

For what nothing else understands. A half asks of the same money as the first, or of the one thing that the first is about; where one of them may be
of something else, the whole is refused.
"""

import re
from collections.abc import Callable

from queries.answer_result import Answer, then
from queries.names import Names
from queries.question import Reading, read
from queries.question_tokens import language_of
from queries.question_turns import followed
from queries.question_two import IT, SPLIT, THEM, asks, bare, narrows, topic_of
from queries.question_words import table

MOST_HALVES = 4
FORMS = ("{}{}", "{}的{}", "{}由{}")


def in_tails(question: str, names: Names, answered: Callable[[Reading], Answer]) -> Answer | None:
    """Return the answers to the halves of a question one after the other, or None where one of them is not understood."""
    head, *tails = [part for part in SPLIT.split(bare(question)) if part.strip()] or [""]
    if not tails or len(tails) >= MOST_HALVES or any(THEM.search(tail) for tail in tails):
        return None
    first = read(head, names)
    if first.plan is None or not asks(first) or first.plan.yes_no or first.plan.further:
        return None
    halves = [_half(tail.strip(), first, names) for tail in tails]
    if any(half is None for half in halves):
        return None
    whole = answered(first)
    for half in halves:
        assert half is not None
        whole = then(whole, answered(half))
    return whole


def asks_whole(question: str) -> bool:
    """Whether a further half asks for the whole, where the first asks for a part of it (首期多少，总规模多少)."""
    whole = table("computed")["zh"]["whole_alone"]
    return any(re.match(whole, part.strip()) for part in SPLIT.split(bare(question))[1:] if part)


def _half(tail: str, first: Reading, names: Names) -> Reading | None:
    """Return the reading of a half: of the money of the first, or of the one thing that this is about."""
    assert first.plan is not None
    sized = first.plan.filters.instruments == ("fund_size",)  # which is no money that goes through something
    if not sized and (same := followed(tail, first.plan)) is not None and same.plan != first.plan:
        return same
    alone = read(tail, names)
    if any(t.found is not None for t in alone.tokens) or narrows(alone.tokens):
        return None
    named = topic_of(first)
    if named is None:
        return None
    for said in _said_of(tail, named):
        found = read(said, names)
        if found.plan is not None and found.plan != first.plan and (asks(found) or found.plan.measure == "sum"):
            return found
    return None


def _said_of(tail: str, named: str) -> list[str]:
    """Return a half with the name for “it”, or before what it leaves without a subject."""
    if (it := IT.search(tail)) is not None:
        own = "'s" if it.group().lower() == "its" else ""
        return [IT.sub(f"{named}{own}", tail, count=1)]
    if language_of(tail) == "en":
        return []
    plain = re.sub(r"呢$", "是多少", tail)
    return [form.format(named, said) for said in dict.fromkeys((tail, plain)) for form in FORMS]
