"""The typed plan of a question: what is asked of the graph, before it becomes Cypher.

A plan is one main clause, further clauses about the thing asked for, filters on the facts, and what to do with the rows.
Nothing in it depends on a language or on a store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeVar

FLOW_ROLES = ("provider", "via", "recipient")
FLOW_SLOTS = (*FLOW_ROLES, "either")
LINK_SLOTS = ("left", "right")
PARTY_SLOTS = (*FLOW_SLOTS, *LINK_SLOTS)


@dataclass(frozen=True, slots=True)
class Named:
    """An entity of the graph as the question named it; `how` is exact, english, alias, pinyin or close."""

    id: str
    name: str
    label: str
    said: str
    how: str = "exact"
    name_en: str | None = None
    kind: str = ""

    def called(self, language: str) -> str:
        """Return its name in the language, the Chinese one where there is no English one."""
        return (self.name_en or self.name) if language == "en" else self.name


@dataclass(frozen=True, slots=True)
class Party:
    """A constraint on one node: one of `entities`, or anything of the labels, kinds and classes, inside `places`.

    `tags`, `names` and `like` are alternatives: a node that meets one of them will do. `asked` marks what the answer lists; `titles`
    are posts, one of which a person must hold; `without` are those it must not be, `parents` those of which it must be a
    part; `classes` lets in categories whose name holds one of the words (6家银行); `outside` are places in which it must not
    be, `unlike` a kind of which it must not be; `number` is how many were said to be, at least and at most; `such` is a clause
    that must hold of it (the funds set up by the ministry). `nowhere` keeps what no relation puts in a place, save in those of it.
    """

    entities: tuple[Named, ...] = ()
    labels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    places: tuple[Named, ...] = ()
    titles: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    without: tuple[Named, ...] = ()
    parents: tuple[Named, ...] = ()
    outside: tuple[Named, ...] = ()
    unlike: "Party | None" = None
    number: tuple[int, int | None] | None = None
    such: "Further | None" = None
    nowhere: tuple[str, ...] | None = None
    asked: bool = False
    said: str = ""
    word: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(entity.id for entity in self.entities)

    @property
    def open(self) -> bool:
        """True where anything at all will do (谁, what)."""
        return not (self.entities or self.labels or self.places)


@dataclass(frozen=True, slots=True)
class Flows:
    """Money from `provider` through `via` to `recipient`; `either` is a party whose role was not said."""

    provider: Party | None = None
    via: Party | None = None
    recipient: Party | None = None
    either: Party | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What joins `left` and `right`.

    `relations` are types with a direction: `RUNS>` from left to right, `ISSUES<` from right to left, `PARTNERS_WITH=` either;
    none: every type, either way. `flows` says which money counts: any (two roles of one flow), reach (left pays or is what it
    runs through, right receives), none. `hops` is 1, or 3 for links through others.
    """

    left: Party
    right: Party
    relations: tuple[str, ...] = ()
    flows: str = "any"
    hops: int = 1


@dataclass(frozen=True, slots=True)
class Listing:
    """The entities that a party describes."""

    party: Party


@dataclass(frozen=True, slots=True)
class Paths:
    """Short paths between two parties; `every` asks for all shortest ones, `common` for shared neighbours instead."""

    left: Party
    right: Party
    every: bool = False
    common: bool = False
    through: Party | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of entities: `form` is profile, timeline or compare."""

    parties: tuple[Party, ...]
    form: str = "profile"


@dataclass(frozen=True, slots=True)
class News:
    """Facts that articles since the period's start tell first, about a party if one is given."""

    party: Party | None = None


@dataclass(frozen=True, slots=True)
class Mentions:
    """The articles that name a party."""

    party: Party


@dataclass(frozen=True, slots=True)
class Measures:
    """Observations of a subject; `measures` are parts of what is measured, any of which will do; `disputed` keeps conflicts."""

    subject: Party | None = None
    measures: tuple[str, ...] = ()
    disputed: bool = False
    target: Party | None = None


Clause = Flows | Links | Listing | Paths | Profile | News | Measures | Mentions

_SLOTS: dict[type, tuple[str, ...]] = {
    Flows: FLOW_SLOTS, Links: LINK_SLOTS, Paths: LINK_SLOTS, Listing: ("party",), News: ("party",), Mentions: ("party",),
    Measures: ("subject",), Profile: (),
}  # fmt: skip


def party_slots(clause: Clause) -> tuple[str, ...]:
    """Return the names of the slots in which a clause may hold a party; a profile has a list of them instead."""
    return _SLOTS[type(clause)]


