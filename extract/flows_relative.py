"""Clauses that say which members of a class a promise is for: 对购买甲大学专利的企业，补助…: who is named in one gets nothing by it."""

import re

from extract.model import Mention, State
from extract.names_words import word_at

# led by 对, up to the 的 before the class, which the giving follows
TOPIC = re.compile("(?<!针)对于?(?P<clause>[^，。；：“”\n]{3,40})的[^，。；：、的\\d\n]{2,14}，")
OPEN = re.compile("[一-鿿]$")  # goes on with a word
NAMED = ("Institution", "Zone", "Place", "Fund")
LONGEST = 30  # characters of who gives, right before 对


def relative(state: State) -> list[tuple[int, int]]:
    """Return the span of each such clause, which begins with a verb."""
    found = []
    for match in state.scan(TOPIC):
        start, end = match.span("clause")
        first, _, flag = state.words[word_at(state, start)]
        alone = OPEN.search(state.folded, max(0, match.start() - 1), match.start()) is None
        led = alone or state.ending_at(match.start(), *NAMED, within=LONGEST) is not None  # 某财政局对…
        if led and first == start and flag[0] == "v":
            found.append((start, end))
    return found


def inside(mention: Mention, clauses: list[tuple[int, int]]) -> bool:
    """Tell whether somebody is only named in such a clause."""
    return mention.type in NAMED and any(start < mention.start and mention.end <= end for start, end in clauses)
