"""Works and listed projects that plain phrases name (南溪水库二期工程概算3亿元), and subsidies called by a programme (设备更新贷款贴息)."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import covering, make, overlapping
from extract.lexicon import Lexicon
from extract.model import Mention, State
from extract.names_rules import Grammar
from extract.programs_told import compile_told, torn_off

LONGEST = 24  # characters of a name before its ending
JOINING = ("与", "和", "及", "、")
SHORTEST = 4  # characters of distinctive words before the ending of works without a place; half of it in all
NUMBERED = re.compile(r"(?:^|\n|[；。])(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、．])\s*$")
PLACES = ("Place", "Zone")
PROPER = ("nr", "nrt", "ns", "nz", "nt")  # parts of speech of names


@dataclass(frozen=True, slots=True)
class Plain:
    """The compiled `programs_plain.yaml`."""

    longer: re.Pattern[str]
    work: re.Pattern[str]
    abbreviated: re.Pattern[str]
    money: re.Pattern[str]
    no_work: re.Pattern[str]
    ordinary: frozenset[str]
    inside: frozenset[str]
    phases: re.Pattern[str]
    sums: re.Pattern[str]
    firms: re.Pattern[str]
    policy: re.Pattern[str]
    policy_lead: re.Pattern[str]
    no_policy: re.Pattern[str]


def compile_plain(lexicon: Lexicon) -> Plain:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs_plain")
    works = table["works"]
    return Plain(
        re.compile(table["subsidies"]["longer"]),
        re.compile(rf"{works['heads']}{works['phases']}{{0,3}}"),
        re.compile(rf"{works['abbreviated']}{works['phases']}{{0,2}}"),
        re.compile(works["money"]),
        re.compile(works["not_after"]),
        frozenset(works["plain"]),
        frozenset(works["inside"]),
        re.compile(rf"{works['phases']}{{1,3}}"),
        re.compile(table["listed"]["sums"]),
        re.compile(table["listed"]["firms"]),
        re.compile(table["policies"]["name"]),
        re.compile(table["policies"]["lead"]),
        re.compile(table["policies"]["plain"]),
    )


def plain(state: State) -> list[Mention]:
    """Return the works and the listed projects."""
    rules = state.lexicon.built("programs.plain", compile_plain)
    grammar = state.lexicon.built("names.grammar", Grammar)
    return [*works(state, grammar, rules), *listed(state, rules)]


def policies(state: State) -> list[Mention]:
    """Return what is promised under the name of a policy that has no title (某贷款贴息政策), where no known programme fills the name."""
    rules = state.lexicon.built("programs.plain", compile_plain)
    found = []
    for match in rules.policy.finditer(state.folded) if "政策" in state.folded else ():
        start, end = match.span("name")
        while (lead := rules.policy_lead.match(state.folded[start:end])) is not None and lead.end() > 0:
            start += lead.end()
        inside = overlapping(state, start, end)
        body = next((m for m in inside if m.start <= start < m.end < end and m.type in ("Institution", "Place")), None)
        start = body.end if body is not None and body.type == "Institution" else start
        known = any(m.type in ("Program", "Policy") and m.rule != "subsidy" for m in inside)
        if known or end - start < SHORTEST + 2 or rules.no_policy.fullmatch(state.folded, start, end):
            continue
        if names_words.starts_word(state, start) and not any(m.start < start < m.end for m in inside):
            found.append(make(state, start, end, "Program", "scheme", rule="policy"))
    return found


def listed(state: State, rules: Plain) -> list[Mention]:
    """Return the projects that a numbered list names, where what stands there is no body or fund."""
    spans = [match.span("name") for match in state.scan(rules.sums)]
    for firm in state.mentions:
        numbered = firm.kind == "company" and NUMBERED.search(state.folded, max(0, firm.start - 5), firm.start)
        if numbered and (match := rules.firms.match(state.folded, firm.end)):
            spans.append(match.span("name"))
    found = []
    for start, end in spans:
        inside = [m for m in state.mentions if m.start < end and m.end > start]
        crossing = any(m.start < start or m.end > end for m in inside)
        if not crossing and not any(m.end == end and m.type != "Place" for m in inside):
            found.append(make(state, start, end, "Program", "program", rule="listed"))
    return found


def extended(state: State) -> list[Mention]:
    """Return the subsidies that are named by the programme of money for which they are (设备更新贷款 + 贴息)."""
    rules = state.lexicon.built("programs.plain", compile_plain)
    found = []
    for whole in state.mentions:
        match = (
            rules.longer.match(state.folded, whole.end) if whole.type == "Program" and whole.kind == "product" else None
        )
        if match is not None and "“" not in whole.text:
            found.append(make(state, whole.start, match.end(), "Program", "program", rule="subsidy"))
    return found


def works(state: State, grammar: Grammar, rules: Plain) -> list[Mention]:
    """Return the works that a sentence about money names by a place or a made-up word."""
    text = state.folded
    spans: dict[int, int] = {}
    for match in state.scan(rules.work):
        start = run_of_nouns(state, grammar, match.start(), rules.inside)
        body = covering(state, match.start(), match.start() + 1)
        if body is not None and body.type == "Institution" and body.start < match.start() and body.end < match.end():
            spans[match.end()] = body.start  # 甲镇污水处理厂 + 提标改造
            continue
        owner = state.ending_at(start, "Institution", within=30)
        start = owner.start if owner is not None and text.endswith(("项目", "工程"), 0, match.end()) else start
        if telling(state, grammar, rules, start, match.start()):
            spans[match.end()] = start
    for match in state.scan(rules.abbreviated):
        start = match.start()
        if names_words.starts_word(state, start):
            spans[match.end()] = min(start, spans.get(match.end(), start))
    for body in state.mentions:
        phase = rules.phases.match(text, body.end) if body.type == "Institution" and body.kind != "company" else None
        if phase is not None and phase.group().endswith(("项目", "工程", "改造", "扩建", "期", "楼", "区")):
            spans[phase.end()] = body.start  # 甲市中心医院 + 异地新建项目
    title = state.article.title or ""
    found = []
    for end, start in spans.items():
        sentence = state.sentence_at(start)
        if (
            sentence is None
            or text[start - 1 : start] in {")", "）"}
            or rules.no_work.match(text, end)
            or not (rules.money.search(text, sentence.start, sentence.end) or text[start:end] in title)
        ):
            continue
        if names_words.inside_word(state, end) or any(
            m.start < start < m.end or m.start < end < m.end for m in state.mentions
        ):
            continue
        cut = [m for m in state.mentions_in(start, end) if m.end == end]
        if all(m.type == "Program" and m.rule.startswith("ending") and m.start > start for m in cut):
            found.append(make(state, start, end, "Program", "program", rule="works"))
    return found


def telling(state: State, grammar: Grammar, rules: Plain, start: int, end: int) -> bool:
    """Tell whether what stands before the ending of works names one: a place or a made-up word, with more than ordinary words."""
    if end - start < SHORTEST // 2:
        return False
    placed = any(m.type in PLACES and not m.anaphor and m.kind != "country" for m in state.mentions_in(start, end))
    spans = names_words.words_in(state, start, end)
    placed = placed or any(flag in PROPER for _, _, flag in spans)
    words = [state.folded[max(a, start) : min(b, end)] for a, b, _ in spans]
    special = [w for w in words if w not in rules.ordinary and w not in grammar.generic and w not in JOINING]
    return bool(special) and (placed or sum(map(len, special)) >= SHORTEST)


def run_of_nouns(state: State, grammar: Grammar, end: int, inside: frozenset[str]) -> int:
    """Return where the run of words that may stand in a name begins, which ends at the offset; places belong to it."""
    made = state.lexicon.built("programs.told", compile_told)
    start, index = end, names_words.word_at(state, end - 1)
    while index >= 0 and end - start < LONGEST:
        first, last, flag = state.words[index]
        cover = covering(state, first, last)
        if cover is not None and cover.type == "Program" and cover.rule.startswith("ending"):
            cover = None  # what the grammar cut short
        if cover is not None and cover.type in PLACES and not cover.anaphor and cover.end == start:
            start, index = cover.start, names_words.word_at(state, cover.start - 1)
            continue
        word = state.folded[first : min(last, start)]
        if word in ("至", "到") and state.ending_at(first, "Place", within=6) and starts_place(state, start):
            start, index = first, index - 1  # 常德 + 至 + 吉首 + 公路
            continue
        joins = (
            word in JOINING[:2]
            and start < end
            and not starts_place(state, start)
            and index > 0
            and state.words[index - 1][2][0] in "nv"
        )
        noun = flag[0] in "nbjizlgsf" or flag in ("vn", "an", "a", "ad") or word in grammar.allowed or word in inside
        brand = first < last <= start < end and torn_off(state, made, index, word, flag) is True
        if last > start or cover is not None or not (joins or brand or (noun and word not in grammar.stop)):
            break
        start, index = first, index - 1
    while start < end and state.folded[start] in "与和、的":
        start += 1
    return start


def starts_place(state: State, offset: int) -> bool:
    """Tell whether a place begins at the offset."""
    cover = covering(state, offset, offset + 1)
    return cover is not None and cover.type == "Place" and cover.start == offset
