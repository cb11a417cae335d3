"""Bodies of other countries, of Hong Kong and Macao, named right behind their country (老挝财政部, 以色列创新署, 澳门药物监督管理局), and embassies."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, State
from extract.names_rules import Grammar

HOME = "中国"
OWN_REGIONS = ("香港特别行政区", "澳门特别行政区")
KINDS = (
    (("银行", "央行"), "bank"),
    (("公司", "集团"), "company"),
    (("协会", "商会", "总会", "联合会"), "association"),
    (("协力机构", "事业团"), "international"),
    (("基金会", "赛马会", "港务局"), "other"),
)
FUNCTION = "pucrdqy"
JOINING = ("与", "和", "及")


@dataclass(frozen=True, slots=True)
class Foreign:
    """The compiled part `foreign` of departments.yaml."""

    after: re.Pattern[str]
    home: re.Pattern[str]
    embassies: re.Pattern[str]


def compile_foreign(lexicon: Lexicon) -> Foreign:
    """Compile the patterns of a lexicon."""
    return Foreign(**patterns(lexicon.table("departments")["foreign"]))


def find(state: State) -> list[Mention]:
    """Return the bodies that a country's name begins."""
    rules = state.lexicon.built("names.foreign", compile_foreign)
    found = []
    for place in state.mentions:
        if place.type != "Place" or place.anaphor or not (place.kind == "country" or place.name in OWN_REGIONS):
            continue
        pattern = rules.home if place.name == HOME else rules.after
        match = rules.embassies.match(state.folded, place.end) or pattern.match(state.folded, place.end)
        if match is None or not whole(state, place.end, match.end()):
            continue
        text = state.folded[place.start : match.end()]
        found.append(
            make(
                state, place.start, match.end(), "Institution", kind_of(text, place), rule="foreign", place=place.place
            )
        )
    return found


def kind_of(text: str, place: Mention) -> str:
    """Return the kind of a body by what its name ends in; a ministry of another country is of no government of ours."""
    kind = next((kind for endings, kind in KINDS if text.endswith(endings)), None)
    if kind is None and (place.name == HOME or "使馆" in text or "领事馆" in text):
        return "central_government"
    return kind or ("local_government" if place.name in OWN_REGIONS else "other")


def whole(state: State, start: int, end: int) -> bool:
    """Tell whether the span is a run of words that stand in names, and ends with one."""
    grammar = state.lexicon.built("names.grammar", Grammar)
    if not names_words.ends_word(state, end):
        return False
    words = names_words.words_in(state, start, end)
    for first, last, flag in words:
        word = state.folded[first:last]
        if word in JOINING or word in grammar.allowed:
            continue
        if (
            flag[0] in FUNCTION
            or (last < end and word in grammar.stop and flag[0] not in "vn")
            or (flag == "v" and last - first > 2)
        ):
            return False
    return True
