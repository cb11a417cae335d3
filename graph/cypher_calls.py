"""Spelling calls of functions for the embedded engine: what differs in silence is said otherwise, or refused."""

import re

from graph.cypher_collected import counts, wanted
from graph.cypher_durations import UNITS, interval, is_duration
from graph.cypher_functions import (
    AGGREGATES,
    CONVERSIONS,
    DEVIATIONS,
    FUNCTIONS,
    INSTEAD,
    OF_THREE,
    PERCENTILES,
    TAKES,
    element,
)
from graph.cypher_ground import Ground
from graph.cypher_nulls import unless_null
from graph.cypher_numbers import WHOLE
from graph.cypher_scope import Binding, label_names, selected, type_names
from graph.cypher_tree import Expression, Match, Query, Single, ungrouped

_KINDS = {"number": "what may be a fraction", "boolean": "a boolean", "list": "a list", "date": "a date"}
_TYPES = {
    "string": "a text",
    "number": "a number",
    "boolean": "a boolean",
    "list": "a list",
    "node": "a node",
    "edge": "a relationship",
    "path": "a path",
}
_LONG = 90  # characters, as the engine is told
_OF_ONE = ("type", "label", "labels", "exists", "reverse")
_DATE = r"\d{4}(-\d\d(-\d\d)?)?|\d{8}"
_TIME = r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?Z?"  # with an offset the engine reckons it away


