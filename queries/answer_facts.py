"""The facts that an answer is made of, as records, and the runner that fetches them and remembers what it ran."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from queries.compile import (
    EDGE_FIELDS,
    EDGES,
    FLOW_FIELDS,
    OBSERVATION_FIELDS,
    Statement,
    again_statements,
    parties_statement,
)  # fmt: skip
from queries.names import Names
from queries.plan import Period

ROLE_OF = {edge: role for role, edge in EDGES.items()}
BATCH = 2000  # ids in one parameter list
MANY = 300  # flows, beyond which comparing with a list of ids costs more than finding them again
FEW = 8  # flows that are looked up one by one


@dataclass(frozen=True, slots=True)
class FlowFact:
    """A flow of the graph; amounts are exact, in whole units of `currency`."""

    id: str
    amount: Decimal | None
    amount_min: Decimal | None
    text: str | None
    qualifier: str | None
    currency: str
    instrument: str
    status: str
    per: str | None
    cumulative: bool
    period: str | None
    recipient_count: int | None
    condition: str | None
    conflict: bool
    articles: tuple[str, ...]
    evidence: tuple[str, ...]
    provider: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    slice_of: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        return (*self.provider, *self.via, *self.recipient)


@dataclass(frozen=True, slots=True)
class EdgeFact:
    """A relation between two entities, `head` → `tail`."""

    head: str
    type: str
    tail: str
    status: str | None
    period: str | None
    title: str | None
    articles: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.head, self.tail)


@dataclass(frozen=True, slots=True)
class SeenFact:
    """An observation of a subject."""

    subject: str
    id: str
    measure: str
    value: Decimal
    unit: str | None
    qualifier: str | None
    status: str | None
    period: str | None
    conflict: bool
    articles: tuple[str, ...]
    evidence: tuple[str, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        return (self.subject,)


Fact = FlowFact | EdgeFact | SeenFact


def exact(number: Any, text: str | None) -> Decimal | None:
    """Return the exact figure: the text beside the number where the number could not hold it."""
    if text:
        return Decimal(text)
    return None if number is None else Decimal(str(number))


def flow_of(values: Sequence[Any]) -> FlowFact:
    """Return a flow from the columns FLOW_FIELDS."""
    row = dict(zip(FLOW_FIELDS, values, strict=True))
    return FlowFact(
        id=row["id"],
        amount=exact(row["amount"], row["amount_exact"]),
        amount_min=exact(row["amount_min"], row["amount_min_exact"]),
        text=row["amount_text"],
        qualifier=row["qualifier"],
        currency=row["currency"] or "CNY",
        instrument=row["instrument"] or "other",
        status=row["status"] or "actual",
        per=row["per"],
        cumulative=bool(row["cumulative"]),
        period=row["period"],
        recipient_count=row["recipient_count"],
        condition=row["condition"],
        conflict=bool(row["conflict"]),
        articles=tuple(row["articles"] or ()),
        evidence=tuple(row["evidence"] or ()),
    )


def edge_of(head: str, type_: str, tail: str, values: Sequence[Any]) -> EdgeFact:
    """Return a relation from its ends, its type and the columns EDGE_FIELDS."""
    row = dict(zip(EDGE_FIELDS, values, strict=True))
    return EdgeFact(
        head,
        type_,
        tail,
        row["status"],
        row["period"],
        row["title"],
        tuple(row["articles"] or ()),
        tuple(row["evidence"] or ()),
    )


def seen_of(subject: str, values: Sequence[Any]) -> SeenFact:
    """Return an observation from its subject and the columns OBSERVATION_FIELDS."""
    row = dict(zip(OBSERVATION_FIELDS, values, strict=True))
    value = exact(row["value"], row["value_exact"]) or Decimal(0)
    return SeenFact(
        subject, row["id"], row["measure"], value, row["unit"], row["qualifier"], row["status"], row["period"],
        bool(row["conflict"]), tuple(row["articles"] or ()), tuple(row["evidence"] or ()),
    )  # fmt: skip


MANY_FLOWS = 20_000
_TOLD_BY = 8  # columns at the start of a row, by which rows are put in order


def _in_order(row: Sequence[Any]) -> str:
    """Return what rows are sorted by: engines give them in an order of their own, which is not always the same."""
    return repr(row[:_TOLD_BY])


@dataclass(slots=True)
class Run:
    """Runs statements on a store; `done` keeps them for `--explain`. `left_out` holds what filters dropped, by reason."""

    store: Any
    names: Names
    done: list[Statement] = field(default_factory=list)
    left_out: dict[str, list[Any]] = field(default_factory=dict)
    by_branches: set[str] = field(default_factory=set)  # bodies left out for what their branches have
    told: list[str] = field(default_factory=list)  # sentences that end the answer, whoever asked
    ways: list[Statement] = field(default_factory=list)  # the statements that found the flows in hand
    parts: dict[tuple[str, ...], list[tuple[str, str]]] = field(
        default_factory=dict
    )  # what is part of bodies looked up

    def rows(self, statement: Statement) -> list[tuple[Any, ...]]:
        """Return the rows of a statement, in the same order whatever store gives them."""
        self.done.append(statement)
        found: list[tuple[Any, ...]] = self.store.ours(statement.cypher, statement.parameters).rows
        return sorted(found, key=_in_order)

    def with_parties(self, flows: Iterable[FlowFact]) -> list[FlowFact]:
        """Return flows with who stands in which role, and their totals; order is kept.

        A few are looked up one by one; many that were found from named entities by going the same way again; else all at once.
        """
        flows = list(flows)
        held: dict[str, dict[str, set[str]]] = {f.id: {} for f in flows}
        ways, self.ways = self.ways, []
        for flow, role, party in self._parties(list(held), ways):
            if flow in held:
                held[flow].setdefault(role, set()).add(party)
        return [with_roles(f, {role: sorted(parties) for role, parties in held[f.id].items()}) for f in flows]

    def _parties(self, ids: list[str], ways: list[Statement]) -> Iterable[Sequence[Any]]:
        if len(ids) <= FEW:
            for id_ in ids:
                yield from self.rows(parties_statement([id_]))
        elif ways and (len(ids) > MANY or all(way.anchored for way in ways)):
            for way in ways:
                for role, statement in again_statements(way):
                    yield from ((flow, role, party) for flow, party in self.rows(statement))
        else:
            for begin in range(0, len(ids), BATCH):
                yield from self.rows(parties_statement(ids[begin : begin + BATCH]))

    def leave_out(self, reason: str, facts: Iterable[Any]) -> None:
        """Remember facts that a filter dropped, so that the answer can tell them; each is remembered once."""
        every = (*self.left_out.get(reason, ()), *facts)
        kept = {mark_of(getattr(fact, "fact", fact)): fact for fact in every}  # a pair of linked things by its link
        if kept:
            self.left_out[reason] = list(kept.values())

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let what is looked up meanwhile count for nothing that the filters of the question leave out."""
        counted, ways = dict(self.left_out), self.ways
        yield
        self.left_out, self.ways = counted, ways

    @property
    def large(self) -> bool:
        """Whether the graph has so many flows that they are not gone through where nothing is named to find them by."""
        return int(self.names.index.about("flows") or 0) > MANY_FLOWS

    def name(self, id_: str, language: str) -> str:
        """Return an entity's name as an answer in `language` shows it; Chinese where there is no English one."""
        try:
            entry = self.names.index.entity(id_)
        except KeyError:
            return id_.partition(":")[2]
        return (entry.name_en or entry.name) if language == "en" else entry.name


