"""Projects that a clause speaks of: what is begun, built, joined to the grid, chosen or won is a name where it says what and where.

甲县乙风电项目开工, 丙公司中标丁铁路改造工程, 加快推进年产10万吨戊项目: no sum need stand by.
"""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State
from extract.names_rules import Grammar

FUNCTION = "pcurmqyd"  # parts of speech that stand in no such name
JOINING = ("与", "和", "及", "暨", "至", "到")
NUMERALS = frozenset("一二三四五六七八九十百千万")  # that unknown places begin with (九墩滩)
NUMBER = re.compile(r"\d+号?|号")  # 2号机组
BUILT = ("中心", "基地", "实验室", "园", "厂", "研究院", "医院", "学院", "总部")
SPECIAL = 4  # characters of distinctive words that make a name without a place or a size


RANKED = re.compile(r"[一-鿿]{0,4}\d{2,3}强(?:企业)?(?=[一-鿿]{4})")  # 民营500强 + 某某项目


@dataclass(frozen=True, slots=True)
class Standing:
    """The compiled part `standing` of `programs.yaml`."""

    stands: re.Pattern[str]
    done: re.Pattern[str]
    lead: re.Pattern[str]
    size: re.Pattern[str]
    not_names: re.Pattern[str]
    plain: re.Pattern[str]


def compile_standing(lexicon: Lexicon) -> Standing:
    """Compile the patterns of a lexicon."""
    return Standing(**patterns(lexicon.table("programs")["standing"]))


def standing(state: State) -> list[Mention]:
    """Return such projects, without the words that lead to them."""
    rules = state.lexicon.built("programs.standing", compile_standing)
    grammar = state.lexicon.built("names.grammar", Grammar)
    found: dict[int, Mention] = {}
    for pattern in (rules.stands, rules.done):
        for match in pattern.finditer(state.folded):
            start, end = match.span("name")
            start = _led(state, rules, start, end)
            ranked = RANKED.match(state.folded, start, end)
            start = ranked.end() if ranked is not None else start
            if any(
                m.start < start < m.end or m.start < end < m.end or (m.start, m.end) == (start, end)
                for m in state.mentions_in(start - 30, end + 30)
            ):
                continue
            if end not in found and _names(state, rules, grammar, start, end):
                found[end] = make(state, start, end, "Program", "program", rule="standing")
    return list(found.values())


def _led(state: State, rules: Standing, start: int, end: int) -> int:
    """Return where the name begins behind the verbs before it, and behind the body that does what they say."""
    while True:
        at = start
        body = next((m for m in state.mentions_in(start, end, "Institution") if m.start == start), None)
        lead = rules.lead.match(state.folded, body.end if body else start, end)
        if lead is not None and lead.end() > lead.start():
            start = lead.end()
        if start == at:
            return start


def _names(state: State, rules: Standing, grammar: Grammar, start: int, end: int) -> bool:
    """Tell whether the span says which project is meant: with a place or body that more words follow, a size, or distinctive words."""
    owner = next((m for m in state.mentions_in(start, end, "Institution") if m.start == start and not m.anaphor), None)
    name = state.folded[owner.end if owner else start : end]
    if rules.not_names.search(name) or not names_words.starts_word(state, start):
        return False
    size = rules.size.search(name)
    words = [(state.folded[a:b], f) for a, b, f in names_words.words_in(state, start, end)]
    words = [(w, f) for w, f in words if w not in JOINING and not (f == "m" and w in NUMERALS)]
    words = [(w, f) for w, f in words if not NUMBER.fullmatch(w)]
    if any(f[0] in FUNCTION and not (size and w in size.group()) for w, f in words):
        return False
    inside = [m for m in state.mentions_in(start, end) if m.type in ("Place", "Zone", "Institution") and not m.anaphor]
    own = start + max((m.end - start for m in inside), default=0)
    rest = state.folded[own:end]
    built = [m for m in inside if m.end == own and m.type == "Institution" and m.rule != "gazetteer"]
    if rest in ("项目", "工程") and built and built[-1].text.endswith(BUILT):
        return True  # 甲市乙检测中心项目: what it is to build
    if rules.plain.fullmatch(rest):
        return False
    if inside or size:
        return True
    special = [w for w, _ in words[:-1] if w not in grammar.generic and not rules.plain.fullmatch(w + "项目")]
    return sum(map(len, special)) >= SPECIAL
