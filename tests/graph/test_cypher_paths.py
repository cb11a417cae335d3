"""Patterns of paths: what is walked here is what there is, and what Neo4j finds."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.cypher_parser import parse
from graph.cypher_reckon import Reckoner
from graph.cypher_things import Thing
from graph.cypher_tree import Match, Path
from graph.cypher_walked import Walker
from graph.store import Store, open_store
from tests.graph.cypher_cases import rows
from tests.neo4j.server import Server
from tests.queries import fixture

Edges = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 4)), max_size=7)
Trail = tuple[int, tuple[int, ...]]  # its first node and its relationships


class Drawn:
    """A graph of numbers, asked as the engine is."""

    def __init__(self, edges: Sequence[tuple[int, int]]) -> None:
        self.nodes = [Thing(f"n{n}", "Fund", {"n": n}) for n in range(5)]
        self.edges = [(a, Thing(f"e{n}", "PART_OF", {"n": n}, ("", "")), b) for n, (a, b) in enumerate(edges)]

    def whole_edge(self, name: str) -> str:
        return name

    def plan(self, clauses: Sequence[Match]) -> Path:
        return clauses[0].paths[0]

    def rows(self, path: Path) -> list[dict[str, Any]]:
        names = [str(node.variable) for node in path.nodes]
        if not path.edges:
            return [{names[0]: node} for node in self.nodes]
        by = str(path.edges[0].variable)
        return [{names[0]: self.nodes[a], by: edge, names[1]: self.nodes[b]} for a, edge, b in self.edges]


def walked(edges: Sequence[tuple[int, int]], pattern: str) -> Counter[Trail]:
    """Return the paths that a pattern finds."""
    text = f"MATCH {pattern} RETURN p"
    clause = parse(text).singles[0].clauses[0]
    assert isinstance(clause, Match)
    walker = Walker(text, clause, (), Drawn(edges), Reckoner(text, {}, None), lambda: None)  # type: ignore[arg-type]
    ways = [row["p"] for row in walker.found({})]
    return Counter((way.nodes[0].properties["n"], tuple(edge.properties["n"] for edge in way.edges)) for way in ways)


def trails(edges: Sequence[tuple[int, int]], directed: bool, low: int, high: int) -> Iterator[tuple[Trail, int]]:
    """Yield every path that uses no relationship twice, with its last node."""

    def onward(first: int, node: int, used: tuple[int, ...]) -> Iterator[tuple[Trail, int]]:
        if low <= len(used):
            yield (first, used), node
        for number, (start, end) in enumerate(edges):
            if number not in used and len(used) < high:
                ends = {end} if directed and start == node else set()
                if not directed and node in (start, end):
                    ends = {end if start == node else start}
                for other in ends:
                    yield from onward(first, other, (*used, number))

    for first in range(5):
        yield from onward(first, first, ())


@settings(deadline=None, max_examples=60)
@given(Edges, some.booleans(), some.sampled_from([(0, 2), (1, 1), (1, 3), (2, 3), (1, 7)]))
def test_every_path_is_walked_once(edges: list[tuple[int, int]], directed: bool, bounds: tuple[int, int]) -> None:
    arrow, (low, high) = (">" if directed else ""), bounds
    found = Counter(trail for trail, _ in trails(edges, directed, low, high))
    repeated = f"(a) ((x:Fund)-[:PART_OF]-{arrow}(y)){{{low},{high}}} (b)"
    assert walked(edges, f"p = (a)-[:PART_OF]-{arrow}{{{low},{high}}}(b)") == found
    assert walked(edges, f"p = {repeated}") == found
    # from its end, where that is one node
    ending = Counter(trail for trail, last in trails(edges, directed, low, high) if last == 3)
    assert walked(edges, f"p = {repeated} WHERE b.n = 3") == ending


@settings(deadline=None, max_examples=60)
@given(Edges, some.booleans(), some.integers(1, 3), some.booleans())
def test_the_shortest_paths_are_the_shortest(
    edges: list[tuple[int, int]], directed: bool, groups: int, within: bool
) -> None:
    """Those of the first few lengths, between each two nodes; of paths that meet a condition, where there is one."""
    arrow = ">" if directed else ""
    between: dict[tuple[int, int], list[Trail]] = {}
    for trail, last in trails(edges, directed, 1, 7):
        if not within or len(trail[1]) != 2:
            between.setdefault((trail[0], last), []).append(trail)
    found: Counter[Trail] = Counter()
    fewest: Counter[int] = Counter()
    for ways in between.values():
        lengths = sorted({len(way[1]) for way in ways})
        found += Counter(way for way in ways if len(way[1]) in lengths[:groups])
        fewest[lengths[0]] += 1
    path = f"(a)-[:PART_OF]-{arrow}+(b)"
    asked = f"(q = {path} WHERE length(q) <> 2)" if within else path
    assert walked(edges, f"p = SHORTEST {groups} GROUPS {asked}") == found
    assert Counter(len(way[1]) for way in walked(edges, f"p = SHORTEST 1 {asked}").elements()) == fewest


TYPES = [
    "PART_OF",
    "LOCATED_IN",
    "MANAGES",
    "ESTABLISHES",
    "PROVIDES",
    "RECEIVED_BY",
    "APPLIES_TO",
    "WITHIN",
    "RUNS",
    "THROUGH",
]
LABELS = ["Fund", "Institution", "Zone", "Place", "Flow", "Program", "Category"]


class Writer:
    """Writes statements about paths at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.returned: list[str] = []

    def one_of(self, *choices: str) -> str:
        return self.random.choice(choices)

    def node(self, name: str, asked: str = "id") -> str:
        label = f":{self.one_of(*LABELS)}" if self.random.random() < 0.3 else ""
        more = self.one_of(*[""] * 8, " {name: '财政部'}", " {name: '江苏省'}", f" WHERE {name}.id < 'P'")
        if asked == "id":
            self.returned.append(f"{name}.id")
        elif asked:
            self.returned.append(f"[i IN {name} | i.id]")
        return f"({name}{label}{more})"

    def edge(self, name: str = "", length: str = "") -> str:
        types = "|".join(self.random.sample(TYPES, self.random.choice([1, 1, 2, 3])))
        left, right = self.random.choice([("-", "->"), ("-", "->"), ("<-", "-"), ("-", "-")])
        return f"{left}[{name}:{types}]{right}{length}"

    def length(self) -> str:
        return self.one_of("{1,2}", "{1,3}", "{0,2}", "{2}", "{,2}", "{2,3}")

    def repeated(self, number: int) -> str:
        x, r, y = f"x{number}", f"r{number}", f"y{number}"
        self.returned.append(f"[i IN {r} | type(i)]")
        body = self.node(x, "list") + self.edge(r) + self.node(y, "list")
        return f" ({body}{self.one_of('', '', f' WHERE {x}.id < {y}.id')}){self.length()} "

    def chain(self) -> str:
        made = self.node("a")
        many = self.random.choice([1, 1, 2])
        for number in range(many):
            kind = self.one_of("repeated", "long", "plain")
            if kind == "repeated":
                made += self.repeated(number)
            elif kind == "long":
                made += self.edge(length=self.length())
            else:
                made += self.edge(f"e{number}")
                self.returned.append(f"type(e{number})")
            made += self.node("b" if number == many - 1 else "m")
        return made

    def statement(self) -> str:
        self.returned = []
        form = self.one_of(
            "chain", "chain", "optional", "exists", "selected", "selected", "within", "function", "function"
        )
        if form in ("function", "within"):
            first, last = self.random.sample(LABELS, 2)
            lengths = ["", "..3", "..4"]
            if form == "function" and self.random.random() < 0.3:
                last, lengths = first, ["0..", "0..3"]  # else one from a node to itself is an error on Neo4j
            asked = self.one_of(
                "length(p) > 1",
                "all(n IN nodes(p) WHERE n.name <> '江苏银行')",
                "none(r IN relationships(p) WHERE type(r) = 'PART_OF')",
                "size([n IN nodes(p) WHERE n:Place]) > 1",
                "a.name < b.name",
            )
            if form == "within":
                path = f"(a:{first}){self.edge(length=self.one_of('+', '{1,3}', '{0,3}', '{1,4}'))}(b:{last})"
                made = f"MATCH ALL SHORTEST (p = {path} WHERE {asked})"
            else:
                beside = self.one_of("", f"(a)-[:{self.one_of(*TYPES)}]-(x), ")
                types = "|".join(self.random.sample(TYPES, 3))
                path = f"(a:{first})-[:{types}*{self.one_of(*lengths)}]-(b:{last})"
                made = f"MATCH {beside}p = allShortestPaths({path}) WHERE {asked}"
            return f"{made} RETURN a.id, b.id, [n IN nodes(p) | n.id]"
        chain = self.chain()
        if form == "exists":
            word = self.one_of("EXISTS", "COUNT")
            return f"MATCH (a:{self.one_of(*LABELS)}) RETURN a.id, {word} {{ {chain} }} AS x"
        which = {
            "chain": "MATCH p =",
            "optional": f"MATCH (a:{self.one_of(*LABELS)}) OPTIONAL MATCH p =",
            "selected": f"MATCH p = {self.one_of('ALL SHORTEST', 'SHORTEST 2 GROUPS', 'SHORTEST 3 GROUPS')}",
        }[form]
        return f"{which} {chain} RETURN {', '.join(dict.fromkeys(self.returned))}, length(p), [n IN nodes(p) | n.id]"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the world of the questions' tests on the embedded store."""
    with fixture.build(tmp_path_factory.mktemp("paths") / "g.db") as store:
        yield store


def test_patterns_at_random_find_what_neo4j_finds(neo4j_server: Server, world: Store) -> None:
    written = Writer(5)
    filled = 0
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles())
        for _ in range(80):
            asked = written.statement()
            expected = rows(store.query(asked), asked)
            filled += bool(expected)
            assert (asked, rows(world.query(asked), asked)) == (asked, expected)
    assert filled >= 25
