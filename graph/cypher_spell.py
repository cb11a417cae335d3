"""Spelling expressions for the embedded engine."""

import dataclasses
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from graph.cypher_functions import AGGREGATES, CONVERSIONS, FUNCTIONS, INSTEAD, element
from graph.cypher_nulls import contained, misread, quantified, split_up, unless_null
from graph.cypher_scope import Binding, label_names, properties, selected, type_names, unknown
from graph.cypher_tokens import CypherError, place
from graph.cypher_tree import Expression, Path, Query
from graph.cypher_types import type_of
from graph.cypher_walk import inside, replaced

_APART = {"string", "number", "boolean", "list", "date", "datetime"}  # types that never equal each other
_LOGIC = ("AND", "OR", "XOR", "NOT")


class Speller:
    """Spells expressions within a scope; patterns and clauses build on it."""

    def __init__(self, text: str, parameters: Mapping[str, Any]) -> None:
        self.text = text
        self.parameters = parameters
        self.scope: dict[str, Binding] = {}
        self.used: set[str] = set()  # the parameters that the engine is told
        self.sorted: tuple[str, bool] | None = None  # what the rows are sorted by, and whether descending
        self._taken: set[str] = set()

    def refuse(self, what: str, start: int, instead: str) -> NoReturn:
        """Raise an error: the construct, its place, and what to write instead."""
        raise CypherError(f"{what} at {place(self.text, start)} cannot run on the embedded store: {instead}")

    def fresh(self, name: str) -> str:
        """Return a spelling that no other variable has: the engine takes `a` and `A` for one."""
        spelled, count = name, 1
        while spelled.lower() in self._taken:
            count += 1
            spelled = f"{name}_{count}"
        self._taken.add(spelled.lower())
        return f"`{spelled}`"

    def type(self, expression: Expression | None) -> str | None:
        """The plain type of an expression, where it is certain."""
        return type_of(expression, self.scope, self.parameters)

    def spell(self, e: Expression | None) -> str:
        """Return an expression as the engine reads it."""
        assert e is not None
        spelled: str = getattr(self, f"_{e.kind}")(e)
        return spelled

    def bound(self, name: str, start: int) -> Binding:
        """Return what a variable is bound to; raises where it is not."""
        if name not in self.scope:
            raise unknown("variable", name, self.scope, self.text, start)
        return self.scope[name]

    def key(self, name: str, binding: Binding, start: int) -> str:
        """Check that a node or edge may have a property, and return it quoted."""
        edge = binding.kind == "edge"
        if name not in properties(binding.names, edge):
            shown = [p for p in properties(binding.names, edge) if not p.startswith("_")]
            raise unknown(
                f"property of {' or '.join(sorted(binding.names or {'anything'}))}", name, shown, self.text, start
            )
        return f"`{name}`"

    def alike(self, parts: "list[Expression | None] | tuple[Expression | None, ...]", start: int) -> None:
        """Refuse parts of different types: one engine says they differ, the other converts one of them."""
        kinds = {kind for part in parts if (kind := self.type(part)) in _APART}
        if len(kinds) > 1:
            self.refuse(
                f"{' and '.join(sorted(str(k) for k in kinds))} beside each other", start, "make both of one type"
            )

    def _literal(self, e: Expression) -> str:
        if e.text[:2] in ("0x", "0o"):
            return str(int(e.text, 0))
        if e.text.isdecimal() and int(e.text) >= 2**63:
            self.refuse(f"the number {e.text}", e.start, f"integers go up to {2**63 - 1}")
        return e.text

    def _parameter(self, e: Expression) -> str:
        if e.text not in self.parameters:
            raise CypherError(
                f"the parameter ${e.text} is not given: say -p {e.text}=VALUE (at {place(self.text, e.start)})"
            )
        self.used.add(e.text)
        return f"${e.text}"

    def _variable(self, e: Expression) -> str:
        binding = self.bound(e.text, e.start)
        return f"rels({binding.spelled})" if binding.kind == "edges" else binding.spelled

    def _group(self, e: Expression) -> str:
        return f"({self.spell(e.parts[0])})"

    def _property(self, e: Expression) -> str:
        base = e.parts[0]
        assert base is not None
        if self.type(base) in ("date", "datetime"):
            if e.text not in ("year", "month", "day", "hour", "minute", "second", "quarter"):
                self.refuse(f".{e.text} of a date", e.start, "write .year, .month or .day")
            return f"date_part('{e.text}', {self.spell(base)})"
        if base.kind == "variable":
            binding = self.bound(base.text, base.start)
            if binding.kind in ("node", "edge"):
                return f"{binding.spelled}.{self.key(e.text, binding, e.start)}"
            return f"{self.spell(base)}.`{e.text}`"
        return f"struct_extract({self.spell(base)}, '{e.text}')"

    def _index(self, e: Expression) -> str:
        base, at = e.parts
        assert base is not None and at is not None
        if base.kind == "call" and base.text.lower() == "labels" and at.text == "0":
            return self._label(base)
        if self.type(at) == "string":
            self.refuse("[…] with a text in it", e.start, "write n.property")
        return element(self.spell(base), self.spell(at))

    def _slice(self, e: Expression) -> str:
        base, low, high = e.parts
        for end in (low, high):
            if end is not None and not (end.kind == "literal" and end.text.isdecimal()):
                self.refuse("a slice with ends that are not plain numbers", e.start, "write [0..2]")
        of, start = self.spell(base), int(low.text) if low else 0
        if high is not None and int(high.text) <= start:
            return f"list_slice({of}, 2, 1)"
        return f"list_slice({of}, {start + 1}, {high.text if high else f'size({of})'})"

    def _list(self, e: Expression) -> str:
        self.alike(e.parts, e.start)
        return f"[{', '.join(map(self.spell, e.parts))}]"

    def _map(self, e: Expression) -> str:
        if not e.parts:
            self.refuse("an empty map", e.start, "give it a key")
        return f"{{{', '.join(f'`{name}`: {self.spell(part)}' for name, part in zip(e.names, e.parts, strict=True))}}}"

    def _projection(self, e: Expression) -> str:
        binding = self.bound(e.text, e.start)
        pairs = []
        for name, part in zip(e.names, e.parts, strict=True):
            if name == "*":
                self.refuse(f"{e.text} {{.*}}", e.start, "name the properties: n {.name, .kind}")
            if part is None:
                key = self.key(name, binding, e.start) if binding.kind in ("node", "edge") else f"`{name}`"
                pairs.append(f"`{name}`: {binding.spelled}.{key}")
            else:
                pairs.append(f"`{name}`: {self.spell(part)}")
        made = f"{{{', '.join(pairs)}}}"
        return self._unless_null(binding, made)

    def _unless_null(self, binding: Binding, made: str) -> str:
        return f"(CASE WHEN {binding.spelled} IS NULL THEN NULL ELSE {made} END)" if binding.nullable else made

    def local(self, names: tuple[str, ...], spelled: tuple[str, ...], e: Expression) -> str:
        """Spell an expression in which some more variables are bound."""
        before = dict(self.scope)
        self.scope |= {name: Binding(s, "value", nullable=True) for name, s in zip(names, spelled, strict=True)}
        try:
            return self.spell(e)
        finally:
            self.scope = before

    def _whole(self, e: Expression | None) -> bool:
        """Tell whether a list certainly has no null in it."""
        if e is None or e.kind == "group":
            return e is not None and self._whole(e.parts[0])
        if e.kind == "list":
            return all(x is not None and x.kind in ("literal", "list") and x.text.upper() != "NULL" for x in e.parts)
        if e.kind == "property":
            return self.type(e) == "list"
        if e.kind == "parameter":
            given = self.parameters.get(e.text)
            return isinstance(given, list | tuple) and None not in given
        if e.kind == "slice":
            return self._whole(e.parts[0])
        return e.kind == "call" and e.text.lower() in ("split", "range", "labels", "collect")

    def _comprehension(self, e: Expression) -> str:
        made, name, e = self._items(e)
        if e.parts[1] is not None:
            made = f"list_filter({made}, {name} -> {self.local(e.names, (name,), e.parts[1])})"
        return f"list_transform({made}, {name} -> {self.local(e.names, (name,), e.parts[2])})" if e.parts[2] else made

    def _quantifier(self, e: Expression) -> str:
        if (simpler := split_up(e)).kind != "quantifier":
            return f"({self.spell(simpler)})"
        e = simpler
        made, name, e = self._items(e)
        if e.parts[1] is not None:
            made = f"list_transform({made}, {name} -> {self.local(e.names, (name,), e.parts[1])})"
        return quantified(e.text.lower(), made, self.fresh("held"))

    def _items(self, e: Expression) -> tuple[str, str, Expression]:
        """Spell the list that an expression goes over, and the expression with what it asks of the list's items.

        The engine mixes up rows where it looks into nodes, edges and maps one by one; of a whole list it gives a property right.
        """
        made, name = self.spell(e.parts[0]), self.fresh(e.names[0])
        for part in e.parts[1:]:
            wrong = misread(part, e.names[0]) if part is not None else None
            if part is not None and wrong and (wrong in _LOGIC or not self._whole(e.parts[0])):
                what = f"{wrong} in what is asked of the items of a list"
                self.refuse(what, part.start, f"UNWIND … AS {e.names[0]}, then WHERE and collect()")
        asked = {found for part in e.parts[1:] if part is not None for found in inside(part, e.names[0])}
        if asked <= {""}:
            return made, name, e
        if len(asked) > 1 or "*" in asked:
            self.refuse(
                f"a list of {e.names[0]} asked for more than one thing",
                e.start,
                f"UNWIND … AS {e.names[0]}, then collect()",
            )
        parts = (e.parts[0], *(part and replaced(part, e.names[0]) for part in e.parts[1:]))
        return f"properties({made}, '{asked.pop()}')", name, dataclasses.replace(e, parts=parts)

    def _reduce(self, e: Expression) -> str:
        first, source, result = e.parts
        assert result is not None
        if {*inside(result, e.names[1])} - {""}:
            self.refuse("reduce() over nodes, relationships or maps", e.start, "UNWIND the list, then sum()")
        names = (self.fresh(e.names[0]), self.fresh(e.names[1]))
        body = self.local(e.names, names, result)
        return (
            f"list_reduce(list_concat([{self.spell(first)}], {self.spell(source)}), ({names[0]}, {names[1]}) -> {body})"
        )

    def _case(self, e: Expression) -> str:
        subject, pairs, other = e.parts[0], e.parts[1:-1], e.parts[-1]
        self.alike([*pairs[1::2], other], e.start)
        if subject is not None:
            self.alike([subject, *pairs[0::2]], e.start)
        head = f"{self.spell(subject)} = " if subject is not None else ""
        arms = (
            f"WHEN {head}{self.spell(w)} THEN {self.spell(t)}" for w, t in zip(pairs[0::2], pairs[1::2], strict=True)
        )
        return f"CASE {' '.join(arms)} ELSE {self.spell(other) if other else 'NULL'} END"

    def _binary(self, e: Expression) -> str:
        left, right = e.parts
        assert left is not None and right is not None
        operator = "+" if e.text == "||" else e.text
        if operator == "IN":
            return self._membership(left, right)
        if operator in ("+", "-", "*", "/", "%", "^"):
            self.alike([left, right], e.start)
        if operator == "+":
            return self._sum(e)
        return f"({self.spell(left)} {operator} {self.spell(right)})"

    def _sum(self, e: Expression) -> str:
        """Spell a chain of `+`: of texts, and of what may be texts, it is null where a part is."""
        parts: list[Expression] = []
        rest: Expression | None = e
        while rest is not None and rest.kind == "binary" and rest.text in ("+", "||"):
            self.alike(rest.parts, rest.start)
            assert rest.parts[1] is not None
            parts.insert(0, rest.parts[1])
            rest = rest.parts[0]
        assert rest is not None
        parts.insert(0, rest)
        if any(part.kind == "literal" and part.text.upper() == "NULL" for part in parts):
            return "NULL"
        made = f"({' + '.join(map(self.spell, parts))})"
        if any(self.type(part) in ("number", "list", "date", "datetime") for part in parts):
            return made
        return unless_null([self.spell(part) for part in parts if part.kind != "literal"], made)

    def _membership(self, left: Expression, right: Expression) -> str:
        if right.kind == "list":
            self.alike([left, *right.parts], left.start)
            if any(p is not None and p.kind == "literal" and p.text.upper() == "NULL" for p in right.parts):
                self.refuse("IN a list with null in it", right.start, "leave the null out, or ask IS NULL")
        if right.kind == "parameter":
            given = self.parameters.get(right.text)
            if isinstance(given, list | tuple) and not given:
                return f"({self.spell(left)} IS NULL AND NULL)"
            kinds = {type(value) for value in given} if isinstance(given, list | tuple) else set()
            if (
                type(None) in kinds
                or (self.type(left) == "string" and kinds - {str})
                or (self.type(left) == "number" and str in kinds)
            ):
                self.refuse(f"IN ${right.text}", right.start, "give a list of values of the type that is asked for")
        binding = self.scope.get(left.text) if left.kind == "variable" else None
        if binding is not None and binding.kind in ("node", "edge"):
            return f"list_contains(properties({self.spell(right)}, '_id'), id({binding.spelled}))"
        if right.kind == "list" and not self._whole(right) and right.parts:
            return f"({' OR '.join(f'({self.spell(left)} = {self.spell(part)})' for part in right.parts)})"
        if right.kind == "comprehension" or (right.kind == "call" and right.text.lower() == "tail"):
            return contained(self.spell(left), self.spell(right), self.fresh("held"))
        return f"({self.spell(left)} IN {self.spell(right)})"

    def _compare(self, e: Expression) -> str:
        made = []
        for left, operator, right in zip(e.parts, e.names, e.parts[1:], strict=False):
            self.alike([left, right], e.start)
            lists = "list" in (self.type(left), self.type(right)) and operator in ("=", "<>")
            if lists and not (self._whole(left) and self._whole(right)):
                self.refuse("a comparison of lists that may hold null", e.start, "compare their items")
            made.append(f"({self.spell(left)} {operator} {self.spell(right)})")
        return made[0] if len(made) == 1 else f"({' AND '.join(made)})"

    def _unary(self, e: Expression) -> str:
        least = e.parts[0]
        if e.text == "-" and least is not None and least.text == str(2**63):
            return f"(-{least.text})"
        return f"({e.text} {self.spell(e.parts[0])})" if e.text == "NOT" else f"(-({self.spell(e.parts[0])}))"

    def _null(self, e: Expression) -> str:
        return f"({self.spell(e.parts[0])} {e.text})"

    def _labels(self, e: Expression) -> str:
        base = e.parts[0]
        assert base is not None
        if base.kind != "variable":
            self.refuse("a label of an expression", e.start, "give it a name with WITH first")
        binding = self.bound(base.text, base.start)
        edge = binding.kind == "edge"
        names = selected(e.labels, edge, self.text) or frozenset(type_names() if edge else label_names())
        listed = ", ".join(f"'{name}'" for name in sorted(names))
        return self._unless_null(binding, f"(label({binding.spelled}) IN [{listed}])")

    def _label(self, e: Expression) -> str:
        argument = e.parts[0]
        assert argument is not None
        if argument.kind == "variable":
            binding = self.bound(argument.text, argument.start)
            return self._unless_null(binding, f"label({self.spell(argument)})")
        return f"label({self.spell(argument)})"

    def _as_sorted(self, e: Expression, collected: str, made: str) -> str:
        """Spell collect() of sorted rows: the engine does not keep their order, but can sort a list of the keys."""
        assert self.sorted is not None
        key, descending = self.sorted
        if key != collected:
            self.refuse("collect() of sorted rows", e.start, "collect what is sorted by, or return the rows themselves")
        return f"{'list_reverse_sort' if descending else 'list_sort'}({made})"

    def _unless_missing(self, e: Expression | None, made: str) -> str:
        binding = self.scope.get(e.text) if e is not None and e.kind == "variable" else None
        return made if binding is None else self._unless_null(binding, made)

    def _star(self, e: Expression) -> str:
        return "count(*)"

    def _call(self, e: Expression) -> str:
        name = e.text.lower()
        if name in ("type", "label"):
            return self._label(e)
        if name == "labels":
            return self._unless_missing(e.parts[0], f"[{self._label(e)}]")
        if name == "exists":
            return self._exists(e)
        if name in AGGREGATES:
            inner = self.spell(e.parts[0])
            made = AGGREGATES[name][1](f"DISTINCT {inner}" if e.distinct else inner)
            return self._as_sorted(e, inner, made) if name == "collect" and self.sorted else made
        if name in CONVERSIONS:
            return self._convert(e, name)
        if name == "reverse":
            kind = self.type(e.parts[0])
            if kind not in ("string", "list"):
                self.refuse("reverse() of what may be a list or a text", e.start, "reverse a property or a list")
            return f"{'list_reverse' if kind == 'list' else 'reverse'}({self.spell(e.parts[0])})"
        if name not in FUNCTIONS:
            instead = INSTEAD.get(name, "docs/cypher.md lists what there is")
            self.refuse(f"the function {e.text}()", e.start, instead)
        least, most, _, spelling = FUNCTIONS[name]
        if not least <= len(e.parts) <= most:
            self.refuse(f"{e.text}() with {len(e.parts)} arguments", e.start, f"give it {least} to {most}")
        if name == "coalesce":
            self.alike(e.parts, e.start)
        if name in ("date", "datetime", "localdatetime") and e.parts and self.type(e.parts[0]) != "string":
            self.refuse(f"{e.text}() of what may be no text", e.start, "write date('2024-01-31')")
        if name in ("left", "right", "substring", "round") and any(_negative(part) for part in e.parts[1:]):
            self.refuse(f"{e.text}() with a negative place or length", e.start, "give it 0 or more")
        if name == "split":
            return self._split(e)
        if name == "datetime" and e.parts and not _in_utc(e.parts[0]):
            self.refuse(
                "datetime() with another offset, or of a text that may have one", e.start, "write it in UTC: …Z"
            )
        return spelling(*map(self.spell, e.parts))

    def _split(self, e: Expression) -> str:
        """Spell split(): the engine drops empty parts, so that each is put between marks which are cut off again."""
        text, by = e.parts
        if by is None or by.kind != "literal" or len(by.text) < 3 or by.text[0] not in "'\"" or "\\" in by.text:
            self.refuse("split() at what is not written out", e.start, "write split(text, ',')")
        mark, name = "'~'" if "~" not in by.text else "'^'", self.fresh("part")
        if "^" in by.text and "~" in by.text:
            self.refuse("split() at ~ and ^", e.start, "replace() one of them first")
        of = self.spell(text)
        marked = f"{mark} + replace({of}, {by.text}, {mark} + {by.text} + {mark}) + {mark}"
        cut = f"{name} -> substring({name}, 2, size({name}) - 2)"
        return unless_null([of], f"list_transform(string_split({marked}, {by.text}), {cut})")

    def _convert(self, e: Expression, name: str) -> str:
        argument = e.parts[0]
        kind = self.type(argument)
        if name == "tostring" and kind == "number":
            base = argument.text if argument is not None and argument.kind == "property" else ""
            kind = (
                "number"
                if base == "value" or (argument is not None and argument.kind not in ("property", "star"))
                else "integer"
            )
        if kind not in CONVERSIONS[name]:
            self.refuse(
                f"{e.text}() of what may be {kind or 'of any type'}",
                e.start,
                "convert a property, or leave the value as it is",
            )
        return CONVERSIONS[name][str(kind)](self.spell(argument))

    def _exists(self, e: Expression) -> str:
        argument = e.parts[0]
        assert argument is not None
        if argument.kind == "pattern":
            return self.spell(argument)
        return f"({self.spell(argument)} IS NOT NULL)"

    def _pattern(self, e: Expression) -> str:
        assert e.pattern is not None
        if e.pattern.shortest:
            self.refuse("shortestPath() within an expression", e.start, "MATCH p = shortestPath((a)-[*..5]-(b))")
        return f"EXISTS {{ {self.predicate([e.pattern])} }}"

    def _pattern_comprehension(self, e: Expression) -> str:
        self.refuse("a pattern comprehension", e.start, "OPTIONAL MATCH … WITH …, collect(…)")

    def _subquery(self, e: Expression) -> str:
        assert e.query is not None
        if e.text == "COLLECT":
            self.refuse("COLLECT { }", e.start, "OPTIONAL MATCH … WITH …, collect(…)")
        return self.counted(e.query, e.text, e.start)

    def predicate(self, paths: list[Path]) -> str:
        """Spell a pattern as the body of a subquery; the translation of clauses does."""
        raise NotImplementedError

    def counted(self, query: Query, word: str, start: int) -> str:
        """Spell EXISTS { } or COUNT { }; the translation of clauses does."""
        raise NotImplementedError


def _negative(e: Expression | None) -> bool:
    return e is not None and e.kind == "unary" and e.text == "-"


def _in_utc(e: Expression | None) -> bool:
    """Tell whether a text of a time is written out, and without an offset: the engine reckons an offset away."""
    return e is not None and e.kind == "literal" and re.search(r"T.*[+-]|\[", e.text) is None
