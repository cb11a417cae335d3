"""`jinmai reject`: Reject a wrong fact for good."""

from pathlib import Path

import click

from queries.options import store_options


@click.command("reject")
@click.argument("fact", nargs=-1, required=True)
@store_options
def command(fact: tuple[str, ...], url: str, decisions: Path | None, wait: float | None) -> None:
    """Reject FACT: the id of a flow or an observation (as `jinmai show --json` gives it), or HEAD TYPE TAIL of a relation.

    The line is kept in the file of decisions, also for articles that are read later; deleting it undoes it.

    \b
    Examples:
      jinmai reject Flow:53c9a75fe301c975
      jinmai reject 北京银行 PARTNERS_WITH 上海市人民政府
    """
    from queries.deciding import decide, node, relation

    if len(fact) not in (1, 3):
        raise click.UsageError("give the id of a flow or an observation, or HEAD TYPE TAIL")
    found = node(fact[0]) if len(fact) == 1 else relation(*fact)
    decide("reject " + " ".join(fact), url, decisions, wait, found)
