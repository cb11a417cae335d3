"""Classes of units that are graded or recognised: a grade before the noun, or a promise around it, tells them (省级企业技术中心, 对数字化车间给予奖励)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State

LONGEST = 16  # characters of such a name before its last noun
LEAST = 2  # of them where no grade is told
NEWLY = re.compile(
    "新(?:创建?|建|增|认定|获批?|设立?|批|评定?|引进)|面向|主要|投向|针对|适用"
)  # says only that it is new
NOMINAL = ("n", "b", "j", "l", "z", "i")


@dataclass(frozen=True, slots=True)
class Units:
    """The compiled `categories_units.yaml`."""

    ends: re.Pattern[str]
    inner: frozenset[str]
    grade: re.Pattern[str]
    grades: re.Pattern[str]
    leads: re.Pattern[str]
    never: re.Pattern[str]
    handing: re.Pattern[str]
    handed: re.Pattern[str]
    promising: re.Pattern[str]
    promise: re.Pattern[str]
    follows: re.Pattern[str]
    apart: re.Pattern[str]


def build(lexicon: Lexicon) -> Units:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("categories_units")
    grade, joins = table["grade"], table["joins"]
    told = ("leads", "never", "handing", "handed", "promising", "promise", "follows", "apart")
    return Units(
        ends=re.compile(any_of(table["ends"])),
        inner=frozenset(table["inner"]),
        grade=re.compile(grade),
        grades=re.compile(f"(?:(?:{grade})(?:{joins}))*(?:{grade})$"),
        **{key: re.compile(table[key]) for key in told},
    )


def units(state: State, modified: Callable[[str, int], int], described: Callable[[int, int], str]) -> list[Mention]:
    """Return the classes of units where no name stands.

    `modified` says where the modifiers begin that end at an offset, `described` what a class is called with its clause.
    """
    rules = state.lexicon.built("categories.units", build)
    text = state.folded
    found: dict[int, Mention] = {}
    own = [m for m in state.mentions if m.type == "Institution" and rules.grade.match(m.text)]
    for body in own:  # 对新认定的省级数据中心给予补助: none of the place's own bodies
        if rules.ends.search(body.text[2:]) and _told(rules, text, body.start, body.end):
            state.mentions.remove(body)
    for match in rules.ends.finditer(text):
        end = match.end()
        if not names_words.ends_word(state, end) or rules.follows.match(text, end) is None:
            continue
        start = _start(state, rules, match.start(), modified)
        start = grade.end() if (grade := rules.grade.match(text, start, match.start())) else start
        graded = rules.grades.search(text, max(0, start - LONGEST), start)
        first = graded.start() if graded else start
        telling = (match.start() - start >= LEAST or text[start - 1] == "的") and not rules.never.search(
            text[start:end]
        )
        if graded is None and not (telling and _told(rules, text, first, end)):
            continue
        place = covering(state, first, first + 1)
        if graded and place is not None and place.type == "Place" and place.end == first + 1 > place.start + 1:
            first, place = place.start, None  # 甲市 + 级 + 工厂
        free = _unnamed(place, end) and _unnamed(covering(state, start, end), end)
        if free and names_words.starts_word(state, first):
            found[first] = make(state, first, end, "Category", name=described(first, end), rule="unit")
    return list(found.values())


def _told(rules: Units, text: str, start: int, end: int) -> bool:
    """Tell whether the words around a class without a grade say that money goes to it."""
    low = max(0, start - 8)
    if rules.leads.search(text, low, start):
        return True
    if rules.handing.search(text, low, start) and rules.handed.match(text, end):
        return True
    return rules.promising.search(text, low, start) is not None and rules.promise.match(text, end) is not None


def _start(state: State, rules: Units, end: int, modified: Callable[[str, int], int]) -> int:
    """Return where the nouns begin that stand before the last noun of a class."""
    start, index = end, names_words.word_at(state, end - 1) if end else -1
    while index >= 0:
        if (at := modified(state.folded, start)) < start and end - at <= LONGEST:
            start, index = at, names_words.word_at(state, at - 1) if at else -1
            continue
        first, last, flag = state.words[index]
        word = state.folded[first : min(last, end)]
        noun = flag.startswith(NOMINAL) or flag in ("vn", "an", "eng", "nz") or word in rules.inner
        named = not _unnamed(covering(state, first, last), None)
        if end - first > LONGEST or not noun or rules.grade.fullmatch(word) or named or NEWLY.match(word):
            break
        if graded := rules.grade.match(word):
            return first + graded.end()  # 省级重点 + 实验室
        start, index = first, index - 1
    return start


def _unnamed(cover: Mention | None, end: int | None) -> bool:
    """Tell whether no name stands there: nothing, or a zone of no place that goes on to the end (文旅消费集聚区)."""
    return cover is None or (cover.type == "Zone" and cover.place is None and end in (None, cover.end))


def by_grade(state: State) -> None:
    """Cut a class of several grades into one for each where sums are told one by one behind it (国家级、省级工厂分别奖励…)."""
    rules = state.lexicon.built("categories.units", build)
    cut: list[Mention] = []
    for mention in state.mentions:
        grades = list(rules.grade.finditer(mention.text)) if mention.type == "Category" else []
        parted = len(grades) > 1 and rules.apart.match(state.folded, mention.end)
        if not parted or not all(b.start() - a.end() in (1, 2) for a, b in pairwise(grades)):
            cut.append(mention)
            continue
        noun = mention.text[grades[-1].end() :]
        for grade in grades:
            start = mention.start + grade.start()
            end = mention.end if grade is grades[-1] else mention.start + grade.end()
            cut.append(
                make(state, start, end, "Category", name=grade[0] + "级" * (grade[0][-1] in "A星") + noun, rule="grade")
            )
    state.mentions[:] = cut
