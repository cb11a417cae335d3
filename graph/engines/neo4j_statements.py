"""The statements that read and write a Neo4j store, each for many rows at once.

- The server plans a statement when it first meets it, maybe over an empty graph, and keeps that plan. So each says how it goes:
  nodes are sought by an index (a scan would be as cheap in an empty graph, and is ruinous later), and an edge only when both of
  its nodes are found: `UNWIND [row]` keeps the planner from looking at both questions as one.
- The rows are in a map, for lists of another order of magnitude would be planned for anew.
- What is created is a list and not a map, whose keys would be sent with each row. What is set is a map: which properties change
  differs from row to row, and there are few.
- What is read comes as one list, which costs less than half of as many records.
- Whatever writes returns how many rows it met. Of such a statement the server confirms the receipt before it carries it out, so
  that the next rows are made ready meanwhile.
"""

from collections.abc import Sequence

from graph.backend import Ends
from graph.engines.neo4j_ddl import LOOKED_UP
from graph.ontology import NOT_ENTITIES

_START = "CYPHER replan=skip UNWIND $given.rows AS row "  # what is planned without looking at the graph need not be planned anew
_COUNT = " RETURN count(*) AS count"


def nodes(label: str, names: Sequence[str]) -> str:
    """Return properties of nodes; a row is an id."""
    return f"{_START}{_seek('n', label, 'row')} {_list('row', *_of('n', names))}"


def matching(label: str, name: str, names: Sequence[str]) -> str:
    """Return properties of all nodes that have a value; a row is the value."""
    return f"{_START}{_having(label, name)} {_list(*_of('n', names))}"


def alike(label: str, name: str, most: int) -> str:
    """Count the facts that have a value and those in conflict, with the ids of `most` of them; a row is the value."""
    told = "collect(n.id) AS ids, sum(CASE WHEN n.conflict THEN 1 ELSE 0 END) AS marked"
    return f"{_START}{_having(label, name)} WITH row, {told} {_list('row', 'size(ids)', 'marked', f'ids[..{most}]')}"


def stating(label: str) -> str:
    """Return the ids of the facts that articles state; a row is an article's id."""
    found = f"UNWIND [a] AS article MATCH (n:{label})-[:STATED_IN]->(article)"
    return f"{_START}{_seek('a', 'Article', 'row')} {found} WITH row, collect(n.id) AS facts {_list('row', 'facts')}"


def mentioning(label: str) -> str:
    """Return the ids of the articles that mention nodes; a row is a node's id."""
    found = "UNWIND [n] AS node MATCH (node)-[:MENTIONED_IN]->(a:Article)"
    return f"{_START}{_seek('n', label, 'row')} {found} RETURN collect(DISTINCT a.id) AS found"


def edges(ends: Ends, keyed: bool, names: Sequence[str]) -> str:
    """Return properties of edges; a row is head, tail and key."""
    return f"{_edge(ends, ('key',) if keyed else ())} {_list('row[0]', 'row[1]', 'row[2]', *_of('r', names))}"


def add_nodes(label: str, names: Sequence[str]) -> str:
    """Create nodes; a row is the values of these properties."""
    return f"{_START}CREATE (n:{label}{_map('row', names, 0)}){_COUNT}"


def set_nodes(label: str) -> str:
    """Set properties of nodes; a row is the id and the values by name."""
    return f"{_START}{_seek('n', label, 'row[0]')} SET n += row[1]{_COUNT}"


def drop_nodes(label: str) -> str:
    """Remove nodes with their edges; a row is an id."""
    return f"{_START}{_seek('n', label, 'row')} DETACH DELETE n{_COUNT}"


def by_head(ends: Ends) -> bool:
    """Tell whether edges are written by their heads, and not by their tails: an entity has more edges than a fact has."""
    return ends.tail != "Article" and ends.head not in NOT_ENTITIES


def add_edges(ends: Ends, names: Sequence[str]) -> str:
    """Create edges; a row is the id of the head (or the tail), and of each of its edges the other id and the values."""
    first, other = (("a", ends.head), ("b", ends.tail)) if by_head(ends) else (("b", ends.tail), ("a", ends.head))
    found = f"{_seek(*first, 'row[0]')} UNWIND row[1] AS edge {_seek(*other, 'edge[0]')}"
    return f"{_START}{found} CREATE (a)-[r:{ends.type}{_map('edge', names, 1)}]->(b){_COUNT}"


def set_edges(ends: Ends, keyed: bool) -> str:
    """Set properties of edges; a row is head, tail, key and the values by name."""
    return f"{_edge(ends, ('key',) if keyed else ())} SET r += row[3]{_COUNT}"


def drop_edges(ends: Ends, telling: Sequence[str]) -> str:
    """Remove edges; a row is head, tail and the values that tell them apart."""
    return f"{_edge(ends, telling)} DELETE r{_COUNT}"


def _seek(variable: str, label: str, value: str) -> str:
    return f"MATCH ({variable}:{label} {{id: {value}}}) USING INDEX SEEK {variable}:{label}(id)"


def _having(label: str, name: str) -> str:
    hint = f" USING INDEX SEEK n:{label}({name})" if (label, name) in LOOKED_UP else ""
    return f"MATCH (n:{label} {{{name}: row}}){hint}"


def _edge(ends: Ends, telling: Sequence[str]) -> str:
    found = f"{_seek('a', ends.head, 'row[0]')} {_seek('b', ends.tail, 'row[1]')}"
    return f"{_START}{found} UNWIND [row] AS edge MATCH (a)-[r:{ends.type}{_map('edge', telling, 2)}]->(b)"


def _map(row: str, names: Sequence[str], start: int) -> str:
    inner = ", ".join(f"{name}: {row}[{place}]" for place, name in enumerate(names, start))
    return f" {{{inner}}}" if inner else ""


def _of(variable: str, names: Sequence[str]) -> list[str]:
    return [f"{variable}.{name}" for name in names]


def _list(*values: str) -> str:
    return f"RETURN collect([{', '.join(values)}]) AS found"
