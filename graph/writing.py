"""Writing files and folders so that what stood there before is replaced whole or left as it was."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose bytes take the place of the file once all is written; an error leaves the file as it was.

    Devices and pipes (`/dev/stdout`) are written to directly; of a link, the file that it points to is replaced.
    """
    if path.exists() and not path.is_file():
        with open(path, "wb") as stream:
            yield stream
        return
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=".new.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    made = Path(name)
    try:
        with open(number, "wb") as stream:
            yield stream
        made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask())
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def whole_folder(path: Path, ours: Collection[str]) -> Iterator[Path]:
    """Give an empty folder of the same name whose files are moved into `path` once all are written.

    Of the files named in `ours`, only those just written are left in `path`; what else is there is never touched.
    """
    new = not path.exists()
    path.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=path, prefix=".new."))
    made = aside / path.resolve().name
    try:
        made.mkdir()
        yield made
        for name in ours:
            (path / name).unlink(missing_ok=True)
        for file in sorted(made.iterdir()):
            file.replace(path / file.name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if new:
            with contextlib.suppress(OSError):  # not empty: all went well
                path.rmdir()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
