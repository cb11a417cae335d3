"""A load into an empty database: it knows what is there as long as nobody else writes, and need not look up the rest."""

import secrets
from contextlib import suppress

from graph.backend import Backend
from graph.engines.neo4j_ddl import FILLING, GUARD, LOOKED_UP
from graph.engines.neo4j_session import Session
from graph.known import Known, Remembering
from graph.store import StoreError

SOUGHT = {label: [name for owner, name in LOOKED_UP if owner == label] for label, _ in LOOKED_UP}
_MARK = f"(n:{GUARD} {{id: '{FILLING}'}})"


class Filling:
    """What one load has written. A node of the store's own says that it goes on; every other writer removes that."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._token = secrets.token_hex(8)
        self._known: Known | None = None
        self._marked = False  # by a transaction that has come to its end
        self._over = False

    def around(self, backend: Backend) -> Backend | None:
        """Return, inside a transaction of the load's, a backend that asks for no more than it has to; None where it must."""
        if self._over:
            return None
        if self._marked:
            found = self._session.run(f"MATCH {_MARK} WHERE n.token = $token RETURN 1", {"token": self._token})[0]
            alone = bool(found)
        elif alone := vacant(self._session):
            self._session.run(f"MERGE {_MARK} SET n.token = $token", {"token": self._token})
            self._known = Known()
        if not alone or self._known is None:
            self.give_up()
            return None
        return Remembering(backend, self._known, SOUGHT)

    def written(self) -> None:
        """Note that a transaction of the load's has come to its end."""
        self._marked = self._known is not None

    def give_up(self) -> bool:
        """Look everything up from now on; returns whether that is new."""
        before, self._over = self._over, True
        self._known, self._marked = None, False
        return not before

    def end(self) -> None:
        """Take the mark away; a server that is gone keeps it until somebody writes again."""
        if self._marked:
            with suppress(StoreError):
                self._session.run(f"MATCH {_MARK} WHERE n.token = $token DELETE n", {"token": self._token})


def vacant(session: Session) -> bool:
    """Tell whether the database holds nothing but what is the store's own."""
    return not session.run(f"MATCH (n) WHERE NOT n:{GUARD} RETURN 1 LIMIT 1")[0]


def unmark(session: Session) -> None:
    """Tell a load that fills the database that it is no longer alone."""
    session.run(f"MATCH {_MARK} DELETE n")
