"""`jinmai eval`: figures, tables and lists of an evaluation."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from queries.cli import main
from tests.extract.test_evaluate import given, gold


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["eval", *arguments])


@pytest.fixture
def case(tmp_path: Path) -> tuple[str, str]:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "g1.json").write_text(json.dumps(gold(), ensure_ascii=False), encoding="utf-8")
    facts = tmp_path / "facts.jsonl"
    answer = given()
    for one in answer["entities"]:
        one["mentions"] = []
    answer["observations"][0]["evidence"] = answer["flows"][0]["evidence"]
    facts.write_text(json.dumps(answer, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(folder), str(facts)


def test_figures_stand_by_kind_label_and_type(case: tuple[str, str]) -> None:
    result = run(*case)
    assert result.exit_code == 0, result.output
    rows = {line.split()[0]: line.split()[1:] for line in result.output.splitlines() if line.strip()}
    assert rows["relations"] == ["0.500", "1.000", "0.667", "1", "2"]
    assert rows["PARTNERS_WITH"] == ["1.000", "1.000", "1.000", "1", "1"]
    assert rows["Institution"] == ["1.000", "1.000", "1.000", "3", "3"]
    assert "relations.macro 0.000" in result.output  # no type that gold has three times


def test_rules_and_differences_are_listed_on_request(case: tuple[str, str]) -> None:
    result = run(*case, "--by-rule", "--list", "all")
    assert result.exit_code == 0, result.output
    assert "relation RUNS run" in result.output
    assert "extra\trelations\tg1\t('RUNS', '清河市财政局', '甲公司')" in result.output
    assert "missed\tobservations" in result.output
    assert "extra\t" not in run(*case, "--list", "misses").output


def test_json_holds_the_same_figures(case: tuple[str, str]) -> None:
    figures = json.loads(run(*case, "--json").output)
    assert figures["relations"]["f1"] == pytest.approx(2 / 3)
    assert figures["rules"]["relation RUNS/run"] == {"right": 0, "given": 1, "precision": 0.0}
    assert figures["unpaired"] == []


def test_gold_that_is_none_is_told_with_what_to_give_instead(tmp_path: Path, case: tuple[str, str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(str(empty), case[1])
    assert result.exit_code == 1
    assert "no gold article" in result.output
    (empty / "bad.json").write_text("{", encoding="utf-8")
    assert run(str(empty), case[1]).exit_code == 1
    assert run(str(tmp_path / "nowhere"), case[1]).exit_code == 2


def test_pages_are_extracted_before_they_are_compared(tmp_path: Path, case: tuple[str, str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "清河补助到账\n清河市财政局向甲公司拨付补助资金300万元，并与乙银行签署合作协议。\n", encoding="utf-8"
    )
    result = run(case[0], str(page))
    assert result.exit_code == 0, result.output
    assert result.output.startswith("0 gold articles without a counterpart")


def test_pages_that_cannot_be_read_are_named_and_the_exit_code_says_so(tmp_path: Path, case: tuple[str, str]) -> None:
    result = run(*case, str(tmp_path / "missing.txt"))
    assert result.exit_code == 1
    assert "missing.txt" in result.output
    assert "relations.macro" in result.output  # the rest goes on


def test_copies_of_an_article_count_once_as_in_extraction(tmp_path: Path, case: tuple[str, str]) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    text = "清河补助到账\n清河市财政局向甲公司拨付补助资金300万元，并与乙银行签署合作协议。"
    (pages / "page.txt").write_text(f"{text}沙河县的贷款余额达到25亿元。\n", encoding="utf-8")
    (pages / "page-again.txt").write_text(f"{text}沙河县的贷款余额达到25亿元！\n", encoding="utf-8")
    figures = json.loads(run(case[0], str(pages), "--json").output)
    assert (figures["articles"]["predicted"], figures["amounts"]["predicted"]) == (1, 1)
    rows = run(case[0], str(pages), "--by-rule").output
    assert any(line.startswith("flow ") and line.endswith("1.000") for line in rows.splitlines())
