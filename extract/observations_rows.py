"""What figures are of that stand in brackets behind names, or say how somebody stands: 甲银行（5亿元）、乙银行（3亿元）余额领先."""

import re

import rjieba

from extract.model import State
from extract.observations_keep import Figure
from extract.observations_words import Words, words

OPENED = ("(", "（")
ITEMS = re.compile(  # the bracket that closes, and further names with figures of their own
    r"[^（）()，。；]{0,4}[）)](?:[、，和及与]*[^，。；、（）()]{2,16}[（(][^）)]{1,20}[）)])*等?(?:[^，。；\d]{0,4}家?(?:银行|企业|公司|机构))?"
)
MARK = re.compile("[，。；！？\n]")
COUNTED = re.compile(r".*(?:[\d.]+[余多]?[家个户项]|[万亿]元|[的等于其])")
BACK = 300  # characters over which a row's noun may go back to the full one
NOUN = 16  # characters of a measure behind its figure


def stands_by(state: State, figure: Figure, lean: str | None) -> str:
    """Return what a figure measures by which somebody stands among others, empty where the words behind it say nothing like that.

    `lean` is the measure before in the sentence: a row without a noun of its own goes on with it.
    """
    lists, text = words(state), state.folded
    items = ITEMS.match(text, figure.end) if bracketed(state, figure) else None
    start = items.end() if items else figure.end
    end = mark.start() if (mark := MARK.search(text, start)) else len(text)
    match = lists.standing_high.search(text, start, end)
    opened = text[figure.clause.start : figure.outer_start].endswith("以")
    if match is None or match.start() - start > NOUN or not (items or opened):
        return ""
    noun = state.text[start : match.start()].removeprefix("的")
    if not noun:
        return lean or ""
    if not lists.kinds_only.fullmatch(noun) and not noun_only(noun):
        return ""
    return full(state, figure, noun, lists)


def bracketed(state: State, figure: Figure) -> bool:
    """Tell whether a figure stands in brackets right behind a name."""
    before = figure.outer_start - 1
    return state.folded[before] in OPENED and any(m.end == before for m in state.mentions_in(before - 30, before))


def noun_only(phrase: str) -> bool:
    """Tell whether a phrase has nothing but what a noun may hold."""
    return all(tag[0] not in "pcwu" for _, tag in rjieba.tag(phrase))


def full(state: State, figure: Figure, noun: str, lists: Words) -> str:
    """Return a noun that names only the kind of a measure (余额, 增速) with what it is of, as the article has said it last."""
    if not lists.kinds_only.fullmatch(noun):
        return noun
    start = figure.clause.sentence.start
    said = list(lists.of_kind.finditer(state.folded, max(0, start - BACK), figure.clause.start))
    if noun == "余额":
        said = list(lists.lent.finditer(state.folded, max(0, start - BACK), figure.clause.start))
    for match in reversed(said):
        names = [m.end for m in state.mentions_in(match.start(), match.end("of")) if m.end < match.end("of")]
        of = state.text[max([match.start("of"), *names]) : match.end("of")]
        of = COUNTED.sub("", of)
        lead = lists.lead.match(of)
        of = of[lead.end() :] if lead else of  # 但绿色贷款增势很猛
        kept = [word for word, tag in rjieba.tag(of) if tag[0] not in "pcwud"]
        if len(of) > 1 and not lists.body_only.fullmatch(of) and len("".join(kept)) == len(of):
            return of + noun
    return noun


def of_the_counted(state: State, figure: Figure, previous: Figure | None) -> str | None:
    """Return what bodies have that are only counted, told right behind their count in its clause (9家银行增速超30%), else None."""
    if previous is None or previous.kind != "count" or previous.clause is not figure.clause:
        return None
    lists = words(state)
    counted = lists.counted_have.match(state.folded, previous.end, figure.end)
    if counted is None or distinct(state, previous.end, figure.start):
        return None
    return full(state, figure, counted["what"], lists)


def distinct(state: State, start: int, end: int) -> bool:
    """Tell whether the span names anybody, or a class by more than a bare noun (银行)."""
    return any(m.entity and (m.type != "Category" or len(m.text) > 2) for m in state.mentions_in(start, end))


def has_more(state: State, figure: Figure) -> bool:
    """Tell whether a count opens its clause and the clause goes on with what those counted have: they are named nowhere."""
    lists, clause = words(state), figure.clause
    if figure.kind != "count" or not lists.opening.fullmatch(state.folded, clause.start, figure.outer_start):
        return False
    counted = lists.counted_have.match(state.folded, figure.end, clause.end)
    return counted is not None and not distinct(state, figure.end, counted.end())
