"""Funds whose names begin with a brand: a made-up word, one in quotation marks, or a word of the dictionary (启航, 鲲鹏) that funds are called by."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_distinct import COUNTED, lone
from extract.names_rules import Grammar
from extract.names_walk import JOINED

LONGEST = 30  # characters of a name
TAIL = re.compile("(?:(?:母|(?<!种)子)?基金(?:合伙企业)?|合伙企业|投资中心)(?:[（(]有限合伙[）)])?")
QUOTED = re.compile("“[一-鿿A-Za-z0-9]{2,10}”$")
COINED = frozenset(("nz", "nt", "nrt", "nr", "ns"))
OPENS = ("", "，", "。", "；", "：", "、", "“", "\n", " ")  # what a clause or a member of a list begins behind
NAMED = ("Zone", "Institution", "Fund", "Program")
HELD = ("Institution", "Zone", "Program", "Policy", "Person")


@dataclass(frozen=True, slots=True)
class Brands:
    """The compiled part `branded` of `suffixes.yaml`."""

    words: frozenset[str]
    never: frozenset[str]
    kinds: frozenset[str]
    plain: re.Pattern[str]
    behind: re.Pattern[str]


def compile_brands(lexicon: Lexicon) -> Brands:
    """Compile the brands of a lexicon."""
    data = lexicon.table("suffixes")["branded"]
    words, never, kinds = (frozenset(data[key]) for key in ("words", "never", "kinds"))
    return Brands(words, never, kinds, re.compile(data["plain"]), re.compile(data["behind"]))


def find(state: State) -> list[Mention]:
    """Return the funds whose brand stands before what the grammar took for the name, or before a bare kind of fund."""
    rules = state.lexicon.built("funds.brands", compile_brands)
    found = []
    for match in state.scan(TAIL):
        end = match.end()
        if rules.behind.match(state.folded, end):
            continue
        named = _named(state, match.start(), end)
        if named is not None and (named.rule == "gazetteer" or named.end > end):
            continue
        inner = named is not None and named.end < end  # 甲股权投资基金（有限合伙）: known without its form
        start = _start(state, rules, match.start())
        if start is None:
            start = named.start if inner and named else None
        first = start if named is None or (start is not None and start < named.start) else named.start
        if first is not None and (opening := _opening(state, rules, first)) is not None:
            start = opening
        if start is None or (named is not None and named.start <= start and not inner):
            continue
        start = min(start, named.start) if named is not None else start
        start -= _group(state, start)
        if rules.plain.search(state.folded, start, end) or COUNTED.search(state.folded, max(0, start - 3), start):
            continue
        place = next((m for m in state.mentions_in(start, end, "Place") if m.start == start), None)
        where = (place.place if place is not None else None) or (named.place if named is not None else None)
        kind = named.kind if named is not None else _kind(state, start, end)
        found.append(make(state, start, end, "Fund", kind, rule="branded", place=where))
    return found


def _group(state: State, start: int) -> int:
    """Return the length of the name of a group that opens the clause, or a member of a list, before a brand (中电 + 海康); 0 without one."""
    prefixes = state.lexicon.built("names.grammar", Grammar).prefixes
    group = next((p for p in prefixes if state.folded.endswith(p, 0, start)), "")
    at = start - len(group)
    return len(group) if state.folded[max(0, at - 1) : at] in OPENS and covering(state, at, start) is None else 0


def _named(state: State, at: int, end: int) -> Mention | None:
    """Return the fund that the grammar found at the ending."""
    return next((m for m in state.mentions_in(end - LONGEST, end) if m.type == "Fund" and m.start <= at < m.end), None)


def _kind(state: State, start: int, end: int) -> str:
    """Return the kind that the longest ending of the name says."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    name = state.folded[start:end]
    fits = [e for e in grammar.endings if e.type == "Fund" and e.kind != "fiscal" and name.endswith(e.text)]
    return max(fits, key=lambda e: len(e.text)).kind or "other" if fits else "other"


