"""Money called by what it is for, beside its sum or a verb of handing out (投放秋粮收购贷款2亿元, 下达产茶大县奖励资金)."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar

LONGEST = 26  # characters before the noun
WORKS = ("项目", "工程")
MONEY = ("资金", "经费", "贷款", "补贴", "补助")
DEEDS = ("补贴", "补助", "奖励", "资助")  # nouns and verbs
GOT_BY = re.compile(r"(?:[对向给]|\d余?[家个户名位所])$")
JOINING = ("与", "和", "及", "暨")
FUNCTION = "pcurmqyxtdfo"  # parts of speech that stand in no such name
SUM = r"[\d.,]+\s?[余多]?[百千]?[万亿]*(?:美|港|欧)?元"
BEFORE = re.compile(rf"{SUM}(?:人民币)?[的“]?$")
DRAWN = re.compile(r"(?:从|由|通过|利用|使用|依托)$")
BATCH = re.compile(
    r"(?:[首头]|头一|新一|第?[一二两三四五六七八九十几\d]+)[批笔]的?$"
)  # 头一笔 + 救灾资金: money that is handed out
EACH = re.compile("(?:(?<=[每各])|[每各])个?(?:贫困|脱贫|重点)*[省市县区州旗镇乡村校户]")  # 每县 + 水利资金
AGAIN = 2  # times that a text says a name of something that it is about
REACH = 18  # characters in which a sum ends before a name


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of money: what its names end in, and what tells one."""

    type: str
    kind: str
    noun: re.Pattern[str]
    purpose: re.Pattern[str] | None
    never: re.Pattern[str]
    least: int
    handed: bool


@dataclass(frozen=True, slots=True)
class Called:
    """The compiled part `called` of `programs_plain.yaml`."""

    kinds: tuple[Kind, ...]
    handing: frozenset[str]
    plain: frozenset[str]
    inside: frozenset[str]
    sums: re.Pattern[str]
    after: re.Pattern[str]


def compile_called(lexicon: Lexicon) -> Called:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs_plain")["called"]
    kinds = tuple(
        Kind(
            k["type"],
            k["kind"],
            re.compile(k["noun"]),
            re.compile(k["purpose"]) if "purpose" in k else None,
            re.compile(k["never"]),
            k["least"],
            k["handed"],
        )
        for k in table["kinds"]
    )
    return Called(
        kinds,
        frozenset(table["handing"]),
        frozenset(table["plain"]),
        frozenset(table["inside"]),
        re.compile(table["hedges"] + SUM),
        re.compile(table["after"]),
    )


def called(state: State, *types: str) -> list[Mention]:
    """Return such money of the given types, wherever the text says the name again too."""
    rules = state.lexicon.built("programs.called", compile_called)
    text = state.folded
    found: dict[tuple[int, int], Mention] = {}
    for kind in rules.kinds:
        if kind.type not in types:
            continue
        for match in state.scan(kind.noun):
            start, handed = _start(state, rules, match.start())
            name = text[start : match.end()]
            if name.endswith(DEEDS) and GOT_BY.search(text, max(0, start - 4), start):
                continue  # 对27家园区 + 补助2亿元: what is done
            if start == match.start() or not _tells(state, rules, kind, start, match.start(), name):
                continue
            if not _beside_money(rules, text, start, match.end(), handed and kind.handed) and (
                kind.type == "Fund" or text.count(name) < AGAIN
            ):
                continue
            for again in re.finditer(re.escape(name), text):
                if names_words.starts_word(state, again.start()):
                    made = make(state, *again.span(), kind.type, kind.kind, rule="called")
                    found.setdefault(again.span(), made)
    return list(found.values())


def _start(state: State, rules: Called, end: int) -> tuple[int, bool]:
    """Return where the name begins that goes on to the offset, and whether a verb of handing out stands before it."""
    text, start = state.folded, end
    index = names_words.word_at(state, end - 1) if end else -1
    if index >= 0 and state.words[index][1] > end:  # a word of the dictionary that holds the noun (贷款额度)
        index -= 1
    while index >= 0 and end - start < LONGEST:
        first, last, flag = state.words[index]
        word = text[first:last]
        cover = covering(state, first, last)
        if cover is not None and cover.kind == "region" and cover.end <= end:
            start = cover.start  # 革命老区 + 转移支付
            index = names_words.word_at(state, start) - 1
            continue
        if cover is not None and not (cover.type in ("Program", "Fund") and cover.end <= end + 6):
            break
        if word in rules.handing or (len(word) == 1 and flag == "v" and word not in rules.inside):
            return _trimmed(text, start, end), word in rules.handing
        joins = word in JOINING and start < end and index > 0 and state.words[index - 1][2][0] in "nvjl"
        joins = joins and not text.endswith(MONEY, 0, first)
        if not (joins or word in rules.inside or flag[0] not in FUNCTION):
            break
        start, index = first, index - 1
    before = max(0, start - 4)
    handed = DRAWN.search(text, before, start) is not None or BATCH.search(text, before, start) is not None
    return _trimmed(text, start, end), handed


def _trimmed(text: str, start: int, end: int) -> int:
    each = EACH.match(text, start, end)
    start = each.end() if each else start
    while start < end and text[start] in "与和及暨":
        start += 1
    return start


def _tells(state: State, rules: Called, kind: Kind, start: int, noun: int, name: str) -> bool:
    """Tell whether the words before the noun say what the money is for, and not only whose it is or who gets it."""
    if kind.never.search(name) or name in state.lexicon.built("names.grammar", Grammar).not_names:
        return False
    known = covering(state, noun, noun + 1)
    whole = known is not None and known.rule in ("whole", "gazetteer", "quoted") and known.end >= start + len(name)
    if whole:
        return False  # 个人 + 创业担保贷款
    work = covering(state, noun - 1, noun)
    if kind.kind == "product" and work is not None and work.place and work.end == noun and work.text.endswith(WORKS):
        return False  # 甲县供水项目 + 贷款: of one work, which gets it
    if kind.purpose is not None and kind.purpose.search(name):
        return True
    if kind.purpose is not None and noun + 2 == start + len(name):
        return False  # a bare 贷款 of words that say no use
    words = [state.folded[max(a, start) : min(b, noun)] for a, b, _ in names_words.words_in(state, start, noun)]
    return sum(len(w) for w in words if w not in rules.plain and w not in JOINING) >= kind.least


def _beside_money(rules: Called, text: str, start: int, end: int, handed: bool) -> bool:
    """Tell whether a sum stands right before or behind the name, or it is handed out and ends there."""
    if rules.sums.match(text, end) or BEFORE.search(text, max(0, start - REACH), start):
        return True
    return handed and rules.after.match(text, end) is not None
