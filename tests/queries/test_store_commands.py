"""The commands that fill the store and look into it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.facts import ArticleFacts, Copy, write_facts
from queries.cli import COMMANDS, main
from tests.graph.made import article

STORE_COMMANDS = ("build", "add", "forget", "load", "export", "cypher", "stats", "conflicts", "why", "show")


class Desk:
    """Runs commands against a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "g.db"
        self.decisions = folder / "g.db.decisions"

    def run(self, *arguments: str, code: int = 0, stdin: str | None = None) -> Result:
        environment = {"JINMAI_STORE": f"ladybug:{self.store}", "JINMAI_DECISIONS": None}
        result = CliRunner().invoke(main, list(arguments), input=stdin, env=environment)
        assert result.exit_code == code, result.output + result.stderr
        return result

    def load(self, *articles: ArticleFacts) -> None:
        path = self.folder / "facts.jsonl"
        with open(path, "wb") as stream:
            write_facts(articles, stream)
        self.run("load", str(path))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.load(
        article(
            "aaaaaaaa01",
            "甲部设立丁基金，出资1亿元。",
            source="pages/one.txt",
            title="设立基金",
            relations=[("甲部", "ESTABLISHES", "丁基金")],
            flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 100000000, "amount_text": "1亿元"}],
            copies=[Copy(source="pages/copy.txt", text="甲部设立丁基金，出资1亿美元。")],
        ),
        article(
            "bbbbbbbb02",
            "据悉，甲部出资2亿元设立丁基金。",
            source="pages/two.txt",
            flows=[{"provider": ["甲部"], "recipient": ["丁基金"], "amount": 200000000, "amount_text": "2亿元"}],
            observations=[{"subject": "丁基金", "measure": "项目", "value": 12, "unit": "个"}],
        ),
    )
    return made


