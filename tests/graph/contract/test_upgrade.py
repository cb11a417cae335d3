"""A store that another version of the schema wrote is recognised, and upgraded on request without loss."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.decisions import parse
from graph.facts import encode
from graph.migrations import MIGRATIONS, Migration, MigrationError, migrated, steps
from graph.ontology import load
from graph.store import StoreError, open_store
from graph.upgrade import upgrade
from tests.graph.contract.test_loading import PAIR, held
from tests.graph.made import article
from tests.graph.test_update import merged

OURS = load().version
OLD = OURS - 1
DECISIONS = "correct 丁基金 kind = venture\n"


def _age(url: str) -> None:
    """Mark a store as one that the schema before this one wrote."""
    if url.startswith("ladybug:"):
        from graph.engines import ladybug_session

        file = ladybug_session.Session(Path(url.removeprefix("ladybug:")), read_only=False, wait=None)
        mark = next(row[4] for row in file.run("CALL SHOW_TABLES() RETURN *") if row[1] == "Article")
        file.run(f"COMMENT ON TABLE Article IS 'jinmai {OLD} {mark.split()[2]}'")
        file.close()
        return
    from graph.engines import neo4j_ddl, neo4j_session

    session = neo4j_session.Session(url, read_only=False, wait=None)
    for statement in (neo4j_ddl.mark(OLD), neo4j_ddl.unmark(OURS)):
        session.run(statement)
    session.close()


def _publisher(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "publisher": facts.get("publisher", "") + "报"}


def _paper(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "publisher": facts["publisher"] + "社"}


WAY = (Migration(OURS, "every publisher is a paper", _publisher),)


def test_upgrading_takes_the_step_and_loses_nothing(url: str, tmp_path: Path) -> None:
    flow = {"provider": ["丙厅"], "amount": Decimal("350000000.5"), "amount_text": "3.5亿元"}
    facts = [*PAIR, article("a3", "丙厅有3.5亿元。", flows=[flow], publisher="甲")]
    with open_store(url) as store:
        store.load(facts)
        store.decide(parse(DECISIONS))
    _age(url)
    with pytest.raises(StoreError, match=f"version {OLD} of the ontology"):
        open_store(url)
    kept = tmp_path / "kept.backup"
    assert upgrade(url, kept, WAY) == 3
    names = ("报", "报", "甲报")
    facts = [msgspec.structs.replace(f, publisher=name) for f, name in zip(facts, names, strict=True)]
    with open_store(url, read_only=True) as store:
        assert list(store.articles()) == facts
        assert store.decisions().text == DECISIONS
        assert held(store) == merged(facts, parse(DECISIONS))
    assert kept.exists()
    assert upgrade(url, tmp_path / "none", WAY) is None


def test_a_store_stays_as_it_is_where_a_step_is_missing(url: str, tmp_path: Path) -> None:
    with open_store(url) as store:
        store.load(PAIR)
    _age(url)
    with pytest.raises(StoreError, match="no step to version"):
        upgrade(url, tmp_path / "kept.backup", ())
    with pytest.raises(StoreError, match=f"version {OLD}"):
        open_store(url)
    assert upgrade(url, tmp_path / "kept.backup", WAY) == 2


def test_the_steps_there_are_lead_to_this_version() -> None:
    assert [step.version for step in steps(1, OURS, MIGRATIONS)] == list(range(2, OURS + 1))
    with pytest.raises(MigrationError, match="newer"):
        steps(OURS + 1, OURS)


def test_steps_are_taken_in_order() -> None:
    way = steps(4, 6, [Migration(6, "second", _paper), Migration(5, "first", _publisher), Migration(4, "gone", _paper)])
    assert migrated(encode(PAIR[0]), way) == msgspec.structs.replace(PAIR[0], publisher="报社")
    assert migrated(encode(PAIR[0]), []) == PAIR[0]
    with pytest.raises(MigrationError, match="no step to version 6"):
        steps(4, 6, [Migration(5, "first", _publisher)])
