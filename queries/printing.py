"""A query's result on the terminal or in a pipe: as a table, JSON or CSV."""

import csv
import io

import click

from graph.store import Result
from queries.options import print_json
from queries.table import plain, render

FORMS = ("table", "json", "csv")


def several(count: int, noun: str) -> str:
    """Return a number with its noun: `1 node`, `2 nodes`."""
    return f"{count} {noun}{'s' * (count != 1)}"


def counted(result: Result) -> str:
    """Return how many rows there are: `1 row`, `2 rows`."""
    return several(len(result.rows), "row")


def show(result: Result, form: str) -> None:
    """Print the rows."""
    if form == "json":
        print_json([dict(zip(result.columns, row, strict=True)) for row in result.rows])
    elif form == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")  # a shell would keep the other end of a line in the last field
        writer.writerow(result.columns)
        writer.writerows(
            [["" if v is None else v if isinstance(v, str) else plain(v) for v in row] for row in result.rows]
        )
        click.echo(stream.getvalue(), nl=False)
    else:
        click.echo(render(result.columns, result.rows))
