"""How candidate spans live together: the longest stands, what lies inside it is nested, what crosses it is dropped."""

import bisect
import re

from extract.model import START, Mention, State

JOINING = re.compile("、|和|及|与|或|以及")  # between two members of a list
REACH = 24  # characters of a class in such a list, at most


def make(
    state: State,
    start: int,
    end: int,
    type: str,
    kind: str | None = None,
    name: str = "",
    *,
    rule: str = "",
    place: str | None = None,
    parent: str | None = None,
    implied: bool = False,
    anaphor: bool = False,
) -> Mention:
    """Return a mention of the span; its name is what is printed where none is given."""
    text = state.text[start:end]
    return Mention(start, end, text, type, kind, name or state.folded[start:end], rule, place, parent, implied, anaphor)


def again(state: State, span: tuple[int, int], whole: Mention, rule: str, *, anaphor: bool = True) -> Mention:
    """Return a mention, at the span, of the body that another mention names; a short name is no `anaphor`."""
    return make(
        state,
        *span,
        whole.type,
        whole.kind,
        whole.name,
        rule=rule,
        place=whole.place,
        parent=whole.parent,
        anaphor=anaphor,
    )


def settle(state: State, new: list[Mention]) -> None:
    """Add mentions to the state: longer ones win, of two equal ones the earlier found.

    A mention inside a longer one goes to `state.nested`; one that crosses a longer one is rejected.
    """
    if not new:
        return
    ranked = sorted([*state.mentions, *new], key=lambda m: m.start - m.end)
    owner: list[Mention | None] = [None] * (len(state.text) + 1)
    kept: list[Mention] = []
    for mention in ranked:
        first, last = owner[mention.start], owner[mention.end - 1]
        if first is None and last is None:
            kept.append(mention)
            owner[mention.start : mention.end] = [mention] * (mention.end - mention.start)
        elif first is last and first is not None:
            if (first.start, first.end) != (mention.start, mention.end) and stands_within(mention, first):
                state.nested.append(mention)
        else:
            state.reject("entity", mention.rule, "crosses a longer name", mention.start, mention.end, mention.text)
    kept.sort(key=START)
    state.mentions[:] = kept


def stands_within(inner: Mention, outer: Mention) -> bool:
    """Tell whether a name inside a longer one is a node of its own: a place, a zone, the body that the name begins with."""
    if outer.type == "Policy":  # the fund that it governs, the body that issues it, the zone that it is about
        first = inner.start <= outer.start + 3
        if inner.type == "Place":  # where it holds: 《甲省…办法》, 《关于推进甲市…的意见》, 《甲市、乙市…方案》
            before = outer.text[: inner.start - outer.start]
            return inner.start <= outer.start + 10 or (before.endswith("、") and len(before) < 40)
        return first and (inner.type in ("Zone", "Institution") or (inner.type == "Fund" and "管理" in outer.text))
    if inner.type == outer.type == "Zone" and inner.end == outer.end:  # a name begun too late, no other zone
        return False
    if inner.type in ("Place", "Zone") and outer.type != "Policy":
        return outer.type in ("Institution", "Zone", "Fund", "Program")
    return inner.type == "Institution" and inner.name == outer.parent


def overlapping(state: State, start: int, end: int) -> list[Mention]:
    """Return the mentions that have a character of the span, in text order."""
    return [m for m in state.mentions if m.start < end and start < m.end]


def only_places(state: State, start: int, end: int) -> bool:
    """Tell whether no name stands across the span's ends, and none but places in it."""
    return all(m.type == "Place" and start <= m.start and m.end <= end for m in overlapping(state, start, end))


def covering(state: State, start: int, end: int) -> Mention | None:
    """Return the mention that covers or touches the span, None where the span is free."""
    at = bisect.bisect_right(state.mentions, start, key=START) - 1
    for mention in state.mentions[max(at, 0) : at + 2]:
        if mention.start < end and mention.end > start:
            return mention
    return None


def among_classes(state: State, start: int, end: int) -> bool:
    """Tell whether the span is a member of a list with a class before or behind it."""
    near = [m for m in state.mentions_in(max(0, start - REACH), end + REACH) if m.type == "Category"]
    others = [m for m in near if not (m.start < end and start < m.end)]
    text = state.folded
    acts = text[start - 1 : start] in {"", "。", "\n"} and text[end : end + 1] in {"与", "同", "跟"}
    behind = [] if acts else others  # 实验室与科研机构合作: with a class, and no member of it
    return any(JOINING.fullmatch(text, m.end, start) for m in others) or any(
        JOINING.fullmatch(text, end, m.start) for m in behind
    )
