"""Local departments, party committees and zone committees, with the place that the text or the article gives them."""

import re
from dataclasses import dataclass

import ahocorasick_rs

from extract import names_words
from extract.entity_spans import make
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar

BEFORE_LEVEL = "我全本该原各到和与由同向对为在、，。；：“（(\n 按经从据及的是自让"
BUILT = frozenset("的了起学厂成")  # behind 办, which is a verb there
NOT_BEHIND = re.compile("[员长托门级理势]|面(?![向临对])")  # behind the ending they make another word (局面, 委托)
COMMITTEES = ("管理委员会", "工作委员会")  # only zones have them; a bare one waits for coreference


@dataclass(frozen=True, slots=True)
class Head:
    """What follows the place: its official form, and the kind of body."""

    tail: str
    kind: str
    party: bool = False


class Departments:
    """The compiled lists of departments.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("departments")
        self.heads: dict[str, Head] = {}
        for stem, official in table["stems"].items():
            for ending, full in table["endings"].items():
                self.heads[stem + ending] = Head(official + full, "local_government")
        for head in table["heads"]:
            for name in head["names"]:
                self.heads[name] = Head(head["tail"], head["kind"], head.get("party", False))
        self.words = list(self.heads)
        self.automaton = ahocorasick_rs.AhoCorasick(self.words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.parties = tuple(table["parties"])
        self.levels = [(word, level) for level, words in table["levels"].items() for word in words]
        self.levels.sort(key=lambda pair: -len(pair[0]))
        self.bureau = re.compile(table["bureaux"]["ending"])
        self.not_bureaux = tuple(table["bureaux"]["not"])
        grammar = lexicon.built("names.grammar", Grammar)
        self.stop = grammar.stop - grammar.in_funds
        self.numbered = re.compile("[一-鿿]{0,6}[〔［\\[]\\d{4}")


def find(state: State, zones: list[Mention]) -> list[Mention]:
    """Return the departments of places and zones; one without a place takes the article's (rule 2)."""
    rules = state.lexicon.built("names.departments", Departments)
    text = state.folded
    before: dict[int, Mention] = {m.end: m for m in state.mentions if m.type == "Place"}
    before.update({m.end: m for m in zones})
    found: list[Mention] = []
    for number, start, end in rules.automaton.find_matches_as_indexes(text):
        word = rules.words[number]
        if word in ("政府办", "人民政府办") and text[end : end + 1] in BUILT:
            word, end = word[:-1], end - 1  # 区政府 + 办的研究院
        council = word.endswith("社") and text.startswith("理事", end)  # 省农信联社理事长
        if NOT_BEHIND.match(text, end) and not council:
            continue
        if rules.numbered.match(text, end):  # the mark of a document (工信厅联企业〔2022〕22号)
            continue
        mention = placed(state, rules, word, start, end, before) or levelled(state, rules, word, start, end)
        mention = mention or listed(state, rules, word, start, end, found)
        if mention is not None:
            found.append(mention)
            found += office_of(state, rules.heads[word], mention)
    return found + unlisted(state, rules, before, found)


def unlisted(state: State, rules: Departments, before: dict[int, Mention], known: list[Mention]) -> list[Mention]:
    """Return the bureaux that the lists do not have (区科知局), right behind a place, a zone or a level of the article's place."""
    text = state.folded
    taken = {m.end for m in known}
    found = []
    for match in state.scan(rules.bureau):
        end = match.end()
        last = state.words[names_words.word_at(state, end - 1)][1]
        if end in taken or last != end or text.endswith(rules.not_bureaux, 0, end):
            continue
        owner, start, tail = bureau_owner(state, rules, before, end)
        if owner and not joined(text, taken, tail, end) and content(state, rules, tail, end):
            name = owner + text[tail:end]
            found.append(
                make(state, start, end, "Institution", "local_government", name, rule="department-other", place=owner)
            )
    return found


def joined(text: str, taken: set[int], start: int, end: int) -> bool:
    """Tell whether another department ends in the span before an “and”: 甲省科技厅与乙市投促局 are two."""
    return any(at in taken and text[at] in "和与及" for at in range(start + 1, end))


def bureau_owner(state: State, rules: Departments, before: dict[int, Mention], end: int) -> tuple[str, int, int]:
    """Return the place or zone whose bureau ends here, where the name starts and where what follows the owner does; empty if none."""
    text = state.folded
    for tail in range(end - 3, max(end - 13, 0), -1):
        owner = before.get(tail)
        if owner is not None and owner.kind not in ("country", "region") and not owner.anaphor:
            return owner.name, outermost(owner, before), tail
        for level, kind in rules.levels:
            at = tail - len(level)
            if not text.endswith(level, 0, tail) or text[at - 1 : at] not in BEFORE_LEVEL or at < 0:
                continue
            place = state.place_near(kind, at) or (state.levels.get("province") if kind == "city" else None)
            if (
                place
                and names_words.ends_word(state, tail)
                and (kind not in ("city", "prefecture") or place.endswith(("市", "州", "盟", "区")))
            ):
                return place, at, tail
    return "", end, end


def outermost(owner: Mention, before: dict[int, Mention]) -> int:
    """Return where the places begin that stand one behind the other up to an owner (江州市 + 临港区 + 工业信息科技局)."""
    first = owner.start
    if owner.type == "Place" and not owner.anaphor:
        while first in before and before[first].type == "Place" and not before[first].anaphor:
            first = before[first].start
    return first


