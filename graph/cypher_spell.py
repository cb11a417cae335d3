"""Spelling expressions for the embedded engine."""

import dataclasses
from typing import NoReturn

from graph.cypher_calls import Calls
from graph.cypher_durations import is_days_between, is_duration
from graph.cypher_functions import ALL
from graph.cypher_nulls import by_arms, own_copy, unless_null
from graph.cypher_numbers import FRACTION, MIXED, WHOLE
from graph.cypher_regex import RegexError, engine_regex
from graph.cypher_scope import not_given
from graph.cypher_tokens import literal_of, text_of
from graph.cypher_tree import Expression, Path, ungrouped
from graph.cypher_walk import inside, replaced


class Speller(Calls):
    """Spells expressions within a scope; patterns and clauses build on it."""

    def _literal(self, e: Expression) -> str:
        if e.text[:2] in ("0x", "0o"):
            return str(int(e.text, 0))
        if e.text.isdecimal() and int(e.text) >= 2**63:
            self.wrong(f"the number {e.text}", e.start, f"integers go up to {2**63 - 1}")
        return literal_of(text_of(e.text)) if e.text[0] in "'\"" and "\\" in e.text else e.text

    def _parameter(self, e: Expression) -> str:
        if e.text not in self.parameters:
            raise not_given(e.text, self.text, e.start)
        if self.parameters[e.text] is None:  # the engine would give it a type, and convert to that
            return "NULL"
        if self.parameters[e.text] in ([], ()):  # the engine knows no kind for it
            return "[]"
        self.used.add(e.text)
        return f"${e.text}"

    def _variable(self, e: Expression) -> str:
        binding = self.bound(e.text, e.start)
        made = f"rels({binding.spelled})" if binding.kind == "edges" else binding.spelled
        return self.unless_missing(binding, made) if binding.witness or binding.kind == "edges" else made

    def _group(self, e: Expression) -> str:
        return f"({self.spell(e.parts[0])})"

    def _property(self, e: Expression) -> str:
        base = e.parts[0]
        assert base is not None
        if is_days_between(e):
            return self._days_between(base)
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
        return self._element(base, self.spell(at))

    def _slice(self, e: Expression) -> str:
        base, low, high = e.parts
        of = self.spell(base)
        start, stop = self._end(e, low, of, "0"), self._end(e, high, of, ALL)
        if start.isdecimal() and stop.isdecimal():
            if int(stop) <= int(start):
                return unless_null([of], f"list_slice({of}, 2, 1)")
            return unless_null([of], f"list_slice({of}, {int(start) + 1}, {stop})")
        return f"(CASE WHEN {of} IS NULL THEN NULL WHEN {stop} > {start} THEN list_slice({of}, {start} + 1, {stop}) ELSE list_slice({of}, 2, 1) END)"

    def _end(self, e: Expression, end: Expression | None, of: str, default: str) -> str:
        """Spell where a slice begins or ends, counted from 0; a negative number counts from the end of the list."""
        if end is None:
            return default
        back = end.parts[0] if end.kind == "unary" and end.text == "-" else None
        number = end if back is None else back
        if number.kind != "literal" or not number.text.isdecimal():
            self.refuse("a slice with ends that are not plain numbers", e.start, "write [0..2] or [-2..]")
        if back is None:
            return number.text
        return f"(CASE WHEN size({of}) > {number.text} THEN size({of}) - {number.text} ELSE 0 END)"

    def _list(self, e: Expression) -> str:
        self.of_one_type(e.parts, e.start)
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
        return self.unless_missing(binding, made)

    def _comprehension(self, e: Expression) -> str:
        """Spell a list as it is, or one property of all that it holds.

        What is asked of the items one by one the engine answers for the first 2048 of a batch of rows, and beyond them wrongly.
        """
        source, condition, result = e.parts
        if self.nothing(source):
            return "NULL"
        asked = "" if result is None else next(inside(result, e.names[0]), "*")
        plain = result is None or (ungrouped(replaced(result, e.names[0])) or result).text == e.names[0]
        if condition is not None or not plain or asked == "*":
            self._refuse_items(e)
        made = self.spell(source)
        return made if not asked else own_copy(f"properties({made}, '{asked}')")

    def _refuse_items(self, e: Expression) -> NoReturn:
        self.refuse(
            "what is asked of the items of a list", e.start, f"UNWIND … AS {e.names[0]}, then WHERE and collect()"
        )

    def _quantifier(self, e: Expression) -> str:
        self._refuse_items(e)

    def _reduce(self, e: Expression) -> str:
        self.refuse("reduce()", e.start, "UNWIND the list, then sum()")

    def _case(self, e: Expression) -> str:
        subject, pairs, other = e.parts[0], e.parts[1:-1], e.parts[-1]
        self.of_one_type([*pairs[1::2], other], e.start)
        if subject is not None:
            self.alike([subject, *pairs[0::2]], e.start)
        head = f"{self.spell(subject)} = " if subject is not None else ""
        mixed = self.numbers(e) == MIXED  # the engine would make all of the type of the first
        results = [self._fraction(t) if mixed else self.spell(t) for t in pairs[1::2]]
        arms = (f"WHEN {head}{self.spell(w)} THEN {t}" for w, t in zip(pairs[0::2], results, strict=True))
        left = "NULL" if other is None else self._fraction(other) if mixed else self.spell(other)
        return f"CASE {' '.join(arms)} ELSE {left} END"

    def _fraction(self, e: Expression | None) -> str:
        return self.spell(e) if self.numbers(e) in (FRACTION, frozenset()) else f"cast({self.spell(e)} AS DOUBLE)"

    def _binary(self, e: Expression) -> str:
        left, right = e.parts
        assert left is not None and right is not None
        operator = "+" if e.text == "||" else e.text
        if operator == "IN":
            return self._membership(left, right)
        if operator == "=~":
            return self._matches(left, right)
        if operator in ("CONTAINS", "STARTS WITH", "ENDS WITH"):
            self._only_texts(operator, (left, right))
            if operator != "CONTAINS" or self._filled(right):
                return f"({self.as_text(left)} {operator} {self.as_text(right)})"
        if operator == "CONTAINS" and not self._filled(right):
            asked = f"({self.as_text(left)} CONTAINS {self.as_text(right)})"
            empty = f"CASE WHEN {self.spell(left)} IS NULL THEN NULL ELSE true END"
            return f"(CASE WHEN {self.spell(right)} = '' THEN ({empty}) ELSE {asked} END)"
        if operator == "/" and right.text == "0" and self.nothing(left):
            self.wrong("null / 0", e.start, "divide by something else: Neo4j gives an error too")
        if operator == "+" and self.type(e) == "list":
            return self._joined(e)
        if operator == "+":
            e = self._texts(e)
            left, right = e.parts
        if is_duration(left) or is_duration(right):
            assert left is not None and right is not None
            return self._moved(e, left, right)
        if operator in ("+", "-", "*", "/", "%", "^"):
            (self.of_one_type if operator == "+" else self.alike)([left, right], e.start)
            kinds = (self.numbers(left), self.numbers(right))
            if operator in ("/", "%") and MIXED in kinds and FRACTION not in kinds:
                if (arms := by_arms(e, kinds.index(MIXED))) is not None:
                    return f"({self.spell(arms)})"
                self.refuse(
                    f"{operator} of what is now a whole number, now a fraction,",
                    e.start,
                    "put toFloat() around it, or write 1.0 for 1",
                )
            if {self.type(left), self.type(right)} & {"date", "datetime"}:
                self.refuse(
                    f"{operator} beside a date",
                    e.start,
                    "compare dates, add a duration('P1Y2M3D'), or write duration.inDays(first, last).days",
                )
        if operator == "+":
            return self._sum(e)
        return f"({self.spell(left)} {operator} {self.spell(right)})"

    def _only_texts(self, operator: str, sides: tuple[Expression, ...]) -> None:
        """Refuse an operator of texts beside something else: to Neo4j that is null, the engine makes a text of it."""
        for side in sides:
            bound = self.scope.get(side.text) if side.kind == "variable" else None
            if self.type(side) not in ("string", None) or (bound is not None and bound.kind != "value"):
                instead = "write toString() around it, or compare with ="
                if self.type(side) == "list":
                    instead = f"write any(x IN … WHERE x {operator} …)"
                elif side.kind == "parameter":
                    instead = f"-p {side.text}='\"{self.parameters[side.text]}\"' gives a text"
                self.wrong(f"{operator} of what is no text", side.start, instead)

    def _matches(self, left: Expression, right: Expression) -> str:
        """Spell `=~`: what it asks for has to be known here, as the engine reads it otherwise than Neo4j."""
        self._only_texts("=~", (left, right))
        written = self._known(right)
        if _null(left) or written is None:
            return "NULL"
        try:
            wanted = engine_regex(written)
        except RegexError as error:
            self.wrong(f"{error.what} in a regular expression", right.start, error.instead)
        return f"({self.as_text(left)} =~ {literal_of(wanted)})"

    def _known(self, e: Expression) -> str | None:
        """Return the text that an expression of literals and parameters stands for."""
        if e.kind == "group" and e.parts[0] is not None:
            return self._known(e.parts[0])
        if e.kind == "literal" and e.text[0] in "'\"":
            return text_of(e.text)
        if e.kind == "parameter":
            self._parameter(e)
            self.used.discard(e.text)
        given = self.parameters.get(e.text) if e.kind == "parameter" else e
        if given is None or _null(e):
            return None
        texts: list[str | None] = [given] if isinstance(given, str) else []
        if e.kind == "binary" and e.text in ("+", "||"):
            texts = [self._known(part) for part in e.parts if part is not None]
        if not texts:
            what = "a regular expression that is not written out"
            self.refuse(what, e.start, "write it as a text or a parameter, or join such")
        return None if None in texts else "".join(text for text in texts if text is not None)

    def _texts(self, e: Expression) -> Expression:
        """Return a `+` of a text and a whole number with the number made a text, as Neo4j does."""
        kinds = [self.type(part) for part in e.parts]
        if set(kinds) != {"string", "number"}:
            return e
        side = kinds.index("number")
        number = e.parts[side]
        if number is None or self.numbers(number) != WHOLE:
            return e
        text = Expression("call", number.start, number.stop, "toString", (number,))
        return dataclasses.replace(e, parts=tuple(text if n == side else x for n, x in enumerate(e.parts)))

    def _sum(self, e: Expression) -> str:
        """Spell a chain of `+`: of texts, and of what may be texts, it is null where a part is."""
        parts: list[Expression] = []
        rest: Expression | None = e
        while rest is not None and rest.kind == "binary" and rest.text in ("+", "||"):
            rest = self._texts(rest)
            self.of_one_type(rest.parts, rest.start)
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

    def _joined(self, e: Expression) -> str:
        """Spell `+` beside a list: what is no list is one more item of it, before or behind."""
        sides = [part for part in e.parts if part is not None]
        if any(map(_null, sides)):
            return "NULL"
        held = [self.items(part) if self.type(part) == "list" else self.type(part) for part in sides]
        self._one_type(held, e.start)
        kinds = [self.numbers(part) for part in sides]
        fractions = "number" in held and WHOLE in kinds and {FRACTION, MIXED} & set(kinds)
        made, single = [], []
        for part in sides:
            spelled = self.spell(part)
            if self.type(part) not in ("list", None):
                single += [spelled] if part.kind != "literal" else []
                spelled = f"[{spelled}]"
            made.append(f"cast({spelled} AS DOUBLE[])" if fractions and self.numbers(part) == WHOLE else spelled)
        return unless_null(single, f"({' + '.join(made)})")

    def _membership(self, left: Expression, right: Expression) -> str:
        if right.kind == "list":
            self.alike([left, *right.parts], left.start)
            if any(p is not None and p.kind == "literal" and p.text.upper() == "NULL" for p in right.parts):
                self.refuse("IN a list with null in it", right.start, "leave the null out, or ask IS NULL")
        if right.kind == "parameter":
            given = self.parameters.get(right.text)
            if isinstance(given, list | tuple) and not given:
                self.spell(left)
                return "false"
            kinds = {type(value) for value in given} if isinstance(given, list | tuple) else set()
            if (
                type(None) in kinds
                or (self.type(left) == "string" and kinds - {str})
                or (self.type(left) == "number" and str in kinds)
            ):
                self.wrong(f"IN ${right.text}", right.start, "give a list of values of the type that is asked for")
        binding = self.scope.get(left.text) if left.kind == "variable" else None
        if binding is not None and binding.kind in ("node", "edge"):
            return f"list_contains(properties({self.spell(right)}, '_id'), id({binding.spelled}))"
        if right.kind == "list" and not self.full(right) and right.parts:
            return f"({' OR '.join(f'({self.spell(left)} = {self.spell(part)})' for part in right.parts)})"
        if right.kind == "list" and not right.parts:
            self.spell(left)
            return "false"
        if kind := self.items(right):
            self._same(self.type(left), kind, start=left.start)
        if not self.full(right):
            self.refuse("IN a list that may hold null", right.start, "leave the null out")
        plain = f"({self.spell(left)} IN {self.spell(right)})"
        named = left.kind == "literal" and left.text.upper() != "NULL"
        if right.kind in ("list", "parameter") or named:
            return plain
        return f"(CASE WHEN size({self.spell(right)}) = 0 THEN false ELSE {plain} END)"  # also where the item is null

    def _compare(self, e: Expression) -> str:
        made = []
        if len(e.names) > 1 and len({kind for part in e.parts if (kind := self.type(part))}) > 1:
            what = f"a chain of comparisons, where a {e.names[0]} b {e.names[1]} c means that both hold,"
            self.wrong(what, e.start, f"put one in parentheses: (a {e.names[0]} b) {e.names[1]} c")
        for left, operator, right in zip(e.parts, e.names, e.parts[1:], strict=False):
            self.alike([left, right], e.start)
            lists = "list" in (self.type(left), self.type(right)) and operator in ("=", "<>")
            if lists and not (self.full(left) and self.full(right)):
                self.refuse("a comparison of lists that may hold null", e.start, "compare their items")
            made.append(f"({self.spell(left)} {operator} {self.spell(right)})")
        return made[0] if len(made) == 1 else f"({' AND '.join(made)})"

    def _unary(self, e: Expression) -> str:
        least = e.parts[0]
        if e.text == "-" and least is not None and least.text == str(2**63):
            return f"(-{least.text})"
        return f"({e.text} {self.spell(e.parts[0])})" if e.text == "NOT" else f"(-({self.spell(e.parts[0])}))"

    def _null(self, e: Expression) -> str:
        of = e.parts[0]
        witness = self.scope[of.text].witness if of is not None and of.text in self.scope else ""
        return f"({witness if of is not None and of.kind == 'variable' and witness else self.spell(of)} {e.text})"

    def _typed(self, e: Expression) -> str:
        self.refuse("a type predicate here", e.start, "leave it out")

    def _normal(self, e: Expression) -> str:
        self.refuse("IS NORMALIZED here", e.start, "leave it out")

    def _pattern(self, e: Expression) -> str:
        assert e.pattern is not None
        if e.pattern.shortest:
            self.refuse("shortestPath() within an expression", e.start, "MATCH p = shortestPath((a)-[*..5]-(b))")
        return f"EXISTS {{ {self.predicate([e.pattern])} }}"

    def _pattern_comprehension(self, e: Expression) -> str:
        self.refuse("a pattern comprehension here", e.start, "OPTIONAL MATCH … WITH …, collect(…)")

    def _subquery(self, e: Expression) -> str:
        assert e.query is not None
        if e.text == "COLLECT":
            self.refuse("COLLECT { } here", e.start, "OPTIONAL MATCH … WITH …, collect(…)")
        return self.counted(e.query, e.text, e.start)

    def predicate(self, paths: list[Path]) -> str:
        """Spell a pattern as the body of a subquery; the translation of clauses does."""
        raise NotImplementedError


def _null(e: Expression) -> bool:
    return e.kind == "literal" and e.text.upper() == "NULL"
