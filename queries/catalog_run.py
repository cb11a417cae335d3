"""The catalog of named queries: what each says of itself, its parameters, and running it."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.store import Result, Store

CATALOG = Path(__file__).parent / "catalog"
TYPES = {"string": str, "integer": int, "number": float, "date": str}  # a date is a text like those in the graph
_HEAD = re.compile(r"// (?P<key>[\w.]+): (?P<value>.*)")
_PARAMETER = re.compile(r"(?P<name>\w+) (?P<type>string|integer|number|date) = (?P<default>.+)")


class CatalogError(ValueError):
    """A query that is not in the catalog, or a parameter that it does not take."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query, its type and the value where none is given."""

    name: str
    type: str
    default: str

    def read(self, text: str) -> Any:
        """Return a value of the parameter's type; raises `CatalogError`."""
        try:
            if self.type == "date":
                return _day(text)
            return TYPES[self.type](text)
        except ValueError:
            raise CatalogError(
                f"{self.name}={text}: {self.name} is of type {self.type}, for example {self.default}"
            ) from None


def _day(text: str) -> str:
    """Return a day as it is written; a month or a year alone would be compared as a text, and end before its first day."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError(text)
    return datetime.date.fromisoformat(text).isoformat()


@dataclass(frozen=True, slots=True)
class Named:
    """A query of the catalog."""

    name: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    columns: tuple[str, ...]
    cypher: str
    parameters: tuple[Parameter, ...] = field(default=())


@lru_cache(maxsize=1)
def catalog() -> dict[str, Named]:
    """Return all named queries by name; raises `CatalogError` for a file without a complete head."""
    return {path.stem: parse(path) for path in sorted(CATALOG.glob("*.cypher"))}


def parse(path: Path) -> Named:
    """Read one query: a head of `// key: value` lines, then the Cypher."""
    head: dict[str, str] = {}
    parameters = []
    body = []
    for line in path.read_text(encoding="utf-8").splitlines():
        found = _HEAD.fullmatch(line)
        if found is None:
            body.append(line)
        elif found["key"] == "param":
            said = _PARAMETER.fullmatch(found["value"])
            if said is None:
                raise CatalogError(
                    f"{path.name}: {line!r}; write `// param: NAME string|integer|number|date = DEFAULT`"
                )
            parameters.append(Parameter(said["name"], said["type"], said["default"]))
        else:
            head[found["key"]] = found["value"]
    missing = [key for key in ("zh", "en", "about.zh", "about.en", "columns") if key not in head]
    if missing:
        raise CatalogError(f"{path.name} lacks {', '.join(missing)} in its head")
    columns = tuple(column.strip() for column in head["columns"].split(","))
    text = (head["zh"], head["en"], head["about.zh"], head["about.en"])
    return Named(path.stem, *text, columns, "\n".join(body).strip(), tuple(parameters))


def run_named(
    store: Store, name: str, given: Mapping[str, str], *, timeout: float | None = None, limit: int | None = None
) -> Result:
    """Run a query of the catalog with `given` values as text; raises `CatalogError`."""
    known = catalog()
    if name not in known:
        import difflib

        near = difflib.get_close_matches(name, known, 3, 0.4)
        raise CatalogError(
            f"there is no query {name}" + (f"; did you mean {', '.join(near)}?" if near else "; see `jinmai queries`")
        )
    query = known[name]
    takes = {parameter.name: parameter for parameter in query.parameters}
    if unknown := [key for key in given if key not in takes]:
        raise CatalogError(f"{name} takes {', '.join(takes) or 'no parameters'}, not {', '.join(unknown)}")
    values = {key: parameter.read(given.get(key, parameter.default)) for key, parameter in takes.items()}
    return store.query(query.cypher, values, timeout=timeout, limit=limit)
