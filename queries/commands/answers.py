"""Printing an answer for the terminal: sentence, table, notes; evidence, explanation, suggestions."""

import json
import sys

import click

from queries.answer_result import Answer

MARK = ("\x1b[1m", "\x1b[0m")


def show(answer: Answer, *, evidence: bool = False, explain: bool = False) -> None:
    """Print an answer; what was not understood goes to stderr, with what could be asked instead."""
    if not answer.understood:
        _refused(answer)
        return
    for n, part in enumerate(answer.each()):
        if n:
            click.echo()
        if explain:
            _explained(part)
        click.echo(str(part))
        if evidence:
            _evidence(part)


def _refused(answer: Answer) -> None:
    from queries.answer_words import phrase

    click.echo(answer.answer, err=True)
    if answer.suggestions:
        click.echo(phrase("try", "", answer.language), err=True)
    for suggestion in answer.suggestions:
        click.echo(f"  {suggestion}", err=True)


def _explained(answer: Answer) -> None:
    from queries.plan import describe

    click.echo(f"# {answer.reading}")
    click.echo(json.dumps(describe(answer.plan), ensure_ascii=False, indent=2))
    click.echo(answer.cypher)
    click.echo(json.dumps(answer.parameters, ensure_ascii=False, default=str))
    click.echo()


def _evidence(answer: Answer) -> None:
    from queries.answer_evidence import marked

    terminal: bool = sys.stdout.isatty()
    before, after = MARK if terminal else ("【", "】")
    for n, found in enumerate(answer.evidence, 1):
        for item in found:
            where = "，" if answer.language == "zh" else ", "
            about = where.join(
                str(part)
                for part in (item["title"] or item["article"], item["date"], item["publisher"] or item["source"])
                if part
            )
            click.echo(f"[{n}] {marked(item, before, after)}")
            click.echo(f"    —— {about}")
