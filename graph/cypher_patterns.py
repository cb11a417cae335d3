"""Reading patterns: nodes, edges, paths, label expressions."""

from graph.cypher_stream import Stream
from graph.cypher_tree import EdgePattern, Expression, Labels, NodePattern, Path

_QUANTIFIERS = ("+", "*", "{")


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
        if self.token.word in ("SHORTESTPATH", "ALLSHORTESTPATHS") and self.peek().text == "(":
            shortest = "one" if self.next().word == "SHORTESTPATH" else "all"
            self.need_sign("(")
            path = self._chain(start)
            self.need_sign(")")
            path.shortest = shortest
            if long := [edge.start for edge in path.edges if edge.hops and (edge.hops[0] or 0) > 1]:
                self.refuse("shortestPath() takes a least length of 0 or 1: write WHERE length(p) >= 2", long[0])
        else:
            path = self._selected(start)
        path.variable, path.stop = variable, self.peek(-1).stop
        return path

    def _selected(self, start: int) -> Path:
        """Read a path behind ANY, ALL, SHORTEST and their like, or without such words."""
        selector = self._selector()
        path = (self.tentative(self._enclosed) if self.signs("(") else None) or self._chain(start)
        if selector is not None:
            path.start, path.selects = start, bool(selector[0])
            path.shortest, path.most = selector
        return path

    def _enclosed(self) -> Path:
        """Read `(p = (a)--(b) WHERE …)` with no quantifier behind it."""
        path = self._in_parentheses()
        if self.token.text in _QUANTIFIERS and self.token.kind == "sign":
            self.fail()
        return path

    def _in_parentheses(self) -> Path:
        self.need_sign("(")
        name = None
        if self.is_name() and self.peek().text == "=":
            name = self.name("a variable")
            self.need_sign("=")
        path = self._chain(self.token.start)
        path.inner = name
        if self.accept("WHERE"):
            path.where = self.expression()
        self.need_sign(")")
        if not path.edges:
            self.fail()
        return path

    def _selector(self) -> tuple[str, int] | None:
        """Read which of the paths are wanted, and how many: SHORTEST 1, ANY 2 PATHS, ALL SHORTEST, SHORTEST 2 GROUPS, ALL."""
        if self.accept("ALL"):
            shortest = "all" if self.accept("SHORTEST") else ""
            self._paths_word()
            return shortest, 1
        if self.token.word in ("ANY", "SHORTEST"):
            shortest_first = self.next().word == "SHORTEST" or self.accept("SHORTEST")
            given = self._whole()
            most = int(self.next().text) if given else 1
            if most < 1:
                self.refuse("SHORTEST takes a number of at least 1", self.peek(-1).start)
            self._paths_word()
            if shortest_first and (self.accept("GROUPS") or self.accept("GROUP")):
                return ("all", 1) if most == 1 else ("groups", most)
            return ("one", 1) if most == 1 else ("some", most)
        return None

    def _paths_word(self) -> None:
        self.accept("PATHS") or self.accept("PATH")

    def _chain(self, start: int) -> Path:
        """Read nodes and relationships by turns; beside a path that is repeated stands a node that need not be written."""
        nodes: list[NodePattern] = []
        edges: list[EdgePattern] = []
        while True:
            if self.signs("(", "("):
                nodes += [NodePattern(self.token.start)] if len(nodes) == len(edges) else []
                edges.append(self._repeated())
                if not self.signs("("):
                    nodes.append(NodePattern(self.peek(-1).stop))
                    break
            else:
                nodes.append(self.node())
                if self.signs("-") or self.signs("<", "-"):
                    edges.append(self.edge())
                elif not self.signs("(", "("):
                    break
        return Path(start, self.peek(-1).stop, nodes, edges)

    def _repeated(self) -> EdgePattern:
        """Read `((x)-[…]->(y) WHERE …){1,3}`."""
        start = self.token.start
        path = self._in_parentheses()
        hops = self._quantifier_hops()
        if hops is None:
            self.fail()
        if any(edge.hops for edge in path.edges) or path.inner:
            self.refuse("what is repeated may have no name and no length of its own: write its parts one by one", start)
        return EdgePattern(start, ">", hops=hops, where=path.where, inner=path)

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
        node.variable = self.bound_name()
        if self.sign(":") or self.accept("IS"):
            node.labels = self.labels()
        node.properties = self._properties()
        if self.accept("WHERE"):
            node.where = self.expression()
        self.need_sign(")")
        return node

    def edge(self) -> EdgePattern:
        """Read an edge pattern."""
        edge = EdgePattern(self.token.start)
        left = self.sign("<")
        self.need_sign("-")
        if self.sign("["):
            edge.variable = self.bound_name()
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
        start = self.token.start
        low = int(self.next().text) if self._whole() else None
        if not self.sign(".."):
            return (low, low) if low is not None else (None, None)
        return self._bounds(start, low, int(self.next().text) if self._whole() else None)

    def _quantifier_hops(self) -> tuple[int | None, int | None] | None:
        """Read `+`, `*`, `{2}` or `{1,3}` behind a relationship."""
        if self.sign("+"):
            return 1, None
        if self.sign("*"):
            return 0, None
        if not self.sign("{"):
            return None
        start = self.token.start
        low = int(self.next().text) if self._whole() else 0
        high: int | None = low
        if self.sign(","):
            high = int(self.next().text) if self._whole() else None
        self.need_sign("}")
        if high == 0:
            self.refuse("what is repeated 0 times at most is not Cypher: write {0,1}", start)
        return self._bounds(start, low, high)

    def _bounds(self, start: int, low: int | None, high: int | None) -> tuple[int | None, int | None]:
        if low is not None and high is not None and low > high:
            self.refuse(f"no path has at least {low} and at most {high} relationships", start)
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
