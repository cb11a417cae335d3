"""Ctrl-C at any moment ends a command: also where a library, or Python itself, drops the `KeyboardInterrupt` that it raises.

Python drops what is raised while an object is being removed (a weak reference's callback of the import system, `__del__`) and
tells `sys.unraisablehook`; a library drops it with a bare `except`. The press is noted here before anything is raised, so that
neither is lost.
"""

import _thread
import atexit
import os
import signal
import sys
import threading
from typing import Any

CODE = 130  # exit code after Ctrl-C, as a shell gives it
_AGAIN = 0.01  # seconds until an interruption that was dropped comes again, by when that object has been removed

_pressed: list[bool] = []  # whether Ctrl-C was pressed since `watch`
_told_before = sys.unraisablehook


def watch() -> None:
    """Begin to watch, for one command; signals are left alone where somebody else has a handler for them already."""
    _pressed.clear()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _dropped


def pressed() -> bool:
    """Tell whether Ctrl-C was pressed since `watch`."""
    return bool(_pressed)


def look() -> None:
    """Raise `KeyboardInterrupt` where Ctrl-C was pressed; long work calls this now and then."""
    if _pressed:
        raise KeyboardInterrupt


def end() -> None:
    """Let a press from now on end the process: the command has ended, and Python goes on only to remove what there is."""
    atexit.register(_end)  # of what is registered, the last comes first


def _interrupt(number: int, frame: Any) -> None:
    """Note it, and raise what Ctrl-C raises anyway.

    Where Python's own handler is in place the embedded engine puts its own over it: an interruption at the end of a statement is
    lost then, or comes as an error of the statement.
    """
    _pressed.append(True)
    raise KeyboardInterrupt


def _dropped(told: Any) -> None:
    if not (isinstance(told.exc_type, type) and issubclass(told.exc_type, KeyboardInterrupt)):
        _told_before(told)
        return
    try:
        if told.object is not threading:  # which waits for threads when the program ends
            timer = threading.Timer(_AGAIN, _press, [threading.main_thread().ident])
            timer.daemon = True
            timer.start()
            return
    except RuntimeError:  # no thread can be started at the end of the program
        pass
    os._exit(CODE)


def _press(thread: int) -> None:
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(thread, signal.SIGINT)  # ends what the thread waits for, too
    else:
        _thread.interrupt_main()


def _end() -> None:
    if signal.getsignal(signal.SIGINT) is _interrupt:
        signal.signal(signal.SIGINT, lambda number, frame: os._exit(CODE))
