"""Cutting a question into tokens: known names, words of the vocabulary, numbers and times, and what is left unexplained.

All that could be read is laid out as a lattice over the characters; the cheapest way through is taken, where what stays
unexplained is dear, long words are cheaper than the short ones inside them, and names are cheaper than words.
"""

import functools
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from queries.names import Found, Names
from queries.names_index import MENTION, PUNCTUATION
from queries.question_counts import between
from queries.question_numbers import numbers
from queries.question_words import Word, longest, table, vocabulary, word_of

UNEXPLAINED = 20.0  # for a character of Chinese, or a Latin word
TOKEN, SINGLE = 1.0, 1.4  # a word; one Chinese character alone, which is more often a part of something longer
NAME, NUMBER, MEASURE = 0.8, 0.7, 0.9
NO_MORE: Mapping[str, tuple[Word, ...]] = {}
COMMA = re.compile(r"[,，;；。?？]")
_LATIN = re.compile(r"[a-z0-9][a-z0-9'’-]*")


@dataclass(slots=True)
class Token:
    """A piece of the question: `sort` is name, number sorts, one of a Word's, or unknown; `readings` are its Words."""

    start: int
    stop: int
    text: str
    sort: str
    readings: tuple[Word, ...] = ()
    found: Found | None = None
    value: Any = None
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def word(self) -> Word:
        return self.readings[0]

    def is_(self, sort: str, *keys: str) -> bool:
        """Whether a reading is of this sort and, if given, of one of the keys."""
        return any(w.sort == sort and (not keys or w.key in keys) for w in self.readings)

    def reading(self, sort: str, *keys: str) -> Word | None:
        """Return the first reading of this sort (and key), or None."""
        return next((w for w in self.readings if w.sort == sort and (not keys or w.key in keys)), None)


def language_of(text: str) -> str:
    """Return zh where a question holds Chinese function or question words, else en."""
    chinese = sum("一" <= c <= "鿿" for c in text)
    latin = len(re.findall(r"[A-Za-z]+", text))
    if chinese and latin:
        english = set(re.findall(r"[a-z]+", text.lower())) & {
            "which",
            "what",
            "who",
            "how",
            "of",
            "the",
            "does",
            "did",
            "in",
            "to",
            "is",
            "and",
            "are",
            "by",
            "list",
            "about",
            "between",
            "when",
            "where",
            "for",
            "from",
            "with",
            "on",
            "total",
            "that",
            "has",
            "have",
            "was",
            "were",
            "money",
            "loan",
            "loans",
            "s",
        }
        return "en" if english else "zh"
    return "zh" if chinese else "en"


def tokens(text: str, names: Names, today: date, more: Mapping[str, tuple[Word, ...]] = NO_MORE) -> list[Token]:
    """Cut a question into tokens; what nothing explains becomes tokens of sort `unknown`.

    `more` are words beside the vocabulary; where a phrase is in both, it is read as there.
    """
    lowered = text.lower().replace("’", "'").replace("‘", "'")
    edges: dict[int, list[tuple[float, Token]]] = {}
    for token, cost in _all_tokens(lowered, text, names, today, more):
        edges.setdefault(token.start, []).append((cost, token))
    cut = _limits_joined(_joined(_cheapest(lowered, text, edges)), text)
    for before, token in itertools.pairwise(cut):
        if COMMA.search(text[before.stop : token.start]):
            token.notes["comma"] = True
    return cut


@functools.cache
def _from_to() -> re.Pattern[str]:
    """Return how Chinese asks from what to what a figure went (从多少提到了多少)."""
    much = "多少(?:钱|亿元|亿|万元|万)?"
    verbs = "|".join(sorted(table("hints")["from_to"], key=len, reverse=True))
    return re.compile(rf"[从由](?:原来的?|最初的?)?{much}(?:{verbs})(?:到|至|成|为)了?{much}")


