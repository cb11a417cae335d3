"""A plan's clauses as Cypher and parameters. Pure functions: nothing here runs a query.

Only constructs that both stores read are used; values are always parameters. Each statement returns ids, and the fields of
the facts it found; names are looked up in the index.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from queries.names import Names
from queries.plan import Filters, Flows, Links, Named, Party, Plan

ENTITIES = ("Institution", "Fund", "Program", "Policy", "Zone", "Place", "Category", "Person")
RELATIONS = (
    "ESTABLISHES", "ISSUES", "RUNS", "MANAGES", "PARTNERS_WITH", "PART_OF", "LOCATED_IN", "APPLIES_TO", "BASED_ON",
    "POSTED_AT", "PARTICIPATES_IN", "APPROVES", "LISTED_ON",
)  # fmt: skip
PAYERS = ("Institution", "Fund", "Program", "Zone", "Category", "Place", "Policy", "Person")
EDGES = {"provider": "PROVIDES", "via": "THROUGH", "recipient": "RECEIVED_BY"}
FLOW_FIELDS = (
    "id", "amount", "amount_exact", "amount_min", "amount_min_exact", "amount_text", "qualifier", "currency", "instrument",
    "status", "per", "cumulative", "period", "recipient_count", "condition", "conflict", "articles", "evidence",
)  # fmt: skip
EDGE_FIELDS = ("status", "period", "title", "articles", "evidence")
OBSERVATION_FIELDS = (
    "id",
    "measure",
    "value",
    "value_exact",
    "unit",
    "qualifier",
    "status",
    "period",
    "conflict",
    "articles",
    "evidence",
)
PLACED = ("Institution", "Fund", "Zone")
IN_PLACES = (*PLACED, "Category")  # 贵阳市科技型中小企业 are of a place by their name
GONE_THROUGH = ("Program", "Policy", "Fund")  # what is said to fund may be what the money runs through


@dataclass(frozen=True, slots=True)
class Statement:
    """A query and its parameters; `roles` are the columns that hold entity ids, in front of the fields.

    `anchored` where it begins at named entities: then what belongs to its flows is found fastest by going the same way again.
    """

    cypher: str
    parameters: dict[str, Any] = field(default_factory=dict)
    roles: tuple[str, ...] = ()
    anchored: bool = False


def edge_type(variable: str) -> str:
    """Return the expression for an edge's type."""
    return f"type({variable})"


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
        either.append(_one_of(conditions, f"{variable}.id", "id", ids))
        # a class of firms takes in the same class of one place: 贵阳市科技型中小企业 are 科技型中小企业
        either += [
            f"{variable}.name ENDS WITH {conditions.value('class', e.name)}"
            for e in others
            if e.label == "Category" and len(e.name) > 3
        ]
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
    for condition in _kind(conditions, variable, party, branches=grow):
        conditions.add(condition)
    if party.unlike is not None:
        conditions.add(_not_of_kind(conditions, variable, party.unlike))
    if party.outside:
        conditions.add(f"NOT {_within(conditions, variable, names.inside(party.outside), itself=True)}")
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


def _kind(conditions: Conditions, variable: str, party: Party, *, branches: bool) -> Iterator[str]:
    """Yield what a kind of thing demands of a node; `branches` lets in those of a class of bodies (国有大行)."""
    if party.kinds:
        kind = _one_of(conditions, f"{variable}.kind", "kind", list(party.kinds))
        if party.classes:
            named = " OR ".join(f"{variable}.name CONTAINS {conditions.value('class', c)}" for c in party.classes)
            kind = f"({kind} OR ({variable}.id STARTS WITH 'Category:' AND ({named})))"
        yield kind
    classes = [f"{conditions.value('tag', tag)} IN {variable}.tags" for tag in party.tags]
    classes += [_one_of(conditions, f"{variable}.name", "name", list(party.names))] if party.names else []
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
    if kind.tags:
        tagged = " OR ".join(f"{conditions.value('tag', tag)} IN {variable}.tags" for tag in kind.tags)
        parts.append(f"({variable}.tags IS NULL OR NOT ({tagged}))")
        if kind.names:
            parts.append(f"NOT {_one_of(conditions, f'{variable}.name', 'name', list(kind.names))}")
            parts.append(f"NOT {_branch_of(conditions, variable, kind.names)}")
    elif kind.kinds:
        parts.append(
            f"({variable}.kind IS NULL OR NOT {_one_of(conditions, f'{variable}.kind', 'kind', list(kind.kinds))})"
        )
    for word in kind.classes:
        parts.append(
            f"NOT ({variable}.id STARTS WITH 'Category:' AND {variable}.name CONTAINS {conditions.value('class', word)})"
        )
    return " AND ".join(parts)


