"""The tables of the embedded store, generated from the ontology."""

from collections.abc import Iterator

from graph.ontology import Ontology, Property

TYPES = {
    "string": "STRING",
    "text": "STRING",
    "strings": "STRING[]",
    "integer": "INT64",
    "number": "DOUBLE",
    "boolean": "BOOL",
    "bytes": "BLOB",
}


def statements(ontology: Ontology) -> Iterator[str]:
    """Yield the statements that make an empty store."""
    for label in ontology.labels.values():
        yield f"CREATE NODE TABLE {label.name}({_columns(label.properties)}, PRIMARY KEY(id))"
    for relation in ontology.relations.values():
        pairs = ", ".join(f"FROM {head} TO {tail}" for head, tail in relation.pairs)
        columns = _columns(relation.properties)
        yield f"CREATE REL TABLE {relation.name}({pairs}{', ' if columns else ''}{columns})"


def _columns(properties: tuple[Property, ...]) -> str:
    return ", ".join(f"{prop.name} {TYPES[prop.type]}" for prop in properties)
