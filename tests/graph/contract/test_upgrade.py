"""A store that another version of the schema wrote is recognised, and upgraded on request without loss."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.backup import restore
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


def _age(url: str, version: int = OLD) -> None:
    """Mark a store as one that another schema wrote, the one before this."""
    if url.startswith("ladybug:"):
        from graph.engines import ladybug_session

        file = ladybug_session.Session(Path(url.removeprefix("ladybug:")), read_only=False, wait=None)
        mark = next(row[4] for row in file.run("CALL SHOW_TABLES() RETURN *") if row[1] == "Article")
        file.run(f"COMMENT ON TABLE Article IS 'jinmai {version} {mark.split()[2]}'")
        file.close()
        return
    from graph.engines import neo4j_ddl, neo4j_session

    session = neo4j_session.Session(url, read_only=False, wait=None)
    for statement in (neo4j_ddl.mark(version), neo4j_ddl.unmark(OURS)):
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


def test_a_store_of_a_newer_version_wants_a_newer_program(url: str, tmp_path: Path) -> None:
    with open_store(url) as store:
        store.load(PAIR)
    _age(url, OURS + 1)
    with pytest.raises(StoreError, match="install a newer jinmai") as refused:
        open_store(url, read_only=True)
    assert "upgrade" not in str(refused.value)
    with pytest.raises(StoreError, match="install a newer jinmai"):
        upgrade(url, tmp_path / "kept.backup", WAY)


class Stopped(BaseException):
    """What interrupts."""


@pytest.mark.parametrize("stage", ["emptied", "loaded"])
def test_an_upgrade_that_is_interrupted_is_ended_by_the_next(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    with open_store(url) as store:
        store.load(PAIR)
        store.decide(parse(DECISIONS))
    _age(url)

    def stopped(*given: Any, **more: Any) -> int:
        if stage == "loaded":
            restore(*given, **more)
        raise Stopped

    with monkeypatch.context() as patch, pytest.raises(Stopped):
        patch.setattr("graph.upgrade.restore", stopped)
        upgrade(url, tmp_path / "first.backup", WAY)
    with pytest.raises(StoreError, match="jinmai upgrade"):
        open_store(url)
    assert upgrade(url, tmp_path / "second.backup", WAY) == 2
    with open_store(url, read_only=True) as store:
        assert [facts.publisher for facts in store.articles()] == ["报", "报"]
        assert store.decisions().text == DECISIONS
        assert store.query("MATCH (n) RETURN count(*)").rows == [
            (sum("node" in r for r in store.records()) + own(url),)
        ]
    assert upgrade(url, tmp_path / "third.backup", WAY) is None


def own(url: str) -> int:
    """Return how many nodes of its own a store has that follows decisions."""
    return 0 if url.startswith("ladybug:") else 1


def test_a_backup_is_never_written_over(url: str, tmp_path: Path) -> None:
    with open_store(url) as store:
        store.load(PAIR)
    _age(url)
    kept = tmp_path / "kept.backup"
    kept.write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        upgrade(url, kept, WAY)
    assert kept.read_text() == "mine"
