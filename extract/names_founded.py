"""What a text founds is a body or fund although its words are ordinary: 成立投资部, 设立一只创新基金, 合办的种子基金, 合建跨国孵化器."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State

LONGEST = 18  # characters of what stands before the ending
JOINING = ("与", "和", "及")
ACTORS = ("Institution", "Zone", "Place", "Fund")


@dataclass(frozen=True, slots=True)
class Founded:
    """The compiled part `founded` of suffixes.yaml."""

    verb: re.Pattern[str]
    skip: re.Pattern[str]
    ending: re.Pattern[str]
    kinds: dict[str, tuple[str, str]]
    wished: re.Pattern[str]
    after: re.Pattern[str]
    plain: frozenset[str]
    alone: frozenset[str]
    not_first: frozenset[str]
    list_mark: re.Pattern[str]


def compile_founded(lexicon: Lexicon) -> Founded:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("suffixes")["founded"]
    kinds = {e: (group["type"], group["kind"]) for group in table["endings"] for e in group["words"]}
    return Founded(
        re.compile(table["verbs"]),
        re.compile(table["skip"]),
        re.compile(any_of(kinds)),
        kinds,
        re.compile(table["wished"]),
        re.compile(table["after"]),
        frozenset(table["plain"]),
        frozenset(table["alone"]),
        frozenset(table["not_first"]),
        re.compile(table["list"]),
    )


def find(state: State) -> list[Mention]:
    """Return the bodies and funds that stand behind a verb of founding in a clause where somebody is named."""
    rules = state.lexicon.built("names.founded", compile_founded)
    found: list[Mention] = []
    for match in state.scan(rules.verb):
        if covering(state, *match.span()) is not None or not names_words.starts_word(state, match.start()):
            continue
        clause = max(state.folded.rfind(mark, 0, match.start()) for mark in "，。；：！？\n") + 1
        sentence = max(state.folded.rfind(mark, 0, match.start()) for mark in "。；！？\n") + 1
        if rules.wished.search(state.folded, clause, match.start()):
            continue
        if match.group().endswith("的") and "是" in state.folded[clause : match.start()]:
            continue  # 甲基金是我市组建的第一只母基金
        if not any(m.type in ACTORS for m in state.mentions_in(sentence, match.start())):
            continue
        at = match.end()
        while (named := _named(state, rules, rules.skip.match(state.folded, at))) is not None:
            found.append(named)
            mark = rules.list_mark.match(state.folded, named.end)
            if mark is None:
                break
            at = mark.end()
    return found


def _named(state: State, rules: Founded, skip: re.Match[str] | None) -> Mention | None:
    """Return the name of nouns that begins behind a count and ends in one of the endings."""
    start = skip.end() if skip else 0
    if skip is None or not names_words.starts_word(state, start):
        return None
    for ending in rules.ending.finditer(state.folded, start, start + LONGEST + 6):
        end = ending.end()
        if not names_words.ends_word(state, end) or not rules.after.match(state.folded, end):
            continue
        over = [m for m in state.mentions_in(start - 40, end) if m.start < end and start < m.end]
        if any(m.type != "Category" or m.start < start or m.end > end for m in over):
            return None
        type_, kind = rules.kinds[ending.group()]
        name = state.folded[start:end].strip("“”")
        if "“" in name and "”" not in name and state.folded.startswith("”", end):
            end, name = end + 1, f"{name}”"  # 青年“种子基金”
        if ending.group() not in rules.alone:
            if ending.start() == start:
                continue
            if not _telling(state, rules, start, ending.start()):
                return None
        for mention in over:  # 合办的种子基金 is one fund and no class
            state.mentions.remove(mention)
        return make(state, start, end, type_, kind, name, rule="founded")
    return None


def _telling(state: State, rules: Founded, start: int, end: int) -> bool:
    """Tell whether nouns alone stand between a verb and an ending, one of which says which."""
    first, last = names_words.word_at(state, start), names_words.word_at(state, end - 1)
    words = [(state.folded[a:b], flag) for a, b, flag in state.words[first : last + 1]]
    if not words or state.words[first][0] != start or words[0][0] in rules.not_first:
        return False
    nouns = [w for w, f in words if f[0] in "nbjaltz" or f in {"vn", "an", "eng", "v", "vi"} or w in JOINING]
    return (
        len(nouns) == len(words)
        and not any(f[0] == "v" and f != "vn" and len(w) < 2 for w, f in words)
        and any(w not in rules.plain for w in nouns)
    )
