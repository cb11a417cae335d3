"""Signs of what a stretch of text is about: what a measure can be said of, what was run or counted before, and what goes on."""

import re

from extract.lexicon import Lexicon
from extract.model import Clause, Entity, Mention, Sentence, State
from extract.observations_keep import Figure

MARK = re.compile(r"[，。；：、,;:\n]")


class Topics:
    """The patterns of `data/observations.yaml` that tell topics, compiled once a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("observations")
        self.belongs = {label: re.compile("|".join(listed)) for label, listed in table["belongs"].items()}
        self.families = {name: re.compile("|".join(listed)) for name, listed in table["families"].items()}
        self.member = re.compile("|".join(table["member"]))
        self.topic_before = re.compile(f"(?:{'|'.join(table['topic_before'])})$")
        self.topic_behind = re.compile("|".join(table["topic_behind"]))
        self.run_before = re.compile(f"(?:{'|'.join(table['run_before'])})$")
        self.standing = re.compile("|".join(table["standing"]))
        self.leans = re.compile("|".join(table["leans"]))

    def labels(self, state: State, figure: Figure, previous: Figure | None) -> set[str]:
        """Return the classes of entities of which the measure of the figure is usually said."""
        own = words_of(state, figure, previous)
        return {label for label, pattern in self.belongs.items() if pattern.search(own)}

    def families_of(self, state: State, figure: Figure, previous: Figure | None) -> list[str]:
        """Return the families of measures that the words by the figure speak of, “of other measures” where of none."""
        own = words_of(state, figure, previous)
        return [f"of {name}" for name, pattern in self.families.items() if pattern.search(own)] or ["of other measures"]

    def announced(self, state: State, mention: Mention) -> bool:
        """Tell whether the mention is set up as what the text turns to: 以某项目为例, 就某园区而言."""
        return bool(
            self.topic_behind.match(state.folded, mention.end)
            and self.topic_before.search(state.folded, max(0, mention.start - 4), mention.start)
        )

    def standing_as(self, state: State, mention: Mention, sentence: Sentence) -> bool:
        """Tell whether the mention stands in a clause that says as what the subject acts: 作为全国首批试点."""
        clause = next((c for c in sentence.clauses if c.start <= mention.start < c.end), None)
        return clause is not None and bool(self.standing.match(state.folded, clause.start))

    def run(self, state: State, mention: Mention) -> bool:
        """Tell whether the mention is the object of a verb of running at once before it: 实施某行动."""
        return bool(self.run_before.search(state.folded, max(0, mention.start - 5), mention.start))

    def is_member(self, state: State, mention: Mention, figure: Figure) -> bool:
        """Tell whether the mention is one of what the figure counts: 甲银行、乙银行等10家."""
        return bool(self.member.fullmatch(state.folded[mention.end : figure.start]))


def words_of(state: State, figure: Figure, previous: Figure | None) -> str:
    """Return the words of the clause from the figure before to the next mark behind the figure."""
    start = figure.clause.start
    if previous is not None and start < previous.end <= figure.outer_start:
        start = previous.end
    behind = state.folded[figure.end : figure.end + 12]
    mark = MARK.search(behind)
    return state.folded[start : figure.end] + (behind[: mark.start()] if mark else behind)


def headlined(entities: dict[str, Entity], found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Leave the one body, zone or place of the headline, where a paragraph measures something before it names anybody."""
    if any("stands for:clause" in signs for signs in found.values()):
        return found
    headed = {
        id_: signs
        for id_, signs in found.items()
        if entities[id_].type in ("Institution", "Zone", "Place") and any(s.startswith("headline") for s in signs)
    }
    return headed if len(headed) == 1 else found


def part_of(clause: Clause, text: str) -> int:
    """Return the number of semicolons before the clause in its sentence."""
    return text.count("；", clause.sentence.start, clause.start) + text.count(";", clause.sentence.start, clause.start)


def topics(state: State) -> Topics:
    """Return the compiled topics of the state's lexicon."""
    return state.lexicon.built("observation topics", Topics)
