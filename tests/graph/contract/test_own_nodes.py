"""Nodes that an analyst made by hand, without a name or an id: questions are answered and the graph is kept as before."""

from pathlib import Path

from graph.backup import backup, check
from graph.ontology import load
from graph.store import Store
from queries import ask
from tests.queries import fixture

QUESTION = "哪些基金和哪些园区有关？"


def test_questions_and_backups_survive_them(store: Store, tmp_path: Path) -> None:
    store.load(fixture.articles())
    before = ask(store, QUESTION).rows
    for label in load().labels:
        store.query(f"CREATE (:{label} {{id: '{label}:own'}})", write=True)
    if not store.url.startswith("ladybug:"):  # there every node has its id, and every property its type
        for label in load().labels:
            store.query(f"CREATE (:{label} {{kind: 'own'}})", write=True)
            given = "{id: $id, name: 5, aliases: 'abc', tags: 7, name_en: 3, kind: 9}"
            store.query(f"CREATE (:{label} {given})", {"id": f"{label}:odd"}, write=True)
        made = "MATCH (n:Fund {kind: 'own'}), (a:Article {kind: 'own'}) CREATE (n)-[:MENTIONED_IN]->(a)"
        store.query(made, write=True)
    if hasattr(store, "_jinmai_names"):
        del store._jinmai_names
    assert before and ask(store, QUESTION).rows == before
    assert len(list(store.articles())) == len(fixture.articles())
    backup(store, tmp_path / "kept.backup")
    assert check(tmp_path / "kept.backup")[1].articles == len(fixture.articles())
    assert store.load(fixture.articles()).unchanged == len(fixture.articles())
