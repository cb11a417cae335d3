"""Programmes and funds that were begun too late: where a count, a year or a relative clause stands before a name, all behind it is the name."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering
from extract.lexicon import Lexicon
from extract.model import Mention, State

LONGEST = 14  # characters that are added
RULES = ("ending", "whole", "gazetteer", "called", "meant", "matter", "sized")
JOINING = ("与", "和", "及", "暨")
NOMINAL = ("n", "b", "j", "l", "a", "t", "f", "i", "z", "s")
NEAR = 12  # characters before a name that may mark its beginning


@dataclass(frozen=True, slots=True)
class Begun:
    """The compiled part `begun` of `programs_plain.yaml`."""

    marks: re.Pattern[str]
    got: re.Pattern[str]
    never: frozenset[str]


def compile_begun(lexicon: Lexicon) -> Begun:
    """Compile the patterns of a lexicon."""
    plain = lexicon.table("programs_plain")
    table, called = plain["begun"], plain["called"]
    never = (
        frozenset(table["never"]) | frozenset(called["handing"]) | frozenset(lexicon.table("programs_meant")["handing"])
    )
    return Begun(re.compile(table["marks"]), re.compile(table["got"]), never - frozenset(table["inside"]))


def widen(state: State) -> None:
    """Let the programmes and funds begin where a mark before them says that their names do."""
    rules = state.lexicon.built("names.begun", compile_begun)
    for mention in state.mentions:
        if mention.type not in ("Program", "Fund") or mention.anaphor or not mention.rule.startswith(RULES):
            continue
        if mention.text[0] in "“《" or (start := _start(state, rules, mention)) == mention.start:
            continue
        mention.start, mention.name = start, state.folded[start : mention.end]
        mention.text = state.text[start : mention.end]
        mention.rule, mention.place, mention.parent = f"{mention.rule}+", None, None


def _start(state: State, rules: Begun, mention: Mention) -> int:
    """Return where the name of a mention begins: behind the mark, where only words that stand in names are between, else where it did."""
    text, start = state.folded, mention.start
    index = names_words.word_at(state, start - 1) if start else -1
    while index >= 0 and mention.start - start <= LONGEST:
        if start < mention.start and _marked(state, rules, start):
            return start if text[start] not in JOINING else mention.start
        first, last, flag = state.words[index]
        word = text[first : min(last, start)]
        if covering(state, first, min(last, start)) is not None or word in rules.never:
            break
        noun = flag[0] in NOMINAL or flag == "vn" or (flag == "v" and len(word) > 1)
        if not (noun or word in JOINING):
            break
        start, index = first, index - 1
    return mention.start


def _marked(state: State, rules: Begun, start: int) -> bool:
    """Tell whether a name begins at the offset by what stands before it."""
    text = state.folded
    if rules.marks.search(text, max(0, start - NEAR), start):
        return True
    giver = state.ending_at(start, "Institution", within=30)
    return giver is not None and rules.got.search(text, max(0, giver.start - 4), giver.start) is not None
