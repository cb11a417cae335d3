"""Persons: names that stand with a post or speak; bylines are left out."""

import re
from dataclasses import dataclass
from typing import Any

from extract import person_rows
from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_words import ends_word, word_at

NEVER_LAST = "及着了过地"
VERBAL = ("v", "vn", "vd")  # parts of speech of words that are no name
NOT_LAST = "笑说称在为和与对等将就向到也还任带率赴的是从今近于兼担分后把给被让跟替则各均"  # rather begins the next word than ends a name
ALONG = ("陪同", "一同", "随同", "会同")
HEADED = re.compile(  # 以某某教授为首的团队, 由某某院士领衔
    "(?<=[以由聘])[一-鿿]{2,4}?(?:教授|副教授|院士|研究员|博士|主任)(?:等人?)?(?:创立|创办|创建|发起|牵头|为首|为带头人|为核心|领衔|牵头|领军|带领|主持|担任|为)"
)
CHINESE = re.compile("[一-鿿]+")


@dataclass(frozen=True, slots=True)
class Persons:
    """The compiled lists of persons.yaml."""

    byline: re.Pattern[str]
    speech: re.Pattern[str]
    deed: re.Pattern[str]
    titles: re.Pattern[str]
    after: re.Pattern[str]
    listed: re.Pattern[str]
    given: re.Pattern[str]
    not_names: frozenset[str]
    called: frozenset[str]
    double: frozenset[str]
    introduces: frozenset[str]
    trades: frozenset[str]


def unpointed(lexicon: Lexicon) -> list[tuple[re.Pattern[str], bool]]:
    """Compile how a name of a person stands in a text without names like 买买提·艾力, each with whether it is certain by that."""
    table = lexicon.table("persons")
    firsts = {word[0] for word in (*table["syllables"], *table["double"], *table["surnames"])}
    return standing(table, "", f"(?=[{''.join(sorted(firsts))}])")


def pointed(lexicon: Lexicon) -> list[tuple[re.Pattern[str], bool]]:
    """Compile the same for a text that has a point between two characters."""
    return standing(lexicon.table("persons"), "[一-鿿]{1,6}·[一-鿿·]{1,10}|", "")


def standing(table: dict[str, Any], parted: str, first: str) -> list[tuple[re.Pattern[str], bool]]:
    """Compile the patterns with those of a name in parts, and of what its first character may be."""
    given, double, single = any_of(table["syllables"]), any_of(table["double"]), "".join(sorted(set(table["surnames"])))
    name = f"{first}(?:(?:{given}){{2,3}}|{parted}(?:{double})[一-鿿]{{1,2}}|[{single}][一-鿿]{{1,2}})"
    posts = any_of(table["posts"])
    return [
        (re.compile(f"(?:{posts})(?:、(?:{posts}))*({name})"), True),
        (re.compile(f"({name})(?={any_of(table['behind'])})"), False),
        (re.compile(f"({name})(?=[则也还并曾]?(?:{any_of(table['speech'])}))"), False),
        (re.compile(f"({name})(?={table['life']})"), False),
        (re.compile(f"(?<=由)({name})(?={table['founds']})"), False),
        (re.compile(f"({name})(?=[（(][^（）()，。；]{{2,30}}(?:{posts})[）)])"), False),
        (re.compile(f"({name})(?=(?:{table['appointed']})[^，。；]{{2,30}}?(?:{posts})(?:[，。；、]|$))"), False),
        (
            re.compile(
                f"(?:{any_of(table['appoints'])})({name})(?=(?:同志|先生|女士|院士|教授)?(?:为|担任|任|兼任|出任))"
            ),
            False,
        ),
    ]


def compile_rules(lexicon: Lexicon) -> Persons:
    """Compile persons.yaml."""
    table = lexicon.table("persons")

    single = "".join(sorted(set(table["surnames"])))
    double = any_of(table["double"])
    given = any_of(table["syllables"])
    behind = any_of(table["behind"])
    posts, speech = any_of(table["posts"]), any_of(table["speech"])
    return Persons(
        re.compile(f"(?:{any_of(table['bylines'])})[：:／/\\s　（(]*(?:[一-鿿]{{2,4}}[、\\s　]+)*$"),
        re.compile(speech),
        re.compile(any_of(table["deeds"])),
        re.compile(posts),
        re.compile(
            f"[，。、；：？！（）()\\s“”《]|\\d{{1,2}}月|\\d{{1,2}}日|[近日昨今前当]日|今[天年]|等|{speech}|及|和|与|在|同|对|就|向|率|带|把|给|被|让|跟|一行|也|还|不|既|携|是(?=[^，。；]{{2,24}}?(?:{posts})(?:[，。；、]|$))|来自|履新|(?:调|升|出|转|接|改|现|时|兼|就|担)任|任|为(?=[^，。；]{{0,16}}(?:{posts}))|{behind}|{any_of(table['deeds'])}"
        ),
        re.compile(
            f"[、和]((?:{double})[一-鿿]{{1,2}}|[{single}][一-鿿]{{1,2}}?)(?=[、，。；]|等|和[{single}]|{speech}|{any_of(table['deeds'])})"
        ),
        re.compile(f"(?:{given}){{2,3}}"),
        frozenset(table["not_names"]),
        frozenset(table["called"]),
        frozenset(table["double"]),
        frozenset(" \n，。；：、“”（）" + table["introduces"]),
        frozenset(table["trades"]),
    )


