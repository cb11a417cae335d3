"""Categories: classes of firms, banks, people and places that give or receive, not one body."""

import re

from extract import names_words
from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_grammar import Grammar

CLAUSE = re.compile(r"(?:[，。；：、,;:\n]|对于?|给|向|支持|奖励)([^，。；：、,;:\n“”为]{4,30}的)$")
COUNTED = tuple("家个户所名位支只")


def compile_rules(lexicon: Lexicon) -> tuple[re.Pattern[str], frozenset[str]]:
    """Compile categories.yaml: a pattern of modifiers and heads, and what is a class by itself."""
    table = lexicon.table("categories")

    def either(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    modifiers, heads = either(table["modifiers"]), either(table["heads"])
    pattern = re.compile(f"(?:{either(table['whole'])})|(?:(?:{modifiers})、?)*(?:{heads})")
    return pattern, frozenset(table["bare"]) | frozenset(table["whole"])


def run(state: State) -> None:
    """Add Category mentions where no name stands."""
    pattern, alone = state.lexicon.built("categories", compile_rules)
    grammar = state.lexicon.built("names.grammar", Grammar)
    found: list[Mention] = []
    heads = state.lexicon.built("categories.heads", lambda lexicon: frozenset(lexicon.table("categories")["heads"]))
    for match in pattern.finditer(state.folded):
        start, end = match.span()
        if covering(state, start, end) is not None or not names_words.ends_word(state, end):
            continue
        start = widened(state, grammar, start)
        word = state.folded[start:end]
        if (word in heads and word not in alone and not state.folded[:start].endswith(COUNTED)) or not names_words.starts_word(state, start):
            continue
        found.append(make(state, start, end, "Category", name=described(state, start, end), rule="class"))
    settle(state, found)


def described(state: State, start: int, end: int) -> str:
    """Return the name of a class: with the clause that says which ones are meant, where one ends right before it (…的企业)."""
    if state.folded[start - 1] != "的" or end - start > 6:
        return state.folded[start:end]
    match = CLAUSE.search(state.folded[max(0, start - 36) : start])
    return (match.group(1) if match else "") + state.folded[start:end]


def widened(state: State, grammar: Grammar, start: int) -> int:
    """Return where the class begins, the nouns right before it taken in (光伏组件生产 + 企业)."""
    index = names_words.word_at(state, start)
    if state.words[index][0] < start:
        start = state.words[index][0]
    floor = start - 10
    while index > 0:
        first, last, flag = state.words[index - 1]
        word = state.folded[first:last]
        if first < floor or word in grammar.stop or not (flag[0] in "nbj" or flag in ("vn", "an", "l")) or flag in ("nr", "ns", "nt"):
            break
        if len(word) == 1 or covering(state, first, last) is not None:
            break
        start, index = first, index - 1
    return start
