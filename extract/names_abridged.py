"""Whether one name of a firm or an office abridges another of the same article: 某省开投集团, 恒远公司, 州文旅局."""

import re

import rjieba

from extract import names_words
from extract.model import Mention, State
from extract.text import in_order

CALLED = re.compile("(?P<brand>[一-鿿]{2,4})(?:公司|集团)")
FIRMS = ("company", "financial")
MARKS = re.compile("[（）()]")
FORMAL = re.compile("有限(?:责任)?公司$|合伙企业")
PAIR = 2  # characters of a name that tell it from the shorter one it begins with
PAIRS = re.compile("..")
WORDS = re.compile("(?:公司|集团)$")


def firm(short: Mention, whole: Mention) -> bool:
    """Tell whether a firm's name is short for another's full one."""
    return firm_of(short, whole) or firm_called(short, whole) or abridged(short, whole)


def firm_called(short: Mention, whole: Mention) -> bool:
    """Tell whether a firm's brand with the word for a firm stands for its full name (恒远公司 of 甲省恒远投资控股有限公司)."""
    called = CALLED.fullmatch(short.name)
    if called is None or short.kind not in FIRMS or whole.kind not in FIRMS or not whole.name.endswith("公司"):
        return False
    at = whole.name.find(called["brand"])
    behind = whole.name[at + len(called["brand"]) :]
    return leads(whole, at) and not behind.startswith(("公司", "集团")) and len(behind) > 4


def firm_of(short: Mention, whole: Mention) -> bool:
    """Tell whether a brand of three characters or more begins a company's full name, behind its place at most."""
    if short.kind != "company" or whole.kind != "company" or len(short.name) < 3:
        return False
    if not whole.name.endswith(("公司", "集团")) or short.name.endswith(("公司", "集团")):
        return False
    return leads(whole, whole.name.find(short.name))


def leads(whole: Mention, at: int) -> bool:
    """Tell whether a brand found in a full name opens it, behind its place at most."""
    place = whole.place or ""
    return at == 0 or (at > 1 and bool(place) and whole.name[:at] in (place, place[:-1], place[:2]))


def abridged(short: Mention, whole: Mention) -> bool:
    """Tell whether a firm's name, behind the place that both begin with, leaves out characters of a longer one.

    Either both begin with the same two characters (恒昌集团 of 甲市恒昌（集团）有限公司), or every character is the first of a
    word, and no made-up character is passed over (开投集团 of 甲省开发投资集团有限公司, but not 建投 of 建翔投资有限公司).
    """
    if short.kind not in FIRMS or whole.kind not in FIRMS or FORMAL.search(short.name):
        return False
    if not whole.name.endswith(("公司", "集团")) or whole.name.startswith(short.name):
        return False
    name = MARKS.sub("", whole.name)
    place = next((p for p in forms(whole.place) if name.startswith(p)), "")
    own = next((p for p in forms(whole.place) if short.name.startswith(p)), "")
    if short.place and not own:
        return False
    brand, full = short.name[len(own) :], name[len(place) :]
    if len(brand) < 2 or not in_order(brand, full):
        return False
    if own and len(brand) > 3 and brand[-2:] == full[-2:] and len(full) - len(brand) < 3:
        return True  # 甲市外经贸集团 of 甲市对外经贸集团
    if brand[0] != full[0] or len(full) < len(brand) + 2:
        return False
    if len(brand) > 2 and brand[:2] == full[:2]:
        return True
    core = WORDS.sub("", brand)
    return (bool(own) or core != brand) and len(core) > 1 and initials(core, full)


def forms(place: str | None) -> list[str]:
    """Return a place's name and its short forms, the longest first."""
    return [place, place[:-1], place[:2]] if place and len(place) > 2 else [place] if place else []


def initials(core: str, full: str) -> bool:
    """Tell whether the characters are the first ones of words of the full name, passing over none of one character."""
    rest = list(core)
    words = (word for long in rjieba.cut(full, False) for word in (PAIRS.findall(long) if len(long) == 4 else [long]))
    for word in words:
        if rest and word[0] == rest[0]:
            rest.pop(0)
            if rest and len(word) > 1 and word[1] == rest[0]:
                rest.pop(0)
        elif len(word) == 1 and rest:
            return False
    return not rest


def longer(state: State, whole: Mention, at: int, end: int) -> Mention | None:
    """Return another body of the article whose name has the two characters behind a short name behind it too (国投高新 of 中国国投高新产业投资公司)."""
    said = state.folded[at : end + PAIR]
    if whole.type != "Institution" or not names_words.ends_word(state, end + PAIR):
        return None
    others = (m for m in state.mentions if m.type == whole.type and m.name != whole.name)
    return next((m for m in others if said in m.name[:-PAIR] and not (m.start <= at < m.end)), None)


def office(short: Mention, whole: Mention) -> bool:
    """Tell whether an office's name, behind the place of both, leaves out some of what a longer one says it is for (州文旅局)."""
    place = short.place or ""
    if whole.rule != "department-other" or not short.rule.startswith("department") or whole.place != place:
        return False
    own, full = short.name.removeprefix(place), whole.name.removeprefix(place)
    if not place or own == short.name or full == whole.name:
        return False
    return own[:2] == full[:2] and own[-1:] == full[-1:] and in_order(own, full)


RURAL = re.compile("农商银?行$")
BRANCH = re.compile("[省市县区州](?=[分支]行$)")
OF_PLACE = re.compile("(?!.*银行)[一-鿿]{2,8}[分支]行")


def bank(short: Mention, whole: Mention) -> bool:
    """Tell whether the one name of a bank is short for the other: 乙农商银行, 甲银行乙分行 beside 甲银行乙市分行, 乙分行 alone."""
    name, longer = short.name or "", whole.name or ""
    if longer.endswith("公司") and name in longer:
        return True
    rural = RURAL.sub("农村商业银行", name)
    if rural != name and RURAL.sub("农村商业银行", longer).endswith(rural):
        return True  # 乙农商银行 of 甲省乙农村商业银行
    if OF_PLACE.fullmatch(name) and longer.endswith(name):
        return True
    return BRANCH.sub("", longer) == BRANCH.sub("", name)
