"""Categories: classes of firms, banks, people and places that give or receive, not one body."""

import re

from extract import names_words
from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon
from extract.model import Mention, State


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
    found: list[Mention] = []
    heads = frozenset(state.lexicon.table("categories")["heads"])
    for match in pattern.finditer(state.folded):
        start, end = match.span()
        word = match.group()
        if word in heads and word not in alone:
            continue
        if covering(state, start, end) is not None or not names_words.ends_word(state, end) or not names_words.starts_word(state, start):
            continue
        found.append(make(state, start, end, "Category", rule="class"))
    settle(state, found)
