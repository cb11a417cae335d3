"""What an English question speaks of, said first and set apart by a mark: Big Fund III: who manages it; Fang Wei - who is that."""

import re
from datetime import date

from queries.names import Names
from queries.plan import Plan
from queries.question_follow import named_in
from queries.question_tokens import language_of, tokens
from queries.question_words import table


def topic_first(text: str, names: Names, today: date) -> str:
    """Return a question with the one name that stands before a mark put for the pronoun behind it, or as it is.

    What stands before the mark must be a name and nothing else, and the question itself must name nothing of its own.
    """
    data = table("english")
    match = re.match(data["topic"], text) if language_of(text) == "en" else None
    if match is None:
        return text
    said, asks = match["topic"].strip(), match["asks"].strip()
    if not _one_name(said, names, today) or any(t.found is not None for t in tokens(asks, names, today)):
        return text
    if (noun := re.match(data["noun_first"], asks, re.IGNORECASE)) is not None:
        return f"{noun['noun']} of {said}"
    if len(re.findall(data["of_topic"], asks, re.IGNORECASE)) != 1:
        return text
    return re.sub(
        data["of_topic"],
        lambda m: f"{said}'s" if re.fullmatch(data["owning"], m.group(), re.IGNORECASE) else said,
        asks,
        flags=re.IGNORECASE,
    )


def of_what_was_named(text: str, before: Plan) -> str:
    """Return an English follow-up that is a noun alone (who are the founders, size?) as one about what the question before names, or as it is.

    Only where that names one body, and no place.
    """
    data, named = table("english"), list(named_in(before).values())
    kind = data["ones"].get(named[0].kind) or data["ones"].get(named[0].label) if len(named) == 1 else None
    if kind is not None and (one := re.fullmatch(data["one"], text, re.IGNORECASE)) is not None:
        return f"{one['head']} {kind}{one['end']}"  # and the robotics one
    said = re.sub(data["noun_after"], "", text.strip(), flags=re.IGNORECASE)
    noun = re.fullmatch(data["noun_first"].strip("^$"), said, re.IGNORECASE)
    if noun is None or len(named) != 1 or named[0].label == "Place" or not text.isascii():
        return text
    return f"{noun['noun']} of {named[0].called('en')}"


def _one_name(said: str, names: Names, today: date) -> bool:
    from queries.names_close import close_names

    found = [t for t in tokens(said, names, today) if not t.is_("stop")]
    if any(t.sort == "unknown" for t in found):
        found, _ = close_names(said, found, names, today)
        found = [t for t in found if not t.is_("stop")]
    places = all(t.found is not None and t.found.label == "Place" for t in found[:-1])  # Fujian vouchers
    return len(found) in (1, 2) and found[-1].found is not None and places
