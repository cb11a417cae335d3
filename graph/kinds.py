"""Kinds of entities as people write them: labels, kinds and tags by key or by any of their names, Chinese or English."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from graph.ontology import load


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return what each name in lower case means: `Label`, or `Label.kind` for a kind or a tag."""
    ontology = load()
    found: dict[str, set[str]] = {}
    for label in ontology.entity_labels:
        entry = ontology.labels[label]
        for name in (label, *entry.names.zh, *entry.names.en):
            found.setdefault(name.casefold(), set()).add(label)
        for key, names in [*entry.kinds.items(), *entry.tags.items()]:
            for name in (key, *names.zh, *names.en):
                found.setdefault(name.casefold(), set()).add(f"{label}.{key}")
    return {name: frozenset(meant) for name, meant in found.items()}


def meant_by(text: str) -> frozenset[str]:
    """Return what a label, kind or tag means, for `is_one_of`; raises `ValueError` that names what is near.

    A key as the ontology writes it means that alone (`program` is a kind, `Program` the label); any other name, in any case,
    means all that is called so.
    """
    ontology = load()
    said = text.strip()
    if said in ontology.entity_labels:
        return frozenset([said])
    labels = [ontology.labels[label] for label in ontology.entity_labels]
    if keyed := frozenset(f"{label.name}.{said}" for label in labels if said in label.kinds or said in label.tags):
        return keyed
    if known := _names().get(said.casefold()):
        return known
    near = get_close_matches(said.casefold(), _names(), 3)
    raise ValueError(f"{text!r} is no label, kind or tag of entities" + (f": {', '.join(near)}?" if near else ""))


def is_one_of(record: Mapping[str, Any], wanted: Collection[str]) -> bool:
    """Tell whether an entity is of a label, a kind or a tag that is wanted; `Label.kind` is that kind of that label alone."""
    label, kind = record.get("node"), record.get("kind")
    finer = [*([kind] if kind else []), *(record.get("tags") or [])]
    return label in wanted or any(key in wanted or f"{label}.{key}" in wanted for key in finer)
