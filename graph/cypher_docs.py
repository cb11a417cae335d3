"""The pages docs/cypher.md and docs/cypher_examples.md, made of the cases that the tests run.

`python -m graph.cypher_docs --write` makes them, in a checkout.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from graph.cypher_functions import CONVERSIONS, FUNCTIONS
from graph.cypher_parser import parse
from graph.cypher_reckon_calls import CALLS, NEEDS_ROW
from graph.cypher_rows import Runner
from graph.cypher_sums import SUMS
from graph.cypher_tokens import Unsupported
from graph.cypher_translate import translate

ROOT = Path(__file__).parents[1]
PAGES = {name: ROOT / "docs" / f"{name}.md" for name in ("cypher", "cypher_examples")}
CASES = ROOT / "tests" / "graph" / "cypher_cases.yaml"

HEAD = """# Cypher on both stores

<!-- Made by `python -m graph.cypher_docs --write` from tests/graph/cypher_cases.yaml: change it there. -->

Write ordinary Cypher. On Neo4j it runs untouched. On the embedded store it is read with the same grammar and said anew in the
engine's own language, so that it gives the rows that Neo4j gives. What cannot be said so as a whole is run clause by clause: the
engine is asked for what the patterns match, and lists, sums, subqueries and sorting are reckoned in this process, row by row,
which takes more time and memory: it may hold 500,000 rows at most, and lists and texts of 5,000,000 items or letters. What cannot
be run so either is refused, with its place and what to write instead. [cypher_examples.md](cypher_examples.md) lists what runs on
both: each query there is run in the tests on both stores over one graph, and its rows are compared.

Queries only read, unless `--write` is given. What reads or writes files or the network (`LOAD CSV`, `LOAD FROM`, `COPY`,
`INSTALL`, `ATTACH`, `EXPORT`, `apoc.load.*` and their like) is refused always, on both stores. That is judged by clauses, not by
words in texts, names or comments. Of procedures, only those that are known to read run without `--write`.

`jinmai cypher QUERY` runs one query. `jinmai shell` runs one after another, each ended by `;`: at a terminal with history and with
completion of labels, relations, properties and their values; from a pipe quietly, with exit code 1 where one failed. Both stop
after `--limit` rows and `--timeout` seconds, and on Ctrl-C, which cancels the query on either store; the shell goes on after it.

Where the stores still differ:

- A label, relation or property that the graph does not have is an error on both, with what was meant perhaps; a property that
  only other labels have is null on Neo4j and an error on the embedded store. A statement that writes may make new ones on Neo4j.
- Values of different types beside each other (`f.period > 2023`, where the period is text) are unequal or null in Neo4j and refused
  on the embedded store, which would convert one of them.
- `elementId()` and `id()` are the engine's own: they are good for comparing within one query.
- An undirected pattern meets an edge from a node to itself twice on the embedded store, once on Neo4j.
- `toUpper()` of a letter whose capital is several letters (ligatures, some Greek) keeps it on the embedded store; `ß` gives `SS`.
- A whole number in a column or list that holds fractions too may be a fraction on the embedded store (`2.0` for `2`, which are equal),
  and then one of more than 15 digits loses the last of them. Fractions may differ in the last digits; those of more than 12 digits
  are made no texts.
- What a pattern comprehension or an unsorted `COLLECT { }` or `collect()` lists is in no certain order on either store. `keys()` are in
  the order of docs/ontology.md on the embedded store, in none on Neo4j.
- A path that the embedded engine cannot be asked (quantified path patterns, `SHORTEST 3`, a condition on a shortest path, paths
  without a greatest length where one of this graph can have more than 30 relationships) is walked in this process, over the
  relationships that its types allow: along 300,000 paths at once at most, beyond which it is refused.
- Where several paths are equally short, which of them `shortestPath()`, `SHORTEST 2` and `ANY` choose is not certain on either store.
- `shortestPath()` between nodes that may be one is an error on Neo4j as soon as they are, and finds none from a node to itself on the
  embedded store. `*0..` finds that of no relationship on both.
