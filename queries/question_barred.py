"""Kinds of money that a question says it does not mean: 除了贷款还给了什么钱, flows that are not loans (data/barred.yaml)."""

import functools
import re
from dataclasses import dataclass, replace

from graph.ontology import load as ontology
from queries.plan import Flows, Plan, parties_of
from queries.question_words import Word, table, vocabulary


@dataclass(frozen=True, slots=True)
class Barred:
    """What is left of a question, and the instruments that it bars."""

    rest: str
    kinds: tuple[str, ...]


def barred(question: str, language: str) -> Barred | None:
    """Return a question without the kinds of money that it bars, and these; None where it bars none, or in more than one place."""
    text = re.sub(r"[?？.。！!\s]+$", "", question)
    if re.search(table("barred")["begins"][language], text, re.IGNORECASE) is None:
        return None
    for pattern, plain in _patterns(language):
        match = pattern.search(text)
        if match is None:
            continue
        kinds = {kind for said in re.split(table("barred")["joins"][language], match["kinds"]) for kind in _of(said)}
        rest = " ".join(pattern.sub(plain, text, count=1).split())
        again = any(p.search(rest) for p, _ in _patterns(language))
        return None if again or not rest else Barred(rest, tuple(sorted(kinds)))
    return None


def without(plan: Plan | None, kinds: tuple[str, ...]) -> Plan | None:
    """Return a plan of money without some of its instruments, or None where it is of no money, or of none then."""
    if (
        plan is None
        or not isinstance(plan.clause, Flows)
        or plan.further
        or any(p.such for p in parties_of(plan.clause))
    ):
        return None
    asked = plan.filters.instruments or tuple(ontology().enums["instrument"])
    kept = tuple(kind for kind in asked if kind not in kinds)
    if not kept:
        return None
    if len(kept) == len(asked):
        return (
            plan if plan.filters.instruments else None
        )  # how much was lent, not counting credit lines: loans are asked for alone
    return replace(plan, filters=replace(plan.filters, instruments=kept, barred=kinds))


def _of(said: str) -> tuple[str, ...]:
    """Return the instruments that a word for money stands for as the name of a kind of it."""
    word = _kinds().get(said.strip().lower())
    if word is None:
        return ()
    return tuple(table("barred")["nouns"].get(word.key, word.data["instruments"]))


@functools.cache
def _kinds() -> dict[str, Word]:
    """Return the words that name kinds of money; of several meanings the noun's."""
    found: dict[str, Word] = {}
    for text, words in vocabulary().items():
        named = [w for w in words if w.sort == "money" and w.data.get("instruments") and not w.data.get("get")]
        noun = next((w for w in named if w.symbol == "m"), None)
        if noun is not None or (named and not text.isascii()):
            found[text] = noun or named[0]
    return found


@functools.cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of a language with <M> as one or several kinds of money."""
    data = table("barred")
    words = sorted((w for w in _kinds() if w.isascii() == (language == "en")), key=len, reverse=True)
    one = "(?:" + "|".join(map(re.escape, words)) + ")"
    edge = r"(?![\w-])" if language == "en" else ""
    kinds = f"(?P<kinds>{one}(?:(?:{data['joins'][language]}){one})*){edge}"
    return tuple(
        (re.compile(said.replace("<M>", kinds), re.IGNORECASE), plain) for said, plain in data[language].items()
    )
