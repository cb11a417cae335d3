"""Null as Cypher has it, where the embedded engine has it otherwise: it joins texts, asks lists and compares them as if null were not there."""

import dataclasses
from collections.abc import Sequence

from graph.cypher_tree import Expression, ungrouped


def unless_null(parts: Sequence[str], made: str) -> str:
    """Return what is made of parts, or null where one of them is."""
    missing = " OR ".join(f"{part} IS NULL" for part in dict.fromkeys(parts))
    return f"(CASE WHEN {missing} THEN NULL ELSE {made} END)" if parts else made


def own_copy(items: str) -> str:
    """Return a list as one that the engine has made for each row.

    Through a stored list or the result of a CASE it goes with the items of other rows where that of a row is null or empty.
    """
    null = f"[CASE WHEN size({items}) < 0 THEN list_any_value({items}) ELSE NULL END]"
    return f"list_concat({items}, list_slice({null}, 2, 1))"


def by_arms(e: Expression, side: int) -> Expression | None:
    """Return an operator beside a CASE or coalesce() as a CASE of operators, so that each result is reckoned by its own kind."""
    part = ungrouped(e.parts[side])
    if part is not None and part.kind == "call" and part.text.lower() == "coalesce" and len(part.parts) > 1:
        arms: list[Expression | None] = [None]
        for each in part.parts[:-1]:
            arms += [Expression("null", part.start, part.stop, "IS NOT NULL", (each,)), each]
        part = dataclasses.replace(part, kind="case", text="", parts=(*arms, part.parts[-1]))
    if part is None or part.kind != "case":
        return None

    def reckoned(result: Expression | None) -> Expression | None:
        if result is None or (result.kind == "literal" and result.text.upper() == "NULL"):
            return result
        return dataclasses.replace(e, parts=tuple(result if n == side else x for n, x in enumerate(e.parts)))

    last = len(part.parts) - 1
    results = (reckoned(x) if n == last or (n and n % 2 == 0) else x for n, x in enumerate(part.parts))
    return dataclasses.replace(part, parts=tuple(results))