def _one_of(conditions: Conditions, expression: str, name: str, values: list[str]) -> str:
    if len(values) == 1:
        return f"{expression} = {conditions.value(name, values[0])}"
    return f"{expression} IN {conditions.value(name + 's', values)}"


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
        f"{variable}.id IN {key}"
        if itself
        else f"((({variable}.id STARTS WITH 'Category:' OR {variable}.id STARTS WITH 'Fund:') AND {variable}.id IN {key}))"
    )
    return f"({mine} OR {located})"


def _fact_filters(conditions: Conditions, variable: str, filters: Filters) -> None:
    if filters.instruments:
        conditions.add(_one_of(conditions, f"{variable}.instrument", "instrument", list(filters.instruments)))
    if filters.statuses:
        conditions.add(_one_of(conditions, f"{variable}.status", "status", list(filters.statuses)))
    if filters.currency:
        conditions.add(f"{variable}.currency = {conditions.value('currency', filters.currency)}")
    bounds = filters.bounds
    if bounds is not None:
        # whole units: a fraction of one yuan cannot decide which side of a limit an amount is on, save at the limit itself
        for limit, sign in ((bounds.least, ">"), (bounds.most, "<")):
            if limit is not None:
                value = conditions.value(
                    "least" if sign == ">" else "most", int(float(limit)) if "." in limit else int(limit)
                )
                conditions.add(f"{variable}.amount {sign}{'' if bounds.strict else '='} {value}")


def flow_statements(clause: Flows, filters: Filters, names: Names) -> Iterator[Statement]:
    """Yield one statement for each way in which the parties of a clause may take the roles of a flow."""
    for roles in _assignments(clause, filters):
        yield flow_statement(roles, filters, names)


Roles = dict[str, tuple[str, Party]]  # role in the flow → the clause's slot, and its party


def _assignments(clause: Flows, filters: Filters) -> Iterator[Roles]:
    """Yield who may stand where. What is said to pay may also be what the money runs through: a programme, a policy, a fund."""
    base: Roles = {role: (role, party) for role in EDGES if (party := getattr(clause, role)) is not None}
    cases = [base]
    if clause.either is not None:
        cases = [{**base, role: ("either", clause.either)} for role in EDGES if role not in base]
    elif clause.provider is not None and "via" not in base and set(labels_of(clause.provider)) <= set(GONE_THROUGH):
        cases.append(
            {"via": ("provider", clause.provider), **{role: held for role, held in base.items() if role != "provider"}}
        )
    for roles in cases:
        if not filters.places:
            yield roles
            continue
        for role in EDGES:
            slot, party = roles.get(role, (role, Party()))
            if not party.entities or any(e.label != "Place" for e in party.entities):
                yield {**roles, role: (slot, replace(party, places=filters.places))}


def flow_statement(roles: Roles, filters: Filters, names: Names) -> Statement:
    """Return the flows in which the parties stand in these roles, with the ids of those parties."""
    conditions = Conditions()
    patterns, shown = [], []
    for role, (_, party) in roles.items():
        edge = f"[:{EDGES[role]}]"
        end = node(role, labels_of(party, PAYERS, committees=True))
        patterns.append(f"{end}-{edge}->(f)" if role == "provider" else f"(f)-{edge}->{end}")
        constrain(conditions, role, party, names, committees=True)
        shown.append(role)
    _fact_filters(conditions, "f", filters)
    match = ", ".join(["(f:Flow)", *patterns])
    columns = [f"{role}.id" for role in shown] + [f"f.{name}" for name in FLOW_FIELDS]
    return Statement(
        f"MATCH {match}{conditions.where()} RETURN DISTINCT {', '.join(columns)}",
        conditions.parameters,
        tuple(roles[role][0] for role in shown),
        any(e.label != "Place" for _, party in roles.values() for e in party.entities),
    )


