"""The ontology is complete, sound, and everything that is generated from it is fresh."""

import copy
from typing import Any

import ladybug
import pytest
import yaml

from graph import ontology_docs
from graph.engines.ladybug_ddl import statements
from graph.ontology import SCHEMA, load, parse, problems

RAW: dict[str, Any] = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))


def test_the_schema_is_sound() -> None:
    assert list(problems(load())) == []


def test_generated_files_are_fresh() -> None:
    assert ontology_docs.stale(load()) == {}, "run `python -m graph.ontology --write`"


def test_everything_has_names_in_both_languages() -> None:
    ontology = load()
    page = ontology_docs.page(ontology)
    for label in ontology.labels.values():
        assert label.names.zh[0] in page and label.names.en[0] in page
        for group in (label.kinds, label.tags):
            assert all(names.zh and names.en for names in group.values())
    assert all(names.zh and names.en for values in ontology.enums.values() for names in values.values())


def test_hidden_properties_stay_out_of_the_docs() -> None:
    assert "_claims" not in ontology_docs.page(load())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda raw: raw["relations"]["RUNS"]["to"].append("Planet"), "Planet, which is no label"),
        (
            lambda raw: raw["properties"]["span"].update(end={"type": "integer", "zh": "止", "en": "end"}),
            "span.end|end is a word",
        ),
        (lambda raw: raw["properties"]["flow"]["per"].update(enum="moods"), "unknown enum moods"),
        (lambda raw: raw["properties"]["flow"]["per"].update(type="float"), "unknown type float"),
        (lambda raw: raw["labels"]["Fund"].update(zh=[]), "lacks a name"),
        (lambda raw: raw["labels"]["Fund"].update(en=["zone"]), "both shown as zone"),
        (
            lambda raw: raw["labels"].update(Group=raw["labels"]["Category"] | {"zh": ["群"], "en": ["group"]}),
            "Group is a word",
        ),
    ],
)
def test_the_linter_names_what_is_wrong(change: Any, message: str) -> None:
    raw = copy.deepcopy(RAW)
    change(raw)
    found = "; ".join(problems(parse(raw)))
    assert message.split("|")[-1] in found


def test_no_name_is_a_word_of_the_embedded_stores_grammar() -> None:
    connection = ladybug.Connection(ladybug.Database(":memory:", buffer_pool_size=1 << 26))
    for statement in statements(load()):
        connection.execute(statement)
    for label in load().labels.values():
        for prop in label.properties:
            connection.execute(f"MATCH (n:{label.name}) RETURN n.{prop.name} LIMIT 1")
    for relation in load().relations.values():
        for prop in relation.properties:
            connection.execute(f"MATCH ()-[r:{relation.name}]->() RETURN r.{prop.name} LIMIT 1")


def test_relations_join_what_the_ontology_says() -> None:
    ontology = load()
    assert ontology.allows("RUNS", "Institution", "Zone") and ontology.allows("RUNS", "Zone", "Program")
    assert not ontology.allows("RUNS", "Program", "Institution") and not ontology.allows("ADORES", "Fund", "Fund")
    assert ontology.allows("PART_OF", "Fund", "Fund") and not ontology.allows("PART_OF", "Fund", "Zone")
    assert len(ontology.stated_relations) == 13 and len(ontology.entity_labels) == 8
