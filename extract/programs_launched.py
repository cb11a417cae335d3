"""Programmes that only the verb before them tells: what is launched, run or joined is a name even where verbs stand in it."""

import re
from dataclasses import dataclass

from extract import names_words
from extract.entity_spans import make
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_rules import OFFICES, Grammar

FUNCTION = "pcurmqyd"  # parts of speech that stand in no name
JOINING = ("与", "和", "、", "及", "暨")
ROUND = "十百千万双系"  # 服务万企行动, …系列活动
QUOTED = re.compile("“[^“”]+”")
WORK = "工作"
SHORTEST = 5  # characters of a programme that another is joined to
LONG = 8  # characters of a name in which fewer distinctive ones make it one
ENOUGH = 4  # characters of distinctive words that make a name
MATTER = 5  # characters of words that say what is done, where the ending is that of programmes only


@dataclass(frozen=True, slots=True)
class Launched:
    """The compiled part `launched` of `programs.yaml`."""

    behind: re.Pattern[str]
    before: re.Pattern[str]
    plain: frozenset[str]
    aims: re.Pattern[str]
    project: re.Pattern[str]
    won: re.Pattern[str]
    chosen: re.Pattern[str]
    joined: re.Pattern[str]
    skip: re.Pattern[str]
    strong: re.Pattern[str]
    empty: frozenset[str]


def compile_launched(lexicon: Lexicon) -> Launched:
    """Compile the patterns of a lexicon."""
    table = lexicon.table("programs")["launched"]
    ends = any_of(table["endings"])
    word = r"(?:[^，。；：\s“”的了在等是为]|“[^“”，。；\s]{1,12}”)"
    name = rf"(?P<name>{word}{{3,26}}?(?:{ends}))"
    return Launched(
        re.compile(rf"(?:{table['verbs']})了?(?:{table['skip']})*{name}(?={table['after']})"),
        re.compile(
            rf"(?:^|(?<=[，。；：\n自由]))(?:自从?|随着|在)?(?:{table['skip']})*{name}(?:{table['passive']}|{table['course']})"
        ),
        frozenset(table["plain"]),
        re.compile(table["aims"]),
        re.compile(table["project"]),
        re.compile(table["won"]),
        re.compile(table["chosen"]),
        re.compile(rf"(?P<name>(?:{ends}))(?:和|与|及|以及|、)"),
        re.compile(table["skip"]),
        re.compile(table["strong"]),
        frozenset(table["empty"]),
    )


def launched(state: State, grammar: Grammar, not_names: frozenset[str]) -> list[Mention]:
    """Return the programmes that stand between a verb of launching and the end of its clause, or open a clause that says so."""
    rules = state.lexicon.built("programs.launched", compile_launched)
    found: dict[int, Mention] = {}
    for pattern in (rules.behind, rules.before):
        for match in state.scan(pattern):
            start, end = match.span("name")
            start = past_office(state, start, end)
            name = state.folded[start:end]
            if re.search("”[和、与]“", name):
                continue  # “甲”和“乙”计划 are two
            if rules.skip.match(name) and "“" in name:
                continue  # 组织 + 实施“甲”工程: the name is in the marks
            if name in not_names or not names_words.starts_word(state, start) or not names_words.ends_word(state, end):
                continue
            if any(m.start < start < m.end or m.start < end < m.end for m in state.mentions_in(start - 20, end + 20)):
                continue
            if telling(state, grammar, rules, start, end, ENOUGH if end - start < LONG else ENOUGH // 2):
                end -= len(WORK) * name.endswith(f"试点{WORK}")  # 某试点 + 工作
                kind = "scheme" if state.folded.endswith("试点", start, end) else "program"
                for first, last in parts(rules, state, start, end):
                    found.setdefault(last, make(state, first, last, "Program", kind, rule="launched"))
    for name, sort in {(m.name, m.kind) for m in found.values()}:
        for again in re.finditer(re.escape(name), state.folded):
            if names_words.starts_word(state, again.start()) and names_words.ends_word(state, again.end()):
                found.setdefault(again.end(), make(state, *again.span(), "Program", sort, name, rule="launched"))
    for mention in local(state, grammar, rules):
        found.setdefault(mention.end, mention)
    won = [m.span("name") for m in state.scan(rules.won) if names_words.ends_word(state, m.end("name"))]
    for start, end in [*won, *(m.span("name") for m in state.scan(rules.chosen))]:
        enough = ENOUGH // 2 if (start, end) in won or end - start >= LONG else ENOUGH
        if telling(state, grammar, rules, start, end, enough):
            found.setdefault(end, make(state, start, end, "Program", "scheme", state.folded[start:end], rule="won"))
    return list(found.values())


def past_office(state: State, start: int, end: int) -> int:
    """Return where the name begins behind the body whose programme it is (入选 + 甲厅 + “乙”计划)."""
    body = next((m for m in state.mentions_in(start, end) if m.start == start and m.type == "Institution"), None)
    if body is None or body.end >= end:
        return start
    return body.end if state.folded.startswith("“", body.end) or body.kind in OFFICES else start


def parts(rules: Launched, state: State, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the programmes that are joined in one span (“甲”计划和乙提升行动), the span itself where it is one."""
    spans = []
    for match in rules.joined.finditer(state.folded, start, end):
        if match.end("name") - start >= SHORTEST and end - match.end() >= SHORTEST:
            spans.append((start, match.end("name")))
            start = match.end()
    return [*spans, (start, end)]


def local(state: State, grammar: Grammar, rules: Launched) -> list[Mention]:
    """Return the projects named after a place behind what says that they are meant (用于支持甲县乙建设项目)."""
    found = []
    for place in state.mentions:
        if place.type not in ("Place", "Zone") or place.anaphor:
            continue
        match = rules.project.match(state.folded, place.end)
        if match is None or not rules.aims.search(state.folded, max(0, place.start - 4), place.start):
            continue
        if rules.skip.match(state.folded, place.end):
            continue  # 支持甲省实施 + 乙项目
        end = match.end("rest")
        if telling(state, grammar, rules, place.end, match.end("core")):
            name = state.folded[place.start : end]
            found.append(
                make(state, place.start, end, "Program", "program", name, rule="local project", place=place.place)
            )
    return found


def telling(state: State, grammar: Grammar, rules: Launched, start: int, end: int, enough: int = ENOUGH) -> bool:
    """Tell whether the words of the span name one programme and no class of them."""
    first = names_words.word_at(state, start)
    quoted = [m.span() for m in QUOTED.finditer(state.folded, start, end)]
    whole = state.words[first : names_words.word_at(state, end - 1) + 1]
    words = [(state.folded[a:b], flag) for a, b, flag in whole if not any(x <= a < y for x, y in quoted)]
    inner = words[:-1]
    if len(words) > 2 and words[-2][0] == "年":
        inner = words[:-3]  # …排查3年行动
    elif len(words) > 2 and words[-2][0].endswith("年") and words[-2][1] == "m":
        inner = words[:-2]  # …改造 + 三年 + 行动
    if any(flag[0] in FUNCTION and word not in JOINING and word[0] not in ROUND for word, flag in inner):
        return False
    strong = rules.strong.search(state.folded, start, end)
    matter = [w for w, _ in inner if w not in rules.empty and w not in JOINING]
    if strong and not quoted and sum(len(w) for w in matter if w in state.folded[start : strong.start()]) >= MATTER:
        return True
    ordinary = grammar.generic | rules.plain
    special = [w for w, _ in inner if w not in ordinary and w not in JOINING]
    return sum(map(len, special)) + sum(y - x - 2 for x, y in quoted) >= enough
