"""What a question leaves out of what it asks: places where it must not be, kinds that it must not be of, and mere echoes."""

from typing import Any

from queries.plan import Named, Party
from queries.question_sketch import NotUnderstood
from queries.question_tokens import Token
from queries.question_words import Word

Chosen = list[tuple[Token, Word | None]]
NOT_BEING = ("isn't", "aren't", "wasn't", "weren't")
BESIDE = ("and", "but", "be", "relative")  # marks between what is asked and the “not” that limits it


def is_word(entry: tuple[Token, Word | None], sort: str, *keys: str) -> bool:
    """Whether a token was taken as a word of a list, and as one of the `keys` if any are given."""
    word = entry[1]
    return word is not None and word.sort == sort and (not keys or word.key in keys)


def named(entry: tuple[Token, Word | None]) -> bool:
    """Whether a token was taken as a name."""
    return entry[0].found is not None and entry[1] is None


def acts(entry: tuple[Token, Word | None]) -> bool:
    """Whether a token was taken as a word of what somebody does: of money, a relation, a reach or a link."""
    return any(is_word(entry, sort) for sort in ("money", "relation", "reach", "link"))


def outside(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """不在江苏的园区, funds that are not in Shanghai: the places go to the notes as `outside`."""
    for at, entry in enumerate(chosen):
        if is_word(entry, "mark", "not") and at + 1 < len(chosen) and is_word(chosen[at + 1], "mark", "in"):
            start = at + 2
        elif is_word(entry, "mark", "outside"):
            start = at + 1
        else:
            continue
        places, stop = _places(chosen, start)
        last = stop == len(chosen) or is_word(chosen[stop], "mark", "of")
        if places and last and any(is_word(e, "type") or is_word(e, "role") for e in (*chosen[:at], *chosen[stop:])):
            _of_what_is_asked(chosen, at, stop)
            notes["outside"] = tuple(places)
            return _cut(chosen, at, stop)
    return chosen


def _of_what_is_asked(chosen: Chosen, start: int, stop: int) -> None:
    """Raise `NotUnderstood` where what is set apart limits another noun than the one asked for: set up by a body that is no ministry."""
    nouns = [n for n, e in enumerate(chosen) if not start <= n < stop and (is_word(e, "type") or is_word(e, "role"))]
    if len(nouns) < 2:
        return
    behind = stop < len(chosen) and is_word(chosen[stop], "mark", "of")
    mine = next((n for n in nouns if n > stop), None) if behind else max((n for n in nouns if n < start), default=None)
    asked = [n for n in nouns if n and is_word(chosen[n - 1], "asking")] or nouns[:1]
    if mine not in asked:
        raise NotUnderstood("order", *[e[0].text for e in chosen[start:stop]])


def _places(chosen: Chosen, start: int) -> tuple[list[Named], int]:
    """Return the places named from there on, joined by commas or by and, and where they end."""
    places: list[Named] = []
    stop = start
    while stop < len(chosen):
        entry = chosen[stop]
        if named(entry) and entry[0].found is not None and entry[0].found.label == "Place":
            if len(entry[0].found.options) > 1:
                raise NotUnderstood("ambiguous", entry[0].text, candidates=entry[0].found.options)
            places += entry[0].found.options
        elif not (places and is_word(entry, "mark", "and")):
            break
        stop += 1
    return places, stop


def unlike(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Investors that are not banks, 不是银行的投资方: the kind goes to the notes as `unlike`."""
    for at in range(len(chosen) - 1):
        if not is_word(chosen[at], "mark", "not"):
            continue
        stop = at + 1
        if is_word(chosen[stop], "mark", "be"):
            stop += 1
        elif not (at and is_word(chosen[at - 1], "mark", "be")) and chosen[at][0].text.lower() not in NOT_BEING:
            continue
        if stop >= len(chosen) or not is_word(chosen[stop], "type"):
            continue
        kind = kind_set_apart(chosen[stop])
        last = stop + 1 == len(chosen) or is_word(chosen[stop + 1], "mark", "of")
        asks = any(
            is_word(e, "type") or is_word(e, "role") or is_word(e, "asking")
            for e in (*chosen[:at], *chosen[stop + 1 :])
        )
        if last and asks and kind is not None:
            _of_what_is_asked(chosen, at, stop + 1)
            notes["unlike"] = kind
            return _cut(chosen, at, stop + 1)
    return chosen


def of_a_kind(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """Which shareholders are banks: the kind goes to the notes as `alike`, and limits those that are asked for."""
    if len(chosen) < 4 or not is_word(chosen[0], "asking", "which", "how_many") or not chosen[0][0].text.isascii():
        return chosen
    be, kind = chosen[-2:]
    said = kind_set_apart(kind)
    noun = next((e for e in chosen[1:-2] if is_word(e, "role") or is_word(e, "type")), None)
    if said is None or not is_word(be, "mark", "be") or noun is None or noun[1] is None or any(map(acts, chosen)):
        return chosen
    bodies = noun[1].sort == "role" or set(noun[1].data["labels"]) == set(said.labels)
    asks = noun[1].form == "plural" and (noun is chosen[1] or named(chosen[1]))
    once = sum(is_word(e, "asking") for e in chosen) == 1 and sum(is_word(e, "mark", "be") for e in chosen) == 1
    if not bodies or not asks or not once:
        return chosen
    notes["alike"] = said
    return chosen[:-2]


def kind_set_apart(entry: tuple[Token, Word | None]) -> Party | None:
    """Return the kind that a word leaves out of what is asked, or None where the word draws no kind."""
    token, word = entry
    data: dict[str, Any] = word.data if word is not None else {}
    if word is None or not (data.get("kinds") or data.get("tags")):
        return None
    return Party(
        labels=tuple(data["labels"]),
        kinds=tuple(data.get("kinds", ())),
        tags=tuple(data.get("tags", ())),
        names=tuple(data.get("names", ())),
        classes=tuple(data.get("classes", ())),
        said=token.text,
        word=word.key,
    )


def _cut(chosen: Chosen, start: int, stop: int) -> Chosen:
    """Return the tokens without a stretch, and without the marks that only joined it to the rest."""
    before = chosen[:start]
    while before and any(is_word(before[-1], "mark", key) for key in BESIDE):
        before.pop()
    rest = chosen[stop:]
    if rest and is_word(rest[0], "mark", "of"):
        rest = rest[1:]
    return before + rest


def kind_echoed(chosen: Chosen, notes: dict[str, object]) -> Chosen:
    """企业创新积分制试点, the 高企贷 product: the kind right behind a programme's name adds nothing, unless it is what is asked."""
    kept: Chosen = []
    for at, entry in enumerate(chosen):
        before = chosen[at - 1] if at else None
        after = chosen[at + 1] if at + 1 < len(chosen) else None
        acted = any(acts(e) for e in chosen[at + 1 :])  # 高企贷试点有哪些银行参加
        if before is not None and named(before) and _said_of(before[0], entry):
            continue  # the tech relending facility, in the singular
        asks = after is not None and not acted and (is_word(after, "mark", "have", "be") or is_word(after, "asking"))
        if (
            before is not None
            and named(before)
            and before[0].found is not None
            and before[0].found.label == "Program"
            and _of_programs(entry, [*chosen[: at - 1], *chosen[at + 1 :]])
            and not asks
            and (acted or any(is_word(e, "asking") or is_word(e, "mark", "relative") for e in chosen[: at - 1]))
        ):
            continue
        kept.append(entry)
    return kept


def _said_of(name: Token, entry: tuple[Token, Word | None]) -> bool:
    """Whether an English word right behind a programme's name only says that it is one."""
    token, word = entry
    beside = token.text.isascii() and token.start == name.stop + 1
    kind = word is not None and word.sort == "type" and word.form != "plural"
    programs = kind and word is not None and word.data.get("labels") == ["Program"]
    return beside and programs and name.found is not None and name.found.label == "Program"


def _of_programs(entry: tuple[Token, Word | None], before: Chosen) -> bool:
    """Whether a word is a kind of programme, or 试点 where another verb was said."""
    word = entry[1]
    if word is None:
        return False
    if is_word(entry, "relation", "pilot"):
        return any(is_word(e, sort) for e in before for sort in ("relation", "reach", "money"))
    return word.sort == "type" and word.data.get("labels") == ["Program"] and word.form != "plural"
