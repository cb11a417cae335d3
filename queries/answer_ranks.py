"""Which flows stand first: each thing that is ranked takes one place, however many figures articles give for it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from queries.answer_facts import FlowFact, Run
from queries.answer_sums import shared_sum, sized
from queries.compile import Statement

GROUP = re.compile(r"\d+[支只个]|群$")


def first(
    flows: list[FlowFact], count: int, run: Run, *, largest: bool, by_fund: bool, by_payer: bool = False
) -> list[FlowFact]:
    """Return the flows of the first `count` places of each currency, ties together.

    Figures that disagree share a place, and so does one sum that was promised here and paid there.

    `by_fund` ranks funds by their sizes: a fund stands once, by its largest, and what is smaller of it is not shown unless the
    two are in dispute. `by_payer` ranks payers by their single payments in the same way; their flows come with their parties.
    """
    kept: list[FlowFact] = []
    for currency in sorted({f.currency for f in flows}, key=lambda c: (c != "CNY", c)):
        ranked = sorted(
            _places([f for f in flows if f.currency == currency], run, by_fund, by_payer, largest),
            key=lambda p: _figure(p[0]),
            reverse=largest,
        )
        if ranked:
            limit = _figure(ranked[min(count, len(ranked)) - 1][0])
            kept += [f for n, place in enumerate(ranked) if n < count or _figure(place[0]) == limit for f in place]
    return kept


def places(flows: list[FlowFact], run: Run, *, by_fund: bool, by_payer: bool) -> int:
    """Return how many places there are to rank, of all currencies."""
    currencies = {f.currency for f in flows}
    return sum(
        sum(1 for _ in _places([f for f in flows if f.currency == c], run, by_fund, by_payer, True)) for c in currencies
    )


def _figure(flow: FlowFact) -> Decimal:
    return flow.amount or Decimal(0)


def _places(flows: list[FlowFact], run: Run, by_fund: bool, by_payer: bool, largest: bool) -> Iterable[list[FlowFact]]:
    """Group the flows that share a place, the largest figure first."""
    twins = _twins(flows) if not by_fund and not by_payer else []
    unsure = list({f.id: f for f in [*(f for f in flows if f.conflict or by_fund), *twins]}.values())
    told = {f.id: f for f in run.with_parties(unsure)} if unsure else {}
    same = _told_twice([told[f.id] for f in twins])
    places: dict[tuple[object, ...], list[FlowFact]] = defaultdict(list)
    for flow in flows:
        full = told.get(flow.id, flow)
        key: tuple[object, ...] = (flow.id,)
        if by_fund and sized(full):
            key = full.recipient
        elif by_payer and flow.provider:
            key = flow.provider
        elif flow.conflict:
            bare = replace(full, id="", amount=None, amount_min=None, text=None, qualifier=None, recipient_count=None)
            key = (*bare.parties, bare.instrument, bare.status, bare.per, bare.cumulative, bare.period)
        elif flow.id in same:
            key = same[flow.id]
        places[key].append(flow)
    for place in places.values():
        place.sort(key=lambda f: (-_figure(f), f.id) if largest or not by_payer else (_figure(f), f.id))
        yield [
            f
            for f in place
            if f is place[0] or (f.conflict and place[0].conflict) or (by_payer and _again(f, place[0])) or f.id in same
        ]


def _twins(flows: list[FlowFact]) -> list[FlowFact]:
    """Return the flows whose sum stands under another status too."""
    statuses: dict[tuple[object, ...], set[str | None]] = defaultdict(set)
    for flow in flows:
        statuses[flow.amount, flow.currency, flow.instrument].add(flow.status)
    return [f for f in flows if len(statuses[f.amount, f.currency, f.instrument]) > 1]


def _told_twice(twins: list[FlowFact]) -> dict[str, tuple[object, ...]]:
    """Return by id what those flows share that say the same of the same parties, each under a status of its own."""
    alike: dict[tuple[object, ...], list[FlowFact]] = defaultdict(list)
    for flow in twins:
        if key := shared_sum(flow):
            alike[key].append(flow)
    return {
        flow.id: key
        for key, found in alike.items()
        if len(found) > 1 and len({f.status for f in found}) == len(found)
        for flow in found
    }


def _again(flow: FlowFact, other: FlowFact) -> bool:
    """Whether two flows are one sum that was promised and paid."""
    return (flow.amount, flow.recipient, flow.instrument) == (other.amount, other.recipient, other.instrument)


def single_funds(found: list[FlowFact], run: Run) -> tuple[list[FlowFact], list[FlowFact]]:
    """Return the sizes of funds to rank, and those of several funds told as one, which are no fund of their own.

    Where nothing else is told, the groups are ranked.
    """
    full = run.with_parties(found)
    several = [f for f in full if any(of_several_funds(run.name(i, "zh")) for i in f.recipient)]
    single = [f for f in full if f not in several]
    return (single, several) if single and several else (found, [])


def taken_in(kept: Iterable[FlowFact], among: Iterable[FlowFact], run: Run) -> dict[str, list[str]]:
    """Return the funds that stand first with those of the others that are parts of them (母基金 of three that are ranked too)."""
    wholes, parts = ({i for f in run.with_parties(flows) for i in f.recipient} for flows in (kept, among))
    found: dict[str, list[str]] = defaultdict(list)
    pattern = "MATCH (x:Fund)-[:PART_OF]->(y:Fund) WHERE x.id IN $parts AND y.id IN $wholes RETURN DISTINCT x.id, y.id"
    for part, whole in run.rows(Statement(pattern, {"parts": sorted(parts), "wholes": sorted(wholes)})):
        found[whole].append(part)
    return {whole: sorted(found[whole]) for whole in sorted(found)}


def are_parts(parts: Iterable[str], wholes: Iterable[str], run: Run) -> bool:
    """Whether there are some of the first that are funds, and all of these are parts of one fund among the second."""
    funds = sorted(i for i in parts if i.startswith("Fund:"))
    pattern = "MATCH (x:Fund)-[:PART_OF]->(y:Fund) WHERE x.id IN $parts AND y.id IN $wholes RETURN DISTINCT x.id, y.id"
    pairs = run.rows(Statement(pattern, {"parts": funds, "wholes": sorted(wholes)}))
    return any({part for part, at in pairs if at == whole} == set(funds) for _, whole in pairs)


def of_several_funds(name: str) -> bool:
    """Whether a name is of several funds together (首批14支产业专项基金, 产业基金群)."""
    return GROUP.search(name) is not None and "基金" in name