PARTY_PATTERNS = {
    "provider": "(x)-[:PROVIDES]->(f)", "via": "(f)-[:THROUGH]->(x)", "recipient": "(f)-[:RECEIVED_BY]->(x)",
    "slice_of": "(f)-[:SLICE_OF]->(x)",
}  # fmt: skip


def again_statements(found: Statement) -> Iterator[tuple[str, Statement]]:
    """Yield for each role the statement that finds, on the way of an anchored statement, who stands in it."""
    match = found.cypher.partition(" RETURN ")[0]
    for role, pattern in PARTY_PATTERNS.items():
        yield role, Statement(f"{match} MATCH {pattern} RETURN DISTINCT f.id, x.id", found.parameters)


def parties_statement(flows: list[str]) -> Statement:
    """Return who stands in which role of the given flows, and of which totals they are slices; one flow is looked up by its id."""
    where, values = ("f.id = $flow", {"flow": flows[0]}) if len(flows) == 1 else ("f.id IN $flows", {"flows": flows})
    parts = [
        f"MATCH {pattern.replace('(f)', '(f:Flow)')} WHERE {where} RETURN f.id AS flow, '{role}' AS role, x.id AS party"
        for role, pattern in PARTY_PATTERNS.items()
    ]
    return Statement(" UNION ALL ".join(parts), values)


def link_statements(clause: Links, filters: Filters, names: Names) -> Iterator[tuple[str, Statement]]:
    """Yield the statements of a link with their kind: out (left → right), in (right → left) or flow."""
    left, right = labels_of(clause.left), labels_of(clause.right)
    wanted = {">": [], "<": []}  # type: dict[str, list[str]]
    for relation in clause.relations or tuple(f"{name}=" for name in RELATIONS):
        for sign in "><" if relation[-1] == "=" else relation[-1]:
            wanted[sign].append(relation[:-1])
    for sign, kind in ((">", "out"), ("<", "in")):
        types = wanted[sign]
        if types:
            yield kind, relation_statement(clause, types, sign, filters, names)
    if clause.flows != "none" and left and right:
        yield "flow", flow_link_statement(clause, filters, names)


def relation_statement(clause: Links, types: list[str], sign: str, filters: Filters, names: Names) -> Statement:
    """Return the relations of some types between the parties in one direction."""
    conditions = Conditions()
    constrain(conditions, "a", clause.left, names)
    constrain(conditions, "b", clause.right, names)
    if filters.statuses and "SUCCEEDS" not in types:  # the gazetteer's own fact has no status
        conditions.add(_one_of(conditions, "r.status", "status", list(filters.statuses)))
    edge = f"-[r:{'|'.join(types)}]-"
    a, b = node("a", labels_of(clause.left)), node("b", labels_of(clause.right))
    pattern = f"{a}{edge}>{b}" if sign == ">" else f"{a}<{edge}{b}"
    known = types == ["SUCCEEDS"]
    fields = ["null", "r.period", "null", "null", "null"] if known else [f"r.{name}" for name in EDGE_FIELDS]
    columns = f"a.id, {edge_type('r')}, b.id, {', '.join(fields)}"
    return Statement(f"MATCH {pattern}{conditions.where()} RETURN {columns}", conditions.parameters, ("left", "right"))


