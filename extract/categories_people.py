"""Classes of people, bodies and places that the dictionary's words end in (特困户, 养驼户, 主办方, 乡镇卫生院, 各市县)."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.entity_spans import covering
from extract.lexicon import Lexicon
from extract.model import State

WORDS = 20_000  # of which it is kept whether they name people
NOUNS = frozenset("nlibjxqzv")  # classes of words that such nouns are filed under
BOUND = ("n", "v", "b", "j", "l")  # of the word that a last character is cut off from


@dataclass(frozen=True, slots=True)
class People:
    """The compiled `people` and `places` of categories.yaml."""

    names: Callable[[str], bool]  # of a word: whether it names people or bodies
    base: re.Pattern[str]
    split: frozenset[str]
    places: re.Pattern[str]


def build(lexicon: Lexicon) -> People:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("categories")
    people = table["people"]
    ends, none = re.compile(people["ends"]), re.compile(people["not"])
    return People(
        functools.lru_cache(WORDS)(lambda word: bool(ends.fullmatch(word)) and not none.fullmatch(word)),
        re.compile(people["base"]),
        frozenset(people["split"]),
        re.compile(table["places"]),
    )


def spans(state: State) -> Iterator[tuple[int, int]]:
    """Yield where a word, or a word and the character cut off from it, names people or bodies of one sort."""
    people = state.lexicon.built("categories.people", build)
    text = state.folded
    before = (0, 0, "")
    for start, end, flag in state.words:
        first = start
        if end - start == 1:
            bound = text[start] in people.split and before[1] == start and before[2].startswith(BOUND)
            if bound and people.base.fullmatch(text[before[0] : start]):
                first = before[0]
        before = (start, end, flag)
        if end - first < 2 or not (flag[:1] in NOUNS or first < start):
            continue
        if people.names(text[first:end]) and covering(state, first, end) is None:
            yield first, end


def places(state: State) -> Iterator[tuple[int, int]]:
    """Yield where places are meant one and all."""
    people = state.lexicon.built("categories.people", build)
    for match in state.scan(people.places):
        if covering(state, match.start(), match.end()) is None:
            yield match.span()
