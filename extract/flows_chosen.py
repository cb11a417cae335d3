"""Whom money for the chosen goes to: the places or zones that the article listed as chosen (甲、乙等20个城市入选。中央财政给每个城市…)."""

import re
from dataclasses import dataclass

from extract.clauses import group_at, outermost
from extract.flows_base import GOVERNING, PAYING, ids_of, others
from extract.flows_frame import Frame
from extract.flows_parties import Parties
from extract.lexicon import Lexicon, patterns
from extract.model import Mention, Sentence

LEAST = 2  # members that make a list
FARTHEST = 4  # sentences between the list and the money for it
LISTED = ("Place", "Zone")


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """The compiled part `chosen` of `flow_roles.yaml`."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    points: re.Pattern[str]
    classes: re.Pattern[str]
    never: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of places or zones that were chosen, with the sentence that lists them."""

    members: tuple[Mention, ...]
    sentence: Sentence


def chosen_words(lexicon: Lexicon) -> ChosenWords:
    """Compile the words of a lexicon that say who was chosen and what points back to them."""
    return ChosenWords(**patterns(lexicon.table("flow_roles")["chosen"]))


def to_chosen(parties: Parties, frames: list[Frame]) -> None:
    """Let public money that goes to a class of the chosen, or to nobody said, go to those whom the text listed as chosen.

    The list stands before the sum in its sentence, or in one of the sentences before it; there the sum's own clause has to
    point back to it (入选城市, 每个示范县, 上述地区), unless it is the next sentence and a budget that pays.
    """
    words = parties.state.lexicon.built("flows.chosen", chosen_words)
    choices: list[Choice] | None = None
    for frame in frames:
        if frame.kind != "flow" or frame.instrument not in PAYING or frame.stranger:
            continue
        own = frame.parties
        got = own["recipient"]
        if any(m.type != "Category" or not words.classes.fullmatch(m.text) for m in got):
            continue
        if choices is None:
            choices = choices_of(parties, words)
        if not choices:
            return
        meant = _meant(parties, words, frame, choices)
        found = others(meant, ids_of(own["provider"] + own["via"]))
        if found:
            own["recipient"] = found


def choices_of(parties: Parties, words: ChosenWords) -> list[Choice]:
    """Return the lists of chosen places or zones of the article, in text order."""
    state, found = parties.state, []
    for sentence in state.sentences:
        if sentence.heading:
            continue
        every = outermost(state.mentions_in(sentence.start, sentence.end))
        edge = 0
        for first in every:
            if first.start < edge or first.type not in LISTED:
                continue
            group = group_at(state, first, every)
            edge = group.end
            members = [m for m in group.mentions if m.type == first.type and m.entity is not None]
            if len(members) < LEAST:
                continue
            last = members[-1].end
            after = words.after.match(parties.text, last, sentence.end)
            if after or words.before.search(parties.text, max(0, first.start - 24), first.start):
                found.append(Choice(tuple(members), sentence))
    return found


def _meant(parties: Parties, words: ChosenWords, frame: Frame, choices: list[Choice]) -> list[Mention]:
    """Return the members of the list that the money's clause goes back to; nobody where its own clause names a place."""
    sentence, text, start = frame.clause.sentence, parties.text, frame.money.outer_start
    number = parties.state.number_of(sentence)
    before = [
        c for c in choices if c.members[-1].end <= start and number - parties.state.number_of(c.sentence) <= FARTHEST
    ]
    if not before:
        return []
    last = before[-1]
    away = number - parties.state.number_of(last.sentence)
    opening = last.members[-1].end if not away else sentence.start
    if parties.within(opening, start, *LISTED) or words.never.search(text, opening, start):
        return []
    if any(not parties.gives(m) for m in parties.within(opening, frame.clause.end, "Institution")):
        return []
    pointed = words.points.search(text, opening, frame.clause.end)
    budget = any(m.kind in GOVERNING for m in frame.parties["provider"])
    return list(last.members) if pointed or (budget and away <= 1) else []
