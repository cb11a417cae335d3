"""The figures of an evaluation: counted by hand on a small case, and against the yardstick where it is at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.evaluate import close, evaluate, load_gold
from extract.evaluate_pairs import identify, pair, squeeze

SENTENCE = "清河市财政局向甲公司拨付补助资金300万元，并与乙银行签署合作协议。"
OTHER = "沙河县今年的贷款余额达到25亿元，覆盖企业48家。"


def entity(key: str, name: str, label: str = "Institution", **more: Any) -> dict[str, Any]:
    return {"id": key, "name": name, "type": label, "mentions": [name], **more}


def gold() -> dict[str, Any]:
    return {
        "article": "g1",
        "source": "page.txt",
        "title": "清河补助到账",
        "date": "2022-06-15",
        "entities": [
            entity("E1", "清河市财政局", kind="local_government"),
            entity("E2", "甲公司", kind="company"),
            entity("E3", "乙银行", kind="bank"),
        ],
        "relations": [
            {
                "head": "E1",
                "type": "PARTNERS_WITH",
                "tail": "E3",
                "status": "actual",
                "period": "2022",
                "evidence": SENTENCE,
            }
        ],
        "flows": [
            {
                "provider": ["E1"],
                "recipient": ["E2"],
                "amount": 3000000,
                "instrument": "subsidy",
                "status": "actual",
                "qualifier": "exact",
                "evidence": SENTENCE,
            }
        ],
        "observations": [{"subject": "E2", "measure": "企业数量", "value": 48, "unit": "家", "evidence": OTHER}],
    }


def given() -> dict[str, Any]:
    text = SENTENCE + OTHER
    evidence = {"text": SENTENCE, "start": 0, "end": len(SENTENCE)}
    return {
        "article": "p",
        "source": "page.txt",
        "text": text,
        "title": "清河补助到账",
        "date": "2022-06-14",
        "entities": [
            entity("a", "清河市财政局", kind="local_government"),
            entity("b", "甲公司", kind="bank"),
            entity("c", "乙银行"),
        ],
        "relations": [
            {
                "head": "c",
                "type": "PARTNERS_WITH",
                "tail": "a",
                "rule": "partner",
                "evidence": evidence,
            },  # ends in the other order
            {"head": "a", "type": "RUNS", "tail": "b", "rule": "run", "evidence": evidence},
        ],
        "flows": [
            {
                "provider": ["a"],
                "recipient": ["c"],
                "amount": 3010000,
                "instrument": "grant",
                "rule": "pay",
                "evidence": evidence,
            }
        ],
        "observations": [
            {
                "subject": "a",
                "measure": "覆盖企业",
                "value": 48,
                "unit": "家",
                "rule": "count",
                "evidence": {"text": "x", "start": 0, "end": 1},
            }
        ],
    }


def test_each_kind_is_counted_as_its_definition_says() -> None:
    report = evaluate([gold()], [given()])
    counts = report.counts
    assert (counts["articles"].hit, counts["articles"].gold, counts["articles"].given) == (1, 1, 1)
    assert (counts["entities"].hit, counts["entities"].gold, counts["entities"].given) == (3, 3, 3)
    assert (counts["relations"].hit, counts["relations"].gold, counts["relations"].given) == (1, 1, 2)
    assert counts["relations"].precision == 0.5
    assert (counts["amounts"].hit, counts["flow.provider"].hit, counts["flow.recipient"].hit) == (
        1,
        1,
        0,
    )  # 0.33 % off is the same sum
    assert (counts["observations"].hit, counts["obs.value"].hit) == (0, 1)  # the value, but of another subject
    assert report.fields["kind"].hit / report.fields["kind"].given == pytest.approx(1 / 3)
    assert (report.fields["title"].hit, report.fields["date"].hit) == (1, 0)
    assert report.fields["flow.instrument"].hit == 0
    assert report.counts["relation.period"].recall == 0.0
    assert report.fields["spans"].given - report.fields["spans"].hit == 1


def test_rules_are_counted_by_how_often_they_are_right() -> None:
    rules = evaluate([gold()], [given()]).rules
    assert {key: (c.hit, c.given) for key, c in rules.items()} == {
        ("relation PARTNERS_WITH", "partner"): (1, 1),
        ("relation RUNS", "run"): (0, 1),
        ("flow", "pay"): (1, 1),
        ("observation", "count"): (0, 1),
    }


def test_differences_name_the_side_that_has_them() -> None:
    told = {(d.side, d.kind, d.fact) for d in evaluate([gold()], [given()]).differences if d.kind == "relations"}
    assert told == {("extra", "relations", ("RUNS", "清河市财政局", "甲公司"))}


def test_an_article_that_is_nobodys_counts_its_facts_as_extra() -> None:
    stranger = {
        **given(),
        "text": "毫不相干的一篇文章说的是别的事情",
        "title": "别的事",
        "flows": [],
        "observations": [],
    }
    for relation in stranger["relations"]:
        relation["evidence"] = {"text": "毫不相干的一篇文章说的是别的事情", "start": 0, "end": 16}
    report = evaluate([gold()], [given(), stranger])
    assert len(report.pairs.spare) == 1
    assert report.counts["relations"].given == 4
    assert evaluate([gold()], [stranger]).pairs.unpaired == ["g1"]


def test_gold_articles_that_fell_together_are_joined_and_not_found_alone() -> None:
    first, second = gold(), {**gold(), "article": "g2", "observations": [], "flows": [], "title": None}
    second["relations"] = [{**gold()["relations"][0], "evidence": OTHER}]
    pairs = pair([first, second], [given()])
    assert [g["article"] for g, _ in pairs.matched] == ["g1+g2"]
    assert (pairs.found, pairs.wanted, pairs.given) == (0, 2, 1)
    assert len(pairs.matched[0][0]["entities"]) == 3


def test_entities_match_by_one_name_in_common_and_categories_by_half_of_their_characters() -> None:
    assert identify([entity("g", "科学技术部")], [{**entity("p", "科技部"), "aliases": ["科学技术部"]}]) == {"p": "g"}
    assert identify([entity("g", "甲公司")], [entity("p", "甲公司", "Zone")]) == {}
    assert identify([entity("g", "科技型中小企业", "Category")], [entity("p", "科技型企业", "Category")]) == {"p": "g"}


@pytest.mark.parametrize(
    ("a", "b", "same"), [(100, 100.4, True), (100, 101, False), (None, None, True), (None, 0, False), (0, 0, True)]
)
def test_figures_agree_to_half_a_percent(a: float | None, b: float | None, same: bool) -> None:
    assert close(a, b) is same


def test_squeezing_drops_blanks_and_unifies_marks() -> None:
    assert squeeze("甲 公司(乙):“丙”\n") == squeeze("甲公司（乙）：＂丙＂")


def test_gold_is_read_from_folders_lists_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([gold(), gold()], ensure_ascii=False), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps(gold(), ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert len(load_gold(tmp_path)) == 3
    assert len(load_gold(tmp_path / "a.json")) == 2


def rounded(value: Any) -> Any:
    """Return the figures with twelve places: sums over sets come in any order."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return round(value, 12) if isinstance(value, float) else value


@pytest.mark.skipif("JINMAI_SHARED" not in os.environ, reason="needs the shared yardstick: set JINMAI_SHARED")
@pytest.mark.parametrize(("folder", "pages"), [("gold", "seeds/*.txt"), ("dev/gold", "dev/q*.txt")])
def test_the_figures_are_those_of_the_yardstick(folder: str, pages: str, tmp_path: Path) -> None:
    from extract.layout import split
    from extract.pipeline import Pipeline
    from extract.read import read_paths
    from graph.facts import encode

    shared = Path(os.environ["JINMAI_SHARED"])
    pipeline = Pipeline()
    documents = read_paths(sorted(str(path) for path in shared.glob(pages)))
    lines = [encode(pipeline.extract(article)) for document in documents for article in split(document)]
    out = tmp_path / "facts.jsonl"
    out.write_bytes(b"\n".join(lines) + b"\n")
    command = [sys.executable, str(shared / "score.py"), str(shared / folder), str(out), "--json"]
    wanted = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = evaluate(load_gold(shared / folder), [json.loads(line) for line in lines]).as_dict()
    assert rounded({key: ours[key] for key in wanted}) == rounded(wanted)
