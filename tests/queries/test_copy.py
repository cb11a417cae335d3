"""Graphs move between stores and into files and back, and nothing is lost on the way."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.backup import copy
from graph.decisions import parse
from graph.export import canonical
from graph.ontology import load as ontology
from graph.store import StoreError, open_store
from queries.cli import main
from tests.gold_facts import gold_facts
from tests.neo4j.server import Server
from tests.queries import fixture

DECISIONS = "# 两个名字\nsame 苏科担保 = 江苏银行\n"

SCHEMA = f'"schema":{ontology().version}'.encode()


def run(*arguments: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(a) for a in arguments])


def ok(*arguments: object) -> str:
    """Run a command that has to succeed, and return what it prints."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def form(url: str) -> tuple[list[bytes], str, list[str]]:
    """Return all of a store: the canonical form, the decisions, and which articles' facts are there."""
    with open_store(url, read_only=True) as store:
        listed = sorted(repr(facts) for facts in store.articles())
        return canonical(store.records()), store.decisions().text, listed


@pytest.fixture
def full(tmp_path: Path) -> Iterator[str]:
    """Give the URL of a store with articles of two kinds and a decision."""
    url = f"ladybug:{tmp_path / 'full.db'}"
    with open_store(url) as store:
        store.load([*gold_facts(), *fixture.articles()])
        store.decide(parse(DECISIONS))
    (tmp_path / "full.db.decisions").write_text(DECISIONS)
    yield url


def test_there_and_back_again(full: str, neo4j_server: Server, tmp_path: Path) -> None:
    back = f"ladybug:{tmp_path / 'back.db'}"
    assert "both graphs are equal" in ok("copy", "--from", full, "--to", neo4j_server.url)
    ok("copy", "--from", neo4j_server.url, "--to", back)
    assert form(full) == form(neo4j_server.url) == form(back)
    assert (tmp_path / "back.db.decisions").read_text() == DECISIONS


def test_a_backup_restores_on_either_store(full: str, neo4j_server: Server, tmp_path: Path) -> None:
    first, second = tmp_path / "one.backup", tmp_path / "two.backup"
    ok("backup", first, "--store", full)
    ok("restore", first, "--store", neo4j_server.url)
    ok("backup", second, "--store", neo4j_server.url)
    assert first.read_bytes() == second.read_bytes()
    again = f"ladybug:{tmp_path / 'again.db'}"
    ok("restore", second, "--store", again)
    assert form(full) == form(again)


def test_a_backup_without_what_was_written_by_hand_is_told_and_restored(full: str, tmp_path: Path) -> None:
    plain = form(full)
    with open_store(full) as store:
        store.query(
            "CREATE (:Place {id: 'Place:own'})-[:WITHIN {key: 'own'}]->(:Place {id: 'Place:other'})", write=True
        )
    target = f"ladybug:{tmp_path / 'again.db'}"
    told = ok("restore", _backup(full, tmp_path), "--store", target)
    assert "in no article and was not restored" in told and "restored." in told
    assert form(target) == plain


def test_what_is_there_stays_unless_it_shall_go(full: str, tmp_path: Path) -> None:
    other = f"ladybug:{tmp_path / 'other.db'}"
    with open_store(other) as store:
        store.load(fixture.articles()[:2])
    before = form(other)
    for arguments in (["copy", "--from", full, "--to", other], ["restore", _backup(full, tmp_path), "--store", other]):
        result = run(*arguments)
        assert (result.exit_code, "--replace" in result.output) == (1, True)
        assert form(other) == before
        ok(*arguments, "--replace")
        assert form(other) == form(full)
        ok("copy", "--from", _few(tmp_path), "--to", other, "--replace")
        assert form(other) == before


def _few(tmp_path: Path) -> str:
    url = f"ladybug:{tmp_path / 'few.db'}"
    with open_store(url) as store:
        store.load(fixture.articles()[:2])
    return url


def _backup(url: str, tmp_path: Path) -> Path:
    told = ok("backup", tmp_path / "g.backup", "--replace", "--store", url)
    assert "written by hand" in told
    return tmp_path / "g.backup"


def test_a_backup_is_not_written_over_unless_it_shall(full: str, tmp_path: Path) -> None:
    path = tmp_path / "g.backup"
    path.write_text("the only one")
    refused = run("backup", path, "--store", full)
    assert (refused.exit_code, "is there already" in refused.output) == (1, True)
    assert path.read_text() == "the only one"
    ok("restore", _backup(full, tmp_path), "--store", f"ladybug:{tmp_path / 'again.db'}")


def test_a_backup_goes_to_stdout_too(full: str, tmp_path: Path) -> None:
    result = run("backup", "-", "--store", full)
    assert result.exit_code == 0
    assert result.stdout_bytes == _backup(full, tmp_path).read_bytes()


