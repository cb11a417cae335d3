"""Names of plain words in a list that only the word behind 等 tells: 支持甲文化城、乙岛开发、丙新城等项目, 支持丁产业区、戊生态城等园区建设."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make, overlapping
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar

PROPER = ("nr", "nrt", "nrfg", "ns", "nz", "nt", "eng")  # parts of speech of names
NAMED = ("Place", "Zone", "Institution", "Program")
FUNCTION = "pcurmqyd"  # parts of speech that stand in no such name
CONTENTS = re.compile("内容|包含以下|由[^，]{0,8}组成")  # what one project consists of
JOINING = ("与", "和", "及", "暨")


@dataclass(frozen=True, slots=True)
class Series:
    """The compiled part `series` of `programs.yaml`."""

    projects: re.Pattern[str]
    each: re.Pattern[str]
    zones: re.Pattern[str]
    lead: re.Pattern[str]
    not_items: re.Pattern[str]
    works: re.Pattern[str]
    zone_ends: tuple[str, ...]


def compile_series(lexicon: Lexicon) -> Series:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs")["series"]
    # the first item ends at the mark behind it, so that none of it is given back
    items = rf"(?P<items>(?>{table['item']})(?:、{table['item']}){{1,9}}(?:(?:以及|和|及|与){table['item']})?)"
    return Series(
        re.compile(items + table["projects"]),
        re.compile(rf"(?P<items>{table['each']}(?:、{table['each']}){{1,9}}(?:(?:以及|和|及|与){table['each']})?)"),
        re.compile(items + table["zones"]),
        re.compile(table["lead"]),
        re.compile(table["not_items"]),
        re.compile(table["works"]),
        tuple(table["zone_ends"]),
    )


def find(state: State) -> list[Mention]:
    """Return the projects and zones of such lists, where at least half of the items hold a name."""
    rules = state.lexicon.built("programs.series", compile_series)
    grammar = state.lexicon.built("names.grammar", Grammar)
    found = []
    for match in (*state.scan(rules.projects), *state.scan(rules.each)):
        spans = list(_items(state, rules, match))
        if CONTENTS.search(state.folded, max(0, match.start() - 6), spans[0][0] if spans else match.start()):
            continue
        proper = sum(_proper(state, grammar, *span) for span in spans)
        works = sum(rules.works.search(state.folded, *span) is not None for span in spans)
        if 2 * min(proper, works) < len(spans):
            continue
        free = [span for span in spans if _free(state, *span)]
        found += [make(state, *span, "Program", "program", rule="series") for span in free]
    for match in state.scan(rules.zones):
        ending = [s for s in _items(state, rules, match) if state.folded.endswith(rules.zone_ends, *s)]
        found += [make(state, *span, "Zone", "park", rule="series") for span in ending if _free(state, *span)]
    return found


def _items(state: State, rules: Series, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the items of a list that may be names, the first without the verb that leads to it."""
    text = state.folded
    start, last = match.span("items")
    leads = list(rules.lead.finditer(text, start, text.find("、", start)))
    start = leads[-1].end() if leads else start
    for piece in re.finditer("[^、]+", text[start:last]):
        at, end = start + piece.start(), start + piece.end()
        inner = re.search("以及|[和及与]", text[at + 3 : end - 3]) if end == last else None
        spans = [(at, at + 3 + inner.start()), (at + 3 + inner.end(), end)] if inner else [(at, end)]
        for a, b in spans:
            if b - a >= 3 and not rules.not_items.search(text[a:b]) and _nominal(state, a, b):
                yield a, b


def _nominal(state: State, start: int, end: int) -> bool:
    """Tell whether no function word stands in the span, and no word is cut by its ends."""
    words = names_words.words_in(state, start, end)
    whole = words[0][0] == start and words[-1][1] == end
    return whole and not any(f[0] in FUNCTION and state.folded[a:b] not in JOINING and b - a > 1 for a, b, f in words)


def _proper(state: State, grammar: Grammar, start: int, end: int) -> bool:
    """Tell whether a name, or a word that the dictionary does not know, stands in the span."""
    if any(m.type in NAMED and m.end - m.start < end - start for m in state.mentions_in(start, end)):
        return True
    words = names_words.words_in(state, start, end)
    texts = [(state.folded[a:b], f) for a, b, f in words]
    return any(f in PROPER and w not in grammar.generic and w not in grammar.allowed for w, f in texts)


def _free(state: State, start: int, end: int) -> bool:
    """Tell whether no name stands across the span's ends, and no body or whole name in its place."""
    inside = overlapping(state, start, end)
    if any(m.start < start or m.end > end for m in inside):
        return False
    return not any(m.type == "Program" or (m.type != "Category" and (m.start, m.end) == (start, end)) for m in inside)
