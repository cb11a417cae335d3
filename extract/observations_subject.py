"""Whom or what a figure is about: the entity for which the signs near it speak most."""

import math

from extract.model import Entity, State
from extract.observations_keep import Figure
from extract.observations_signs import Reader


class Subjects:
    """Chooses the subject of each figure of an article, in text order; remembers the one before."""

    def __init__(self, state: State) -> None:
        self.reader = Reader(state)
        self.weights: dict[str, float] = state.lexicon.table("observation_subjects")
        self.last: tuple[Figure, str] | None = None

    def of(self, figure: Figure) -> tuple[Entity | None, str]:
        """Return the entity that the figure is about, with the name of the sign that spoke for it most."""
        found = self.reader.signs(figure, self.last)
        if not found:
            return None, "none"
        weigh = self.weights.get
        best = max(found, key=lambda id_: (math.fsum(weigh(sign, 0.0) for sign in found[id_]), id_))
        self.last = (figure, best)
        return self.reader.entities[best], max(found[best], key=lambda sign: (weigh(sign, 0.0), sign))
