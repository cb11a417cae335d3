"""Pages → facts → store, as `build` and `add` do it."""

import re
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import click

from graph.facts import ArticleFacts, Copy
from graph.store import LoadReport, Reread, Store, path_of
from queries.interruption import look
from queries.options import opened, print_json
from queries.printing import several

EVERY = 20  # articles between two lines of progress
_LINE = re.compile(r"#\d+\Z")


def load_pages(
    pages: tuple[str, ...],
    url: str,
    decisions: Path | None,
    wait: float | None,
    jobs: int,
    own_lexicon: Path | None,
    as_json: bool,
) -> int:
    """Extract the pages into the store and say what happened; returns the exit code: 1 where a page could not be read."""
    from extract.run import run

    failed: list[str] = []

    def on_error(name: str, reason: str) -> None:
        failed.append(f"{name}: {reason}")
        click.echo(f"Skipped {failed[-1]}", err=True)

    facts = run(list(pages), jobs=jobs, own_lexicon=own_lexicon, on_error=on_error)
    first = next(facts, None)
    path = path_of(url)
    if first is None and path is not None and not path.exists():
        report = LoadReport()  # nothing to keep, and no store to be made for it
    else:
        with opened(url, decisions, wait, write=True, making=True) as store:
            reread = rereader(own_lexicon)
            report = store.load(counted(chain([first] if first else [], facts)), reread=reread)
            if gone := lines_gone(store, report.sources, failed):
                report.forgotten += store.forget_all(gone, reread)
    tell(report, as_json, failed)
    if not report.sources and not failed:
        click.echo("No article was found in these pages.", err=True)
        return 1
    return 1 if failed else 0


def file_of(source: str) -> str:
    """Return the file of a source that is one of its lines, `news.jsonl#3`; any other source as it is."""
    return _LINE.sub("", source)


def lines_gone(store: Store, given: Collection[str], failed: Iterable[str]) -> set[str]:
    """Return the lines that a file of lines had when it was read before, and has no more; none of a file with a bad line."""
    files = {file for source in given if (file := file_of(source)) != source}
    files -= {file for file in files for told in failed if told.startswith(f"{file}, line ")}
    held = {source for sources in store.sources().values() for source in sources} if files else set()
    return {source for source in held if file_of(source) in files and source not in given}


def rereader(own_lexicon: Path | None = None) -> Reread:
    """Return what extracts a copy that takes the place of an article; the pipeline is built when it is first needed."""
    pipelines: list[Any] = []

    def reread(copy: Copy, others: list[Copy]) -> ArticleFacts:
        from extract.model import Article
        from extract.pipeline import Pipeline

        if not pipelines:
            pipelines.append(Pipeline(own_lexicon))
        article = Article(
            source=copy.source,
            text=copy.text,
            title=copy.title,
            date=copy.date,
            publisher=copy.publisher,
            copies=list(others),
        )
        facts: ArticleFacts = pipelines[0].extract(article)
        return facts

    return reread


def counted(articles: Iterator[ArticleFacts]) -> Iterator[ArticleFacts]:
    """Pass the articles on; on a terminal, count them on stderr."""
    shown = sys.stderr.isatty()
    count = 0
    for count, facts in enumerate(articles, 1):
        if shown and count % EVERY == 0:
            click.echo(f"\r{count} articles", nl=False, err=True)
        look()
        yield facts
    if shown and count >= EVERY:
        click.echo("\r" + " " * 24 + "\r", nl=False, err=True)


def tell(report: LoadReport, as_json: bool, failed: list[str] | None = None) -> None:
    """Print what loading did."""
    numbers = {
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "forgotten": report.forgotten,
        "dropped_facts": report.dropped,
        "sources": len(report.sources),
        "failed": len(failed or []),
    }
    if as_json:
        print_json(numbers)
        return
    parts = [f"{several(report.added, 'article')} added"]
    parts += [f"{numbers[k]} {k}" for k in ("replaced", "unchanged", "forgotten") if numbers[k]]
    if report.dropped:
        dropped = several(report.dropped, "fact")
        parts.append(f"{dropped} left out because the ontology does not know {'it' if report.dropped == 1 else 'them'}")
    click.echo(", ".join(parts) + ".")
