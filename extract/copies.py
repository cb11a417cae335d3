"""Near-duplicate articles made one, which keeps each copy; where copies differ.

The contract: two articles are copies where their signatures say that they share at least `SIMILAR` of their character
runs, and their figures do not contradict that (of short notices, their sums and days). Groups are the connected components of that relation, so they depend on the
set of articles alone, never on its order or on how it was batched. The copy that leads a group is the one that sorts first
by `rank`, a property of the copies alone too; the others follow in the same order in `copies`. Taking one copy away leaves
the rest, in their order: the next one leads.
"""

import difflib
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import rensa
import rjieba

from extract.model import Article
from graph.facts import Copy

PERMUTATIONS = 128
ROWS = 3  # of a band: texts whose shared runs are 0.45 of all meet in one of 42 bands with a chance of 98 %
RUN = 4  # characters
SIMILAR = 0.35  # unrelated news stay below 0.2, rewritten copies above 0.4
SHARED_FIGURES = 0.5  # two notices of one form with other sums are no copies
WHOLE = 0.9  # a copy shorter than this part of the longest is an excerpt, and does not lead
FIGURES_KEPT = 64
_SKIPPED = re.compile(r"[\W_]+")
_NARROW = {wide: unicodedata.normalize("NFKC", wide) for wide in "，：；！？（）％…"}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_SUM = re.compile(r"(\d+(?:\.\d+)?)\s?([百千万亿]*)(?=(?:[美欧日港]|人民币)?元)")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}[省市县区州旗]")
_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
SHORT = 250  # characters: notices of one form so short are told apart by their sums, days and places


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Notice:
    """What tells short notices of one form apart: the sums that they name, the days and the places."""

    sums: frozenset[int]
    days: frozenset[str]
    places: frozenset[str]


