"""Persons in a row whom no post tells, only what stands behind all of them: 甲大学张三、李四等获得…奖, 张三、李四等县领导."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.entity_spans import covering
from extract.lexicon import Lexicon, any_of
from extract.model import State
from extract.names_words import words_in

BEFORE = re.compile("(?:^|[\\s，。；：、“（由以及和与是]|[教授士员师生者人导事任长]|包括|分别为)$")
HAN = "(?:(?![等和与及])[一-鿿])"
PARTS = re.compile("[、和与及]")


@dataclass(frozen=True, slots=True)
class Rows:
    """The compiled part `rows` of persons.yaml."""

    row: re.Pattern[str]
    before: re.Pattern[str]
    not_names: frozenset[str]


def compile_rows(lexicon: Lexicon) -> Rows:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("persons")
    single = "".join(sorted(set(table["surnames"])))
    name = f"(?:(?:{any_of(table['double'])}){HAN}{{1,2}}|[{single}]{HAN}{{1,2}})"
    row = f"((?:{name}、){{1,11}}{name}(?:[和与及]{name})?)(?={table['rows']})"
    before = f"(?:(?<![一-鿿])|(?<=[由以和]))({name})[、和]$"
    return Rows(re.compile(row), re.compile(before), frozenset(table["not_names"]))


def find(state: State) -> Iterator[str]:
    """Yield the names of such rows; a row in which one is an ordinary word, or known as something else, is none."""
    rules = state.lexicon.built("persons.rows", compile_rows)
    for match in state.scan(rules.row):
        start = match.start(1)
        body = state.ending_at(start, "Institution", within=24)
        if body is None and not BEFORE.search(state.folded, max(0, start - 3), start):
            continue
        names, at = [], start
        for name in PARTS.split(match[1]):
            names.append((at, at + len(name)))
            at += len(name) + 1
        sure = [_fits(state, rules, *span) for span in names]
        if body is None and all(b - a < 3 for a, b in names):
            continue  # 方特、万达等: brands as often
        if all(sure) or (
            any(sure) and all(s or _short(state, rules, *span) for s, span in zip(sure, names, strict=True))
        ):
            yield from (state.folded[a:b] for a, b in names)


def ahead(state: State, names: Iterable[str]) -> Iterator[str]:
    """Yield the names that stand in one row before a known one (甲、乙、丙教授), the nearest first."""
    rules = state.lexicon.built("persons.rows", compile_rows)
    for found in (m.start() for name in names for m in re.finditer(re.escape(name), state.folded)):
        at = found
        while (match := rules.before.search(state.folded, max(0, at - 5), at)) is not None:
            if not (_fits(state, rules, *match.span(1)) or _short(state, rules, *match.span(1))):
                break
            yield match[1]
            at = match.start(1)


def _short(state: State, rules: Rows, start: int, end: int) -> bool:
    """Tell whether the span is two characters that the dictionary does not join, and known as nothing else."""
    words = words_in(state, start, end)
    apart = len(words) == 2 and words[0][0] == start and words[1][1] == end
    return apart and covering(state, start, end) is None and state.folded[start:end] not in rules.not_names


def _fits(state: State, rules: Rows, start: int, end: int) -> bool:
    """Tell whether the span may be a person's name: known as nothing else, and no run of the dictionary's own words."""
    name = state.folded[start:end]
    cover = covering(state, start, end)
    if name in rules.not_names or name[:2] in rules.not_names or (cover is not None and cover.end == end):
        return False
    words = words_in(state, start, end)
    if words[0][0] != start or words[-1][1] != end:
        return end - start == 3 and words[0][0] == start
    if len(words) == 1:
        return words[0][2].startswith("nr")
    if end - start == 2:
        return words[0][2].startswith("nr")
    return any(b - a == 1 or flag.startswith("nr") for a, b, flag in words)
