"""Runs the entity steps over a sentence of our own."""

from functools import cache

from extract.model import Article, State
from extract.pipeline import Pipeline

STEPS = (
    "sentences",
    "places",
    "names",
    "policies",
    "programs",
    "funds",
    "categories",
    "persons",
    "coreference",
    "identity",
)


@cache
def pipeline() -> Pipeline:
    """Return the entity steps, built once."""
    return Pipeline(steps=STEPS)


def read(text: str, title: str | None = None, publisher: str | None = None) -> State:
    """Return the state after the entity steps."""
    return pipeline().state(Article("test", text, title=title, publisher=publisher))


def named(text: str, *types: str, title: str | None = None) -> dict[str, str]:
    """Return the mentions of the given types (all where none): printed form → canonical name."""
    state = read(text, title)
    return {m.text: m.name for m in state.mentions if not types or m.type in types}


def kinds(text: str) -> dict[str, str | None]:
    """Return the kind of each mention by its printed form."""
    return {m.text: m.kind for m in read(text).mentions}


@cache
def whole() -> Pipeline:
    """Return all steps, built once."""
    return Pipeline()


def relations(text: str) -> set[tuple[str, str, str]]:
    """Return the relations of a text as (type, head, tail) by canonical names."""
    found = whole().state(Article("test", text)).relations
    return {(r.type, *(end.split(":")[1].split("@")[0] for end in (r.head, r.tail))) for r in found}
