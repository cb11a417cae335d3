"""Whom or what a figure is about."""

from collections.abc import Iterable

from extract.clauses import outermost, subject_of
from extract.model import Entity, Mention, State
from extract.observations_keep import Figure
from extract.observations_words import Words, words

SUBJECTS = ("Institution", "Zone", "Fund", "Program", "Policy", "Category", "Place")
TOPICS = ("Program", "Fund", "Policy", "Institution", "Zone")


class Subjects:
    """Finds the subject of each figure of an article; remembers what the paragraph was about."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words: Words = words(state)
        self.topic = self.headline_topic()
        self.paragraph = -1
        self.last: Entity | None = None

    def of(self, figure: Figure) -> tuple[Entity | None, str]:
        """Return the entity that the figure is about, with the name of the rule that found it."""
        if figure.clause.sentence.paragraph != self.paragraph:
            self.paragraph, self.last = figure.clause.sentence.paragraph, None
        for rule, find in (("subject", self.overt), ("place", self.place), ("carried", self.carried), ("sentence", self.sentence)):
            found = find(figure)
            if found is not None:
                self.last = found
                return found, rule
        if self.last is not None:
            return self.last, "paragraph"
        return (self.topic, "topic") if self.topic is not None else (None, "none")

    def overt(self, figure: Figure) -> Entity | None:
        """Return the subject that the clause itself names."""
        clause = figure.clause
        if clause.carried or clause.speech:
            return None
        return first(m for m in subject_of(self.state, clause) if m.end <= figure.start)

    def place(self, figure: Figure) -> Entity | None:
        """Return the place that the clause names before the figure, or that 全省, 我国 stand for."""
        text = self.state.folded[figure.clause.start : figure.start]
        inside = outermost(self.state.mentions_in(figure.clause.start, figure.start, *SUBJECTS))
        named = first(m for m in inside if m.type == "Place" or self.state.folded[m.start - 1 : m.start] in "，。；：\n")
        if named is not None:
            return named
        if self.words.here.search(text):
            return self.entity_named(self.state.place)
        if self.words.nation.search(text):
            return self.entity_named("中国")
        if self.words.globe.search(text):
            return self.entity_named("全球")
        return None

    def carried(self, figure: Figure) -> Entity | None:
        """Return the subject that the clause has taken over from the clauses before it."""
        return first(m for m in subject_of(self.state, figure.clause) if m.end <= figure.start)

    def sentence(self, figure: Figure) -> Entity | None:
        """Return what an earlier clause of the sentence names first."""
        sentence = figure.clause.sentence
        return first(m for m in outermost(self.state.mentions_in(sentence.start, figure.start, *SUBJECTS)) if m.type != "Place")

    def headline_topic(self) -> Entity | None:
        """Return what the article is about: the programme, fund or body that its headline or beginning names, and it names most."""
        state = self.state
        head = state.sentences[0].end if state.sentences else 0
        counts = {e.id: len(e.mentions) for e in state.entities}
        named = [m for m in outermost(state.mentions_in(0, head, *TOPICS)) if m.entity]
        named = named or [m for m in outermost(state.mentions_in(0, len(state.text), *TOPICS)) if m.entity]
        best = max(named, key=lambda m: (m.type in {"Program", "Fund"}, counts.get(m.entity.id if m.entity else "", 0)), default=None)
        return best.entity if best else None

    def entity_named(self, name: str | None) -> Entity | None:
        return next((e for e in self.state.entities if name and e.type == "Place" and e.name == name), None)


def first(mentions: Iterable[Mention]) -> Entity | None:
    """Return the entity of the first mention that has one and can be a subject."""
    for mention in mentions:
        if mention.entity and mention.type in SUBJECTS:
            return mention.entity
    return None
