"""The thread that calls the embedded engine: no signal is looked at there, so that Ctrl-C never ends a call half way.

The driver counts the calls that are running, and closing a connection waits for that count to be nothing. KeyboardInterrupt is
raised wherever the main thread is, also between the end of a call and its being counted down: closing would then wait for ever.
"""

import threading
import time
from _thread import allocate_lock
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_LOOK = 0.2  # seconds of waiting without looking for signals: one that comes just before a wait begins does not end it
_AGAIN = 0.05  # seconds between two calls to stop: the engine forgets one that comes before the statement has begun


class OutOfTime(Exception):
    """The work was stopped because its time was over."""


class Task(Generic[T]):
    """Work that has been handed in; nothing of it breaks where the thread that waits for it is interrupted."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._found: list[T] = []
        self._failed: BaseException | None = None
        self._ended = False
        self._lock = allocate_lock()  # of an Event, an interrupted thread could leave the inner lock taken
        self._lock.acquire()

    def run(self) -> None:
        """Do the work; what it raises is kept for whoever waits."""
        try:
            self._found.append(self._work())
        except BaseException as error:
            self._failed = error
        finally:
            self._ended = True
            self._lock.release()

    def result(self, stop: Callable[[], Any] | None = None, timeout: float | None = None) -> T:
        """Return what the work gave, or raise what it raised; asked for once.

        After `timeout` seconds, or when this thread is interrupted, `stop` ends it: then `OutOfTime`, or what interrupted, is
        raised. By then the work has ended, in any case.
        """
        try:
            late = not self._wait(timeout)
        except BaseException:
            self._end(stop)
            raise
        if late:
            self._end(stop)
            if not self._found:
                raise OutOfTime from self._failed
        if self._failed is not None:
            raise self._failed
        return self._found[0]

    def _wait(self, timeout: float | None) -> bool:
        """Wait for the end of the work, at most `timeout` seconds; return whether it has ended."""
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            left = _LOOK if until is None else min(_LOOK, until - time.monotonic())
            if self._lock.acquire(timeout=max(0.0, left)):
                return True
            if until is not None and time.monotonic() >= until:
                return False

    def _end(self, stop: Callable[[], Any] | None) -> None:
        while not self._ended:
            if stop is not None:
                stop()
            time.sleep(_AGAIN)


class Worker:
    """A thread that does one piece of work after the other, in the order in which they were handed in."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Task[Any] | None] = SimpleQueue()
        self.ended = False
        threading.Thread(target=self._serve, daemon=True).start()

    def start(self, work: Callable[[], T]) -> Task[T]:
        """Hand in work; raises `RuntimeError` after the end."""
        if self.ended:
            raise RuntimeError("this thread has ended: what it worked for is closed")
        task = Task(work)
        self._tasks.put(task)
        return task

    def do(self, work: Callable[[], T], stop: Callable[[], Any] | None = None, timeout: float | None = None) -> T:
        """Hand in work and wait for what it gives, as `Task.result` does."""
        return self.start(work).result(stop, timeout)

    def end(self) -> None:
        """End the thread when it has done all that was handed in."""
        self.ended = True
        self._tasks.put(None)

    def _serve(self) -> None:
        while True:
            task = self._tasks.get()
            if task is None:
                return
            task.run()
            del task  # what it gave is not held while waiting for the next
