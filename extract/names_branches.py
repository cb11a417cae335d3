"""Branches of banks by short names: 省农行, 海州中行, 农行省分行 and a bare 青禾省分行 are the branch of the place."""

import re

from extract import names_words
from extract.entity_spans import make
from extract.gazetteer import Gazetteer
from extract.lexicon import Lexicon
from extract.model import Mention, State

LEVELS = {"省": "province", "自治区": "province", "市": "city", "州": "city", "县": "county", "区": "county"}
BRANCH = re.compile(r"(?:分行|支行)(?:营业部)?$")
LEVEL_BRANCH = re.compile(r"(自治区|省|市|州|县|区)(分行|支行)$")
BEFORE = re.compile(r"(?:^|[，。；：、“（\s由与和同向从在据及经被让到于])(自治区|省|市|州|县|区)$")
PROVINCIAL = {"policy_bank", "large_state_bank", "central_bank"}  # whose branches bear the full name of their province
FOUNDS = re.compile(
    "(?:设立|成立|开设|增设|新设|筹建|组建|设有|下设|挂牌|开办)了?(?:[^，。；]{0,10}[、和])?[^，。；、]{0,6}$"
)
BANKS = ("bank", "central_government")
UNKNOWN = re.compile(
    r"(?!县|市|省|[一-鿿]?(?:[和与及的各某等将在向对为由所辖级处家个多总本该其每首一二两三]))[一-鿿]{2,3}(?:中心支行|支行|分行)(?!行|长)"
)
RANKS = {"province": "分行", "city": "分行", "county": "支行"}


class Banks:
    """The compiled part `branches` of anaphora.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("anaphora")["branches"]
        self.tags = frozenset(table["tags"])
        self.bare = frozenset(table["bare_city"])


def find(state: State) -> list[Mention]:
    """Give branches their full names, and return the mentions of those that stand under a bank's short name behind their place."""
    rules = state.lexicon.built("names.branches", Banks)
    spell_out(state)
    full = {m.name: m for m in (*state.mentions, *state.nested) if m.parent and BRANCH.search(m.name)}
    new: list[Mention] = []
    for mention in state.mentions:
        if mention.type != "Institution" or mention.kind != "bank":
            continue
        if mention.rule.startswith("ending") and (own := of_level(state, rules, mention)) is not None:
            mention.name, mention.parent, mention.place = own
            continue
        if BRANCH.search(mention.name):
            joined = behind_bank(state, mention)
            if joined is not None:
                new.append(joined)
                continue
            whole = completed(state, mention, full)
            if whole is not None:
                mention.name, mention.parent, mention.place = whole
            continue
        found = placed(state, rules, mention, full)
        if found is not None:
            new.append(found)
    return new + of_unknown_places(state, rules)


def of_level(state: State, rules: Banks, mention: Mention) -> tuple[str, str, str] | None:
    """Return name, whole and place of the branch that the word of a level and a national bank's own short name make (省工商银行)."""
    printed = state.folded[mention.start : mention.end]
    word = next((w for w in LEVELS if printed.startswith(w)), None)
    place = state.levels.get(LEVELS[word]) if word else None
    entries = state.lexicon.gazetteer.get(printed.removeprefix(word or ""))
    bank = next((e for e in entries if e.kind == "bank" and rules.tags & set(e.tags)), None)
    if word is None or place is None or bank is None:
        return None
    return f"{bank.name}{place}{RANKS[LEVELS[word]]}", bank.name, place


def of_unknown_places(state: State, rules: Banks) -> list[Mention]:
    """Return the branches whose place right behind the bank's name no list knows (农业银行 + 九渡 + 支行)."""
    found = []
    for bank in state.mentions:
        if bank.type != "Institution" or bank.kind not in BANKS or BRANCH.search(bank.name) or bank.anaphor:
            continue
        match = UNKNOWN.match(state.folded, bank.end)
        if match is None or not (rules.tags | PROVINCIAL) & {
            t for e in state.lexicon.gazetteer.get(bank.name) for t in e.tags
        }:
            continue
        name = bank.name + match[0]
        branch = "branch of a bank"
        found.append(
            make(state, bank.start, match.end(), "Institution", bank.kind, name, rule=branch, parent=bank.name)
        )
    return found


