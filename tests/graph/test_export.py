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
from msgspec.structs import replace
from pyarrow import parquet

from graph.export import FORMATS, canonical, export
from graph.export_cypher import literal
from graph.export_ftm import entities, payment
from graph.export_tables import _cell
from graph.facts import Entity
from graph.measures import write
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
    moved = [f for f in whole.flows.values() if payment(f, whole)]
    assert len(payments) == len(moved) > 0
    assert all(f.record["status"] == "actual" for f in moved)
    ids = {e["id"] for e in made}
    assert len(ids) == len(made)
    for one in payments:
        payer, beneficiary = (set(one["properties"][side]) for side in ("payer", "beneficiary"))
        assert payer and beneficiary and payer | beneficiary <= ids


def test_places_are_parties_of_payments_and_programmes_are_not(tmp_path: Path) -> None:
    paid = {"amount": 100, "amount_text": "100元", "status": "actual"}
    facts = article(
        "a1",
        "甲部拨付己省100元，己省拨付乙行100元，己省安排戊园100元。",
        flows=[
            {"provider": ["甲部"], "recipient": ["己省"], **paid},
            {"provider": ["己省"], "recipient": ["乙行"], "period": "2023", **paid},
            {"provider": ["己省"], "recipient": ["戊园"], **paid | {"status": "planned"}},
        ],
    )
    facts.entities += [Entity(id="Program:庚计划", name="庚计划", type="Program")]
    facts.flows.append(replace(facts.flows[0], provider=["Program:庚计划"], recipient=["Institution:乙行"]))
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as store:
        store.load([facts])
        made = list(entities(read(store.records())))
    names = {e["id"]: e["properties"].get("name", [""])[0] for e in made}
    sides = {
        (names[p], names[b])
        for e in made
        if e["schema"] == "Payment"
        for p in e["properties"]["payer"]
        for b in e["properties"]["beneficiary"]
    }
    assert sides == {("甲部", "己省"), ("己省", "乙行")}
    assert [e["schema"] for e in made if e["properties"].get("name") == ["己省"]] == ["LegalEntity"]


def test_a_second_export_leaves_no_table_of_the_first(store: Store, tmp_path: Path) -> None:
    for form, ending in (("csv", "csv"), ("parquet", "parquet"), ("neo4j-admin", "csv")):
        folder = tmp_path / form
        export(store, form, folder)
        (folder / "notes.txt").write_text("mine")
        with open_store(f"ladybug:{tmp_path / form}.db") as small:
            small.load([article("a1", "甲部在己省。")])
            export(small, form, folder)
        tables = {
            f"{name}.{ending}" for name in ("nodes_Article", "nodes_Institution", "nodes_Place", "edges_MENTIONED_IN")
        }
        more = {"notes.txt", *(["import.args"] if form == "neo4j-admin" else [])}
        assert {path.name for path in folder.iterdir()} == tables | more


def test_measures_kept_in_the_graph_are_exported_while_they_hold(tmp_path: Path) -> None:
    one = article("a1", "甲部设立丁基金。", relations=[("甲部", "ESTABLISHES", "丁基金")])
    with open_store(f"ladybug:{tmp_path / 'g.db'}") as measured:
        measured.load([one])
        write(measured, "degree", "links", {"Institution:甲部": 1.5})
        for form in ("graphml", "gexf"):
            export(measured, form, tmp_path / f"g.{form}")
            nodes = getattr(nx, f"read_{form}")(tmp_path / f"g.{form}").nodes
            assert nodes["Institution:甲部"]["degree"] == 1.5 and "degree" not in nodes["Fund:丁基金"]
            assert nodes["Institution:甲部"]["measured"].startswith("degree in links")
        export(measured, "parquet", tmp_path / "parquet")
        table = parquet.read_table(tmp_path / "parquet" / "nodes_Institution.parquet").to_pydict()
        assert table["degree"] == [1.5] and len(table["measured"][0]) == 1
        assert "degree" not in parquet.read_schema(tmp_path / "parquet" / "nodes_Fund.parquet").names
        export(measured, "csv", tmp_path / "csv")
        head, row = csv.reader((tmp_path / "csv" / "nodes_Institution.csv").read_text("utf-8-sig").splitlines())
        assert dict(zip(head, row, strict=True))["degree"] == "1.5"
        measured.load([article("a2", "乙行在己省。")])
        export(measured, "csv", tmp_path / "csv")
        assert "degree" not in (tmp_path / "csv" / "nodes_Institution.csv").read_text("utf-8-sig").splitlines()[0]
        assert all(b'"degree"' not in line for line in canonical(measured.records()))


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
