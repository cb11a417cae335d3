"""Programmes and works that only the clause around them tells: 甲县入选乙试点, 在丙计划支持下, 随着丁项目点火, 为戊生产线开辟绿色通道.

No list holds such names, and no sum need stand by. What the name ends in gives its sort; a verb before it or what is said behind it tells that one is
meant, and words that say which must stand before the ending: with a place, a firm or a size fewer than without.
"""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar

LONGEST = 30  # characters before the ending
REACH = 12  # characters in which what tells a name stands before it
JOINING = ("与", "和", "及", "至", "到")
FUNCTION = "pcurmqydxt"  # parts of speech that stand in no such name
NAMES = ("Place", "Zone", "Institution")
FIRM = 14  # characters of a firm's name that a project is called by
CLOSING = (")", "）")  # behind them a name is the rest of one
ANCHOR = 10  # characters between a place or firm and the ending, which no word of the dictionary need be
LONG = 10  # characters before the ending in which fewer distinctive ones make a name


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort: what its names end in, what makes none, how much must stand before, and what tells one."""

    kind: str
    noun: re.Pattern[str]
    never: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    plain: frozenset[str]
    least: int
    owned: int
    works: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The compiled `programs_told.yaml`."""

    sorts: tuple[Sort, ...]
    verbs: frozenset[str]
    soft: frozenset[str]
    single: frozenset[str]
    inside: frozenset[str]
    size: re.Pattern[str]
    made: re.Pattern[str]
    counted: re.Pattern[str]
    lead: re.Pattern[str]
    wished: re.Pattern[str]
    not_quoted: re.Pattern[str]


def compile_told(lexicon: Lexicon) -> Told:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs_told")
    plain = frozenset(table["plain"])
    more = {"works": frozenset(table["fields"]), "runs": frozenset(lexicon.table("programs")["launched"]["plain"])}
    sorts = tuple(
        Sort(
            s["kind"],
            re.compile(s["noun"]),
            re.compile(s["never"]),
            re.compile(s["before"]),
            re.compile(s["behind"]),
            plain | more[group],
            s["least"],
            s["owned"],
            group == "works",
        )
        for group in ("works", "runs")
        for s in table["sorts"][group]
    )
    return Told(
        sorts,
        frozenset(table["verbs"]),
        frozenset(table["soft"]),
        frozenset(table["single"]),
        frozenset(table["inside"]),
        re.compile(f"(?:{table['size']})$"),
        re.compile(f"(?:{table['made']})$"),
        re.compile(table["counted"]),
        re.compile(table["lead"]),
        re.compile(table["wished"]),
        re.compile(lexicon.table("programs")["not_quoted"]),
    )


def told(state: State) -> list[Mention]:
    """Return such programmes, wherever the text names them again too."""
    rules = state.lexicon.built("programs.told", compile_told)
    grammar = state.lexicon.built("names.grammar", Grammar)
    text = state.folded
    found: dict[tuple[int, int], Mention] = {}
    for sort in rules.sorts:
        for match in state.scan(sort.noun):
            cover = covering(state, match.end() - 1, match.end())
            cut = cover is not None and cover.rule.startswith("ending") and cover.end == match.end()
            if (cover is not None and not cut) or names_words.inside_word(state, match.end()):
                continue
            start = _start(state, grammar, rules, sort, match.start())
            start += text[start] == "强" and text[start - 1 : start].isdigit()  # 民营500强 + 某某项目
            name = text[start : match.end()]
            if (
                match.start() - start < 2
                or text[start - 1 : start] in CLOSING
                or sort.never.search(name)
                or (start, match.end()) in found
            ):
                continue
            if name[0] == "“" and rules.not_quoted.search(name[1:].partition("”")[0]):
                continue
            if rules.wished.search(text, max(0, start - REACH), start):
                continue  # 鼓励实施甲项目: none is meant
            clear = sort.before.search(text, max(0, start - REACH), start) or sort.behind.match(text, match.end())
            if clear and _tells(state, rules, sort, start, *match.span()):
                for again in re.finditer(re.escape(name), text):
                    found[again.span()] = make(state, *again.span(), "Program", sort.kind, rule="told")
    return list(found.values())


