"""A plan's clauses as Cypher and parameters. Pure functions: nothing here runs a query.

Only constructs that both stores read are used; values are always parameters. Each statement returns ids, and the fields of
the facts it found; names are looked up in the index.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from queries.compile_party import Conditions, constrain, labels_of, node, one_of
from queries.names import Names
from queries.plan import Filters, Flows, Links, Party

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


def _fact_filters(conditions: Conditions, variable: str, filters: Filters) -> None:
    if filters.instruments:
        conditions.add(one_of(conditions, f"{variable}.instrument", "instrument", list(filters.instruments)))
    if filters.statuses:
        conditions.add(one_of(conditions, f"{variable}.status", "status", list(filters.statuses)))
    if filters.currency:
        conditions.add(f"{variable}.currency = {conditions.value('currency', filters.currency)}")
    if filters.recipients is not None:
        for reached, sign in zip(filters.recipients, (">=", "<="), strict=True):
            conditions.add(f"{variable}.recipient_count {sign} {conditions.value('recipients', reached)}")
    if filters.nowhere is not None:
        elsewhere = f" WHERE NOT q.id IN {conditions.value('above', list(filters.nowhere))}" if filters.nowhere else ""
        for party in ("<-[:PROVIDES]-(p)", "-[:RECEIVED_BY]->(p)"):
            conditions.add(f"NOT EXISTS {{ MATCH ({variable}){party}-[:LOCATED_IN]->(q){elsewhere} }}")
    if filters.unpriced:
        conditions.add(f"{variable}.amount IS NULL")
    bounds = filters.bounds
    if bounds is not None:
        # whole units: a fraction of one yuan cannot decide which side of a limit an amount is on, save at the limit itself
        for limit, sign in ((bounds.least, ">"), (bounds.most, "<")):
            if limit is not None:
                value = conditions.value(
                    "least" if sign == ">" else "most", int(float(limit)) if "." in limit else int(limit)
                )
                conditions.add(f"{variable}.amount {sign}{'' if bounds.strict else '='} {value}")


def at_most(statement: Statement, rows: int | None) -> Statement:
    """Return a statement that gives no more than some rows."""
    return replace(statement, cypher=f"{statement.cypher} LIMIT {rows}") if rows else statement


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
        conditions.add(one_of(conditions, "r.status", "status", list(filters.statuses)))
    edge = f"-[r:{'|'.join(types)}]-"
    a, b = node("a", labels_of(clause.left)), node("b", labels_of(clause.right))
    pattern = f"{a}{edge}>{b}" if sign == ">" else f"{a}<{edge}{b}"
    known = types == ["SUCCEEDS"]
    has = [name if name == "period" or not known else None for name in EDGE_FIELDS]
    fields = [f"r.{name}" if name else f"null AS no_{n}" for n, name in enumerate(has)]  # a column each, named apart
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


def neighbour_statements(ids: list[str], *, heirs: bool = False) -> Iterator[tuple[str, Statement]]:
    """Yield the statements that lead one link on from the given entities: relations out and in, and flows.

    With `heirs` also to what took the place of a body, which no article need say.
    """
    labels = tuple(dict.fromkeys(id_.partition(":")[0] for id_ in ids))
    a = node("a", labels)
    fields = ", ".join(f"r.{name}" for name in EDGE_FIELDS)
    types = "|".join((*RELATIONS, "SUCCEEDS") if heirs else RELATIONS)
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


def told_statements(heads: list[str], tails: list[str], amounts: list[int]) -> Iterator[tuple[str, Statement]]:
    """Yield the statements for what may tell again what is known: relations between some entities, flows of some amounts."""
    if heads:
        fields = ", ".join(f"r.{name}" for name in EDGE_FIELDS)
        x = node("x", tuple(dict.fromkeys(id_.partition(":")[0] for id_ in heads)))
        yield (
            "out",
            Statement(
                f"MATCH {x}-[r:{'|'.join(RELATIONS)}]->(y) WHERE x.id IN $heads AND y.id IN $tails "
                f"RETURN x.id, {edge_type('r')}, y.id, {fields}",
                {"heads": heads, "tails": tails},
            ),
        )
    if amounts:
        flow = ", ".join(f"f.{name}" for name in FLOW_FIELDS)
        yield "flow", Statement(f"MATCH (f:Flow) WHERE f.amount IN $amounts RETURN {flow}", {"amounts": amounts})


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
