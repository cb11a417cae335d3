"""Exports, each read back by a tool that is meant to read it."""

import csv
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from graph.export import FORMATS, export
from graph.export_cypher import literal
from graph.export_ftm import entities, payment
from graph.export_tables import _cell
from graph.store import Store, open_store
from graph.whole import read
from tests.graph.made import article
from tests.graph.samples_store import samples_store
from tests.neo4j.server import RELEASES, Unavailable, fetch, find_java


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with samples_store(tmp_path_factory.mktemp("export")) as found:
        yield found


@pytest.fixture(scope="module")
def size(store: Store) -> tuple[int, int]:
    records = list(store.records())
    nodes = sum("node" in record for record in records)
    return nodes, len(records) - nodes


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_names_that_xml_cannot_hold_are_written_out(tmp_path: Path, form: str) -> None:
    facts = article("a1", "甲部设立丁基金。", relations=[("甲部", "ESTABLISHES", "丁基金")])
    named = next(entity for entity in facts.entities if entity.name == "甲部")
    named.name = named.id = facts.relations[0].head = "Institution:甲\x01部"
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as hostile:
        hostile.load([facts])
        assert export(hostile, form, tmp_path / f"g.{form}") > 0
    assert len(getattr(nx, f"read_{form}")(tmp_path / f"g.{form}")) == 3


@pytest.mark.parametrize(("form", "reader"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_networks_are_read_back_whole(
    store: Store, size: tuple[int, int], tmp_path: Path, form: str, reader: object
) -> None:
    path = tmp_path / f"graph.{form}"
    assert export(store, form, path) == sum(size)
    graph = reader(path)  # type: ignore[operator]
    assert (len(graph), graph.number_of_edges()) == size
    assert graph.nodes["Institution:财政部"]["label"] == "财政部"


def test_parquet_is_read_by_pandas(store: Store, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    export(store, "parquet", tmp_path / "tables")
    flows = pandas.read_parquet(tmp_path / "tables" / "nodes_Flow.parquet")
    assert 344 not in set(flows["amount"]) and 500_000_000_000 in set(flows["amount"].dropna())
    assert str(flows["cumulative"].dtype) == "bool"


def test_csv_holds_every_row_and_no_formula(store: Store, size: tuple[int, int], tmp_path: Path) -> None:
    assert export(store, "csv", tmp_path / "sheets") == sum(size)
    with open(tmp_path / "sheets" / "nodes_Institution.csv", encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert any(row["name"] == "财政部" for row in rows)
    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"


def test_jsonl_is_sorted(store: Store, tmp_path: Path) -> None:
    export(store, "jsonl", tmp_path / "graph.jsonl")
    lines = (tmp_path / "graph.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines, key=lambda line: line.encode())
    assert all(json.loads(line) for line in lines)


def test_text_cannot_leave_a_cypher_literal() -> None:
    assert literal({"x": 'a"b\\\n\x00}) DETACH DELETE n //'}) == r'{x: "a\"b\\\n\u0000}) DETACH DELETE n //"}'


def test_only_money_that_moved_is_a_payment(store: Store) -> None:
    whole = read(store.records())
    made = list(entities(whole))
    payments = [e for e in made if e["schema"] == "Payment"]
    moved = [f for f in whole.flows.values() if payment(f)]
    assert len(payments) == len(moved) > 0
    assert all(f.record["status"] == "actual" for f in moved)
    ids = {e["id"] for e in made}
    assert len(ids) == len(made)
    for one in payments:
        assert set(one["properties"].get("payer", [])) | set(one["properties"].get("beneficiary", [])) <= ids


def test_follow_the_money_accepts_every_entity(store: Store) -> None:
    followthemoney = pytest.importorskip("followthemoney")
    for one in entities(read(store.records())):
        schema = followthemoney.model.get(one["schema"])
        assert schema is not None
        schema.validate(one)
        kept = followthemoney.model.get_proxy(one, cleaned=False)
        assert {name: set(values) for name, values in one["properties"].items()} == {
            n: set(kept.get(n)) for n in one["properties"]
        }


def test_neo4j_admin_imports_the_folder(store: Store, size: tuple[int, int], tmp_path: Path) -> None:
    release = RELEASES["lts"]
    try:
        java, jars = find_java(release.java), fetch(release)
    except Unavailable as reason:
        if os.environ.get("JINMAI_REQUIRE_NEO4J"):
            pytest.fail(str(reason))
        pytest.skip(str(reason))
    export(store, "neo4j-admin", tmp_path / "import")
    home = tmp_path / "home"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").touch()
    command = [
        java,
        "-Xmx1g",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-cp",
        f"{jars}/*",
        "org.neo4j.cli.AdminTool",
    ]
    command += ["database", "import", "full", "neo4j", "@import/import.args"]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert f"{size[0]} nodes" in done.stdout and f"{size[1]} relationships" in done.stdout
    shutil.rmtree(home)


def test_what_cannot_be_done_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose from jsonl"):
        export(store, "xls", tmp_path / "x")
    with pytest.raises(ValueError, match="folder of files"):
        export(store, "csv", None)
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="is a file"):
        export(store, "parquet", tmp_path / "file")
    assert set(FORMATS) >= {"jsonl", "graphml", "gexf", "csv", "parquet", "cypher", "ftm", "neo4j-admin"}
