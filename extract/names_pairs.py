"""The former and the latter: 前者 and 后者 go back to the two bodies of one kind that were named together before."""

import re

from extract.entity_spans import again, covering
from extract.model import Mention, State

WORD = re.compile("(?P<first>前者)|后者")
JOINED = re.compile("(?:（[^（）]{1,20}）)?(?:、|和|与|及|同|跟|以及)")
LISTED = ("Institution", "Fund")


def find(state: State) -> list[Mention]:
    """Return a mention for each such word whose pair stands in its sentence or the one before."""
    found = []
    for match in state.scan(WORD):
        pair = _pair(state, match.start())
        if pair is None or covering(state, *match.span()) is not None:
            continue
        found.append(again(state, match.span(), pair[0] if match["first"] else pair[1], "former-latter"))
    return found


def _pair(state: State, at: int) -> tuple[Mention, Mention] | None:
    """Return the last two bodies before the offset that are joined to each other and to no third."""
    sentence = state.sentence_at(at)
    if sentence is None:
        return None
    number = state.number_of(sentence)
    start = state.sentences[max(0, number - 1)].start
    named = [m for m in state.mentions_in(start, at, *LISTED) if not m.anaphor]
    for place in range(len(named) - 2, -1, -1):
        first, second = named[place : place + 2]
        if not JOINED.fullmatch(state.folded, first.end, second.start):
            continue
        third = place > 0 and JOINED.fullmatch(state.folded, named[place - 1].end, first.start)
        return None if third or state.folded.startswith("等", second.end) else (first, second)
    return None
