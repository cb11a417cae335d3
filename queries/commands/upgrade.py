"""`jinmai upgrade`: bring a store that an older jinmai wrote to this version."""

from pathlib import Path

import click

from queries.options import helpful


@click.command("upgrade")
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("before-upgrade.backup"),
    show_default=True,
    help="File for a backup of what the store was made from.",
)
@click.option(
    "--store",
    "url",
    envvar="JINMAI_STORE",
    default="ladybug:jinmai.db",
    show_default=True,
    show_envvar=True,
    metavar="URL",
    help="Where the graph is.",
)
@helpful
def command(keep: Path, url: str) -> None:
    """Bring the graph to this version of the schema; nothing is lost, and a backup is kept.

    Where it is interrupted, the same command ends it.

    \b
    Examples:
      jinmai upgrade
      jinmai upgrade --store neo4j://localhost:7687 --keep team.backup
    """
    from graph.upgrade import upgrade
    from queries.printing import several

    count = upgrade(url, keep)
    if count is None:
        click.echo(f"{url} is of this version already.")
    else:
        click.echo(
            f"{url} is now of this version: {several(count, 'article')}. What it was made from is kept in {keep}."
        )
