"""`jinmai backup`: write a graph's facts and decisions to a file."""

from pathlib import Path

import click

from queries.options import Output, opened, store_options


@click.command("backup")
@click.argument("file", type=Output())
@store_options
def command(file: Path, url: str, decisions: Path | None, wait: float | None) -> None:
    """Write all that the graph is made from to FILE: every version of jinmai from this one on can restore it, on any store.

    \b
    Examples:
      jinmai backup news-2026-11.backup
      jinmai backup team.backup --store neo4j://localhost:7687
    """
    from graph.backup import backup
    from queries.printing import several

    with opened(url, decisions, wait) as store:
        count = backup(store, file)
    click.echo(f"{file}: {several(count, 'article')}, {file.stat().st_size:,} bytes.")
