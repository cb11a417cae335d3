"""What the commands share: the options of the store, opening it, and errors that help."""

import contextlib
import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

FILES = ("pages",)  # arguments of this name are files or globs, whose names may hold any bytes
Function = TypeVar("Function", bound=Callable[..., Any])


def store_options(function: Function) -> Function:
    """Add --store, --decisions and --wait to a command, and turn our errors into messages with exit code 1."""
    wait = click.option("--wait", type=float, metavar="SECONDS", help="Wait so long where another process writes.")
    decisions = click.option(
        "--decisions",
        envvar="JINMAI_DECISIONS",
        type=click.Path(dir_okay=False, path_type=Path),
        help="File of decisions that override the machine.  [default: beside the store, PATH.decisions]",
    )
    url = click.option(
        "--store",
        "url",
        envvar="JINMAI_STORE",
        default="ladybug:jinmai.db",
        show_default=True,
        show_envvar=True,
        metavar="URL",
        help="Where the graph is.",
    )
    return url(decisions(wait(helpful(function))))


class Output(click.Path):
    """The file (or folder) to write, as a `Path`; `-` is stdout. What cannot become one is a usage error."""

    def __init__(self, *, folder: bool = False) -> None:
        super().__init__(dir_okay=folder, path_type=Path, allow_dash=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; an empty name, or one below a file, is refused."""
        if not str(value).strip():
            self.fail("the name is empty: write the name of what is to be written", param, ctx)
        path = super().convert(value, param, ctx)
        above = next(folder for folder in [*Path(os.fsdecode(path)).parents, Path("/")] if os.path.lexists(folder))
        if not above.is_dir():
            self.fail(f"{above} is a file, so nothing can be written below it", param, ctx)
        return path


def lexicon_option(function: Function) -> Function:
    """Add --lexicon to a command, which JINMAI_LEXICON may give too."""
    return click.option(
        "--lexicon",
        envvar="JINMAI_LEXICON",
        show_envvar=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of your own gazetteers and word lists.",
    )(function)


def json_option(function: Function) -> Function:
    """Add --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(function)


def parameters_option(function: Function) -> Function:
    """Add -p to a command that runs Cypher."""
    return click.option(
        "-p",
        "--parameter",
        "parameters",
        multiple=True,
        metavar="NAME=VALUE",
        help="A parameter, as JSON or else text: who=5 is a number, who='\"5\"' a text.",
    )(function)


def helpful(function: Function) -> Function:
    """Turn our errors into a message on stderr and exit code 1."""

    @functools.wraps(function)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        from graph.decisions import DecisionError
        from graph.facts import FactsError
        from graph.store import StoreError

        check_text()
        check_outputs()
        try:
            return function(*arguments, **options)
        except (StoreError, FactsError, DecisionError) as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{name}{error.strerror or error}") from error

    return wrapped  # type: ignore[return-value]


def check_text() -> None:
    """Raise a usage error where an argument or option that is text, and no file's name, holds bytes that are no UTF-8."""
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.name or ""
        if name in FILES or isinstance(parameter.type, click.Path):
            continue
        given = context.params.get(name)
        for text in given if isinstance(given, tuple) else [given]:
            if isinstance(text, str) and not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
                said = os.fsencode(text).decode("utf-8", "backslashreplace")
                raise click.BadParameter(f"{said!r} is not text in UTF-8".replace("\\\\", "\\"), context, parameter)


def check_outputs() -> None:
    """Raise a usage error where what is to be written is a file of the store that is read: its graph, log or decisions."""
    from graph.store import path_of

    context = click.get_current_context()
    path = path_of(context.params.get("url") or "")
    if path is None:
        return
    own = [path, Path(f"{path}.wal"), decisions_file(context.params["url"], context.params.get("decisions"))]
    for parameter in context.command.params:
        given = context.params.get(parameter.name or "")
        if isinstance(parameter.type, Output) and given is not None and any(one_file(given, file) for file in own):
            raise click.BadParameter(f"{given} is a file of the store itself: name another", context, parameter)


def one_file(first: Path | None, second: Path | None) -> bool:
    """Tell whether both names are of one file that is there."""
    return bool(first and second and first.exists() and second.exists() and first.samefile(second))


def decisions_file(url: str, given: Path | None) -> Path | None:
    """Return the file of decisions: the one given, or PATH.decisions beside an embedded store."""
    if given is not None:
        return given
    from graph.store import path_of

    path = path_of(url)
    return Path(f"{path}.decisions") if path else None


@contextlib.contextmanager
def opened(
    url: str, decisions: Path | None, wait: float | None, *, write: bool = False, making: bool = False
) -> Iterator[Any]:
    """Open the store, made to follow the decisions file as it is now, and close it at the end.

    Only with `making` is a store made where there is none: a mistyped path is no empty graph.
    """
    from graph.decisions import read
    from graph.store import StoreBusy, open_store

    path = decisions_file(url, decisions)
    if decisions is not None and not decisions.exists():
        raise click.ClickException(f"{decisions}: there is no such file of decisions")
    wanted = read(path) if path else None
    if not write:
        with open_store(url, read_only=True, wait=wait) as store:
            if wanted is None or store.decisions().digest == wanted.digest:
                yield store
                return
        try:
            with open_store(url, wait=wait) as store:
                store.decide(wanted)
            click.echo("The decisions have changed; the graph now follows them.", err=True)
        except StoreBusy:
            click.echo(
                "The decisions have changed, but another process is writing; they are not followed yet.", err=True
            )
        with open_store(url, read_only=True, wait=wait) as store:
            yield store
        return
    with made_folder(url if making else ""), open_store(url, existing=not making, wait=wait) as store:
        if wanted is not None:
            store.decide(wanted)
        yield store


@contextlib.contextmanager
def made_folder(url: str) -> Iterator[None]:
    """Say so where a store that is made within brought a folder with it: its name may be a slip of the keys."""
    from graph.store import path_of

    path = path_of(url)
    missing = path is not None and not path.parent.exists()
    yield
    if path is not None and missing:
        click.echo(f"Made the folder {path.parent} for the store.", err=True)


def print_json(value: Any) -> None:
    """Print a value as JSON, Chinese as it is."""
    from queries.table import jsonable

    click.echo(json.dumps(jsonable(value), ensure_ascii=False, indent=2))
