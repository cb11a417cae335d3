"""The shell at a terminal: editing over several lines, history that stays, completion with Tab."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from queries.shell import COMMANDS, Shell, blank, split
from queries.shell_complete import complete

PROMPT = "jinmai> "
CONTINUED = "     -> "


def reader(shell: Shell) -> Callable[[], str]:
    """Return what reads one statement, or several, from the terminal."""
    session: PromptSession[str] = PromptSession(
        PROMPT,
        history=_history(),
        completer=_Completer(shell),
        complete_while_typing=False,
        multiline=True,
        prompt_continuation=CONTINUED,
        key_bindings=_keys(),
    )
    return session.prompt


def complete_statement(text: str) -> bool:
    """Tell whether Enter at the end of the text shall run it: a command, nothing, a last ; or an empty last line."""
    if blank(text) or text.lstrip().startswith(":"):
        return True
    statements, rest = split(text)
    return (bool(statements) and blank(rest)) or text.endswith("\n")


class _Completer(Completer):
    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        for found in complete(document.text_before_cursor, COMMANDS, self._shell.parameters):
            yield Completion(found.text, -found.length, display_meta=found.about)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=completion_is_selected)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("enter", filter=~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.document.is_cursor_at_the_end and complete_statement(buffer.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return keys


def _history() -> History:
    """Return the history in the user's cache, or one that ends with the shell where that cannot be written."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jinmai"
    path = folder / "shell_history"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)


def greeting(shell: Shell, url: str) -> str:
    """Return what is said first."""
    mode = "reading and writing" if shell.write else "reading only"
    return f"{url}, {mode}. A statement ends with ;   :help tells more, :quit leaves."
