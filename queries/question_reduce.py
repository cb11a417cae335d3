"""Joining the phrases of a sketch: determiners to their nouns, filters out of the word order."""

import itertools
from dataclasses import replace

from queries.plan import Party
from queries.question_placed import branches_of, have_which, place_after, place_before, place_filter, zone_classes
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_verbs import asked_money, giving, into_fund, merged_verbs, paid_in, promised
from queries.question_words import Word

DO = ("do", "does", "did", "can", "could", "will")
BE = ("is", "are", "was", "were", "be", "been", "being")


TAKES_IN = ("invest", "takes_part", "located", "posted", "listed", "equity")  # verbs whose object follows `in` or `on`


def reduce(found: Sketch) -> None:
    """Join determiners and places to the parties they belong to, then clear what was taken out."""
    found.items = _sized(found.items)
    asked_money(found)
    items = promised(found.items)
    items = merged_verbs(giving(into_fund(items))) if found.language == "zh" else paid_in(items)
    items = _trimmed(items, found)
    for rule in (
        branches_of,
        zone_classes,
        _base_after_did,
        _passive,
        _in_after_verb,
        have_which,
        place_before,
        place_after,
        _which,
    ):
        items = rule(items, found)
    items = place_filter(items, found)
    found.items = _cleared(items)


def _sized(items: list[Item]) -> list[Item]:
    """规模超过100亿元的基金: the word for size only says what the limit is of."""
    out: list[Item] = []
    behind = False  # the limit
    for at, item in enumerate(items):
        if behind and item.symbol == "d":
            behind = False
            continue
        ahead = at + 2 if [i.symbol for i in items[at + 1 : at + 2]] == ["i"] else at + 1  # 规模在500亿元以上
        limit = items[ahead].token.sort == "amount" if ahead < len(items) else False
        fund = any(i.party is not None and "Fund" in i.party.labels for i in items[ahead : ahead + 4])
        if item.word is not None and item.word.key == "size" and limit and fund:
            if len(out) > 1 and out[-1].symbol in "cK" and out[-2].symbol == "v":
                out.pop()
            if not item.token.text.isascii() and out and out[-1].symbol == "v":
                out.append(Item("d", item.token))  # 设立、规模超过500亿元的基金
            behind = True
            continue
        if behind and item.symbol == "i":
            continue
        out.append(item)
    return out


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
            most = item.word is None and item.token.is_("aggregate", "most") and item.token.text.endswith("的")
            if most and out and out[-1].symbol in "tx" and rest and rest[0].symbol == "t" and rest[0].party is not None:
                if len(out) > 1 and out[-2].symbol == "v":
                    out.append(Item("d", item.token))  # 设立基金最多的机构
                    continue
                if len(out) == 1:  # 基金最多的园区: the zone that has most funds
                    head = replace(rest[0].party, asked=True)
                    has = Item("h", item.token, None, Word("mark", "have", "h"))
                    out = [Item("w", rest[0].token, head, rest[0].word, plural=rest[0].plural), has, out[0]]
                    skip = True
                    continue
            acted = bool(out) and (out[-1].symbol in "mv" or (out[-1].symbol == "e" and out[0].symbol in "vo"))
            if item.token.text.endswith("的") and acted and rest and rest[0].symbol in "twx":
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
    items = [i for n, i in enumerate(items) if not (n and i.symbol == items[n - 1].symbol == "a")]  # who's been paid
    for one, joint, other in zip(items, items[1:], items[2:], strict=False):
        both = one.symbol == "u" and joint.symbol == "c" and other.symbol == "v"
        if both and (past := next((w for w in other.token.readings if w.form == "past" and w.symbol == "u"), None)):
            other.symbol, other.word = "u", past  # approved or set up
    for at, item in enumerate(items):
        past = next((w for w in item.token.readings if w.form == "past" and w.symbol == "u"), None)
        back = at - 1
        while back > 0 and items[back].symbol in "ets":
            back -= 1  # are the funds in Shanghai set up
        be = any(
            (i.symbol == "a" and i.token.text.lower() in BE) or i.symbol == "h"
            for i in items[max(0, min(back, at - 2)) : at]
        )
        by = at + 1 < len(items) and items[at + 1].symbol == "b"
        by |= at == 1 and len(items) == 2 and items[0].symbol == "t"
        if item.symbol == "v" and past is not None and (be or by):
            item.symbol, item.word = "u", past
    return items


def _base_after_did(items: list[Item], found: Sketch) -> list[Item]:
    """How much did the bank lent: behind did, what looks like a participle is the verb itself."""
    if found.language != "en":
        return items
    did = next((n for n, i in enumerate(items) if i.symbol == "a" and i.token.text.lower() in DO), None)
    for at, item in enumerate(items):
        after = "".join(i.symbol for i in items[at + 1 :])
        if after.startswith("b") or set(after) & set("vg"):
            continue  # the funds set up by it, banks based there
        between = [i.symbol for i in items[did + 1 : at]] if did is not None and did < at else ["a"]
        if item.symbol == "u" and not set(between) & set("abh"):
            item.symbol = "v"
    return items


def _in_after_verb(items: list[Item], found: Sketch) -> list[Item]:
    for before, item in itertools.pairwise(items):
        if item.symbol == "i" and before.word is not None and before.word.key in TAKES_IN:
            item.symbol = "o"
    return items


def _which(items: list[Item], found: Sketch) -> list[Item]:
    """Join an asking determiner to its noun: which banks, 多少家银行."""
    out: list[Item] = []
    waiting: Item | None = None
    for at, item in enumerate(items):
        if item.symbol == "W":
            if waiting is not None:
                raise NotUnderstood("order", item.token.text)
            waiting = item
        elif waiting is not None and _before_its_noun(items[at : at + 2]):
            out.append(item)  # which points system zones
        elif waiting is not None and item.symbol == "#":
            out.append(item)
        elif waiting is not None and item.symbol in "tx":
            assert item.party is not None and waiting.word is not None
            found.count |= waiting.word.key == "how_many"
            item.party = replace(item.party, asked=True)
            out.append(Item("w" if item.symbol == "t" else "x", item.token, item.party, item.word, plural=item.plural))
            waiting = None
        elif (
            waiting is not None
            and item.label == "Category"
            and waiting.word is not None
            and waiting.word.key == "how_many"
        ):
            assert item.party is not None
            found.count = True  # 多少家积分企业: those of a class that has a name
            out.append(Item("w", item.token, replace(item.party, asked=True), item.word))
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


def _before_its_noun(items: list[Item]) -> bool:
    """Whether a name stands right before a noun, of which English says whose it is (Big Fund III shareholders)."""
    if [i.symbol for i in items] not in (["e", "t"], ["e", "x"]) or not items[0].token.text.isascii():
        return False
    name, noun = items
    return noun.plural and noun.token.start == name.token.stop + 1 and name.label != "Place"


def _alone(item: Item, found: Sketch) -> Item:
    assert item.word is not None
    if item.word.key == "how_many":
        found.count = True
        return Item("Q", item.token)
    return Item("w", item.token, Party(asked=True, said=item.token.text, word="what"), item.word, bare=True)


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
            if left >= 0 and symbols[left] == "c":
                drop.add(left)
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