- `db.labels()` names the label of a node that the store keeps for itself (`_Jinmai`) on Neo4j.
- `USING` is left out on the embedded store, which also gives the rows of a query behind `PROFILE`, but no plan.
- A regular expression means what it means to Neo4j. On the embedded store what its engine lacks
  (looking ahead and behind, referring back, `\\b`, `&&` within brackets, more than 1000 repeats) is refused.
- `toInteger()` of a text with blanks around the number is null, on the current release of Neo4j the number.
- A parameter is read as JSON, or else as text: `-p who=5` is a number, `-p who='"5"'` a text, and no name is equal to a number.
"""
DATES = (
    "`date(…) + duration('P1Y2M3D')`, `date(…) - duration({months: 2, days: 3})`, `duration.between(first, last).months`, "
    "`duration.inDays(first, last).days` and `date.truncate('month', date(…))`, with durations in whole days or more."
)


EXAMPLES = """# Cypher that runs on both stores

<!-- Made by `python -m graph.cypher_docs --write` from tests/graph/cypher_cases.yaml: change it there. -->

What differs between the stores, and what the embedded one refuses, is in [cypher.md](cypher.md).
"""


def pages() -> dict[str, str]:
    """Return the pages by their names."""
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    examples = [
        EXAMPLES,
        "| construct | you write | the embedded engine is asked (… the rest is reckoned row by row) |",
        "|---|---|---|",
    ]
    examples += [_row(case["construct"], case["cypher"], _asked(case["cypher"])) for case in cases["same"]]
    lines = [HEAD]
    lines += [
        "## What the embedded store refuses\n",
        "| construct | for example | the message says | write instead |",
        "|---|---|---|---|",
    ]
    lines += [
        _row(case["construct"], case["cypher"], case["says"], case.get("instead", "")) for case in cases["refused"]
    ]
    names = ", ".join(f"`{name}`" for name in sorted({*FUNCTIONS, *SUMS, *CONVERSIONS, *CALLS, *NEEDS_ROW}))
    lines += ["\n## Functions of the embedded store\n", f"In any case of letters: {names}. Dates: {DATES}\n"]
    return {"cypher": "\n".join(lines), "cypher_examples": "\n".join(examples) + "\n"}


def _asked(cypher: str) -> str:
    parameters = {"who": "x", "statuses": ["x"], "least": 1, "most": 1, "none": []}
    try:
        asked = translate(cypher, parameters, _longest).cypher.replace("`", "")
    except Unsupported:
        return _first_asked(cypher, parameters)
    return "as it is" if asked == cypher else asked


def _first_asked(cypher: str, parameters: Mapping[str, Any]) -> str:
    """Return what the engine is asked first of a query that is run clause by clause."""
    asked: list[str] = []

    def ask(query: str, given: Mapping[str, Any]) -> list[Sequence[Any]]:
        asked.append(query)
        return []

    Runner(parse(cypher), parameters, ask, _longest).run()
    return f"{asked[0]} …".replace("`", "") if asked else "nothing"


def _longest(types: frozenset[str] | None, directed: bool, shortest: bool) -> int:
    return 5  # as in the graphs of the tests


def _row(construct: str, *cells: Any) -> str:
    shown = (cell if cell in ("as it is", "nothing", "") else f"`` {cell} ``" for cell in cells)
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in (construct, *shown)) + " |"


def main(arguments: list[str]) -> int:
    """Write the pages, or say whether they are stale."""
    if not CASES.exists():
        print("the cases are in a checkout only: run this there", file=sys.stderr)
        return 1
    made = pages()
    if "--write" in arguments:
        for name, text in made.items():
            PAGES[name].write_text(text, encoding="utf-8")
        return 0
    stale = [
        page.name for name, page in PAGES.items() if not page.exists() or page.read_text(encoding="utf-8") != made[name]
    ]
    told = f"{', '.join(stale)}: run python -m graph.cypher_docs --write" if stale else "up to date"
    print(f"the pages on Cypher are {'stale, ' if stale else ''}{told}")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
