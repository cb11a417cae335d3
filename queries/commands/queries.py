"""`jinmai queries`: List the catalog of named queries."""

import click

from queries.options import json_option, print_json


@click.command("queries")
@click.argument("name", required=False)
@json_option
def command(name: str | None, as_json: bool) -> None:
    """List the named queries, or show one with its parameters and Cypher.

    \b
    Examples:
      jinmai queries
      jinmai queries leverage
    """
    from queries.catalog_run import catalog
    from queries.table import render

    known = catalog()
    if name is not None and name not in known:
        raise click.ClickException(f"there is no query {name}; `jinmai queries` lists them")
    chosen = [known[name]] if name else list(known.values())
    if as_json:
        print_json(
            [
                {
                    "name": q.name,
                    "title": {"zh": q.zh, "en": q.en},
                    "description": {"zh": q.about_zh, "en": q.about_en},
                    "parameters": [{"name": p.name, "type": p.type, "default": p.default} for p in q.parameters],
                    "columns": list(q.columns),
                    "cypher": q.cypher,
                }
                for q in chosen
            ]
        )
    elif name:
        query = chosen[0]
        click.echo(f"{query.zh} · {query.en}\n{query.about_zh}\n{query.about_en}")
        for parameter in query.parameters:
            click.echo(f"  {parameter.name} ({parameter.type}) = {parameter.default}")
        click.echo(f"columns: {', '.join(query.columns)}\n\n{query.cypher}")
    else:
        rows = [[q.name, q.zh, q.en, " ".join(f"{p.name}={p.default}" for p in q.parameters)] for q in chosen]
        click.echo(render(["name", "中文", "English", "parameters"], rows))
