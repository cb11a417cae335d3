"""The store's own bookkeeping, which stands in the nodes of a Neo4j store, kept out of what analysts see."""

import functools
from collections.abc import Sequence

from graph.cypher_parser import parse
from graph.cypher_tokens import CypherError
from graph.cypher_tree import Projection
from graph.cypher_walk import expressions
from graph.ontology import load

Replaced = tuple[str, dict[str, str]]


@functools.cache
def names() -> frozenset[str]:
    """Return the names of the properties that are never shown."""
    return frozenset(prop.name for prop in load().properties() if prop.hidden)


def without(cypher: str) -> Replaced:
    """Return the query with `keys(n)` asked for what is shown, and what its columns were called before by their new names."""
    if "keys" not in cypher.lower():
        return cypher, {}
    try:
        query = parse(cypher)
    except CypherError:  # a word of a newer server: it runs as it is
        return cypher, {}
    calls = [e for e in expressions(query) if e.kind == "call" and e.text.lower() == "keys"]
    spans = sorted((e.start, e.stop) for e in calls)
    outer = [span for n, span in enumerate(spans) if not n or span[0] >= spans[n - 1][1]]
    last = query.singles[0].clauses[-1]
    items = last.items if isinstance(last, Projection) and outer else []
    columns = {}
    for item in items:
        if item.alias is None:
            start, stop = item.expression.start, item.expression.stop
            columns[_filtered(cypher, outer, start, stop)] = cypher[start:stop]
    return _filtered(cypher, outer, 0, len(cypher)), columns


def _filtered(cypher: str, spans: Sequence[tuple[int, int]], start: int, stop: int) -> str:
    hidden = ", ".join(f"'{name}'" for name in sorted(names()))
    made, at = [], start
    for first, behind in spans:
        if start <= first and behind <= stop:
            made += [cypher[at:first], f"[_key IN {cypher[first:behind]} WHERE NOT _key IN [{hidden}]]"]
            at = behind
    return "".join([*made, cypher[at:stop]])
