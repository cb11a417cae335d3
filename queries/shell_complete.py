"""Completion in the shell: labels, relations, properties and their closed values, parameters and words of Cypher."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph.cypher_functions import AGGREGATES, FUNCTIONS
from graph.ontology import Label, Names, Property, Relation, load

_WORDS = """MATCH OPTIONAL WHERE RETURN WITH DISTINCT UNWIND UNION ORDER BY DESC LIMIT SKIP AND OR NOT IN AS IS NULL CASE WHEN THEN
ELSE END EXISTS COUNT CALL CONTAINS STARTS ENDS shortestPath allShortestPaths type labels elementId"""
_STRING = re.compile(r"(?P<owner>\w+)?\.?\b(?P<name>\w+)\s*(?:=|<>|:)\s*'(?P<start>[^'\\]*)$")
_BOUND = re.compile(r"[(\[]\s*(?P<name>\w+)\s*:(?P<types>[\w|:& ]+)")
_INSIDE = re.compile(r":(?P<types>[\w|:& ]+)\{[^{}]*$")
_WORD = re.compile(r"\w*$")


class Candidate(NamedTuple):
    """What may stand in place of the last `length` characters, and what it is."""

    text: str
    length: int
    about: str


def complete(
    text: str, commands: Iterable[str] = (), parameters: Mapping[str, object] | None = None
) -> list[Candidate]:
    """Return what may follow the text, which ends at the cursor; the best first."""
    if text.lstrip().startswith(":"):
        start = text.lstrip()
        return [Candidate(name, len(start), "") for name in commands if name.startswith(start)]
    valued = _STRING.search(text)
    if _open_string(text):
        return list(_values(text, valued)) if valued else []
    word = _WORD.search(text)
    start = word.group() if word else ""
    before = text[: len(text) - len(start)]
    return [
        Candidate(name, len(start), about)
        for name, about in _following(text, before, parameters or {})
        if name.lower().startswith(start.lower())
    ]


def _following(text: str, before: str, parameters: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    ontology = load()
    last = before.rstrip()[-1:]
    opened = _opened(before)
    if before.endswith("$"):
        yield from ((name, repr(value)) for name, value in parameters.items())
    elif before.endswith("."):
        owner = re.search(r"(\w+)\.$", before)
        yield from _properties(_types(text, owner.group(1) if owner else ""))
    elif opened == "{" and (last in "{,"):
        inside = _INSIDE.search(before)
        yield from _properties(_names(inside["types"]) if inside else [])
    elif opened == "[" and last in ":|":
        yield from ((r.name, _shown(r.names)) for r in ontology.relations.values())
    elif last in (":", "|", "&", "!"):
        yield from ((label.name, _shown(label.names)) for label in ontology.labels.values())
    else:
        yield from ((name, "") for name in dict.fromkeys(m["name"] for m in _BOUND.finditer(text)))
        yield from ((name, "") for name in _WORDS.split())
        yield from ((name, "function") for name in (*AGGREGATES, *FUNCTIONS))


def _open_string(text: str) -> bool:
    return re.sub(r"\\.", "", text).count("'") % 2 == 1


def _opened(text: str) -> str:
    """Return the last bracket that is open at the end of the text."""
    stack: list[str] = []
    for char in re.sub(r"'(?:\\.|[^'\\])*'", "", text):
        if char in "([{":
            stack.append(char)
        elif char in ")]}" and stack:
            stack.pop()
    return stack[-1] if stack else ""


def _names(types: str) -> list[str]:
    return re.findall(r"\w+", types)


def _types(text: str, variable: str) -> list[str]:
    """Return the labels or relations that the text gives a variable."""
    return [name for m in _BOUND.finditer(text) if m["name"] == variable for name in _names(m["types"])]


def _owners(types: Iterable[str]) -> list[Label | Relation]:
    ontology = load()
    every: dict[str, Label | Relation] = {**ontology.labels, **ontology.relations}
    return [every[name] for name in types if name in every] or list(every.values())


def _properties(types: Iterable[str]) -> Iterator[tuple[str, str]]:
    found: dict[str, Property] = {}
    for owner in _owners(types):
        for prop in owner.properties:
            if not prop.hidden:
                found.setdefault(prop.name, prop)
    yield from ((name, f"{prop.zh} · {prop.en}") for name, prop in found.items())


def _values(text: str, valued: re.Match[str]) -> Iterator[Candidate]:
    types = _types(text, valued["owner"] or "")
    if not types:
        inside = _INSIDE.search(text)
        types = _names(inside["types"]) if inside else []
    names: dict[str, Names] = {}
    for owner in _owners(types):
        for prop in owner.properties:
            if prop.name == valued["name"] and prop.enum:
                names |= load().enums[prop.enum]
        if valued["name"] == "kind" and isinstance(owner, Label):
            names |= owner.kinds
    for name, known in names.items():
        if name.startswith(valued["start"]):
            yield Candidate(name, len(valued["start"]), _shown(known))


def _shown(names: Names) -> str:
    return f"{names.zh[0]} · {names.en[0]}"
