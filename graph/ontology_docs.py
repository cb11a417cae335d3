"""The docs page of the ontology, generated from schema.yaml."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.ontology import Names, Ontology, Property, Relation

DOCS = Path(__file__).parent.parent / "docs" / "ontology.md"


def stale(ontology: Ontology) -> dict[Path, str]:
    """Return the generated files that differ from what the ontology gives, with the content they should have."""
    wanted = {DOCS: page(ontology)}
    return {
        path: text for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def page(ontology: Ontology) -> str:
    """Return docs/ontology.md: labels, kinds, tags, relations, properties and closed lists with their names."""
    return "\n".join(
        [*_head(ontology), *_labels(ontology), *_relations(ontology), *_properties(ontology), *_enums(ontology)]
    )


def _head(ontology: Ontology) -> Iterator[str]:
    yield "<!-- Generated from graph/schema.yaml by `python -m graph.ontology --write`; do not edit. -->"
    yield "# The ontology 本体"
    yield ""
    yield f"What the graph can say (schema version {ontology.version}); it is the same on every store."
    yield ""


def _labels(ontology: Ontology) -> Iterator[str]:
    yield "## Labels 节点"
    yield ""
    yield from _table(
        ("label", "中文", "English", "what it is"),
        [(f"`{n}`", "、".join(label.names.zh), label.names.en[0], label.about) for n, label in ontology.labels.items()],
    )
    for name, label in ontology.labels.items():
        for title, members in (("Kinds", label.kinds), ("Tags", label.tags)):
            if members:
                yield f"### {title} of {name}"
                yield ""
                yield from _name_table(members)


def _relations(ontology: Ontology) -> Iterator[str]:
    for title, stated in (("Relations that articles state 关系", True), ("Structure 结构", False)):
        yield f"## {title}"
        yield ""
        yield from _table(
            ("type", "中文", "English", "from → to", "what it says"),
            [
                (f"`{n}`", "、".join(r.names.zh), r.names.en[0], _ends(r), r.about)
                for n, r in ontology.relations.items()
                if r.stated is stated
            ],
        )


def _ends(relation: Relation) -> str:
    """Write the pairs as groups of heads that share their tails."""
    tails: dict[str, list[str]] = {}
    for head, tail in relation.pairs:
        tails.setdefault(head, []).append(tail)
    groups: dict[tuple[str, ...], list[str]] = {}
    for head, ends in tails.items():
        groups.setdefault(tuple(ends), []).append(head)
    arrow = " ↔ " if relation.symmetric else " → "
    return "; ".join(", ".join(heads) + arrow + ", ".join(ends) for ends, heads in groups.items())


def _properties(ontology: Ontology) -> Iterator[str]:
    yield "## Properties 属性"
    yield ""
    owners: dict[tuple[Property, ...], list[str]] = {}
    for label in ontology.labels.values():
        owners.setdefault(label.properties, []).append(label.name)
    for relation in ontology.relations.values():
        owners.setdefault(relation.properties, []).append(relation.name)
    for properties, names in owners.items():
        if not properties:
            yield f"No properties: {', '.join(names)}."
            yield ""
            continue
        yield f"### {', '.join(names)}"
        yield ""
        yield from _table(
            ("property", "type", "中文", "English", "note"),
            [
                (f"`{p.name}`", f"enum {p.enum}" if p.enum else p.type, p.zh, p.en, p.note)
                for p in properties
                if not p.hidden
            ],
        )


def _enums(ontology: Ontology) -> Iterator[str]:
    yield "## Closed lists 取值"
    yield ""
    for name, values in ontology.enums.items():
        yield f"### {name}"
        yield ""
        yield from _name_table(values)


def _name_table(members: Mapping[str, Names]) -> Iterator[str]:
    return _table(
        ("value", "中文", "English"), [(f"`{k}`", "、".join(v.zh), ", ".join(v.en)) for k, v in members.items()]
    )


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""
