"""From the options of `jinmai draw` to a page: which part of the graph, and in which form."""

import re
from collections.abc import Iterable
from typing import Any

import click

from graph.ontology import load
from graph.select import Choice, Selection
from graph.store import Store
from graph.whole import read
from queries.show import find, nearest


def choose(
    store: Store, question: str | None, named: str | None, around: list[str], hops: int, place: str | None
) -> Choice:
    """Return the choice that the names and the question make; unknown names are told with the nearest known ones."""
    choice = Choice(hops=hops)
    for name in around:
        choice.around += [id_ for _, id_ in known(store, name)]
    if place:
        found = [id_ for label, id_ in known(store, place) if label == "Place"]
        if not found:
            raise click.ClickException(f"{place} is in the graph, but is no place.")
        choice.place = found[0]
    if question:
        rows, choice.told = asked(store, question)
        choice.only = entities_of(store, rows)
    elif named:
        from queries.catalog_run import CatalogError, run_named

        try:
            choice.only = entities_of(store, [list(row) for row in run_named(store, named, {}).rows])
        except CatalogError as error:
            raise click.ClickException(str(error)) from None
    return choice


def known(store: Store, name: str) -> list[tuple[str, str]]:
    """Return (label, id) of the entities of a name."""
    if found := find(store, name):
        return found
    near = nearest(store, name)
    raise click.ClickException(
        f"The graph does not know {name}." + (f" Did you mean {'、'.join(near)}?" if near else "")
    )


def asked(store: Store, question: str) -> tuple[list[list[Any]], set[str]]:
    """Return the rows that answer a question and where they were read; one that is not understood is an error."""
    from queries import ask

    answer = ask(store, question)
    if not answer.understood:
        raise click.ClickException(str(answer))
    rows = [list(row.values()) if isinstance(row, dict) else list(row) for row in answer.to_dict()["rows"]]
    return rows, {f"{one['article']}:{one['start']}-{one['stop']}" for row in answer.evidence for one in row}


def entities_of(store: Store, rows: list[list[Any]]) -> set[str]:
    """Return the ids of all entities that the rows name, by id or by name."""
    said = {text for row in rows for value in row for text in texts(value)}
    whole = read(store.records())
    return {
        id_
        for id_, record in whole.entities.items()
        if id_ in said or record["name"] in said or (record.get("name_en") or "\0") in said
    }


def texts(value: Any) -> list[str]:
    """Return the strings in a value, lists and joined lists taken apart."""
    if isinstance(value, str):
        return [value, *re.split(r"[、；;→—]| - |\s{2,}", value)]
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    if isinstance(value, list | tuple):
        return [t for v in value for t in texts(v)]
    return []


def date(text: str | None) -> str | None:
    """Check a date option: a year, a month or a day."""
    if text is None or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return text
    raise click.UsageError(f"{text!r} is no date: write 2023, 2023-05 or 2023-05-01")


def check_kinds(kinds: Iterable[str]) -> None:
    """Tell a kind that the graph has not, with what is meant perhaps."""
    from difflib import get_close_matches

    known_kinds = {name for label in load().labels.values() for name in (label.name, *label.kinds, *label.tags)}
    for kind in kinds:
        if kind not in known_kinds:
            near = get_close_matches(kind, known_kinds, 3)
            raise click.UsageError(f"{kind!r} is no label, kind or tag" + (f": {', '.join(near)}?" if near else ""))


def render(store: Store, choice: Choice, form: str | None, title: str) -> tuple[str, str]:
    """Return the page and a line that says what is on it."""
    selection = Selection(read(store.records()), choice)
    if form:
        from graph import charts

        money = selection.money()
        page = charts.sankey(title, money) if form == "sankey" else charts.timeline(title, money)
        return page, f"{len(money)} flows."
    from graph.draw import page as draw

    picture = selection.picture(title)
    html = draw(picture)
    said = f"{len(picture.nodes)} nodes, {len(picture.edges)} edges."
    if picture.kept_back:
        said += f" {picture.kept_back} less connected nodes are in the page but not opened."
    if picture.one_sided:
        said += f" {picture.one_sided} flows tell only one party: they are among its facts, and no arrows."
    if not picture.nodes:
        said += " Nothing in the graph is left by these options."
    return html, said
