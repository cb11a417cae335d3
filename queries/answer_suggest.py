"""What to offer where a question was not understood: the nearest questions that are, and the names that may be meant."""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

from queries.answer_words import after, listed, phrase
from queries.names import Names
from queries.plan import Named
from queries.question import Reading, read
from queries.question_onward import of_everything
from queries.question_tokens import Token
from queries.question_words import plural, table

OFFERED = 3
CONSIDERED = 9  # examples of which it is looked whether the graph answers them
SPAN = 4  # tokens that are left out together at most
TRIED = 40  # ways to leave some out
ALIKE = 2  # words that an example which names nothing must share with the question
BEFORE_MARK = re.compile(r" +(?=[?.!,;:]( |$))")
NAMED = 5  # names that may be meant, each tried in the question


def refusal(reading: Reading, part: tuple[str, str] | None) -> str:
    """Return why a question was not understood, in its language, and without which words it would be (`part`, as `left_out` gives it)."""
    language = reading.language
    parts = listed(dict.fromkeys(p for p in reading.parts if p), language)
    names = listed([c.called(language) for c in reading.candidates], language)
    why = phrase("refusals", reading.reason or "order", language, parts=parts, candidates=names)
    if reading.reason == "unexplained" and (alike := _alike(reading)):
        names = listed([c.called(language) for c in alike], language)
        why += after(language, phrase("refusals", "meant", language, candidates=names))
    if part is not None:
        why += after(language, phrase("refusals", "without", language, parts=part[0]))
    return phrase("refused", "", language, why=why)


def left_out(reading: Reading, names: Names) -> tuple[str, str] | None:
    """Return the fewest words without which the question is understood, names last, and the question without them."""
    if reading.reason == "unexplained":
        return _without_unknown(reading, names)
    if reading.reason in ("ambiguous", "maybe_name", "empty", "which_fund"):
        return None
    text = " ".join(reading.question.split())
    tokens = [t for t in reading.tokens if text[t.start : t.stop] == t.text]
    spans = []
    for first in range(len(tokens)):
        for last in range(first, min(first + SPAN, len(tokens))):
            some = tokens[first : last + 1]
            start, stop = some[0].start, some[-1].stop
            while text[stop : stop + 1] in ("了", "过", "着"):
                stop += 1
            named = sum(t.found is not None for t in some)
            asks = any(t.is_("asking") or t.text.lower() in ("who", "which") for t in some)
            says = any(not t.is_("mark", "stop") and t.sort not in ("mark", "stop") for t in some)
            begin = tokens[0] if first else tokens[min(last + 1, len(tokens) - 1)]
            if (
                len(some) < len(tokens) - 1
                and says
                and not asks
                and not begin.is_("mark")
                and not _hangs(tokens, first, last)
            ):
                spans.append((named, last - first, -start, start, stop))
    for _, _, _, start, stop in sorted(spans)[:TRIED]:
        rest = _joined(text[:start] + text[stop:])
        if read(rest, names).plan is not None:
            return text[start:stop], rest
    return None


def _joined(text: str) -> str:
    """Return a question that words were left out of without the gaps that these leave."""
    return BEFORE_MARK.sub("", " ".join(text.split())).strip(" ,，、；;")


def _without_unknown(reading: Reading, names: Names) -> tuple[str, str] | None:
    """Return the words that nothing explains, and the question without them, where that is understood; else None."""
    text = " ".join(reading.question.split())
    unknown = [t for t in reading.tokens if t.sort == "unknown"]
    if not unknown or any(text[t.start : t.stop] != t.text for t in unknown) or reading.candidates:
        return None
    if any(len(t.text) == 1 and not t.text.isascii() for t in unknown):
        return None  # 首 of 首贷 is a part of a word
    tokens = list(reading.tokens)
    if any(_hangs(tokens, n, n) for n, token in enumerate(tokens) if token.sort == "unknown"):
        return None
    rest = text
    for token in reversed(unknown):
        rest = rest[: token.start] + rest[token.stop :]
    part = listed([t.text for t in unknown], reading.language), _joined(rest)
    return part if near(part, reading, names) else None


def near(part: tuple[str, str], reading: Reading, names: Names) -> bool:
    """Whether a question without some words is worth asking instead: still whole, about the same names, and no contrary of what was asked."""
    without, rest = part
    marks = table("suggest")[reading.language]
    if re.search(marks["kept"], without, re.IGNORECASE) or re.search(marks["broken"], rest, re.IGNORECASE):
        return False
    other = read(rest, names)
    said, kept = (
        {t.found.options[0].id for t in r.tokens if t.found is not None and not t.is_("type")} for r in (reading, other)
    )
    asks = [any(t.is_("asking") for t in r.tokens) for r in (reading, other)]
    return said <= kept and asks[0] <= asks[1] and other.plan is not None and not of_everything(other.plan)


def _hangs(tokens: list[Token], first: int, last: int) -> bool:
    """Whether an English word before what is left out would hang without it (what programmes is …, how much did the …)."""
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if before is None or not before.text.isascii():
        return False
    hangs = any(before.is_(sort) for sort in ("mark", "stop", "able", "asking"))
    return hangs and (after is None or after.is_("mark"))


