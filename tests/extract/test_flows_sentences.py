"""Who pays whom, how much and through what: the constructions of `flows_sentences*.txt`, sentences of our own."""

import pytest

from tests.extract.flows_marked import told
from tests.extract.sentence_files import cases

CASES = cases("flows_sentences*.txt")


def test_the_files_are_read() -> None:
    assert len(CASES) > 150


@pytest.mark.parametrize(("sentence", "flows"), CASES, ids=[s for s, _ in CASES])
def test_flows_of_a_sentence(sentence: str, flows: list[str]) -> None:
    assert told(sentence) == flows
