"""Who does the tasks of making a graph at once: this process, and helpers beside it where there are processors for them.

A helper is a Python of its own that is given tasks and answers through pipes, and ends when they are closed: also when whoever
started it is killed. It holds no file of the store, so that nobody waits for it.
"""

import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from graph.anew_told import Common, Work
from graph.store import StoreError

MOST = 3  # helpers: each takes some 150 MiB
FROM = 1_000  # articles from which on the start of a helper is worth its while
_START = "from graph.anew_helper import main; main()"


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Shares tasks out; `folders` are those in which the helpers left their tables. Close it in the end."""

    def __init__(self, folder: Path, helpers: int | None = None) -> None:
        self._folder = folder
        self._wanted = min(processors() - 1, MOST) if helpers is None else helpers
        self._helpers: list[_Helper] = []
        self._own: Work | None = None
        self.folders: list[Path] = []

    def begin(self, common: Common, own: Work, articles: int) -> None:
        """Get ready for so many articles: `own` does the tasks of this process."""
        self._own = own
        if articles < FROM or not sys.executable or not self._wanted:
            return
        told = self._folder / "common"
        told.write_bytes(pickle.dumps(common))
        for _ in range(self._wanted):
            folder = Path(tempfile.mkdtemp(dir=self._folder))  # of no name that a later attempt might use
            self._helpers.append(_Helper(told, folder))
            self.folders.append(folder)

    def run(self, tasks: Sequence[Any]) -> list[Any]:
        """Return what comes of the tasks, in their order; raises what goes wrong in one of them."""
        assert self._own is not None
        waiting = deque(enumerate(tasks))
        found: list[Any] = [None] * len(tasks)
        wrong: list[BaseException] = []

        def work(do: Callable[[Any], Any]) -> None:
            try:
                while waiting:
                    try:
                        place, task = waiting.popleft()
                    except IndexError:  # somebody else has just taken the last one
                        return
                    found[place] = do(task)
            except BaseException as error:
                wrong.append(error)
                waiting.clear()

        threads = [threading.Thread(target=work, args=(helper.ask,), daemon=True) for helper in self._helpers]
        for thread in threads:
            thread.start()
        work(self._own.do)
        for thread in threads:
            thread.join()
        if wrong:
            raise wrong[0]
        return found

    def end(self) -> None:
        """Let the helpers write what they still hold, and end."""
        for helper in self._helpers:
            helper.ask(None)

    def close(self) -> None:
        """End the helpers, whatever they are doing."""
        for helper in self._helpers:
            helper.close()


class _Helper:
    """One process that does tasks."""

    def __init__(self, common: Path, folder: Path) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, str(common), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def ask(self, task: Any) -> Any:
        """Have a task done."""
        assert self._process.stdin and self._process.stdout
        try:
            pickle.dump(task, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            done, answer = pickle.load(self._process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self._process.kill()
            code = self._process.wait()
            raise StoreError(f"a helping process ended before its work was done (code {code}): load again") from error
        if not done:
            raise answer
        return answer

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
