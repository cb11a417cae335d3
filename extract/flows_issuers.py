"""Whose bonds a sum is of where nothing beside it says so: the places that the text names with the issue (三期债券由甲、乙四省组成)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.flows_base import ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Mention


@dataclass(frozen=True, slots=True)
class IssuerWords:
    """The compiled part `issuers` of `flow_roles.yaml`."""

    local: re.Pattern[str]
    made_of: re.Pattern[str]
    stops: re.Pattern[str]


def issuer_words(lexicon: Lexicon) -> IssuerWords:
    """Compile the words of a lexicon that say whose bonds they are."""
    return IssuerWords(**patterns(lexicon.table("flow_roles")["issuers"]))


def place_issuers(parties: Parties, frames: list[Frame]) -> None:
    """Let sums of bonds with no issuer be of the places named with them, in an article on the bonds of places.

    These stand before the sum in its sentence, behind it up to the next sum in words that say what the issue is made of, or
    they are those of the issue that the sum goes on about.
    """
    words = parties.state.lexicon.built("flows.issuers", issuer_words)
    flows = [f for f in frames if f.kind == "flow" and f.instrument == "bond" and f.money.text]
    if not flows or words.local.search(parties.text) is None:
        return
    last: Frame | None = None
    for number, frame in enumerate(flows):
        own = frame.parties
        company = any(m.type == "Institution" and m.kind != "central_government" for m in own["recipient"])
        if company or any(m.type != "Institution" for m in own["recipient"]) or own["provider"]:
            last = frame
            continue
        found = _before(parties, words, frame) or _behind(parties, words, frame) or _of_name(parties, frame)
        found = found or _same_issue(frame, last)
        if found:
            central = own["recipient"]
            own["recipient"] = others(found, ids_of(own["via"]))
            own["via"] = central + others(own["via"], ids_of(central))
        elif not own["recipient"]:
            own["recipient"] = _of_parts(parties, words, frame, flows[number + 1 :])
        last = frame


def _of_name(parties: Parties, frame: Frame) -> list[Mention]:
    """Return the place that the name of the issue begins with (甲省政府一般债券（三期）)."""
    issues = [m for m in frame.parties["via"] if m.type == "Program"]
    inside = [m for m in parties.state.nested if m.type == "Place" and m.entity is not None]
    return [m for i in issues for m in inside if i.start <= m.start and m.end < i.end][-1:]


def _of_parts(parties: Parties, words: IssuerWords, frame: Frame, behind: list[Frame]) -> list[Mention]:
    """Return the places that the next sentence says the issue is made of, or that get the sums behind it which add up to it."""
    state, sentence = parties.state, frame.clause.sentence
    following = state.sentences[state.number_of(sentence) + 1 :][:1]
    if following and following[0].paragraph == sentence.paragraph:
        found = _made_of(parties, words, following[0].start, following[0].end)
        if found:
            return found
    total = Decimal(0)
    found = []
    for part in behind:
        got = part.parties["recipient"]
        if not got or any(m.type != "Place" for m in got) or part.money.amount is None or frame.money.amount is None:
            return []
        total += part.money.amount
        found += others(got, ids_of(found))
        if total >= frame.money.amount:
            return found if total == frame.money.amount else []
    return []


def _before(parties: Parties, words: IssuerWords, frame: Frame) -> list[Mention]:
    """Return the list of places that stands last before the sum, behind the sum before it."""
    sentence, start = frame.clause.sentence, frame.money.outer_start
    floor = max([m.end for m in parties.state.money if m.end <= start] + [sentence.start])
    named = [m for m in parties.within(floor, start, "Place") if not m.implied]
    if not named or words.stops.search(parties.text, named[-1].end, start):
        return []
    return [m for m in parties.listed(named[-1]) if m.type == "Place" and m.start >= floor]


def _behind(parties: Parties, words: IssuerWords, frame: Frame) -> list[Mention]:
    """Return the list of places behind the sum that its words say the issue is made of."""
    return _made_of(parties, words, frame.money.outer_end, frame.clause.sentence.end)


def _made_of(parties: Parties, words: IssuerWords, start: int, end: int) -> list[Mention]:
    """Return the list of places that the span, up to its first sum, says an issue is made of."""
    end = min([end, *(m.outer_start for m in parties.state.money if start <= m.start < end)])
    named = parties.within(start, end, "Place")
    if not named or words.made_of.search(parties.text, start, named[0].start) is None:
        return []
    return [m for m in parties.listed(named[0]) if m.type == "Place"]


def _same_issue(frame: Frame, last: Frame | None) -> list[Mention]:
    """Return the places of the sum before, where this one goes on about the same issuers: in its paragraph, with no place of its own."""
    if last is None or last.parties["provider"] or frame.clause.sentence.paragraph - last.clause.sentence.paragraph > 1:
        return []
    return [m for m in last.parties["recipient"] if m.type == "Place"]
