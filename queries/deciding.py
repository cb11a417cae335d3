"""Adds a line to the file of decisions, and lets the graph follow it."""

from pathlib import Path

import click

from queries.options import decisions_file


def decide(line: str, url: str, decisions: Path | None, wait: float | None) -> None:
    """Append a decision to the file that belongs to the store, once it can be followed, and say where it stands."""
    from graph.decisions import parse
    from graph.store import open_store

    path = decisions_file(url, decisions)
    if path is None:
        raise click.UsageError(
            "name the file of decisions with --decisions FILE: this store has no place of its own for one"
        )
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if line in text.splitlines():
        click.echo(f"{path} says so already: {line}")
        return
    wanted = parse((text.rstrip("\n") + "\n" if text.strip() else "") + line + "\n")
    with open_store(url, existing=True, wait=wait) as store:
        changed = store.decide(wanted)
        path.write_text(wanted.text, encoding="utf-8")
    click.echo(f"{path}: {line}" + ("" if changed else " (nothing in the graph has changed)"))
    click.echo("Delete the line to undo it.")