@pytest.mark.parametrize("name", STORE_COMMANDS)
def test_help_has_examples(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"jinmai {name}" in result.output and "Examples:" in result.output
    assert name in COMMANDS


@pytest.mark.parametrize("arguments", [["cypher"], ["forget"], ["load", "nowhere.jsonl"], ["why", "甲部"]])
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_loading_says_what_it_did(desk: Desk) -> None:
    facts = str(desk.folder / "facts.jsonl")
    assert "2 unchanged" in desk.run("load", facts).stdout
    report = json.loads(desk.run("load", facts, "--json").stdout)
    assert report["unchanged"] == 2 and report["added"] == 0


def test_a_bad_line_is_named_and_nothing_of_it_is_loaded(desk: Desk) -> None:
    path = desk.folder / "bad.jsonl"
    path.write_text('{"article": "x", "source": "s", "text": "t"}\n{"article": 3}\n', encoding="utf-8")
    assert "bad.jsonl, line 2" in desk.run("load", str(path), code=1).stderr


def test_export_is_canonical_and_forgetting_undoes_loading(desk: Desk) -> None:
    before = desk.run("export").stdout
    lines = before.splitlines()
    assert lines == sorted(lines)
    assert all(list(json.loads(line)) == sorted(json.loads(line)) for line in lines)
    desk.load(article("cccccccc03", "乙行在己省。", source="pages/three.txt"))
    assert desk.run("export").stdout != before
    desk.run("forget", "three.txt")
    assert desk.run("export").stdout == before
    assert "floppy" in desk.run("export", "--to", "floppy", code=2).stderr
    desk.run("forget", "aaaaaa")
    assert "设立基金" not in desk.run("export").stdout
    assert "neither an article's id nor a source" in desk.run("forget", "pages/nine.txt", code=1).stderr


def test_an_id_out_of_csv_is_one_for_forget(desk: Desk) -> None:
    listed = desk.run("cypher", "MATCH (a:Article) RETURN a.name AS name, a.id AS id ORDER BY id", "--csv").stdout_bytes
    assert b"\r" not in listed
    first = listed.splitlines(keepends=True)[1].decode().removesuffix("\n").rpartition(",")[2]
    assert "1 article forgotten" in desk.run("forget", first).stdout
    told = desk.run("forget", "bbbbbbbb02\r", "", code=1).stderr
    assert r"'bbbbbbbb02\r' is neither" in told and "'' is neither" in told and "RETURN a.id" in told


def test_what_stdin_gave_is_forgotten_by_its_name_or_by_a_dash(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for text in ("科技部拨付资金3亿元。", "财政部拨付资金5亿元。"):
        desk.run("add", "-", stdin=f"拨付资金\n{text}\n")
    listed = json.loads(desk.run("cypher", "MATCH (a:Article) RETURN a.sources[0] AS source", "--json").stdout)
    sources = sorted(row["source"] for row in listed)
    assert len(sources) == 2
    assert all(source in desk.run("forget", "-", code=1).stderr for source in sources)
    desk.run("forget", sources[0])
    desk.run("forget", "-")
    assert json.loads(desk.run("stats", "--json").stdout)["nodes"] == {}


def test_a_file_of_lines_is_forgotten_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.load(*(article(f"aaaaaaaa0{n}", f"甲部在己省{n}。", source=f"pages/all.jsonl#{n}") for n in (1, 2, 3)))
    desk.run("forget", "all.jsonl#2")
    assert "2 articles forgotten" in desk.run("forget", "pages/all.jsonl").stdout


def test_a_folder_that_is_made_for_a_store_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "not" / "there")
    (tmp_path / "a.txt").write_text("拨付资金\n科技部拨付资金3亿元。\n", encoding="utf-8")
    said = f"Made the folder {tmp_path / 'not' / 'there'} for the store."
    assert said in desk.run("build", str(tmp_path / "a.txt")).stderr
    assert said not in desk.run("build", str(tmp_path / "a.txt")).stderr


@pytest.mark.parametrize("arguments", [["stats"], ["build", "PAGE"], ["cypher", "RETURN 1", "--write"]])
def test_a_file_that_is_no_store_is_told_in_our_words(tmp_path: Path, arguments: list[str]) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "a.txt").write_text("拨付资金\n科技部拨付资金3亿元。\n", encoding="utf-8")
    desk.store.write_text("a text, and no graph" * 500)
    said = desk.run(*[str(tmp_path / "a.txt") if a == "PAGE" else a for a in arguments], code=1).stderr
    assert f"{desk.store} is no store of jinmai's" in said and "bug" not in said
    desk.store.unlink()
    desk.store.mkdir()
    said = desk.run(*[str(tmp_path / "a.txt") if a == "PAGE" else a for a in arguments], code=1).stderr
    assert f"{desk.store} is a folder" in said and "exception" not in said


def test_what_cannot_be_loaded_makes_no_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name, text in (("bad.jsonl", "no facts"), ("empty.jsonl", "")):
        (tmp_path / name).write_text(text)
        desk.run("load", str(tmp_path / name), code=1)
        assert not desk.store.exists()


def test_cypher_prints_tables_json_and_csv(desk: Desk) -> None:
    query = "MATCH (f:Flow) RETURN f.amount AS amount, f.amount_text ORDER BY amount"
    table = desk.run("cypher", query).stdout
    assert table.splitlines()[0].split() == ["amount", "f.amount_text"]
    assert json.loads(desk.run("cypher", query, "--json").stdout)[1] == {"amount": 200000000, "f.amount_text": "2亿元"}
    rows = list(csv.reader(io.StringIO(desk.run("cypher", query, "--csv").stdout)))
    assert rows == [["amount", "f.amount_text"], ["100000000", "1亿元"], ["200000000", "2亿元"]]
    assert desk.run("cypher", "-", "--csv", stdin="RETURN 1 AS one").stdout == "one\n1\n"
    assert "丁基金" in desk.run("cypher", "MATCH (n) WHERE n.name = $who RETURN n", "-p", "who=丁基金").stdout
    cut = desk.run("cypher", query, "--limit", "1", "--json")
    assert len(json.loads(cut.stdout)) == 1 and "first 1 row" in cut.stderr


