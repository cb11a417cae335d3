"""`jinmai stats`: count what the graph holds."""

from pathlib import Path
from typing import Any

import click

from queries.options import json_option, opened, print_json, store_options


@click.command("stats")
@json_option
@store_options
def command(as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Count articles, entities by label and kind, facts by type, and figures in conflict.

    \b
    Examples:
      jinmai stats
      jinmai stats --json
    """
    from queries.table import render

    with opened(url, decisions, wait) as store:
        counts = count(store)
    if as_json:
        print_json(counts)
        return
    click.echo(render(("nodes", "count"), list(counts["nodes"].items())))
    click.echo("\n" + render(("edges", "count"), list(counts["edges"].items())))
    kinds = [(label, kind, n) for label, found in counts["kinds"].items() for kind, n in found.items()]
    if kinds:
        click.echo("\n" + render(("label", "kind", "count"), kinds))
    for name, current in counts["measures"].items():
        click.echo(f"Measured: {name}" + ("" if current else " – the graph has changed since: measure again"))
    click.echo(
        f"\nArticles from {counts['sources']} sources, dated {counts['first_date'] or '?'} to {counts['last_date'] or '?'}; "
        f"{counts['conflicts']} figures in conflict; {counts['decisions']} decisions."
    )


def count(store: Any) -> dict[str, Any]:
    """Return the counts, by label, by relation type and by kind."""
    from graph.measures import kept
    from graph.ontology import load

    ontology = load()
    nodes = {label: store.query(f"MATCH (n:{label}) RETURN count(n)").rows[0][0] for label in ontology.labels}
    edges = {kind: store.query(f"MATCH ()-[r:{kind}]->() RETURN count(r)").rows[0][0] for kind in ontology.relations}
    kinds = {}
    for label in ontology.labels:
        if ontology.kinds(label):
            found = store.query(f"MATCH (n:{label}) RETURN n.kind AS kind, count(n) AS n ORDER BY n DESC, kind").rows
            kinds[label] = {kind or "unknown": n for kind, n in found}
    first, last = store.query("MATCH (a:Article) RETURN min(a.date) AS first, max(a.date) AS last").rows[0]
    sources = store.query("MATCH (a:Article) UNWIND a.sources AS source RETURN count(DISTINCT source) AS n").rows[0][0]
    conflicts = sum(
        store.query(f"MATCH (n:{label}) WHERE n.conflict RETURN count(n)").rows[0][0]
        for label in ("Flow", "Observation")
    )
    return {
        "nodes": {k: v for k, v in nodes.items() if v},
        "edges": {k: v for k, v in edges.items() if v},
        "kinds": {k: v for k, v in kinds.items() if v},
        "sources": sources,
        "first_date": first,
        "last_date": last,
        "conflicts": conflicts,
        "decisions": len(store.decisions()),
        "measures": dict(kept(store)),
    }
