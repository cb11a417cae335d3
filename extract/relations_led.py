"""Who leads what others join: 甲牵头、乙参与组建的丙, and who started what a class then sets up (由甲、乙发起，17家单位成立丙)."""

import re

from extract.lexicon import Lexicon
from extract.model import Clause, Mention
from extract.relations_read import Reading
from extract.relations_verbs import Frame

BODIES = ("Institution", "Zone", "Place", "Fund")


class LedWords:
    """The patterns of `led` in relations.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("relations")["led"]
        self.leads = re.compile(table["leads"])
        self.joins = re.compile(table["joins"])
        self.starts = re.compile(table["starts"])
        self.under = re.compile(table["under"])


def _words(reading: Reading) -> LedWords:
    return reading.state.lexicon.built("relations.led", LedWords)


def led_with(reading: Reading, clause: Clause, start: int) -> list[Mention]:
    """Return who leads and who joins where both stand before the verb (由甲牵头、乙参与组建); empty where nobody does."""
    text, words = reading.state.folded, _words(reading)
    before = [m for m in reading.outer(clause.sentence) if clause.start <= m.start and m.end <= start]
    last = next((m for m in reversed(before) if m.type in BODIES), None)
    if last is None or not words.joins.fullmatch(text, last.end, start):
        return []
    joined = reading.group_ending(clause.sentence, last)
    former = next((m for m in reversed(before) if m.end < joined[0].start and m.type in BODIES), None)
    if former is None or not words.leads.fullmatch(text, former.end, joined[0].start):
        return []
    return [*reading.group_ending(clause.sentence, former), *joined]


def led_before(reading: Reading, frame: Frame, clause: Clause) -> list[Mention]:
    """Return who is said, in the clause before, to have started what is set up here by nobody named (在甲主导下，乙基金成立)."""
    if frame.type != "ESTABLISHES" or not clause.index:
        return []
    former = clause.sentence.clauses[clause.index - 1]
    text, words = reading.state.folded, _words(reading)
    last = next((m for m in reversed(reading.outer(clause.sentence)) if former.start <= m.start < former.end), None)
    if last is None or last.type not in BODIES:
        return []
    group = reading.group_ending(clause.sentence, last)
    by = last in former.agents and words.starts.fullmatch(text, last.end, former.end)
    under = text[group[0].start - 1] == "在" and words.under.fullmatch(text, last.end, former.end)
    return group if by or under else []
