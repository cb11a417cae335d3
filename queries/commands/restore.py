"""`jinmai restore`: make a graph again from a backup."""

from pathlib import Path

import click

from queries.options import decisions_file, helpful, made_folder


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what the store holds.")
@click.option(
    "--store",
    "url",
    envvar="JINMAI_STORE",
    default="ladybug:jinmai.db",
    show_default=True,
    show_envvar=True,
    metavar="URL",
    help="Where the graph shall be.",
)
@click.option("--wait", type=float, metavar="SECONDS", help="Wait so long where another process writes.")
@helpful
def command(file: Path, replace: bool, url: str, wait: float | None) -> None:
    """Make the graph of FILE again, decisions too; a backup of an older schema is brought to this one.

    The file is checked before the store is touched, and the graph afterwards: what was written by hand is in no backup, which
    is told.

    \b
    Examples:
      jinmai restore news-2026-11.backup --store ladybug:news.db
      jinmai restore team.backup --store neo4j://localhost:7687 --replace
    """
    from graph.backup import check, restore
    from graph.store import open_store
    from queries.printing import several

    header, _ = check(file)
    with made_folder(url), open_store(url, wait=wait) as store:
        count = restore(file, store, replace=replace, tell=lambda told: click.echo(told, err=True))
    beside = decisions_file(url, None)
    if beside is not None and header.decisions and not beside.exists():
        beside.write_text(header.decisions, encoding="utf-8")
        click.echo(f"Wrote {beside}, so that the decisions stay in force.", err=True)
    click.echo(f"{url}: {several(count, 'article')} restored.")
