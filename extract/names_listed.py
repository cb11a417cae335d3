"""Listed companies called by the short name of their shares, where no longer name stands: most news gives the brand alone."""

import re

import ahocorasick_rs

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar
from extract.text import in_order

TAG = "listed_company"
FIRMS = ("company", "financial", "bank")
MADE_UP = ("nz", "nr", "nrt", "nt", "eng", "x")  # parts of speech of words that are no ordinary ones
AHEAD = re.compile(r"(?:^|[^一-鿿A-Za-z0-9]|公司|企业|集团|旗下|厂商|龙头|巨头|股东|机构|基金|投资方)$")
BEYOND = re.compile(
    "[产行]业|市场|领域|企业|机构|基地|园区|学院|大学|学校|协会|系统|中心|人才|项目"
)  # a trade is meant, not a firm
COMING = re.compile("[来赴到往]$|(?<!现|所|存|潜)在$")
LEGAL = re.compile(r"(?:集团)?(?:股份|控股)?有限(?:责任)?公司")
CODE = re.compile(r"[（(](?:SH|SZ)?\d{6}")


class Listed:
    """The short names of the gazetteer's rows with the tag, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.entries = [e for e in lexicon.gazetteer.entries if TAG in e.tags]
        names = [e.name for e in self.entries]
        self.automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def find(state: State) -> list[Mention]:
    """Return the listed companies named in free text; those of ordinary words only in a list of firms or before what firms do."""
    rules = state.lexicon.built("names.listed", Listed)
    grammar = state.lexicon.built("names.grammar", Grammar)
    found: dict[int, Mention] = {}
    plain: list[Mention] = []
    for number, start, end in rules.automaton.find_matches_as_indexes(state.folded):
        place = covering(state, start, end)
        if place is not None and not (place.type == "Place" and place.start == start and place.end < end):
            continue
        seat = state.ending_at(start, "Place", within=6)
        if BEYOND.match(state.folded, end) or (seat is None and not opens(state, grammar, start)):
            continue
        entry = rules.entries[number]
        if entry.name.endswith("投资") and COMING.search(state.folded, max(0, start - 2), start):
            continue  # 来湖南投资
        legal = LEGAL.match(state.folded, end)
        if legal is not None:
            end = legal.end()  # 国元证券 + 股份有限公司
        at = seat.start if seat is not None and not seat.anaphor else start
        where = seat.place if at < start and seat is not None else place.place if place is not None else None
        name = entry.name if at == start and legal is None else state.folded[at:end]
        mention = make(state, at, end, "Institution", entry.kind, name, rule="listed-company", place=where)
        seated = at < start and seat is not None and seat.kind != "country"  # 南通 + 四方科技
        if (
            seated
            or made_up(state, grammar, start, end)
            or CODE.match(state.folded, end)
            or legal is not None
            or grammar.deeds.match(state.folded, end)
        ):
            found[at] = mention
        else:
            plain.append(mention)
    ends = {m.end for m in found.values()} | {m.end for m in state.mentions if m.kind in FIRMS}
    starts = {*found, *(m.start for m in state.mentions if m.kind in FIRMS)}
    for mention in plain:
        before, after = state.folded[mention.start - 1 : mention.start], state.folded[mention.end : mention.end + 1]
        if (before == "、" and mention.start - 1 in ends) or (after == "、" and mention.end + 1 in starts):
            found[mention.start] = mention
            ends.add(mention.end)
    for mention in found.values():
        whole = next((m for m in state.mentions if m.kind in FIRMS and shortens(mention.name, m.text)), None)
        if whole is not None:
            mention.name, mention.place = whole.name, whole.place
    return list(found.values())


def shortens(short: str, full: str) -> bool:
    """Tell whether a name is cut from a full one that stands in the text, too (三花智控 from …三花智能控制股份有限公司)."""
    if not full.endswith("公司") or len(full) < len(short) + 4 or short[:2] not in full:
        return False
    return in_order(short, full[full.index(short[:2]) :])


def opens(state: State, grammar: Grammar, start: int) -> bool:
    """Tell whether a name may begin here: behind a mark, a verb or a function word, not behind a noun that belongs to it."""
    if AHEAD.search(state.folded, max(0, start - 3), start):
        return True
    first, last, flag = state.words[names_words.word_at(state, start - 1)]
    word = state.folded[first:last]
    if last > start:  # the dictionary cut across the name
        return len(word) == 2
    return word in grammar.stop or flag[0] in "vpcudrmqtf"


def made_up(state: State, grammar: Grammar, start: int, end: int) -> bool:
    """Tell whether the name is more than a run of ordinary words."""
    words = names_words.words_in(state, start, end)
    if words[0][0] < start or words[-1][1] > end:
        return words[-1][1] == end
    return any(
        b - a == 1
        or (flag in MADE_UP and (word := state.folded[a:b]) not in grammar.generic and word not in grammar.allowed)
        for a, b, flag in words
    )
