"""`jinmai ask`: answer a question in Chinese or English."""

import sys
from pathlib import Path

import click

from queries.options import Output, json_option, opened, store_options


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@click.option("--evidence", is_flag=True, help="Show the sentences that say it, the words that carry the fact marked.")
@click.option("--explain", is_flag=True, help="Show how the question was read, the plan, and the Cypher.")
@click.option(
    "--save",
    type=Output(),
    metavar="FILE",
    help="Keep the answer with its sources: .csv, .xlsx or .md.",
)
@json_option
@store_options
def command(
    question: tuple[str, ...],
    evidence: bool,
    explain: bool,
    save: Path | None,
    as_json: bool,
    url: str,
    decisions: Path | None,
    wait: float | None,
) -> None:
    """Answer QUESTION from the graph. Exit code 1 where it was not understood.

    \b
    Examples:
      jinmai ask "哪些基金和哪些园区有关？"
      jinmai ask "which funds link to which zones" --evidence
      jinmai ask "最大的三笔贷款" --save loans.xlsx
    """
    from queries.answer import ask
    from queries.commands.answers import show

    if not " ".join(question).strip():
        raise click.UsageError("QUESTION is empty: ask one, for example “which funds link to which zones”")
    if save is not None and save.suffix.lower() not in (".csv", ".xlsx", ".md"):
        raise click.UsageError(f"{save}: an answer is kept as .csv, .xlsx or .md")
    with opened(url, decisions, wait) as store:
        answer = ask(store, " ".join(question), evidence=evidence or as_json or save is not None)
    if as_json:
        click.echo(answer.to_json())
    else:
        show(answer, evidence=evidence, explain=explain)
    if answer.understood and save is not None:
        answer.save(save)
        click.echo(f"{save}", err=True)
    sys.exit(0 if answer.understood else 1)
