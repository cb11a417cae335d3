"""Who pays whom, how much and through what: the constructions of `flows_sentences*.txt`, sentences of our own."""

from pathlib import Path

import pytest

from tests.extract.flows_marked import told


def cases() -> list[tuple[str, list[str]]]:
    """Return the sentences of the files with the flows that each states."""
    found: list[tuple[str, list[str]]] = []
    files = sorted(Path(__file__).parent.glob("flows_sentences*.txt"))
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        if line.startswith("    "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


CASES = cases()


def test_the_files_are_read() -> None:
    assert len(CASES) > 150


@pytest.mark.parametrize(("sentence", "flows"), CASES, ids=[s for s, _ in CASES])
def test_flows_of_a_sentence(sentence: str, flows: list[str]) -> None:
    assert told(sentence) == flows
