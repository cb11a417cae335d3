"""`jinmai chat`: questions and follow-ups, one after another."""

from pathlib import Path

import click

from queries.options import opened, store_options


@click.command("chat")
@click.option("--evidence", is_flag=True, help="Show the sentences under every answer.")
@store_options
def command(evidence: bool, url: str, decisions: Path | None, wait: float | None) -> None:
    """Ask question after question; a follow-up (那么江苏呢, and in 2022?) keeps the question before and changes one thing.

    \b
    Example:
      jinmai chat
      > 谁给万华化学贷款？
      > 那国家开发银行呢
      > /save answer.md

    \b
    Inside: /evidence /explain /cypher /save FILE /again /help /quit
    """
    from queries.chat import Chat, loop

    with opened(url, decisions, wait) as store:
        loop(Chat(store, evidence=evidence))