class Calls(Ground):
    """Spells calls; the rest of the expressions builds on it."""

    def unless_missing(self, binding: Binding, made: str) -> str:
        """Return what is made of a variable, or null where that is missing."""
        missing = binding.witness or binding.spelled
        return f"(CASE WHEN {missing} IS NULL THEN NULL ELSE {made} END)" if binding.nullable else made

    def _labels(self, e: Expression) -> str:
        base = e.parts[0]
        assert base is not None
        if base.kind != "variable":
            self.refuse("a label of an expression", e.start, "give it a name with WITH first")
        binding = self.bound(base.text, base.start)
        edge = binding.kind == "edge"
        names = selected(e.labels, edge, self.text) or frozenset(type_names() if edge else label_names())
        listed = ", ".join(f"'{name}'" for name in sorted(names))
        return self.unless_missing(binding, f"(label({binding.spelled}) IN [{listed}])")

    def _label(self, e: Expression) -> str:
        argument = e.parts[0]
        assert argument is not None
        if argument.kind == "variable":
            binding = self.bound(argument.text, argument.start)
            return self.unless_missing(binding, f"label({self.spell(argument)})")
        return f"label({self.spell(argument)})"

    def _as_sorted(self, e: Expression, collected: str, made: str) -> str:
        """Spell collect() of sorted rows: the engine does not keep their order, but can sort a list of the keys."""
        assert self.sorted is not None
        key, descending = self.sorted
        if key != collected:
            instead = (
                "collect what is sorted by, or take some of each with CALL (x) { MATCH … RETURN … ORDER BY … LIMIT … }"
            )
            self.refuse("collect() of sorted rows", e.start, instead)
        return f"{'list_reverse_sort' if descending else 'list_sort'}({made})"

    def _named(self, e: Expression) -> Binding | None:
        """Return what the only argument of a call is bound to, where it is a variable."""
        argument = e.parts[0] if e.parts else None
        return self.scope.get(argument.text) if argument is not None and argument.kind == "variable" else None

    def _star(self, e: Expression) -> str:
        return "count(*)"

    def _call(self, e: Expression) -> str:
        name = e.text.lower()
        if name in PERCENTILES:
            return self._percentile(e, name)
        if name in DEVIATIONS:
            self.refuse(f"{e.text}()", e.start, "collect() what it is of, and reckon outside")
        if name in _OF_ONE or name in AGGREGATES or name in CONVERSIONS:
            self._count_arguments(e, 1, 1)
        self._check_types(e, TAKES.get(name, ()))
        if name == "range" and any(map(self.nothing, e.parts)):
            self.wrong("range() of null", e.start, "write numbers: Neo4j gives an error too")
        if name in TAKES and name not in AGGREGATES and len(e.parts) == 1 and _null(e.parts[0]):
            return "NULL"  # given null, the engine stops, or breaks
        if name in ("type", "label"):
            return self._label(e)
        if name == "labels":
            made, bound = f"[{self._label(e)}]", self._named(e)
            return self.unless_missing(bound, made) if bound is not None else made
        if name == "exists":
            return self._exists(e)
        if name in ("size", "isempty") and len(e.parts) == 1 and counts(e.parts[0]):
            return self._size_of_pattern(e, name)
        if name in AGGREGATES:
            if name in ("min", "max") and self.type(e.parts[0]) == "list":
                self.refuse(f"{e.text}() of lists", e.start, "take an item of each")
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
        if name == "date.truncate":
            return self._truncated(e)
        if name not in FUNCTIONS:
            instead = INSTEAD.get(name, "docs/cypher.md lists what there is")
            self.refuse(f"the function {e.text}()", e.start, instead)
        least, most, _, spelling = FUNCTIONS[name]
        if name.endswith("trim") and len(e.parts) == 2:
            self.refuse(f"{e.text}() of other letters than blanks", e.start, "replace() them")
        self._count_arguments(e, least, most)
        if name == "coalesce":
            self.of_one_type(e.parts, e.start)
        if name in ("date", "datetime", "localdatetime") and e.parts:
            self._check_time(e, name)
        if name == "round" and any(part is None or not part.text.isdecimal() for part in e.parts[1:]):
            self.refuse("round() to places that are not a plain number, 0 or more,", e.start, "write round(x, 2)")
        if name in ("left", "right", "substring") and any(_negative(part) for part in e.parts[1:]):
            self.wrong(f"{e.text}() with a negative place or length", e.start, "give it 0 or more")
        if name == "split":  # the engine drops empty parts
            self.refuse("split()", e.start, "ask for parts with substring()")
        named = self._named(e)
        if name in ("startnode", "endnode") and (named is None or named.kind != "edge" or named.either):
            self.refuse(
                f"{e.text}() but of a relationship with a direction", e.start, "name the ends: MATCH (a)-[r]->(b)"
            )
        if named is not None and named.witness:
            return self.unless_missing(named, spelling(named.spelled))
        if name in ("head", "last"):
            return self._element(e.parts[0], "0" if name == "head" else "-1")
        if name == "replace" and not self._filled(e.parts[1]):
            self.refuse("replace() of what may be an empty text", e.start, "write out what is replaced")
        wanted = TAKES.get(name, ())
        texts = [n < len(wanted) and wanted[n] == ("string",) for n in range(len(e.parts))]
        spelled = [self.as_text(x) if text else self.spell(x) for x, text in zip(e.parts, texts, strict=True)]
        if name not in OF_THREE:
            return spelling(*spelled)
        return unless_null([self.spell(x) for x in _sources(e) if x.kind != "literal"], spelling(*spelled))

    def as_text(self, e: Expression | None) -> str:
        """Spell what has to be a text: where it may be something else, so that the engine stops rather than converts it."""
        made = self.spell(e)
        return made if self.type(e) is not None else unless_null([made], f"({made} + '')")

    def _element(self, base: Expression | None, index: str) -> str:
        assert base is not None
        if not self.full(base):
            self.refuse("an item of a list that may hold null", base.start, "UNWIND the list, then WHERE")
        return element(self.spell(base), index)

    def nothing(self, e: Expression | None) -> bool:
        """Tell whether an expression is null, written out or given."""
        e = ungrouped(e)
        given = e is not None and e.kind == "parameter" and self.parameters.get(e.text, "") is None
        return given or _null(e)

    def _count_arguments(self, e: Expression, least: int, most: int) -> None:
        if not least <= len(e.parts) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            self.wrong(f"{e.text}() with {len(e.parts)} arguments", e.start, f"give it {wanted}")

    def _check_types(self, e: Expression, wanted: tuple[tuple[str, ...], ...]) -> None:
        """Refuse arguments of another type than a function takes, as Neo4j does."""
        for part, types in zip(e.parts, wanted, strict=False):
            bound = self.scope.get(part.text) if part is not None and part.kind == "variable" else None
            of = bound.kind if bound is not None else "value"
            kind = self.type(part) if of == "value" else "list" if of == "edges" else of
            if (
                "path" in types
                and part is not None
                and part.kind not in ("variable", "call", "index", "pattern", "literal")
            ):
                kind = kind or "value"
            if part is not None and kind is not None and kind not in types and part.kind != "pattern":
                takes = " or ".join(_TYPES[name] for name in types)
                self.wrong(f"{e.text}() of {_TYPES.get(kind, f'a {kind}')}", part.start, f"it takes {takes}")

    def _filled(self, e: Expression | None) -> bool:
        """Tell whether a text is certainly not empty."""
        if e is not None and e.kind == "parameter":
            return bool(self.parameters.get(e.text))
        return e is not None and e.kind == "literal" and len(e.text) > 2

    def _check_time(self, e: Expression, name: str) -> None:
        """Refuse what the engine reads otherwise than Neo4j: a date that is no text, a time that is not written out."""
        text = e.parts[0]
        assert text is not None
        if self.type(text) != "string":
            self.refuse(f"{e.text}() of what may be no text", e.start, "write date('2024-01-31')")
        if text.kind == "literal" and name == "date" and not re.fullmatch(_DATE, text.text[1:-1]):
            self.wrong(f"{e.text}({text.text})", e.start, "write date('2024-01-31')")
        if text.kind == "literal" and name != "date" and not re.fullmatch(_TIME, text.text[1:-1]):
            instead = "write it in UTC: 2024-01-31T08:00:00Z" if name == "datetime" else "write 2024-01-31T08:00:00"
            self.wrong(f"{e.text}({text.text})", e.start, instead)
        if text.kind != "literal" and name == "datetime":
            self.wrong("datetime() of a text that may have another offset", e.start, "write it in UTC: …Z")

    def _moved(self, e: Expression, left: Expression, right: Expression) -> str:
        """Spell a date and a duration beside each other."""
        date, duration = (right, left) if is_duration(left) else (left, right)
        if self.type(date) != "date" or e.text not in ("+", "-") or (date is right and e.text == "-"):
            self.refuse(f"{e.text} beside a duration", e.start, "write date(…) + duration('P1Y2M3D'), or - before it")
        made = interval(duration, self.parameters)
        if made is None:
            instead = "write out years, months, weeks and days: duration('P1Y2M3D') or duration({months: 2})"
            self.refuse("a duration that is not written out in whole days or more", duration.start, instead)
        return f"({self.spell(date)} {e.text} {made})"

    def _days_between(self, call: Expression) -> str:
        """Spell the days between two dates."""
        self._count_arguments(call, 2, 2)
        if any(self.type(part) != "date" for part in call.parts):
            self.refuse("duration.inDays() of what may be no date", call.start, "write date(…) around each")
        first, last = map(self.spell, call.parts)
        return f"({last} - {first})"

    def _truncated(self, e: Expression) -> str:
        """Spell the first day of the month, year or the like that a date is in."""
        self._count_arguments(e, 2, 2)
        unit, date = map(ungrouped, e.parts)
        written = unit.text[1:-1] if unit is not None and unit.kind == "literal" else ""
        if written not in UNITS or self.type(date) != "date":
            self.refuse(
                "date.truncate() but of a date to a plain unit", e.start, "write date.truncate('month', date(…))"
            )
        return f"date_trunc('{written}', {self.spell(date)})"

    def _convert(self, e: Expression, name: str) -> str:
        argument = e.parts[0]
        if argument is not None and argument.kind == "literal" and argument.text.upper() == "NULL":
            return "NULL"
        kind = self.type(argument)
        if kind == "number" and self.numbers(argument) == WHOLE:
            kind = "integer"
        if kind not in CONVERSIONS[name]:
            self.refuse(
                f"{e.text}() of {_KINDS.get(str(kind), 'what may be of any type')}",
                e.start,
                "convert a property, or leave the value as it is",
            )
        text = self.spell(argument)
        if kind == "string" and len(text) > _LONG:  # it is said several times, and within each other
            self.refuse(f"{e.text}() of a long expression", e.start, "give that a name with WITH … AS x first")
        return CONVERSIONS[name][str(kind)](text)

    def _percentile(self, e: Expression, name: str) -> str:
        self._count_arguments(e, 2, 2)
        of, at = e.parts
        assert of is not None and at is not None
        share = self.parameters.get(at.text) if at.kind == "parameter" else at.text if at.kind == "literal" else None
        try:
            number = float(share if isinstance(share, int | float | str) else "")
        except ValueError:
            number = -1
        if not 0 <= number <= 1:
            self.refuse(f"{e.text}() at what is no plain number from 0 to 1", at.start, "write percentileCont(x, 0.5)")
        if self.type(of) != "number":
            self.refuse(f"{e.text}() of what may be no number", of.start, "take a property that is a number")
        return AGGREGATES[name][1](f"{'DISTINCT ' if e.distinct else ''}{self.spell(of)}, {number!r}")

    def _size_of_pattern(self, e: Expression, name: str) -> str:
        """Spell how many there are of what a pattern gives, for which none of it need be collected."""
        collects = e.parts[0]
        asked = wanted(collects) if collects is not None else None
        if asked is None:
            self.refuse(
                f"{e.text}() of a subquery that sorts, sums or cuts", e.start, "MATCH it, then WITH …, collect(…)"
            )
        query = Query(self.text, [Single([Match("MATCH", e.start, False, asked.paths, asked.where)])])
        return (
            self.counted(query, "COUNT", e.start)
            if name == "size"
            else f"(NOT {self.counted(query, 'EXISTS', e.start)})"
        )

    def counted(self, query: Query, word: str, start: int) -> str:
        """Spell EXISTS { } or COUNT { }; the translation of clauses does."""
        raise NotImplementedError

    def _exists(self, e: Expression) -> str:
        argument = e.parts[0]
        assert argument is not None
        if argument.kind == "pattern":
            return self.spell(argument)
        return f"({self.spell(argument)} IS NOT NULL)"


def _sources(e: Expression) -> list[Expression]:
    """Return what makes the result null where it is null: what stands innermost in calls of one another, and the rest."""
    first, *rest = [part for part in e.parts if part is not None]
    first = ungrouped(first) or first
    inner = first.kind == "call" and first.text.lower() in OF_THREE
    return [*(_sources(first) if inner else [first]), *rest]


def _null(e: Expression | None) -> bool:
    e = ungrouped(e)
    return e is not None and e.kind == "literal" and e.text.upper() == "NULL"


def _negative(e: Expression | None) -> bool:
    return e is not None and e.kind == "unary" and e.text == "-"
