"""`jinmai draw`: Draw the graph as a page that works without a network."""

import functools
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from queries.options import Output, opened, store_options


class Amount(click.ParamType[Decimal]):
    """An amount in yuan, plain or as questions write it: 5千万, 1亿元, 100m, 1 billion."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the amount in yuan; a usage error where it cannot be read, or is in another currency."""
        from queries.question_numbers import amount

        found = amount(str(value))
        if found is None:
            self.fail(f"{value!r} is no amount: write yuan, as 100000000, 5千万, 1亿 or 100m", param, ctx)
        if found[1] not in (None, "CNY"):
            self.fail(f"{value!r} is in {found[1]}, but amounts are compared in yuan", param, ctx)
        return found[0]


@click.command("draw")
@click.argument("words", nargs=-1, metavar="[QUESTION | KEY=VALUE...]")
@click.option("-o", "--output", type=Output(), required=True, help="The page to write; - is stdout.")
@click.option("--around", multiple=True, metavar="ENTITY", help="Only what is near this entity; may be given again.")
@click.option("--hops", type=click.IntRange(1, 5), default=1, show_default=True, help="How near: links from --around.")
@click.option(
    "--query",
    "named",
    metavar="NAME",
    help="Only entities in the rows of this catalog query (see `jinmai queries`); its parameters are KEY=VALUE.",
)
@click.option("--flows", is_flag=True, help="Money only, from payer through programme to recipient.")
@click.option("--sankey", is_flag=True, help="A Sankey of money, widths by amount, statuses apart.")
@click.option("--timeline", is_flag=True, help="A timeline of flows.")
@click.option("--since", metavar="DATE", help="Only facts from this date on (2023, 2023-05, 2023-05-01).")
@click.option("--until", metavar="DATE", help="Only facts up to this date.")
@click.option("--place", metavar="PLACE", help="Only facts with a party in this place or inside it.")
@click.option(
    "--min-amount", type=Amount(), help="Only money of at least so much, in yuan: 100000000, 5千万, 1亿, 100m."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only these labels, kinds or tags (Fund, 银行, ministries); may be given again.",
)
@store_options
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    output: Path,
    around: tuple[str, ...],
    hops: int,
    named: str | None,
    flows: bool,
    sankey: bool,
    timeline: bool,
    since: str | None,
    until: str | None,
    place: str | None,
    min_amount: Decimal | None,
    kinds: tuple[str, ...],
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """Draw the graph, or the answer to QUESTION, as one self-contained page that opens from disk without a network.

    \b
    Examples:
      jinmai draw -o graph.html
      jinmai draw --around 科技部 --hops 2 -o ministry.html
      jinmai draw "which funds link to which zones" -o answer.html
      jinmai draw --query flows_by_payer name=财政部 -o paid.html
      jinmai draw --sankey --since 2023 --min-amount 1亿 -o money.html
    """
    import queries.drawing as drawing
    from graph.whole import read
    from graph.writing import whole_file
    from queries.parameters import texts

    if sankey and timeline:
        raise click.UsageError("--sankey and --timeline exclude each other")
    if not around and context.get_parameter_source("hops") is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError("--hops counts links from --around ENTITY: give that too")
    for option, names in (("--around", around), ("--place", [place]), ("--query", [named]), ("QUESTION", words)):
        if any(name is not None and not name.strip() for name in names):
            raise click.UsageError(f"{option} is empty")
    if not named and len(words) > 1:
        raise click.UsageError(f"one QUESTION at a time, please; {words[1]!r} is another")
    question = None if named or not words else words[0]
    given = texts(words) if named else {}
    choice_of_time = drawing.times(since, until)
    wanted = drawing.kinds_meant(kinds)
    form = "sankey" if sankey else "timeline" if timeline else None
    with opened(url, decisions, wait) as store:
        whole = functools.cache(lambda: read(store.records()))
        choice = drawing.choose(store, whole, question, named, given, list(around), hops, place)
        choice.since, choice.until = choice_of_time
        choice.min_amount, choice.kinds, choice.flows_only = min_amount, wanted, flows
        html, said = drawing.render(whole(), choice, form, question or named or " + ".join(around) or "jinmai 金脉")
    page = html.encode()
    if str(output) == "-":
        sys.stdout.buffer.write(page)
        click.echo(said, err=True)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(output) as stream:
        stream.write(page)
    click.echo(f"{output}: {said}")
