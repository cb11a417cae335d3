"""Numbers that are not money: counts, shares, growth, ratios, measures, lengths of time, ranks; fills `state.quantities`."""

import bisect
import re

from extract.model import Quantity, State
from extract.quantities_patterns import build
from extract.quantities_read import hedge, read

TITLE = re.compile(r"《[^《》\n]{1,80}》|[〔\[【][^〕\]】\n]{1,12}[〕\]】]\s?\d+号")
NAMED = {"Policy", "Program", "Fund", "Institution", "Zone", "Place", "Person"}


class Taken:
    """The stretches of the text in which a figure is part of something else."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self.spans and start < self.spans[-1][1]:
                self.spans[-1] = (self.spans[-1][0], max(end, self.spans[-1][1]))
            else:
                self.spans.append((start, end))
        self.starts = [start for start, _ in self.spans]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether the stretch overlaps one that is taken."""
        place = bisect.bisect_left(self.starts, end) - 1
        return place >= 0 and self.spans[place][1] > start


def run(state: State) -> None:
    """Find the quantities; a figure inside a date, a sum of money, a title or a name is none."""
    patterns = state.lexicon.built("quantities", build)
    text = state.folded
    spans = [m.span() for m in TITLE.finditer(text)]
    spans += [(m.start, m.end) for m in state.money] + [(d.start, d.end) for d in state.dates]
    taken = Taken(spans + [(m.start, m.end) for m in state.mentions if m.type in NAMED])
    found: list[Quantity] = []
    place = 0
    while match := patterns.figure.search(text, place):
        quantity = read(text, match, patterns)
        if quantity is None or taken.touches(quantity.start, quantity.end):
            place = match.end("low") if match["low"] is not None else match.end()
            continue
        place = quantity.end
        hedge(text, quantity, patterns, found[-1].end if found else 0)
        quantity.text = state.text[quantity.start : quantity.end]
        found.append(quantity)
    state.quantities = found
