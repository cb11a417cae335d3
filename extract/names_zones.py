"""Brands of zones that the dictionary tears off (凤栖 + 湖产业园, 天开 + 科创园), and what the grammar takes for zones and is none.

That is what a place is to become (打造甲示范区、乙先行区), and a park that is being built (丙产业园项目).
"""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State
from extract.names_distinct import lone
from extract.names_rules import Grammar

TORN = 3  # characters of a brand that are words of their own
REACH = 6  # characters in which what opens a name stands before it
SIDES = "东西南北"
NUMERALS = "两三五六七八九双百千万"  # that begin a brand before a name (两江口)
PROPER = ("ns", "nr", "nrt", "nz")


@dataclass(frozen=True, slots=True)
class ZoneWords:
    """The compiled part `zones` of `suffixes.yaml`."""

    opens: re.Pattern[str]
    aims: re.Pattern[str]
    more: re.Pattern[str]
    built: re.Pattern[str]


def compile_zones(lexicon: Lexicon) -> ZoneWords:
    """Compile the patterns of a lexicon."""
    return ZoneWords(**patterns(lexicon.table("suffixes")["zones"]))


def brand_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of the dictionary that funds, programmes and zones are called by."""
    return frozenset(lexicon.table("suffixes")["branded"]["words"]) | frozenset(lexicon.table("programs")["emblems"])


def widen(state: State) -> None:
    """Give zones, and the committees that begin with their names, the brand that stands torn off before them."""
    for zone in [m for m in (*state.mentions, *state.nested) if m.type == "Zone" and m.rule.startswith("ending")]:
        if zone.place or zone.parent:
            continue
        start = _brand_before(state, zone)
        if start == zone.start:
            continue
        brand, at = state.folded[start : zone.start], zone.start
        for mention in [*state.mentions, *state.nested]:
            if mention.start == at and mention.type in ("Zone", "Institution"):
                mention.start, mention.text, mention.name = start, brand + mention.text, brand + mention.name
                mention.parent = brand + mention.parent if mention.parent else mention.parent


def _proper(state: State, offset: int) -> bool:
    """Tell whether the word at the offset is a name."""
    return state.words[names_words.word_at(state, offset)][2] in PROPER


def _brand_before(state: State, zone: Mention) -> int:
    """Return where the brand begins that stands right before a zone's name, the start of the name where none does."""
    rules = state.lexicon.built("names.zones", compile_zones)
    grammar = state.lexicon.built("names.grammar", Grammar)
    text, start = state.folded, zone.start
    index = names_words.word_at(state, start - 1) if start else -1
    while index >= 0 and zone.start - start < TORN:
        first, last, _ = state.words[index]
        alone = last - first == 1 and (lone(text[first]) or text[first] in SIDES)
        alone = alone or (start == zone.start and text[first:last] in NUMERALS and _proper(state, zone.start))
        if last != start or not alone or covering(state, first, last) is not None:
            break
        start, index = first, index - 1
    if start == zone.start and index >= 0:
        first, last, _ = state.words[index]
        word = text[first:last]
        known = word in state.lexicon.built("names.zone brands", brand_words)
        again = text.count(word + zone.text) > 1 and last - first == 2 and word.isalpha()
        lead = word in grammar.stop or word in grammar.lead or word in grammar.generic
        if last == start and (known or (again and not lead)) and covering(state, first, last) is None:
            start = first
    return start if rules.opens.search(text, max(0, start - REACH), start) else zone.start


def tidy(state: State) -> None:
    """Drop the zones that are only aimed at, and make projects of parks that are called ones; zones of the gazetteer stay."""
    rules = state.lexicon.built("names.zones", compile_zones)
    kept: list[Mention] = []
    for mention in state.mentions:
        if mention.type != "Zone" or not mention.rule.startswith("ending"):
            kept.append(mention)
        elif built := rules.built.match(state.folded, mention.end):
            name = state.folded[mention.start : built.end()]
            span = (mention.start, built.end())
            kept.append(make(state, *span, "Program", "program", name, rule="park project", place=mention.place))
        elif mention.place is None and state.folded.endswith("为一体的", 0, mention.start):
            continue  # 建成集甲、乙为一体的产业园区
        elif mention.place or mention.parent or not _aimed(state, rules, mention):
            kept.append(mention)
    state.mentions[:] = kept


def _aimed(state: State, rules: ZoneWords, mention: Mention) -> bool:
    """Tell whether the zone is one of several things that something is to become."""
    text = state.folded
    floor = max(text.rfind(mark, 0, mention.start) for mark in "。；\n") + 1
    listed = rules.more.match(text, mention.end) or text[mention.start - 1] == "、"
    return bool(listed) and rules.aims.search(text, floor, mention.start) is not None