def _start(state: State, grammar: Grammar, rules: Told, sort: Sort, end: int) -> int:
    """Return where the name begins that goes on to the offset."""
    text, start = state.folded, end
    made = rules.made.search(text, max(0, end - LONGEST), end) if sort.works else None
    if made is not None and not any(
        text[a:b] in rules.verbs for a, b, _ in names_words.words_in(state, made.start(), end)
    ):
        return made.start()
    index = names_words.word_at(state, end - 1) if end else -1
    while index >= 0 and end - start < LONGEST:
        first, last, flag = state.words[index]
        word = text[first : min(last, start)]
        if text[start - 1] == "”" and (opened := text.rfind("“", max(0, start - 12), start)) >= 0:
            start, index = opened, names_words.word_at(state, opened) - 1
            continue
        cover = covering(state, first, min(last, start))
        if cover is not None and cover.type != "Program":
            if not _owner(sort, cover) or cover.end > start:
                break
            start, index = cover.start, names_words.word_at(state, cover.start) - 1
            if cover.type == "Institution":
                break
            continue
        if sort.works and (size := rules.size.search(text, max(0, start - 16), start)):
            start, index = size.start(), names_words.word_at(state, size.start()) - 1
            continue
        if not _stands(state, grammar, rules, sort, index, word, flag, start < end):
            anchor = _anchor(state, rules, sort, start)
            if anchor is None:
                break
            start, index = anchor.end, names_words.word_at(state, anchor.end - 1)
            continue
        start, index = first, index - 1
    return _led(state, rules, start, end)


def _led(state: State, rules: Told, start: int, end: int) -> int:
    """Return where the name begins behind what only leads to it."""
    text, at = state.folded, -1
    while at != start:
        at = start
        lead = rules.lead.match(text, start, end)
        start = lead.end() if lead else start
        last = state.words[names_words.word_at(state, start)][1]
        start = last if last < end and text[start:last] in rules.soft else start
        while start < end and text[start] in "与和及、的":
            start += 1
    return start


def _owner(sort: Sort, mention: Mention) -> bool:
    """Tell whether a name may begin with the known one: a place's, and of works a firm's."""
    if mention.anaphor or mention.kind == "country" or mention.type not in NAMES:
        return False
    return mention.type != "Institution" or (sort.works and mention.end - mention.start <= FIRM)


def _anchor(state: State, rules: Told, sort: Sort, start: int) -> Mention | None:
    """Return the place or firm that ends a few characters to the left, with words in between of which none leads to a name."""
    near = [m for m in state.mentions_in(max(0, start - ANCHOR), start) if m.end <= start and m.type != "Program"]
    if not sort.works or not near or not _owner(sort, near[-1]) or near[-1].type == "Zone":
        return None
    between = [
        (state.folded[a:b], f) for a, b, f in state.words[names_words.word_at(state, near[-1].end) :] if b <= start
    ]
    led = any(f[0] in "pcurdx" or w in rules.verbs for w, f in between)
    return None if led or not between else near[-1]


def _stands(
    state: State, grammar: Grammar, rules: Told, sort: Sort, index: int, word: str, flag: str, begun: bool
) -> bool:
    """Tell whether a word may stand in a name; a verb that leads to names may only right before the ending."""
    if word in rules.inside and (word not in rules.verbs or not begun):
        return True
    if word in JOINING:
        last, end, kind = state.words[index - 1]
        cover = covering(state, last, end) if index > 0 else None
        ended = cover is not None and cover.type == "Program" and cover.end == end  # 甲计划 + 和 + 乙行动 are two
        return begun and index > 0 and kind[0] in "navjlz" and not ended
    if word in rules.verbs:
        return not begun or (word in rules.soft and not sort.works)
    if rules.counted.fullmatch(word):
        return begun
    if (torn := torn_off(state, rules, index, word, flag)) is not None:
        return torn
    if flag[0] == "v":
        return flag == "vn" or word in grammar.allowed or (len(word) == 2 and word not in grammar.stop)
    return flag[0] not in FUNCTION or word in grammar.allowed


def torn_off(state: State, rules: Told, index: int, word: str, flag: str) -> bool | None:
    """Tell whether a single character is a part of a brand that the dictionary tears apart; None where it is a word of its own."""
    if len(word) != 1 or not word.isalpha() or word in rules.single:
        return None
    if flag == "q" and index > 0 and state.words[index - 1][2][0] in "mr":
        return False
    around = (state.words[max(index - 1, 0)], *state.words[index + 1 : index + 2])
    return flag[0] not in FUNCTION or any(b - a == 1 for a, b, _ in around)


def _tells(state: State, rules: Told, sort: Sort, start: int, end: int, last: int) -> bool:
    """Tell whether the words before the ending, which stands from `end` to `last`, say which programme is meant."""
    names = [m for m in state.mentions_in(start, end) if m.type in NAMES and not m.anaphor]
    sized = sort.works and any(rules.size.search(state.folded, start, at) for at in range(start + 2, last + 1))
    words = [
        state.folded[max(a, start) : min(b, end)]
        for a, b, _ in names_words.words_in(state, start, end)
        if not any(m.start <= a < m.end for m in names)
    ]
    special = sum(len(w) for w in words if w not in sort.plain and w not in JOINING)
    if any(m.type == "Institution" for m in names):
        return bool(words)
    return special >= (sort.owned if names or sized or end - start >= LONG else sort.least)
