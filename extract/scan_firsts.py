"""What a match can begin with, so that a pattern is tried only where such a character stands.

A regular expression finds out by itself where it may begin if it begins with a word or one of a few words. With a group that may
be left out, or with what must stand before, it is tried whole at each character of a text, which takes ten times as long.
"""

import importlib
import re
from collections.abc import Iterable
from typing import Any

_parser: Any = importlib.import_module("re._parser")  # the tree of a pattern, as in `extract.scan`
_codes: Any = importlib.import_module("re._constants")

MOST = 100  # characters; a text has one of more than these so often that looking for them first saves nothing
WIDEST = 80  # characters of a range that are taken one by one
_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT)
_NOTHING = (_codes.ASSERT, _codes.ASSERT_NOT, _codes.AT)  # look around, and are no part of what is matched


_made: dict[tuple[str, int], re.Pattern[str]] = {}  # by pattern and flags


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that is looked for in many clauses, told first with which characters it can begin where that saves anything."""
    return re.compile(_told(pattern, 0))


def quick(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern that matches the same, told first with which characters it can begin where that saves anything.

    A match's `re` is that pattern, and not the one that is given.
    """
    key = pattern.pattern, pattern.flags
    made = _made.get(key)
    if made is None:
        told = _told(*key)
        made = _made[key] = pattern if told == pattern.pattern else re.compile(told, pattern.flags)
    return made


def _told(pattern: str, flags: int) -> str:
    """Return the pattern behind a look at the first character; itself where too many are possible or it looks by itself."""
    tree = _parser.parse(pattern, flags)
    if tree.state.flags & re.IGNORECASE or _plain(tree):
        return pattern
    firsts, nothing = _sequence(tree) or (set(), True)
    return pattern if nothing or len(firsts) > MOST else f"(?=[{''.join(sorted(firsts))}])(?:{pattern})"


def _plain(nodes: Any) -> bool:
    """Tell whether a pattern begins with a character or words, so that the regular expression itself knows where it may begin."""
    first: tuple[Any, Any] = nodes[0] if len(nodes) else (None, None)
    code, value = first
    if code is _codes.SUBPATTERN:
        return _plain(value[3])
    if code is _codes.BRANCH:
        return all(len(alternative) and alternative[0][0] is _codes.LITERAL for alternative in value[1])
    return code in (_codes.LITERAL, _codes.IN)


def _sequence(nodes: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool] | None:
    """Return what parts in a row begin with, spelled as in a class, and whether they may match nothing; None if it may be anything."""
    found: set[str] = set()
    for code, value in nodes:
        part = _part(code, value)
        if part is None:
            return None
        found |= part[0]
        if not part[1]:
            return found, False
    return found, True


def _part(code: Any, value: Any) -> tuple[set[str], bool] | None:
    """Return the same of one part."""
    if code is _codes.LITERAL:
        return {re.escape(chr(value))}, False
    if code is _codes.IN:
        characters = _characters(value)
        return None if characters is None else (characters, False)
    if code is _codes.BRANCH:
        each = [part for part in map(_sequence, value[1]) if part is not None]
        if len(each) < len(value[1]):
            return None
        return set().union(*(characters for characters, _ in each)), any(empty for _, empty in each)
    if code is _codes.SUBPATTERN:
        return None if value[1] or value[2] else _sequence(value[3])
    if code is _codes.ATOMIC_GROUP:
        return _sequence(value)
    if code in _REPEATS:
        part = _sequence(value[2])
        return None if part is None else (part[0], part[1] or value[0] == 0)
    return (set(), True) if code in _NOTHING else None


def _characters(items: list[tuple[Any, Any]]) -> set[str] | None:
    """Return the characters of a class, None where they are too many or told by what they are not."""
    found: set[str] = set()
    for code, value in items:
        if code is _codes.LITERAL:
            found.add(re.escape(chr(value)))
        elif code is _codes.RANGE and value[1] - value[0] < WIDEST:
            found.update(re.escape(chr(each)) for each in range(value[0], value[1] + 1))
        elif code is _codes.CATEGORY and value is _codes.CATEGORY_DIGIT:
            found.add(r"\d")
        else:
            return None
    return found
