"""Who is to whom what: the constructions of `relations_sentences*.txt`, sentences of our own."""

import pytest

from tests.extract.relations_marked import state_of
from tests.extract.sentence_files import cases

CASES = cases("relations_sentences*.txt")


def stated(sentence: str) -> list[str]:
    """Return each relation as `head TYPE tail`, with `planned` and its title where there are any."""
    lines = []
    for r in state_of(sentence).relations:
        head, tail = (i.split(":", 1)[1] for i in (r.head, r.tail))
        extra = ["planned" if r.status == "planned" else None, r.title]
        lines.append(" ".join([head, r.type, tail, *(e for e in extra if e)]))
    return sorted(lines)


def test_the_file_is_read() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize(("sentence", "relations"), CASES, ids=[s for s, _ in CASES])
def test_relations_of_a_sentence(sentence: str, relations: list[str]) -> None:
    assert stated(sentence) == relations
