"""Analysts' queries: the embedded store gives the rows that Neo4j gives, or refuses."""

from collections.abc import Iterator

import pytest

from graph import cypher_docs, dialect
from graph.cypher_parser import parse
from graph.cypher_tokens import CypherError
from graph.store import QueryError, Store, open_store
from tests.graph.cypher_cases import PARAMETERS, load, rows
from tests.neo4j.server import Server
from tests.queries import fixture

CASES = load()
INSTEAD = [case["instead"] for case in CASES["refused"] if "instead" in case]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give the world of the questions' tests on the embedded store."""
    with fixture.build(tmp_path_factory.mktemp("cypher") / "g.db") as store:
        yield store


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["construct"])
def test_the_embedded_store_gives_the_rows_of_neo4j(embedded: Store, case: dict[str, object]) -> None:
    cypher = str(case["cypher"])
    result = embedded.query(cypher, PARAMETERS)
    assert result.columns == case["columns"]
    assert rows(result, cypher) == case["rows"]


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["construct"])
def test_what_cannot_be_translated_is_refused(embedded: Store, case: dict[str, object]) -> None:
    with pytest.raises(QueryError) as refused:
        embedded.query(str(case["cypher"]), PARAMETERS)
    assert str(case["says"]) in str(refused.value)


@pytest.mark.parametrize("cypher", INSTEAD)
def test_what_is_to_be_written_instead_runs(embedded: Store, cypher: str) -> None:
    assert embedded.query(cypher, PARAMETERS).columns


def test_neo4j_gives_the_rows_that_are_expected(neo4j_server: Server, request: pytest.FixtureRequest) -> None:
    release = request.node.callspec.params["neo4j_server"]
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles())
        for case in CASES["same"]:
            result = store.query(case["cypher"], PARAMETERS)
            assert (case["cypher"], result.columns) == (case["cypher"], case["columns"])
            assert (case["cypher"], rows(result, case["cypher"])) == (
                case["cypher"],
                case.get(release, case["rows"]),
            )
        for query in INSTEAD:
            assert store.query(query, PARAMETERS).columns, query
        for query in WRITING + OUTSIDE:
            with pytest.raises(QueryError):
                store.query(query)


def test_most_cases_give_rows() -> None:
    assert len(CASES["same"]) >= 80
    assert sum(bool(case["rows"]) for case in CASES["same"]) >= len(CASES["same"]) - 6


def test_the_page_is_up_to_date() -> None:
    assert cypher_docs.main([]) == 0


WRITING = [
    "MATCH (n:Fund) DELETE n",
    "MATCH (n:Fund) DETACH DELETE n",
    "CREATE (:Place {id: 'Place:x'})",
    "match (n:Fund) set n.name = 'x'",
    "MATCH (n:Fund) REMOVE n.name",
    "MERGE (n:Fund {id: 'Fund:x'}) RETURN n",
    "FOREACH (x IN [1] | CREATE (:Place {id: 'x'}))",
    "MATCH (n:Fund) CALL (n) { SET n.name = 'x' } RETURN n",
    "CALL { CREATE (:Place {id: 'x'}) } IN TRANSACTIONS",
    "CALL apoc.create.node(['Place'], {})",
    "CALL dbms.setConfigValue('a', 'b')",
    "DROP INDEX x",
    "CREATE INDEX x FOR (n:Place) ON (n.name)",
    "CHECKPOINT",
    "EXPLAIN CREATE (:Place {id: 'x'})",
]
OUTSIDE = [
    "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'https://example.org/x' AS line CREATE (:Place {id: line.id})",
    "load from '/etc/hosts' return *",
    "COPY Place FROM 'x.csv'",
    "COPY (MATCH (n:Place) RETURN n) TO 'x.csv'",
    "INSTALL httpfs",
    "ATTACH 'x.db' AS x (dbtype duckdb)",
    "EXPORT DATABASE 'x'",
    "/* a comment */ IMPORT DATABASE 'x'",
    "CALL apoc.load.json('https://example.org') YIELD value RETURN value",
    "RETURN genai.vector.encode('x', 'OpenAI', {}) AS v",
    "MATCH (n) CALL (n) { LOAD CSV FROM 'x' AS l RETURN l } RETURN n",
]
READING = [
    "MATCH (n:Fund) WHERE n.name = 'DELETE' RETURN n.name, 'CREATE' AS word",
    "MATCH (n:Fund) RETURN n.name AS `SET` // MERGE (x)",
    "MATCH (n:Fund) /* LOAD CSV FROM */ RETURN n",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.index.fulltext.queryNodes('jinmai_names', '基金') YIELD node, score RETURN node.name, score",
    "MATCH (copy:Fund) RETURN copy",
]


