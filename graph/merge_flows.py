"""Flows and observations: which statements tell one fact, and which facts contradict each other in the figure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from graph.merge_names import digest
from graph.merge_say import FlowSaid, ObservationSaid

INT64 = 2**63
Statement = TypeVar("Statement", FlowSaid, ObservationSaid)
_PARTIES = (0, 1, 2)  # provider, via, recipient
_TIES = (*_PARTIES, 11)  # and the article, where nobody is named
_PERIOD = 10


def flow_id(signature: Sequence[object]) -> str:
    """Return the id of a flow with this identity."""
    return "Flow:" + digest(*signature)


def observation_id(signature: Sequence[object]) -> str:
    """Return the id of an observation with this identity."""
    return "Observation:" + digest(*signature)


def group_flows(statements: Iterable[FlowSaid]) -> dict[str, list[FlowSaid]]:
    """Group the statements of one block into flows, by node id.

    A statement that leaves slots empty belongs to the fuller flow that it agrees with in all it says, if there is exactly
    one; where several fit, it stays a flow of its own.
    """
    groups: dict[tuple[Any, ...], list[FlowSaid]] = defaultdict(list)
    for statement in statements:
        groups[statement.signature].append(statement)
    if len(groups) == 1:
        return {flow_id(signature): members for signature, members in groups.items()}
    fullest = _fullest(list(groups))
    found: dict[str, list[FlowSaid]] = defaultdict(list)
    for signature, members in groups.items():
        found[flow_id(fullest[signature])] += members
    return dict(found)


def tied(flows: Mapping[str, Sequence[FlowSaid]], said: Iterable[FlowSaid]) -> set[str]:
    """Return which flows of one block are to be grouped anew where these statements come or go.

    Flows that may be one share a party in the same role; so those that share none with the statements, nor with another flow
    that does, stay what they are.
    """
    roles: list[set[Any]] = [set() for _ in _TIES]
    for statement in said:
        _add_ties(statement, roles)
    found: set[str] = set()
    left, more = dict(flows), True
    while more:
        near = [node for node, members in left.items() if any(_shares(m, roles) for m in members)]
        more = bool(near)
        found.update(near)
        for node in near:
            for statement in left.pop(node):
                _add_ties(statement, roles)
    return found


def _add_ties(statement: FlowSaid, roles: list[set[Any]]) -> None:
    """Add what is named; what is not is in none of the sets, so that it ties nothing."""
    for slot, named in zip(_TIES, roles, strict=True):
        if statement[slot]:
            named.add(statement[slot])


def _shares(statement: FlowSaid, roles: list[set[Any]]) -> bool:
    providers, vias, recipients, articles = roles
    return (
        statement.provider in providers
        or statement.via in vias
        or statement.recipient in recipients
        or statement.alone in articles
    )


def _fullest(signatures: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Map each signature to the one fullest signature that holds all it says, or to itself."""
    index: dict[tuple[int, Any], list[tuple[Any, ...]]] = defaultdict(list)
    for signature in signatures:
        for slot in _PARTIES:
            if signature[slot]:
                index[slot, signature[slot]].append(signature)
    above: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for signature in signatures:
        shared = min((index[s, signature[s]] for s in _PARTIES if signature[s]), key=len, default=[])
        above[signature] = [other for other in shared if other != signature and _agrees(signature, other)]
    tops = {signature for signature in signatures if not above[signature]}
    found = {}
    for signature in signatures:
        over = [other for other in above[signature] if other in tops]
        found[signature] = over[0] if len(over) == 1 else signature
    return found


def _agrees(less: tuple[Any, ...], more: tuple[Any, ...]) -> bool:
    """Whether `more` says all that `less` says; both are of one block, so that only parties and period can differ."""
    return all(not less[slot] or less[slot] == more[slot] for slot in (*_PARTIES, _PERIOD))


def group_observations(statements: Iterable[ObservationSaid]) -> dict[str, list[ObservationSaid]]:
    """Group statements into observations, by node id."""
    found: dict[str, list[ObservationSaid]] = defaultdict(list)
    for statement in statements:
        found[observation_id(statement.signature)].append(statement)
    return dict(found)


def flow_top(members: Sequence[FlowSaid]) -> FlowSaid:
    """Return the statement whose identity is the flow's: the fullest."""
    if len(members) == 1:
        return members[0]
    return max(members, key=lambda m: (sum(bool(m[s]) for s in (*_PARTIES, _PERIOD)), repr(m)))


def most(values: Iterable[Any]) -> Any:
    """Return the value said most often, null aside; the first in order of those said equally often."""
    told = [value for value in values if value is not None]
    if len(told) < 2:
        return told[0] if told else None
    counted = Counter(told)
    return min(counted, key=lambda value: (-counted[value], str(value)), default=None)


