"""Persons: names that stand with a post or speak; bylines are left out."""

import re
from dataclasses import dataclass

from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon
from extract.model import Mention, State


@dataclass(frozen=True, slots=True)
class Persons:
    """The compiled lists of persons.yaml."""

    posted: re.Pattern[str]
    titled: re.Pattern[str]
    speaking: re.Pattern[str]
    byline: re.Pattern[str]
    not_names: frozenset[str]
    surnames: frozenset[str]


def compile_rules(lexicon: Lexicon) -> Persons:
    """Compile persons.yaml."""
    table = lexicon.table("persons")

    def either(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    single = "".join(sorted(set(table["surnames"])))
    double = either(table["double"])
    name = f"(?:(?:{double})[一-鿿]{{1,2}}|[{single}][一-鿿]{{1,2}}|[一-鿿]{{1,6}}·[一-鿿·]{{1,10}})"
    posts, speech = either(table["posts"]), either(table["speech"])
    return Persons(
        re.compile(f"(?:{posts})(?:、(?:{posts}))*({name})"),
        re.compile(f"({name})(?={posts})"),
        re.compile(f"(?<![一-鿿])({name})(?=(?:{speech}))"),
        re.compile(f"(?:{either(table['bylines'])})[：:／/\\s　（(]*(?:[一-鿿]{{2,4}}[、\\s　]+)*$"),
        frozenset(table["not_names"]),
        frozenset(single),
    )


def run(state: State) -> None:
    """Add Person mentions; a name found once is found wherever it stands."""
    rules = state.lexicon.built("persons", compile_rules)
    text = state.folded
    names: dict[str, None] = {}
    for pattern, certain in ((rules.posted, True), (rules.speaking, False)):
        for match in pattern.finditer(text):
            name = trimmed(state, rules, match.start(1), match.end(1), certain)
            if name:
                names.setdefault(name)
    settle(state, [m for name in names for m in mentions(state, rules, name)])


def trimmed(state: State, rules: Persons, start: int, end: int, certain: bool) -> str | None:
    """Return the name at the span cut to where its words end, None where it is no name or a byline."""
    text, words = state.folded, state.words
    from extract.names_words import word_at

    if "·" in text[start:end]:
        return text[start:end]
    index = word_at(state, start)
    first, last, flag = words[index]
    if first < start:
        return None
    length = last - first
    tagged = flag.startswith("nr")
    if length == 1:
        after = words[index + 1] if index + 1 < len(words) else (last, last, "x")
        size = after[1] - after[0]
        if size == 1 and after[2] not in "xpucd":
            third = words[index + 2] if index + 2 < len(words) else (after[1], after[1], "x")
            last = third[1] if third[1] - third[0] == 1 and third[2][0] not in "xpucdvf" and text[third[0]] not in "说称在为和与对" else after[1]
        elif size == 2 and (certain or after[2][0] in "na") and after[2][0] not in "vx":
            last = after[1]
        elif size == 2 and certain and after[2] not in ("x",) and text[after[0] : after[1]] not in rules.not_names:
            last = after[1]
        else:
            return None
    elif not (2 <= length <= 4):
        return None
    elif not tagged and not certain:
        return None
    elif length == 2 and tagged and last < len(text):
        following = words[index + 1]
        if following[1] - following[0] == 1 and following[2][0] in "ngazj" and text[following[0]] not in rules.surnames | set("等说称在为和与对"):
            last = following[1]
    name = text[start:last]
    if name in rules.not_names or name[:2] in rules.not_names or not 2 <= len(name) <= 4:
        return None
    if not tagged and length > 1 and flag[0] in "vdpcumtq":
        return None
    line = text[max(0, start - 14) : start]
    return None if rules.byline.search(line) else name


def mentions(state: State, rules: Persons, name: str) -> list[Mention]:
    """Return every place of the text where the name stands, bylines left out."""
    found = []
    at = state.folded.find(name)
    while at >= 0:
        end = at + len(name)
        if covering(state, at, end) is None and not rules.byline.search(state.folded[max(0, at - 14) : at]):
            found.append(make(state, at, end, "Person", name=name, rule="person"))
        at = state.folded.find(name, end)
    return found
