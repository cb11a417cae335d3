"""Joining the phrases of a sketch: determiners and places to their nouns, filters out of the word order."""

import itertools
from dataclasses import replace

from queries.plan import Party
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_words import vocabulary

PLACED = ("Institution", "Zone", "Fund", "Person", "Place")  # labels of which a place can be said directly


BE = ("is", "are", "was", "were", "be", "been", "being")


TAKES_IN = ("invest", "takes_part", "located", "posted", "listed", "equity")  # verbs whose object follows `in` or `on`


def reduce(found: Sketch) -> None:
    """Join determiners and places to the parties they belong to, then clear what was taken out."""
    _asked_money(found)
    items = _merged_verbs(_giving(found.items)) if found.language == "zh" else found.items
    items = _trimmed(items, found)
    for rule in (_passive, _in_after_verb, _have_which, _place_before, _place_after, _which):
        items = rule(items, found)
    items = _place_filter(items, found)
    found.items = _cleared(items)


def _asked_money(found: Sketch) -> None:
    """哪些贷款, how many loans: the flows themselves are asked for."""
    items, kept = found.items, []
    for at, item in enumerate(items):
        rest = [i for i in items[at + 1 :] if i.symbol != "#"]
        if (
            item.symbol == "W"
            and rest
            and (
                rest[0].symbol == "m"
                or (
                    rest[0].symbol == "v"
                    and rest[0].word is not None
                    and rest[0].word.form == "zh"
                    and rest[0].word.sort == "money"
                    and found.language == "zh"
                    and _noun_here(rest)
                )
            )
        ):
            assert item.word is not None
            found.count_flows |= item.word.key == "how_many"
            found.ask_flows |= item.word.key == "which"
            continue
        kept.append(item)
    found.items = kept


def _giving(items: list[Item]) -> list[Item]:
    """给 with nobody behind it is a verb: 谁给了钱, 江苏省财政厅给了多少补贴."""
    fund = next(word for word in vocabulary()["资助"] if word.sort == "money")
    out = []
    for at, item in enumerate(items):
        rest = [i for i in items[at + 1 :] if i.symbol not in "#Q"]
        alone = not rest or (rest[0].symbol in "mv" and not any(i.party is not None for i in rest))
        if (
            item.symbol == "o"
            and item.token.text.startswith("给")
            and alone
            and not any(i.symbol in "vgu" for i in items[:at])
        ):
            item = Item("v", item.token, None, fund)
        out.append(item)
    return out


def _both_relations(last: Item, item: Item) -> bool:
    return (
        last.symbol == item.symbol == "v"
        and last.word is not None and item.word is not None and last.word.sort == item.word.sort == "relation"
        and bool(set(last.word.data["types"]) & set(item.word.data["types"]))
    )  # fmt: skip


