"""The suffix grammar: a name is found by its ending, and its start by walking left over words that may stand in names."""

import bisect
import re
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs

from extract import names_words
from extract.lexicon import Lexicon
from extract.model import Mention, State

SCIENCE = ("research", "university")
LONGEST = 30  # characters; real names are shorter, a longer run is prose
RANK = {"country": 0, "region": 1, "province": 1, "city": 2, "county": 3, "town": 4}
INITIALS = "正中新同为上大天通可方从能会成本原至安永"  # function words that also begin a brand behind a place (江苏中…)
COUNTERS = "支只家个名项批期笔所"
MARKS = "“”‘’（）()—－-·"


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending of names with what it says about them."""

    text: str
    type: str
    kind: str | None
    alone: bool
    generic: bool
    not_before: str
    hard: bool = False
    brand: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: where it is, its ending, the place that begins it, and the name of the body that it begins with."""

    start: int
    end: int
    ending: Ending
    place: Mention | None
    parent: Mention | None


class Grammar:
    """The compiled lists of suffixes.yaml and stopnames.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, stops = lexicon.table("suffixes"), lexicon.table("stopnames")
        endings: dict[str, Ending] = {}
        for group in table["names"]:
            for text in group["endings"]:
                before = table["not_before"].get(text, "")
                alone, generic, hard, brand, loose = (
                    bool(group.get(f)) for f in ("alone", "generic", "hard", "brand", "loose")
                )
                made = Ending(text, group["type"], group["kind"], alone, generic, before, hard, brand, loose)
                endings.setdefault(text, made)
        self.endings = list(endings.values())
        self.automaton = ahocorasick_rs.AhoCorasick(list(endings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.stop = frozenset(stops["stop"]) - frozenset(stops["verbs"])
        self.allowed = frozenset(stops["verbs"]) | frozenset(stops["adverbs"])
        self.generic = frozenset(stops["generic"])
        self.in_funds = frozenset(stops["in_funds"])
        self.levels = frozenset(stops["levels"])
        self.prefixes = tuple(stops["prefixes"])
        self.lead = frozenset(stops["lead"])
        self.joined = ahocorasick_rs.AhoCorasick(stops["joined"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.starts = frozenset(stops["starts"])
        self.not_names = frozenset(stops["not_names"])
        self.deeds = re.compile(stops["deeds"])
        self.openings = re.compile(stops["openings"])
        self.kinds: list[tuple[str, list[str]]] = [(kind, words) for kind, words in table["kind_words"]]
        self.unlike: dict[str, Any] = table.get("unlike", {})

    def glued(self, text: str) -> dict[int, int]:
        """Return where the strings that are read as one word end, with their starts."""
        return {end: start for _, start, end in self.joined.find_matches_as_indexes(text)}

    def accepts(self, word: str, flag: str, hard: bool = False) -> bool:
        """Tell whether a word of this part of speech may stand inside a name."""
        if word in self.allowed:
            return True
        if word in self.stop or (len(word) >= 4 and (word[-2:] in self.stop or word[:2] in self.stop)):
            return False
        if hard and "一" <= word[0] <= "鿿" and flag[0] not in "pcurmqy" and (len(word) == 1 or flag != "v"):
            return True
        head = flag[:1]
        if head == "v":
            return flag == "vn" or (flag in ("v", "vi") and len(word) > 2)
        return head in "nabjilgskhz" or flag == "eng"


def find(state: State, known: list[Mention]) -> list[Found]:
    """Return candidates in text order; `known` are names found otherwise, which may begin a longer name."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    text = state.folded
    ends: dict[int, Mention] = {m.end: m for m in state.mentions if m.type == "Place" and not m.anaphor}
    bodies: dict[int, Mention | Found] = {m.end: m for m in known}
    found: list[Found] = []
    glued = grammar.glued(text)
    for number, start, end in grammar.automaton.find_matches_as_indexes(text):
        ending = grammar.endings[number]
        if end < len(text) and text[end] in ending.not_before:
            continue
        if runs_on(state, start, end):
            continue
        candidate = walk(state, grammar, ending, start, end, ends, bodies, glued)
        if candidate is not None:
            found.append(candidate)
            bodies[end] = candidate
    return found


def runs_on(state: State, start: int, end: int) -> bool:
    """Tell whether a word that starts at or before the ending goes on behind it (大学 in 大学生)."""
    if end >= len(state.text):
        return False
    first, last, _ = state.words[names_words.word_at(state, end - 1)]
    return first <= start and last > end