def test_a_query_that_is_empty_or_manages_a_database_is_told_so(desk: Desk) -> None:
    for query in ("", "  ;", "// nothing"):
        assert "the query is empty" in desk.run("cypher", query, code=1).stderr
    for query in ("SHOW INDEXES", "DROP TABLE Fund", "CREATE INDEX x FOR (n:Fund) ON (n.name)"):
        for more in ([], ["--write"]):
            said = desk.run("cypher", query, *more, code=1).stderr
            assert f"{query.split()[0]} at line 1, column 1 manages a database" in said and "--write" not in said
    assert "a named path" in desk.run("cypher", "CREATE p = (:Place {id: 'x'})", "--write", code=1).stderr


def test_a_number_where_a_text_was_meant_is_told_how_to_be_one(desk: Desk) -> None:
    query = "MATCH (n:Fund {name: $who}) RETURN n.name"
    assert """-p who='"5"' gives a text""" in desk.run("cypher", query, "-p", "who=5", code=1).stderr
    assert desk.run("cypher", query, "-p", 'who="5"', "--csv").stdout == "n.name\n"


def test_cypher_only_reads_unless_told(desk: Desk) -> None:
    query = "MATCH (n:Fund) SET n.name_en = 'Ding'"
    assert "--write" in desk.run("cypher", query, code=1).stderr
    desk.run("cypher", query, "--write")
    assert "Ding" in desk.run("cypher", "MATCH (n:Fund) RETURN n.name_en").stdout
    assert "LOAD" in desk.run("cypher", "LOAD FROM 'x.csv' RETURN *", "--write", code=1).stderr
    assert desk.run("cypher", "MATCH (n:Nope) RETURN n", code=1).stderr.startswith("Error: ")


def test_stats_count(desk: Desk) -> None:
    counts = json.loads(desk.run("stats", "--json").stdout)
    assert counts["nodes"] == {"Institution": 1, "Fund": 1, "Flow": 2, "Observation": 1, "Article": 2}
    assert counts["edges"]["ESTABLISHES"] == 1 and counts["sources"] == 3 and counts["conflicts"] == 2
    assert "3 sources" in desk.run("stats").stdout


def test_conflicts_show_both_sentences(desk: Desk) -> None:
    found = json.loads(desk.run("conflicts", "--json").stdout)
    assert [figure["figure"] for figure in found[0]["figures"]] == ["1亿元", "2亿元"]
    text = desk.run("conflicts").stdout
    assert "甲部设立丁基金，出资1亿元。" in text and "据悉，甲部出资2亿元设立丁基金。" in text and "1 conflict." in text


def test_show_gives_an_entity_with_sentences_and_an_article_with_its_copies(desk: Desk) -> None:
    text = desk.run("show", "丁基金").stdout
    assert (
        "←ESTABLISHES- 甲部" in text
        and "甲部设立丁基金，出资1亿元。" in text
        and "项目 12个" in text
        and "CONFLICT" in text
    )
    page = json.loads(desk.run("show", "pages/one.txt", "--json").stdout)[0]
    assert page["label"] == "Article" and page["copies"][0]["source"] == "pages/copy.txt"
    assert ["元", "美元"] in page["copies"][0]["differences"] or page["copies"][0]["differences"]
    assert "copy in pages/copy.txt" in desk.run("show", "设立基金").stdout
    assert "Did you mean 丁基金" in desk.run("show", "丁基", code=1).stderr


def test_why_and_decisions(desk: Desk) -> None:
    assert "kept apart" in desk.run("why", "甲部", "丁基金").stdout
    assert "cannot be compared" in desk.run("why", "甲部", "庚委", code=1).stderr
    before = desk.run("export").stdout
    desk.decisions.write_text("same 甲部 = 庚委  # one body\n", encoding="utf-8")
    told = desk.run("why", "甲部", "庚委", "--json")
    assert "now follows" in told.stderr
    found = json.loads(told.stdout)
    assert found["same"] is True and any("decision" in reason for reason in found["reasons"])
    assert "庚委" in desk.run("export").stdout
    desk.decisions.write_text("", encoding="utf-8")
    assert desk.run("export").stdout == before


