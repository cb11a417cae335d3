"""The plain type of an expression where it is certain: the engines differ in what they do with mixed types."""

from collections.abc import Mapping
from typing import Any

from graph.cypher_durations import is_days_between, is_duration
from graph.cypher_functions import AGGREGATES, FUNCTIONS
from graph.cypher_scope import Binding, properties
from graph.cypher_tree import Expression

_BOOLEAN = ("AND", "OR", "XOR", "NOT", "IN", "CONTAINS", "STARTS WITH", "ENDS WITH", "=~")


def type_of(expression: Expression | None, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    """Return string, number, boolean, list, date, datetime or id; None where that is not certain."""
    if expression is None:
        return None
    match expression.kind:
        case "literal":
            return _literal(expression.text)
        case "parameter":
            return of_value(parameters.get(expression.text))
        case "variable":
            bound = scope.get(expression.text)
            return bound.type if bound else None
        case "property":
            return _property(expression, scope, parameters)
        case "group":
            return type_of(expression.parts[0], scope, parameters)
        case "list" | "comprehension" | "slice":
            return "list"
        case "compare" | "null" | "typed" | "normal" | "labels" | "quantifier" | "pattern":
            return "boolean"
        case "star":
            return "number"
        case "subquery":
            return {"EXISTS": "boolean", "COUNT": "number"}.get(expression.text)
        case "binary" | "unary":
            return _operator(expression, scope, parameters)
        case "call":
            return _call(expression, scope, parameters)
        case "case":
            return _alike((*expression.parts[2:-1:2], expression.parts[-1]), scope, parameters)
        case "index":
            return items_of(expression.parts[0], scope, parameters)
    return None


def items_of(e: Expression | None, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    """Return the plain type of what a list holds, null apart; None where that is not certain."""
    if e is None:
        return None
    match e.kind:
        case "list":
            return _alike(e.parts, scope, parameters)
        case "parameter":
            given = parameters.get(e.text)
            kinds = {of_value(x) for x in given if x is not None} if isinstance(given, list | tuple) else set()
            return kinds.pop() if len(kinds) == 1 else None
        case "variable":
            return scope[e.text].items if e.text in scope else None
        case "property":
            return "string" if type_of(e, scope, parameters) == "list" else None
        case "group" | "slice":
            return items_of(e.parts[0], scope, parameters)
        case "binary":
            kinds = {type_of(x, scope, parameters) for x in e.parts if x is not None and not _null(x)}
            found = {items_of(x, scope, parameters) for x in e.parts if type_of(x, scope, parameters) == "list"}
            found |= kinds - {"list"}
            return found.pop() if e.text == "+" and "list" in kinds and len(found) == 1 else None
        case "comprehension":
            held = Binding("", "value", type=items_of(e.parts[0], scope, parameters))
            return type_of(e.parts[2], {**scope, e.names[0]: held}, parameters) if e.parts[2] is not None else held.type
        case "call":
            name = e.text.lower()
            if name in ("tail", "reverse"):
                return items_of(e.parts[0], scope, parameters)
            if name == "collect":
                return type_of(e.parts[0], scope, parameters)
            return {"split": "string", "labels": "string", "range": "number"}.get(name)
    return None


_FULL = ("split", "range", "labels", "collect", "nodes", "relationships")


def full(e: Expression | None, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> bool:
    """Tell whether a list, where it is one, certainly holds no null."""
    if e is None:
        return False
    match e.kind:
        case "group" | "slice":
            return full(e.parts[0], scope, parameters)
        case "list":
            return all(
                x is not None
                and (full(x, scope, parameters) if x.kind == "list" else x.kind == "literal" and not _null(x))
                for x in e.parts
            )
        case "property":
            return type_of(e, scope, parameters) == "list"
        case "parameter":
            given = parameters.get(e.text)
            return isinstance(given, list | tuple) and None not in given
        case "variable":
            return e.text in scope and (scope[e.text].full or scope[e.text].kind == "edges")
        case "comprehension":
            return e.parts[2] is None and full(e.parts[0], scope, parameters)
        case "binary":
            return e.text in ("+", "||") and all(full(x, scope, parameters) for x in e.parts)
        case "call":
            name = e.text.lower()
            return name in _FULL or (name in ("tail", "reverse") and full(e.parts[0], scope, parameters))
    return False


def of_value(value: Any) -> str | None:
    """Return the plain type of a parameter's value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "list" if isinstance(value, list | tuple) else None


def _literal(text: str) -> str | None:
    if text[0] in "'\"":
        return "string"
    if text.upper() in ("TRUE", "FALSE"):
        return "boolean"
    return None if text.upper() == "NULL" else "number"


def _property(expression: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    base = expression.parts[0]
    assert base is not None
    if is_days_between(expression):
        return "number"
    bound = scope.get(base.text) if base.kind == "variable" else None
    if bound is not None and bound.kind in ("node", "edge"):
        return properties(bound.names, bound.kind == "edge").get(expression.text)
    return "number" if type_of(base, scope, parameters) in ("date", "datetime") else None


def _operator(expression: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    if expression.text in _BOOLEAN:
        return "boolean"
    if any(map(is_duration, expression.parts)):
        return "date"
    if expression.text == "+":
        kinds = {type_of(part, scope, parameters) for part in expression.parts}
        if "list" in kinds:
            return "list"
        return "string" if kinds == {"string", "number"} else _alike(expression.parts, scope, parameters)
    return "string" if expression.text == "||" else "number"


def _call(expression: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    name = expression.text.lower()
    if name in ("min", "max", "coalesce", "nullif"):
        return _alike(expression.parts, scope, parameters)
    if name in ("head", "last") and expression.parts:
        return items_of(expression.parts[0], scope, parameters)
    if name in AGGREGATES:
        return AGGREGATES[name][0]
    if name == "reverse":
        return type_of(expression.parts[0], scope, parameters) if expression.parts else None
    more = {
        "type": "string",
        "label": "string",
        "labels": "list",
        "tointeger": "number",
        "tofloat": "number",
        "tostring": "string",
        "date.truncate": "date",
    }
    return more.get(name) or (FUNCTIONS[name][2] if name in FUNCTIONS else None)


def _alike(
    parts: "tuple[Expression | None, ...]", scope: Mapping[str, Binding], parameters: Mapping[str, Any]
) -> str | None:
    found = {type_of(part, scope, parameters) for part in parts if part is not None and not _null(part)}
    return found.pop() if len(found) == 1 else None


def _null(e: Expression) -> bool:
    return e.kind == "literal" and e.text.upper() == "NULL"