def flow_link_statement(clause: Links, filters: Filters, names: Names) -> Statement:
    """Return the flows in which the parties stand in different roles; for reach, left pays or is gone through, right receives."""
    conditions = Conditions()
    constrain(conditions, "a", clause.left, names)
    constrain(conditions, "b", clause.right, names)
    a, b = node("a", labels_of(clause.left, PAYERS)), node("b", labels_of(clause.right, PAYERS))
    _fact_filters(conditions, "f", replace(filters, places=()))
    fields = ", ".join(f"f.{name}" for name in FLOW_FIELDS)
    if clause.flows == "reach":
        pattern = f"{a}-[x:PROVIDES|THROUGH]-(f:Flow)-[y:RECEIVED_BY]->{b}"
    else:
        pattern = f"{a}-[x:PROVIDES|RECEIVED_BY|THROUGH]-(f:Flow)-[y:PROVIDES|RECEIVED_BY|THROUGH]-{b}"
        conditions.add(f"{edge_type('x')} <> {edge_type('y')}")
    conditions.add("a.id <> b.id")
    columns = f"a.id, {edge_type('x')}, b.id, {edge_type('y')}, {fields}"
    return Statement(
        f"MATCH {pattern}{conditions.where()} RETURN DISTINCT {columns}", conditions.parameters, ("left", "right")
    )


def listing_statement(party: Party, names: Names) -> Statement:
    """Return the entities that a party describes."""
    conditions = Conditions()
    constrain(conditions, "x", party, names, grow=False)
    return Statement(
        f"MATCH {node('x', labels_of(party))}{conditions.where()} RETURN x.id", conditions.parameters, ("party",)
    )


def observation_statement(subject: Party | None, measures: tuple[str, ...], disputed: bool, names: Names) -> Statement:
    """Return the observations of a subject (or of anything), with its id."""
    conditions = Conditions()
    constrain(conditions, "s", subject, names)
    if disputed:
        conditions.add("o.conflict = true")
    if measures:
        conditions.add(f"({' OR '.join('o.measure CONTAINS ' + conditions.value('measure', m) for m in measures)})")
    pattern = f"{node('s', labels_of(subject))}-[:MEASURED_BY]->(o:Observation)"
    columns = ", ".join(f"o.{name}" for name in OBSERVATION_FIELDS)
    return Statement(f"MATCH {pattern}{conditions.where()} RETURN s.id, {columns}", conditions.parameters, ("subject",))


def disputed_flows_statement(subject: Party | None, names: Names) -> Iterator[Statement]:
    """Yield the statements for flows whose figures disagree, in which a party (if given) has any role."""
    for role in EDGES if subject is not None else ("",):
        conditions = Conditions()
        pattern = "(f:Flow)"
        if subject is not None:
            constrain(conditions, "x", subject, names)
            end = node("x", labels_of(subject, PAYERS))
            pattern = f"{end}-[:PROVIDES]->(f:Flow)" if role == "provider" else f"(f:Flow)-[:{EDGES[role]}]->{end}"
        conditions.add("f.conflict = true")
        columns = ", ".join(f"f.{name}" for name in FLOW_FIELDS)
        yield Statement(f"MATCH {pattern}{conditions.where()} RETURN DISTINCT {columns}", conditions.parameters)


def neighbour_statements(ids: list[str]) -> Iterator[tuple[str, Statement]]:
    """Yield the statements that lead one link on from the given entities: relations out and in, and flows."""
    labels = tuple(dict.fromkeys(id_.partition(":")[0] for id_ in ids))
    a = node("a", labels)
    fields = ", ".join(f"r.{name}" for name in EDGE_FIELDS)
    types = "|".join(RELATIONS)
    where = " WHERE a.id IN $ids"
    columns = f"a.id, {edge_type('r')}, b.id, {fields}"
    yield "out", Statement(f"MATCH {a}-[r:{types}]->(b){where} RETURN {columns}", {"ids": ids})
    yield "in", Statement(f"MATCH {a}<-[r:{types}]-(b){where} RETURN {columns}", {"ids": ids})
    if any(label in PAYERS for label in labels):
        flow = ", ".join(f"f.{name}" for name in FLOW_FIELDS)
        pattern = f"{a}-[x:PROVIDES|RECEIVED_BY|THROUGH]-(f:Flow)-[y:PROVIDES|RECEIVED_BY|THROUGH]-(b)"
        yield (
            "flow",
            Statement(
                f"MATCH {pattern}{where} AND {edge_type('x')} <> {edge_type('y')} "
                f"RETURN DISTINCT a.id, {edge_type('x')}, b.id, {edge_type('y')}, {flow}",
                {"ids": ids},
            ),
        )


