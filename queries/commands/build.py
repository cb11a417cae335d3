"""`jinmai build`: Build the graph from pages."""

from pathlib import Path

import click

from queries.options import json_option, lexicon_option, store_options


@click.command("build")
@click.argument("pages", nargs=-1, required=True, metavar="PAGES...")
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
    """Read PAGES (files, folders, globs, - for stdin), extract their facts and build the graph.

    Of a folder, and of what a glob matches, the files .txt .md .html .pdf .docx and .jsonl are pages, in the folders below too, but for
    hidden ones and README, LICENSE, COPYING, CHANGELOG and CONTRIBUTING, which tell about a folder: these are read where they are named.
    Each text from stdin is a source of its own.

    A page that was read before is replaced by what it gives now; pages read earlier stay. Files that cannot be read are
    named with the reason and skipped; the exit code is then 1.

    \b
    Examples:
      jinmai build pages/
      jinmai build news.pdf "bulletins/*.html" --jobs 2 --store ladybug:news.db
    """
    from queries.loading import load_pages

    raise SystemExit(load_pages(pages, url, decisions, wait, jobs, lexicon, as_json))
