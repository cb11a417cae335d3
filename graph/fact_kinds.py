"""Flows and observations: how each of the two kinds of facts is grouped, described and stored."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.backend import Properties
from graph.ledger import read_flow, read_observation
from graph.merge_flows import (
    Told,
    as_said,
    flow_properties,
    flow_told,
    flow_top,
    group_flows,
    group_observations,
    observation_id,
    observation_properties,
    observation_told,
    tied,
)
from graph.merge_say import FlowSaid, ObservationSaid

Groups = dict[str, list[Any]]  # node id → its statements


@dataclass(frozen=True, slots=True)
class Kind:
    """How one of the two kinds of facts is grouped, described and stored."""

    label: str
    block: Callable[[Any], str | int]
    block_property: str
    group: Callable[[Iterable[Any]], Groups]
    tied: Callable[[Groups, Iterable[Any]], set[str]]  # which facts of a block statements may be grouped with
    top: Callable[[Sequence[Any]], Any]
    describe: Callable[[Sequence[Any]], Properties]
    told: Callable[[Sequence[Any]], Told]
    figures: tuple[str, ...]  # the properties that `stored_figure` reads
    stored_figure: Callable[..., tuple[str | None, ...]]
    read: Callable[[bytes], list[Any]]
    parties: Callable[[Any], Iterable[tuple[str, str, bool]]]  # edge type, entity, whether the edge starts there


def _flow_parties(top: FlowSaid) -> Iterable[tuple[str, str, bool]]:
    yield from (("PROVIDES", party, True) for party in top.provider)
    yield from (("THROUGH", party, False) for party in top.via)
    yield from (("RECEIVED_BY", party, False) for party in top.recipient)


def _observation_parties(top: ObservationSaid) -> Iterable[tuple[str, str, bool]]:
    if top.subject:
        yield "MEASURED_BY", top.subject, True


def _block(said: FlowSaid) -> int:
    return said.block


FLOWS = Kind(
    "Flow",
    _block,
    "_block",
    group_flows,
    tied,
    flow_top,
    flow_properties,
    flow_told,
    ("amount", "amount_exact", "amount_min", "amount_min_exact"),
    lambda amount, exact, least, least_exact: (as_said(amount, exact), as_said(least, least_exact)),
    read_flow,
    _flow_parties,
)
OBSERVATIONS = Kind(
    "Observation",
    lambda said: observation_id(said.signature),
    "id",
    group_observations,
    lambda facts, said: set(facts),
    lambda members: members[0],
    observation_properties,
    observation_told,
    ("value_exact",),
    lambda value: (value,),
    read_observation,
    _observation_parties,
)
