"""Other ways to take the items of a question: without what only asks, with names joined by 和 as one party, with a place before a phrase."""

from dataclasses import replace

from queries.plan import Party
from queries.question_sketch import Item


def variants_of(items: list[Item]) -> list[list[Item]]:
    """Return the items as they are, and with named entities joined by 和 taken as one party (any of them)."""
    found = [items]
    letters = "".join(i.symbol for i in items)
    if (
        letters[:2] == "wa"
        and items[0].bare
        and not items[0].where
        and len(items) > 2
        and "w" not in letters[1:]
        and letters[2] in "tmxd"
    ):
        found.append(items[2:])
    if (
        letters[-2:] in ("aw", "hw")
        and items[-1].bare
        and not items[-1].where
        and len(items) > 2
        and "w" not in letters[:-1]
    ):
        found.append(items[:-2])
    if letters[:2] in ("hw", "hW") and len(items) > 2:
        found.append(items[1:])  # 有哪些母基金没有管理人
    if letters.endswith("d") and "a" in letters[1:-1] and not items[-1].token.text.isascii():
        be = letters.index("a", 1)
        found.append([item for n, item in enumerate(items[:-1]) if n != be])  # X是通过什么拿到贷款的
    if sketch_place(items):
        found.append(_headed(items))
    if "ece" in letters or "tct" in letters or any(pair in letters for pair in ("mcm", "vcv", "ucu")):
        merged = _joined(items)
        if len(merged) < len(items):
            found.append(merged)
    return found


def sketch_place(items: list[Item]) -> bool:
    """Whether a place stands before a clause that describes a kind of thing: 江苏没有基金投向的园区."""
    return (
        len(items) > 3
        and items[0].symbol == "e"
        and items[0].label == "Place"
        and items[-1].symbol == "t"
        and "d" in "".join(i.symbol for i in items)
    )


def _headed(items: list[Item]) -> list[Item]:
    head = items[-1]
    assert head.party is not None and items[0].party is not None
    placed = replace(head.party, places=(*head.party.places, *items[0].party.entities))
    return [*items[1:-1], Item(head.symbol, head.token, placed, head.word, plural=head.plural)]


def _joined(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    for item in items:
        if len(out) >= 2 and out[-1].symbol == "c" and out[-2].symbol == item.symbol and item.symbol in "etmvu":
            first = out[-2]
            joint = _joint(first, item)
            if joint is not None:
                out[-2:] = [joint]
                continue
        out.append(item)
    return out


def _joint(first: Item, second: Item) -> Item | None:
    if first.party is not None and second.party is not None:
        a, b = first.party, second.party
        if (
            first.symbol == "t"
            and (a.kinds or b.kinds or a.tags or b.tags or a.like or b.like)
            and a.labels != b.labels
        ):
            return None
        party = Party(
            entities=(*a.entities, *b.entities),
            labels=tuple(dict.fromkeys((*a.labels, *b.labels))),
            kinds=(*a.kinds, *b.kinds) if a.kinds and b.kinds else (),
            tags=(*a.tags, *b.tags),
            names=(*a.names, *b.names),
            like=(*a.like, *b.like),
            places=(*a.places, *b.places),
            said=f"{a.said}+{b.said}",
        )
        return Item(first.symbol, first.token, party, first.word)
    if first.word is not None and second.word is not None and first.word.sort == second.word.sort == "relation":
        types = dict.fromkeys((*first.word.data["types"], *second.word.data["types"]))
        return Item(
            first.symbol, first.token, None, replace(first.word, data={**first.word.data, "types": list(types)})
        )
    if first.word is not None and second.word is not None and first.word.sort == second.word.sort == "money":
        both = (
            {*instruments_of(first, True), *instruments_of(second, True)}
            if first.symbol == "m"
            else {*first.word.data.get("instruments", ()), *second.word.data.get("instruments", ())}
        )
        word = replace(first.word, data={"instruments": sorted(both)})
        return Item(first.symbol, first.token, None, word)
    return None


def instruments_of(item: Item, noun: bool) -> set[str]:
    """Return the instruments that a word of money names; fewer where it is a noun: a credit line is no loan."""
    assert item.word is not None
    data = item.word.data
    every = data.get("instruments", ())
    return set(data.get("as_noun", every) if noun or item.symbol == "m" else every)
