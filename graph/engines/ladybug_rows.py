"""Queries that the embedded engine cannot be asked whole: it is asked for what patterns match, and the rest is reckoned here."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from graph import dialect
from graph.cypher_ground import Longest
from graph.cypher_lengths import longest_path
from graph.cypher_parser import parse
from graph.cypher_projected import MOST_ROWS, too_many
from graph.cypher_rows import Runner
from graph.engines.ladybug_session import Session
from graph.parameters import check_kinds
from graph.store import QueryError, Result

_MOST_EDGES = 200_000  # of which lengths are found out


def by_rows(
    session: Session,
    cypher: str,
    parameters: Mapping[str, Any],
    timeout: float | None,
    limit: int | None,
    refusal: dialect.Refused,
) -> Result:
    """Run a query row by row; raises `QueryError` with the refusal where that cannot be done either."""
    until = None if timeout is None else time.monotonic() + timeout

    def left() -> float | None:
        if until is None or timeout is None:
            return None
        if until <= time.monotonic():
            raise QueryError(f"stopped after {timeout:g} seconds: ask for less, or allow more time")
        return until - time.monotonic()

    def ask(asked: str, given: Mapping[str, Any]) -> list[Sequence[Any]]:
        check_kinds({name: value for name, value in given.items() if name in parameters})
        try:
            _, rows, cut = session.plain(asked, given, left(), MOST_ROWS)
        except QueryError as error:
            if dialect.is_limit(str(error)):
                raise dialect.Unsupported(str(refusal)) from error
            raise
        if cut:
            raise too_many()
        return list(rows)

    try:
        columns, rows = Runner(parse(cypher), parameters, ask, longest(session), left).run()
    except dialect.Unsupported as error:
        said = error if "cannot run on the embedded store" in str(error) else refusal  # what is in the way here too
        raise QueryError(str(said)) from refusal
    except dialect.Refused as error:
        raise QueryError(str(error)) from error
    except MemoryError as error:
        raise QueryError("this needs more memory than there is: ask for less") from error
    cut = limit is not None and len(rows) > limit
    return Result(columns, rows[:limit], cut)


def longest(session: Session) -> Longest:
    """Return what tells how long paths can be in this graph."""
    known: dict[tuple[frozenset[str] | None, bool, bool], int | None] = {}

    def found(types: frozenset[str] | None, directed: bool, shortest: bool) -> int | None:
        asked = (types, directed, shortest)
        if asked not in known:
            label = f":{'|'.join(f'`{name}`' for name in sorted(types))}" if types else ""
            ((count,),) = session.run(f"MATCH (a)-[r{label}]->(b) RETURN count(r)")
            if count > _MOST_EDGES:
                known[asked] = None
                return None
            rows = session.run(f"MATCH (a)-[{label}]->(b) RETURN id(a), id(b)")
            ends = [tuple((end["table"], end["offset"]) for end in row) for row in rows]
            known[asked] = longest_path(ends, directed, shortest)
        return known[asked]

    return found
