"""A store that another version of the schema wrote is recognised, and upgraded on request without loss."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.decisions import parse
from graph.migrations import MIGRATIONS, Migration, MigrationError, steps
from graph.ontology import load
from graph.store import StoreError, open_store
from graph.upgrade import upgrade
from tests.graph.contract.test_loading import PAIR, held
from tests.graph.made import article
from tests.graph.test_update import merged

OURS = load().version
OLD = OURS - 2
DECISIONS = "correct 丁基金 kind = venture\n"


def _age(url: str) -> None:
    """Mark a store as one that a schema two versions back wrote."""
    if url.startswith("ladybug:"):
        with open_store(url) as store:
            row = next(r for r in store.query("CALL SHOW_TABLES() RETURN name, comment").rows if r[0] == "Article")
            words = row[1].split()
            store.query(f"COMMENT ON TABLE Article IS 'jinmai {OLD} {words[2]}'", write=True)
        return
    from graph.engines.neo4j_ddl import mark, unmark
    from graph.engines.neo4j_session import Session

    session = Session(url, read_only=False, wait=None)
    for statement in (mark(OLD), unmark(OURS)):
        session.run(statement)
    session.close()


def _publisher(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "publisher": facts["publisher"] + "报"}


def _paper(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "publisher": facts.get("publisher", "") + "日"}


WAY = (
    Migration(OURS, "the publisher ends in 报", _publisher),
    Migration(OLD + 1, "a day is added to the publisher", _paper),
)


def test_upgrading_takes_the_steps_in_order_and_loses_nothing(url: str, tmp_path: Path) -> None:
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
    names = ("日报", "日报", "甲日报")
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
        upgrade(url, tmp_path / "kept.backup", WAY[:1])
    with pytest.raises(StoreError, match=f"version {OLD}"):
        open_store(url)
    assert upgrade(url, tmp_path / "kept.backup", WAY) == 2


def test_the_steps_there_are_lead_to_this_version() -> None:
    assert [step.version for step in steps(1, OURS, MIGRATIONS)] == list(range(2, OURS + 1))
    with pytest.raises(MigrationError, match="newer"):
        steps(OURS + 1, OURS)
