"""The one fund of a zone, said in English with what it has to do with the zone: the fund set up at the Tiankai park in Tianjin."""

from queries.names import Names
from queries.names_parts import shortened
from queries.question_tokens import Token

AT = ("at", "in", "for", "of")


def owned_fund(text: str, found: list[Token], names: Names) -> str | None:
    """Return the question with “the fund at X” as “X's fund”, where the zone X has one fund that is called after it; else None.

    A place behind the zone is passed over where the zone lies in it, and in no other case.
    """
    for at, kind in enumerate(found):
        the = at and found[at - 1].text.lower() == "the"
        plural = any(w.form == "plural" for w in kind.readings)
        if not the or kind.found is not None or not kind.is_("type", "fund") or plural:
            continue
        n = at + 1
        if n < len(found) and found[n].is_("relation", "establish", "launch"):
            n += 1
        if n >= len(found) or found[n].text.lower() not in AT:
            continue
        n += 1
        while n < len(found) and found[n].is_("stop"):
            n += 1
        zone = found[n].found if n < len(found) else None
        if zone is None or len(zone.options) != 1 or zone.options[0].label != "Zone":
            continue
        owner, last = found[n], found[n]
        place = found[n + 2].found if n + 2 < len(found) and found[n + 1].text.lower() == "in" else None
        if place is not None:
            if len(place.options) != 1 or zone.options[0].id not in names.index.inside(place.options[0].id):
                continue
            last = found[n + 2]
        said = f"{owner.text}'s {kind.text}"
        plain = f"{text[: kind.start]}{said}{text[last.stop :]}"
        if shortened(plain.lower(), kind.start, kind.start + len(said), names) is not None:
            return plain
    return None
