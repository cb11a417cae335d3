"""`jinmai export`: write the graph in a format that other tools read."""

from pathlib import Path

import click

from queries.options import Output, opened, store_options


@click.command("export")
@click.option(
    "--to",
    "form",
    default="jsonl",
    show_default=True,
    help="jsonl, graphml, gexf, csv, parquet, cypher, ftm or neo4j-admin; jsonl is the canonical form.",
)
@click.option("-o", "--output", type=Output(folder=True), default="-", help="File or folder; - is stdout.")
@store_options
def command(form: str, output: Path, url: str, decisions: Path | None, wait: float | None) -> None:
    """Write the whole graph. `jsonl` has a line for each node and edge, keys and lines sorted: equal graphs, equal bytes.

    `csv`, `parquet` and `neo4j-admin` are folders of files; tables of an earlier export in the folder are replaced. `ftm` is FollowTheMoney: only money that moved is a Payment.

    \b
    Examples:
      jinmai export --to jsonl -o graph.jsonl
      jinmai export | sha256sum
      jinmai export --to gexf -o graph.gexf
      jinmai export --to parquet -o tables/
    """
    from graph.export import export

    target = None if str(output) == "-" else output
    try:
        with opened(url, decisions, wait) as store:
            count = export(store, form, target)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if target is not None:
        click.echo(f"{target}: {count} {'node or edge' if count == 1 else 'nodes and edges'}.", err=True)
