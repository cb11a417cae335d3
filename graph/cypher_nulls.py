"""Null as Cypher has it, where the embedded engine has it otherwise: it joins texts, asks lists and compares them as if null were not there."""

import dataclasses
from collections.abc import Sequence

from graph.cypher_tree import Expression
from graph.cypher_walk import expressions

_FLIPPED = {"any": "all", "all": "none", "none": "all"}  # `any` of what is denied is not `all`; the others are these


def unless_null(parts: Sequence[str], made: str) -> str:
    """Return what is made of parts, or null where one of them is."""
    missing = " OR ".join(f"{part} IS NULL" for part in dict.fromkeys(parts))
    return f"(CASE WHEN {missing} THEN NULL ELSE {made} END)" if parts else made


def quantified(word: str, held: str, name: str) -> str:
    """Spell any, all, none or single over a list that tells of each item whether it meets the condition.

    Neo4j: an item that decides (one that meets it for `any` and `none`, one that fails it for `all`, two for `single`)
    decides; else null if one item gives null; else what is left. `name` is that of a variable that nothing else has.
    """
    unknown = f"size(list_filter({held}, {name} -> {name} IS NULL)) > 0"
    met = f"size(list_filter({held}, {name} -> {name}))"
    decides, then, left = {
        "any": (f"list_contains({held}, true)", "true", "false"),
        "none": (f"list_contains({held}, true)", "false", "true"),
        "all": (f"list_contains({held}, false)", "false", "true"),
        "single": (f"{met} > 1", "false", f"({met} = 1)"),
    }[word]
    return f"(CASE WHEN {held} IS NULL THEN NULL WHEN {decides} THEN {then} WHEN {unknown} THEN NULL ELSE {left} END)"


def contained(item: str, items: str, name: str) -> str:
    """Spell `item IN items` where an item of the list may be null, or the list empty."""
    unknown = f"size(list_filter({items}, {name} -> {name} IS NULL)) > 0"
    found = f"list_contains({items}, {item})"
    return f"(CASE WHEN {found} THEN true WHEN size({items}) = 0 THEN false WHEN {unknown} THEN NULL ELSE {found} END)"


def split_up(e: Expression) -> Expression:
    """Return a quantifier as ones whose conditions are simpler and that mean the same, null included.

    The engine reckons NOT, AND and OR wrongly for an item that is null; between quantifiers it does not.
    """
    word, source, condition = e.text.lower(), e.parts[0], e.parts[1]
    while condition is not None and condition.kind == "group":
        condition = condition.parts[0]
    if condition is None or word == "single":
        return e
    if condition.kind == "unary" and condition.text == "NOT":
        flipped = split_up(dataclasses.replace(e, text=_FLIPPED[word], parts=(source, condition.parts[0])))
        return dataclasses.replace(condition, parts=(flipped,)) if word == "any" else flipped
    splits = condition.kind == "binary" and condition.text == ("AND" if word == "all" else "OR")
    if not splits:
        return dataclasses.replace(e, parts=(source, condition))
    parts = tuple(split_up(dataclasses.replace(e, parts=(source, part))) for part in condition.parts)
    return dataclasses.replace(condition, text="OR" if word == "any" else "AND", parts=parts)


def misread(e: Expression, name: str) -> str | None:
    """Return what the engine may reckon wrongly of the items of many lists at once: logic, other variables; None for nothing."""
    for x in expressions(e):
        if x.kind in ("binary", "unary") and x.text in ("AND", "OR", "XOR", "NOT"):
            return x.text
        if x.kind == "null" and (x.parts[0] is None or x.parts[0].kind not in ("variable", "property", "call")):
            return x.text
        if x.kind in ("variable", "projection") and x.text != name:
            return x.text
    return None


def by_arms(e: Expression, side: int) -> Expression | None:
    """Return an operator beside a CASE or coalesce() as a CASE of operators, so that each result is reckoned by its own kind."""
    part = e.parts[side]
    while part is not None and part.kind == "group":
        part = part.parts[0]
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
