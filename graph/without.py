"""An article's records when some sources no longer give it: other sources and copies stay, and a copy takes over."""

from collections.abc import Collection
from typing import TypeVar

import msgspec

from graph.facts import ArticleFacts, Copy, Evidence, Mention
from graph.store import Reread

Span = TypeVar("Span", Evidence, Mention)


def without_sources(
    records: list[ArticleFacts], sources: Collection[str], given: Collection[tuple[str, str]], reread: Reread | None
) -> list[ArticleFacts]:
    """Return what is left of an article's records when these sources are taken out.

    Records in `given` (article, source) were just read, and stay as they are. Where a record's own source goes but a copy
    from another source stays, that copy becomes the article: `reread` extracts its facts; without it, the facts whose
    sentences stand in the copy word for word are kept.
    """
    left: list[ArticleFacts] = []
    for facts in records:
        if (facts.article, facts.source) in given:
            left.append(facts)
            continue
        copies = [copy for copy in facts.copies if copy.source not in sources]
        if facts.source not in sources:
            left.append(facts if len(copies) == len(facts.copies) else msgspec.structs.replace(facts, copies=copies))
        elif copies:
            left.append(reread(copies[0], copies[1:]) if reread else promoted(facts, copies[0], copies[1:]))
    return list({(f.article, f.source): f for f in left}.values())


def promoted(facts: ArticleFacts, copy: Copy, others: list[Copy]) -> ArticleFacts:
    """Return the facts with the copy in the place of the article; those whose text the copy lacks are left out."""
    text = copy.text
    entities = []
    for entity in facts.entities:
        mentions = [moved for m in entity.mentions if (moved := _moved(m, text)) is not None]
        entities.append(msgspec.structs.replace(entity, mentions=mentions))
    flows = [(n, f, _moved(f.evidence, text)) for n, f in enumerate(facts.flows)]
    place = {n: i for i, n in enumerate(n for n, _, found in flows if found)}
    return msgspec.structs.replace(
        facts,
        source=copy.source,
        text=text,
        title=copy.title,
        date=copy.date,
        publisher=copy.publisher,
        copies=others,
        entities=entities,
        relations=[msgspec.structs.replace(r, evidence=e) for r in facts.relations if (e := _moved(r.evidence, text))],
        flows=[
            msgspec.structs.replace(f, evidence=e, slice_of=place.get(f.slice_of) if f.slice_of is not None else None)
            for _, f, e in flows
            if e
        ],
        observations=[
            msgspec.structs.replace(o, evidence=e) for o in facts.observations if (e := _moved(o.evidence, text))
        ],
    )


def _moved(span: Span, text: str) -> Span | None:
    start = text.find(span.text)
    return None if start < 0 else msgspec.structs.replace(span, start=start, end=start + len(span.text))
