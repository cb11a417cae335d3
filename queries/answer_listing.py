"""Answers that list entities of a kind, and what lies in a place."""

from collections.abc import Iterable

from queries.answer_facts import BATCH, Run
from queries.answer_links import entity_row
from queries.answer_result import Draft
from queries.answer_rows import said
from queries.answer_words import names_of, phrase
from queries.compile import Statement
from queries.plan import Listing, Named, Plan

COLUMNS = ["name", "kind", "place"]
SHOWN_PLACES = 500  # things of a list whose seats are looked up


def answer_listing(plan: Plan, run: Run, ids: list[str]) -> Draft:
    """List the entities with these ids, which are of those that the plan's party describes."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Listing)
    places = places_of(ids[:SHOWN_PLACES], run)
    ids = sorted(ids, key=lambda i: (run.name(i, language), i))
    blank = (
        [i for i in ids if clause.party.places and not places.get(i) and i.startswith("Fund:")]
        if len(ids) <= SHOWN_PLACES
        else []
    )
    draft = Draft(COLUMNS, [entity_row(i, run, language, names_of(places.get(i, []), run, language)) for i in ids])
    if not ids:
        draft.sentence = phrase(
            "sentences", "count_none" if plan.measure == "count" else "nothing", language, what=said(plan, run)
        )
    elif plan.measure == "count":
        draft.sentence = phrase("sentences", "count_named", language, n=len(ids), names=names_of(ids, run, language))
    else:
        draft.sentence = phrase(
            "sentences", "names" if len(ids) > 1 else "one", language, n=len(ids), names=names_of(ids, run, language)
        )
    if clause.party.places and len(ids) <= SHOWN_PLACES and (planned := _planned_seats(ids, run)):
        names = names_of(planned, run, language)
        draft.notes.append(phrase("notes", "planned_seats", language, n=len(planned), names=names))
    if blank:
        draft.notes.append(phrase("notes", "by_name", language, n=len(blank), names=names_of(blank, run, language)))
    return draft


def _planned_seats(ids: list[str], run: Run) -> list[str]:
    """Return which of the entities are only planned to be where they are."""
    pattern = "(x:Institution|Fund|Zone)-[r:LOCATED_IN]->(q:Place|Zone)"
    rows = run.rows(Statement(f"MATCH {pattern} WHERE x.id IN $ids RETURN DISTINCT x.id, r.status", {"ids": ids}))
    firm = {id_ for id_, status in rows if status != "planned"}
    return list(dict.fromkeys(id_ for id_, _ in rows if id_ not in firm))


def answer_within(plan: Plan, run: Run) -> Draft:
    """Say in which larger places a place lies."""
    clause, language = plan.clause, plan.language
    assert isinstance(clause, Listing)
    place = clause.party.entities[0].id
    above: list[str] = []
    queue = [place]
    while queue:
        for id_ in run.names.index.tails("WITHIN", queue.pop()):
            if id_ not in above:
                above.append(id_)
                queue.append(id_)
    draft = Draft(COLUMNS, [entity_row(i, run, language) for i in above])
    names = names_of(above, run, language)
    if above:
        draft.sentence = phrase("sentences", "within", language, name=run.name(place, language), names=names)
    else:
        draft.sentence = phrase("sentences", "nothing", language, what=said(plan, run))
    return draft


def places_of(ids: list[str], run: Run) -> dict[str, list[str]]:
    """Return where entities are, nearest place or zone first, for those that say so."""
    wanted = [i for i in ids if i.partition(":")[0] in ("Institution", "Fund", "Zone")]
    found: dict[str, list[str]] = {}
    for at in range(0, len(wanted), BATCH):
        statement = Statement(
            "MATCH (x:Institution|Fund|Zone)-[:LOCATED_IN]->(q:Place|Zone) WHERE x.id IN $ids RETURN x.id, q.id",
            {"ids": wanted[at : at + BATCH]},
        )
        for id_, place in run.rows(statement):
            if place not in found.setdefault(id_, []):
                found[id_].append(place)
    return {id_: sorted(places) for id_, places in found.items()}


def in_places(ids: set[str], places: Iterable[Named], run: Run) -> set[str]:
    """Return which of the entities are in the places, or are such places."""
    wanted = set(run.names.inside(places))
    located = places_of(sorted(ids), run)
    zones = {z for found in located.values() for z in found if z.startswith("Zone:")}
    zone_places = places_of(sorted(zones), run)
    inside = ids & wanted
    for id_, found in located.items():
        every = {*found, *(p for z in found for p in zone_places.get(z, []))}
        if every & wanted:
            inside.add(id_)
    return inside


def unplaced(ids: set[str], run: Run) -> set[str]:
    """Return which of the entities are in no place that the graph knows, by a relation or by their name."""
    located = places_of(sorted(ids), run)
    return {
        i for i in ids if i not in located and not i.startswith("Place:") and not run.names.index.tails("WITHIN", i)
    }
