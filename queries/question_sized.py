"""Funds that are told by their size (江苏500亿母基金, 亦庄的百亿基金): the figure goes to the kind of fund, which then must be of that size."""

from dataclasses import replace

from queries.plan import Bounds, Flows, Further, Party
from queries.question_tokens import Token


def sized(found: list[Token]) -> list[Token] | None:
    """Return the tokens with a figure that stands before a kind of fund kept with the kind, or None where there is none.

    Between the two only 的 and a place may stand, and before the figure 规模 with 为, 是 or 在.
    """
    amounts = [n for n, token in enumerate(found) if token.sort == "amount"]
    if len(amounts) != 1:
        return None
    at = amounts[0]
    stop = at + 1
    while stop < len(found) and (found[stop].is_("mark", "of") or _place(found[stop])):
        stop += 1
    kind = found[stop] if stop < len(found) else None
    if kind is None or kind.found is not None or not _of_funds(kind):
        return None
    start = at
    while start and (found[start - 1].is_("mark", "be", "in") or found[start - 1].is_("stop")):
        start -= 1
    start = start - 1 if start and found[start - 1].is_("money", "size") else at
    between = [t for t in found[at + 1 : stop] if not t.is_("mark", "of")]
    told = replace(kind, notes={**kind.notes, "sized": found[at].value})
    return [*found[:start], *between, told, *found[stop + 1 :]]


def of_size(party: Party, bounds: Bounds) -> Party:
    """Return a kind of fund of which each must have a size within the limits."""
    own = replace(party, asked=True, places=(), number=None)
    return replace(party, such=Further(Flows(recipient=own), False, ("fund_size",), sized=bounds))


def _place(token: Token) -> bool:
    return token.found is not None and all(o.label in ("Place", "Zone") for o in token.found.options)


def _of_funds(token: Token) -> bool:
    word = token.reading("type")
    return word is not None and word.data.get("labels") == ["Fund"]
