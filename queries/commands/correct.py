"""`jinmai correct`: Correct a field of a fact or an entity for good."""

from pathlib import Path

import click

from queries.options import store_options


@click.command("correct")
@click.argument("fact")
@click.argument("change", metavar="FIELD=VALUE")
@store_options
def command(fact: str, change: str, url: str, decisions: Path | None, wait: float | None) -> None:
    """Correct FACT (the id of a flow, an observation or an entity, as `jinmai show --json` gives it).

    The line is kept in the file of decisions, also for articles that are read later; deleting it undoes it.

    \b
    Examples:
      jinmai correct Flow:53c9a75fe301c975 status=planned
      jinmai correct Institution:清科 kind=financial
    """
    from queries.deciding import decide, node

    field, sign, value = change.partition("=")
    if not sign:
        raise click.UsageError(f"{change!r}: write FIELD=VALUE, for example status=planned")
    decide(f"correct {fact} {field.strip()} = {value.strip()}", url, decisions, wait, node(fact))