def parties_of(clause: Clause) -> tuple[Party, ...]:
    """Return the parties that a clause holds."""
    if isinstance(clause, Profile):
        return clause.parties
    return tuple(party for name in party_slots(clause) if (party := getattr(clause, name)) is not None)


C = TypeVar("C", bound=Clause)


def with_parties(clause: C, parties: Mapping[str, Party]) -> C:
    """Return a clause with the parties of some of its slots changed."""
    changes: dict[str, Any] = dict(parties)
    return replace(clause, **changes)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time: first and last ISO day, either open; `said` as in the question."""

    start: str | None
    stop: str | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of an amount in whole units of `currency`, as exact decimal strings; `strict` excludes the limits."""

    least: str | None = None
    most: str | None = None
    strict: bool = False
    currency: str | None = None
    said: str = ""

    def holds(self, amount: Decimal | None) -> bool:
        """Whether an amount in the currency lies within the limits."""
        low, high = (Decimal(limit) if limit is not None else None for limit in (self.least, self.most))
        if amount is None or (self.strict and amount in (low, high)):
            return False
        return (low is None or amount >= low) and (high is None or amount <= high)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a fact must satisfy besides its clause; `per` asks for rates (year), where there are any, `cumulative` for running
    totals before sums; `recipients` is the number that a flow is said to reach, at least and at most. `nowhere` keeps the flows of which neither payer nor
    recipient is put in a place by a relation, save in those of it, `unpriced` those without a figure; `purpose` is what loans are said to be for, a key of
    data/purposes.yaml. `barred` are the kinds of money that were said not to be meant; `instruments` are then what is left.
    """

    period: Period | None = None
    bounds: Bounds | None = None
    instruments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    currency: str | None = None
    places: tuple[Named, ...] = ()
    per: str | None = None
    cumulative: bool = False
    recipients: tuple[int, int] | None = None
    nowhere: tuple[str, ...] | None = None
    unpriced: bool = False
    purpose: str | None = None
    barred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Further:
    """A second clause about what is asked: kept where it holds, or where it does not if `negated`; `instruments` are its own.

    `sized` are limits of the sizes of the funds asked for, whenever these are told.
    """

    clause: Flows | Links
    negated: bool = False
    instruments: tuple[str, ...] = ()
    sized: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A question, read.

    `asked` names the slots of the clause that the answer lists; `measure` is rows, sum, count, average, largest or smallest;
    `by` groups sums (year, instrument, status, currency, provider, via, recipient); `yes_no` asks whether there is any row;
    `several` is how many others each of those asked for must be joined to, at least and at most; `most_joined` asks for those
    that are joined to most; `by_name` asks for single bodies and no classes of them, `single` for single sums of money; `changes` for
    figures in order of time; `in_all` asks for a total beside the sums of each; `quoted` for what articles print of it; `per_recipient` for an average of what each recipient got; `with_kin` takes in what is based on the way that the money runs through, or a part of it; `sense_told` has the
    answer say as which relation the verb was taken; `owned` is whose a thing that is named was said to be,
    and that thing.
    """

    clause: Clause
    asked: tuple[str, ...] = ()
    further: tuple[Further, ...] = ()
    filters: Filters = field(default_factory=Filters)
    measure: str = "rows"
    by: tuple[str, ...] = ()
    limit: int | None = None
    yes_no: bool = False
    several: tuple[int, int | None] | None = None
    most_joined: bool = False
    when: bool = False
    sources: bool = False
    now: bool = False
    main: bool = False
    by_name: bool = False
    changes: bool = False
    single: bool = False
    owned: tuple[tuple[Named, ...], ...] = ()
    in_all: bool = False
    quoted: bool = False
    per_recipient: bool = False
    with_kin: bool = False
    sense_told: bool = False
    language: str = "zh"

    @property
    def family(self) -> str:
        """The name of the clause's family, as `--explain` shows it."""
        return type(self.clause).__name__.lower()

    def with_clause(self, clause: Clause) -> "Plan":
        return replace(self, clause=clause)


def describe(value: Any) -> Any:
    """Return a plan (or a part of it) as plain dicts and lists without empty fields, for `--explain` and `--json`."""
    if isinstance(value, Named):
        return f"{value.id} ({value.how}: {value.said})"
    if hasattr(value, "__dataclass_fields__"):
        found = {
            name: describe(getattr(value, name)) for name in value.__dataclass_fields__ if name not in ("said", "word")
        }
        kept = {name: item for name, item in found.items() if item not in (None, (), [], {}, False, "")}
        return {type(value).__name__: kept} if isinstance(value, Clause) else kept
    if isinstance(value, tuple):
        return [describe(item) for item in value]
    return value
