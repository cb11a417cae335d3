"""Programmes, schemes and products: by their endings, and by what stands in and around “…”."""

import re

import ahocorasick_rs

from extract import names_words, series
from extract.entity_spans import covering, make, settle
from extract.lexicon import Lexicon, any_of
from extract.model import Mention, State
from extract.names_grammar import runs_on
from extract.names_reach import Scene
from extract.names_rules import Ending, Grammar
from extract.names_walk import Walk
from extract.programs_called import called
from extract.programs_invested import invested
from extract.programs_issues import issues
from extract.programs_launched import launched
from extract.programs_meant import meant
from extract.programs_offered import listed, offered
from extract.programs_plain import extended, plain, policies
from extract.programs_standing import standing
from extract.programs_titled import titled
from extract.programs_told import told

OFFERED = ("产品", "系列产品", "系列担保产品", "贷款", "信贷产品", "金融产品", "融资产品", "线上贷款", "专属产品")
OFFER = re.compile(  # 推出“…”知识产权质押系列产品
    "[^，。；：、“”的\\s]{2,14}?(系列产品|产品|贷款|试点|行动计划|计划|专项行动|行动|工程|模式|机制)(?=[，。；、）]|等|和|及|，|为|服务)"
)
LONG_TAIL = re.compile(
    "[一-鿿]{2,6}?(专项计划|行动计划|专项行动|系列活动|专场活动|对接活动|计划|工程|行动|试点|业务|合作模式|合作机制)(?![书外组款])"
)
OVER = re.compile("科技创新2030[-－—–]+$")  # the programme that the quoted one is a part of
QUOTED = re.compile(r"[“‘]([^“”‘’\n]{2,20})[”’]")
PROJECTS = re.compile(  # “…”项目, and lists: 甲县“…”、乙县“…”等3个项目
    r"((?:“[^“”\n，。；]{4,34}”(?:[、和及][^“”，。；]{0,12})?){1,8})(?:等)?(?:[\d一二两三四五六七八九十]+[个项])?(?:重点|重大|科技|研发|试点)?(?:项目|课题)"
)
PASSIVE = "由在将于经以从"  # behind a plan's name as behind the verb 计划
TOWARDS = frozenset("为给向对")
BORROWERS = re.compile("(?:户|企业|公司|主体|人员|群体|合作社|农场|农民|村民|居民|者|学生|毕业生|客户)$")
SHORTEST_PROJECT = 6  # characters before 项目 in marks; a shorter one is a class (“双百双新”项目)
OFFICIAL = 8  # characters of a national plan's name that is no subject of that verb
INNER = re.compile("“([^“”]{4,34})”")


class Programs(Grammar):
    """The grammar of programme names: programs.yaml in the place of suffixes.yaml."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        table = lexicon.table("programs")
        groups = {text: group for group in table["names"] for text in group["endings"]}
        self.endings = [
            Ending(
                t,
                g["type"],
                g["kind"],
                True,
                bool(g.get("strict")),
                table["not_before"].get(t, ""),
                bool(g.get("hard")),
            )
            for t, g in groups.items()
        ]
        self.automaton = ahocorasick_rs.AhoCorasick(list(groups), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.usual = tuple(t for t, g in groups.items() if not g.get("placed"))
        self.placed = frozenset(t for t, g in groups.items() if g.get("placed"))
        self.stop = self.stop | frozenset(table["stop"])
        self.not_names = frozenset(table["not_names"])
        self.not_ends = tuple(table["not_ends"])
        self.after: dict[str, str] = table["quoted_after"]
        self.inside: dict[str, str] = table["quoted_inside"]
        self.before = re.compile(table["quoted_before"])
        self.not_quoted = re.compile(table["not_quoted"])
        self.whole: dict[str, str] = table["whole"]
        self.wholes = ahocorasick_rs.AhoCorasick(list(self.whole), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        self.composite = tuple(table["composite"])
        self.not_after_loan = frozenset(table["not_before"]["贷"])
        self.emblems = frozenset(table["emblems"])
        self.of_emblems = ("计划", "行动", "工程", "专项", "专项行动", "行动计划")
        self.wordy = frozenset(table["wordy"])
        self.tail = re.compile(any_of(self.after))


BORROWS = re.compile(
    "(?:前者|后者|对方|我们|他们|农?牧民|农户|农民|渔民|果农|茶农|村民|社员|企业|公司|客户|居民|学生|商户|大户|创业者)贷"
)
NEXT = re.compile(r"[约近超共了到得出\d一二两三四五六七八九十百千几数]")


def run(state: State) -> None:
    """Add Program mentions."""
    grammar = state.lexicon.built("programs.grammar", Programs)
    bare = [
        make(state, start, end, "Program", grammar.whole[state.folded[start:end]], rule="whole")
        for _, start, end in grammar.wholes.find_matches_as_indexes(state.folded)
        if not (state.folded[end - 1] == "贷" and state.folded[end : end + 1] in grammar.not_after_loan)
    ]
    found = projects(state, grammar) + quoted(state, grammar) + bare
    named = launched(state, grammar, grammar.not_names)
    ending = [m for m in by_ending(state, grammar) if not borrows(state, m)]
    settle(state, found + ending + invested(state) + named)
    settle(state, issues(state))
    settle(state, standing(state))
    settle(state, extended(state) + plain(state) + called(state, "Program"))
    settle(state, policies(state))
    settle(state, meant(state))
    settle(state, told(state))
    settle(state, offered(state) + listed(state))
    settle(state, series.find(state))
    state.nested.extend(titled(state, grammar.whole))


def borrows(state: State, mention: Mention) -> bool:
    """Tell whether 贷 is what somebody does, and no part of a product's name (牧民贷3万元, 前者贷5000万元)."""
    return BORROWS.fullmatch(mention.text) is not None and NEXT.match(state.folded, mention.end) is not None


