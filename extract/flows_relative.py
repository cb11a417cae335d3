"""Clauses that say which members of a class a promise is for: 对购买甲大学专利的企业，补助…: who is named in one gets nothing by it."""

import re

from extract.model import Mention, State
from extract.names_words import word_at

# led by 对, up to the 的 before the class, which the giving follows
TOPIC = re.compile("(?<![一-鿿])对于?(?P<clause>[^，。；：“”\n]{3,40})的[^，。；：、的\\d\n]{2,14}，")
NAMED = {"Institution", "Zone", "Place", "Fund"}


def relative(state: State) -> list[tuple[int, int]]:
    """Return the span of each such clause, which begins with a verb."""
    found = []
    for match in state.scan(TOPIC):
        start, end = match.span("clause")
        first, _, flag = state.words[word_at(state, start)]
        if first == start and flag[0] == "v":
            found.append((start, end))
    return found


def inside(mention: Mention, clauses: list[tuple[int, int]]) -> bool:
    """Tell whether somebody is only named in such a clause."""
    return mention.type in NAMED and any(start < mention.start and mention.end <= end for start, end in clauses)