def content(state: State, rules: Departments, start: int, end: int) -> bool:
    """Tell whether nothing but content words stands in the span."""
    first, last = names_words.word_at(state, start), names_words.word_at(state, end - 1)
    words = state.words[first : last + 1]
    if words[0][0] != start or (words[0][1] - start == 1 and words[0][2][0] in "va"):
        return False
    return not any(
        f[0] in "pcurmqdxyt" or (b - a > 1 and (state.folded[a:b] in rules.stop or (f == "v" and b - a > 2)))
        for a, b, f in words
        if state.folded[a:b] not in "和与"
    )


def office_of(state: State, head: Head, mention: Mention) -> list[Mention]:
    """Return the government that an office's name begins with (北京市政府 in 北京市政府新闻办)."""
    at = state.folded.find("政府", mention.start, mention.end)
    if not head.tail.startswith("人民政府") or len(head.tail) == 4 or at < 0:
        return []
    mention.parent = mention.name[: mention.name.index("人民政府") + 4]
    kind = "local_government"
    return [
        make(state, mention.start, at + 2, "Institution", kind, mention.parent, rule="department", place=mention.place)
    ]


def official(state: State, head: Head, place: str, kind: str | None) -> str:
    """Return the full name of a department of a place or zone."""
    tail = head.tail
    if tail == "国有资产监督管理委员会" and kind == "province":
        tail = "人民政府国有资产监督管理委员会"
    if tail == "税务局":
        return f"国家税务总局{place}税务局"
    if head.party:
        return f"中国共产党{place}{tail}"
    return place + tail


def placed(
    state: State, rules: Departments, word: str, start: int, end: int, before: dict[int, Mention]
) -> Mention | None:
    """Return the department of the place that stands right before it."""
    head = rules.heads[word]
    owner = before.get(start)
    if owner is None:
        for level, _ in rules.levels:
            if state.folded.endswith(level, 0, start) and start - len(level) in before:
                owner = before[start - len(level)]
                break
    if owner is None or (owner.type == "Place" and owner.kind in ("country", "region")):
        return None
    if head.tail == "人民政府" and owner.type == "Zone":
        return None
    first = outermost(owner, before)
    if owner.anaphor:
        first = owner.end - 1 if owner.kind != "country" else owner.start
    party = next((p for p in rules.parties if state.folded.endswith(p, 0, first)), "") if head.party else ""
    if party and head.tail == "委员会":
        name, span = f"{party}{owner.name}委员会", (first - len(party), end)
        return make(state, *span, "Institution", "other", name, rule="department", place=owner.place or owner.name)
    if head.party and state.folded.startswith("中共", first - 2):
        first -= 2
    elif head.party and state.folded.startswith("中国共产党", first - 5):
        first -= 5
    kind = "central_government" if head.tail == "税务局" else head.kind
    name = official(state, head, owner.name, owner.kind)
    if head.kind in ("bank", "financial") and not owner.anaphor:
        name = owner.text + head.tail  # 洛阳农村商业银行: a firm's name has the place as it is printed
    return make(state, first, end, "Institution", kind, name, rule="department", place=owner.place or owner.name)


def levelled(state: State, rules: Departments, word: str, start: int, end: int) -> Mention | None:
    """Return the department named by its level alone: 省财政厅, 市科技局."""
    text, head = state.folded, rules.heads[word]
    if head.tail in COMMITTEES:
        return None
    for level, kind in rules.levels:
        if not text.endswith(level, 0, start):
            continue
        at = start - len(level)
        place = state.place_near(kind, at)
        if at > 0 and level in ("区", "州", "地区", "盟", "旗") and text[at - 1] not in BEFORE_LEVEL:
            return None
        if place is None:
            return placeless(state, head, level, at, end)
        if word == "联社" and level != "省":
            return None
        if at > 0 and len(level) == 1 and text[at - 1] in "外各跨城都集超大中小现农":
            return None
        if at > 0 and text[at - 1] == "团" and word == "委":  # 团省委
            name = f"共青团{place}委员会"
            return make(state, at - 1, end, "Institution", "association", name, rule="department-level", place=place)
        found = state.lexicon.gazetteer.place(place)
        name = official(state, head, place, found.kind if found else None)
        type_kind = "central_government" if head.tail == "税务局" else head.kind
        return make(state, at, end, "Institution", type_kind, name, rule="department-level", place=place)
    return None


def placeless(state: State, head: Head, level: str, start: int, end: int) -> Mention | None:
    """Return the department of a place that the article never names, under what it is called: never the ministry."""
    before = state.folded[start - 1 : start] if start else "\n"
    if level not in ("省", "市", "县", "区", "州") or before not in BEFORE_LEVEL or before in "各全本" or head.party:
        return None
    kind = "central_government" if head.tail == "税务局" else head.kind
    return make(state, start, end, "Institution", kind, level + head.tail, rule="department-placeless")


def listed(state: State, rules: Departments, word: str, start: int, end: int, found: list[Mention]) -> Mention | None:
    """Return a department without any level: the next of a list (省农业农村厅、财政厅), or a 厅, which only a province has."""
    text, head = state.folded, rules.heads[word]
    if head.tail in COMMITTEES:
        return None
    last = found[-1] if found else None
    if (
        last is not None
        and last.place
        and last.end == start - 1
        and text[start - 1] in "、和与及"
        and len(word) > 2
        and word[-1] in "厅局委办会"
    ):
        entry = state.lexicon.gazetteer.place(last.place)
        return make(
            state,
            start,
            end,
            "Institution",
            head.kind,
            official(state, head, last.place, entry.kind if entry else None),
            rule="department-list",
            place=last.place,
        )
    if (
        word.endswith("厅")
        and len(word) > 2
        and "政府" not in word
        and "委" not in word
        and (place := state.levels.get("province"))
    ):
        return make(state, start, end, "Institution", head.kind, place + head.tail, rule="department-bare", place=place)
    return None
