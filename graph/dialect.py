"""What a query may do, and how the embedded engine says it. Other modules take the language from here."""

from collections.abc import Mapping

from graph.cypher_errors import explained, is_limit
from graph.cypher_managing import refuse as refuse_managing
from graph.cypher_parser import parse
from graph.cypher_scope import not_given
from graph.cypher_tokens import CypherError as Refused
from graph.cypher_tokens import Token, Unsupported, place, tokens
from graph.cypher_translate import Translated, translate
from graph.cypher_tree import Change, Expression, LoadCsv, Procedure
from graph.cypher_walk import clauses, entities, expressions, writes

__all__ = [
    "Refused",
    "Translated",
    "Unsupported",
    "batched",
    "check",
    "explained",
    "is_limit",
    "missing",
    "place",
    "refuse_managing",
    "translate",
]

_FILES = {
    "LOAD": "reads files",
    "COPY": "reads or writes files",
    "INSTALL": "fetches code from the network",
    "UNINSTALL": "removes code",
    "ATTACH": "opens another database",
    "DETACH": "closes another database",
    "EXPORT": "writes files",
    "IMPORT": "reads files",
    "USE": "changes the database",
}
_WRITES = {
    "CREATE",
    "MERGE",
    "SET",
    "DELETE",
    "REMOVE",
    "DROP",
    "ALTER",
    "COMMENT",
    "CHECKPOINT",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
}
_WRITES |= {
    "GRANT",
    "DENY",
    "REVOKE",
    "TERMINATE",
    "START",
    "STOP",
    "FOREACH",
    "RENAME",
    "ENABLE",
    "DEALLOCATE",
    "REALLOCATE",
}
# Procedures that only read the graph; any other needs --write, and these namespaces are refused always.
_READERS: tuple[str, ...] = (
    "db.labels",
    "db.relationshiptypes",
    "db.propertykeys",
    "db.schema.",
    "db.info",
    "db.ping",
    "db.awaitindex",
    "db.stats.",
)
_READERS += (
    "db.index.fulltext.query",
    "db.index.fulltext.listavailableanalyzers",
    "db.index.vector.query",
    "dbms.components",
)
_READERS += (
    "dbms.info",
    "apoc.meta.",
    "apoc.path.",
    "apoc.neighbors.",
    "apoc.algo.",
    "apoc.node.",
    "apoc.nodes.",
    "apoc.help",
)
_OUTSIDE: tuple[str, ...] = (
    "apoc.load.",
    "apoc.export.",
    "apoc.import.",
    "apoc.cypher.runfile",
    "apoc.cypher.runschemafile",
    "apoc.ml.",
    "apoc.es.",
)
_OUTSIDE += (
    "apoc.mongo",
    "apoc.couchbase.",
    "apoc.bolt.",
    "apoc.redis.",
    "apoc.static.",
    "apoc.model.",
    "apoc.dv.",
    "genai.",
    "ai.",
)
_OUTSIDE += ("apoc.systemdb.", "apoc.nlp.", "n10s.", "apoc.gephi.", "apoc.config.", "apoc.initializer.", "apoc.log.")


def check(cypher: str, write: bool) -> None:
    """Raise `Refused` for what touches files or the network, and for what writes unless `write`.

    Judged by the clauses that the grammar reads. What it does not read (administration, a newer server's words) is judged by
    its words, and rather refused than let through.
    """
    if _empty(cypher):
        raise Refused("the query is empty: write one, for example MATCH (f:Fund) RETURN f.name")
    try:
        query = parse(cypher)
    except Refused:
        _check_words(cypher, write)
        return
    for clause in clauses(query):
        if isinstance(clause, LoadCsv):
            raise Refused(f"LOAD CSV at {place(cypher, clause.start)} reads files: a query here may not")
        if isinstance(clause, Procedure):
            _check_procedure(clause, cypher, write)
    for expression in expressions(query):
        if expression.kind == "call" and expression.text.lower().startswith(_OUTSIDE):
            raise Refused(
                f"{expression.text}() at {place(cypher, expression.start)} reaches outside: a query here may not"
            )
    changed = writes(query)
    if changed is not None and not write:
        what = f"{changed.word} {{ }} IN TRANSACTIONS" if getattr(changed, "batches", False) else changed.word
        raise Refused(f"{what} at {place(cypher, changed.start)} writes: run it with --write if it shall")
    for clause in clauses(query):
        if isinstance(clause, Change) and clause.word == "SET":
            _check_set(clause, cypher, set(entities(query)))


