"""A process that helps to make a graph: tasks come in by its standard input, answers go out by its standard output."""

import gc
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import Any

from graph.anew_told import Common, Work
from graph.tables import Tables


def main() -> None:
    """Do tasks until the input ends; the arguments are the file of what all tasks need, and the folder for the tables."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever gives the tasks is interrupted too, and ends this process
    gc.disable()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed must not get among the answers
    common: Common = pickle.loads(Path(sys.argv[1]).read_bytes())
    tables = Tables(Path(sys.argv[2]))
    work = Work(common, tables)
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            if task is None:
                tables.close()
            answer: tuple[bool, Any] = True, None if task is None else work.do(task)
        except Exception as error:
            answer = False, error
        try:
            answers.write(_packed(answer))
            answers.flush()
        except BrokenPipeError:
            return


def _packed(answer: tuple[bool, Any]) -> bytes:
    try:
        packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        pickle.loads(packed)  # an error may be written and yet not be read
        return packed
    except Exception:
        if answer[0]:
            raise
        return pickle.dumps((False, RuntimeError(repr(answer[1]))))
