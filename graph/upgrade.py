"""A store that another version of the schema wrote is brought to this one: its facts are kept in a backup, then made a graph again."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from graph.backup import Kept, check, restore, write
from graph.migrations import MIGRATIONS, Migration, MigrationError, steps
from graph.ontology import load as ontology
from graph.store import Store, StoreError, path_of


class Old(Protocol):
    """What an engine tells of a store that another version wrote."""

    url: str
    version: int

    def begun(self) -> str | None:
        """Return the backup of an upgrade that was interrupted; None where there was none."""

    def close(self) -> None:
        """Let go of the store."""

    def decisions(self) -> str:
        """Return the decisions as they are written."""

    def lines(self) -> Iterable[bytes]:
        """Yield each article's facts as the JSON line that was kept."""

    def anew(self, kept: Path) -> AbstractContextManager[Store]:
        """Give an empty store that takes the old one's place; `kept` is the backup of what the old one was made from."""


def old_store(url: str) -> Old:
    """Open a store whatever version wrote it; raises `StoreError` where it is none of ours."""
    if (path := path_of(url)) is not None:
        from graph.engines.ladybug_old import OldLadybug

        return OldLadybug(path)
    from graph.engines.neo4j_old import OldNeo4j

    return OldNeo4j(url)


def upgrade(url: str, kept: Path, migrations: Sequence[Migration] = MIGRATIONS) -> int | None:
    """Bring a store to this version; what it was made from is written to the file `kept` first.

    Where an upgrade was interrupted, the backup that it wrote is taken. Returns how many articles' facts there are, or None where
    the store is of this version already. Raises `StoreError`.
    """
    old = old_store(url)
    try:
        if (begun := old.begun()) is not None:
            kept = _whole(url, [Path(begun), kept])
        elif old.version == ontology().version:
            return None
        else:
            _keep(old, kept, migrations)
        with old.anew(kept) as store:
            return restore(kept, store, migrations=migrations)
    finally:
        old.close()


def _keep(old: Old, kept: Path, migrations: Sequence[Migration]) -> None:
    if kept.exists():
        raise StoreError(f"{kept} is there already: name another file with --keep")
    try:
        steps(old.version, ontology().version, migrations)
    except MigrationError as error:
        raise StoreError(f"{old.url}: {error}") from error
    write(kept, Kept(old.version, old.decisions(), old.lines()))


def _whole(url: str, files: Sequence[Path]) -> Path:
    """Return the first of the backups that is there, checked to its end."""
    for file in files:
        if file.exists():
            check(file)
            return file
    raise StoreError(f"an upgrade of {url} was interrupted, and its backup {files[0]} is not here: name it with --keep")
