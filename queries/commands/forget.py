"""`jinmai forget`: remove an article or a source, as if it had never been read."""

from collections.abc import Collection
from pathlib import Path

import click

from queries.loading import file_of
from queries.options import json_option, opened, print_json, store_options


def named(name: str, known: dict[str, list[str]]) -> list[str]:
    """Return the article or sources that are meant: an id or its first digits, a source or the end of its path.

    A file of lines is all of its lines; `-` and `stdin` are what came from standard input, where that was one text.
    """
    sources = {source for held in known.values() for source in held}
    if name in known or name in sources:
        return [name]
    if name in ("-", "stdin"):
        return _one(name, {file for file in map(file_of, sources) if file.startswith("stdin:")}, sources)
    ids = [article for article in known if len(name) >= 6 and article.startswith(name)]
    whole = [source for source in sources if _same(name, source)]
    return _one(name, ids or whole or {file for file in map(file_of, sources) if _same(name, file)}, sources)


def _same(name: str, file: str) -> bool:
    return name == file or file.endswith(f"/{name}") or name.endswith(f"/{file}")


def _one(name: str, found: Collection[str], sources: Collection[str]) -> list[str]:
    """Return the one that is meant, or all lines of it; raises where it may be several."""
    if len(found) > 1:
        raise click.ClickException(f"{name} may be any of {', '.join(sorted(found)[:5])}: say which")
    for one in found:
        return [one] if one in sources else sorted(source for source in sources if file_of(source) == one) or [one]
    return []


def shown(name: str) -> str:
    """Return a name as it is, or quoted where one would not see what is in it: nothing, a space, the end of a line."""
    return name if name.isprintable() and name.strip() == name != "" else ascii(name)


@click.command("forget")
@click.argument("names", nargs=-1, required=True, metavar="ARTICLE_OR_SOURCE...")
@json_option
@store_options
def command(names: tuple[str, ...], as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Remove articles (by id) or all that a source gave (by file name), as if they had never been read.

    An article that other sources print too stays, with those sources. Each text that was read from stdin is a source of its own,
    stdin:… with eight digits; - will do where there is only one.

    \b
    Examples:
      jinmai forget pages/2023-07.txt
      jinmai forget 3f0c5f2a90b1d2e4
      jinmai cypher "MATCH (a:Article) RETURN a.id, a.name, a.sources"
    """
    from queries.loading import rereader

    with opened(url, decisions, wait, write=True) as store:
        known = store.sources()
        meant = {name: named(name, known) for name in names}
        gone = {name: store.forget_all(found, rereader()) if found else 0 for name, found in meant.items()}
    if as_json:
        print_json(gone)
    for name, count in gone.items():
        if not count:
            click.echo(
                f"{shown(name)} is neither an article's id nor a source in {url}. To list them: jinmai cypher "
                '"MATCH (a:Article) RETURN a.id, a.name, a.sources"',
                err=True,
            )
        elif not as_json:
            click.echo(f"{name}: {count} article{'s' * (count != 1)} forgotten.")
    if not all(gone.values()):
        raise SystemExit(1)
