"""Adding up flows as the ontology allows: statuses, instruments and currencies apart; rates, running totals and disputed figures
never; a total or its slices, never both; a fund's size once; what runs over several years in none of them."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from queries.answer_facts import FlowFact, beyond, span_of, years_of
from queries.plan import Period

PARTIES = ("provider", "via", "recipient")
COUNTED = re.compile(r"Category:(\d+)")
FEW = 8  # flows of the same parties, among which parts of one are looked for


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
    """The groups, and what was left out by reason: no_amount, rate, running, disputed, wider, slices, totals, phases, parts,
    repeats, wholes, no_year."""

    groups: list[Group]
    left_out: dict[str, list[FlowFact]]


def add_up(
    flows: list[FlowFact],
    by: tuple[str, ...] = (),
    period: Period | None = None,
    shared: Collection[str] = (),
    mothers: Mapping[str, Collection[str]] | None = None,
    *,
    apart: bool = False,
) -> Sums:
    """Group flows and say what cannot be added; each flow lands in its groups or in `left_out`, never in both.

    `shared` are flows in which others stand beside those asked about: where their own part is told too, that is what counts. A flow
    that runs beyond the `period` asked for is no part of its sum: which part of the money fell into it is not said. `mothers`
    says of which funds a fund is part: its size is then in theirs. `apart` counts the parts that make up a total in its place, as an
    average must.
    """
    left: dict[str, list[FlowFact]] = defaultdict(list)
    summed: list[FlowFact] = []
    for flow in {f.id: f for f in flows}.values():
        reason = unfit(flow) or ("wider" if beyond(flow.period, period) else "")
        if apart and not reason and (flow.recipient_count or 1) > 1:
            reason = "several"
        if reason:
            left[reason].append(flow)
        else:
            summed.append(flow)
    summed = _without_phases(_without_slices(summed, left, by, shared, apart), left)
    if "recipient" not in by and not apart:
        summed = _without_subfunds(summed, left, mothers or {})
    summed = _without_parts(_without_repeats(summed, left), left)
    groups: dict[tuple[object, ...], Group] = {}
    for flow in summed:
        keys = _keys(flow, by)
        if not keys:
            left["no_year"].append(flow)
        for key in keys:
            group = (key, flow.instrument, flow.status, flow.currency, flow.qualifier == "up_to")
            groups.setdefault(group, Group(*group)).flows.append(flow)
    most: dict[tuple[str, ...], Decimal] = {}
    for found in groups.values():
        most[found.key] = max(most.get(found.key, Decimal(0)), found.total)
    in_time = "year" in by  # else the largest first
    ordered = sorted(
        groups.values(),
        key=lambda g: (
            Decimal(0) if in_time else -most[g.key], g.key, g.currency != "CNY", g.status, -g.total, g.instrument
        ),
    )  # fmt: skip
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
    flows: list[FlowFact],
    left: dict[str, list[FlowFact]],
    by: tuple[str, ...],
    shared: Collection[str],
    apart: bool,
) -> list[FlowFact]:
    """Drop the slices of totals that are counted; by party or instrument, or `apart`, the total goes if its slices make it up."""
    ids = {f.id for f in flows}  # what is left out, as disputed or running, holds nothing back
    slices: dict[str, list[FlowFact]] = defaultdict(list)
    whole_of = {f.id: f for f in flows}
    for flow in flows:
        for total in () if apart and sized(flow) else flow.slice_of:
            if total in ids and not _by_itself(flow, whole_of[total], by):
                slices[total].append(flow)
    dropped: set[str] = set()
    for flow in flows:
        parts = slices.get(flow.id, [])
        if flow.id in shared and any(p.id not in shared for p in parts):
            dropped.add(flow.id)
            left["shared"].append(flow)
            continue
        whole = parts and sum((p.amount or Decimal(0) for p in parts), Decimal(0)) == flow.amount
        if whole and (apart or set(by) & {*PARTIES, "instrument"}):
            dropped.add(flow.id)
            left["totals"].append(flow)
    for total, parts in slices.items():
        if total not in dropped:
            fresh = [p for p in parts if p.id not in dropped]
            dropped.update(p.id for p in fresh)
            left["slices"] += fresh
    return [f for f in flows if f.id not in dropped]


def _by_itself(flow: FlowFact, total: FlowFact, by: tuple[str, ...]) -> bool:
    """Whether a part stands in a row of its own beside its total: it went to others, or through a programme of its own."""
    own_way = "via" in by and bool(set(flow.via) - set(total.via))
    return own_way or ("recipient" in by and _of_others(flow, total))


def _of_others(flow: FlowFact, total: FlowFact) -> bool:
    """Whether a part went to others than the total is told of (sub-funds of a fund): sums by recipient then hold both, each by itself."""
    return bool(flow.recipient and total.recipient) and not set(flow.recipient) & set(total.recipient)


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


def _without_subfunds(
    flows: list[FlowFact], left: dict[str, list[FlowFact]], mothers: Mapping[str, Collection[str]]
) -> list[FlowFact]:
    """Drop the sizes of funds that are part of a fund whose size is told too."""
    told = {(f.recipient[0], f.currency) for f in (*flows, *left.get("disputed", ())) if sized(f)}
    parts = [f for f in flows if sized(f) and any((m, f.currency) in told for m in mothers.get(f.recipient[0], ()))]
    if parts:
        left["parts"] += parts
    dropped = {f.id for f in parts}
    return [f for f in flows if f.id not in dropped]


def _alike(flows: list[FlowFact]) -> list[list[FlowFact]]:
    """Group flows of the same parties, instrument, status and currency; what names nobody is like nothing."""
    groups: dict[tuple[object, ...], list[FlowFact]] = defaultdict(list)
    for f in flows:
        if f.parties:
            groups[f.provider, f.via, f.recipient, f.instrument, f.status, f.currency].append(f)
    return [group for group in groups.values() if len(group) > 1]


def _without_repeats(flows: list[FlowFact], left: dict[str, list[FlowFact]]) -> list[FlowFact]:
    """Count once what two articles tell of the same payer or programme with the same figure, where neither contradicts the other."""
    groups: dict[tuple[object, ...], list[FlowFact]] = defaultdict(list)
    for f in flows:
        if f.provider or f.via:
            groups[figure_of(f)].append(f)
    dropped: set[str] = set()
    for group in groups.values():
        full = sorted(group, key=lambda f: (not f.recipient, -sum(d is not None for d in _details(f)), f.id))
        for n, flow in enumerate(full):
            if any(repeats(flow, kept) for kept in full[:n] if kept.id not in dropped):
                dropped.add(flow.id)
                left["repeats"].append(flow)
    return [f for f in flows if f.id not in dropped]


def _details(flow: FlowFact) -> tuple[object, ...]:
    return (flow.period, flow.recipient_count, flow.condition)


def figure_of(flow: FlowFact) -> tuple[object, ...]:
    """Return what two tellings of one flow have in common: who pays, what it runs through, of what kind and how much."""
    f = flow
    return (f.provider, f.via, f.instrument, f.status, f.currency, f.amount, f.amount_min, f.qualifier)


def shared_sum(flow: FlowFact) -> tuple[object, ...] | None:
    """Return what two tellings of one sum share, promised here and paid there; None where it is not told of both sides."""
    f = flow
    return (f.provider, f.via, f.recipient, f.amount, f.currency, f.instrument) if f.provider and f.recipient else None


def repeats(flow: FlowFact, other: FlowFact) -> bool:
    """Whether what another article tells may be the same flow, of two with one figure."""
    fits = all(a is None or b is None or a == b for a, b in zip(_details(flow), _details(other), strict=True))
    return fits and _may_be_same(flow.recipient, other.recipient) and not set(flow.articles) & set(other.articles)


def _may_be_same(ids: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether recipients are the same, unsaid on one side, or classes of one number: 21家金融机构, 21家全国性金融机构."""
    numbers = [{m[1] for i in every if (m := COUNTED.match(i))} for every in (ids, others)]
    return not ids or not others or ids == others or bool(numbers[0] & numbers[1])


