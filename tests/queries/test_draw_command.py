"""`jinmai draw` and `jinmai top`: what is asked for is done, or said to be wrong; nothing is passed over in silence."""

import os
from decimal import Decimal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from graph.facts import Entity, Mention
from graph.store import open_store
from queries.cli import main
from queries.commands.draw import Amount
from tests.graph.made import article


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = f"ladybug:{tmp_path_factory.mktemp('draw') / 'g.db'}"
    flow = {
        "provider": ["甲部"],
        "recipient": ["丁基金"],
        "amount": 300000000,
        "amount_text": "3亿元",
        "period": "2023",
    }
    with open_store(found) as store:
        store.load(
            [
                article(
                    "aaaaaaaa01",
                    "甲部设立丁基金，出资3亿元。",
                    relations=[("甲部", "ESTABLISHES", "丁基金")],
                    flows=[flow],
                ),
                article("aaaaaaaa02", "乙行与戊园合作。", relations=[("乙行", "PARTNERS_WITH", "戊园")]),
            ]
        )
    return found


def run(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", url])


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("100000000", 10**8),
        ("1亿", 10**8),
        ("1.5万亿元", 15 * 10**11),
        ("5千万", 5 * 10**7),
        ("五千万元", 5 * 10**7),
        ("1,000万", 10**7),
        ("100m", 10**8),
        ("100M", 10**8),
        ("1 billion", 10**9),
        ("CNY 2bn", 2 * 10**9),
        ("2 billion yuan", 2 * 10**9),
        ("１亿", 10**8),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_in_questions(said: str, yuan: int) -> None:
    assert Amount().convert(said, None, None) == Decimal(yuan)


@pytest.mark.parametrize("said", ["nan", "inf", "-5", "-1亿", "亿", "", "1亿美元", "$5m", "much", "1亿2"])
def test_what_is_no_amount_of_yuan_is_refused(said: str) -> None:
    with pytest.raises(click.BadParameter, match=r"no amount|compared in yuan"):
        Amount().convert(said, None, None)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--since", "2023-13"], "no such date"),
        (["--since", "2023-02-31"], "no such date"),
        (["--until", "0000"], "no such date"),
        (["--since", "abc", "--until", "2023"], "--since 'abc' is no date"),
        (["--since", "2023-05", "--until", "2023-04-30"], "is before --since"),
        (["--sankey", "--timeline"], "exclude each other"),
        (["--hops", "2"], "--around"),
        (["--around", ""], "--around is empty"),
        (["--place", " "], "--place is empty"),
        ([""], "QUESTION is empty"),
        (["哪些基金？", "--query", "funds_by_zone"], "key=value"),
        (["哪些基金？", "哪些银行？"], "one QUESTION"),
        (["--kind", "Article"], "no label, kind or tag"),
        (["--kind", "bnak"], "bank, banks?"),
        (["--min-amount", "nan"], "no amount"),
        ([os.fsdecode(b"\xff\xfe")], r"'\xff\xfe' is not text in UTF-8"),
        (["--around", os.fsdecode(b"\xff\xfe")], r"'\xff\xfe' is not text in UTF-8"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(url: str, tmp_path: Path, arguments: list[str], told: str) -> None:
    done = run(url, "draw", *arguments, "-o", str(tmp_path / "x.html"))
    assert done.exit_code == 2 and told in done.stderr, done.output + done.stderr
    assert list(tmp_path.iterdir()) == []


def test_times_that_overlap_are_no_error(url: str, tmp_path: Path) -> None:
    done = run(url, "draw", "--since", "2023-05", "--until", "2023", "-o", str(tmp_path / "x.html"))
    assert done.exit_code == 0, done.stderr


@pytest.mark.parametrize(("form", "what"), [("--sankey", "0 flows"), ("--timeline", "0 flows"), ("--flows", "0 nodes")])
def test_an_empty_drawing_is_told(url: str, tmp_path: Path, form: str, what: str) -> None:
    done = run(url, "draw", form, "--since", "2099", "-o", str(tmp_path / "x.html"))
    assert what in done.stdout and "Nothing in the graph is left by these options." in done.stdout


def test_numbers_agree_with_their_nouns(url: str, tmp_path: Path) -> None:
    path = str(tmp_path / "x.html")
    assert "2 nodes, 1 edge." in run(url, "draw", "--flows", "-o", path).stdout
    assert "1 flow." in run(url, "draw", "--sankey", "-o", path).stdout
    assert "1 node, 0 edges." in run(url, "draw", "--around", "乙行", "--kind", "Fund", "-o", path).stdout


def test_a_dash_is_stdout(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(url, "draw", "-o", "-")
    assert done.exit_code == 0 and done.stdout.startswith("<!") and "4 nodes" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["draw"], ["export", "--to", "jsonl"], ["export", "--to", "csv"]])
def test_an_output_that_cannot_be_is_told(url: str, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("before")
    done = run(url, *command, "-o", "")
    assert done.exit_code == 2 and "the name is empty" in done.stderr
    done = run(url, *command, "-o", str(tmp_path / "file" / "x"))
    assert done.exit_code == 2 and f"{tmp_path / 'file'} is a file" in done.stderr
    assert (tmp_path / "file").read_text() == "before"


@pytest.mark.parametrize("kind", ["Zone", "zone", "园区", "ZONES"])
def test_kinds_go_by_any_name(url: str, tmp_path: Path, kind: str) -> None:
    done = run(url, "draw", "--kind", kind, "--kind", "institution", "-o", str(tmp_path / "x.html"))
    assert "乙行" in (tmp_path / "x.html").read_text(encoding="utf-8") and "4 nodes, 2 edges" in done.stdout
    assert "戊园" in run(url, "top", "--kind", kind).stdout


def test_a_query_takes_its_parameters(url: str, tmp_path: Path) -> None:
    path = str(tmp_path / "x.html")
    done = run(url, "draw", "--query", "flows_by_payer", "name=甲部", "-o", path)
    assert "2 nodes" in done.stdout, done.output + done.stderr
    done = run(url, "draw", "--query", "flows_by_payer", "who=甲部", "-o", path)
    assert done.exit_code == 1 and "takes name, not who" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--by", "through", "--in", "people"], "leave out --in"),
        (["--by", "communities", "--kind", "bank"], "leave out --kind"),
        (["--kind", "bnak"], "bank, banks?"),
        (["--kind", "Flow"], "no label, kind or tag"),
    ],
)
def test_top_passes_nothing_over(url: str, arguments: list[str], told: str) -> None:
    done = run(url, "top", *arguments)
    assert done.exit_code == 2 and told in done.stderr


