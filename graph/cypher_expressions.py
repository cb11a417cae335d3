"""Reading expressions: operators by their binding power, functions, lists, maps, subqueries, patterns as predicates."""

from graph.cypher_kinds import NAMES
from graph.cypher_patterns import Patterns
from graph.cypher_tree import Expression, Kind, Query

_COMPARE = ("=", "<>", "<", ">", "<=", ">=")
_QUANTIFIERS = ("ANY", "ALL", "NONE", "SINGLE")
_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")


class Expressions(Patterns):
    """The rules for expressions, from the loosest operator to the tightest."""

    picking = False  # whether the condition of a comprehension is read

    def query(self) -> Query:
        """Read a query; the parser of clauses does."""
        raise NotImplementedError

    def expression(self) -> Expression:
        """Read an expression."""
        return self._binary(0)

    def _make(self, kind: str, start: int, *parts: Expression | None, text: str = "", **more: object) -> Expression:
        return Expression(kind, start, self.peek(-1).stop, text, parts, **more)  # type: ignore[arg-type]

    def _binary(self, level: int) -> Expression:
        operators = (("OR",), ("XOR",), ("AND",))
        if level == len(operators):
            return self._not()
        start, left = self.token.start, self._binary(level + 1)
        while self.accept(*operators[level]):
            left = self._make("binary", start, left, self._binary(level + 1), text=operators[level][0])
        return left

    def _not(self) -> Expression:
        start = self.token.start
        if self.accept("NOT"):
            return self._make("unary", start, self._not(), text="NOT")
        return self._comparison()

    def _comparison(self) -> Expression:
        start = self.token.start
        parts, operators = [self._predicate()], []
        while self.token.kind == "sign" and self.token.text in (*_COMPARE, "!="):
            operator = self.next()
            if operator.text == "!=":
                self.refuse("!= is no operator of Cypher: write <>", operator.start)
            operators.append(operator.text)
            parts.append(self._predicate())
        return self._make("compare", start, *parts, names=tuple(operators)) if operators else parts[0]

    def _predicate(self) -> Expression:
        start, left = self.token.start, self._additive()
        while True:
            if self.accept("IS", "NOT", "NULL"):
                left = self._make("null", start, left, text="IS NOT NULL")
            elif self.accept("IS", "NULL"):
                left = self._make("null", start, left, text="IS NULL")
            elif self.words("IN") or self.words("CONTAINS") or self.signs("=~"):
                operator = self.next()
                left = self._make("binary", start, left, self._additive(), text=operator.text.upper())
            elif self.accept("STARTS", "WITH"):
                left = self._make("binary", start, left, self._additive(), text="STARTS WITH")
            elif self.accept("ENDS", "WITH"):
                left = self._make("binary", start, left, self._additive(), text="ENDS WITH")
            elif self.words("IS") or self.signs("::"):
                left = self._is(start, left)
            else:
                return left

    def _is(self, start: int, left: Expression) -> Expression:
        """Read `:: INTEGER`, `IS NOT TYPED LIST<STRING>` or `IS NFC NORMALIZED` behind an expression."""
        self.accept("IS")
        denied = self.accept("NOT")
        if self.sign("::") or self.accept("TYPED"):
            kinds = self._kinds()
            return self._make("typed", start, left, text="IS NOT" if denied else "IS", kinds=kinds)
        form = self.next().word if self.token.word in ("NFC", "NFD", "NFKC", "NFKD") else "NFC"
        self.need("NORMALIZED")
        made = self._make("normal", start, left, text=form)
        return self._make("unary", start, made, text="NOT") if denied else made

    def _kinds(self) -> tuple[Kind, ...]:
        """Read types with `|` between them."""
        found = [self._kind()]
        while not (self.picking and self._last_bar()) and self.sign("|"):
            found.append(self._kind())
        if len({kind.present for kind in found}) > 1:
            self.refuse("of several types all say NOT NULL, or none", self.peek(-1).start)
        return tuple(found)

    def _kind(self) -> Kind:
        at = self.token
        word = self.name("a type", reserved=True).upper()
        if word in ("ANY", "SIGNED", "PROPERTY") and f"{word} {self.token.word}" in (*NAMES, "PROPERTY VALUE"):
            word = f"{word} {self.next().word}"
        if word not in NAMES:
            self.refuse(
                f"the type {word} is not read here: there are {', '.join(sorted(set(NAMES.values())))}", at.start
            )
        items: tuple[Kind, ...] = ()
        if NAMES[word] == "LIST":
            self.need_sign("<")
            items = self._kinds()
            self.need_sign(">")
        return Kind(NAMES[word], items, self.accept("NOT", "NULL"))

    def _additive(self) -> Expression:
        start, left = self.token.start, self._multiplicative()
        while self.token.kind == "sign" and self.token.text in ("+", "-", "||"):
            operator = self.next().text
            left = self._make("binary", start, left, self._multiplicative(), text=operator)
        return left

    def _multiplicative(self) -> Expression:
        start, left = self.token.start, self._power()
        while self.token.kind == "sign" and self.token.text in ("*", "/", "%"):
            operator = self.next().text
            left = self._make("binary", start, left, self._power(), text=operator)
        return left

    def _power(self) -> Expression:
        start, left = self.token.start, self._sign()
        while self.sign("^"):
            left = self._make("binary", start, left, self._sign(), text="^")
        return left

    def _sign(self) -> Expression:
        start = self.token.start
        if self.sign("-"):
            return self._make("unary", start, self._sign(), text="-")
        if self.sign("+"):
            return self._sign()
        return self._postfix()

    def _postfix(self) -> Expression:
        start, base = self.token.start, self._atom()
        while True:
            if self.sign("."):
                base = self._make("property", start, base, text=self.name("a property", reserved=True))
            elif self.sign("["):
                base = self._index(start, base)
            elif self.signs(":") and base.kind in ("variable", "property", "group"):
                self.next()
                base = self._make("labels", start, base, labels=self.labels(self.picking))
            elif self.signs("{") and base.kind == "variable":
                base = self._projection(start, base)
            else:
                return base

    def _index(self, start: int, base: Expression) -> Expression:
        low = None if self.signs("..") else self.expression()
        if self.sign(".."):
            high = None if self.signs("]") else self.expression()
            self.need_sign("]")
            return self._make("slice", start, base, low, high)
        self.need_sign("]")
        return self._make("index", start, base, low)

    def _projection(self, start: int, base: Expression) -> Expression:
        self.need_sign("{")
        names: list[str] = []
        parts: list[Expression | None] = []
        while not self.signs("}"):
            if self.sign(".", "*"):
                names.append("*")
                parts.append(None)
            elif self.sign("."):
                names.append(self.name("a property", reserved=True))
                parts.append(None)
            else:
                at = self.token.start
                names.append(self.name("a key", reserved=True))
                parts.append(self.expression() if self.sign(":") else self._make("variable", at, text=names[-1]))
            if not self.sign(","):
                break
        self.need_sign("}")
        return self._make("projection", start, *parts, text=base.text, names=tuple(names))

    def _atom(self) -> Expression:
        token = self.token
        start = token.start
        if token.kind in ("number", "string"):
            return self._make_taken("literal")
        if token.kind == "parameter":
            self.next()
            return self._make("parameter", start, text=token.text[1:].strip("`"))
        if token.kind == "sign":
            return self._bracketed()
        if token.word in ("TRUE", "FALSE", "NULL"):
            return self._make_taken("literal")
        if self.words("CASE"):
            return self._case()
        if token.word in _SUBQUERIES and self.peek().text == "{":
            return self._subquery()
        if token.word in ("SHORTESTPATH", "ALLSHORTESTPATHS") and self.peek().text == "(":
            path = self.path()
            return self._make("pattern", start, pattern=path)
        if token.kind == "name" and (self.peek().text == "(" or self._dotted_call()):
            return self._call()
        return self._make("variable", start, text=self.name("an expression", reserved=token.text in self.given))

    def _make_taken(self, kind: str) -> Expression:
        token = self.next()
        return self._make(kind, token.start, text=token.text)

    def _dotted_call(self) -> bool:
        ahead = 1
        while self.peek(ahead).text == "." and self.peek(ahead + 1).kind == "name":
            ahead += 2
        return ahead > 1 and self.peek(ahead).text == "("

    def _bracketed(self) -> Expression:
        start = self.token.start
        if self.signs("("):
            path = self.tentative(self._predicate_path)
            if path is not None:
                return self._make("pattern", start, pattern=path)
            self.need_sign("(")
            inner = self.expression()
            self.need_sign(")")
            return self._make("group", start, inner)
        if self.signs("{"):
            names, parts = self.map_entries()
            return self._make("map", start, *parts, names=names)
        if self.sign("["):
            return self._list(start)
        self._note("an expression")
        return self.fail()

    def _list(self, start: int) -> Expression:
        if self.is_name() and self.peek().word == "IN":
            return self._comprehension(start)
        path = self.tentative(self._comprehension_path)
        if path is not None:
            condition = self._picked()
            self.need_sign("|")
            result = self.expression()
            self.need_sign("]")
            return self._make("pattern_comprehension", start, condition, result, pattern=path)
        parts = []
        while not self.signs("]"):
            parts.append(self.expression())
            if not self.sign(","):
                break
        self.need_sign("]")
        return self._make("list", start, *parts)

    def _comprehension(self, start: int) -> Expression:
        variable = self.name("a variable")
        self.need("IN")
        source = self.expression()
        condition = self._picked()
        result = self.expression() if self.sign("|") else None
        self.need_sign("]")
        return self._make("comprehension", start, source, condition, result, names=(variable,))

    def _picked(self) -> Expression | None:
        """Read the condition of a comprehension."""
        before, self.picking = self.picking, True
        try:
            return self.expression() if self.accept("WHERE") else None
        finally:
            self.picking = before

    def _case(self) -> Expression:
        start = self.need("CASE").start
        subject = None if self.words("WHEN") else self.expression()
        parts: list[Expression | None] = [subject]
        while self.accept("WHEN"):
            parts.append(self.expression())
            self.need("THEN")
            parts.append(self.expression())
        parts.append(self.expression() if self.accept("ELSE") else None)
        self.need("END")
        return self._make("case", start, *parts)

    def _subquery(self) -> Expression:
        word = self.next()
        self.need_sign("{")
        query = self.subquery_body()
        self.need_sign("}")
        return self._make("subquery", word.start, text=word.word, query=query)

    def subquery_body(self) -> Query:
        """Read what stands in the braces of EXISTS, COUNT and COLLECT."""
        raise NotImplementedError

    def _call(self) -> Expression:
        start = self.token.start
        name = self.next().text
        while self.sign("."):
            name += "." + self.name("a function", reserved=True)
        self.need_sign("(")
        if name.upper() == "COUNT" and self.sign("*", ")"):
            return self._make("star", start, text=name)
        if name.upper() in (*_QUANTIFIERS,) and self.is_name() and self.peek().word == "IN":
            return self._quantifier(start, name.upper())
        if name.upper() == "REDUCE" and self.is_name() and self.peek().text == "=":
            return self._reduce(start)
        if (
            name.upper() == "TRIM"
            and self.token.word in ("BOTH", "LEADING", "TRAILING")
            and self.peek().text not in ",)"
        ):
            return self._trim(start)
        distinct = self.accept("DISTINCT")
        parts = []
        while not self.signs(")"):
            parts.append(self.expression())
            if not self.sign(","):
                break
        self.need_sign(")")
        return self._make("call", start, *parts, text=name, distinct=distinct)

    def _trim(self, start: int) -> Expression:
        """Read `LEADING FROM text` within trim(), as the function that does the same."""
        name = {"BOTH": "trim", "LEADING": "ltrim", "TRAILING": "rtrim"}[self.next().word]
        cut = None if self.words("FROM") else self.expression()
        self.need("FROM")
        text = self.expression()
        self.need_sign(")")
        return self._make("call", start, text, *([cut] if cut else []), text=name)

    def _quantifier(self, start: int, name: str) -> Expression:
        variable = self.name("a variable")
        self.need("IN")
        source = self.expression()
        condition = self.expression() if self.accept("WHERE") else None
        self.need_sign(")")
        return self._make("quantifier", start, source, condition, text=name, names=(variable,))

    def _reduce(self, start: int) -> Expression:
        total = self.name("a variable")
        self.need_sign("=")
        first = self.expression()
        self.need_sign(",")
        variable = self.name("a variable")
        self.need("IN")
        source = self.expression()
        self.need_sign("|")
        result = self.expression()
        self.need_sign(")")
        return self._make("reduce", start, first, source, result, names=(total, variable))
