"""Step `scope`: last looks at relations once flows are known: where named bodies are, and rule 22 of the ontology."""

from extract import relations_names
from extract.model import State
from extract.relations_read import Reading


def run(state: State) -> None:
    """Add the relations that names say, then drop every APPLIES_TO that a flow already tells."""
    relations_names.find(Reading(state))
    kept = []
    joined = {(scheme, reached) for f in state.flows for scheme in (*f.via, *f.provider) for reached in f.recipient}
    for relation in state.relations:
        if relation.type == "APPLIES_TO" and (relation.head, relation.tail) in joined:
            span = relation.evidence
            state.reject(
                "relation", relation.rule or "", "a flow already joins the two", span.start, span.end, relation.type
            )
        else:
            kept.append(relation)
    kept.sort(key=lambda r: (r.evidence.start, r.type, r.head, r.tail))
    state.relations[:] = kept
