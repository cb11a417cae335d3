"""Places among the phrases of a sketch: joined to what lies in them, or limits of the facts."""

import re
from dataclasses import replace

from queries.compile import GONE_THROUGH
from queries.names_index import PLACE_SUFFIX
from queries.plan import Further, Links, Party
from queries.question_sketch import Item, NotUnderstood, Sketch
from queries.question_words import Word

PLACED = ("Institution", "Zone", "Fund", "Person", "Place")  # labels of which a place can be said directly


def is_place(item: Item) -> bool:
    return item.symbol == "e" and item.label == "Place"


def _can_be_placed(item: Item) -> bool:
    return (
        item.party is not None
        and item.symbol in "tx"
        and not (item.word is not None and "title" in item.word.data)  # 江苏省的副省长 is of the place, and not in it
        and item.party.labels != ("Category",)
        and (not item.party.labels or any(label in PLACED for label in item.party.labels))
    )


def _inside(item: Item) -> bool:
    """Whether an item is the 内 of 江苏省内."""
    return item.symbol == "i" and item.word is not None and item.word.sort == "inside"


def _class(item: Item) -> bool:
    """Whether an item is a class of firms or people, which lies nowhere itself: its money is limited to the place."""
    return item.party is not None and item.party.labels == ("Category",) and not item.party.entities


def _placed(item: Item, place: Item) -> Item:
    assert item.party is not None and place.party is not None
    if item.party.places:
        raise NotUnderstood("order", place.token.text)  # two places, of which one lies in the other or neither does
    item.party = replace(
        item.party, places=(*item.party.places, *place.party.entities), said=f"{place.token.text}{item.party.said}"
    )
    return item


def _are_branches(body: Item, noun: Item) -> bool:
    """Whether a noun stands for the branches of a body, or for the funds of a fund."""
    kin = {"Institution": ("bank_branch", "provincial_branch", "branch"), "Fund": ("sub_fund",)}.get(body.label, ())
    return noun.word is not None and noun.word.key in kin


def _branches(body: Item, noun: Item, asked: bool) -> Item:
    """Return the branches of a body as a kind of thing, asked for or not."""
    assert body.party is not None
    gap = " " if noun.token.text.isascii() else ""
    said = f"{body.token.text}{gap}{noun.token.text}"
    party = replace(noun.party or Party(), labels=(body.label,), parents=body.party.entities, said=said, asked=asked)
    return Item("w" if asked else "t", noun.token, party, noun.word, plural=True)


def _through_branches(items: list[Item], found: Sketch) -> list[Item]:
    """lent through its branches: said last, of the one body that is named."""
    bodies = [n for n, i in enumerate(items) if i.symbol == "e" and i.label == "Institution"]
    last = items[-1] if items else None
    if last is None or len(items) < 4 or items[-2].symbol != "y" or last.symbol != "x" or len(bodies) != 1:
        return items
    body = items[bodies[0]]
    if not _are_branches(body, last):
        return items
    kept = items[:-2]
    if (
        "directly" not in found.special and "through_others" not in found.special
    ):  # 直接或通过分行: a list takes in both
        kept[bodies[0]] = _branches(body, last, False)
    return kept


