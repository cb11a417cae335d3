"""The language knowledge of extraction: YAML and CSV in `extract/data/`, merged with an analyst's own folder."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

if TYPE_CHECKING:
    from extract.gazetteer import Gazetteer

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file, the key and what to write instead."""


class Lexicon:
    """All word lists, read once and shared by the steps.

    `folders` are read in order; a later folder's lists are added to an earlier one's, its other values replace them.
    """

    def __init__(self, folders: tuple[Path, ...] = (DATA,)) -> None:
        self.folders = folders
        self._tables: dict[str, Any] = {}
        self._built: dict[str, Any] = {}
        self._gazetteer: Gazetteer | None = None

    def table(self, name: str) -> Any:
        """Return the parsed `name.yaml`, merged over all folders; raises `LexiconError` where no folder has it."""
        if name not in self._tables:
            found = [folder / f"{name}.yaml" for folder in self.folders if (folder / f"{name}.yaml").is_file()]
            if not found:
                raise LexiconError(f"no {name}.yaml in {', '.join(map(str, self.folders))}")
            merged: Any = None
            for path in found:
                merged = merge(merged, parse(path))
            self._tables[name] = merged
        return self._tables[name]

    def built(self, key: str, builder: Callable[["Lexicon"], T]) -> T:
        """Return what `builder` makes of this lexicon (a compiled pattern, an automaton), built once for each key."""
        if key not in self._built:
            self._built[key] = builder(self)
        made: T = self._built[key]
        return made

    @property
    def gazetteer(self) -> "Gazetteer":
        """The names of `gazetteer/*.csv` in all folders."""
        if self._gazetteer is None:
            from extract.gazetteer import Gazetteer

            self._gazetteer = Gazetteer.load([folder / "gazetteer" for folder in self.folders])
        return self._gazetteer


def parse(path: Path) -> Any:
    """Read one YAML file; raises `LexiconError` with the line where it is not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error


def merge(base: Any, extra: Any) -> Any:
    """Add `extra` to `base`: dicts key by key, lists joined, other values replaced."""
    if isinstance(base, dict) and isinstance(extra, dict):
        return {key: merge(base.get(key), extra[key]) if key in extra else base[key] for key in {**base, **extra}}
    if isinstance(base, list) and isinstance(extra, list):
        return base + [item for item in extra if item not in base]
    return base if extra is None else extra


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first.

    Words that begin alike are parted only where they part, so that a pattern of hundreds looks at each character once.
    """
    heads: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        heads.setdefault(word[:1], []).append(word[1:])
    ended = heads.pop("", None) is not None
    parts = [re.escape(head) + any_of(rests) for head, rests in heads.items()]
    if ended and parts:
        parts.append("")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""


def patterns(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Return a table of regular expressions compiled, by their keys."""
    return {key: re.compile(pattern) for key, pattern in table.items()}


@lru_cache(maxsize=4)
def load(own: Path | None = None) -> Lexicon:
    """Return the shipped lexicon, with the analyst's own folder behind it where one is given."""
    if own is not None and not own.is_dir():
        raise LexiconError(f"{own}: no such folder; --lexicon wants a folder laid out as extract/data")
    return Lexicon((DATA,) if own is None else (DATA, own))
