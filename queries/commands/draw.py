"""`jinmai draw`: Draw the graph as a page that works without a network."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from queries.options import opened, store_options


class Amount(click.ParamType[Decimal]):
    """An amount in yuan, plain or with 万, 亿, m, bn."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the amount in yuan; a usage error where it cannot be read."""
        units = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "bn": 10**9, "m": 10**6}
        text = str(value).strip().removesuffix("元").replace(",", "")
        scale = next((unit for unit in units if text.endswith(unit)), "")
        try:
            return Decimal(text.removesuffix(scale).strip()) * units.get(scale, 1)
        except InvalidOperation:
            self.fail(f"{value!r} is no amount: write yuan, as 100000000, 1亿 or 100m", param, ctx)


@click.command("draw")
@click.argument("question", required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The page to write."
)
@click.option("--around", multiple=True, metavar="ENTITY", help="Only what is near this entity; may be given again.")
@click.option("--hops", type=click.IntRange(1, 5), default=1, show_default=True, help="How near: links from --around.")
@click.option(
    "--query", "named", metavar="NAME", help="Only entities in the rows of this catalog query (see `jinmai queries`)."
)
@click.option("--flows", is_flag=True, help="Money only, from payer through programme to recipient.")
@click.option("--sankey", "form", flag_value="sankey", help="A Sankey of money, widths by amount, statuses apart.")
@click.option("--timeline", "form", flag_value="timeline", help="A timeline of flows.")
@click.option("--since", metavar="DATE", help="Only facts from this date on (2023, 2023-05, 2023-05-01).")
@click.option("--until", metavar="DATE", help="Only facts up to this date.")
@click.option("--place", metavar="PLACE", help="Only facts with a party in this place or inside it.")
@click.option("--min-amount", type=Amount(), help="Only money of at least so much, in yuan: 100000000, 1亿, 100m.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only these labels, kinds or tags; may be given again."
)
@store_options
def command(
    question: str | None,
    output: Path,
    around: tuple[str, ...],
    hops: int,
    named: str | None,
    flows: bool,
    form: str | None,
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
      jinmai draw --sankey --since 2023 --min-amount 1亿 -o money.html
    """
    import queries.drawing as drawing

    if since and until and until < since[: len(until)]:
        raise click.UsageError(f"--until {until} is before --since {since}")
    drawing.check_kinds(kinds)
    with opened(url, decisions, wait) as store:
        choice = drawing.choose(store, question, named, list(around), hops, place)
        choice.since, choice.until, choice.min_amount = drawing.date(since), drawing.date(until), min_amount
        choice.kinds, choice.flows_only = list(kinds), flows
        html, said = drawing.render(store, choice, form, question or named or " + ".join(around) or "jinmai 金脉")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(html, encoding="utf-8")
    click.echo(f"{output}: {said}")