def test_a_bad_decision_is_named_by_line(desk: Desk) -> None:
    desk.decisions.write_text("same 甲部 = 庚委\nmarry 甲部 乙行\n", encoding="utf-8")
    assert "line 2" in desk.run("stats", code=1).stderr
    assert "no such file" in desk.run("stats", "--decisions", "none.txt", code=1).stderr


def test_without_a_store_the_way_to_one_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["stats", "--store", f"ladybug:{tmp_path}/none.db"])
    assert result.exit_code == 1 and "jinmai build" in result.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("name", ["build", "add"])
def test_no_store_is_made_for_pages_that_hold_no_article(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    broken, empty = desk.folder / "broken.pdf", desk.folder / "empty.txt"
    broken.write_bytes(b"no document")
    empty.write_text("")
    assert "Skipped" in desk.run(name, str(broken), code=1).stderr
    desk.run(name, str(empty), code=1)
    assert not desk.store.exists()
    desk.load(article("a", "甲部设立丁基金。", source="a.txt"))
    before = desk.run("export", "--to", "jsonl").stdout
    desk.run(name, str(broken), code=1)
    assert before and desk.run("export", "--to", "jsonl").stdout == before


def test_building_pages_in_any_order_gives_the_same_bytes_and_names_what_it_cannot_read(tmp_path: Path) -> None:
    pages = {
        "a.txt": "科技部：设立引导基金\n科技部近日宣布，将设立创业投资引导基金，总规模20亿元。\n",
        "b.txt": "中国银行支持科创\n中国银行向苏州工业园区内的科技型企业发放贷款3亿元。\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    paths = [str(tmp_path / name) for name in (*pages, "c.txt")]
    first, second = Desk(tmp_path / "x"), Desk(tmp_path / "y")
    told = first.run("build", *paths, code=1)
    assert "c.txt" in told.stderr and "2 articles added" in told.stdout
    second.run("build", *reversed(paths), code=1)
    assert first.run("export").stdout == second.run("export").stdout
    alone = Desk(tmp_path / "z")
    alone.run("build", paths[0])
    first.run("forget", paths[1])
    assert first.run("export").stdout == alone.run("export").stdout
    first.run("add", paths[1])
    assert first.run("export").stdout == second.run("export").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats"],
        ["cypher", "MATCH (n) RETURN n"],
        ["cypher", "--write", "CREATE (:Place {id: 'x'})"],
        ["top", "--by", "degree", "--write"],
        ["shell", "--write"],
        ["forget", "aaaaaaaa01"],
        ["reject", "aaaaaaaa01:0-3"],
        ["upgrade", "--keep", "kept.backup"],
    ],
)
def test_a_mistyped_store_is_an_error_and_makes_nothing(tmp_path: Path, arguments: list[str]) -> None:
    said = Desk(tmp_path).run(*arguments, code=1, stdin="")
    assert "there is no store at" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_line_that_a_file_has_no_more_is_forgotten(tmp_path: Path) -> None:
    desk, file = Desk(tmp_path), tmp_path / "news.jsonl"
    lines = [
        json.dumps({"title": f"第{n}篇", "text": f"科技部{n}月拨付资金{n}亿元，支持第{n}批项目。"}) for n in range(1, 5)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert "4 articles added" in desk.run("build", str(file)).stdout
    file.write_text("\n".join([lines[0], lines[2]]), encoding="utf-8")
    desk.run("build", str(file))
    query = "MATCH (a:Article) RETURN a.title AS t, a.sources AS s ORDER BY t"
    left = json.loads(desk.run("cypher", query, "--json").stdout)
    assert [(row["t"], [source.rpartition("#")[2] for source in row["s"]]) for row in left] == [
        ("第1篇", ["1"]),
        ("第3篇", ["2"]),
    ]
    file.write_text("broken", encoding="utf-8")
    desk.run("build", str(file), code=1)
    assert json.loads(desk.run("cypher", query, "--json").stdout) == left
