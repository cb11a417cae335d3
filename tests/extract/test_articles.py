"""The annotated articles of `tests/articles`: their annotation keeps to the ontology, and extraction does not fall behind on them."""

import json
from pathlib import Path

import pytest

from tests.articles.__main__ import FOLDER, main
from tests.articles.form import Annotated, read

SETS = {**dict.fromkeys("abcdefg", 26), "h": 20, "i": 20, "j": 24, "k": 20, "l": 16, "m": 16}  # articles of each


@pytest.mark.parametrize("name", SETS)
def test_the_annotation_keeps_to_its_form(name: str) -> None:
    articles = [read(path) for path in sorted((FOLDER / name).glob("*.art"))]
    assert len(articles) == SETS[name]
    assert [problem for article in articles for problem in article.problems] == []


def annotated(tmp_path: Path, facts: str) -> Annotated:
    page = "甲县4000万元下达\n2021-03-04 来源：甲县日报\n甲县财政局拨付4000万元，支持乙公司。\n"
    path = tmp_path / "one.art"
    path.write_text(f"title: 甲县4000万元下达\ndate: 2021-03-04\n--- text\n{page}--- facts\n{facts}", encoding="utf-8")
    return read(path)


def test_a_line_of_facts_is_read(tmp_path: Path) -> None:
    article = annotated(
        tmp_path,
        "E1 Institution/local_government 甲县财政局\nE2 Institution/company 乙公司\nE3 Place/county 甲县\n"
        "R E1 LOCATED_IN E3\nF 4000万元 ; p=E1 r=E2 ; grant actual\nO E2 员工 = 3万人 ; @支持乙公司\n",
    )
    assert article.problems == []
    assert article.gold["date"] == "2021-03-04"
    (flow,) = article.gold["flows"]
    assert (flow["amount"], flow["provider"], flow["recipient"]) == (40_000_000, ["E1"], ["E2"])
    assert article.gold["observations"][0]["value"] == 30_000
    assert article.gold["relations"][0]["evidence"] == "甲县财政局拨付4000万元，支持乙公司。"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("E2 Institution/shop 乙公司", "ontology"),
        ("E2 Institution/company 丙公司", "not on the page"),
        ("R E1 LOCATED_IN E9", "no entity"),
        ("R E1 LISTED_ON E1 ; @丙", "no sentence"),
        ("F 5000万元 ; p=E1 ; grant actual", "not on the page"),
        ("F 4000万元 ; p=E1 ; actual", "one instrument"),
        ("F - ; p=E1 ; grant actual", "needs the sentence"),
        ("O E1 员工 = 多", "observation is"),
        ("X", "what is"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(tmp_path: Path, line: str, said: str) -> None:
    article = annotated(tmp_path, f"E1 Institution/local_government 甲县财政局\n{line}\n")
    assert any(said in problem for problem in article.problems)


def test_pages_and_gold_are_written_for_the_scorer(tmp_path: Path) -> None:
    assert main(str(tmp_path), "a") == 0
    gold = json.loads((tmp_path / "a" / "gold" / "01.json").read_text(encoding="utf-8"))
    page = (tmp_path / "a" / "pages" / "01.txt").read_text(encoding="utf-8")
    assert gold["title"] in page and gold["flows"]