def projects(state: State, grammar: Programs) -> list[Mention]:
    """Return the projects that “…” names before 项目 or 课题, in lists too."""
    found = []
    for match in state.scan(PROJECTS):
        for inner in INNER.finditer(state.folded, match.start(1), match.end(1)):
            if grammar.not_quoted.search(inner.group(1)) or covering(state, *inner.span(1)):
                continue
            found.append(make(state, *inner.span(), "Program", "program", inner.group(1), rule="quoted-project"))
    return found


def nominal(state: State, tail: re.Match[str]) -> bool:
    """Tell whether only nouns stand between the marks and the word that makes a programme (“三区”科技人员专项计划)."""
    words = [w for w in state.words[names_words.word_at(state, tail.start()) :][:6] if w[0] < tail.start(1)]
    whole = bool(words) and words[0][0] == tail.start() and words[-1][1] == tail.start(1)
    return whole and all(flag[0] in "nbj" or flag in {"vn", "an"} for _, _, flag in words)


def quoted(state: State, grammar: Programs) -> list[Mention]:
    """Return the programmes in “…”, with the word behind that belongs to them."""
    found = []
    for match in state.scan(QUOTED):
        inner = match.group(1)
        if (
            state.folded.endswith(("称", "称为", "称：", "称:"), 0, match.start())
            or grammar.not_quoted.search(inner)
            or blocked(state, match.start() + 1, match.end() - 1)
        ):
            continue
        tail = grammar.tail.match(state.folded, match.end())
        if tail is not None and (tail.group() == "贷" or inner.endswith(tail.group())):
            tail = None
        ending = next(
            (
                e
                for e in sorted(grammar.inside, key=len, reverse=True)
                if inner.endswith(e) and len(inner) > len(e) + (SHORTEST_PROJECT if e == "项目" else 1)
            ),
            None,
        )
        if tail is not None and tail.group() not in OFFERED:
            kind = grammar.after[tail.group()]
            over = OVER.search(state.folded, max(0, match.start() - 14), match.start())
            start = over.start() if over else match.start()
            found.append(
                make(state, start, tail.end(), "Program", kind, state.folded[start : tail.end()], rule="quoted")
            )
        elif tail is None and (long := LONG_TAIL.match(state.folded, match.end())) and nominal(state, long):
            name = state.folded[match.start() : long.end()]
            kind = grammar.after.get(long.group(1), "program")
            found.append(make(state, match.start(), long.end(), "Program", kind, name, rule="quoted"))
        elif offered := grammar.before.search(state.folded, max(0, match.start() - 8), match.start()) and OFFER.match(
            state.folded, match.end()
        ):
            kind = grammar.after.get(offered.group(1), "product")
            found.append(make(state, match.start(), match.end(), "Program", kind, inner, rule="quoted"))
        elif ending is not None or tail is not None:
            kind = grammar.inside[ending] if ending else "product"
            found.append(make(state, match.start(), match.end(), "Program", kind, inner, rule="quoted"))
    return found


def blocked(state: State, start: int, end: int) -> bool:
    """Tell whether what stands in marks is known already; a place at its beginning is a part of the name."""
    inside = [m for m in state.mentions if m.start < end and m.end > start]
    whole = end - start <= 12 and any(state.folded.startswith(e, end - len(e)) for e in ("贷", "券"))
    return any((m.type != "Place" and not (whole and m.end < end)) or (m.start, m.end) == (start, end) for m in inside)