def spell_out(state: State) -> None:
    """Give the branches of banks called by an alias the bank's own name (工行海州分行)."""
    gazetteer = state.lexicon.gazetteer
    for mention in state.mentions:
        if mention.type != "Institution" or not BRANCH.search(mention.name) or mention.name.endswith("分支行"):
            continue
        if mention.parent and mention.name.startswith(mention.parent):
            rest = mention.name.removeprefix(mention.parent)
            mention.name = mention.parent + without_province(gazetteer, rest)
        printed = state.folded[mention.start : mention.end]
        name = printed[1:] if printed[0] in "省市县区州" else mention.name  # 市邮储银行海州分行
        for size in (6, 4, 3, 2):
            bank = next((e for e in gazetteer.get(name[:size]) if e.kind == "bank"), None)
            if bank is not None and len(name) > size + 2:
                rest = name.removeprefix(bank.name) if name.startswith(bank.name) else name[size:]
                mention.name, mention.parent = bank.name + without_province(gazetteer, rest), bank.name
                break


def without_province(gazetteer: Gazetteer, rest: str) -> str:
    """Return the rest of a branch's name without the places above its own before it (安徽亳州利辛县支行)."""
    hits = [h for h in gazetteer.find_places(rest[:12]) if h.entries[0].kind in RANKS]
    if len(hits) < 2 or hits[0].start or hits[1].start != hits[0].end:
        return rest
    if hits[0].entries[0].kind == "province":
        return without_province(gazetteer, rest[hits[1].start :])
    county = hits[1].entries[0].kind == "county" and rest[hits[1].end - 1] in "县区旗市"
    return rest[hits[1].start :] if county and hits[0].entries[0].kind == "city" else rest


def behind_bank(state: State, mention: Mention) -> Mention | None:
    """Return the branch with its bank's name where that stands right before it (农行 + 海州开发区支行)."""
    before = state.mentions_in(max(0, mention.start - 8), mention.start, "Institution")
    bank = next((m for m in before if m.end == mention.start and m.kind == "bank"), None)
    owned = mention.parent and any(e.kind == "bank" for e in state.lexicon.gazetteer.get(mention.parent))
    if not owned and bank is None:
        return of_weak_name(state, mention)
    if owned or bank is None or BRANCH.search(bank.name):
        return None
    whole = bank.name + mention.name
    return make(
        state,
        bank.start,
        mention.end,
        "Institution",
        "bank",
        whole,
        rule="branch of a bank",
        place=mention.place,
        parent=bank.name,
    )


def of_weak_name(state: State, mention: Mention) -> Mention | None:
    """Return the branch where a short name that is one only before branches stands right before it (人行 + 海州中心支行)."""
    for size in (4, 2):
        short = state.folded[mention.start - size : mention.start] if mention.start >= size else ""
        bank = next((e for e in state.lexicon.gazetteer.get(short) if e.kind in BANKS and short in e.weak), None)
        if bank is not None:
            break
    if bank is None or not names_words.starts_word(state, mention.start - size):
        return None
    name = official_branch(state.lexicon.gazetteer, bank.name, mention.place, bank.name + mention.name)
    return make(
        state,
        mention.start - size,
        mention.end,
        "Institution",
        bank.kind,
        name,
        rule="branch of a bank",
        place=mention.place,
        parent=bank.name,
    )


def completed(state: State, mention: Mention, full: dict[str, Mention]) -> tuple[str, str | None, str | None] | None:
    """Return name, whole and place of a branch that is called by its bank and level only, or by its place only."""
    level = LEVEL_BRANCH.search(mention.name)
    if mention.parent and level and mention.name == mention.parent + level[0]:  # 农行省分行
        place = state.levels.get(LEVELS[level[1]])
        if place is None:
            return None
        known = branch_of(full, mention.parent, place)
        return (
            (known.name, known.parent, known.place)
            if known
            else (f"{mention.parent}{place}{level[2]}", mention.parent, place)
        )
    if mention.parent is None and mention.place and mention.name.startswith(mention.place):  # 青禾省分行
        wholes = {m.name: m for m in full.values() if m.name.endswith(mention.name) and m.name != mention.name}
        if len(wholes) == 1:
            whole = next(iter(wholes.values()))
            return whole.name, whole.parent, whole.place
    bank = founder(state, mention) if mention.parent is None and mention.place else None
    return (bank.name + mention.name, bank.name, mention.place) if bank else None


