"""Kinds by key, Chinese and English names."""

import pytest

from graph.kinds import is_one_of, meant_by
from graph.ontology import load


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("bank", {"Institution.bank"}),
        ("银行", {"Institution.bank"}),
        ("Banks", {"Institution.bank"}),
        ("fund", {"Fund"}),
        ("基金", {"Fund"}),
        ("Fund", {"Fund"}),
        ("母基金", {"Fund.fund_of_funds"}),
        ("program", {"Program.program"}),
        ("Program", {"Program"}),
        ("policy banks", {"Institution.policy_bank"}),
        ("ministry", {"Institution.ministry"}),
        ("部委", {"Institution.central_government", "Institution.ministry"}),
        ("other", {"Institution.other", "Fund.other"}),
        ("其他基金", {"Fund.other"}),
    ],
)
def test_names_in_both_languages_and_any_case(said: str, meant: set[str]) -> None:
    assert meant_by(said) == meant


@pytest.mark.parametrize("said", ["Article", "Flow", "Observation", "bnak", "", "贷款"])
def test_what_no_entity_is_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="no label, kind or tag"):
        meant_by(said)


def test_every_key_and_name_of_the_ontology_is_understood() -> None:
    ontology = load()
    for label in ontology.entity_labels:
        entry = ontology.labels[label]
        assert all({label, f"{label}.{name}"} & meant_by(name) for name in (*entry.names.zh, *entry.names.en))
        for key, names in [*entry.kinds.items(), *entry.tags.items()]:
            assert f"{label}.{key}" in meant_by(key)
            assert all(meant_by(name) for name in (*names.zh, *names.en))


def test_a_kind_of_one_label_is_not_that_of_another() -> None:
    fund = {"node": "Fund", "kind": "other", "tags": ["national_fund"]}
    assert is_one_of(fund, meant_by("其他基金")) and is_one_of(fund, meant_by("national funds"))
    assert is_one_of(fund, ["other"]) and is_one_of(fund, ["Fund"])
    assert not is_one_of(fund, ["Institution.other"])
