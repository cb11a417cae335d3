"""Reading patterns: nodes, edges, paths, label expressions."""

from graph.cypher_stream import Stream
from graph.cypher_tree import EdgePattern, Expression, Labels, NodePattern, Path

_QUANTIFIED = "quantified path patterns are not read here: write -[:TYPE*1..3]->"


class Patterns(Stream):
    """The rules for patterns."""

    older: int | None = None  # where types were written in the older form :A|:B

    def expression(self) -> Expression:
        """Read an expression; the parser of expressions does."""
        raise NotImplementedError

    def paths(self) -> list[Path]:
        """Read path patterns with commas between them."""
        found = [self.path()]
        while self.sign(","):
            found.append(self.path())
        return found

    def path(self) -> Path:
        """Read a path pattern, named or shortest or neither."""
        start, variable = self.token.start, None
        if self.is_name() and self.peek().text == "=":
            variable = self.name("a variable")
            self.need_sign("=")
        shortest = ""
        if self.token.word in ("SHORTESTPATH", "ALLSHORTESTPATHS") and self.peek().text == "(":
            shortest = "one" if self.next().word == "SHORTESTPATH" else "all"
            self.need_sign("(")
            path = self._chain(start)
            self.need_sign(")")
        else:
            shortest = self._selector()
            path = self._chain(start)
            if self.signs("("):
                self.refuse(_QUANTIFIED, self.token.start)
        path.variable, path.shortest, path.stop = variable, shortest, self.peek(-1).stop
        return path

    def _selector(self) -> str:
        """Read SHORTEST 1, ANY SHORTEST, ALL SHORTEST."""
        start = self.token.start
        if self.accept("ALL", "SHORTEST"):
            return "all"
        if self.accept("ANY", "SHORTEST"):
            return "one"
        if self.accept("SHORTEST"):
            count = self.next()
            if count.text != "1":
                self.refuse("SHORTEST with more than 1 path is not read here: write SHORTEST 1 or ALL SHORTEST", start)
            return "one"
        if self.token.word == "ANY" and self.peek().text == "(":
            self.refuse("ANY is not read here: write SHORTEST 1", start)
        return ""

    def _chain(self, start: int) -> Path:
        nodes, edges = [self.node()], []
        while self.signs("-") or self.signs("<", "-"):
            edges.append(self.edge())
            nodes.append(self.node())
        return Path(start, self.peek(-1).stop, nodes, edges)

    def _predicate_path(self) -> Path:
        """Read a path that is a predicate: at least one edge, and so no expression in parentheses."""
        path = self._chain(self.token.start)
        if not path.edges:
            self.fail()
        return path

    def _comprehension_path(self) -> Path:
        path = self.path()
        if not path.edges or not (self.words("WHERE") or self.signs("|")):
            self.fail()
        return path

    def node(self) -> NodePattern:
        """Read a node pattern."""
        node = NodePattern(self.need_sign("(").start)
        if self.signs("("):
            self.refuse(_QUANTIFIED, node.start)
        if self.is_name():
            node.variable = self.name("a variable")
        if self.sign(":") or self.accept("IS"):
            node.labels = self.labels()
        node.properties = self._properties()
        if self.accept("WHERE"):
            node.where = self.expression()
        self.need_sign(")")
        if self.token.text in ("+", "*", "{") and self.signs("{") and self.peek().kind == "number":
            self.refuse(_QUANTIFIED, self.token.start)
        return node

    def edge(self) -> EdgePattern:
        """Read an edge pattern."""
        edge = EdgePattern(self.token.start)
        left = self.sign("<")
        self.need_sign("-")
        if self.sign("["):
            if self.is_name():
                edge.variable = self.name("a variable")
            if self.sign(":") or self.accept("IS"):
                self.older = None
                edge.types = self.labels()
            if self.sign("*"):
                edge.hops = self._hops()
            edge.properties = self._properties()
            if self.older is not None and (edge.variable or edge.hops or edge.properties):
                self.refuse(
                    "types with a colon each (:A|:B) beside a name, length or properties: write :A|B", self.older
                )
            self.older = None
            if self.accept("WHERE"):
                edge.where = self.expression()
            self.need_sign("]")
        self.need_sign("-")
        right = self.sign(">")
        if edge.hops is None:
            edge.hops = self._quantifier_hops()
        edge.direction = "<" if left and not right else ">" if right and not left else "-"
        return edge

    def _hops(self) -> tuple[int | None, int | None]:
        low = int(self.next().text) if self._whole() else None
        if not self.sign(".."):
            return (low, low) if low is not None else (None, None)
        return low, int(self.next().text) if self._whole() else None

    def _quantifier_hops(self) -> tuple[int | None, int | None] | None:
        """Read `+`, `*`, `{2}` or `{1,3}` behind a relationship."""
        if self.sign("+"):
            return 1, None
        if self.sign("*"):
            return 0, None
        if not self.sign("{"):
            return None
        low = int(self.next().text) if self._whole() else 0
        high: int | None = low
        if self.sign(","):
            high = int(self.next().text) if self._whole() else None
        self.need_sign("}")
        return low, high

    def _whole(self) -> bool:
        return self.token.kind == "number" and self.token.text.isdecimal()

    def _properties(self) -> Expression | None:
        start = self.token.start
        if self.token.kind == "parameter":
            text = self.next().text[1:]
            return Expression("parameter", start, self.peek(-1).stop, text)
        if self.signs("{"):
            names, parts = self.map_entries()
            return Expression("map", start, self.peek(-1).stop, "", parts, names)
        return None

    def map_entries(self) -> tuple[tuple[str, ...], tuple[Expression, ...]]:
        """Read `{key: value, …}`."""
        self.need_sign("{")
        names: list[str] = []
        parts: list[Expression] = []
        while not self.signs("}"):
            names.append(self.name("a key", reserved=True))
            self.need_sign(":")
            parts.append(self.expression())
            if not self.sign(","):
                break
        self.need_sign("}")
        return tuple(names), tuple(parts)

    def labels(self, within: bool = False) -> Labels:
        """Read a label expression: names with `|`, `&` (or `:`) and `!`.

        `within` the condition of a comprehension the last `|` is none of it: there begins what is made of each item.
        """
        left = self._conjunction()
        while not (within and self._last_bar()) and self.sign("|"):
            start = self.token.start
            if self.sign(":"):
                self.older = start
            right = self._conjunction()
            left = Labels("|", left.start, parts=(left, right))
        return left

    def _last_bar(self) -> bool:
        """Tell whether no other `|` comes before the bracket that ends what is read."""
        depth = 0
        for token in self.tokens[self.at + 1 :]:
            if depth == 0 and token.text in ("|", "]", ")", "}"):
                return token.text == "]"
            depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        return False

    def _conjunction(self) -> Labels:
        left = self._negation()
        while self.sign("&") or self.sign(":"):
            right = self._negation()
            left = Labels("&", left.start, parts=(left, right))
        return left

    def _negation(self) -> Labels:
        start = self.token.start
        if self.sign("!"):
            return Labels("!", start, parts=(self._negation(),))
        if self.sign("%"):
            return Labels("%", start)
        if self.sign("("):
            inner = self.labels()
            self.need_sign(")")
            return inner
        return Labels("name", start, self.name("a label or type", reserved=True))
