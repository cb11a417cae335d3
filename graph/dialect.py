"""What a query may do, and how the embedded engine says it. Other modules take the language from here."""

from graph.cypher_errors import explained
from graph.cypher_parser import parse
from graph.cypher_tokens import CypherError as Refused
from graph.cypher_tokens import Token, place, tokens
from graph.cypher_translate import Translated, translate
from graph.cypher_tree import LoadCsv, Procedure
from graph.cypher_walk import clauses, expressions, writes

__all__ = ["Refused", "Translated", "check", "explained", "place", "translate"]

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
        raise Refused(f"{changed.word} at {place(cypher, changed.start)} writes: run it with --write if it shall")


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
