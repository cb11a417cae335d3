"""How the embedded engine says Cypher's functions. Each entry takes the arguments as they are spelled there."""

from collections.abc import Callable

Spelling = Callable[..., str]
_ALL = "2147483647"


def element(of: str, index: str) -> str:
    """Return the element at an index that counts from 0, or from the end if negative; null where there is none."""
    if index.isdecimal():
        at = str(int(index) + 1)
        return f"(CASE WHEN size({of}) >= {at} THEN list_any_value(list_slice({of}, {at}, {at})) ELSE NULL END)"
    at = f"(CASE WHEN {index} >= 0 THEN {index} + 1 ELSE size({of}) + {index} + 1 END)"
    there = f"{at} >= 1 AND {at} <= size({of})"
    return f"(CASE WHEN {there} THEN list_any_value(list_slice({of}, {at}, {at})) ELSE NULL END)"


def _integer(text: str) -> str:
    whole, fraction = "'-?[0-9]+'", "'-?[0-9]+[.][0-9]+'"
    return f"cast(CASE WHEN {text} =~ {whole} THEN {text} WHEN {text} =~ {fraction} THEN string_split({text}, '.')[1] ELSE NULL END AS INT64)"


def _double(text: str) -> str:
    number = "'-?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?'"
    return f"cast(CASE WHEN {text} =~ {number} THEN {text} ELSE NULL END AS DOUBLE)"


# name in lower case → (least and most arguments, type of the result, spelling); types are those of `cypher_scope.PLAIN`
FUNCTIONS: dict[str, tuple[int, int, str | None, Spelling]] = {
    "elementid": (1, 1, "string", lambda x: f"cast(id({x}) AS STRING)"),
    "id": (1, 1, None, lambda x: f"id({x})"),
    "startnode": (1, 1, None, lambda x: f"start_node({x})"),
    "endnode": (1, 1, None, lambda x: f"end_node({x})"),
    "nodes": (1, 1, "list", lambda x: f"nodes({x})"),
    "relationships": (1, 1, "list", lambda x: f"rels({x})"),
    "length": (1, 1, "number", lambda x: f"length({x})"),
    "size": (1, 1, "number", lambda x: f"size({x})"),
    "char_length": (1, 1, "number", lambda x: f"size({x})"),
    "isempty": (1, 1, "boolean", lambda x: f"(size({x}) = 0)"),
    "head": (1, 1, None, lambda x: element(x, "0")),
    "last": (1, 1, None, lambda x: element(x, "-1")),
    "tail": (1, 1, "list", lambda x: f"list_slice({x}, 2, size({x}))"),
    "range": (2, 3, "list", lambda *xs: f"range({', '.join(xs)})"),
    "substring": (2, 3, "string", lambda s, at, n=_ALL: f"substring({s}, {at} + 1, {n})"),
    "split": (2, 2, "list", lambda s, by: f"string_split({s}, {by})"),
    "left": (2, 2, "string", lambda s, n: f"left({s}, {n})"),
    "right": (2, 2, "string", lambda s, n: f"right({s}, {n})"),
    "replace": (3, 3, "string", lambda s, a, b: f"replace({s}, {a}, {b})"),
    "trim": (1, 1, "string", lambda s: f"trim({s})"),
    "ltrim": (1, 1, "string", lambda s: f"ltrim({s})"),
    "rtrim": (1, 1, "string", lambda s: f"rtrim({s})"),
    "btrim": (1, 1, "string", lambda s: f"trim({s})"),
    "tolower": (1, 1, "string", lambda s: f"lower({s})"),
    "lower": (1, 1, "string", lambda s: f"lower({s})"),
    "toupper": (1, 1, "string", lambda s: f"upper({s})"),
    "upper": (1, 1, "string", lambda s: f"upper({s})"),
    "abs": (1, 1, "number", lambda x: f"abs({x})"),
    "ceil": (1, 1, "number", lambda x: f"ceil({x} * 1.0)"),
    "floor": (1, 1, "number", lambda x: f"floor({x} * 1.0)"),
    "sign": (1, 1, "number", lambda x: f"sign({x})"),
    "sqrt": (1, 1, "number", lambda x: f"sqrt({x})"),
    "log": (1, 1, "number", lambda x: f"ln({x})"),
    "log10": (1, 1, "number", lambda x: f"log10({x})"),
    "round": (1, 2, "number", lambda x, p="": f"round({x} * 1.0, {p})" if p else f"floor({x} * 1.0 + 0.5)"),
    "coalesce": (1, 99, None, lambda *xs: f"coalesce({', '.join(xs)})"),
    "nullif": (2, 2, None, lambda a, b: f"(CASE WHEN {a} = {b} THEN NULL ELSE {a} END)"),
    "date": (0, 1, "date", lambda x="": f"date({x})" if x else "current_date()"),
    "datetime": (0, 1, "datetime", lambda x="current_timestamp()": f"cast({x} AS TIMESTAMP_TZ)"),
    "localdatetime": (0, 1, "datetime", lambda x="": f"timestamp({x})" if x else "current_timestamp()"),
}
AGGREGATES: dict[str, tuple[str | None, Callable[[str], str]]] = {
    "count": ("number", lambda x: f"count({x})"),
    "sum": ("number", lambda x: f"coalesce(sum({x}), 0)"),
    "avg": ("number", lambda x: f"avg({x})"),
    "min": (None, lambda x: f"min({x})"),
    "max": (None, lambda x: f"max({x})"),
    "collect": ("list", lambda x: f"collect({x})"),
}
CONVERSIONS: dict[str, dict[str, Spelling]] = {
    "tointeger": {"string": _integer},
    "tofloat": {"string": _double, "number": lambda x: f"cast({x} AS DOUBLE)"},
    "tostring": {
        "string": lambda x: x,
        "date": lambda x: f"cast({x} AS STRING)",
        "integer": lambda x: f"cast({x} AS STRING)",
        "boolean": lambda x: f"lower(cast({x} AS STRING))",
    },
}
# What to write instead of a function that the embedded store cannot run as Neo4j does.
INSTEAD = {
    "properties": "name them: n {.name, .kind}",
    "keys": "docs/ontology.md lists the properties of each label",
    "timestamp": "datetime()",
    "duration": "compare the dates as text, or leave it to the reader of the rows",
    "stdev": "return the values and reckon outside",
    "percentilecont": "return the values in ORDER BY and reckon outside",
    "percentiledisc": "return the values in ORDER BY and reckon outside",
    "toboolean": "compare with 'true'",
    "list_contains": "x IN list",
    "shortestpath": "MATCH p = shortestPath((a)-[*..5]-(b))",
}
