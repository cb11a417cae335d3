"""The samples' gold in an embedded store: a graph with known answers for networks, drawings and exports."""

from pathlib import Path

from graph.store import Store, open_store
from tests.gold_facts import gold_facts


def samples_store(folder: Path) -> Store:
    """Return a new store that holds the samples' gold."""
    store = open_store(f"ladybug:{folder / 'samples.db'}")
    store.load(gold_facts())
    return store
