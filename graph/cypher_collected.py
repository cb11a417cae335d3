"""Pattern comprehensions and COLLECT { } in what WITH and RETURN name, which the embedded engine does not have.

Each is matched before that clause and collected, row by row: equal rows are made one with their number for that time.
"""

import dataclasses
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from graph.cypher_scope import Binding
from graph.cypher_tokens import tokens
from graph.cypher_tree import EdgePattern, Expression, Item, Match, NodePattern, Path, Projection

if TYPE_CHECKING:
    from graph.cypher_translate import Translator

_WORDS = {"pattern_comprehension": "a pattern comprehension", "subquery": "COLLECT { }"}


class Wanted(NamedTuple):
    """What is matched for each row, and what of it is collected."""

    paths: list[Path]
    where: Expression | None
    result: Expression


def collected(spell: "Translator", clause: Projection) -> tuple[str, Projection]:
    """Return the clauses that bind what a projection collects, spelled, and the projection with variables in its place."""
    found: dict[str, Expression] = {}
    for e in [*(item.expression for item in clause.items), *(e for e, _ in clause.order)]:
        for each in _outermost(e):
            found.setdefault(spell.text[each.start : each.stop], each)
    if not found:
        return "", clause
    starred = spell.starred(clause)
    first = next(iter(found.values()))
    begin = "" if spell.scope else f"UNWIND [0] AS {spell.fresh('_none')} "
    outer = {name: bound for name, bound in spell.scope.items() if clause.star or name in _named_in(spell, clause)}
    for binding in outer.values():
        if binding.kind in ("path", "edges") or (binding.kind == "edge" and binding.nullable):
            what = "path" if binding.kind != "edge" else "relationship that may be missing"
            spell.refuse(f"{_WORDS[first.kind]} beside a {what}", first.start, "OPTIONAL MATCH … WITH …, collect(…)")
    kept = [binding.spelled for binding in outer.values()]
    number = spell.fresh("_rows")
    made = [f"WITH {', '.join([*kept, f'count(*) AS {number}'])}"]
    kept.append(number)
    names: dict[str, str] = {}
    for text, e in found.items():
        spell.scope = dict(outer)
        matched, gathered, binding = _gathered(spell, e)
        made += [matched, f"WITH {', '.join([*kept, f'{gathered} AS {binding.spelled}'])}"]
        kept.append(binding.spelled)
        names[text] = f"\0{binding.spelled}"
        outer[names[text]] = binding
    spell.scope = outer
    made.append(f"UNWIND range(1, {number}) AS {spell.fresh('_row')}")
    items = starred + [
        Item(_named(spell, item.expression, names), item.alias or spell.column(item, clause)) for item in clause.items
    ]
    order = [(_named(spell, e, names), descending) for e, descending in clause.order]
    return begin + " ".join(made) + " ", dataclasses.replace(clause, star=False, items=items, order=order)


def _named_in(spell: "Translator", clause: Projection) -> set[str]:
    """Return every name that a projection uses; the others need not be kept, only how many rows there are."""
    used = [*(item.expression for item in clause.items), *(e for e, _ in clause.order)]
    found = (token for e in used for token in tokens(spell.text[e.start : e.stop]))
    return {token.text.strip("`").replace("``", "`") for token in found if token.kind in ("name", "quoted")}


def _outermost(e: Expression | None) -> Iterator[Expression]:
    if e is None or (e.kind == "call" and e.text.lower() in ("size", "isempty") and counts(e.parts[0])):
        return
    if counts(e):
        yield e
        return
    for part in e.parts:
        yield from _outermost(part)


def counts(e: Expression | None) -> bool:
    """Tell whether an expression collects what a pattern gives."""
    return e is not None and (e.kind == "pattern_comprehension" or (e.kind == "subquery" and e.text == "COLLECT"))


