"""Null as Cypher has it, where the embedded engine has it otherwise: it joins texts, asks lists and compares them as if null were not there."""

import dataclasses
from collections.abc import Sequence

from graph.cypher_functions import ALL
from graph.cypher_tree import Expression, ungrouped
from graph.cypher_walk import expressions

_OF_ONE = ("size", "trim", "tolower", "lower", "toupper", "upper", "type", "left", "right", "substring", "abs", "id")
_NAMED = {"string": "STRING", "boolean": "BOOL", "fraction": "DOUBLE"}
_FLIPPED = {"any": "all", "all": "none", "none": "all"}  # `any` of what is denied is not `all`; the others are these


def unless_null(parts: Sequence[str], made: str) -> str:
    """Return what is made of parts, or null where one of them is."""
    missing = " OR ".join(f"{part} IS NULL" for part in dict.fromkeys(parts))
    return f"(CASE WHEN {missing} THEN NULL ELSE {made} END)" if parts else made


def own_copy(items: str, null: str) -> str:
    """Return a list as one that the engine has made for each row.

    Through a stored list, a slice or the result of a CASE it goes with the items of other rows where that of a row is null
    or empty, or is gone through twice. `null` is what `null_of` gives.
    """
    return f"list_concat({items}, list_slice({null}, 2, 1))"


def filtered(items: str, null: str, name: str, condition: str, picks_null: bool) -> str:
    """Spell the items of a list that meet a condition; `picks_null` tells whether one that is null may meet it.

    Where the list of a row is null or empty the engine filters the items of other rows, or breaks: so no list that it filters
    is, for null stands before the items.
    """
    held = f"list_concat({null}, coalesce({items}, {null}))"
    if not picks_null:
        condition = f"CASE WHEN {name} IS NULL THEN false ELSE {condition} END"
        return unless_null([items], f"list_filter({held}, {name} -> {condition})")
    found = f"list_filter({held}, {name} -> {condition})"
    first = f"size(list_filter({null}, {name} -> {condition}))"
    return unless_null([items], f"list_slice({found}, {first} + 1, {ALL})")


def reduced(begin: str, items: str, function: str) -> str:
    """Spell what a list is reduced to; the engine breaks where one of the lists is null."""
    return unless_null([items], f"list_reduce(list_concat([{begin}], coalesce({items}, [{begin}])), {function})")


def null_of(items: str, kind: str | None) -> str:
    """Return a list of one null of the type of these items, which is said where it is known."""
    if kind in _NAMED:
        return f"cast([NULL] AS {_NAMED[kind]}[])"
    return f"[CASE WHEN size({items}) < 0 THEN list_any_value({items}) ELSE NULL END]"


def rejects_null(e: Expression | None, name: str) -> bool:
    """Tell whether a condition certainly does not hold where a variable is null."""
    if e is None:
        return False
    match e.kind:
        case "group":
            return rejects_null(e.parts[0], name)
        case "compare":
            return any(_null_with(part, name) for part in e.parts)
        case "binary" if e.text in ("CONTAINS", "STARTS WITH", "ENDS WITH", "=~", "IN"):
            return _null_with(e.parts[0], name)
        case "null":
            return e.text == "IS NOT NULL" and _null_with(e.parts[0], name)
    return _null_with(e, name)


def _null_with(e: Expression | None, name: str) -> bool:
    """Tell whether an expression is certainly null where a variable is."""
    if e is None:
        return False
    if e.kind == "variable":
        return e.text == name
    if e.kind == "binary" and e.text in ("+", "-", "*", "/", "%"):
        return any(_null_with(part, name) for part in e.parts)
    inner = e.kind in ("group", "property") or (e.kind == "call" and e.text.lower() in _OF_ONE)
    return inner and bool(e.parts) and _null_with(e.parts[0], name)


def quantified(word: str, held: str, name: str) -> str:
    """Spell any, all, none or single over a list that tells of each item whether it meets the condition.

    Neo4j: an item that decides (one that meets it for `any` and `none`, one that fails it for `all`, two for `single`)
    decides; else null if one item gives null; else what is left. `name` is that of a variable that nothing else has.
    """
    unknown = _holds_null(held, name)
    met = f"size(list_filter(list_concat([false], coalesce({held}, [false])), {name} -> {name}))"  # see `filtered`
    decides, then, left = {
        "any": (f"list_contains({held}, true)", "true", "false"),
        "none": (f"list_contains({held}, true)", "false", "true"),
        "all": (f"list_contains({held}, false)", "false", "true"),
        "single": (f"{met} > 1", "false", f"({met} = 1)"),
    }[word]
    return f"(CASE WHEN {held} IS NULL THEN NULL WHEN {decides} THEN {then} WHEN {unknown} THEN NULL ELSE {left} END)"


def contained(item: str, items: str, name: str) -> str:
    """Spell `item IN items` where an item of the list may be null, or the list empty."""
    unknown = _holds_null(items, name)
    found = f"list_contains({items}, {item})"
    return f"(CASE WHEN {found} THEN true WHEN size({items}) = 0 THEN false WHEN {unknown} THEN NULL ELSE {found} END)"


def _holds_null(items: str, name: str) -> str:
    return f"list_contains(list_transform({items}, {name} -> {name} IS NULL), true)"


def split_up(e: Expression) -> Expression:
    """Return a quantifier as ones whose conditions are simpler and that mean the same, null included.

    The engine reckons NOT, AND and OR wrongly for an item that is null; between quantifiers it does not.
    """
    word, source, condition = e.text.lower(), e.parts[0], ungrouped(e.parts[1])
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
