"""`jinmai load`: load facts from JSON Lines into a graph."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from queries.options import json_option, opened, store_options

if TYPE_CHECKING:
    from graph.facts import ArticleFacts


@click.command("load")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@json_option
@store_options
def command(files: tuple[str, ...], as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Load FILES of facts, as `jinmai extract` writes them, or of a graph, as `jinmai export --to jsonl` does (- for stdin).

    Loading the same facts again changes nothing; loading a source again replaces what it gave before.

    \b
    Examples:
      jinmai load facts.jsonl
      jinmai load graph.jsonl --store ladybug:copy.db
      jinmai extract pages/ -o - | jinmai load - --store ladybug:news.db
    """
    from graph.store import path_of
    from queries.loading import counted, tell

    articles = _articles(files)
    first = next(articles, None)  # what cannot be read makes no store
    path = path_of(url)
    if first is None and path is not None and not path.exists():
        raise click.ClickException("there are no facts in it, and so no store was made")
    with opened(url, decisions, wait, write=True, making=True) as store:
        report = store.load(counted(chain([first] if first else [], articles)))
    tell(report, as_json)


def _articles(files: tuple[str, ...]) -> Iterator["ArticleFacts"]:
    from graph.facts import read_stream
    from graph.reimport import is_graph, read_graph

    for file in files:
        with click.open_file(file, "rb") as stream:
            name = "stdin" if file == "-" else file
            rest = iter(stream.readline, b"")
            first = next(rest, b"")
            lines = chain([first], rest)
            yield from read_graph(lines, name) if is_graph(first) else read_stream(lines, name)
