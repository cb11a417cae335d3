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


def test_a_corrected_flow_can_be_rejected_by_the_id_that_it_had(url: str) -> None:
    (flow,) = rows(url, "MATCH (f:Flow {amount_text: '800万元'}) RETURN f.id AS id")
    assert run("correct", str(flow["id"]), "status=committed", "--store", url).exit_code == 0
    done = run("reject", str(flow["id"]), "--store", url)
    assert done.exit_code == 0, done.output
    assert rows(url, "MATCH (f:Flow {amount_text: '800万元'}) RETURN f.id AS id") == []


def test_what_cannot_be_followed_is_not_kept(url: str, tmp_path: Path) -> None:
    bad = run("correct", "Flow:x", "colour=red", "--store", url)
    assert bad.exit_code == 1 and "colour" in bad.stderr
    assert not (tmp_path / "samples.db.decisions").exists()
    assert run("reject", "a", "b", "--store", url).exit_code == 2
    assert run("correct", "Flow:x", "status", "--store", url).exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["reject", "Flow:nope"],
        ["reject", "nope"],
        ["reject", "北京银行", "PARTNERS_WITH", "没有的机构"],
        ["reject", "北京银行", "NOPE", "上海市"],
        ["correct", "Flow:nope", "status=planned"],
        ["correct", "没有的机构", "kind=bank"],
    ],
)
def test_a_decision_about_nothing_is_not_kept(url: str, tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, "--store", url)
    assert (done.exit_code, "Error: " in done.stderr) == (1, True), done.output
    assert not (tmp_path / "samples.db.decisions").exists()
    assert "0 decisions" in run("stats", "--store", url).stdout


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("status=nonsense", "choose from planned"),
        ("status=", "cannot be empty"),
        ("amount=much", "plain digits"),
        ("cumulative=yes", "true or false"),
        ("recipient_count=many", "whole number"),
        ("instrument=gold", "choose from"),
    ],
)
def test_a_value_that_a_field_cannot_have_is_refused(url: str, tmp_path: Path, change: str, says: str) -> None:
    (flow,) = rows(url, "MATCH (f:Flow {amount_text: '800万元'}) RETURN f.id AS id")
    done = run("correct", str(flow["id"]), change, "--store", url)
    assert (done.exit_code, says in done.stderr) == (1, True), done.output
    assert not (tmp_path / "samples.db.decisions").exists()


def test_a_kind_is_one_that_the_label_has(url: str) -> None:
    assert "choose from" in run("correct", "Institution:北京银行", "kind=high_tech", "--store", url).stderr
    said = run("correct", "Institution:北京银行", "kind=bank", "--store", url).stdout
    assert "nothing in the graph has changed" in said
    assert run("correct", "北京银行", "kind=company", "--store", url).exit_code == 0
    (bank,) = rows(url, "MATCH (n:Institution {name: '北京银行'}) RETURN n.kind AS kind")
    assert bank["kind"] == "company"


def test_an_empty_question_is_told_so(url: str) -> None:
    done = run("ask", " ", "--store", url)
    assert (done.exit_code, "QUESTION is empty" in done.stderr) == (2, True)
