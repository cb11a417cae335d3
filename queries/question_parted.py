"""Questions that ask the same of two periods or two kinds, and halves that speak of the kind of thing that the first half counts.

How much did X lend in 2022 and in 2023 is two questions; how many zones are there, and how many of them run Y asks twice of zones.
"""

import re
from collections.abc import Iterator

from queries.plan import Filters, Listing
from queries.question import Reading
from queries.question_words import table


def one_by_one(text: str, whole: Reading) -> Iterator[tuple[str, str]]:
    """Yield what a question may be as two that differ in the period or the kind alone; each must still be understood."""
    if whole.plan is None and whole.reason == "two_periods":
        yield from _by_period(text, whole.parts)
    if whole.plan is None and (match := re.match(table("halves")["shared_end"], text, re.IGNORECASE)) is not None:
        yield f"{match['head']} {match['end']}", f"{match['tail']} {match['end']}"
    for pattern, forms in table("halves")["two_kinds"].items():
        if whole.plan is None and (match := re.match(pattern, text, re.IGNORECASE)) is not None:
            for one, other in forms:
                yield match.expand(one), match.expand(other)


def _by_period(text: str, periods: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the question with the one period and with the other, where a word for “and” alone stands between them."""
    joined = table("halves")["between_periods"]
    said = [re.escape(p) for p in periods if p]
    for one, other in ((said[0], said[1]), (said[1], said[0])) if len(said) == 2 else ():
        match = re.search(rf"(?P<one>{one})(?:{joined})(?P<other>{other})", text, re.IGNORECASE)
        if match is None:
            continue
        before, after = text[: match.start()], text[match.end() :]
        forms = [before] + [
            re.sub(pattern, plain, before, flags=re.IGNORECASE)
            for pattern, every in table("halves")["compared"].items()
            for plain in every
            if re.match(pattern, before, re.IGNORECASE)
        ]
        for form in forms[1:] or forms:
            yield f"{form}{match['one']}{after}", f"{form}{match['other']}{after}"


def kind_named(tail: str, first: Reading) -> str:
    """Return a half that begins with “how many of them” with the kind that the first half counts or lists, if that is all it says."""
    plan = first.plan
    if plan is None or not isinstance(plan.clause, Listing) or plan.filters != Filters() or plan.further:
        return tail
    party = plan.clause.party
    kinds = [t for t in first.tokens if t.is_("type")]
    if party.entities or party.places or party.outside or len(kinds) != 1:
        return tail
    for pattern, plain in table("halves")["of_the_kind"].items():
        said = plain.replace("KIND", kinds[0].text.replace("\\", ""))
        tail = re.sub(pattern, said, tail, flags=re.IGNORECASE)
    return tail
