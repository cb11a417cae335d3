"""Text as the steps read it: folded to simplified characters and half-width forms, cut into sentences and clauses."""

import bisect
import functools
import re
import unicodedata

import opencc


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


_MARKS = tuple(zip("();!?「」『』﹁﹂", "（）；！？“”‘’“”", strict=True))
_WIDE = re.compile("[０-９Ａ-ｚ]")
_CHINESE_MARK = re.compile(r"(?<![0-9A-Za-z])[,:]|[,:](?![0-9A-Za-z])")


def fold(text: str) -> str:
    """Return `text` at the same length with traditional characters, full-width letters and digits, and marks folded.

    Commas and colons of Chinese text become Chinese ones, those in figures (1,500; 10:30) stay. Where folding would change
    the length of a line, that line keeps its characters.
    """
    for printed, mark in _MARKS:
        text = text.replace(printed, mark)
    text = _CHINESE_MARK.sub(lambda m: "，" if m.group() == "," else "：", text)
    lines = []
    for line in text.split("\n"):
        narrow = _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), line)
        simple = _converter().convert(narrow)
        lines.append(simple if len(simple) == len(line) else line)
    return "\n".join(lines)


def in_order(short: str, whole: str) -> bool:
    """Tell whether the characters of a short form stand in the whole in this order (甲青基会, 甲青年发展基金会)."""
    rest = iter(whole)
    return all(char in rest for char in short)


SENTENCE_END = "。！？!?…"
CLOSING = '”’」』）)】》〉"'
SHORT_QUOTE = 16  # characters; “…！” of at most so many is a slogan or a name, not a sentence
_MARK = re.compile(r"[。！？!?…]+[”’」』）)】\"]*")
_CUT = re.compile(r"[，,；;]|[：:](?!(?<=\d.)\d)|——")
_ASIDE = re.compile(
    r"（[^（）()\n]{0,60}[）)]|\([^()（）\n]{0,60}[)）]|《[^《》\n]{1,60}》|“[^“”\n。！？，；：]{1,40}”|【[^【】\n]{1,40}】"
)


def asides(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of brackets, titles and short quotations within `text[start:end]`, in which nothing is cut."""
    return [match.span() for match in _ASIDE.finditer(text, start, end)]


def _inside(spans: list[tuple[int, int]], offset: int) -> bool:
    place = bisect.bisect_left(spans, (offset, 0)) - 1
    return place >= 0 and spans[place][0] < offset < spans[place][1] - 1


def sentence_spans(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut the paragraph `text[start:end]` into sentences with their final marks and closing quotes; `spans` are its `asides`.

    A mark inside brackets, titles or a short quotation (“加油！”) ends no sentence; one inside a long quotation does.
    """
    found, begin = [], start
    for match in _MARK.finditer(text, start, end):
        if _inside(spans, match.start()) or _slogan(text, begin, match.start(), match.end(), end):
            continue
        found.append((begin, match.end()))
        begin = match.end()
    if text[begin:end].strip():
        found.append((begin, end))
    return found


def _slogan(text: str, begin: int, mark: int, after: int, end: int) -> bool:
    """Tell whether the mark closes a short quotation in mid-sentence, or is a mere ellipsis."""
    if text[mark] == "…" and not text[mark:after].strip("…"):
        return after < end
    opened = text.rfind("“", begin, mark)
    if opened <= begin or after >= end or "”" not in text[mark:after]:
        return False
    return mark - opened <= SHORT_QUOTE and text[opened - 1] not in "：:，,"


def clause_spans(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut the sentence `text[start:end]` at ，；： and dashes, each clause with its mark; figures (10:30, 1,500) stay whole.

    `spans` are the `asides` of its paragraph; none goes beyond a sentence.
    """
    found, begin = [], start
    for match in _CUT.finditer(text, start, end):
        place, after = match.span()
        if place == begin or _inside(spans, place):
            continue
        if (
            text[place] in ",:："
            and start < place
            and after < end
            and text[place - 1].isdigit()
            and text[after].isdigit()
        ):
            continue
        found.append((begin, after))
        begin = after
    if text[begin:end].strip(CLOSING + SENTENCE_END + " \n"):
        found.append((begin, end))
    elif found:
        found[-1] = (found[-1][0], end)
    return found