def branches_of(items: list[Item], found: Sketch) -> list[Item]:
    """工行的分行给谁放贷, loans by branches of ICBC: where something is said of the branches, they are a kind of body."""
    sized = found.measure in ("largest", "smallest", "average") or found.how_much or found.filters.bounds is not None
    if not any(i.symbol in "vugm" for i in items) and not sized:
        return items
    items = _through_branches(items, found)
    out: list[Item] = []
    at = 0
    while at < len(items):
        window = "".join(i.symbol for i in items[at : at + 5])
        for pattern, owner, noun in (
            ("eyWx", 0, 3),
            ("ehWx", 0, 3),
            ("eWx", 0, 2),
            ("edWx", 0, 3),
            ("eyx", 0, 2),
            ("edx", 0, 2),
            ("esx", 0, 2),
            ("ex", 0, 1),
            ("xde", 2, 0),
            ("Wdesx", 2, 4),
            ("wdesx", 2, 4),
        ):
            if not window.startswith(pattern):
                continue
            body, branch = items[at + owner], items[at + noun]
            if not _are_branches(body, branch) or (body.label == "Institution" and not _has_branches(body, branch)):
                continue
            if pattern == "eyx" and "directly" in found.special:
                out.append(body)  # 直接或通过分行: a list takes in both
                at += len(pattern)
                break
            asked = pattern in ("eyWx", "ehWx", "eWx", "edWx") or (branch.party is not None and branch.party.asked)
            if len(pattern) == 5:
                out.append(
                    Item(
                        "W",
                        items[at].token,
                        None,
                        items[at].word if items[at].symbol == "W" else Word("asking", "which"),
                    )
                )
            out.append(_branches(body, branch, asked))
            at += len(pattern)
            break
        else:
            out.append(_any_branch(items, at, found))
            at += 1
    return out


def _any_branch(items: list[Item], at: int, found: Sketch) -> Item:
    """哪些分行放过贷款, which branch lent to a firm: branches of whichever bank, where no body is named whose they may be."""
    item = items[at]
    branch = item.symbol == "x" and item.word is not None and item.word.key == "bank_branch" and item.party is not None
    if not branch or any(_has_branches(i, item) for i in items) or not any(i.symbol in "vugm" for i in items):
        return item
    assert item.party is not None
    return Item("t", item.token, replace(item.party, labels=("Institution",)), item.word, plural=item.plural)


def _has_branches(body: Item, noun: Item) -> bool:
    """Whether a body may be the one whose branches a noun stands for: a firm has none of a bank's (分行, branch)."""
    if body.label != "Institution":
        return False
    firm = body.party is not None and body.party.entities and all(e.kind == "company" for e in body.party.entities)
    return not firm or "公司" in noun.token.text


def have_which(items: list[Item], found: Sketch) -> list[Item]:
    """江苏有哪些高新区: having, said of a place, is being in it. Trailing 有哪些, 是谁 ask for what stands before."""
    symbols = "".join(i.symbol for i in items)
    if re.fullmatch(r"ehWtv", symbols) and _invests(items[3], items[4]) and items[0].label in ("Place", "Zone"):
        return [items[2], items[3], items[4], items[0]]  # 长江经济带有哪些基金支持
    at = symbols.find("ehWt")
    if at >= 0 and is_place(items[at]) and _can_be_placed(items[at + 3]) and found.language == "zh":
        before = items[: at - 1] if at and _inside(items[at - 1]) else items[:at]
        kept = before + items[at + 2 :]
        _placed(items[at + 3], items[at])
        return kept
    return items


def _invests(kind: Item, verb: Item) -> bool:
    funds = kind.party is not None and kind.party.labels in (("Fund",), ("Policy",))
    return funds and verb.word is not None and verb.word.sort == "money" and verb.word.key in ("fund", "invest")


