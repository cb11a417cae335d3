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
    relations_signing,
)
from extract.model import State
from extract.relations_read import Reading

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
)


def run(state: State) -> None:
    """Fill in `state.relations`, in text order; needs clauses with their subjects, and dates for the periods."""
    reading = Reading(state)
    for finder in FINDERS:
        finder.find(reading)
    state.relations.sort(key=lambda r: (r.evidence.start, r.type, r.head, r.tail))
