"""The text as words with their part of speech, and walks over them to the left."""

import bisect
import re
from collections.abc import Iterator
from itertools import accumulate

import rjieba

from extract.model import State

DOERS = re.compile(
    "管理|托管|受托|委托|(?:法定)?代表|发起|负责|持有|出资|投资|运营|承担|实施|借款|贷款|担保|发行|申请|受益|牵头"
)


JOINED = re.compile("[一-鿿”》）](?<![在到赴向由对从与及为给于往自至是])(?<!安徽)(?<!安徽省)(?<!鞍山)(?<!鞍山市)$")


def fill(state: State) -> None:
    """Fill in `state.words` and where each starts."""
    state.words = tag(state.folded)
    state.word_starts = [start for start, _, _ in state.words]


def tag(text: str) -> list[tuple[int, int, str]]:
    """Return every word of the text as (start, end, part of speech)."""
    pairs = rjieba.tag(text, False)
    if not pairs:
        return []
    if any(word in text for word in TORN):
        pairs = list(parted(pairs))
    if "跟投" in text or "领投" in text:
        pairs = list(mended(pairs))
    words = [word for word, _ in pairs]
    flags = ["nz" if flag == "x" and word.isalpha() else flag for word, flag in pairs]  # unknown to the dictionary
    ends = list(accumulate(map(len, words)))
    return list(zip([0, *ends[:-1]], ends, flags, strict=True))


TORN = ("行为", "人为", "和县", "会同县", "内向")  # words that `parted` parts
SPANS = ("年", "月", "日", "期", "周", "天")  # 三年内向企业放贷
OFFICES = ("局", "厅", "委", "办", "部", "会", "院", "司", "行", "府", "社", "站", "所")  # 某局会同县财政局


def parted(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Part words of the dictionary that a name before them takes half of.

    行为 and 人为 where that of a bank, or the word for one who does something, ends in its first half (甲支行为企业放款; 基金管理人为乙集团),
    和县 behind what is joined to something of the county's (某研究所和县医院).
    """
    before = ""
    for word, flag in pairs:
        if word == "行为" and before in ("支", "分", "银", "商"):
            yield from (("行", "n"), ("为", "p"))
        elif word == "人为" and DOERS.fullmatch(before):
            yield from (("人", "n"), ("为", "v"))
        elif word == "和县" and JOINED.search(before):
            yield from (("和", "c"), ("县", "n"))
        elif word == "会同县" and before.endswith(OFFICES):
            yield from (("会同", "v"), ("县", "n"))
        elif word == "内向" and before.endswith(SPANS):
            yield from (("内", "f"), ("向", "p"))
        else:
            yield word, flag
        before = word


def mended(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put 跟投 and 领投, which the dictionary cuts in two, together again (甲创投跟投乙科技)."""
    held: tuple[str, str] | None = None
    for pair in pairs:
        if held is not None and pair[0] == "投":
            pair, held = (held[0] + "投", "v"), None
        if held is not None:
            yield held
        held = pair if pair[0] in ("跟", "领") else None
        if held is None:
            yield pair
    if held is not None:
        yield held


def word_at(state: State, offset: int) -> int:
    """Return the index of the word that covers the offset."""
    return bisect.bisect_right(state.word_starts, offset) - 1


def words_in(state: State, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the words that stand in the span, those too that begin before it or end behind it."""
    return state.words[word_at(state, start) : word_at(state, end - 1) + 1]


def starts_word(state: State, offset: int) -> bool:
    """Tell whether a word starts at the offset."""
    return offset >= len(state.text) or state.words[word_at(state, offset)][0] == offset


def inside_word(state: State, offset: int) -> bool:
    """Tell whether the offset lies within a word."""
    return not starts_word(state, offset)


def ends_word(state: State, offset: int) -> bool:
    """Tell whether a word ends at the offset."""
    return offset == 0 or state.words[word_at(state, offset - 1)][1] == offset
