"""Bodies called by what they are behind a level of the article's place, a zone's short word or a place (县农技推广总站, 市城投集团, 高新区财政金融局)."""

import re
from collections.abc import Iterable

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_rules import Grammar

LONGEST = 18  # characters between a level and the end of the name
DEEDS = ("建设", "新建", "打造", "布局", "筹建", "共建", "设立", "成立", "组建")
FUNCTION = "pcurmqdxyt"  # parts of speech that stand in no name
JOINING = ("与", "和")
PUBLIC = ("国有", "国资")  # owners that such names tell (市国有金融资本管理有限公司)
POSTS = ("主任", "站长", "所长", "院长", "局长", "处长", "队长", "校长", "经理", "总经理", "董事长")
PRINTED = (
    "company",
    "financial",
    "bank",
    "research",
    "other",
)  # their names have the place as it is printed (沈阳电缆厂)


class OwnBodies:
    """The compiled part `own_bodies` of departments.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("departments")
        own = table["own_bodies"]
        self.kinds = {ending: kind for kind, endings in own["endings"].items() for ending in endings}
        endings = any_of(self.kinds)
        self.ending = re.compile(rf"(?:{endings})(?!{own['not_before']})")
        self.alone = frozenset(own["alone"])
        self.shorts = tuple(own["shorts"])
        self.not_names = re.compile(own["not_names"])
        self.before = re.compile(own["before"])
        self.zone_words = tuple(sorted(own["zone_words"], key=len, reverse=True))
        self.levels = [(word, level) for level, words in table["levels"].items() for word in words]
        self.levels.sort(key=lambda pair: -len(pair[0]))
        self.level_words = tuple(word for word, _ in self.levels)
        grammar = lexicon.built("names.grammar", Grammar)
        self.stop = grammar.stop - grammar.in_funds - set(JOINING)
        self.grammar = grammar


def find(state: State) -> list[Mention]:
    """Return the bodies that end in one of the endings and begin with a level, a place or the short word of the one zone of the article."""
    rules = state.lexicon.built("names.levels", OwnBodies)
    text = state.folded
    before = {m.end: m for m in state.mentions if m.type in ("Place", "Zone") and not m.anaphor}
    before_texts = {m.text for m in before.values()}
    found = []
    for match in state.scan(rules.ending):
        end = match.end()
        if names_words.inside_word(state, end) and not text.startswith(POSTS, end):
            continue
        owner = owner_of(state, rules, before, match.start(), end)
        if owner is None:
            continue
        name, start, tail = owner
        rest = text[tail:end]
        if text[start - 1 : start] in ("在", "于") and rest.startswith(DEEDS):
            continue  # 甲公司将在乙新区 + 建设丙研究院
        if rules.not_names.search(rest) or (tail == match.start() and rest not in rules.alone):
            continue
        kind = rules.kinds[match.group()]
        if kind in ("company", "other"):
            kind = next((k for k, words in rules.grammar.kinds if any(w in rest for w in words)), kind)
        place, owner_text = name, text[start:tail]
        if kind in PRINTED and len(owner_text) > 1 and owner_text in before_texts:
            name = owner_text
        found.append(make(state, start, end, "Institution", kind, name + rest, rule="own-body", place=place))
    return found


def owner_of(
    state: State, rules: OwnBodies, before: dict[int, Mention], ending: int, end: int
) -> tuple[str, int, int] | None:
    """Return the owner's name, where the whole name starts and where what follows the owner does; None where there is none."""
    text = state.folded
    for tail in range(ending, max(end - LONGEST, 0), -1):
        cover = covering(state, tail - 1, tail)
        if tail < ending and cover is not None and cover.end > tail and not (cover.end == end and cover.place is None):
            return None
        shorts = text.startswith(rules.shorts, tail)
        place = before.get(tail)
        if place is not None and place.kind not in ("country", "region"):
            return (place.name, place.start, tail) if shorts or content(state, rules, tail, ending) else None
        if zone := zone_of(state, rules, before.values(), tail):
            return (zone[0], zone[1], tail) if content(state, rules, tail, ending) else None
        for level, kind in rules.levels if text.endswith(rules.level_words, 0, tail) else ():
            at = tail - len(level)
            if at < 0 or not text.endswith(level, 0, tail) or not (shorts or names_words.ends_word(state, tail)):
                continue
            if not opens(state, rules, at) or covering(state, at, tail) is not None:
                continue
            name = state.place_near(kind, at)
            return (name, at, tail) if name and (shorts or content(state, rules, tail, ending)) else None
    return None


def zone_of(state: State, rules: OwnBodies, owners: Iterable[Mention], tail: int) -> tuple[str, int] | None:
    """Return the name of the one zone whose short word (合作区, 航天城) ends at the offset, and where that word starts."""
    if not state.folded.endswith(rules.zone_words, 0, tail):
        return None
    word = next(w for w in rules.zone_words if state.folded.endswith(w, 0, tail))
    if not opens(state, rules, tail - len(word)):
        return None
    names = {m.name for m in owners if m.type == "Zone" and m.text.endswith(word) and len(m.text) > len(word)}
    return (names.pop(), tail - len(word)) if len(names) == 1 else None


def opens(state: State, rules: OwnBodies, at: int) -> bool:
    """Tell whether a name may begin here: behind a mark, a verb or a function word."""
    if at == 0 or rules.before.search(state.folded, max(0, at - 3), at):
        return True
    first, last, flag = state.words[names_words.word_at(state, at - 1)]
    return last == at and flag[0] in "vpcdur" and state.folded[first:last] not in ("各", "每", "该", "本", "全")


def content(state: State, rules: OwnBodies, start: int, end: int) -> bool:
    """Tell whether only words that stand in names stand in the span."""
    if start == end:
        return True
    words = names_words.words_in(state, start, end)
    if words[0][0] < start or (words[0][1] - start == 1 and words[0][2][0] in "vap"):
        return False
    for first, last, flag in words:
        word = state.folded[first : min(last, end)]
        if word in (*JOINING, *PUBLIC) or word in rules.grammar.allowed or "A" <= word <= "z":
            continue
        if flag[0] in FUNCTION or (len(word) > 1 and word in rules.stop) or (flag == "v" and len(word) > 2):
            return False
    return True
