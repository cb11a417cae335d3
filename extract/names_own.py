"""Units that an article names without the university they belong to: the article is about one, so they are its own (土木工程学院, 科研处)."""

import re
from collections import Counter

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State

SCHOOL = re.compile("学院(?![长校])|学院(?=院长)")
SELF = {"学校", "我校", "本校", "该校", "高校"}
LONGEST = 14
MOST = 2  # times as often as any other university is the one spoken of named


class OwnUnits:
    """The compiled part `own_units` of departments.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("departments")["own_units"]
        offices = any_of(table["offices"])
        self._named = re.compile(table["named"])
        self._offices = frozenset(table["offices"])
        self.before = re.compile(table["before"])
        self.posted = re.compile(table["posted"], re.MULTILINE)
        self.office = re.compile(f"(?:{offices})(?={table['behind']})")

    def own(self, name: str) -> bool:
        """Tell whether the name is one of a school or office that belongs to a university."""
        return name in self._offices or self._named.fullmatch(name) is not None


def find(state: State, printed_by: Mention | None) -> list[Mention]:
    """Give units without a place the name of the one university that the article is about, and return its bare offices."""
    owner = _university(state) or printed_by
    if owner is None:
        return []
    rules = state.lexicon.built("names.own", OwnUnits)
    for mention in state.mentions:
        if (
            mention.type == "Institution"
            and mention.rule.startswith("ending")
            and mention.parent is None
            and not mention.place
            and mention.name == mention.text
            and rules.own(mention.text)
        ):
            mention.name, mention.parent, mention.place = owner.name + mention.text, owner.name, owner.place
    spans = [
        match.span()
        for match in state.scan(rules.office)
        if rules.before.search(state.folded, max(0, match.start() - 4), match.start())
    ]
    spans += [(start, m.end()) for m in state.scan(SCHOOL) if (start := _start(state, m.start())) < m.start()]
    spans += [match.span() for match in state.scan(rules.posted)]
    return [
        make(
            state,
            start,
            end,
            "Institution",
            owner.kind,
            owner.name + state.folded[start:end],
            rule="own-unit",
            place=owner.place,
            parent=owner.name,
        )
        for start, end in dict.fromkeys(spans)
        if covering(state, start, end) is None and rules.own(state.folded[start:end])
    ]


def _start(state: State, end: int) -> int:
    """Return where the plain nouns begin that say what a school is for (材料工程 + 学院); `end` itself where there are none."""
    start = end
    index = names_words.word_at(state, end)
    for first, last, flag in reversed(state.words[max(0, index - LONGEST) : index]):
        word = state.folded[first:last]
        noun = (flag[0] in "nbj" and flag not in {"nr", "ns", "nt"}) or flag in {"vn", "an"}
        joins = word in {"与", "和"} and start < end
        if word in SELF:
            break
        if last > start or end - first > LONGEST or not (joins or (noun and len(word) > 1)):
            break
        if not joins:
            start = first
    return start


def is_university(mention: Mention) -> bool:
    """Tell whether the mention is of a university, not of a school or office of one."""
    owner = (mention.entity.parent if mention.entity else mention.parent) or ""
    return mention.kind == "university" and not owner.endswith(("大学", "学院"))


def _university(state: State) -> Mention | None:
    """Return the university that the article is about: the only one, or the one named far more often than any other."""
    named = [m for m in state.mentions if m.kind == "university" and m.type == "Institution" and m.parent is None]
    named = [m for m in named if m.place or m.rule in {"gazetteer", "full-name"}]
    counts = Counter(m.name for m in named)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < MOST * ranked[1][1]):
        return None
    return next(m for m in named if m.name == ranked[0][0])
