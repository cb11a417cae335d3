"""Stopping a statement of the embedded engine: by time, or because whoever waits for it is interrupted."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_AGAIN = 0.05  # seconds between two calls to stop: the engine forgets one that comes before the statement has begun


class OutOfTime(Exception):
    """The statement was stopped because its time was over."""


def stoppable(work: Callable[[], T], stop: Callable[[], Any], timeout: float | None) -> T:
    """Return what `work` returns; after `timeout` seconds, or when this thread is interrupted, `stop` ends it.

    The work is done in a thread of its own: a signal (Ctrl-C) is only looked at between two steps of the main thread, and a
    statement is a single step. Raises `OutOfTime`, what interrupted, or what the work raised; by then the work has ended.
    """
    found: list[T] = []
    failed: list[BaseException] = []
    ended = threading.Event()

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            failed.append(error)
        finally:
            ended.set()

    threading.Thread(target=run, daemon=True).start()
    try:
        late = not ended.wait(timeout)
    except BaseException:
        _end(ended, stop)
        raise
    if late:
        _end(ended, stop)
        if not found:
            raise OutOfTime from (failed[0] if failed else None)
    if failed:
        raise failed[0]
    return found[0]


def _end(ended: threading.Event, stop: Callable[[], Any]) -> None:
    while not ended.is_set():
        stop()
        ended.wait(_AGAIN)
