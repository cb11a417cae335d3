"""Step `relations`: who established, issued, runs, joins, belongs to what; one finder a way of saying it."""

from extract import (
    relations_approvals,
    relations_base,
    relations_frames,
    relations_lists,
    relations_pairs,
    relations_partners,
    relations_parts,
    relations_posts,
    relations_projects,
    relations_roles,
    relations_scope,
    relations_several,
    relations_signing,
)
from extract.clauses import stands_in
from extract.model import State
from extract.relations_read import Reading
from graph.facts import Relation

FOUNDED = {"RUNS", "ESTABLISHES"}

FINDERS = (
    relations_frames,
    relations_approvals,
    relations_roles,
    relations_parts,
    relations_partners,
    relations_posts,
    relations_base,
    relations_scope,
    relations_lists,
    relations_pairs,
    relations_projects,
    relations_signing,
    relations_several,
)


def run(state: State) -> None:
    """Fill in `state.relations`, in text order; needs clauses with their subjects, and dates for the periods."""
    reading = Reading(state)
    for finder in FINDERS:
        finder.find(reading)
    state.relations[:] = [r for r in state.relations if not _headlined(state, r)]
    state.relations.sort(key=lambda r: (r.evidence.start, r.type, r.head, r.tail))


def _headlined(state: State, relation: Relation) -> bool:
    """Tell whether the headline's place only stands for the office that the text names (甲市设立乙基金 above 甲市财政局设立乙基金)."""
    sentence = state.sentence_at(relation.evidence.start) if relation.type in FOUNDED else None
    if sentence is None or not sentence.heading:
        return False
    by_id = {e.id: e for e in state.entities}
    head = by_id.get(relation.head)
    if head is None or not stands_in(head):
        return False
    others = [r.head for r in state.relations if r.tail == relation.tail and r.type in FOUNDED and r.head != head.id]
    place = head.name.removesuffix("人民政府")
    return any(e.kind == "local_government" and e.name.startswith(place) for i in others if (e := by_id.get(i)))
