"""Queries as analysts write them, for both engines. `python -m tests.graph.cypher_cases` writes the rows that Neo4j gives.

cypher_cases.yaml: `same` are constructs with a query and the rows that Neo4j 5.26 gave over the world of
tests/queries/fixture.py, which the embedded store gives too, and as `current` those of the current release where they differ;
`refused` are those that the embedded store does not run, with words of the message and, as `instead`, what runs on both.
docs/cypher.md and docs/cypher_examples.md are made of them.
"""

import dataclasses
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yaml")
PARAMETERS = {"who": "财政部", "statuses": ["actual", "committed"], "least": 1000, "most": 10, "none": []}


def load() -> dict[str, list[dict[str, Any]]]:
    """Return the cases."""
    found: dict[str, list[dict[str, Any]]] = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def plain(value: Any) -> Any:
    """Return a value of a row as JSON has it, fractions to twelve digits: their last ones hang on the order of the rows."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | Decimal | float):
        short = value if value == int(value) else round(float(f"{value:.12g}"), 6)
        return int(short) if short == int(short) else short
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain(dataclasses.asdict(value))
    if isinstance(value, dict):
        return {key: plain(item) for key, item in sorted(value.items())}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value


def rows(result: Any, cypher: str) -> list[Any]:
    """Return the rows, sorted where the query does not sort them."""
    found = [plain(row) for row in result.rows]
    return found if "ORDER BY" in cypher.rpartition("RETURN")[2] else sorted(found, key=json.dumps)


def write() -> None:
    """Ask a Neo4j for the rows of every case and write them to the file."""
    import os

    from graph.store import open_store
    from tests.neo4j.server import running
    from tests.queries import fixture

    cases = load()
    for release in ("lts", "current"):
        with running(release) as server:
            os.environ.update(NEO4J_USERNAME=server.username, NEO4J_PASSWORD=server.password)
            with open_store(server.url) as store:
                store.load(fixture.articles())
                for case in cases["same"]:
                    result = store.query(case["cypher"], PARAMETERS)
                    found = {"columns": result.columns, "rows": rows(result, case["cypher"])}
                    if release == "lts":
                        case.pop("current", None)
                        case |= found
                    elif found["rows"] != case["rows"]:
                        case["current"] = found["rows"]
    lines = []
    for part, entries in cases.items():
        lines.append(f"{part}:")
        for case in entries:
            shown = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in case.items())
            lines.append("- " + "\n  ".join(shown))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(write())
