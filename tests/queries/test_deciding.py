"""Rejecting and correcting facts, kept in a file and undone by deleting the line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from queries.cli import main
from tests.graph.samples_store import samples_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    samples_store(tmp_path).close()
    return f"ladybug:{tmp_path / 'samples.db'}"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def rows(url: str, cypher: str) -> list[dict[str, object]]:
    found = run("cypher", cypher, "--json", "--store", url)
    assert found.exit_code == 0, found.output
    answer = json.loads(found.stdout)
    result: list[dict[str, object]] = answer["rows"] if isinstance(answer, dict) else answer
    return result


PARTNERS = "MATCH (a {name: '北京银行'})-[r:PARTNERS_WITH]-(b) RETURN b.name AS name"


def test_a_rejected_relation_is_gone_until_the_line_is_deleted(url: str, tmp_path: Path) -> None:
    (partner,) = rows(url, PARTNERS)
    done = run("reject", "北京银行", "PARTNERS_WITH", "上海市张江高新技术产业开发区管理委员会", "--store", url)
    assert done.exit_code == 0, done.output
    assert rows(url, PARTNERS) == []
    file = tmp_path / "samples.db.decisions"
    file.write_text(file.read_text(encoding="utf-8").replace("reject", "# reject"), encoding="utf-8")
    assert rows(url, PARTNERS) == [partner]


def test_a_corrected_flow_has_the_new_value(url: str) -> None:
    (flow,) = rows(url, "MATCH (f:Flow {amount_text: '800万元'}) RETURN f.id AS id, f.status AS status")
    assert flow["status"] == "actual"
    assert run("correct", str(flow["id"]), "status=committed", "--store", url).exit_code == 0
    (changed,) = rows(url, "MATCH (f:Flow {amount_text: '800万元'}) RETURN f.status AS status")
    assert changed["status"] == "committed"


def test_what_cannot_be_followed_is_not_kept(url: str, tmp_path: Path) -> None:
    bad = run("correct", "Flow:x", "colour=red", "--store", url)
    assert bad.exit_code == 1 and "colour" in bad.stderr
    assert not (tmp_path / "samples.db.decisions").exists()
    assert run("reject", "a", "b", "--store", url).exit_code == 2
    assert run("correct", "Flow:x", "status", "--store", url).exit_code == 2
