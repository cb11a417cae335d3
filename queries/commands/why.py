"""`jinmai why`: tell why two names are one entity, or are kept apart."""

from pathlib import Path

import click

from queries.options import json_option, opened, print_json, store_options


@click.command("why")
@click.argument("a")
@click.argument("b")
@json_option
@store_options
def command(a: str, b: str, as_json: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Tell why the names (or ids) A and B are one entity in the graph, or are kept apart.

    To overrule it, write `same A = B` or `different A / B` into the file of decisions.

    \b
    Examples:
      jinmai why 科技部 科学技术部
      jinmai why 中国银行 中国人民银行 --json
    """
    from graph.why import explain

    with opened(url, decisions, wait) as store:
        found = explain(store, a, b)
    if as_json:
        print_json({"a": a, "b": b, "same": found.same, "reasons": found.reasons})
    else:
        told = found.same is None
        verdict = {True: "are one entity", False: "are kept apart", None: "cannot be compared"}[found.same]
        click.echo(f"{a} and {b} {verdict}:", err=told)
        for reason in found.reasons:
            click.echo(f"- {reason}", err=told)
    if found.same is None:
        raise SystemExit(1)