def parts_statement(ids: list[str]) -> Statement:
    """Return what is part of any of the institutions or funds, with what it is part of."""
    pattern = "(x:Institution|Fund)-[:PART_OF]->(y:Institution|Fund)"
    return Statement(f"MATCH {pattern} WHERE y.id IN $ids RETURN DISTINCT x.id, y.id", {"ids": ids})


def wholes_statement(ids: list[str]) -> Statement:
    """Return any of the institutions that are part of another, with that."""
    pattern = "(x:Institution|Fund)-[:PART_OF]->(y:Institution|Fund)"
    return Statement(f"MATCH {pattern} WHERE x.id IN $ids RETURN DISTINCT x.id, y.id", {"ids": ids})


def mothers_statement(funds: list[str]) -> Statement:
    """Return the funds that are part of another, with that fund."""
    pattern = "(x:Fund)-[:PART_OF]->(y:Fund)"
    return Statement(f"MATCH {pattern} WHERE x.id IN $funds RETURN DISTINCT x.id, y.id", {"funds": funds})


def flows_of_statement(ids: list[str], role: str) -> Statement:
    """Return the flows in which one of the entities has a role."""
    labels = tuple(dict.fromkeys(id_.partition(":")[0] for id_ in ids))
    end = node("x", labels)
    pattern = f"{end}-[:PROVIDES]->(f:Flow)" if role == "provider" else f"(f:Flow)-[:{EDGES[role]}]->{end}"
    columns = ", ".join(f"f.{name}" for name in FLOW_FIELDS)
    return Statement(f"MATCH {pattern} WHERE x.id IN $ids RETURN DISTINCT {columns}", {"ids": ids})


def articles_since_statement(start: str | None, stop: str | None) -> Statement:
    """Return the articles of a span of dates."""
    conditions = Conditions()
    if start:
        conditions.add(f"a.date >= {conditions.value('start', start)}")
    if stop:
        conditions.add(f"a.date <= {conditions.value('stop', stop)}")
    return Statement(f"MATCH (a:Article){conditions.where()} RETURN a.id, a.date", conditions.parameters)


def stated_since_statement(articles: list[str]) -> Iterator[tuple[str, Statement]]:
    """Yield the statements for facts that any of the articles states: flows, observations, relations."""
    values = {"articles": articles}
    flow = ", ".join(f"f.{name}" for name in FLOW_FIELDS)
    yield (
        "flow",
        Statement(f"MATCH (f:Flow)-[:STATED_IN]->(a:Article) WHERE a.id IN $articles RETURN DISTINCT {flow}", values),
    )
    seen = ", ".join(f"o.{name}" for name in OBSERVATION_FIELDS)
    yield (
        "observation",
        Statement(
            f"MATCH (s)-[:MEASURED_BY]->(o:Observation)-[:STATED_IN]->(a:Article) WHERE a.id IN $articles RETURN DISTINCT s.id, {seen}",
            values,
        ),
    )
    fields = ", ".join(f"r.{name}" for name in EDGE_FIELDS)
    yield (
        "out",
        Statement(
            f"MATCH (a:Article)<-[:MENTIONED_IN]-(x)-[r:{'|'.join(RELATIONS)}]->(y) WHERE a.id IN $articles "
            f"RETURN DISTINCT x.id, {edge_type('r')}, y.id, {fields}",
            values,
        ),
    )


def articles_statement(ids: list[str]) -> Statement:
    """Return articles with their text, for evidence."""
    return Statement(
        "UNWIND $articles AS i MATCH (a:Article) WHERE a.id = i RETURN a.id, a.title, a.date, a.publisher, a.source, a.text",
        {"articles": ids},
    )


def mentions_statement(articles: list[str], entities: list[str]) -> Statement:
    """Return where entities are named in articles."""
    return Statement(
        "MATCH (x)-[m:MENTIONED_IN]->(a:Article) WHERE a.id IN $articles AND x.id IN $entities RETURN a.id, x.id, m.start, m.stop",
        {"articles": articles, "entities": entities},
    )


def one_slot(plan: Plan) -> str:
    """Return the one slot that a plan asks for, or nothing."""
    return plan.asked[0] if len(plan.asked) == 1 and plan.asked[0] != "flow" else ""
