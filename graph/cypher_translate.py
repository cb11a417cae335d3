"""Translating a query for the embedded engine, or refusing it: never a row that Neo4j would not give."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cypher_change import change
from graph.cypher_collected import collected
from graph.cypher_ground import Longest
from graph.cypher_match import Matcher
from graph.cypher_parser import parse
from graph.cypher_scope import Binding
from graph.cypher_summed import summed
from graph.cypher_sums import sums
from graph.cypher_tokens import CypherError, place
from graph.cypher_tree import (
    Clause,
    EdgePattern,
    Expression,
    Item,
    Match,
    NodePattern,
    Path,
    Procedure,
    Projection,
    Query,
    Single,
    Subquery,
    Unwind,
)
from graph.cypher_union import Column, casts
from graph.cypher_walk import expressions

ALL_ROWS = "9223372036854775807"


@dataclass(frozen=True, slots=True)
class Translated:
    """A query in the engine's own language, and the names of its columns as Cypher gives them."""

    cypher: str
    columns: list[str]
    parameters: frozenset[str]


def translate(text: str, parameters: Mapping[str, Any] | None = None, longest: Longest | None = None) -> Translated:
    """Return the query for the embedded engine; raises `CypherError`, and `Unsupported` for what it cannot be asked whole."""
    query = parse(text)
    if query.explain == "EXPLAIN":  # with PROFILE it gives its rows
        raise CypherError("EXPLAIN cannot run on the embedded store, which shows no plans: leave the word out")
    translator = Translator(text, parameters or {}, longest)
    made = translator.query(summed(query))
    return Translated(made, translator.columns, frozenset(translator.used))


