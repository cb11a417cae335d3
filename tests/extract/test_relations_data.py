"""The lexicon of clauses and relations: labels and types of the ontology, patterns that compile, keys that are explained."""

import re
from typing import Any

import pytest
import yaml

from extract import lexicon
from extract.lexicon import DATA

LABELS = {"Institution", "Fund", "Program", "Policy", "Zone", "Place", "Category", "Person"}
TYPES = {
    "ESTABLISHES",
    "ISSUES",
    "RUNS",
    "MANAGES",
    "PARTNERS_WITH",
    "PART_OF",
    "LOCATED_IN",
    "APPLIES_TO",
    "BASED_ON",
    "POSTED_AT",
    "PARTICIPATES_IN",
    "APPROVES",
    "LISTED_ON",
}
PATTERNS = {
    ("relations", key)
    for key in (
        "verb_nouns",
        "denied",
        "approve",
        "promote",
        "noun_end",
        "joined",
        "signs",
        "joint",
        "hosted",
        "listed_partner",
    )
} | {("status", key) for key in ("planned", "outlook", "done", "never", "preparing", "scene", "tells")}


def relations() -> dict[str, Any]:
    table: dict[str, Any] = lexicon.load().table("relations")
    return table


@pytest.mark.parametrize("name", ["relations", "clauses", "status"])
def test_every_key_is_explained_at_the_head_of_its_file_or_above_it(name: str) -> None:
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    missing = [key for key in yaml.safe_load(text) if not re.search(rf"(?<!\w){key}(?!\w)", comments)]
    assert missing == []


def test_frames_and_roles_speak_of_labels_and_types_that_the_ontology_has() -> None:
    for frame in relations()["frames"]:
        assert frame["type"] in TYPES, frame["rule"]
        assert set(frame["heads"]) | set(frame["tails"]) <= LABELS, frame["rule"]
        assert frame["verbs"], frame["rule"]
    for role in relations()["roles"]:
        assert role["type"] in TYPES, role["rule"]
        assert set(role["holders"]) | set(role["topics"]) <= LABELS, role["rule"]


def test_rules_have_names_of_their_own() -> None:
    names = [item["rule"] for key in ("frames", "roles") for item in relations()[key]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("table", "key"), sorted(PATTERNS))
def test_patterns_compile(table: str, key: str) -> None:
    listed = lexicon.load().table(table)[key]
    for pattern in [listed] if isinstance(listed, str) else listed:
        re.compile(pattern)
