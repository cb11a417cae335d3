"""Signs of the setting: what stands beside a name, in what unit the figure is, and where the sum of a flow stands to it."""

from typing import TYPE_CHECKING

from extract.observations_keep import Figure
from extract.tokens import Tokens
from graph import facts

if TYPE_CHECKING:
    from extract.observations_signs import Reader, Seen, Signs

CLASSES = frozenset("nvpdmt")  # of jieba, by their first letter
CLOSING = '”》）)"'
ROLES = ("provider", "via", "recipient")
FAR = 200  # characters between a sum and a figure that may still go on about it


class Setting:
    """Reads the setting of the figures of one article."""

    def __init__(self, reader: "Reader") -> None:
        self.reader = reader
        self.tokens = reader.state.tokens or Tokens(reader.text)
        self.moved = [(self.place(flow), flow) for flow in reader.state.flows if flow.amount is not None]

    def place(self, flow: facts.Flow) -> int | None:
        """Return where the sum of a flow stands, the first in its sentence."""
        first, last = flow.evidence.start, flow.evidence.end
        return next(
            (m.start for m in self.reader.state.money if first <= m.start < last and m.amount == flow.amount), None
        )

    def signs(self, figure: Figure, window: "list[Seen]", number: int, found: "Signs") -> None:
        """Add the signs to those of the candidates; `window` are the mentions near the figure, `number` is that of its sentence."""
        labels = self.reader.labels
        unit = self.unit_of(figure)
        for id_, signs in found.items():
            signs.add(f"unit {unit}:{labels.get(id_)}")
        before = [s for s in window if s.mention.end <= figure.start]
        for index, seen in enumerate(before):
            if seen.sentence != number:
                continue
            signs = found[seen.id]
            if self.located(before, index):
                signs |= {"located", f"located:{seen.label}"}
            span = "clause" if seen.mention.start >= figure.clause.start else "sentence"
            beside = f"next {self.following(seen)}:{span}"
            signs |= {beside, f"{beside}:{seen.label}"}
        self.sums(figure, found)

    def unit_of(self, figure: Figure) -> str:
        """Return the family of the figure's unit, or its kind where that says more."""
        if figure.kind not in ("count", "measure"):
            return figure.kind
        return self.reader.words.units.get(figure.unit or "", "other")

    def located(self, before: "list[Seen]", index: int) -> bool:
        """Tell whether words for being or going somewhere stand before a name, or before the row of places that it ends (位于甲县乙镇)."""
        start = before[index].mention.start
        while index and before[index - 1].type == "Place" and before[index - 1].mention.end == start:
            index -= 1
            start = before[index].mention.start
        return bool(self.reader.words.located.search(self.reader.text, max(0, start - 4), start))

    def following(self, seen: "Seen") -> str:
        """Return the class of what follows a name: a mark, a bracket, 的, or the first letter of the word's class."""
        text, end = self.reader.text, seen.mention.end
        while text[end : end + 1] and text[end] in CLOSING:
            end += 1
        character = text[end : end + 1]
        if character == "的":
            return "的"
        if character in ("，", "。", "；", "：", "、", ","):
            return "mark"
        if character in ("（", "("):
            return "bracket"
        tag = self.tokens.at(end)[1][:1]
        return tag if tag in CLASSES else "o"

    def sums(self, figure: Figure, found: "Signs") -> None:
        """Mark the parties of flows by where their sum stands: in the clause of the figure, in its sentence, or shortly before."""
        clause = figure.clause
        for place, flow in self.moved:
            if place is None:
                continue
            if clause.start <= place < clause.end:
                where = "clause"
            elif clause.sentence.start <= place < clause.sentence.end:
                where = "sentence"
            elif 0 < figure.start - place < FAR:
                where = "before"
            else:
                continue
            for role in ROLES:
                for id_ in getattr(flow, role):
                    if id_ in found:
                        found[id_] |= {f"sum {where}:{role}", f"sum {where}:{role}:{self.reader.labels.get(id_)}"}