class CopyFinder:
    """Finds copies among any number of articles, keeping about a kilobyte of each."""

    def __init__(self) -> None:
        self.notices: dict[int, Notice] = {}
        self.signatures: list[np.ndarray[tuple[int], np.dtype[np.uint32]]] = []
        self.figures: list[np.ndarray[tuple[int], np.dtype[np.uint32]]] = []

    def add(self, text: str) -> int:
        """Take in an article's text; returns its number, counted from 0."""
        text = narrowed(text)
        plain = _SKIPPED.sub("", text)
        sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update([plain[i : i + RUN] for i in range(max(1, len(plain) - RUN + 1))])
        self.signatures.append(np.array(sketch.digest(), dtype=np.uint32))
        figures = sorted({hash(float(f)) & 0xFFFFFFFF for f in _FIGURE.findall(text)})
        self.figures.append(np.array(figures[:FIGURES_KEPT], dtype=np.uint32))
        number = len(self.signatures) - 1
        if len(plain) < SHORT:
            found = frozenset(_PLACE.findall(text))
            self.notices[number] = Notice(frozenset(_sums(text)), frozenset(_DAY.findall(text)), found)
        return number

    def groups(self) -> list[list[int]]:
        """Return the numbers of the articles that are copies of each other, every article in exactly one group."""
        leader = list(range(len(self.signatures)))

        def find(number: int) -> int:
            while leader[number] != number:
                leader[number] = leader[leader[number]]
                number = leader[number]
            return number

        for first, second in self._candidates():
            one, other = find(first), find(second)
            if one != other and self.alike(first, second):
                leader[max(one, other)] = min(one, other)
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(leader)):
            found[find(number)].append(number)
        return list(found.values())

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that agree in a whole band of their signatures."""
        if len(self.signatures) < 2:
            return
        table = np.stack(self.signatures)
        for start in range(0, PERMUTATIONS - ROWS + 1, ROWS):
            buckets: dict[bytes, list[int]] = defaultdict(list)
            for number, band in enumerate(table[:, start : start + ROWS]):
                buckets[band.tobytes()].append(number)
            for members in buckets.values():
                yield from ((a, b) for place, b in enumerate(members) for a in members[:place])

    def alike(self, first: int, second: int) -> bool:
        """Tell whether two articles are copies, by their signatures and figures."""
        same = int(np.count_nonzero(self.signatures[first] == self.signatures[second])) / PERMUTATIONS
        ours, theirs = self.figures[first], self.figures[second]
        if same < SIMILAR or (same < 1.0 and self._other(first, second)):
            return False
        return same == 1.0 or len(np.intersect1d(ours, theirs)) >= SHARED_FIGURES * min(len(ours), len(theirs))

    def _other(self, first: int, second: int) -> bool:
        """Tell whether two short notices are of other sums or places, neither's all among the other's, or of other days."""
        one, other = self.notices.get(first), self.notices.get(second)
        if one is None or other is None:
            return False
        days = one.days and other.days and one.days.isdisjoint(other.days)
        return bool(days) or _apart(one.sums, other.sums) or _apart(one.places, other.places)


def _apart(ours: frozenset[T], theirs: frozenset[T]) -> bool:
    return not (ours <= theirs or theirs <= ours)


def _sums(text: str) -> Iterator[int]:
    """Yield the sums of money of a text, in hundredths of a unit."""
    for number, scales in _SUM.findall(text.replace(",", "")):
        yield round(float(number) * 100 * math.prod(_SCALES[scale] for scale in scales))


def squeezed(text: str) -> str:
    """Return the text without white space and punctuation, full-width letters and digits folded."""
    return _SKIPPED.sub("", narrowed(text))


def narrowed(text: str) -> str:
    """Return the text in NFKC; the wide marks are taken first, for without them most texts are in it already."""
    for wide, narrow in _NARROW.items():
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)


def rank(article: Article, longest: int) -> tuple[bool, bool, str, int, str, str, str]:
    """Return what copies are sorted by: whole before excerpt, dated before undated, earliest, longest, then by text."""
    size = len(squeezed(article.text))
    excerpt = size < WHOLE * longest
    return (
        excerpt,
        article.date is None,
        article.date or "",
        -size,
        article.text,
        article.source,
        article.publisher or "",
    )


def merged(group: list[Article]) -> Article:
    """Return the copies of one article as one: the first by `rank`, the others as its `copies` in that order."""
    longest = max(len(squeezed(a.text)) for a in group)
    lead, *others = sorted(group, key=lambda a: rank(a, longest))
    copies = [*lead.copies]
    for other in others:
        copies.append(
            Copy(source=other.source, title=other.title, date=other.date, publisher=other.publisher, text=other.text)
        )
        copies += other.copies
    return replace(lead, copies=copies)


def merge_copies(articles: Iterable[Article]) -> list[Article]:
    """Return the articles with near-duplicates made one, each where the first of its copies stood.

    The result as a set does not depend on the order of `articles`. All of them are held in memory; see `merge_passes`.
    """
    given = list(articles)
    finder = CopyFinder()
    for article in given:
        finder.add(article.text)
    return [merged([given[n] for n in group]) if len(group) > 1 else given[group[0]] for group in finder.groups()]


def merge_passes(read: Callable[[], Iterable[Article]]) -> Iterator[Article]:
    """Yield what `merge_copies` would return for the articles of `read()`, reading them twice and holding only open groups.

    The second reading must give the same articles in the same order.
    """
    finder = CopyFinder()
    for article in read():
        finder.add(article.text)
    groups = {n: group for group in finder.groups() if len(group) > 1 for n in group}
    waiting: dict[int, list[Article]] = defaultdict(list)
    for number, article in enumerate(read()):
        group = groups.get(number)
        if group is None:
            yield article
            continue
        waiting[group[0]].append(article)
        if number == group[-1]:
            yield merged(waiting.pop(group[0]))


def differences(text: str, other: str) -> list[tuple[str, str]]:
    """Return where two printings differ: pairs of words in `text` and in `other`, either of them empty where words are missing.

    White space and the width of punctuation do not count.
    """
    ours, theirs = _words(text), _words(other)
    matcher = difflib.SequenceMatcher(None, [w for w, _ in ours], [w for w, _ in theirs], autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found.append(("".join(shown for _, shown in ours[a:b]), "".join(shown for _, shown in theirs[c:d])))
    return found


def _words(text: str) -> list[tuple[str, str]]:
    """Return the words of a text as compared and as shown."""
    found = []
    for word in rjieba.cut(text, False):
        plain = unicodedata.normalize("NFKC", word).strip()
        if plain:
            found.append((plain, word))
    return found