def test_top_keeps_what_is_of_a_tag(tmp_path: Path) -> None:
    store_url = f"ladybug:{tmp_path / 'g.db'}"
    facts = article("a1", "乙行与戊园合作。", relations=[("乙行", "PARTNERS_WITH", "戊园")])
    facts.entities = [
        Entity(
            id="Institution:乙行", name="乙行", type="Institution", kind="bank", tags=["policy_bank"],
            mentions=[Mention(text="乙行", start=0, end=2)],
        ) if entity.name == "乙行" else entity
        for entity in facts.entities
    ]  # fmt: skip
    with open_store(store_url) as store:
        store.load([facts])
    assert "乙行" in run(store_url, "top", "--kind", "政策性银行").stdout
    assert "乙行" not in run(store_url, "top", "--kind", "城商行").stdout


def test_loading_one_article_is_told_in_the_singular(tmp_path: Path) -> None:
    from graph.facts import encode

    path = tmp_path / "one.jsonl"
    path.write_bytes(encode(article("a1", "甲部在己省。")) + b"\n")
    assert "1 article added." in run(f"ladybug:{tmp_path / 'g.db'}", "load", str(path)).stdout
    copy = f"ladybug:{tmp_path / 'copy.db'}"
    told = CliRunner().invoke(main, ["copy", "--from", f"ladybug:{tmp_path / 'g.db'}", "--to", copy])
    assert "Copied 1 article;" in told.stdout
    cut = run(copy, "cypher", "MATCH (n) RETURN n", "--limit", "1")
    assert "first 1 row is shown" in cut.stderr