def test_a_backup_that_cannot_be_written_names_the_file_that_was_given(full: str, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "g.backup"
    result = run("backup", path, "--store", full)
    assert (result.exit_code, result.stderr) == (1, f"Error: {path}: No such file or directory\n")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda b: b[: len(b) // 2], "cut short or damaged"),
        (lambda b: b"not gzip", "no backup"),
        (lambda b: gzip.compress(b"[1]\n"), "no backup"),
        (
            lambda b: gzip.compress(b"".join(gzip.decompress(b).splitlines(keepends=True)[:-2]) + b'{"articles":37}\n'),
            "damaged",
        ),
        (lambda b: gzip.compress(gzip.decompress(b).replace(b'"format":1', b'"format":2', 1)), "newer"),
        (lambda b: gzip.compress(gzip.decompress(b).replace(SCHEMA, b'"schema":99', 1)), "newer"),
    ],
)
def test_a_bad_backup_is_told_and_touches_nothing(full: str, tmp_path: Path, harm: object, told: str) -> None:
    path = _backup(full, tmp_path)
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    target = f"ladybug:{tmp_path / 'target.db'}"
    result = run("restore", path, "--store", target)
    assert result.exit_code == 1
    assert told in result.output
    if (tmp_path / "target.db").exists():
        assert form(target)[0] == []


def test_a_backup_that_fails_leaves_the_one_before(full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _backup(full, tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr("graph.backup.encode", lambda facts: 1 / 0)
    assert run("backup", path, "--replace", "--store", full).exit_code == 1
    assert path.read_bytes() == before
    assert not [file for file in tmp_path.iterdir() if "new" in file.name]


@pytest.mark.parametrize(
    "spelling", ["{folder}/./full.db", "//{folder}/full.db", "{folder}/soft.db", "{folder}/hard.db"]
)
def test_copying_onto_itself_is_a_usage_error(full: str, tmp_path: Path, spelling: str) -> None:
    (tmp_path / "soft.db").symlink_to("full.db")
    (tmp_path / "hard.db").hardlink_to(tmp_path / "full.db")
    before = form(full)
    assert run("copy", "--from", full, "--to", full, "--replace").exit_code == 2
    assert (
        run("copy", "--from", full, "--to", f"ladybug:{spelling.format(folder=tmp_path)}", "--replace").exit_code == 2
    )
    assert form(full) == before


def test_a_server_by_another_name_is_the_same_store(neo4j_server: Server) -> None:
    with open_store(neo4j_server.url) as store:
        store.load(fixture.articles()[:2])
    before = form(neo4j_server.url)
    other = neo4j_server.url.replace("bolt://127.0.0.1", "neo4j://localhost")
    for source, target in ((neo4j_server.url, other), (other, neo4j_server.url), (neo4j_server.url, f"{other}/neo4j")):
        result = run("copy", "--from", source, "--to", target, "--replace")
        assert (result.exit_code, "one and the same store" in result.output) == (2, True)
        assert form(neo4j_server.url) == before


def test_a_source_that_fails_on_the_way_leaves_the_target(
    full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = _few(tmp_path)
    before = form(other)
    with open_store(full, read_only=True) as source, open_store(other) as target:
        given = source.articles

        def breaking() -> Iterator[object]:
            yield next(given())
            raise StoreError("the way to the source is cut")

        monkeypatch.setattr(source, "articles", breaking)
        with pytest.raises(StoreError, match="the way to the source is cut"):
            copy(source, target, replace=True)
    assert form(other) == before


@pytest.mark.parametrize("command", [["backup"], ["export", "-o"], ["draw", "-o"], ["ask", "哪些基金？", "--save"]])
@pytest.mark.parametrize("name", ["g.csv", "g.csv.wal", "g.csv.decisions", "link.csv"])
def test_what_is_written_is_never_the_store_itself(tmp_path: Path, command: list[str], name: str) -> None:
    with open_store(f"ladybug:{tmp_path / 'g.csv'}") as store:
        store.load(fixture.articles()[:2])
    for made in ("g.csv.wal", "g.csv.decisions"):
        (tmp_path / made).touch()
    (tmp_path / "link.csv").symlink_to("g.csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(*command, tmp_path / name, "--store", f"ladybug:{tmp_path / 'g.csv'}")
    assert (result.exit_code, "the store itself" in result.output) == (2, True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_was_written_by_hand_is_told_and_the_rest_is_copied(
    full: str, neo4j_server: Server, tmp_path: Path
) -> None:
    ok("copy", "--from", full, "--to", neo4j_server.url)
    made = "MERGE (f:Fund {id: 'Fund:own'}) MERGE (z:Zone {id: 'Zone:own'}) CREATE (f)-[:LOCATED_IN {key: 'actual||'}]->(z)"
    for number, url in enumerate((full, neo4j_server.url)):
        with open_store(url) as store:
            store.query(made, write=True)
            if url is not full:
                store.query("CREATE (:Fund {name: 'no id'})", write=True)
        target = f"ladybug:{tmp_path / f'target{number}.db'}"
        for more in ([], ["--replace"]):
            result = run("copy", "--from", url, "--to", target, *more)
            assert result.exit_code == 0
            assert f"{2 + number} nodes and 1 edge of what was written by hand" in result.output
            assert "Fund:own LOCATED_IN Zone:own" in result.output
            assert "equal" not in result.output
            assert form(target)[1:] == form(url)[1:]


def test_what_was_changed_by_hand_is_told(full: str, tmp_path: Path) -> None:
    with open_store(full) as store:
        store.query("MATCH (f:Fund {name: '国家绿色发展基金'}) SET f.name_en = 'x'", write=True)
        changed = store.query("MATCH (f:Fund) WHERE f.name_en = 'x' RETURN f.id").rows
        store.query("MATCH (:Fund)-[r:LOCATED_IN]->() DELETE r", write=True)
    result = run("copy", "--from", full, "--to", f"ladybug:{tmp_path / 'target.db'}")
    assert result.exit_code == 0
    assert len(changed) <= 1
    assert "removed or changed are there as the articles have them" in result.output
