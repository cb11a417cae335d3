"""Programmes that only the verb before them tells: what is launched, run or joined is a name even where verbs stand in it."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar

FUNCTION = "pcurmqyd"  # parts of speech that stand in no name
JOINING = ("与", "和", "、")
ENOUGH = 4  # characters of distinctive words that make a name


@dataclass(frozen=True, slots=True)
class Launched:
    """The compiled part `launched` of `programs.yaml`."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    plain: frozenset[str]


def compile_launched(lexicon: Lexicon) -> Launched:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs")["launched"]
    ends = "|".join(sorted(table["endings"], key=len, reverse=True))
    name = rf"(?P<name>[^，。；：\s“”的了在等是为]{{3,26}}?(?:{ends}))"
    return Launched(
        re.compile(rf"(?:{table['verbs']})了?(?:{table['skip']})*{name}(?={table['after']})"),
        re.compile(rf"(?:^|(?<=[，。；：\n自由]))(?:{table['skip']})*{name}(?:{table['passive']})"),
        frozenset(table["plain"]),
    )


def launched(state: State, grammar: Grammar, not_names: frozenset[str]) -> list[Mention]:
    """Return the programmes that stand between a verb of launching and the end of its clause, or open a clause that says so."""
    rules = state.lexicon.built("programs.launched", compile_launched)
    found: dict[int, Mention] = {}
    for pattern in (rules.behind, rules.before):
        for match in pattern.finditer(state.folded):
            start, end = match.span("name")
            name = state.folded[start:end]
            if name in not_names or not names_words.starts_word(state, start) or not names_words.ends_word(state, end):
                continue
            if any(m.start < start < m.end or m.start < end < m.end for m in state.mentions_in(start - 20, end + 20)):
                continue
            if telling(state, grammar, rules, start, end):
                found.setdefault(end, make(state, start, end, "Program", "program", name, rule="launched"))
    return list(found.values())


def telling(state: State, grammar: Grammar, rules: Launched, start: int, end: int) -> bool:
    """Tell whether the words of the span name one programme and no class of them."""
    first = names_words.word_at(state, start)
    words = [(state.folded[a:b], flag) for a, b, flag in state.words[first : names_words.word_at(state, end - 1) + 1]]
    inner = words[:-1]
    if any(flag[0] in FUNCTION and word not in JOINING for word, flag in inner):
        return False
    special = [w for w, _ in inner if w not in grammar.generic and w not in rules.plain and w not in JOINING]
    return sum(map(len, special)) >= ENOUGH
