"""A store that another version of the schema wrote is brought to this one: its facts are kept in a backup, then made a graph again."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from graph.backup import Kept, restore, write
from graph.migrations import MIGRATIONS, Migration, MigrationError, steps
from graph.ontology import load as ontology
from graph.store import Store, StoreError, path_of


class Old(Protocol):
    """What an engine tells of a store that another version wrote."""

    url: str
    version: int

    def decisions(self) -> str:
        """Return the decisions as they are written."""

    def lines(self) -> Iterable[bytes]:
        """Yield each article's facts as the JSON line that was kept."""

    def anew(self) -> AbstractContextManager[Store]:
        """Give an empty store that takes the old one's place."""


def old_store(url: str) -> Old:
    """Open a store whatever version wrote it; raises `StoreError` where it is none of ours."""
    if (path := path_of(url)) is not None:
        from graph.engines.ladybug_old import OldLadybug

        return OldLadybug(path)
    from graph.engines.neo4j_old import OldNeo4j

    return OldNeo4j(url)


def upgrade(url: str, kept: Path, migrations: Sequence[Migration] = MIGRATIONS) -> int | None:
    """Bring a store to this version; what it was made from is written to the file `kept` first.

    Returns how many articles' facts there are, or None where the store is of this version already. Raises `StoreError`.
    """
    old = old_store(url)
    if old.version == ontology().version:
        return None
    try:
        steps(old.version, ontology().version, migrations)
    except MigrationError as error:
        raise StoreError(f"{url}: {error}") from error
    write(kept, Kept(old.version, old.decisions(), old.lines()))
    with old.anew() as store:
        return restore(kept, store, migrations=migrations)