def founder(state: State, branch: Mention) -> Mention | None:
    """Return the bank that a sentence says to set up a branch called by its place only (甲银行…设立乙支行)."""
    floor = max(state.folded.rfind(mark, 0, branch.start) for mark in "。；！？\n") + 1
    banks = [m for m in state.mentions_in(floor, branch.start, "Institution") if m.kind == "bank"]
    head = banks[-1] if banks and not BRANCH.search(banks[-1].name) else None
    if head is None or FOUNDS.search(state.folded, head.end, branch.start) is None:
        return None
    return head


def placed(state: State, rules: Banks, mention: Mention, full: dict[str, Mention]) -> Mention | None:
    """Return the branch where a place or the word of a level stands right before a bank's short name (海州工行, 省农发行)."""
    bank = next(
        (e for e in state.lexicon.gazetteer.get(mention.name) if e.kind == "bank" and rules.tags & set(e.tags)), None
    )
    short = state.folded[mention.start : mention.end]
    if bank is None or short == bank.name or len(short) > 4:
        return None
    where = place_before(state, mention.start)
    if where is not None:
        start, place, rank = where
    else:
        level = BEFORE.search(state.folded[max(0, mention.start - 5) : mention.start])
        if level is None:
            return None
        rank = LEVELS[level[1]]
        found = state.levels.get(rank)
        if found is None:
            return None
        start, place = mention.start - len(level[1]), found
    known = branch_of(full, bank.name, place)
    stem = place[:-1] if rank == "city" and bank.name in rules.bare and place.endswith("市") else place
    name = known.name if known else f"{bank.name}{stem}{RANKS[rank]}"
    return make(
        state, start, mention.end, "Institution", "bank", name, rule="bank of a place", place=place, parent=bank.name
    )


def place_before(state: State, end: int) -> tuple[int, str, str] | None:
    """Return start, name and rank of the place whose name, or its stem that the article elsewhere gives in full, ends there."""
    place = state.ending_at(end, "Place", within=12)
    if place is not None and not place.anaphor and place.kind in RANKS and len(place.text) > 1:
        return place.start, place.name, place.kind or ""
    for mention in state.mentions:
        stem = mention.name[:-1] if mention.type == "Place" else ""
        if len(stem) > 1 and mention.kind in RANKS and state.folded.endswith(stem, 0, end):
            return end - len(stem), mention.name, mention.kind or ""
    return None


def branch_of(full: dict[str, Mention], bank: str, place: str) -> Mention | None:
    """Return the branch of the bank at the place that the article names in full."""
    stem = place[:-1] if len(place) > 2 else place
    fitting = [m for m in full.values() if m.parent == bank and m.name[len(bank) :].startswith(stem)]
    exact = [m for m in fitting if BRANCH.sub("", m.name[len(bank) :]) in {stem, place}]
    return exact[0] if exact else None


def official_branch(gazetteer: Gazetteer, bank: str, place: str | None, name: str) -> str:
    """Return the name of a branch with its province in full, or the name as it is where that is not known to be one."""
    if not place or not name.startswith(bank) or not name.endswith("分行"):
        return name
    if not any(entry.name == bank and PROVINCIAL.intersection(entry.tags) for entry in gazetteer.get(bank)):
        return name
    short = name[len(bank) : -len("分行")]
    province = gazetteer.place(place)
    if (
        province is None
        or province.kind != "province"
        or len(short) < 2
        or not place.startswith(short.rstrip("省市区"))
    ):
        return name
    return f"{bank}{place}分行"