def _most_of(members: Sequence[Any], name: str) -> Any:
    """Return what the members say most often under this name; most facts have one member only."""
    if len(members) == 1:
        return getattr(members[0], name)
    return most(getattr(member, name) for member in members)


def whole(figure: str | None) -> tuple[int | None, str | None]:
    """Return a figure as a 64-bit integer and, where that is not all of it, as a string."""
    if figure is None:
        return None, None
    value = Decimal(figure)
    rounded = int(value)
    if abs(rounded) >= INT64:
        return None, figure
    return rounded, None if rounded == value else figure


def as_said(figure: int | None, exact: str | None) -> str | None:
    """Undo `whole`."""
    return exact if exact is not None or figure is None else str(figure)


def flow_properties(members: Sequence[FlowSaid]) -> dict[str, Any]:
    """Return a flow's properties but those that depend on other flows (`conflict`)."""
    top = flow_top(members)
    amount, amount_exact = whole(top.amount)
    least, least_exact = whole(top.amount_min)
    text = _most_of(members, "amount_text")
    return {
        "name": text or top.instrument,
        "amount": amount,
        "amount_exact": amount_exact,
        "amount_min": least,
        "amount_min_exact": least_exact,
        "amount_text": text,
        "qualifier": _most_of(members, "qualifier"),
        "currency": top.currency,
        "instrument": top.instrument,
        "status": top.status,
        "per": top.per,
        "cumulative": top.cumulative,
        "period": top.period,
        "recipient_count": _most_of(members, "recipient_count"),
        "condition": _most_of(members, "condition"),
        **evidence_properties(members),
    }


def observation_properties(members: Sequence[ObservationSaid]) -> dict[str, Any]:
    """Return an observation's properties but `conflict`."""
    top = members[0]
    return {
        "name": f"{top.measure} {top.value}{top.unit or ''}",
        "measure": top.measure,
        "value": float(top.value),
        "value_exact": top.value,
        "unit": top.unit,
        "qualifier": _most_of(members, "qualifier"),
        "status": top.status,
        "period": top.period,
        **evidence_properties(members),
    }


def evidence_properties(members: Iterable[Any]) -> dict[str, Any]:
    """Return `articles`, `evidence` and `support` of statements with article, start, stop and fingerprint."""
    members = list(members)
    if len(members) == 1:
        one = members[0]
        return {"articles": [one.article], "evidence": [f"{one.article}:{one.start}-{one.stop}"], "support": 1}
    spans = sorted({(m.article, m.start, m.stop, m.fingerprint) for m in members})
    return {
        "articles": sorted({span[0] for span in spans}),
        "evidence": [f"{article}:{start}-{stop}" for article, start, stop, _ in spans],
        "support": independent([(article, fingerprint) for article, _, _, fingerprint in spans]),
    }


def independent(testimony: Iterable[tuple[str, str]]) -> int:
    """Count the articles that speak for themselves: those that print one sentence word for word count once together."""
    leader: dict[str, str] = {}

    def find(node: str) -> str:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    articles = set()
    for article, fingerprint in testimony:
        articles.add(article)
        leader[find(f"s{fingerprint}")] = find(f"a{article}")
    return len({find(f"a{article}") for article in articles})


class Told(NamedTuple):
    """A fact as far as conflicts look at it: its figure, and the articles that give it."""

    figure: tuple[str | None, ...]
    articles: Collection[str]


def flow_told(members: Sequence[FlowSaid]) -> Told:
    """Return what conflicts look at in a flow; all its statements give the same figure."""
    return Told((members[0].amount, members[0].amount_min), {m.article for m in members})


def observation_told(members: Sequence[ObservationSaid]) -> Told:
    """Return what conflicts look at in an observation."""
    return Told((members[0].value,), {m.article for m in members})


def in_conflict(facts: Mapping[str, Told]) -> set[str]:
    """Return the ids of facts, alike but for the figure, that contradict another one.

    One article that gives both figures holds them for two facts, and so do we.
    """
    alike = Counter(told.figure for told in facts.values())
    if len(alike) < 2:
        return set()
    told_by: dict[str, set[str]] = defaultdict(set)
    for fact, told in facts.items():
        for article in told.articles:
            told_by[article].add(fact)
    found = set()
    for fact, told in facts.items():
        beside = {other for article in told.articles for other in told_by[article]}
        others = sum(facts[other].figure != told.figure for other in beside)
        if len(facts) - alike[told.figure] > others:
            found.add(fact)
    return found
