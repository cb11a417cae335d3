"""Keeping the money that articles say is for something (科技贷款): by the words printed with its figure, or what it runs through."""

import re
from collections.abc import Iterable

from queries.answer_facts import FlowFact, Run
from queries.compile import articles_statement
from queries.evidence import split
from queries.question_purposes import printed

CLAUSE = re.compile("[，,；;。：:！？\n]")


def for_purpose(found: list[FlowFact], purpose: str | None, run: Run) -> list[FlowFact]:
    """Return the flows that are told to be for a purpose; the others are left out, which the answer tells."""
    if purpose is None or not found:
        return found
    pattern, words = printed(purpose)
    texts = _texts({split(r)[0] for f in found for r in f.evidence}, run)
    kept = {f.id for f in found if any(pattern.search(text) for text in (f.condition or "", *_clauses(f, texts)))}
    ways = run.ways
    rest = run.with_parties(f for f in found if f.id not in kept)
    run.ways = ways
    kept |= {f.id for f in rest if any(word in run.name(i, "zh") for i in f.via for word in words)}
    run.leave_out("purpose", [f for f in found if f.id not in kept])
    return [f for f in found if f.id in kept]


def _texts(articles: Iterable[str], run: Run) -> dict[str, str]:
    wanted = sorted(articles)
    return {row[0]: row[5] for row in run.rows(articles_statement(wanted))} if wanted else {}


def _clauses(flow: FlowFact, texts: dict[str, str]) -> Iterable[str]:
    """Yield the parts of its sentences in which the flow's figure is printed."""
    for reference in flow.evidence:
        article, start, stop = split(reference)
        sentence = "".join(texts.get(article, "")[start:stop].split())
        for part in CLAUSE.split(sentence):
            if flow.text and "".join(flow.text.split()) in part:
                yield part
