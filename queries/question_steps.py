"""Steps by which a refused question is said otherwise: without what carries nothing, in known words, with names for what it describes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from queries.names import Names
from queries.question_described import Joined, described
from queries.question_gist import gists
from queries.question_slips import LONGEST, sounding
from queries.question_tokens import Token, language_of
from queries.question_words import table

MARKS = " ,，;；:：.。!！-–—"


@dataclass(frozen=True, slots=True)
class Step:
    """A question said otherwise: `notes` are (what was said, as what it was taken), `passed` what was left out that might say something.

    `more` are questions that it comes to beside the first, each of which is asked; `spelt` says that nothing but spelling and idle
    words were changed, so that an answer which finds nothing is one to the question as well.
    """

    text: str
    notes: tuple[tuple[str, str], ...] = ()
    passed: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    spelt: bool = False


Cut = Callable[[str], list[Token]]


def steps(question: str, names: Names, cut: Cut, joined: Joined) -> Iterator[Step]:
    """Yield a refused question a step further each time, the nearest first; `cut` gives the tokens of a text."""
    text = " ".join(question.split())
    seen = {text.rstrip("?？。. ")}
    said = [Step(text)]
    for way in (_bare, _sounding, _described, _gist):
        more: list[Step] = []
        for before in said:
            for after in way(before, names, cut, joined):
                if (key := after.text.rstrip("?？。. ")) not in seen and key:
                    seen.add(key)
                    more.append(after)
                    yield after
        said = (more or said) if way in (_bare, _sounding) else [*more, *said]


def _bare(before: Step, names: Names, cut: Cut, joined: Joined) -> Iterator[Step]:
    """Yield an English question without words at its ends that carry nothing, and in plain words; a Chinese one without what points to a name."""
    text = before.text
    if language_of(text) != "en":
        if (plain := _without_pointing(text, cut(text))) != text:
            yield Step(plain, before.notes, before.passed, spelt=True)
        return
    for _ in range(4):
        was = text
        text = _edges()[0].sub("", text)
        text = _edges()[1].sub(r"\g<mark>", text)
        if text == was:
            break
    text = re.sub(table("restated")["again"], r"\g<asks>", text, flags=re.IGNORECASE)
    for plain, words in table("restated")["plain"].items():
        for word in words:
            text = re.sub(rf"(?<![\w'-]){re.escape(word)}(?![\w'-])", plain, text, flags=re.IGNORECASE)
    if text.strip(MARKS) and text != before.text:
        yield Step(text.strip(MARKS), before.notes, before.passed, spelt=True)


def _without_pointing(text: str, found: list[Token]) -> str:
    """Return a Chinese question without 那边 and its like behind the names of bodies and things, which are no places."""
    for token in reversed(found):
        placed = token.found is None or token.is_("type") or token.found.label in ("Place", "Zone")
        said = next((w for w in table("restated")["beside"] if text.startswith(w, token.stop)), "")
        if said and not placed and text[token.start : token.stop] == token.text:
            text = text[: token.stop] + text[token.stop + len(said) :]
    return text


def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    begin, end = (
        "|".join(map(re.escape, sorted(table("restated")[k], key=len, reverse=True))) for k in ("begin", "end")
    )
    return (
        re.compile(rf"^(?:{begin})\b[,.!: –—-]+(?=\S+ \S)", re.IGNORECASE),
        re.compile(rf"(?<=\w)[, –—-]+(?:{end})(?P<mark>[?!. ]*)$", re.IGNORECASE),
    )


def _sounding(before: Step, names: Names, cut: Cut, joined: Joined) -> Iterator[Step]:
    """Yield a Chinese question with words for what is written in other characters of their sound."""
    text, notes = before.text, before.notes
    for token in reversed([t for t in cut(text) if t.sort == "unknown" and not t.text.isascii()]):
        if text[token.start : token.stop] != token.text or len(token.text) > LONGEST:
            continue
        if (meant := sounding(text, token.start, token.stop)) is not None:
            start, stop, word = meant
            notes = (*notes, (text[start:stop], word))
            text = text[:start] + word + text[stop:]
    if text != before.text:
        yield Step(text, notes, before.passed, spelt=True)


def _described(before: Step, names: Names, cut: Cut, joined: Joined) -> Iterator[Step]:
    """Yield a question with names for what it describes, one description after the other."""
    text, notes = before.text, before.notes
    for _ in range(3):
        one = next(described(text, cut(text), names, joined), None)
        if one is None or one.text == text:
            return
        text, notes = one.text, (*notes, (one.said, one.name))
        yield Step(text, notes, before.passed)


def _gist(before: Step, names: Names, cut: Cut, joined: Joined) -> Iterator[Step]:
    """Yield what the words of a question ask in plain order."""
    for said in gists(before.text, cut(before.text), names):
        first, *more = said.texts
        yield Step(first, before.notes, (*before.passed, *said.passed), tuple(more))
