"""`jinmai extract`: Read pages and write their facts as JSON Lines."""

import sys
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from queries.options import Output, helpful, lexicon_option, one_file

if TYPE_CHECKING:
    pass


@click.command("extract")
@click.argument("pages", nargs=-1, required=True, metavar="PAGES...")
@click.option(
    "-o",
    "--output",
    type=Output(),
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where the facts go; - is standard output.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that extract at once.")
@lexicon_option
@click.option(
    "--explain",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="WORDS",
    help="Instead of facts, tell for each sentence that holds WORDS (all without) what was found and rejected, and why.",
)
@helpful
def command(pages: tuple[str, ...], output: Path, jobs: int, lexicon: Path | None, explain: str | None) -> None:
    """Read PAGES (files, folders, globs, - for stdin) and write their facts, one article a line.

    Files are .txt .md .html .pdf .docx or .jsonl. Those that cannot be read are named with the reason and skipped, and the
    exit code is then 1. FILE is replaced when all is read, and stays as it was where nothing could be. --explain takes WORDS behind
    it, so put it after the pages.

    \b
    Examples:
      jinmai extract pages/ -o facts.jsonl --jobs 2
      jinmai extract news.html --explain 亿元
    """
    failed: list[str] = []

    def on_error(name: str, reason: str) -> None:
        failed.append(name)
        click.echo(f"Skipped {name}: {reason}", err=True)

    if explain is None:
        if any(one_file(output, Path(page)) for page in pages):
            raise click.UsageError(f"{output} is one of the pages: name another file for the facts")
        _write(pages, output, jobs, lexicon, on_error, failed)
    else:
        _explain(pages, lexicon, explain, on_error)
    raise SystemExit(1 if failed else 0)


def _write(
    pages: tuple[str, ...], output: Path, jobs: int, lexicon: Path | None, on_error: "OnError", failed: list[str]
) -> None:
    from extract.lexicon import LexiconError
    from extract.run import run
    from graph.facts import write_facts
    from graph.writing import whole_file
    from queries.loading import counted

    try:
        found = counted(run(pages, jobs, lexicon, on_error))
        if str(output) == "-":
            write_facts(found, sys.stdout.buffer)
            return
        first = list(islice(found, 1))
        if not first and failed:
            click.echo(f"Nothing could be read, and so nothing was written to {output}.", err=True)
            return
        with whole_file(output) as stream:
            write_facts(chain(first, found), stream)
    except LexiconError as error:
        raise click.ClickException(str(error)) from error


def _explain(pages: tuple[str, ...], lexicon: Path | None, words: str, on_error: "OnError") -> None:
    from extract.explain import explain
    from extract.lexicon import LexiconError
    from extract.pipeline import Pipeline
    from extract.run import read

    try:
        pipeline = Pipeline(lexicon)
        for article in read(pages, on_error):
            for line in explain(pipeline.state(article, explain=True), words):
                click.echo(line)
    except LexiconError as error:
        raise click.ClickException(str(error)) from error


if TYPE_CHECKING:
    from extract.run import OnError