def walk(
    state: State,
    grammar: Grammar,
    ending: Ending,
    start: int,
    end: int,
    places: dict[int, Mention],
    bodies: dict[int, "Mention | Found"],
    glued: dict[int, int],
) -> Found | None:
    """Go left from the ending at `start` and return the name, None where there is none."""
    text, words = state.folded, state.words
    at = start
    index = bisect.bisect_left(words, (at, 0, "")) - 1
    place: Mention | None = None
    parent: Mention | None = None
    body: list[str] = []
    while at > 0 and end - at < LONGEST:
        if at in bodies and place is None:
            known = bodies[at]
            if begins(known, ending):
                at, place = known.start, known.place if isinstance(known, Found) else None
                parent = as_mention(state, known)
                break
        if at in places:
            place = places[at] if place is None else place
            at = places[at].start
            at = outward(text, at, place, places)
            if at in bodies and begins(bodies[at], ending):
                parent = as_mention(state, bodies[at])
                at = bodies[at].start
            prefix = next((p for p in grammar.prefixes if text.endswith(p, 0, at)), None)
            at -= len(prefix) if prefix and parent is None and ending.type == "Institution" else 0
            break
        while index >= 0 and words[index][0] >= at:
            index -= 1
        if index < 0:
            break
        if at in glued:
            body.append(text[glued[at] : at])
            at = glued[at]
            continue
        first, last, flag = words[index]
        inner = place_inside(places, first, min(last - 1, at)) if last - first > 2 else None
        if inner is not None:
            body.append(text[inner.end : min(last, at)])
            at = inner.end
            continue
        word = text[first : min(last, at)]
        if word in "）)”’":
            opened = bracket(text, first, word)
            if opened is None:
                break
            body.append(text[opened : first + 1])
            at = opened
            continue
        if word in "—－-·" and body and first > 0 and text[first - 1] not in "，。、 \n—":
            at = first
            continue
        wide = ending.type in ("Fund", "Program") and word in grammar.in_funds
        if ending.kind in SCIENCE and word == "与" and joins(state, grammar, index):
            body.append(word)
            at = first
            continue
        if (
            ending.kind in SCIENCE
            and not grammar.accepts(word, flag)
            and (whole := within_reach(state, grammar, at, bodies))
        ):
            parent, at = as_mention(state, whole), whole.start
            break
        if (ending.hard or ending.brand) and len("".join(body)) == 1 and last == at and word in INITIALS:
            body.append(word)
            at = first
            break
        if (
            ending.hard
            and ending.type == "Institution"
            and not grammar.accepts(word, flag, True)
            and (spot := near(text, at, places))
        ):
            place, at = spot, outward(text, spot.start, spot, places)
            break
        if ending.hard and flag == "m" and (not word[0].isdigit() if len(word) == 1 else word[-1] in "号期"):
            body.append(word)
            at = first
            continue
        if (
            word in ("和", "与", "及")
            and (ending.loose or ending.type == "Program")
            and (owner := bridge(state, grammar, ending, first, places))
        ):
            at, place = owner
            break
        coined_verb = (
            ending.hard
            and ending.type == "Institution"
            and not body
            and len(word) == 2
            and flag[0] == "v"
            and word not in grammar.stop
        )
        if (
            not wide
            and not coined_verb
            and not grammar.accepts(word, flag, ending.hard)
            and not (last > at and len(word) <= 2 and flag[0] not in "mpcudry")
        ):
            break
        body.append(word)
        at = first
        if word in grammar.starts and at not in places and at not in bodies:
            break
    if end - at >= LONGEST and place is None and parent is None:
        return None
    body.reverse()
    at = unmarked(text, at, start)
    if place is None and parent is None:
        at = begin(state, grammar, at, start, body, ending.loose)
    if at >= start:
        return None
    if not distinct(state, grammar, ending, at, end, body, place, parent):
        state.reject("entity", f"ending:{ending.text}", "no distinctive word before the ending", at, end, text[at:end])
        return None
    return Found(at, end, ending, place, parent)


def bridge(
    state: State, grammar: Grammar, ending: Ending, at: int, places: dict[int, Mention]
) -> tuple[int, Mention | None] | None:
    """Return the start of a name that goes on left of 和, with the place or level word that it begins with; else None."""
    text, floor = state.folded, at - 14
    index = names_words.word_at(state, at - 1)
    while at > floor and index >= 0:
        if at in places:
            return outward(text, places[at].start, places[at], places), places[at]
        first, last, flag = state.words[index]
        word = text[first:last]
        if word in ("省", "市", "省级", "市级", "国家") and first < at:
            return first, None
        if not grammar.accepts(word, flag, ending.hard):
            return None
        at, index = first, index - 1
    return None


