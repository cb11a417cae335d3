"""One body under two names: what a text says to have got another name goes by the new one throughout (甲园升级，定名为乙高新区)."""

import re

from extract.model import Mention, State
from extract.names_rules import OFFICES

RENAMED = ("Zone", "Institution", "Fund")
LONGEST = 40  # characters of a name


def renamed(state: State, words: re.Pattern[str]) -> None:
    """Give mentions of a former name the name that the text says its bearer got, with kind and place; of two offices each keeps its own.

    `words` is what stands between, right behind which the new name begins.
    """
    for match in state.scan(words):
        end = match.end()
        new = next((m for m in state.mentions_in(end, end + LONGEST, *RENAMED) if m.start == end), None)
        old = _former(state, match.start(), new) if new is not None else None
        if new is None or old is None or new.kind in OFFICES or old.kind in OFFICES or new.name == old.name:
            continue
        former = old.name
        for mention in [*state.mentions, *state.nested]:
            if mention.type == new.type and mention.name == former:
                mention.name, mention.kind, mention.place = new.name, new.kind, new.place or mention.place


def _former(state: State, at: int, new: Mention) -> Mention | None:
    """Return the body of the new one's sort that the sentence names last before the words."""
    sentence = max(state.folded.rfind(mark, 0, at) for mark in "。；\n") + 1
    before = [m for m in state.mentions_in(sentence, at, new.type) if not m.anaphor and m.end <= at]
    return before[-1] if before else None
