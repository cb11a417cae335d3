"""How the embedded engine says Cypher's functions. Each entry takes the arguments as they are spelled there."""

from collections.abc import Callable

Spelling = Callable[..., str]
ALL = "2147483647"


def element(of: str, index: str) -> str:
    """Return the element at an index that counts from 0, or from the end if negative; null where there is none.

    Of a list that may hold null, of which the engine takes out '' or 0, it is another.
    """
    if index.isdecimal():
        at = str(int(index) + 1)
        there = f"size({of}) >= {at}"
    else:
        at = f"(CASE WHEN {index} >= 0 THEN {index} + 1 ELSE size({of}) + {index} + 1 END)"
        there = f"{at} >= 1 AND {at} <= size({of})"
    return f"(CASE WHEN {there} THEN list_any_value(list_slice({of}, {at}, {at})) ELSE NULL END)"


NEGATIVE = "a negative place or length"  # what is no number, so that the engine stops where there is one
NO_DATE = "no date: "
WIDE = "digits that are not 0 to 9"
_SPACE = r"[\\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{1680}\\x{2000}-\\x{2006}\\x{2008}-\\x{200a}\\x{2028}\\x{2029}\\x{205f}\\x{3000}]+"  # as Neo4j trims


_NUMBER = "'[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?'"


def _integer(text: str) -> str:
    whole, cut, unsigned = "'[+-]?[0-9]+'", "'[+-]?[0-9]+[.][0-9]*'", f"replace({text}, '+', '')"
    rest = f"(CASE WHEN {text} =~ {whole} OR {text} =~ {cut} THEN '0' ELSE {text} END)"  # the engine reckons all cases
    return (
        f"cast(CASE WHEN {text} =~ {whole} THEN {unsigned} WHEN {text} =~ {cut} THEN string_split({unsigned}, '.')[1] "
        rf"WHEN {text} =~ '[+-]?\\p{{Nd}}+' THEN '{WIDE}' "
        f"WHEN {text} =~ {_NUMBER} THEN cast({_towards_zero(_double(rest))} AS STRING) ELSE NULL END AS INT64)"
    )


def _double(text: str) -> str:
    bare = f"regexp_replace(trim({text}), '^[+]', '')"
    return f"cast(CASE WHEN trim({text}) =~ {_NUMBER} THEN {bare} ELSE NULL END AS DOUBLE)"


def _towards_zero(number: str) -> str:
    return f"cast(CASE WHEN {number} < 0 THEN ceil({number}) ELSE floor({number}) END AS INT64)"


def _rounded(number: str, places: str) -> str:
    """Return a number rounded as it is written, as Neo4j does: 1.005, which is stored as a little less, is 1.01.

    Half way is what the written half is stored as; a number that has no digits left to round stays as it is.
    """
    if not int(places):
        return f"floor({number} * 1.0 + 0.5)"
    by = f"1{'0' * int(places)}.0"
    size = f"abs({number} * 1.0)"
    down = f"floor({size} * {by})"
    up = f"CASE WHEN {size} >= ({down} + 0.5) / {by} THEN 1 ELSE 0 END"
    rounded = f"sign({number}) * ({down} + {up}) / {by} + 0.0"
    return f"(CASE WHEN {size} * {by} < 4503599627370496.0 THEN {rounded} ELSE {number} * 1.0 END)"


def _least(number: str) -> str:
    """Return a place or length, at which the engine stops where it is negative: it would read on, or crash."""
    if number.isdecimal():
        return number
    return f"cast(CASE WHEN {number} < 0 THEN '{NEGATIVE}' ELSE cast({number} AS STRING) END AS INT64)"


def _date(text: str) -> str:
    """Return a text as a date, as Neo4j reads it: 2024 and 2024-05 are first days, 2024-5-1 is none."""
    forms = (
        ("[0-9]{4}-[0-9]{2}-[0-9]{2}", text),
        ("[0-9]{4}-[0-9]{2}", f"{text} + '-01'"),
        ("[0-9]{4}", f"{text} + '-01-01'"),
        ("[0-9]{8}", f"left({text}, 4) + '-' + substring({text}, 5, 2) + '-' + right({text}, 2)"),
    )
    arms = " ".join(f"WHEN {text} =~ '{form}' THEN {read}" for form, read in forms)
    return f"date(CASE WHEN {text} IS NULL THEN NULL {arms} ELSE '{NO_DATE}' + {text} END)"


