"""`jinmai forget`: remove an article or a source, as if it had never been read."""

from pathlib import Path

import click

from queries.options import json_option, opened, print_json, store_options


def named(name: str, known: dict[str, list[str]]) -> list[str]:
    """Return the article or source that is meant: an id or its first digits, a source or the end of its path."""
    sources = {source for held in known.values() for source in held}
    if name in known or name in sources:
        return [name]
    ids = [article for article in known if len(name) >= 6 and article.startswith(name)]
    paths = [source for source in sources if source.endswith(f"/{name}") or name.endswith(f"/{source}")]
    found = ids or paths
    if len(found) > 1:
        raise click.ClickException(f"{name} may be any of {', '.join(sorted(found)[:5])}: say which")
    return found


@click.command("forget")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLE_OR_SOURCE...")
@json_option
@store_options
def command(names: tuple[str, ...], as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Remove articles (by id) or all that a source gave (by file name), as if they had never been read.

    An article that other sources print too stays, with those sources.

    \b
    Examples:
      jinmai forget pages/2023-07.txt
      jinmai forget 3f0c5f2a90b1d2e4
    """
    from queries.loading import rereader

    gone = {}
    with opened(url, decisions, wait, write=True) as store:
        known = store.sources()
        for name in names:
            found = named(name, known)
            gone[name] = sum(store.forget(each, rereader()) for each in found)
    if as_json:
        print_json(gone)
    for name, count in gone.items():
        if not count:
            click.echo(
                f"{name} is neither an article's id nor a source in {url}; `jinmai cypher` can list them.", err=True
            )
        elif not as_json:
            click.echo(f"{name}: {count} article{'s' * (count != 1)} forgotten.")
    if not all(gone.values()):
        raise SystemExit(1)
