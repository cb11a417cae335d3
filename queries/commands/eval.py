"""`jinmai eval`: Compare extracted facts with gold annotation."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from queries.options import lexicon_option

if TYPE_CHECKING:
    from extract.evaluate import Report


@click.command("eval")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("pages", nargs=-1, required=True, metavar="PAGES...")
@click.option(
    "--list", "listed", type=click.Choice(["misses", "extras", "all"]), help="List the facts that only one side has."
)
@click.option("--by-rule", is_flag=True, help="Table how many facts each rule gave and how many of them are right.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@lexicon_option
def command(
    gold: Path, pages: tuple[str, ...], listed: str | None, by_rule: bool, as_json: bool, lexicon: Path | None
) -> None:
    """Extract PAGES and compare their facts with the annotation in GOLD, a folder of .json files or one file.

    PAGES are files, folders or globs, as for `jinmai extract`; a .jsonl file of facts that was written before is compared as
    it is. Near-duplicates of an article are made one, as for `jinmai extract`. Figures are summed over all articles. The exit
    code is 0 whatever they are, 1 where a page could not be read.

    \b
    Examples:
      jinmai eval samples/gold samples
      jinmai eval samples/gold facts.jsonl --by-rule
      jinmai eval samples/gold samples --list misses
    """
    import json

    from extract.evaluate import evaluate, load_gold

    try:
        wanted = load_gold(gold)
    except (ValueError, OSError) as error:
        raise click.ClickException(
            f"{gold}: {error}; gold is .json with an article object or a list of them in each file"
        ) from error
    if not wanted:
        raise click.ClickException(
            f"{gold}: no gold article in it; gold is .json with an article object or a list of them in each file"
        )
    unread: list[str] = []
    report = evaluate(wanted, _facts(pages, lexicon, unread))
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
    else:
        _figures(report)
        if by_rule:
            _rules(report)
        if listed:
            _differences(report, listed)
    raise SystemExit(1 if unread else 0)


def _facts(pages: tuple[str, ...], lexicon: Path | None, unread: list[str]) -> list[dict[str, Any]]:
    """Return the facts of all pages as plain values, with floats for decimals; pages that cannot be read are told, skipped and named in `unread`."""
    import json

    from graph.facts import FactsError, encode, read_facts

    written = [page for page in pages if _holds_facts(page)]
    try:
        facts = [article for page in written for article in read_facts(page)]
    except FactsError as error:
        raise click.ClickException(str(error)) from error
    rest = [page for page in pages if page not in written]
    if rest:
        from extract.run import run

        def refused(name: str, reason: str) -> None:
            unread.append(name)
            click.echo(f"{name}: {reason}", err=True)

        facts += run(rest, own_lexicon=lexicon, on_error=refused)
    return [json.loads(encode(article)) for article in facts]


def _holds_facts(page: str) -> bool:
    """Tell whether the path is a file of facts rather than of pages: .jsonl whose first line has an article's hash."""
    path = Path(page)
    if path.suffix != ".jsonl" or not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.readline().lstrip().startswith(b'{"article"')


def _figures(report: "Report") -> None:
    """Print the figures by kind, by label, by type and by field."""
    from extract.evaluate import KINDS

    unpaired, spare = report.pairs.unpaired, [a.get("title") for a in report.pairs.spare]
    click.echo(
        f"{len(unpaired)} gold articles without a counterpart {unpaired or ''}; {len(spare)} predicted articles that are nobody's {spare or ''}"
    )
    click.echo(f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'given':>7}")
    counts = [(kind, report.counts[kind]) for kind in KINDS]
    labels = [(f"  {label}", count) for label, count in report.labels("entities").items()]
    types = [(f"  {label}", count) for label, count in report.labels("relations").items()]
    for name, count in [*counts[:2], *labels, *counts[2:3], *types, *counts[3:]]:
        click.echo(f"{name:24}{count.precision:7.3f}{count.recall:7.3f}{count.f1:7.3f}{count.gold:7}{count.given:7}")
    figures = report.as_dict()
    click.echo(f"relations.macro {report.macro:.3f}")
    click.echo("right:  " + "  ".join(f"{name} {share:.3f}" for name, share in figures["right"].items()))
    click.echo("stated: " + "  ".join(f"{name} {f1:.3f}" for name, f1 in figures["stated"].items()))


def _rules(report: "Report") -> None:
    """Print how many facts each rule gave, and the share that is right, the most productive first."""
    click.echo(f"{'rule':44}{'given':>7}{'right':>7}{'P':>7}")
    for (kind, rule), count in sorted(
        report.rules.items(), key=lambda item: (item[0][0].split()[0], -item[1].given, item[0])
    ):
        click.echo(f"{kind + ' ' + rule:44}{count.given:7}{count.hit:7}{count.precision:7.3f}")


def _differences(report: "Report", listed: str) -> None:
    """List what only one side has, a line each, fields separated by tabs."""
    for title, side in (("misses", "missed"), ("extras", "extra")):
        if listed in {"all", title}:
            for difference in report.differences:
                if difference.side == side:
                    click.echo(f"{side}\t{difference.kind}\t{difference.article}\t{difference.fact}")
