"""The canonical form, exported and loaded again, is the same graph."""

from pathlib import Path

import pytest

from graph.export import canonical
from graph.facts import FactsError
from graph.reimport import is_graph, read_graph
from graph.store import open_store
from tests.graph.samples_store import samples_store


def test_export_and_load_give_the_same_graph(tmp_path: Path) -> None:
    with samples_store(tmp_path) as store:
        lines = canonical(store.records())
    with open_store(f"ladybug:{tmp_path / 'again.db'}") as again:
        again.load(read_graph(lines, "graph.jsonl"))
        assert canonical(again.records()) == lines


def test_facts_are_told_from_graphs() -> None:
    assert is_graph(b'{"id":"Fund:x","name":"x","node":"Fund"}')
    assert is_graph(b'{"edge":"WITHIN","from":"a","to":"b"}')
    assert not is_graph(b'{"article":"a","source":"s","text":"t"}')
    assert not is_graph(b"nonsense")


def test_a_broken_line_is_named() -> None:
    with pytest.raises(FactsError, match=r"g\.jsonl, line 2"):
        list(read_graph([b'{"id":"Fund:x","name":"x","node":"Fund"}', b"{"], "g.jsonl"))


def test_an_edge_without_its_node_is_told() -> None:
    with pytest.raises(FactsError, match="not a whole graph"):
        list(read_graph([b'{"edge":"PROVIDES","from":"Fund:x","to":"Flow:y"}'], "g.jsonl"))


def test_half_a_character_is_refused_with_its_line() -> None:
    lines = [
        b'{"id":"a","name":"\\ud83d\\ude00","node":"Article"}',
        b'{"date":"2023-\\ud83d","id":"b","node":"Article"}',
    ]
    with pytest.raises(FactsError, match=r"g\.jsonl, line 2.*surrogates"):
        list(read_graph(lines, "g.jsonl"))
