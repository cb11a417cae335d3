"""Parameters of a query as they are typed on the command line."""

import json
from collections.abc import Iterable
from typing import Any

import click


def parse(given: Iterable[str]) -> dict[str, Any]:
    """Turn NAME=VALUE into parameters; a VALUE that is JSON is taken as such, anything else as text."""
    values: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"{pair!r} is no parameter: write NAME=VALUE, for example who=财政部")
        try:
            values[name] = json.loads(value)
        except json.JSONDecodeError:
            values[name] = value
    return values
