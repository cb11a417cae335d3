"""Places named side by side (江苏和浙江的基金, in Jiangsu or Zhejiang): what lies in either of them is meant."""

from dataclasses import replace

from queries.question_apart import Chosen, is_word, named
from queries.question_tokens import Token

APART = (
    "path",
    "every_path",
    "common",
    "compare",
    "both",
    "through_others",
    "profile",
    "timeline",
)  # words that take each by itself


def places_together(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Join places that say where something lies into one: funds in Jiangsu and Zhejiang are those in either.

    Only where the places stand before 的, 有 or a kind of thing, or behind a word of lying there; of two that are joined, compared
    or of which a sum is asked, each may be meant by itself.
    """
    if any(is_word(e, "special", *APART) or is_word(e, "link") or is_word(e, "mark", "between") for e in chosen):
        return chosen
    kind = any(is_word(e, "type") or (is_word(e, "money", "size") and e[0].text.startswith("基金")) for e in chosen)
    if not kind or (any(is_word(e, "asking", "how_much") for e in chosen) and not _sized_each(chosen)):
        return chosen
    for at in range(len(chosen) - 1):
        stop, found = _run(chosen, at)
        if len(found) < 2:
            continue
        before = chosen[at - 1] if at else None
        after = chosen[stop] if stop < len(chosen) else None
        lies = before is not None and (is_word(before, "mark", "in") or is_word(before, "relation", "located"))
        owns = after is not None and (
            is_word(after, "mark", "of", "have", "possessive") or is_word(after, "type") or is_word(after, "inside")
        )
        if lies and at > 1 and is_word(chosen[at - 2], "mark", "not"):
            continue  # 不在杭州或合肥: what is left out
        leads = before is None or is_word(before, "asking") or is_word(before, "mark", "by", "to", "from")
        if not lies and not (owns and leads):
            continue
        first, last = found[0], found[-1]
        assert first.found is not None
        options = tuple(o for t in found for o in (t.found.options if t.found is not None else ()))
        text = ("、" if not first.text.isascii() else " or ").join(t.text for t in found)
        token = Token(
            first.start,
            last.stop,
            text,
            "name",
            (),
            replace(first.found, stop=last.stop, options=options),
            notes={**first.notes, "together": True},
        )
        notes["places_together"] = True
        return [*chosen[:at], (token, None), *chosen[stop:]]
    return chosen


def _sized_each(chosen: Chosen) -> bool:
    """Whether how much is asked of each thing that is listed, and no sum."""
    return any(e[0].notes.get("each") for e in chosen)


def _run(chosen: Chosen, at: int) -> tuple[int, list[Token]]:
    """Return where the places that stand side by side from there on end, and their tokens."""
    found: list[Token] = []
    stop = at
    while stop < len(chosen):
        entry = chosen[stop]
        if _place(entry) and (
            not found
            or entry[0].notes.get("comma")
            or is_word(chosen[stop - 1], "mark", "and")
            or _beside(chosen[stop - 1][0], entry[0])
        ):
            found.append(entry[0])
            stop += 1
        elif found and is_word(entry, "mark", "and") and stop + 1 < len(chosen) and _place(chosen[stop + 1]):
            stop += 1
        else:
            break
    return stop, found


def _place(entry: tuple[Token, object]) -> bool:
    found = entry[0].found
    return named(entry) and found is not None and found.label == "Place" and len(found.options) == 1  # type: ignore[arg-type]


def _beside(one: Token, other: Token) -> bool:
    """Whether two Chinese names stand with nothing but a mark of enumeration between them."""
    return not one.text.isascii() and other.start - one.stop == 1
