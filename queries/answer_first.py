"""Which of some facts without a time came first: those of which an article says in words that they did (首批, 率先)."""

import re
from typing import Any

from queries.answer_evidence import mentioned
from queries.answer_facts import Run
from queries.compile import articles_statement
from queries.evidence import split
from queries.plan import Plan
from queries.question_words import table

CLAUSE = re.compile(r"[^，,；;。！？\n]+")


def said_first(pairs: list[Any], slot: str, run: Run) -> list[Any]:
    """Return the joined pairs whose party in the slot stands in a clause of their evidence that calls it the first or among the first."""
    references = {p: [split(r) for r in p.fact.evidence] for p in pairs}
    articles = sorted({r[0] for found in references.values() for r in found})
    if not articles:
        return []
    texts = {row[0]: row[5] for row in run.rows(articles_statement(articles))}
    spans = mentioned(articles, sorted({getattr(p, slot) for p in pairs}), run)
    words = re.compile("|".join(table("hints")["said_first"]))
    return [
        p
        for p in pairs
        if any(
            _called(texts.get(article, "")[start:stop], start, spans.get((article, getattr(p, slot)), []), words)
            for article, start, stop in references[p]
        )
    ]


def _called(sentence: str, offset: int, spans: list[tuple[int, int]], words: re.Pattern[str]) -> bool:
    """Whether one of the places where a party is named lies in a clause of the sentence that holds one of the words."""
    for clause in CLAUSE.finditer(sentence):
        start, stop = clause.start() + offset, clause.end() + offset
        if words.search(clause.group()) and any(start <= a and b <= stop for a, b in spans):
            return True
    return False


def asks_first(plan: Plan) -> bool:
    """Whether a plan asks for what came first, of things of a kind and of no one by name."""
    return plan.measure == "earliest" and len(plan.asked) == 1
