"""Questions about a place that exists and of which no article speaks (无锡有哪些银行): that it is not mentioned is the answer.

The names that every reader knows say that it is a place. The question counts as understood only where it is with a place of the graph
instead; of two places of which one is mentioned (苏州或无锡) the answer is that to this one, with what is said of the other.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from queries.answer_result import Answer
from queries.answer_words import after, phrase
from queries.names import Names
from queries.names_index import form_of
from queries.question_context import wants_context
from queries.question_tokens import language_of, tokens
from queries.question_words import table

if TYPE_CHECKING:
    from extract.gazetteer import Entry

Ask = Callable[[str], Answer | None]
KINDS = ("province", "city")  # whose names are no words of their own
LONGEST = 8


def of_nowhere(question: str, names: Names, ask: Ask) -> Answer | None:
    """Return the answer to a refused question that names a place unknown to the graph, or None where it names none or stays unclear."""
    language, data = language_of(question), table("nowhere")
    said = _unknown_place(question, language, names)
    if said is None or re.search(data["denied"], question, re.IGNORECASE):
        return None
    start, stop, name = said
    told = phrase("sentences", "unmentioned", language, name=name)
    for joined in data["joined"][language]:
        for pattern in (joined["before"], joined["behind"]):
            at = re.search(pattern.format(place=re.escape(question[start:stop])), question, re.IGNORECASE)
            if at is None:
                continue
            other = ask(question[: at.start()] + at.expand(joined["kept"]) + question[at.end() :])
            if other is None:
                return None
            return replace(other, question=question, answer=other.answer.rstrip() + after(language, told))
    known = _stand_in(language, names)
    instead = ask(question[:start] + known + question[stop:]) if known else None
    if (
        instead is None
        or instead.second is not None
        or instead.plan is None
        or wants_context(question, [instead.plan], False)
    ):
        return None
    return Answer(question, language, True, told, notes=[phrase("notes", "unmentioned", language)])


def _unknown_place(question: str, language: str, names: Names) -> tuple[int, int, str] | None:
    """Return where a question names a province or city that the graph does not know, and its name in the language; None where it names none."""
    from extract.gazetteer import default_gazetteer
    from queries.question import newest_day

    unknown = [t for t in tokens(question, names, newest_day(names)) if t.sort == "unknown"]
    if not unknown:
        return None
    known = default_gazetteer()
    if language == "en":
        english = {p.name_en.lower(): p for p in known.places if p.name_en and p.kind in KINDS}
        for token in unknown:
            place = english.get(token.text.lower())
            if place is None or question[token.start : token.stop] != token.text or _spoken_of(place, names):
                continue
            return token.start, token.stop, place.name_en or place.name
        return None
    for token in unknown:
        spans = (
            (a, b)
            for a in range(max(0, token.start - LONGEST), token.start + 1)
            for b in range(token.stop, min(len(question), a + LONGEST) + 1)
        )
        for start, stop in sorted(spans, key=lambda s: s[0] - s[1]):
            place = known.place(question[start:stop]) if stop - start > 1 else None
            if place is not None and place.kind in KINDS and not _spoken_of(place, names):
                return start, stop, place.name
    return None


def _spoken_of(place: "Entry", names: Names) -> bool:
    """Whether the graph knows a place, or anything that bears its name (珠海丽珠集团)."""
    said = [form_of(name) for name in (place.name, *place.aliases)]
    marks = " OR ".join("instr(form, ?) > 0" for _ in said)
    return names.index.connection.execute(f"SELECT 1 FROM form WHERE {marks} LIMIT 1", said).fetchone() is not None


def _stand_in(language: str, names: Names) -> str:
    """Return a city of the graph, which a question can be understood with."""
    row = names.index.connection.execute(
        "SELECT name, name_en FROM entity WHERE label = 'Place' AND kind = 'city' AND name_en <> '' ORDER BY id LIMIT 1"
    ).fetchone()
    return "" if row is None else str(row[1] if language == "en" else row[0])
