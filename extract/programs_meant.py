"""Programmes that only what is said of them tells: a sum beside them, a verb of giving before them, a text that comes back to them.

Money comes under names that no list holds (发放冬灌补贴300万元, 领到的渔船更新补助为80万元). What such a name ends in says of which sort it is; how many
distinctive words must stand before that depends on what else speaks for it.
"""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make, only_places
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.programs_called import BEFORE, FUNCTION, JOINING, REACH, SUM

LONGEST = {False: 26, True: 44}  # characters before the noun, without and with places
PLACES = ("Place", "Zone")
AGAIN = 2  # times that a text says the name of what it is about, its title too
WORK = "工作"  # one word with what stands before it (试点 + 工作)
TIME = re.compile("[年月日天今去明近前后季初末中]")
FIGURE = re.compile(SUM)
COURSE = re.compile("(?:实施|启动|开展|推行)(?:以来|后|至今)")  # behind a name: it is run


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of programmes: what their names end in, and how many distinctive characters each kind of evidence asks for."""

    kind: str
    noun: re.Pattern[str]
    never: re.Pattern[str]
    plain: frozenset[str]
    placed: bool
    sum: int
    handed: int
    topic: int
    any: int


@dataclass(frozen=True, slots=True)
class Meant:
    """The compiled `programs_meant.yaml`."""

    sorts: tuple[Sort, ...]
    handing: frozenset[str]
    lone: frozenset[str]
    counted: re.Pattern[str]
    sums: re.Pattern[str]


def compile_meant(lexicon: Lexicon) -> Meant:
    """Compile the patterns of a lexicon."""
    table, called = lexicon.table("programs_meant"), lexicon.table("programs_plain")["called"]
    more = {"placed": frozenset(table["fields"]), "run": frozenset(lexicon.table("programs")["launched"]["plain"])}
    sorts = tuple(
        Sort(
            s["kind"],
            re.compile(s["noun"]),
            re.compile(s["never"]),
            frozenset(table["plain"]).union(*(words for key, words in more.items() if s.get(key))),
            bool(s.get("placed")),
            *(int(s.get(key, 0)) for key in ("sum", "handed", "topic", "any")),
        )
        for s in table["sorts"]
    )
    return Meant(
        sorts,
        frozenset(called["handing"]) | frozenset(table["handing"]),
        frozenset(table["lone"]),
        re.compile(table["counted"]),
        re.compile(table["hedges"] + SUM),
    )


def meant(state: State) -> list[Mention]:
    """Return such programmes wherever the text names them."""
    rules = state.lexicon.built("programs.meant", compile_meant)
    text = state.folded
    title = text[: text.find("\n")] if "\n" in text else ""
    found: dict[tuple[int, int], Mention] = {}
    known: set[str] = set()
    for sort in rules.sorts:
        for match in state.scan(sort.noun):
            start, handed = _start(state, rules, sort, match.start())
            name = text[start : match.end()]
            if name in known or start == match.start() or sort.never.search(name):
                continue
            closed = names_words.ends_word(state, match.end()) or text.startswith(WORK, match.end())
            if not closed or covering(state, match.end() - 1, match.end()) is not None:
                continue
            handed = handed or COURSE.match(text, match.end()) is not None
            telling = _telling(state, sort, start, match.start())
            if not telling or not _called_for(state, rules, sort, (start, match.end()), telling, handed, title):
                continue
            known.add(name)
            for again in re.finditer(re.escape(name), text):
                if names_words.starts_word(state, again.start()) and only_places(state, *again.span()):
                    found.setdefault(again.span(), make(state, *again.span(), "Program", sort.kind, rule="meant"))
    return list(found.values())


def _start(state: State, rules: Meant, sort: Sort, end: int) -> tuple[int, bool]:
    """Return where the name begins that goes on to the offset, and whether a verb of giving stands before it."""
    text, start = state.folded, end
    index = names_words.word_at(state, end - 1) if end else -1
    if index >= 0 and state.words[index][1] > end:  # a word of the dictionary that holds the noun (意外 + 险)
        start, index = state.words[index][0], index - 1
    handed = False
    while index >= 0 and end - start < LONGEST[sort.placed]:
        first, last, flag = state.words[index]
        word = text[first:last]
        cover = covering(state, first, last)
        if cover is not None and sort.placed and cover.type in PLACES and not cover.anaphor and cover.end <= start:
            start, index = cover.start, names_words.word_at(state, cover.start) - 1
            continue
        handed = word in rules.handing or (len(word) > 2 and word[-2:] in rules.handing)
        if cover is not None or handed or word in rules.lone:
            break
        joins = word in JOINING and start < end and index > 0 and state.words[index - 1][2][0] in "nvjl"
        counted = flag[0] in FUNCTION and not (len(word) == 1 and flag[0] in "fm")
        counted = counted and (flag != "t" or TIME.search(word) is not None)
        if not (joins or word == "一次性" or not counted):
            break
        start, index = first, index - 1
    lead = rules.counted.match(text, start, end)
    return (lead.end() if lead else start), handed


def _telling(state: State, sort: Sort, start: int, end: int) -> int:
    """Return how many characters of the words in the span say what the money or the works are for."""
    words = [state.folded[max(a, start) : min(b, end)] for a, b, _ in names_words.words_in(state, start, end)]
    return sum(len(w) for w in words if w not in sort.plain and w not in JOINING)


def _called_for(
    state: State, rules: Meant, sort: Sort, span: tuple[int, int], telling: int, handed: bool, title: str
) -> bool:
    """Tell whether what speaks for the name is enough for as many telling characters as it has."""
    text = state.folded
    if sort.any and telling >= sort.any:
        return True
    if handed and sort.handed and telling >= sort.handed:
        return True
    name = text[span[0] : span[1]]
    beside = rules.sums.match(text, span[1]) or BEFORE.search(text, max(0, span[0] - REACH), span[0])
    if beside and sort.sum and telling >= sort.sum:
        return True
    if sort.topic and telling >= sort.topic and text.count(name) >= AGAIN + (name not in title):
        return any(
            (sentence := state.sentence_at(again.start())) is not None
            and FIGURE.search(text, sentence.start, sentence.end) is not None
            for again in re.finditer(re.escape(name), text)
        )
    return False
