"""What to offer where a question was not understood: the nearest questions that are, and the names that may be meant."""

import re

from queries.answer_words import listed, phrase
from queries.names import Names
from queries.plan import Named
from queries.question import Reading
from queries.question_words import table

OFFERED = 3


def refusal(reading: Reading) -> str:
    """Return why a question was not understood, in its language."""
    language = reading.language
    parts = listed(dict.fromkeys(p for p in reading.parts if p), language)
    names = listed([f"{c.name}" if language == "zh" else (c.name_en or c.name) for c in reading.candidates], language)
    why = phrase("refusals", reading.reason or "order", language, parts=parts, candidates=names)
    return phrase("refused", "", language, why=why)


def suggestions(reading: Reading, names: Names) -> list[str]:
    """Return questions that can be asked instead: the same with a name that is known, then the nearest examples."""
    found: list[str] = []
    if reading.reason in ("unexplained", "ambiguous", "maybe_name") and reading.parts:
        for candidate in reading.candidates[:5]:
            name = (candidate.name_en or candidate.name) if reading.language == "en" else candidate.name
            text = reading.question.replace(reading.parts[0], name, 1)
            if text != reading.question:
                found.append(text)
    found += _examples(reading, names)
    return list(dict.fromkeys(found))[: OFFERED + len(reading.candidates[:5])]


def _examples(reading: Reading, names: Names) -> list[str]:
    language = reading.language
    text = reading.question.lower()
    words = set(re.findall(r"[a-z]+", text))
    scored = []
    for n, entry in enumerate(table("examples")[language]):
        hits = sum(w in words if language == "en" else w in text for w in entry["words"])
        scored.append((-hits, n, entry))
    found = []
    for _, _, entry in sorted(scored, key=lambda s: s[:2])[:OFFERED]:
        ask = entry["ask"]
        if "{X}" in ask:
            name = _name(reading, names, entry["label"])
            if name is None:
                continue
            ask = ask.replace("{X}", name)
        found.append(ask)
    return found


def _name(reading: Reading, names: Names, label: str) -> str | None:
    """Return a name for an example: one from the question with the label, or any of the graph."""
    said: list[Named] = [
        t.found.options[0] for t in reading.tokens if t.found is not None and len(t.found.options) == 1
    ]
    fit = [n for n in [*said, *reading.candidates] if n.label == label]
    if fit:
        return (fit[0].name_en or fit[0].name) if reading.language == "en" else fit[0].name
    row = names.index.connection.execute(
        "SELECT name, name_en FROM entity WHERE label = ? ORDER BY coalesce(kind, '') NOT IN ('bank', 'guidance', 'scheme'), name_en IS NULL, length(name), name LIMIT 1",
        (label,),
    ).fetchone()
    if row is None:
        return None
    return str(row[1] or row[0]) if reading.language == "en" else str(row[0])
