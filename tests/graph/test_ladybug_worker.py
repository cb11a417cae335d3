"""The thread that calls the embedded engine: order, time, and interruptions at any moment."""

import signal
import threading
import time
from pathlib import Path

import ladybug
import pytest

from graph.engines.ladybug_worker import OutOfTime, Task, Worker
from graph.store import open_store
from tests.graph.test_store import PAIR, held
from tests.graph.test_update import merged


class Long:
    """Work that goes on until it is told to stop, which it does not hear at first, like the engine."""

    def __init__(self, deaf: int = 2) -> None:
        self.told = 0
        self._deaf = deaf
        self.begun = threading.Event()

    def work(self) -> int:
        self.begun.set()
        while self.told <= self._deaf:
            time.sleep(0.001)
        raise RuntimeError("stopped")

    def stop(self) -> None:
        self.told += 1


def test_work_is_done_in_order_on_another_thread() -> None:
    worker, done = Worker(), []
    tasks = [worker.start(lambda n=n: done.append((n, threading.current_thread()))) for n in range(50)]  # type: ignore[misc]
    tasks[-1].result()
    assert [n for n, _ in done] == list(range(50))
    assert {thread for _, thread in done}.isdisjoint({threading.main_thread()})
    with pytest.raises(ZeroDivisionError):
        worker.do(lambda: 1 // 0)
    assert worker.do(lambda: "it goes on") == "it goes on"
    thread = worker.do(threading.current_thread)
    worker.end()
    thread.join(10)
    assert not thread.is_alive()
    with pytest.raises(RuntimeError, match="ended"):
        worker.do(lambda: 1)


def test_work_that_takes_too_long_has_ended_when_that_is_said() -> None:
    worker, long = Worker(), Long()
    with pytest.raises(OutOfTime):
        worker.do(long.work, long.stop, 0.01)
    assert long.told > 2
    assert worker.do(lambda: 1, long.stop, 60) == 1
    worker.end()


def test_an_interruption_ends_the_work_before_it_goes_on() -> None:
    worker, long = Worker(), Long()
    main = threading.main_thread().ident or 0

    def press() -> None:
        long.begun.wait()
        signal.pthread_kill(main, signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        threading.Thread(target=press).start()
        with pytest.raises(KeyboardInterrupt):
            worker.do(long.work, long.stop)
    finally:
        signal.signal(signal.SIGINT, before)
    assert long.told > 2
    assert worker.do(lambda: "it goes on") == "it goes on"
    worker.end()


def test_an_interruption_in_the_moment_in_which_the_wait_begins_is_not_lost() -> None:
    main = threading.main_thread().ident or 0
    lost = threading.Event()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for _ in range(60):
            worker, long = Worker(), Long(deaf=0)

            def press(begun: threading.Event = long.begun) -> None:
                begun.wait()
                signal.pthread_kill(main, signal.SIGINT)

            def press_again() -> None:
                lost.set()
                signal.pthread_kill(main, signal.SIGINT)

            threading.Thread(target=press).start()
            rescue = threading.Timer(30, press_again)
            rescue.start()
            with pytest.raises(KeyboardInterrupt):
                worker.do(long.work, long.stop)
            rescue.cancel()
            worker.end()
            assert not lost.is_set()
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_is_handed_in_while_something_runs_waits_for_it() -> None:
    worker, long = Worker(), Long(deaf=0)
    first = worker.start(long.work)
    long.begun.wait()
    second: Task[int] = worker.start(lambda: long.told)  # as a ROLLBACK after a statement that was left to itself
    long.stop()
    assert second.result() == 1
    with pytest.raises(RuntimeError, match="stopped"):
        first.result()
    worker.end()


def test_the_engine_is_never_called_where_signals_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: dict[str, set[threading.Thread]] = {}
    for owner, names in (
        (ladybug.Connection, ("__init__", "execute", "close")),
        (ladybug.Database, ("__init__", "close")),
    ):
        for name in names:
            real = getattr(owner, name)

            def noted(*given, _real=real, _name=f"{owner.__name__}.{name}", **named):  # type: ignore[no-untyped-def]
                where.setdefault(_name, set()).add(threading.current_thread())
                return _real(*given, **named)

            monkeypatch.setattr(owner, name, noted)
    url = f"ladybug:{tmp_path / 'g.db'}"
    with open_store(url) as store:
        store.load(PAIR[:1])
        store.load(PAIR[1:])
        assert held(store) == merged(PAIR)
    with open_store(url, read_only=True) as store:
        assert store.query("RETURN 1").rows == [(1,)]
    assert len(where) == 5
    assert threading.main_thread() not in set().union(*where.values())
