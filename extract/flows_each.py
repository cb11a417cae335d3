"""Sums that each of several gets, told behind the list of them (甲、乙等8省工作突出，各获得2亿元) or behind the sum of all (下达9亿元，每县3000万元)."""

import re
from dataclasses import dataclass

from extract.flows_base import PUBLIC, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Mention

NEAR = 1  # sentences before the sum's in which the list or the sum of all may stand
LEAST = 2  # members of such a list


@dataclass(frozen=True, slots=True)
class EachWords:
    """The compiled part `each` of `flow_roles.yaml`."""

    leads: re.Pattern[str]
    units: re.Pattern[str]
    classes: re.Pattern[str]
    placed: re.Pattern[str]
    moot: re.Pattern[str]


def each_words(lexicon: Lexicon) -> EachWords:
    """Compile the words of a lexicon that say that each of several gets a sum."""
    return EachWords(**patterns(lexicon.table("flow_roles")["each_gets"]))


def each(parties: Parties, frames: list[Frame]) -> None:
    """Let such a sum go to the places listed before it, and have been paid as the sum of all was."""
    words = parties.state.lexicon.built("flows.each", each_words)
    flows = [f for f in frames if f.kind == "flow"]
    for number, frame in enumerate(flows):
        counted = words.units.search(parties.text, frame.clause.start, frame.money.start)
        lead = counted or words.leads.match(parties.text, frame.clause.start, frame.money.outer_end)
        if lead is None or frame.instrument not in PUBLIC:
            continue
        own = frame.parties
        if all(m.type == "Category" and words.classes.fullmatch(m.text) for m in own["recipient"]):
            found = listed_before(parties, words, frame)
            own["recipient"] = others(found, ids_of(own["provider"] + own["via"])) or own["recipient"]
        if counted:
            paid_like(parties, words, frame, flows[:number])


def listed_before(parties: Parties, words: EachWords, frame: Frame) -> list[Mention]:
    """Return the last list of places before the sum's clause, in its sentence or the one before; nobody where it only says where."""
    sentence = frame.clause.sentence
    said = [s for s in parties.state.up_to(sentence, NEAR) if s.paragraph == sentence.paragraph and not s.heading]
    for earlier in said[::-1]:
        named = parties.within(earlier.start, min(earlier.end, frame.clause.start), "Place")
        for mention in reversed(named):
            group = [m for m in parties.listed(mention) if m.type == "Place" and not m.anaphor]
            if len(ids_of(group)) < LEAST:
                continue
            start = min(m.start for m in group)
            return [] if words.placed.search(parties.text, max(0, start - 4), start) else group
    return []


def paid_like(parties: Parties, words: EachWords, frame: Frame, earlier: list[Frame]) -> None:
    """Take payer, channel and status from the sum of all that was told right before."""
    total = next((f for f in reversed(earlier) if f.money.per is None), None)
    if total is None or total.money.amount is None or frame.money.amount is None:
        return
    near = total.clause.sentence in parties.state.up_to(frame.clause.sentence, NEAR)
    near = near and frame.clause.sentence.paragraph == total.clause.sentence.paragraph
    public = total.instrument in PUBLIC and total.status == "actual" and total.money.amount > frame.money.amount
    clause = frame.clause
    if not near or not public or words.moot.search(parties.text, clause.start, clause.end):
        return
    if frame.status == "rule" and frame.money.qualifier != "up_to":
        frame.status = "actual"
    own = frame.parties
    taken = ids_of(own["recipient"])
    own["provider"] = own["provider"] or others(total.parties["provider"], taken)
    if own["provider"] and set(ids_of(own["provider"])) == set(ids_of(total.parties["provider"])):
        own["via"] = [m for m in own["via"] if m.type != "Policy"] or others(total.parties["via"], taken)
