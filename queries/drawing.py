"""From the options of `jinmai draw` to a page: which part of the graph, and in which form."""

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date as Day
from typing import Any

import click

from graph.claims import stations
from graph.kinds import meant_by
from graph.select import Choice, Selection
from graph.store import Store
from graph.whole import Whole
from queries.printing import several
from queries.show import find, nearest

NOTHING = " Nothing in the graph is left by these options."


def choose(
    store: Store,
    whole: Callable[[], Whole],
    question: str | None,
    named: str | None,
    given: Mapping[str, str],
    around: list[str],
    hops: int,
    place: str | None,
) -> Choice:
    """Return the choice that the names and the question make; unknown names are told with the nearest known ones.

    `whole` gives the graph where it is needed; `given` are the parameters of the query `named`, as text.
    """
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
        choice.only = entities_of(whole(), rows)
    elif named:
        from queries.catalog_run import CatalogError, catalog, run_named

        try:
            rows = [list(row) for row in run_named(store, named, given).rows]
            asked_of = [given.get(parameter.name, parameter.default) for parameter in catalog()[named].parameters]
            choice.only = entities_of(whole(), rows)
            if rows:  # they seldom repeat whom the query was asked of
                choice.only |= {id_ for name in asked_of for _, id_ in find(store, name)}
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
    rows = [list(row) for part in answer.each() for row in part.rows]
    said = (one for part in answer.each() for row in part.evidence for one in row)
    return rows, {f"{one['article']}:{one['start']}-{one['stop']}" for one in said}


def entities_of(whole: Whole, rows: list[list[Any]]) -> set[str]:
    """Return the ids of all entities that the rows name, by id or by name."""
    said = {text for row in rows for value in row for text in texts(value)}
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


def date(text: str | None, option: str) -> str | None:
    """Check a date option: a year, a month or a day that the calendar has."""
    if text is None:
        return None
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        with contextlib.suppress(ValueError):
            Day.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
            return text
        raise click.UsageError(f"{option} {text}: the calendar has no such date")
    raise click.UsageError(f"{option} {text!r} is no date: write 2023, 2023-05 or 2023-05-01")


def times(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """Check the dates of --since and --until and their order."""
    since, until = date(since, "--since"), date(until, "--until")
    if since and until and until < since[: len(until)]:
        raise click.UsageError(f"--until {until} is before --since {since}")
    return since, until


def kinds_meant(kinds: Iterable[str]) -> list[str]:
    """Return what the kinds mean; one that no entity has is a usage error, with what is meant perhaps."""
    try:
        return sorted({key for kind in kinds for key in meant_by(kind)})
    except ValueError as error:
        raise click.UsageError(f"--kind {error}") from None


def render(whole: Whole, choice: Choice, form: str | None, title: str) -> tuple[str, str]:
    """Return the page and a line that says what is on it."""
    selection, beside = Selection(whole, choice), ""
    joined = selection.relations or any(len(stations(flow)) > 1 for flow in selection.flows)
    if choice.only and not choice.told and not joined:
        near = replace(choice, only=None, around=sorted(choice.only & (set(choice.around) or choice.only)))
        if near.around:
            selection = Selection(whole, near)
            beside = " Nothing joins what was found, so what is joined with it is drawn too."
    if form:
        from graph import charts

        money = selection.money()
        page = charts.sankey(title, money) if form == "sankey" else charts.timeline(title, money)
        return page, several(len(money), "flow") + "." + (beside if money else NOTHING)
    from graph.draw import page as draw

    picture = selection.picture(title)
    html = draw(picture)
    said = f"{several(len(picture.nodes), 'node')}, {several(len(picture.edges), 'edge')}."
    if picture.kept_back:
        is_ = "node is" if picture.kept_back == 1 else "nodes are"
        said += f" {picture.kept_back} less connected {is_} in the page but not opened."
    if picture.one_sided:
        tell = "flow tells only one party: it is" if picture.one_sided == 1 else "flows tell only one party: they are"
        said += (
            f" {picture.one_sided} {tell} among its facts, and no {'arrow' if picture.one_sided == 1 else 'arrows'}."
        )
    return html, said + (beside if picture.nodes else NOTHING)