def wanted(e: Expression) -> Wanted | None:
    """Return what a pattern comprehension or COLLECT { } asks for; None where it is more than a pattern and a condition."""
    if e.pattern is not None:
        condition, result = e.parts
        assert result is not None
        return Wanted([e.pattern], condition, result)
    assert e.query is not None
    clauses = e.query.singles[0].clauses
    if len(e.query.singles) > 1 or len(clauses) != 2:
        return None
    match, last = clauses
    if not isinstance(match, Match) or match.optional or not isinstance(last, Projection) or last.star:
        return None
    cut = last.distinct or last.order or last.skip is not None or last.limit is not None or len(last.items) != 1
    return None if cut else Wanted(match.paths, match.where, last.items[0].expression)


def _gathered(spell: "Translator", e: Expression) -> tuple[str, str, Binding]:
    """Return the MATCH for one of them, what is collected of it, and the variable that it is bound to."""
    asked = wanted(e)
    if asked is None:
        spell.refuse(
            f"{_WORDS[e.kind]} with more than a pattern and WHERE", e.start, "MATCH it, then WITH …, collect(…)"
        )
    before = frozenset(spell.scope)
    paths, witness = _witnessed(spell, asked.paths)
    match = Match("MATCH", e.start, True, paths, asked.where)
    text = spell.match(match, "OPTIONAL MATCH")
    result, kind = asked.result, spell.type(asked.result)
    numbers, bound = spell.numbers(result), Binding(spell.fresh("_list"), "value")
    name, key = _of_pattern(spell, result, before)
    if name:
        made = f"collect({spell.scope[name].spelled})"
        # of a whole list the engine gives a property right, null too, which is no item of collect()
        made = f"properties({made}, '{key}')" if key else made
    elif result.kind == "literal" and kind is not None:
        made = f"collect(CASE WHEN {spell.scope[witness].spelled} IS NULL THEN NULL ELSE {spell.spell(result)} END)"
    else:
        instead = "collect a node or relationship of the pattern, a property of one, or type()"
        spell.refuse(f"{_WORDS[e.kind]} of anything else than what it matches", result.start, instead)
    full = not key or key == "_label"
    return text, made, dataclasses.replace(bound, type="list", items=kind, numbers=numbers, full=full)


def _of_pattern(spell: "Translator", e: Expression, before: Container[str]) -> tuple[str, str]:
    """Return the variable that a pattern has bound, and which of its properties is asked for, if one is."""
    if e.kind == "variable":
        name, key = e.text, ""
    else:
        base = e.parts[0] if e.parts else None
        name = base.text if base is not None and base.kind == "variable" else ""
        key = e.text if e.kind == "property" else "_label" if e.kind == "call" and e.text.lower() == "type" else ""
        name = name if key else ""
    binding = spell.scope.get(name)
    if name in before or binding is None or binding.kind not in ("node", "edge"):
        return "", ""
    if key and key != "_label":
        spell.key(key, binding, e.start)
    return name, key


def _witnessed(spell: "Translator", paths: list[Path]) -> tuple[list[Path], str]:
    """Return the paths with a name for what is null where nothing matches: an edge, or a node that is new."""
    path = next((path for path in paths if path.edges), paths[0])
    part: EdgePattern | NodePattern = path.edges[0] if path.edges else path.nodes[0]
    name = part.variable or "_" * (1 + max(map(len, spell.scope), default=0))  # longer than any other
    if name in spell.scope:
        spell.refuse("COLLECT { } of what is bound already", part.start, "write it as a list")
    named = dataclasses.replace(part, variable=name)
    if isinstance(named, EdgePattern):
        other = dataclasses.replace(path, edges=[named, *path.edges[1:]])
    else:
        other = dataclasses.replace(path, nodes=[named, *path.nodes[1:]])
    return [other if each is path else each for each in paths], name


def _named(spell: "Translator", e: Expression, names: dict[str, str]) -> Expression:
    """Return the expression with variables for what was collected."""
    if counts(e) and (name := names.get(spell.text[e.start : e.stop])):
        return Expression("variable", e.start, e.stop, name)
    return dataclasses.replace(e, parts=tuple(part and _named(spell, part, names) for part in e.parts))