def _empty(cypher: str) -> bool:
    try:
        return all(token.kind == "end" or token.text == ";" for token in tokens(cypher))
    except Refused:  # a text that is not closed
        return False


def _check_set(clause: Change, cypher: str, bound: set[str]) -> None:
    """Refuse what would take away, or give to another node, what a store keeps in its nodes for itself."""
    for target, operator, value in clause.items:
        where = place(cypher, target.start)
        if operator == "=" and target.kind == "variable":
            raise Refused(
                f"SET {target.text} = … at {where} would take away what the store keeps there for itself: "
                f"write SET {target.text} += {{name: …}}, and REMOVE {target.text}.name for what shall go"
            )
        if operator == "+=" and value is not None and _whole(value, bound):
            raise Refused(
                f"SET {target.text} += {cypher[value.start : value.stop]} at {where} would copy what the store keeps there "
                f"for itself: name the properties, {target.text} += {{name: …}}"
            )


def _whole(e: Expression, bound: set[str]) -> bool:
    if e.kind == "variable":
        return e.text in bound
    return (e.kind == "call" and e.text.lower() == "properties") or (e.kind == "projection" and "*" in e.names)


def batched(cypher: str) -> bool:
    """Tell whether a query writes in transactions of its own, and so cannot run inside one."""
    if "TRANSACTIONS" not in cypher.upper():
        return False
    found = [token.word or token.text for token in tokens(cypher)]
    ends = [n for n, word in enumerate(found) if word == "TRANSACTIONS"]
    return any(found[n - back : n - back + 2] == ["}", "IN"] for n in ends for back in (2, 3, 4))


def missing(cypher: str, parameters: Mapping[str, object]) -> None:
    """Raise `Refused` for a parameter that a query names and nobody gave."""
    try:
        query = parse(cypher)
    except Refused:
        return
    for e in expressions(query):
        if e.kind == "parameter" and e.text not in parameters and query.explain != "EXPLAIN":
            raise not_given(e.text, cypher, e.start)


def _check_procedure(clause: Procedure, cypher: str, write: bool) -> None:
    name = clause.name.lower()
    where = f"{clause.name} at {place(cypher, clause.start)}"
    if name.startswith(_OUTSIDE):
        raise Refused(f"the procedure {where} reaches outside: a query here may not")
    if not write and not name.startswith(_READERS):
        raise Refused(f"the procedure {where} may write: run it with --write if it shall")


def _check_words(cypher: str, write: bool) -> None:
    before = Token("sign", ";", 0)
    found = tokens(cypher)
    for token, after in zip(found, [*found[1:], found[-1]], strict=True):
        if token.kind == "name" and before.text not in (".", ":", "|", "&"):
            if token.word in _FILES and not (token.word == "DETACH" and after.word == "DELETE"):
                raise Refused(
                    f"{token.word} at {place(cypher, token.start)} {_FILES[token.word]}: a query here may not"
                )
            if (token.word in _WRITES or token.word == "CALL") and not write:
                raise Refused(
                    f"{token.word} at {place(cypher, token.start)} may write: run it with --write if it shall"
                )
        if token.kind == "name" and cypher[token.start :].lower().startswith(_OUTSIDE):
            raise Refused(f"{token.text} at {place(cypher, token.start)} reaches outside: a query here may not")
        before = token
