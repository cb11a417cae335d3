"""An embedded store that another version of the schema wrote: what it was made from, and how a new one takes its place."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.engines.ladybug import LadybugStore
from graph.engines.ladybug_session import Session
from graph.records import raw_lines
from graph.store import Store, StoreError


class OldLadybug:
    """Reads what every version keeps: the packed facts of each article, and a comment with version and decisions."""

    def __init__(self, path: Path) -> None:
        self.url, self._path = f"ladybug:{path}", path
        try:
            session = Session(path, read_only=True, wait=None)
        except StoreError as error:
            if "different version" not in str(error):
                raise
            raise StoreError(
                f"{error}: the engine itself cannot read it; run `jinmai backup` with the version of jinmai that wrote it, "
                "and `jinmai restore` with this one"
            ) from error
        comments = {row[1]: row[4] for row in session.run("CALL SHOW_TABLES() RETURN *")}
        self._session = session
        mark = comments.get("Article", "").split()
        if len(mark) != 3 or mark[0] != "jinmai":
            session.close()
            raise StoreError(f"{path} is not a store of jinmai's")
        self.version = int(mark[1])
        self._decisions = "" if mark[2] == "-" else base64.b64decode(mark[2]).decode()

    def begun(self) -> str | None:
        """Return None: the old store stays in its place until the new one is whole."""
        return None

    def close(self) -> None:
        """Let go of the file."""
        self._session.close()

    def decisions(self) -> str:
        """Return the decisions as they are written."""
        return self._decisions

    def lines(self) -> Iterator[bytes]:
        """Yield each article's facts as the JSON line that was kept."""
        for (packet,) in self._session.run("MATCH (a:Article) RETURN a._records ORDER BY a.id"):
            yield from raw_lines(packet)

    @contextmanager
    def anew(self, kept: Path) -> Iterator[Store]:
        """Give a new store beside the old one, which takes its place when nothing has gone wrong."""
        self._session.close()
        new = self._path.with_name(f"{self._path.name}.upgrading")
        for left in (new, Path(f"{new}.wal")):
            left.unlink(missing_ok=True)
        with LadybugStore(new) as store:
            yield store
        session = Session(new, read_only=False, wait=None)
        session.checkpoint()  # what is still in the log goes into the file
        session.close()
        for log in (f"{self._path}.wal", f"{new}.wal"):
            Path(log).unlink(missing_ok=True)
        os.replace(new, self._path)
