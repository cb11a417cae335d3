"""Decisions applied to what an article says: facts rejected, fields corrected."""

from decimal import Decimal, InvalidOperation
from typing import Any

from graph.decisions import Correction, Decisions
from graph.merge_flows import flow_id, observation_id
from graph.merge_say import Contribution, FlowSaid, ObservationSaid, exact


def decided(made: Contribution, decisions: Decisions) -> Contribution:
    """Leave out what the decisions reject, and correct what they correct; facts are known by their uncorrected ids."""
    if not decisions:
        return made
    if decisions.rejected_edges:
        made.edges = [e for e in made.edges if not decisions.rejects_edge(e[0].type, e[0].head, e[0].tail)]
        made.known = [k for k in made.known if not decisions.rejects_edge(k.type, k.head, k.tail)]
    corrections = [c for c in decisions.corrections if c.target.startswith(("Flow:", "Observation:"))]
    if decisions.rejected_facts or corrections:
        flows = {said: _flow(said, decisions, corrections) for said in made.flows}
        made.flows = list({said: None for said in flows.values() if said is not None})
        pairs = [(flows[a], flows[b]) for a, b in made.slices]
        made.slices = [(a, b) for a, b in pairs if a is not None and b is not None]
        observed = [_observation(said, decisions, corrections) for said in made.observations]
        made.observations = list({said: None for said in observed if said is not None})
    return made


def _flow(said: FlowSaid, decisions: Decisions, corrections: list[Correction]) -> FlowSaid | None:
    node = flow_id(said.signature)
    if node in decisions.rejected_facts:
        return None
    return said._replace(**{c.field: _typed(c) for c in corrections if c.target == node})


def _observation(said: ObservationSaid, decisions: Decisions, corrections: list[Correction]) -> ObservationSaid | None:
    node = observation_id(said.signature)
    if node in decisions.rejected_facts:
        return None
    return said._replace(**{c.field: _typed(c) for c in corrections if c.target == node})


def _typed(correction: Correction) -> Any:
    """Return the corrected value in the field's type; the decisions file has been checked when it was read."""
    if correction.value is None:
        return None
    if correction.field in ("amount", "amount_min", "value"):
        try:
            return exact(Decimal(correction.value))
        except InvalidOperation:
            return None
    if correction.field == "recipient_count":
        return int(correction.value)
    if correction.field == "cumulative":
        return correction.value == "true"
    return correction.value
