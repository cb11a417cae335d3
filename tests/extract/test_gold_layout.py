"""The articles of the shared pages against their gold; skipped where JINMAI_SHARED is not set."""

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

from extract.copies import merge_copies
from extract.layout import split
from extract.read import read_paths

SHARED = os.environ.get("JINMAI_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="JINMAI_SHARED is not set")


def scored(pages: str, gold: str) -> tuple[float, dict[str, float], list[Any]]:
    """Return the F1 of articles found, the shares of right titles, dates and publishers, and the gold articles not found."""
    folder = Path(str(SHARED)).resolve()
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    articles = merge_copies(a for document in read_paths([str(folder / pages)]) for a in split(document))
    predicted = [
        {
            "article": str(n),
            "source": a.source,
            "title": a.title,
            "date": a.date,
            "publisher": a.publisher,
            "text": a.text,
        }
        for n, a in enumerate(articles)
    ]
    pairs, (found, wanted, given), spare = score.pair(list(score.articles(folder / gold)), predicted)
    tally = score.score(pairs, spare)
    fields = {f: tally.right[f] / tally.asked[f] for f in ("title", "date", "publisher")}
    return 2 * found / (wanted + given), fields, [g["article"] for g, p in pairs if not p]


@pytest.mark.parametrize(
    ("pages", "gold", "articles", "title", "date", "publisher"),
    [("seeds", "gold", 0.97, 0.95, 0.95, 0.95), ("dev", "dev/gold", 0.95, 0.93, 0.90, 0.90)],
)
def test_articles_of_the_shared_pages(
    pages: str, gold: str, articles: float, title: float, date: float, publisher: float
) -> None:
    f1, fields, missing = scored(pages, gold)
    assert not missing
    assert f1 >= articles
    assert fields["title"] >= title
    assert fields["date"] >= date
    assert fields["publisher"] >= publisher
