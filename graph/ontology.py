"""Loads and checks the ontology of schema.yaml; `python -m graph.ontology --write` regenerates what is made from it."""

import functools
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SCHEMA = Path(__file__).with_name("schema.yaml")
RESERVED = Path(__file__).with_name("reserved.txt")
TYPES = ("string", "text", "strings", "integer", "number", "boolean", "bytes")
NOT_ENTITIES = ("Flow", "Observation", "Article")


@dataclass(frozen=True, slots=True)
class Names:
    """What something is called: the first name of each language is shown, the others are understood."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or an edge; `enum` names its closed list of values."""

    name: str
    type: str
    zh: str
    en: str
    enum: str | None = None
    note: str = ""
    hidden: bool = False
    derived: bool = False  # computed from the graph on request, no part of what articles say


def stated(properties: Iterable[Property]) -> list[Property]:
    """Return the properties that are neither the store's own bookkeeping nor computed on request."""
    return [prop for prop in properties if not (prop.hidden or prop.derived)]


@dataclass(frozen=True, slots=True)
class Label:
    """A node label with its kinds, finer tags and properties."""

    name: str
    names: Names
    about: str
    properties: tuple[Property, ...]
    kinds: Mapping[str, Names] = field(default_factory=dict)
    tags: Mapping[str, Names] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge type; `pairs` are the labels that it may join, `known` where the gazetteer states it too."""

    name: str
    names: Names
    about: str
    pairs: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...]
    symmetric: bool = False
    known: bool = False
    stated: bool = True  # between entities, said by an article; False for the edges that the graph is built with


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything of schema.yaml, typed; `relations` holds the stated relations first, then the structure."""

    version: int
    labels: Mapping[str, Label]
    relations: Mapping[str, Relation]
    enums: Mapping[str, Mapping[str, Names]]

    @property
    def entity_labels(self) -> tuple[str, ...]:
        """The labels of what articles name: all but Flow, Observation and Article."""
        return tuple(name for name in self.labels if name not in NOT_ENTITIES)

    @property
    def stated_relations(self) -> tuple[str, ...]:
        """The relations that an article states between entities."""
        return tuple(name for name, relation in self.relations.items() if relation.stated)

    def properties(self) -> Iterator[Property]:
        """Yield the properties of every label and relation."""
        for label in self.labels.values():
            yield from label.properties
        for relation in self.relations.values():
            yield from relation.properties

    def kinds(self, label: str) -> tuple[str, ...]:
        """The kinds of a label, empty where it has none."""
        return tuple(self.labels[label].kinds)

    def values(self, enum: str) -> tuple[str, ...]:
        """The values of a closed list."""
        return tuple(self.enums[enum])

    def allows(self, relation: str, head: str, tail: str) -> bool:
        """Whether the relation may join the labels, in that direction or, if symmetric, in either."""
        found = self.relations.get(relation)
        return found is not None and ((head, tail) in found.pairs or (found.symmetric and (tail, head) in found.pairs))


class OntologyError(ValueError):
    """The schema contradicts itself; the message lists every problem."""