def _merged_verbs(items: list[Item]) -> list[Item]:
    """发放贷款, 提供资金: a verb of giving before a word of money is one verb with that word's instruments."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if last is not None and _both_relations(last, item):
            out[-1] = item  # 负责管理, 发起设立
            continue
        if (
            last is not None
            and last.symbol in "vg"
            and last.word is not None
            and last.word.sort == "money"
            and item.word is not None
            and item.symbol == "m"
            and item.word.key == "fund"
            and last.word.key not in ("fund", "get")
        ):
            continue
        if (
            last is not None
            and last.symbol == "v"
            and last.word is not None
            and last.word.key == "fund"
            and item.word is not None
            and item.word.sort == "money"
            and item.symbol in "vm"
        ):
            out[-1] = Item("v", item.token, None, item.word)
            continue
        out.append(item)
    return out


def _noun_here(rest: list[Item]) -> bool:
    """Whether a Chinese word that is noun and verb stands as a noun behind 哪些: nothing it could act on follows."""
    return len(rest) == 1 or rest[1].symbol not in "etWw" or rest[1].symbol == "Q"


def _trimmed(items: list[Item], found: Sketch) -> list[Item]:
    """Drop in Chinese the 有 before what is asked, the 在 of an act going on, and 哪些 before 联系."""
    if found.language != "zh":
        return _dropped(items)
    out: list[Item] = []
    for at, item in enumerate(items):
        following = items[at + 1].symbol if at + 1 < len(items) else ""
        if (
            item.symbol == "h"
            and not out
            and following == "W"
            and len(items) > 3
            and any(i.symbol in "vlgo" for i in items)
        ):
            continue
        if item.symbol == "i" and following in "vg" and following:
            continue
        if item.symbol == "a" and not out and following == "w":
            continue
        if item.symbol in "Ww" and following == "l" and (item.symbol == "W" or (out and out[-1].symbol == "h")):
            continue
        out.append(item)
    return _dropped(out)


def _dropped(items: list[Item]) -> list[Item]:
    """Take out the places of filters, with the 的 behind them where nothing before it needs it."""
    out: list[Item] = []
    skip = False
    for at, item in enumerate(items):
        if skip:
            skip = False
            continue
        if item.symbol == "#":
            rest = items[at + 1 :]
            if item.token.text.endswith("的") and out and out[-1].symbol in "mv" and rest and rest[0].symbol in "twx":
                out.append(Item("d", item.token))  # 授信最高的银行
                continue
            last = not any(i.symbol not in "Q#" for i in rest)
            skip = bool(rest) and rest[0].symbol == "d" and not (out and out[-1].symbol in "mvguetwx")
            while last and out and out[-1].symbol in "ahd":
                out.pop()
            if out and out[-1].symbol == "d" and rest and rest[0].symbol == "a" and not item.token.text.isascii():
                out.pop()
            continue
        out.append(item)
    return out


def _passive(items: list[Item], found: Sketch) -> list[Item]:
    """was X set up, is X run by: after a form of be, a verb whose past is spelt as its base is the participle."""
    if found.language != "en":
        return items
    for at, item in enumerate(items):
        past = next((w for w in item.token.readings if w.form == "past" and w.symbol == "u"), None)
        be = any(
            (i.symbol == "a" and i.token.text.lower() in BE) or i.symbol == "h" for i in items[max(0, at - 2) : at]
        )
        by = at + 1 < len(items) and items[at + 1].symbol == "b"
        by |= at == 1 and len(items) == 2 and items[0].symbol == "t"
        if item.symbol == "v" and past is not None and (be or by):
            item.symbol, item.word = "u", past
    return items


def _in_after_verb(items: list[Item], found: Sketch) -> list[Item]:
    for before, item in itertools.pairwise(items):
        if item.symbol == "i" and before.word is not None and before.word.key in TAKES_IN:
            item.symbol = "o"
    return items


def _is_place(item: Item) -> bool:
    return item.symbol == "e" and item.label == "Place"


def _can_be_placed(item: Item) -> bool:
    return (
        item.party is not None
        and item.symbol in "tx"
        and (not item.party.labels or any(label in PLACED for label in item.party.labels))
    )


def _placed(item: Item, place: Item) -> Item:
    assert item.party is not None and place.party is not None
    item.party = replace(
        item.party, places=(*item.party.places, *place.party.entities), said=f"{place.token.text}{item.party.said}"
    )
    return item


def _have_which(items: list[Item], found: Sketch) -> list[Item]:
    """江苏有哪些高新区: having, said of a place, is being in it. Trailing 有哪些, 是谁 ask for what stands before."""
    symbols = "".join(i.symbol for i in items)
    at = symbols.find("ehWt")
    if at >= 0 and _is_place(items[at]) and _can_be_placed(items[at + 3]) and found.language == "zh":
        kept = items[:at] + items[at + 2 :]
        _placed(items[at + 3], items[at])
        return kept
    return items


def _place_before(items: list[Item], found: Sketch) -> list[Item]:
    """江苏(的)高新区, 在江苏的银行, Jiangsu's zones, Jiangsu banks."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        window = "".join(i.symbol for i in items[at : at + 5])
        for pattern, place, thing in (
            ("vedWt", 1, 4),
            ("iedWt", 1, 4),
            ("edWt", 0, 3),
            ("vedt", 1, 3),
            ("iedt", 1, 3),
            ("edt", 0, 2),
            ("edx", 0, 2),
            ("est", 0, 2),
            ("eWt", 0, 2),
            ("Wedt", 1, 3),
            ("Wet", 1, 2),
            ("et", 0, 1),
        ):
            if (
                not window.startswith(pattern)
                or not _is_place(items[at + place])
                or not _can_be_placed(items[at + thing])
            ):
                continue
            if pattern[0] == "v" and not (item.word is not None and item.word.key == "located"):
                continue
            if pattern == "edx" and found.items[-1] is items[at + thing]:
                continue
            if pattern == "et" and _could_be_name(items[at], items[at + thing]):
                raise NotUnderstood("maybe_name", items[at].token.text + items[at + thing].token.text)
            _placed(items[at + thing], items[at + place])
            asks = [i for i in items[at : at + thing] if i.symbol == "W"]
            out += [*asks, items[at + thing]]
            at += thing + 1
            break
        else:
            out.append(item)
            at += 1
    return out


