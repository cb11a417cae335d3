"""Parameters of a query as they are typed on the command line."""

import json
from collections.abc import Container, Iterable
from typing import Any

import click


def parse(given: Iterable[str]) -> dict[str, Any]:
    """Turn NAME=VALUE into parameters; a VALUE that is JSON is taken as such, anything else as text."""
    values: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"{pair!r} is no parameter: write NAME=VALUE, for example who=财政部")
        _once(name, values)
        try:
            values[name] = json.loads(value)
        except ValueError:  # no JSON, or a number of thousands of digits
            values[name] = value
    return values


def texts(given: Iterable[str]) -> dict[str, str]:
    """Turn KEY=VALUE into the parameters of a query of the catalog, which says itself of which type each is."""
    values: dict[str, str] = {}
    for pair in given:
        key, sign, value = pair.partition("=")
        if not sign:
            raise click.UsageError(f"{pair!r}: write parameters as key=value")
        _once(key, values)
        values[key] = value
    return values


def _once(name: str, before: Container[str]) -> None:
    if name in before:
        raise click.UsageError(f"{name} is given twice: give it once")
