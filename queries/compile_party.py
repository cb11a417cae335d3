"""What a party of a plan demands of a node, as conditions of a Cypher statement with numbered parameters."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from queries.names import Names
from queries.plan import Named, Party

COUNTED = re.compile(r"(\d+家)(.{2,})")  # the name of a class that says how many they are
ENTITIES = ("Institution", "Fund", "Program", "Policy", "Zone", "Place", "Category", "Person")
PLACED = ("Institution", "Fund", "Zone")
IN_PLACES = (
    *PLACED,
    "Category",
    "Program",
    "Policy",
)  # of a place by their name or by who issues them (names_index.py)


class Conditions:
    """The WHERE of a statement as it grows, with its parameters numbered."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parameters: dict[str, Any] = {}

    def value(self, name: str, value: Any) -> str:
        """Bind a value and return its placeholder."""
        key = name
        while key in self.parameters:
            key = f"{name}{len(self.parameters)}"
        self.parameters[key] = value
        return f"${key}"

    def add(self, text: str) -> None:
        self.texts.append(text)

    def where(self) -> str:
        return f" WHERE {' AND '.join(self.texts)}" if self.texts else ""


def labels_of(party: Party | None, allowed: Iterable[str] = ENTITIES, *, committees: bool = False) -> tuple[str, ...]:
    """Return the labels that a node of this party may have, among those allowed.

    A place lets in what may lie within it, a zone its management committee where `committees`.
    """
    allowed = tuple(allowed)
    if party is None:
        return allowed
    named = tuple(dict.fromkeys(e.label for e in party.entities))
    if party.classes and not named:
        return tuple(label for label in allowed if label in (*party.labels, "Category"))
    if "Place" in named:
        named = tuple(dict.fromkeys((*named, *IN_PLACES)))
    if committees and "Zone" in named and "Institution" not in named:
        named = (*named, "Institution")
    wanted = named or party.labels or (IN_PLACES if party.places else ())
    return tuple(label for label in allowed if label in wanted) if wanted else allowed


def node(variable: str, labels: Iterable[str]) -> str:
    """Return a node pattern with alternative labels."""
    return f"({variable}:{'|'.join(labels)})"


def constrain(
    conditions: Conditions,
    variable: str,
    party: Party | None,
    names: Names,
    *,
    grow: bool = True,
    committees: bool = False,
) -> None:
    """Add what a party demands of a node."""
    if party is None:
        return
    places = [e for e in party.entities if e.label == "Place"]
    others = [e for e in party.entities if e.label != "Place"]
    either = []
    if others:
        ids = [e.id for e in (names.grown(others, committees=committees) if grow else others)]
        either.append(one_of(conditions, f"{variable}.id", "id", ids))
        # a class of firms takes in the same class of one place: 贵阳市科技型中小企业 are 科技型中小企业
        either += [
            f"{variable}.name ENDS WITH {conditions.value('class', e.name)}"
            for e in others
            if e.label == "Category" and len(e.name) > 3
        ]
        either += [_of_number(conditions, variable, *m.groups()) for e in others if (m := COUNTED.fullmatch(e.name))]
    if places:
        either.append(_within(conditions, variable, names.inside(places), itself=True))
    if either:
        conditions.add(either[0] if len(either) == 1 else f"({' OR '.join(either)})")
    if party.parents:
        key = conditions.value("parents", [e.id for e in names.grown(party.parents)])
        owner = "|".join(dict.fromkeys(e.label for e in party.parents))
        conditions.add(f"EXISTS {{ MATCH ({variable})-[:PART_OF]->(p:{owner}) WHERE p.id IN {key} }}")
    if party.without:
        conditions.add(f"NOT {variable}.id IN {conditions.value('without', [e.id for e in party.without])}")
        for body in party.without:
            if body.label == "Institution":  # nor its branches, which bear its name
                conditions.add(f"NOT {variable}.name STARTS WITH {conditions.value('head', body.name)}")
    for condition in _kind(conditions, variable, party, branches=grow):
        conditions.add(condition)
    if party.unlike is not None:
        conditions.add(_not_of_kind(conditions, variable, party.unlike))
    if party.outside:
        conditions.add(f"NOT {_within(conditions, variable, names.inside(party.outside), itself=True)}")
    if party.nowhere is not None:
        conditions.add(_nowhere(conditions, variable, party.nowhere))
    if party.places:
        conditions.add(
            _within(
                conditions,
                variable,
                names.inside(party.places),
                itself=party.labels == ("Place",),
                outside=party.places,
            )
        )