def _trim(left: bool, right: bool) -> Spelling:
    def spelled(text: str) -> str:
        made = f"regexp_replace({text}, '^{_SPACE}', '')" if left else text
        return f"regexp_replace({made}, '{_SPACE}$', '')" if right else made

    return spelled


# name in lower case → (least and most arguments, type of the result, spelling); types are those of `cypher_scope.PLAIN`
FUNCTIONS: dict[str, tuple[int, int, str | None, Spelling]] = {
    "elementid": (1, 1, "string", lambda x: f"cast(id({x}) AS STRING)"),
    "id": (1, 1, "id", lambda x: f"id({x})"),
    "startnode": (1, 1, None, lambda x: f"start_node({x})"),
    "endnode": (1, 1, None, lambda x: f"end_node({x})"),
    "nodes": (1, 1, "list", lambda x: f"nodes({x})"),
    "relationships": (1, 1, "list", lambda x: f"rels({x})"),
    "length": (1, 1, "number", lambda x: f"length({x})"),
    "size": (1, 1, "number", lambda x: f"size({x})"),
    "character_length": (1, 1, "number", lambda x: f"size({x})"),
    "char_length": (1, 1, "number", lambda x: f"size({x})"),
    "isempty": (1, 1, "boolean", lambda x: f"(size({x}) = 0)"),
    "head": (1, 1, None, lambda x: element(x, "0")),
    "last": (1, 1, None, lambda x: element(x, "-1")),
    "tail": (1, 1, "list", lambda x: f"list_slice({x}, 2, {ALL})"),
    "range": (2, 3, "list", lambda *xs: f"range({', '.join(xs)})"),
    "substring": (2, 3, "string", lambda s, at, n=ALL: f"substring({s}, {_least(at)} + 1, {_least(n)})"),
    "split": (2, 2, "list", lambda s, by: f"string_split({s}, {by})"),
    "left": (2, 2, "string", lambda s, n: f"left({s}, {_least(n)})"),
    "right": (2, 2, "string", lambda s, n: f"right({s}, {_least(n)})"),
    "replace": (3, 3, "string", lambda s, a, b: f"replace({s}, {a}, {b})"),
    "trim": (1, 1, "string", _trim(True, True)),
    "ltrim": (1, 1, "string", _trim(True, False)),
    "rtrim": (1, 1, "string", _trim(False, True)),
    "btrim": (1, 1, "string", _trim(True, True)),
    "tolower": (1, 1, "string", lambda s: f"lower(replace({s}, 'İ', 'i̇'))"),
    "lower": (1, 1, "string", lambda s: f"lower(replace({s}, 'İ', 'i̇'))"),
    "toupper": (1, 1, "string", lambda s: f"upper(replace({s}, 'ß', 'SS'))"),
    "upper": (1, 1, "string", lambda s: f"upper(replace({s}, 'ß', 'SS'))"),
    "abs": (1, 1, "number", lambda x: f"abs({x})"),
    "ceil": (1, 1, "number", lambda x: f"ceil({x} * 1.0)"),
    "floor": (1, 1, "number", lambda x: f"floor({x} * 1.0)"),
    "sign": (1, 1, "number", lambda x: f"sign({x})"),
    "sqrt": (1, 1, "number", lambda x: f"sqrt({x})"),
    "exp": (1, 1, "number", lambda x: f"pow(2.718281828459045, {x})"),
    "e": (0, 0, "number", lambda: "2.718281828459045"),
    "pi": (0, 0, "number", lambda: "pi()"),
    "log": (1, 1, "number", lambda x: f"ln({x})"),
    "log10": (1, 1, "number", lambda x: f"log10({x})"),
    "round": (1, 2, "number", lambda x, p="0": _rounded(x, p)),
    "coalesce": (1, 99, None, lambda *xs: f"coalesce({', '.join(xs)})"),
    "nullif": (2, 2, None, lambda a, b: f"(CASE WHEN {a} = {b} THEN NULL ELSE {a} END)"),
    "date": (0, 1, "date", lambda x="": _date(x) if x else "current_date()"),
    "datetime": (0, 1, "datetime", lambda x="current_timestamp()": f"cast({x} AS TIMESTAMP_TZ)"),
    "localdatetime": (0, 1, "datetime", lambda x="": f"timestamp({x})" if x else "current_timestamp()"),
}
# what is spelled with a function of three arguments: of a row that is null the engine makes all rows of a batch null
OF_THREE = frozenset({"trim", "ltrim", "rtrim", "btrim", "tolower", "lower", "toupper", "upper"})
OF_THREE |= {"replace", "substring", "tail"}
# of which type the arguments are; the engine makes one of the other, or breaks
_TEXT, _NUMBER_TYPE, _LIST = ("string",), ("number",), ("list",)
_TEXTS = ("character_length", "char_length", "trim", "ltrim", "rtrim", "btrim", "tolower", "lower", "toupper", "upper")
TAKES: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(_TEXTS, (_TEXT,)),
    **dict.fromkeys(("abs", "ceil", "floor", "sign", "sqrt", "exp", "log", "log10", "sum", "avg"), (_NUMBER_TYPE,)),
    **dict.fromkeys(("head", "last", "tail"), (_LIST,)),
    **dict.fromkeys(("size", "isempty"), (_TEXT + _LIST,)),
    **dict.fromkeys(("left", "right", "substring"), (_TEXT, _NUMBER_TYPE, _NUMBER_TYPE)),
    **dict.fromkeys(("round", "range"), (_NUMBER_TYPE,) * 3),
    **dict.fromkeys(("nodes", "relationships", "length"), (("path",),)),
    **dict.fromkeys(("type", "startnode", "endnode"), (("edge",),)),
    "labels": (("node",),),
    **dict.fromkeys(("id", "elementid"), (("node", "edge"),)),
    "reverse": (_TEXT + _LIST,),
    "split": (_TEXT, _TEXT),
    "replace": (_TEXT,) * 3,
}
AGGREGATES: dict[str, tuple[str | None, Callable[[str], str]]] = {
    "count": ("number", lambda x: f"count({x})"),
    "sum": ("number", lambda x: f"coalesce(sum({x}), 0)"),
    "avg": ("number", lambda x: f"avg({x})"),
    "min": (None, lambda x: f"min({x})"),
    "max": (None, lambda x: f"max({x})"),
    "collect": ("list", lambda x: f"collect({x})"),
    "percentilecont": ("number", lambda x: f"percentilecont({x})"),
    "percentiledisc": ("number", lambda x: f"percentiledisc({x})"),
}
PERCENTILES = ("percentilecont", "percentiledisc")
DEVIATIONS = ("stdev", "stdevp")
CONVERSIONS: dict[str, dict[str, Spelling]] = {
    "tointeger": {
        "string": _integer,
        "integer": lambda x: x,
        "number": _towards_zero,
        "boolean": lambda x: f"(CASE WHEN {x} THEN 1 WHEN NOT {x} THEN 0 ELSE NULL END)",
    },
    "tofloat": {
        "string": _double,
        "integer": lambda x: f"cast({x} AS DOUBLE)",
        "number": lambda x: f"cast({x} AS DOUBLE)",
    },
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
    "duration": "add it to a date or take it off one, or leave it to the reader of the rows",
    "duration.indays": "ask for its days: duration.inDays(first, last).days",
    "duration.between": "ask for whole days: duration.inDays(first, last).days",
    "duration.inmonths": "ask for whole days: duration.inDays(first, last).days",
    "toboolean": "compare with 'true'",
    "list_contains": "x IN list",
    "shortestpath": "MATCH p = shortestPath((a)-[*..5]-(b))",
}