def place_before(items: list[Item], found: Sketch) -> list[Item]:
    """江苏(的)高新区, 在江苏的银行, Jiangsu's zones, Jiangsu banks."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        window = "".join(i.symbol for i in items[at : at + 5])
        if window.startswith("yet") and is_place(items[at + 1]) and items[at + 1].token.text.isascii():
            kind = items[at + 2]
            if not kind.plural:  # through the Shenzhen mechanism: nothing runs through the place itself
                raise NotUnderstood("maybe_name", f"{items[at + 1].token.text} {kind.token.text}")
        of = 2 if window.startswith("ede") else 1
        if window.startswith(("ede", "ee")) and is_place(item) and items[at + of].label == "Category":
            _limit(found, item)  # 上海的高新技术企业
            out.append(items[at + of])
            at += of + 1
            continue
        for pattern, place, thing in (
            ("ieWt", 1, 3),
            ("iet", 1, 2),
            ("vedWt", 1, 4),
            ("iedWt", 1, 4),
            ("edWt", 0, 3),
            ("vedt", 1, 3),
            ("iedt", 1, 3),
            ("edt", 0, 2),
            ("edw", 0, 2),
            ("edx", 0, 2),
            ("est", 0, 2),
            ("eWt", 0, 2),
            ("Wedt", 1, 3),
            ("Wet", 1, 2),
            ("et", 0, 1),
        ):
            if not window.startswith(pattern) or not is_place(items[at + place]):
                continue
            if pattern[-1] == "t" and pattern[0] != "v" and _class(items[at + thing]):
                _limit(found, items[at + place])
                out += [i for i in items[at : at + thing] if i.symbol == "W"] + [items[at + thing]]
                at += thing + 1
                break
            if pattern == "edw" and not _can_be_placed(replace(items[at + thing], symbol="t")):
                continue
            if pattern != "edw" and not _can_be_placed(items[at + thing]):
                continue
            if pattern in ("ieWt", "iet") and not _inside(item):
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
    if thing.token.text in ("企业", "政府", "部门"):
        return False
    names = (
        set(thing.party.kinds) & {"bank", "university", "company", "research", "association", "market"}
        or "Fund" in thing.party.labels
    )
    adjacent = place.token.stop == thing.token.start
    return bool(names) and (adjacent or (place.token.text.isascii() and not thing.plural))


def place_after(items: list[Item], found: Sketch) -> list[Item]:
    """zones in Jiangsu, banks located in Jiangsu; Bank of China, in the singular, may be a name."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        taken = 0
        for pattern in ("tjauoe", "tauoe", "tjaie", "tuoe", "tvoe", "taie", "tie", "tde"):
            place = items[at + len(pattern) - 1] if at + len(pattern) <= len(items) else None
            full = "".join(i.symbol for i in items[at : at + len(pattern)])
            if place is None or full != pattern or not is_place(place) or not _can_be_placed(items[at]):
                continue
            verb = next((i for i in items[at : at + len(pattern)] if i.symbol in "uv"), None)
            if verb is not None and (verb.word is None or verb.word.key != "located"):
                continue
            if found.language == "zh" and "d" in pattern:
                continue
            after = items[at + len(pattern)].symbol if at + len(pattern) < len(items) else ""
            if found.language == "zh" and pattern == "tie" and after in ("v", "g", "m"):
                continue  # 哪些部委在上海设立了基金: the act is there, not the ministry
            if pattern == "tde" and _could_be_name(place, items[at]) and not items[at].plural:
                raise NotUnderstood("maybe_name", f"{items[at].token.text} of {place.token.text}")
            taken = len(pattern)
            break
        if taken:
            out.append(_placed(items[at], items[at + taken - 1]))
            at += taken
        else:
            out.append(items[at])
            at += 1
    return out


def _limit(found: Sketch, place: Item) -> None:
    """Limit the facts to a place."""
    assert place.party is not None
    found.filters = replace(found.filters, places=(*found.filters.places, *place.party.entities))


def _money_there(items: list[Item]) -> bool:
    money = items[2].word
    return (
        is_place(items[0])
        and money is not None
        and money.sort == "money"
        and (items[1].symbol == "h" or money.key != "fund" or items[2].symbol == "m")
    )


AT_ZONE = (
    ("vedt", 1, 3),
    ("iedt", 1, 3),
    ("eidt", 0, 3),
    ("edt", 0, 2),
    ("tiae", 3, 0),
    ("tie", 2, 0),
    ("tvoe", 3, 0),
    ("tvie", 3, 0),
)


