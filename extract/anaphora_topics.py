"""Whom a phrase at a distance means: behind the story of another, 该行 is the bank of the headline again."""

from extract.model import Mention, State


def of_headline(state: State, at: int, before: list[Mention]) -> Mention | None:
    """Return the one of the mentions that the headline names alone, where the paragraph of the offset names none of them up to it."""
    end, paragraph = state.folded.find("\n"), state.folded.rfind("\n", 0, at) + 1
    if end < 0 or paragraph <= end + 1 or any(m.start >= paragraph for m in before):
        return None
    titled = {str(m.name): m for m in before if m.end <= end}
    if len(titled) != 1 or str(before[-1].name).startswith(next(iter(titled))):
        return None  # a headline may call a branch by its bank's name
    return next(iter(titled.values()))
