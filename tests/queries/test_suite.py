"""The suite of questions over the graph of the samples' gold, each with the rows that a reader of the articles expects.

Keys of an entry in suite/*.yaml:
  ask          questions by language; all of an entry have the same answer
  columns      which columns are compared; `rows` are their values, in any order unless `ordered`
  distinct     rows that repeat count once;  contains: the answer may hold more rows
  either       these two columns are compared as a pair in whichever order they stand
  partner_of   the one of left and right that is not this name is compared as the column `one`
  second       columns and rows of the answer to a second question in the same sentence, or a list of these of more than one
  count        how many rows there are in all;  refused: the question must not be understood
Names are the Chinese ones whatever the language; lists are joined by +; 500亿, 800万 are amounts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.store import open_store
from queries import ask
from queries.compile_party import ENTITIES
from queries.names import open_names
from tests.neo4j.server import Server
from tests.queries import samples_graph

SUITE = Path(__file__).parent / "suite"
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(亿|万)")


def entries() -> Iterator[Any]:
    """Yield (question, entry) for every question of the suite."""
    for file in sorted(SUITE.glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            for language, questions in entry["ask"].items():
                skipped = entry.get("skip", {}).get(language, [])
                for question in questions:
                    if question not in skipped:
                        yield pytest.param(question, entry, id=f"{file.stem}: {question}")


@pytest.fixture(scope="module")
def chinese(store: Any) -> dict[str, str]:
    """English names → Chinese ones."""
    rows = open_names(store, ENTITIES).index.connection.execute(
        "SELECT name_en, name FROM entity WHERE name_en IS NOT NULL"
    )
    return dict(rows.fetchall())


def cell(value: Any, chinese: dict[str, str]) -> str:
    """Return a value as it is compared."""
    if isinstance(value, list):
        return "+".join(sorted(cell(v, chinese) for v in value))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"{Decimal(str(value)).normalize():f}"
    text = "" if value is None else str(value)
    amount = AMOUNT.fullmatch(text)
    if amount:
        return f"{(Decimal(amount[1]) * (10**8 if amount[2] == '亿' else 10**4)).normalize():f}"
    if "+" in text:
        return "+".join(sorted(text.split("+")))
    return chinese.get(text, text)


def found_rows(answer: Any, entry: dict[str, Any], chinese: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the answer's rows in the columns that the entry compares."""
    rows = []
    for raw in answer.rows:
        named = dict(zip(answer.columns, raw, strict=True))
        if "partner_of" in entry:
            one, other = cell(named["left"], chinese), cell(named["right"], chinese)
            named["one"] = other if one == entry["partner_of"] else one
        if "either" in entry:
            values = sorted(cell(named[c], chinese) for c in dict.fromkeys(entry["either"]))
            rows.append(tuple(values))
            continue
        rows.append(tuple(cell(named[c], chinese) for c in entry.get("only", entry["columns"])))
    return rows


@pytest.mark.parametrize(("question", "entry"), list(entries()))
def test_question(question: str, entry: dict[str, Any], store: Any, chinese: dict[str, str]) -> None:
    answer = ask(store, question, evidence=False)
    if entry.get("refused"):
        assert not answer.understood, f"read as {answer.reading}: {answer.rows[:3]}"
        return
    assert answer.understood, f"{answer.answer} {answer.suggestions}"
    if "second" in entry:
        halves = entry["second"] if isinstance(entry["second"], list) else [entry["second"]]
        assert len(answer.each()) == 1 + len(halves), answer.reading
        for half, expected in zip(answer.each()[1:], halves, strict=True):
            rows = [tuple(cell(v, chinese) for v in row) for row in expected["rows"]]
            assert Counter(found_rows(half, expected, chinese)) == Counter(rows), half.reading
    found = found_rows(answer, entry, chinese)
    expected = [tuple(cell(v, chinese) for v in row) for row in entry["rows"]]
    if "either" in entry:
        expected = [tuple(sorted(row)) for row in expected]
    if "count" in entry:
        assert len(found) == entry["count"], answer
    if entry.get("distinct"):
        found = list(dict.fromkeys(found))
    if entry.get("ordered"):
        assert found == expected, answer.reading
    elif entry.get("contains"):
        assert not Counter(expected) - Counter(found), f"{answer.reading}: {found}"
    else:
        assert Counter(found) == Counter(expected), answer.reading


def one_of_each() -> list[str]:
    """Return a question of every entry, Chinese and English by turns."""
    found = []
    for file in sorted(SUITE.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            languages = [asked for asked in entry["ask"].values() if asked]
            found.append(languages[number % len(languages)][0])
    return found


def test_a_server_answers_as_the_embedded_store_does(lts_server: Server, store: Any) -> None:
    with open_store(lts_server.url) as server:
        server.load(samples_graph.articles())
        for question in one_of_each():
            here, there = (ask(asked, question, evidence=False) for asked in (store, server))
            told = [(a.understood, a.columns, a.rows, a.answer) for a in (here, there)]
            assert (question, told[0]) == (question, told[1])


def test_the_suite_is_large_and_in_both_languages() -> None:
    counts: Counter[str] = Counter()
    refused = 0
    for file in SUITE.glob("*.yaml"):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            for language, questions in entry["ask"].items():
                counts[language] += len(questions)
                refused += len(questions) if entry.get("refused") else 0
    assert min(counts.values()) >= 100
    assert refused >= 20


PARAPHRASES = Path(__file__).parent / "paraphrases"


@pytest.mark.parametrize("file", sorted(PARAPHRASES.glob("*.yaml")), ids=lambda file: file.stem)
def test_paraphrases_are_answered_right_or_refused(file: Path, store: Any, chinese: dict[str, str]) -> None:
    """A wrong answer is worse than none: what is understood must be right, and what a file says is answered stays answered.

    How many were refused when a set was new is told at its top; `refused` entries are no success, only still refused.
    """
    right = wrong = 0
    every = yaml.safe_load(file.read_text(encoding="utf-8"))
    for entry in every:
        for question in (q for asked in entry["ask"].values() for q in asked):
            understood = ask(store, question, evidence=False).understood
            try:
                test_question(question, entry, store, chinese)
                right += 1
            except AssertionError:
                wrong += understood
    assert wrong == 0
    assert right >= 0.8 * len(every)
