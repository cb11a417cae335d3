"""Step `scope`: last looks at relations once flows are known: where named bodies are, and rule 22 of the ontology."""

import re

from extract import relations_names
from extract.model import State
from extract.relations_read import Reading
from graph.facts import Relation

PARENTS = {"guidance", "fund_of_funds"}
SUBFUND = re.compile("子基金|参股")  # a text that speaks of none only has partners in one fund


def run(state: State) -> None:
    """Add the relations that names say, then drop every APPLIES_TO that a flow already tells."""
    reading = Reading(state)
    relations_names.find(reading)
    _subfunds(reading)
    kept = []
    handed = _handed(state)
    joined = {(scheme, reached) for f in state.flows for scheme in (*f.via, *f.provider) for reached in f.recipient}
    for relation in state.relations:
        told = (relation.head, relation.tail) in joined
        if relation.type == "APPLIES_TO" and (told or _of_money(relation, handed)):
            span = relation.evidence
            state.reject(
                "relation", relation.rule or "", "a flow already joins the two", span.start, span.end, relation.type
            )
        else:
            kept.append(relation)
    kept.sort(key=lambda r: (r.evidence.start, r.type, r.head, r.tail))
    state.relations[:] = kept


def _handed(state: State) -> dict[str, list[int]]:
    """Return where flows are told, by the schemes that hand the money on."""
    found: dict[str, list[int]] = {}
    for flow in state.flows:
        for scheme in (*flow.via, *flow.provider):
            found.setdefault(scheme, []).append(flow.evidence.start)
    return found


def _of_money(relation: Relation, handed: dict[str, list[int]]) -> bool:
    """Tell whether money that the scheme hands on in the very sentence is what reaches the class (央行的甲贷6亿元投向个体户)."""
    span = relation.evidence
    return (
        relation.rule == "scope"
        and relation.tail.startswith("Category:")
        and any(span.start <= at < span.end for at in handed.get(relation.head, ()))
    )


def _subfunds(reading: Reading) -> None:
    """State that a venture fund which a guidance fund, or a fund of funds, pays into is a part of it."""
    if not SUBFUND.search(reading.state.folded):
        return
    by_id = {e.id: e for e in reading.state.entities}
    for flow in reading.state.flows:
        wholes = [by_id[i] for i in flow.provider if i in by_id and by_id[i].kind in PARENTS]
        parts = [by_id[i] for i in flow.recipient if i in by_id and by_id[i].type == "Fund"]
        clause = reading.state.clause_at(flow.evidence.start) if wholes and parts else None
        if clause is not None and flow.instrument in {"investment", "equity", "fund_size"}:
            parts = [e for e in parts if e.kind not in PARENTS | {"fiscal"}]
            reading.add("subfund_paid", "PART_OF", parts, wholes, clause, flow.evidence.start, dated=False)
