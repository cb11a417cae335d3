"""Every notebook runs from top to bottom on the embedded store; 02 on Neo4j too. Outputs are stripped in git."""

import json
from pathlib import Path

import pytest

from graph.store import open_store
from tests.neo4j.server import Server

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def execute(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}
    ).execute()


def test_there_are_five() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        assert not cell.get("outputs") and cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JINMAI_STORE", raising=False)
    execute(path)


def test_questions_and_cypher_run_on_a_server_too(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JINMAI_STORE", neo4j_server.url)
    execute(NOTEBOOKS[1])
    with open_store(neo4j_server.url, read_only=True) as store:
        assert store.query("MATCH (f:Fund) RETURN count(*)").rows[0][0] > 5
