"""Does this line go on where that one broke off? Junctions of broken lines, and how alike two texts are."""

import functools
import math
import re
from collections import Counter

import rjieba

from extract.layout_words import Words

TERMINAL = "。！？!?…"
_CLOSERS = '”’」』）)】》〉"'
_PAIRS = {"”": "“", "》": "《", "）": "（", ")": "(", "’": "‘", "」": "「"}
_BLANK = re.compile(r"\s+")


def ended(text: str) -> bool:
    """Tell whether a paragraph ends with a sentence mark, with or without closing quotes."""
    text = text.rstrip()
    return text.rstrip(_CLOSERS).endswith(tuple(TERMINAL)) or (text[:1] in "（(" and text[-1:] in "）)")


def _unclosed(text: str) -> set[str]:
    """Return the opening marks that the text leaves open."""
    return {left for right, left in _PAIRS.items() if text.rfind(left) > text.rfind(right)}


def _unopened(text: str) -> set[str]:
    """Return the opening marks for what the text closes without having opened."""
    found = set()
    for right, left in _PAIRS.items():
        first, opened = text.find(right), text.find(left)
        if first >= 0 and (opened < 0 or opened > first):
            found.add(left)
    return found


def junction(tail: str, head: str, page: str, words: Words) -> float:
    """Score how well `head` goes on where `tail` breaks off; above 2 is a clear yes, below 0 a clear no.

    `page` is the whole page without blanks: what stands elsewhere on it unbroken is the best witness.
    """
    left, right = _BLANK.sub("", tail[-40:])[-8:], _BLANK.sub("", head[:40])[:8]
    if not left or not right:
        return 0.0
    score = 0.0
    whole = left + right
    straddle = _straddle(left, right)
    score += straddle
    if left[-1].isdigit():
        score += 2.0 if right[0].isdigit() or right[0] in ".,．" or words.measure.match(right) else -1.0
    elif left[-1] in "万亿千百" and words.measure.match(right):
        score += 2.5
    itself = whole in page  # where the two are neighbours on the page, the junction itself is no witness
    for before, after, value in ((2, 2, 3.0), (1, 3, 2.0), (3, 1, 2.0)):
        gram = left[-before:] + right[:after]
        if len(gram) == 4 and not re.search(r"[，。、]", gram) and page.count(gram) > itself:
            score += value
            break
    open_left, open_right = _unclosed(tail), _unopened(head)
    score += 4.0 * len(open_left & open_right) - 3.0 * len(open_right - open_left)
    if open_left and len(head) >= 40 and not any(right in head for right, mark in _PAIRS.items() if mark in open_left):
        score -= 1.5  # a quotation that breaks off is closed where the story goes on
    if left[-1] in "的和与及为在对将把被由向从、，,":
        score += 0.5
    elif not straddle and _dangling(left):
        score -= 1.0
    if right[0] in "，。、；：）》”！？,;" and right[0] not in _PAIRS:
        score += 1.0 if left[-1] not in "，。、；：" else -3.0
    if words.fresh.match(right) and not straddle:
        score -= 0.5
    return score


def _straddle(left: str, right: str) -> float:
    """Score a dictionary word across the junction: 3 where both sides else cut as before, 1 where it breaks another word."""
    place = 0
    for token in rjieba.cut(left + right, False):
        end = place + len(token)
        if place < len(left) < end:
            if not token.strip("一二两三四五六七八九十百千万几"):
                return 1.0
            whole_left = place in _boundaries(left, 0)
            return 3.0 if whole_left and end in _boundaries(right, len(left)) else 1.0
        place = end
    return 0.0


def _boundaries(text: str, offset: int) -> set[int]:
    found = {offset}
    for token in rjieba.cut(text, False):
        offset += len(token)
        found.add(offset)
    return found


def _dangling(left: str) -> bool:
    """Tell whether the text ends in a lone character that is no word of its own."""
    last = list(rjieba.cut(left, False))[-1]
    return len(last) == 1 and "\u4e00" <= last <= "\u9fff" and last not in "是有等后前中上下内外时年月日家个元人"


class Likeness:
    """How alike texts of one page are, by the character pairs that are rare on it."""

    def __init__(self, paragraphs: list[str]) -> None:
        self.paragraphs = paragraphs

    @functools.cached_property
    def weight(self) -> dict[str, float]:
        """The weight of each pair: high where few paragraphs have it."""
        counts: Counter[str] = Counter()
        for paragraph in self.paragraphs:
            counts.update(pairs(paragraph))
        total = max(2, len(self.paragraphs))
        return {pair: math.log(1 + total / count) for pair, count in counts.items()}

    def __call__(self, text: str, other: set[str]) -> float:
        """Return the share (0–1) of the text's weight that stands in the other's pairs too."""
        mine = pairs(text)
        whole = sum(self.weight.get(p, 1.0) for p in mine)
        return sum(self.weight.get(p, 1.0) for p in mine & other) / whole if whole else 0.0


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring Chinese characters, letters or digits."""
    found: set[str] = set()
    for run in re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", text):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def glue(left: str, right: str) -> str:
    """Join two lines that were one: a blank only between Latin words."""
    if left and right and re.match(r"[A-Za-z]", right) and re.search(r"[A-Za-z,.;]$", left):
        return f"{left} {right}"
    return left + right


_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d ]*\d)")
_ANY_BLANK = re.compile(r"[\t\u3000\xa0 ]")
_NUMBER_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?=[\d])|(?<=[\d%％.]) (?=[\u4e00-\u9fff])|(?<=\d) (?=[.%％])|(?<=\d\.) (?=\d)"
)


def close_numbers(text: str) -> str:
    """Take out the blanks that print or recognition puts into and around numbers: 7 700 万元, 300 亿元."""
    if _ANY_BLANK.search(text) is None:
        return text
    text = _THOUSANDS.sub(lambda m: m[0].replace(" ", ""), text)
    return _NUMBER_GAP.sub("", re.sub(r"[\t\u3000\xa0 ]+", " ", text))


def close_title(text: str) -> str:
    """Take the blanks out of the numbers of a headline, but leave those that part its halves."""
    text = _THOUSANDS.sub(lambda m: m[0].replace(" ", ""), re.sub(r"[\t\u3000\xa0 ]+", " ", text))
    return re.sub(r"(?<=[\u4e00-\u9fff]) (\d[\d.,]*[%％]?) (?=[\u4e00-\u9fff])", r"\1", text)
