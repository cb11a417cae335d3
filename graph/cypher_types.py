"""The plain type of an expression where it is certain: the engines differ in what they do with mixed types."""

from collections.abc import Mapping
from typing import Any

from graph.cypher_functions import AGGREGATES, FUNCTIONS
from graph.cypher_scope import Binding, properties
from graph.cypher_tree import Expression

_BOOLEAN = ("AND", "OR", "XOR", "NOT", "IN", "CONTAINS", "STARTS WITH", "ENDS WITH", "=~")


def type_of(expression: Expression | None, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    """Return string, number, boolean, list, date or datetime; None where that is not certain."""
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
        case "compare" | "null" | "labels" | "quantifier" | "pattern":
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
            return _alike(expression.parts[2::2], scope, parameters)
    return None


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
    bound = scope.get(base.text) if base.kind == "variable" else None
    if bound is not None and bound.kind in ("node", "edge"):
        return properties(bound.names, bound.kind == "edge").get(expression.text)
    return "number" if type_of(base, scope, parameters) in ("date", "datetime") else None


def _operator(expression: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    if expression.text in _BOOLEAN:
        return "boolean"
    if expression.text == "+":
        return _alike(expression.parts, scope, parameters)
    return "string" if expression.text == "||" else "number"


def _call(expression: Expression, scope: Mapping[str, Binding], parameters: Mapping[str, Any]) -> str | None:
    name = expression.text.lower()
    if name in ("min", "max", "coalesce", "nullif"):
        return _alike(expression.parts, scope, parameters)
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
    }
    return more.get(name) or (FUNCTIONS[name][2] if name in FUNCTIONS else None)


def _alike(
    parts: "tuple[Expression | None, ...]", scope: Mapping[str, Binding], parameters: Mapping[str, Any]
) -> str | None:
    found = {type_of(part, scope, parameters) for part in parts if part is not None}
    return found.pop() if len(found) == 1 else None
