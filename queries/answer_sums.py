"""Adding up flows as the ontology allows: statuses, instruments and currencies apart; rates, running totals and disputed figures
never; a total or its slices, never both; a fund's size once; what runs over several years in none of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from queries.answer_facts import FlowFact, beyond, years_of
from queries.plan import Period

PARTIES = ("provider", "via", "recipient")


@dataclass(slots=True)
class Group:
    """Flows that may be added: `key` holds the values of the dimensions, in the order asked."""

    key: tuple[str, ...]
    instrument: str
    status: str
    currency: str
    capped: bool
    flows: list[FlowFact] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((f.amount for f in self.flows if f.amount is not None), Decimal(0))

    @property
    def least(self) -> Decimal:
        """The total with ranges at their lower ends."""
        lows = (f.amount_min if f.amount_min is not None else f.amount for f in self.flows)
        return sum((low for low in lows if low is not None), Decimal(0))

    @property
    def average(self) -> Decimal:
        return self.total / len(self.flows)


@dataclass(slots=True)
class Sums:
    """The groups, and what was left out by reason: no_amount, rate, running, disputed, wider, slices, totals, phases, no_year."""

    groups: list[Group]
    left_out: dict[str, list[FlowFact]]


def add_up(
    flows: list[FlowFact], by: tuple[str, ...] = (), period: Period | None = None, shared: Collection[str] = ()
) -> Sums:
    """Group flows and say what cannot be added; each flow lands in its groups or in `left_out`, never in both.

    `shared` are flows in which others stand beside those asked about: where their own part is told too, that is what counts. A flow
    that runs beyond the `period` asked for is no part of its sum: which part of the money fell into it is not said.
    """
    left: dict[str, list[FlowFact]] = defaultdict(list)
    summed: list[FlowFact] = []
    for flow in {f.id: f for f in flows}.values():
        reason = unfit(flow) or ("wider" if beyond(flow.period, period) else "")
        if reason:
            left[reason].append(flow)
        else:
            summed.append(flow)
    summed = _without_phases(_without_slices(summed, left, by, shared), left)
    groups: dict[tuple[object, ...], Group] = {}
    for flow in summed:
        keys = _keys(flow, by)
        if not keys:
            left["no_year"].append(flow)
        for key in keys:
            group = (key, flow.instrument, flow.status, flow.currency, flow.qualifier == "up_to")
            groups.setdefault(group, Group(*group)).flows.append(flow)
    ordered = sorted(groups.values(), key=lambda g: (g.key, g.currency != "CNY", g.status, -g.total, g.instrument))
    return Sums(ordered, dict(left))


def unfit(flow: FlowFact) -> str:
    """Return why a flow can be part of no sum, or nothing."""
    if flow.amount is None:
        return "no_amount"
    if flow.per:
        return "rate"
    if flow.cumulative:
        return "running"
    return "disputed" if flow.conflict else ""


def _without_slices(
    flows: list[FlowFact], left: dict[str, list[FlowFact]], by: tuple[str, ...], shared: Collection[str]
) -> list[FlowFact]:
    """Drop the slices of totals that are counted; by party or instrument, the total goes if its slices make it up."""
    ids = {f.id for f in flows} | {f.id for group in left.values() for f in group}
    slices: dict[str, list[FlowFact]] = defaultdict(list)
    for flow in flows:
        for total in flow.slice_of:
            if total in ids:
                slices[total].append(flow)
    dropped: set[str] = set()
    for flow in flows:
        parts = slices.get(flow.id, [])
        if flow.id in shared and any(p.id not in shared for p in parts):
            dropped.add(flow.id)
            left["shared"].append(flow)
            continue
        whole = parts and sum((p.amount or Decimal(0) for p in parts), Decimal(0)) == flow.amount
        if whole and set(by) & {*PARTIES, "instrument"}:
            dropped.add(flow.id)
            left["totals"].append(flow)
    for total, parts in slices.items():
        if total not in dropped:
            fresh = [p for p in parts if p.id not in dropped]
            dropped.update(p.id for p in fresh)
            left["slices"] += fresh
    return [f for f in flows if f.id not in dropped]


def _without_phases(flows: list[FlowFact], left: dict[str, list[FlowFact]]) -> list[FlowFact]:
    """Count a fund's size once: of its sizes of one status, the smaller are phases of the largest, or what it was before."""

    def fund(flow: FlowFact) -> tuple[str, ...]:
        return (*flow.recipient, flow.status, flow.currency) if sized(flow) else ()

    largest: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for flow in (*flows, *left.get("disputed", ())):
        if sized(flow):
            largest[fund(flow)] = max(largest[fund(flow)], flow.amount or Decimal(0))
    phases = [f for f in flows if sized(f) and (f.amount or Decimal(0)) < largest[fund(f)]]
    if phases:
        left["phases"] += phases
    dropped = {f.id for f in phases}
    return [f for f in flows if f.id not in dropped]


def sized(flow: FlowFact) -> bool:
    """Whether a flow tells the size of one fund."""
    return flow.instrument == "fund_size" and len(flow.recipient) == 1


def _keys(flow: FlowFact, by: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the dimension values of a flow: one for each party where parties are asked; none where a year is unsaid."""
    keys: list[tuple[str, ...]] = [()]
    for dimension in by:
        if dimension == "year":
            values: list[str] = [years_of(flow.period)] if flow.period else []
        elif dimension in PARTIES:
            values = list(getattr(flow, dimension)) or [""]
        elif dimension in ("instrument", "status", "currency"):
            values = [""]
        else:
            values = [""]
        keys = [(*key, value) for key in keys for value in values]
    return keys
