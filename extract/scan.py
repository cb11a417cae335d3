"""What a pattern cannot match without, so that it is not run over a text in which that does not stand.

Most patterns look for one thing that most articles do not tell, and a regular expression finds that out character by character.
Which literals each match holds can be read off the pattern; whether a text has them is a look into the set of its pairs of
characters, which is made once for all patterns.
"""

import functools
import importlib
import operator
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, TypeAlias

_parser: Any = importlib.import_module(
    "re._parser"
)  # the tree of a pattern, which the standard library shows nowhere else
_codes: Any = importlib.import_module("re._constants")

MOST = 160  # strings that a part of a pattern is spelled out into
WIDEST = 16  # characters of a range that are taken one by one
LONGEST = 48  # pairs that are looked up; a pattern for more words is as fast itself

Literals: TypeAlias = frozenset[str]
# One of each set of literals stands in every match; they are filed by their first pair of characters, unless that is all of
# each of them.
Needs: TypeAlias = tuple[tuple[frozenset[str], dict[str, tuple[str, ...]]], ...]


def pairs_of(text: str) -> set[str]:
    """Return the characters of a text, and its pairs of neighbours."""
    return set(text).union(map(operator.add, text, text[1:]))


def may_match(pattern: re.Pattern[str], text: str, pairs: Set[str]) -> bool:
    """Tell whether the text, whose `pairs_of` are given, has what each match of the pattern holds; False is certain."""
    for need, literals in needs(pattern.pattern, pattern.flags):
        if need.isdisjoint(pairs) or (literals and not _stands(need & pairs, literals, text)):
            return False
    return True


def _stands(there: Set[str], literals: Mapping[str, tuple[str, ...]], text: str) -> bool:
    """Tell whether one of the literals that begin with the pairs stands in the text."""
    for pair in there:
        for literal in literals[pair]:
            if literal in text:
                return True
    return False


@functools.cache
def needs(pattern: str, flags: int) -> Needs:
    """Return what stands in every match of a pattern: of each set one literal at least."""
    if flags & re.IGNORECASE:
        return ()
    spelled, required = _sequence(_parser.parse(pattern, flags))
    filed = sorted(map(_by_pair, dict.fromkeys(_with(required, spelled))), key=len)
    return tuple(
        (frozenset(literals), literals if any(len(literals[pair][0]) > 2 for pair in literals) else {})
        for literals in filed
        if len(literals) <= LONGEST
    )


def _by_pair(need: Literals) -> dict[str, tuple[str, ...]]:
    """Return the literals by their first two characters, without those that hold another one."""
    kept: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for literal in sorted(need, key=lambda literal: (len(literal), literal)):
        if kept.isdisjoint(literal[a:b] for a in range(len(literal)) for b in range(a + 1, len(literal) + 1)):
            kept.add(literal)
            found[literal[:2]] = (*found.get(literal[:2], ()), literal)
    return found


def _with(required: list[Literals], spelled: set[str] | None) -> list[Literals]:
    """Return the sets with one more, of all strings that a part may match, where those are known and none is empty."""
    return [*required, frozenset(spelled)] if spelled and "" not in spelled else required


def _sequence(nodes: Iterable[tuple[Any, Any]]) -> tuple[set[str] | None, list[Literals]]:
    """Return the strings that parts in a row match where they are few, else None; and sets of which one stands in each match."""
    run: set[str] = {""}
    whole, required = True, []
    for code, value in _first_apart(nodes):
        spelled, inside = _part(code, value)
        required += inside
        if spelled is not None and len(run) * len(spelled) <= MOST:
            run = {a + b for a in run for b in spelled}
        else:
            required, whole = _with(required, run), False
            run = spelled if spelled is not None else {""}
    return (run, required) if whole else (None, _with(required, run))


def _first_apart(nodes: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Yield the parts, of one that stands there once or oftener the first time by itself: it follows what is before."""
    for code, value in nodes:
        if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT) and value[0] and value[1] > 1:
            least, most, item = value
            yield from item
            value = least - 1, most if most is _codes.MAXREPEAT else most - 1, item
        yield code, value


def _part(code: Any, value: Any) -> tuple[set[str] | None, list[Literals]]:
    """Return the same of one part; what is not known here may match anything."""
    if code is _codes.LITERAL:
        return {chr(value)}, []
    if code is _codes.IN:
        return _characters(value), []
    if code is _codes.BRANCH:
        return _branch(value[1])
    if code is _codes.SUBPATTERN and not value[1] and not value[2]:
        return _sequence(value[3])
    if code is _codes.ATOMIC_GROUP:
        return _sequence(value)
    if code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
        least, most, item = value
        spelled, inside = _sequence(item)
        if least == most == 1:
            return spelled, inside
        if least == 0:
            return (spelled | {""} if most == 1 and spelled is not None else None), []
        return None, _with(inside, spelled)
    if code is _codes.ASSERT:  # it stands there, though not in the match
        spelled, inside = _sequence(value[1])
        return {""}, _with(inside, spelled)
    if code in (_codes.ASSERT_NOT, _codes.AT):
        return {""}, []
    return None, []


def _characters(items: list[tuple[Any, Any]]) -> set[str] | None:
    """Return the characters of a class, None where there are too many."""
    found: set[str] = set()
    for code, value in items:
        if code is _codes.LITERAL:
            found.add(chr(value))
        elif code is _codes.RANGE and value[1] - value[0] < WIDEST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return found


def _branch(alternatives: list[Any]) -> tuple[set[str] | None, list[Literals]]:
    """Return the same of alternatives: all strings of all, else what each needs that tells most."""
    read = [_sequence(alternative) for alternative in alternatives]
    spelled = {string for strings, _ in read for string in strings or ()}
    if all(strings is not None for strings, _ in read) and len(spelled) <= MOST:
        return spelled, []
    each = [_with(required, strings) for strings, required in read]
    if not all(each):
        return None, []
    return None, [frozenset().union(*(max(sets, key=_tells) for sets in each))]


def _tells(need: Literals) -> tuple[bool, int]:
    """Rank a set by how seldom a text has one of it: pairs before single characters, few before many."""
    return min(map(len, need)) > 1, -len(need)
