"""Steps from one version of the schema to the next, in order: each says how an article's facts as they were kept become new ones.

A store keeps the facts that it was made from, so that a new schema needs no step of its own for nodes and edges: the graph is
made again from the facts, which loses nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from graph.facts import ArticleFacts, decode

Facts = dict[str, Any]  # an article's facts as JSON has them, numbers with a fraction as Decimal


@dataclass(frozen=True, slots=True)
class Migration:
    """The step to `version` from the one before it."""

    version: int
    about: str
    change: Callable[[Facts], Facts]


class MigrationError(ValueError):
    """There is no way from one version to another; the message says why."""


def _as_it_was(facts: Facts) -> Facts:
    return facts


# A change of schema.yaml that changes `version` adds a step here.
MIGRATIONS: tuple[Migration, ...] = (
    Migration(2, "measures of networks can be kept as properties", _as_it_was),
    Migration(3, "what nodes are sought by besides their ids is a number", _as_it_was),
)

_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def steps(old: int, new: int, migrations: Sequence[Migration] = MIGRATIONS) -> list[Migration]:
    """Return the steps from one version to another, in order; raises `MigrationError` where one is missing."""
    if old > new:
        raise MigrationError(f"version {old} of the schema is newer than this version's {new}: install a newer jinmai")
    found = {step.version: step for step in migrations}
    missing = [version for version in range(old + 1, new + 1) if version not in found]
    if missing:
        raise MigrationError(f"there is no step to version {missing[0]} of the schema")
    return [found[version] for version in range(old + 1, new + 1)]


def migrated(line: bytes, way: Sequence[Migration], where: str = "facts") -> ArticleFacts:
    """Return an article's facts after the steps, checked as if they were read from a file; raises `FactsError`."""
    if not way:
        return decode(line, where)
    facts = _DECODER.decode(line)
    for step in way:
        facts = step.change(facts)
    return decode(_ENCODER.encode(facts), where)
