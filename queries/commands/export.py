"""`jinmai export`: write the graph in a format that other tools read."""

import sys
from pathlib import Path

import click

from queries.options import opened, store_options


@click.command("export")
@click.option("--to", "form", default="jsonl", show_default=True, help="The format; jsonl is the canonical form.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), default="-", help="File; - is stdout."
)
@store_options
def command(form: str, output: Path, url: str, decisions: Path | None, wait: float | None) -> None:
    """Write the whole graph. `jsonl` has a line for each node and edge, keys and lines sorted: equal graphs, equal bytes.

    \b
    Examples:
      jinmai export --to jsonl -o graph.jsonl
      jinmai export | sha256sum
    """
    from graph.export import FORMATS

    if form not in FORMATS:
        raise click.UsageError(f"--to {form}: choose from {', '.join(FORMATS)}")
    with opened(url, decisions, wait) as store:
        if str(output) == "-":
            FORMATS[form](store, sys.stdout.buffer)
            return
        with open(output, "wb") as stream:
            count = FORMATS[form](store, stream)
    click.echo(f"{output}: {count} nodes and edges.", err=True)