class Translator(Matcher):
    """Spells clauses one after the other, keeping track of what is bound."""

    columns: list[str]
    casts: Sequence[str] = ()  # of the columns of a UNION
    returned: Sequence[Column] = ()  # what is known of the columns

    def query(self, query: Query) -> str:
        """Spell a whole query with its UNIONs."""
        self.columns = []
        made, first = [], None
        if len(query.singles) > 1:
            self.casts = self._types(query)
        for single in query.singles:
            self.scope, self.sorted = {}, None
            made.append(self.single(single))
            if first is not None and self.columns != first:
                raise CypherError(f"UNION of different columns: {', '.join(first)} and {', '.join(self.columns)}")
            first = list(self.columns)
        words = [" UNION ALL " if every else " UNION " for every in query.unions]
        return "".join(part for pair in zip(made, [*words, ""], strict=True) for part in pair)

    def _types(self, query: Query) -> list[str]:
        """Return of which type each column of a UNION is to be; nothing where the parts have not the same columns."""
        parts = []
        for single in query.singles:
            other = type(self)(self.text, self.parameters, self.longest)
            other.single(single)
            parts.append(other.returned)
        return casts(parts) if len({len(part) for part in parts}) == 1 else []

    def single(self, single: Single) -> str:
        """Spell clauses without a UNION between them."""
        last = single.clauses[-1]
        if last.word in ("MATCH", "UNWIND", "WITH") or (isinstance(last, Subquery)):
            raise CypherError(f"the query ends with {last.word} at {place(self.text, last.start)}: it needs a RETURN")
        return " ".join(part for clause in single.clauses if (part := self.clause(clause)))

    def clause(self, clause: Clause) -> str:
        """Spell a clause."""
        if isinstance(clause, Match):
            return self.match(clause, "OPTIONAL MATCH" if clause.optional else "MATCH")
        if isinstance(clause, Projection):
            return self.projection(clause)
        if isinstance(clause, Unwind):
            return self.unwind(clause)
        if isinstance(clause, Subquery):
            return self.call(clause)
        if isinstance(clause, Procedure):
            self.refuse(f"the procedure {clause.name}", clause.start, "it is answered row by row")
        return self.change(clause)

    def change(self, clause: Clause) -> str:
        """Spell a clause that writes."""
        return change(self, clause)

    def written_node(self, node: NodePattern) -> str:
        """Spell a node that CREATE or MERGE makes; binds its variable."""
        return self._node(node, False, [], set())

    def written_edge(self, edge: EdgePattern) -> str:
        """Spell an edge that CREATE or MERGE makes; binds its variable."""
        return self._edge(edge, "", False, [])[0]

    def unwind(self, clause: Unwind) -> str:
        """Spell UNWIND; binds its variable."""
        made = self.spell(clause.expression)
        binding = self.item(clause.expression, self.fresh(clause.variable))
        self.scope[clause.variable] = binding
        return f"UNWIND {made} AS {binding.spelled}"

    def projection(self, clause: Projection) -> str:
        """Spell WITH or RETURN; what it names is all that is bound afterwards."""
        before, clause = collected(self, clause)
        return before + self._projected(clause)

    def _projected(self, clause: Projection) -> str:
        items = self.starred(clause) + list(clause.items)
        after: dict[str, Binding] = {}
        spelled: list[str] = []
        known: list[Column] = []
        aliases: dict[str, str] = {}  # expression as spelled → its alias
        grouped = clause.distinct or any(sums(item.expression) for item in items)
        for item in items:
            name = item.alias or self.column(item, clause)
            made, binding = self._item(item, name, clause.word == "RETURN")
            if name in after:
                raise CypherError(f"{name} is given twice at {place(self.text, item.expression.start)}: use AS")
            cast = self.casts[len(after)] if clause.word == "RETURN" and self.casts else ""
            after[name] = binding
            known.append(Column(binding.type, binding.items, binding.numbers, made.strip("()").upper() == "NULL"))
            aliases.setdefault(made, binding.spelled)
            typed = f"cast({made} AS {cast})" if cast else made
            spelled.append(typed if typed == binding.spelled else f"{typed} AS {binding.spelled}")
            if grouped and clause.word == "WITH" and binding.nullable and (binding.witness or binding.kind == "edge"):
                # where there is none, the engine takes those of two rows for different ones
                what = "path" if binding.witness else "relationship"
                self.refuse(
                    f"grouping by an optional {what}", item.expression.start, "group by its nodes or properties"
                )
            if binding.witness:
                spelled.append(f"{self.scope[item.expression.text].witness} AS {binding.witness}")
        if clause.word == "RETURN":
            self.columns, self.returned = list(after), known
        text = f"{clause.word}{' DISTINCT' if clause.distinct else ''} {', '.join(spelled)}"
        text += self._order(clause, after, aliases, grouped)
        self.scope, self.sorted = after, self._first_key(clause, after)
        text += f" WHERE {self.spell(clause.where)}" if clause.where else ""
        # The engine forgets the order, and so which rows are cut, where only an aggregate follows: a row of one keeps it.
        barrier = clause.word == "WITH" and clause.order
        return text + (f" UNWIND [0] AS {self.fresh('_row')}" if barrier else "")

    def starred(self, clause: Projection) -> list[Item]:
        """Return what a star stands for."""
        if not clause.star:
            return []
        names = sorted(self.scope) if clause.word == "RETURN" else list(self.scope)
        if not names:
            raise CypherError(f"{clause.word} * at {place(self.text, clause.start)}: nothing is bound")
        return [Item(Expression("variable", clause.start, clause.start, name)) for name in names]

    def column(self, item: Item, clause: Projection) -> str:
        """Return the name of a column; raises where WITH needs one."""
        e = item.expression
        if e.kind in ("variable", "projection"):  # of a map projection too that is its variable's name
            return e.text
        if clause.word == "WITH":
            raise CypherError(f"an expression in WITH needs a name (at {place(self.text, e.start)}): write … AS name")
        return self.text[e.start : e.stop]

    def _item(self, item: Item, name: str, last: bool) -> tuple[str, Binding]:
        e = item.expression
        if e.kind == "variable":
            bound = self.bound(e.text, e.start)
            if last and bound.kind == "edges":
                return self.spell(e), Binding(self.fresh(name), "value", nullable=True)
            if last and bound.witness:
                return self.spell(e), Binding(self.fresh(name), "value", nullable=True)
            if bound.witness:
                bound = dataclasses.replace(bound, witness=self.fresh("_w"))
            same = name == e.text
            spelled = bound.spelled if same else self.fresh(name)
            return bound.spelled, dataclasses.replace(bound, spelled=spelled)
        alias = name if item.alias else "_c"
        return self.spell(e), self.bind(self.fresh(alias), e)

    def _order(self, clause: Projection, after: dict[str, Binding], aliases: dict[str, str], grouped: bool) -> str:
        text = ""
        before = self.scope
        keys = []
        for expression, descending in clause.order:
            key = self._order_key(expression, before, after, aliases, grouped)
            if self.type(expression) == "list" or (expression.kind == "variable" and _lists(after, expression.text)):
                self.refuse("ORDER BY a list", expression.start, "sort by an item of it: labels(n)[0]")
            keys.append(f"{key}{' DESC' if descending else ''}")
        self.scope = before
        if keys:
            text += f" ORDER BY {', '.join(keys)}"
        if clause.skip is not None:
            text += f" SKIP {self._rows('SKIP', clause.skip)}"
        if clause.limit is not None:
            text += f" LIMIT {self._rows('LIMIT', clause.limit)}"
        elif keys and clause.word == "WITH" and clause.skip is None:
            text += f" LIMIT {ALL_ROWS}"
        return text

    def _rows(self, word: str, e: Expression) -> str:
        """Spell how many rows SKIP or LIMIT takes."""
        given = self.parameters.get(e.text) if e.kind == "parameter" else 0
        wrong = type(given) is not int or given < 0
        if wrong or (e.kind == "unary" and e.text == "-") or (e.kind == "literal" and not e.text.isdecimal()):
            raise CypherError(f"{word} takes a whole number, 0 or more (at {place(self.text, e.start)})")
        return self.spell(e)

    def _first_key(self, clause: Projection, after: dict[str, Binding]) -> tuple[str, bool] | None:
        """Return what the rows are sorted by first, as it is spelled afterwards, and whether that is descending."""
        if not clause.order or clause.word == "RETURN":
            return None
        key, descending = clause.order[0]
        names = {x.text for x in expressions(key) if x.kind == "variable"}
        self.scope = after
        return (self.spell(key) if names <= set(after) else "", descending)

    def _order_key(
        self,
        e: Expression,
        before: dict[str, Binding],
        after: dict[str, Binding],
        aliases: dict[str, str],
        grouped: bool,
    ) -> str:
        if e.kind == "variable" and e.text in after:
            return after[e.text].spelled
        self.scope = before
        names = {x.text for x in expressions(e) if x.kind in ("variable", "projection")}
        if names <= set(before):
            made = self.spell(e)
            if made in aliases:
                return aliases[made]
        self.scope = after if grouped else {**before, **after}
        return self.spell(e)

    def predicate(self, paths: list[Path]) -> str:
        """Spell a pattern as the body of EXISTS { }."""
        return self._body([Match("MATCH", paths[0].start, False, paths)])

    def _body(self, clauses: list[Match]) -> str:
        before = dict(self.scope)
        try:
            found: list[str] = []
            conditions: list[str] = []
            for clause in clauses:
                if any(path.shortest for path in clause.paths):
                    self.refuse("a shortest path in a subquery", clause.start, "MATCH it first")
                text, more = self.paths(clause.paths, False)
                found.append(text)
                conditions += more + ([self.spell(clause.where)] if clause.where else [])
            return f"MATCH {', '.join(found)}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
        finally:
            self.scope = before

    def counted(self, query: Query, word: str, start: int) -> str:
        """Spell EXISTS { } or COUNT { }: patterns with conditions, no more."""
        made = []
        for single in query.singles:
            clauses = list(single.clauses)
            if isinstance(clauses[-1], Projection):
                last = clauses.pop()
                assert isinstance(last, Projection)
                several = last.distinct or last.limit or last.skip or any(sums(i.expression) for i in last.items)
                if several:
                    self.refuse(
                        f"{word} {{ }} over DISTINCT, LIMIT or sums", start, "leave them out, or WITH before it"
                    )
            matches = [clause for clause in clauses if isinstance(clause, Match) and not clause.optional]
            if len(matches) != len(clauses) or not matches:
                self.refuse(
                    f"{word} {{ }} with more than MATCH and WHERE in it", start, "write MATCH … WITH … before it"
                )
            made.append(f"{word} {{ {self._body(matches)} }}")
        if word == "EXISTS":
            return f"({' OR '.join(made)})" if len(made) > 1 else made[0]
        if len(made) > 1:
            self.refuse("COUNT { } with UNION", start, "add two COUNT { }")
        # The engine loses rows where the count is 0 and no property of the node is asked for beside it.
        outer = {x.text for m in query.singles for x in expressions(m)} | _names(query)
        nodes = [b for n, b in self.scope.items() if n in outer and b.kind == "node"]
        return f"({made[0]}{''.join(f' + 0 * coalesce(size({b.spelled}.id), 0)' for b in nodes)})"

    def call(self, clause: Subquery) -> str:
        """Spell CALL { } in line, where that gives the same rows."""
        if clause.batches or clause.optional or len(clause.query.singles) > 1:
            what = (
                "OPTIONAL CALL" if clause.optional else "IN TRANSACTIONS" if clause.batches else "CALL { } with UNION"
            )
            self.refuse(what, clause.start, "write it as a query of its own")
        clauses = list(clause.query.singles[0].clauses)
        outer = dict(self.scope)
        names = self._imported(clause, clauses)
        last = clauses.pop() if clauses and isinstance(clauses[-1], Projection) else None
        if not isinstance(last, Projection) or last.word != "RETURN" or last.star:
            self.refuse("CALL { } that does not name what it returns", clause.start, "end it with RETURN … AS …")
        if outer and (_reshapes(last) or any(isinstance(c, Projection) for c in clauses)):
            return self._count_call(clause, clauses, last, names, outer)
        self.scope = {name: outer[name] for name in names}
        made = [self.clause(inner) for inner in clauses]
        if any(not isinstance(c, Match | Unwind | Projection) for c in clauses):
            self.refuse("CALL { } that writes or calls", clause.start, "write it as a query of its own")
        again = [Item(i.expression, i.alias or self.column(i, last)) for i in last.items]
        if clash := [i.alias for i in again if i.alias in outer]:
            raise CypherError(
                f"CALL {{ }} at {place(self.text, clause.start)} returns {clash[0]}, which is bound already"
            )
        inner = Projection("WITH", last.start, last.distinct, False, again, last.order, last.skip, last.limit)
        kept = {name: binding for name, binding in outer.items() if name not in names}
        self.scope = {**self.scope, **{f"\0{name}": binding for name, binding in kept.items()}}
        inner.items = [Item(Expression("variable", last.start, last.start, f"\0{n}")) for n in kept] + again
        inner.items += [Item(Expression("variable", last.start, last.start, n)) for n in names]
        made.append(self.projection(inner))
        self.scope = {name.lstrip("\0"): binding for name, binding in self.scope.items()}
        return " ".join(made)

    def _imported(self, clause: Subquery, clauses: list[Clause]) -> list[str]:
        """Return the names that a subquery takes from outside; an importing WITH is taken away."""
        names = list(self.scope) if clause.imports == ["*"] else list(clause.imports or [])
        if clause.imports is None and clauses and isinstance(clauses[0], Projection) and clauses[0].word == "WITH":
            first = clauses.pop(0)
            assert isinstance(first, Projection)
            names = list(self.scope) if first.star else [item.expression.text for item in first.items]
        for name in names:
            self.bound(name, clause.start)
        return names

    def _instead_of_call(self, last: Projection, outer: dict[str, Binding]) -> str:
        if not any(sums(item.expression) for item in last.items):
            return "have MATCH alone before it and a RETURN without sums behind it, or ask for one at a time"
        summed = (f"{self.text[i.expression.start : i.expression.stop]} AS {i.alias or '…'}" for i in last.items)
        return f"write OPTIONAL MATCH … WITH {', '.join([*outer, *summed])}"

    def _count_call(
        self, clause: Subquery, clauses: list[Clause], last: Projection, names: list[str], outer: dict[str, Binding]
    ) -> str:
        """Spell CALL { MATCH … RETURN count(*) AS n } as COUNT { }."""
        one = last.items[0].expression if len(last.items) == 1 else None
        cut = last.order or last.limit is not None or last.skip is not None
        counts = one is not None and not cut and (one.kind == "star" or _counts_all(one, clauses))
        if not counts or not all(isinstance(c, Match) and not c.optional for c in clauses):
            self.refuse("CALL { } that sums, sorts or cuts", clause.start, self._instead_of_call(last, outer))
        self.scope = {name: outer[name] for name in names}
        count = self.counted(Query(self.text, [Single(clauses)]), "COUNT", clause.start)
        alias = last.items[0].alias or self.text[last.items[0].expression.start : last.items[0].expression.stop]
        binding = Binding(self.fresh(alias), "value", type="number")
        self.scope = {**outer, alias: binding}
        return f"WITH {', '.join([*(b.spelled for b in outer.values()), f'{count} AS {binding.spelled}'])}"


def _counts_all(e: Expression, clauses: list[Clause]) -> bool:
    """Tell whether count(x) counts every row: x is matched in each."""
    argument = e.parts[0] if e.kind == "call" and e.text.lower() == "count" and not e.distinct and e.parts else None
    paths = [path for clause in clauses if isinstance(clause, Match) and not clause.optional for path in clause.paths]
    named = {node.variable for path in paths for node in path.nodes} | {
        e.variable for path in paths for e in path.edges
    }
    return argument is not None and argument.kind == "variable" and argument.text in named


def _lists(bound: Mapping[str, Binding], name: str) -> bool:
    return name in bound and bound[name].type == "list"


def _reshapes(last: Projection) -> bool:
    cut = last.distinct or last.order or last.skip is not None or last.limit is not None
    return bool(cut) or any(sums(item.expression) for item in last.items)


def _names(query: Query) -> set[str]:
    return {
        node.variable
        for single in query.singles
        for clause in single.clauses
        if isinstance(clause, Match)
        for path in clause.paths
        for node in path.nodes
        if node.variable
    }
