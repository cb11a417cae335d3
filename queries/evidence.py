"""From `article:start-stop` to the sentence that stands there."""

import re
from collections.abc import Iterable
from typing import Any

from graph.store import Store

_REFERENCE = re.compile(r".*:\d+-\d+")  # what an analyst wrote there may be anything


def sentences(store: Store, evidence: Iterable[str]) -> list[dict[str, Any]]:
    """Return for each reference its article's id, title, date and source, and the sentence; in the order given."""
    places = [split(reference) for reference in evidence if _REFERENCE.fullmatch(reference)]
    wanted = sorted({article for article, _, _ in places})
    rows = store.query(
        "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id, a.name, a.date, a.source, a.text", {"ids": wanted}
    ).rows
    known = {row[0]: row for row in rows}
    found = []
    for article, start, stop in places:
        if article in known:
            _, title, date, source, text = known[article]
            found.append(
                {
                    "article": article,
                    "title": title,
                    "date": date,
                    "source": source,
                    "start": start,
                    "stop": stop,
                    "sentence": " ".join((text or "")[start:stop].split()),
                }
            )
    return found


def split(reference: str) -> tuple[str, int, int]:
    """Return article, start and stop of `article:start-stop`."""
    article, _, span = reference.rpartition(":")
    start, _, stop = span.partition("-")
    return article, int(start), int(stop)