@pytest.mark.parametrize("query", WRITING)
def test_what_writes_is_refused_unless_it_is_asked_for(query: str) -> None:
    with pytest.raises(dialect.Refused, match="--write"):
        dialect.check(query, False)
    dialect.check(query, True)


@pytest.mark.parametrize("query", OUTSIDE)
def test_files_and_the_network_are_refused_always(query: str) -> None:
    for write in (False, True):
        with pytest.raises(dialect.Refused):
            dialect.check(query, write)


@pytest.mark.parametrize("query", READING)
def test_words_in_texts_names_and_comments_are_no_clauses(query: str) -> None:
    dialect.check(query, False)


def test_writing_on_the_embedded_store(tmp_path_factory: pytest.TempPathFactory) -> None:
    with fixture.build(tmp_path_factory.mktemp("writing") / "g.db") as store:
        store.query(
            "CREATE (a:Place {id: 'Place:x', name: 'x'})-[:WITHIN {key: 'k'}]->(b:Place {id: 'Place:y'})", write=True
        )
        store.query(
            "MATCH (a:Place {id: 'Place:x'}) SET a += {kind: 'city', name_en: 'X'}, a.name = $n", {"n": "z"}, write=True
        )
        store.query(
            "MERGE (a:Place {id: 'Place:y'}) ON MATCH SET a.name = 'found' ON CREATE SET a.name = 'made'", write=True
        )
        store.query("MATCH (a:Place {id: 'Place:x'}) REMOVE a.name_en", write=True)
        found = store.query(
            "MATCH (a:Place {id: 'Place:x'})-[:WITHIN]->(b) RETURN a.name, a.kind, a.name_en, b.name"
        ).rows
        assert found == [("z", "city", None, "found")]
        for wrong in (
            "SET a.name = 5",
            "SET a += {name: 1.5}",
            "SET a.community = 1.5",
        ):  # would be kept as '5', '1.5', 2
            with pytest.raises(QueryError, match="cannot run on the embedded store"):
                store.query(f"MATCH (a:Place {{id: 'Place:x'}}) {wrong}", write=True)
        store.query("MATCH (a:Place) WHERE a.id IN ['Place:x', 'Place:y'] DETACH DELETE a", write=True)
        assert store.query("MATCH (a:Place {kind: 'city'}) WHERE a.id = 'Place:x' RETURN a").rows == []


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH (n", r"line 1, column 9; expected .*\)"),
        ("MATCH (n)\nRETURN n.x y", "line 2, column 12"),
        ("RETURN 'a", "not closed"),
        ("", "the query ends"),
        ("RETURN [1, 2", "expected .*]"),
        ("MATCH (n) RETURN CASE WHEN 1 THEN 2", "END"),
        ("RETURN 1 +", "an expression"),
    ],
)
def test_a_syntax_error_says_where_and_what_was_expected(query: str, says: str) -> None:
    with pytest.raises(CypherError, match=says):
        parse(query)


def test_a_syntax_error_shows_its_line() -> None:
    with pytest.raises(CypherError) as error:
        parse("MATCH (n)\nRETRUN n")
    assert str(error.value).splitlines()[1:] == ["  RETRUN n", "  ^"]


def test_patterns_and_parentheses_are_told_apart() -> None:
    where = parse("MATCH (a)-->(b) WHERE (a.x) - (b.y) > 2 AND NOT (a)-[:R]->(b) RETURN a").singles[0].clauses[0].where  # type: ignore[attr-defined]
    comparison, negation = where.parts
    assert comparison.parts[0].kind == "binary" and comparison.parts[0].text == "-"
    assert negation.parts[0].kind == "pattern"


def test_parsing_is_quick_for_nested_parentheses() -> None:
    parse(f"RETURN {'(' * 60}1{')' * 60}")
