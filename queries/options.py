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


def json_option(function: Function) -> Function:
    """Add --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(function)


def helpful(function: Function) -> Function:
    """Turn our errors into a message on stderr and exit code 1."""

    @functools.wraps(function)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        from graph.decisions import DecisionError
        from graph.facts import FactsError
        from graph.store import StoreError

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


def decisions_file(url: str, given: Path | None) -> Path | None:
    """Return the file of decisions: the one given, or PATH.decisions beside an embedded store."""
    if given is not None:
        return given
    scheme, _, rest = url.partition(":")
    return Path(f"{rest}.decisions") if scheme == "ladybug" else None


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
    with open_store(url, existing=not making, wait=wait) as store:
        if wanted is not None:
            store.decide(wanted)
        yield store


def print_json(value: Any) -> None:
    """Print a value as JSON, Chinese as it is."""
    from queries.table import jsonable

    click.echo(json.dumps(jsonable(value), ensure_ascii=False, indent=2))
