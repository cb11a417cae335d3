"""What analysts write by hand may have less than articles tell: every command goes on with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.store import open_store
from queries.cli import main
from tests.queries import fixture

MADE = (
    "CREATE (:Fund {id: 'Fund:own'})",
    "CREATE (:Article {id: 'own'})",
    "CREATE (:Flow {id: 'Flow:own', conflict: true, evidence: ['somewhere']})",
    "CREATE (:Observation {id: 'Observation:own', conflict: true})",
    "MATCH (f:Fund {id: 'Fund:own'}), (w:Flow {id: 'Flow:own'}) CREATE (f)-[:PROVIDES]->(w)",
    "MATCH (f:Fund {id: 'Fund:own'}), (z:Zone {name: '苏州工业园区'}) CREATE (f)-[:LOCATED_IN]->(z)",
    "MATCH (o:Observation {id: 'Observation:own'}), (z:Zone {name: '苏州工业园区'}) CREATE (z)-[:MEASURED_BY]->(o)",
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give a store with a node of each sort that has no more than an id."""
    path = tmp_path_factory.mktemp("own") / "g.db"
    fixture.build(path).close()
    with open_store(f"ladybug:{path}") as store:
        for statement in MADE:
            store.query(statement, write=True)
    yield f"ladybug:{path}"


def run(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", url])


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "Fund:own"],
        ["show", "own"],
        ["show", "苏州工业园区"],
        ["show", "苏州工业园区", "--json"],
        ["why", "Fund:own", "苏州工业园区"],
        ["why", "Fund:own", "Fund:own"],
        ["conflicts"],
        ["stats"],
        ["top"],
        ["ask", "哪些基金和哪些园区有关？"],
        *(["draw", *more, "-o", "PAGE"] for more in ([], ["--flows"], ["--sankey"], ["--timeline"])),
        *(["export", "--to", form, "-o", "PAGE"] for form in ("jsonl", "gexf", "graphml", "ftm", "cypher")),
    ],
    ids=" ".join,
)
def test_a_command_goes_on(url: str, tmp_path: Path, arguments: list[str]) -> None:
    done = run(url, *(str(tmp_path / "page") if word == "PAGE" else word for word in arguments))
    assert done.exit_code == 0, done.output + repr(done.exception)


def test_what_has_no_name_is_called_by_its_id(url: str) -> None:
    assert "own  Fund" in run(url, "show", "Fund:own").stdout
    assert "←LOCATED_IN- own" in run(url, "show", "苏州工业园区").stdout


def test_a_statement_without_columns_is_done(url: str) -> None:
    done = run(url, "cypher", "--write", "MATCH (f:Fund {id: 'Fund:own'}) SET f.kind = 'other'")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Done.\n")


def test_what_is_left_out_is_counted(url: str) -> None:
    cut = run(url, "show", "江苏省财政厅", "--limit", "2").stdout
    assert "… and 3 more flows that it provides" in cut and "--limit shows them" in cut
    assert "more flows" not in run(url, "show", "江苏省财政厅").stdout
