"""`jinmai cypher`: run a Cypher query."""

import sys
from pathlib import Path

import click

from queries.options import json_option, opened, parameters_option, store_options


@click.command("cypher")
@click.argument("query")
@parameters_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--write", is_flag=True, help="Let the query change the graph.")
@click.option("--limit", type=click.IntRange(0), default=1000, show_default=True, help="Rows at most; 0 for all.")
@click.option("--timeout", type=click.FloatRange(0), default=60, show_default=True, help="Seconds at most; 0 for any.")
@json_option
@store_options
def command(
    query: str,
    parameters: tuple[str, ...],
    as_csv: bool,
    write: bool,
    limit: int,
    timeout: float,
    as_json: bool,
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """Run QUERY (- reads it from stdin), reading only unless --write; docs/ontology.md says what can be asked for.

    \b
    Examples:
      jinmai cypher "MATCH (f:Fund)-[:LOCATED_IN]->(z:Zone) RETURN f.name, z.name"
      jinmai cypher "MATCH (i {name: \\$who})-[:PROVIDES]->(f:Flow) RETURN f.amount, f.period" -p who=财政部 --json
    """
    from queries.parameters import parse
    from queries.printing import counted, several, show

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    text = sys.stdin.read() if query == "-" else query
    values = parse(parameters)
    with opened(url, decisions, wait, write=write) as store:
        result = store.query(text, values, write=write, timeout=timeout or None, limit=limit or None)
    if not result.columns:
        click.echo("Done.", err=True)
        return
    form = "json" if as_json else "csv" if as_csv else "table"
    show(result, form)
    if form == "table":
        click.echo(counted(result), err=True)
    if result.cut:
        click.echo(
            f"Only the first {several(limit, 'row')} {'is' if limit == 1 else 'are'} shown: give --limit 0 for all.",
            err=True,
        )
