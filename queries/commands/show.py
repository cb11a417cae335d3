"""`jinmai show`: show an entity or an article with its facts and sentences."""

from pathlib import Path

import click

from queries.options import json_option, opened, print_json, store_options


@click.command("show")
@click.argument("name")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Facts of each kind at most.")
@json_option
@store_options
def command(name: str, limit: int, as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Show NAME: an entity (any of its names, or its id) or an article (id, title or source), with facts and sentences.

    \b
    Examples:
      jinmai show 科技部
      jinmai show "Ministry of Finance" --json
      jinmai show pages/2023-07.txt
    """
    from queries import show

    with opened(url, decisions, wait) as store:
        found = show.find(store, name)
        pages = [
            show.article(store, node, limit) if label == "Article" else show.entity(store, label, node, limit)
            for label, node in found
        ]
        near = [] if pages else show.nearest(store, name)
    if as_json:
        print_json(pages)
    else:
        click.echo("\n\n".join(show.text(page) for page in pages), nl=bool(pages))
    if not pages:
        hint = f" Did you mean {'、'.join(near)}?" if near else ""
        raise click.ClickException(f"nothing in {url} is called {name!r}.{hint}")
