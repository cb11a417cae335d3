"""Spelling the clauses that write for the embedded engine."""

from typing import TYPE_CHECKING

from graph.cypher_scope import selected
from graph.cypher_tokens import CypherError
from graph.cypher_tree import Change, Clause, EdgePattern, Expression, NodePattern, Path, Write

if TYPE_CHECKING:
    from graph.cypher_translate import Translator


def change(spell: "Translator", clause: Clause) -> str:
    """Spell CREATE, MERGE, SET, REMOVE or DELETE; refuse the others."""
    if isinstance(clause, Write):
        return _written(spell, clause)
    if isinstance(clause, Change) and clause.word == "SET":
        return f"SET {', '.join(_sets(spell, clause))}"
    if isinstance(clause, Change) and clause.word == "REMOVE":
        return f"SET {', '.join(f'{_target(spell, e)} = NULL' for e, _, _ in clause.items)}"
    if isinstance(clause, Change):
        word = "DETACH DELETE" if clause.detach else "DELETE"
        return f"{word} {', '.join(spell.spell(e) for e, _, _ in clause.items)}"
    return spell.refuse(clause.word, clause.start, "UNWIND a list and write for each of its rows")


def _written(spell: "Translator", clause: Write) -> str:
    made = f"{clause.word} {', '.join(_path(spell, path) for path in clause.paths)}"
    for event, changes in clause.on:
        made += f" ON {event} SET {', '.join(_sets(spell, changes))}"
    return made


def _path(spell: "Translator", path: Path) -> str:
    if path.variable or path.shortest:
        spell.refuse("a named path that is written", path.start, "leave its name out")
    parts = [_node(spell, path.nodes[0])]
    for edge, node in zip(path.edges, path.nodes[1:], strict=True):
        parts += [_edge(spell, edge), _node(spell, node)]
    return "".join(parts)


def _node(spell: "Translator", node: NodePattern) -> str:
    if node.variable in spell.scope:
        return f"({spell.scope[node.variable].spelled})"
    names = selected(node.labels, False, spell.text)
    if names is None or len(names) != 1:
        spell.refuse("a node without one label that is written", node.start, "give it one: (n:Fund {id: …})")
    return spell.written_node(node)


def _edge(spell: "Translator", edge: EdgePattern) -> str:
    names = selected(edge.types, True, spell.text)
    if names is None or len(names) != 1 or edge.hops or edge.direction == "-":
        spell.refuse("a relationship without one type and direction that is written", edge.start, "write -[:PART_OF]->")
    return spell.written_edge(edge)


def _sets(spell: "Translator", clause: Change) -> list[str]:
    found = []
    for target, operator, value in clause.items:
        if operator == ":":
            spell.refuse("SET of a label", target.start, "a node keeps the label that it was made with")
        if target.kind == "variable":
            found += _merged(spell, target, operator, value)
        else:
            found.append(f"{_target(spell, target)} = {spell.spell(value)}")
            spell.fits(target, value)
    return found


def _merged(spell: "Translator", target: Expression, operator: str, value: Expression | None) -> list[str]:
    if operator != "+=" or value is None or value.kind != "map":
        spell.refuse("SET of all properties", target.start, "SET n.name = …, or n += {name: …}")
    binding = spell.bound(target.text, target.start)
    for name, part in zip(value.names, value.parts, strict=True):
        spell.fits(Expression("property", target.start, target.stop, name, (target,)), part)
    return [
        f"{binding.spelled}.{spell.key(name, binding, target.start)} = {spell.spell(part)}"
        for name, part in zip(value.names, value.parts, strict=True)
    ]


def _target(spell: "Translator", e: Expression) -> str:
    if e.kind != "property":
        raise CypherError("only a property can be set: SET n.name = …")
    return spell.spell(e)