def _alike(reading: Reading) -> list[Named]:
    """Return the names that may be meant by the one word not understood: in Chinese, those that end as it does (科技局)."""
    parts = set(reading.parts)
    if len(parts) != 1:
        return []
    said = parts.pop()
    return (
        [] if said.isascii() or len(said) < 2 else [c for c in reading.candidates[:NAMED] if c.name.endswith(said[-1])]
    )


def suggestions(
    reading: Reading,
    names: Names,
    part: tuple[str, str] | None = None,
    answers: Callable[[str], bool] = lambda _: True,
) -> list[str]:
    """Return questions that can be asked instead: the same with a name that is known, then the nearest examples.

    Of the examples those are kept to which the graph has an answer, as `answers` tells.
    """
    found = list(itertools.islice(_with_names(reading, names), len(reading.candidates[:NAMED])))
    if part is not None and near(part, reading, names):
        found.append(part[1])
    if reading.reason == "which_fund":
        found += [
            form.format(X=c.called(reading.language))
            for form in table("suggest")[reading.language]["sizes"]
            for c in reading.candidates[:1]
        ]
    for lost in (False, True):  # what shares nothing with the question is offered where nothing else is
        fits = (text for text in _examples(reading, names, lost) if answers(text))
        examples = list(itertools.islice(fits, OFFERED))
        if found or examples:
            break
    return list(dict.fromkeys([*found, *examples]))[: OFFERED + NAMED]


def _with_names(reading: Reading, names: Names) -> Iterator[str]:
    """Yield the question with each name that may be meant in place of what was not understood, where that is understood."""
    if reading.reason not in ("unexplained", "ambiguous", "maybe_name") or not reading.parts:
        return
    if reading.reason == "unexplained" and len(set(reading.parts)) > 1:
        return  # what else was not understood stays so
    text = " ".join(reading.question.split())
    start, stop = _stretch(text, reading)
    for candidate in reading.candidates[:NAMED]:
        asked = text[:start] + candidate.called(reading.language) + text[stop:]
        cut = re.search(table("suggest")[reading.language]["cut"], asked, re.IGNORECASE) is not None
        if start < stop and asked != text and not cut and read(asked, names).plan is not None:
            yield asked


def _stretch(text: str, reading: Reading) -> tuple[int, int]:
    """Return what a name is put for: the words not understood, with the names that they are written together with."""
    start = text.find(reading.parts[0])
    if start < 0:
        return 0, 0
    stop = start + len(reading.parts[0])
    named = [t for t in reading.tokens if t.found is not None and not t.text.isascii()]
    for token in reversed(named):  # 大基金 before 二期
        if token.stop == start:
            start = token.start
    for token in named:
        if token.start == stop:
            stop = token.stop
    return start, stop


def _examples(reading: Reading, names: Names, lost: bool) -> Iterator[str]:
    """Yield questions that are understood, the nearest first: those that hold a name, a kind or a place of the question, then those that share its words.

    One that holds nothing of the question must share several of its words, unless all is `lost`.
    """
    language = reading.language
    text = reading.question.lower()
    words = set(re.findall(r"[a-z]+", text))
    scored = []
    for n, entry in enumerate(table("examples")[language]):
        hits = sum(w in words if language == "en" else w in text for w in entry["words"])
        own = sum(bool(said) for said in _said(reading, entry).values())
        if own or ("{" not in entry["ask"] and (lost or hits >= ALIKE)):
            scored.append((-hits - 2 * own, n, entry))
    for _, _, entry in sorted(scored, key=lambda s: s[:2])[:CONSIDERED]:
        ask, said = entry["ask"], _said(reading, entry)
        if all(said.values()):
            for place, value in said.items():
                ask = ask.replace(f"{{{place}}}", value)
            yield ask


def _said(reading: Reading, entry: dict[str, Any]) -> dict[str, str]:
    """Return what a question says for each of the places of an example: a name {X}, a kind of thing {T}, a place {P}; empty where it says none."""
    ask, language = entry["ask"], reading.language
    found = {}
    if "{X}" in ask:
        named = _own(reading, entry["label"])
        found["X"] = named[0].called(language) if named else ""
    if "{P}" in ask:
        placed = _own(reading, "Place")
        found["P"] = placed[0].called(language) if placed else ""
    if "{T}" in ask:
        found["T"] = next((k for t in reading.tokens if t.found is None and (k := _kind(t, entry, language))), "")
    return found


def _kind(token: Token, entry: dict[str, Any], language: str) -> str:
    word = token.reading("type")
    if word is None or not set(word.data["labels"]) <= set(entry["kinds"]):
        return ""
    said: str = word.data[language][0] if word.data[language] else ""
    return plural(said, word.data.get("plural", {})) if language == "en" and said else said


def _own(reading: Reading, label: str | list[str]) -> list[Named]:
    """Return the names with one of the labels that the question says, or may mean."""
    said = [t.found.options[0] for t in reading.tokens if t.found is not None and len(t.found.options) == 1]
    return [n for n in [*said, *reading.candidates] if n.label in ([label] if isinstance(label, str) else label)]