def by_ending(state: State, grammar: Programs) -> list[Mention]:
    """Return the programmes that the grammar finds."""
    text = state.folded
    places = {m.end: m for m in state.mentions if m.type == "Place" and not m.anaphor}
    scene = Scene(state, grammar, places, {}, grammar.glued(text))
    taken = {m.end for m in state.mentions if m.type != "Place"}
    found = []
    for number, start, end in grammar.automaton.find_matches_as_indexes(text):
        ending = grammar.endings[number]
        verb = end < len(text) and text[end] in ending.not_before  # 甲市计划由…, but 国家新兴产业创投计划由…
        if verb and (ending.text != "计划" or text[end] not in PASSIVE):
            continue
        if runs_on(state, start, end) or not names_words.ends_word(state, end):
            continue
        candidate = Walk(scene, ending, start, end).run()
        if candidate is None or "等" in text[candidate.start : start]:  # 甲工程等重大项目 is a list
            continue
        at = candidate.start
        if candidate.place is not None and candidate.place.start >= at:
            behind = past_verbs(state, grammar, candidate.place.end, start)
            if behind > candidate.place.end and start > behind and end - behind >= 5:
                at = behind  # 某省 + 深化完善 + 某某制度
            elif behind > candidate.place.end and start > behind:
                continue  # 某市 + 支持 + 重点项目
        inside = [e for e in taken if at < e <= start]
        if inside:
            at = past_verbs(state, grammar, max(inside), start)
        whole = text[at:end]
        if verb and not (whole.startswith("国家") and len(whole) >= OFFICIAL):
            continue
        if (
            at >= start
            or whole in grammar.not_names
            or (ending.generic and not telling(state, grammar, at, start, candidate.place))
        ):
            continue
        if ending.kind == "product" and of_borrower(state, at, start):
            continue
        place = candidate.place.place if candidate.place and candidate.place.start >= at else None
        found.append(make(state, at, end, "Program", ending.kind, rule=f"ending:{ending.text}", place=place))
    return found


def of_borrower(state: State, at: int, end: int) -> bool:
    """Tell whether the words before a product's ending only say for whom the credit is (为个体工商户 + 担保贷款)."""
    return state.folded[at - 1 : at] in TOWARDS and BORROWERS.search(state.folded, at, end) is not None


def past_verbs(state: State, grammar: Programs, at: int, end: int) -> int:
    """Return the start of the name without the verbs that stand between a body and its programme (推广 + 惠农e贷)."""
    index = names_words.word_at(state, at)
    while index < len(state.words) and state.words[index][1] <= end:
        first, last, flag = state.words[index]
        word = state.folded[first:last]
        if word not in grammar.lead and (flag[0] not in "vd" or word in grammar.allowed):
            break
        at, index = last, index + 1
    return at


def telling(state: State, grammar: Programs, start: int, end: int, place: Mention | None) -> bool:
    """Tell whether an ending that is an ordinary word has enough before it to be a name."""
    text = state.folded[start:end]
    words = [state.folded[a:b] for a, b, _ in names_words.words_in(state, start, end)]
    special = [w for w in words if w not in grammar.generic]
    place = place if place is not None and place.start >= start else None
    own = text[place.end - start :] if place is not None else text
    if state.folded.startswith(grammar.of_emblems, end) and any(own.endswith(e) for e in grammar.emblems):
        return True  # 孔雀 + 计划
    if state.folded.startswith(("计划", "专项"), end) and not state.folded.startswith(grammar.composite, end):
        return sum(len(w) for w in special) >= 4 and len(special) >= 2
    if state.folded.startswith("试点", end) and own.isascii() and own.isupper() and len(own) >= 3:
        return True  # QFLP + 试点
    if grammar.wordy and state.folded.startswith(tuple(grammar.wordy), end) and len(words) >= 2 and len(text) >= 4:
        return True
    if state.folded.startswith(tuple(grammar.placed), end) and not state.folded.startswith(tuple(grammar.usual), end):
        return (
            place is not None and place.kind not in ("country", "region") and len(text) - (place.end - place.start) >= 4
        )
    if place is not None or text.startswith(("国家", "全国", "省", "市", "“")):
        return bool(special)
    composite = state.folded.startswith(grammar.composite, end)
    return len(special) >= (1 if composite else 2) and len(text) >= (2 if composite else 5)