def unmarked(text: str, at: int, end: int) -> int:
    """Return the start of a name behind dashes, closing marks and a bracket or quotation that stands before it."""
    while at < end and text[at] in MARKS:
        closing = {"“": "”", "（": "）", "(": ")", "‘": "’"}.get(text[at])
        close = text.find(closing, at, end) if closing else at
        if closing == "”" and close > at + 3 and "一" <= text[at + 1] <= "鿿":
            return at
        at = (close if close >= 0 else at) + 1
    return at


def near(text: str, at: int, places: dict[int, Mention]) -> Mention | None:
    """Return the place that ends up to four characters to the left, with a brand in between (江苏集萃…, 河北和赢…)."""
    for end in range(at - 1, at - 5, -1):
        if end in places and places[end].kind in ("province", "city", "county"):
            between = text[end:at]
            return (
                places[end]
                if between[0] not in "与及、在对向由将是的为到，。和" or (between[0] == "和" and len(between) == 1)
                else None
            )
    return None


def joins(state: State, grammar: Grammar, index: int) -> bool:
    """Tell whether 与 at this word joins two subjects inside a name (材料科学与工程学院), not two bodies."""
    if index == 0:
        return False
    first, last, flag = state.words[index - 1]
    word = state.folded[first:last]
    return flag[0] == "n" and flag not in ("nt", "ns", "nr") and len(word) > 1 and grammar.accepts(word, flag)


def within_reach(
    state: State, grammar: Grammar, at: int, bodies: dict[int, "Mention | Found"]
) -> "Mention | Found | None":
    """Return the body that ends a few words to the left, with nothing but content words in between."""
    index = names_words.word_at(state, at - 1)
    floor = at - 12
    while index >= 0 and at > floor:
        if at in bodies:
            known = bodies[at]
            kind = known.kind if isinstance(known, Mention) else known.ending.kind
            return known if kind in SCIENCE else None
        first, last, flag = state.words[index]
        word = state.folded[first:last]
        if flag[0] in "xpcurmd" or (word in grammar.stop and word not in grammar.in_funds):
            return None
        at, index = first, index - 1
    return None


def place_inside(places: dict[int, Mention], first: int, last: int) -> Mention | None:
    """Return the last place that lies within a word from `first` and ends at or before `last`."""
    found = next((places[end] for end in range(last, first, -1) if end in places), None)
    return found if found is not None and found.start >= first else None


def outward(text: str, at: int, place: Mention, places: dict[int, Mention]) -> int:
    """Return where the places before a place begin: 江苏省 before 徐州市, 中国— before 东盟, but not 松溪县 before 福建."""
    rank = RANK.get(place.kind or "", 9)
    while True:
        if at in places and RANK.get(places[at].kind or "", 9) <= rank:
            rank, at = RANK.get(places[at].kind or "", 9), places[at].start
        elif at > 0 and text[at - 1] in "—-－" and at - 1 in places:
            rank, at = RANK.get(places[at - 1].kind or "", 9), places[at - 1].start
        else:
            return at


def begin(state: State, grammar: Grammar, at: int, end: int, body: list[str], end_is_fund: bool = False) -> int:
    """Return the start of the name without the verbs and adverbs that the walk ran into; `body` loses them, too."""
    if (
        body
        and state.folded[at] in COUNTERS
        and at > 0
        and (state.folded[at - 1].isdigit() or state.folded[at - 1] in "多余几数两三四五")
    ):
        at += 1
        body[0] = body[0][1:]
    index = names_words.word_at(state, at)
    while at < end and body:
        _, last, flag = state.words[index]
        word = state.folded[at : min(last, end)]
        level = end_is_fund and word in grammar.levels
        wide = level or (word in grammar.in_funds and word in grammar.stop and flag[0] == "v")
        if not (wide or word in grammar.lead or (flag[0] in "vd" and word not in grammar.allowed and len(word) > 1)):
            break
        at = min(last, end)
        body.pop(0)
        index += 1
    return at