def _without_parts(flows: list[FlowFact], left: dict[str, list[FlowFact]]) -> list[FlowFact]:
    """Where the largest of several flows of the same parties is exactly the sum of others, drop these (500 raised by 300 to 800)."""
    dropped: set[str] = set()
    for group in _alike(flows):
        whole, *others = sorted(group, key=lambda f: (-(f.amount or Decimal(0)), f.id))
        for parts in _choices(others):
            total = sum((f.amount or Decimal(0) for f in parts), Decimal(0))
            if total == whole.amount and all(_may_be_part(f, whole) for f in parts):
                dropped |= {f.id for f in parts}
                left["wholes"] += parts
                break
    return [f for f in flows if f.id not in dropped]


def _may_be_part(flow: FlowFact, whole: FlowFact) -> bool:
    """Whether a flow may lie within another: an article tells both, or its time is not said or within that of the other."""
    if set(flow.articles) & set(whole.articles) or flow.period is None:
        return True
    if whole.period is None:
        return False
    (first, last), (start, stop) = span_of(flow.period), span_of(whole.period)
    return start <= first and last <= stop


def _choices(flows: list[FlowFact]) -> list[tuple[FlowFact, ...]]:
    """Return which of some flows may make up another: all of them, or some if they are few."""
    if len(flows) < 2:
        return []
    some = range(len(flows) - 1, 1, -1) if len(flows) <= FEW else ()
    return [tuple(flows), *(parts for size in some for parts in combinations(flows, size))]


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
