"""Statements that manage a database and ask nothing of a graph: what the embedded store says of them, which has nothing to manage."""

from graph.cypher_tokens import CypherError, Token, place, tokens

_LISTS = "`jinmai stats` counts what there is, and `:schema` in `jinmai shell` lists what there can be"
_MAKES = "its tables and indexes follow from the ontology; `jinmai forget` takes articles out, and its file is the whole store"
_WORDS = {"SHOW": _LISTS, "DESCRIBE": _LISTS, "CREATE": _MAKES, "DROP": _MAKES, "ALTER": _MAKES, "RENAME": _MAKES}
_WORDS |= dict.fromkeys(("GRANT", "DENY", "REVOKE"), "who may read its file may read the graph")
_WORDS |= dict.fromkeys(("TERMINATE", "START", "STOP", "ENABLE", "USE"), "there is one database and no server")


def refuse(cypher: str) -> None:
    """Raise `CypherError` for a statement that manages a database."""
    found = tokens(cypher)
    first = found[0]
    if first.word in _WORDS and not _makes_nodes(first, found[1:3]):
        raise CypherError(
            f"{first.word} at {place(cypher, first.start)} manages a database, which the embedded store does not need: "
            f"{_WORDS[first.word]}"
        )


def _makes_nodes(first: Token, following: list[Token]) -> bool:
    """Tell whether a statement begins with a pattern that is made: a parenthesis, or its name and `=`."""
    named = len(following) > 1 and following[1].text == "="
    return named or (first.word == "CREATE" and not following[0].word)