def _start(state: State, rules: Brands, at: int) -> int | None:
    """Return where the name begins: at the brand left of its kind, or at the place before that; None where no brand stands there."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    text, floor, brand, ending = state.folded, at - LONGEST, None, at
    index = names_words.word_at(state, at - 1) if at else -1
    while index >= 0 and at > floor:
        first, last, flag = state.words[index]
        word = text[first : min(last, at)]
        if word == "”":
            quoted = QUOTED.search(text, max(0, at - 12), at)
            free = quoted is not None and covering(state, quoted.start() + 1, at - 1) is None
            return quoted.start() if quoted is not None and free else brand
        if word in JOINED and at < ending:
            return brand  # 甲公司联合乙产业基金: two
        place = _place_ending(state, at)
        if place is not None:
            brand = place.start if brand is not None else None
            at = place.start
            index = names_words.word_at(state, at - 1) if at else -1
            if brand is not None:
                return brand
            continue
        held = covering(state, first, at)
        if held is not None and held.type in HELD:
            house = held.end == at and brand is None and held.rule.startswith("ending") and held.kind == "company"
            return held.start if house else brand  # 鸿鹄医疗 + 健康基金
        if known := _known(state, at, rules.words):
            brand = at = at - known
        elif brand is None and (known := _known(state, at, rules.kinds)):
            at -= known
        elif (
            (flag in COINED or (flag == "j" and brand is not None))
            and len(word) > 1
            and _own(word, flag, grammar, rules)
        ):
            brand = at = first
        elif _single(word, flag, rules) and (pair := _pair(state, rules, index)) is not None:
            brand = at = pair
        elif brand is None and _passes(word, flag, grammar, rules):
            at = first
        else:
            return brand
        index = names_words.word_at(state, at - 1) if at else -1
    return brand


def _opening(state: State, rules: Brands, at: int) -> int | None:
    """Return where a word begins that the dictionary has as a verb, but that the article has only in front of names, of two at the least."""
    index = names_words.word_at(state, at - 1) if at else -1
    if index < 0:
        return None
    start, end, flag = state.words[index]
    text, word = state.folded, state.folded[start:end]
    if end != at or len(word) != 2 or flag[0] != "v" or word in rules.never or text[start - 1 : start] not in OPENS:
        return None
    names = {m.text for m in state.mentions_in(0, len(text), *NAMED) if len(m.text) > 2}
    before: set[str] = set()
    for other in re.finditer(word, text):
        if other.start() == start:
            continue
        named = max((n for n in names if text.startswith(n, other.end())), key=len, default="")
        whole = max((n for n in names if n.startswith(word) and text.startswith(n, other.start())), key=len, default="")
        if not named and not whole:
            return None
        before.add(named or whole[len(word) :])
    return start if any(not text.startswith(name, at) for name in before) else None


def _known(state: State, at: int, words: frozenset[str]) -> int:
    """Return the length of the longest of the words that ends at the offset, 0 where none does; the dictionary may have cut it (共 + 赢)."""
    sizes = (
        n
        for n in (4, 3, 2)
        if n <= at and state.folded[at - n : at] in words and names_words.starts_word(state, at - n)
    )
    return next(sizes, 0)


def _passes(word: str, flag: str, grammar: Grammar, rules: Brands) -> bool:
    """Tell whether a word may stand between a brand and the kind of fund."""
    if word in rules.never:
        return False
    return word in grammar.in_funds or grammar.accepts(word, flag, True)


def _own(word: str, flag: str, grammar: Grammar, rules: Brands) -> bool:
    """Tell whether a word that the dictionary has as a name is one here."""
    known = word in grammar.generic or word in grammar.in_funds or word in grammar.allowed or word in rules.never
    return not known and (flag != "nr" or len(word) < 3)


def _single(word: str, flag: str, rules: Brands) -> bool:
    return len(word) == 1 and "一" <= word <= "鿿" and flag[0] not in "pcudmr" and word not in rules.never


def _pair(state: State, rules: Brands, index: int) -> int | None:
    """Return where two or three characters begin that the dictionary does not join (航 + 投, 毅 + 达), None where none end with the word."""
    run = [index]
    while run[-1] > 0 and len(run) < 3:
        first, last, flag = state.words[run[-1] - 1]
        if last != state.words[run[-1]][0] or not _single(state.folded[first:last], flag, rules):
            break
        run.append(run[-1] - 1)
    start = state.words[run[-1]][0]
    odd = any(lone(state.folded[state.words[i][0]]) for i in run)
    known = state.folded[start : state.words[index][1]] in rules.never
    return start if len(run) > 1 and odd and not known else None


def _place_ending(state: State, at: int) -> Mention | None:
    places = [m for m in [*state.mentions_in(at - 8, at), *state.nested] if m.type == "Place" and m.end == at]
    return max(places, key=lambda m: m.end - m.start, default=None)
