"""`jinmai backup`: write a graph's facts and decisions to a file."""

import sys
from pathlib import Path

import click

from queries.options import Output, opened, store_options


@click.command("backup")
@click.argument("file", type=Output())
@click.option("--replace", is_flag=True, help="Replace FILE where it is there already.")
@store_options
def command(file: Path, replace: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Write all that the graph is made from to FILE (- for stdout): every version of jinmai from this one on can restore it, on
    any store.

    That is the articles' facts and the decisions. What was written by hand (`jinmai cypher --write`) is in no article, and so in
    no backup: keep the statements that wrote it. Measures (`jinmai top --write`) are measured again.

    \b
    Examples:
      jinmai backup news-2026-11.backup
      jinmai backup team.backup --replace --store neo4j://localhost:7687
    """
    from graph.backup import backup, kept_of, write_to
    from queries.printing import several

    if str(file) == "-":
        with opened(url, decisions, wait) as store:
            count = write_to(sys.stdout.buffer, kept_of(store))
        told = several(count, "article")
    else:
        if file.is_file() and not replace:
            raise click.ClickException(f"{file} is there already: name another file, or give --replace")
        with opened(url, decisions, wait) as store:
            count = backup(store, file)
        told = f"{several(count, 'article')}, {file.stat().st_size:,} bytes"
    click.echo(f"{file}: {told}.", err=str(file) == "-")
    click.echo(
        "Not in it: what was written by hand (`jinmai cypher --write`), and measures (`top --write`), if there are any.",
        err=True,
    )
