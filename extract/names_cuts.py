"""Names that end inside a word, because the dictionary cut across their ends."""

from extract.model import Mention
from extract.names_rules import Found


def place_inside(places: dict[int, Mention], first: int, last: int) -> Mention | None:
    """Return the last place that lies within a word from `first` and ends at or before `last`."""
    found = next((places[end] for end in range(last, first, -1) if end in places), None)
    return found if found is not None and found.start >= first else None


def cut_body(bodies: dict[int, "Mention | Found"], first: int, last: int) -> int | None:
    """Return where a known body ends inside a word that the dictionary cut across its end."""
    return next((end for end in range(last - 1, first, -1) if end in bodies and bodies[end].start < first), None)