def run(state: State) -> None:
    """Add Person mentions; a name found once is found wherever it stands."""
    rules = state.lexicon.built("persons", compile_rules)
    names: dict[str, None] = {}
    known = ("persons.pointed", pointed) if "·" in state.folded else ("persons.unpointed", unpointed)
    for pattern, certain in state.lexicon.built(*known):
        for match in state.scan(pattern):
            name = trimmed(state, rules, match.start(1), match.end(1), certain)
            if name:
                names.setdefault(name)
    names.update(dict.fromkeys(person_rows.find(state)))
    for name in list(names):
        listed(state, rules, name, names)
    names.update(dict.fromkeys(list(person_rows.ahead(state, names))))
    settle(state, [m for name in names for m in mentions(state, rules, name)])


def listed(state: State, rules: Persons, name: str, names: dict[str, None]) -> None:
    """Add the names that stand in one list behind a known one: 张三、李四和王五出席."""
    at = state.folded.find(name)
    while at >= 0:
        match = rules.listed.match(state.folded, at + len(name))
        while match is not None:
            first, last, flag = state.words[word_at(state, match.start(1))]
            if first != match.start(1) or not (flag.startswith("nr") or last - first == 1):
                break
            if not plausible(rules, match.group(1)):
                break
            names.setdefault(match.group(1))
            match = rules.listed.match(state.folded, match.end(1))
        at = state.folded.find(name, at + len(name))


def trimmed(state: State, rules: Persons, start: int, end: int, certain: bool) -> str | None:
    """Return the name at the span cut to where its words end, None where it is no name or a byline."""
    text = state.folded
    if rules.byline.search(text[max(0, start - 14) : start]):
        return None
    if (given := rules.given.match(text, start)) is not None:
        return given.group() if rules.after.match(text, given.end()) else None
    if "·" in text[start:end]:
        return (
            None if "的" in text[start:end] or rules.titles.search(text[start:end]) else spoken(rules, text[start:end])
        )
    index = word_at(state, start)
    first, last, flag = state.words[index]
    if certain and first < start < last:  # 行 + 长孙 + 伟: the dictionary runs across post and name
        first, flag = start, "nr"
    if first < start or (flag[0] in "mtqxpcur" and last - first > 1) or flag[0] == "x":
        return None
    if flag in VERBAL and last - first > 1 and not rules.after.match(text, last):
        return None  # 种粮大户 + 安排…
    sizes = (3, 4) if text[start : start + 2] in rules.double else (2, 3)
    how = last - first if flag[0] in "ad" else 0  # 行长郑重表示, 负责人随即介绍
    usable = [n for n in sizes if n != how and start + n <= len(text) and plausible(rules, text[start : start + n])]
    if (
        not certain
        and index > 0
        and text[start - 1] not in rules.introduces
        and state.words[index - 1][2][0] not in "nvjxumtc"
        and not HEADED.match(text, start)
    ):
        return None
    likely = certain or flag.startswith("nr") or last - first == 1
    for size in reversed(usable):
        behind = start + size - 1
        if size == sizes[1] and (rules.deed.match(text, behind) or text.startswith(ALONG, behind)):
            continue  # 董波 + 陪同
        if size == sizes[1] and text[start + size - 1] in NOT_LAST and not doing(rules, text, start + size):
            continue
        known = flag.startswith("nr") or last - first == 1
        if likely and (rules.after.match(text, start + size) or (known and text.startswith("的", start + size))):
            return text[start : start + size]
    for size in reversed(usable):
        stop = start + size
        if (
            not ends_word(state, stop)
            or (size == sizes[1] and text[stop - 1] in NOT_LAST)
            or text[stop : stop + 1] == "地"
        ):
            continue  # 负责人高兴地说
        third = size == sizes[1] and last == stop - 1 and flag[0] not in "nd" and state.words[index + 1][2][0] in "anvz"
        if (flag.startswith("nr") and last == stop) or (certain and (last - first != 2 or size == 2 or third)):
            return text[start:stop]
    return None


def doing(rules: Persons, text: str, end: int) -> bool:
    """Tell whether 为 or 和 ends a name at the offset: right behind it stands what its bearer does (姜有为 + 出席), or a mark."""
    if text[end - 1] == "和":
        return text[end : end + 1] in {"，", "。", "；", "、"}
    return text[end - 1] == "为" and bool(rules.speech.match(text, end) or rules.deed.match(text, end))


def plausible(rules: Persons, name: str) -> bool:
    """Tell whether the characters may be a name at all."""
    return (
        bool(CHINESE.fullmatch(name))
        and name[-1] not in NEVER_LAST
        and name[-2:] not in rules.called
        and name not in rules.not_names
        and name[:2] not in rules.not_names
        and not rules.speech.fullmatch(name)
        and name[1:] not in rules.trades
    )


def spoken(rules: Persons, name: str) -> str:
    """Return a foreign name without the verb that the pattern took with it."""
    at = name.find("·") + 2
    match = min(
        filter(None, (rules.speech.search(name, at), rules.deed.search(name, at))),
        key=lambda m: m.start(),
        default=None,
    )
    return name[: match.start()] if match else name


def mentions(state: State, rules: Persons, name: str) -> list[Mention]:
    """Return every place of the text where the name stands, bylines left out."""
    found = []
    at = state.folded.find(name)
    while at >= 0:
        end = at + len(name)
        cover = covering(state, at, end)
        if cover is not None and _inside(cover, at, end):
            state.mentions.remove(cover)  # 南宁 in 郑南宁
            cover = None
        if cover is None and not rules.byline.search(state.folded[max(0, at - 14) : at]):
            found.append(make(state, at, end, "Person", name=name, rule="person"))
        at = state.folded.find(name, end)
    return found


def _inside(cover: Mention, start: int, end: int) -> bool:
    """Tell whether what stands there is only a place or a short name within the person's name (南宁 in 郑南宁, 清华 in 辛清华)."""
    short = cover.type == "Place" or (cover.rule == "gazetteer" and len(cover.text) == 2)
    return short and start < cover.start and cover.end <= end
