"""English in loose speech: what carries nothing is taken out, idioms are put in plain words, and slips of the keyboard are mended.

Tried only where a question is not understood as it stands. Nothing that may limit, negate, compare or date is passed over
(`kept` and `limiting` in data/loose.yaml), and what is passed over is said with the answer.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from queries.names import Names
from queries.names_close import close_names
from queries.question import names_said, newest_day, plainer
from queries.question_numerals import amounts_in_digits
from queries.question_slips import mended
from queries.question_tokens import Token, language_of, tokens
from queries.question_words import table

LABELS = {"Institution": "B", "Fund": "F", "Program": "P", "Policy": "D", "Place": "L", "Zone": "Z", "Person": "H", "Category": "C"}  # fmt: skip
SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\s+[–—-]+\s+|\n+")
ASKS = re.compile(r"(?:who|whom|whose|what|which|how|where|when|is|are|was|were|has|have|had|does|do|did|list|name|show|compare)\b", re.I)  # fmt: skip
PRONOUN = re.compile(r"\b(?P<own>its|their|his|her)\b|\b(?P<one>it|they|them|he|she|him)\b|\b(?P<there>there)\b", re.I)
SPEAKER = re.compile(r"(?:i|i'[a-z]+|we|we'[a-z]+|my|our|he|she|they|there|this|that)\b", re.I)
NAMED = re.compile(r"x[a-z]\d+x", re.IGNORECASE)
THE = re.compile(r"\bthe $", re.IGNORECASE)
BRACKET = re.compile(r"(x[a-z]\d+x) ?\((x[a-z]\d+x)\)")
LY = re.compile(r"(?!un|in|im|ir|il|dis|mis|non)[a-z]{3,}ly", re.IGNORECASE)
ENDS = " ?!.,;:"
ASKED_FOR = ("timeline", "compare", "path", "every_path", "disputed")  # what a sentence of its own asks
LIMITS = ("status", "aggregate", "amount", "time", "since", "type", "role", "group", "currency")


@dataclass(frozen=True, slots=True)
class Looser:
    """A question in plainer words, and the words of it that were passed over."""

    question: str
    passed: tuple[str, ...] = ()


class _Masked:
    """A question in which each name stands as one word, that patterns may speak of names and change none."""

    def __init__(self, text: str, names: Names) -> None:
        self.said: list[str] = []
        self.ids: list[set[str]] = []
        out, at = "", 0
        for token in names_said(text, names):
            if token.found is None or token.readings:
                continue
            the = THE.search(
                text, at, token.start
            )  # which may say that one is meant that was not named: the Shanghai funds
            start = the.start() if the is not None else token.start
            out += f"{text[at:start]}x{LABELS.get(token.found.label, 'n').lower()}{len(self.said)}x"
            at = token.stop
            self.said.append(text[start : token.stop])
            self.ids.append({option.id for option in token.found.options})
        self.text = BRACKET.sub(self._once, out + text[at:])

    def _once(self, said: re.Match[str]) -> str:
        """Return a name without the other name of the same thing in brackets behind it."""
        one, other = (self.ids[self._at(m)] for m in said.groups())
        return said[1] if one & other else said[0]

    def whole(self, text: str) -> str:
        """Return a text with the names in it again."""
        return " ".join(NAMED.sub(lambda m: self.said[self._at(m.group())], text).split())

    def named(self, text: str) -> set[str]:
        """Return the ids of what a text names."""
        return {id_ for m in NAMED.finditer(text) for id_ in self.ids[self._at(m.group())]}

    @staticmethod
    def _at(mask: str) -> int:
        return int(mask[2:-1])


def looser(question: str, names: Names) -> Iterator[Looser]:
    """Yield an English question in plainer words, a step further each time; nothing for Chinese."""
    text = " ".join(question.split())
    if language_of(text) != "en":
        return
    masked = _Masked(_said(amounts_in_digits(_without_marks(text)), "short"), names)
    passed: list[str] = []
    asked = _background(masked.text, masked, names, passed)
    if asked is None:
        return
    plain, seen = _bare(asked), {text.rstrip(ENDS)}
    for step in (_as_it_is, _in_turns, _without_unknown, _in_turns):
        plain, masked = step(plain, masked, names, passed)
        if (whole := masked.whole(plain)) and whole not in seen:
            seen.add(whole)
            yield Looser(whole, tuple(passed))


def _as_it_is(text: str, masked: _Masked, names: Names, passed: list[str]) -> tuple[str, _Masked]:
    return text, masked


def _in_turns(text: str, masked: _Masked, names: Names, passed: list[str]) -> tuple[str, _Masked]:
    return _said(text, "turns"), masked


def _without_unknown(text: str, masked: _Masked, names: Names, passed: list[str]) -> tuple[str, _Masked]:
    """Mend slips and pass over what may be passed over among the words that nothing explains."""
    whole = masked.whole(text)
    for token in reversed([t for t in _cut(whole, names) if t.sort == "unknown" and t.text.isascii()]):
        if whole[token.start : token.stop] != token.text:
            continue
        named = token.start > 0 and not token.text.islower()  # a name that the graph does not know is no slip
        if not named and (word := mended(token.text)) is not None:
            whole = whole[: token.start] + word + whole[token.stop :]
        elif _carries_nothing(token):
            passed.insert(0, token.text)
            whole = whole[: token.start] + whole[token.stop :]
    fresh = _Masked(whole, names)
    return _tidied(fresh.text), fresh


def _carries_nothing(token: Token) -> bool:
    data, word = table("loose"), token.text.lower()
    return word in data["passed"] or (LY.fullmatch(word) is not None and word not in data["kept"])


def _without_marks(text: str) -> str:
    return text.replace("’", "'").rstrip(ENDS)


def _bare(text: str) -> str:
    """Return a question without what it is led in with, ends in, and says to fill."""
    for _ in range(8):
        before = text
        for section in ("frames", "tails", "fillers"):
            for pattern, _ in _patterns(section):
                fresh = _tidied(pattern.sub("", text))
                text = fresh if fresh else text
        if text == before:
            break
    return text


def _tidied(text: str) -> str:
    return re.sub(r" (?=[,;:])", "", " ".join(re.sub(r"^[,;:. –—-]+|(?<=[a-z]) ?,(?= ?,)", "", text).split())).rstrip(
        ENDS
    )


def _said(text: str, section: str) -> str:
    for pattern, plain in _patterns(section):
        text = pattern.sub(plain, text)
    return _tidied(text)


@functools.cache
def _patterns(section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    data = table("loose")
    parts = {"N": r"x[a-z]\d+x", **{letter: rf"x{letter.lower()}\d+x" for letter in LABELS.values()}, **data["parts"]}
    around = {"frames": r"^(?:{})", "tails": r"(?:{})$", "fillers": r"(?<![\w'-])(?:{})(?![\w'-])"}.get(section, "{}")
    entries = {**table("loose_turns")["turns"], **data[section]} if section == "turns" else data[section]
    pairs = entries.items() if isinstance(entries, dict) else ((entry, "") for entry in entries)
    return tuple(
        (re.compile(around.replace("{}", _filled(said, parts)), re.IGNORECASE), plain) for said, plain in pairs
    )


def _filled(said: str, parts: dict[str, str]) -> str:
    for _ in range(2):  # parts may hold parts
        said = re.sub(r"\{([A-Z]+)\}", lambda m: parts[m.group(1)], said)
    return said


def _background(text: str, masked: _Masked, names: Names, passed: list[str]) -> str | None:
    """Return a question without the sentences that stand before it; None where they may limit it, or name what it does not."""
    parts = [p for p in SENTENCE.split(text) if p.strip(ENDS)]
    at = next((n for n, part in enumerate(parts) if ASKS.match(_bare(part)) or part.rstrip().endswith("?")), None)
    if not at:
        return text
    said, rest = [part for part in parts[:at] if _bare(f"{part} x") != "x"], plainer(" ".join(parts[at:]))
    if any(not _mere_talk(part, masked, names) for part in said):
        return None if SPEAKER.match(said[0]) or not re.search(r" [–—-]+ ", text) else text
    named, own = [m.group() for part in said for m in NAMED.finditer(part)], masked.named(rest)
    spoken = masked.whole(rest).lower()
    apart = [
        m for m in named if masked.whole(m).lower().removeprefix("the ") not in spoken
    ]  # Suzhou, of Suzhou Industrial Park
    if not masked.named(" ".join(apart)) <= own:
        put = _put_in(rest, named[0]) if len(set(named)) == 1 and not own else None
        if put is None:
            return None if SPEAKER.match(said[0]) or not re.search(r" [–—-]+ ", text) else text
        rest = put
    passed.extend(masked.whole(part).rstrip(ENDS) for part in said)
    return rest


def _mere_talk(part: str, masked: _Masked, names: Names) -> bool:
    """Whether a sentence says nothing that may limit what is asked behind it."""
    if re.search(table("loose")["limiting"], NAMED.sub("", part), re.IGNORECASE):
        return False
    said = [t for t in _cut(masked.whole(part), names) if t.found is None]
    return not any(t.sort in LIMITS or t.is_("special", *ASKED_FOR) for t in said)


def _put_in(rest: str, name: str) -> str | None:
    """Return a question with a name in the place of its one pronoun, or None."""
    found = list(PRONOUN.finditer(rest))
    if len(found) != 1:
        return None
    said = f"{name}'s" if found[0]["own"] else f"in {name}" if found[0]["there"] else name
    return rest[: found[0].start()] + said + rest[found[0].end() :]


def _cut(text: str, names: Names) -> list[Token]:
    today = newest_day(names)
    found = tokens(text, names, today)
    return close_names(text, found, names, today)[0] if any(t.sort == "unknown" for t in found) else found
