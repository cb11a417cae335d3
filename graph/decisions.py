"""Decisions of a person that override the machine: a plain-text file, a decision a line, undone by deleting the line.

    # comment
    same A = B                      A is B; the node is called B
    different A / B                 A and B are two, whatever the machine thinks
    reject FACT                     the fact is wrong: a Flow's or Observation's id, or HEAD TYPE TAIL
    correct FACT field = value      a Flow's or Observation's field, or an entity's kind, name or name_en

A and B are names (of any label) or ids (`Institution:科学技术部`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.merge_names import digest, normal_id, normal_name
from graph.ontology import load

_RULES = {
    "same": re.compile(r"same\s+(?P<a>.+?)\s+=\s+(?P<b>.+)"),
    "different": re.compile(r"different\s+(?P<a>.+?)\s+/\s+(?P<b>.+)"),
    "reject": re.compile(r"reject\s+(?:(?P<head>.+?)\s+(?P<type>[A-Z_]+)\s+(?P<tail>.+)|(?P<id>\S+))"),
    "correct": re.compile(r"correct\s+(?P<id>.+?)\s+(?P<field>[a-z_]+)\s+=(?:\s+(?P<value>.*))?"),
}
ENTITY_FIELDS = ("kind", "name", "name_en")
FLOW_FIELDS = (
    "amount",
    "amount_min",
    "currency",
    "instrument",
    "status",
    "per",
    "cumulative",
    "period",
    "qualifier",
    "recipient_count",
    "condition",
)
FACTS = ("Flow", "Observation")
ALWAYS = ("name", "status", "cumulative", "measure", "value")  # what is never empty
OBSERVATION_FIELDS = ("measure", "value", "unit", "status", "period", "qualifier")


class DecisionError(ValueError):
    """A line of the decisions file that cannot be followed; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of a fact or an entity set to a value; None empties it."""

    target: str
    field: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions in force; names in normal form. `text` is what they were read from."""

    text: str = ""
    same: Mapping[str, str] = field(default_factory=dict)
    different: tuple[tuple[str, str], ...] = ()
    rejected_facts: frozenset[str] = frozenset()
    rejected_edges: frozenset[tuple[str, str, str]] = frozenset()
    corrections: tuple[Correction, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of what the decisions say, comments and order of lines aside."""
        return digest(*sorted(_lines(self.text)))

    def __len__(self) -> int:
        """How many decisions there are."""
        return len(list(_lines(self.text)))

    def __bool__(self) -> bool:
        return len(self) > 0

    def canonical(self, entity_id: str) -> str:
        """Follow `same` from an id in normal form to the id that stands in the end."""
        if not self.same:
            return entity_id
        seen = [entity_id]
        while (further := self._step(seen[-1])) is not None and further not in seen:
            seen.append(further)
        return seen[-1] if further is None else min(seen[seen.index(further) :])

    def _step(self, entity_id: str) -> str | None:
        label, _, rest = entity_id.partition(":")
        other = self.same.get(entity_id) or self.same.get(rest)
        if other is None:
            return None
        return other if has_label(other) else f"{label}:{other}"

    def apart(self, entity_id: str) -> Iterator[str]:
        """Yield the names that `different` keeps apart from the entity, in normal form and without label."""
        rest = entity_id.partition(":")[2]
        for a, b in self.different:
            for one, other in ((a, b), (b, a)):
                if one in (entity_id, rest):
                    yield other.partition(":")[2] if has_label(other) else other

    def rejects_edge(self, kind: str, head: str, tail: str) -> bool:
        """Whether an edge is rejected; its ends are named by id or by name."""
        if not self.rejected_edges:
            return False
        heads, tails = (head, head.partition(":")[2]), (tail, tail.partition(":")[2])
        ends = [(h, t) for h in heads for t in tails]
        if load().relations[kind].symmetric:
            ends += [(t, h) for h, t in ends]
        return any((kind, h, t) in self.rejected_edges for h, t in ends)


NO_DECISIONS = Decisions()


def has_label(name: str) -> bool:
    """Whether a name is an id, beginning with a label and a colon."""
    return re.match(r"[A-Z][A-Za-z]+:", name) is not None


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        plain = line.split("#", 1)[0].strip()
        if plain:
            yield " ".join(plain.split())


def read(path: Path) -> Decisions:
    """Read a decisions file; a missing one holds no decisions. Raises `DecisionError`."""
    if not path.exists():
        return NO_DECISIONS
    try:
        return parse(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path.name} is not UTF-8: {error}") from error


def parse(text: str, where: str = "decisions") -> Decisions:
    """Read decisions from text; errors begin with `where` and the line number."""
    same: dict[str, str] = {}
    different: list[tuple[str, str]] = []
    facts: set[str] = set()
    edges: set[tuple[str, str, str]] = set()
    corrections: list[Correction] = []
    for number, line in enumerate(text.splitlines(), 1):
        for plain in _lines(line):
            verb = plain.split()[0]
            found = _RULES[verb].fullmatch(plain) if verb in _RULES else None
            if not found:
                raise DecisionError(
                    f"{where}, line {number}: cannot follow {plain!r}; expected `same A = B`, `different A / B`, "
                    "`reject FACT` or `correct FACT field = value`"
                )
            part = found.groupdict()
            if verb == "same":
                _add_same(same, normal(part["a"]), normal(part["b"]), f"{where}, line {number}")
            elif verb == "different":
                different.append((normal(part["a"]), normal(part["b"])))
            elif verb == "correct":
                corrections.append(_correction(part, f"{where}, line {number}"))
            elif part["id"]:
                facts.add(part["id"])
            else:
                edges.add((part["type"], normal(part["head"]), normal(part["tail"])))
    made = Decisions(text, same, tuple(different), frozenset(facts), frozenset(edges), tuple(corrections))
    for a, b in different:
        if made.canonical(_labelled(a)) == made.canonical(_labelled(b)):
            raise DecisionError(f"{where}: {a} and {b} are said to be the same and to be different; delete one line")
    return made


def normal(name: str) -> str:
    """Return a name or an id in normal form."""
    return normal_id(name) if has_label(name) else normal_name(name)


def _labelled(name: str) -> str:
    return name if has_label(name) else f"Institution:{name}"


def _add_same(same: dict[str, str], a: str, b: str, where: str) -> None:
    if a == b:
        raise DecisionError(f"{where}: both sides are {a}")
    if same.setdefault(a, b) != b:
        raise DecisionError(f"{where}: {a} is already said to be {same[a]}")


def _correction(part: Mapping[str, str], where: str) -> Correction:
    target, name = part["id"], part["field"]
    if target.startswith("Flow:"):
        allowed: tuple[str, ...] = FLOW_FIELDS
    elif target.startswith("Observation:"):
        allowed = OBSERVATION_FIELDS
    else:
        allowed, target = ENTITY_FIELDS, normal(target)
    if name not in allowed:
        raise DecisionError(f"{where}: {name} cannot be corrected there; choose from {', '.join(allowed)}")
    value = (part["value"] or "").strip()
    if value in ("", "null"):
        if name in ALWAYS:
            raise DecisionError(f"{where}: {name} cannot be empty")
        return Correction(target, name, None)
    if wanted := _wanted(target.partition(":")[0] if has_label(target) else None, name, value):
        raise DecisionError(f"{where}: {name} cannot be {value}; {wanted}")
    return Correction(target, name, value)


def _wanted(label: str | None, name: str, value: str) -> str:
    """Return what a field may be, where it may not be this value; of an entity that is only named the label is not known."""
    ontology = load()
    if name == "kind":
        one = ontology.labels.get(label or "")
        known = [one] if one else list(ontology.labels.values())
        kinds = sorted({kind for each in known for kind in each.kinds})
        return "" if value in kinds else f"choose from {', '.join(kinds)}"
    properties = ontology.labels[label].properties if label is not None and label in FACTS else ()
    prop = next((p for p in properties if p.name == name), None)
    if prop is not None and prop.enum:
        values = ontology.values(prop.enum)
        return "" if value in values else f"choose from {', '.join(values)}"
    if name == "cumulative":
        return "" if value in ("true", "false") else "write true or false"
    if name == "recipient_count":
        return "" if value.isascii() and value.isdecimal() else "write a whole number"
    if name in ("amount", "amount_min", "value"):
        return "" if re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII) else "write a number in plain digits"
    return ""