def mark_of(fact: Fact) -> object:
    """Return what a fact is told apart by."""
    if isinstance(fact, EdgeFact):
        return (fact.head, fact.type, fact.tail, fact.period, fact.title, fact.status)
    return fact.id


def with_roles(flow: FlowFact, roles: Mapping[str, Sequence[str]]) -> FlowFact:
    """Return a flow with its parties, and the totals it is a slice of, as given; what is not given stays."""
    changes: dict[str, Any] = {role: tuple(ids) for role, ids in roles.items()}
    return replace(flow, **changes)


def overlaps(period: str | None, wanted: Period) -> bool | None:
    """Whether a fact's period overlaps a span of days; None where the fact has none."""
    if not period:
        return None
    first, last = span_of(period)
    return (wanted.stop is None or first <= wanted.stop) and (wanted.start is None or last >= wanted.start)


def span_of(period: str) -> tuple[str, str]:
    """Return the first and last ISO day of a period (a date, month, year, or start/end)."""
    start, _, stop = period.partition("/")
    return _first(start), _last(stop or start)


def beyond(period: str | None, wanted: Period | None) -> bool:
    """Whether a fact's period overlaps a span of days but runs beyond it, so that its figure is not of that span alone."""
    if not period or wanted is None or not overlaps(period, wanted):
        return False
    first, last = span_of(period)
    return (wanted.start is not None and first < wanted.start) or (wanted.stop is not None and last > wanted.stop)


def years_of(period: str) -> str:
    """Return the year of a period, or its first and last where it runs over several: 2021–2025."""
    first, last = (day[:4] for day in span_of(period))
    return first if first == last else f"{first}–{last}"


def _first(text: str) -> str:
    return text + {4: "-01-01", 7: "-01"}.get(len(text), "")


def _last(text: str) -> str:
    if len(text) == 4:
        return f"{text}-12-31"
    return f"{text}-{monthrange(int(text[:4]), int(text[5:7]))[1]}" if len(text) == 7 else text


def at_the_end(facts: list[Any], measure: str, count: int, run: Run) -> list[Any]:
    """Keep the facts of the `count` earliest or latest times by `measure`, ties together; count those without a time as left out."""
    if measure not in ("earliest", "latest"):
        return facts
    timed = [fact for fact in facts if fact.period]
    if facts and not timed:
        run.leave_out("undated", facts)
        return facts
    run.leave_out("no_period", (fact for fact in facts if not fact.period))
    times = sorted({span_of(fact.period)[0] for fact in timed}, reverse=measure == "latest")
    wanted = set(times[:count])
    return [fact for fact in timed if span_of(fact.period)[0] in wanted]


def in_period(facts: list[Any], wanted: Period | None, run: Run) -> list[Any]:
    """Keep the facts whose period overlaps; count those without one as left out."""
    if wanted is None:
        return facts
    run.leave_out("no_period", (fact for fact in facts if not fact.period))
    return [fact for fact in facts if overlaps(fact.period, wanted)]
