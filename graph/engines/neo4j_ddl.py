"""The constraints and indexes of a Neo4j store, generated from the ontology."""

from collections.abc import Iterator

from graph.ontology import Ontology

GUARD = "_Jinmai"  # label of the store's own nodes: the writer's turn, and the decisions where there are any
VERSION = "jinmai_schema_"  # an index of this name and the version's number marks the database as ours
FILLING = "filling"  # id of the store's own node that is there while a load fills an empty database by itself
UPGRADE = "upgrade"  # id of the store's own node that is there while the database is upgraded
NAMES = "jinmai_names"  # the full-text index over names and aliases

# Properties that the store itself finds nodes by.
LOOKED_UP = (("Person", "_key"), ("Flow", "_block"), ("Flow", "_rest"), ("Observation", "_rest"))
# Properties that analysts find nodes by; names of entities besides.
ASKED_FOR = (
    ("Flow", "period"),
    ("Flow", "instrument"),
    ("Observation", "measure"),
    ("Article", "date"),
    ("Article", "source"),
)


def constraints(ontology: Ontology) -> Iterator[str]:
    """Yield the statements that make ids unique; each may be run again."""
    for label in ontology.labels:
        yield f"CREATE CONSTRAINT jinmai_{label}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    yield f"CREATE CONSTRAINT jinmai_guard IF NOT EXISTS FOR (n:{GUARD}) REQUIRE n.id IS UNIQUE"


def indexes(ontology: Ontology) -> Iterator[str]:
    """Yield the statements that make the indexes, full text among them; each may be run again."""
    named = [(label, "name") for label in ontology.entity_labels]
    for label, name in (*LOOKED_UP, *ASKED_FOR, *named):
        yield f"CREATE INDEX jinmai_{label}_{name.strip('_')} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    labels = "|".join(ontology.entity_labels)
    yield (
        f"CREATE FULLTEXT INDEX {NAMES} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.name_en, n.aliases] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}}"
    )


def mark(version: int) -> str:
    """Return the statement that marks the database with the version of the ontology.

    The mark is an index and not a node, so that counting all nodes gives the same number on every store.
    """
    return f"CREATE INDEX {VERSION}{version} IF NOT EXISTS FOR (n:{GUARD}) ON (n.schema_{version})"


def unmark(version: int) -> str:
    """Return the statement that takes the mark of a version away."""
    return f"DROP INDEX {VERSION}{version} IF EXISTS"