def made_up(state: State, start: int, end: int) -> bool:
    """Tell whether the words of the span look like a brand: single characters that the dictionary does not join, or a name."""
    first = names_words.word_at(state, start)
    words = state.words[first : names_words.word_at(state, end - 1) + 1]
    if not 2 <= end - start <= 4 or words[0][0] != start or words[-1][1] != end:
        return False
    if len(words) == 1:
        known = state.lexicon.built("names.grammar", Grammar)
        return words[0][2] in ("nz", "nr", "nrt", "nt", "nrfg", "eng") and state.folded[start:end] not in known.generic
    if words[0][2][0] in "va":
        return False
    return all(b - a == 1 and f[0] not in "pcurmqxyd" for a, b, f in words)


def acts(state: State, grammar: Grammar, start: int, end: int, brand: str) -> bool:
    """Tell whether a span of ordinary words (精工 + 科技) does what companies do, and begins where a name may begin."""
    if not 2 <= len(brand) <= 4 or brand in grammar.generic or not grammar.deeds.match(state.folded, end):
        return False
    return bool(grammar.openings.search(state.folded[max(0, start - 4) : start])) or start == 0


def coined(state: State, start: int, end: int) -> bool:
    """Tell whether a word of the span is a name or is unknown to the dictionary."""
    words = state.words[names_words.word_at(state, start) : names_words.word_at(state, end - 1) + 1]
    return any(flag in ("nz", "nr", "nrt", "ns", "nt", "eng") or b - a == 1 for a, b, flag in words)


def begins(known: "Mention | Found", ending: Ending) -> bool:
    """Tell whether a known name may begin a longer one with this ending."""
    type_ = known.type if isinstance(known, Mention) else known.ending.type
    if type_ == "Fund":
        return ending.type == "Fund" or ending.kind in ("financial", "company")
    if ending.type == "Zone":
        kind = known.kind if isinstance(known, Mention) else known.ending.kind
        return type_ == "Zone" or kind == "university"
    return type_ in ("Institution", "Zone")


def as_mention(state: State, known: "Mention | Found") -> Mention:
    """Return the known name as a mention."""
    if isinstance(known, Mention):
        return known
    return Mention(
        known.start,
        known.end,
        state.text[known.start : known.end],
        known.ending.type,
        known.ending.kind,
        state.folded[known.start : known.end],
    )


def bracket(text: str, closing: int, mark: str) -> int | None:
    """Return where the bracket or quotation opens that closes here, None where it does not belong to a name."""
    opening = {"）": "（", ")": "(", "”": "“", "’": "‘"}[mark]
    at = text.rfind(opening, max(0, closing - 16), closing)
    if (
        at <= 0
        or any(c in text[at:closing] for c in "，。；：")
        or (mark in "）)" and any(w in text[at:closing] for w in ("简称", "记者", "代码")))
    ):
        return None
    return at


def distinct(
    state: State,
    grammar: Grammar,
    ending: Ending,
    at: int,
    end: int,
    body: list[str],
    place: Mention | None,
    parent: Mention | None,
) -> bool:
    """Tell whether the words before the ending make a name of it."""
    whole = state.folded[at:end]
    if whole in grammar.not_names:
        return False
    special = [w for w in body if w not in grammar.generic]
    if parent is not None:
        return not ending.brand and ending.text != "子公司"
    if ending.loose and place is None:
        return sum(len(w) for w in body if w not in grammar.levels) >= 4
    if ending.type == "Program" and ending.generic:
        return bool(body)
    if ending.brand and end < len(state.text):
        follower = state.words[names_words.word_at(state, end)]
        if state.folded[follower[0] : follower[1]] in grammar.allowed or follower[2][0] == "n":
            return False
    if ending.brand:
        rest = "".join(body)
        first = end - len(ending.text) - len(rest)
        return bool(rest) and (made_up(state, first, end - len(ending.text)) or acts(state, grammar, first, end, rest))
    if ending.text in ("子公司", "工厂") or (ending.text == "公司" and parent is None and not special):
        return False
    if place is not None and (place.kind != "country" or place.name != "中国"):
        return ending.alone or bool(body)
    if place is not None:
        return bool(body)
    if ending.text in ("公司", "子公司", "分公司", "工厂"):
        return ending.text == "公司" and coined(state, at, end - len(ending.text))
    if ending.type == "Zone" and ending.kind in ("high_tech", "economic", "free_trade", "new_area"):
        return 2 <= len("".join(body)) <= 4 and bool(special) and "”" not in whole
    if ending.generic:
        return len(special) >= 2 or bool(special and len(body) >= 2)
    return bool(special) and (len(special) > 1 or len("".join(special)) >= 2 or len(body) > 1)