def _of_number(conditions: Conditions, variable: str, number: str, kind: str) -> str:
    """Return the condition of being a class of so many of a kind, however told: 21家全国性金融机构 are 21家金融机构."""
    starts, ends = conditions.value("number", number), conditions.value("of", kind)
    return f"({variable}.id STARTS WITH 'Category:' AND {variable}.name STARTS WITH {starts} AND {variable}.name ENDS WITH {ends})"


def _kind(conditions: Conditions, variable: str, party: Party, *, branches: bool) -> Iterator[str]:
    """Yield what a kind of thing demands of a node; `branches` lets in those of a class of bodies (国有大行)."""
    if party.kinds:
        kind = one_of(conditions, f"{variable}.kind", "kind", list(party.kinds))
        if party.classes:
            named = " OR ".join(f"{variable}.name CONTAINS {conditions.value('class', c)}" for c in party.classes)
            kind = f"({kind} OR ({variable}.id STARTS WITH 'Category:' AND ({named})))"
        if party.labels == ("Place",) and party.names:  # 直辖市 are cities, and provinces too
            yield f"({kind} OR {one_of(conditions, f'{variable}.name', 'name', list(party.names))})"
            return
        yield kind
    classes = [f"{conditions.value('tag', tag)} IN {variable}.tags" for tag in party.tags]
    classes += [one_of(conditions, f"{variable}.name", "name", list(party.names))] if party.names else []
    classes += [f"{variable}.name CONTAINS {conditions.value('part', part)}" for part in party.like]
    if branches and party.names:
        classes.append(_branch_of(conditions, variable, party.names))
    if classes:
        yield f"({' OR '.join(classes)})"


def _branch_of(conditions: Conditions, variable: str, heads: tuple[str, ...]) -> str:
    """Return the condition of being a branch of a body of one of the names."""
    key = conditions.value("heads", list(heads))
    return f"EXISTS {{ MATCH ({variable})-[:PART_OF]->(h:Institution) WHERE h.name IN {key} }}"


def _not_of_kind(conditions: Conditions, variable: str, kind: Party) -> str:
    """Return the condition of not being of a kind; what has no kind or tags at all is not of it."""
    parts = []
    if kind.tags or kind.names:  # the big four are banks, but not all banks
        tagged = " OR ".join(f"{conditions.value('tag', tag)} IN {variable}.tags" for tag in kind.tags)
        if tagged:
            parts.append(f"({variable}.tags IS NULL OR NOT ({tagged}))")
        if kind.names:
            parts.append(f"NOT {one_of(conditions, f'{variable}.name', 'name', list(kind.names))}")
            parts.append(f"NOT {_branch_of(conditions, variable, kind.names)}")
    elif kind.kinds:
        parts.append(
            f"({variable}.kind IS NULL OR NOT {one_of(conditions, f'{variable}.kind', 'kind', list(kind.kinds))})"
        )
    for word in kind.classes:
        parts.append(
            f"NOT ({variable}.id STARTS WITH 'Category:' AND {variable}.name CONTAINS {conditions.value('class', word)})"
        )
    return " AND ".join(parts)


def one_of(conditions: Conditions, expression: str, name: str, values: list[str]) -> str:
    if len(values) == 1:
        return f"{expression} = {conditions.value(name, values[0])}"
    return f"{expression} IN {conditions.value(name + 's', values)}"


def _nowhere(conditions: Conditions, variable: str, above: tuple[str, ...]) -> str:
    """Return the condition of being in no place by a relation, save in some that are too wide to tell."""
    if not above:
        return f"NOT EXISTS {{ MATCH ({variable})-[:LOCATED_IN]->(:Place|Zone) }}"
    key = conditions.value("above", list(above))
    return f"NOT EXISTS {{ MATCH ({variable})-[:LOCATED_IN]->(q:Place|Zone) WHERE NOT q.id IN {key} }}"


def _within(
    conditions: Conditions, variable: str, places: list[str], *, itself: bool, outside: Iterable[Named] = ()
) -> str:
    """Return the condition of lying in one of the places, directly or in a zone there."""
    key = conditions.value("places", places)
    if outside and itself:
        own = {e.id for e in outside}
        return f"{variable}.id IN {conditions.value('places', [p for p in places if p not in own])}"
    located = (
        f"EXISTS {{ MATCH ({variable})-[:LOCATED_IN]->(q:Place) WHERE q.id IN {key} }} OR "
        f"EXISTS {{ MATCH ({variable})-[:LOCATED_IN]->(:Zone)-[:LOCATED_IN]->(q:Place) WHERE q.id IN {key} }}"
    )
    mine = (
        f"{variable}.id IN {key}" if itself else f"(NOT {variable}.id STARTS WITH 'Place:' AND {variable}.id IN {key})"
    )
    return f"({mine} OR {located})"
