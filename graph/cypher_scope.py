"""What the translation knows of variables, labels and properties."""

import difflib
import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.cypher_tokens import CypherError, place
from graph.cypher_tree import Labels
from graph.ontology import load

PLAIN = {
    "string": "string",
    "text": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "strings": "list",
}


@dataclass(frozen=True, slots=True)
class Binding:
    """A variable: how it is spelled for the engine, what it is, and the labels or types that it may have, where known."""

    spelled: str
    kind: str  # node, edge, edges (of variable length), path, value
    names: frozenset[str] | None = None
    nullable: bool = False
    type: str | None = None
    items: str | None = None  # the type of what a list holds
    numbers: frozenset[str] | None = None  # what a number, or those of a list, may be; see cypher_numbers
    full: bool = False  # whether a list certainly holds no null
    either: bool = False  # whether an edge was met in either direction
    witness: str = ""  # of a path that may be missing: the spelling of what is null where it is


@functools.cache
def label_names() -> tuple[str, ...]:
    """The labels of nodes."""
    return tuple(load().labels)


@functools.cache
def type_names() -> tuple[str, ...]:
    """The types of edges."""
    return tuple(load().relations)


@functools.cache
def properties(names: frozenset[str] | None, edge: bool) -> dict[str, str]:
    """Return the properties that any of the labels or types has, with their plain types."""
    return {name: PLAIN.get(kind, "other") for name, kind in exact(names, edge).items()}


@functools.cache
def exact(names: frozenset[str] | None, edge: bool) -> dict[str, str]:
    """Return the properties with their types as the ontology has them: an integer is one, a list is of texts."""
    loaded = load()
    chosen = loaded.relations.values() if edge else loaded.labels.values()
    return {prop.name: prop.type for one in chosen if names is None or one.name in names for prop in one.properties}


def selected(labels: Labels | None, edge: bool, text: str) -> frozenset[str] | None:
    """Return the labels or types that an expression allows, None for all; raises `CypherError` for an unknown one."""
    if labels is None:
        return None
    known = type_names() if edge else label_names()
    found = _evaluate(labels, frozenset(known), "type of relation" if edge else "label", text)
    if not found:
        what = "relation has two types" if edge else "node has two labels"
        raise CypherError(f"no {what} here: write | for one or the other (at {place(text, labels.start)})")
    return None if found == frozenset(known) else found


def _evaluate(labels: Labels, known: frozenset[str], what: str, text: str) -> frozenset[str]:
    if labels.operator == "%":
        return known
    if labels.operator == "name":
        if labels.name not in known:
            raise unknown(what, labels.name, known, text, labels.start)
        return frozenset({labels.name})
    parts = [_evaluate(part, known, what, text) for part in labels.parts]
    if labels.operator == "!":
        return known - parts[0]
    return parts[0] | parts[1] if labels.operator == "|" else parts[0] & parts[1]


def unknown(what: str, name: str, known: Collection[str], text: str, start: int) -> CypherError:
    """Return the error about a name that is not there, with what was meant perhaps."""
    near = close(name, known)
    hint = (
        f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(sorted(known))}" if known else ""
    )
    return CypherError(f"there is no {what} {name} (at {place(text, start)}){hint}")


def not_given(name: str, text: str, start: int) -> CypherError:
    """Return the error about a parameter that nobody gave."""
    return CypherError(f"the parameter ${name} is not given: say -p {name}=VALUE (at {place(text, start)})")


def close(name: str, known: Iterable[str]) -> list[str]:
    """Return the known names that may have been meant."""
    folded = {other.lower(): other for other in known}
    near = difflib.get_close_matches(name.lower(), folded, 3, 0.6)
    return [folded[other] for other in near]
