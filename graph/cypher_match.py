"""Spelling patterns for the embedded engine, so that they match what they match in Neo4j.

What differs in silence: the engine may use one edge twice in a MATCH, walks where Neo4j gives trails, reads `:A:B` as one or the
other, takes a label on a variable that is bound already for no condition, and gives a default end to paths without one.
"""

from itertools import combinations

from graph.cypher_loosened import named
from graph.cypher_scope import Binding, label_names, selected
from graph.cypher_spell import Speller
from graph.cypher_tree import EdgePattern, Expression, Match, NodePattern, Path
from graph.ontology import load

MOST_HOPS = 30  # the engine's own limit


class Matcher(Speller):
    """Spells the patterns of a MATCH and the conditions that they bring with them."""

    def match(self, clause: Match, word: str) -> str:
        """Spell a MATCH; binds its variables."""
        paths, conditions = self.paths(clause.paths, clause.optional)
        if clause.where is not None:
            self._guard_shortest(clause)
            conditions.append(self.spell(clause.where))
        return f"{word} {paths}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")

    def paths(self, paths: list[Path], optional: bool) -> tuple[str, list[str]]:
        """Spell paths that are matched together, and the conditions that make them mean the same."""
        conditions: list[str] = []
        edges: list[tuple[EdgePattern, Binding]] = []
        seen: set[str] = set()
        spelled = [self._path(path, optional, conditions, edges, seen) for path in paths]
        if any(path.shortest for path in paths) and len(edges) > 1:
            start = next(path.start for path in paths if path.shortest)
            self.refuse("a shortest path beside other relationships in one MATCH", start, "give it a MATCH of its own")
        conditions += [self._apart(a, b) for (_, a), (_, b) in combinations(edges, 2) if _may_meet(a, b)]
        return ", ".join(spelled), conditions

    def _path(
        self,
        path: Path,
        optional: bool,
        conditions: list[str],
        edges: list[tuple[EdgePattern, Binding]],
        seen: set[str],
    ) -> str:
        if path.shortest in ("some", "groups") or path.where is not None:
            self.refuse("SHORTEST of several paths or with a condition", path.start, "write SHORTEST 1 or ALL SHORTEST")
        if path.shortest and len(path.edges) != 1:
            self.refuse("a shortest path over several relationships", path.start, "write one: (a)-[:X|Y*..5]-(b)")
        if path.selects and self._possible(path.nodes[0]) & self._possible(path.nodes[-1]):
            # the engine has none from a node back to it
            self.refuse("SHORTEST between nodes that may be one", path.start, "write shortestPath((a)-[*..5]-(b))")
        if path.variable and len(path.edges) > 1 and any(edge.hops and edge.hops[0] == 0 for edge in path.edges):
            # of a path without an edge the engine gives its node twice where it is a part of another
            self.refuse("a named path with a part that may have no relationship", path.start, "leave out its name")
        parts = [self._node(path.nodes[0], optional, conditions, seen)]
        for edge, node in zip(path.edges, path.nodes[1:], strict=True):
            if edge.hops and edge.variable is None and path.shortest == "" and optional and edge.hops[0] == 0:
                self.refuse("an optional path that may have no relationship", edge.start, "write *1..")
            left = self._possible(path.nodes[len(parts) // 2])
            spelled, binding = self._edge(edge, path.shortest, optional, conditions, left & self._possible(node))
            edges.append((edge, binding))
            parts += [spelled, self._node(node, optional, conditions, seen)]
        chain = "".join(parts)
        if path.variable is None:
            return chain
        if path.variable in self.scope:
            self.refuse(f"a second path called {path.variable}", path.start, "choose another name")
        if optional and not path.edges:
            self.refuse("an optional path without a relationship", path.start, "name the node instead")
        # of a path that is missing the engine gives what was bound before
        own = sorted((b for _, b in edges[-len(path.edges) :]), key=lambda b: b.kind) if optional else []
        witness = own[0].spelled if own else ""
        binding = Binding(self.fresh(path.variable), "path", nullable=optional, witness=witness)
        self.scope[path.variable] = binding
        return f"{binding.spelled} = {chain}"

    def _node(self, node: NodePattern, optional: bool, conditions: list[str], seen: set[str]) -> str:
        names = selected(node.labels, False, self.text)
        label = f":{'|'.join(sorted(names))}" if names else ""
        if node.variable is None:
            if node.where is None:
                return f"({label}{self._pairs(node.properties, Binding('', 'node', names))})"
            self.refuse("WHERE in a node without a name", node.start, "give the node a name")
        if node.variable in self.scope:
            return self._again(node, node.variable, names, conditions)
        binding = Binding(self.fresh(node.variable), "node", names, optional)
        self.scope[node.variable] = binding
        inner = f"{binding.spelled}{label}{self._pairs(node.properties, binding)}"
        if node.where is not None:
            conditions.append(self.spell(node.where))
        return f"({inner})"

    def _again(self, node: NodePattern, name: str, names: frozenset[str] | None, conditions: list[str]) -> str:
        """Spell a node that is bound already: what stands beside its name are conditions."""
        binding = self.scope[name]
        if binding.kind == "value":  # the engine takes it for a node that is not bound, or stops
            self.refuse(f"({name}), a node out of a list,", node.start, "MATCH it again by its id, (n {id: x.id})")
        if binding.kind != "node":
            self.wrong(f"({name})", node.start, f"{name} is no node")
        if names is not None and binding.names != names:
            listed = ", ".join(f"'{label}'" for label in sorted(names))
            conditions.append(f"label({binding.spelled}) IN [{listed}]")
        if node.properties is not None:
            conditions += [
                f"{binding.spelled}.{key} = {value}" for key, value in self._entries(node.properties, binding)
            ]
        if node.where is not None:
            conditions.append(self.spell(node.where))
        return f"({binding.spelled})"

    def _possible(self, node: NodePattern) -> frozenset[str]:
        """Return the labels that a node of a pattern may have."""
        names = selected(node.labels, False, self.text) or frozenset(label_names())
        bound = self.scope.get(node.variable) if node.variable else None
        return names & bound.names if bound is not None and bound.names else names

    def _edge(
        self,
        edge: EdgePattern,
        shortest: str,
        optional: bool,
        conditions: list[str],
        both: frozenset[str] = frozenset(),
    ) -> tuple[str, Binding]:
        """Spell an edge; `both` are the labels that the nodes at both of its ends may have."""
        if edge.inner is not None:
            self.refuse("a quantified path pattern", edge.start, "write -[:TYPE*1..3]->")
        names = selected(edge.types, True, self.text)
        if edge.variable is not None and edge.variable in self.scope:
            self.refuse(f"[{edge.variable}] a second time", edge.start, "give the relationship a name of its own")
        kind = "edges" if edge.hops or shortest else "edge"
        either = edge.direction == "-"
        binding = Binding(self.fresh(edge.variable or "_e"), kind, names, optional, either=either)
        if edge.variable is not None:
            self.scope[edge.variable] = binding
        types = f":{'|'.join(sorted(names))}" if names else ""
        if kind == "edge":
            inner = f"{binding.spelled}{types}{self._pairs(edge.properties, binding)}"
            if edge.where is not None:
                conditions.append(self.spell(edge.where))
        else:
            more = _added(names, both) if edge.hops and edge.hops[0] == 0 and names else frozenset()
            if names and more:
                types = f":{'|'.join(sorted(names | more))}"
            inner = f"{binding.spelled}{types}{self._length(edge, shortest, names)}"
            inner += self._each(edge, binding, shortest, bool(more))
        left, right = ("<-", "-") if edge.direction == "<" else ("-", "->" if edge.direction == ">" else "-")
        return f"{left}[{inner}]{right}", binding

    def _length(self, edge: EdgePattern, shortest: str, names: frozenset[str] | None) -> str:
        low, high = edge.hops or (1, 1)
        low = 1 if low is None else low
        if (high is None or high > MOST_HOPS) and self.longest is not None:
            reached = self.longest(names, edge.direction != "-", bool(shortest))
            if reached is not None and reached <= MOST_HOPS:
                high = min(max(reached, low, 1), MOST_HOPS if high is None else high)
        if high is None or high > MOST_HOPS:
            what = "a path without a greatest length" if high is None else f"a path of more than {MOST_HOPS}"
            self.refuse(what, edge.start, f"give it one of at most {MOST_HOPS}, for example *{low}..10")
        if shortest and low != 1:
            self.refuse("a shortest path with a least length", edge.start, "write *1..5")
        word = {"": "TRAIL", "one": "SHORTEST", "all": "ALL SHORTEST"}[shortest]
        return f"* {word} {low}..{high}"

    def _each(self, edge: EdgePattern, binding: Binding, shortest: str, widened: bool) -> str:
        if edge.where is not None or (edge.properties is not None and shortest):
            self.refuse(
                "a condition inside a path of variable length",
                edge.start,
                "write it in WHERE all(r IN relationships(p) WHERE …)",
            )
        if edge.properties is None and not widened:
            return ""
        name = self.fresh("e")
        pairs = self._entries(edge.properties, Binding(name, "edge", binding.names)) if edge.properties else []
        held = [f"{name}.{key} = {value}" for key, value in pairs]
        if widened:
            listed = ", ".join(f"'{other}'" for other in sorted(binding.names or ()))
            held.insert(0, f"label({name}) IN [{listed}]")
        return f" ({name}, {self.fresh('n')} | WHERE {' AND '.join(held)})" if held else ""

    def _entries(self, properties: Expression, binding: Binding) -> list[tuple[str, str]]:
        if properties.kind == "parameter":
            self.refuse("a parameter as a pattern's properties", properties.start, "name them: {name: $name}")
        base = Expression("variable", properties.start, properties.start, "\0")
        self.scope["\0"] = binding
        try:
            found = []
            for name, value in zip(properties.names, properties.parts, strict=True):
                self.fits(Expression("property", properties.start, properties.stop, name, (base,)), value)
                found.append((self.key(name, binding, properties.start), self.spell(value)))
            return found
        finally:
            del self.scope["\0"]

    def _pairs(self, properties: Expression | None, binding: Binding) -> str:
        if properties is None:
            return ""
        pairs = self._entries(properties, binding)
        return f" {{{', '.join(f'{key}: {value}' for key, value in pairs)}}}" if pairs else ""

    def _apart(self, a: Binding, b: Binding) -> str:
        """The condition that two relationships share no edge."""
        if a.kind == b.kind == "edge":
            return f"id({a.spelled}) <> id({b.spelled})"
        lists = []
        for one in (a, b):
            ids = f"properties(rels({one.spelled}), '_id')"
            lists.append(ids if one.kind == "edges" else f"[id({one.spelled})]")
        return f"NOT list_has_any({lists[0]}, {lists[1]})"

    def _guard_shortest(self, clause: Match) -> None:
        """Refuse conditions on a shortest path: Neo4j seeks the shortest that meets them, the engine tests the shortest."""
        names = {p.variable for p in clause.paths if p.shortest}
        names |= {e.variable for p in clause.paths if p.shortest for e in p.edges}
        if clause.where is not None and names & named(clause.where):
            self.refuse(
                "a condition on a shortest path", clause.where.start, "name the types of relationships in the pattern"
            )


def _added(types: frozenset[str], labels: frozenset[str]) -> frozenset[str]:
    """Return types beside these so that each of the labels is at an end of one.

    Of a path that may have no edge the engine loses the nodes whose label no edge of its types can begin or end at.
    """
    relations = load().relations
    ends = {name: {end for pair in relation.pairs for end in pair} for name, relation in relations.items()}
    missing = set(labels).difference(*(ends[name] for name in types))
    added = set()
    while missing:
        best = max(ends, key=lambda name: len(ends[name] & missing))
        if not ends[best] & missing:
            break
        added.add(best)
        missing -= ends[best]
    return frozenset(added)


def _may_meet(a: Binding, b: Binding) -> bool:
    return a.names is None or b.names is None or bool(a.names & b.names)
