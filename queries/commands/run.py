"""`jinmai run`: Run a query of the catalog."""

from pathlib import Path
from typing import Any

import click

from queries.options import json_option, opened, store_options


@click.command("run")
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--limit", type=click.IntRange(0), default=1000, show_default=True, help="Rows at most; 0 for all.")
@click.option("--timeout", type=click.FloatRange(0), default=60, show_default=True, help="Seconds at most; 0 for any.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@json_option
@store_options
def command(
    name: str,
    values: tuple[str, ...],
    limit: int,
    timeout: float,
    as_csv: bool,
    as_json: bool,
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """Run the named query NAME of the catalog (see `jinmai queries`), read-only, within the same limits as `jinmai cypher`.

    \b
    Examples:
      jinmai run funds_by_zone
      jinmai run fund_investors name=国家集成电路产业投资基金三期 --json
    """
    from queries.catalog_run import CatalogError, catalog, run_named
    from queries.parameters import texts
    from queries.printing import several, show

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    given = texts(values)
    try:
        with opened(url, decisions, wait) as store:
            result = run_named(store, name, given, timeout=timeout or None, limit=limit or None)
            asked = {p.name: given.get(p.name, p.default) for p in catalog()[name].parameters}
            meant = _meant(store, asked.get("name")) if not result.rows else ""
    except CatalogError as error:
        raise click.UsageError(str(error)) from error
    if as_json or as_csv or result.rows:
        show(result, "json" if as_json else "csv" if as_csv else "table")
    else:
        click.echo(f"No rows{' for ' * bool(asked)}{' '.join(f'{key}={value}' for key, value in asked.items())}.")
        if meant:
            click.echo(meant, err=True)
    if result.cut:
        click.echo(f"Only the first {several(limit, 'row')}; --limit gives more, --limit 0 all.", err=True)


def _meant(store: Any, name: str | None) -> str:
    """Return what the graph calls what a query asks for by a name that it does not use, or names that are like it."""
    from queries.show import find, nearest

    if not name or store.query("MATCH (n {name: $name}) RETURN count(*) AS n", {"name": name}).rows[0][0]:
        return ""
    others = [node.partition(":")[2] for label, node in find(store, name) if label != "Article"]
    if others:
        return f"The graph calls {name} {' or '.join(others)}: write name={others[0]}"
    near = nearest(store, name)
    return f"The graph knows no {name}." + (f" Did you mean {'、'.join(near)}?" if near else "")
