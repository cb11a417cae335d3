"""Whom a phrase at a distance means: behind the story of another, 该行 is the bank of the headline again."""

import re

from extract.model import Mention, State

CODE = re.compile(
    r"[（(](?:[一-鿿]{2,6}[:：])?[03689]\d{5}(?:[.．](?:SZ|SH|BJ))?[）)]"
)  # of a share, behind the firm's name
LEAD = 200  # characters in which a notice names the firm that gives it
BY = ("被", "经", "获")  # before whoever only acts upon the one spoken of


def of_headline(state: State, at: int, before: list[Mention]) -> Mention | None:
    """Return the one of the mentions that the headline names alone, where the paragraph of the offset names none of them up to it."""
    end, paragraph = state.folded.find("\n"), state.folded.rfind("\n", 0, at) + 1
    if end < 0 or paragraph <= end + 1 or any(m.start >= paragraph for m in before):
        return None
    titled = {str(m.name): m for m in before if m.end <= end}
    if len(titled) != 1 or str(before[-1].name).startswith(next(iter(titled))):
        return None  # a headline may call a branch by its bank's name
    return next(iter(titled.values()))


def listed_firm(state: State) -> bool:
    """Tell whether the article begins with a firm and the code of its share, so that 公司 is that firm throughout."""
    return CODE.search(state.folded, 0, LEAD) is not None


def acting(state: State, before: list[Mention]) -> list[Mention]:
    """Leave out of the mentions those that only act upon who is spoken of (甲市被乙局列为试点。该局…), where others are left."""
    return [m for m in before if state.folded[m.start - 1 : m.start] not in BY] or before
