"""What an answer says beside its sentence of the names in it, and how its table is headed."""

from typing import Any

from queries.answer_beside import alike
from queries.answer_facts import Run
from queries.answer_reading import party_text
from queries.answer_words import listed, phrase
from queries.plan import Flows, Links, Named, Party, Paths, Plan, parties_of
from queries.question import Reading
from queries.question_words import table


def title(name: str, plan: Plan) -> str:
    """Return a column's heading; the ends of a link are headed by what they are."""
    language = plan.language
    clause = plan.clause
    if name in ("left", "right") and isinstance(clause, Links):
        party: Party = getattr(clause, name)
        if party.labels and not party.entities:
            return party_text(party, language).rstrip("?？").capitalize()
    try:
        return phrase("titles", name, language)
    except KeyError:
        return name


def cell(value: Any) -> str:
    """Return a value as a table shows it."""
    if value is None or value == []:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return str(value)


def name_notes(found: Reading, plan: Plan, run: Run) -> list[str]:
    """Say which names were taken in another spelling, and whom a name takes in: predecessors, committees."""
    language = plan.language
    notes = [phrase("notes", "close", language, said=n.said, name=run.name(n.id, language)) for n in found.taken]
    for party in parties_of(plan.clause):
        notes += [
            phrase("notes", "close", language, said=n.said, name=run.name(n.id, language))
            for n in party.entities
            if n.how == "level"
        ]
        if party.entities and party.entities[0].label != "Place" and not isinstance(plan.clause, Paths):
            for how in ("predecessor", "committee"):
                money = isinstance(plan.clause, Flows)
                extra: list[Named] = [n for n in run.names.grown(party.entities, committees=money) if n.how == how]
                if extra:
                    notes.append(
                        phrase(
                            "notes", how, language, names=listed([run.name(n.id, language) for n in extra], language)
                        )
                    )
            after = [i for e in party.entities for i in run.names.index.heads("SUCCEEDS", e.id)]
            if after:
                notes.append(
                    phrase(
                        "notes",
                        "successor",
                        language,
                        name=run.name(party.ids[0], language),
                        names=listed([run.name(i, language) for i in after], language),
                    )
                )
    if isinstance(plan.clause, Flows):
        places = [e for p in parties_of(plan.clause) for e in p.entities if e.label == "Place" and e.how != "branch"]
        if places:
            names_ = listed([run.name(e.id, language) for e in places], language)
            notes.append(phrase("notes", "place_party", language, names=names_))
    if isinstance(plan.clause, Flows) and (via := plan.clause.via) is not None and via.such is not None:
        zones = [e.id for e in getattr(via.such.clause, "right", Party()).entities if e.label == "Zone"]
        if zones:
            notes.append(
                phrase("notes", "of_zone", language, names=listed([run.name(i, language) for i in zones], language))
            )
    notes += alike(parties_of(plan.clause), plan, run)
    if any(table("types").get(p.word, {}).get("sector") and not p.entities for p in parties_of(plan.clause)):
        notes.append(phrase("notes", "sector", language))
    if plan.filters.places:
        notes.append(
            phrase(
                "notes",
                "place",
                language,
                names=listed([run.name(p.id, language) for p in plan.filters.places], language),
            )
        )
    return notes
