"""The tree of a Cypher query: clauses, patterns, expressions. Offsets are into the query as it was written."""

from dataclasses import dataclass, field
from typing import Literal

LabelOperator = Literal["name", "&", "|", "!", "%"]


@dataclass(slots=True)
class Labels:
    """An expression over labels or types: a name, `%` for any, or `&`, `|`, `!` over others."""

    operator: LabelOperator
    start: int
    name: str = ""
    parts: tuple["Labels", ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of values, of LIST with those of its items; `present` where it says NOT NULL."""

    name: str
    items: "tuple[Kind, ...]" = ()
    present: bool = False


@dataclass(slots=True)
class Expression:
    """An expression. `kind` says what `text`, `parts` and the rest hold:

    literal, parameter, variable: text. property: text is the key, parts the base. index: parts base and index; slice: parts base,
    from, to, either end None. call: text is the name. star: `count(*)`. list, map (keys in names), projection (text the variable,
    names the keys, None parts for `.key`, `*` for `.*`). comprehension, quantifier, reduce: names the variables, parts list,
    condition, result. case: parts subject, then pairs, then else. binary, unary: text the operator. compare: names the operators
    between the parts. null: text `IS NULL` or `IS NOT NULL`. typed: `kinds` of parts[0], text IS or IS NOT. normal: text the form
    of parts[0]. labels: `labels` of parts[0]. subquery: text EXISTS, COUNT or COLLECT.
    pattern: a predicate. pattern_comprehension: pattern, parts condition and result. group: parts[0] in parentheses.
    """

    kind: str
    start: int
    stop: int
    text: str = ""
    parts: "tuple[Expression | None, ...]" = ()
    names: tuple[str, ...] = ()
    distinct: bool = False
    labels: Labels | None = None
    query: "Query | None" = None
    pattern: "Path | None" = None
    kinds: tuple[Kind, ...] = ()


def ungrouped(e: Expression | None) -> Expression | None:
    """Return what stands within the parentheses around an expression, itself where there are none."""
    while e is not None and e.kind == "group":
        e = e.parts[0]
    return e


@dataclass(slots=True)
class NodePattern:
    """`(variable:labels {properties} WHERE where)`."""

    start: int
    variable: str | None = None
    labels: Labels | None = None
    properties: Expression | None = None
    where: Expression | None = None


@dataclass(slots=True)
class EdgePattern:
    """`-[variable:types*least..most {properties}]->`; `hops` is None where the length is not variable.

    With `inner` it is `((x)-[…]->(y) WHERE where){least,most}`, a path that is repeated.
    """

    start: int
    direction: str = "-"  # `<`, `>` or `-`
    variable: str | None = None
    types: Labels | None = None
    hops: tuple[int | None, int | None] | None = None
    properties: Expression | None = None
    where: Expression | None = None
    inner: "Path | None" = None


@dataclass(slots=True)
class Path:
    """A path pattern: nodes and edges by turns.

    `shortest` is empty, `one` or `all` of the shortest, or the `most` shortest: `some` paths or `groups` of one length.
    `selects` tells whether these words stand before it: then they choose among the paths that meet `where`, and no other
    condition; `shortestPath()` chooses among those that meet the conditions of its MATCH. `inner` is its name within `where`.
    """

    start: int
    stop: int
    nodes: list[NodePattern]
    edges: list[EdgePattern]
    variable: str | None = None
    shortest: str = ""
    most: int = 1
    selects: bool = False
    where: Expression | None = None
    inner: str | None = None


@dataclass(slots=True)
class Item:
    """What is returned, under an alias where one is given."""

    expression: Expression
    alias: str | None = None


@dataclass(slots=True)
class Clause:
    """A clause; `word` is what it begins with, in upper case, and tells which subclass it is."""

    word: str
    start: int


@dataclass(slots=True)
class Match(Clause):
    """MATCH, OPTIONAL MATCH."""

    optional: bool
    paths: list[Path]
    where: Expression | None = None


@dataclass(slots=True)
class Projection(Clause):
    """RETURN or WITH."""

    distinct: bool = False
    star: bool = False
    items: list[Item] = field(default_factory=list)
    order: list[tuple[Expression, bool]] = field(default_factory=list)  # with whether it is descending
    skip: Expression | None = None
    limit: Expression | None = None
    where: Expression | None = None


@dataclass(slots=True)
class Unwind(Clause):
    """UNWIND expression AS variable."""

    expression: Expression
    variable: str


@dataclass(slots=True)
class Subquery(Clause):
    """CALL { … } or CALL (variables) { … }; `imports` is None where no list is given."""

    query: "Query"
    imports: list[str] | None = None
    batches: bool = False  # IN TRANSACTIONS
    optional: bool = False


@dataclass(slots=True)
class Procedure(Clause):
    """CALL name(…) YIELD …; `columns` are what is yielded, with the names that it is given."""

    name: str
    columns: list[tuple[str, str]] = field(default_factory=list)
    where: Expression | None = None


@dataclass(slots=True)
class Write(Clause):
    """CREATE, MERGE: patterns, and what MERGE sets on creating (`ON CREATE SET`) or finding."""

    paths: list[Path]
    on: list[tuple[str, "Change"]] = field(default_factory=list)


@dataclass(slots=True)
class Change(Clause):
    """SET, REMOVE, DELETE: each item is target, operator (`=`, `+=`, `:` or empty) and value."""

    items: list[tuple[Expression, str, Expression | None]]
    detach: bool = False


@dataclass(slots=True)
class Foreach(Clause):
    """FOREACH (variable IN list | clauses)."""

    variable: str
    expression: Expression
    clauses: list[Clause]


@dataclass(slots=True)
class LoadCsv(Clause):
    """LOAD CSV."""


@dataclass(slots=True)
class Single:
    """Clauses one after the other, between UNIONs."""

    clauses: list[Clause]


@dataclass(slots=True)
class Query:
    """One or more single queries; `unions` tells for each UNION between them whether it is UNION ALL."""

    text: str
    singles: list[Single]
    unions: list[bool] = field(default_factory=list)
    explain: str = ""  # EXPLAIN or PROFILE
