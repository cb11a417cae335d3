"""Adds a line to the file of decisions, and lets the graph follow it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from queries.options import decisions_file

Found = Callable[[Any], list[Any]]  # what a decision is about, as a store has it


def decide(line: str, url: str, decisions: Path | None, wait: float | None, found: Found) -> None:
    """Append a decision to the file that belongs to the store, once it can be followed, and say where it stands.

    What is not in the graph is taken for a slip of the keys: for what may come later there is the file.
    """
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
    wanted = parse((text.rstrip("\n") + "\n" if text.strip() else "") + line + "\n", path.name)
    with open_store(url, existing=True, wait=wait) as store:
        before = found(store)
        decided = line.split()[1] in text.split()  # under the id that it had before
        if not before and not decided:
            raise click.ClickException(
                f"nothing in {url} is as that says, and nothing was decided. `jinmai show NAME --json` gives ids, and names as "
                "the graph has them. A fact that was corrected is known to decisions by the id that it had before."
            )
        store.decide(wanted)
        path.write_text(wanted.text, encoding="utf-8")
        same = bool(before) and found(store) == before
    click.echo(f"{path}: {line}" + (" (nothing in the graph has changed)" if same else ""))
    click.echo("Delete the line to undo it.")


def node(name: str) -> Found:
    """Return what looks up a fact or an entity by its id, or an entity by its name."""
    label = name.partition(":")[0]

    def found(store: Any) -> list[Any]:
        from graph.ontology import load

        if label in load().labels:
            rows = store.query(f"MATCH (n:{label} {{id: $id}}) RETURN n", {"id": name}).rows
        else:
            rows = store.query("MATCH (n {name: $name}) RETURN n ORDER BY n.id", {"name": name}).rows
        return list(rows)

    return found


def relation(head: str, kind: str, tail: str) -> Found:
    """Return what looks up a relation by the names or ids of its ends; which is the head does not matter here."""
    ends = "(a.id = $head OR a.name = $head) AND (b.id = $tail OR b.name = $tail)"

    def found(store: Any) -> list[Any]:
        query = f"MATCH (a)-[r:`{kind}`]-(b) WHERE {ends} RETURN count(*) AS n"
        (count,) = store.query(query, {"head": head, "tail": tail}).rows[0]
        return [count] if count else []

    return found
