"""`jinmai add`: Add articles to a graph."""

from pathlib import Path

import click

from queries.options import json_option, lexicon_option, store_options


@click.command("add")
@click.argument("pages", nargs=-1, required=True, metavar="ARTICLES...")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that extract at once.")
@lexicon_option
@json_option
@store_options
def command(
    pages: tuple[str, ...],
    jobs: int,
    lexicon: Path | None,
    as_json: bool,
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """Add ARTICLES (files, folders, globs, - for stdin) to the graph; `jinmai forget` undoes it exactly.

    \b
    Examples:
      jinmai add today.html
      cat note.txt | jinmai add -
    """
    from queries.loading import load_pages

    raise SystemExit(load_pages(pages, url, decisions, wait, jobs, lexicon, as_json))
