"""`jinmai top`: The most central entities."""

from pathlib import Path
from typing import Any

import click

from queries.options import json_option, opened, print_json, store_options

MEASURES = ("degree", "betweenness", "pagerank", "core", "brokers", "through", "communities")
NETWORKS = ("links", "funding", "cofunding", "programmes", "people")


@click.command("top")
@click.option("--by", type=click.Choice(MEASURES), default="degree", show_default=True, help="The measure.")
@click.option("--in", "network", type=click.Choice(NETWORKS), default="links", show_default=True, help="The network.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only these labels, kinds or tags; may be given again."
)
@click.option("-n", "count", type=click.IntRange(1), default=10, show_default=True, help="How many.")
@click.option(
    "--write", is_flag=True, help="Keep the measure in the graph, as a property of every entity that has one."
)
@json_option
@store_options
@click.pass_context
def command(
    context: click.Context,
    by: str,
    network: str,
    kinds: tuple[str, ...],
    count: int,
    write: bool,
    as_json: bool,
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """List the most central entities of a network.

    `brokers` counts pairs of neighbours in different places that only this institution, fund or zone joins; `through` is the yuan paid
    through an intermediary; `communities` lists the largest communities, each by its most linked members.

    With `--write`, queries can use the measure as a property: `MATCH (n:Fund) RETURN n.name, n.betweenness`
    (`n.through_amount`, `n.community`). `jinmai stats` says whether the graph has changed since.

    \b
    Examples:
      jinmai top --by betweenness
      jinmai top --by degree --in funding --kind bank -n 5
      jinmai top --by pagerank --write
    """
    from graph import measures as kept
    from graph.kinds import is_one_of
    from graph.network import PROJECTIONS, degree, top
    from graph.whole import read
    from queries.drawing import kinds_meant
    from queries.table import render

    chosen = context.get_parameter_source("network") is not click.core.ParameterSource.DEFAULT
    if by == "through" and chosen:
        raise click.UsageError("--by through adds up all flows, in no network: leave out --in")
    if by == "communities" and kinds:
        raise click.UsageError("--by communities lists whole communities: leave out --kind")
    wanted = kinds_meant(kinds)
    with opened(url, decisions, wait, write=write) as store:
        whole = read(store.records())
        graph = PROJECTIONS[network](whole)
        values = measured(by, graph, whole)
        if write:
            written = kept.write(store, by, network, values)
            name = kept.PROPERTY.get(by, by)
            click.echo(
                f"wrote {name} of {written} {'entity' if written == 1 else 'entities'}, measured in the network of {network}",
                err=True,
            )
        if by == "communities":
            groups: dict[int, list[str]] = {}
            for node, number in values.items():
                groups.setdefault(number, []).append(node)
            links = degree(graph)
            columns = ["community", "size", "members"]
            rows = [
                [
                    n + 1,
                    len(members),
                    "、".join(whole.entities[m]["name"] for m, _ in top({m: links[m] for m in members}, 6)),
                ]
                for n, members in sorted(groups.items())[:count]
            ]
        else:
            if wanted:
                values = {i: v for i, v in values.items() if is_one_of(whole.entities[i], wanted)}
            columns = ["name", "label", "kind", by]
            rows = [
                [
                    whole.entities[i]["name"],
                    whole.entities[i]["node"],
                    whole.entities[i].get("kind") or "",
                    round(v, 6) if by != "through" else v,
                ]
                for i, v in top(values, count)
            ]
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif rows:
        click.echo(render(columns, rows))
    else:
        click.echo("Nothing in this network.")


def measured(by: str, graph: Any, whole: Any) -> dict[str, Any]:
    """Return the measure of each entity that has one, by id."""
    from graph.network import MEASURES, communities, through

    if by == "communities":
        return dict(communities(graph))
    return dict(through(whole)) if by == "through" else dict(MEASURES[by](graph))