def _could_be_name(place: Item, thing: Item) -> bool:
    """Whether a place and a kind of thing side by side may be a proper name (北京银行) that the graph does not know."""
    assert thing.party is not None
    names = (
        set(thing.party.kinds) & {"bank", "university", "company", "research", "association", "market"}
        or "Fund" in thing.party.labels
    )
    adjacent = place.token.stop == thing.token.start
    return bool(names) and (adjacent or (place.token.text.isascii() and not thing.plural))


def _place_after(items: list[Item], found: Sketch) -> list[Item]:
    """zones in Jiangsu, banks located in Jiangsu; Bank of China, in the singular, may be a name."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        window = "".join(i.symbol for i in items[at : at + 5])
        taken = 0
        for pattern in ("tjauoe", "tauoe", "tjaie", "tuoe", "tvoe", "taie", "tie", "tde"):
            place = items[at + len(pattern) - 1] if at + len(pattern) <= len(items) else None
            full = "".join(i.symbol for i in items[at : at + len(pattern)])
            if place is None or full != pattern or not _is_place(place) or not _can_be_placed(items[at]):
                continue
            verb = next((i for i in items[at : at + len(pattern)] if i.symbol in "uv"), None)
            if verb is not None and (verb.word is None or verb.word.key != "located"):
                continue
            if found.language == "zh" and "d" in pattern:
                continue
            if pattern == "tde" and _could_be_name(place, items[at]) and not items[at].plural:
                raise NotUnderstood("maybe_name", f"{items[at].token.text} of {place.token.text}")
            taken = len(pattern)
            break
        del window
        if taken:
            out.append(_placed(items[at], items[at + taken - 1]))
            at += taken
        else:
            out.append(items[at])
            at += 1
    return out


def _which(items: list[Item], found: Sketch) -> list[Item]:
    """Join an asking determiner to its noun: which banks, 多少家银行."""
    out: list[Item] = []
    waiting: Item | None = None
    for item in items:
        if item.symbol == "W":
            if waiting is not None:
                raise NotUnderstood("order", item.token.text)
            waiting = item
        elif waiting is not None and item.symbol == "#":
            out.append(item)
        elif waiting is not None and item.symbol in "tx":
            assert item.party is not None and waiting.word is not None
            found.count |= waiting.word.key == "how_many"
            item.party = replace(item.party, asked=True)
            out.append(Item("w" if item.symbol == "t" else "x", item.token, item.party, item.word, plural=item.plural))
            waiting = None
        elif waiting is not None:
            out.append(_alone(waiting, found))
            waiting = None
            out.append(item)
        else:
            out.append(item)
    if waiting is not None:
        out.append(_alone(waiting, found))
    return out


def _alone(item: Item, found: Sketch) -> Item:
    assert item.word is not None
    if item.word.key == "how_many":
        found.count = True
        return Item("Q", item.token)
    return Item("w", item.token, Party(asked=True, said=item.token.text, word="what"), item.word, bare=True)


def _place_filter(items: list[Item], found: Sketch) -> list[Item]:
    """A remaining `in PLACE`, or a place before everything with 境内 or a comma, limits the facts."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        if items[at].symbol == "i" and at + 1 < len(items) and _is_place(items[at + 1]):
            party = items[at + 1].party
            assert party is not None
            found.filters = replace(found.filters, places=(*found.filters.places, *party.entities))
            at += 2
            if at < len(items) and items[at].symbol == "d" and found.language == "zh":
                at += 1
        else:
            out.append(items[at])
            at += 1
    return out


def _cleared(items: list[Item]) -> list[Item]:
    """Drop what has been taken out, with the 是, 有, 的 that tied it in."""
    symbols = [item.symbol for item in items]
    drop: set[int] = set()
    for at, symbol in enumerate(symbols):
        if symbol not in "Q#":
            continue
        drop.add(at)
        left, right = at - 1, at + 1
        while right < len(symbols) and symbols[right] in "Q#":
            right += 1
        last = right >= len(symbols)
        if (
            symbols[at] == "#"
            and right < len(symbols)
            and symbols[right] == "d"
            and not (left >= 0 and symbols[left] in "mvgu")
        ):
            drop.add(right)
        if last:
            while left >= 0 and (symbols[left] in "ahd" or left in drop):
                drop.add(left)
                left -= 1
        elif (
            symbols[at] == "#"
            and items[at].token.text
            and not items[at].token.text.isascii()
            and left >= 0
            and symbols[left] == "d"
            and symbols[right] == "a"
        ):
            drop.add(left)
    return [item for at, item in enumerate(items) if at not in drop]