def _all_tokens(
    lowered: str, text: str, names: Names, today: date, more: Mapping[str, tuple[Word, ...]]
) -> list[tuple[Token, float]]:
    words = {**vocabulary(), **more} if more else vocabulary()
    found: list[tuple[Token, float]] = []
    for start in range(len(lowered)):
        if not _starts(lowered, start):
            continue
        for stop in range(start + 1, min(len(lowered), start + longest()) + 1):
            if not _stops(lowered, stop):
                continue
            readings = words.get(" ".join(lowered[start:stop].split()))
            if readings and not lowered[stop - 1].isspace():
                cost = SINGLE if stop - start == 1 and not lowered[start].isascii() else TOKEN
                found.append((Token(start, stop, text[start:stop], readings[0].sort, readings), cost))
    for match in _from_to().finditer(lowered):
        said = text[match.start() : match.end()]
        found.append((Token(match.start(), match.end(), said, "special", (word_of("怎么变的", "special"),)), NUMBER))
    for number in numbers(lowered, today):
        if _starts(lowered, number.start):
            found.append(
                (
                    Token(
                        number.start,
                        number.stop,
                        text[number.start : number.stop].strip(),
                        number.sort,
                        value=number.value,
                    ),
                    NUMBER,
                )
            )
    for name in names.spans(lowered):
        if name.stop - name.start < 2 and not lowered[name.start].isascii():
            continue
        found.append(
            (
                _name_token(name, text, words.get(" ".join(lowered[name.start : name.stop].split()), ())),
                NAME if name.tier < MENTION else 1.1,
            )
        )
    named = [(token.start, token.stop) for token, _ in found if token.sort == "name"]
    for start, stop in names.measures(lowered):
        inside = any(start <= a and b <= stop and b - a < stop - start and b - a > 3 for a, b in named)
        if lowered[start:stop] not in words and not inside:
            found.append((Token(start, stop, text[start:stop], "measure"), MEASURE))
    for said, parts in table("measures").items():
        start = lowered.find(said)
        if start >= 0 and _starts(lowered, start) and _stops(lowered, start + len(said)):
            known = tuple(part for part in parts if names.index.measures(part))
            if known:
                found.append(
                    (Token(start, start + len(said), text[start : start + len(said)], "measure", value=known), MEASURE)
                )
    return found


def _name_token(name: Found, text: str, readings: tuple[Word, ...]) -> Token:
    """Return a token for a name; where the same words are in the vocabulary, both readings are kept."""
    return Token(name.start, name.stop, text[name.start : name.stop], "name", readings, name)


def _starts(text: str, offset: int) -> bool:
    if text[offset].isspace():
        return False
    if text[offset] == "'":
        return True
    return offset == 0 or not (_latin(text[offset - 1]) and _latin(text[offset]))


def _stops(text: str, offset: int) -> bool:
    if offset == len(text):
        return True
    return not (_latin(text[offset - 1]) and _latin(text[offset])) or text[offset - 1] == "'"


def _latin(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _cheapest(lowered: str, text: str, edges: dict[int, list[tuple[float, Token]]]) -> list[Token]:
    size = len(lowered)
    best: list[float] = [0.0] + [float("inf")] * size
    back: list[tuple[int, Token | None]] = [(0, None)] * (size + 1)
    for at in range(size):
        if best[at] == float("inf"):
            continue
        for stop, cost, token in _steps(lowered, text, at, edges.get(at, [])):
            if best[at] + cost < best[stop] - 1e-9:
                best[stop], back[stop] = best[at] + cost, (at, token)
    found: list[Token] = []
    at = size
    while at > 0:
        at, token = back[at]
        if token:
            found.append(token)
    return found[::-1]


def _steps(lowered: str, text: str, at: int, known: list[tuple[float, Token]]) -> list[tuple[int, float, Token | None]]:
    steps: list[tuple[int, float, Token | None]] = [(token.stop, cost, token) for cost, token in known]
    c = lowered[at]
    if c.isspace() or (PUNCTUATION.fullmatch(c) and c not in "'&"):
        steps.append((at + 1, 0.0, None))
    else:
        latin = _LATIN.match(lowered, at) if _latin(c) else None
        stop = latin.end() if latin else at + 1
        steps.append((stop, UNEXPLAINED, Token(at, stop, text[at:stop], "unknown")))
    return steps


def _joined(found: list[Token]) -> list[Token]:
    """Join neighbouring unexplained Chinese characters into one token."""
    joined: list[Token] = []
    for token in found:
        last = joined[-1] if joined else None
        if last and token.sort == last.sort == "unknown" and last.stop == token.start and not _latin(token.text[0]):
            last.stop, last.text = token.stop, last.text + token.text
        else:
            joined.append(token)
    return joined


def _limits_joined(found: list[Token], text: str) -> list[Token]:
    """Take two limits of amounts that stand side by side (超过500万但不到1000万) for the one range that they leave."""
    joined: list[Token] = []
    for token in found:
        marks = len(joined) > 1 and joined[-1].is_("mark", "and", "but")
        before = joined[-2] if marks else joined[-1] if joined else None
        limits = before is not None and token.sort == before.sort == "amount"
        both = between(before.value, token.value) if before is not None and limits else None
        if before is None or both is None:
            joined.append(token)
            continue
        said = text[before.start : token.stop]
        del joined[-2 if marks else -1 :]
        joined.append(replace(before, stop=token.stop, text=said, value=replace(both, said=said)))
    return joined