def zone_classes(items: list[Item], found: Sketch) -> list[Item]:
    """天开园的初创企业, start-ups in Tiankai: the money of firms there is what runs through what applies to the zone, or is the zone's."""
    if "via" in found.notes or not any(i.word is not None and i.word.sort == "money" for i in items):
        return items
    letters = "".join(i.symbol for i in items)
    for shape, zone, kind in AT_ZONE:
        at = letters.find(shape)
        if at < 0 or items[at + zone].label != "Zone" or not _firms(items[at + kind]):
            continue
        verb = next((i for i in items[at : at + len(shape)] if i.symbol in "vu"), None)
        if verb is not None and (verb.word is None or verb.word.key != "located"):
            continue
        where = items[at + zone].party
        through = Party(labels=GONE_THROUGH, asked=True)
        such = Further(Links(through, where or Party(), ("APPLIES_TO>", "ISSUES<", "RUNS<"), "none"))
        found.notes["via"] = Party(labels=GONE_THROUGH, such=such, said=items[at + zone].token.text)
        return [*items[:at], items[at + kind], *items[at + len(shape) :]]
    return items


def _firms(item: Item) -> bool:
    """Whether an item is a class of firms, or firms of any kind."""
    company = item.party is not None and "company" in item.party.kinds and not item.party.entities
    return _class(item) or company


def _says_place(thing: Item, place: Item) -> bool:
    """Whether the name of a thing begins with that of a place."""
    assert thing.party is not None and place.party is not None
    shorts = [PLACE_SUFFIX.sub("", e.name) for e in place.party.entities]
    return all(e.name.startswith(short) for e in thing.party.entities for short in shorts)


def place_filter(items: list[Item], found: Sketch) -> list[Item]:
    """A remaining `in PLACE`, or a place before everything with 境内 or a comma, limits the facts."""
    out: list[Item] = []
    at = 0
    symbols = "".join(item.symbol for item in items)
    for n in range(len(items) - 2) if found.language == "zh" else ():
        named = symbols[n : n + 3] == "ede" and is_place(items[n]) and items[n + 2].label == "Program"
        if named and _says_place(items[n + 2], items[n]):
            return place_filter(
                [*items[:n], *items[n + 2 :]], found
            )  # 贵阳的科技金融贷款平台: its name says that it is there
    for n in range(len(items) - 1) if found.language == "en" else ():
        owned = 2 if symbols[n : n + 3] == "ese" else 1
        if symbols[n : n + owned + 1] in ("ee", "ese") and is_place(items[n]) and items[n + owned].label == "Program":
            beside = owned == 2 or items[n + 1].token.start == items[n].token.stop + 1
            if beside and (found.how_much or any(i.word is not None and i.word.sort == "money" for i in items)):
                _limit(found, items[n])  # Fujian vouchers, Haimen's gaoqidai: the money of it there
                return place_filter([*items[:n], *items[n + owned :]], found)
    if found.language == "zh" and re.fullmatch(r"e[hd][mv](?:hw?|aw?)?", symbols) and _money_there(items):
        _limit(found, items[0])  # 上海有哪些授信: money in the place, not by it
        return [items[2]]
    if (
        found.language == "zh"
        and symbols[:2] == "ee"
        and is_place(items[0])
        and not is_place(items[1])
        and set(symbols[2:]) & set("vgm")
    ):
        _limit(found, items[0])  # 福建科技创新券补了多少
        at = 1
    program = symbols.startswith("ede") and is_place(items[0]) and items[2].label == "Program"
    paid = any(i.word is not None and i.word.sort == "money" for i in items)
    if found.language == "zh" and program and paid:
        _limit(found, items[0])  # 福建的科技创新券补了多少
        at = 2
    while at < len(items):
        if items[at].symbol == "i" and at + 1 < len(items) and is_place(items[at + 1]):
            _limit(found, items[at + 1])
            at += 2
            if [i.symbol for i in items[at : at + 2]] == ["c", "e"] and is_place(items[at + 1]):
                raise NotUnderstood("order", items[at + 1].token.text)  # in Jiangsu and Guizhou: each, or both together
            if at < len(items) and items[at].symbol == "d" and found.language == "zh":
                at += 1
        else:
            out.append(items[at])
            at += 1
    return out
