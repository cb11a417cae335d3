"""`jinmai conflicts`: list figures that sources give differently."""

from pathlib import Path

import click

from queries.options import json_option, opened, print_json, store_options


@click.command("conflicts")
@json_option
@store_options
def command(as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """List flows and observations where everything agrees but the figure, with the sentences that give each.

    \b
    Examples:
      jinmai conflicts
      jinmai conflicts --json
    """
    from queries.conflicts import conflicts

    with opened(url, decisions, wait) as store:
        found = conflicts(store)
    if as_json:
        print_json(found)
        return
    for conflict in found:
        click.echo(conflict["about"])
        for figure in conflict["figures"]:
            click.echo(f"  {figure['figure']}  ({figure['id']})")
            for piece in figure["evidence"]:
                click.echo(f"    {piece['title']}：{piece['sentence']}")
        click.echo()
    click.echo(f"{len(found)} conflict{'s' * (len(found) != 1)}.")
