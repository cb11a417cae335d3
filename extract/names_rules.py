"""What the suffix grammar knows: endings of names, and the words that may stand before them."""

import re
from dataclasses import dataclass

import ahocorasick_rs

from extract.lexicon import Lexicon
from extract.model import Mention, State

SCIENCE = ("research", "university")
OFFICES = ("central_government", "local_government", "party_body")  # kinds of bodies of the state and the party


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
                before = table["not_before"].get(text) or (table["not_before"]["基金"] if text.endswith("基金") else "")
                alone, generic, hard, brand, loose = (
                    bool(group.get(f)) for f in ("alone", "generic", "hard", "brand", "loose")
                )
                made = Ending(text, group["type"], group["kind"], alone, generic, before, hard, brand, loose)
                endings.setdefault(text, made)
        self.endings = list(endings.values())
        self.named = frozenset(endings)
        self.automaton = ahocorasick_rs.AhoCorasick(list(endings), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.stop = frozenset(stops["stop"]) - frozenset(stops["verbs"])
        self.allowed = frozenset(stops["verbs"]) | frozenset(stops["adverbs"])
        self.generic = frozenset(stops["generic"])
        self.in_funds = frozenset(stops["in_funds"])
        self.brands = frozenset(stops["brands"])
        self.science = frozenset(stops["science"])
        self.levels = frozenset(stops["levels"])
        self.prefixes = tuple(stops["prefixes"])
        self.not_places = frozenset(stops["not_places"])
        self.lead = frozenset(stops["lead"])
        self.joined = ahocorasick_rs.AhoCorasick(stops["joined"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.starts = frozenset(stops["starts"])
        self.not_names = frozenset(stops["not_names"]) | frozenset(stops["bare_money"])
        self.not_ends = tuple(stops["not_ends"])
        self.deeds = re.compile(stops["deeds"])
        self.openings = re.compile(stops["openings"])
        self.dealt = re.compile(stops["dealt"])
        self.fund_deeds = re.compile(table["fund_deeds"])
        self.bank_deeds = re.compile(table["bank_deeds"])
        self.kinds: list[tuple[str, list[str]]] = [(kind, words) for kind, words in table["kind_words"]]

    def glued(self, text: str) -> dict[int, int]:
        """Return where the strings that are read as one word end, with their starts."""
        return {end: start for _, start, end in self.joined.find_matches_as_indexes(text)}

    def accepts(self, word: str, flag: str, hard: bool = False) -> bool:
        """Tell whether a word of this part of speech may stand inside a name."""
        if word in self.allowed or (hard and word in self.brands):
            return True
        if word in self.stop or (len(word) >= 4 and (word[-2:] in self.stop or word[:2] in self.stop)):
            return False
        if hard and "一" <= word[0] <= "鿿" and flag[0] not in "pcurmqy" and (len(word) == 1 or flag != "v"):
            return True
        head = flag[:1]
        if head == "v":
            return flag == "vn" or (flag in ("v", "vi") and len(word) > 2)
        return head in "nabjilgskhz" or flag == "eng"


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
