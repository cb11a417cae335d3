"""Reading a whole query: its clauses. `parse` gives the tree, or an error that says where and what was expected."""

import functools

from graph.cypher_expressions import Expressions
from graph.cypher_repeated import simplified
from graph.cypher_tree import (
    Change,
    Clause,
    Expression,
    Foreach,
    Item,
    LoadCsv,
    Match,
    Procedure,
    Projection,
    Query,
    Single,
    Subquery,
    Unwind,
    Write,
)


@functools.lru_cache(maxsize=256)
def parse(text: str) -> Query:
    """Return the tree of a query; raises `CypherError`. The tree is shared: it must not be changed."""
    return simplified(Parser(text).whole())


class Parser(Expressions):
    """The rules for clauses."""

    def whole(self) -> Query:
        """Read one query to its end."""
        word = self.token.word
        explain = word if self.accept("EXPLAIN") or self.accept("PROFILE") else ""
        query = self.query()
        query.explain = explain
        while self.sign(";"):
            pass
        if self.token.kind != "end":
            if self.peek(-1).text == ";":
                self.refuse("one statement at a time, please", self.token.start)
            self.fail()
        return query

    def query(self) -> Query:
        """Read single queries with UNION between them."""
        query = Query(self.text, [self._single()])
        while self.accept("UNION"):
            query.unions.append(self.accept("ALL"))
            self.accept("DISTINCT")
            query.singles.append(self._single())
        return query

    def subquery_body(self) -> Query:
        """Read a query, or only patterns with a condition."""
        if not self.signs("(") and not (self.is_name() and self.peek().text == "="):
            return self.query()
        start = self.token.start
        match = Match("MATCH", start, False, self.paths())
        match.where = self._where()
        return Query(self.text, [Single([match])])

    def _single(self) -> Single:
        clauses: list[Clause] = []
        while True:
            clause = self._clause()
            if clause is None:
                break
            clauses.append(clause)
            if clause.word == "RETURN":
                break
        if not clauses:
            self.fail()
        return Single(clauses)

    def _clause(self) -> Clause | None:
        start, word = self.token.start, self.token.word
        if self.accept("OPTIONAL", "MATCH"):
            return self._match(start, True)
        if self.accept("MATCH"):
            return self._match(start, False)
        if self.accept("UNWIND"):
            source = self.expression()
            self.need("AS")
            return Unwind("UNWIND", start, source, self.given_name("a variable"))
        if self.accept("WITH") or self.accept("RETURN"):
            return self._projection_clause(word, start)
        if self.words("ORDER", "BY") or word in ("SKIP", "OFFSET", "LIMIT"):  # as a clause: WITH * is left out
            return self._cut(Projection("WITH", start, star=True))
        if self.accept("OPTIONAL", "CALL"):
            return self._called(start, True)
        if self.accept("CALL"):
            return self._called(start, False)
        if self.accept("LOAD", "CSV"):
            return self._load(start)
        return self._changing(start, word)

    def _match(self, start: int, optional: bool) -> Match:
        match = Match("MATCH", start, optional, self.paths())
        while self.accept("USING"):
            self._hint()
        match.where = self._where()
        return match

    def _hint(self) -> None:
        """Read what stands behind USING: how Neo4j is to look for the rows, which are the same without it."""
        if self.accept("JOIN", "ON"):
            self.name("a variable")
            while self.sign(","):
                self.name("a variable")
            return
        scan = self.accept("SCAN")
        if not scan:
            for word in ("TEXT", "RANGE", "POINT"):
                self.accept(word)
            self.need("INDEX")
            self.accept("SEEK")
        self.name("a variable")
        self.need_sign(":")
        self.name("a label or type", reserved=True)
        if not scan:
            self.need_sign("(")
            self.name("a property", reserved=True)
            while self.sign(","):
                self.name("a property", reserved=True)
            self.need_sign(")")

    def _where(self) -> Expression | None:
        return self.expression() if self.accept("WHERE") else None

    def _projection_clause(self, word: str, start: int) -> Projection:
        made = Projection(word, start, distinct=self.accept("DISTINCT"))
        if self.sign("*"):
            made.star = True
            if self.sign(","):
                made.items = self._items()
        else:
            made.items = self._items()
        self._cut(made)
        if word == "WITH":
            made.where = self._where()
        return made

    def _cut(self, made: Projection) -> Projection:
        """Read how rows are sorted, and which of them are left out."""
        if self.accept("ORDER", "BY"):
            made.order = [self._order()]
            while self.sign(","):
                made.order.append(self._order())
        if self.accept("SKIP") or self.accept("OFFSET"):
            made.skip = self.expression()
        if self.accept("LIMIT"):
            made.limit = self.expression()
        return made

    def _items(self) -> list[Item]:
        items = []
        while True:
            expression = self.expression()
            alias = self.given_name("an alias") if self.accept("AS") else None
            items.append(Item(expression, alias))
            if not self.sign(","):
                return items

    def _order(self) -> tuple[Expression, bool]:
        expression = self.expression()
        if self.accept("DESC") or self.accept("DESCENDING"):
            return expression, True
        self.accept("ASC") or self.accept("ASCENDING")
        return expression, False

    def _called(self, start: int, optional: bool) -> Clause:
        imports = None
        if self.sign("("):
            imports = []
            while not self.sign(")"):
                imports.append(
                    "*" if self.sign("*") else self.name("a variable", reserved=self.token.text in self.given)
                )
                self.sign(",")
        if self.sign("{"):
            query = self.query()
            self.need_sign("}")
            batches = self._batches()
            return Subquery("CALL", start, query, imports, batches, optional)
        name = self.name("a procedure", reserved=True)
        while self.sign("."):
            name += "." + self.name("a procedure", reserved=True)
        if self.sign("("):
            while not self.signs(")"):
                self.expression()
                if not self.sign(","):
                    break
            self.need_sign(")")
        called = Procedure("CALL", start, name)
        if self.accept("YIELD") and not self.sign("*"):
            while True:
                column = self.name("a column")
                called.columns.append((column, self.name("an alias") if self.accept("AS") else column))
                if not self.sign(","):
                    break
            called.where = self._where()
        return called

    def _batches(self) -> bool:
        """Read `IN 2 CONCURRENT TRANSACTIONS OF 100 ROWS ON ERROR CONTINUE REPORT STATUS AS s` behind a subquery."""
        if not self.accept("IN"):
            return False
        if not self.words("TRANSACTIONS") and not self.accept("CONCURRENT"):
            self._additive()
            self.need("CONCURRENT")
        self.need("TRANSACTIONS")
        if self.accept("OF"):
            self._additive()
            self.accept("ROWS") or self.need("ROW")
        if self.accept("ON", "ERROR") and not any(self.accept(word) for word in ("CONTINUE", "BREAK", "FAIL")):
            self.fail()
        if self.accept("REPORT", "STATUS", "AS"):
            self.name("a variable")
        return True

    def _load(self, start: int) -> LoadCsv:
        if self.accept("WITH"):
            self.need("HEADERS")
        self.need("FROM")
        self.expression()
        self.need("AS")
        self.name("a variable")
        if self.accept("FIELDTERMINATOR"):
            self.expression()
        return LoadCsv("LOAD CSV", start)

    def _changing(self, start: int, word: str) -> Clause | None:
        if self.accept("CREATE"):
            return Write("CREATE", start, self.paths())
        if self.accept("MERGE"):
            made = Write("MERGE", start, [self.path()])
            while self.accept("ON"):
                event = self.next().word
                if event not in ("CREATE", "MATCH"):
                    self.fail()
                at = self.need("SET").start
                made.on.append((event, Change("SET", at, self._assignments())))
            return made
        if self.accept("SET"):
            return Change("SET", start, self._assignments())
        if self.accept("REMOVE"):
            return Change("REMOVE", start, [(e, "", None) for e in self._list_of()])
        if self.accept("DETACH", "DELETE") or self.accept("DELETE"):
            return Change("DELETE", start, [(e, "", None) for e in self._list_of()], detach=word == "DETACH")
        if self.accept("FOREACH"):
            return self._foreach(start)
        return None

    def _list_of(self) -> list[Expression]:
        found = [self.expression()]
        while self.sign(","):
            found.append(self.expression())
        return found

    def _assignments(self) -> list[tuple[Expression, str, Expression | None]]:
        items: list[tuple[Expression, str, Expression | None]] = []
        while True:
            target = self._postfix()
            if target.kind == "labels":
                items.append((target, ":", None))
            else:
                operator = "+=" if self.sign("+=") else "="
                if operator == "=":
                    self.need_sign("=")
                items.append((target, operator, self.expression()))
            if not self.sign(","):
                return items

    def _foreach(self, start: int) -> Foreach:
        self.need_sign("(")
        variable = self.name("a variable")
        self.need("IN")
        source = self.expression()
        self.need_sign("|")
        clauses: list[Clause] = []
        while not self.sign(")"):
            clause = self._clause()
            if clause is None:
                self.fail()
            clauses.append(clause)
        return Foreach("FOREACH", start, variable, source, clauses)