@functools.cache
def load() -> Ontology:
    """Return the ontology of the package, checked; raises `OntologyError`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where libyaml is there
    ontology = parse(yaml.load(SCHEMA.read_text(encoding="utf-8"), loader))
    found = list(problems(ontology))
    if found:
        raise OntologyError(f"{SCHEMA.name}: " + "; ".join(found))
    return ontology


def parse(raw: Mapping[str, Any]) -> Ontology:
    """Turn the YAML of a schema into typed objects, without judging it."""
    sets = {name: _properties(properties) for name, properties in raw["properties"].items()}
    tags = raw.get("tags", {})
    labels = {
        name: Label(
            name=name,
            names=_names(entry),
            about=entry["about"],
            properties=sets[entry["properties"]],
            kinds={kind: _names(value) for kind, value in entry.get("kinds", {}).items()},
            tags={tag: _names(value) for tag, value in tags.get(name, {}).items()},
        )
        for name, entry in raw["labels"].items()
    }
    relations = {}
    for group, default in (("relations", "stated"), ("structure", None)):
        for name, entry in raw[group].items():
            pairs = entry.get("pairs") or [(head, tail) for head in entry["from"] for tail in entry["to"]]
            properties = entry.get("properties", default)
            relations[name] = Relation(
                name=name,
                names=_names(entry),
                about=entry["about"],
                pairs=tuple((head, tail) for head, tail in pairs),
                properties=sets[properties] if properties else (),
                symmetric=entry.get("symmetric", False),
                known=entry.get("known", False),
                stated=group == "relations",
            )
    enums = {name: {key: _names(value) for key, value in values.items()} for name, values in raw["enums"].items()}
    return Ontology(raw["version"], labels, relations, enums)


def _names(entry: Mapping[str, Any]) -> Names:
    return Names(tuple(map(str, entry["zh"])), tuple(map(str, entry["en"])))


def _properties(raw: Mapping[str, Mapping[str, Any]]) -> tuple[Property, ...]:
    return tuple(Property(name=name, **entry) for name, entry in raw.items())


@functools.cache
def reserved() -> frozenset[str]:
    """Return the words that neither store's grammar takes as a bare name, in upper case."""
    lines = RESERVED.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def problems(ontology: Ontology) -> Iterator[str]:
    """Yield what is wrong with an ontology: unknown ends, types or enums, names twice, words that Cypher reserves."""
    for label in ontology.labels.values():
        yield from _property_problems(ontology, label.name, label.properties)
        if "id" not in {p.name for p in label.properties}:
            yield f"{label.name} has no id"
    for relation in ontology.relations.values():
        yield from _property_problems(ontology, relation.name, relation.properties)
        for end in sorted({end for pair in relation.pairs for end in pair} - set(ontology.labels)):
            yield f"{relation.name} joins {end}, which is no label"
        if not relation.name.isupper():
            yield f"{relation.name} is not in capitals"
    for word in [*ontology.labels, *ontology.relations]:
        if word.upper() in reserved():
            yield f"{word} is a word of Cypher's grammar"
    yield from _name_problems(ontology)


def _property_problems(ontology: Ontology, owner: str, properties: tuple[Property, ...]) -> Iterator[str]:
    for prop in properties:
        if prop.type not in TYPES:
            yield f"{owner}.{prop.name} has the unknown type {prop.type}"
        if prop.enum and prop.enum not in ontology.enums:
            yield f"{owner}.{prop.name} names the unknown enum {prop.enum}"
        if prop.name.upper() in reserved():
            yield f"{owner}.{prop.name} is a word of Cypher's grammar"
        if prop.hidden != prop.name.startswith("_"):
            yield f"{owner}.{prop.name}: hidden properties, and only they, begin with an underscore"


def _name_problems(ontology: Ontology) -> Iterator[str]:
    groups: list[tuple[str, Mapping[str, Names]]] = [
        ("labels", {name: label.names for name, label in ontology.labels.items()}),
        ("relations", {name: relation.names for name, relation in ontology.relations.items()}),
        *((f"enum {name}", values) for name, values in ontology.enums.items()),
    ]
    for label in ontology.labels.values():
        groups += [(f"kinds of {label.name}", label.kinds), (f"tags of {label.name}", label.tags)]
    for group, members in groups:
        shown: dict[str, str] = {}
        for key, names in members.items():
            if not names.zh or not names.en:
                yield f"{group}: {key} lacks a name in zh or en"
                continue
            for name in (names.zh[0], names.en[0]):
                if shown.setdefault(name, key) != key:
                    yield f"{group}: {key} and {shown[name]} are both shown as {name}"


def main(arguments: list[str]) -> int:
    """Write the generated files (`--write`), or tell which of them are stale (exit code 1)."""
    from graph import ontology_docs

    stale = ontology_docs.stale(load())
    if arguments == ["--write"]:
        for path, content in stale.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.name} is stale: run `python -m graph.ontology --write`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
