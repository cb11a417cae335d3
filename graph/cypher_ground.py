"""What all parts of the translation share: what is bound, how it is spelled, of which type it is, and how it is refused."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from graph.cypher_numbers import WHOLE, Numbers, item, numbers
from graph.cypher_scope import Binding, properties, unknown
from graph.cypher_tokens import CypherError, Unsupported, place
from graph.cypher_tree import Expression
from graph.cypher_types import full, items_of, type_of

# of types of relationships (None for all), whether the direction counts, and whether the path is a shortest one: a length that
# no path exceeds in this graph, None where that is not known
Longest = Callable[[frozenset[str] | None, bool, bool], int | None]
_APART = {"string", "number", "boolean", "list", "date", "datetime", "id"}  # types that never equal each other


class Ground:
    """The scope of a query that is translated: names, types, and refusing."""

    def __init__(self, text: str, parameters: Mapping[str, Any], longest: Longest | None = None) -> None:
        self.text = text
        self.parameters = parameters
        self.longest = longest
        self.scope: dict[str, Binding] = {}
        self.used: set[str] = set()  # the parameters that the engine is told
        self.sorted: tuple[str, bool] | None = None  # what the rows are sorted by, and whether descending
        self._taken: set[str] = set()

    def refuse(self, what: str, start: int, instead: str) -> NoReturn:
        """Raise an error about what the engine cannot be asked: the construct, its place, and what to write instead."""
        raise Unsupported(f"{what} at {place(self.text, start)} cannot run on the embedded store: {instead}")

    def wrong(self, what: str, start: int, instead: str) -> NoReturn:
        """Raise an error about what is refused in any case, as Neo4j does, or as types stand beside each other."""
        raise CypherError(f"{what} at {place(self.text, start)} cannot run on the embedded store: {instead}")

    def fresh(self, name: str) -> str:
        """Return a spelling that no other variable has: the engine takes `a` and `A` for one."""
        name = name.replace("`", "'")  # within quotes the engine has no way to write one
        spelled, count = name, 1
        while spelled.lower() in self._taken:
            count += 1
            spelled = f"{name}_{count}"
        self._taken.add(spelled.lower())
        return f"`{spelled}`"

    def type(self, expression: Expression | None) -> str | None:
        """The plain type of an expression, where it is certain."""
        return type_of(expression, self.scope, self.parameters)

    def items(self, expression: Expression | None) -> str | None:
        """The plain type of what a list holds, where it is certain."""
        return items_of(expression, self.scope, self.parameters)

    def numbers(self, expression: Expression | None) -> Numbers | None:
        """What the expression, or the items of a list, may be where they are numbers."""
        return numbers(expression, self.scope, self.parameters)

    def item(self, of: Expression | None, spelled: str) -> Binding:
        """Return a binding of an item of a list."""
        return item(of, self.scope, self.parameters, spelled)

    def full(self, expression: Expression | None) -> bool:
        """Tell whether a list certainly holds no null."""
        return full(expression, self.scope, self.parameters)

    def bind(self, spelled: str, e: Expression) -> Binding:
        """Return a binding of the value of an expression, with what is known of it."""
        known = (self.type(e), self.items(e), self.numbers(e), self.full(e))
        return Binding(spelled, "value", None, True, *known)

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

    def of_one_type(self, parts: "list[Expression | None] | tuple[Expression | None, ...]", start: int) -> None:
        """Refuse to ask the engine for one of several values of different types: it makes all of one type."""
        self._one_type([self.type(part) for part in parts], start)

    def _one_type(self, types: Sequence[str | None], start: int) -> None:
        kinds = {kind for kind in types if kind in _APART}
        if len(kinds) > 1:
            self.refuse(f"{' and '.join(sorted(map(str, kinds)))} beside each other", start, "make both of one type")

    def alike(self, parts: "list[Expression | None] | tuple[Expression | None, ...]", start: int) -> None:
        """Refuse parts of different types: one engine says they differ, the other converts one of them."""
        given = next(
            (x.text for x in parts if x is not None and x.kind == "parameter" and self.type(x) == "number"), ""
        )
        self._same(*(self.type(part) for part in parts), start=start, given=given)

    def fits(self, key: Expression, value: Expression | None) -> None:
        """Refuse a value that the engine converts to the type of a property."""
        assert value is not None
        self.alike([key, value], value.start)
        if (
            self.numbers(key) == WHOLE
            and self.type(value) == "number"
            and self.numbers(value) not in (WHOLE, frozenset())
        ):
            self.wrong(
                f"a fraction for {key.text}, which is a whole number,",
                value.start,
                "compare in WHERE, or write toInteger()",
            )

    def _same(self, *types: str | None, start: int, given: str = "") -> None:
        """Refuse types that differ; `given` is a parameter that is a number among them, and perhaps meant as a text."""
        kinds = {kind for kind in types if kind in _APART}
        if len(kinds) > 1:
            instead = "make both of one type"
            if given and "string" in kinds:
                instead += f"; -p {given}='\"{self.parameters[given]}\"' gives a text"
            self.wrong(f"{' and '.join(sorted(str(k) for k in kinds))} beside each other", start, instead)
