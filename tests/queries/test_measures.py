"""`jinmai top --write`: the measure becomes a property, and `stats` tells what it was measured on."""

import json
from pathlib import Path

from click.testing import CliRunner

from graph.store import open_store
from queries.cli import main
from tests.queries.samples_graph import articles


def test_a_written_measure_is_asked_for_and_told(tmp_path: Path) -> None:
    url = f"ladybug:{tmp_path / 'g.db'}"
    with open_store(url) as store:
        store.load(articles())
    runner = CliRunner()
    done = runner.invoke(main, ["top", "--by", "degree", "--write", "-n", "1", "--json", "--store", url])
    assert done.exit_code == 0, done.output
    ((name, value),) = [(row["name"], row["degree"]) for row in json.loads(done.stdout)]
    asked = runner.invoke(
        main,
        [
            "cypher",
            "MATCH (n) WHERE n.name = $name RETURN n.degree AS d",
            "-p",
            f"name={name}",
            "--json",
            "--store",
            url,
        ],
    )
    assert round(json.loads(asked.stdout)[0]["d"], 6) == value
    stats = json.loads(runner.invoke(main, ["stats", "--json", "--store", url]).stdout)
    assert stats["measures"] == {"degree in links": True}
