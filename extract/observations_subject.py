"""Whom or what a figure is about: the entity for which the signs near it speak most."""

from extract.model import Entity, State
from extract.observations_keep import Figure
from extract.observations_signs import Reader


class Subjects:
    """Chooses the subject of each figure of an article, in text order; remembers the one before."""

    def __init__(self, state: State) -> None:
        self.reader = Reader(state)
        self.weights: dict[str, int] = state.lexicon.table("observation_subjects")
        self.last: tuple[Figure, str] | None = None

    def of(self, figure: Figure) -> tuple[Entity | None, str]:
        """Return the entity that the figure is about, with the name of the sign that spoke for it most."""
        found = self.reader.signs(figure, self.last)
        if not found:
            return None, "none"
        weigh = self.weights.get
        _, best = max((sum([weigh(sign, 0) for sign in signs]), id_) for id_, signs in found.items())
        self.last = (figure, best)
        return self.reader.entities[best], max(found[best], key=lambda sign: (weigh(sign, 0), sign))
